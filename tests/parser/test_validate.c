/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/scan.h"
#include "parser/validate.h"
#include "tests/support/cm.h"
#include "tests/support/small_guide.h"

static const struct x12_delims delims = { '~', '*', ':', '^' };

enum { CUTS = 80, ROOM = 128, TEXT = 256 };

static struct x12_finding room[ROOM];
static struct x12_findings findings;

/* A row of the small guide, or one that stands alone in a guide of its own. */
static void check(const char *text, struct x12_delims marks,
                  const struct x12_row *row)
{
    static struct x12_plans plans;
    struct x12_guide alone = small_guide;
    const struct x12_guide *guide = &small_guide;
    struct x12_segment seg;
    uint32_t cut[CUTS];

    if (row && (row < small_guide.rows ||
                row >= small_guide.rows + small_guide.count)) {
        alone.rows = row;
        alone.count = 1;
        guide = &alone;
        plans.guide = NULL;
    }
    x12_findings_init(&findings, room, ROOM);
    assert_true(x12_segment_split(&seg, x12_str_from(text), marks, cut, CUTS));
    x12_validate(&seg, guide, row, &plans, &findings);
}

/* "ELEMENT_CODE 5-2, ELEMENT_LONG 2": what was found, in order. */
static const char *found(const char *text, const struct x12_row *row)
{
    static char told[TEXT];
    size_t len = 0;

    check(text, delims, row);
    told[0] = '\0';
    for (size_t i = 0; i < findings.count; i++) {
        const struct x12_finding *f = &findings.at[i];
        char place[3] = { (char)('0' + f->place.element / 10),
                          (char)('0' + f->place.element % 10), '\0' };
        char component[3] = { '-', (char)('0' + f->place.component), '\0' };
        const char *parts[] = { i ? ", " : "", f->fault->name, " ", place,
                                f->place.component ? component : "" };

        for (size_t k = 0; k < 5; k++) {
            size_t n = strlen(parts[k]);

            assert_true(len + n < TEXT);
            memcpy(told + len, parts[k], n + 1);
            len += n;
        }
    }
    return told;
}

struct one {
    const char *text, *told;
};

static void expect_all(const struct one *cases, size_t count,
                       const struct x12_row *row)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(found(cases[i].text, row), cases[i].told) != 0)
            fail_msg("%s: %s", cases[i].text, found(cases[i].text, row));
}

#define EXPECT(cases, loop, segment)                      \
    expect_all(cases, sizeof(cases) / sizeof((cases)[0]), \
               &small_guide.rows[small_guide_row(loop, segment, 1)])

static void finds_nothing_in_a_clean_segment(void **state)
{
    static const struct one cases[] = {
        { "CLM*A*10***HC:A", "" },
        { "CLM*A*-10.50**12*HC:B:1*Y", "" },
        { "CLM*A*.5**-3*HC:A", "" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
}

static void tells_presence_and_use(void **state)
{
    static const struct one cases[] = {
        { "CLM**10***HC:A", "ELEMENT_MISSING 01" },
        { "CLM*A", "ELEMENT_MISSING 02, ELEMENT_MISSING 05" },
        { "CLM*A*10*X**HC:A", "ELEMENT_NOT_USED 03" },
        { "CLM*A*10***:A", "ELEMENT_MISSING 05-1" },
        { "CLM*A*10***HC", "ELEMENT_MISSING 05-2" },
        { "CLM*A*10***HC:A**Z", "ELEMENT_TOO_MANY 07" },
        { "CLM*A*10***HC:A:1:9", "COMPONENT_TOO_MANY 05-4" },
        { "CLM*A:B*10***HC:A", "COMPONENT_TOO_MANY 01" },
        { "CLM", "ELEMENT_MISSING 01, ELEMENT_MISSING 02, ELEMENT_MISSING 05, "
                 "SEGMENT_EMPTY 00" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
}

static void tells_numbers_that_are_none(void **state)
{
    static const struct one cases[] = {
        { "CLM*A*1O***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*+1***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*1E2***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*1,000***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*1.2.3***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*-***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*.***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*1-***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A* 1***HC:A", "ELEMENT_CHARACTER 02" },
        { "CLM*A*1**1.0*HC:A", "ELEMENT_CHARACTER 04" },
        { "CLM*A*100.**1*HC:A", "" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
}

static void counts_digits_and_not_sign_and_point(void **state)
{
    static const struct one cases[] = {
        { "CLM*A*-12345678.90***HC:A", "" },
        { "CLM*A*12345678901***HC:A", "GUIDE_LONG 02" },
        { "CLM*A*1234567890123456789***HC:A", "ELEMENT_LONG 02" },
        { "CLM*A*1**-1234567890*HC:A", "" },
        { "CLM*A*1**12345678901*HC:A", "ELEMENT_LONG 04" },
        { "CLM*A*1***HCHC:A", "ELEMENT_LONG 05-1" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
}

static void tells_dates_and_times_that_are_none(void **state)
{
    static const struct one cases[] = {
        { "BHT*0019*00**20240229*1230", "" },
        { "BHT*0019*00**20230229*1230", "ELEMENT_DATE 04" },
        { "BHT*0019*00**2024013X*1230", "ELEMENT_DATE 04" },
        { "BHT*0019*00**240131*1230", "ELEMENT_SHORT 04" },
        { "BHT*0019*00**20240229*2460", "ELEMENT_TIME 05" },
        { "BHT*0019*00**20240229*12300099", "" },
    };

    (void)state;
    EXPECT(cases, "TS", "BHT");
}

static void tells_codes_that_the_guide_does_not_list(void **state)
{
    static const struct one cases[] = {
        { "CLM*A*10***HC:C", "ELEMENT_CODE 05-2" },
        { "CLM*A*10***HC:A**", "TRAILING_SEPARATORS 00" },
        { "CLM*A*10***HC:A*y", "ELEMENT_CODE 06" },
        { "CLM*A*10***HC:A*Y N", "ELEMENT_CODE 06" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
}

static void leaves_the_code_that_chose_the_row_to_the_walker(void **state)
{
    static const struct one cases[] = {
        { "REF*ZZ*1", "" },
        { "REF**1", "ELEMENT_MISSING 01" },
    };
    static const struct one others[] = {
        { "PER*XX", "ELEMENT_CODE 01" },
    };

    (void)state;
    EXPECT(cases, "2010AA", "REF");
    EXPECT(others, "1000A", "PER");
}

static void reads_a_date_by_the_format_before_it(void **state)
{
    static const struct one cases[] = {
        { "DTP*435*D8*20240229", "" },
        { "DTP*435*D8*20230229", "ELEMENT_DATE 03" },
        { "DTP*435*D8*20240101-20240131", "ELEMENT_DATE 03" },
        { "DTP*435*RD8*20240101-20240131", "" },
        { "DTP*435*RD8*20240101-20240132", "ELEMENT_DATE 03" },
        { "DTP*435*RD8*20240101", "ELEMENT_DATE 03" },
        { "DTP*435*DT*202401312359", "" },
        { "DTP*435*DT*202401312460", "ELEMENT_TIME 03" },
        { "DTP*435*DT*202413012359", "ELEMENT_DATE 03" },
        { "DTP*435*TM*2359", "" },
        { "DTP*435*TM*235900", "ELEMENT_TIME 03" },
        { "DTP*435*D6*240101", "ELEMENT_CODE 02" },
        { "DTP*435**20240101", "ELEMENT_MISSING 02" },
    };

    (void)state;
    EXPECT(cases, "2300", "DTP");
}

static void tells_what_stands_behind_the_last_value(void **state)
{
    static const struct one cases[] = {
        { "CLM*A*10***HC:A*", "TRAILING_SEPARATORS 00" },
        { "CLM*A*10***HC:A:", "TRAILING_SEPARATORS 05" },
        { "CLM*A *10***HC:A", "TRAILING_BLANKS 01" },
        { "CLM* *10***HC:A", "TRAILING_BLANKS 01" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
}

static void tells_control_characters_but_not_other_bytes(void **state)
{
    static const struct one cases[] = {
        { "CLM*A\tB*10***HC:A", "ELEMENT_CHARACTER 01" },
        { "CLM*A\x7f*10***HC:A", "ELEMENT_CHARACTER 01" },
        { "CLM*\xc3\x84*10***HC:A", "" },
        { "CLM*a%@[]_{}\\|<>#$*10***HC:A", "" },
    };

    (void)state;
    EXPECT(cases, "2300", "CLM");
    assert_string_equal(found("XYZ*A*B\x01", NULL), "ELEMENT_CHARACTER 02");
    assert_string_equal(found("XYZ", NULL), "SEGMENT_EMPTY 00");
    assert_string_equal(found("XYZ*A*", NULL), "TRAILING_SEPARATORS 00");
    assert_string_equal(found("XYZ*A:B", NULL), "");
}

static void bears_control_characters_as_delimiters(void **state)
{
    const struct x12_delims marks = { 0x1C, 0x1D, 0x1E, 0x1F };

    (void)state;
    check("CLM\x1d"
          "A\x1d"
          "10\x1d\x1d\x1dHC\x1e"
          "A",
          marks, &small_guide.rows[small_guide_row("2300", "CLM", 1)]);
    assert_int_equal(findings.count, 0);
    check("XYZ\x1d"
          "A\x1e"
          "B\x1f"
          "C",
          marks, NULL);
    assert_int_equal(findings.count, 0);
    check("XYZ\x1d"
          "A\x1e"
          "B\x07",
          marks, NULL);
    assert_int_equal(findings.count, 1);
}

static void counts_repeats_and_looks_at_each(void **state)
{
    static const struct one cases[] = {
        { "SV1*HC:1*1**A^B", "" },
        { "SV1*HC:1*1**A^B^C", "REPEAT_TOO_MANY 04" },
        { "SV1*HC:1^HC*1", "REPEAT_TOO_MANY 01, ELEMENT_MISSING 01-2" },
        { "SV1*HC:1*1^2", "REPEAT_TOO_MANY 02" },
        { "SV1*HC:1*1**A ^B ", "TRAILING_BLANKS 04, TRAILING_BLANKS 04" },
    };

    (void)state;
    EXPECT(cases, "2400", "SV1");
    found("SV1*HC:1*1**A^B ",
          &small_guide.rows[small_guide_row("2400", "SV1", 1)]);
    assert_int_equal(findings.at[0].place.repeat, 2);
}

static void reads_a_caret_as_text_where_there_are_no_repeats(void **state)
{
    const struct x12_delims old = { '~', '*', ':', 0 };

    (void)state;
    check("SV1*HC:1*1**A^B^C", old,
          &small_guide.rows[small_guide_row("2400", "SV1", 1)]);
    assert_int_equal(findings.count, 0);
}

/* Five situational elements, the third a composite of three. */
static const struct x12_rule noted_rules[] = {
    { .element = 1, .use = 'S', .repeat = 1, .data_element = 2 },
    { .element = 2, .use = 'S', .repeat = 1, .data_element = 2 },
    { .element = 3, .use = 'S', .repeat = 1, .data_element = X12_COMPOSITE(1) },
    { .element = 3,
      .component = 1,
      .use = 'S',
      .repeat = 1,
      .data_element = 2 },
    { .element = 3,
      .component = 2,
      .use = 'S',
      .repeat = 1,
      .data_element = 2 },
    { .element = 4, .use = 'S', .repeat = 1, .data_element = 2 },
    { .element = 5, .use = 'R', .repeat = 1, .data_element = 2 },
};

static void keeps_syntax_notes(void **state)
{
    static const struct {
        const char *notes, *text, *told;
    } cases[] = {
        { "P0102", "X*A*B**D*E", "" },
        { "P0102", "X****D*E", "" },
        { "P0102", "X*A***D*E", "ELEMENT_CONDITIONAL 02" },
        { "P0102", "X**B**D*E", "ELEMENT_CONDITIONAL 01" },
        { "P010204", "X**B***E",
          "ELEMENT_CONDITIONAL 01, ELEMENT_CONDITIONAL 04" },
        { "R0102", "X**B***E", "" },
        { "R0102", "X*****E", "ELEMENT_CONDITIONAL 01" },
        { "E0102", "X*A****E", "" },
        { "E0102", "X*A*B***E", "ELEMENT_EXCLUDED 02" },
        { "C0102", "X**B***E", "" },
        { "C0102", "X*A****E", "ELEMENT_CONDITIONAL 02" },
        { "C010204", "X*A*B***E", "ELEMENT_CONDITIONAL 04" },
        { "L010204", "X*A***D*E", "" },
        { "L010204", "X*A****E", "ELEMENT_CONDITIONAL 02" },
        { "L010204", "X*****E", "" },
        { "03:P0102", "X*A**B:C", "ELEMENT_MISSING 05" },
        { "03:P0102", "X***A:B**E", "" },
        { "03:P0102", "X***A**E", "ELEMENT_CONDITIONAL 03-2" },
        { "P0102 03:P0102 C0402", "X***:B*D*E",
          "ELEMENT_CONDITIONAL 03-1, ELEMENT_CONDITIONAL 02" },
        { "P0105", "X*A", "ELEMENT_MISSING 05" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct x12_row row = {
            .loop = "X",
            .segment = "X",
            .rules = noted_rules,
            .rule_count = sizeof(noted_rules) / sizeof(noted_rules[0]),
            .syntax = cases[i].notes,
        };
        const char *text = cases[i].text;

        if (strcmp(found(text, &row), cases[i].told) != 0)
            fail_msg("%s in %s: %s", cases[i].notes, text, found(text, &row));
    }
}

/* A step of a linear congruential generator: the same on every machine. */
static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static size_t random_segment(uint64_t *seed, char *text, size_t cap)
{
    static const char alphabet[] = "**::AB10.- \x01YNHC8^\"";
    size_t len = 3;

    memcpy(text, "CLM", 3);
    for (uint32_t n = next_random(seed) % 24; n > 0 && len < cap; n--)
        text[len++] =
            n % 3 == 0 ? '*'
                       : alphabet[next_random(seed) % (sizeof(alphabet) - 1)];
    return len;
}

/* As the reader delivers it: with maps of the kinds of its bytes. */
static void look_at_kinds(struct x12_segment *seg, x12_str text,
                          struct x12_delims marks, uint32_t *cut)
{
    static char bytes[ROOM + X12_SCAN_UNIT];
    static unsigned char maps[3][ROOM];
    static struct x12_scan_kinds kinds = { 0, 0, maps[0], maps[1], maps[2] };
    const struct x12_scan_marks scan = {
        (unsigned char)marks.segment, (unsigned char)marks.segment,
        (unsigned char)marks.element, (unsigned char)marks.component,
        (unsigned char)marks.repeat,
    };

    assert_true(text.len < ROOM);
    memcpy(bytes, text.at, text.len);
    bytes[text.len] = marks.segment;
    assert_true(
        x12_segment_split(seg, (x12_str){ bytes, text.len }, marks, cut, CUTS));
    x12_scan_kinds_best()(bytes, 0, text.len + 1, scan, &kinds);
    seg->kinds = &kinds;
    seg->plain = true;
    for (uint32_t bit = 0; bit <= text.len; bit++)
        if (x12_scan_kinds_at(kinds.odd, bit) & 1)
            seg->plain = false;
}

static void expect_equal(const struct x12_findings *a,
                         const struct x12_findings *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t k = 0; k < b->count; k++) {
        assert_ptr_equal(a->at[k].fault, b->at[k].fault);
        assert_int_equal(a->at[k].place.element, b->at[k].place.element);
        assert_int_equal(a->at[k].place.component, b->at[k].place.component);
        assert_int_equal(a->at[k].place.repeat, b->at[k].place.repeat);
    }
}

/* Is the same told of a text by the quick ways and by the one that doubts all? */
static void expect_same(const struct x12_row *row, x12_str text,
                        struct x12_delims marks)
{
    static struct x12_plans quick, slow;
    static struct x12_finding other_room[ROOM];
    struct x12_findings other;
    uint32_t cut[CUTS];
    struct x12_segment seg;

    x12_findings_init(&other, other_room, ROOM);
    assert_true(x12_segment_split(&seg, text, marks, cut, CUTS));
    (void)x12_plan_of(&slow, &small_guide, row);
    for (size_t i = 0; i < slow.facts; i++)
        slow.fact[i].kind = X12_PLAN_SLOW;
    x12_validate(&seg, &small_guide, row, &slow, &other);
    x12_findings_init(&findings, room, ROOM);
    x12_validate(&seg, &small_guide, row, &quick, &findings);
    expect_equal(&findings, &other);
    look_at_kinds(&seg, text, marks, cut);
    x12_findings_init(&findings, room, ROOM);
    x12_validate(&seg, &small_guide, row, &quick, &findings);
    expect_equal(&findings, &other);
}

static void finds_the_same_at_a_glance_and_by_looking_closely(void **state)
{
    static const struct {
        const char *loop, *segment;
    } rows[] = { { "2300", "CLM" }, { "2400", "SV1" }, { "TS", "BHT" },
                 { "2320", "CAS" }, { "2300", "DTP" }, { "1000A", "PER" } };
    /* also marks that a code, a number or a date could hold */
    static const struct x12_delims odd = { '~', '*', 'B', '1' };
    uint64_t seed = 20240131;
    char text[40];

    (void)state;
    for (size_t i = 0; i < 60000; i++) {
        const struct x12_row *row = &small_guide.rows[small_guide_row(
            rows[i % 6].loop, rows[i % 6].segment, 1)];
        size_t len = random_segment(&seed, text, sizeof(text));

        expect_same(row, (x12_str){ text, len }, i % 7 ? delims : odd);
    }
}

/* Each length, with up to two bytes that are no digits at each place. */
static void finds_the_same_in_numbers_of_all_lengths(void **state)
{
    static const char bytes[] = "0./: -^\xB0\xAE\x01";
    const struct x12_row *row =
        &small_guide.rows[small_guide_row("2300", "CLM", 1)];

    (void)state;
    for (size_t len = 1; len <= 12; len++)
        for (size_t first = 0; first < len; first++)
            for (size_t second = 0; second < len; second++)
                for (size_t byte = 0; byte < 100; byte++) {
                    char text[32] = "CLM*A*123456789012";

                    text[6 + first] = bytes[byte % 10];
                    text[6 + second] = bytes[byte / 10];
                    memcpy(text + 6 + len, "***HC:A", 7);
                    expect_same(row, (x12_str){ text, len + 13 }, delims);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_in_a_clean_segment),
        cmocka_unit_test(tells_presence_and_use),
        cmocka_unit_test(tells_numbers_that_are_none),
        cmocka_unit_test(counts_digits_and_not_sign_and_point),
        cmocka_unit_test(tells_dates_and_times_that_are_none),
        cmocka_unit_test(tells_codes_that_the_guide_does_not_list),
        cmocka_unit_test(leaves_the_code_that_chose_the_row_to_the_walker),
        cmocka_unit_test(reads_a_date_by_the_format_before_it),
        cmocka_unit_test(tells_what_stands_behind_the_last_value),
        cmocka_unit_test(tells_control_characters_but_not_other_bytes),
        cmocka_unit_test(bears_control_characters_as_delimiters),
        cmocka_unit_test(counts_repeats_and_looks_at_each),
        cmocka_unit_test(reads_a_caret_as_text_where_there_are_no_repeats),
        cmocka_unit_test(keeps_syntax_notes),
        cmocka_unit_test(finds_the_same_at_a_glance_and_by_looking_closely),
        cmocka_unit_test(finds_the_same_in_numbers_of_all_lengths),
    };

    return cmocka_run_group_tests_name("validate", tests, NULL, NULL);
}
