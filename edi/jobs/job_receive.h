/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_receive - what stands in the partners' folders into archive and store
 *
 *     struct edi_receive r;
 *     edi_receive_begin(&r, &store, &options, err);
 *     while ((status = edi_receive_next(&r)) == X12_OK)
 *         ... r.name of r.partner: r.verdict, r.told, r.why ...
 *     edi_receive_end(&r);          right on every path, and twice
 *
 * A file is fetched, kept in the archive, taken in, and noted, each lastingly
 * before the next; only then, and only if the profile says so, it is deleted or
 * moved at the partner's. Ended in between, the next run fetches it again, and
 * the same bytes are taken in once. What is known by name, size and time is
 * passed over; so are hidden names and folders. What is in a zip file is dealt
 * with as if it stood there by itself, and then the zip file. One run at a time:
 * the caller holds the store's lock.
 */
#ifndef EDI_JOB_RECEIVE_H
#define EDI_JOB_RECEIVE_H

#include "edi/jobs/archive.h"
#include "edi/jobs/job_ingest.h"
#include "edi/jobs/reach.h"
#include "edi/jobs/zip_file.h"
#include "edi/store/store_received.h"

enum { EDI_RECEIVE_BYTES = 1 << 30 /* most of one file */ };

enum edi_receive_verdict {
    EDI_RECEIVE_TAKEN,
    EDI_RECEIVE_SEEN,     /* these bytes came before */
    EDI_RECEIVE_UNKNOWN,  /* kept in the archive; nothing in it that we know */
    EDI_RECEIVE_CUT,      /* it ends before its IEA: left for the next run */
    EDI_RECEIVE_GROWING,  /* not as long as it was listed: the same */
    EDI_RECEIVE_REFUSED,  /* not fetched, and not looked at again */
    EDI_RECEIVE_FAILED,   /* by the transfer: see `trouble` */
    EDI_RECEIVE_REPORT,   /* text for people, kept in the archive */
    EDI_RECEIVE_UNPACKED, /* a zip file, behind its members */
    EDI_RECEIVE_LOCKED, /* encrypted, and not for us, or not signed by them: left
                           for the next run */
};

struct edi_receive_options {
    const struct edi_partners *partners;
    const char *partner; /* this one only; NULL: all */
    bool now;            /* partners that were to be left alone, too */
    struct edi_archive archive;
    const struct edi_ingest_options *ingest;
};

struct edi_receive {
    /* of the file at hand */
    const struct edi_partner *partner;
    x12_str name;   /* theirs; empty: `why` is about the partner */
    x12_str member; /* of a zip file of that name; or empty */
    enum edi_receive_verdict verdict;
    enum edi_trouble trouble; /* also where it could not be deleted or moved */
    const char *why;          /* "" without trouble */
    struct edi_archived file; /* what was kept */
    struct edi_ingested told; /* of what was taken in */
    bool expected;            /* a report of a name that the profile has */
    unsigned members, aside;  /* of a zip file: all; not taken in */
    /* private below */
    struct edi_store *store;
    struct edi_receive_options options;
    struct x12_error *err;
    struct x12_error fault;
    struct edi_reach line;
    struct edi_remotes all;
    size_t at, entry;
    bool listed;
    struct edi_zip zip;
    unsigned char came[EDI_DIGEST_BYTES]; /* of what was fetched last */
    const struct edi_remote *whole;       /* the zip file at hand, or NULL */
    struct edi_archived whole_file;
};

/* All that `options` point to must outlive the run. */
void edi_receive_begin(struct edi_receive *r, struct edi_store *store,
                       const struct edi_receive_options *options,
                       struct x12_error *err);

/* The next file that was dealt with, or partner that could not be reached;
 * X12_END behind the last. A failure is ours, and ends the run. */
enum x12_status edi_receive_next(struct edi_receive *r) X12_MUST_USE;

void edi_receive_end(struct edi_receive *r);

#endif
