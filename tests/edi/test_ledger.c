/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/ledger.h"
#include "tests/support/cm.h"

#include <stdio.h>

enum { MOST = 12 };

/* Entries as "reference=amount", and "=number" where the payer's claim number is
 * known; rows wanted as "reference +opened -closed". */
static void expect(const char *const *texts, const char *const *want)
{
    struct edi_ledger_entry entries[MOST];
    struct edi_ledger_row *rows;
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };
    size_t count = 0, row_count, i;

    for (; texts[count]; count++) {
        x12_str rest = x12_str_from(texts[count]);

        entries[count].reference = x12_str_cut(&rest, '=');
        assert_true(
            x12_money_parse(x12_str_cut(&rest, '='), &entries[count].amount));
        entries[count].control = rest;
    }
    assert_int_equal(
        edi_ledger_merge(entries, count, &arena, &rows, &row_count, &err),
        X12_OK);
    for (i = 0; i < row_count && want[i]; i++) {
        char got[100];

        snprintf(got, sizeof(got), "%.*s +%d -%d", (int)rows[i].reference.len,
                 rows[i].reference.at, (int)rows[i].opened,
                 (int)rows[i].closed);
        assert_string_equal(got, want[i]);
    }
    assert_int_equal(i, row_count);
    assert_null(want[i]);
    x12_arena_release(&arena);
}

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void opens_and_closes_by_one_reference(void **state)
{
    (void)state;
    expect(LIST("26000001394=-50", "26000001394=20", "26000001394=30"),
           LIST("26000001394 +5000 -5000"));
    expect(LIST("26000001394=-50", "26000001395=20"),
           LIST("26000001394 +5000 -0", "26000001395 +0 -2000"));
    expect(LIST("A=-50", "B=20", "A=50"), LIST("A +5000 -5000", "B +0 -2000"));
    expect((const char *const[]){ NULL }, (const char *const[]){ NULL });
}

static void knows_a_reference_that_is_printed_otherwise(void **state)
{
    (void)state;
    expect(LIST("26000001394=-50", "PCN0001 20250103 26000001394=50"),
           LIST("26000001394 +5000 -5000"));
    expect(LIST("PCN0001 20250103 26000001394=-50", "2600-0001394=50"),
           LIST("PCN0001 20250103 26000001394 +5000 -5000"));
    /* the account alone, as long as it has one takeback */
    expect(LIST("PCN0001 20250103 26000001394=-50", "PCN0001=50"),
           LIST("PCN0001 20250103 26000001394 +5000 -5000"));
    expect(LIST("PCN0001=50", "PCN0001 20250103 26000001394=-50"),
           LIST("PCN0001 +5000 -5000"));
}

static void a_word_of_two_takebacks_tells_nothing(void **state)
{
    (void)state;
    expect(LIST("PCN0001 20250103 26000001394=-50",
                "PCN0001 20250203 26000001777=-20", "PCN0001=50"),
           LIST("PCN0001 20250103 26000001394 +5000 -0",
                "PCN0001 20250203 26000001777 +2000 -0", "PCN0001 +0 -5000"));
    /* nor is the account what two takebacks of one patient are known by */
    expect(LIST("BH2409110077 HFM0644=-50=BH2409110077",
                "BH2409110099 HFM0644=-20=BH2409110099",
                "BH2409110077=50=BH2409110077"),
           LIST("BH2409110077 HFM0644 +5000 -5000",
                "BH2409110099 HFM0644 +2000 -0"));
    /* and a day is no reference */
    expect(LIST("PCN0001 20250103 26000001394=-50", "20250103=50"),
           LIST("PCN0001 20250103 26000001394 +5000 -0", "20250103 +0 -5000"));
}

static void tells_when_memory_is_out(void **state)
{
    struct edi_ledger_entry entry = { .reference = X12_STR("26000001394") };
    struct edi_ledger_row *rows;
    struct x12_arena arena = { .limit = 1 };
    struct x12_error err = { 0 };
    size_t count;

    (void)state;
    assert_int_equal(edi_ledger_merge(&entry, 1, &arena, &rows, &count, &err),
                     X12_ELIMIT);
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_and_closes_by_one_reference),
        cmocka_unit_test(knows_a_reference_that_is_printed_otherwise),
        cmocka_unit_test(a_word_of_two_takebacks_tells_nothing),
        cmocka_unit_test(tells_when_memory_is_out),
    };

    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
