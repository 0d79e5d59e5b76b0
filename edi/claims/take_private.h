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
 * of that copy. What is out of memory is empty: ask arena->failed at the end.
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
    const struct x12_segment *seg;
    const struct x12_row *row;
    struct x12_findings *findings;
    struct x12_arena *arena;
    const char *from; /* the segment in the reader's window */
    const char *copy; /* the same in the arena */
    bool checked;     /* its elements have been checked by their rules */
    struct edi_lost *lost; /* where that is noted; may be NULL */
};

static inline void edi_take_begin(struct edi_take *t,
                                  const struct x12_cursor *cur,
                                  struct x12_arena *arena)
{
    x12_str text = x12_segment_text(&cur->seg);

    t->seg = &cur->seg;
    t->row = cur->row;
    t->findings = cur->findings;
    t->arena = arena;
    t->from = text.at;
    t->copy = x12_arena_copy(arena, text).at;
    t->checked = !cur->outline && cur->row && cur->row->rule_count > 0;
    t->lost = NULL;
}

/* Does the segment hold bytes that are not UTF-8? */
bool edi_take_is_other(const struct x12_segment *seg);
static inline bool edi_take_is_latin1(const struct x12_cursor *cur)
{
    return cur->seg.high && edi_take_is_other(&cur->seg);
}

/* Element, or component of an element, as text. */
static inline x12_str edi_take_kept(const struct edi_take *t, x12_str s)
{
    if (s.len == 0 || !t->copy)
        return (x12_str){ NULL, 0 };
    return (x12_str){ t->copy + (s.at - t->from), s.len };
}

static inline x12_str edi_take_text(const struct edi_take *t, unsigned pos)
{
    return edi_take_kept(t, x12_element(t->seg, pos));
}

x12_str edi_take_part(const struct edi_take *t, unsigned pos, unsigned comp);

/* Components 1 to `last` of an element, each at its own index of `into`: one
 * pass, where asking for each would be many. */
void edi_take_parts(const struct edi_take *t, unsigned pos, unsigned last,
                    x12_str *into);

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
