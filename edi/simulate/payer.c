/* SPDX-License-Identifier: Apache-2.0 */
/* payer - how a payer answers: rates and habits */
#include "edi/simulate/payer.h"

#include "edi/match/denial.h"

#define PAYER_ROW(id, key, text) [EDI_RATE_##id] = { key, text },
static const struct {
    const char *key, *text;
} rates[EDI_RATES] = { EDI_STORIES(PAYER_ROW) EDI_TRAITS(PAYER_ROW) };

const struct edi_payer edi_payer_plain = {
    .allowed = EDI_PAYER_ALL,
    .coinsurance = 2000,
    .truncate = 12,
    .prefix = "P",
    .deny_status = "1",
};

const char *edi_rate_name(enum edi_rate rate)
{
    return rates[rate].key;
}

const char *edi_rate_text(enum edi_rate rate)
{
    return rates[rate].text;
}

/* "12.5": percent, as parts of 10,000. */
static const char *payer_percent(x12_str value, unsigned *into)
{
    x12_money percent; /* two places, as an amount has them */

    if (!x12_money_parse(value, &percent) || percent < 0 ||
        percent > EDI_PAYER_ALL)
        return "takes 0 to 100 percent, with two places at most";
    *into = (unsigned)percent;
    return NULL;
}

static const char *payer_count(x12_str value, unsigned least, unsigned most,
                               unsigned *into)
{
    uint64_t count;

    if (!x12_count_parse(value, &count) || count < least || count > most)
        return "takes a whole number in its bounds";
    *into = (unsigned)count;
    return NULL;
}

static const char *payer_text(x12_str value, char *into, size_t size)
{
    for (size_t i = 0; i < value.len; i++)
        if (!((value.at[i] >= 'A' && value.at[i] <= 'Z') ||
              (value.at[i] >= '0' && value.at[i] <= '9')))
            return "takes capitals and digits";
    if (value.len >= size)
        return "is too long";
    x12_str_put(value, into, size);
    return NULL;
}

static const char *payer_rate(struct edi_payer *payer, x12_str key,
                              x12_str value)
{
    for (size_t i = 0; i < EDI_RATES; i++)
        if (x12_str_is(key, rates[i].key))
            return payer_percent(value, &payer->rate[i]);
    return "is no rate; see docs/simulator.md";
}

static const char *payer_habit(struct edi_payer *payer, x12_str key,
                               x12_str value)
{
    if (x12_str_is(key, "allowed"))
        return payer_percent(value, &payer->allowed);
    if (x12_str_is(key, "coinsurance"))
        return payer_percent(value, &payer->coinsurance);
    if (x12_str_is(key, "truncate"))
        return payer_count(value, 1, 38, &payer->truncate);
    if (x12_str_is(key, "prefix"))
        return payer_text(value, payer->prefix, sizeof(payer->prefix));
    if (x12_str_is(key, "deny_status") &&
        (x12_str_is(value, "1") || x12_str_is(value, "4")))
        return payer_text(value, payer->deny_status,
                          sizeof(payer->deny_status));
    if (x12_str_is(key, "deny_status"))
        return "takes 1 or 4";
    if (x12_str_is(key, "method")) {
        payer->check = x12_str_is(value, "CHK");
        return payer->check || x12_str_is(value, "ACH") ? NULL
                                                        : "takes ACH or CHK";
    }
    return "is no setting of a payer; see docs/simulator.md";
}

/* A reduction, or what is bundled or capitated, is no denial; a duplicate is
 * refused like one. */
static bool payer_denies(x12_str code)
{
    enum edi_reason_class reason = edi_denial_find(&edi_denial_shipped,
                                                   X12_STR(""), X12_STR("CO"),
                                                   code, NULL, 0)
                                       ->reason;

    return reason == EDI_REASON_DENIAL || reason == EDI_REASON_DUPLICATE;
}

static const char *payer_denial(struct edi_payer *payer, x12_str key,
                                x12_str value)
{
    struct edi_payer_denial *denial = &payer->denials[payer->denial_count];
    const char *why;

    if (payer->denial_count == EDI_PAYER_DENIALS)
        return "is one reason too many";
    if (!payer_denies(key))
        return "is no reason by which a payer denies";
    why = key.len == 0 ? "is no reason"
                       : payer_text(key, denial->code, sizeof(denial->code));
    if (!why)
        why = payer_count(value, 1, 1000000, &denial->weight);
    payer->denial_count += !why;
    return why;
}

static unsigned payer_stories(const struct edi_payer *payer)
{
    unsigned sum = 0;

    for (size_t i = 0; i < EDI_RATE_STORIES; i++)
        sum += payer->rate[i];
    return sum;
}

bool edi_payer_set(struct edi_payer *payer, const char *section,
                   const char *key, const char *value, const char **why)
{
    const x12_str k = x12_str_from(key), v = x12_str_from(value);

    if (strcmp(section, "rates") == 0)
        *why = payer_rate(payer, k, v);
    else if (strcmp(section, "payer") == 0)
        *why = payer_habit(payer, k, v);
    else if (strcmp(section, "denials") == 0)
        *why = payer_denial(payer, k, v);
    else
        *why = "stands in no section of a profile";
    if (!*why && payer_stories(payer) > EDI_PAYER_ALL)
        *why = "brings the rates that exclude each other above 100 percent";
    return !*why;
}
