/* SPDX-License-Identifier: Apache-2.0 */
/*
 * take - the segments that all guides share, into the structs of claim.h
 *
 *     edi_take_begin(&t, cur, arena);
 *     pay->id = edi_take_text(&t, 1);
 *     pay->charge = edi_take_money(&t, 3);
 *     edi_take_adjustments(&t, &pay->adjustments, &pay->adjustment_count);
 *
 * The segment is copied into the arena once, as a whole; every text is a slice
 * of that copy. Where memory is out the slices are of no use: ask arena->failed.
 */
#ifndef EDI_TAKE_PRIVATE_H
#define EDI_TAKE_PRIVATE_H

#include "edi/claims/claim.h"
#include "parser/arena.h"
#include "parser/cursor.h"

/* What could not be read of a segment. */
struct edi_lost {
    bool any;        /* a number */
    unsigned amount; /* the first element among them that is money, or 0 */
};

struct edi_take {
    const struct x12_cursor *cur;
    const struct x12_segment *seg;
    struct x12_arena *arena;
    const char *from;      /* the segment in the reader's window */
    const char *copy;      /* the same in the arena */
    struct edi_lost *lost; /* where that is noted; may be NULL */
};

static inline void edi_take_begin(struct edi_take *t,
                                  const struct x12_cursor *cur,
                                  struct x12_arena *arena)
{
    x12_str text = x12_segment_text(&cur->seg);

    t->cur = cur;
    t->seg = &cur->seg;
    t->arena = arena;
    t->from = text.at;
    t->copy = x12_arena_copy_wide(arena, text).at;
    if (!t->copy) /* memory is out, or there is no text */
        t->copy = text.at;
    t->lost = NULL;
}

/* Does the segment hold bytes that are not UTF-8? */
bool edi_take_is_other(const struct x12_segment *seg);
static inline bool edi_take_is_latin1(const struct x12_cursor *cur)
{
    return cur->seg.high && edi_take_is_other(&cur->seg);
}

/* A slice of the segment as one of its copy. */
static inline x12_str edi_take_kept(const struct edi_take *t, x12_str s)
{
    if (s.len == 0)
        return (x12_str){ NULL, 0 };
    return (x12_str){ t->copy + (s.at - t->from), s.len };
}

static inline x12_str edi_take_text(const struct edi_take *t, unsigned pos)
{
    const struct x12_segment *seg = t->seg;
    uint32_t at;

    if (pos > seg->count)
        return (x12_str){ NULL, 0 };
    at = seg->cut[pos - 1] + 1;
    return (x12_str){ t->copy + (at - seg->start), seg->cut[pos] - at };
}

x12_str edi_take_part(const struct edi_take *t, unsigned pos, unsigned comp);

/* Bytes of the segment in the window from `at` up to a mark, or `len` if there
 * is none; eight are looked at together, which may be some behind the segment:
 * the window has room for that. */
static inline size_t edi_take_up_to(const char *at, size_t len, char mark)
{
    for (size_t i = 0; i < len; i += 8) {
        uint64_t eight = x12_eight_bytes(at + i) ^ X12_EACH_BYTE(mark);

        eight = (eight - X12_EACH_BYTE(1)) & ~eight & X12_EACH_BYTE(0x80);
        if (eight != 0) { /* its lowest bit is that of the first mark */
            i += (size_t)__builtin_ctzll(eight) / 8;
            return i < len ? i : len;
        }
    }
    return len;
}

/* Components 1 to `count` of an element into the members of `object` at these
 * offsets, one pass; those that are absent are left as they are. */
void edi_take_members(const struct edi_take *t, unsigned pos,
                      const uint16_t *member, unsigned count, void *object);

/* What x12_money_parse, or x12_decimal_parse, takes, where `s` is of a segment
 * in the window. */
static inline bool edi_take_is_money(x12_str s, x12_money *out)
{
    return (s.len - 1 < 8 &&
            x12_money_short(x12_eight_bytes(s.at), s.len, out)) ||
           x12_money_parse(s, out);
}

static inline bool edi_take_is_decimal(x12_str s, x12_decimal *out)
{
    uint32_t value;
    unsigned scale;

    if (s.len - 1 >= 8 ||
        !x12_number_short(x12_eight_bytes(s.at), s.len, &value, &scale))
        return x12_decimal_parse(s, out);
    out->value = value;
    out->scale = (uint8_t)scale;
    return true;
}

/* An amount; 0 when there is none. What is no whole number of cents is told as
 * ELEMENT_CHARACTER and read as 0. */
x12_money edi_take_money(const struct edi_take *t, unsigned pos);

/* Tells of a number `s` in element `pos` that the value module did not take. */
void edi_take_unreadable(const struct edi_take *t, unsigned pos, x12_str s,
                         const char *note);

/* A quantity; *has says whether one was sent that can be read. */
x12_decimal edi_take_decimal(const struct edi_take *t, unsigned pos, bool *has);

/* Elements first to last, each at its own index of `into`. */
void edi_take_texts(const struct edi_take *t, unsigned last, x12_str *into);

/* One more entry of a list. */
void edi_take_reference(const struct edi_take *t, struct edi_reference **list,
                        size_t *count);
void edi_take_dtm(const struct edi_take *t, struct edi_date **list,
                  size_t *count);
void edi_take_dtp(const struct edi_take *t, struct edi_date **list,
                  size_t *count);
void edi_take_amount(const struct edi_take *t, struct edi_amount **list,
                     size_t *count);
void edi_take_quantity(const struct edi_take *t, struct edi_quantity **list,
                       size_t *count);
void edi_take_contact(const struct edi_take *t, struct edi_contact **list,
                      size_t *count);
void edi_take_unread(const struct edi_take *t, const char *loop,
                     struct edi_unread **list, size_t *count);

/* Up to six reasons of one CAS. A triplet may be empty between others. */
void edi_take_adjustments(const struct edi_take *t,
                          struct edi_adjustment **list, size_t *count);

/* NM1; and N1, N3 and N4 of the same party. */
void edi_take_nm1(const struct edi_take *t, struct edi_party *party);
void edi_take_n1(const struct edi_take *t, struct edi_party *party);
void edi_take_n3(const struct edi_take *t, struct edi_party *party);
void edi_take_n4(const struct edi_take *t, struct edi_party *party);

/* Findings told so far, of any severity. */
static inline uint64_t edi_take_told(const struct x12_findings *findings)
{
    if (!findings)
        return 0;
    return findings->told[X12_INFO] + findings->told[X12_WARNING] +
           findings->told[X12_ERROR];
}

/* Findings that a step onto `seg` told and that belong to what was left by it:
 * what a loop lacks is told when it is left. `before` was findings->count
 * ahead of the step. */
uint32_t edi_take_left_since(const struct x12_findings *findings,
                             size_t before);
static inline uint32_t edi_take_left_behind(const struct x12_findings *findings,
                                            size_t before)
{
    if (!findings || findings->count <= before)
        return 0;
    return edi_take_left_since(findings, before);
}

#endif
