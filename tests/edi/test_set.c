/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/set.h"
#include "tests/support/cm.h"
#include "tests/support/reading.h"

#define ISA                                                                 \
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       " \
    "*240105*0830*^*00501*000000001*0*T*:~"
#define SET(gs, version, st) \
    "GS*" gs "*A*B*20240105*0830*1*X*" version "~" st "SE*2*0001~GE*1*1~"

static const char all[] = ISA "TA1*000000905*240104*1730*A*000~" SET(
    "HC", "005010X222A1", "ST*837*0001*005010X222A1~")
    SET("HC", "005010X223A2", "ST*837*0001*005010X223A2~")
        SET("HC", "005010X224A2", "ST*837*0001*005010X224A2~")
            SET("HP", "005010X221A1", "ST*835*0001~")
                SET("FA", "005010X231A1", "ST*999*0001*005010X231A1~")
                    SET("HN", "005010X214", "ST*277*0001*005010X214~")
                        SET("HR", "005010X212", "ST*276*0001*005010X212~")
                            SET("HP", "004010X091A1",
                                "ST*835*0001~") "IEA*8*000000001~";

static void tells_what_each_set_is(void **state)
{
    static const enum edi_set_kind want[] = {
        EDI_SET_TA1,   EDI_SET_CLAIM,   EDI_SET_CLAIM,
        EDI_SET_CLAIM, EDI_SET_PAYMENT, EDI_SET_999,
        EDI_SET_277CA, EDI_SET_OTHER,   EDI_SET_OTHER,
    };
    struct reading r;
    enum edi_set_kind kind;

    (void)state;
    reading_open(&r, all);
    for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
        assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
        if (kind != want[i])
            fail_msg("set %zu is %d", i, (int)kind);
    }
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_END);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_END);
    reading_close(&r);
}

static void gives_a_set_that_somebody_else_met(void **state)
{
    struct reading r;
    enum edi_set_kind kind;

    (void)state;
    reading_open(&r, all);
    while (r.cur.level != X12_AT_ST || r.cur.envelope.set_ordinal != 4)
        assert_int_equal(x12_cursor_next(&r.cur), X12_OK);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
    assert_int_equal(kind, EDI_SET_PAYMENT);
    assert_int_equal(r.cur.envelope.set_ordinal, 4);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
    assert_int_equal(kind, EDI_SET_999);
    reading_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_each_set_is),
        cmocka_unit_test(gives_a_set_that_somebody_else_met),
    };

    return cmocka_run_group_tests_name("set", tests, NULL, NULL);
}
