/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bank_file - deposits from what a bank sends: BAI2, ACH (CCD+), CSV
 *
 *     status = edi_bank_open(&bank, &src, &err);            src is { 0 } now
 *     while (status == X12_OK &&
 *            (status = edi_bank_next(&bank, &deposit)) == X12_OK)
 *         keep(&deposit);
 *     edi_bank_close(&bank);                   right on every path, and twice
 *
 * The kind is told from the first record. Of a BAI2 the detail records (16, with
 * their 88s) count, of an ACH file the entries with their addenda (7, type 05); a
 * CSV has the columns day (or date), amount, and trace, or description. A trace is
 * TRN02 of a TRN segment in the text, as the rules for CCD+ have it. A BAI2 or ACH
 * file without its last record was cut: X12_ESYNTAX.
 */
#ifndef EDI_BANK_FILE_H
#define EDI_BANK_FILE_H

#include "edi/intake/csv_table.h"
#include "edi/store/store_bank.h"

enum {
    EDI_BANK_BYTES = 64 << 20, /* most bytes of a file */
};

enum edi_bank_kind { EDI_BANK_CSV, EDI_BANK_BAI2, EDI_BANK_ACH };

struct edi_bank {
    enum edi_bank_kind kind;
    unsigned char digest[EDI_DIGEST_BYTES]; /* of all of it */
    uint64_t refused; /* rows without a day or an amount */
    /* private below */
    struct x12_error *err;
    struct x12_arena arena;
    x12_str rest;
    x12_date day;
    bool whole; /* its last record was met */
    struct edi_csv_table table;
    int column_day, column_amount, column_trace, column_text;
};

enum x12_status edi_bank_open(struct edi_bank *bank, struct x12_source *src,
                              struct x12_error *err) X12_MUST_USE;

/* Its text lives as long as the file is open. */
enum x12_status edi_bank_next(struct edi_bank *bank,
                              struct edi_deposit *deposit) X12_MUST_USE;

void edi_bank_close(struct edi_bank *bank);

#endif
