/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/parts.h"
#include "tests/support/cm.h"
#include "tests/support/drip.h"

#include <stdio.h>

#define ISA                                                                  \
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *" \
    "240131*1230*^*00501*%09u*0*P*:~\n"
#define GS  "GS*HC*SND*RCV*20240131*1230*1*X*005010X222A1~\n"
#define SET "ST*837*0001~\nNM1*85*2*ST*X~\nREF*ST*SE*1~\nSE*4*0001~\n"
#define END "GE*1*1~\nIEA*1*%09u~\n"

enum { TEXT = 64 << 10 };
static char text[TEXT];

static size_t put(size_t len, const char *format, unsigned number)
{
    char piece[256];
    size_t i = 0;

    snprintf(piece, sizeof(piece), format, number);
    while (piece[i])
        text[len++] = piece[i++];
    return len;
}

/* So many interchanges of so many sets each. */
static x12_str make(unsigned interchanges, unsigned sets)
{
    size_t len = 0;

    for (unsigned i = 1; i <= interchanges; i++) {
        len = put(put(len, ISA, i), GS, i);
        for (unsigned k = 0; k < sets; k++)
            len = put(len, SET, k);
        len = put(len, END, i);
    }
    return (x12_str){ text, len };
}

/* How many parts begin at `what`; -1: elsewhere, or bytes are not as they were.
 * Chunks have their least size. */
static int parts_at(x12_str bytes, size_t step, const char *what)
{
    struct x12_parts parts;
    struct x12_chunk chunk = { 0 };
    struct x12_source src;
    size_t at = 0;
    int count = 0;

    assert_int_equal(drip_open(&src, bytes, step, X12_END), X12_OK);
    assert_int_equal(x12_parts_init(&parts, &src, NULL), X12_OK);
    parts.block = X12_PART_BLOCK_LEAST;
    while (!chunk.last && count >= 0) {
        assert_int_equal(x12_parts_next(&parts, &chunk), X12_OK);
        if (chunk.begins && at > 0) {
            assert_int_equal(chunk.mark.at.offset, at);
            count += 1;
            if (memcmp(chunk.bytes, what, strlen(what)) != 0)
                count = -1;
        }
        assert_true(chunk.len <= bytes.len - at);
        assert_memory_equal(chunk.bytes, bytes.at + at, chunk.len);
        at += chunk.len;
    }
    assert_int_equal(at, bytes.len);
    assert_int_equal(chunk.end, X12_END);
    x12_chunk_release(&chunk);
    x12_parts_release(&parts);
    return count;
}

static void parts_begin_at_sets_and_not_at_what_looks_like_one(void **state)
{
    (void)state;
    for (size_t step = 0; step < 300; step += 43)
        assert_int_equal(parts_at(make(1, 600), step, "ST*837*"), 6);
}

static void parts_begin_at_interchanges_too(void **state)
{
    (void)state;
    assert_true(parts_at(make(60, 9), 0, "") > 6);
}

static void a_mark_knows_the_envelope_around_it(void **state)
{
    struct x12_parts parts;
    struct x12_chunk chunk = { 0 };
    struct x12_source src;

    (void)state;
    assert_int_equal(drip_open(&src, make(1, 600), 0, X12_END), X12_OK);
    assert_int_equal(x12_parts_init(&parts, &src, NULL), X12_OK);
    parts.block = X12_PART_BLOCK_LEAST;
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(x12_parts_next(&parts, &chunk), X12_OK);
    assert_true(chunk.begins);
    assert_string_equal(chunk.mark.envelope.isa_control, "000000001");
    assert_string_equal(chunk.mark.group, "1");
    assert_true(chunk.mark.envelope.in_gs);
    assert_int_equal(chunk.mark.at.delims.element, '*');
    assert_true(chunk.mark.envelope.sets > 50);
    x12_chunk_release(&chunk);
    x12_parts_release(&parts);
}

static void what_is_no_x12_is_one_part_all_the_same(void **state)
{
    (void)state;
    memset(text, 'S', TEXT);
    assert_int_equal(parts_at((x12_str){ text, TEXT }, 7, "ST"), 0);
    assert_int_equal(parts_at((x12_str){ text, 0 }, 7, "ST"), 0);
}

static void a_failure_of_the_input_comes_with_the_last_chunk(void **state)
{
    struct x12_parts parts;
    struct x12_chunk chunk = { 0 };
    struct x12_source src;

    (void)state;
    assert_int_equal(drip_open(&src, make(1, 2), 5, X12_EIO), X12_OK);
    assert_int_equal(x12_parts_init(&parts, &src, NULL), X12_OK);
    assert_int_equal(x12_parts_next(&parts, &chunk), X12_OK);
    assert_true(chunk.last);
    assert_int_equal(chunk.end, X12_EIO);
    assert_int_equal(chunk.late.status, X12_EIO);
    x12_chunk_release(&chunk);
    x12_parts_release(&parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_begin_at_sets_and_not_at_what_looks_like_one),
        cmocka_unit_test(parts_begin_at_interchanges_too),
        cmocka_unit_test(a_mark_knows_the_envelope_around_it),
        cmocka_unit_test(what_is_no_x12_is_one_part_all_the_same),
        cmocka_unit_test(a_failure_of_the_input_comes_with_the_last_chunk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
