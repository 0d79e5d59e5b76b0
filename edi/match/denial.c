/* SPDX-License-Identifier: Apache-2.0 */
/* denial - class of a line and of a claim; what it is worth; what to do next */
#include "edi/match/denial.h"

static const char *const denial_outcomes[EDI_OUTCOMES] = {
    [EDI_OUTCOME_NONE] = "",
    [EDI_PAID] = "paid",
    [EDI_DENIED] = "denied",
    [EDI_PARTIAL] = "partial",
    [EDI_BUNDLED] = "bundled",
    [EDI_PATIENT_RESP] = "patient_resp",
    [EDI_CONTRACTUAL] = "contractual",
    [EDI_CAPITATED] = "capitated",
    [EDI_DUPLICATE] = "duplicate",
    [EDI_PRIOR_PAYER] = "prior_payer",
    [EDI_REVERSED] = "reversed",
    [EDI_CORRECTED] = "corrected",
    [EDI_FORWARDED] = "forwarded",
    [EDI_NOT_OURS] = "not_ours",
    [EDI_PREDETERMINATION] = "predetermination",
    [EDI_ZERO_UNKNOWN] = "zero_unknown",
    [EDI_UNREADABLE] = "unreadable",
};

static const struct {
    const char *text;
    unsigned chance, days;
} denial_actions[EDI_ACTIONS] = {
    [EDI_ACTION_LOOK] = { "read the remittance and ask the payer", 40, 90 },
    [EDI_ACTION_CLOSE] = { "nothing to win: close it", 0, 365 },
    [EDI_ACTION_FIX] = { "mend the claim and send it again as a "
                         "replacement (frequency 7)",
                         75, 90 },
    [EDI_ACTION_APPEAL] = { "appeal with the records", 45, 90 },
    [EDI_ACTION_TIMELY] = { "send the proof that the claim was filed "
                            "in time",
                            35, 90 },
    [EDI_ACTION_COORDINATE] = { "find out which payer comes first "
                                "and send it there",
                                65, 90 },
    [EDI_ACTION_ELIGIBILITY] = { "check the coverage and the "
                                 "enrolment on that day",
                                 40, 90 },
    [EDI_ACTION_DUPLICATE] = { "find the first claim and what "
                               "became of it",
                               30, 30 },
    [EDI_ACTION_BILL] = { "bill the patient", 60, 120 },
    [EDI_ACTION_RESEND] = { "mend the claim and send it as a new one "
                            "(no appeal is possible)",
                            75, 90 },
};

const char *edi_outcome_text(enum edi_outcome outcome)
{
    return denial_outcomes[outcome];
}

const char *edi_action_text(enum edi_action action)
{
    return denial_actions[action].text;
}

unsigned edi_action_chance(enum edi_action action)
{
    return denial_actions[action].chance;
}

unsigned edi_action_days(enum edi_action action)
{
    return denial_actions[action].days;
}

/* Cents by class of one line, or of the claim's own reasons. */
struct denial_sums {
    x12_money by[EDI_REASON_CLASSES];
};

/* Reasons with which the patient pays for a service that the payer allowed. */
static bool denial_is_share(const struct edi_reason *reason)
{
    return x12_str_is(reason->group, "PR") && reason->amount > 0 &&
           (x12_str_is(reason->code, "1") || x12_str_is(reason->code, "2") ||
            x12_str_is(reason->code, "3") || x12_str_is(reason->code, "66"));
}

static bool denial_allowed(const struct edi_judged_line *line)
{
    if (line->paid > 0)
        return true;
    for (size_t i = 0; i < line->reason_count; i++)
        if (denial_is_share(&line->reasons[i]))
            return true;
    return false;
}

/* Keeps the row of the largest denied sum: it says what to do next. */
static void denial_cause(struct edi_judged *judged, x12_money *largest,
                         const struct edi_denial_rule *row,
                         const struct edi_reason *reason,
                         const x12_str *remarks, size_t remark_count)
{
    if (reason->amount <= *largest)
        return;
    *largest = reason->amount;
    judged->cause = row;
    judged->cause_group = reason->group;
    judged->cause_code = reason->code;
    judged->cause_remark = remark_count ? remarks[0] : (x12_str){ NULL, 0 };
}

/* A bundled service without a paid one beside it is a denial. */
static struct denial_sums denial_sum(const struct edi_denial_rules *rules,
                                     struct edi_judged *judged,
                                     const struct edi_judged_line *line,
                                     bool sibling, x12_money *largest)
{
    struct denial_sums sums = { { 0 } };

    for (size_t i = 0; i < line->reason_count; i++) {
        const struct edi_reason *reason = &line->reasons[i];
        const struct edi_denial_rule *row = edi_denial_find(
            rules, judged->payer, reason->group, reason->code, line->remarks,
            line->remark_count);
        enum edi_reason_class class = row->reason;

        if (class == EDI_REASON_BUNDLED && !sibling)
            class = EDI_REASON_DENIAL;
        sums.by[class] += reason->amount;
        if (class == EDI_REASON_DENIAL)
            denial_cause(judged, largest, row, reason, line->remarks,
                         line->remark_count);
    }
    return sums;
}

/* The reason that explains why nothing was paid, before mere reductions. */
static const struct {
    enum edi_reason_class reason;
    enum edi_outcome outcome;
} denial_order[] = {
    { EDI_REASON_DUPLICATE, EDI_DUPLICATE },
    { EDI_REASON_CAPITATED, EDI_CAPITATED },
    { EDI_REASON_PRIOR, EDI_PRIOR_PAYER },
    { EDI_REASON_PATIENT, EDI_PATIENT_RESP },
    { EDI_REASON_BUNDLED, EDI_BUNDLED },
    { EDI_REASON_CONTRACTUAL, EDI_CONTRACTUAL },
};
enum { DENIAL_ORDER = sizeof(denial_order) / sizeof(*denial_order) };

static enum edi_outcome denial_class(const struct denial_sums *sums,
                                     x12_money charge, x12_money paid)
{
    if (sums->by[EDI_REASON_DENIAL] > 0)
        return paid > 0 ? EDI_PARTIAL : EDI_DENIED;
    if (paid > 0)
        return EDI_PAID;
    for (size_t i = 0; i < DENIAL_ORDER; i++)
        if (sums->by[denial_order[i].reason] > 0)
            return denial_order[i].outcome;
    return charge == 0 ? EDI_PAID : EDI_ZERO_UNKNOWN;
}

/* What CLP02 alone decides, for the claim and all of its lines. */
static enum edi_outcome denial_whole(x12_str status)
{
    static const struct {
        const char *status;
        enum edi_outcome outcome;
    } rows[] = {
        { "25", EDI_PREDETERMINATION },
        { "22", EDI_REVERSED },
        { "23", EDI_FORWARDED },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(status, rows[i].status))
            return rows[i].outcome;
    return EDI_OUTCOME_NONE;
}

static void denial_all_lines(struct edi_judged *judged,
                             enum edi_outcome outcome)
{
    for (size_t i = 0; i < judged->line_count; i++) {
        judged->lines[i].outcome = outcome;
        judged->lines[i].at_stake = 0;
    }
}

static bool denial_only_unknown_member(const struct edi_denial_rules *rules,
                                       const struct edi_judged *judged,
                                       const struct edi_judged_line *line)
{
    for (size_t i = 0; i < line->reason_count; i++) {
        const struct edi_reason *reason = &line->reasons[i];

        if (edi_denial_find(rules, judged->payer, reason->group, reason->code,
                            line->remarks, line->remark_count)
                    ->reason == EDI_REASON_DENIAL &&
            !x12_str_is(reason->code, "31"))
            return false;
    }
    return true;
}

/* CLP02 4 with no denial reason but 31: the member is not one of the payer's. */
static bool denial_not_ours(const struct edi_denial_rules *rules,
                            const struct edi_judged *judged,
                            const struct edi_judged_line *own)
{
    if (!x12_str_is(judged->status, "4") ||
        !denial_only_unknown_member(rules, judged, own))
        return false;
    for (size_t i = 0; i < judged->line_count; i++)
        if (!denial_only_unknown_member(rules, judged, &judged->lines[i]))
            return false;
    return true;
}

/* A claim of which nothing was paid and nothing denied: the strongest of what
 * its lines and its own reasons say. */
static enum edi_outcome denial_strongest(const struct edi_judged *judged,
                                         enum edi_outcome own)
{
    for (size_t i = 0; i < DENIAL_ORDER; i++) {
        if (own == denial_order[i].outcome)
            return own;
        for (size_t j = 0; j < judged->line_count; j++)
            if (judged->lines[j].outcome == denial_order[i].outcome)
                return denial_order[i].outcome;
    }
    return EDI_PAID;
}

static bool denial_other_allowed(const struct edi_judged *judged, size_t not )
{
    for (size_t i = 0; i < judged->line_count; i++)
        if (i != not &&denial_allowed(&judged->lines[i]))
            return true;
    return judged->sibling;
}

/* What charge and payment leave open when all reasons are taken off. */
static x12_money denial_gap(const struct edi_judged *judged)
{
    x12_money gap = judged->charge - judged->paid;

    for (size_t i = 0; i < judged->reason_count; i++)
        gap -= judged->reasons[i].amount;
    for (size_t i = 0; i < judged->line_count; i++)
        for (size_t j = 0; j < judged->lines[i].reason_count; j++)
            gap -= judged->lines[i].reasons[j].amount;
    return gap > 0 ? gap : 0;
}

static x12_money denial_least(x12_money a, x12_money b)
{
    return a < b ? a : b;
}

/* Classes of all lines; their denied dollars are added to what is at stake, and
 * what nobody explained of them to that of the line. Returns the sum that nobody
 * explained; reasons of the claim may explain a line that has none of its own. */
static x12_money denial_lines(const struct edi_denial_rules *rules,
                              struct edi_judged *judged, x12_money *largest)
{
    const x12_money gap = denial_gap(judged);
    x12_money unexplained = 0;

    for (size_t i = 0; i < judged->line_count; i++) {
        struct edi_judged_line *line = &judged->lines[i];
        struct denial_sums sums = denial_sum(
            rules, judged, line, denial_other_allowed(judged, i), largest);

        line->outcome = denial_class(&sums, line->charge, line->paid);
        line->at_stake = 0;
        if (sums.by[EDI_REASON_DENIAL] > 0)
            line->at_stake = sums.by[EDI_REASON_DENIAL];
        judged->at_stake += line->at_stake;
        if (line->outcome == EDI_ZERO_UNKNOWN) {
            line->at_stake = denial_least(line->charge - line->paid,
                                          gap - unexplained);
            unexplained += line->at_stake;
        }
    }
    return unexplained;
}

void edi_denial_judge(const struct edi_denial_rules *rules,
                      struct edi_judged *judged)
{
    struct edi_judged_line own = {
        .charge = judged->charge,
        .paid = judged->paid,
        .reasons = judged->reasons,
        .reason_count = judged->reason_count,
        .remarks = judged->remarks,
        .remark_count = judged->remark_count,
    };
    x12_money largest = 0, unexplained;
    struct denial_sums sums;

    judged->at_stake = 0;
    judged->cause = NULL;
    judged->outcome = denial_whole(judged->status);
    if (judged->outcome) {
        denial_all_lines(judged, judged->outcome);
        return;
    }
    unexplained = denial_lines(rules, judged, &largest);
    sums = denial_sum(rules, judged, &own,
                      denial_other_allowed(judged, judged->line_count),
                      &largest);
    own.outcome = denial_class(&sums, judged->charge, judged->paid);
    if (!judged->line_count && own.outcome == EDI_ZERO_UNKNOWN)
        unexplained = denial_least(judged->charge, denial_gap(judged));
    if (sums.by[EDI_REASON_DENIAL] > 0)
        judged->at_stake += sums.by[EDI_REASON_DENIAL];
    if (denial_not_ours(rules, judged, &own)) {
        judged->outcome = EDI_NOT_OURS;
        for (size_t i = 0; i < judged->line_count; i++)
            judged->lines[i].outcome = EDI_NOT_OURS;
    } else if (judged->at_stake > 0) {
        judged->outcome = judged->paid > 0 ? EDI_PARTIAL : EDI_DENIED;
    } else if (unexplained > 0) {
        judged->outcome = EDI_ZERO_UNKNOWN;
    } else if (judged->correction) {
        judged->outcome = EDI_CORRECTED;
    } else if (judged->paid > 0) {
        judged->outcome = EDI_PAID;
    } else {
        judged->outcome = denial_strongest(judged, own.outcome);
    }
    judged->at_stake += unexplained;
}
