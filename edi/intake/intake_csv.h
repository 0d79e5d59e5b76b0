/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intake_csv - claims from a CSV, one row a line of service
 *
 * The first row names the columns: by the keys of the claim's JSON
 * (docs/claim-csv.md), or as the settings say. Rows that follow each other with
 * one value in "claim", or without that column in "id", are one claim; what is
 * the claim's stands in the first of them and is empty or the same in the others.
 */
#ifndef EDI_INTAKE_CSV_H
#define EDI_INTAKE_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum {
    EDI_CSV_COLUMNS = 1000, /* most columns */
    EDI_CSV_ROWS = 10000,   /* most rows of one claim */
};

/* A column of ours by the name that the file has for it; or the value that it
 * has in every row. */
struct edi_csv_setting {
    const char *name, *value;
    bool fixed;
};

struct edi_csv_map {
    struct edi_csv_setting *at;
    size_t count;
};

struct edi_intake_csv; /* of intake_csv.c */

#endif
