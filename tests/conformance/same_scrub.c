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

/* Where people, their ids, their days and their addresses stand. */
static const struct {
    const char *id;
    unsigned elements[8];
    enum { WORDS = 1, IDS, DATES } kind;
} hidden[] = {
    { "NM1", { 3, 4, 5, 6, 7, 12 }, WORDS },
    { "N1", { 2 }, WORDS },
    { "N2", { 1, 2 }, WORDS },
    { "N3", { 1, 2 }, WORDS },
    { "N4", { 1 }, WORDS },
    { "PER", { 2, 4, 6, 8 }, WORDS },
    { "SBR", { 4 }, WORDS },
    { "NTE", { 2 }, WORDS },
    { "K3", { 1 }, WORDS },
    { "MSG", { 1 }, WORDS },
    { "NM1", { 9 }, IDS },
    { "N1", { 4 }, IDS },
    { "N4", { 3 }, IDS },
    { "SBR", { 3 }, IDS },
    { "CLM", { 1 }, IDS },
    { "CLP", { 1, 7 }, IDS },
    { "REF", { 2 }, IDS },
    { "TRN", { 2 }, IDS },
    { "BPR", { 7, 9, 11, 13, 15 }, IDS },
    { "PLB", { 1 }, IDS },
    { "PWK", { 6 }, IDS },
    { "DMG", { 2 }, DATES },
    { "PAT", { 6 }, DATES },
    { "DTP", { 3 }, DATES },
};

/* What is to be another there; 0: nothing. A version or a code in a REF is no
 * id. */
static int hidden_kind(const struct x12_segment *seg, unsigned element)
{
    const x12_str id = x12_element(seg, 0);

    if (x12_str_is(id, "REF") &&
        (x12_element(seg, 2).len <= 2 ||
         x12_codes_have(" F2 87 ", x12_element(seg, 1))))
        return 0;
    for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
        for (size_t k = 0; k < 8 && hidden[i].elements[k]; k++)
            if (hidden[i].elements[k] == element &&
                x12_str_is(id, hidden[i].id))
                return (int)hidden[i].kind;
    return 0;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Letters, and digits but for the zeros in front of an id; the words of a box
 * stay what they are. */
static size_t told_by(x12_str value)
{
    static const char box[] = " PO P.O. P O BOX POB POBOX POST OFFICE "
                              "POSTOFFICE LOCKBOX LOCK BIN DRAWER ";
    size_t told = 0;

    while (value.len > 0) {
        x12_str word = x12_str_cut(&value, ' ');

        if (x12_codes_have(box, word))
            continue;
        for (size_t i = 0, before = 0; i < word.len; i++) {
            const char c = word.at[i];

            before += is_letter(c) || (c >= '1' && c <= '9') ||
                      (c == '0' && before > 0);
            told += i + 1 == word.len ? before : 0;
        }
    }
    return told;
}

/* Is there anything in the value that has to be another in the output? */
static bool tells(int kind, x12_str value)
{
    x12_date from, to;

    if (kind == DATES)
        return x12_date_parse(value, &from) ||
               x12_period_parse(X12_STR("RD8"), value, &from, &to);
    return kind && told_by(value) > 0;
}

/* Looked for in every element: long enough to be there by no chance. */
static bool is_sought(x12_str value)
{
    size_t letters = 0;

    for (size_t i = 0; i < value.len; i++)
        letters += is_letter(value.at[i]);
    return told_by(value) >= 7 || (told_by(value) >= 5 && letters >= 2);
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
                if (secret_count < SECRETS && hidden_kind(&seg, e) &&
                    hidden_kind(&seg, e) != DATES &&
                    is_sought(x12_element(&seg, e)))
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

/* Does element `e` of what is written still tell who? */
static bool still_tells(const struct x12_segment *a,
                        const struct x12_segment *b, unsigned e)
{
    const x12_str was = x12_element(a, e), is = x12_element(b, e);

    return (tells(hidden_kind(a, e), was) && x12_str_equal(was, is)) ||
           (is_text(a) && is_secret(is));
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
    for (unsigned e = 1; e <= a->count; e++)
        if (still_tells(a, b, e)) {
            printf("%s: segment %llu, element %u still tells who\n", path,
                   (unsigned long long)a->ordinal, e);
            return false;
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
