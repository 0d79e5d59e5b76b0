/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema - tables by version, one migration a version
 *
 * The version is SQLite's user_version. A store made by a newer program is
 * refused with X12_EMISUSE, a database that is no claim store with X12_EIO.
 */
#ifndef EDI_SCHEMA_H
#define EDI_SCHEMA_H

#include "edi/store/db.h"

/* The version this program writes. */
unsigned edi_schema_newest(void);

/* Brings the store to it, through each version between, in one transaction:
 * killed at any point it is what it was, and the next opening does it again. */
enum x12_status edi_schema_migrate(struct edi_db *db) X12_MUST_USE;

/* The same, up to an older version: a store as an earlier program made it. */
enum x12_status edi_schema_migrate_to(struct edi_db *db,
                                      unsigned newest) X12_MUST_USE;

#endif
