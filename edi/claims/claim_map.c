/* SPDX-License-Identifier: Apache-2.0 */
/* claim_map - the segments of an 837 and the fields of a claim, as rows */
#include "edi/claims/claim_map_private.h"
#include "edi/claims/shape_rows_private.h"

/* clang-format off */

#define OF edi_claim_set
static const struct edi_part bht_parts[] = {
    E(1, structure), E(2, purpose), E(3, reference), E(4, date), E(5, time),
    E(6, use),
    END,
};
SHAPE(bht, "BHT");

#undef OF
#define OF edi_party
static const struct edi_part prv_parts[] = {
    E(1, provider_code), E_OR(2, taxonomy_qualifier, "PXC"), E(3, taxonomy),
    END,
};
SHAPE(prv, "PRV");
static const struct edi_part dmg_parts[] = {
    E_OR(1, birth_format, "D8"), E(2, birth), E(3, gender),
    END,
};
SHAPE(dmg, "DMG");

#undef OF
#define OF edi_date
static const struct edi_part dtp_parts[] = {
    E(1, qualifier), E(2, format), E(3, text),
    END,
};
static const struct edi_shape dtp = {
    "DTP", dtp_parts, COUNT_OF(dtp_parts) - 1, 0, 0, 0,
    EDI_MAP_NONE, EDI_MAP_NONE, true };

#undef OF
#define OF edi_quantity
static const struct edi_part mea_parts[] = {
    E(1, kind), E(2, qualifier), E(3, quantity), C(4, 1, unit),
    END,
};
SHAPE(mea, "MEA");

#undef OF
#define OF edi_note
static const struct edi_part nte_parts[] = { E(1, code), E(2, text), END };
SHAPE(nte, "NTE");

/* K3: its list is one of plain texts. */
static const struct edi_part k3_parts[] = {
    { 1, 0, EDI_PART_TEXT, 0, EDI_MAP_NONE, NULL },
    END,
};
SHAPE(k3, "K3");

#undef OF
#define OF edi_attachment
static const struct edi_part pwk_parts[] = {
    E(1, type), E(2, transmission), E(5, qualifier), E(6, control),
    END,
};
SHAPE(pwk, "PWK");

#undef OF
#define OF edi_condition
static const struct edi_part crc_parts[] = {
    E(1, category), E(2, applies), E(3, code[0]), E(4, code[1]), E(5, code[2]),
    E(6, code[3]), E(7, code[4]),
    END,
};
SHAPE(crc, "CRC");

#undef OF
#define OF edi_code
static const struct edi_part hi_parts[] = {
    C(1, 1, qualifier), C(1, 2, code), C(1, 3, format), C(1, 4, date),
    C_IF(1, 5, amount, has_amount), C_IF(1, 6, quantity, has_quantity),
    C(1, 7, version), C(1, 8, industry), C(1, 9, present_on_admission),
    END,
};
GROUPS(hi, "HI", 1, 1, 12, segment);

#undef OF
#define OF edi_pricing
static const struct edi_part hcp_parts[] = {
    E(1, method), E_IF(2, allowed, has_allowed), E_IF(3, savings, has_savings),
    E(4, organization), E(5, rate_text), E(6, group), E(7, group_amount_text),
    E(8, revenue), E(9, procedure_qualifier), E(10, procedure), E(11, unit),
    E(12, quantity_text), E(13, reject), E(14, policy), E(15, exception),
    END,
};
SHAPE(hcp, "HCP");

#undef OF
#define OF edi_contract
static const struct edi_part cn1_parts[] = {
    E(1, type), E(2, amount_text), E(3, percent_text), E(4, code),
    E(5, discount_text), E(6, version),
    END,
};
SHAPE(cn1, "CN1");

#undef OF
#define OF edi_ambulance
static const struct edi_part cr1_parts[] = {
    E(1, weight_unit), E(2, weight_text), E(3, code), E(4, reason),
    E(5, distance_unit), E(6, distance_text), E(9, round_trip),
    E(10, stretcher),
    END,
};
SHAPE(cr1, "CR1");

#undef OF
#define OF edi_spinal
static const struct edi_part cr2_parts[] = {
    E(8, condition), E(10, description), E(11, more_description),
    E(12, x_ray),
    END,
};
SHAPE(cr2, "CR2");

#undef OF
#define OF edi_certification
static const struct edi_part cr3_parts[] = {
    E(1, type), E(2, unit), E(3, months_text),
    END,
};
SHAPE(cr3, "CR3");

#undef OF
#define OF edi_admission
static const struct edi_part cl1_parts[] = {
    E(1, type), E(2, source), E(3, status),
    END,
};
SHAPE(cl1, "CL1");

#undef OF
#define OF edi_orthodontics
static const struct edi_part dn1_parts[] = {
    E(1, months_text), E(2, remaining_text), E(3, other), E(4, appliance),
    END,
};
SHAPE(dn1, "DN1");

#undef OF
#define OF edi_tooth_status
static const struct edi_part dn2_parts[] = {
    E(1, tooth), E(2, status), E(6, qualifier),
    END,
};
SHAPE(dn2, "DN2");

#undef OF
#define OF edi_coverage
static const struct edi_part sbr_parts[] = {
    E(1, responsibility), E(2, relationship), E(3, group_number),
    E(4, group_name), E(5, insurance_type), E(9, filing),
    END,
};
SHAPE(sbr, "SBR");
static const struct edi_part pat_parts[] = {
    E(1, patient_relationship), E_OR(5, death_format, "D8"), E(6, death),
    E(7, weight_unit), E(8, weight_text), E(9, pregnant),
    END,
};
SHAPE(pat, "PAT");

#undef OF
#define OF edi_rights
static const struct edi_part oi_parts[] = {
    E(3, assignment), E(4, patient_signature), E(6, release),
    END,
};
SHAPE(oi, "OI");

#undef OF
#define OF edi_other_payer
static const struct edi_part mia_parts[] = {
    E(1, mia[1]), E(2, mia[2]), E(3, mia[3]), E(4, mia[4]), E(5, mia[5]),
    E(6, mia[6]), E(7, mia[7]), E(8, mia[8]), E(9, mia[9]), E(10, mia[10]),
    E(11, mia[11]), E(12, mia[12]), E(13, mia[13]), E(14, mia[14]),
    E(15, mia[15]), E(16, mia[16]), E(17, mia[17]), E(18, mia[18]),
    E(19, mia[19]), E(20, mia[20]), E(21, mia[21]), E(22, mia[22]),
    E(23, mia[23]), E(24, mia[24]),
    END,
};
SHAPE(mia, "MIA");
static const struct edi_part moa_parts[] = {
    E(1, moa[1]), E(2, moa[2]), E(3, moa[3]), E(4, moa[4]), E(5, moa[5]),
    E(6, moa[6]), E(7, moa[7]), E(8, moa[8]), E(9, moa[9]),
    END,
};
SHAPE(moa, "MOA");

#undef OF
#define OF edi_claim
static const struct edi_part cur_parts[] = {
    E_OR(1, currency_role, "85"), E(2, currency),
    END,
};
SHAPE(cur, "CUR");
static const struct edi_part clm_parts[] = {
    E(1, id), E(2, charge), C(5, 1, place), C(5, 2, place_qualifier),
    C(5, 3, frequency), E(6, signature), E(7, assignment), E(8, benefits),
    E(9, release), E(10, patient_signature), C(11, 1, cause[0]),
    C(11, 2, cause[1]), C(11, 3, cause[2]), C(11, 4, cause_state),
    C(11, 5, cause_country), E(12, special_program),
    E(19, submission_reason), E(20, delay_reason),
    END,
};
SHAPE(clm, "CLM");

#undef OF
#define OF edi_line
static const struct edi_part lx_parts[] = { E(1, number_text), END };
SHAPE(lx, "LX");
static const struct edi_part sv1_parts[] = {
    C_OR(1, 1, qualifier, "HC"), C(1, 2, procedure), C(1, 3, modifier[0]),
    C(1, 4, modifier[1]), C(1, 5, modifier[2]), C(1, 6, modifier[3]),
    C(1, 7, description), C(1, 8, procedure_to), E(2, charge), E(3, unit),
    E_IF(4, units, has_units), E(5, place), C(7, 1, pointer[0]),
    C(7, 2, pointer[1]), C(7, 3, pointer[2]), C(7, 4, pointer[3]),
    E(9, emergency), E(11, epsdt), E(12, family_planning), E(15, copay),
    END,
};
SHAPE(sv1, "SV1");
static const struct edi_part sv2_parts[] = {
    E(1, revenue), C_OR(2, 1, qualifier, "HC"), C(2, 2, procedure),
    C(2, 3, modifier[0]), C(2, 4, modifier[1]), C(2, 5, modifier[2]),
    C(2, 6, modifier[3]), C(2, 7, description), C(2, 8, procedure_to),
    E(3, charge), E(4, unit), E_IF(5, units, has_units),
    E_IF(7, non_covered, has_non_covered),
    END,
};
SHAPE(sv2, "SV2");
static const struct edi_part sv3_parts[] = {
    C_OR(1, 1, qualifier, "AD"), C(1, 2, procedure), C(1, 3, modifier[0]),
    C(1, 4, modifier[1]), C(1, 5, modifier[2]), C(1, 6, modifier[3]),
    C(1, 7, description), C(1, 8, procedure_to), E(2, charge), E(3, place),
    C(4, 1, oral_cavity[0]), C(4, 2, oral_cavity[1]), C(4, 3, oral_cavity[2]),
    C(4, 4, oral_cavity[3]), C(4, 5, oral_cavity[4]), E(5, prosthesis),
    E_IF(6, units, has_units), C(11, 1, pointer[0]), C(11, 2, pointer[1]),
    C(11, 3, pointer[2]), C(11, 4, pointer[3]),
    END,
};
SHAPE(sv3, "SV3");

#undef OF
#define OF edi_dme
static const struct edi_part sv5_parts[] = {
    C_OR(1, 1, qualifier, "HC"), C(1, 2, procedure), E(2, unit),
    E(3, days_text), E(4, rental_text), E(5, purchase_text), E(6, frequency),
    END,
};
SHAPE(sv5, "SV5");

#undef OF
#define OF edi_tooth
static const struct edi_part too_parts[] = {
    E_OR(1, qualifier, "JP"), E(2, code), C(3, 1, surface[0]),
    C(3, 2, surface[1]), C(3, 3, surface[2]), C(3, 4, surface[3]),
    C(3, 5, surface[4]),
    END,
};
SHAPE(too, "TOO");

#undef OF
#define OF edi_purchased
static const struct edi_part ps1_parts[] = {
    E(1, provider), E(2, charge_text), E(3, state),
    END,
};
SHAPE(ps1, "PS1");

#undef OF
#define OF edi_drug
static const struct edi_part lin_parts[] = {
    E_OR(2, qualifier, "N4"), E(3, code),
    END,
};
SHAPE(lin, "LIN");
static const struct edi_part ctp_parts[] = {
    E_IF(4, quantity, has_quantity), C(5, 1, unit),
    END,
};
SHAPE(ctp, "CTP");

#undef OF
#define OF edi_adjudication
static const struct edi_part svd_parts[] = {
    E(1, payer_id), E(2, paid), C_OR(3, 1, qualifier, "HC"),
    C(3, 2, procedure), C(3, 3, modifier[0]), C(3, 4, modifier[1]),
    C(3, 5, modifier[2]), C(3, 6, modifier[3]), C(3, 7, description),
    E(4, revenue), E_IF(5, units, has_units), E(6, bundled_line),
    END,
};
SHAPE(svd, "SVD");

#undef OF
#define OF edi_form
static const struct edi_part lq_parts[] = { E(1, qualifier), E(2, code), END };
SHAPE(lq, "LQ");

#undef OF
#define OF edi_answer
static const struct edi_part frm_parts[] = {
    E(1, question), E(2, yes), E(3, text), E(4, date), E(5, percent),
    END,
};
SHAPE(frm, "FRM");
#undef OF

#define IN edi_claim_set
static const struct edi_place set_places[] = { SELF(bht) };

#undef IN
#define IN edi_claim
static const struct edi_place provider_places[] = {
    ONE(prv, billing), SELF(cur),
};
static const struct edi_place subscriber_places[] = {
    ONE(sbr, coverage), ONE(pat, coverage),
};
static const struct edi_place patient_places[] = {
    ONE(pat, patient_coverage),
};
static const struct edi_place claim_places[] = {
    SELF(clm),
    MANY(dtp, dates, date_count),
    ONE_IF(cl1, admission),
    ONE_IF(dn1, orthodontics),
    MANY(dn2, tooth_status, tooth_status_count),
    MANY(pwk, attachments, attachment_count),
    ONE_IF(cn1, contract),
    MANY(edi_shape_amt, amounts, amount_count),
    MANY(edi_shape_ref, references, reference_count),
    MANY(k3, fixed, fixed_count),
    MANY(nte, notes, note_count),
    ONE_IF(cr1, ambulance),
    ONE_IF(cr2, spinal),
    MANY(crc, conditions, condition_count),
    MANY(hi, codes, code_count),
    MANY(edi_shape_qty, quantities, quantity_count),
    ONE_IF(hcp, pricing),
};

#undef IN
#define IN edi_party
static const struct edi_place billing_places[] = {
    SELF_IF(edi_shape_nm1, present), SELF(edi_shape_n3), SELF(edi_shape_n4),
    MANY(edi_shape_ref, references, reference_count),
    MANY(edi_shape_per, contacts, contact_count),
};
static const struct edi_place party_places[] = {
    SELF_IF(edi_shape_nm1, present), SELF(prv), SELF(edi_shape_n3), SELF(edi_shape_n4), SELF(dmg),
    MANY(dtp, dates, date_count),
    MANY(edi_shape_ref, references, reference_count),
    MANY(edi_shape_per, contacts, contact_count),
};

#undef IN
#define IN edi_other_payer
static const struct edi_place other_payer_places[] = {
    ONE(sbr, coverage),
    MANY(edi_shape_cas, adjustments, adjustment_count),
    MANY(edi_shape_amt, amounts, amount_count),
    ONE_IF(oi, rights),
    SELF_IF(mia, has_mia),
    SELF_IF(moa, has_moa),
};

#undef IN
#define IN edi_line
static const struct edi_place line_places[] = {
    SELF(lx),
    SELF_SHARES(sv1),
    SELF_SHARES(sv2),
    SELF_SHARES(sv3),
    MANY(too, teeth, tooth_count),
    ONE_IF(sv5, dme),
    MANY(pwk, attachments, attachment_count),
    ONE_IF(cr1, ambulance),
    ONE_IF(cr3, certification),
    MANY(crc, conditions, condition_count),
    MANY(dtp, dates, date_count),
    PICK(edi_shape_qty, quantities, quantity_count, EDI_PICK_QTY),
    PICK(mea, quantities, quantity_count, EDI_PICK_MEA),
    ONE_IF(cn1, contract),
    MANY(edi_shape_ref, references, reference_count),
    MANY(edi_shape_amt, amounts, amount_count),
    MANY(k3, fixed, fixed_count),
    MANY(nte, notes, note_count),
    ONE_IF(ps1, purchased),
    ONE_IF(hcp, pricing),
};

#undef IN
#define IN edi_drug
static const struct edi_place drug_places[] = {
    SELF_IF(lin, present), SELF(ctp),
    MANY(edi_shape_ref, references, reference_count),
};

#undef IN
#define IN edi_adjudication
static const struct edi_place adjudication_places[] = {
    SELF(svd),
    MANY(edi_shape_cas, adjustments, adjustment_count),
    MANY(dtp, dates, date_count),
    MANY(edi_shape_amt, amounts, amount_count),
};

#undef IN
#define IN edi_form
static const struct edi_place form_places[] = {
    SELF(lq), MANY(frm, answers, answer_count),
};
#undef IN

_Static_assert(COUNT_OF(line_places) <= EDI_MAP_PLACES, "room for all places");

#define NODE(node, rows) [EDI_NODE_##node] = { rows, COUNT_OF(rows) }
static const struct {
    const struct edi_place *places;
    size_t count;
} nodes[EDI_NODES] = {
    NODE(SET, set_places),
    NODE(PROVIDER, provider_places),
    NODE(SUBSCRIBER, subscriber_places),
    NODE(PATIENT, patient_places),
    NODE(CLAIM, claim_places),
    NODE(BILLING, billing_places),
    NODE(PARTY, party_places),
    NODE(OTHER_PAYER, other_payer_places),
    NODE(LINE, line_places),
    NODE(DRUG, drug_places),
    NODE(ADJUDICATION, adjudication_places),
    NODE(FORM, form_places),
};

#define ROOT(id, node) \
    { id, EDI_NODE_##node, EDI_NODE_NONE, EDI_HOW_ONE, 0, 0, 0, NULL }
#define PART(id, node, parent, type, member, role) \
    { id, EDI_NODE_##node, EDI_NODE_##parent, EDI_HOW_ONE, \
      offsetof(struct type, member), 0, 0, role }
#define PARTS(id, node, parent, type, member, count) \
    { id, EDI_NODE_##node, EDI_NODE_##parent, EDI_HOW_LIST, \
      offsetof(struct type, member), offsetof(struct type, count), \
      sizeof(*((struct type *)0)->member), NULL }
static const struct edi_loop loops[] = {
    ROOT("TS", SET),
    PART("1000A", PARTY, SET, edi_claim_set, submitter, "41"),
    PART("1000B", PARTY, SET, edi_claim_set, receiver, "40"),
    ROOT("2000A", PROVIDER),
    PART("2010AA", BILLING, PROVIDER, edi_claim, billing, "85"),
    PART("2010AB", PARTY, PROVIDER, edi_claim, pay_to, "87"),
    PART("2010AC", PARTY, PROVIDER, edi_claim, pay_to_plan, "PE"),
    ROOT("2000B", SUBSCRIBER),
    PART("2010BA", PARTY, SUBSCRIBER, edi_claim, subscriber, "IL"),
    PART("2010BB", PARTY, SUBSCRIBER, edi_claim, payer, "PR"),
    PART("2010BC", PARTY, SUBSCRIBER, edi_claim, responsible, "QD"),
    ROOT("2000C", PATIENT),
    PART("2010CA", PARTY, PATIENT, edi_claim, patient, "QC"),
    ROOT("2300", CLAIM),
    PARTS("2310", PARTY, CLAIM, edi_claim, providers, provider_count),
    PARTS("2320", OTHER_PAYER, CLAIM, edi_claim, other_payers,
          other_payer_count),
    PART("2330A", PARTY, OTHER_PAYER, edi_other_payer, subscriber, "IL"),
    PART("2330B", PARTY, OTHER_PAYER, edi_other_payer, payer, "PR"),
    PARTS("2330", PARTY, OTHER_PAYER, edi_other_payer, providers,
          provider_count),
    PARTS("2400", LINE, CLAIM, edi_claim, lines, line_count),
    PARTS("2410", DRUG, LINE, edi_line, drugs, drug_count),
    PARTS("2420", PARTY, LINE, edi_line, providers, provider_count),
    PARTS("2430", ADJUDICATION, LINE, edi_line, adjudications,
          adjudication_count),
    PARTS("2440", FORM, LINE, edi_line, forms, form_count),
};

/* clang-format on */

const struct edi_place *edi_map_places(enum edi_node node, size_t *count)
{
    *count = nodes[node].count;
    return nodes[node].places;
}

const struct edi_loop *edi_map_loops(size_t *count)
{
    *count = COUNT_OF(loops);
    return loops;
}

enum { MAP_SHARED = 1 << 30 }; /* no node has as many places */

/* "2330B" before "2330": the first that the id begins with. */
static const struct edi_loop *map_loop(const char *id)
{
    for (size_t i = 0; i < COUNT_OF(loops); i++)
        if (strncmp(id, loops[i].id, strlen(loops[i].id)) == 0)
            return &loops[i];
    return NULL;
}

static const struct edi_place *map_place(enum edi_node node, const char *id)
{
    for (size_t i = 0; i < nodes[node].count; i++)
        if (strcmp(nodes[node].places[i].shape->id, id) == 0)
            return &nodes[node].places[i];
    return NULL;
}

static bool map_is_aside(const char *id)
{
    static const char *const aside[] = { "ST", "SE", "HL" };

    for (size_t i = 0; i < COUNT_OF(aside); i++)
        if (strcmp(id, aside[i]) == 0)
            return true;
    return false;
}

static uint8_t map_charge(const struct edi_shape *shape)
{
    return shape == &clm || shape == &sv1 || shape == &sv3 ? 2
           : shape == &sv2                                 ? 3
                                                           : 0;
}

void edi_map_row_place(struct edi_map_row *row, const struct edi_map *map,
                       const struct edi_place *place)
{
    row->place = place;
    row->charge = map_charge(place->shape);
    row->plan = map->plans[row->node][place - nodes[row->node].places];
}

static void map_row(struct edi_map *map, size_t i, struct edi_map_row *into)
{
    const struct x12_row *row = &map->guide->rows[i];
    const struct edi_place *place;

    into->loop = map_loop(row->loop);
    if (!row->segment || !into->loop)
        return;
    map->loops |= UINT32_C(1) << (into->loop - loops);
    into->node = into->loop->node;
    into->opens = i > 0 && !row[-1].segment;
    into->is_root = into->opens && into->loop->parent == EDI_NODE_NONE;
    into->aside = map_is_aside(row->segment);
    place = map_place((enum edi_node)into->loop->node, row->segment);
    if (!place)
        return;
    edi_map_row_place(into, map, place);
    into->mark = UINT32_C(1) << (place - nodes[into->node].places);
    map->places[into->node] |= into->mark;
    if (place->shares)
        into->mark = MAP_SHARED;
}

static bool map_plans(struct edi_map *map, struct x12_arena *arena)
{
    for (size_t node = 0; node < EDI_NODES; node++)
        for (size_t i = 0; i < nodes[node].count; i++)
            map->plans[node][i] = edi_plan_make(nodes[node].places[i].shape,
                                                arena);
    return arena->failed == X12_OK;
}

const struct edi_map *edi_map_of(struct edi_map **maps,
                                 const struct x12_guide *guide,
                                 struct x12_arena *arena)
{
    struct edi_map *map;
    struct edi_map_row *rows;

    for (map = *maps; map; map = map->next)
        if (map->guide == guide)
            return map;
    map = x12_arena_make(arena, sizeof(*map));
    rows = x12_arena_make(arena, guide->count * sizeof(*rows));
    if (!map || !rows || !map_plans(map, arena))
        return NULL;
    map->guide = guide;
    map->rows = rows;
    for (size_t i = 0; i < guide->count; i++)
        map_row(map, i, &rows[i]);
    for (size_t i = 0; i < COUNT_OF(loops); i++)
        map->inner[loops[i].parent] |= UINT32_C(1) << i;
    map->next = *maps;
    *maps = map;
    return map;
}
