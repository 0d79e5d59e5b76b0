/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payer - how a payer answers: rates and habits
 *
 * docs/simulator.md tells what each rate and habit does; samples/payers/ has
 * profiles. A payer without any rate pays every claim as it was charged.
 */
#ifndef EDI_PAYER_H
#define EDI_PAYER_H

#include "parser/error.h"
#include "parser/value.h"

/* A row a rate: the enum, the key, what happens at that rate. Those of the
 * first list exclude each other: one of them at most falls to a claim. */
/* clang-format off */
#define EDI_STORIES(R)                                                         \
    R(SILENT, "silent", "no answer but the 999")                               \
    R(REJECTED, "rejected", "refused by the 277CA")                            \
    R(DENIED, "denied", "every line denied")                                   \
    R(PARTIAL, "partial", "one line, or a part of the only one, denied")       \
    R(BUNDLED, "bundled", "one line paid within another")                      \
    R(UNBUNDLED, "unbundled", "one line paid as two procedures")               \
    R(SPLIT, "split", "one line paid in two, its units divided")               \
    R(REVERSED, "reversed", "paid, then reversed and corrected")               \
    R(TAKEBACK, "takeback", "the same, in three remittances, by PLB WO")       \
    R(CAPITATED, "capitated", "covered by a capitation (CO-24)")               \
    R(DEDUCTIBLE, "deductible", "all owed by the patient (PR-1)")              \
    R(ZERO_PAY, "zero_pay", "the same, in a remittance that pays nothing")     \
    R(SECONDARY, "secondary", "paid behind another payer (OA-23)")             \
    R(CROSSOVER, "crossover", "paid, and passed on to the next payer")
#define EDI_TRAITS(R)                                                          \
    R(SHARE, "share", "the patient owes the coinsurance")                      \
    R(SEQUESTERED, "sequestered", "two percent withheld (CO-253)")             \
    R(INTEREST, "interest", "interest is paid on top (AMT*I, PLB L6)")         \
    R(ALTERED, "altered", "the claim number comes back altered")               \
    R(TRUNCATED, "truncated", "the claim number comes back cut off")           \
    R(LOST_6R, "lost_6r", "line control numbers do not come back")             \
    R(DROPPED_MODIFIERS, "dropped_modifiers", "modifiers do not come back")    \
    R(DUPLICATE, "duplicate", "the file comes twice")                          \
    R(REENVELOPED, "reenveloped", "the remittance comes again in a new file")
/* clang-format on */

#define EDI_RATE_ENUM(id, key, text) EDI_RATE_##id,
enum edi_rate {
    EDI_STORIES(EDI_RATE_ENUM) EDI_RATE_STORIES,
    EDI_RATE_BEFORE_TRAITS = EDI_RATE_STORIES - 1,
    EDI_TRAITS(EDI_RATE_ENUM) EDI_RATES,
};

enum { EDI_PAYER_DENIALS = 32, EDI_PAYER_ALL = 10000 };

/* Parts are of 10,000: 2550 is 25.5 percent. */
struct edi_payer {
    unsigned rate[EDI_RATES];
    unsigned allowed;     /* of the charge; the rest is CO-45 */
    unsigned coinsurance; /* of what is allowed */
    unsigned truncate;    /* characters of a claim number that is cut off */
    char prefix[9];       /* put before a claim number that is altered */
    char deny_status[3];  /* CLP02 of a denied claim */
    bool check;           /* pays by check, else by transfer */
    struct edi_payer_denial {
        char code[6]; /* CARC */
        unsigned weight;
    } denials[EDI_PAYER_DENIALS];
    size_t denial_count;
};

extern const struct edi_payer edi_payer_plain;

/* One setting of a profile: section "rates", "payer" or "denials". False:
 * `*why` says what is wrong with it. */
bool edi_payer_set(struct edi_payer *payer, const char *section,
                   const char *key, const char *value, const char **why);

/* "denied" ... and what happens at that rate. */
const char *edi_rate_name(enum edi_rate rate);
const char *edi_rate_text(enum edi_rate rate);

#endif
