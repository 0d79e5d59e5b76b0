/* SPDX-License-Identifier: Apache-2.0 */
/* claim_stray - claims whose outer loops are missing */
#include "edi/claims/claim_stray_private.h"

static bool stray_is_outer(const struct edi_loop *loop)
{
    return loop->parent == EDI_NODE_PROVIDER ||
           loop->parent == EDI_NODE_SUBSCRIBER ||
           loop->parent == EDI_NODE_PATIENT;
}

static const struct edi_place *stray_place(enum edi_node node, uint32_t id)
{
    size_t count;
    const struct edi_place *places = edi_map_places(node, &count);

    for (size_t i = 0; i < count; i++)
        if (x12_id_pack(x12_str_from(places[i].shape->id)) == id)
            return &places[i];
    return NULL;
}

static const struct edi_loop *stray_root(enum edi_node node)
{
    size_t count;
    const struct edi_loop *loops = edi_map_loops(&count);

    for (size_t i = 0; i < count; i++)
        if (loops[i].parent == EDI_NODE_NONE && loops[i].node == node)
            return &loops[i];
    return NULL;
}

/* The party of an NM1 by its role: of the other payer at hand, or of the loops
 * around the claim. */
static const struct edi_loop *stray_role(const struct edi_claim_reader *rd,
                                         x12_str role)
{
    bool in_payer = rd->object[EDI_NODE_OTHER_PAYER] &&
                    !rd->object[EDI_NODE_LINE];
    size_t count;
    const struct edi_loop *loops = edi_map_loops(&count);

    for (size_t i = 0; i < count; i++) {
        bool fits = in_payer ? loops[i].parent == EDI_NODE_OTHER_PAYER
                             : stray_is_outer(&loops[i]);

        if (fits && loops[i].role && x12_str_is(role, loops[i].role))
            return &loops[i];
    }
    return NULL;
}

/* The innermost loop that such a segment opens where we are. */
static const struct edi_loop *stray_opened(const struct edi_claim_reader *rd,
                                           uint32_t id)
{
    size_t count;
    const struct edi_loop *loops = edi_map_loops(&count);

    while (count-- > 0) {
        const struct edi_loop *loop = &loops[count];
        size_t places;

        if (loop->how == EDI_HOW_LIST && rd->object[loop->parent] &&
            x12_id_pack(
                x12_str_from(edi_map_places((enum edi_node)loop->node, &places)
                                 ->shape->id)) == id)
            return loop;
    }
    return NULL;
}

bool edi_stray_begins(const struct edi_claim_reader *rd)
{
    const struct x12_segment *seg = &rd->cur->seg;

    if (seg->id == X12_ID('C', 'L', 'M'))
        return true;
    return rd->level == EDI_LEVEL_SET && seg->id == X12_ID('N', 'M', '1') &&
           stray_role(rd, x12_element(seg, 1));
}

static bool stray_put(const struct edi_claim_reader *rd,
                      struct edi_map_row *into, enum edi_node node, uint32_t id)
{
    const struct edi_place *place = stray_place(node, id);

    into->node = (uint8_t)node;
    if (place)
        edi_map_row_place(into, rd->map, place);
    return place != NULL;
}

bool edi_stray_find(const struct edi_claim_reader *rd, struct edi_map_row *into)
{
    /* the innermost first */
    static const enum edi_node nodes[] = {
        EDI_NODE_FORM,        EDI_NODE_ADJUDICATION, EDI_NODE_DRUG,
        EDI_NODE_PARTY,       EDI_NODE_BILLING,      EDI_NODE_LINE,
        EDI_NODE_OTHER_PAYER, EDI_NODE_CLAIM,        EDI_NODE_PATIENT,
        EDI_NODE_SUBSCRIBER,  EDI_NODE_PROVIDER,
    };
    const struct x12_segment *seg = &rd->cur->seg;

    *into = (struct edi_map_row){ .opens = true, .mark = UINT32_MAX };
    if (seg->id == X12_ID('C', 'L', 'M'))
        into->loop = stray_root(EDI_NODE_CLAIM);
    else if (seg->id == X12_ID('N', 'M', '1'))
        into->loop = stray_role(rd, x12_element(seg, 1));
    if (!into->loop)
        into->loop = stray_opened(rd, seg->id);
    if (into->loop) {
        into->is_root = into->loop->parent == EDI_NODE_NONE;
        (void)stray_put(rd, into, (enum edi_node)into->loop->node, seg->id);
        return true;
    }
    into->opens = false;
    for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++)
        if (rd->object[nodes[i]] && stray_put(rd, into, nodes[i], seg->id))
            return true;
    return false;
}
