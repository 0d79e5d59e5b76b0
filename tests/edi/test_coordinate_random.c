/* SPDX-License-Identifier: Apache-2.0 */
/* Claims and payments at random: what is made of them balances, and is right. */
#include "tests/support/cm.h"
#include "tests/support/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 3000 };

static uint32_t dice(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % sides;
}

static const char *random_reasons(struct story *s, uint32_t *seed,
                                  x12_money most)
{
    static const char *const codes[] = { "CO45", "PR1",  "PR2",
                                         "PR3",  "OA23", "CO253" };
    char *text = s->text + s->text_len;
    const size_t room = sizeof(s->text) - s->text_len;
    size_t len = 0;

    text[0] = '\0';
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
        x12_money amount = dice(seed, (uint32_t)(most / 6) + 1);

        if (dice(seed, 2))
            len += (size_t)snprintf(text + len, room - len, "%s%s=%lld",
                                    len ? " " : "", codes[i],
                                    (long long)amount);
    }
    s->text_len += len + 1;
    assert_true(s->text_len < sizeof(s->text));
    return text;
}

/* Every line, in one part or two, whole or with something of the claim. */
static void random_answer(struct story *s, uint32_t *seed, unsigned lines,
                          x12_money charge)
{
    if (dice(seed, 6) == 0) {
        story_whole(story_pay(s, "1", random_reasons(s, seed, charge)),
                    charge * lines);
        return;
    }
    story_pay(s, dice(seed, 2) ? "1" : "2", dice(seed, 4) ? "" : "PR1=100");
    for (unsigned i = 1; i <= lines; i++) {
        const x12_money part = dice(seed, 3)
                                   ? charge
                                   : 1 + dice(seed, (uint32_t)charge - 1);

        story_line(s, i, part, random_reasons(s, seed, part));
        if (part < charge)
            story_line(s, i, charge - part,
                       random_reasons(s, seed, charge - part));
    }
}

/* The last answer, taken back. */
static void random_reversal(struct story *s)
{
    const size_t last = s->c.answer_count - 1;
    const struct edi_payment *was = &s->payment[last];
    struct edi_payment *back = story_pay(s, "22", "");

    back->charge = -was->charge;
    back->paid = -was->paid;
    back->service_count = was->service_count;
    memcpy(s->answered[last + 1], s->answered[last], sizeof(s->answered[0]));
}

static void random_story(uint32_t *seed, unsigned *made)
{
    static const char *const relations[] = { "18", "01", "19" };
    const unsigned lines = 1 + dice(seed, STORY_LINES - 1);
    const x12_money charge = 100 + dice(seed, 50000);
    struct story *s = story_begin((enum edi_claim_kind)(1 + dice(seed, 3)),
                                  lines, charge);

    s->other.coverage.relationship = x12_str_from(relations[dice(seed, 3)]);
    for (unsigned i = dice(seed, 3); i > 0 && s->c.answer_count < 2; i--) {
        random_answer(s, seed, lines, charge);
        random_reversal(s);
    }
    random_answer(s, seed, lines, charge);
    if (story_make(s) == X12_OK) {
        story_assert_sound(s);
        assert_int_equal(s->c.paid + s->c.adjusted, charge * lines);
        ++*made;
    } else if (!strstr(s->c.fault.text, "nothing is left")) {
        fail_msg("refused: %s", s->c.fault.text);
    }
    story_end(s);
}

static void whatever_was_paid_what_is_made_has_no_finding(void **state)
{
    const unsigned runs = getenv("EDI_SOAK") ? 33 * RUNS : RUNS;
    uint32_t seed = 20240131;
    unsigned made = 0;

    (void)state;
    for (unsigned i = 0; i < runs; i++)
        random_story(&seed, &made);
    assert_true(made > runs / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_was_paid_what_is_made_has_no_finding),
    };

    return cmocka_run_group_tests_name("coordinate_random", tests, NULL, NULL);
}
