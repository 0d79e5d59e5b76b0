/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_read - cursor to remittance and claim payments
 *
 *     while ((status = edi_set_next(&cur, &kind)) == X12_OK)
 *         if (kind == EDI_SET_PAYMENT) {
 *             while ((status = edi_payment_next(&rd, &pay)) == X12_OK)
 *                 use(pay, pay->remittance);
 *             at_the_end(edi_payment_remittance(&rd));   PLBs are read now
 *         }
 */
#ifndef EDI_PAYMENT_READ_H
#define EDI_PAYMENT_READ_H

#include "edi/claims/items.h"
#include "edi/claims/payment.h"
#include "edi/claims/set.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_PAYMENT_BYTES = 32 << 20, /* most memory of one claim payment */
};

struct edi_payment_reader {
    struct x12_error *err;
    /* private below */
    struct edi_items items;
    struct edi_remittance remittance;
    struct edi_payment payment;
    struct { /* of the 2000 loop, until the next one */
        x12_str number, ts3[25], ts2[20];
        bool has_ts3, has_ts2;
        uint32_t loop;
    } header;
    uint32_t plbs;
};

/* Are the texts of the claim payment given last plain, as x12_segment has it,
 * and from the arenas of the reader? */
X12_API bool edi_payment_reader_is_plain(const struct edi_payment_reader *rd);

/* `cur` and `err` must outlive the reader. */
X12_API void edi_payment_reader_init(struct edi_payment_reader *rd,
                                     struct x12_cursor *cur,
                                     struct x12_error *err);

/* X12_OK and a claim payment, valid until the next call; X12_END at the end of
 * the set; or a failure. BPR and TRN never carry over to the next set. */
X12_API enum x12_status edi_payment_next(struct edi_payment_reader *rd,
                                         const struct edi_payment **payment)
    X12_MUST_USE;

/* The remittance of the set at hand, its PLBs included once edi_payment_next
 * gave X12_END; valid until the next set is begun. */
X12_API const struct edi_remittance *edi_payment_remittance(
    const struct edi_payment_reader *rd);

X12_API void edi_payment_reader_release(struct edi_payment_reader *rd);

#ifdef __cplusplus
}
#endif
#endif
