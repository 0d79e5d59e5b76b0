/* SPDX-License-Identifier: Apache-2.0 */
/*
 * print_claims - each claim of an 837: whose, for whom, how much, which lines
 *
 *     cc -o print_claims print_claims.c $(pkg-config --cflags --libs edi)
 *
 * Run: samples/claims-professional.837
 */
#include "edi/claims/claim_read.h"
#include "edi/guides/guides.h"

#include <stdio.h>

static void print_str(const char *before, x12_str s)
{
    printf("%s%.*s", before, (int)s.len, s.at ? s.at : "");
}

static void print_money(x12_money amount)
{
    char text[X12_MONEY_TEXT];

    x12_money_format_plain(amount, text);
    printf("%12s", text);
}

static void print_claim(const struct edi_claim *claim)
{
    const struct edi_party *patient = edi_claim_patient(claim);
    char day[X12_DATE_TEXT];
    x12_date from, to;

    edi_claim_service(claim, &from, &to);
    x12_date_format(from, day);
    print_money(claim->charge);
    printf("  %s", day);
    print_str("  ", claim->id);
    print_str("  ", patient->name);
    print_str(", ", patient->first);
    print_str("  ", claim->payer.name);
    putchar('\n');
    for (size_t i = 0; i < claim->line_count; i++) {
        print_money(claim->lines[i].charge);
        print_str("    line ", claim->lines[i].number_text);
        print_str(" ", claim->lines[i].procedure);
        putchar('\n');
    }
}

/* All claims of a set: X12_OK, or the failure that ended it. */
static enum x12_status print_set(struct edi_claim_reader *rd)
{
    const struct edi_claim *claim;
    enum x12_status status;

    while ((status = edi_claim_next(rd, &claim)) == X12_OK)
        print_claim(claim);
    return status < 0 ? status : X12_OK;
}

int main(int argc, char **argv)
{
    struct x12_error err = { X12_OK, 0, 0, "" };
    struct x12_source src = { NULL, NULL };
    struct x12_cursor cur = { 0 };
    struct edi_claim_reader rd;
    enum edi_set_kind kind;
    enum x12_status status;

    edi_claim_reader_init(&rd, &cur, &err);
    status = x12_source_open_file(&src, argc > 1 ? argv[1] : "-", &err);
    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, &err);
    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    while (status == X12_OK && (status = edi_set_next(&cur, &kind)) == X12_OK)
        if (kind == EDI_SET_CLAIM)
            status = print_set(&rd);
    if (status == X12_END && !x12_reader_is_whole(&cur.reader))
        status = x12_fail(&err, X12_ESYNTAX, "the input ends before its IEA");
    if (status < 0)
        fprintf(stderr, "print_claims: %s\n", err.text);
    edi_claim_reader_release(&rd);
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status < 0;
}
