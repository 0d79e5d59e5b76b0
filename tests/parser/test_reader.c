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
    struct x12_delims delims; /* of the last segment */
};

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
}

static void read_source(struct x12_source *src, struct outcome *out)
{
    struct x12_reader rd = { 0 };
    struct x12_segment seg;

    memset(out, 0, sizeof(*out));
    x12_findings_init(&out->findings, out->room, FINDINGS);
    out->status = x12_reader_init(&rd, src, &out->err);
    rd.findings = &out->findings;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_an_interchange_into_segments_and_elements),
        cmocka_unit_test(refuses_what_holds_no_isa),
    };

    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
