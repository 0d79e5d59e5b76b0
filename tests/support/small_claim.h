/* SPDX-License-Identifier: Apache-2.0 */
/* small_claim - the least an 837 claim says, invented, and a partner for it */
#ifndef TESTS_SMALL_CLAIM_H
#define TESTS_SMALL_CLAIM_H

#include "edi/claims/claim.h"
#include "edi/net/partner.h"

/* A claim with one line of `charge`, and what it points to. */
struct small_claim {
    struct edi_claim claim;
    struct edi_claim_set set;
    struct edi_line line;
    struct edi_date date, statement;
    struct edi_code codes[2];
    struct edi_reference tax_id;
    struct edi_party attending; /* of an institutional claim */
};

/* `id` must outlive it. */
void small_claim_fill(struct small_claim *c, enum edi_claim_kind kind,
                      const char *id, x12_money charge);

/* A partner "hub" that takes all claims into `folder`. */
void small_partner_put(struct edi_partners *partners, const char *folder);

#endif
