/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema_2 - what version 2 adds to version 1
 *
 * Not released yet: it may still grow. New tables go into scripts of their own
 * at the end; an index or a table of version 1 is changed here, by DROP and
 * CREATE or by ALTER, and its rows with it.
 */
#include "edi/store/schema_private.h"

/* What persons did, and when: a line that stays when what it was done to is
 * purged. `kind` is enum edi_act; `what` names places and numbers of files, never
 * a claim's number. Rows are never changed. */
#define SCHEMA_ACTS                                                          \
    "CREATE TABLE act ("                                                     \
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                 \
    " kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),"                   \
    " made TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL) STRICT;"

/* Those that were made under version 1: attach and detach are 1 and 2. */
#define SCHEMA_ACTS_BEFORE                                                   \
    "INSERT INTO act (kind, made, who, what) SELECT d.kind, d.made, d.who,"  \
    " 'payment ' || pi.control || '/' || r.control || '/' || p.ordinal ||"   \
    " ', claim ' || ci.control || '/' || s.control || '/' || c.ordinal"      \
    " FROM decision d JOIN payment p ON p.id = d.payment"                    \
    " JOIN remittance r ON r.id = p.remittance"                              \
    " JOIN interchange pi ON pi.id = r.interchange"                          \
    " JOIN claim c ON c.id = d.claim JOIN claim_set s ON s.id = c.claim_set" \
    " JOIN interchange ci ON ci.id = s.interchange ORDER BY d.id;"

/* A row says that this store is a copy, made then. */
#define SCHEMA_COPIED "CREATE TABLE copied (made TEXT NOT NULL) STRICT;"

/* What a batch was when it was encrypted last. */
#define SCHEMA_SEALED                                                        \
    "CREATE TABLE sealed ("                                                  \
    " batch INTEGER PRIMARY KEY REFERENCES batch ON DELETE CASCADE,"         \
    " bytes INTEGER NOT NULL, digest BLOB NOT NULL) STRICT;"

/* A file that was purged: when. Of its remittances, what stood at claims (posted)
 * and what did not, so that they still add up. */
#define SCHEMA_PURGED                                                         \
    "ALTER TABLE file ADD COLUMN purged TEXT NOT NULL DEFAULT '';"            \
    "ALTER TABLE remittance ADD COLUMN gone_posted INTEGER NOT NULL"          \
    " DEFAULT 0;"                                                             \
    "ALTER TABLE remittance ADD COLUMN gone_other INTEGER NOT NULL DEFAULT 0;"

/* Files of claims that runs by the clock took, and when partners were last asked
 * for files. */
#define SCHEMA_RUNS                                                          \
    "CREATE TABLE dropped ("                                                 \
    " digest BLOB PRIMARY KEY, bytes INTEGER NOT NULL,"                      \
    " taken TEXT NOT NULL) STRICT, WITHOUT ROWID;"                           \
    "CREATE TABLE polled ("                                                  \
    " partner TEXT PRIMARY KEY, last TEXT NOT NULL) STRICT, WITHOUT ROWID;"

/* The first amount that is missing or could not be read of a claim; of a
 * remittance beside its claim payments: of BPR02, and of its PLBs. */
#define SCHEMA_DOUBTS                                                        \
    "CREATE TABLE claim_doubt ("                                             \
    " claim INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,"         \
    " what TEXT NOT NULL) STRICT;"                                           \
    "CREATE TABLE remittance_doubt ("                                        \
    " remittance INTEGER PRIMARY KEY REFERENCES remittance"                  \
    " ON DELETE CASCADE,"                                                    \
    " amount TEXT NOT NULL, adjustment TEXT NOT NULL) STRICT;"

/* By which numbers rows hang together, in one tree for all of them instead of
 * nine (see store_links). `number` has a letter before it: N a claim number
 * without leading zeros, C a payer's, D a clearinghouse's, V a claim's first day
 * and charge. `kind` is 0 of a claim, 1 of a payment, 2 of an acknowledged
 * claim. */
#define SCHEMA_LINKS                                                         \
    "DROP INDEX claim_bare; DROP INDEX claim_original;"                      \
    "DROP INDEX claim_clearing; DROP INDEX claim_visit;"                     \
    "DROP INDEX payment_bare; DROP INDEX payment_icn;"                       \
    "DROP INDEX ack_bare; DROP INDEX ack_icn; DROP INDEX ack_clearing;"      \
    "CREATE TABLE link ("                                                    \
    " number TEXT NOT NULL, kind INTEGER NOT NULL, id INTEGER NOT NULL,"     \
    " PRIMARY KEY (number, kind, id)) STRICT, WITHOUT ROWID;"

/* Those of the rows that version 1 kept. */
#define SCHEMA_LINKS_BEFORE                                                  \
    "INSERT INTO link (number, kind, id)"                                    \
    " SELECT 'N' || bare, 0, id FROM claim WHERE bare <> ''"                 \
    " UNION ALL SELECT 'C' || original, 0, id FROM claim"                    \
    " WHERE original <> ''"                                                  \
    " UNION ALL SELECT 'D' || clearing, 0, id FROM claim"                    \
    " WHERE clearing <> ''"                                                  \
    " UNION ALL SELECT 'V' || from_day || ' ' || charge, 0, id FROM claim"   \
    " WHERE from_day <> 0"                                                   \
    " UNION ALL SELECT 'N' || bare, 1, id FROM payment WHERE bare <> ''"     \
    " UNION ALL SELECT 'C' || icn, 1, id FROM payment WHERE icn <> ''"       \
    " UNION ALL SELECT 'N' || bare, 2, id FROM ack WHERE bare <> ''"         \
    " UNION ALL SELECT 'C' || icn, 2, id FROM ack WHERE icn <> ''"           \
    " UNION ALL SELECT 'D' || clearing, 2, id FROM ack WHERE clearing <> ''" \
    " ORDER BY 1, 2, 3;"

const char *const edi_schema_2[] = {
    SCHEMA_ACTS,
    SCHEMA_ACTS_BEFORE,
    SCHEMA_COPIED,
    SCHEMA_SEALED,
    SCHEMA_PURGED,
    SCHEMA_RUNS,
    SCHEMA_DOUBTS,
    SCHEMA_LINKS,
    SCHEMA_LINKS_BEFORE,
    NULL,
};
