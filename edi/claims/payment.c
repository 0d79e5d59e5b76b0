/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment - what an 835 says: the remittance, and each claim payment in it
 */
#include "edi/claims/payment.h"

/* Widens [*from, *to] by a period. */
static void payment_widen(x12_date *from, x12_date *to, x12_date first,
                          x12_date last)
{
    if (first != 0 && (*from == 0 || first < *from))
        *from = first;
    if (last != 0 && last > *to)
        *to = last;
}

static bool payment_is(x12_str qualifier, const char *code)
{
    return qualifier.len == 3 && memcmp(qualifier.at, code, 3) == 0;
}

/* 472 is a day or a period; 150 and 151 are its ends. */
static void payment_line_days(const struct edi_service *line, x12_date *from,
                              x12_date *to)
{
    for (size_t i = 0; i < line->date_count; i++) {
        const struct edi_date *date = &line->dates[i];

        if (payment_is(date->qualifier, "472") ||
            payment_is(date->qualifier, "150") ||
            payment_is(date->qualifier, "151"))
            payment_widen(from, to, date->from, date->to);
    }
}

/* 232 and 233 begin and end the statement. */
static void payment_claim_days(const struct edi_payment *p, x12_date *from,
                               x12_date *to)
{
    for (size_t i = 0; i < p->date_count; i++) {
        const struct edi_date *date = &p->dates[i];

        if (payment_is(date->qualifier, "232") ||
            payment_is(date->qualifier, "233"))
            payment_widen(from, to, date->from, date->to);
    }
}

void edi_payment_service(const struct edi_payment *p, x12_date *from,
                         x12_date *to)
{
    *from = *to = 0;
    for (size_t i = 0; i < p->service_count; i++)
        payment_line_days(&p->services[i], from, to);
    if (*from == 0)
        payment_claim_days(p, from, to);
}

void edi_service_days(const struct edi_payment *p,
                      const struct edi_service *line, x12_date *from,
                      x12_date *to)
{
    *from = *to = 0;
    payment_line_days(line, from, to);
    if (*from == 0)
        payment_claim_days(p, from, to);
}

x12_money edi_adjustments_sum(const struct edi_adjustment *at, size_t count,
                              const char *group)
{
    x12_money sum = 0;

    for (size_t i = 0; i < count; i++)
        if (!group || x12_str_is(at[i].group, group))
            sum += at[i].amount;
    return sum;
}

x12_money edi_payment_adjusted(const struct edi_payment *p, const char *group)
{
    x12_money sum = edi_adjustments_sum(p->adjustments, p->adjustment_count,
                                        group);

    for (size_t i = 0; i < p->service_count; i++)
        sum += edi_adjustments_sum(p->services[i].adjustments,
                                   p->services[i].adjustment_count, group);
    return sum;
}
