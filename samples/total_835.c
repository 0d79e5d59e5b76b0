/* SPDX-License-Identifier: Apache-2.0 */
/*
 * total_835 - what each payment of an 835 is made of, and whether it adds up
 *
 *     cc -o total_835 total_835.c $(pkg-config --cflags --libs edi)
 *
 * Run: samples/remit-05.835
 */
#include "edi/claims/balance.h"
#include "edi/claims/payment_read.h"
#include "edi/guides/guides.h"

#include <stdio.h>

static void show(const char *what, x12_money amount)
{
    char text[X12_MONEY_TEXT];

    x12_money_format_plain(amount, text);
    printf("  %-24s %14s\n", what, text);
}

/* One set, which is one payment of one payer. */
static enum x12_status total(struct edi_payment_reader *rd)
{
    x12_money charged = 0, contractual = 0, patient = 0;
    const struct edi_remittance *rem;
    const struct edi_payment *pay;
    struct edi_remittance_sums sums;
    enum x12_status status;

    while ((status = edi_payment_next(rd, &pay)) == X12_OK) {
        charged += pay->charge;
        contractual += edi_payment_adjusted(pay, "CO");
        patient += edi_payment_adjusted(pay, "PR");
    }
    if (status < 0)
        return status;
    rem = edi_payment_remittance(rd);
    printf("%.*s: %u claims\n", (int)rem->trace.len,
           rem->trace.at ? rem->trace.at : "", (unsigned)rem->payments);
    show("charged", charged);
    show("contractual (CO)", contractual);
    show("patient (PR)", patient);
    show("paid for claims", rem->paid);
    if (!edi_remittance_balance(rem, &sums, NULL))
        show("does not add up by", sums.amount - sums.right_amount);
    show("payment", sums.amount);
    return X12_OK;
}

int main(int argc, char **argv)
{
    struct x12_error err = { X12_OK, 0, 0, "" };
    struct x12_source src = { NULL, NULL };
    struct x12_cursor cur = { 0 };
    struct edi_payment_reader rd;
    enum edi_set_kind kind;
    enum x12_status status;

    edi_payment_reader_init(&rd, &cur, &err);
    status = x12_source_open_file(&src, argc > 1 ? argv[1] : "-", &err);
    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, &err);
    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    while (status == X12_OK && (status = edi_set_next(&cur, &kind)) == X12_OK)
        if (kind == EDI_SET_PAYMENT)
            status = total(&rd);
    if (status == X12_END && !x12_reader_is_whole(&cur.reader))
        status = x12_fail(&err, X12_ESYNTAX, "the input ends before its IEA");
    if (status < 0)
        fprintf(stderr, "total_835: %s\n", err.text);
    edi_payment_reader_release(&rd);
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status < 0;
}
