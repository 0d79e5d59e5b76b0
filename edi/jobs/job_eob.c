/* SPDX-License-Identifier: Apache-2.0 */
/* job_eob - the remittances of a file as a biller reads them */
#include "edi/jobs/job_eob.h"

#include "edi/claims/payment_read.h"
#include "edi/guides/guides.h"

static enum x12_status eob_set(struct edi_payment_reader *rd,
                               struct edi_eob *eob)
{
    const struct edi_payment *payment;
    enum x12_status status;

    while ((status = edi_payment_next(rd, &payment)) == X12_OK) {
        edi_eob_remittance(eob, payment->remittance);
        edi_eob_payment(eob, payment);
        if (eob->page->text.status != X12_OK)
            return eob->page->text.status;
    }
    if (status == X12_END)
        edi_eob_end(eob, edi_payment_remittance(rd));
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_eob(struct x12_source *src, struct edi_eob *eob,
                        struct edi_eob_told *told, struct x12_error *err)
{
    struct edi_payment_reader rd = { 0 };
    struct x12_cursor cur = { 0 };
    enum edi_set_kind kind;
    enum x12_status status = x12_cursor_init(&cur, src, edi_guide_find, err);

    *told = (struct edi_eob_told){ 0 };
    edi_payment_reader_init(&rd, &cur, err);
    while (status == X12_OK && (status = edi_set_next(&cur, &kind)) == X12_OK) {
        if (kind != EDI_SET_PAYMENT)
            continue;
        told->remittances++;
        status = eob_set(&rd, eob);
    }
    told->cut_off = status == X12_END && !x12_reader_is_whole(&cur.reader);
    edi_payment_reader_release(&rd);
    x12_cursor_release(&cur);
    return status == X12_END ? X12_OK : status;
}
