/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/match_line.h"
#include "tests/support/cm.h"

#include <stdio.h>

/* A line or service written short: "control code modifiers charge day", and the
 * revenue code where it matters; "-" is nothing. */
static x12_str word(x12_str *rest)
{
    x12_str w = x12_str_cut(rest, ' ');

    return x12_str_is(w, "-") ? (x12_str){ NULL, 0 } : w;
}

static int32_t number(x12_str w)
{
    int32_t n = 0;

    for (size_t i = 0; i < w.len; i++)
        n = 10 * n + (w.at[i] - '0');
    return n;
}

static struct edi_match_line line_of(const char *text, uint32_t lx)
{
    x12_str rest = x12_str_from(text);
    struct edi_match_line line = { .number = lx };

    line.control = word(&rest);
    line.code = word(&rest);
    line.modifiers = word(&rest);
    line.charge = number(word(&rest));
    line.from = line.to = number(word(&rest));
    line.revenue = word(&rest);
    return line;
}

/* "L1:1 L2:3 -" for the services in turn. */
static void expect(const char *const *lines, const char *const *services,
                   const char *want)
{
    struct edi_match_line line[6];
    struct edi_match_service service[6];
    struct edi_match_claim claim = { .lines = line };
    struct edi_match_payment payment = { .services = service };
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };
    char got[100] = "";
    size_t len = 0;

    for (size_t i = 0; lines[i]; i++)
        line[claim.line_count++] = line_of(lines[i], (uint32_t)i + 1);
    for (size_t i = 0; services[i]; i++) {
        struct edi_match_line s = line_of(services[i], 0);

        service[payment.service_count++] = (struct edi_match_service){
            .control = s.control,
            .code = s.code,
            .revenue = s.revenue,
            .modifiers = s.modifiers,
            .charge = s.charge,
            .from = s.from,
            .to = s.to,
        };
    }
    assert_int_equal(edi_match_lines(&claim, &payment, &arena, &err), X12_OK);
    for (size_t i = 0; i < payment.service_count; i++)
        len += (size_t)snprintf(
            got + len, sizeof(got) - len, "%s%s:%u", i ? " " : "",
            edi_line_rule_text(service[i].rule),
            service[i].line ? (unsigned)service[i].line->number : 0);
    assert_string_equal(got, want);
    x12_arena_release(&arena);
}

/* A line that keeps the place in the claim from telling. */
#define OTHER     "- 99999 - 7 20250102"
#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void l1_follows_the_line_number(void **state)
{
    (void)state;
    expect(LIST("A1 99213 - 100 20250102", "A2 97110 GP 200 20250102"),
           LIST("A2 97110 GP 200 20250102", "A1 99999 - 50 20250102"),
           "L1:2 L1:1");
}

static void l1_takes_parts_of_a_line_together(void **state)
{
    (void)state;
    expect(LIST("A1 97110 - 100 20250102", "A2 99213 - 50 20250102"),
           LIST("A1 97110 - 60 20250102", "A1 97110 - 40 20250102"),
           "L1:1 L1:1");
}

static void l1_takes_lines_of_one_number_in_turn(void **state)
{
    (void)state;
    expect(LIST("A1 97110 - 100 20250102", "A1 97110 - 100 20250102"),
           LIST("A1 97110 - 100 20250102", "A1 97110 - 100 20250102"),
           "L1:1 L1:2");
}

static void a_foreign_line_number_is_left_alone(void **state)
{
    (void)state;
    expect(LIST("A1 97110 - 100 20250102"), LIST("B7 97110 - 100 20250102"),
           ":0");
}

static void l2_compares_code_modifiers_day_and_charge(void **state)
{
    (void)state;
    expect(LIST("- 97110 59GP 100 20250102", "- 97110 GP 100 20250102",
                "- 97110 GP 100 20250103", "- 97110 GP 200 20250102"),
           LIST("- 97110 GP 200 20250102", "- 97110 GP 100 20250103",
                "- 97110 GP 100 20250102", "- 97110 59GP 100 20250102"),
           "L2:4 L2:3 L2:2 L2:1");
}

static void l2_gives_equal_lines_to_one_service_each(void **state)
{
    (void)state;
    expect(LIST("- 97110 - 100 20250102", "- 97110 - 100 20250102"),
           LIST("- 97110 - 100 20250102", "- 97110 - 100 20250102",
                "- 97110 - 100 20250102"),
           "L2:1 L2:2 :0");
}

static void l2_leaves_what_l1_took(void **state)
{
    (void)state;
    expect(LIST("A1 97110 - 100 20250102", "A2 97110 - 100 20250102"),
           LIST("- 97110 - 100 20250102", "A1 97110 - 100 20250102"),
           "L2:2 L1:1");
}

static void l3_forgives_dropped_modifiers_only(void **state)
{
    (void)state;
    expect(LIST("- 97110 GP 100 20250102"), LIST("- 97110 - 100 20250102"),
           "L3:1");
    expect(LIST("- 97110 - 100 20250102", OTHER),
           LIST("- 97110 GP 100 20250102"), ":0");
    expect(LIST("- 97110 59 100 20250102", OTHER),
           LIST("- 97110 GP 100 20250102"), ":0");
}

static void l4_forgives_a_day_that_was_not_printed(void **state)
{
    (void)state;
    expect(LIST("- 0450 - 100 20250102"), LIST("- 0450 - 100 -"), "L4:1");
    expect(LIST("- 0450 - 100 20250102", OTHER), LIST("- 0450 - 100 20250109"),
           ":0");
}

static void modifiers_glued_to_the_code_are_taken_apart(void **state)
{
    (void)state;
    expect(LIST("- 99213 25 100 20250102", OTHER),
           LIST("- 9921325 - 100 20250102"), "L2:1");
    expect(LIST("- 99213 25 100 20250102", OTHER),
           LIST("- 9921359 - 100 20250102"), ":0");
    expect(LIST("- 99213 - 100 20250102", OTHER),
           LIST("- 9921325 - 100 20250102"), ":0");
}

static void l5_compares_revenue_code_and_charge(void **state)
{
    (void)state;
    expect(LIST("- 99283 - 100 20250102 0450", "- 36415 - 20 20250102 0300"),
           LIST("- 0300 - 20 20250105 0300"), "L5:2");
    expect(LIST("- 99283 - 100 20250102 0450", "- 36415 - 20 20250102 0300"),
           LIST("- 0300 - 25 20250105 0300"), ":0");
    expect(LIST("- 99283 - 100 20250102", OTHER), LIST("- 1 - 100 20250102"),
           ":0");
}

static void l6_needs_all_charges_in_their_order(void **state)
{
    (void)state;
    expect(LIST("- A - 100 20250102", "- B - 20 20250102"),
           LIST("- C - 100 20250105", "- D - 20 20250105"), "L6:1 L6:2");
    expect(LIST("- A - 100 20250102", "- B - 20 20250102"),
           LIST("- C - 20 20250105", "- D - 100 20250105"), ":0 :0");
    expect(LIST("- A - 100 20250102", "- B - 20 20250102"),
           LIST("- B - 20 20250102", "- D - 100 20250105"), "L2:2 :0");
    expect(LIST("A1 A - 100 20250102", "A2 B - 20 20250102"),
           LIST("B1 C - 100 20250105", "B2 D - 20 20250105"), ":0 :0");
}

static void lines_rolled_into_one_service_are_one_group(void **state)
{
    (void)state;
    expect(LIST("- 99221 - 1000 20250102 0120", "- 99231 - 500 20250103 0120"),
           LIST("- 0120 - 1500 20250102 0120"), "L5:1");
    expect(LIST("A1 99221 - 1000 20250102", "A2 99231 - 500 20250103",
                "A3 36415 - 20 20250103"),
           LIST("A3 36415 - 20 20250103", "- 0120 - 1500 20250102"),
           "L1:3 L5:1");
    expect(LIST("- 99221 - 1000 20250102", "- 99231 - 500 20250103"),
           LIST("- 0120 - 1400 20250102"), ":0");
    expect(LIST("A1 99221 - 1000 20250102", "A2 99231 - 500 20250103"),
           LIST("Z9 0120 - 1500 20250102"), ":0");
}

static void a_reversed_line_is_the_line_it_reverses(void **state)
{
    struct edi_match_line line = line_of("- 97110 GP 100 20250102", 1);
    struct edi_match_service service = { .code = X12_STR("97110"),
                                         .modifiers = X12_STR("GP"),
                                         .charge = -100,
                                         .from = 20250102,
                                         .to = 20250102 };
    struct edi_match_claim claim = { .lines = &line, .line_count = 1 };
    struct edi_match_payment payment = { .services = &service,
                                         .service_count = 1 };
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(edi_match_lines(&claim, &payment, &arena, &err), X12_OK);
    assert_ptr_equal(service.line, &line);
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(l1_follows_the_line_number),
        cmocka_unit_test(l1_takes_parts_of_a_line_together),
        cmocka_unit_test(l1_takes_lines_of_one_number_in_turn),
        cmocka_unit_test(a_foreign_line_number_is_left_alone),
        cmocka_unit_test(l2_compares_code_modifiers_day_and_charge),
        cmocka_unit_test(l2_gives_equal_lines_to_one_service_each),
        cmocka_unit_test(l2_leaves_what_l1_took),
        cmocka_unit_test(l3_forgives_dropped_modifiers_only),
        cmocka_unit_test(l4_forgives_a_day_that_was_not_printed),
        cmocka_unit_test(modifiers_glued_to_the_code_are_taken_apart),
        cmocka_unit_test(l5_compares_revenue_code_and_charge),
        cmocka_unit_test(l6_needs_all_charges_in_their_order),
        cmocka_unit_test(lines_rolled_into_one_service_are_one_group),
        cmocka_unit_test(a_reversed_line_is_the_line_it_reverses),
    };

    return cmocka_run_group_tests_name("match_line", tests, NULL, NULL);
}
