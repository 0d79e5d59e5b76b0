/* SPDX-License-Identifier: Apache-2.0 */
/* compare - in what a claim and a payment agree, and in what they differ */
#include "edi/match/compare_private.h"
#include "edi/match/key.h"

enum {
    COMPARE_TELLING = 5, /* a shorter line number is a count: 1, 2, 3 */
    COMPARE_FIRST = 4,   /* letters of a first name */
};

void edi_compare_note(struct edi_compared *compared, enum edi_field field,
                      bool known, bool agrees)
{
    if (known && agrees)
        compared->agree |= (uint16_t)field;
    else if (known)
        compared->differ |= (uint16_t)field;
}

static bool compare_both(x12_str a, x12_str b)
{
    return a.len && b.len;
}

static void compare_number(const struct edi_match_claim *c,
                           const struct edi_match_payment *p,
                           struct edi_compared *out)
{
    bool equal = x12_str_equal(c->number, p->number);

    edi_compare_note(out, EDI_FIELD_NUMBER, compare_both(c->number, p->number),
                     equal);
    if (!equal && edi_key_number_related(c->number, p->number))
        edi_compare_note(out, EDI_FIELD_NEAR, true, true);
}

static void compare_payee(const struct edi_match_claim *c,
                          const struct edi_match_payment *p,
                          struct edi_compared *out)
{
    bool npi = compare_both(c->npi, p->npi);
    bool tax = compare_both(c->tax_id, p->tax_id);

    edi_compare_note(out, EDI_FIELD_PAYEE, npi || tax,
                     (npi && x12_str_equal(c->npi, p->npi)) ||
                         (tax && x12_str_equal(c->tax_id, p->tax_id)));
}

/* As far as the shorter one goes: payers cut first names, or put the second one
 * behind the first. */
static bool compare_first(x12_str a, x12_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;

    if (len > COMPARE_FIRST)
        len = COMPARE_FIRST;
    return memcmp(a.at, b.at, len) == 0;
}

static void compare_person(const struct edi_match_claim *c,
                           const struct edi_match_payment *p,
                           struct edi_compared *out)
{
    edi_compare_note(out, EDI_FIELD_MEMBER,
                     c->member.len && (p->member.len || p->other_member.len),
                     edi_key_member_agrees(c->member, p->member) ||
                         edi_key_member_agrees(c->member, p->other_member));
    if (p->last.len)
        edi_compare_note(out, EDI_FIELD_LAST, c->last.len != 0,
                         x12_str_equal(c->last, p->last));
    else
        edi_compare_note(out, EDI_FIELD_LAST,
                         compare_both(c->subscriber_last, p->insured_last),
                         x12_str_equal(c->subscriber_last, p->insured_last));
    if (compare_both(c->first, p->first))
        edi_compare_note(out, EDI_FIELD_FIRST, true,
                         compare_first(c->first, p->first));
}

/* CLP02 1 and 19 answer a claim to the first payer, 2 and 20 to the second. */
static void compare_order(const struct edi_match_claim *c,
                          const struct edi_match_payment *p,
                          struct edi_compared *out)
{
    static const struct {
        const char *status, *responsibility;
    } rows[] = {
        { "1", "P" },  { "19", "P" }, { "2", "S" },
        { "20", "S" }, { "3", "T" },  { "21", "T" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(p->status, rows[i].status))
            edi_compare_note(
                out, EDI_FIELD_ORDER, c->responsibility.len != 0,
                x12_str_is(c->responsibility, rows[i].responsibility));
}

bool edi_compare_is_telling(x12_str control)
{
    return edi_key_bare(control).len >= COMPARE_TELLING;
}

static bool compare_has_control(const struct edi_match_claim *c,
                                x12_str control)
{
    for (size_t i = 0; i < c->line_count; i++)
        if (x12_str_equal(c->lines[i].control, control))
            return true;
    return false;
}

bool edi_compare_tells_line(const struct edi_match_claim *c, x12_str control)
{
    return edi_compare_is_telling(control) && compare_has_control(c, control);
}

bool edi_compare_has_controls(const struct edi_match_claim *c)
{
    for (size_t i = 0; i < c->line_count; i++)
        if (c->lines[i].control.len)
            return true;
    return false;
}

/* REF*6R: all point to this claim, or none of them does. */
static void compare_lines(const struct edi_match_claim *c,
                          const struct edi_match_payment *p,
                          struct edi_compared *out)
{
    size_t hits = 0, misses = 0;

    if (!edi_compare_has_controls(c))
        return;
    for (size_t i = 0; i < p->service_count; i++) {
        x12_str control = p->services[i].control;

        if (!edi_compare_is_telling(control))
            continue;
        if (compare_has_control(c, control))
            hits++;
        else
            misses++;
    }
    edi_compare_note(out, EDI_FIELD_LINES, (hits == 0) != (misses == 0),
                     hits != 0);
}

struct edi_compared edi_compare(const struct edi_match_claim *c,
                                const struct edi_match_payment *p)
{
    struct edi_compared out = { 0, 0 };

    compare_number(c, p, &out);
    edi_compare_note(&out, EDI_FIELD_CHARGE, true,
                     edi_key_amounts_agree(c->charge, p->charge));
    edi_compare_note(&out, EDI_FIELD_DAYS, c->from && p->from,
                     edi_key_days_agree(c->from, c->to, p->from, p->to));
    edi_compare_note(&out, EDI_FIELD_SENT, c->sent && p->day,
                     c->sent <= p->day);
    edi_compare_note(&out, EDI_FIELD_VOID, true,
                     !x12_str_is(c->frequency, "8"));
    compare_payee(c, p, &out);
    compare_person(c, p, &out);
    compare_order(c, p, &out);
    compare_lines(c, p, &out);
    return out;
}

unsigned edi_compare_count(unsigned fields)
{
    unsigned count = 0;

    for (; fields; fields &= fields - 1)
        count++;
    return count;
}

bool edi_compared_enough(struct edi_compared compared)
{
    const unsigned visit = EDI_FIELD_LINES | EDI_FIELD_CHARGE | EDI_FIELD_DAYS;

    if ((compared.differ & visit) == visit)
        return false;
    return edi_compare_count(compared.agree & EDI_COMPARE_EVIDENCE) >=
           EDI_COMPARE_NEEDED;
}

int edi_compared_nearness(struct edi_compared compared)
{
    return (int)edi_compare_count(compared.agree) -
           (int)edi_compare_count(compared.differ);
}

static bool compare_same_line(const struct edi_match_line *a,
                              const struct edi_match_line *b)
{
    return a->charge == b->charge && a->from == b->from && a->to == b->to &&
           x12_str_equal(a->code, b->code) &&
           x12_str_equal(a->modifiers, b->modifiers);
}

bool edi_compare_is_copy(const struct edi_match_claim *a,
                         const struct edi_match_claim *b)
{
    if (a->charge != b->charge || a->from != b->from || a->to != b->to ||
        a->line_count != b->line_count ||
        !x12_str_equal(a->member, b->member) ||
        !x12_str_equal(a->last, b->last) ||
        !x12_str_equal(a->first, b->first) ||
        !x12_str_equal(a->frequency, b->frequency) ||
        !x12_str_equal(a->responsibility, b->responsibility))
        return false;
    for (size_t i = 0; i < a->line_count; i++)
        if (!compare_same_line(&a->lines[i], &b->lines[i]))
            return false;
    return true;
}

static bool compare_same_reasons(const struct edi_reason *a, size_t a_count,
                                 const struct edi_reason *b, size_t b_count)
{
    if (a_count != b_count)
        return false;
    for (size_t i = 0; i < a_count; i++)
        if (a[i].amount != b[i].amount ||
            !x12_str_equal(a[i].group, b[i].group) ||
            !x12_str_equal(a[i].code, b[i].code))
            return false;
    return true;
}

static bool compare_same_service(const struct edi_match_service *a,
                                 const struct edi_match_service *b)
{
    return a->charge == b->charge && a->paid == b->paid && a->from == b->from &&
           a->to == b->to && x12_str_equal(a->control, b->control) &&
           x12_str_equal(a->code, b->code) &&
           x12_str_equal(a->modifiers, b->modifiers) &&
           compare_same_reasons(a->reasons, a->reason_count, b->reasons,
                                b->reason_count);
}

bool edi_compare_is_same_payment(const struct edi_match_payment *a,
                                 const struct edi_match_payment *b)
{
    if (a->charge != b->charge || a->paid != b->paid ||
        a->unreadable != b->unreadable ||
        a->service_count != b->service_count ||
        !x12_str_equal(a->number, b->number) ||
        !x12_str_equal(a->control, b->control) ||
        !x12_str_equal(a->status, b->status) ||
        !compare_same_reasons(a->reasons, a->reason_count, b->reasons,
                              b->reason_count))
        return false;
    for (size_t i = 0; i < a->service_count; i++)
        if (!compare_same_service(&a->services[i], &b->services[i]))
            return false;
    return true;
}
