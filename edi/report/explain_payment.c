/* SPDX-License-Identifier: Apache-2.0 */
/* explain_payment - what a payment has to do with a claim */
#include "edi/report/explain_private.h"
#include "edi/store/store_decisions.h"
#include "edi/store/store_matches.h"

/* --- words ---------------------------------------------------------------- */

void edi_explain_label(struct x12_text *t, const char *label)
{
    x12_text_put(t, "    ");
    x12_text_put(t, label);
    x12_text_pad(t, 16);
}

static void explain_fields(struct x12_text *t, const char *label,
                           unsigned fields)
{
    const char *comma = "";

    if (!fields)
        return;
    edi_explain_label(t, label);
    for (unsigned i = 0; i < EDI_FIELDS; i++) {
        if (!(fields >> i & 1))
            continue;
        x12_text_put(t, comma);
        x12_text_put(t, edi_field_text((enum edi_field)(1u << i)));
        comma = ", ";
    }
    x12_text_line(t);
}

/* "remit-01.835, interchange 000000900, set 0001, claim payment 3, bytes
 * 912-1403"; from the columns of a query, in this order. */
void edi_explain_source(struct x12_text *t, const struct edi_query *q,
                        int column, const char *what)
{
    edi_explain_label(t, "source");
    x12_text_data(t, edi_db_text(q, column));
    x12_text_put(t, ", interchange ");
    x12_text_data(t, edi_db_text(q, column + 1));
    if (edi_db_text(q, column + 2).len) { /* a TA1 stands in none */
        x12_text_put(t, ", set ");
        x12_text_data(t, edi_db_text(q, column + 2));
    }
    x12_text_put(t, ", ");
    x12_text_put(t, what);
    x12_text_put(t, " ");
    x12_text_count(t, (uint64_t)edi_db_int(q, column + 3));
    x12_text_put(t, ", bytes ");
    x12_text_count(t, (uint64_t)edi_db_int(q, column + 4));
    x12_text_put(t, "-");
    x12_text_count(t, (uint64_t)edi_db_int(q, column + 5));
    x12_text_line(t);
}

static const char *explain_rule(enum edi_rule rule,
                                enum edi_confidence confidence)
{
    switch (rule) {
    case EDI_RULE_M1:
        return "the payer's number is that of a payment matched before";
    case EDI_RULE_M2:
        return "one claim in play bears the claim number";
    case EDI_RULE_M3:
        return "of the claims with this number it fits this one alone";
    case EDI_RULE_M4:
        return "the line numbers are those of this claim alone";
    case EDI_RULE_M5:
        return "the claim number, altered, and the visit are this claim's "
               "alone";
    case EDI_RULE_M6:
        return "member and visit are this claim's alone; a person must agree";
    case EDI_RULE_M7:
        return "names and visit are this claim's alone; a person must agree";
    case EDI_RULE_M8:
        return confidence == EDI_AMBIGUOUS ? "more than one claim fits"
                                           : "no claim fits";
    case EDI_RULE_PERSON:
        return "a person has decided so";
    case EDI_RULE_NONE:
        break;
    }
    return "";
}

/* --- arithmetic --------------------------------------------------------------- */

static x12_money explain_less(struct x12_text *t,
                              const struct edi_reason *reasons, size_t count)
{
    x12_money sum = 0;

    for (size_t i = 0; i < count; i++) {
        x12_money amount = reasons[i].amount;

        x12_text_put(t, amount < 0 ? " + " : " - ");
        x12_text_money(t, amount < 0 ? -amount : amount);
        x12_text_put(t, " ");
        x12_text_data(t, reasons[i].group);
        x12_text_put(t, "-");
        x12_text_data(t, reasons[i].code);
        sum += amount;
    }
    return sum;
}

/* The end of "125.00 charged - 125.00 CO-50 = 0.00": what was paid, and by how
 * much that is off. */
static void explain_equals(struct x12_text *t, x12_money left, x12_money paid)
{
    x12_text_put(t, " = ");
    x12_text_money(t, left);
    if (left == paid) {
        x12_text_put(t, " paid");
        return;
    }
    x12_text_put(t, ", but ");
    x12_text_money(t, paid);
    x12_text_put(t, " paid: out of balance by ");
    x12_text_money(t, paid - left);
}

static void explain_line(struct x12_text *t, size_t svc,
                         const struct edi_match_service *s,
                         struct edi_match_line_row row)
{
    edi_explain_label(t, "line");
    x12_text_count(t, svc);
    x12_text_put(t, " ");
    x12_text_data(t, s->code);
    if (s->modifiers.len) {
        x12_text_put(t, " ");
        x12_text_data(t, s->modifiers);
    }
    if (row.number) {
        if (row.lines) {
            x12_text_put(t, " stands for ");
            x12_text_count(t, row.lines);
            x12_text_put(t, " lines, the first is line ");
        } else {
            x12_text_put(t, " is line ");
        }
        x12_text_count(t, row.number);
        x12_text_put(t, " by ");
        x12_text_put(t, edi_line_rule_text(row.rule));
    } else {
        x12_text_put(t, " is no line of a claim of ours");
    }
    x12_text_put(t, ": ");
    x12_text_money(t, s->charge);
    explain_equals(t, s->charge - explain_less(t, s->reasons, s->reason_count),
                   s->paid);
    x12_text_put(t, ", ");
    x12_text_put(t, edi_outcome_text(row.outcome));
    for (size_t i = 0; i < s->remark_count; i++) {
        x12_text_put(t, " ");
        x12_text_data(t, s->remarks[i]);
    }
    x12_text_line(t);
}

static void explain_arithmetic(struct x12_text *t,
                               const struct edi_match_payment *p,
                               struct edi_match_details *d)
{
    x12_money left = p->charge;

    edi_explain_label(t, "arithmetic");
    x12_text_money(t, p->charge);
    x12_text_put(t, " charged");
    left -= explain_less(t, p->reasons, p->reason_count);
    for (size_t i = 0; i < p->service_count; i++)
        left -= explain_less(t, p->services[i].reasons,
                             p->services[i].reason_count);
    explain_equals(t, left, p->paid);
    x12_text_line(t);
    if (!p->service_count) {
        edi_explain_label(t, "lines");
        x12_text_put(t, "none: the payer answers the claim as a whole");
        x12_text_line(t);
    }
    for (size_t i = 0; i < p->service_count && i < d->line_count; i++)
        explain_line(t, i + 1, &p->services[i], edi_match_details_line(d));
}

/* --- claims --------------------------------------------------------------------- */

/* Ends the query in all cases, so that the row's text must be used before. */
static enum x12_status explain_refused(struct edi_explain *e,
                                       const struct edi_refused_row *refused)
{
    static const char WHICH[] =
        "SELECT c.number, f.name, i.control, s.control, c.ordinal, c.start,"
        " c.finish FROM claim c JOIN claim_set s ON s.id = c.claim_set"
        " JOIN interchange i ON i.id = s.interchange"
        " JOIN file f ON f.id = i.file WHERE c.id = ?1";
    struct edi_query *q = edi_db_query(&e->store->db, WHICH);
    enum x12_status status;

    edi_db_bind_int(q, 1, refused->claim);
    status = edi_db_step(q);
    if (status == X12_OK) {
        edi_explain_label(&e->text, "not taken");
        x12_text_put(&e->text, "claim ");
        x12_text_data(&e->text, edi_db_text(q, 0));
        x12_text_line(&e->text);
        edi_explain_source(&e->text, q, 1, "claim");
        explain_fields(&e->text, "  agree", refused->compared.agree);
        explain_fields(&e->text, "  differ", refused->compared.differ);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* --- payments ------------------------------------------------------------------ */

static const char explain_payment_query[] =
    "SELECT m.rule, m.confidence, m.outcome, m.at_stake, m.action, m.details,"
    " m.repeated, r.day, r.trace, f.name, i.control, r.control, p.ordinal,"
    " p.start, p.finish, p.doubt, m.claim IS NOT NULL,"
    " coalesce(c.payer, r.payer), coalesce(c.from_day, p.from_day), m.live"
    " FROM payment p"
    " JOIN match m ON m.payment = p.id"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN claim c ON c.id = m.claim WHERE p.id = ?1";

enum {
    PAYMENT_RULE,
    PAYMENT_CONFIDENCE,
    PAYMENT_OUTCOME,
    PAYMENT_AT_STAKE,
    PAYMENT_ACTION,
    PAYMENT_DETAILS,
    PAYMENT_REPEATED,
    PAYMENT_DAY,
    PAYMENT_TRACE,
    PAYMENT_SOURCE,
    PAYMENT_DOUBT = PAYMENT_SOURCE + 6,
    PAYMENT_LAID,
    PAYMENT_PAYER,
    PAYMENT_SERVICE,
    PAYMENT_LIVE,
};

static void explain_head(struct x12_text *t, const struct edi_query *q)
{
    x12_text_put(t, "  ");
    x12_text_date(t, (x12_date)edi_db_int(q, PAYMENT_DAY));
    x12_text_put(t, "  ");
    x12_text_put(
        t, edi_outcome_text((enum edi_outcome)edi_db_int(q, PAYMENT_OUTCOME)));
    if (edi_db_int(q, PAYMENT_AT_STAKE)) {
        x12_text_put(t, ", ");
        x12_text_money(t, edi_db_int(q, PAYMENT_AT_STAKE));
        x12_text_put(t, " at stake");
    }
    if (edi_db_int(q, PAYMENT_REPEATED))
        x12_text_put(t, "; this remittance came before and counts no more");
    x12_text_line(t);
    edi_explain_source(t, q, PAYMENT_SOURCE, "claim payment");
    edi_explain_label(t, "trace");
    x12_text_data(t, edi_db_text(q, PAYMENT_TRACE));
    x12_text_line(t);
}

static void explain_match(struct x12_text *t, const struct edi_query *q,
                          const struct edi_match_details *d)
{
    enum edi_rule rule = (enum edi_rule)edi_db_int(q, PAYMENT_RULE);
    enum edi_confidence confidence = (enum edi_confidence)edi_db_int(
        q, PAYMENT_CONFIDENCE);

    edi_explain_label(t, "rule");
    x12_text_put(t, edi_rule_text(rule));
    x12_text_put(t, ", ");
    x12_text_put(t, edi_confidence_text(confidence));
    x12_text_put(t, ": ");
    x12_text_put(t, explain_rule(rule, confidence));
    x12_text_line(t);
    explain_fields(t, "agree", d->compared.agree);
    explain_fields(t, "differ", d->compared.differ);
}

/* Sums of what nobody can read are not made up. */
static void explain_doubt(struct x12_text *t, const struct edi_query *q)
{
    edi_explain_label(t, "held");
    x12_text_put(t, "an amount is missing or cannot be read: ");
    x12_text_data(t, edi_db_text(q, PAYMENT_DOUBT));
    x12_text_line(t);
}

static bool explain_is_posted(const struct edi_query *q)
{
    return edi_db_int(q, PAYMENT_LAID) && !edi_db_int(q, PAYMENT_REPEATED) &&
           edi_db_int(q, PAYMENT_CONFIDENCE) <= EDI_STRONG;
}

/* Until when, and who says so. */
static void explain_due(struct edi_explain *e, const struct edi_query *q)
{
    const enum edi_action action = (enum edi_action)edi_db_int(q,
                                                               PAYMENT_ACTION);
    const struct edi_due due = edi_deadlines_due(
        e->deadlines, edi_db_text(q, PAYMENT_PAYER), action,
        edi_action_days(action), (x12_date)edi_db_int(q, PAYMENT_DAY),
        (x12_date)edi_db_int(q, PAYMENT_SERVICE));
    char because[EDI_DUE_TEXT];

    if (!edi_db_int(q, PAYMENT_LIVE) || !explain_is_posted(q))
        return;
    edi_due_format(&due, "remittance", because);
    edi_explain_label(&e->text, "until");
    x12_text_date(&e->text, due.day);
    x12_text_put(&e->text, ": ");
    x12_text_data(&e->text, x12_str_from(because));
    x12_text_line(&e->text);
}

static void explain_cause(struct x12_text *t, const struct edi_query *q,
                          const struct edi_match_details *d)
{
    if (!edi_db_int(q, PAYMENT_AT_STAKE))
        return;
    if (d->cause_text.len) {
        edi_explain_label(t, "why");
        x12_text_data(t, d->cause_text);
        x12_text_line(t);
    }
    edi_explain_label(t, "next");
    x12_text_put(
        t, edi_action_text((enum edi_action)edi_db_int(q, PAYMENT_ACTION)));
    x12_text_line(t);
}

/* What the payer knows otherwise of the patient or of itself: to be mended before
 * the claim is sent again. */
static void explain_corrected(struct x12_text *t,
                              const struct edi_match_payment *payment)
{
    const struct {
        const char *what;
        x12_str value;
    } rows[] = {
        { "last name is ", payment->corrected.last },
        { "first name is ", payment->corrected.first },
        { "member id is ", payment->corrected.member },
        { "the payer is ", payment->corrected.payer_name },
        { "the payer's id is ", payment->corrected.payer },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (!rows[i].value.len)
            continue;
        edi_explain_label(t, "corrected");
        x12_text_put(t, rows[i].what);
        x12_text_data(t, rows[i].value);
        x12_text_line(t);
    }
}

/* What persons have decided of the payment, who, when and why. */
static enum x12_status explain_decisions(struct edi_explain *e, int64_t payment)
{
    static const char DECIDED[] =
        "SELECT d.kind, c.number, d.who, substr(d.made, 1, 10), d.note"
        " FROM decision d JOIN claim c ON c.id = d.claim WHERE d.payment = ?1"
        " ORDER BY d.id";
    struct edi_query *q = edi_db_query(&e->store->db, DECIDED);
    struct x12_text *t = &e->text;
    enum x12_status status;

    edi_db_bind_int(q, 1, payment);
    while ((status = edi_db_step(q)) == X12_OK) {
        edi_explain_label(t, "decided");
        x12_text_put(t, edi_db_int(q, 0) == EDI_ATTACHED ? "attached to claim "
                                                         : "detached from ");
        x12_text_data(t, edi_db_text(q, 1));
        x12_text_put(t, " by ");
        x12_text_data(t, edi_db_text(q, 2));
        x12_text_put(t, " on ");
        x12_text_data(t, edi_db_text(q, 3));
        if (edi_db_text(q, 4).len) {
            x12_text_put(t, ": ");
            x12_text_data(t, edi_db_text(q, 4));
        }
        x12_text_line(t);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

bool edi_explain_is_shown(const struct edi_explain *e, int64_t payment)
{
    for (size_t i = 0; i < e->payment_count; i++)
        if (e->payments[i] == payment)
            return true;
    return false;
}

enum x12_status edi_explain_payment(struct edi_explain *e,
                                    const struct edi_match_payment *payment)
{
    struct edi_query *q = edi_db_query(&e->store->db, explain_payment_query);
    struct edi_match_details details;
    struct edi_match_more more;
    enum x12_status status;
    int64_t *shown;

    if (edi_explain_is_shown(e, payment->id))
        return X12_OK;
    shown = x12_arena_push(&e->arena, &e->payments, &e->payment_count,
                           sizeof(*shown));
    if (shown)
        *shown = payment->id;
    edi_db_bind_int(q, 1, payment->id);
    status = edi_db_step(q);
    if (status == X12_OK)
        status = edi_match_details_read(q->db, edi_db_blob(q, PAYMENT_DETAILS),
                                        &details);
    if (status == X12_OK) {
        explain_head(&e->text, q);
        more = edi_match_details_more(&details);
        explain_match(&e->text, q, &details);
        if (explain_is_posted(q))
            edi_explain_net_add(e, payment, details);
        if (payment->unreadable)
            explain_doubt(&e->text, q);
        else
            explain_arithmetic(&e->text, payment, &details);
        explain_corrected(&e->text, payment);
        explain_cause(&e->text, q, &details);
        if (edi_db_int(q, PAYMENT_AT_STAKE))
            explain_due(e, q);
        e->late = e->late || x12_str_is(details.cause_code, "29");
        status = edi_explain_interest(e, payment);
        if (status == X12_OK)
            status = edi_explain_takes_back(e, &more);
        if (status == X12_OK)
            status = edi_explain_like(e, payment->id);
        if (status == X12_OK)
            status = explain_decisions(e, payment->id);
    }
    for (size_t i = 0; status == X12_OK && i < details.refused_count; i++)
        status = explain_refused(e, &details.refused[i]);
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}
