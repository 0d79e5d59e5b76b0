/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tables - claims and remittances as flat tables, for spreadsheets and databases
 *
 * A table has one row a claim, a line of service, a claim payment, a paid line,
 * an adjustment, or an adjustment of the provider (PLB). The first cells of each
 * row name the item as `edi json` names it. docs/tables.md gives every column.
 */
#ifndef EDI_TABLES_H
#define EDI_TABLES_H

#include "edi/claims/payment.h"
#include "writer/csv.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_table {
    EDI_TABLE_CLAIMS,        /* of 837: one row a CLM */
    EDI_TABLE_LINES,         /* of 837: one row a line of service */
    EDI_TABLE_PAYMENTS,      /* of 835: one row a CLP */
    EDI_TABLE_PAYMENT_LINES, /* of 835: one row an SVC */
    EDI_TABLE_ADJUSTMENTS,   /* of 835: one row a reason of a CAS */
    EDI_TABLE_PLB,           /* of 835: one row a pair of a PLB */
    EDI_TABLES,
};

/* "claims", "lines", ...: how people ask for one. */
X12_API extern const char *const edi_table_names[EDI_TABLES];

/* The set an item stands in. */
struct edi_table_key {
    x12_str file, interchange, group, transaction;
};

X12_API void edi_table_head(struct x12_csv *csv, enum edi_table table);

/* The rows that the item has in the table, which may be none; how many. Of a
 * remittance those of its PLBs, when all of them are read. */
X12_API size_t edi_table_claim(struct x12_csv *csv, enum edi_table table,
                               const struct edi_table_key *key,
                               const struct edi_claim *claim);
X12_API size_t edi_table_payment(struct x12_csv *csv, enum edi_table table,
                                 const struct edi_table_key *key,
                                 const struct edi_payment *payment);
X12_API size_t edi_table_remittance(struct x12_csv *csv, enum edi_table table,
                                    const struct edi_table_key *key,
                                    const struct edi_remittance *remittance);

#ifdef __cplusplus
}
#endif
#endif
