/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same_payments FILE... - the 835 sets of each file, written again
 *
 * What is read of a set and written gives its segments again, element for
 * element. A set with segments that have no place is left aside: they are told
 * by edi json as "unread".
 */
#include "tests/support/payment_pipe.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned passed, failed;

static char *load(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(PAYMENT_PIPE_TEXT);

    *len = file && bytes ? fread(bytes, 1, PAYMENT_PIPE_TEXT, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static bool has_headers(x12_str text)
{
    while (text.len > 0)
        if (x12_str_starts(x12_str_cut(&text, '\n'), X12_STR("LX*")))
            return true;
    return false;
}

/* Where a file has no LX, one is written: payments cannot be without. */
static bool same(const char *path, x12_str a, x12_str b)
{
    const bool headless = !has_headers(a);

    while (a.len > 0 || b.len > 0) {
        x12_str one = x12_str_cut(&a, '\n'), two = x12_str_cut(&b, '\n');

        if (headless && x12_str_starts(two, X12_STR("LX*")))
            two = x12_str_cut(&b, '\n');
        if (!x12_str_equal(one, two)) {
            printf("%s: written %.*s for %.*s\n", path, (int)two.len, two.at,
                   (int)one.len, one.at);
            return false;
        }
    }
    return true;
}

static void file_again(const char *path, x12_str text)
{
    struct x12_sink written = { 0 }, want = { 0 }, got = { 0 };
    struct x12_error err = { 0 };
    unsigned sets = 0, unread = 0;

    if (x12_sink_open_memory(&written, PAYMENT_PIPE_TEXT, &err) == X12_OK &&
        x12_sink_open_memory(&want, PAYMENT_PIPE_TEXT, &err) == X12_OK &&
        x12_sink_open_memory(&got, PAYMENT_PIPE_TEXT, &err) == X12_OK &&
        payment_pipe_write(text, &written, &sets, &unread, &err) == X12_OK &&
        sets > 0 && unread == 0) {
        if (payment_pipe_plain(text, &want, &err) != X12_OK ||
            payment_pipe_plain(x12_sink_memory(&written), &got, &err) != X12_OK)
            printf("%s: read back: %s\n", path, err.text);
        if (err.status == X12_OK &&
            same(path, x12_sink_memory(&want), x12_sink_memory(&got)))
            passed++;
        else
            failed++;
    } else if (sets > 0) {
        printf("%s: left aside: %u segments unread%s%s\n", path, unread,
               err.status ? ", " : "", err.text);
    }
    x12_sink_close(&written);
    x12_sink_close(&want);
    x12_sink_close(&got);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t len;
        char *bytes = load(argv[i], &len);

        if (bytes)
            file_again(argv[i], (x12_str){ bytes, len });
        free(bytes);
    }
    printf("835 again: %u passed, %u failed\n", passed, failed);
    return failed > 0;
}
