/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/cursor.h"
#include "tests/support/cm.h"
#include "tests/support/drip.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/small_guide.h"

enum { ROOM = 32 };

static struct x12_finding room[ROOM];
static struct x12_findings findings;
static struct x12_error error;

#define ISA(number)                                                          \
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *" \
    "240131*1230*^*00501*" number "*0*P*:~"
#define GS(reference) "GS*HC*SND*RCV*20240131*1230*1*X*" reference "~"
#define TAIL          "GE*1*1~IEA*1*000000001~"
#define HEAD                                                 \
    "BHT*0019*00**20240131*1230~NM1*41*2~PER*IC*A~HL*1**20~" \
    "NM1*85*2~N3*A~N4*B~REF*EI*1~HL*2*1*22~SBR*P~NM1*IL*1~NM1*PR*2~"
#define CLAIM(id) \
    "CLM*" id "*10***HC:A~HI*BK:A1~LX*1~SV1*HC:1*10~DTP*472*D8*20240101~"
#define SET(number, body, count) \
    "ST*837*" number "*005010X222A1~" body "SE*" count "*" number "~"
#define FILE_OF(sets) ISA("000000001") GS("005010X222A1") sets TAIL

static struct x12_cursor cursor_over(const char *text, size_t step)
{
    struct x12_source src;
    struct x12_cursor cur;

    error = (struct x12_error){ 0 };
    x12_findings_init(&findings, room, ROOM);
    assert_int_equal(drip_open(&src, x12_str_from(text), step, X12_END),
                     X12_OK);
    assert_int_equal(x12_cursor_init(&cur, &src, small_guide_find, &error),
                     X12_OK);
    assert_null(src.ops);
    cur.findings = &findings;
    return cur;
}

/* Reads all and counts claims: CLM of 2300. */
static unsigned claims_in(const char *text)
{
    struct x12_cursor cur = cursor_over(text, 0);
    unsigned claims = 0;

    while (x12_cursor_next(&cur) == X12_OK)
        claims += x12_cursor_at(&cur, "2300", "CLM");
    assert_int_equal(error.status, X12_OK);
    x12_cursor_release(&cur);
    return claims;
}

static bool only(enum x12_fault_id fault)
{
    return findings.count == 1 && findings.at[0].fault == &x12_faults[fault];
}

static void stands_on_rows_of_the_guide(void **state)
{
    struct x12_cursor cur = cursor_over(
        FILE_OF(SET("0001", HEAD CLAIM("A"), "19")), 0);
    static const enum x12_level levels[] = { X12_AT_ISA, X12_AT_GS, X12_AT_ST,
                                             X12_AT_BODY };
    enum x12_status status;
    unsigned rows = 0;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(x12_cursor_next(&cur), X12_OK);
        assert_int_equal(cur.level, levels[i]);
        assert_int_equal(cur.row != NULL, i >= 2);
    }
    while ((status = x12_cursor_next(&cur)) == X12_OK)
        rows += cur.row != NULL;
    assert_int_equal(status, X12_END);
    assert_int_equal(rows, 17);
    assert_int_equal(cur.level, X12_AT_IEA);
    assert_int_equal(findings.count, 0);
    assert_int_equal(x12_cursor_next(&cur), X12_END);
    x12_cursor_release(&cur);
    x12_cursor_release(&cur);
}

static void gives_the_same_rows_however_the_bytes_arrive(void **state)
{
    static const char text[] = FILE_OF(
        SET("0001", HEAD CLAIM("A") "QQ*1~" CLAIM("B"), "25"));
    const struct x12_row *want[64];
    size_t count = 0;

    (void)state;
    for (size_t step = 0; step < 40; step++) {
        struct x12_cursor cur = cursor_over(text, step);
        size_t i = 0;

        for (; x12_cursor_next(&cur) == X12_OK; i++) {
            assert_true(i < 64);
            if (step == 0)
                want[count++] = cur.row;
            else
                assert_ptr_equal(cur.row, want[i]);
        }
        assert_int_equal(i, count);
        assert_true(only(X12_FAULT_SEGMENT_UNKNOWN));
        assert_int_equal(findings.at[0].place.segment, 19);
        x12_cursor_release(&cur);
    }
}

/* Complaint 10: a wrong or missing trailer stops nothing. */
static void keeps_the_claims_of_a_set_with_wrong_trailers(void **state)
{
    static const struct {
        const char *text;
        enum x12_fault_id fault;
    } cases[] = {
        { FILE_OF(SET("0001", HEAD CLAIM("A") CLAIM("B"), "99")),
          X12_FAULT_SE01_COUNT },
        { FILE_OF("ST*837*0001*005010X222A1~" HEAD CLAIM("A")
                      CLAIM("B") "SE*24*0009~"),
          X12_FAULT_SE02_CONTROL },
        { FILE_OF("ST*837*0001*005010X222A1~" HEAD CLAIM("A") CLAIM("B")),
          X12_FAULT_SE_MISSING },
        { ISA("000000001") GS("005010X222A1")
              SET("0001", HEAD CLAIM("A") CLAIM("B"), "24") "GE*7*1~"
                                                            "IEA*1*000000001~",
          X12_FAULT_GE01_COUNT },
        { ISA("000000001") GS("005010X222A1")
              SET("0001", HEAD CLAIM("A") CLAIM("B"), "24") "IEA*1*000000001~",
          X12_FAULT_GE_MISSING },
        { ISA("000000001") GS("005010X222A1")
              SET("0001", HEAD CLAIM("A") CLAIM("B"), "24") "GE*1*1~",
          X12_FAULT_IEA_MISSING },
        { ISA("000000001") GS("005010X222A1")
              SET("0001", HEAD CLAIM("A") CLAIM("B"), "24") "GE*1*1~"
                                                            "IEA*3*000000001~",
          X12_FAULT_IEA01_COUNT },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(claims_in(cases[i].text), 2);
        if (!only(cases[i].fault))
            fail_msg("case %zu: %s", i, x12_faults[cases[i].fault].name);
    }
}

/* Complaint 11: other payers of a claim are no new subscriber; a patient's claim
 * is no subscriber's. */
static void lands_sbr_and_clm_in_their_loops(void **state)
{
    struct x12_cursor cur = cursor_over(
        FILE_OF(SET("0001",
                    HEAD "HL*3*2*23~PAT*19~NM1*QC*1~CLM*A*10***HC:A~HI*BK:A1~"
                         "SBR*S~SBR*T~SBR*P~LX*1~SV1*HC:1*10~"
                         "DTP*472*D8*20240101~",
                    "25")),
        0);
    unsigned payers = 0, claims = 0, patients = 0;

    (void)state;
    while (x12_cursor_next(&cur) == X12_OK) {
        payers += x12_cursor_at(&cur, "2320", "SBR");
        patients += x12_cursor_at(&cur, "2000C", "HL");
        if (x12_cursor_at(&cur, "2300", "CLM")) {
            claims++;
            assert_int_equal(cur.walker->frame[cur.walker->depth - 1].parent,
                             small_guide_row("2300", NULL, 2));
        }
    }
    assert_int_equal(payers, 3);
    assert_int_equal(claims, 1);
    assert_int_equal(patients, 1);
    assert_int_equal(findings.count, 0);
    x12_cursor_release(&cur);
}

/* Complaint 12. */
static void keeps_a_segment_that_no_guide_knows(void **state)
{
    (void)state;
    assert_int_equal(
        claims_in(FILE_OF(SET("0001", HEAD "XYZ*1~" CLAIM("A"), "20"))), 1);
    assert_true(only(X12_FAULT_SEGMENT_UNKNOWN));
    assert_int_equal(findings.at[0].segment_id, X12_ID('X', 'Y', 'Z'));
}

/* Complaint 13: one loop, two parents, the same rows. */
static void gives_the_patients_claim_the_rows_of_the_subscribers(void **state)
{
    struct x12_cursor cur = cursor_over(
        FILE_OF(SET("0001",
                    HEAD CLAIM("A") "HL*3*2*23~PAT*19~NM1*QC*1~" CLAIM("B"),
                    "27")),
        0);
    const struct x12_row *rows[16];
    size_t count = 0;

    (void)state;
    while (x12_cursor_next(&cur) == X12_OK)
        if (cur.row && (strcmp(cur.row->loop, "2300") == 0 ||
                        strcmp(cur.row->loop, "2400") == 0))
            rows[count++] = cur.row;
    assert_int_equal(count, 10);
    for (size_t i = 0; i < 5; i++)
        assert_ptr_equal(rows[i], rows[i + 5]);
    assert_int_equal(findings.count, 0);
    x12_cursor_release(&cur);
}

/* Complaint 24: every set has its own head. */
static void begins_each_set_anew(void **state)
{
    struct x12_cursor cur = cursor_over(
        ISA("000000001") GS("005010X222A1") SET("0001", HEAD CLAIM("A"), "19")
            SET("0002", HEAD CLAIM("B"), "19")
                SET("0003", HEAD CLAIM("C"), "19") "GE*3*1~IEA*1*000000001~",
        0);
    char seen[3][4];
    size_t count = 0;

    (void)state;
    while (x12_cursor_next(&cur) == X12_OK)
        if (x12_cursor_at(&cur, "2300", "CLM")) {
            assert_int_equal(cur.envelope.set_ordinal, count + 1);
            assert_int_equal(cur.seg.place.segment, 14);
            x12_str_put(x12_element(&cur.seg, 1), seen[count++], 4);
        }
    assert_int_equal(count, 3);
    assert_string_equal(seen[0], "A");
    assert_string_equal(seen[2], "C");
    assert_int_equal(findings.count, 0);
    x12_cursor_release(&cur);
}

/* Complaint 25: what is wrong, where, by which row. */
static void tells_every_finding_with_its_place(void **state)
{
    const char *text = FILE_OF(
        SET("0001",
            HEAD "CLM*A*1O***HC:A~HI*BK:A1~LX*1~SV1*HC:1*10~DTP*472*D8*"
                 "20240101~",
            "19"));

    (void)state;
    claims_in(text);
    assert_true(only(X12_FAULT_ELEMENT_CHARACTER));
    assert_string_equal(findings.at[0].interchange, "000000001");
    assert_string_equal(findings.at[0].group, "1");
    assert_string_equal(findings.at[0].transaction, "0001");
    assert_int_equal(findings.at[0].place.segment, 14);
    assert_int_equal(findings.at[0].place.element, 2);
    assert_int_equal(findings.at[0].place.offset, strstr(text, "CLM*") - text);
    assert_string_equal(findings.at[0].row->loop, "2300");
    assert_int_equal(findings.at[0].segment_id, X12_ID('C', 'L', 'M'));
}

static void reads_a_set_without_a_guide_and_says_so_once(void **state)
{
    struct x12_cursor cur = cursor_over(
        ISA("000000001") GS("004010X098A1") "ST*837*0001~" HEAD CLAIM(
            "A") "SE*19*0001~" TAIL,
        0);
    unsigned body = 0;

    (void)state;
    while (x12_cursor_next(&cur) == X12_OK) {
        assert_null(cur.row);
        body += cur.level == X12_AT_BODY;
    }
    assert_int_equal(body, 17);
    assert_true(only(X12_FAULT_GUIDE_NONE));
    x12_cursor_release(&cur);
}

static void says_that_a_sibling_guide_is_used(void **state)
{
    (void)state;
    assert_int_equal(
        claims_in(ISA("000000001")
                      GS("005010X291") "ST*837*0001*005010X291~" HEAD CLAIM(
                          "A") "SE*19*0001~" TAIL),
        1);
    assert_true(only(X12_FAULT_GUIDE_SIBLING));
    assert_int_equal(findings.at[0].place.segment, 1);
}

static void takes_the_group_s_version_when_st03_names_no_guide(void **state)
{
    (void)state;
    assert_int_equal(
        claims_in(FILE_OF("ST*837*0001*HELLO~" HEAD CLAIM("A") "SE*19*0001~")),
        1);
    assert_true(only(X12_FAULT_GUIDE_DIFFERS));
    assert_int_equal(findings.at[0].place.element, 3);
}

static void tells_bytes_over_7f_once_a_set(void **state)
{
    (void)state;
    claims_in(ISA("000000001") GS("005010X222A1")
                  SET("0001", HEAD CLAIM("\xc3\x84") CLAIM("\xd6"), "24")
                      SET("0002", HEAD CLAIM("\xdc"), "19") "GE*2*1~"
                                                            "IEA*1*000000001~");
    assert_int_equal(findings.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(findings.at[i].fault->name, "NOT_ASCII");
        assert_int_equal(findings.at[i].place.segment, 14);
    }
}

static void tells_what_a_cut_file_lacks_and_gives_what_was_whole(void **state)
{
    (void)state;
    assert_int_equal(
        claims_in(ISA("000000001")
                      GS("005010X222A1") "ST*837*0001*005010X222A1~" HEAD CLAIM(
                          "A") "CLM*B*1"),
        1);
    assert_int_equal(findings.count, 4);
    assert_string_equal(findings.at[0].fault->name, "TRUNCATED");
    assert_string_equal(findings.at[1].fault->name, "SE_MISSING");
    assert_string_equal(findings.at[2].fault->name, "GE_MISSING");
    assert_string_equal(findings.at[3].fault->name, "IEA_MISSING");
}

static void tells_what_an_unfinished_set_lacks(void **state)
{
    (void)state;
    claims_in(FILE_OF("ST*837*0001*005010X222A1~BHT*0019*00**20240131*1230~"));
    assert_int_equal(findings.count, 3);
    assert_string_equal(findings.at[0].fault->name, "LOOP_MISSING");
    assert_int_equal(findings.at[0].place.segment, 3);
    assert_string_equal(findings.at[0].transaction, "0001");
    assert_string_equal(findings.at[2].fault->name, "SE_MISSING");
}

static void checks_nothing_without_findings(void **state)
{
    struct x12_cursor cur = cursor_over(
        FILE_OF(SET("0001", HEAD CLAIM("A") "QQ~", "99")), 0);

    (void)state;
    cur.findings = NULL;
    while (x12_cursor_next(&cur) == X12_OK)
        ;
    assert_int_equal(findings.count, 0);
    x12_cursor_release(&cur);
}

static void keeps_a_failure_of_its_source(void **state)
{
    struct x12_source src;
    struct x12_cursor cur;
    enum x12_status status = X12_OK;

    (void)state;
    error = (struct x12_error){ 0 };
    assert_int_equal(
        drip_open(&src, x12_str_from(FILE_OF("ST*837*1~")), 7, X12_EIO),
        X12_OK);
    assert_int_equal(x12_cursor_init(&cur, &src, NULL, &error), X12_OK);
    while (status == X12_OK)
        status = x12_cursor_next(&cur);
    assert_int_equal(status, X12_EIO);
    assert_int_equal(x12_cursor_next(&cur), X12_EIO);
    x12_cursor_release(&cur);
}

static void fails_clearly_at_any_allocation(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        struct x12_source src;
        struct x12_cursor cur;
        enum x12_status status;

        error = (struct x12_error){ 0 };
        assert_int_equal(drip_open(&src, X12_STR(""), 0, X12_END), X12_OK);
        failing_malloc_from(n);
        status = x12_cursor_init(&cur, &src, NULL, &error);
        failing_malloc_off();
        x12_cursor_release(&cur);
        x12_source_close(&src);
        if (!failing_malloc_failed()) {
            assert_int_equal(status, X12_OK);
            assert_true(n > 1);
            return;
        }
        assert_int_equal(status, X12_ENOMEM);
        assert_int_equal(error.status, X12_ENOMEM);
    }
}

static void does_nothing_before_it_is_set_up(void **state)
{
    struct x12_cursor cur = { 0 };

    (void)state;
    assert_int_equal(x12_cursor_next(&cur), X12_EMISUSE);
    x12_cursor_release(&cur);
}

/* What a cursor tells of an input, wherever it was in another one before. */
static void begins_another_input_as_if_it_were_the_first(void **state)
{
    static const char first[] = FILE_OF(SET("0001", HEAD CLAIM("A"), "19"));
    static const char second[] = FILE_OF(SET("0001", HEAD "REF*EI*1~", "99"));
    struct x12_finding wanted[ROOM];
    struct x12_source src;
    size_t count;

    (void)state;
    assert_int_equal(claims_in(second), 0);
    count = findings.count;
    assert_true(count > 1);
    memcpy(wanted, room, sizeof(room));
    for (unsigned steps = 0; steps < 30; steps++) {
        struct x12_cursor cur = cursor_over(first, 7);

        for (unsigned i = 0; i < steps; i++)
            (void)!x12_cursor_next(&cur);
        x12_findings_init(&findings, room, ROOM);
        assert_int_equal(drip_open(&src, x12_str_from(second), 0, X12_END),
                         X12_OK);
        assert_int_equal(x12_cursor_again(&cur, &src), X12_OK);
        assert_null(src.ops);
        while (x12_cursor_next(&cur) == X12_OK)
            assert_false(x12_cursor_at(&cur, "2300", "CLM"));
        assert_int_equal(findings.count, count);
        for (size_t i = 0; i < count; i++) {
            assert_ptr_equal(room[i].fault, wanted[i].fault);
            assert_ptr_equal(room[i].row, wanted[i].row);
            assert_int_equal(room[i].place.offset, wanted[i].place.offset);
            assert_int_equal(room[i].place.segment, wanted[i].place.segment);
        }
        x12_cursor_release(&cur);
        assert_int_equal(drip_open(&src, x12_str_from(second), 0, X12_END),
                         X12_OK);
        assert_int_equal(x12_cursor_again(&cur, &src), X12_EMISUSE);
        assert_null(src.ops);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_on_rows_of_the_guide),
        cmocka_unit_test(gives_the_same_rows_however_the_bytes_arrive),
        cmocka_unit_test(keeps_the_claims_of_a_set_with_wrong_trailers),
        cmocka_unit_test(lands_sbr_and_clm_in_their_loops),
        cmocka_unit_test(keeps_a_segment_that_no_guide_knows),
        cmocka_unit_test(gives_the_patients_claim_the_rows_of_the_subscribers),
        cmocka_unit_test(begins_each_set_anew),
        cmocka_unit_test(tells_every_finding_with_its_place),
        cmocka_unit_test(reads_a_set_without_a_guide_and_says_so_once),
        cmocka_unit_test(says_that_a_sibling_guide_is_used),
        cmocka_unit_test(takes_the_group_s_version_when_st03_names_no_guide),
        cmocka_unit_test(tells_bytes_over_7f_once_a_set),
        cmocka_unit_test(tells_what_a_cut_file_lacks_and_gives_what_was_whole),
        cmocka_unit_test(tells_what_an_unfinished_set_lacks),
        cmocka_unit_test(begins_another_input_as_if_it_were_the_first),
        cmocka_unit_test(checks_nothing_without_findings),
        cmocka_unit_test(keeps_a_failure_of_its_source),
        cmocka_unit_test(fails_clearly_at_any_allocation),
        cmocka_unit_test(does_nothing_before_it_is_set_up),
    };

    return cmocka_run_group_tests_name("cursor", tests, NULL, NULL);
}
