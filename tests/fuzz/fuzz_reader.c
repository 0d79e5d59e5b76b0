/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_reader - any bytes through source, scan, reader, envelope and walker
 *
 * The first byte picks how many bytes a read gives. What comes out must not
 * depend on it, and every scan must find what the scalar one does.
 */
#include "edi/guides/guides.h"
#include "parser/cursor.h"
#include "tests/support/drip.h"

#include <stdlib.h>

enum { FUZZ_FINDINGS = 64 };

/* What a run came to, as numbers that can be compared. */
struct fuzz_outcome {
    enum x12_status status;
    uint64_t segments, sum, told;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_expect(bool holds)
{
    if (!holds)
        abort();
}

static uint64_t fuzz_sum(uint64_t sum, x12_str s)
{
    for (size_t i = 0; i < s.len; i++)
        sum = (sum ^ (unsigned char)s.at[i]) * UINT64_C(0x100000001B3);
    return sum + s.len + 1;
}

static void fuzz_take(struct fuzz_outcome *out, const struct x12_segment *seg)
{
    out->sum = out->sum * 31 + seg->place.offset;
    for (unsigned pos = 0; pos <= seg->count; pos++)
        out->sum = fuzz_sum(out->sum, x12_element(seg, pos));
    fuzz_expect(seg->id == x12_id_pack(x12_element(seg, 0)));
    fuzz_expect(seg->ordinal == ++out->segments);
}

static bool fuzz_open(struct x12_source *src, x12_str bytes, size_t step)
{
    return drip_open(src, bytes, step, X12_END) == X12_OK &&
           x12_source_detect(src, NULL, NULL) == X12_OK;
}

static struct fuzz_outcome fuzz_read(x12_str bytes, size_t step)
{
    struct fuzz_outcome out = { 0 };
    struct x12_findings findings = { 0 };
    struct x12_source src = { 0 };
    struct x12_reader rd = { 0 };
    struct x12_segment seg;

    if (fuzz_open(&src, bytes, step)) {
        out.status = x12_reader_init(&rd, &src, NULL);
        rd.findings = &findings;
        while (out.status == X12_OK &&
               (out.status = x12_reader_next(&rd, &seg)) == X12_OK)
            fuzz_take(&out, &seg);
    }
    out.told = findings.told[X12_WARNING] + findings.told[X12_ERROR];
    x12_reader_release(&rd);
    x12_source_close(&src);
    return out;
}

static void fuzz_walk(x12_str bytes, size_t step)
{
    static struct x12_finding room[FUZZ_FINDINGS];
    struct x12_findings findings;
    struct x12_error err = { 0 };
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    enum x12_status status = X12_END;

    x12_findings_init(&findings, room, FUZZ_FINDINGS);
    if (fuzz_open(&src, bytes, step))
        status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    if (status == X12_OK)
        cur.findings = &findings;
    while (status == X12_OK)
        status = x12_cursor_next(&cur);
    x12_cursor_release(&cur);
    x12_source_close(&src);
}

/* The same of the kinds of bytes: all bits of whole bytes of the maps. */
static void fuzz_kinds(const char *bytes, size_t len,
                       struct x12_scan_marks marks)
{
    size_t room = len / 8 + X12_SCAN_UNIT;
    unsigned char *maps = calloc(6, room);
    struct x12_scan_kinds a, b;
    x12_scan_kinds_fn *scan;

    fuzz_expect(maps);
    a = (struct x12_scan_kinds){ 0, 0, maps, maps + room, maps + 2 * room };
    b = (struct x12_scan_kinds){ 0, 0, maps + 3 * room, maps + 4 * room,
                                 maps + 5 * room };
    x12_scan_kinds_scalar(bytes, len / 5, len, marks, &a);
    for (unsigned i = 1; (scan = x12_scan_kinds_variant(i, NULL)); i++) {
        size_t whole = (len - len / 5) / 8;

        scan(bytes, len / 5, len, marks, &b);
        fuzz_expect(memcmp(a.digit, b.digit, whole) == 0 &&
                    memcmp(a.part, b.part, whole) == 0 &&
                    memcmp(a.odd, b.odd, whole) == 0);
    }
    free(maps);
}

/* Every scan against the scalar one, with marks of the input's own. */
static void fuzz_scan(x12_str bytes)
{
    struct x12_scan_marks marks = { 0 };
    size_t room = bytes.len + X12_SCAN_UNIT;
    char *copy = calloc(1, room);
    uint32_t *cuts = calloc(4 * room, sizeof(*cuts));
    x12_scan_fn *scan;

    fuzz_expect(copy && cuts);
    if (bytes.len >= sizeof(marks))
        memcpy(&marks, bytes.at, sizeof(marks));
    memcpy(copy, bytes.at, bytes.len);
    for (unsigned which = 1; (scan = x12_scan_variant(which, NULL)); which++) {
        struct x12_scan_found a = { .cut = cuts, .term = cuts + room };
        struct x12_scan_found b = { .cut = cuts + 2 * room,
                                    .term = cuts + 3 * room };

        x12_scan_scalar(copy, 0, bytes.len, marks, &a);
        scan(copy, 0, bytes.len / 3, marks, &b);
        scan(copy, bytes.len / 3, bytes.len, marks, &b);
        fuzz_expect(a.cuts == b.cuts && a.terms == b.terms);
        fuzz_expect(memcmp(a.cut, b.cut, a.cuts * sizeof(*cuts)) == 0);
        fuzz_expect(memcmp(a.term, b.term, a.terms * sizeof(*cuts)) == 0);
        fuzz_expect(a.high == b.high && a.control == b.control &&
                    a.behind == b.behind);
    }
    fuzz_kinds(copy, bytes.len, marks);
    free(cuts);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_outcome whole, drip;
    x12_str bytes;
    size_t step;

    if (size == 0)
        return 0;
    step = data[0] % 64 + 1u;
    bytes = (x12_str){ (const char *)data + 1, size - 1 };
    whole = fuzz_read(bytes, 0);
    drip = fuzz_read(bytes, step);
    fuzz_expect(whole.status == drip.status && whole.sum == drip.sum &&
                whole.segments == drip.segments && whole.told == drip.told);
    fuzz_walk(bytes, step);
    fuzz_scan(bytes);
    return 0;
}
