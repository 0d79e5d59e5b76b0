/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/envelope.h"
#include "tests/support/cm.h"

static const struct x12_delims delims = { '~', '*', ':', '^' };

enum { CUTS = 32, ROOM = 32 };

static struct x12_envelope env;
static struct x12_finding room[ROOM];
static struct x12_findings findings;

#define ISA(number)                                                          \
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *" \
    "240131*1230*^*00501*" number "*0*P*:~"
#define GS(number) "GS*HC*SND*RCV*20240131*1230*" number "*X*005010X222A1~"
#define ST(number) "ST*837*" number "*005010X222A1~"

static enum x12_level last_level;

/* Steps through segments ended by '~' and finishes at the end. */
static void run(const char *text)
{
    x12_str rest = x12_str_from(text);
    struct x12_segment seg = { 0 };
    uint32_t cut[CUTS];

    x12_findings_init(&findings, room, ROOM);
    x12_envelope_init(&env);
    while (rest.len > 0) {
        uint64_t offset = (uint64_t)(rest.at - text);

        assert_true(x12_segment_split(&seg, x12_str_cut(&rest, '~'), delims,
                                      cut, CUTS));
        seg.place.offset = offset;
        last_level = x12_envelope_step(&env, &seg, &findings);
    }
    x12_envelope_finish(&env, (struct x12_place){ .offset = strlen(text) },
                        &findings);
}

static void expect(size_t i, enum x12_fault_id fault, unsigned element)
{
    assert_true(i < findings.count);
    assert_string_equal(findings.at[i].fault->name, x12_faults[fault].name);
    assert_int_equal(findings.at[i].place.element, element);
}

static void keeps_who_and_which(void **state)
{
    (void)state;
    run(ISA("000000905") GS("17") ST("0001") "SE*2*0001~GE*1*17~"
                                             "IEA*1*000000905~");
    assert_int_equal(findings.count, 0);
    assert_string_equal(env.sender_qualifier, "ZZ");
    assert_string_equal(env.sender, "SENDER");
    assert_string_equal(env.receiver, "RECEIVER");
    assert_string_equal(env.isa_version, "00501");
    assert_string_equal(env.isa_control, "000000905");
    assert_string_equal(env.usage, "P");
    assert_int_equal(env.isa_date, 20240131);
    assert_int_equal(env.isa_time, 123000);
    assert_string_equal(env.functional, "HC");
    assert_string_equal(env.gs_sender, "SND");
    assert_string_equal(env.gs_control, "17");
    assert_string_equal(env.set, "837");
    assert_string_equal(env.st_control, "0001");
    assert_string_equal(env.reference, "005010X222A1");
    assert_false(env.in_isa || env.in_gs || env.in_st);
    assert_int_equal(env.all_segments, 6);
}

static void takes_the_version_of_the_group_where_st03_is_absent(void **state)
{
    (void)state;
    run(ISA("000000001") "GS*HP*S*R*20240131*1230*1*X*005010X221A1~ST*835*1~");
    assert_string_equal(env.reference, "005010X221A1");
}

static void numbers_the_segments_of_a_set_from_its_st(void **state)
{
    struct x12_segment seg;
    uint32_t cut[CUTS];

    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "BHT~");
    assert_int_equal(last_level, X12_AT_BODY);
    assert_int_equal(env.segments, 2);
    run(ISA("000000001") GS("1") ST("0001") "SE*2*0001~" ST("0002"));
    assert_true(
        x12_segment_split(&seg, X12_STR("ST*837*0003"), delims, cut, CUTS));
    assert_int_equal(x12_envelope_step(&env, &seg, NULL), X12_AT_ST);
    assert_int_equal(seg.place.segment, 1);
    assert_int_equal(env.set_ordinal, 3);
}

static void tells_wrong_counts_with_their_numbers_and_goes_on(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "BHT~SE*7*0001~" ST(
        "0002") "SE*2*0002~GE*3*1~IEA*0*000000001~");
    assert_int_equal(findings.count, 3);
    expect(0, X12_FAULT_SE01_COUNT, 1);
    assert_true(findings.at[0].has_numbers);
    assert_int_equal(findings.at[0].told, 7);
    assert_int_equal(findings.at[0].right, 3);
    assert_string_equal(findings.at[0].transaction, "0001");
    assert_string_equal(findings.at[0].interchange, "000000001");
    expect(1, X12_FAULT_GE01_COUNT, 1);
    assert_int_equal(findings.at[1].right, 2);
    expect(2, X12_FAULT_IEA01_COUNT, 1);
    assert_int_equal(findings.at[2].right, 1);
    assert_int_equal(env.all_sets, 2);
}

static void tells_a_count_that_is_no_number(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "SE*x*0001~GE**1~"
                                            "IEA*1*000000001~");
    assert_int_equal(findings.count, 2);
    expect(0, X12_FAULT_SE01_COUNT, 1);
    assert_false(findings.at[0].has_numbers);
    expect(1, X12_FAULT_GE01_COUNT, 1);
}

static void takes_counts_and_numbers_with_leading_zeros(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "SE*0000000002*0001~GE*01*0001~"
                                            "IEA*00001*1~");
    assert_int_equal(findings.count, 0);
}

static void tells_wrong_control_numbers(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "SE*2*001~GE*1*2~"
                                            "IEA*1*000000009~");
    assert_int_equal(findings.count, 3);
    expect(0, X12_FAULT_SE02_CONTROL, 2);
    expect(1, X12_FAULT_GE02_CONTROL, 2);
    expect(2, X12_FAULT_IEA02_CONTROL, 2);
}

static void tells_each_missing_trailer(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "BHT~" ST("0002") "BHT~");
    assert_int_equal(findings.count, 4);
    expect(0, X12_FAULT_SE_MISSING, 0);
    assert_string_equal(findings.at[0].transaction, "0001");
    expect(1, X12_FAULT_SE_MISSING, 0);
    assert_string_equal(findings.at[1].transaction, "0002");
    expect(2, X12_FAULT_GE_MISSING, 0);
    expect(3, X12_FAULT_IEA_MISSING, 0);
}

static void closes_what_is_open_when_a_new_header_comes(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") ST("0001") "BHT~" GS("2")
            ST("0001") "SE*2*0001~GE*1*2~" ISA("000000002") "IEA*0*000000002~");
    assert_int_equal(findings.count, 3);
    expect(0, X12_FAULT_SE_MISSING, 0);
    expect(1, X12_FAULT_GE_MISSING, 0);
    assert_string_equal(findings.at[1].group, "1");
    expect(2, X12_FAULT_IEA_MISSING, 0);
    assert_string_equal(findings.at[2].interchange, "000000001");
    assert_int_equal(env.interchanges, 2);
}

static void tells_trailers_and_sets_without_a_header(void **state)
{
    (void)state;
    run(ISA("000000001") "SE*2*1~GE*1*1~IEA*0*000000001~IEA*0*000000001~");
    assert_int_equal(findings.count, 3);
    expect(0, X12_FAULT_TRAILER_EXTRA, 0);
    expect(1, X12_FAULT_GS_MISSING, 0);
    expect(2, X12_FAULT_TRAILER_EXTRA, 0);
    run(ISA("000000001") ST("0001") "BHT~SE*3*0001~IEA*0*000000001~");
    assert_int_equal(findings.count, 1);
    expect(0, X12_FAULT_GS_MISSING, 0);
}

static void tells_segments_outside_a_set_once_a_run(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1") "BHT~NM1~SE*3*1~" ST(
        "0002") "SE*2*0002~NM1~GE*1*1~IEA*1*000000001~");
    assert_int_equal(findings.count, 2);
    expect(0, X12_FAULT_ST_MISSING, 0);
    expect(1, X12_FAULT_ST_MISSING, 0);
}

static void tells_numbers_that_stand_twice(void **state)
{
    (void)state;
    run(ISA("000000001") GS("1")
            ST("0001") "SE*2*0001~" ST("0001") "SE*2*0001~GE*2*1~" GS("1")
                ST("0001") "SE*2*0001~GE*1*1~"
                           "IEA*2*000000001~");
    assert_int_equal(findings.count, 2);
    expect(0, X12_FAULT_ST02_REPEATED, 2);
    expect(1, X12_FAULT_GS06_REPEATED, 6);
}

static void tells_elements_of_the_isa_by_their_place(void **state)
{
    (void)state;
    run("ISA*09*          *02*          *ZX*SENDER         *QQ*RECEIVER       *"
        "241331*2460*^*AB501*00000001*2*X*:~IEA*0*00000001~");
    assert_int_equal(findings.count, 10);
    expect(0, X12_FAULT_ISA_ELEMENT, 1);
    expect(1, X12_FAULT_ISA_ELEMENT, 3);
    expect(2, X12_FAULT_ISA_ELEMENT, 5);
    expect(3, X12_FAULT_ISA_ELEMENT, 7);
    expect(4, X12_FAULT_ISA_ELEMENT, 14);
    expect(5, X12_FAULT_ISA_ELEMENT, 15);
    expect(6, X12_FAULT_ISA_ELEMENT, 9);
    expect(7, X12_FAULT_ISA_ELEMENT, 10);
    expect(8, X12_FAULT_ISA_ELEMENT, 12);
    expect(9, X12_FAULT_ISA_ELEMENT, 13);
}

static void tolerates_lower_case_in_the_isa(void **state)
{
    (void)state;
    run("ISA*00*          *00*          *ZZ*SENDER         *zz*RECEIVER       *"
        "240131*1230*^*00401*000000001*0*t*:~IEA*0*000000001~");
    assert_int_equal(findings.count, 0);
    assert_string_equal(env.usage, "t");
}

static void tells_delimiters_that_are_the_same(void **state)
{
    struct x12_delims same = { '~', '*', '^', '^' };
    struct x12_segment seg;
    uint32_t cut[CUTS];

    (void)state;
    x12_findings_init(&findings, room, ROOM);
    x12_envelope_init(&env);
    assert_true(x12_segment_split(
        &seg,
        X12_STR("ISA*00*          *00*          *ZZ*SENDER         *ZZ*"
                "RECEIVER       *240131*1230*^*00501*000000001*0*P*^"),
        same, cut, CUTS));
    assert_int_equal(x12_envelope_step(&env, &seg, &findings), X12_AT_ISA);
    assert_int_equal(findings.count, 1);
    expect(0, X12_FAULT_ISA_DELIMITER, 16);
}

static void tells_an_isa13_that_its_sender_has_used_before(void **state)
{
    (void)state;
    run(ISA("000000001") "IEA*0*000000001~" ISA(
        "000000002") "IEA*0*000000002~" ISA("000000001") "IEA*0*000000001~");
    assert_int_equal(findings.count, 1);
    expect(0, X12_FAULT_ISA13_REPEATED, 13);
    assert_string_equal(x12_finding_ta105(&findings.at[0]), "025");
}

static void tells_an_isa11_that_parts_nothing(void **state)
{
    (void)state;
    run("ISA*00*          *00*          *ZZ*               *ZZ*"
        "               *240131*1230*U*00501*000000001*0*P*:~"
        "IEA*0*000000001~");
    assert_int_equal(findings.count, 3);
    expect(0, X12_FAULT_ISA_ELEMENT, 6);
    expect(1, X12_FAULT_ISA_ELEMENT, 8);
    expect(2, X12_FAULT_ISA11_SEPARATOR, 11);
    assert_string_equal(x12_finding_ta105(&findings.at[0]), "006");
    run("ISA*00*          *00*          *ZZ*S              *ZZ*"
        "R              *240131*1230*U*00401*000000001*0*P*:~"
        "IEA*0*000000001~");
    assert_int_equal(findings.count, 0);
}

/* Once an interchange, and of no other version. */
static void tells_an_isa12_that_does_not_go_with_the_group(void **state)
{
#define OLD(isa12)                                           \
    "ISA*00*          *00*          *ZZ*S              *ZZ*" \
    "R              *240131*1230*^*" isa12 "*000000001*0*P*:~"
#define GROUP(gs06, gs08) \
    "GS*HC*S*R*20240131*1230*" gs06 "*X*" gs08 "~GE*0*" gs06 "~"

    (void)state;
    run(OLD("00401") GROUP("1", "005010X222A1")
            GROUP("2", "005010X222A1") "IEA*2*000000001~");
    assert_int_equal(findings.count, 1);
    expect(0, X12_FAULT_ISA12_VERSION, 8);
    assert_string_equal(x12_finding_ta105(&findings.at[0]), "017");
    run(OLD("00501") GROUP("1", "005010X222A1") "IEA*1*000000001~");
    assert_int_equal(findings.count, 0);
    run(OLD("00401") GROUP("1", "004010X098A1") "IEA*1*000000001~");
    assert_int_equal(findings.count, 0);
    run(OLD("X0501") GROUP("1", "005010X222A1") "IEA*1*000000001~");
    assert_int_equal(findings.count, 1);
    expect(0, X12_FAULT_ISA_ELEMENT, 12);
#undef OLD
#undef GROUP
}

static void tells_elements_of_the_gs(void **state)
{
    (void)state;
    run(ISA("000000001") "GS*H1*S*R*20241331*2500*A*Z*~GE*0*A~"
                         "IEA*1*000000001~");
    assert_int_equal(findings.count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(findings.at[i].fault->name, "GS_ELEMENT");
}

static void passes_a_ta1_between_isa_and_gs(void **state)
{
    (void)state;
    run(ISA("000000001") "TA1*000000905*240131*1230*A*000~");
    assert_int_equal(last_level, X12_AT_TA1);
    assert_int_equal(findings.count, 1);
    expect(0, X12_FAULT_IEA_MISSING, 0);
}

static void needs_no_findings_and_bears_short_headers(void **state)
{
    static const char *const texts[] = { "ISA", "GS", "ST", "SE", "GE", "IEA" };
    struct x12_segment seg;
    uint32_t cut[CUTS];

    (void)state;
    x12_envelope_init(&env);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_true(
            x12_segment_split(&seg, x12_str_from(texts[i]), delims, cut, CUTS));
        x12_envelope_step(&env, &seg, NULL);
    }
    assert_int_equal(env.all_sets, 1);
    assert_string_equal(env.isa_control, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_who_and_which),
        cmocka_unit_test(takes_the_version_of_the_group_where_st03_is_absent),
        cmocka_unit_test(numbers_the_segments_of_a_set_from_its_st),
        cmocka_unit_test(tells_wrong_counts_with_their_numbers_and_goes_on),
        cmocka_unit_test(tells_a_count_that_is_no_number),
        cmocka_unit_test(takes_counts_and_numbers_with_leading_zeros),
        cmocka_unit_test(tells_wrong_control_numbers),
        cmocka_unit_test(tells_each_missing_trailer),
        cmocka_unit_test(closes_what_is_open_when_a_new_header_comes),
        cmocka_unit_test(tells_trailers_and_sets_without_a_header),
        cmocka_unit_test(tells_segments_outside_a_set_once_a_run),
        cmocka_unit_test(tells_numbers_that_stand_twice),
        cmocka_unit_test(tells_elements_of_the_isa_by_their_place),
        cmocka_unit_test(tolerates_lower_case_in_the_isa),
        cmocka_unit_test(tells_delimiters_that_are_the_same),
        cmocka_unit_test(tells_an_isa13_that_its_sender_has_used_before),
        cmocka_unit_test(tells_an_isa11_that_parts_nothing),
        cmocka_unit_test(tells_an_isa12_that_does_not_go_with_the_group),
        cmocka_unit_test(tells_elements_of_the_gs),
        cmocka_unit_test(passes_a_ta1_between_isa_and_gs),
        cmocka_unit_test(needs_no_findings_and_bears_short_headers),
    };

    return cmocka_run_group_tests_name("envelope", tests, NULL, NULL);
}
