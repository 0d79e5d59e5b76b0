/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/scan.h"
#include "tests/support/cm.h"

enum { ROOM = 600, CUTS = ROOM + X12_SCAN_UNIT };

struct result {
    uint32_t cut[CUTS], term[CUTS];
    struct x12_scan_found found;
};

static uint32_t seed = 1;

static uint32_t draw(void)
{
    seed = seed * 1664525 + 1013904223;
    return seed >> 8;
}

static void result_begin(struct result *r)
{
    r->found = (struct x12_scan_found){ .cut = r->cut,
                                        .term = r->term,
                                        .behind = true };
}

static void assert_same(const struct result *a, const struct result *b,
                        const char *name)
{
    if (a->found.cuts != b->found.cuts || a->found.terms != b->found.terms ||
        memcmp(a->cut, b->cut, a->found.cuts * sizeof(uint32_t)) != 0 ||
        memcmp(a->term, b->term, a->found.terms * sizeof(uint32_t)) != 0 ||
        a->found.high != b->found.high ||
        a->found.control != b->found.control ||
        a->found.behind != b->found.behind)
        fail_msg("%s differs from scalar (seed %u)", name, (unsigned)seed);
}

/* Bytes of which every second or so is a delimiter, a line break or high. */
static void fill(char *bytes, size_t len, struct x12_scan_marks marks,
                 unsigned density)
{
    const unsigned char special[] = {
        marks.segment, marks.segment2,
        marks.element, '\n',
        '\r',          0x80,
        0xFF,          marks.component,
        marks.repeat,  ' ',
        '"',           '\\',
        0x1F,          0x7E,
        0x7F,          '/',
        '0',           '9',
        ':',
    };

    for (size_t i = 0; i < len; i++) {
        unsigned pick = draw() % density;

        bytes[i] = (char)(pick < sizeof(special) ? special[pick]
                                                 : draw() % 0x80);
    }
}

static struct x12_scan_marks draw_marks(void)
{
    struct x12_scan_marks marks;

    marks.segment = (unsigned char)draw();
    marks.element = (unsigned char)draw();
    marks.component = (unsigned char)draw();
    marks.repeat = (unsigned char)draw();
    marks.segment2 = marks.segment;
    if (draw() % 4 == 0) {
        marks.segment = '\n';
        marks.segment2 = '\r';
    }
    return marks;
}

/* One call over [from, to), or two that meet at `middle`. */
static void check_variants(const char *bytes, size_t from, size_t middle,
                           size_t to, struct x12_scan_marks marks)
{
    static struct result want, got;
    const char *name;
    x12_scan_fn *scan;

    result_begin(&want);
    x12_scan_scalar(bytes, from, to, marks, &want.found);
    for (unsigned i = 0; (scan = x12_scan_variant(i, &name)); i++) {
        result_begin(&got);
        scan(bytes, from, to, marks, &got.found);
        assert_same(&want, &got, name);
        result_begin(&got);
        scan(bytes, from, middle, marks, &got.found);
        scan(bytes, middle, to, marks, &got.found);
        assert_same(&want, &got, name);
    }
}

static void agrees_with_the_scalar_twin_at_every_offset_and_length(void **state)
{
    static char bytes[ROOM + X12_SCAN_UNIT];

    (void)state;
    for (size_t from = 0; from < 67; from++)
        for (size_t len = 0; len < 200; len++) {
            struct x12_scan_marks marks = draw_marks();

            fill(bytes, from + len, marks, 12);
            check_variants(bytes, from, from + draw() % (len + 1), from + len,
                           marks);
        }
}

static void agrees_with_the_scalar_twin_on_random_bytes(void **state)
{
    static char bytes[ROOM + X12_SCAN_UNIT];

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        struct x12_scan_marks marks = draw_marks();
        size_t len = draw() % ROOM;

        fill(bytes, len, marks, 7 + draw() % 60);
        check_variants(bytes, 0, draw() % (len + 1), len, marks);
    }
}

static void takes_a_block_of_nothing_but_ends(void **state)
{
    static char bytes[ROOM + X12_SCAN_UNIT];
    const struct x12_scan_marks marks = { '~', '~', '*', ':', '^' };

    (void)state;
    memset(bytes, '~', ROOM);
    check_variants(bytes, 0, 100, ROOM, marks);
    memset(bytes, '*', ROOM);
    check_variants(bytes, 0, 100, ROOM, marks);
}

/* ---- kinds ---- */

enum { MAP = ROOM / 8 + X12_SCAN_UNIT };

struct maps {
    unsigned char digit[MAP], part[MAP], odd[MAP];
    struct x12_scan_kinds kinds;
};

static void look(struct maps *m, x12_scan_kinds_fn *scan, const char *bytes,
                 size_t from, size_t to, struct x12_scan_marks marks)
{
    memset(m, 0xAA, sizeof(*m));
    m->kinds.digit = m->digit;
    m->kinds.part = m->part;
    m->kinds.odd = m->odd;
    scan(bytes, from, to, marks, &m->kinds);
    assert_int_equal(m->kinds.from, from);
    assert_int_equal(m->kinds.size, to - from);
}

static unsigned bit_of(const unsigned char *map, uint32_t bit)
{
    return map[bit / 8] >> bit % 8 & 1;
}

static void check_kinds(const char *bytes, size_t from, size_t to,
                        struct x12_scan_marks marks)
{
    static struct maps want, got;
    const char *name;
    x12_scan_kinds_fn *scan;

    look(&want, x12_scan_kinds_scalar, bytes, from, to, marks);
    for (unsigned i = 1; (scan = x12_scan_kinds_variant(i, &name)); i++) {
        look(&got, scan, bytes, from, to, marks);
        for (uint32_t bit = 0; bit < to - from; bit++)
            if (bit_of(want.digit, bit) != bit_of(got.digit, bit) ||
                bit_of(want.part, bit) != bit_of(got.part, bit) ||
                bit_of(want.odd, bit) != bit_of(got.odd, bit))
                fail_msg("%s differs from scalar at %u of %u", name,
                         (unsigned)bit, (unsigned)(to - from));
    }
}

static void agrees_with_the_scalar_twin_on_kinds(void **state)
{
    static char bytes[ROOM + X12_SCAN_UNIT];

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        struct x12_scan_marks marks = draw_marks();
        size_t len = draw() % ROOM;

        fill(bytes, len, marks, 19 + draw() % 60);
        check_kinds(bytes, draw() % (len + 1), len, marks);
    }
}

static void tells_each_byte_value_by_its_kind(void **state)
{
    static char bytes[256 + X12_SCAN_UNIT];
    const struct x12_scan_marks marks = { '~', '~', '*', ':', '^' };
    x12_scan_kinds_fn *scan;
    struct maps m;

    (void)state;
    for (unsigned c = 0; c < 256; c++)
        bytes[c] = (char)c;
    for (unsigned i = 0; (scan = x12_scan_kinds_variant(i, NULL)); i++) {
        look(&m, scan, bytes, 0, 256, marks);
        for (unsigned c = 0; c < 256; c++) {
            bool odd = c < ' ' || c > '~' || c == '^' || c == '"' || c == '\\';

            assert_int_equal(bit_of(m.digit, c), c >= '0' && c <= '9');
            assert_int_equal(bit_of(m.part, c), c == ':');
            assert_int_equal(bit_of(m.odd, c), odd);
        }
    }
}

/* The bits of `map` as text, one a byte. */
static const char *shown(const unsigned char *map, size_t len)
{
    static char text[ROOM];

    for (uint32_t bit = 0; bit < len; bit++)
        text[bit] = (char)('0' + bit_of(map, bit));
    text[len] = '\0';
    return text;
}

static void calls_line_breaks_behind_an_end_not_odd(void **state)
{
    static const char text[96 + X12_SCAN_UNIT] = "\r\nA~\r\n\nB\n~\nC* \r\nD";
    const struct x12_scan_marks marks = { '~', '~', '*', ':', '^' };
    const struct x12_scan_marks lines = { '\n', '\r', '*', ':', '^' };
    struct maps m;

    (void)state;
    look(&m, x12_scan_kinds_best(), text, 0, 17, marks);
    assert_string_equal(shown(m.odd, 17), "00000000100000110");
    look(&m, x12_scan_kinds_best(), text, 0, 17, lines);
    assert_string_equal(shown(m.odd, 17), "00000000000000100");
}

static void calls_a_mark_behind_a_blank_odd(void **state)
{
    static const char text[96 + X12_SCAN_UNIT] = "N1*A B *C: D :E^F \x1d~";
    const struct x12_scan_marks marks = { '~', '~', '*', ':', '^' };
    const struct x12_scan_marks control = { '~', '~', 0x1D, ' ', '^' };
    struct maps m;

    (void)state;
    look(&m, x12_scan_kinds_best(), text, 0, 20, marks);
    assert_string_equal(shown(m.odd, 20), "00000001000001010010");
    assert_string_equal(shown(m.part, 20), "00000000010001000000");
    look(&m, x12_scan_kinds_best(), text, 0, 20, control);
    assert_string_equal(shown(m.odd, 20), "00000000000000010010");
    assert_string_equal(shown(m.part, 20), "00001010001010000100");
}

static void gives_57_bits_of_a_map_at_once(void **state)
{
    static unsigned char map[24];

    (void)state;
    for (uint32_t set = 0; set < 128; set++) {
        memset(map, 0, sizeof(map));
        map[set / 8] = (unsigned char)(1u << set % 8);
        for (uint32_t at = 0; at < 128; at++) {
            uint64_t bits = x12_scan_kinds_at(map, at) &
                            ((UINT64_C(1) << 57) - 1);
            bool seen = set >= at && set - at < X12_SCAN_KINDS_AT_ONCE;

            assert_true(bits == (seen ? UINT64_C(1) << (set - at) : 0));
        }
    }
}

static void says_which_cuts_end_a_segment(void **state)
{
    static const char text[64 + X12_SCAN_UNIT] = "ST*837*0001~SE*2*0001~";
    const struct x12_scan_marks marks = { '~', '~', '*', ':', '^' };
    struct result r;

    (void)state;
    result_begin(&r);
    x12_scan_best(NULL)(text, 0, strlen(text), marks, &r.found);
    assert_int_equal(r.found.cuts, 6);
    assert_int_equal(r.cut[0], 2);
    assert_int_equal(r.cut[2], 11);
    assert_int_equal(r.cut[5], 21);
    assert_int_equal(r.found.terms, 2);
    assert_int_equal(r.term[0], 2);
    assert_int_equal(r.term[1], 5);
    assert_false(r.found.high);
    assert_false(r.found.control);
}

static void tells_wrapped_lines_from_line_ends_behind_segments(void **state)
{
    static const struct {
        const char *text;
        bool control;
    } cases[] = {
        { "A~\nB~\r\nC~\r\n\n\r\n", false },
        { "\r\nA~B~", false },
        { "A\n~B~", true },
        { "A~\nB\r\nC~", true },
        { "A~ \nB~", true },
    };
    const struct x12_scan_marks marks = { '~', '~', '*', ':', '^' };
    const struct x12_scan_marks lines = { '\n', '\r', '*', ':', '^' };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[64 + X12_SCAN_UNIT] = { 0 };
        struct result r;

        memcpy(text, cases[i].text, strlen(cases[i].text));
        result_begin(&r);
        x12_scan_best(NULL)(text, 0, strlen(text), marks, &r.found);
        if (r.found.control != cases[i].control)
            fail_msg("case %zu", i);
        result_begin(&r);
        x12_scan_best(NULL)(text, 0, strlen(text), lines, &r.found);
        assert_false(r.found.control);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            agrees_with_the_scalar_twin_at_every_offset_and_length),
        cmocka_unit_test(agrees_with_the_scalar_twin_on_random_bytes),
        cmocka_unit_test(takes_a_block_of_nothing_but_ends),
        cmocka_unit_test(agrees_with_the_scalar_twin_on_kinds),
        cmocka_unit_test(tells_each_byte_value_by_its_kind),
        cmocka_unit_test(calls_line_breaks_behind_an_end_not_odd),
        cmocka_unit_test(calls_a_mark_behind_a_blank_odd),
        cmocka_unit_test(gives_57_bits_of_a_map_at_once),
        cmocka_unit_test(says_which_cuts_end_a_segment),
        cmocka_unit_test(tells_wrapped_lines_from_line_ends_behind_segments),
    };

    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
