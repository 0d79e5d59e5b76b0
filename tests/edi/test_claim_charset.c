/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/claim_charset.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

static struct edi_charset cs;
static struct x12_error err;

static int end(void **state)
{
    (void)state;
    edi_charset_release(&cs);
    edi_charset_release(&cs);
    return 0;
}

/* The subscriber's name as it is written; the empty slice: put aside. */
static x12_str written(enum edi_partner_charset to, const char *name)
{
    struct small_claim small;
    const struct edi_claim *out;
    enum x12_status status;

    small_claim_fill(&small, EDI_PROFESSIONAL, "A1", 12550);
    small.claim.subscriber.name = x12_str_from(name);
    status = edi_charset_claim(&cs, to, &small.claim, &out, &err);
    if (status == X12_END)
        return X12_STR("");
    assert_int_equal(status, X12_OK);
    return out->subscriber.name;
}

static void letters_are_those_that_the_receiver_takes(void **state)
{
    static const struct {
        const char *name, *ascii, *latin1;
    } cases[] = {
        { "DOE", "DOE", "DOE" },
        { "JOS\xC3\x89 NU\xC3\xB1"
          "EZ",
          "JOSE NUnEZ",
          "JOS\xC9 NU\xF1"
          "EZ" },
        { "\xC5\x81UKASZ", "LUKASZ", "LUKASZ" },
        { "STRA\xC3\x9F"
          "E",
          "STRAssE",
          "STRA\xDF"
          "E" },
        { "O\xE2\x80\x99NEIL", "O'NEIL", "O'NEIL" },
        { "\xE7\xB4\x84", "", "" },
        { "BAD\xC3", "", "" },
        { "BAD\xC0\xAF", "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_true(x12_str_is(written(EDI_CHARSET_ASCII, cases[i].name),
                               cases[i].ascii));
        assert_true(x12_str_is(written(EDI_CHARSET_LATIN1, cases[i].name),
                               cases[i].latin1));
        assert_true(x12_str_is(written(EDI_CHARSET_UTF8, cases[i].name),
                               cases[i].name));
    }
}

static void what_was_changed_is_told_by_its_field(void **state)
{
    (void)state;
    (void)written(EDI_CHARSET_ASCII, "DOE");
    assert_string_equal(cs.told, "");
    (void)written(EDI_CHARSET_ASCII, "DO\xC3\x89");
    assert_string_equal(cs.told, "name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(letters_are_those_that_the_receiver_takes,
                                  end),
        cmocka_unit_test_teardown(what_was_changed_is_told_by_its_field, end),
    };

    return cmocka_run_group_tests_name("claim_charset", tests, NULL, NULL);
}
