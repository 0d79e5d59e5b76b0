/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_probe - is a claim right, before it is written among others?
 *
 *     struct edi_probe probe = { .snip = 5 };
 *     status = edi_probe_claim(&probe, &set, delims, claim, err);
 *     if (status == X12_END)
 *         ... put aside: probe.why ...
 *     else if (*probe.why)
 *         ... to be told, but no reason to put it aside ...
 *     edi_probe_release(&probe);
 *
 * The claim is written as a file of its own and looked at as `edi check` does:
 * an error of a level up to `snip` puts it aside, others are told. The check is
 * made ready for the first claim, and kept for the others: `lists`, `snip` and
 * `err` are the same for all.
 */
#ifndef EDI_CLAIM_PROBE_H
#define EDI_CLAIM_PROBE_H

#include "edi/claims/claim_write.h"
#include "edi/jobs/check_lists.h"
#include "parser/arena.h"
#include "writer/sink.h"

enum {
    EDI_PROBE_BYTES = 32 << 20, /* most bytes of one claim */
    EDI_PROBE_WHY = 1000,
};

struct edi_check; /* job_check.h */

struct edi_probe {
    const struct edi_check_lists *lists; /* NULL: those built in */
    unsigned snip;           /* 0: it is written and not looked at */
    char why[EDI_PROBE_WHY]; /* its errors, parted by "; ", zero-terminated */
    /* private below */
    struct x12_sink sink;       /* memory, used again, */
    struct edi_claim_writer cw; /* and what writes to it */
    struct edi_check *check;    /* of one claim behind the other, */
    struct x12_arena arena;     /* in here */
};

/* X12_OK: no error that matters in it. X12_END: put it aside. `set` is that of
 * the file it is for: its BHT, submitter and receiver; `delims` its marks. */
enum x12_status edi_probe_claim(struct edi_probe *probe,
                                const struct edi_claim_set *set,
                                struct x12_delims delims,
                                const struct edi_claim *claim,
                                struct x12_error *err) X12_MUST_USE;

/* Up to which level it is looked at; 0: it is not. */
unsigned edi_probe_level(const struct edi_probe *probe);

/* The headers, up to the ST, of a file that holds a claim only to be looked at. */
void edi_probe_head(struct x12_interchange *ic, struct x12_writer *w,
                    const struct edi_claim_set *set);

void edi_probe_release(struct edi_probe *probe);

#endif
