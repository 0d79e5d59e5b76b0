/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/error.h"
#include "tests/support/cm.h"

static void keeps_its_first_failure(void **state)
{
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(x12_fail_at(&err, X12_ESYNTAX, 106, 2, "no %s", "GS"),
                     X12_ESYNTAX);
    assert_int_equal(x12_fail(&err, X12_EIO, "later"), X12_ESYNTAX);
    assert_string_equal(err.text, "no GS");
    assert_int_equal(err.offset, 106);
    assert_int_equal(x12_error_status(&err), X12_ESYNTAX);
}

static void cuts_a_text_that_is_too_long(void **state)
{
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(x12_fail(&err, X12_EIO, "%0999d", 7), X12_EIO);
    assert_int_equal(strlen(err.text), X12_ERROR_TEXT - 1);
}

static void lets_the_caller_not_care(void **state)
{
    (void)state;
    assert_int_equal(x12_fail(NULL, X12_ENOMEM, "unheard"), X12_ENOMEM);
    assert_int_equal(x12_error_status(NULL), X12_OK);
}

static void has_a_text_for_each_status(void **state)
{
    (void)state;
    for (int status = X12_EMISUSE; status <= X12_END; status++)
        assert_string_not_equal(x12_status_text((enum x12_status)status),
                                "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_its_first_failure),
        cmocka_unit_test(cuts_a_text_that_is_too_long),
        cmocka_unit_test(lets_the_caller_not_care),
        cmocka_unit_test(has_a_text_for_each_status),
    };

    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
