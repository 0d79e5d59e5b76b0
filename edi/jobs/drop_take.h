/* SPDX-License-Identifier: Apache-2.0 */
/*
 * drop_take - a file of claims out of the intake folder into the outbox, once
 *
 *     status = edi_drop_take(&desk, &store, &all.at[i], &took);
 *     ... took.verdict, took.claims, took.aside, took.why ...
 *
 * Its bytes are kept in the archive, then its claims and the note that it was
 * taken are put in one transaction, then it goes from the folder. Ended in
 * between, the next run finds it there and takes it, or finds the note and takes
 * it away. Rows that are put aside are lasting before that. Of a file that no
 * claim could be taken from there is no note: mended settings may do with it what
 * could not be done today. One run at a time.
 */
#ifndef EDI_DROP_TAKE_H
#define EDI_DROP_TAKE_H

#include "edi/jobs/archive.h"
#include "edi/jobs/aside_file.h"
#include "edi/jobs/drop_folder.h"
#include "edi/jobs/job_generate.h"

enum edi_drop_verdict {
    EDI_DROP_LEFT,  /* not whole yet, or not to be read (why): not now */
    EDI_DROP_TAKEN, /* claims of it are in the outbox */
    EDI_DROP_SEEN,  /* the same bytes were taken before */
    EDI_DROP_ASIDE, /* no claim of it could be taken */
};

struct edi_drop_desk {
    struct edi_drop drop;
    struct edi_archive archive;
    const char *aside; /* a folder */
    const struct edi_generate_options *generate;
    bool dry_run; /* tell what would be done, and keep nothing */
};

struct edi_drop_took {
    enum edi_drop_verdict verdict;
    char name[32]; /* day and digest: a name that tells of nobody */
    uint64_t claims, batches;
    uint64_t aside;                  /* rows that something was said of, */
    char aside_path[EDI_ASIDE_PATH]; /* and where */
    char why[X12_ERROR_TEXT];        /* "" without trouble */
};

/* A failure is the store's or the archive's, in store->db.err. */
enum x12_status edi_drop_take(const struct edi_drop_desk *desk,
                              struct edi_store *store,
                              const struct edi_remote *remote,
                              struct edi_drop_took *took) X12_MUST_USE;

#endif
