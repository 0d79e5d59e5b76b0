/* SPDX-License-Identifier: Apache-2.0 */
/* claim_open - what a loop of an 837 fills from its first segment on */
#include "edi/claims/claim_map_private.h"
#include "edi/claims/claim_open_private.h"

void edi_claim_into(struct edi_claim_reader *rd, unsigned node, void *object)
{
    rd->object[node] = object;
    rd->met[node] = 0;
}

__attribute__((noinline)) void edi_claim_clear(struct edi_claim_reader *rd,
                                               size_t from, size_t to)
{
    memset((char *)&rd->claim + from, 0, to - from);
}

/* A party says itself whether it holds anything. */
#define OPEN_CLEAR_PARTY(rd, party)                               \
    ((rd)->claim.party.present                                    \
         ? edi_claim_clear(rd, offsetof(struct edi_claim, party), \
                           offsetof(struct edi_claim, party) +    \
                               sizeof((rd)->claim.party))         \
         : (void)0)

#define OPEN_CLEAR(rd, from, to)                          \
    edi_claim_clear(rd, offsetof(struct edi_claim, from), \
                    offsetof(struct edi_claim, to))

/* What stands between the ranges that are cleared is parties alone. */
_Static_assert(offsetof(struct edi_claim, subscriber_loop) ==
                       offsetof(struct edi_claim, subscriber) +
                           3 * sizeof(struct edi_party) &&
                   offsetof(struct edi_claim, id) ==
                       offsetof(struct edi_claim, patient) +
                           sizeof(struct edi_party),
               "clear what was added to edi_claim");

static void open_clear(struct edi_claim_reader *rd, enum edi_claim_level level)
{
    if (level == EDI_LEVEL_PROVIDER) {
        OPEN_CLEAR(rd, billing, id);
        return;
    }
    if (level == EDI_LEVEL_SUBSCRIBER) {
        OPEN_CLEAR(rd, coverage, subscriber);
        OPEN_CLEAR_PARTY(rd, subscriber);
        OPEN_CLEAR_PARTY(rd, payer);
        OPEN_CLEAR_PARTY(rd, responsible);
        OPEN_CLEAR(rd, subscriber_loop, patient_is_subscriber);
    }
    OPEN_CLEAR(rd, patient_is_subscriber, patient);
    OPEN_CLEAR_PARTY(rd, patient);
}

void edi_claim_enter(struct edi_claim_reader *rd, enum edi_claim_level level)
{
    open_clear(rd, level);
    for (size_t i = level; i < EDI_LEVEL_CLAIM; i++) {
        x12_arena_reset(&rd->arena[i]);
        rd->latin1[i] = rd->odd[i] = false;
    }
    for (size_t i = EDI_NODE_PROVIDER; i < EDI_NODES; i++)
        rd->object[i] = NULL;
    rd->level = level;
}

static void open_claim_begin(struct edi_claim_reader *rd)
{
    const struct x12_segment *seg = &rd->cur->seg;

    /* A party that stood before a claim without its loops is not the claim's. */
    for (size_t i = EDI_NODE_CLAIM; i < EDI_NODES; i++)
        rd->object[i] = NULL;
    rd->level = EDI_LEVEL_CLAIM;
    rd->open = true;
    rd->told = rd->told_before;
    rd->claim.ordinal = ++rd->claims;
    rd->claim.offset = seg->place.offset;
    rd->claim.segment = seg->place.segment;
}

/* The loops that are no part of another struct. */
static void open_root(struct edi_claim_reader *rd, enum edi_node node)
{
    static const char *const roots[EDI_NODES] = {
        [EDI_NODE_PROVIDER] = "2000A",
        [EDI_NODE_SUBSCRIBER] = "2000B",
        [EDI_NODE_PATIENT] = "2000C",
        [EDI_NODE_CLAIM] = "2300",
    };
    struct edi_claim *claim = &rd->claim;
    uint32_t before;

    if (node == EDI_NODE_PROVIDER) {
        before = claim->provider_loop;
        edi_claim_enter(rd, EDI_LEVEL_PROVIDER);
        claim->provider_loop = before + 1;
        claim->patient_is_subscriber = true;
    } else if (node == EDI_NODE_SUBSCRIBER) {
        before = claim->subscriber_loop;
        edi_claim_enter(rd, EDI_LEVEL_SUBSCRIBER);
        claim->subscriber_loop = before + 1;
        claim->patients_follow = x12_str_is(x12_element(&rd->cur->seg, 4), "1");
        claim->patient_is_subscriber = true;
    } else if (node == EDI_NODE_PATIENT) {
        before = claim->patient_loop;
        edi_claim_enter(rd, EDI_LEVEL_PATIENT);
        claim->patient_loop = before + 1;
    } else if (node == EDI_NODE_CLAIM) {
        open_claim_begin(rd);
    }
    rd->root = roots[node];
    rd->root_segment = rd->cur->seg.place.segment;
    edi_claim_into(rd, node, claim);
}

/* A loop begins that is a part of another struct. A second one where there is
 * room for one has no struct: its segments are kept unread. */
static void open_part(struct edi_claim_reader *rd, const struct edi_loop *loop)
{
    char *parent = rd->object[loop->parent];
    void *object = NULL;

    if (parent && loop->how == EDI_HOW_LIST) {
        object = x12_arena_push(&rd->arena[rd->level], parent + loop->offset,
                                (size_t *)(void *)(parent + loop->other),
                                loop->size);
    } else if (parent) {
        struct edi_party *party = (struct edi_party *)(void *)(parent +
                                                               loop->offset);

        object = party->present ? NULL : party;
    }
    edi_claim_into(rd, loop->node, object);
}

/* The same where loops are missing: a party that is there already is that of
 * the next loop around it; and what was innermost before is no more. */
static void open_stray_part(struct edi_claim_reader *rd,
                            const struct edi_loop *loop)
{
    static const enum edi_node leaves[] = {
        EDI_NODE_BILLING,      EDI_NODE_PARTY, EDI_NODE_DRUG,
        EDI_NODE_ADJUDICATION, EDI_NODE_FORM,
    };

    open_part(rd, loop);
    if (!rd->object[loop->node] && loop->how == EDI_HOW_ONE &&
        loop->parent < EDI_NODE_CLAIM) {
        open_root(rd, (enum edi_node)loop->parent);
        open_part(rd, loop);
    }
    for (size_t i = 0; i < sizeof(leaves) / sizeof(*leaves); i++)
        if (leaves[i] != loop->node)
            rd->object[leaves[i]] = NULL;
}

void edi_claim_open(struct edi_claim_reader *rd)
{
    const struct edi_map_row *row = rd->row;

    if (row->is_root)
        open_root(rd, (enum edi_node)row->node);
    else if (rd->stray)
        open_stray_part(rd, row->loop);
    else
        open_part(rd, row->loop);
}
