/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_charset - the texts of a claim in the characters that a receiver takes
 *
 *     struct edi_charset cs = { 0 };
 *     status = edi_charset_claim(&cs, EDI_CHARSET_ASCII, claim, &claim, err);
 *     if (*cs.told)
 *         ... these fields were written in other characters ...
 *     edi_charset_release(&cs);
 *
 * Letters with accents and typographers' quotes and dashes have plain ones that
 * stand for them; a claim with any other character is put aside, for nobody would
 * know what was meant.
 */
#ifndef EDI_CLAIM_CHARSET_H
#define EDI_CLAIM_CHARSET_H

#include "edi/claims/claim.h"
#include "edi/net/partner.h"
#include "parser/arena.h"

enum { EDI_CHARSET_BYTES = 64 << 20, EDI_CHARSET_TOLD = 160 };

struct edi_charset {
    char told[EDI_CHARSET_TOLD]; /* names of fields, or what is wrong */
    /* private below */
    struct x12_arena arena;
    struct edi_claim claim;
    enum edi_partner_charset to;
    unsigned changed;
    bool looks, refused;
};

/* `*out` is the claim as it is, or a copy, valid until the next call. X12_END:
 * it has a character that none stands for, see `told`. */
enum x12_status edi_charset_claim(struct edi_charset *cs,
                                  enum edi_partner_charset to,
                                  const struct edi_claim *claim,
                                  const struct edi_claim **out,
                                  struct x12_error *err) X12_MUST_USE;

void edi_charset_release(struct edi_charset *cs);

#endif
