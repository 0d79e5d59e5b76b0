/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/finding.h"
#include "tests/support/cm.h"

static const struct x12_place NOWHERE = { 0 };

static void keeps_what_fits_and_counts_the_rest(void **state)
{
    struct x12_finding room[2];
    struct x12_findings list;

    (void)state;
    x12_findings_init(&list, room, 2);
    memcpy(list.interchange, "000000007", 10);
    assert_non_null(x12_found(&list, X12_FAULT_SE01_COUNT, NOWHERE, NULL));
    assert_non_null(x12_found(&list, X12_FAULT_NOT_ASCII, NOWHERE, NULL));
    assert_null(x12_found(&list, X12_FAULT_SE01_COUNT, NOWHERE, NULL));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.dropped, 1);
    assert_int_equal(list.told[X12_ERROR], 2);
    assert_int_equal(list.told[X12_INFO], 1);
    assert_string_equal(room[0].interchange, "000000007");
}

static void may_be_absent_or_hold_nothing(void **state)
{
    struct x12_findings none = { 0 };

    (void)state;
    assert_null(x12_found(NULL, X12_FAULT_TRUNCATED, NOWHERE, NULL));
    assert_null(x12_found(&none, X12_FAULT_TRUNCATED, NOWHERE, NULL));
    assert_int_equal(none.told[X12_ERROR], 1);
}

static void leaves_out_levels_that_were_not_asked_for(void **state)
{
    struct x12_finding room[2];
    struct x12_findings list;

    (void)state;
    x12_findings_init(&list, room, 2);
    list.snip = 1;
    assert_null(x12_found(&list, X12_FAULT_ELEMENT_CODE, NOWHERE, NULL));
    assert_int_equal(list.told[X12_ERROR], 0);
    assert_non_null(x12_found(&list, X12_FAULT_SE01_COUNT, NOWHERE, NULL));
}

static void every_fault_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < X12_FAULT_COUNT; i++) {
        const struct x12_fault *fault = &x12_faults[i];

        assert_non_null(fault->name);
        assert_in_range(fault->snip, 1, 7);
        assert_in_range(fault->severity, X12_INFO, X12_ERROR);
        assert_true(strlen(fault->text) > 20);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(fault->name, x12_faults[k].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_fits_and_counts_the_rest),
        cmocka_unit_test(may_be_absent_or_hold_nothing),
        cmocka_unit_test(leaves_out_levels_that_were_not_asked_for),
        cmocka_unit_test(every_fault_is_whole),
    };

    return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
