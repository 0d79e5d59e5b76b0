/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intake_columns - the columns of a CSV as places in the JSON of a claim
 *
 * A column is named by the keys that lead to its value, parted by dots:
 * "subscriber.name", "billing.references.EI", "codes.2.code", "line.procedure".
 * In a list an entry is named by its number, or by its qualifier, role or code.
 */
#ifndef EDI_INTAKE_COLUMNS_PRIVATE_H
#define EDI_INTAKE_COLUMNS_PRIVATE_H

#include "edi/intake/intake_jsonl.h"

#include <jansson.h>

enum { EDI_COLUMN_STEPS = 8 };

/* One step down. */
struct edi_column_step {
    const char *key;  /* of an object; NULL: an entry of a list */
    size_t index;     /* which entry, from 1; 0: the one that is named */
    const char *by;   /* the entry whose member `by` ... */
    const char *name; /* ... is this */
};

struct edi_column {
    x12_str name;   /* ours, "line.charge"; empty: it is not read */
    x12_str value;  /* of every row, from the settings; no cell then */
    bool fixed;     /* it has such a value */
    bool of_line;   /* each row has its own */
    bool splits;    /* a cell holds several texts, parted by blanks */
    bool diagnoses; /* the same, as diagnoses */
    struct edi_column_step steps[EDI_COLUMN_STEPS];
    size_t step_count;
};

/* Finds where the column of this name goes; its steps live in `arena`. False:
 * a claim has no such field. */
bool edi_column_find(struct edi_column *column, x12_str name,
                     struct x12_arena *arena);

/* Sets the value in the claim; `line` is the entry of "lines" at hand. False:
 * out of memory. */
bool edi_column_set(const struct edi_column *column, x12_str value,
                    json_t *claim, json_t *line);

/* Drops what is empty from lists: numbers that no column had. */
void edi_columns_close(json_t *value);

/* Bytes into the window; X12_END behind the last. */
enum x12_status edi_intake_fill(struct edi_intake *in) X12_MUST_USE;

/* What edi_intake_next does for a CSV; and what it took. */
enum x12_status edi_intake_csv_next(
    struct edi_intake *in, const struct edi_claim **claim) X12_MUST_USE;
void edi_intake_csv_release(struct edi_intake *in);

#endif
