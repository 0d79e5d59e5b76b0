/* SPDX-License-Identifier: Apache-2.0 */
/* claim_write - claims to segments */
#include "edi/claims/claim_write.h"

#include "edi/claims/claim_fields_private.h"
#include "edi/claims/claim_map_private.h"
#include "edi/claims/claim_unread_private.h"
#include "edi/guides/guides.h"

static void write_refused(struct x12_writer *w, const char *id, const char *why)
{
    x12_writer_begin(w, id);
    x12_writer_fail(w, X12_ESYNTAX, why);
}

/* The object's own segments. The first of a loop that it opens is written in
 * any case. */
static void write_places(struct edi_claim_writer *cw, enum edi_node node,
                         const char *object, bool opens, x12_str opening)
{
    size_t count;
    const struct edi_place *places = edi_map_places(node, &count);
    const struct edi_shape_out out = {
        .w = cw->w,
        .unread = &cw->unread,
        .codes_join = cw->kind != EDI_INSTITUTIONAL,
    };

    for (size_t i = 0; i < count; i++) {
        const struct edi_place *place = &places[i];
        bool is_used = cw->map->places[node] >> i & 1;

        if (opens && i == 0)
            edi_shape_write(&out, place->shape, object + place->offset,
                            opening);
        else if (!edi_place_is_filled(place, object))
            continue;
        else if (!is_used && !place->shares)
            write_refused(cw->w, place->shape->id,
                          "claims of this kind have no such segment");
        else if (is_used && place->how == EDI_HOW_LIST)
            edi_place_write_list(&out, place, object);
        else if (is_used)
            edi_shape_write(&out, place->shape, object + place->offset,
                            X12_STR(""));
    }
}

/* How many structs of the loop hang at the parent; `*items` is the first. */
static size_t write_children(const struct edi_loop *loop, const char *parent,
                             const char **items)
{
    const char *at = parent + loop->offset;

    *items = at;
    if (loop->how == EDI_HOW_ONE)
        return ((const struct edi_party *)(const void *)at)->present ? 1 : 0;
    *items = *(char *const *)(const void *)at;
    return *(const size_t *)(const void *)(parent + loop->other);
}

/* An object and all that hangs below it; as deep as the guides are. */
static void write_node(struct edi_claim_writer *cw, enum edi_node node,
                       const char *object, bool opens, x12_str opening)
{
    size_t loop_count;
    const struct edi_loop *loops = edi_map_loops(&loop_count);
    uint32_t inner = cw->map->inner[node];

    write_places(cw, node, object, opens, opening);
    for (; inner; inner &= inner - 1) {
        const struct edi_loop *loop = &loops[__builtin_ctz(inner)];
        const char *items;
        size_t count = write_children(loop, object, &items);

        if (count > 0 && !(cw->map->loops >> (loop - loops) & 1))
            write_refused(cw->w, "", "claims of this kind have no such loop");
        for (size_t k = 0; k < count; k++) {
            char room[X12_MONEY_TEXT];
            x12_str role = x12_str_from(loop->role);

            if (loop->node == EDI_NODE_LINE)
                role = (x12_str){ room, x12_decimal_format(
                                            (x12_decimal){ (int64_t)k + 1, 0 },
                                            room) };
            write_node(cw, (enum edi_node)loop->node, items + k * loop->size,
                       true, role);
        }
    }
}

/* The loops around a claim, outermost first: what opens each, and the members of
 * a claim that it fills. */
enum { WRITE_PROVIDER, WRITE_SUBSCRIBER, WRITE_PATIENT };

static const struct write_level {
    const char *loop, *code; /* HL03 */
    enum edi_node node;
    size_t from, to;
} write_levels[EDI_CLAIM_LEVELS] = {
    [WRITE_PROVIDER] = { "2000A", "20", EDI_NODE_PROVIDER,
                         offsetof(struct edi_claim, billing),
                         offsetof(struct edi_claim, coverage) },
    [WRITE_SUBSCRIBER] = { "2000B", "22", EDI_NODE_SUBSCRIBER,
                           offsetof(struct edi_claim, coverage),
                           offsetof(struct edi_claim, patient_is_subscriber) },
    [WRITE_PATIENT] = { "2000C", "23", EDI_NODE_PATIENT,
                        offsetof(struct edi_claim, patient_is_subscriber),
                        offsetof(struct edi_claim, id) },
};

static void write_hl(struct edi_claim_writer *cw, unsigned level,
                     uint32_t parent, bool has_children)
{
    struct x12_writer *w = cw->w;

    edi_unread_level(&cw->unread, w, write_levels[level].loop);
    cw->unread.place++;
    x12_writer_begin(w, "HL");
    x12_put_count(w, cw->loops.number[level]);
    if (parent > 0)
        x12_put_count(w, parent);
    else
        x12_put_empty(w, 1);
    x12_put(w, x12_str_from(write_levels[level].code));
    x12_put(w, has_children ? X12_STR("1") : X12_STR("0"));
    x12_writer_end(w);
}

/* The loop of a level, for `claim`; its number is known. */
static void write_level(struct edi_claim_writer *cw, unsigned level,
                        const struct edi_claim *claim)
{
    const uint32_t parent = level > 0 ? cw->loops.number[level - 1] : 0;
    const bool has_children = level == WRITE_PROVIDER ||
                              (level == WRITE_SUBSCRIBER &&
                               cw->loops.has_children);

    write_hl(cw, level, parent, has_children);
    write_node(cw, write_levels[level].node, (const char *)claim, false,
               X12_STR(""));
}

static bool write_is_same(const struct edi_claim_writer *cw,
                          const struct edi_claim *claim, unsigned level)
{
    return edi_record_equal_part(
        &edi_claim_record, &cw->last[cw->loops.copy[level]], claim,
        write_levels[level].from, write_levels[level].to);
}

/* In the copy that the loops of one claim ago are not in. */
static void write_remember(struct edi_claim_writer *cw,
                           const struct edi_claim *claim, unsigned level)
{
    const uint8_t copy = !cw->before.copy[level];
    struct x12_arena *arena = &cw->last_arena[level][copy];

    x12_arena_reset(arena);
    edi_record_copy_part(&edi_claim_record, &cw->last[copy], claim,
                         write_levels[level].from, write_levels[level].to,
                         arena);
    cw->loops.copy[level] = copy;
    if (arena->failed)
        x12_writer_fail(cw->w, arena->failed, "out of memory");
}

static bool write_has_patient(const struct edi_claim *claim)
{
    return claim->patient.present || claim->patient_loop > 0 ||
           !edi_record_is_empty(&edi_coverage_record, &claim->patient_coverage);
}

/* Opens the loop for the claim; those inside it are closed by it. */
static void write_open(struct edi_claim_writer *cw,
                       const struct edi_claim *claim, unsigned level)
{
    cw->loops.number[level] = ++cw->hl;
    write_level(cw, level, claim);
    write_remember(cw, claim, level);
    cw->loops.in[level] = true;
    for (unsigned i = level + 1; i < EDI_CLAIM_LEVELS; i++)
        cw->loops.in[i] = false;
}

/* Opens the loops around the claim that are not at hand. A subscriber's own
 * claims stand before the first patient. */
static void write_outer(struct edi_claim_writer *cw,
                        const struct edi_claim *claim)
{
    struct edi_claim_loops *at = &cw->loops;
    bool has_patient = write_has_patient(claim);

    if (!at->in[WRITE_PROVIDER] || !write_is_same(cw, claim, WRITE_PROVIDER))
        write_open(cw, claim, WRITE_PROVIDER);
    if (!at->in[WRITE_SUBSCRIBER] ||
        !write_is_same(cw, claim, WRITE_SUBSCRIBER) ||
        (has_patient ? !at->has_children : at->in[WRITE_PATIENT])) {
        at->has_children = has_patient || claim->patients_follow;
        write_open(cw, claim, WRITE_SUBSCRIBER);
    }
    if (has_patient &&
        (!at->in[WRITE_PATIENT] || !write_is_same(cw, claim, WRITE_PATIENT)))
        write_open(cw, claim, WRITE_PATIENT);
}

/* After a failure nothing is known of the loops at hand: the next claim opens
 * them all, with the numbers it would have had. */
void edi_claim_write(struct edi_claim_writer *cw, const struct edi_claim *claim)
{
    if (!cw->map) {
        x12_writer_fail(cw->w, X12_EMISUSE, "claims outside a set of claims");
        return;
    }
    cw->before = cw->loops;
    cw->before.hl = cw->hl;
    cw->before.claims = cw->claims;
    if (claim->kind != cw->kind)
        write_refused(cw->w, "CLM", "the claim is not of its set's kind");
    cw->unread = (struct edi_unread_out){ .left = claim->unread_count,
                                          .at = claim->unread,
                                          .count = claim->unread_count };
    write_outer(cw, claim);
    edi_unread_level(&cw->unread, cw->w, "2300");
    write_node(cw, EDI_NODE_CLAIM, (const char *)claim, true, X12_STR(""));
    edi_unread_level(&cw->unread, cw->w, NULL);
    if (x12_writer_status(cw->w) == X12_OK) {
        cw->claims++;
    } else {
        cw->hl = cw->before.hl;
        memset(cw->loops.in, 0, sizeof(cw->loops.in));
    }
}

void edi_claim_writer_undo(struct edi_claim_writer *cw)
{
    cw->loops = cw->before;
    cw->hl = cw->before.hl;
    cw->claims = cw->before.claims;
}

uint32_t edi_claim_writer_reopen(struct edi_claim_writer *other,
                                 const struct edi_claim_writer *cw)
{
    const struct edi_claim_loops *at = &cw->loops, *before = &cw->before;

    other->unread = (struct edi_unread_out){ 0 };
    other->loops.has_children = at->has_children;
    for (unsigned i = 0; i < EDI_CLAIM_LEVELS && other->map && at->in[i] &&
                         before->in[i] && at->number[i] == before->number[i];
         i++) {
        other->loops.number[i] = at->number[i];
        write_level(other, i, &cw->last[at->copy[i]]);
    }
    return before->hl;
}

/* As new, but for the memory and the maps of an earlier set. */
static void write_reset(struct edi_claim_writer *cw)
{
    const struct edi_claim_writer kept = *cw;

    *cw = (struct edi_claim_writer){ .maps = kept.maps };
    cw->map_arena = kept.map_arena;
    memcpy(cw->last_arena, kept.last_arena, sizeof(cw->last_arena));
}

void edi_claim_writer_begin(struct edi_claim_writer *cw, struct x12_writer *w,
                            const struct edi_claim_set *set)
{
    static const char *const names[] = {
        [EDI_PROFESSIONAL] = "837P",
        [EDI_INSTITUTIONAL] = "837I",
        [EDI_DENTAL] = "837D",
    };
    const struct x12_guide *guide = NULL;

    write_reset(cw);
    cw->w = w;
    cw->kind = set->kind;
    if (set->kind >= EDI_PROFESSIONAL && set->kind <= EDI_DENTAL)
        guide = edi_guide_named(x12_str_from(names[set->kind]));
    if (!guide) {
        x12_writer_fail(w, X12_EMISUSE, "a set of claims without its kind");
        return;
    }
    cw->map = edi_map_of(&cw->maps, guide, &cw->map_arena);
    if (!cw->map)
        x12_writer_fail(w, X12_ENOMEM, "out of memory");
    else
        write_node(cw, EDI_NODE_SET, (const char *)set, false, X12_STR(""));
}

void edi_claim_writer_end(struct edi_claim_writer *cw)
{
    edi_claim_writer_release(cw);
}

void edi_claim_writer_release(struct edi_claim_writer *cw)
{
    x12_arena_release(&cw->map_arena);
    for (unsigned i = 0; i < EDI_CLAIM_LEVELS; i++) {
        x12_arena_release(&cw->last_arena[i][0]);
        x12_arena_release(&cw->last_arena[i][1]);
    }
    cw->maps = NULL;
    cw->map = NULL;
}
