/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/reader.h"
#include "tests/support/cm.h"
#include "tests/support/drip.h"

#include <stdio.h>
#include <stdlib.h>

/* An ISA of exactly 106 bytes, from its marks. */
#define ISA_HEAD(e)                                            \
    "ISA" e "00" e "          " e "00" e "          " e "ZZ" e \
    "SUBMITTER      " e "ZZ" e "RECEIVER       " e "250314" e "1253" e
#define ISA_TAIL(e, r, c, t) r e "00501" e "000000001" e "0" e "T" e c t
#define ISA(e, r, c, t)      ISA_HEAD(e) ISA_TAIL(e, r, c, t)
#define ISA_STARS            ISA("*", "^", ":", "~")
#define IEA_STARS            "IEA*1*000000001~"

enum { TEXT_ROOM = 1 << 16, FINDINGS = 8 };

/* What a reader made of an input. */
struct outcome {
    char text[TEXT_ROOM]; /* "offset segment" a line, elements parted by '|' */
    size_t len;
    unsigned segments;
    enum x12_status status;
    struct x12_error err;
    struct x12_finding room[FINDINGS];
    struct x12_findings findings;
    struct x12_delims delims;  /* of the last segment */
    unsigned plain, looked_at; /* segments whose kinds of bytes are known */
};

/* Is it printable ASCII that JSON takes as it is, without repeats, and does no
 * value end with a blank? */
static bool is_plain(const struct x12_segment *seg)
{
    x12_str text = x12_segment_text(seg);
    const struct x12_delims *d = &seg->delims;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == d->element)
            continue;
        if ((unsigned char)c < ' ' || (unsigned char)c > '~' ||
            c == d->repeat || c == '"' || c == '\\')
            return false;
        if (c == ' ' && i + 1 < text.len &&
            (text.at[i + 1] == d->element || text.at[i + 1] == d->component))
            return false;
    }
    return true;
}

static void check_kinds(const struct x12_segment *seg)
{
    const struct x12_scan_kinds *kinds = seg->kinds;

    if (!kinds) {
        assert_false(seg->plain);
        return;
    }
    if (seg->plain)
        assert_true(is_plain(seg));
    for (uint32_t i = seg->start; i < seg->cut[seg->count]; i++) {
        char c = seg->base[i];

        assert_int_equal(x12_scan_kinds_at(kinds->digit, i - kinds->from) & 1,
                         c >= '0' && c <= '9');
        assert_int_equal(x12_scan_kinds_at(kinds->part, i - kinds->from) & 1,
                         c == seg->delims.component);
    }
}

static void outcome_add(struct outcome *out, const struct x12_segment *seg)
{
    int n = snprintf(out->text + out->len, TEXT_ROOM - out->len, "%llu ",
                     (unsigned long long)seg->place.offset);

    out->len += (size_t)n;
    for (unsigned i = 0; i <= seg->count; i++) {
        x12_str element = x12_element(seg, i);

        assert_true(out->len + element.len + 2 < TEXT_ROOM);
        if (i > 0)
            out->text[out->len++] = '|';
        if (element.len > 0)
            memcpy(out->text + out->len, element.at, element.len);
        out->len += element.len;
    }
    out->text[out->len++] = '\n';
    out->text[out->len] = '\0';
    assert_int_equal(seg->id, x12_id_pack(x12_element(seg, 0)));
    assert_int_equal(seg->ordinal, ++out->segments);
    out->delims = seg->delims;
    out->plain += seg->plain;
    out->looked_at += seg->kinds != NULL;
    check_kinds(seg);
}

static void read_source(struct x12_source *src, struct outcome *out)
{
    struct x12_reader rd = { 0 };
    struct x12_segment seg;

    memset(out, 0, sizeof(*out));
    x12_findings_init(&out->findings, out->room, FINDINGS);
    out->status = x12_reader_init(&rd, src, &out->err);
    rd.findings = &out->findings;
    rd.kinds_wanted = true;
    while (out->status == X12_OK &&
           (out->status = x12_reader_next(&rd, &seg)) == X12_OK)
        outcome_add(out, &seg);
    if (out->status == X12_END)
        assert_int_equal(x12_reader_next(&rd, &seg), X12_END);
    x12_reader_release(&rd);
    x12_reader_release(&rd);
}

static void read_drip(x12_str bytes, size_t step, struct outcome *out)
{
    struct x12_source src;

    assert_int_equal(drip_open(&src, bytes, step, X12_END), X12_OK);
    read_source(&src, out);
}

static void assert_alike(const struct outcome *a, const struct outcome *b,
                         size_t step)
{
    if (strcmp(a->text, b->text) != 0 || a->status != b->status ||
        a->findings.count != b->findings.count)
        fail_msg("step %zu gives another outcome:\n%s\nthan:\n%s", step,
                 b->text, a->text);
    for (size_t i = 0; i < a->findings.count; i++) {
        assert_ptr_equal(a->room[i].fault, b->room[i].fault);
        assert_int_equal(a->room[i].place.offset, b->room[i].place.offset);
    }
}

/* Reads it whole, and again in drips, which must come to the same. */
static void read_text(x12_str bytes, struct outcome *out)
{
    static const size_t steps[] = { 1, 2, 3, 7, 64, 4096 };
    static struct outcome again;

    read_drip(bytes, 0, out);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        read_drip(bytes, steps[i], &again);
        assert_alike(out, &again, steps[i]);
    }
}

/* The segments as text without offsets and without the ISA's elements. */
static void assert_segments(const struct outcome *out, const char *want)
{
    static char got[TEXT_ROOM];
    size_t len = 0;

    for (const char *line = out->text; *line; line = strchr(line, '\n') + 1) {
        const char *text = strchr(line, ' ') + 1;
        size_t n = strcspn(text, "\n");

        if (n > 4 && memcmp(text, "ISA|", 4) == 0)
            n = 3;
        memcpy(got + len, text, n);
        len += n;
        got[len++] = ' ';
    }
    got[len ? len - 1 : 0] = '\0';
    assert_string_equal(got, want);
}

static void assert_fault(const struct outcome *out, size_t i,
                         enum x12_fault_id fault)
{
    assert_true(i < out->findings.count);
    assert_string_equal(out->room[i].fault->name, x12_faults[fault].name);
}

static void assert_no_faults(const struct outcome *out)
{
    if (out->findings.count > 0)
        fail_msg("told: %s", out->room[0].fault->name);
}

static struct outcome out;

static void cuts_an_interchange_into_segments_and_elements(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "GS*HC*A**B~\nST*837*0001~\r\n" IEA_STARS),
              &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out, "ISA GS|HC|A||B ST|837|0001 IEA|1|000000001");
    assert_int_equal(out.findings.count, 0);
    assert_non_null(strstr(out.text, "\n106 GS"));
    assert_non_null(strstr(out.text, "\n118 ST"));
    assert_non_null(strstr(out.text, "\n132 IEA"));
}

static void refuses_what_holds_no_isa(void **state)
{
    static const char *const texts[] = { "", "hello", "\n\n", "ISA",
                                         "ISA*00*" };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        read_text(x12_str_from(texts[i]), &out);
        assert_int_equal(out.status, X12_ESYNTAX);
        assert_int_equal(out.segments, 0);
    }
}

/* The marks of an input, and that it is cut by them. */
static void takes_any_delimiters_from_the_isa(void **state)
{
    static const struct {
        const char *bytes;
        struct x12_delims delims;
    } cases[] = {
#define WITH(e, r, c, t) \
    ISA(e, r, c, t) "GS" e "HC" c "A" e e "B" t "IEA" e "1" e "000000001" t
        { WITH("*", "^", ":", "~"), { '~', '*', ':', '^' } },
        { WITH("|", "^", ":", "~"), { '~', '|', ':', '^' } },
        { WITH("^", "!", "+", "'"), { '\'', '^', '+', '!' } },
        { WITH("\x1D", "\x1F", "\x1E", "\x1C"),
          { '\x1C', '\x1D', '\x1E', '\x1F' } },
        { WITH("*", "^", ":", "\n"), { '\n', '*', ':', '^' } },
        { WITH("*", "^", ":", "\r"), { '\r', '*', ':', '^' } },
        { WITH("*", "^", ":", "\r\n"), { '\n', '*', ':', '^' } },
        { WITH("*", "^", ":", "\x85"), { '\x85', '*', ':', '^' } },
        { WITH("\t", "^", ":", "~"), { '~', '\t', ':', '^' } },
        { WITH("*", "^", ">", "?"), { '?', '*', '>', '^' } },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char want[] = "ISA GS|HC:A||B IEA|1|000000001";

        *strchr(want, ':') = cases[i].delims.component;
        read_text(x12_str_from(cases[i].bytes), &out);
        assert_int_equal(out.status, X12_END);
        assert_segments(&out, want);
        assert_no_faults(&out);
        assert_memory_equal(&out.delims, &cases[i].delims, sizeof(out.delims));
    }
}

static void takes_line_ends_of_any_kind_behind_a_terminator(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "\nGS*HC~\r\nST*837~\n\n\r\r\nSE*2~" IEA_STARS
                                "\r\n"),
              &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out, "ISA GS|HC ST|837 SE|2 IEA|1|000000001");
    assert_no_faults(&out);
}

static void takes_mixed_line_ends_as_terminators(void **state)
{
    (void)state;
    read_text(X12_STR(ISA("*", "^", ":",
                          "\n") "GS*HC\r\nST*837\r\n\r\nSE*2\nIEA*1*1\r"),
              &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out, "ISA GS|HC ST|837 SE|2 IEA|1|1");
    assert_no_faults(&out);
}

static void takes_the_last_line_without_its_line_end(void **state)
{
    (void)state;
    read_text(X12_STR(ISA("*", "^", ":", "\n") "GS*HC\nIEA*1*000000001"), &out);
    assert_segments(&out, "ISA GS|HC IEA|1|000000001");
    assert_no_faults(&out);
}

/* Breaks a text after every `width` bytes. */
static x12_str wrap(const char *text, size_t width, const char *line_end,
                    char *into)
{
    size_t len = 0, column = 0;

    for (; *text; text++) {
        if (column++ == width) {
            memcpy(into + len, line_end, strlen(line_end));
            len += strlen(line_end);
            column = 1;
        }
        into[len++] = *text;
    }
    return (x12_str){ into, len };
}

static void takes_line_breaks_out_of_wrapped_lines(void **state)
{
    static const char text[] = ISA_STARS
        "GS*HC*SENDER*RECEIVER*20250314*1253*1*X*005010X222A1~"
        "ST*837*0001*005010X222A1~NM1*85*2*NORTHWIND*****XX*12345~"
        "SE*3*0001~GE*1*1~IEA*1*000000001~" ISA_STARS IEA_STARS;
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    static struct outcome whole;
    char wrapped[4 * sizeof(text)];

    (void)state;
    read_text(x12_str_from(text), &whole);
    for (size_t width = 1; width < 130; width++)
        for (size_t i = 0; i < 3; i++) {
            x12_str bytes = wrap(text, width, ends[i], wrapped);
            const char *a = whole.text, *b = out.text;

            read_text(bytes, &out);
            assert_int_equal(out.status, X12_END);
            assert_int_equal(out.segments, whole.segments);
            while (*a && *b) { /* offsets differ, the rest must not */
                size_t n = strcspn(a = strchr(a, ' '), "\n") + 1;

                b = strchr(b, ' ');
                if (strncmp(a, b, n) != 0)
                    fail_msg("width %zu: %.*s", width, (int)n, b);
                a += n;
                b += n;
            }
            assert_no_faults(&out);
        }
}

static void tells_the_true_offset_in_wrapped_lines(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "GS*H\r\nC~S\nT*837~" IEA_STARS), &out);
    assert_segments(&out, "ISA GS|HC ST|837 IEA|1|000000001");
    assert_non_null(strstr(out.text, "\n106 GS"));
    assert_non_null(strstr(out.text, "\n114 ST"));
    assert_non_null(strstr(out.text, "\n122 IEA"));
}

static void takes_an_isa_wrapped_just_before_its_terminator(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_HEAD(
                  "*") "^*00501*000000001*0*T*:\r\n~GS*HC~\r\n" IEA_STARS),
              &out);
    assert_segments(&out, "ISA GS|HC IEA|1|000000001");
    assert_no_faults(&out);
}

static void passes_blanks_between_segments_and_before_terminators(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS " GS*HC ~\n  ST*837*0001  ~ \n SE*2*0001 ~\t~"
                                "\0GE*1*1~ ~~IEA*1*000000001 ~ \r\n \0\0\x1A"),
              &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out,
                    "ISA GS|HC ST|837|0001 SE|2|0001 GE|1|1 IEA|1|000000001");
    assert_no_faults(&out);
}

static void keeps_blanks_inside_elements(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "N1* A  B * *C ~N2* ~" IEA_STARS), &out);
    assert_segments(&out, "ISA N1| A  B | |C N2| IEA|1|000000001");
}

static void keeps_every_blank_of_the_isa(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS IEA_STARS), &out);
    assert_true(x12_str_starts(
        x12_str_from(out.text),
        X12_STR("0 ISA|00|          |00|          |ZZ|SUBMITTER      |ZZ|"
                "RECEIVER       |250314|")));
}

static void takes_a_repetition_mark_from_00402_on(void **state)
{
    static const struct {
        const char *repeat, *version;
        char want;
    } cases[] = {
        { "U", "00401", '\0' }, { "^", "00401", '\0' }, { "^", "00402", '^' },
        { "^", "00501", '^' },  { "U", "00501", '\0' }, { " ", "00501", '\0' },
        { "{", "00801", '{' },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[256];

        snprintf(text, sizeof(text), ISA_HEAD("*") "%s*%s*000000001*0*T*:~%s",
                 cases[i].repeat, cases[i].version, IEA_STARS);
        read_text(x12_str_from(text), &out);
        assert_int_equal(out.segments, 2);
        assert_int_equal(out.delims.repeat, cases[i].want);
        assert_no_faults(&out);
    }
}

static void reads_an_isa_whose_widths_are_broken(void **state)
{
#define REST "~GS*HC~IEA*1*1~"
    static const char *const texts[] = {
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253*^*00501*1*0*T*:" REST,
        "ISA*00*    *00*    *ZZ*LONGERTHANFIFTEENCHARS*ZZ*B*250314*1253*^*"
        "00501*000000001*0*T*:" REST,
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253*^*00501*1*0*T*:\nGS*HC\nIEA*1*1\n",
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253*^*00501*1*0*T*: ~\nGS*HC~IEA*1*1~",
        /* no ISA16, an empty ISA16, one element too many */
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253*^*00501*1*0*T" REST,
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253*^*00501*1*0*T*" REST,
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253*^*00501*1*0*T*~\nGS*HC~\nIEA*1*1~",
        "ISA*00**00**ZZ*A*ZZ*B*250314*1253**^*00501*1*0*T*:" REST,
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        read_text(x12_str_from(texts[i]), &out);
        assert_int_equal(out.status, X12_END);
        assert_segments(&out, "ISA GS|HC IEA|1|1");
        assert_int_equal(out.findings.count, 1);
        assert_fault(&out, 0, X12_FAULT_ISA_NOT_106);
    }
}

static void tells_delimiters_that_are_the_same(void **state)
{
    (void)state;
    read_text(X12_STR(ISA("*", ":", ":", "~") IEA_STARS), &out);
    assert_int_equal(out.segments, 2);
    assert_fault(&out, 0, X12_FAULT_ISA_DELIMITER);
    assert_int_equal(out.delims.repeat, '\0');
}

static void keeps_isa_inside_data_apart_from_an_interchange(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "NM1*IL*1*ISAAC*LISA~NM1*IL*1*ISA*ISA~N3*ISA~"
                                "N4*ISA*00*ZZ~REF*EI*ISA|00~" IEA_STARS),
              &out);
    assert_segments(&out, "ISA NM1|IL|1|ISAAC|LISA NM1|IL|1|ISA|ISA N3|ISA "
                          "N4|ISA|00|ZZ REF|EI|ISA|00 IEA|1|000000001");
    assert_no_faults(&out);
}

static void reads_interchanges_with_delimiters_of_their_own(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "GS*A|B~" IEA_STARS "\r\n" ISA(
                  "|", "^", ">",
                  "\n") "GS|A*B~\nIEA|1|000000001\n" ISA("\x1D", "\x1F", "\x1E",
                                                         "'") "GS\x1D"
                                                              "A*B'IEA\x1D"
                                                              "1\x1D"
                                                              "000000001'"),
              &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out, "ISA GS|A|B IEA|1|000000001 ISA GS|A*B~ "
                          "IEA|1|000000001 ISA GS|A*B IEA|1|000000001");
    assert_no_faults(&out);
    assert_int_equal(out.delims.component, '\x1E');
}

static void opens_an_interchange_although_the_iea_is_missing(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "GS*A~GE*1*1~" ISA(
                  "|", "^", ">", "!") "GS|A!IEA|1|000000001!"),
              &out);
    assert_segments(&out, "ISA GS|A GE|1|1 ISA GS|A IEA|1|000000001");
}

static void parts_an_iea_from_the_isa_that_is_glued_to_it(void **state)
{
    static const char *const texts[] = {
        ISA_STARS "IEA*1*000000001" ISA_STARS "GS*A~" IEA_STARS,
        ISA_STARS "IEA*1*000000001\r\n" ISA_STARS "GS*A~" IEA_STARS,
        ISA_STARS
        "IEA*1*000000001\n" ISA("|", "^", ":", "!") "GS|A!IEA|1|000000001!",
        ISA_STARS "IEA*1*000000001  \n" ISA("*", "^", ":",
                                            "\n") "GS*A\nIEA*1*000000001\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        read_text(x12_str_from(texts[i]), &out);
        assert_int_equal(out.status, X12_END);
        assert_segments(&out, "ISA IEA|1|000000001 ISA GS|A IEA|1|000000001");
        assert_no_faults(&out);
        assert_non_null(strstr(out.text, "\n106 IEA"));
    }
}

static void tells_bytes_before_the_first_isa(void **state)
{
    static const x12_str heads[] = {
        { "\xEF\xBB\xBF", 3 },
        { " \r\n\r\n", 5 },
        { "To: VISA*00\nISA header\n", 23 },
        { "\0\0\0", 3 },
        { "ISA*is not one~\n", 16 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        char text[256], want[16];
        size_t len = heads[i].len;

        memcpy(text, heads[i].at, len);
        memcpy(text + len, ISA_STARS IEA_STARS, 106 + 16);
        read_text((x12_str){ text, len + 106 + 16 }, &out);
        assert_int_equal(out.status, X12_END);
        assert_segments(&out, "ISA IEA|1|000000001");
        assert_int_equal(out.findings.count, 1);
        assert_fault(&out, 0, X12_FAULT_BYTES_BEFORE_ISA);
        snprintf(want, sizeof(want), "%zu ISA", len);
        assert_memory_equal(out.text, want, strlen(want));
    }
}

static void searches_the_isa_only_so_far(void **state)
{
    static char text[X12_HEAD_LIMIT + 256];
    const size_t isa = sizeof(ISA_STARS IEA_STARS) - 1;

    (void)state;
    memset(text, 'x', sizeof(text));
    memcpy(text + X12_HEAD_LIMIT - 1, ISA_STARS IEA_STARS, isa);
    read_drip((x12_str){ text, X12_HEAD_LIMIT - 1 + isa }, 0, &out);
    assert_int_equal(out.status, X12_END);
    assert_int_equal(out.segments, 2);
    memset(text, 'x', sizeof(text));
    memcpy(text + X12_HEAD_LIMIT + 1, ISA_STARS IEA_STARS, isa);
    read_drip((x12_str){ text, X12_HEAD_LIMIT + 1 + isa }, 0, &out);
    assert_int_equal(out.status, X12_ESYNTAX);
    assert_int_equal(out.segments, 0);
}

static void tells_bytes_behind_the_iea_once(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS IEA_STARS "-- end of file --\nISA? INDEED\n"),
              &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out, "ISA IEA|1|000000001");
    assert_int_equal(out.findings.count, 1);
    assert_fault(&out, 0, X12_FAULT_BYTES_AFTER_IEA);
    assert_int_equal(out.room[0].place.offset, 106 + 16);
}

static void finds_the_interchange_behind_what_is_none(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS IEA_STARS "=== part 2 ===\n" ISA_STARS
                                          "GS*A~" IEA_STARS),
              &out);
    assert_segments(&out, "ISA IEA|1|000000001 ISA GS|A IEA|1|000000001");
    assert_int_equal(out.findings.count, 1);
    assert_fault(&out, 0, X12_FAULT_BYTES_AFTER_IEA);
}

static void delivers_segments_that_stand_behind_an_iea(void **state)
{
    (void)state;
    read_text(
        X12_STR(ISA_STARS IEA_STARS "\nGS*HC~\nST*837~\n" ISA_STARS IEA_STARS),
        &out);
    assert_segments(&out, "ISA IEA|1|000000001 GS|HC ST|837 ISA "
                          "IEA|1|000000001");
    assert_no_faults(&out);
}

static void takes_no_middle_of_junk_for_a_segment(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS IEA_STARS "=R5A*PER IC*A~ST*837~junk IN*B\n"
                                          "SE*2~" ISA_STARS IEA_STARS),
              &out);
    assert_segments(&out, "ISA IEA|1|000000001 ST|837 SE|2 ISA "
                          "IEA|1|000000001");
    assert_int_equal(out.findings.count, 1);
    assert_fault(&out, 0, X12_FAULT_BYTES_AFTER_IEA);
}

static void delivers_what_is_whole_of_a_truncated_input(void **state)
{
    static const char text[] = ISA_STARS
        "GS*HC~ST*837*0001~CLM*A*100***11:B:1~" IEA_STARS;
    static struct outcome whole;

    (void)state;
    read_text(x12_str_from(text), &whole);
    for (size_t len = X12_SCAN_UNIT * 2; len < sizeof(text) - 2; len++) {
        read_text((x12_str){ text, len }, &out);
        assert_int_equal(out.status, X12_END);
        assert_memory_equal(out.text, whole.text, out.len);
        if (text[len - 1] == '~') {
            assert_no_faults(&out);
        } else {
            assert_int_equal(out.findings.count, 1);
            assert_fault(&out, 0, X12_FAULT_TRUNCATED);
        }
    }
}

static void takes_a_last_iea_without_terminator_and_tells(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "GS*HC~IEA*1*000000001\r\n"), &out);
    assert_int_equal(out.status, X12_END);
    assert_segments(&out, "ISA GS|HC IEA|1|000000001");
    assert_int_equal(out.findings.count, 1);
    assert_fault(&out, 0, X12_FAULT_TRUNCATED);
}

static void keeps_bytes_over_7f_as_they_are(void **state)
{
    (void)state;
    read_text(
        X12_STR(ISA_STARS "NM1*IL*1*MU\xD1OZ*JOS\xC3\xA9\xFF*\x80~" IEA_STARS),
        &out);
    assert_segments(&out, "ISA NM1|IL|1|MU\xD1OZ|JOS\xC3\xA9\xFF|\x80 "
                          "IEA|1|000000001");
    assert_no_faults(&out);
}

static void gives_an_odd_id_as_it_stands(void **state)
{
    (void)state;
    read_text(X12_STR(ISA_STARS "*A~N*B~LONG*C~N1~LX ~ST  ~" IEA_STARS), &out);
    assert_segments(&out, "ISA |A N|B LONG|C N1 LX ST IEA|1|000000001");
    assert_no_faults(&out);
}

static void meets_a_failure_of_its_source_behind_what_was_whole(void **state)
{
    static const size_t steps[] = { 0, 1, 7 };
    static const char text[] = ISA_STARS "GS*HC~IMM*A~ST*8";

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct x12_source src;

        assert_int_equal(drip_open(&src, x12_str_from(text), steps[i], X12_EIO),
                         X12_OK);
        read_source(&src, &out);
        assert_int_equal(out.status, X12_EIO);
        assert_segments(&out, "ISA GS|HC IMM|A");
        assert_string_equal(out.err.text, "the drip is broken");
        assert_int_equal(out.err.segment, 3);
    }
}

/* An interchange with one segment of `len` bytes, of `fill`. */
static x12_str long_segment(char *text, size_t len, char fill)
{
    size_t at = sizeof(ISA_STARS) - 1;

    memcpy(text, ISA_STARS, at);
    memcpy(text + at, "NTE*", 4);
    memset(text + at + 4, fill, len - 4);
    memcpy(text + at + len, "~" IEA_STARS, sizeof("~" IEA_STARS) - 1);
    return (x12_str){ text, at + len + sizeof("~" IEA_STARS) - 1 };
}

static enum x12_status read_long(x12_str text, size_t step, size_t *longest)
{
    struct x12_source src;
    struct x12_reader rd = { 0 };
    struct x12_segment seg;
    enum x12_status status;

    *longest = 0;
    assert_int_equal(drip_open(&src, text, step, X12_END), X12_OK);
    status = x12_reader_init(&rd, &src, NULL);
    while (status == X12_OK && (status = x12_reader_next(&rd, &seg)) == X12_OK)
        if (x12_segment_text(&seg).len > *longest)
            *longest = x12_segment_text(&seg).len;
    x12_reader_release(&rd);
    return status;
}

static void takes_a_segment_up_to_its_limit_however_the_bytes_come(void **state)
{
    static char text[X12_SEGMENT_LIMIT + 256];
    static const char fills[] = { 'x', '*' };
    size_t longest;

    (void)state;
    for (size_t i = 0; i < sizeof(fills); i++)
        for (size_t step = 0; step < 3; step++) {
            x12_str bytes = long_segment(text, X12_SEGMENT_LIMIT, fills[i]);

            assert_int_equal(read_long(bytes, step, &longest), X12_END);
            assert_int_equal(longest, X12_SEGMENT_LIMIT);
            bytes = long_segment(text, X12_SEGMENT_LIMIT + 1, fills[i]);
            assert_int_equal(read_long(bytes, step, &longest), X12_ELIMIT);
        }
}

static void keeps_its_first_failure(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src;
    struct x12_reader rd = { 0 };
    struct x12_segment seg;

    (void)state;
    assert_int_equal(drip_open(&src, X12_STR("no"), 1, X12_END), X12_OK);
    assert_int_equal(x12_reader_init(&rd, &src, &err), X12_OK);
    assert_null(src.ops);
    assert_int_equal(x12_reader_next(&rd, &seg), X12_ESYNTAX);
    assert_int_equal(x12_reader_next(&rd, &seg), X12_ESYNTAX);
    x12_reader_release(&rd);
    assert_int_equal(drip_open(&src, X12_STR("no"), 1, X12_END), X12_OK);
    assert_int_equal(x12_reader_init(&rd, &src, &err), X12_ESYNTAX);
    assert_null(src.ops);
}

/* A step of a linear congruential generator: the same on every machine. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* An interchange of segments up to `longest` bytes, each `rare`th byte or so of
 * them odd. */
static size_t make_odd(char *text, size_t size, uint32_t longest, uint32_t rare)
{
    static const char odd[] = "\"\\ ^:\x01\x7f\xc3 ";
    uint32_t seed = longest * 31 + rare;
    size_t len = sizeof(ISA_STARS) - 1;

    memcpy(text, ISA_STARS, len);
    while (len + longest + 64 < size) {
        uint32_t bytes = next_random(&seed) % longest;

        memcpy(text + len, "REF*A", 5);
        for (len += 5; bytes > 0; bytes--) {
            uint32_t pick = next_random(&seed) % rare;

            text[len++] = pick < sizeof(odd) - 1 ? odd[pick]
                          : pick % 5 == 0        ? '*'
                                                 : (char)('0' + pick % 20);
        }
        memcpy(text + len, "Z~\r\n", 4);
        len += 2 + next_random(&seed) % 2 * 2;
    }
    memcpy(text + len, IEA_STARS, sizeof(IEA_STARS) - 1);
    return len + sizeof(IEA_STARS) - 1;
}

static void tells_plain_segments_however_the_bytes_arrive(void **state)
{
    static const size_t steps[] = { 0, 1, 2, 3, 7, 4096 };
    static const uint32_t longest[] = { 20, 60, 200, 5000 };
    static char text[40 << 10];

    (void)state;
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        for (size_t k = 0; k < 8; k++) {
            size_t len = make_odd(text, sizeof(text), longest[k % 4],
                                  k < 4 ? 60 : 2000);

            read_drip((x12_str){ text, len }, steps[i], &out);
            assert_int_equal(out.status, X12_END);
            assert_true(out.looked_at > out.segments / 4);
            if (k >= 4 && k < 7)
                assert_true(out.plain > out.segments / 2);
        }
}

static void releases_what_was_never_made(void **state)
{
    struct x12_reader rd = { 0 };

    (void)state;
    x12_reader_release(&rd);
    x12_reader_release(&rd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_an_interchange_into_segments_and_elements),
        cmocka_unit_test(refuses_what_holds_no_isa),
        cmocka_unit_test(takes_any_delimiters_from_the_isa),
        cmocka_unit_test(takes_line_ends_of_any_kind_behind_a_terminator),
        cmocka_unit_test(takes_mixed_line_ends_as_terminators),
        cmocka_unit_test(takes_the_last_line_without_its_line_end),
        cmocka_unit_test(takes_line_breaks_out_of_wrapped_lines),
        cmocka_unit_test(tells_the_true_offset_in_wrapped_lines),
        cmocka_unit_test(takes_an_isa_wrapped_just_before_its_terminator),
        cmocka_unit_test(passes_blanks_between_segments_and_before_terminators),
        cmocka_unit_test(keeps_blanks_inside_elements),
        cmocka_unit_test(keeps_every_blank_of_the_isa),
        cmocka_unit_test(takes_a_repetition_mark_from_00402_on),
        cmocka_unit_test(reads_an_isa_whose_widths_are_broken),
        cmocka_unit_test(tells_delimiters_that_are_the_same),
        cmocka_unit_test(keeps_isa_inside_data_apart_from_an_interchange),
        cmocka_unit_test(reads_interchanges_with_delimiters_of_their_own),
        cmocka_unit_test(opens_an_interchange_although_the_iea_is_missing),
        cmocka_unit_test(parts_an_iea_from_the_isa_that_is_glued_to_it),
        cmocka_unit_test(tells_bytes_before_the_first_isa),
        cmocka_unit_test(searches_the_isa_only_so_far),
        cmocka_unit_test(tells_bytes_behind_the_iea_once),
        cmocka_unit_test(finds_the_interchange_behind_what_is_none),
        cmocka_unit_test(delivers_segments_that_stand_behind_an_iea),
        cmocka_unit_test(takes_no_middle_of_junk_for_a_segment),
        cmocka_unit_test(delivers_what_is_whole_of_a_truncated_input),
        cmocka_unit_test(takes_a_last_iea_without_terminator_and_tells),
        cmocka_unit_test(keeps_bytes_over_7f_as_they_are),
        cmocka_unit_test(gives_an_odd_id_as_it_stands),
        cmocka_unit_test(meets_a_failure_of_its_source_behind_what_was_whole),
        cmocka_unit_test(
            takes_a_segment_up_to_its_limit_however_the_bytes_come),
        cmocka_unit_test(keeps_its_first_failure),
        cmocka_unit_test(tells_plain_segments_however_the_bytes_arrive),
        cmocka_unit_test(releases_what_was_never_made),
    };

    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
