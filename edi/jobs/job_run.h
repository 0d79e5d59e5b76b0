/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_run - one pass by the clock: take, send, receive, report
 *
 *     edi_pass_begin(&pass, &store, &options, err);
 *     while (!over && (status = edi_pass_next(&pass)) == X12_OK)
 *         ... by pass.unit: pass.took, pass.batch and pass.send, pass.receive ...
 *     status = edi_pass_end(&pass, status);     pass.counts are known
 *     edi_pass_release(&pass);                  on every path, and twice
 *
 * What a pass that was killed has left is cleared away, and claims of the outbox
 * that wait are opened; then files are taken from the intake folder, what waits
 * is sent, and partners whose turn it is are asked for what they have; and reports
 * are written anew when something has changed, or on a new day. A partner that
 * fails is asked once in a pass. Whoever is told to stop asks for no more:
 * what was at hand is done, and the next pass goes on. One pass at a time: the
 * caller holds the store's lock.
 */
#ifndef EDI_JOB_RUN_H
#define EDI_JOB_RUN_H

#include "edi/jobs/drop_take.h"
#include "edi/jobs/job_receive.h"
#include "edi/jobs/job_send.h"
#include "edi/report/report.h"

/* What was dealt with. */
enum edi_pass_unit {
    EDI_PASS_DROPPED,  /* a file of the intake folder: took */
    EDI_PASS_WAITING,  /* a file of the outbox waits: batch */
    EDI_PASS_SENT,     /* the same, sent or not: batch, send */
    EDI_PASS_ASKED,    /* a partner would be asked (dry run): partner */
    EDI_PASS_RECEIVED, /* a file of a partner, or trouble with it: receive */
    EDI_PASS_REPORTED, /* the reports are written, or would be */
};

struct edi_pass_options {
    const struct edi_partners *partners;
    const char *partner; /* this one only, and no intake; NULL: all */
    const char *when;    /* "2024-01-31T09:05:01Z" */
    bool now;            /* partners that were to be left alone, too */
    bool dry_run;        /* look, ask nobody, keep nothing */
    struct edi_drop_desk desk;
    const struct edi_ingest_options *ingest;
    const char *reports; /* a folder; NULL: none */
    const struct edi_asked *asked;
};

struct edi_pass_counts {
    uint64_t files, left, seen; /* of the intake folder */
    uint64_t claims, aside;     /* taken from them; rows put aside */
    uint64_t queued;            /* files of the outbox made of them */
    uint64_t sent, unsent;      /* files that went, and did not */
    uint64_t received, acks, payments, matched, repeated;
    uint64_t reports;          /* texts for people */
    uint64_t unread;           /* fetched, and not taken in */
    uint64_t refused, failed;  /* not fetched */
    uint64_t waiting, unknown; /* in the outbox at the end */
    uint64_t rejected;         /* files of the outbox, in this pass */
};

/* How it went with a partner in this pass. */
struct edi_pass_mark {
    bool down;  /* it failed: it is not tried again */
    bool doubt; /* a file may have arrived there: its answer would tell */
};

struct edi_pass {
    /* of the unit at hand */
    enum edi_pass_unit unit;
    const struct edi_partner *partner;
    struct edi_drop_took took;
    struct edi_batch batch;
    struct edi_send send;
    struct edi_receive receive;
    /* so far; the last three lines by edi_pass_end */
    struct edi_pass_counts counts;
    bool lost; /* a batch became unknown in this pass */
    /* private below */
    struct edi_store *store;
    struct edi_pass_options options;
    struct x12_error *err;
    unsigned phase;
    struct edi_remotes drops;
    size_t at; /* in what the phase goes through */
    int64_t after;
    uint64_t rejected_before;
    bool begun, unreached; /* of the partner that is asked */
    struct x12_arena arena;
    struct edi_pass_mark *marks; /* by partner, and one for any other */
};

/* All that `options` point to must outlive the pass. */
void edi_pass_begin(struct edi_pass *pass, struct edi_store *store,
                    const struct edi_pass_options *options,
                    struct x12_error *err);

/* The next unit that was dealt with; X12_END behind the last. A failure is ours,
 * and ends the pass. */
enum x12_status edi_pass_next(struct edi_pass *pass) X12_MUST_USE;

/* Counts what the outbox holds now; `status` is what edi_pass_next said last. */
enum x12_status edi_pass_end(struct edi_pass *pass,
                             enum x12_status status) X12_MUST_USE;

void edi_pass_release(struct edi_pass *pass);

#endif
