/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/codes.h"
#include "edi/guides/guides.h"
#include "tests/support/cm.h"

/* A source that gives a text, `step` bytes a read. */
struct slow {
    x12_str rest;
    size_t step;
};

static enum x12_status slow_read(void *self, char *into, size_t cap,
                                 size_t *got, struct x12_error *err)
{
    struct slow *slow = self;
    size_t len = slow->rest.len < slow->step ? slow->rest.len : slow->step;

    (void)err;
    if (len > cap)
        len = cap;
    if (len == 0)
        return X12_END;
    memcpy(into, slow->rest.at, len);
    slow->rest.at += len;
    slow->rest.len -= len;
    *got = len;
    return X12_OK;
}

static void slow_close(void *self)
{
    (void)self;
}

static const struct x12_source_ops slow_ops = { slow_read, slow_close };

static enum x12_status load(struct edi_code_book *book, struct x12_arena *arena,
                            const char *text, size_t step,
                            struct x12_error *err)
{
    struct slow slow = { x12_str_from(text), step };
    struct x12_source src = { &slow_ops, &slow };

    return edi_code_book_load(book, arena, &src, "codes.tsv", err);
}

static void expect_text(const struct edi_code_book *book, enum edi_list list,
                        const char *code, const char *text)
{
    x12_str found = edi_code_text(book, list, x12_str_from(code));

    if (!x12_str_is(found, text))
        fail_msg("%s: \"%.*s\"", code, (int)found.len, found.at);
}

static bool known(enum edi_list list, const char *code)
{
    return edi_code_known(NULL, list, x12_str_from(code), 0);
}

static void gives_the_text_of_a_code(void **state)
{
    (void)state;
    expect_text(NULL, EDI_LIST_CARC, "1", "Deductible");
    expect_text(NULL, EDI_LIST_CARC, "45",
                "Above fee schedule or contract amount");
    expect_text(NULL, EDI_LIST_CARC, "P32", "Apportionment, casualty");
    expect_text(NULL, EDI_LIST_RARC, "N130", "See plan benefit documents");
    expect_text(NULL, EDI_LIST_GROUP, "PR", "Patient responsibility");
    expect_text(NULL, EDI_LIST_CLP02, "22", "Reversal of previous payment");
    expect_text(NULL, EDI_LIST_PLB, "WO", "Overpayment recovery");
    expect_text(NULL, EDI_LIST_TOB, "11", "Hospital inpatient");
    expect_text(NULL, EDI_LIST_STATCAT, "A7", "Rejected; invalid information");
}

static void knows_codes_it_has_no_words_for(void **state)
{
    (void)state;
    assert_true(known(EDI_LIST_RARC, "M3"));
    expect_text(NULL, EDI_LIST_RARC, "M3", "");
    assert_true(known(EDI_LIST_STATE, "TX"));
}

static void does_not_know_what_is_no_code(void **state)
{
    (void)state;
    assert_false(known(EDI_LIST_CARC, "999"));
    assert_false(known(EDI_LIST_CARC, ""));
    assert_false(known(EDI_LIST_CARC, "4 "));
    assert_false(known(EDI_LIST_CARC, "p1"));
    assert_false(known(EDI_LIST_STATE, "ZZ"));
    expect_text(NULL, EDI_LIST_CARC, "999", "");
}

/* Binary search finds each row where it stands only if all are in order and no
 * code stands twice. */
static void finds_every_row_of_every_list(void **state)
{
    (void)state;
    for (unsigned i = 0; i < EDI_LIST_COUNT; i++) {
        const struct edi_code_list *list = edi_code_list((enum edi_list)i);

        assert_true((list->count > 0) == (i < EDI_LIST_ICD10CM));
        for (size_t r = 0; r < list->count; r++) {
            const struct edi_code_row *row = &list->rows[r];
            x12_str text = edi_code_text(NULL, (enum edi_list)i,
                                         x12_str_from(row->code));

            if (!known((enum edi_list)i, row->code) ||
                (row->text[0] && text.at != row->text))
                fail_msg("%s %s is out of order", list->name, row->code);
        }
    }
}

static void finds_a_list_by_its_name(void **state)
{
    enum edi_list list;

    (void)state;
    for (unsigned i = 0; i < EDI_LIST_COUNT; i++) {
        const char *name = edi_code_list((enum edi_list)i)->name;

        assert_true(edi_list_named(x12_str_from(name), &list));
        assert_int_equal(list, i);
    }
    assert_false(edi_list_named(X12_STR("CRAC"), &list));
}

/* A guide that names a list means one that is built in, or a pattern. */
static void has_the_lists_that_the_guides_name(void **state)
{
    static const char patterns[] =
        " NPI?XX TAXONOMY CURRENCY POSTAL COUNTRY COUNTRYSUB SSN HI PROC "
        "MODIFIER REVENUE ORALCAV TOOTH NDC DRG LQ FACILITY ";
    const struct x12_guide *guide;
    enum edi_list list;

    (void)state;
    for (size_t i = 0; (guide = edi_guide_at(i)); i++)
        for (size_t r = 0; r < guide->count; r++)
            for (size_t k = 0; k < guide->rows[r].rule_count; k++) {
                x12_str name = x12_str_from(guide->rows[r].rules[k].list);

                if (name.len > 0 && !edi_list_named(name, &list) &&
                    !x12_codes_have(patterns, name))
                    fail_msg("%s: %.*s", guide->name, (int)name.len, name.at);
            }
}

/* The lists say at least what the guides allow. */
static void has_the_codes_that_the_guides_allow(void **state)
{
    static const struct {
        uint16_t data_element;
        enum edi_list list;
    } cases[] = {
        { 1033, EDI_LIST_GROUP },
        { 1029, EDI_LIST_CLP02 },
        { 426, EDI_LIST_PLB },
        { 522, EDI_LIST_AMOUNT },
        { 374, EDI_LIST_DATE },
        { 98, EDI_LIST_ENTITY },
        { 1138, EDI_LIST_RESPONSIBILITY },
        { 1069, EDI_LIST_RELATIONSHIP },
        { 1514, EDI_LIST_DELAY },
        { 1473, EDI_LIST_PRICING },
        { 715, EDI_LIST_AK901 },
        { 716, EDI_LIST_AK905 },
        { 717, EDI_LIST_IK501 },
        { 618, EDI_LIST_IK502 },
        { 620, EDI_LIST_IK304 },
        { 621, EDI_LIST_IK403 },
    };
    const struct x12_guide *guide;
    unsigned checked = 0;

    (void)state;
    for (size_t i = 0; (guide = edi_guide_at(i)); i++)
        for (size_t r = 0; r < guide->count; r++)
            for (size_t k = 0; k < guide->rows[r].rule_count; k++) {
                const struct x12_rule *rule = &guide->rows[r].rules[k];

                for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
                    x12_str rest = x12_str_from(rule->codes);

                    if (rule->data_element != cases[c].data_element)
                        continue;
                    while (rest.len > 0) {
                        x12_str code = x12_str_cut(&rest, ' ');

                        if (code.len == 0)
                            continue;
                        checked++;
                        if (!edi_code_known(NULL, cases[c].list, code, 0))
                            fail_msg("%s %s %.*s", guide->name,
                                     edi_code_list(cases[c].list)->name,
                                     (int)code.len, code.at);
                    }
                }
            }
    assert_true(checked > 1000);
}

static const char FILE_TEXT[] = "# a payer's list\n"
                                "CARC\t306\tBill type not allowed\t2025-03-01\n"
                                "\n"
                                "CARC\t45\tOver the allowed amount\r\n"
                                "RARC\tN999\t\t\t20251231\n"
                                "GROUP\tPR\t";

static void lays_a_file_over_what_is_built_in(void **state)
{
    (void)state;
    for (size_t step = 1; step < 200; step++) {
        struct edi_code_book book = { 0 };
        struct x12_arena arena = { 0 };
        struct x12_error err = { 0 };

        assert_int_equal(load(&book, &arena, FILE_TEXT, step, &err), X12_OK);
        expect_text(&book, EDI_LIST_CARC, "306", "Bill type not allowed");
        expect_text(&book, EDI_LIST_CARC, "45", "Over the allowed amount");
        expect_text(&book, EDI_LIST_CARC, "1", "Deductible");
        expect_text(&book, EDI_LIST_RARC, "N999", "");
        expect_text(&book, EDI_LIST_GROUP, "PR", "Patient responsibility");
        x12_arena_release(&arena);
    }
}

static void knows_a_code_from_its_first_day_to_its_last(void **state)
{
    struct edi_code_book book = { 0 };
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };
    x12_str from = X12_STR("306"), to = X12_STR("N999");

    (void)state;
    assert_int_equal(load(&book, &arena, FILE_TEXT, 50, &err), X12_OK);
    assert_true(edi_code_known(&book, EDI_LIST_CARC, from, 0));
    assert_true(edi_code_known(&book, EDI_LIST_CARC, from, 20250301));
    assert_false(edi_code_known(&book, EDI_LIST_CARC, from, 20250228));
    assert_true(edi_code_known(&book, EDI_LIST_RARC, to, 20251231));
    assert_false(edi_code_known(&book, EDI_LIST_RARC, to, 20260101));
    assert_false(edi_code_known(&book, EDI_LIST_CARC, to, 0));
    x12_arena_release(&arena);
}

static void puts_a_later_file_before_an_earlier_one(void **state)
{
    struct edi_code_book book = { 0 };
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(
        load(&book, &arena, "CARC\t45\tfirst\nCARC\t2\tx", 9, &err), X12_OK);
    assert_int_equal(load(&book, &arena, "CARC\t45\tsecond\n", 9, &err),
                     X12_OK);
    expect_text(&book, EDI_LIST_CARC, "45", "second");
    expect_text(&book, EDI_LIST_CARC, "2", "x");
    x12_arena_release(&arena);
}

static void tells_the_line_that_is_wrong_and_keeps_the_book(void **state)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        { "# x\nCRAC\t1\tx\n", "codes.tsv line 2: no code list of this name" },
        { "CARC\n", "codes.tsv line 1: the code is missing" },
        { "CARC\t1\tx\t2025-02-30",
          "codes.tsv line 1: a day is written 2024-03-01 or 20240301" },
        { "CARC\t1\tx\t20250302\t20250301",
          "codes.tsv line 1: the last day is before the first" },
        { "CARC\t2\tx\n\nCARC\t1\tx\nCARC\t2\ty\n",
          "codes.tsv line 4: the code stands in this file already" },
    };
    struct x12_arena arena = { 0 };
    struct edi_code_book book = { 0 };
    struct x12_error none = { 0 };

    (void)state;
    assert_int_equal(load(&book, &arena, "CARC\t2\tkept\n", 9, &none), X12_OK);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct x12_error err = { 0 };

        assert_int_equal(load(&book, &arena, cases[i].text, 9, &err),
                         X12_ESYNTAX);
        assert_string_equal(err.text, cases[i].told);
        expect_text(&book, EDI_LIST_CARC, "2", "kept");
        expect_text(&book, EDI_LIST_CARC, "1", "Deductible");
    }
    x12_arena_release(&arena);
}

static void refuses_a_line_without_end(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_code_book book = { 0 };
    struct x12_error err = { 0 };
    static char text[EDI_CODE_LINE + 2];

    (void)state;
    memset(text, '#', EDI_CODE_LINE + 1);
    assert_int_equal(load(&book, &arena, text, 100, &err), X12_ESYNTAX);
    assert_string_equal(err.text, "codes.tsv line 1: the line is too long");
    x12_arena_release(&arena);
}

static void stops_at_the_limit_of_the_arena(void **state)
{
    struct x12_arena arena = { .limit = 64 };
    struct edi_code_book book = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(load(&book, &arena, FILE_TEXT, 100, &err), X12_ELIMIT);
    assert_false(edi_code_known(&book, EDI_LIST_CARC, X12_STR("306"), 0));
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_text_of_a_code),
        cmocka_unit_test(knows_codes_it_has_no_words_for),
        cmocka_unit_test(does_not_know_what_is_no_code),
        cmocka_unit_test(finds_every_row_of_every_list),
        cmocka_unit_test(finds_a_list_by_its_name),
        cmocka_unit_test(has_the_lists_that_the_guides_name),
        cmocka_unit_test(has_the_codes_that_the_guides_allow),
        cmocka_unit_test(lays_a_file_over_what_is_built_in),
        cmocka_unit_test(knows_a_code_from_its_first_day_to_its_last),
        cmocka_unit_test(puts_a_later_file_before_an_earlier_one),
        cmocka_unit_test(tells_the_line_that_is_wrong_and_keeps_the_book),
        cmocka_unit_test(refuses_a_line_without_end),
        cmocka_unit_test(stops_at_the_limit_of_the_arena),
    };

    return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
