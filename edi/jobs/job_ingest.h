/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_ingest - takes in what came, by content, and decides what follows
 *
 * One file is one transaction: it is in the store with all that follows from it,
 * or not at all. What was taken in before is told and skipped: the same bytes,
 * and the same interchange in other bytes (packed, wrapped, recoded); of a file
 * that holds more than what came before, the rest is taken in. A file that holds
 * nothing we know, or that ends before its IEA, is left out: half a remittance
 * would be posted and, when the whole one comes, posted again.
 */
#ifndef EDI_JOB_INGEST_H
#define EDI_JOB_INGEST_H

#include "edi/match/denial.h"
#include "edi/store/store_files.h"

struct edi_ingest_options {
    const char *charset; /* NULL: as the ISA shows */
    const char *taken;   /* when: 2025-01-31T09:15:00Z */
    bool dry_run;        /* all of it, and then taken back */
    bool once;           /* the path is a name alone: only `src` has the bytes */
    const struct edi_denial_rules *rules;
};

enum edi_ingest_verdict {
    EDI_INGEST_TAKEN,
    EDI_INGEST_SEEN,    /* these bytes were taken in before */
    EDI_INGEST_UNKNOWN, /* nothing in it that we know */
    EDI_INGEST_CUT,     /* it ends before its IEA */
};

/* What became of one file. */
struct edi_ingested {
    enum edi_ingest_verdict verdict;
    unsigned kind;             /* a set of enum edi_file_kind */
    uint64_t bytes, interchanges, sets, claims, payments;
    uint64_t seen_sets, seen_claims; /* of an interchange that came before in
                                        another file: skipped */
    uint64_t acks;             /* items of a TA1, 999 or 277CA */
    uint64_t unsent;           /* of these, what answers nothing we sent */
    uint64_t changed;          /* earlier payments that are decided otherwise */
    uint64_t other_sets;       /* kept, and not followed */
    uint64_t errors;           /* findings of that severity */
    uint64_t unbalanced;       /* payments and remittances that do not add up */
    uint64_t matched, asked, unmatched; /* of the new payments: posted; for a
                                           person to decide; no claim */
    uint64_t repeated;         /* payments of a remittance that came before */
};

/* Takes `src` over: the bytes as they are, not yet unpacked or decoded. `path`
 * is what it was opened from ("-": standard input). On a failure the store is
 * as it was before. */
enum x12_status edi_ingest(struct edi_store *store, const char *path,
                           struct x12_source *src,
                           const struct edi_ingest_options *options,
                           struct edi_ingested *told) X12_MUST_USE;

#endif
