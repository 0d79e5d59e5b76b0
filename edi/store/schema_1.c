/* SPDX-License-Identifier: Apache-2.0 */
/* schema_1 - the tables of version 1: it is released and never edited */
#include "edi/store/schema_private.h"

#define SCHEMA_APPLICATION "1162105137" /* "EDI1" */

/* What came: appended, never changed. Days are 20240131 (0: none), amounts are
 * cents, `key` is a normal form and `bare` the same without leading zeros. */
#define SCHEMA_FACTS                                                           \
    "CREATE TABLE file ("                                                      \
    " id INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL,"         \
    " digest BLOB NOT NULL UNIQUE, content BLOB NOT NULL UNIQUE,"              \
    " kind INTEGER NOT NULL,"                                                  \
    " bytes INTEGER NOT NULL, taken TEXT NOT NULL) STRICT;"                    \
    "CREATE TABLE interchange ("                                               \
    " id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file,"          \
    " control TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL,"    \
    " day INTEGER NOT NULL, time INTEGER NOT NULL, usage TEXT NOT NULL)"       \
    " STRICT;"                                                                 \
    "CREATE INDEX interchange_control ON interchange (control);"               \
    "CREATE TABLE claim_set ("                                                 \
    " id INTEGER PRIMARY KEY,"                                                 \
    " interchange INTEGER NOT NULL REFERENCES interchange,"                    \
    " group_control TEXT NOT NULL, control TEXT NOT NULL,"                     \
    " kind INTEGER NOT NULL, sent INTEGER NOT NULL,"                           \
    " reference TEXT NOT NULL, body BLOB NOT NULL) STRICT;"                    \
    "CREATE INDEX claim_set_body ON claim_set (body);"                         \
    "CREATE INDEX claim_set_interchange ON claim_set (interchange);"           \
    "CREATE INDEX claim_set_group ON claim_set (group_control, control);"      \
    "CREATE INDEX claim_set_reference ON claim_set (reference);"               \
    "CREATE TABLE claim ("                                                     \
    " id INTEGER PRIMARY KEY,"                                                 \
    " claim_set INTEGER NOT NULL REFERENCES claim_set,"                        \
    " ordinal INTEGER NOT NULL, number TEXT NOT NULL, key TEXT NOT NULL,"      \
    " bare TEXT NOT NULL, payer TEXT NOT NULL, payer_name TEXT NOT NULL,"      \
    " npi TEXT NOT NULL, tax_id TEXT NOT NULL, member TEXT NOT NULL,"          \
    " last TEXT NOT NULL, first TEXT NOT NULL, subscriber_last TEXT NOT NULL," \
    " frequency TEXT NOT NULL, responsibility TEXT NOT NULL,"                  \
    " original TEXT NOT NULL, clearing TEXT NOT NULL, charge INTEGER NOT NULL,"\
    " from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,"                     \
    " start INTEGER NOT NULL, finish INTEGER NOT NULL, lines BLOB NOT NULL)"   \
    " STRICT;"                                                                 \
    "CREATE INDEX claim_bare ON claim (bare) WHERE bare <> '';"                \
    "CREATE INDEX claim_original ON claim (original) WHERE original <> '';"    \
    "CREATE INDEX claim_clearing ON claim (clearing) WHERE clearing <> '';"    \
    "CREATE INDEX claim_in_set ON claim (claim_set);"                          \
    "CREATE INDEX claim_visit ON claim (from_day, charge);"                    \
    "CREATE TABLE remittance ("                                                \
    " id INTEGER PRIMARY KEY,"                                                 \
    " interchange INTEGER NOT NULL REFERENCES interchange,"                    \
    " control TEXT NOT NULL, payer TEXT NOT NULL, payer_name TEXT NOT NULL,"   \
    " npi TEXT NOT NULL, tax_id TEXT NOT NULL, payee_name TEXT NOT NULL,"      \
    " day INTEGER NOT NULL, production INTEGER NOT NULL,"                      \
    " amount INTEGER NOT NULL, credit_debit TEXT NOT NULL,"                    \
    " method TEXT NOT NULL, trace TEXT NOT NULL, payer_tax_id TEXT NOT NULL,"  \
    " first_payment INTEGER NOT NULL, payments INTEGER NOT NULL,"              \
    " paid INTEGER NOT NULL, body BLOB NOT NULL, repeated INTEGER NOT NULL)"   \
    " STRICT;"                                                                 \
    "CREATE INDEX remittance_body ON remittance (body);"                       \
    "CREATE TABLE payment ("                                                   \
    " id INTEGER PRIMARY KEY,"                                                 \
    " remittance INTEGER NOT NULL REFERENCES remittance,"                      \
    " ordinal INTEGER NOT NULL, number TEXT NOT NULL, key TEXT NOT NULL,"      \
    " bare TEXT NOT NULL, control TEXT NOT NULL, icn TEXT NOT NULL,"           \
    " status TEXT NOT NULL, charge INTEGER NOT NULL, paid INTEGER NOT NULL,"   \
    " adjusted INTEGER NOT NULL, patient INTEGER NOT NULL,"                    \
    " member TEXT NOT NULL, other_member TEXT NOT NULL, last TEXT NOT NULL,"   \
    " first TEXT NOT NULL, insured_last TEXT NOT NULL,"                        \
    " from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, start INTEGER NOT NULL,"                        \
    " finish INTEGER NOT NULL, details BLOB NOT NULL, doubt TEXT NOT NULL,"    \
    " imbalance INTEGER NOT NULL) STRICT;"                                     \
    "CREATE INDEX payment_bare ON payment (bare) WHERE bare <> '';"            \
    "CREATE INDEX payment_icn ON payment (icn) WHERE icn <> '';"               \
    "CREATE TABLE provider_adjustment ("                                       \
    " id INTEGER PRIMARY KEY,"                                                 \
    " remittance INTEGER NOT NULL REFERENCES remittance,"                      \
    " ordinal INTEGER NOT NULL, provider TEXT NOT NULL,"                       \
    " fiscal TEXT NOT NULL, code TEXT NOT NULL, reference TEXT NOT NULL,"      \
    " amount INTEGER NOT NULL) STRICT;"

/* What a TA1, 999 or 277CA said: one row an item. `names` is what it answers:
 * ISA13 of a TA1, GS06 of a 999, BHT03 of a 277CA; `answer` the first item of
 * the set that it stands in. */
#define SCHEMA_ACKS                                                            \
    "CREATE TABLE ack ("                                                       \
    " id INTEGER PRIMARY KEY,"                                                 \
    " interchange INTEGER NOT NULL REFERENCES interchange,"                    \
    " control TEXT NOT NULL, answer INTEGER NOT NULL,"                         \
    " ordinal INTEGER NOT NULL, kind INTEGER NOT NULL,"                        \
    " verdict INTEGER NOT NULL, code TEXT NOT NULL, day INTEGER NOT NULL,"     \
    " names TEXT NOT NULL, names_set TEXT NOT NULL,"                           \
    " names_day INTEGER NOT NULL, npi TEXT NOT NULL,"                          \
    " number TEXT NOT NULL, key TEXT NOT NULL, bare TEXT NOT NULL,"            \
    " payer_control TEXT NOT NULL, icn TEXT NOT NULL,"                         \
    " clearing TEXT NOT NULL, charge INTEGER NOT NULL,"                        \
    " has_charge INTEGER NOT NULL, from_day INTEGER NOT NULL,"                 \
    " to_day INTEGER NOT NULL, start INTEGER NOT NULL,"                        \
    " finish INTEGER NOT NULL, details BLOB NOT NULL) STRICT;"                 \
    "CREATE INDEX ack_names ON ack (kind, names);"                             \
    "CREATE INDEX ack_bare ON ack (bare) WHERE bare <> '';"                    \
    "CREATE INDEX ack_icn ON ack (icn) WHERE icn <> '';"                       \
    "CREATE INDEX ack_clearing ON ack (clearing) WHERE clearing <> '';"

/* What a person decided: whose claim a payment answers, or does not. `kind` is 1
 * to attach, 2 to detach. Rows are never changed; the last one counts. */
#define SCHEMA_DECISIONS                                                       \
    "CREATE TABLE decision ("                                                  \
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                   \
    " payment INTEGER NOT NULL REFERENCES payment,"                            \
    " claim INTEGER NOT NULL REFERENCES claim,"                                \
    " kind INTEGER NOT NULL CHECK (kind IN (1, 2)),"                           \
    " made TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL) STRICT;"      \
    "CREATE INDEX decision_payment ON decision (payment);"                     \
    "CREATE INDEX decision_claim ON decision (claim);"

/* What persons noted of things on the worklist: by what the thing is (thing) and
 * what last happened to it (event), both from what was said and never from ids of
 * this store. `status` is 1 open, 2 working, 3 waiting, 4 closed. Rows are never
 * changed; the last one counts. */
#define SCHEMA_TASKS                                                           \
    "CREATE TABLE task ("                                                      \
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                   \
    " thing INTEGER NOT NULL, event INTEGER NOT NULL,"                         \
    " status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 4),"                 \
    " owner TEXT NOT NULL, note TEXT NOT NULL, reason TEXT NOT NULL,"          \
    " made TEXT NOT NULL, who TEXT NOT NULL) STRICT;"                          \
    "CREATE INDEX task_thing ON task (thing, event);"

/* What was given to the practice system: a ledger by lines. `body` and `ordinal`
 * are the remittance and the CLP in it, `service` counts from 1 (0: the claim but
 * for its services), `sign` is -1 for what was taken back. */
#define SCHEMA_POSTINGS                                                        \
    "CREATE TABLE posting_batch ("                                             \
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                   \
    " made TEXT NOT NULL, who TEXT NOT NULL) STRICT;"                          \
    "CREATE TABLE posting ("                                                   \
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                   \
    " batch INTEGER NOT NULL REFERENCES posting_batch,"                        \
    " sign INTEGER NOT NULL CHECK (sign IN (-1, 1)),"                          \
    " body BLOB NOT NULL, ordinal INTEGER NOT NULL,"                           \
    " service INTEGER NOT NULL, claim TEXT NOT NULL, sent_as TEXT NOT NULL,"   \
    " line INTEGER NOT NULL, payer TEXT NOT NULL, trace TEXT NOT NULL,"        \
    " came_as TEXT NOT NULL, day INTEGER NOT NULL, code TEXT NOT NULL,"        \
    " outcome INTEGER NOT NULL, charge INTEGER NOT NULL,"                      \
    " paid INTEGER NOT NULL, adjusted INTEGER NOT NULL,"                       \
    " patient INTEGER NOT NULL) STRICT;"                                       \
    "CREATE INDEX posting_line ON posting (body, ordinal, service);"           \
    "CREATE INDEX posting_in_batch ON posting (batch);"

/* What the bank says came in; one that it passed on without a trace is nobody's. */
#define SCHEMA_BANK                                                            \
    "CREATE TABLE bank_file ("                                                 \
    " id INTEGER PRIMARY KEY, name TEXT NOT NULL,"                             \
    " digest BLOB NOT NULL UNIQUE, taken TEXT NOT NULL) STRICT;"               \
    "CREATE TABLE deposit ("                                                   \
    " id INTEGER PRIMARY KEY,"                                                 \
    " bank_file INTEGER NOT NULL REFERENCES bank_file,"                        \
    " day INTEGER NOT NULL, amount INTEGER NOT NULL, trace TEXT NOT NULL)"     \
    " STRICT;"                                                                 \
    "CREATE UNIQUE INDEX deposit_once ON deposit (trace, day, amount)"         \
    " WHERE trace <> '';"

/* What follows from the facts; replaced whenever a component is decided.
 * `seeking` are the payments for which no claim that bears their number will do:
 * they look for one by its first day and charge, and a new claim for them. */
#define SCHEMA_FOLLOWS                                                         \
    "CREATE TABLE match ("                                                     \
    " payment INTEGER PRIMARY KEY REFERENCES payment,"                         \
    " claim INTEGER REFERENCES claim, rule INTEGER NOT NULL,"                  \
    " confidence INTEGER NOT NULL, outcome INTEGER NOT NULL,"                  \
    " at_stake INTEGER NOT NULL, action INTEGER NOT NULL,"                     \
    " overlap INTEGER NOT NULL,"                                               \
    " repeated INTEGER NOT NULL, live INTEGER NOT NULL,"                       \
    " details BLOB NOT NULL) STRICT;"                                          \
    "CREATE INDEX match_claim ON match (claim) WHERE claim IS NOT NULL;"       \
    "CREATE TABLE seeking ("                                                   \
    " payment INTEGER PRIMARY KEY REFERENCES payment,"                         \
    " day INTEGER NOT NULL, charge INTEGER NOT NULL) STRICT;"                  \
    "CREATE INDEX seeking_visit ON seeking (day, charge);"                     \
    "CREATE TABLE standing ("                                                  \
    " claim INTEGER PRIMARY KEY REFERENCES claim, state INTEGER NOT NULL,"     \
    " paid INTEGER NOT NULL, balance INTEGER NOT NULL, last INTEGER NOT NULL," \
    " payments INTEGER NOT NULL, ack INTEGER REFERENCES ack) STRICT;"          \
    "CREATE TABLE acked ("                                                     \
    " ack INTEGER PRIMARY KEY REFERENCES ack,"                                 \
    " interchange INTEGER REFERENCES interchange,"                             \
    " claim_set INTEGER REFERENCES claim_set,"                                 \
    " claim INTEGER REFERENCES claim) STRICT;"                                 \
    "CREATE INDEX acked_interchange ON acked (interchange)"                    \
    " WHERE interchange IS NOT NULL;"                                          \
    "CREATE INDEX acked_claim ON acked (claim) WHERE claim IS NOT NULL;"

/* What we write and send. A control number is never given twice to one pair of
 * ISA ids, test or production; body is the file, packed by gzip. */
#define SCHEMA_OUTBOX                                                        \
    "CREATE TABLE control_number ("                                          \
    " sender_qualifier TEXT NOT NULL, sender TEXT NOT NULL,"                 \
    " receiver_qualifier TEXT NOT NULL, receiver TEXT NOT NULL,"             \
    " kind INTEGER NOT NULL, last INTEGER NOT NULL"                          \
    " CHECK (last BETWEEN 1 AND 999999999),"                                 \
    " PRIMARY KEY (sender_qualifier, sender, receiver_qualifier, receiver,"  \
    " kind)) STRICT, WITHOUT ROWID;"                                         \
    "CREATE TABLE batch ("                                                   \
    " id INTEGER PRIMARY KEY AUTOINCREMENT, partner TEXT NOT NULL,"          \
    " name TEXT NOT NULL, kind TEXT NOT NULL, state INTEGER NOT NULL,"       \
    " made TEXT NOT NULL, changed TEXT NOT NULL,"                            \
    " sender_qualifier TEXT NOT NULL, sender TEXT NOT NULL,"                 \
    " receiver_qualifier TEXT NOT NULL, receiver TEXT NOT NULL,"             \
    " usage TEXT NOT NULL, isa INTEGER NOT NULL, gs INTEGER NOT NULL,"       \
    " st INTEGER NOT NULL, reference TEXT NOT NULL,"                         \
    " claims INTEGER NOT NULL, charge INTEGER NOT NULL,"                     \
    " bytes INTEGER NOT NULL, digest BLOB NOT NULL, body BLOB NOT NULL,"     \
    " shown INTEGER NOT NULL DEFAULT 0,"                                     \
    " UNIQUE (partner, name),"                                               \
    " UNIQUE (sender_qualifier, sender, receiver_qualifier, receiver, isa))" \
    " STRICT;"                                                               \
    "CREATE INDEX batch_state ON batch (state);"                             \
    "CREATE TABLE batch_claim ("                                             \
    " batch INTEGER NOT NULL REFERENCES batch, ordinal INTEGER NOT NULL,"    \
    " number TEXT NOT NULL, charge INTEGER NOT NULL,"                        \
    " content BLOB NOT NULL,"                                                \
    " PRIMARY KEY (batch, ordinal)) STRICT, WITHOUT ROWID;"                  \
    "CREATE INDEX batch_claim_number ON batch_claim (number);"               \
    "CREATE INDEX batch_claim_content ON batch_claim (content);"

/* How partners are reached: failures in a row, and until when none is tried; and
 * what stood in their folders and was fetched. */
#define SCHEMA_PARTNERS                                                      \
    "CREATE TABLE partner_line ("                                            \
    " partner TEXT PRIMARY KEY, failures INTEGER NOT NULL,"                  \
    " until TEXT NOT NULL) STRICT, WITHOUT ROWID;"                           \
    "CREATE TABLE received ("                                                \
    " partner TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,"     \
    " changed INTEGER NOT NULL, digest BLOB NOT NULL, taken TEXT NOT NULL,"  \
    " verdict INTEGER NOT NULL,"                                             \
    " PRIMARY KEY (partner, name, size, changed)) STRICT, WITHOUT ROWID;"

const char *const edi_schema_1[] = {
    "PRAGMA application_id = " SCHEMA_APPLICATION,
    SCHEMA_FACTS,
    SCHEMA_ACKS,
    SCHEMA_DECISIONS,
    SCHEMA_TASKS,
    SCHEMA_BANK,
    SCHEMA_POSTINGS,
    SCHEMA_FOLLOWS,
    SCHEMA_OUTBOX,
    SCHEMA_PARTNERS,
    NULL,
};
