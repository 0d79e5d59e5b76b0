/* SPDX-License-Identifier: Apache-2.0 */
/*
 * walker - a segment's row of the guide; loops entered and left; counts
 */
#include "parser/walker_private.h"

#include <assert.h>

/* Notes that the segments of one id are told apart by this element, too. */
static void walker_learn_key(struct x12_walker_key *key, uint8_t element,
                             uint8_t component)
{
    if (element == 0)
        return;
    for (size_t i = 0; i < 2; i++) {
        if (key->element[i] == element && key->component[i] == component)
            return;
        if (key->element[i] == 0) {
            key->element[i] = element;
            key->component[i] = component;
            return;
        }
    }
    key->vague = true;
}

static void walker_learn_segment(struct x12_walker *w,
                                 const struct x12_row *row)
{
    uint32_t id = x12_walker_id(row->segment);
    size_t slot = x12_walker_slot(w, id);

    assert(slot < X12_WALKER_KEYS); /* a guide has some fifty ids */
    w->keys[slot].id = id;
    walker_learn_key(&w->keys[slot], row->key_element, row->key_component);
    walker_learn_key(&w->keys[slot], row->key2_element, row->key2_component);
}

/* A missing SE is told by the envelope. */
static bool walker_is_trailer(const struct x12_row *row)
{
    return row->segment && x12_walker_id(row->segment) == X12_ID('S', 'E', 0);
}

/* Nothing is in the cache. Number 0 stands for no jump, and fits nowhere. */
static void walker_forget(struct x12_walker *w)
{
    memset(w->cache, 0, sizeof(w->cache));
    w->cache[0].from = UINT64_MAX;
    w->last = 0;
}

/* What is asked at each step, once a guide. */
static void walker_learn(struct x12_walker *w, const struct x12_guide *guide)
{
    const struct x12_row *rows = guide->rows;
    size_t needed = 1;

    assert(guide->count < X12_GUIDE_ROWS);
    memset(w->keys, 0, sizeof(w->keys));
    walker_forget(w);
    for (size_t i = 0; i < guide->count; i++) {
        w->end[i] = (uint16_t)x12_guide_end(guide, i);
        w->target[i] = (uint16_t)x12_guide_target(guide, i);
        if (rows[i].segment)
            walker_learn_segment(w, &rows[i]);
    }
    for (size_t i = 0; i < guide->count; i++) {
        if (rows[i].segment || rows[i].is_link)
            continue;
        w->need[i] = (uint16_t)needed;
        for (size_t row = i + 2; row < w->end[i]; row = w->end[row])
            if (rows[row].use == X12_REQUIRED && !walker_is_trailer(&rows[row]))
                w->needed[needed++] = (uint16_t)row;
        w->needed[needed++] = 0;
    }
    w->learnt = guide;
}

/* Four bytes, the first one lowest. */
static inline uint32_t walker_load(const char *at)
{
    uint32_t four;

    memcpy(&four, at, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    four = __builtin_bswap32(four);
#endif
    return four;
}

/* The first four bytes of a text, the first one lowest, 0 behind its end. An id
 * and a mark stand before any text, so four bytes end with it. */
static inline uint32_t walker_four(x12_str text)
{
    if (text.len == 0)
        return 0;
    if (text.len < 4)
        return walker_load(text.at + text.len - 4) >> (32 - 8 * text.len);
    return walker_load(text.at);
}

/* One qualifier of up to three characters in 32 bits, its length highest; what
 * ends it is a component, a repeat or its element. False if it is longer: such
 * are not met often. */
static inline bool walker_pack_text(x12_str text, const struct x12_delims *d,
                                    uint64_t *packed)
{
    const uint32_t ones = 0x01010101;
    uint32_t bits = walker_four(text);
    uint32_t component = bits ^ ones * (unsigned char)d->component;
    uint32_t repeat = bits ^ ones * (unsigned char)(d->repeat ? d->repeat
                                                              : d->component);
    /* The high bit of each mark's byte; only above one may be false ones. */
    uint32_t marks = (((component - ones) & ~component) |
                      ((repeat - ones) & ~repeat)) &
                     ones * 0x80;
    uint32_t len = marks ? (uint32_t)__builtin_ctz(marks) / 8
                         : (uint32_t)text.len;

    if (text.len > 3 && (!marks || len > 3))
        return false;
    bits &= (UINT32_C(1) << 8 * len) - 1;
    *packed = *packed << 32 | len << 24 | bits;
    return true;
}

static __attribute__((noinline)) bool walker_pack_component(
    const struct x12_segment *seg, unsigned element, unsigned component,
    uint64_t *packed)
{
    return walker_pack_text(x12_component(seg, element, component),
                            &seg->delims, packed);
}

static inline bool walker_pack(const struct x12_segment *seg, unsigned element,
                               unsigned component, uint64_t *packed)
{
    return component > 1
               ? walker_pack_component(seg, element, component, packed)
               : walker_pack_text(x12_element(seg, element), &seg->delims,
                                  packed);
}

/* False: the segment is searched anew. */
static inline bool walker_qualifier(const struct x12_walker *w,
                                    const struct x12_segment *seg,
                                    uint64_t *packed)
{
    size_t slot = x12_walker_slot(w, seg->id);
    const struct x12_walker_key *key = &w->keys[slot];

    *packed = 0;
    if (slot == X12_WALKER_KEYS || key->id == 0 || key->vague || w->uncached)
        return false;
    if (key->element[0] == 0)
        return true;
    if (!walker_pack(seg, key->element[0], key->component[0], packed))
        return false;
    return key->element[1] == 0 ||
           walker_pack(seg, key->element[1], key->component[1], packed);
}

static struct x12_finding *walker_tell(const struct x12_walker *w,
                                       enum x12_fault_id fault,
                                       const struct x12_place *place,
                                       size_t row)
{
    return x12_found(w->findings, fault, *place, &w->guide->rows[row]);
}

/* Leaves loops down to `depth` frames and tells what they lack. */
static void walker_leave(struct x12_walker *w, unsigned depth,
                         const struct x12_place *place)
{
    const struct x12_row *rows = w->guide->rows;

    for (; w->depth > depth; w->depth--) {
        size_t need = w->need[w->frame[w->depth - 1].loop];

        w->left++;
        if (!w->findings || w->frame[w->depth - 1].implied)
            continue;
        for (; w->needed[need]; need++)
            if (w->counts[w->needed[need]] == 0)
                walker_tell(w,
                            rows[w->needed[need]].segment
                                ? X12_FAULT_SEGMENT_MISSING
                                : X12_FAULT_LOOP_MISSING,
                            place, w->needed[need]);
    }
}

/* Counts a row and tells when it may not stand so often, or not at all. */
static void walker_count(struct x12_walker *w, size_t row,
                         const struct x12_place *place)
{
    const struct x12_row *r = &w->guide->rows[row];

    if (w->counts[row] < UINT16_MAX)
        w->counts[row]++;
    if (!w->findings)
        return;
    if (r->use == X12_NOT_USED)
        walker_tell(w, X12_FAULT_SEGMENT_NOT_USED, place, row);
    else if (r->max != 0 && w->counts[row] > r->max)
        walker_tell(w,
                    r->segment ? X12_FAULT_SEGMENT_TOO_MANY
                               : X12_FAULT_LOOP_TOO_MANY,
                    place, row);
}

static void walker_enter(struct x12_walker *w, uint16_t entry)
{
    uint16_t loop = w->target[entry];
    struct x12_walker_frame *frame = &w->frame[w->depth];

    assert(w->depth < X12_GUIDE_DEPTH);
    *frame = (struct x12_walker_frame){
        .loop = loop,
        .parent = entry,
        .last = (uint16_t)(loop + 1),
        .link = loop == entry ? frame[-1].link : entry,
    };
    w->depth++;
    w->entered = true;
    memset(&w->counts[loop + 1], 0,
           (w->end[loop] - loop - 1u) * sizeof(w->counts[0]));
    w->counts[loop + 1] = 1;
}

static const struct x12_row *walker_take(struct x12_walker *w,
                                         const struct x12_walker_jump *jump,
                                         const struct x12_place *place)
{
    uint16_t met = jump->entry ? jump->entry : jump->row;

    if (w->depth > jump->depth)
        walker_leave(w, jump->depth, place);
    w->frame[w->depth - 1].last = met;
    walker_count(w, met, place);
    if (jump->entry)
        walker_enter(w, jump->entry);
    return &w->guide->rows[jump->row];
}

/* Tells the qualifier that does not fit. An empty one is a missing element,
 * which the element rules tell. */
static void walker_tell_qualifier(const struct x12_walker *w,
                                  const struct x12_segment *seg, size_t row)
{
    const struct x12_row *r = &w->guide->rows[row];
    struct x12_place place = seg->place;
    bool second = x12_walker_code_fits(r, seg, r->key_element,
                                       r->key_component);

    place.element = second ? r->key2_element : r->key_element;
    place.component = second ? r->key2_component : r->key_component;
    if (x12_component(seg, place.element, place.component ? place.component : 1)
            .len > 0)
        x12_finding_value(walker_tell(w, X12_FAULT_ELEMENT_CODE, &place, row),
                          x12_occurrence(seg, place));
}

/* Is it a segment of the stray loop itself, its opener left aside? */
static bool walker_is_stray(const struct x12_walker *w,
                            const struct x12_segment *seg)
{
    for (size_t row = w->stray + 2u; row < w->end[w->stray]; row = w->end[row])
        if (x12_walker_means(w, row, seg))
            return true;
    return false;
}

/* Enters a loop from the nearest open one in which it stands, and those between
 * first. */
static void walker_imply(struct x12_walker *w, size_t loop,
                         const struct x12_place *place)
{
    const struct x12_row *rows = w->guide->rows;
    struct x12_walker_frame *frame;
    size_t parent = loop;
    unsigned depth = w->depth;
    uint16_t entry = 0;

    while (depth > 0 && !entry)
        entry = x12_walker_entry(w, w->frame[--depth].loop, loop);
    if (!entry) {
        while (rows[parent].depth >= rows[loop].depth)
            parent--;
        walker_imply(w, parent, place);
        depth = w->depth - 1;
        entry = x12_walker_entry(w, parent, loop);
    }
    walker_leave(w, depth + 1, place);
    frame = &w->frame[depth];
    frame->last = entry;
    if (w->counts[entry] < UINT16_MAX)
        w->counts[entry]++;
    walker_enter(w, entry);
    w->frame[w->depth - 1].implied = true;
}

/* Has a loop that is open a row for it, which has been passed? */
static bool walker_is_late(const struct x12_walker *w,
                           const struct x12_segment *seg)
{
    for (unsigned depth = w->depth; depth-- > 0;) {
        const struct x12_walker_frame *frame = &w->frame[depth];
        size_t loop = frame->loop;

        for (size_t row = loop + 1; row < w->end[loop] && row < frame->last;
             row = w->end[row])
            if (x12_walker_means(w,
                                 w->guide->rows[row].segment
                                     ? row
                                     : (size_t)w->target[row] + 1,
                                 seg))
                return true;
    }
    return false;
}

/* Could the loop hold it, behind its opener? */
static bool walker_holds(const struct x12_walker *w, size_t loop,
                         const struct x12_segment *seg)
{
    for (size_t row = loop + 2; row < w->end[loop]; row = w->end[row])
        if (x12_walker_means(
                w,
                w->guide->rows[row].segment ? row : (size_t)w->target[row] + 1,
                seg))
            return true;
    return false;
}

/* The next of a run that one loop could hold, its opener missing? Then the
 * first has told it. */
static bool walker_runs_on(struct x12_walker *w, const struct x12_segment *seg)
{
    const struct x12_row *rows = w->guide->rows;
    uint64_t run[sizeof(w->run) / sizeof(w->run[0])] = { 0 };
    bool follows = seg->ordinal == w->run_at + 1, on = false;

    for (size_t row = 1; row < w->guide->count; row++)
        if (!rows[row].segment && !rows[row].is_link &&
            walker_holds(w, row, seg)) {
            run[row / 64] |= 1ull << row % 64;
            on |= follows && (w->run[row / 64] >> row % 64 & 1);
        }
    for (size_t i = 0; i < sizeof(run) / sizeof(run[0]); i++)
        w->run[i] = on ? w->run[i] & run[i] : run[i];
    w->run_at = seg->ordinal;
    return on;
}

/* A segment that has a row, but not here. */
static const struct x12_row *walker_unexpected(struct x12_walker *w,
                                               const struct x12_segment *seg,
                                               size_t row)
{
    const struct x12_row *rows = w->guide->rows;
    size_t loop = row > 0 && !rows[row - 1].segment && !rows[row - 1].is_link
                      ? row - 1
                      : 0;
    bool runs_on = walker_runs_on(w, seg);

    if (loop > 0 && x12_walker_has_inner_loops(w, loop)) {
        w->stray = 0;
        walker_imply(w, loop, &seg->place);
        w->frame[w->depth - 1].implied = false;
        if (!runs_on)
            walker_tell(w, X12_FAULT_SEGMENT_UNEXPECTED, &seg->place, row);
        return &rows[row];
    }
    if (w->stray && x12_walker_meant(w, w->stray + 2u, w->end[w->stray], seg))
        return NULL;
    if (!runs_on)
        x12_found(w->findings,
                  walker_is_late(w, seg) ? X12_FAULT_SEGMENT_ORDER
                                         : X12_FAULT_SEGMENT_UNEXPECTED,
                  seg->place, NULL);
    if (loop > 0)
        w->stray = (uint16_t)loop;
    return NULL;
}

/* A segment that fits nowhere from here: unknown, with a qualifier that no row
 * has, or at the wrong place? */
static const struct x12_row *walker_misfit(struct x12_walker *w,
                                           const struct x12_segment *seg)
{
    size_t slot = x12_walker_slot(w, seg->id);
    size_t row = x12_walker_meant(w, 0, w->guide->count, seg);
    struct x12_walker_jump jump;
    bool steady;

    if (slot == X12_WALKER_KEYS || seg->id == 0 || w->keys[slot].id == 0) {
        x12_finding_value(
            x12_found(w->findings, X12_FAULT_SEGMENT_UNKNOWN, seg->place, NULL),
            x12_element(seg, 0));
        return NULL;
    }
    if (row == 0 && x12_walker_search(w, seg, true, &jump, &steady)) {
        w->stray = 0;
        walker_take(w, &jump, &seg->place);
        walker_tell_qualifier(w, seg, jump.row);
        return &w->guide->rows[jump.row];
    }
    return walker_unexpected(w, seg, row);
}

void x12_walker_begin(struct x12_walker *w, const struct x12_guide *guide)
{
    w->guide = guide;
    w->open = guide != NULL;
    w->last = 0;
    w->depth = w->left = 0;
    w->entered = false;
    w->stray = 0;
    w->run_at = UINT64_MAX - 1;
    if (!guide)
        return;
    if (guide != w->learnt)
        walker_learn(w, guide);
    memset(w->counts, 0, guide->count * sizeof(w->counts[0]));
    w->frame[0] = (struct x12_walker_frame){ 0 };
    w->depth = 1;
    w->state = 0;
}

/* How often a row may be met without a word; a count ends at 65535. */
static uint16_t walker_room(const struct x12_row *row)
{
    if (row->use == X12_NOT_USED)
        return 0;
    return row->max ? row->max : UINT16_MAX;
}

/* Link (11 bits), row (11) and id (24) make the number of a jump; these are the
 * former two. */
static uint64_t walker_state(const struct x12_walker *w)
{
    const struct x12_walker_frame *top = &w->frame[w->depth - 1];

    return (uint64_t)top->link << 48 | (uint64_t)top->last << 32;
}

/* The pair of slots of a key: the newer first. */
static struct x12_walker_jump *walker_pair(struct x12_walker *w, uint64_t from,
                                           uint64_t qualifier)
{
    uint64_t hash = from * 0x9E3779B97F4A7C15u ^
                    qualifier * 0xC2B2AE3D27D4EB4Fu;

    return &w->cache[X12_WALKER_FIRST + ((hash >> 54) & ~(uint64_t)1)];
}

/* The cached jump; NULL if there is none. */
static inline struct x12_walker_jump *walker_known(struct x12_walker_jump *pair,
                                                   uint64_t from,
                                                   uint64_t qualifier)
{
    for (size_t i = 0; i < 2; i++)
        if (pair[i].from == from && pair[i].qualifier == qualifier)
            return &pair[i];
    return NULL;
}

/* Notes how the segment shows its one qualifier, so that the next one can be
 * seen to have it. */
static void walker_aim(const struct x12_walker *w,
                       const struct x12_segment *seg,
                       struct x12_walker_jump *jump)
{
    const struct x12_walker_key *key = &w->keys[x12_walker_slot(w, seg->id)];
    x12_str text = x12_element(seg, key->element[0]);
    size_t len = jump->qualifier >> 24 & 0xFF;

    jump->element = key->element[0];
    jump->guessable = key->element[0] == 0;
    if (key->element[0] == 0 || key->element[1] || key->component[0] > 1 ||
        len == 0 || (text.len != len && text.len < 4))
        return;
    jump->guessable = true;
    jump->whole = text.len == len;
    jump->bytes = (uint8_t)(jump->whole ? len : len + 1);
    jump->text = walker_four(text);
    if (!jump->whole)
        jump->text <<= 32 - 8 * jump->bytes;
}

/* Does the segment show this qualifier in the same way? */
static inline bool walker_is_aimed(const struct x12_walker_jump *jump,
                                   const struct x12_segment *seg)
{
    const unsigned element = jump->element, shift = 32u - 8u * jump->bytes;
    uint32_t at, len;

    if (element == 0)
        return true;
    if (element > seg->count)
        return false;
    at = seg->cut[element - 1] + 1;
    len = seg->cut[element] - at;
    if (jump->whole)
        return len == jump->bytes &&
               walker_load(seg->base + at + len - 4) >> shift == jump->text;
    return len >= 4 && walker_load(seg->base + at) << shift == jump->text;
}

/* A step that was not taken before, or hangs on counts. */
static const struct x12_row *walker_step_anew(struct x12_walker *w,
                                              const struct x12_segment *seg,
                                              struct x12_walker_jump *pair,
                                              uint64_t from, uint64_t qualifier)
{
    struct x12_walker_jump jump = { .from = from, .qualifier = qualifier };
    bool steady;

    if (w->stray && walker_is_stray(w, seg)) {
        w->run_at += w->run_at + 1 == seg->ordinal;
        return NULL;
    }
    if (!x12_walker_search(w, seg, false, &jump, &steady))
        return walker_misfit(w, seg);
    w->stray = 0;
    if (pair && steady) {
        jump.room = walker_room(&w->guide->rows[jump.row]);
        walker_aim(w, seg, &jump);
        pair[1] = pair[0];
        pair[0] = jump;
    }
    return walker_take(w, &jump, &seg->place);
}

/* Guesses this jump first from now on. */
static inline void walker_follow(struct x12_walker_jump *before, uint16_t next)
{
    before->next[1] = before->next[0];
    before->next[0] = next;
}

/* A step that was not guessed: looked up, or taken anew. */
static const struct x12_row *walker_step_known(struct x12_walker *w,
                                               const struct x12_segment *seg)
{
    struct x12_walker_jump *known, *pair;
    uint64_t from = w->state | seg->id, qualifier;
    uint16_t before;

    if (memcmp(&w->delims, &seg->delims, sizeof(w->delims)) != 0) {
        w->delims = seg->delims;
        walker_forget(w);
    }
    before = w->last;
    w->last = 0;
    if (!walker_qualifier(w, seg, &qualifier))
        return walker_step_anew(w, seg, NULL, 0, 0);
    pair = walker_pair(w, from, qualifier);
    known = walker_known(pair, from, qualifier);
    if (!known || w->stray ||
        (!known->entry && x12_walker_full(w, known->row) &&
         !(w->counts[known->row] < known->room && w->depth == known->depth)))
        return walker_step_anew(w, seg, pair, from, qualifier);
    w->last = (uint16_t)(known - w->cache);
    if (before && known->guessable)
        walker_follow(&w->cache[before], w->last);
    return walker_take(w, known, &seg->place);
}

/* Does the segment surely take this jump? */
static inline bool walker_fits(const struct x12_walker *w, uint16_t jump,
                               const struct x12_segment *seg)
{
    return w->cache[jump].from == (w->state | seg->id) &&
           walker_is_aimed(&w->cache[jump], seg);
}

/* Takes a jump that fits, within its loop; false: it hangs on counts. */
static inline bool walker_stay(struct x12_walker *w, uint16_t jump)
{
    const struct x12_walker_jump *to = &w->cache[jump];

    if (to->entry || w->counts[to->row] >= to->room || w->depth != to->depth)
        return false;
    w->last = jump;
    w->counts[to->row]++;
    w->frame[w->depth - 1].last = to->row;
    w->state = (w->state & ~(UINT64_C(0xFFFF) << 32)) | (uint64_t)to->row << 32;
    return true;
}

static inline const struct x12_row *walker_enter_guess(
    struct x12_walker *w, uint16_t jump, const struct x12_segment *seg)
{
    w->last = jump;
    return walker_take(w, &w->cache[jump], &seg->place);
}

/* A step that is not the one which came behind the last one the last time: the
 * one before that, or another. */
static __attribute__((noinline)) const struct x12_row *walker_step_other(
    struct x12_walker *w, const struct x12_segment *seg)
{
    struct x12_walker_jump *last = &w->cache[w->last];
    const uint16_t guess = last->next[1];
    const struct x12_row *row;

    if (!walker_fits(w, guess, seg)) {
        row = walker_step_known(w, seg);
    } else {
        walker_follow(last, guess);
        if (walker_stay(w, guess))
            return &w->guide->rows[w->cache[guess].row];
        if (w->cache[guess].entry)
            row = walker_enter_guess(w, guess, seg);
        else
            row = walker_step_known(w, seg);
    }
    w->state = walker_state(w);
    return row;
}

const struct x12_row *x12_walker_step(struct x12_walker *w,
                                      const struct x12_segment *seg)
{
    const uint16_t guess = w->cache[w->last].next[0];
    const struct x12_walker_jump *jump = &w->cache[guess];
    const struct x12_row *row;

    w->left = 0;
    w->entered = false;
    if (!w->open)
        return NULL;
    if (!walker_fits(w, guess, seg))
        return walker_step_other(w, seg);
    if (walker_stay(w, guess))
        return &w->guide->rows[jump->row];
    if (!jump->entry)
        return walker_step_other(w, seg);
    row = walker_enter_guess(w, guess, seg);
    w->state = walker_state(w);
    return row;
}

void x12_walker_leave(struct x12_walker *w, const char *loop,
                      struct x12_place place)
{
    unsigned depth = w->open ? w->depth : 0;

    while (depth > 1 &&
           strcmp(w->guide->rows[w->frame[depth - 1].loop].loop, loop) != 0)
        depth--;
    if (depth <= 1)
        return;
    w->left = 0;
    w->entered = false;
    walker_leave(w, depth - 1, &place);
    w->last = 0;
    w->state = walker_state(w);
}

bool x12_walker_lacks(const struct x12_walker *w)
{
    for (unsigned depth = w->open ? w->depth : 0; depth > 0; depth--) {
        const struct x12_walker_frame *frame = &w->frame[depth - 1];
        size_t need = w->need[frame->loop];

        for (; w->needed[need] && !frame->implied; need++)
            if (w->counts[w->needed[need]] == 0)
                return true;
    }
    return false;
}

void x12_walker_finish(struct x12_walker *w, struct x12_place place)
{
    if (!w->open)
        return;
    w->left = 0;
    w->entered = false;
    walker_leave(w, 0, &place);
    w->depth = 1; /* the set's own frame still says where we were */
    w->open = false;
    w->last = 0;
}

const char *x12_walker_loop(const struct x12_walker *w)
{
    if (!w->guide || w->depth == 0)
        return "";
    return w->guide->rows[w->frame[w->depth - 1].loop].loop;
}
