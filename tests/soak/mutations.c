/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mutations COUNT SEED FILE... - is each thing that is broken found, in place?
 *
 * COUNT mutations in all, each of one segment or element of a sample that is
 * right: dropped, doubled, swapped, retyped, lengthened, recoded. SE01 is kept
 * right, so that the count does not give it away. Each mutated file is checked
 * as `edi check` does. What the guide says of the segment tells which mutations
 * break a rule for certain: all of those must be found, with a finding in the
 * segment or its loop. The rest is counted by class; docs/mutations.md says why
 * each class may go unseen.
 */
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MUTATIONS_SEGMENTS = 1 << 10,
    MUTATIONS_BYTES = 1 << 16,
    MUTATIONS_FILES = 64,
    MUTATIONS_CLASSES = 1 << 12,
};

/* A segment of a sample, with what the guide says of it. */
struct segment {
    x12_str text;
    struct x12_delims marks;
    const struct x12_guide *guide;
    const struct x12_row *row; /* NULL: of the envelope */
    unsigned depth;
    bool entered; /* it opens its loop */
};

struct sample {
    const char *path;
    char bytes[MUTATIONS_BYTES];
    struct segment segments[MUTATIONS_SEGMENTS];
    size_t count;
};

/* A file with one thing changed. */
struct mutant {
    char bytes[2 * MUTATIONS_BYTES];
    size_t len;
    uint64_t starts[MUTATIONS_SEGMENTS + 2];
    size_t count;
    size_t at; /* the segment that was changed */
    int delta; /* segments more or less */
    unsigned element;
    bool broken; /* a rule of the guide is broken for certain */
};

enum op {
    DROP_SEGMENT,
    DOUBLE_SEGMENT,
    SWAP_SEGMENTS,
    RETYPE_SEGMENT,
    DROP_ELEMENT,
    DOUBLE_ELEMENT,
    SWAP_ELEMENTS,
    RETYPE_ELEMENT,
    LENGTHEN_ELEMENT,
    RECODE_ELEMENT,
    OPS,
};

static const char *const op_names[OPS] = {
    "drop segment",     "double segment", "swap segments", "retype segment",
    "drop element",     "double element", "swap elements", "retype element",
    "lengthen element", "recode element",
};

/* Why a mutation may go unseen: nothing is wrong with what it leaves. */
enum reason {
    OPTIONAL,  /* the guide does not require it */
    REPEATS,   /* it may stand there as often */
    UNORDERED, /* the guide leaves the order free */
    FREE,      /* any text or number will do */
    ANOTHER,   /* it is a code, an amount or a date still */
    NO_REASON,
    REASONS,
};

static const char *const reason_names[REASONS] = {
    "optional",
    "may repeat",
    "order is free",
    "free text or number",
    "another valid value",
    "no reason",
};

/* What was not found, by operation, segment and element. */
struct unseen {
    char name[48];
    enum reason reason;
    unsigned times;
};

struct run {
    uint64_t state;
    unsigned tried[OPS], found[OPS], in_place[OPS], broken[OPS];
    unsigned reasons[REASONS];
    unsigned missed; /* broken for certain, and not found in place */
    struct unseen unseen[MUTATIONS_CLASSES];
    size_t classes;
};

static struct sample samples[MUTATIONS_FILES];

static size_t pick(struct run *run, size_t below)
{
    run->state = run->state * 6364136223846793005u + 1442695040888963407u;
    return below ? (size_t)((run->state >> 33) % below) : 0;
}

/* --- samples ------------------------------------------------------------------ */

static void add_segment(struct sample *s, const char *at, size_t len,
                        struct x12_delims marks)
{
    while (len > 0 && (*at == '\n' || *at == '\r')) {
        at++;
        len--;
    }
    if (len > 0 && s->count < MUTATIONS_SEGMENTS)
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

static bool load(struct sample *s, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t len = file ? fread(s->bytes, 1, MUTATIONS_BYTES, file) : 0;

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

/* --- what a mutation breaks for certain ----------------------------------------- */

static const struct x12_data_element *data_element(const struct segment *seg,
                                                   const struct x12_rule *rule)
{
    const struct x12_dictionary *d = seg->guide->dictionary;

    return rule->data_element < d->count ? &d->at[rule->data_element] : NULL;
}

/* A plain element with a rule, and its value of one part; NULL otherwise. */
static const struct x12_rule *plain_rule(const struct segment *seg,
                                         unsigned pos)
{
    const struct x12_rule *rule = x12_row_rule(seg->row, pos, 0);
    const struct x12_data_element *de = rule ? data_element(seg, rule) : NULL;

    return de && de->type != X12_TYPE_COMPOSITE && de->type != X12_TYPE_NONE
               ? rule
               : NULL;
}

/* Is it required, and no other of its kind beside it? */
static bool is_needed(const struct segment *seg)
{
    return seg->row->use == X12_REQUIRED && !seg->entered &&
           seg[-1].row != seg->row && seg[1].row != seg->row;
}

static bool breaks(const struct segment *seg, enum op op, unsigned pos)
{
    const struct x12_rule *rule = pos ? plain_rule(seg, pos) : NULL;
    unsigned type = rule ? data_element(seg, rule)->type : X12_TYPE_NONE;

    switch (op) {
    case DROP_SEGMENT:
        return is_needed(seg);
    case DOUBLE_SEGMENT:
        return seg->row->max == 1 && !seg->entered;
    case RETYPE_SEGMENT:
        return true;
    case DROP_ELEMENT:
        rule = x12_row_rule(seg->row, pos, 0);
        return rule && rule->use == X12_REQUIRED;
    case RETYPE_ELEMENT:
        return type == X12_TYPE_R || type == X12_TYPE_N ||
               type == X12_TYPE_DT || type == X12_TYPE_TM;
    case LENGTHEN_ELEMENT:
        return rule != NULL;
    case RECODE_ELEMENT:
        return rule && rule->codes;
    case SWAP_SEGMENTS:
    case DOUBLE_ELEMENT:
    case SWAP_ELEMENTS:
    case OPS:
        break;
    }
    return false;
}

/* --- the operations --------------------------------------------------------------- */

static void mutate_segment(struct run *run, struct mutant *m,
                           const struct sample *s, size_t at, enum op op)
{
    const struct segment *seg = &s->segments[at];
    char text[MUTATIONS_BYTES / 16];
    x12_str with[2] = { seg->text, seg->text };

    (void)run;
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

static void mutate_element(struct run *run, struct mutant *m,
                           const struct sample *s, size_t at, enum op op,
                           unsigned pos)
{
    static char text[MUTATIONS_BYTES / 16], value[1024];
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
        static char half[MUTATIONS_BYTES / 16];
        struct segment first = *seg;

        first.text = with_element(seg, pos, element(seg, pos + 1), false, half);
        with = with_element(&first, pos + 1, old, false, text);
        break;
    }
    case RETYPE_ELEMENT: /* a digit for a letter, a letter else */
        memcpy(value, old.at, old.len);
        at = pick(run, old.len);
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

/* --- what was found ----------------------------------------------------------------- */

/* The loop around a segment; what ends it belongs to it. */
static void around(const struct sample *s, size_t at, size_t *from, size_t *to)
{
    unsigned depth = s->segments[at].depth;
    size_t i;

    for (i = at; i > 0 && s->segments[i].row; i--)
        if (s->segments[i].depth < depth ||
            (s->segments[i].depth == depth && s->segments[i].entered))
            break;
    *from = i;
    for (i = at + 1; i < s->count && s->segments[i].row; i++)
        if (s->segments[i].depth < depth ||
            (s->segments[i].depth == depth && s->segments[i].entered))
            break;
    *to = i + 1;
}

static size_t segment_at(const struct mutant *m, uint64_t offset)
{
    size_t i = m->count;

    while (i > 0 && m->starts[i - 1] > offset)
        i--;
    return i > 0 ? i - 1 : 0;
}

/* Checks the mutant; false when it could not be read at all. */
static bool look(const struct sample *s, const struct mutant *m, bool *found,
                 bool *in_place)
{
    const struct x12_finding *finding;
    struct x12_source src = { 0 };
    struct edi_check check = { 0 };
    struct x12_error err = { 0 };
    size_t from, to;
    enum x12_status status = x12_source_open_memory(
        &src, (x12_str){ m->bytes, m->len }, &err);

    *found = *in_place = false;
    around(s, m->at, &from, &to);
    if (status == X12_OK)
        status = edi_check_begin(&check, &src, 7, &err);
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        size_t at = segment_at(m, finding->place.offset);

        *found = true;
        /* A sum stands where it is told, not at its parts. */
        *in_place |= finding->fault->snip == 3 ||
                     (at >= from && at <= (size_t)((long)to + m->delta));
    }
    edi_check_release(&check);
    x12_source_close(&src);
    if (status != X12_END)
        fprintf(stderr, "mutations: %s: %s\n", s->path, err.text);
    return status == X12_END;
}

static enum reason reason_of(const struct segment *seg, enum op op,
                             unsigned pos)
{
    const struct x12_row *row = seg->row, *next = seg[1].row;
    const struct x12_rule *rule = x12_row_rule(row, pos, 0);
    const struct x12_data_element *de = rule ? data_element(seg, rule) : NULL;

    if (op == DROP_SEGMENT)
        return is_needed(seg) ? NO_REASON : OPTIONAL;
    if (op == DOUBLE_SEGMENT)
        return row->max != 1 || seg->entered ? REPEATS : NO_REASON;
    if (op == SWAP_SEGMENTS)
        return row->pos == next->pos || seg->entered || seg[1].entered
                   ? UNORDERED
                   : NO_REASON;
    if (!rule || op == RETYPE_SEGMENT)
        return NO_REASON;
    if (op == DROP_ELEMENT)
        return rule->use != X12_REQUIRED ? OPTIONAL : NO_REASON;
    if (de && de->type == X12_TYPE_AN && !rule->codes && !rule->list)
        return FREE;
    return ANOTHER;
}

static void count_unseen(struct run *run, const struct segment *seg, enum op op,
                         unsigned pos)
{
    char name[sizeof(run->unseen[0].name)];
    enum reason reason = reason_of(seg, op, pos);
    size_t i = 0;

    run->reasons[reason]++;
    run->missed += reason == NO_REASON;

    snprintf(name, sizeof(name), pos ? "%s %s%02u" : "%s %s", op_names[op],
             seg->row->segment, pos);
    while (i < run->classes && strcmp(run->unseen[i].name, name) != 0)
        i++;
    if (i == MUTATIONS_CLASSES)
        return;
    if (i == run->classes) {
        snprintf(run->unseen[run->classes++].name, sizeof(name), "%s", name);
        run->unseen[i].reason = reason;
    }
    run->unseen[i].times++;
}

static bool try_one(struct run *run, const struct sample *s)
{
    static struct mutant m;
    enum op op = (enum op)pick(run, OPS);
    size_t at = pick(run, s->count);
    const struct segment *seg = &s->segments[at];
    unsigned pos = op < DROP_ELEMENT
                       ? 0
                       : 1 + (unsigned)pick(run, element_count(seg));
    bool found, in_place, broken;

    if (!can_mutate(s, at, op, pos))
        return true;
    broken = breaks(seg, op, pos);
    m.at = at;
    if (op < DROP_ELEMENT)
        mutate_segment(run, &m, s, at, op);
    else
        mutate_element(run, &m, s, at, op, pos);
    if (!look(s, &m, &found, &in_place))
        return false;
    run->tried[op]++;
    run->found[op] += found;
    run->in_place[op] += in_place;
    run->broken[op] += broken;
    if (!found)
        count_unseen(run, seg, op, pos);
    if (broken && !in_place) {
        run->missed++;
        printf("%s: %s, segment %zu (%s), element %u: %s\n", s->path,
               op_names[op], at + 1, seg->row->segment, pos,
               found ? "found elsewhere" : "not found");
    }
    return true;
}

static int by_times(const void *a, const void *b)
{
    const struct unseen *x = a, *y = b;

    if (x->times != y->times)
        return x->times > y->times ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void report(struct run *run, bool classes)
{
    unsigned tried = 0, found = 0;

    printf("%-18s %8s %8s %9s %12s\n", "mutation", "tried", "found", "in place",
           "break a rule");
    for (unsigned i = 0; i < OPS; i++) {
        printf("%-18s %8u %8u %9u %12u\n", op_names[i], run->tried[i],
               run->found[i], run->in_place[i], run->broken[i]);
        tried += run->tried[i];
        found += run->found[i];
    }
    qsort(run->unseen, run->classes, sizeof(run->unseen[0]), by_times);
    for (unsigned i = 0; i < REASONS; i++)
        printf("%8u not found: %s\n", run->reasons[i], reason_names[i]);
    for (size_t i = 0; classes && i < run->classes; i++)
        printf("not found %5u %s: %s\n", run->unseen[i].times,
               run->unseen[i].name, reason_names[run->unseen[i].reason]);
    printf("mutations: %u found, %u not found; %u that break a rule missed\n",
           found, tried - found, run->missed);
}

static unsigned tried_so_far(const struct run *run)
{
    unsigned n = 0;

    for (unsigned i = 0; i < OPS; i++)
        n += run->tried[i];
    return n;
}

int main(int argc, char **argv)
{
    static struct run run;
    size_t files = 0;
    unsigned count;

    if (argc < 4 || argc - 3 > MUTATIONS_FILES) {
        fprintf(stderr, "usage: mutations COUNT SEED FILE...\n");
        return 64;
    }
    count = (unsigned)strtoul(argv[1], NULL, 10);
    run.state = strtoull(argv[2], NULL, 10);
    for (int i = 3; i < argc; i++, files++)
        if (!load(&samples[files], argv[i])) {
            fprintf(stderr, "mutations: cannot read %s\n", argv[i]);
            return 2;
        }
    while (tried_so_far(&run) < count)
        if (!try_one(&run, &samples[pick(&run, files)]))
            return 2;
    report(&run, getenv("EDI_SOAK") != NULL);
    return run.missed > 0;
}
