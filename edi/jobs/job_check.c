/* SPDX-License-Identifier: Apache-2.0 */
/* job_check - what is wrong with a file, finding by finding */
#include "edi/jobs/job_check.h"

#include "edi/claims/balance.h"
#include "edi/guides/guides.h"

enum x12_status edi_check_begin(struct edi_check *check, struct x12_source *src,
                                unsigned snip, struct x12_error *err)
{
    struct x12_finding *room;
    enum x12_status status;

    *check = (struct edi_check){ 0 };
    room = x12_arena_make(&check->arena, EDI_CHECK_ROOM * sizeof(*room));
    status = x12_cursor_init(&check->cur, src, edi_guide_find, err);
    if (!room)
        return x12_fail(err, X12_ENOMEM, "check: out of memory");
    x12_findings_init(&check->findings, room, EDI_CHECK_ROOM);
    check->findings.snip = snip;
    check->ack_snip = EDI_ACK_SNIP;
    check->cur.findings = &check->findings;
    edi_claim_reader_init(&check->claims, &check->cur, err);
    edi_payment_reader_init(&check->payments, &check->cur, err);
    return status;
}

void edi_check_release(struct edi_check *check)
{
    edi_claim_reader_release(&check->claims);
    edi_payment_reader_release(&check->payments);
    x12_cursor_release(&check->cur);
    x12_arena_release(&check->arena);
}

static bool check_rejects(const struct edi_check *check,
                          const struct x12_finding *finding)
{
    const struct x12_fault *fault = finding->fault;

    if (fault == &x12_faults[X12_FAULT_SE_MISSING] ||
        fault == &x12_faults[X12_FAULT_GUIDE_NONE])
        return true;
    return fault->severity == X12_ERROR && fault->snip <= check->ack_snip &&
           finding->place.segment > 0;
}

/* Which set do the findings at hand reject? Those from `from` on in the input
 * are of the next one, but for what the one before lacks. */
static void check_judge(struct edi_check *check, uint64_t from)
{
    const struct x12_findings *list = &check->findings;

    /* Findings are lost only where there are too many of one claim. */
    check->set_rejected |= list->dropped > check->dropped;
    check->dropped = list->dropped;
    for (size_t i = 0; i < list->count; i++) {
        const struct x12_finding *finding = &list->at[i];

        if (!check_rejects(check, finding))
            continue;
        if (finding->place.offset < from || x12_finding_is_gap(finding))
            check->set_rejected = true;
        else
            check->next_rejected = true;
    }
}

static void check_set_end(struct edi_check *check)
{
    if (check->in_set && check->set_rejected)
        check->rejected++;
    else if (check->in_set)
        check->accepted++;
    check->in_set = false;
    check->set_rejected = check->next_rejected;
    check->next_rejected = false;
}

/* One segment on, outside of what is read claim by claim. */
static enum x12_status check_next_set(struct edi_check *check)
{
    const struct x12_cursor *cur = &check->cur;
    enum x12_status status = X12_OK;

    if (!edi_set_is_met(cur))
        status = x12_cursor_next(&check->cur);
    if (status < 0)
        return status;
    check->ended = status == X12_END;
    if (!check->ended && !edi_set_is_met(cur)) {
        check_judge(check, UINT64_MAX);
        return X12_OK;
    }
    check_judge(check, check->ended ? UINT64_MAX : cur->seg.place.offset);
    check_set_end(check);
    if (check->ended)
        return X12_OK;
    status = edi_set_next(&check->cur, &check->kind);
    check->in_set = check->in_body = check->kind != EDI_SET_TA1;
    check->sets += check->in_set;
    return status;
}

/* Sums are told without a row: the segment that holds the sum occurs at one
 * place of the guide. `from`: the first of them. */
static void check_find_rows(struct edi_check *check, size_t from)
{
    const struct x12_guide *guide = check->cur.walker->guide;

    for (size_t i = from; i < check->findings.count; i++) {
        struct x12_finding *finding = &check->findings.at[i];

        for (size_t k = 0; !finding->row && guide && k < guide->count; k++) {
            const char *segment = guide->rows[k].segment;

            if (segment &&
                x12_id_pack(x12_str_from(segment)) == finding->segment_id)
                finding->row = &guide->rows[k];
        }
    }
}

/* What the findings of a claim or payment are about. */
static void check_unit(struct edi_check *check, const char *name, x12_str value,
                       uint64_t from, uint64_t to)
{
    struct edi_ack_unit *unit = &check->unit[check->units++];

    *unit = (struct edi_ack_unit){ .name = name, .from = from, .to = to };
    if (value.len < sizeof(unit->value))
        edi_ack_value(value, unit->value, sizeof(unit->value));
}

static enum x12_status check_claim(struct edi_check *check)
{
    const struct x12_segment *seg = &check->cur.seg;
    const struct edi_claim *claim;
    struct edi_claim_sums sums;
    enum x12_status status = edi_claim_next(&check->claims, &claim);
    size_t told = check->findings.count;

    if (status == X12_OK) {
        edi_claim_balance(claim, &sums, &check->findings);
        check_unit(check, "CLM01", claim->id, claim->offset, claim->end);
        /* The next one is met already. */
        if (x12_cursor_at(&check->cur, "2300", "CLM"))
            check_unit(check, "CLM01", x12_element(seg, 1), seg->place.offset,
                       UINT64_MAX);
    }
    check_find_rows(check, told);
    return status;
}

/* The total of a set that was cut short proves nothing. */
static void check_remittance(struct edi_check *check)
{
    const struct edi_remittance *remittance = edi_payment_remittance(
        &check->payments);
    struct edi_remittance_sums sums;

    if (check->cur.level == X12_AT_SE && remittance->origin.id != 0)
        edi_remittance_balance(remittance, &sums, &check->findings);
}

static enum x12_status check_payment(struct edi_check *check)
{
    const struct edi_payment *payment;
    struct edi_payment_sums sums;
    enum x12_status status = edi_payment_next(&check->payments, &payment);
    size_t told = check->findings.count;

    if (status == X12_OK) {
        edi_payment_balance(payment, &sums, &check->findings);
        check_unit(check, "TRN02", payment->remittance->trace, payment->offset,
                   check->cur.level == X12_AT_BODY ? UINT64_MAX : payment->end);
    } else if (status == X12_END)
        check_remittance(check);
    check_find_rows(check, told);
    return status;
}

/* Sets that nothing adds up in go by segment, so that findings do not heap. */
static enum x12_status check_segment(struct edi_check *check)
{
    enum x12_status status = x12_cursor_next(&check->cur);

    if (status != X12_OK || check->cur.level != X12_AT_BODY)
        return status < 0 ? status : X12_END;
    /* The claim that a 277CA answers stays at hand until the next level. */
    if (x12_cursor_at(&check->cur, "2200D", "TRN")) {
        check->units = 0;
        check_unit(check, "TRN02", x12_element(&check->cur.seg, 2),
                   check->cur.seg.place.offset, UINT64_MAX);
    } else if (check->cur.seg.id == X12_ID('H', 'L', 0)) {
        check->units = 0;
    }
    return X12_OK;
}

/* One claim, payment or segment further; X12_END: no more of them. */
static enum x12_status check_in_set(struct edi_check *check)
{
    switch (check->kind) {
    case EDI_SET_CLAIM:
        return check_claim(check);
    case EDI_SET_PAYMENT:
        return check_payment(check);
    case EDI_SET_OTHER:
    case EDI_SET_999:
    case EDI_SET_277CA:
        return check_segment(check);
    case EDI_SET_TA1:
        break;
    }
    return X12_END;
}

static enum x12_status check_read(struct edi_check *check)
{
    const struct x12_cursor *cur = &check->cur;
    enum x12_status status;

    check->findings.count = 0;
    check->next = 0;
    if (check->kind != EDI_SET_277CA || !check->in_body)
        check->units = 0;
    if (!check->in_body)
        return check_next_set(check);
    status = check_in_set(check);
    if (status < 0)
        return status;
    check->in_body = status == X12_OK;
    /* A set without its SE: the next ST is met already. */
    check_judge(check,
                cur->level == X12_AT_ST ? cur->seg.place.offset : UINT64_MAX);
    return X12_OK;
}

static enum x12_status check_step(struct edi_check *check)
{
    enum x12_status status = check_read(check);
    enum edi_ack_file_at at = check->ended     ? EDI_ACK_FILE_ENDED
                              : check->in_body ? EDI_ACK_FILE_INSIDE
                                               : EDI_ACK_FILE_BETWEEN;

    /* Of a set that just begins only the header is met. */
    if (at == EDI_ACK_FILE_INSIDE && check->cur.given == check->cur.seg.ordinal)
        at = EDI_ACK_FILE_BETWEEN;
    if (status != X12_OK || !check->ack)
        return status;
    return edi_ack_file_step(check->ack, &check->cur, at, &check->findings,
                             check->unit, check->units);
}

static void check_count(struct edi_check *check)
{
    const struct x12_envelope *env = &check->cur.envelope;

    check->interchanges = env->interchanges;
    check->groups = env->all_groups;
    check->segments = env->all_segments;
    check->bytes = check->cur.reader.bytes;
    check->errors = check->findings.told[X12_ERROR];
    check->warnings = check->findings.told[X12_WARNING];
}

enum x12_status edi_check_next(struct edi_check *check,
                               const struct x12_finding **finding)
{
    while (check->next == check->findings.count) {
        enum x12_status status = check->ended ? X12_END : check_step(check);

        if (status != X12_OK) {
            check_count(check);
            return status;
        }
    }
    *finding = &check->findings.at[check->next++];
    return X12_OK;
}
