/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story - a claim with a second payer, and what the first one paid of it
 *
 *     struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);
 *     story_pay(s, "1", "");
 *     story_line(s, 1, 10000, "CO45=2000 PR1=500");
 *     story_line(s, 2, 10000, "CO45=2000");
 *     story_assert_made(s);
 *     ... s->made ...
 *     story_end(s);
 */
#ifndef TESTS_STORY_H
#define TESTS_STORY_H

#include "edi/claims/coordinate.h"
#include "tests/support/small_claim.h"

enum {
    STORY_LINES = 6,
    STORY_PAYMENTS = 4,
    STORY_SERVICES = 12,
    STORY_REASONS = 6,
};

/* A claim with a second payer, and what the first said of it. */
struct story {
    struct small_claim small;
    struct edi_line line[STORY_LINES];
    struct edi_other_payer other;
    struct edi_payment payment[STORY_PAYMENTS];
    struct edi_service service[STORY_PAYMENTS][STORY_SERVICES];
    struct edi_adjustment reason[STORY_PAYMENTS][STORY_SERVICES + 1]
                                [STORY_REASONS];
    uint32_t answered[STORY_PAYMENTS][STORY_SERVICES];
    struct edi_payer_answer answer[STORY_PAYMENTS];
    struct edi_coordination c;
    struct x12_arena arena;
    struct x12_error err;
    const struct edi_claim *made;
    char text[4096]; /* reasons made at random */
    size_t text_len;
};

/* A claim of so many lines of the same charge; its patient is insured by both
 * payers. */
struct story *story_begin(enum edi_claim_kind kind, unsigned lines,
                          x12_money charge);
void story_end(struct story *s);

/* One claim payment more, with reasons of the claim level: "CO45=2700 PR1=3800".
 * It is about the whole claim, or its lines follow. Texts must outlive it. */
struct edi_payment *story_pay(struct story *s, const char *status,
                              const char *reasons);
void story_whole(struct edi_payment *payment, x12_money charge);
struct edi_service *story_line(struct story *s, unsigned line, x12_money charge,
                               const char *reasons);

enum x12_status story_make(struct story *s);

/* What was made has no finding of any level once it is written. */
void story_assert_sound(struct story *s);
void story_assert_made(struct story *s); /* made, and sound */

#endif
