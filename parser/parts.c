/* SPDX-License-Identifier: Apache-2.0 */
/* parts - an input cut into parts that can be worked side by side */
#include "parser/parts.h"

#include "parser/isa_private.h"

#include <stdlib.h>

enum {
    PARTS_CONTROL = 600, /* longest control segment that is looked at */
    PARTS_STRIDE = 64,   /* bytes passed over at once */
};

enum x12_status x12_parts_init(struct x12_parts *parts, struct x12_source *src,
                               struct x12_error *err)
{
    *parts = (struct x12_parts){ .source = *src, .cut = true, .edge = true };
    *src = (struct x12_source){ 0 };
    parts->block = X12_PART_BLOCK;
    parts->at.between = true;
    x12_envelope_init(&parts->envelope);
    parts->rest = malloc((size_t)X12_CHUNK_BLOCKS * X12_PART_BLOCK);
    return parts->rest ? X12_OK
                       : x12_fail(err, X12_ENOMEM, "no memory for parts");
}

void x12_parts_release(struct x12_parts *parts)
{
    x12_source_close(&parts->source);
    free(parts->rest);
    *parts = (struct x12_parts){ 0 };
}

void x12_chunk_release(struct x12_chunk *chunk)
{
    free(chunk->bytes);
    *chunk = (struct x12_chunk){ 0 };
}

/* ---- control segments ---- */

/* Do the letters before this separator end the id of a control segment? */
static inline unsigned parts_is_control(const char *p, char element)
{
    unsigned s = p[0] == 'S', g = p[0] == 'G', e = p[0] == 'E';
    unsigned t2 = p[1] == 'T', e2 = p[1] == 'E', s2 = p[1] == 'S';
    unsigned a2 = p[1] == 'A', end = p[2] == element;

    return end & ((s & (t2 | e2 | a2)) | (g & (s2 | e2)) | (e & a2));
}

/* The next place in w[from, to) that may be such letters, else `to`. Most bytes
 * are passed over without a branch, so that the compiler takes many at once. */
static size_t parts_find(const char *w, size_t from, size_t to, char element)
{
    while (from + PARTS_STRIDE + 2 <= to) {
        const char *p = w + from;
        unsigned char any = 0;

        for (size_t i = 0; i < PARTS_STRIDE; i++)
            any |= (unsigned char)parts_is_control(p + i, element);
        if (any)
            break;
        from += PARTS_STRIDE;
    }
    while (from + 2 < to && !parts_is_control(w + from, element))
        from++;
    return from + 2 < to ? from : to;
}

static bool parts_is_end(const struct x12_parts *parts, char c)
{
    return (unsigned char)c == parts->at.marks.segment ||
           (unsigned char)c == parts->at.marks.segment2;
}

/* Does a segment begin at w[start]? */
static bool parts_begins(const struct x12_parts *parts, const char *w,
                         size_t start)
{
    while (start > 0 && !parts_is_end(parts, w[start - 1])) {
        if (!x12_reader_is_blank(w[start - 1]))
            return false;
        start--;
    }
    return start > 0 || parts->edge;
}

/* Where the segment from `start` ends; `to`: not before that. */
static size_t parts_end(const struct x12_parts *parts, const char *w,
                        size_t start, size_t to)
{
    while (start < to && !parts_is_end(parts, w[start]))
        start++;
    return start;
}

/* The envelope meets the control segment w[start, end], its mark included. */
static enum x12_level parts_step(struct x12_parts *parts, const char *w,
                                 size_t start, size_t end)
{
    uint32_t cut[PARTS_CONTROL + 2 * X12_SCAN_UNIT];
    uint32_t term[PARTS_CONTROL + 2 * X12_SCAN_UNIT];
    struct x12_scan_found found = { .cut = cut, .term = term, .behind = true };
    struct x12_segment seg = { .base = w + start, .cut = cut };

    x12_scan_scalar(w + start, 0, end + 1 - start, parts->at.marks, &found);
    if (found.terms == 0)
        return X12_AT_STRAY;
    seg.count = term[0];
    seg.id = x12_id_pack(x12_str_of(w + start, cut[0]));
    seg.delims = parts->at.delims;
    seg.place.offset = parts->at.offset + start;
    return x12_envelope_step(&parts->envelope, &seg, &parts->findings);
}

/* ---- where a part may end ---- */

/* A cursor that meets this place must not have to look beyond it for its ISA. */
static bool parts_may_cut(const struct x12_parts *parts, size_t start)
{
    uint64_t offset = parts->at.offset + start;

    return parts->part + start >= X12_PART_BLOCKS * parts->block &&
           parts->at.opened > 0 && offset - parts->isa >= PARTS_CONTROL;
}

/* An ISA begins at w[start]; false: none that can be read. */
static bool parts_open(struct x12_parts *parts, const char *w, size_t start,
                       size_t to)
{
    x12_str look = { w + start, to - start };
    struct x12_isa isa;

    if (look.len > X12_ISA_LOOK)
        look.len = X12_ISA_LOOK;
    if (!x12_isa_read(look, &isa))
        return false;
    parts->at.marks = x12_isa_marks(&isa);
    parts->at.delims = isa.delims;
    parts->at.between = false;
    parts->isa = parts->at.offset + start;
    parts->at.opened = parts->isa + 1;
    return true;
}

enum parts_found { PARTS_CUT, PARTS_ON, PARTS_MORE };

/* Between interchanges: PARTS_ON behind the next ISA's id. */
static enum parts_found parts_between(struct x12_parts *parts, const char *w,
                                      size_t to)
{
    size_t at = parts->seen;

    while (at < to && w[at] != 'I') {
        parts->clean &= x12_reader_is_blank(w[at]);
        at++;
    }
    parts->seen = at;
    if (at == to || (to - at < X12_ISA_LOOK && parts->end == X12_OK))
        return PARTS_MORE;
    if (parts->clean && at > 0 && parts_may_cut(parts, at) && to - at >= 4 &&
        memcmp(w + at, "ISA", 3) == 0)
        return PARTS_CUT;
    if (parts_open(parts, w, at, to)) {
        size_t end = parts_end(parts, w, at, to);

        if (end < to && end - at < PARTS_CONTROL)
            parts_step(parts, w, at, end);
        at = end < to ? end : to - 1;
    }
    parts->clean = false;
    parts->seen = at + 1;
    return PARTS_ON;
}

/* A control segment's id of two or three letters begins at `start`. */
static enum parts_found parts_control(struct x12_parts *parts, const char *w,
                                      size_t start, size_t to)
{
    size_t end = parts_end(parts, w, start, to);
    const struct x12_envelope *env = &parts->envelope;

    parts->seen = start;
    if (end == to && to - start < PARTS_CONTROL && parts->end == X12_OK)
        return PARTS_MORE;
    if (end == to || end - start >= PARTS_CONTROL) {
        parts->seen = start + 3;
        return PARTS_ON;
    }
    if (memcmp(w + start, "ST", 2) == 0 && !env->in_st && env->in_gs &&
        parts_may_cut(parts, start))
        return PARTS_CUT;
    if (memcmp(w + start, "ISA", 3) == 0) {
        if (to - start < X12_ISA_LOOK && parts->end == X12_OK)
            return PARTS_MORE;
        if (!parts_open(parts, w, start, to)) {
            parts->seen = start + 3;
            return PARTS_ON;
        }
        end = parts_end(parts, w, start, to);
    }
    parts_step(parts, w, start, end < to ? end : to - 1);
    if (memcmp(w + start, "IEA", 3) == 0)
        parts->at.between = parts->clean = true;
    parts->seen = end + 1 < to ? end + 1 : to;
    return PARTS_ON;
}

static enum parts_found parts_inside(struct x12_parts *parts, const char *w,
                                     size_t to)
{
    size_t at = parts->seen, start;

    at = parts_find(w, at, to, parts->at.delims.element);
    if (at == to) {
        if (to >= 2 && to - 2 > parts->seen)
            parts->seen = to - 2;
        return PARTS_MORE;
    }
    start = w[at + 1] == 'A' ? at - 1 : at; /* of ISA and IEA */
    if ((w[at + 1] == 'A' && (at == 0 || w[start] != 'I')) ||
        !parts_begins(parts, w, start)) {
        parts->seen = at + 1;
        return PARTS_ON;
    }
    return parts_control(parts, w, start, to);
}

/* Looks at what is new in the chunk; PARTS_CUT: a part may begin at `seen`. */
static enum parts_found parts_look(struct x12_parts *parts,
                                   const struct x12_chunk *chunk)
{
    enum parts_found found = PARTS_ON;

    while (found == PARTS_ON)
        found = parts->at.between
                    ? parts_between(parts, chunk->bytes, chunk->len)
                    : parts_inside(parts, chunk->bytes, chunk->len);
    return found;
}

/* ---- chunks ---- */

/* Ends the chunk at `len`: what stands behind comes with the next one. */
static void parts_split(struct x12_parts *parts, struct x12_chunk *chunk,
                        size_t len, bool cut)
{
    parts->rest_len = chunk->len - len;
    memcpy(parts->rest, chunk->bytes + len, parts->rest_len);
    chunk->len = len;
    parts->cut = cut;
    parts->part = cut ? 0 : parts->part + len;
    parts->at.offset += len;
    parts->seen = parts->seen > len ? parts->seen - len : 0;
}

/* A chunk that is full ends before what is not wholly in it. */
static size_t parts_full(struct x12_parts *parts, const struct x12_chunk *chunk)
{
    size_t len = parts->seen, low = chunk->len - parts->block;

    parts->edge = true;
    if (parts->at.between || len < chunk->len - PARTS_CONTROL)
        return len > low ? len : chunk->len;
    for (; len > low; len--)
        if (parts_is_end(parts, chunk->bytes[len - 1]))
            return len;
    parts->edge = false;
    return chunk->len;
}

static void parts_begin(struct x12_parts *parts, struct x12_chunk *chunk)
{
    const struct x12_findings *list = &parts->findings;

    chunk->begins = parts->cut;
    chunk->last = false;
    chunk->end = X12_OK;
    chunk->len = parts->rest_len;
    memcpy(chunk->bytes, parts->rest, parts->rest_len);
    if (!chunk->begins)
        return;
    parts->edge = true;
    chunk->mark.at = parts->at;
    chunk->mark.envelope = parts->envelope;
    memcpy(chunk->mark.interchange, list->interchange,
           sizeof(list->interchange));
    memcpy(chunk->mark.group, list->group, sizeof(list->group));
    memcpy(chunk->mark.transaction, list->transaction,
           sizeof(list->transaction));
}

enum x12_status x12_parts_next(struct x12_parts *parts, struct x12_chunk *chunk)
{
    const size_t limit = X12_CHUNK_BLOCKS * parts->block;

    if (!chunk->bytes)
        chunk->bytes = malloc(limit);
    if (!chunk->bytes)
        return X12_ENOMEM;
    parts_begin(parts, chunk);
    for (;;) {
        size_t got = 0;

        if (parts_look(parts, chunk) == PARTS_CUT) {
            parts_split(parts, chunk, parts->seen, true);
            return X12_OK;
        }
        if (parts->end != X12_OK)
            break;
        if (chunk->len + parts->block > limit) {
            parts_split(parts, chunk, parts_full(parts, chunk), false);
            return X12_OK;
        }
        parts->end = x12_source_read(&parts->source, chunk->bytes + chunk->len,
                                     parts->block, &got, &parts->err);
        chunk->len += got;
    }
    chunk->last = true;
    chunk->end = parts->end;
    chunk->late = parts->err;
    return X12_OK;
}
