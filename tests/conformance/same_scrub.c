/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same_scrub FILE... - each file scrubbed is the same file of other people
 *
 * Segment for segment as long as it was, with the same delimiters; check finds
 * the same at the same places; and no name, id, birth date or address of the
 * file stands in it: each of them is looked for.
 */
#include "edi/jobs/job_check.h"
#include "edi/jobs/job_scrub.h"
#include "tests/support/drip.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT = 256 << 20, FINDINGS = 1 << 16, SECRETS = 1 << 17, LEAST = 107 };

struct finding_at {
    const struct x12_fault *fault;
    struct x12_place place;
};

static struct finding_at found[2][FINDINGS];
static x12_str secrets[SECRETS];
static size_t secret_count;
static unsigned passed, failed;

static bool open_text(struct x12_source *src, x12_str text,
                      struct x12_error *err)
{
    return drip_open(src, text, 0, X12_END) == X12_OK &&
           x12_source_detect(src, NULL, err) == X12_OK;
}

/* --- the same findings ---------------------------------------------------------- */

/* What is no segment is left out, and so is what is told of it. */
static bool is_aside(const struct x12_finding *finding)
{
    return x12_finding_is(finding, X12_FAULT_BYTES_BEFORE_ISA) ||
           x12_finding_is(finding, X12_FAULT_TRUNCATED);
}

static size_t check(x12_str text, struct finding_at *into)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    struct edi_check c = { 0 };
    const struct x12_finding *finding;
    size_t count = 0;

    if (open_text(&src, text, &err) &&
        edi_check_begin(&c, &src, 7, &err) == X12_OK)
        while (edi_check_next(&c, &finding) == X12_OK)
            if (count < FINDINGS && !is_aside(finding))
                into[count++] = (struct finding_at){ finding->fault,
                                                     finding->place };
    edi_check_release(&c);
    x12_source_close(&src);
    return count;
}

static bool same_findings(x12_str a, x12_str b)
{
    const size_t count = check(a, found[0]);

    if (check(b, found[1]) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct finding_at *x = &found[0][i], *y = &found[1][i];

        if (x->fault != y->fault || x->place.segment != y->place.segment ||
            x->place.element != y->place.element ||
            x->place.component != y->place.component)
            return false;
    }
    return true;
}

/* --- the same segments, and nobody of before -------------------------------------- */

static const struct {
    const char *id;
    unsigned element;
} hidden[] = {
    { "NM1", 3 }, { "NM1", 4 }, { "NM1", 9 }, { "N1", 2 },  { "N3", 1 },
    { "N3", 2 },  { "DMG", 2 }, { "CLM", 1 }, { "CLP", 1 }, { "CLP", 7 },
    { "REF", 2 }, { "TRN", 2 }, { "PER", 2 }, { "PER", 4 }, { "SBR", 3 },
};

/* A version in a REF is no id. */
static bool is_hidden(const struct x12_segment *seg, unsigned element)
{
    if (x12_str_is(x12_element(seg, 0), "REF") &&
        x12_codes_have(" F2 87 ", x12_element(seg, 1)))
        return false;
    for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
        if (hidden[i].element == element &&
            x12_str_is(x12_element(seg, 0), hidden[i].id))
            return true;
    return false;
}

/* Letters and digits of a value that tells something: none that is short, and
 * none that stays as it is (zeros in front, words of a box, dates that are
 * none). */
static bool tells(const struct x12_segment *seg, x12_str value)
{
    size_t told = 0;
    x12_date day;

    if (x12_str_is(x12_element(seg, 0), "DMG"))
        return x12_date_parse(value, &day);
    for (size_t i = 0; i < value.len; i++)
        told += (value.at[i] >= 'A' && value.at[i] <= 'Z') ||
                (value.at[i] >= '1' && value.at[i] <= '9');
    return told >= 7;
}

static int compare(const void *a, const void *b)
{
    const x12_str *x = a, *y = b;
    size_t len = x->len < y->len ? x->len : y->len;
    int order = memcmp(x->at, y->at, len);

    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static bool is_secret(x12_str value)
{
    return bsearch(&value, secrets, secret_count, sizeof(*secrets), compare) !=
           NULL;
}

/* `keep` holds the text that the secrets point into. */
static void learn(x12_str text, struct x12_arena *keep)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    struct x12_reader rd = { 0 };
    struct x12_segment seg;

    secret_count = 0;
    if (open_text(&src, text, &err) &&
        x12_reader_init(&rd, &src, &err) == X12_OK)
        while (x12_reader_next(&rd, &seg) == X12_OK)
            for (unsigned e = 1; e <= seg.count; e++)
                if (is_hidden(&seg, e) && tells(&seg, x12_element(&seg, e)) &&
                    secret_count < SECRETS &&
                    !x12_str_is(x12_element(&seg, 0), "DMG"))
                    secrets[secret_count++] = x12_arena_copy(
                        keep, x12_element(&seg, e));
    qsort(secrets, secret_count, sizeof(*secrets), compare);
    x12_reader_release(&rd);
    x12_source_close(&src);
}

/* A sum or a count may have the digits of somebody's id. */
static bool is_text(const struct x12_segment *seg)
{
    return !x12_codes_have(" CAS AMT QTY ", x12_element(seg, 0));
}

static bool same_segment(const char *path, const struct x12_segment *a,
                         const struct x12_segment *b)
{
    if (x12_segment_text(a).len != x12_segment_text(b).len ||
        a->count != b->count || a->id != b->id ||
        memcmp(&a->delims, &b->delims, sizeof(a->delims)) != 0) {
        printf("%s: segment %llu has another form\n", path,
               (unsigned long long)a->ordinal);
        return false;
    }
    for (unsigned e = 1; e <= a->count; e++) {
        x12_str was = x12_element(a, e), is = x12_element(b, e);

        if ((is_hidden(a, e) && tells(a, was) && x12_str_equal(was, is)) ||
            (is_text(a) && is_secret(is))) {
            printf("%s: segment %llu, element %u still tells who\n", path,
                   (unsigned long long)a->ordinal, e);
            return false;
        }
    }
    return true;
}

static bool same_segments(const char *path, x12_str a, x12_str b)
{
    struct x12_source one = { 0 }, two = { 0 };
    struct x12_error err = { 0 };
    struct x12_reader ra = { 0 }, rb = { 0 };
    struct x12_segment x, y;
    bool same = open_text(&one, a, &err) && open_text(&two, b, &err) &&
                x12_reader_init(&ra, &one, &err) == X12_OK &&
                x12_reader_init(&rb, &two, &err) == X12_OK;

    while (same && x12_reader_next(&ra, &x) == X12_OK)
        same = x12_reader_next(&rb, &y) == X12_OK && same_segment(path, &x, &y);
    same = same && x12_reader_next(&rb, &y) != X12_OK;
    x12_reader_release(&ra);
    x12_reader_release(&rb);
    x12_source_close(&one);
    x12_source_close(&two);
    return same;
}

static void scrub(const char *path, x12_str text)
{
    static const unsigned char secret[16] = "one of our keys";
    struct edi_scrub_key key;
    struct x12_arena keep = { .limit = TEXT };
    struct x12_source src = { 0 };
    struct x12_sink out = { 0 };
    struct x12_error err = { 0 };
    bool cut_off;

    edi_scrub_key_make(&key, secret);
    if (open_text(&src, text, &err) &&
        x12_sink_open_memory(&out, TEXT, &err) == X12_OK &&
        edi_scrub(&key, &src, &out, &cut_off, &err) == X12_OK) {
        const x12_str scrubbed = x12_sink_memory(&out);

        learn(text, &keep);
        if (scrubbed.len < LEAST)
            printf("%s: left aside: no interchange\n", path);
        else if (!same_findings(text, scrubbed)) {
            printf("%s: something else is found\n", path);
            failed++;
        } else if (same_segments(path, text, scrubbed)) {
            passed++;
        } else {
            failed++;
        }
    }
    x12_sink_close(&out);
    x12_source_close(&src);
    x12_arena_release(&keep);
}

int main(int argc, char **argv)
{
    char *bytes = malloc(TEXT);

    for (int i = 1; i < argc && bytes; i++) {
        FILE *file = fopen(argv[i], "rb");

        if (file) {
            scrub(argv[i], (x12_str){ bytes, fread(bytes, 1, TEXT, file) });
            fclose(file);
        }
    }
    free(bytes);
    printf("scrubbed: %u passed, %u failed\n", passed, failed);
    return failed > 0;
}
