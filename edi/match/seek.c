/* SPDX-License-Identifier: Apache-2.0 */
/* seek - by what a payment seeks claims beyond those that bear its number */
#include "edi/match/compare_private.h"
#include "edi/match/key.h"
#include "edi/match/seek_private.h"

bool edi_seek_is_detached(const struct edi_match_claim *c,
                          const struct edi_match_payment *p)
{
    for (size_t i = p->decision_count; i-- > 0;)
        if (p->decisions[i].claim == c->id)
            return !p->decisions[i].attached;
    return false;
}

bool edi_seek_is_refused_as_copy(const struct edi_match_payment *p)
{
    for (size_t i = 0; i < p->reason_count; i++)
        if (x12_str_is(p->reasons[i].code, "18"))
            return true;
    for (size_t i = 0; i < p->service_count; i++)
        for (size_t j = 0; j < p->services[i].reason_count; j++)
            if (x12_str_is(p->services[i].reasons[j].code, "18"))
                return true;
    return false;
}

static bool seek_same_number(const struct edi_match_claim *c,
                             const struct edi_match_payment *p)
{
    x12_str bare = edi_key_bare(c->number);

    return bare.len && x12_str_equal(bare, edi_key_bare(p->number));
}

bool edi_match_is_sought(const struct edi_match_claim *c,
                         const struct edi_match_payment *p)
{
    const unsigned hints = EDI_FIELD_MEMBER | EDI_FIELD_LAST | EDI_FIELD_NEAR;

    for (size_t i = 0; i < p->service_count; i++)
        if (edi_compare_tells_line(c, p->services[i].control))
            return true;
    return (edi_compare(c, p).agree & hints) != 0;
}

static bool seek_will_do(struct edi_compared compared)
{
    return compared.agree & EDI_FIELD_NUMBER &&
           edi_compared_in_play(compared) && edi_compared_enough(compared);
}

bool edi_seek_is_lost(const struct edi_component *component,
                      const struct edi_match_payment *p)
{
    for (size_t i = 0; i < component->claim_count; i++)
        if (seek_same_number(&component->claims[i], p) &&
            !edi_seek_is_detached(&component->claims[i], p) &&
            seek_will_do(edi_compare(&component->claims[i], p)))
            return false;
    return true;
}

static struct edi_visit seek_own_visit(const struct edi_match_payment *p)
{
    return (struct edi_visit){ p->from,
                               p->charge < 0 ? -p->charge : p->charge };
}

/* A service whose line number none of the claims has that bear the number. */
static bool seek_is_foreign(const struct edi_component *component,
                            const struct edi_match_payment *p,
                            const struct edi_match_service *service)
{
    if (!edi_compare_is_telling(service->control) || !service->from)
        return false;
    for (size_t i = 0; i < component->claim_count; i++)
        if (seek_same_number(&component->claims[i], p) &&
            edi_compare_tells_line(&component->claims[i], service->control))
            return false;
    return true;
}

static struct edi_visit seek_foreign_visit(
    const struct edi_component *component, const struct edi_match_payment *p)
{
    struct edi_visit visit = { 0, 0 };

    for (size_t i = 0; i < p->service_count; i++) {
        const struct edi_match_service *service = &p->services[i];

        if (!seek_is_foreign(component, p, service))
            continue;
        if (!visit.from || service->from < visit.from)
            visit.from = service->from;
        visit.charge += service->charge;
    }
    return visit;
}

struct edi_visit edi_match_seeks(const struct edi_component *component,
                                 const struct edi_match_payment *p)
{
    if (edi_seek_is_lost(component, p) || edi_seek_is_refused_as_copy(p))
        return seek_own_visit(p);
    return seek_foreign_visit(component, p);
}

bool edi_seek_is_candidate(const struct edi_match_claim *c,
                           const struct edi_match_payment *p, bool lost)
{
    const struct edi_visit own = seek_own_visit(p);

    if (edi_seek_is_detached(c, p))
        return false;
    if (seek_same_number(c, p))
        return true;
    return lost && own.from && c->from == own.from && c->charge == own.charge &&
           edi_match_is_sought(c, p);
}
