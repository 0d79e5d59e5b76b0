/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reply - what a payer says of one claim, and what is true of it
 *
 *     edi_reply_make(&reply, &payer, seed, claim, received, &arena);
 *     for (i = 0; i < reply.count; i++)
 *         write(&reply.items[i].payment);
 *
 * Pure: a function of the payer, the seed and the claim. Every payment balances
 * by itself. The truth is by the definitions of docs/matching.md, told by who
 * made the story up, not by who reads it.
 */
#ifndef EDI_REPLY_H
#define EDI_REPLY_H

#include "edi/claims/payment.h"
#include "edi/match/denial.h"
#include "edi/simulate/payer.h"

enum {
    EDI_REPLY_WAVES = 3, /* remittances that follow each other */
    EDI_REPLY_ITEMS = 3,
    EDI_REPLY_PLBS = 2,
};

/* A paid line: which submitted line it is, and what became of that. */
struct edi_reply_line {
    uint32_t number; /* LX01 */
    enum edi_outcome outcome;
};

/* One claim payment. */
struct edi_reply_item {
    struct edi_payment payment;
    struct edi_reply_line *lines; /* one a service */
    unsigned wave;                /* from 0 */
    bool apart;                   /* in a remittance that pays nothing */
    x12_money interest;           /* PLB L6 is this much below 0 */
    x12_money taken;              /* PLB WO of the claim's number; 0: none */
    bool correction;
    enum edi_outcome outcome;
    x12_money at_stake;
};

struct edi_reply {
    uint64_t id;          /* edi_chance_of_claim */
    enum edi_rate story;  /* EDI_RATES: none, it is paid */
    bool is_void;         /* it undoes what was paid to another claim, or is
                             refused because there is none */
    x12_str control;      /* the payer's number of the claim */
    const char *evidence; /* what is left to tell the claim by: "key",
                             "altered", "lines", "demographic" */
    struct edi_reply_item items[EDI_REPLY_ITEMS];
    size_t count;
};

/* Text and lists live in `arena`, or are the claim's. A claim without lines, or
 * with negative charges, is not answered: count is 0. Ask arena->failed. */
void edi_reply_make(struct edi_reply *reply, const struct edi_payer *payer,
                    uint64_t seed, const struct edi_claim *claim,
                    x12_date received, struct x12_arena *arena);

#endif
