/* SPDX-License-Identifier: Apache-2.0 */
/* facts_ack - what is kept of an item of a TA1, 999 or 277CA */
#include "edi/match/facts.h"
#include "edi/match/key.h"

/* TA104, IK501, AK901. P of a group: the sets that are rejected are listed. */
static enum edi_verdict facts_code(x12_str code)
{
    static const char accepted[] = "AEP", rejected[] = "RMWX";

    if (code.len != 1)
        return EDI_VERDICT_NONE;
    if (strchr(accepted, code.at[0]))
        return EDI_VERDICT_ACCEPTED;
    return strchr(rejected, code.at[0]) ? EDI_VERDICT_REJECTED
                                        : EDI_VERDICT_NONE;
}

/* A category of a claim status; where it says nothing, STC03 does. */
static enum edi_verdict facts_category(x12_str category, x12_str action)
{
    static const struct {
        const char *category;
        enum edi_verdict verdict;
    } rows[] = {
        { "A0", EDI_VERDICT_RECEIVED }, { "A1", EDI_VERDICT_RECEIVED },
        { "A2", EDI_VERDICT_ACCEPTED }, { "A3", EDI_VERDICT_REJECTED },
        { "A4", EDI_VERDICT_REJECTED }, { "A5", EDI_VERDICT_ACCEPTED },
        { "A6", EDI_VERDICT_REJECTED }, { "A7", EDI_VERDICT_REJECTED },
        { "A8", EDI_VERDICT_REJECTED },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(category, rows[i].category))
            return rows[i].verdict;
    return x12_str_is(action, "U") ? EDI_VERDICT_REJECTED
                                   : EDI_VERDICT_RECEIVED;
}

/* All statuses together describe it: the weightiest counts. */
static enum edi_verdict facts_statuses(const struct edi_ack *ack)
{
    enum edi_verdict verdict = EDI_VERDICT_RECEIVED;

    for (size_t i = 0; i < ack->status_count; i++)
        for (unsigned j = 0; j < 3; j++) {
            const struct edi_status *status = &ack->statuses[i];
            enum edi_verdict one;

            if (!status->code[j].category.len)
                continue;
            one = facts_category(status->code[j].category, status->action);
            if (one > verdict)
                verdict = one;
        }
    return verdict;
}

static x12_date facts_ack_day(const struct edi_ack *ack,
                              const struct edi_envelope_facts *envelope)
{
    x12_date day = 0;

    for (size_t i = 0; !day && i < ack->status_count; i++)
        day = ack->statuses[i].date;
    if (!day)
        (void)!x12_date_parse(ack->answer_date, &day);
    if (!day)
        day = envelope->gs_day;
    return day ? day : envelope->isa_day;
}

static x12_str facts_ack_reference(const struct edi_ack *ack,
                                   const char *qualifier)
{
    return edi_reference_find(ack->references, ack->reference_count, qualifier);
}

static void facts_claim_ack(const struct edi_ack *ack, struct x12_arena *arena,
                            struct edi_match_ack *out)
{
    const struct edi_date *days = edi_date_find(ack->dates, ack->date_count,
                                                "472");

    out->number = edi_key_number(arena, ack->trace);
    out->control = edi_key_number(arena, facts_ack_reference(ack, "1K"));
    out->clearing = edi_key_number(arena, facts_ack_reference(ack, "D9"));
    for (size_t i = 0; !out->has_charge && i < ack->status_count; i++) {
        out->has_charge = ack->statuses[i].has_amount;
        out->charge = ack->statuses[i].amount;
    }
    if (days) {
        out->from = days->from;
        out->to = days->to;
    }
}

void edi_facts_ack(const struct edi_ack *ack,
                   const struct edi_envelope_facts *envelope,
                   struct x12_arena *arena, struct edi_match_ack *out)
{
    *out = (struct edi_match_ack){
        .kind = ack->kind,
        .isa = envelope->isa,
        .set = envelope->set,
        .ordinal = ack->ordinal,
        .day = facts_ack_day(ack, envelope),
    };
    switch (ack->kind) {
    case EDI_ACK_INTERCHANGE:
        out->names = ack->interchange;
        out->verdict = facts_code(ack->code);
        break;
    case EDI_ACK_SET:
    case EDI_ACK_GROUP:
        out->names = edi_key_bare(ack->group);
        out->verdict = facts_code(ack->code);
        break;
    case EDI_ACK_CLAIM:
        facts_claim_ack(ack, arena, out);
        out->names = ack->batch;
        out->verdict = facts_statuses(ack);
        break;
    case EDI_ACK_TRANSMISSION:
    case EDI_ACK_PROVIDER:
        out->names = ack->batch;
        out->npi = edi_facts_npi(&ack->provider);
        out->verdict = facts_statuses(ack);
        break;
    }
}
