/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_segments.h"
#include "tests/support/cm.h"

#include <stdio.h>

#define HEAD                                                                \
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       " \
    "*260115*1200*^*00501*000000001*0*T*:~"

static struct edi_segment_counts counts;

static enum x12_status count(const char *text, size_t len)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(x12_source_open_memory(&src, (x12_str){ text, len }, &err),
                     X12_OK);
    return edi_segments_read(&counts, &src, &err);
}

static void counts_by_id_and_lists_by_name(void **state)
{
    static const char text[] = HEAD "ST*1~N1*A~NM1*B~N1*C~VERYLONG*D~SE*2~";

    (void)state;
    assert_int_equal(count(text, sizeof(text) - 1), X12_END);
    edi_segments_sort(&counts);
    assert_int_equal(counts.segments, 7);
    assert_int_equal(counts.kinds, 5);
    assert_int_equal(counts.other, 1);
    assert_string_equal(counts.slot[0].name, "ISA");
    assert_string_equal(counts.slot[1].name, "N1");
    assert_int_equal(counts.slot[1].count, 2);
    assert_string_equal(counts.slot[2].name, "NM1");
    assert_string_equal(counts.slot[3].name, "SE");
    assert_string_equal(counts.slot[4].name, "ST");
    assert_int_equal(counts.bytes, sizeof(text) - 1);
}

static void counts_all_of_more_ids_than_it_tells_apart(void **state)
{
    static char text[16000];
    int len = snprintf(text, sizeof(text), HEAD);
    uint64_t total = 0;

    (void)state;
    for (int i = 0; i < 1000; i++)
        len += snprintf(text + len, sizeof(text) - (size_t)len, "%03d*1~", i);
    assert_int_equal(count(text, (size_t)len), X12_END);
    assert_int_equal(counts.segments, 1001);
    assert_int_equal(counts.kinds, EDI_SEGMENT_KINDS);
    for (size_t i = 0; i < EDI_SEGMENT_SLOTS; i++)
        total += counts.slot[i].count;
    assert_int_equal(total + counts.other, 1001);
}

static void tells_that_the_input_ends_before_its_iea(void **state)
{
    static const char whole[] = HEAD "GS*1~GE*0*1~IEA*1*000000001~\n";

    (void)state;
    assert_int_equal(count(whole, sizeof(whole) - 1), X12_END);
    assert_false(counts.cut_off);
    /* without its terminator it is an IEA all the same */
    assert_int_equal(count(whole, sizeof(whole) - 3), X12_END);
    assert_false(counts.cut_off);
    /* in the middle of it, and behind the GE */
    assert_int_equal(count(whole, sizeof(whole) - 6), X12_END);
    assert_true(counts.cut_off);
    assert_int_equal(count(HEAD "GS*1~GE*0*1~", sizeof(HEAD) + 11), X12_END);
    assert_true(counts.cut_off);
    /* an interchange that is begun behind a whole one */
    assert_int_equal(
        count(HEAD "IEA*0*000000001~" HEAD "GS*1~", 2 * sizeof(HEAD) + 19),
        X12_END);
    assert_true(counts.cut_off);
}

static void says_what_is_no_x12(void **state)
{
    (void)state;
    assert_int_equal(count("hello", 5), X12_ESYNTAX);
    assert_int_equal(counts.segments, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_by_id_and_lists_by_name),
        cmocka_unit_test(counts_all_of_more_ids_than_it_tells_apart),
        cmocka_unit_test(tells_that_the_input_ends_before_its_iea),
        cmocka_unit_test(says_what_is_no_x12),
    };

    return cmocka_run_group_tests_name("job_segments", tests, NULL, NULL);
}
