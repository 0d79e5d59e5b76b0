/* SPDX-License-Identifier: Apache-2.0 */
/*
 * remit_file - remittances in the making, and the files they become
 *
 * One set a payer, payee and wave, each in a file of its own: "remit-1-0001.835"
 * is the first of wave 1; "remit-1-0001b.835" has its bytes again,
 * "remit-1-0001c.835" its set in another envelope. Sets grow in memory, up to
 * EDI_REMIT_SETS of them and EDI_REMIT_BYTES in all; beyond that the one that was
 * longest unused is written, so memory does not grow with the claims.
 */
#ifndef EDI_REMIT_FILE_H
#define EDI_REMIT_FILE_H

#include "edi/claims/payment_write.h"
#include "edi/jobs/simulate_files.h"
#include "edi/simulate/reply.h"

enum {
    EDI_REMIT_SETS = 1024,
    EDI_REMIT_BYTES = 64 << 20,
    EDI_REMIT_PAYMENTS = 10000, /* of one set */
    EDI_REMIT_PLBS = 400,
    EDI_REMIT_KEY = 81,
};

struct edi_remit_plb {
    const char *code;
    char reference[51];
    x12_money amount;
};

/* Where a payment was put, for who tells of it. */
struct edi_remit_place {
    char name[EDI_SIMULATE_NAME], again[EDI_SIMULATE_NAME]; /* "" : no copy */
    uint64_t control, again_control;                        /* ISA13 */
    uint32_t clp;
};

struct edi_remit_set {
    bool open;
    char payer[EDI_REMIT_KEY], payee[EDI_REMIT_KEY];
    unsigned wave;
    bool apart;
    struct edi_remit_place place; /* of the payment added last */
    bool twice;                   /* the file comes twice */
    uint64_t used;                /* when it was, of all */
    x12_money paid, interest;
    struct x12_sink body; /* its payments, in memory */
    uint32_t segments;    /* of them */
    struct edi_payment_writer pw;
    struct edi_remittance rem;
    struct x12_arena arena; /* what `rem` says */
    struct edi_remit_plb *plbs;
    size_t plb_count;
};

struct edi_remits {
    struct edi_simulate_files *files;
    const struct edi_payer *payer;
    uint64_t seed;
    size_t most; /* sets that grow at once; 0: EDI_REMIT_SETS */
    /* private below */
    struct edi_remit_set *sets; /* `most` of them */
    uint64_t *keys;             /* of each set, a hash; 0: it is not open */
    struct x12_writer w;        /* of the payment at hand */
    struct x12_sink payment;    /* that payment */
    size_t bytes;               /* of all bodies */
    struct x12_arena arena;
    uint64_t used;
};

enum x12_status edi_remits_begin(struct edi_remits *remits) X12_MUST_USE;

/* One payment into its set; `*place` says where that is. */
enum x12_status edi_remits_add(
    struct edi_remits *remits, const struct edi_claim *claim,
    const struct edi_reply *reply, size_t item,
    const struct edi_remit_place **place) X12_MUST_USE;

/* Writes all that is open, wave by wave. */
enum x12_status edi_remits_end(struct edi_remits *remits) X12_MUST_USE;

/* Safe twice, and on { 0 }. */
void edi_remits_release(struct edi_remits *remits);

#endif
