/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_secondary - the claim for the next payer, from the 835 of the one before
 *
 *     struct edi_secondary s = { .store = &store, .err = err };
 *     status = edi_secondary_make(&s, name, &claim);
 *     if (status == X12_END)
 *         ... there is none: s.why says it ...
 *     ... claim is valid until the next call ...
 *     edi_secondary_release(&s);
 *
 * Claim and payments are read again from their files. Nothing is written: that
 * is job_generate's.
 */
#ifndef EDI_JOB_SECONDARY_H
#define EDI_JOB_SECONDARY_H

#include "edi/claims/coordinate.h"
#include "edi/jobs/reread.h"

enum { EDI_SECONDARY_ANSWERS = 64 }; /* most payments of one claim */

struct edi_secondary {
    struct edi_store *store;
    struct x12_error *err;
    bool anyway;     /* also what was forwarded, and where nothing is left */
    bool again;      /* also what was claimed of the next payer before */
    const char *why; /* no claim; no person is named */
    struct edi_coordination made;
    /* private below */
    struct x12_error fault;
    struct x12_arena arena;
    struct x12_arena files;     /* `from` */
    struct edi_secondary_file { /* kept from claim to claim */
        struct edi_reread again;
        bool busy;     /* what it gave is of the claim at hand */
        uint64_t used; /* when it was last, by turn */
    } * from;
    uint64_t turn;
};

/* `name`: CLM01, or where the claim stands (FILE:INTERCHANGE/SET/CLM). Of claims
 * that bear one number it is the one that a payer answered last in the order of
 * payers. */
enum x12_status edi_secondary_make(struct edi_secondary *s, x12_str name,
                                   const struct edi_claim **out) X12_MUST_USE;

/* Safe twice. */
void edi_secondary_release(struct edi_secondary *s);

#endif
