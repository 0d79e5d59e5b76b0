/* SPDX-License-Identifier: Apache-2.0 */
/* mutant - a sample with one segment or element changed */
#include "tests/soak/mutant.h"

#include "edi/guides/guides.h"

#include <stdio.h>
#include <stdlib.h>

const char *const mutant_op_names[OPS] = {
    "drop segment",     "double segment", "swap segments", "retype segment",
    "drop element",     "double element", "swap elements", "retype element",
    "lengthen element", "recode element",
};

size_t mutant_pick(uint64_t *state, size_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return below ? (size_t)((*state >> 33) % below) : 0;
}

/* --- samples ------------------------------------------------------------------ */

static void add_segment(struct sample *s, const char *at, size_t len,
                        struct x12_delims marks)
{
    while (len > 0 && (*at == '\n' || *at == '\r')) {
        at++;
        len--;
    }
    if (len > 0 && s->count < MUTANT_SEGMENTS)
        s->segments[s->count++] = (struct segment){ .text = { at, len },
                                                    .marks = marks };
}

static void split(struct sample *s, size_t len)
{
    struct x12_delims marks = { 0 };
    size_t from = 0;

    for (size_t i = 0; i < len; i++) {
        if (i + 106 <= len && i - from < 2 &&
            memcmp(s->bytes + i, "ISA", 3) == 0)
            marks = (struct x12_delims){ .segment = s->bytes[i + 105],
                                         .element = s->bytes[i + 3],
                                         .component = s->bytes[i + 104],
                                         .repeat = s->bytes[i + 82] };
        if (s->bytes[i] != marks.segment || !marks.segment)
            continue;
        add_segment(s, s->bytes + from, i - from, marks);
        from = i + 1;
    }
}

/* Which row each segment has, and how deep it stands. */
static bool place(struct sample *s, size_t len)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status = x12_source_open_memory(
        &src, (x12_str){ s->bytes, len }, &err);

    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    while (status == X12_OK && (status = x12_cursor_next(&cur)) == X12_OK) {
        struct segment *seg = &s->segments[cur.seg.ordinal - 1];

        if (cur.seg.ordinal > s->count)
            break;
        seg->row = cur.level == X12_AT_BODY ? cur.row : NULL;
        seg->guide = cur.walker->guide;
        seg->depth = cur.walker->depth;
        seg->entered = cur.walker->entered;
    }
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status == X12_END;
}

bool mutant_load(struct sample *s, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t len = file ? fread(s->bytes, 1, MUTANT_BYTES, file) : 0;

    if (file)
        fclose(file);
    s->path = path;
    split(s, len);
    return s->count > 0 && place(s, len);
}

/* --- mutants ------------------------------------------------------------------ */

static void put(struct mutant *m, const char *at, size_t len)
{
    if (m->len + len <= sizeof(m->bytes)) {
        memcpy(m->bytes + m->len, at, len);
        m->len += len;
    }
}

/* SE with its count as it must be now. */
static void put_count(struct mutant *m, const struct segment *seg)
{
    x12_str rest = seg->text;
    char count[24];
    long n;

    x12_str_cut(&rest, seg->marks.element);
    n = strtol(rest.at, NULL, 10) + m->delta;
    x12_str_cut(&rest, seg->marks.element);
    put(m, "SE", 2);
    put(m, &seg->marks.element, 1);
    put(m, count, (size_t)snprintf(count, sizeof(count), "%ld", n));
    put(m, &seg->marks.element, 1);
    put(m, rest.at, rest.len);
}

static void put_segment(struct mutant *m, const struct segment *seg,
                        x12_str text)
{
    m->starts[m->count++] = m->len;
    put(m, text.at, text.len);
    put(m, &seg->marks.segment, 1);
}

/* The sample with `with` in place of segment `at`: none, one or two texts. */
static void build(struct mutant *m, const struct sample *s, size_t at,
                  const x12_str *with, size_t count, size_t instead)
{
    bool counted = false;

    m->len = m->count = 0;
    m->at = at;
    m->delta = (int)count - (int)instead;
    for (size_t i = 0; i < s->count; i++) {
        const struct segment *seg = &s->segments[i];

        if (i == at)
            for (size_t k = 0; k < count; k++)
                put_segment(m, seg, with[k]);
        if (i >= at && i < at + instead)
            continue;
        if (i > at && !counted && m->delta != 0 &&
            x12_str_starts(seg->text, X12_STR("SE")) &&
            seg->text.at[2] == seg->marks.element) {
            m->starts[m->count++] = m->len;
            put_count(m, seg);
            put(m, &seg->marks.segment, 1);
            counted = true;
            continue;
        }
        put_segment(m, seg, seg->text);
    }
}

static unsigned element_count(const struct segment *seg)
{
    return x12_part_count(seg->text, seg->marks.element) - 1;
}

/* The text with element `pos` as `value`; NULL: as it is, and element `pos + 1`
 * in front of it. `again`: twice. */
static x12_str with_element(const struct segment *seg, unsigned pos,
                            x12_str value, bool again, char *into)
{
    x12_str rest = seg->text;
    size_t len = 0;

    for (unsigned i = 0; rest.at; i++) {
        x12_str part = x12_str_cut(&rest, seg->marks.element);

        for (int times = i == pos && again ? 2 : 1; times > 0; times--) {
            x12_str text = i == pos ? value : part;

            if (i > 0 || times == 0)
                into[len++] = seg->marks.element;
            if (text.len > 0)
                memcpy(into + len, text.at, text.len);
            len += text.len;
        }
    }
    return (x12_str){ into, len };
}

static x12_str element(const struct segment *seg, unsigned pos)
{
    return x12_part(seg->text, seg->marks.element, pos + 1);
}

/* --- the operations --------------------------------------------------------------- */

static void mutate_segment(struct mutant *m, const struct sample *s, size_t at,
                           enum op op)
{
    const struct segment *seg = &s->segments[at];
    char text[MUTANT_BYTES / 16];
    x12_str with[2] = { seg->text, seg->text };

    switch (op) {
    case DROP_SEGMENT:
        build(m, s, at, with, 0, 1);
        break;
    case DOUBLE_SEGMENT:
        build(m, s, at, with, 2, 1);
        break;
    case SWAP_SEGMENTS:
        with[0] = s->segments[at + 1].text;
        build(m, s, at, with, 2, 2);
        break;
    default: /* an id that no guide has */
        with[0] = with_element(seg, 0, X12_STR("ZZZ"), false, text);
        build(m, s, at, with, 1, 1);
        break;
    }
}

static void mutate_element(uint64_t *state, struct mutant *m,
                           const struct sample *s, size_t at, enum op op,
                           unsigned pos)
{
    static char text[MUTANT_BYTES / 16], value[1024];
    const struct segment *seg = &s->segments[at];
    x12_str old = element(seg, pos), with = { value, 0 };

    switch (op) {
    case DROP_ELEMENT:
        with = with_element(seg, pos, (x12_str){ NULL, 0 }, false, text);
        break;
    case DOUBLE_ELEMENT:
        with = with_element(seg, pos, old, true, text);
        break;
    case SWAP_ELEMENTS: {
        static char half[MUTANT_BYTES / 16];
        struct segment first = *seg;

        first.text = with_element(seg, pos, element(seg, pos + 1), false, half);
        with = with_element(&first, pos + 1, old, false, text);
        break;
    }
    case RETYPE_ELEMENT: /* a digit for a letter, a letter else */
        memcpy(value, old.at, old.len);
        at = mutant_pick(state, old.len);
        value[at] = value[at] >= 'A' && value[at] <= 'Z' ? '7' : 'X';
        with = with_element(seg, pos, (x12_str){ value, old.len }, false, text);
        break;
    case LENGTHEN_ELEMENT: { /* longer than any element that is limited */
        size_t len = 0;

        memcpy(value, old.at, old.len);
        for (len = old.len; len < 300; len++)
            value[len] = '1';
        with = with_element(seg, pos, (x12_str){ value, len }, false, text);
        break;
    }
    default: /* a code of no list */
        with = with_element(seg, pos, X12_STR("QQ"), false, text);
        break;
    }
    build(m, s, m->at, &with, 1, 1);
}

static bool can_mutate(const struct sample *s, size_t at, enum op op,
                       unsigned pos)
{
    const struct segment *seg = &s->segments[at];

    if (!seg->row || !seg->guide)
        return false;
    if (op == SWAP_SEGMENTS)
        return at + 1 < s->count && s->segments[at + 1].row &&
               !x12_str_equal(seg->text, s->segments[at + 1].text);
    if (op < DROP_ELEMENT)
        return true;
    if (element(seg, pos).len == 0)
        return false;
    if (op == SWAP_ELEMENTS)
        return pos < element_count(seg) &&
               !x12_str_equal(element(seg, pos), element(seg, pos + 1));
    return element(seg, pos).len < 512;
}

bool mutant_make(uint64_t *state, const struct sample *s, struct mutant *m)
{
    const struct segment *seg;

    m->op = (enum op)mutant_pick(state, OPS);
    m->at = mutant_pick(state, s->count);
    seg = &s->segments[m->at];
    m->element = m->op < DROP_ELEMENT
                     ? 0
                     : 1 + (unsigned)mutant_pick(state, element_count(seg));
    if (!can_mutate(s, m->at, m->op, m->element))
        return false;
    if (m->op < DROP_ELEMENT)
        mutate_segment(m, s, m->at, m->op);
    else
        mutate_element(state, m, s, m->at, m->op, m->element);
    return true;
}
