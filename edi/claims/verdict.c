/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict - what a receiver says of the claims of one 837: the 277CA
 */
#include "edi/claims/verdict.h"

#include "edi/claims/claim_fields_private.h"

static void verdict_count(struct edi_verdict_sums *sums,
                          const struct edi_claim_verdict *v, bool refused)
{
    if (v->accepted && !refused) {
        sums->accepted++;
        sums->accepted_charge += v->claim->charge;
    } else {
        sums->rejected++;
        sums->rejected_charge += v->claim->charge;
    }
}

static struct edi_verdict_sums verdict_sum(const struct edi_claim_verdict *v,
                                           size_t count, bool refused)
{
    struct edi_verdict_sums sums = { 0 };

    for (size_t i = 0; i < count; i++)
        verdict_count(&sums, &v[i], refused);
    return sums;
}

void edi_verdict_of(struct edi_claim_verdict *v, const struct edi_claim *claim)
{
    *v = (struct edi_claim_verdict){ .claim = claim, .accepted = true };
    v->code[0].category = X12_STR("A2");
    v->code[0].code = X12_STR("20");
}

/* --- segments --- */

static void verdict_hl(struct x12_writer *w, uint32_t number, uint32_t parent,
                       const char *level, const char *child)
{
    x12_writer_begin(w, "HL");
    x12_put_count(w, number);
    if (parent > 0)
        x12_put_count(w, parent);
    else
        x12_put_empty(w, 1);
    x12_put(w, x12_str_from(level));
    x12_put(w, x12_str_from(child));
    x12_writer_end(w);
}

/* NM1; `id` where the party itself has none that fits. */
static void verdict_nm1(struct x12_writer *w, const char *role,
                        const struct edi_party *party, x12_str id_qualifier,
                        x12_str id)
{
    bool person = x12_str_is(party->type, "1");
    x12_str none = { NULL, 0 };

    x12_writer_begin(w, "NM1");
    x12_put(w, x12_str_from(role));
    x12_put(w, person ? X12_STR("1") : X12_STR("2"));
    x12_put(w, party->name);
    x12_put(w, person ? party->first : none);
    x12_put(w, person ? party->middle : none);
    x12_put_empty(w, 1);
    /* A submitter and a source have no suffix. */
    x12_put(w, person && (role[0] == 'Q' || role[0] == '8') ? party->suffix
                                                            : none);
    x12_put(w, id_qualifier);
    x12_put(w, id);
    x12_writer_end(w);
}

static void verdict_pair(struct x12_writer *w, const char *segment,
                         const char *qualifier, x12_str value)
{
    if (value.len == 0)
        return;
    x12_writer_begin(w, segment);
    x12_put(w, x12_str_from(qualifier));
    x12_put(w, value);
    x12_writer_end(w);
}

/* DTP; one day, or the first and the last. */
static void verdict_dtp(struct x12_writer *w, const char *qualifier,
                        x12_date from, x12_date to)
{
    char days[2 * X12_DATE_TEXT];
    size_t len;

    if (from == 0)
        return;
    x12_writer_begin(w, "DTP");
    x12_put(w, x12_str_from(qualifier));
    if (to <= from) {
        x12_put(w, X12_STR("D8"));
        x12_put_date(w, from);
    } else {
        x12_put(w, X12_STR("RD8"));
        len = 0;
        for (int i = 0; i < 2; i++) {
            x12_date day = i == 0 ? from : to;

            for (size_t k = 8; k > 0; k--, day /= 10)
                days[len + k - 1] = (char)('0' + day % 10);
            len += 8;
            if (i == 0)
                days[len++] = '-';
        }
        x12_put(w, (x12_str){ days, len });
    }
    x12_writer_end(w);
}

static void verdict_qty(struct x12_writer *w, const char *qualifier,
                        uint64_t count)
{
    if (count == 0)
        return;
    x12_writer_begin(w, "QTY");
    x12_put(w, x12_str_from(qualifier));
    x12_put_count(w, count);
    x12_writer_end(w);
}

static void verdict_amt(struct x12_writer *w, const char *qualifier,
                        uint64_t count, x12_money amount)
{
    if (count == 0)
        return;
    x12_writer_begin(w, "AMT");
    x12_put(w, x12_str_from(qualifier));
    x12_put_money(w, amount);
    x12_writer_end(w);
}

/* QTY and AMT of those accepted and those rejected. */
static void verdict_totals(struct x12_writer *w, const char *accepted,
                           const char *rejected,
                           const struct edi_verdict_sums *sums)
{
    verdict_qty(w, accepted, sums->accepted);
    verdict_qty(w, rejected, sums->rejected);
    verdict_amt(w, "YU", sums->accepted, sums->accepted_charge);
    verdict_amt(w, "YY", sums->rejected, sums->rejected_charge);
}

/* Category, status and entity. */
static void verdict_triple(struct x12_writer *w,
                           const struct edi_status_code *code)
{
    x12_put(w, code->category);
    x12_put_component(w, code->code);
    x12_put_component(w, code->entity);
}

/* STC without its last elements; `date` 0 and `charge` NULL: not told. */
static void verdict_stc(struct x12_writer *w,
                        const struct edi_status_code *code, x12_date date,
                        bool accepted, const x12_money *charge)
{
    x12_writer_begin(w, "STC");
    verdict_triple(w, code);
    if (date)
        x12_put_date(w, date);
    else
        x12_put_empty(w, 1);
    x12_put(w, accepted ? X12_STR("WQ") : X12_STR("U"));
    if (charge)
        x12_put_money(w, *charge);
    else
        x12_put_empty(w, 1);
}

static void verdict_stc_more(struct x12_writer *w,
                             const struct edi_status_code code[3], x12_str text)
{
    x12_put_empty(w, 5);
    verdict_triple(w, &code[1]);
    verdict_triple(w, &code[2]);
    x12_put(w, text);
    x12_writer_end(w);
}

/* --- loops --- */

static void verdict_source(struct x12_writer *w,
                           const struct edi_verdict_set *set)
{
    const struct edi_party *source = &set->source;
    char role[4];

    x12_writer_begin(w, "BHT");
    x12_put(w, X12_STR("0085"));
    x12_put(w, X12_STR("08"));
    x12_put(w, set->reference);
    x12_put_date(w, set->date);
    x12_put_time(w, set->time);
    x12_put(w, X12_STR("TH"));
    x12_writer_end(w);
    verdict_hl(w, 1, 0, "20", "1");
    x12_str_put(source->role, role, sizeof(role));
    verdict_nm1(w, role, source, source->id_qualifier, source->id);
    verdict_pair(w, "TRN", "1", set->trace);
    verdict_dtp(w, "050", set->received, 0);
    verdict_dtp(w, "009", set->processed, 0);
}

/* 2000B: BALANCING B60, the totals are those of all claims. */
static void verdict_receiver(struct x12_writer *w,
                             const struct edi_verdict_set *set,
                             const struct edi_verdict_sums *sums)
{
    const struct edi_party *receiver = &set->receiver;
    struct edi_status_code code = set->code;
    x12_money charge = sums->accepted_charge + sums->rejected_charge;

    if (code.category.len == 0) {
        code.category = X12_STR("A1");
        code.code = X12_STR("19");
        code.entity = set->source.role;
    }
    verdict_hl(w, 2, 1, "21", set->refused ? "0" : "1");
    verdict_nm1(w, "41", receiver, X12_STR("46"), receiver->id);
    verdict_pair(w, "TRN", "2", set->batch);
    verdict_stc(w, &code, set->date, !set->refused, &charge);
    x12_writer_end(w);
    verdict_totals(w, "90", "AA", sums);
}

/* 2000C: B61, the totals of one billing provider. */
static void verdict_provider(struct x12_writer *w,
                             const struct edi_verdict_set *set, uint32_t hl,
                             const struct edi_party *provider,
                             const struct edi_verdict_sums *sums)
{
    struct edi_status_code code = { X12_STR("A1"), X12_STR("19"),
                                    set->source.role };
    x12_money charge = sums->accepted_charge + sums->rejected_charge;
    x12_str id = provider->id, qualifier = provider->id_qualifier;

    if (id.len == 0) {
        id = edi_reference_find(provider->references, provider->reference_count,
                                "EI");
        qualifier = X12_STR("FI");
    }
    verdict_hl(w, hl, 2, "19", "1");
    verdict_nm1(w, "85", provider, qualifier, id);
    verdict_pair(w, "TRN", "1", X12_STR("0"));
    verdict_stc(w, &code, 0, true, &charge);
    x12_writer_end(w);
    verdict_totals(w, "QA", "QC", sums);
}

static void verdict_patient(struct x12_writer *w, uint32_t hl, uint32_t parent,
                            const struct edi_claim *claim)
{
    const struct edi_party *patient = edi_claim_patient(claim);
    x12_str id = patient->id.len > 0 ? patient->id : claim->subscriber.id;

    /* 005010X214 wants one, and claims of casualty insurers have none */
    if (id.len == 0)
        id = X12_STR("UNKNOWN");
    verdict_hl(w, hl, parent, "PT", "");
    verdict_nm1(w, "QC", patient, X12_STR("MI"), id);
}

static void verdict_svc(struct x12_writer *w, const struct edi_line *line)
{
    bool revenue_only = line->procedure.len == 0;

    x12_writer_begin(w, "SVC");
    x12_put(w, revenue_only ? X12_STR("NU") : line->qualifier);
    x12_put_component(w, revenue_only ? line->revenue : line->procedure);
    for (size_t i = 0; i < 4 && !revenue_only; i++)
        x12_put_component(w, line->modifier[i]);
    x12_put_money(w, line->charge);
    x12_put_empty(w, 1);
    x12_put(w, revenue_only ? (x12_str){ NULL, 0 } : line->revenue);
    x12_put_empty(w, 2);
    if (line->has_units)
        x12_put_decimal(w, line->units);
    x12_writer_end(w);
}

/* The line's number is REF*6R, or LX01 where there was none. */
static void verdict_number(struct x12_writer *w, const struct edi_line *line)
{
    x12_str number = edi_reference_find(line->references, line->reference_count,
                                        "6R");

    x12_writer_begin(w, "REF");
    x12_put(w, X12_STR("FJ"));
    if (number.len > 0)
        x12_put(w, number);
    else
        x12_put_count(w, line->number);
    x12_writer_end(w);
}

/* 2220D */
static void verdict_line(struct x12_writer *w, const struct edi_claim *claim,
                         const struct edi_line_verdict *v)
{
    const struct edi_line *line = v->line;
    x12_date from, to;

    verdict_svc(w, line);
    verdict_stc(w, v->code, 0, v->accepted, NULL);
    verdict_stc_more(w, v->code, (x12_str){ NULL, 0 });
    verdict_number(w, line);
    edi_line_service(claim, line, &from, &to);
    verdict_dtp(w, "472", from, to);
}

/* Facility type and frequency of an institutional claim: 11 and 1 are 111. */
static void verdict_bill_type(struct x12_writer *w,
                              const struct edi_claim *claim)
{
    char type[4];
    x12_str a = claim->place, b = claim->frequency;

    if (claim->kind != EDI_INSTITUTIONAL || a.len != 2 || b.len != 1)
        return;
    memcpy(type, a.at, 2);
    type[2] = b.at[0];
    verdict_pair(w, "REF", "BLT", (x12_str){ type, 3 });
}

/* 2200D: B62, STC04 is CLM02. */
static void verdict_claim(struct x12_writer *w,
                          const struct edi_verdict_set *set,
                          const struct edi_claim_verdict *v)
{
    const struct edi_claim *claim = v->claim;
    x12_date from, to;

    verdict_pair(w, "TRN", "2", claim->id);
    verdict_stc(w, v->code, set->date, v->accepted, &claim->charge);
    verdict_stc_more(w, v->code, v->text);
    verdict_pair(w, "REF", "1K", v->payer_control);
    verdict_pair(
        w, "REF", "D9",
        edi_reference_find(claim->references, claim->reference_count, "D9"));
    verdict_bill_type(w, claim);
    edi_claim_service(claim, &from, &to);
    verdict_dtp(w, "472", from ? from : set->processed, to);
    for (size_t i = 0; i < v->line_count; i++)
        verdict_line(w, claim, &v->lines[i]);
}

static bool verdict_same(const struct edi_party *a, const struct edi_party *b)
{
    return x12_str_equal(a->name, b->name) && x12_str_equal(a->id, b->id) &&
           x12_str_equal(a->first, b->first) &&
           x12_str_equal(a->birth, b->birth);
}

/* How many verdicts from the first on are of its billing provider. */
static size_t verdict_provider_count(const struct edi_claim_verdict *v,
                                     size_t count)
{
    size_t n = 1;

    while (n < count &&
           verdict_same(&v[n].claim->billing, &v[0].claim->billing))
        n++;
    return n;
}

static bool verdict_same_patient(const struct edi_claim *a,
                                 const struct edi_claim *b)
{
    return verdict_same(&a->subscriber, &b->subscriber) &&
           verdict_same(edi_claim_patient(a), edi_claim_patient(b));
}

void edi_verdicts_write(struct x12_writer *w, const struct edi_verdict_set *set,
                        const struct edi_claim_verdict *v, size_t count)
{
    struct edi_verdict_sums sums = verdict_sum(v, count, set->refused);
    uint32_t hl = 2, provider;

    verdict_source(w, set);
    verdict_receiver(w, set, &sums);
    for (size_t i = 0, end; i < count && !set->refused; i = end) {
        end = i + verdict_provider_count(v + i, count - i);
        sums = verdict_sum(v + i, end - i, false);
        provider = ++hl;
        verdict_provider(w, set, provider, &v[i].claim->billing, &sums);
        for (size_t k = i; k < end; k++) {
            if (k == i || !verdict_same_patient(v[k - 1].claim, v[k].claim))
                verdict_patient(w, ++hl, provider, v[k].claim);
            verdict_claim(w, set, &v[k]);
        }
    }
}

/* --- claim by claim ---------------------------------------------------------- */

void edi_verdict_writer_begin(struct edi_verdict_writer *vw,
                              const struct edi_verdict_set *set)
{
    *vw = (struct edi_verdict_writer){ .set = set, .hl = 2 };
}

bool edi_verdict_is_border(const struct edi_verdict_writer *vw,
                           const struct edi_claim *claim)
{
    return vw->in_provider && !verdict_same(&vw->billing, &claim->billing);
}

static void verdict_begin_provider(struct edi_verdict_writer *vw,
                                   const struct edi_claim *claim)
{
    x12_arena_reset(&vw->provider_arena);
    edi_record_copy(&edi_party_record, &vw->billing, &claim->billing,
                    &vw->provider_arena);
    vw->provider_hl = ++vw->hl;
    vw->provider = (struct edi_verdict_sums){ 0 };
    vw->in_provider = true;
    vw->in_patient = false;
}

static void verdict_begin_patient(struct edi_verdict_writer *vw,
                                  struct x12_writer *w,
                                  const struct edi_claim *claim)
{
    x12_arena_reset(&vw->patient_arena);
    edi_record_copy(&edi_party_record, &vw->subscriber, &claim->subscriber,
                    &vw->patient_arena);
    edi_record_copy(&edi_party_record, &vw->patient, edi_claim_patient(claim),
                    &vw->patient_arena);
    verdict_patient(w, ++vw->hl, vw->provider_hl, claim);
    vw->in_patient = true;
}

void edi_verdict_write(struct edi_verdict_writer *vw, struct x12_writer *w,
                       const struct edi_claim_verdict *v)
{
    const struct edi_claim *claim = v->claim;

    if (!vw->in_provider)
        verdict_begin_provider(vw, claim);
    if (!vw->in_patient || !verdict_same(&vw->subscriber, &claim->subscriber) ||
        !verdict_same(&vw->patient, edi_claim_patient(claim)))
        verdict_begin_patient(vw, w, claim);
    verdict_claim(w, vw->set, v);
    verdict_count(&vw->provider, v, false);
    verdict_count(&vw->sums, v, false);
    vw->claims++;
    if (vw->provider_arena.failed || vw->patient_arena.failed)
        x12_writer_fail(w, X12_ENOMEM, "out of memory");
}

void edi_verdict_write_provider(struct edi_verdict_writer *vw,
                                struct x12_writer *w)
{
    if (vw->in_provider)
        verdict_provider(w, vw->set, vw->provider_hl, &vw->billing,
                         &vw->provider);
    vw->in_provider = vw->in_patient = false;
}

void edi_verdict_write_head(const struct edi_verdict_writer *vw,
                            struct x12_writer *w)
{
    verdict_source(w, vw->set);
    verdict_receiver(w, vw->set, &vw->sums);
}

void edi_verdict_writer_release(struct edi_verdict_writer *vw)
{
    x12_arena_release(&vw->provider_arena);
    x12_arena_release(&vw->patient_arena);
}
