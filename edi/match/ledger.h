/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ledger - which provider adjustments speak of one takeback
 *
 * A payer parks money with a negative PLB amount and takes it back with a
 * positive one, often months later, on another check and with another print of
 * the reference: "26000001394" the first time, then "PCN0001 20250103
 * 26000001394", the account, the day and the payer's number in one. Entries of
 * one payer, provider and reason belong together when the last telling word of
 * their references (a number of five characters or more that is no day) is the
 * same, or the payer's claim number where it is known; a reference of a single
 * word also joins the one row that has this word elsewhere. Money is added up as it was sent: nothing is netted away, and a
 * row that was taken without an opening has a negative balance.
 *
 *     edi_ledger_merge(entries, count, &arena, &rows, &row_count, err);
 *     rows[entries[i].row].opened ...
 *
 * 005010X221A1, 1.10.2.17 (balancing by PLB), PLB03.
 */
#ifndef EDI_LEDGER_H
#define EDI_LEDGER_H

#include "parser/arena.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

struct edi_ledger_entry {
    x12_str reference; /* PLB03-2 as sent */
    x12_str control;   /* the payer's claim number in it, normal form, where the
                          caller knows it; else empty */
    x12_money amount;  /* as sent: a positive one lowers the payment */
    size_t row;        /* set: of the rows that are made */
};

struct edi_ledger_row {
    x12_str reference; /* of its first entry, as sent */
    x12_str number;    /* what it is known by, normal form */
    x12_money opened;  /* sum of the negative amounts, as a positive number */
    x12_money closed;  /* sum of the positive ones */
    size_t entries;
};

/* The next telling word of a reference, normal form; empty: there is none. */
X12_API x12_str edi_ledger_word(x12_str *reference, struct x12_arena *arena);

/* Is it a reason whose money is given and taken again: WO, FB, 72? */
X12_API bool edi_ledger_is_takeback(x12_str code);

/* Lays together the entries of one payer, provider and reason, which come in the
 * order of their dates. Rows stand in the order of their first entries and live
 * in the arena. X12_ENOMEM or X12_ELIMIT when that is out. */
X12_API enum x12_status
edi_ledger_merge(struct edi_ledger_entry *entries, size_t count,
                 struct x12_arena *arena, struct edi_ledger_row **rows,
                 size_t *row_count, struct x12_error *err) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
