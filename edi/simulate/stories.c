/* SPDX-License-Identifier: Apache-2.0 */
/* stories - what may become of a claim at a payer, one function a story */
#include "edi/simulate/reply_private.h"

/* What goes with a denial: the group, and the remark that its reason asks for.
 * A reason that is not here is the provider's loss, with a remark that fits all
 * of those that ask for one. */
static const struct story_reason {
    const char *code, *group, *remark;
    enum edi_outcome outcome;
} reasons[] = {
    { "16", "CO", "N290", EDI_DENIED },  { "18", "OA", NULL, EDI_DUPLICATE },
    { "29", "CO", NULL, EDI_DENIED },    { "31", "CO", NULL, EDI_DENIED },
    { "50", "CO", "N115", EDI_DENIED },  { "96", "CO", "N130", EDI_DENIED },
    { "197", "CO", NULL, EDI_DENIED },   { "204", "CO", "N130", EDI_DENIED },
    { "252", "CO", "N706", EDI_DENIED },
};

static struct story_reason story_reason(const struct reply_make *make)
{
    const struct edi_payer *payer = make->payer;
    struct story_reason reason = { "197", "CO", NULL, EDI_DENIED };
    unsigned all = 0, draw;

    for (size_t i = 0; i < payer->denial_count; i++)
        all += payer->denials[i].weight;
    if (all == 0)
        return reason;
    draw = reply_draw(make, "reason", all);
    for (size_t i = 0; i < payer->denial_count; i++) {
        if (draw < payer->denials[i].weight) {
            reason.code = payer->denials[i].code;
            reason.remark = "N706";
            break;
        }
        draw -= payer->denials[i].weight;
    }
    for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
        if (strcmp(reason.code, reasons[i].code) == 0)
            return reasons[i];
    return reason;
}

/* How many lines charge something; the last of them. */
static size_t story_charged(const struct reply_make *make, size_t *last)
{
    size_t count = 0;

    for (size_t i = 0; i < make->claim->line_count; i++)
        if (make->claim->lines[i].charge > 0) {
            count++;
            *last = i;
        }
    return count;
}

/* One of the lines that charge something. */
static bool story_line(const struct reply_make *make, size_t least,
                       size_t *line)
{
    size_t last = 0, count = story_charged(make, &last);
    uint32_t draw;

    if (count < least)
        return false;
    draw = reply_draw(make, "line", (uint32_t)count);
    for (*line = 0; *line < last; ++*line)
        if (make->claim->lines[*line].charge > 0 && draw-- == 0)
            break;
    return true;
}

static bool story_silent(struct reply_make *make)
{
    (void)make;
    return true;
}

static bool story_denied(struct reply_make *make)
{
    struct story_reason reason = story_reason(make);
    const bool denied = reason.outcome == EDI_DENIED;
    const char *status = denied ? make->payer->deny_status
                                : edi_reply_status(make);
    struct edi_reply_item *item = edi_reply_item_add(make, status);

    /* Denied as nobody's member: the claim went to the wrong payer. */
    if (strcmp(status, "4") == 0 && strcmp(reason.code, "31") == 0)
        reason.outcome = EDI_NOT_OURS;
    for (size_t i = 0; item && i < make->claim->line_count; i++) {
        edi_reply_refuse(make, item, i, reason.group, reason.code,
                         reason.remark, reason.outcome);
        if (denied)
            item->at_stake += item->payment.services[i].charge;
    }
    if (item)
        edi_reply_sum(make, item);
    return item != NULL;
}

/* Half of what is allowed of the only line; the line is still paid. */
static bool story_cut(struct reply_make *make,
                      const struct story_reason *reason)
{
    struct edi_reply_item *item = edi_reply_paid(make, make->payer->allowed);
    struct edi_service *line = item ? &item->payment.services[0] : NULL;
    x12_money cut;

    if (!line || line->paid < 2) {
        make->reply->count = 0;
        return false;
    }
    cut = line->paid / 2;
    edi_reply_adjust(make, line, x12_str_from(reason->group),
                     x12_str_from(reason->code), cut);
    if (reason->remark)
        edi_reply_remark(make, line, reason->remark);
    item->lines[0].outcome = EDI_PARTIAL;
    item->at_stake = cut;
    edi_reply_sum(make, item);
    return true;
}

static bool story_partial(struct reply_make *make)
{
    struct story_reason reason = story_reason(make);
    struct edi_reply_item *item;
    size_t denied;

    if (reason.outcome != EDI_DENIED)
        return false;
    if (make->claim->line_count == 1)
        return story_cut(make, &reason);
    if (!story_line(make, 2, &denied) || make->payer->allowed == 0)
        return false;
    item = edi_reply_item_add(make, edi_reply_status(make));
    for (size_t i = 0; item && i < make->claim->line_count; i++)
        if (i == denied)
            edi_reply_refuse(make, item, i, reason.group, reason.code,
                             reason.remark, reason.outcome);
        else
            edi_reply_pay(make, item, i, make->payer->allowed);
    if (!item)
        return false;
    item->at_stake = item->payment.services[denied].charge;
    edi_reply_sum(make, item);
    return true;
}

/* Only beside a line that is paid is a line bundled, and not denied. */
static bool story_bundled(struct reply_make *make)
{
    struct edi_reply_item *item;
    size_t bundled;

    if (!story_line(make, 2, &bundled) || make->payer->allowed < 5000)
        return false;
    item = edi_reply_item_add(make, edi_reply_status(make));
    for (size_t i = 0; item && i < make->claim->line_count; i++)
        if (i == bundled)
            edi_reply_refuse(make, item, i, "CO", "97", "M15", EDI_BUNDLED);
        else
            edi_reply_pay(make, item, i, make->payer->allowed);
    if (item)
        edi_reply_sum(make, item);
    return item != NULL;
}

/* The first of the new lines bears the charge; what the other is paid stands in
 * a negative CO-94. SVC06 is what was submitted. */
static bool story_unbundled(struct reply_make *make)
{
    struct edi_reply_item *item;
    struct edi_service *line, *other;
    x12_money moved;
    size_t i;

    if (!story_line(make, 1, &i) ||
        !x12_str_is(make->claim->lines[i].qualifier, "HC"))
        return false;
    item = edi_reply_paid(make, make->payer->allowed);
    moved = item ? item->payment.services[i].paid / 3 : 0;
    other = moved > 0 ? edi_reply_line_add(make, item, i) : NULL;
    if (!other) {
        make->reply->count = 0;
        return false;
    }
    line = other - 1;
    line->submitted_qualifier = line->qualifier;
    line->submitted_procedure = line->procedure;
    memcpy(line->submitted_modifier, line->modifier, sizeof(line->modifier));
    line->procedure = X12_STR("80048");
    memset(line->modifier, 0, sizeof(line->modifier));
    *other = (struct edi_service){
        .qualifier = line->qualifier,
        .procedure = X12_STR("36415"),
        .revenue = line->revenue,
        .submitted_qualifier = line->submitted_qualifier,
        .submitted_procedure = line->submitted_procedure,
        .dates = line->dates,
        .date_count = line->date_count,
        .references = line->references,
        .reference_count = line->reference_count,
    };
    memcpy(other->submitted_modifier, line->submitted_modifier,
           sizeof(other->submitted_modifier));
    edi_reply_adjust(make, line, X12_STR("CO"), X12_STR("59"), moved);
    edi_reply_adjust(make, other, X12_STR("CO"), X12_STR("94"), -moved);
    edi_reply_sum(make, item);
    return true;
}

/* The charge goes with the units. */
static bool story_split(struct reply_make *make)
{
    struct edi_reply_item *item;
    struct edi_service *line, *other;
    const struct edi_line *from;
    int64_t units, half;
    size_t i;

    if (!story_line(make, 1, &i))
        return false;
    from = &make->claim->lines[i];
    units = from->units.value;
    if (!from->has_units || from->units.scale > 0 || units < 2 ||
        units > 1000 || from->charge < units)
        return false;
    item = edi_reply_item_add(make, edi_reply_status(make));
    other = item ? edi_reply_line_add(make, item, i) : NULL;
    if (!other) {
        make->reply->count = 0;
        return false;
    }
    line = other - 1;
    half = units / 2;
    line->units.value = half;
    line->charge = from->charge * half / units;
    other->units.value = units - half;
    other->charge = from->charge - line->charge;
    line->has_units = half != 1;
    other->has_units = units - half != 1;
    for (size_t k = 0; k < item->payment.service_count; k++)
        edi_reply_pay(make, item, k, make->payer->allowed);
    edi_reply_sum(make, item);
    return true;
}

/* Paid, undone, and paid a tenth less under a number of its own. */
static bool story_corrected(struct reply_make *make, unsigned wave, bool by_plb)
{
    struct edi_reply_item *first = edi_reply_paid(make, make->payer->allowed);
    struct edi_reply_item *undone, *last;

    if (!first || first->payment.paid < 100) {
        make->reply->count = 0;
        return false;
    }
    undone = edi_reply_undo(make, first);
    last = edi_reply_paid(make,
                          reply_part(make->payer->allowed, 9000) > 0
                              ? (unsigned)reply_part(make->payer->allowed, 9000)
                              : 0);
    if (!undone || !last)
        return true; /* out of memory, which is told by the arena */
    undone->wave = 1;
    last->wave = wave;
    last->correction = true;
    last->payment.control = edi_reply_text(make, "", make->reply->control,
                                           "A1");
    if (by_plb) {
        undone->taken = undone->payment.paid;
        last->taken = -undone->payment.paid;
    }
    edi_reply_sum(make, last);
    return true;
}

static bool story_reversed(struct reply_make *make)
{
    return story_corrected(make, 1, false);
}

/* The reversal costs nothing yet: PLB WO gives back what it takes, and takes it
 * from the next remittance. */
static bool story_takeback(struct reply_make *make)
{
    return story_corrected(make, 2, true);
}

static bool story_capitated(struct reply_make *make)
{
    struct edi_reply_item *item = edi_reply_item_add(make,
                                                     edi_reply_status(make));

    for (size_t i = 0; item && i < make->claim->line_count; i++)
        edi_reply_refuse(make, item, i, "CO", "24", NULL, EDI_CAPITATED);
    if (item)
        edi_reply_sum(make, item);
    return item != NULL;
}

/* What is allowed behind a reduction goes to somebody else: the patient, or the
 * payer that paid first; `parts` of it. */
static struct edi_reply_item *story_shift(struct reply_make *make,
                                          const char *group, const char *reason,
                                          unsigned parts,
                                          enum edi_outcome outcome)
{
    struct edi_reply_item *item;

    make->share = make->sequestered = false;
    item = edi_reply_paid(make, make->payer->allowed);
    for (size_t i = 0; item && i < make->claim->line_count; i++) {
        struct edi_service *line = &item->payment.services[i];

        edi_reply_adjust(make, line, x12_str_from(group), x12_str_from(reason),
                         reply_part(line->paid, parts));
        if (line->paid == 0 && line->adjustment_count > 0)
            item->lines[i].outcome = outcome;
    }
    if (item)
        edi_reply_sum(make, item);
    return item;
}

static bool story_deductible(struct reply_make *make)
{
    if (make->payer->allowed == 0)
        return false;
    return story_shift(make, "PR", "1", EDI_PAYER_ALL, EDI_PATIENT_RESP);
}

static bool story_zero_pay(struct reply_make *make)
{
    if (!story_deductible(make))
        return false;
    make->reply->items[0].apart = make->reply->items[0].payment.paid == 0;
    return true;
}

static bool story_secondary(struct reply_make *make)
{
    if (strcmp(edi_reply_status(make), "1") == 0)
        return false;
    return story_shift(make, "OA", "23", 8000, EDI_PRIOR_PAYER);
}

static bool story_crossover(struct reply_make *make)
{
    const char *status = edi_reply_status(make);
    struct edi_reply_item *item = edi_reply_paid(make, make->payer->allowed);

    if (!item)
        return false;
    item->payment.status = strcmp(status, "1") == 0   ? X12_STR("19")
                           : strcmp(status, "2") == 0 ? X12_STR("20")
                                                      : X12_STR("21");
    item->payment.crossover = (struct edi_party){
        .present = true,
        .role = X12_STR("TT"),
        .type = X12_STR("2"),
        .name = X12_STR("SECOND HEALTH PLAN"),
        .id_qualifier = X12_STR("PI"),
        .id = X12_STR("99002"),
    };
    return true;
}

reply_story_fn *const edi_reply_stories[EDI_RATE_STORIES] = {
    [EDI_RATE_SILENT] = story_silent,
    [EDI_RATE_REJECTED] = story_silent,
    [EDI_RATE_DENIED] = story_denied,
    [EDI_RATE_PARTIAL] = story_partial,
    [EDI_RATE_BUNDLED] = story_bundled,
    [EDI_RATE_UNBUNDLED] = story_unbundled,
    [EDI_RATE_SPLIT] = story_split,
    [EDI_RATE_REVERSED] = story_reversed,
    [EDI_RATE_TAKEBACK] = story_takeback,
    [EDI_RATE_CAPITATED] = story_capitated,
    [EDI_RATE_DEDUCTIBLE] = story_deductible,
    [EDI_RATE_ZERO_PAY] = story_zero_pay,
    [EDI_RATE_SECONDARY] = story_secondary,
    [EDI_RATE_CROSSOVER] = story_crossover,
};
