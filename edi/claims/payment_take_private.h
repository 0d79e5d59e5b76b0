/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_take - what reads the segments of an 835, one function a segment
 *
 * They are rows of payment_read's table; `reader` is the edi_payment_reader.
 */
#ifndef EDI_PAYMENT_TAKE_PRIVATE_H
#define EDI_PAYMENT_TAKE_PRIVATE_H

#include "edi/claims/payment_read.h"
#include "edi/claims/take_private.h"

/* Parts of an 835, each with the memory of its lifetime. */
enum { EDI_PAYMENT_SET, EDI_PAYMENT_HEADER, EDI_PAYMENT_CLAIM = EDI_ITEM };

/* Kept as it stands, with what is at hand. */
edi_item_take_fn edi_payment_unread;

/* payment_set.c */
edi_item_take_fn edi_payment_take_bpr, edi_payment_take_trn,
    edi_payment_take_cur, edi_payment_take_set_ref, edi_payment_take_set_dtm,
    edi_payment_take_n1, edi_payment_take_n3, edi_payment_take_n4,
    edi_payment_take_party_ref, edi_payment_take_party_per,
    edi_payment_take_rdm, edi_payment_take_plb;

/* payment_claim.c */
edi_item_take_fn edi_payment_take_lx, edi_payment_take_ts3,
    edi_payment_take_ts2, edi_payment_take_clp, edi_payment_take_cas,
    edi_payment_take_nm1, edi_payment_take_mia, edi_payment_take_moa,
    edi_payment_take_ref, edi_payment_take_dtm, edi_payment_take_per,
    edi_payment_take_amt, edi_payment_take_qty, edi_payment_take_svc,
    edi_payment_take_line_dtm, edi_payment_take_line_cas,
    edi_payment_take_line_ref, edi_payment_take_line_amt,
    edi_payment_take_line_qty, edi_payment_take_lq;

/* True the first time: what may stand once is not overwritten by a second. */
static inline bool edi_payment_first(struct edi_payment_reader *rd,
                                     const struct edi_take *t, bool *present)
{
    bool first = !*present;

    *present = true;
    if (!first)
        edi_payment_unread(rd, t);
    return first;
}

static inline struct edi_origin edi_payment_origin(const struct edi_take *t)
{
    return (struct edi_origin){ .offset = t->seg->place.offset,
                                .segment = t->seg->place.segment,
                                .id = t->seg->id,
                                .row = t->cur->row };
}

#endif
