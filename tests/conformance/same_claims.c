/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same_claims ORIGINAL WRITTEN... - the claims of one 837, written again
 *
 * Each set of claims of the original must stand in one of the files written:
 * every segment from its first HL up to the SE, in the same order, element for
 * element. HL01 and HL02 are numbers of the file and not looked at; numbers are
 * the same when their values are. No set may stand there that the original has
 * not.
 */
#include "parser/reader.h"
#include "parser/value.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAME_SETS = 10000, SAME_TEXT = 64 << 20 };

/* A set as text: elements parted by 0x1D, components by 0x1F, repeats by 0x1E,
 * segments ended by a line feed. */
struct same_file {
    char *text; /* of all its sets */
    size_t used;
    size_t from[SAME_SETS + 1]; /* where each set of claims begins */
    bool met[SAME_SETS];
    size_t count;
};

static void same_die(const char *what, const char *path)
{
    fprintf(stderr, "same_claims: %s: %s\n", path, what);
    exit(2);
}

static void same_put(struct same_file *file, char c)
{
    if (file->used == SAME_TEXT)
        same_die("too large for this test", "text");
    file->text[file->used++] = c;
}

/* The segment; empty elements and components at ends are left out, as writers
 * do. */
static void same_segment(struct same_file *file, const struct x12_segment *seg)
{
    const x12_str text = x12_segment_text(seg);
    const bool is_hl = x12_str_is(x12_element(seg, 0), "HL");
    unsigned element = 0;
    size_t owed = 0, from = file->used;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == seg->delims.element)
            c = '\x1d', element++;
        else if (c == seg->delims.component)
            c = '\x1f';
        else if (seg->delims.repeat && c == seg->delims.repeat)
            c = '\x1e';
        else if (is_hl && (element == 1 || element == 2))
            continue;
        same_put(file, c);
    }
    /* what is empty in front of a mark of a higher rank, and at the end */
    for (size_t i = from; i < file->used; i++) {
        const char c = file->text[i];

        while (owed > from &&
               ((c == '\x1d' && (file->text[owed - 1] == '\x1f' ||
                                 file->text[owed - 1] == '\x1e')) ||
                (c == '\x1e' && file->text[owed - 1] == '\x1f')))
            owed--;
        if (i == from)
            owed = from;
        file->text[owed++] = c;
    }
    file->used = owed > from ? owed : from;
    while (file->used > from && file->text[file->used - 1] >= '\x1d' &&
           file->text[file->used - 1] <= '\x1f')
        file->used--;
    same_put(file, '\n');
}

/* Reads the sets of the file that hold a CLM, behind those that are there. */
static void same_read(struct same_file *file, const char *path)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    struct x12_reader rd = { 0 };
    struct x12_segment seg;
    bool inside = false, claims = false;
    enum x12_status status = x12_source_open_file(&src, path, &err);

    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, &err);
    if (status == X12_OK)
        status = x12_reader_init(&rd, &src, &err);
    while (status == X12_OK &&
           (status = x12_reader_next(&rd, &seg)) == X12_OK) {
        const x12_str id = x12_element(&seg, 0);

        if (x12_str_is(id, "ST")) {
            inside = claims = false;
            file->used = file->from[file->count];
        } else if (x12_str_is(id, "SE") && claims) {
            if (file->count == SAME_SETS)
                same_die("more sets than this test takes", path);
            file->from[++file->count] = file->used;
            inside = claims = false;
        } else if (x12_str_is(id, "HL") || inside) {
            inside = true;
            claims |= x12_str_is(id, "CLM");
            same_segment(file, &seg);
        }
    }
    file->used = file->from[file->count];
    if (status != X12_END)
        same_die(err.text, path);
    x12_reader_release(&rd);
    x12_source_close(&src);
}

/* A value up to the next mark. */
static x12_str same_value(const char **at, const char *end)
{
    const char *from = *at;

    while (*at < end && (unsigned char)**at >= ' ')
        (*at)++;
    return (x12_str){ from, (size_t)(*at - from) };
}

static bool same_values(x12_str a, x12_str b)
{
    x12_decimal left, right;

    return x12_str_equal(a, b) ||
           (x12_decimal_parse(a, &left) && x12_decimal_parse(b, &right) &&
            x12_decimal_compare(left, right) == 0);
}

/* The place where two sets differ, or NULL. */
static const char *same_difference(const char *a, const char *a_end,
                                   const char *b, const char *b_end)
{
    const char *line = a;

    while (a < a_end && b < b_end) {
        x12_str left = same_value(&a, a_end), right = same_value(&b, b_end);

        if (!same_values(left, right) || *a != *b)
            return line;
        if (*a == '\n')
            line = a + 1;
        a++, b++;
    }
    return a == a_end && b == b_end ? NULL : line;
}

/* The set of `written` that is the same and was not met yet. */
static bool same_find(const struct same_file *original, size_t set,
                      struct same_file *written, const char **where)
{
    const char *from = original->text + original->from[set];
    const char *end = original->text + original->from[set + 1];

    *where = from;
    for (size_t i = 0; i < written->count; i++) {
        const char *differs;

        if (written->met[i])
            continue;
        differs = same_difference(from, end, written->text + written->from[i],
                                  written->text + written->from[i + 1]);
        written->met[i] = !differs;
        if (!differs)
            return true;
        *where = differs > *where ? differs : *where;
    }
    return false;
}

static void same_open(struct same_file *file)
{
    file->text = malloc(SAME_TEXT);
    if (!file->text)
        same_die("out of memory", "text");
}

int main(int argc, char **argv)
{
    static struct same_file original, written;
    unsigned failed = 0;

    if (argc < 2)
        same_die("which files?", "usage");
    same_open(&original);
    same_open(&written);
    same_read(&original, argv[1]);
    for (int i = 2; i < argc; i++)
        same_read(&written, argv[i]);
    for (size_t i = 0; i < original.count; i++) {
        const char *where;
        size_t len;

        if (same_find(&original, i, &written, &where))
            continue;
        len = strcspn(where, "\n\x1d"); /* the id alone: data are people's */
        printf("%s: set %zu is not written again: its first difference is a "
               "%.*s\n",
               argv[1], i + 1, (int)len, where);
        failed++;
    }
    for (size_t i = 0; i < written.count; i++)
        if (!written.met[i] && failed == 0) {
            printf("%s: a set is written that it has not\n", argv[1]);
            failed++;
        }
    free(original.text);
    free(written.text);
    return failed > 0;
}
