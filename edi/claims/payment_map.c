/* SPDX-License-Identifier: Apache-2.0 */
/* payment_map - the segments of an 835 and the fields of a payment, as rows */
#include "edi/claims/payment_map_private.h"

#include "edi/claims/shape_rows_private.h"

/* clang-format off */

#define OF edi_remittance
static const struct edi_part bpr_parts[] = {
    E(1, handling), E(2, amount), E(3, credit_debit), E(4, method),
    E(5, format), E(6, bpr[6]), E(7, bpr[7]), E(8, bpr[8]), E(9, bpr[9]),
    E(10, bpr[10]), E(11, bpr[11]), E(12, bpr[12]), E(13, bpr[13]),
    E(14, bpr[14]), E(15, bpr[15]), E(16, bpr[16]),
    END,
};
SHAPE(bpr, "BPR");
static const struct edi_part trn_parts[] = {
    E_OR(1, trace_type, "1"), E(2, trace), E(3, payer_tax_id),
    E(4, trace_supplement),
    END,
};
SHAPE(trn, "TRN");
static const struct edi_part cur_parts[] = {
    E(1, currency[1]), E(2, currency[2]), E(3, currency[3]), E(4, currency[4]),
    E(5, currency[5]),
    END,
};
SHAPE(cur, "CUR");

#undef OF
#define OF edi_date
static const struct edi_part day_parts[] = { E(1, qualifier), E(2, text), END };
SHAPE(day, "DTM");
static const struct edi_part period_parts[] = {
    E(1, qualifier), E(5, format), E(6, text),
    END,
};
SHAPE(period, "DTM");

#undef OF
#define OF edi_party
static const struct edi_part n1_parts[] = {
    E(1, role), E(2, name), E(3, id_qualifier), E(4, id),
    END,
};
SHAPE(n1, "N1");

#undef OF
#define OF edi_delivery
static const struct edi_part rdm_parts[] = {
    E(1, code), E(2, name), E(3, number),
    END,
};
SHAPE(rdm, "RDM");

#undef OF
#define OF edi_payment
static const struct edi_part ts3_parts[] = {
    E(1, ts3[1]), E(2, ts3[2]), E(3, ts3[3]), E(4, ts3[4]), E(5, ts3[5]),
    E(6, ts3[6]), E(7, ts3[7]), E(8, ts3[8]), E(9, ts3[9]), E(10, ts3[10]),
    E(11, ts3[11]), E(12, ts3[12]), E(13, ts3[13]), E(14, ts3[14]),
    E(15, ts3[15]), E(16, ts3[16]), E(17, ts3[17]), E(18, ts3[18]),
    E(19, ts3[19]), E(20, ts3[20]), E(21, ts3[21]), E(22, ts3[22]),
    E(23, ts3[23]), E(24, ts3[24]),
    END,
};
SHAPE(ts3, "TS3");
static const struct edi_part ts2_parts[] = {
    E(1, ts2[1]), E(2, ts2[2]), E(3, ts2[3]), E(4, ts2[4]), E(5, ts2[5]),
    E(6, ts2[6]), E(7, ts2[7]), E(8, ts2[8]), E(9, ts2[9]), E(10, ts2[10]),
    E(11, ts2[11]), E(12, ts2[12]), E(13, ts2[13]), E(14, ts2[14]),
    E(15, ts2[15]), E(16, ts2[16]), E(17, ts2[17]), E(18, ts2[18]),
    E(19, ts2[19]),
    END,
};
SHAPE(ts2, "TS2");
static const struct edi_part clp_parts[] = {
    E(1, id), E(2, status), E(3, charge), E(4, paid),
    E_IF(5, patient, has_patient), E(6, filing), E(7, control), E(8, place),
    E(9, frequency), E(11, drg), E(12, drg_weight_text),
    E(13, discharge_text),
    END,
};
SHAPE(clp, "CLP");
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
#define OF edi_service
static const struct edi_part svc_parts[] = {
    C_OR(1, 1, qualifier, "HC"), C(1, 2, procedure), C(1, 3, modifier[0]),
    C(1, 4, modifier[1]), C(1, 5, modifier[2]), C(1, 6, modifier[3]),
    C(1, 7, description), E(2, charge), E(3, paid), E(4, revenue),
    E_IF(5, units, has_units), C_OR(6, 1, submitted_qualifier, "HC"),
    C(6, 2, submitted_procedure), C(6, 3, submitted_modifier[0]),
    C(6, 4, submitted_modifier[1]), C(6, 5, submitted_modifier[2]),
    C(6, 6, submitted_modifier[3]), C(6, 7, submitted_description),
    E_IF(7, submitted_units, has_submitted_units),
    END,
};
SHAPE(svc, "SVC");

#undef OF
#define OF edi_remark
static const struct edi_part lq_parts[] = {
    E_OR(1, qualifier, "HE"), E(2, code),
    END,
};
SHAPE(lq, "LQ");

#undef OF
#define OF edi_provider_adjustment
static const struct edi_part plb_parts[] = {
    E(1, provider), E(2, fiscal_date), C(3, 1, code), C(3, 2, reference),
    E(4, amount),
    END,
};
GROUPS(plb, "PLB", 3, 2, 6, plb);
#undef OF

/* A row: a place, and how its segment is begun. */
#define MAY(place)         { place, NULL, false }
#define MUST(place)        { place, NULL, true }
#define NM1(member, role)  { ONE_IF(edi_shape_nm1, member), role, false }

#define IN edi_remittance
static const struct edi_payment_place remittance_rows[] = {
    MUST(SELF(bpr)),
    MUST(SELF(trn)),
    MAY(SELF(cur)),
    MAY(MANY(edi_shape_ref, references, reference_count)),
    MAY(PICK(day, dates, date_count, EDI_PICK_DAY)),
    MAY(PICK(period, dates, date_count, EDI_PICK_PERIOD)),
};
static const struct edi_payment_place delivery_rows[] = {
    MAY(ONE_IF(rdm, delivery)),
};
static const struct edi_payment_place trailer_rows[] = {
    MAY(MANY(plb, adjustments, adjustment_count)),
};

#undef IN
#define IN edi_party
#define PARTY(role_code) \
    { SELF(n1), role_code, false }, \
    MAY(SELF(edi_shape_n3)), \
    MAY(SELF(edi_shape_n4)), \
    MAY(MANY(edi_shape_ref, references, reference_count))
static const struct edi_payment_place payer_rows[] = {
    PARTY("PR"),
    MAY(MANY(edi_shape_per, contacts, contact_count)),
};
static const struct edi_payment_place payee_rows[] = { PARTY("PE") };

#undef IN
#define IN edi_payment
static const struct edi_payment_place header_rows[] = {
    MAY(SELF_IF(ts3, has_ts3)),
    MAY(SELF_IF(ts2, has_ts2)),
};
static const struct edi_payment_place payment_rows[] = {
    MUST(SELF(clp)),
    MAY(MANY(edi_shape_cas, adjustments, adjustment_count)),
    NM1(patient_name, "QC"),
    NM1(insured, "IL"),
    NM1(corrected, "74"),
    NM1(provider, "82"),
    NM1(crossover, "TT"),
    NM1(corrected_payer, "PR"),
    NM1(other_insured, "GB"),
    MAY(SELF_IF(mia, has_mia)),
    MAY(SELF_IF(moa, has_moa)),
    MAY(MANY(edi_shape_ref, references, reference_count)),
    MAY(PICK(day, dates, date_count, EDI_PICK_DAY)),
    MAY(PICK(period, dates, date_count, EDI_PICK_PERIOD)),
    MAY(MANY(edi_shape_per, contacts, contact_count)),
    MAY(MANY(edi_shape_amt, amounts, amount_count)),
    MAY(MANY(edi_shape_qty, quantities, quantity_count)),
};

#undef IN
#define IN edi_service
static const struct edi_payment_place service_rows[] = {
    MUST(SELF(svc)),
    MAY(PICK(day, dates, date_count, EDI_PICK_DAY)),
    MAY(PICK(period, dates, date_count, EDI_PICK_PERIOD)),
    MAY(MANY(edi_shape_cas, adjustments, adjustment_count)),
    MAY(MANY(edi_shape_ref, references, reference_count)),
    MAY(MANY(edi_shape_amt, amounts, amount_count)),
    MAY(MANY(edi_shape_qty, quantities, quantity_count)),
    MAY(MANY(lq, remarks, remark_count)),
};
#undef IN

#define PLACES(name) \
    const struct edi_payment_places edi_##name##_places = { \
        name##_rows, COUNT_OF(name##_rows) }
PLACES(remittance);
PLACES(payer);
PLACES(payee);
PLACES(delivery);
PLACES(header);
PLACES(payment);
PLACES(service);
PLACES(trailer);
