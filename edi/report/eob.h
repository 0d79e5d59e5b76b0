/* SPDX-License-Identifier: Apache-2.0 */
/*
 * eob - a remittance as a biller reads it: who pays whom how much, each claim
 * with its lines and why they were cut, what was taken from or given to the
 * provider, and whether it all adds up
 *
 *     edi_eob_begin(&eob, &page, mask);
 *     for each set: edi_eob_remittance(&eob, payment->remittance), then
 *         edi_eob_payment(&eob, payment) for each claim payment, then
 *         edi_eob_end(&eob, remittance);
 *
 * Sums are shown as they were sent and proven, never made to fit.
 */
#ifndef EDI_EOB_H
#define EDI_EOB_H

#include "edi/claims/payment.h"
#include "edi/guides/codes.h"
#include "edi/report/page.h"

struct edi_eob {
    struct edi_page *page;
    const struct edi_code_book *book; /* words for codes; NULL: built in */
    bool mask;                        /* people's names and numbers as x */
    /* private below: of the remittance at hand */
    bool begun;
    uint32_t payments, balanced;
    x12_money interest; /* AMT*I of its claims */
};

/* Before the first claim payment of a set; again it does nothing. */
void edi_eob_remittance(struct edi_eob *eob, const struct edi_remittance *r);

void edi_eob_payment(struct edi_eob *eob, const struct edi_payment *p);

/* Behind the last one, when its PLBs are read. */
void edi_eob_end(struct edi_eob *eob, const struct edi_remittance *r);

#endif
