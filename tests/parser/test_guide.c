/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/guide.h"
#include "tests/support/cm.h"
#include "tests/support/small_guide.h"

static void finds_the_end_of_a_loop_and_of_a_segment(void **state)
{
    (void)state;
    assert_int_equal(x12_guide_end(&small_guide, 0), small_guide.count);
    assert_int_equal(
        x12_guide_end(&small_guide, small_guide_row("2010AB", NULL, 1)),
        small_guide_row("2000B", NULL, 1));
    assert_int_equal(x12_guide_end(&small_guide, 2), 3);
}

static void follows_a_link_to_its_loop(void **state)
{
    size_t loop = small_guide_row("2300", NULL, 1);
    size_t link = small_guide_row("2300", NULL, 2);

    (void)state;
    assert_true(small_guide.rows[link].is_link);
    assert_int_equal(x12_guide_target(&small_guide, link), loop);
    assert_int_equal(x12_guide_target(&small_guide, loop), loop);
}

static void finds_the_rule_of_an_element_and_of_a_component(void **state)
{
    const struct x12_row *clm =
        &small_guide.rows[small_guide_row("2300", "CLM", 1)];

    (void)state;
    assert_int_equal(x12_row_rule(clm, 2, 0)->longest, 10);
    assert_string_equal(x12_row_rule(clm, 5, 2)->codes, " A B ");
    assert_null(x12_row_rule(clm, 5, 9));
    assert_null(x12_row_rule(clm, 7, 0));
}

static void knows_the_codes_of_a_list(void **state)
{
    static const struct {
        const char *codes, *code;
        bool have;
    } cases[] = {
        { " 85 87 ", "85", true },
        { " 85 87 ", "87", true },
        { " 85 87 ", "8", false },
        { " 85 87 ", "7", false },
        { " 85 87 ", "85 87", false },
        { " 85 87 ", "", false },
        { " 85 87 ", " ", false },
        { " 85 87 ", "857", false },
        { " A ", "A", true },
        { " A ", "B", false },
        { " TS_NM109 ", "TS NM109", true },
        { " TS_NM109 ", "TS", false },
        { "", "A", false },
        { NULL, "A", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (x12_codes_have(cases[i].codes, x12_str_from(cases[i].code)) !=
            cases[i].have)
            fail_msg("case %zu: %s", i, cases[i].code);
}

static void calls_a_sound_table_sound(void **state)
{
    size_t row;

    (void)state;
    assert_null(x12_guide_fault(&small_guide, &row));
}

enum { ROOM = 64 };

static struct x12_row copy[ROOM];

/* The small guide with its rows to be changed by a test. */
static struct x12_guide copied(void)
{
    struct x12_guide guide = small_guide;

    assert_true(guide.count <= ROOM);
    memcpy(copy, guide.rows, guide.count * sizeof(copy[0]));
    guide.rows = copy;
    return guide;
}

static void expect_fault(const struct x12_guide *guide, size_t at,
                         const char *text)
{
    size_t row;
    const char *fault = x12_guide_fault(guide, &row);

    assert_non_null(fault);
    assert_string_equal(fault, text);
    assert_int_equal(row, at);
}

static void tells_what_makes_a_table_unsound(void **state)
{
    size_t nm1 = small_guide_row("2010AB", "NM1", 1);
    size_t loop = small_guide_row("2010AA", NULL, 1);
    size_t link = small_guide_row("2300", NULL, 2);
    struct x12_guide guide;

    (void)state;
    guide = copied();
    copy[nm1].depth++;
    expect_fault(&guide, nm1 - 1, "a loop that does not open with a segment");
    guide = copied();
    copy[2].depth++;
    expect_fault(&guide, 2, "depth grows by more than one");
    guide = copied();
    copy[link].loop = "9999";
    expect_fault(&guide, link, "a link to nothing");
    guide = copied();
    copy[nm1] = copy[loop + 1];
    copy[nm1].loop = "2010AB";
    expect_fault(&guide, loop,
                 "a namesake with the same qualifier at one place");
    guide = copied();
    copy[nm1].key_element = 4;
    expect_fault(&guide, nm1, "a key without codes");
    guide = copied();
    copy[0].segment = "ST";
    expect_fault(&guide, 0, "row 0 is not the transaction set");
}

static void tells_notes_that_are_none(void **state)
{
    static const char *const notes[] = { "P03",   "P034",   "X0304",
                                         "P03A4", "05:P01", "P0304 C" };

    (void)state;
    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
        struct x12_guide guide = copied();

        copy[2].syntax = notes[i];
        expect_fault(&guide, 2, "a syntax note that is none");
        copy[2].syntax = "P0304 05:C010203";
        assert_null(x12_guide_fault(&guide, &(size_t){ 0 }));
    }
}

static void tells_rules_out_of_order(void **state)
{
    static const struct x12_rule rules[] = {
        { .element = 2, .use = 'R' },
        { .element = 1, .use = 'R' },
    };
    struct x12_guide guide = copied();

    (void)state;
    copy[2].rules = rules;
    copy[2].rule_count = 2;
    expect_fault(&guide, 2, "rules out of order");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_end_of_a_loop_and_of_a_segment),
        cmocka_unit_test(follows_a_link_to_its_loop),
        cmocka_unit_test(finds_the_rule_of_an_element_and_of_a_component),
        cmocka_unit_test(knows_the_codes_of_a_list),
        cmocka_unit_test(calls_a_sound_table_sound),
        cmocka_unit_test(tells_what_makes_a_table_unsound),
        cmocka_unit_test(tells_notes_that_are_none),
        cmocka_unit_test(tells_rules_out_of_order),
    };

    return cmocka_run_group_tests_name("guide", tests, NULL, NULL);
}
