/* SPDX-License-Identifier: Apache-2.0 */
/* window - the stretch of the input at hand, and the delimiters in it */
#include "parser/window_private.h"

#include <stdlib.h>

enum {
    WINDOW_CHUNK = 16 << 10, /* scanned at once: its cuts stay in the cache */
    /* Two longest segments, so that an unfinished one is moved only over
     * bytes that are done with, and a block behind them. */
    WINDOW_ROOM = 2 * X12_SEGMENT_LIMIT + X12_SOURCE_BLOCK,
    WINDOW_CUTS = 2 * X12_SEGMENT_LIMIT + 4 * WINDOW_CHUNK,
    WINDOW_TERMS = WINDOW_CHUNK + X12_SCAN_UNIT,
    /* Kinds are looked for anew from an unfinished segment on, if it is not
     * longer than this: so no byte is looked at often, however input drips. */
    WINDOW_KINDS_BACK = 2 << 10,
    WINDOW_KINDS = (WINDOW_KINDS_BACK + WINDOW_CHUNK) / 8 + X12_SCAN_UNIT,
};

uint64_t x12_window_offset(const struct x12_reader *rd)
{
    return rd->base_offset + rd->at;
}

enum x12_status x12_window_fail(struct x12_reader *rd, enum x12_status status,
                                const char *text)
{
    return x12_fail_at(rd->err, status, x12_window_offset(rd),
                       (uint32_t)rd->segments, "%s", text);
}

enum x12_status x12_window_fail_long(struct x12_reader *rd)
{
    return x12_window_fail(rd, X12_ELIMIT,
                           "a segment is longer than 262144 bytes "
                           "(X12_SEGMENT_LIMIT)");
}

/* ---- the window ---- */

void x12_window_drop_kinds(struct x12_reader *rd)
{
    rd->kinds_now = NULL;
    rd->odd = 0;
}

/* Moves what is not done with to the front of the window. Only over bytes that
 * are done with, so that a byte is moved once, however the input drips. */
static void window_shift(struct x12_reader *rd)
{
    size_t left = rd->filled - rd->at;

    if (rd->at == 0 || rd->at < left)
        return;
    memcpy(rd->window, rd->window + rd->at, left);
    for (size_t i = rd->next_cut; i < rd->found.cuts; i++)
        rd->found.cut[i] -= (uint32_t)rd->at;
    rd->scanned -= rd->at;
    rd->chunk -= rd->chunk < rd->at ? rd->chunk : rd->at;
    x12_window_drop_kinds(rd);
    rd->base_offset += rd->at;
    rd->filled = left;
    rd->at = 0;
}

/* Reads more bytes behind those at hand. X12_END: there are none. */
static enum x12_status window_read(struct x12_reader *rd)
{
    size_t got;

    if (rd->end != X12_OK)
        return rd->end;
    window_shift(rd);
    rd->end = x12_source_read(&rd->source, rd->window + rd->filled,
                              X12_SOURCE_BLOCK, &got, &rd->late);
    rd->filled += got;
    rd->bytes += got;
    return rd->end;
}

/* The same where the segment at hand needs them: a failure is told. */
enum x12_status x12_window_fill(struct x12_reader *rd)
{
    enum x12_status status = window_read(rd);

    if (status >= 0)
        return status;
    return x12_window_fail(rd, status, rd->late.text);
}

/* In a part: may what is at hand be taken for all that tells what the segment
 * is? Its end is there, and it is no ISA. So nobody reads over the end of a part
 * only to look. */
static bool window_is_enough(const struct x12_reader *rd)
{
    const char *w = rd->window + rd->at;
    size_t len = rd->filled - rd->at;

    return rd->part && len > 3 && memcmp(w, "ISA", 3) != 0 &&
           (memchr(w, rd->marks.segment, len) ||
            memchr(w, rd->marks.segment2, len));
}

/* Sees to it that `want` bytes are at hand if the input has them. */
void x12_window_want(struct x12_reader *rd, size_t want)
{
    if (rd->filled - rd->at < want && window_is_enough(rd))
        return;
    while (rd->filled - rd->at < want && window_read(rd) == X12_OK)
        continue;
}

/* ---- the delimiters in the window ---- */

/* Begins to scan at the next segment: the delimiters are others, or it lies
 * behind what was scanned. */
void x12_window_rescan(struct x12_reader *rd)
{
    rd->found.cuts = rd->found.terms = 0;
    rd->next_cut = rd->next_term = rd->plain = 0;
    rd->found.behind = true;
    rd->found.high = rd->found.control = false;
    rd->high = rd->wrapped = false;
    rd->scanned = rd->chunk = rd->at;
    x12_window_drop_kinds(rd);
}

/* Where the end of the next segment stands; found.terms says that it does. */
size_t x12_window_end_at(const struct x12_reader *rd)
{
    return rd->found.cut[rd->found.term[rd->next_term]];
}

/* Which segments x12_reader_next may deliver at once. */
void x12_window_mark_plain(struct x12_reader *rd)
{
    bool plain = !rd->wrapped && !rd->between && rd->found.terms > 0 &&
                 x12_window_end_at(rd) - rd->at <= X12_SEGMENT_LIMIT;

    rd->plain = plain ? rd->found.terms : 0;
}

void x12_reader_pass_odd(struct x12_reader *rd, size_t pos)
{
    const struct x12_scan_kinds *kinds = &rd->kinds;
    uint32_t at = (uint32_t)pos - kinds->from;
    uint64_t bits = 0;

    for (; at < kinds->size; at += X12_SCAN_KINDS_AT_ONCE) {
        bits = x12_scan_kinds_at(kinds->odd, at)
               << (64 - X12_SCAN_KINDS_AT_ONCE);
        if (bits)
            break;
    }
    if (bits)
        at += (uint32_t)__builtin_ctzll(bits) - (64 - X12_SCAN_KINDS_AT_ONCE);
    rd->odd = kinds->from + (size_t)(at < kinds->size ? at : kinds->size);
}

/* What kinds of bytes stand from the next segment to `to`. */
static void window_scan_kinds(struct x12_reader *rd, size_t to)
{
    x12_window_drop_kinds(rd);
    if (!rd->kinds_wanted || rd->wrapped ||
        rd->scanned - rd->at > WINDOW_KINDS_BACK)
        return;
    rd->scan_kinds(rd->window, rd->at, to, rd->marks, &rd->kinds);
    rd->kinds_now = &rd->kinds;
    x12_reader_pass_odd(rd, rd->at);
}

/* Scans the next stretch of the window. All ends found were delivered. */
static void window_scan(struct x12_reader *rd)
{
    size_t used = rd->next_cut, left = rd->found.cuts - used;
    size_t to = rd->filled;

    if (used >= left) {
        memcpy(rd->found.cut, rd->found.cut + used, left * sizeof(uint32_t));
        rd->found.cuts = left;
        rd->next_cut = 0;
    }
    if (to - rd->scanned > WINDOW_CHUNK)
        to = rd->scanned + WINDOW_CHUNK;
    /* What was seen counts as long as a segment from there is unfinished. */
    if (rd->at >= rd->chunk)
        rd->high = rd->wrapped = false;
    if (rd->at < rd->scanned) {
        rd->high |= rd->found.high;
        rd->wrapped |= rd->found.control;
    }
    rd->found.high = rd->found.control = false;
    rd->found.terms = rd->next_term = 0;
    rd->scan(rd->window, rd->scanned, to, rd->marks, &rd->found);
    rd->high |= rd->found.high;
    rd->wrapped |= rd->found.control;
    window_scan_kinds(rd, to);
    rd->chunk = rd->scanned;
    rd->scanned = to;
    x12_window_mark_plain(rd);
}

/* Looks further for the end of a segment. */
enum x12_status x12_window_more(struct x12_reader *rd)
{
    if (rd->scanned - rd->at > X12_SEGMENT_LIMIT)
        return x12_window_fail_long(rd);
    if (rd->scanned == rd->filled) {
        enum x12_status status = x12_window_fill(rd);

        if (status != X12_OK)
            return status;
    }
    window_scan(rd);
    return X12_OK;
}

/* Goes on at window[at]: forgets the delimiters before it. */
void x12_window_go(struct x12_reader *rd, size_t at)
{
    struct x12_scan_found *found = &rd->found;

    rd->at = at;
    if (at > rd->scanned) {
        x12_window_rescan(rd);
        return;
    }
    while (rd->next_cut < found->cuts && found->cut[rd->next_cut] < at)
        rd->next_cut++;
    while (rd->next_term < found->terms &&
           found->term[rd->next_term] < rd->next_cut)
        rd->next_term++;
}

/* ---- its memory ---- */

static void window_place_kinds(struct x12_scan_kinds *kinds)
{
    kinds->part = kinds->digit + WINDOW_KINDS;
    kinds->odd = kinds->part + WINDOW_KINDS;
}

/* At the beginning of an input, in the memory of `of`. */

enum x12_status x12_window_make(struct x12_reader *rd)
{
    /* Whole units are scanned, and what is behind the input means nothing:
     * zeros make it the same nothing every time. */
    rd->window = calloc(1, WINDOW_ROOM + X12_SCAN_UNIT);
    rd->found.cut = malloc(WINDOW_CUTS * sizeof(uint32_t));
    rd->found.term = malloc(WINDOW_TERMS * sizeof(uint32_t));
    rd->kinds.digit = calloc(3, WINDOW_KINDS);
    if (!rd->window || !rd->found.cut || !rd->found.term || !rd->kinds.digit)
        return x12_fail(rd->err, X12_ENOMEM, "no memory for the reader");
    window_place_kinds(&rd->kinds);
    return X12_OK;
}

void x12_window_release(struct x12_reader *rd)
{
    free(rd->kinds.digit);
    free(rd->found.cut);
    free(rd->found.term);
    free(rd->window);
}
