/* SPDX-License-Identifier: Apache-2.0 */
/*
 * take - the segments that all guides share, into the structs of claim.h
 */
#include "edi/claims/take_private.h"
#include "writer/json.h"

bool edi_take_is_other(const struct x12_segment *seg)
{
    return !x12_utf8_is_valid(x12_segment_text(seg));
}

x12_str edi_take_part(const struct edi_take *t, unsigned pos, unsigned comp)
{
    return edi_take_kept(t, x12_component(t->seg, pos, comp));
}

void edi_take_members(const struct edi_take *t, unsigned pos,
                      const uint16_t *member, unsigned count, void *object)
{
    const char mark = t->seg->delims.component;
    x12_str rest = x12_element(t->seg, pos);

    for (unsigned i = 0; i < count && rest.len > 0; i++) {
        size_t len = edi_take_up_to(rest.at, rest.len, mark);

        *(x12_str *)(void *)((char *)object + member[i]) = edi_take_kept(
            t, (x12_str){ rest.at, len });
        if (len == rest.len)
            return;
        rest.at += len + 1;
        rest.len -= len + 1;
    }
}

/* Is it a number as element type R has it: -?digits[.digits]? */
static bool take_is_number(x12_str s)
{
    size_t i = s.len > 0 && s.at[0] == '-' ? 1 : 0;
    unsigned digits = 0, points = 0;

    for (; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            digits++;
        else if (s.at[i] != '.' || ++points > 1)
            return false;
    return digits > 0;
}

/* Have the segment's elements been checked by their rules? */
static bool take_is_checked(const struct x12_cursor *cur)
{
    return !cur->outline && cur->row && cur->row->rule_count > 0;
}

/* Where elements are checked their rules have told what is no number at all; a
 * number that is too long for us, or holds parts of a cent, only we can tell. */
void edi_take_unreadable(const struct edi_take *t, unsigned pos, x12_str s,
                         const char *note)
{
    struct x12_place place = t->seg->place;
    struct x12_finding *found;

    if (t->lost)
        t->lost->any = true;
    if (take_is_checked(t->cur) && !take_is_number(s))
        return;
    place.element = (uint16_t)pos;
    found = x12_found(t->cur->findings, X12_FAULT_ELEMENT_CHARACTER, place,
                      t->cur->row);
    if (found)
        found->note = note;
}

#define TAKE_APART static __attribute__((noinline)) /* it is rare */

TAKE_APART x12_money take_long_money(const struct edi_take *t, unsigned pos,
                                     x12_str s)
{
    x12_money amount = 0;

    if (s.len == 0 || x12_money_parse(s, &amount))
        return amount;
    if (t->lost && !t->lost->amount)
        t->lost->amount = pos;
    edi_take_unreadable(t, pos, s, "no whole number of cents; read as 0");
    return 0;
}

x12_money edi_take_money(const struct edi_take *t, unsigned pos)
{
    x12_str s = x12_element(t->seg, pos);
    x12_money amount;

    if (s.len - 1 < 8 && x12_money_short(x12_eight_bytes(s.at), s.len, &amount))
        return amount;
    return take_long_money(t, pos, s);
}

TAKE_APART x12_decimal take_long_decimal(const struct edi_take *t, unsigned pos,
                                         x12_str s, bool *has)
{
    x12_decimal number = { 0, 0 };

    *has = x12_decimal_parse(s, &number);
    if (!*has)
        edi_take_unreadable(t, pos, s, "too many digits; not read");
    return number;
}

x12_decimal edi_take_decimal(const struct edi_take *t, unsigned pos, bool *has)
{
    x12_str s = x12_element(t->seg, pos);
    uint32_t value;
    unsigned scale;

    *has = s.len > 0;
    if (s.len == 0)
        return (x12_decimal){ 0, 0 };
    if (s.len > 8 ||
        !x12_number_short(x12_eight_bytes(s.at), s.len, &value, &scale))
        return take_long_decimal(t, pos, s, has);
    return (x12_decimal){ value, (uint8_t)scale };
}

void edi_take_texts(const struct edi_take *t, unsigned last, x12_str *into)
{
    for (unsigned pos = 1; pos <= last; pos++)
        into[pos] = edi_take_text(t, pos);
}

void edi_take_reference(const struct edi_take *t, struct edi_reference **list,
                        size_t *count)
{
    struct edi_reference *ref = x12_arena_push(t->arena, list, count,
                                               sizeof(*ref));

    if (!ref)
        return;
    ref->qualifier = edi_take_text(t, 1);
    ref->value = edi_take_text(t, 2);
    ref->description = edi_take_text(t, 3);
    if (t->seg->count >= 4) {
        ref->other_qualifier = edi_take_part(t, 4, 1);
        ref->other_value = edi_take_part(t, 4, 2);
    }
}

static struct edi_date *take_date(const struct edi_take *t,
                                  struct edi_date **list, size_t *count)
{
    struct edi_date *date = x12_arena_push(t->arena, list, count,
                                           sizeof(*date));

    if (date)
        date->qualifier = edi_take_text(t, 1);
    return date;
}

/* DTM02 is a day; DTM05 and 06 say it in another form. */
void edi_take_dtm(const struct edi_take *t, struct edi_date **list,
                  size_t *count)
{
    struct edi_date *date = take_date(t, list, count);

    if (!date)
        return;
    date->text = edi_take_text(t, 2);
    if (date->text.len > 0 || t->seg->count < 6) {
        if (x12_date_parse(date->text, &date->from))
            date->to = date->from;
        return;
    }
    date->format = edi_take_text(t, 5);
    date->text = edi_take_text(t, 6);
    (void)x12_period_parse(date->format, date->text, &date->from, &date->to);
}

void edi_take_dtp(const struct edi_take *t, struct edi_date **list,
                  size_t *count)
{
    struct edi_date *date = take_date(t, list, count);

    if (!date)
        return;
    date->format = edi_take_text(t, 2);
    date->text = edi_take_text(t, 3);
    (void)x12_period_parse(date->format, date->text, &date->from, &date->to);
}

void edi_take_amount(const struct edi_take *t, struct edi_amount **list,
                     size_t *count)
{
    struct edi_amount *amt = x12_arena_push(t->arena, list, count,
                                            sizeof(*amt));

    if (!amt)
        return;
    amt->qualifier = edi_take_text(t, 1);
    amt->amount = edi_take_money(t, 2);
}

void edi_take_quantity(const struct edi_take *t, struct edi_quantity **list,
                       size_t *count)
{
    struct edi_quantity *qty = x12_arena_push(t->arena, list, count,
                                              sizeof(*qty));
    bool has;

    if (!qty)
        return;
    qty->qualifier = edi_take_text(t, 1);
    qty->quantity = edi_take_decimal(t, 2, &has);
    qty->unit = edi_take_part(t, 3, 1);
}

void edi_take_contact(const struct edi_take *t, struct edi_contact **list,
                      size_t *count)
{
    struct edi_contact *per = x12_arena_push(t->arena, list, count,
                                             sizeof(*per));

    if (!per)
        return;
    per->function = edi_take_text(t, 1);
    per->name = edi_take_text(t, 2);
    for (unsigned i = 0; i < 3; i++) {
        per->number[i].qualifier = edi_take_text(t, 3 + 2 * i);
        per->number[i].number = edi_take_text(t, 4 + 2 * i);
    }
}

void edi_take_unread(const struct edi_take *t, const char *loop,
                     struct edi_unread **list, size_t *count)
{
    struct edi_unread *unread = x12_arena_push(t->arena, list, count,
                                               sizeof(*unread));

    if (!unread)
        return;
    unread->loop = x12_str_from(loop);
    unread->text = edi_take_kept(t, x12_segment_text(t->seg));
}

void edi_take_adjustments(const struct edi_take *t,
                          struct edi_adjustment **list, size_t *count)
{
    uint32_t cas = *count > 0 ? (*list)[*count - 1].cas + 1 : 1;
    unsigned next = 2;

    for (unsigned pos = 2; pos <= 17 && pos <= t->seg->count; pos += 3) {
        struct edi_adjustment *adj;

        if (x12_element(t->seg, pos).len == 0 &&
            x12_element(t->seg, pos + 1).len == 0 &&
            x12_element(t->seg, pos + 2).len == 0)
            continue;
        adj = x12_arena_push(t->arena, list, count, sizeof(*adj));
        if (!adj)
            return;
        adj->group = edi_take_text(t, 1);
        adj->reason = edi_take_text(t, pos);
        adj->amount = edi_take_money(t, pos + 1);
        adj->quantity = edi_take_decimal(t, pos + 2, &adj->has_quantity);
        adj->cas = cas;
        adj->position = pos == next ? 0 : pos;
        next = pos + 3;
    }
}

void edi_take_nm1(const struct edi_take *t, struct edi_party *party)
{
    party->present = true;
    party->role = edi_take_text(t, 1);
    party->type = edi_take_text(t, 2);
    party->name = edi_take_text(t, 3);
    party->first = edi_take_text(t, 4);
    party->middle = edi_take_text(t, 5);
    party->prefix = edi_take_text(t, 6);
    party->suffix = edi_take_text(t, 7);
    party->id_qualifier = edi_take_text(t, 8);
    party->id = edi_take_text(t, 9);
}

void edi_take_n1(const struct edi_take *t, struct edi_party *party)
{
    party->present = true;
    party->role = edi_take_text(t, 1);
    party->name = edi_take_text(t, 2);
    party->id_qualifier = edi_take_text(t, 3);
    party->id = edi_take_text(t, 4);
}

void edi_take_n3(const struct edi_take *t, struct edi_party *party)
{
    party->address[0] = edi_take_text(t, 1);
    party->address[1] = edi_take_text(t, 2);
}

void edi_take_n4(const struct edi_take *t, struct edi_party *party)
{
    party->city = edi_take_text(t, 1);
    party->state = edi_take_text(t, 2);
    party->zip = edi_take_text(t, 3);
    party->country = edi_take_text(t, 4);
    party->location_qualifier = edi_take_text(t, 5);
    party->location = edi_take_text(t, 6);
    party->subdivision = edi_take_text(t, 7);
}

uint32_t edi_take_left_since(const struct x12_findings *findings, size_t before)
{
    uint32_t left = 0;

    for (size_t i = before; i < findings->count; i++)
        left += x12_finding_is(&findings->at[i], X12_FAULT_SEGMENT_MISSING) ||
                x12_finding_is(&findings->at[i], X12_FAULT_LOOP_MISSING);
    return left;
}
