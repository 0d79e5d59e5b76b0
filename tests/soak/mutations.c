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
#include "edi/jobs/job_check.h"
#include "tests/soak/mutant.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MUTATIONS_FILES = 64,
    MUTATIONS_CLASSES = 1 << 12,
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

    snprintf(name, sizeof(name), pos ? "%s %s%02u" : "%s %s",
             mutant_op_names[op], seg->row->segment, pos);
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
    const struct segment *seg;
    enum op op;
    unsigned pos;
    bool found, in_place, broken;

    if (!mutant_make(&run->state, s, &m))
        return true;
    op = m.op;
    pos = m.element;
    seg = &s->segments[m.at];
    broken = breaks(seg, op, pos);
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
               mutant_op_names[op], m.at + 1, seg->row->segment, pos,
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
        printf("%-18s %8u %8u %9u %12u\n", mutant_op_names[i], run->tried[i],
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
        if (!mutant_load(&samples[files], argv[i])) {
            fprintf(stderr, "mutations: cannot read %s\n", argv[i]);
            return 2;
        }
    while (tried_so_far(&run) < count)
        if (!try_one(&run, &samples[mutant_pick(&run.state, files)]))
            return 2;
    report(&run, getenv("EDI_SOAK") != NULL);
    return run.missed > 0;
}
