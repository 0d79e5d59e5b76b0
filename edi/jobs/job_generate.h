/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_generate - claims to 837 files: by partner, by kind, numbered
 *
 *     struct edi_generate g = { 0 };
 *     edi_generate_begin(&g, &store, &options, err);
 *     edi_generate_input(&g, &src);                    for each file
 *     while ((status = edi_generate_next(&g)) == X12_OK)
 *         ... g.line, g.why; g.written: it was not put aside ...
 *     status = edi_generate_end(&g, status);
 *     ... g.batches, g.batch_count ...
 *     edi_generate_release(&g);
 *
 * Into the outbox a run is one transaction: control numbers, files and claims
 * are kept together, or a run that failed left nothing and may be done again.
 * Into a folder the numbers are kept first, then each file gets its name, so a
 * crash may leave a file out, but never half of one and no number twice.
 *
 * A claim that stands in the outbox for the same partner, word for word, is put
 * aside unless `again` is wanted. It is looked for in the transaction that puts
 * it, so runs at the same time do not both queue it. A folder is not looked at.
 */
#ifndef EDI_JOB_GENERATE_H
#define EDI_JOB_GENERATE_H

#include "edi/intake/intake_jsonl.h"
#include "edi/jobs/batch_file.h"
#include "edi/jobs/batch_quick.h"
#include "edi/jobs/claim_charset.h"
#include "edi/jobs/claim_content.h"
#include "edi/jobs/claim_ids.h"
#include "edi/jobs/claim_probe.h"
#include "parser/arena.h"
#include "writer/sink.h"

enum {
    EDI_GENERATE_OPEN = 24,  /* files being written at once */
    EDI_GENERATE_QUICK = 6,  /* of them, those that claims go into quickly */
    EDI_GENERATE_HELD = 200, /* files that wait for their names */
};

struct edi_generate_options {
    const struct edi_partners *partners;
    const struct edi_partner *partner; /* all claims go to it; NULL: by payer */
    const char *out;                   /* a folder; NULL: the outbox */
    const struct edi_csv_map *csv; /* columns of a CSV; NULL: by our names */
    const struct edi_check_lists *lists; /* by which claims are checked; NULL:
                                            those built in */
    unsigned snip;   /* errors up to this level put a claim aside; 0: 5 */
    bool unchecked;  /* claims with errors go, too, and are not told */
    bool again;      /* claims that stand in the outbox go, too */
    bool one_by_one; /* each is looked at alone, not only those that need it;
                      * for tests */
    x12_date today;
    x12_time now; /* hhmmss */
};

struct edi_generate {
    struct edi_batch *batches; /* that are written, in order */
    size_t batch_count;
    uint64_t claims; /* in them */
    uint64_t aside;
    uint64_t shortened; /* written without the segments in their `unread` */
    uint64_t line;      /* of the claim that something was told of last, */
    const char *why;    /* and why; no person is named */
    bool written;       /* it was written all the same */
    bool harmless;      /* and nothing is wrong with it */
    struct edi_intake intake; /* of the input: where in it the claim stands */
    /* private below */
    struct edi_batch_desk desk;
    struct edi_generate_options options;
    struct x12_error *err;
    struct edi_probe probe;
    struct edi_quick quick[EDI_GENERATE_QUICK]; /* of the first in `open` */
    struct edi_content content;
    struct edi_claim_ids ids;
    struct edi_charset charset;
    bool reading;
    struct x12_error fault; /* of a claim: `why` points to it */
    struct x12_arena arena;
    struct edi_batch_file *open[EDI_GENERATE_OPEN];
    size_t open_count;
    struct x12_sink held[EDI_GENERATE_HELD];
    size_t held_count;
};

/* All that `options` point to must outlive the run. */
void edi_generate_begin(struct edi_generate *g, struct edi_store *store,
                        const struct edi_generate_options *options,
                        struct x12_error *err);

/* The next input, one claim a line; takes `src` over. */
void edi_generate_input(struct edi_generate *g, struct x12_source *src);

/* Writes claims up to one that something is to be told of (X12_OK, see `line`,
 * `why` and `written`), or to the end of the input (X12_END). */
enum x12_status edi_generate_next(struct edi_generate *g) X12_MUST_USE;

/* One claim at hand. X12_END: put aside, see `why`; the others are not touched by it. */
enum x12_status edi_generate_claim(struct edi_generate *g,
                                   const struct edi_claim *claim) X12_MUST_USE;

/* Claims that were written so far, in files that are ended or not. */
uint64_t edi_generate_written(const struct edi_generate *g);

/* Ends all files and keeps them, or after a failure (`status`) none. */
enum x12_status edi_generate_end(struct edi_generate *g,
                                 enum x12_status status) X12_MUST_USE;

/* Safe twice; without end: nothing is kept. */
void edi_generate_release(struct edi_generate *g);

#endif
