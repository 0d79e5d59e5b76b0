/* SPDX-License-Identifier: Apache-2.0 */
/* agreement - what two partners agreed that their ISA says */
#include "parser/agreement.h"

static bool agreement_says(const struct x12_segment *isa, unsigned element,
                           const char *text)
{
    return text &&
           x12_str_is(x12_str_trim_right(x12_element(isa, element)), text);
}

static bool agreement_goes_back(const struct x12_agreement *agreed,
                                const struct x12_segment *isa)
{
    return !agreement_says(isa, 6, agreed->isa[6]) &&
           agreement_says(isa, 6, agreed->isa[8]);
}

/* What the element should be when the interchange goes back; NULL: anything. */
static const char *agreement_back(const struct x12_agreement *agreed,
                                  unsigned element)
{
    switch (element) {
    case 1:
    case 2:
    case 3:
    case 4:
        return NULL;
    case 5:
    case 6:
        return agreed->isa[element + 2];
    case 7:
    case 8:
        return agreed->isa[element - 2];
    default:
        return agreed->isa[element];
    }
}

static bool agreement_is_told(const struct x12_findings *findings,
                              struct x12_place place)
{
    for (size_t i = findings->count; i-- > 0;)
        if (findings->at[i].place.offset == place.offset &&
            findings->at[i].place.element == place.element)
            return true;
    return false;
}

static void agreement_tell(struct x12_findings *findings,
                           enum x12_fault_id fault,
                           const struct x12_segment *isa, unsigned element)
{
    struct x12_place place = isa->place;

    place.element = (uint16_t)element;
    if (element == 0 || !agreement_is_told(findings, place))
        x12_found(findings, fault, place, NULL);
}

static void agreement_delims(const struct x12_delims *agreed,
                             const struct x12_segment *isa,
                             struct x12_findings *findings)
{
    const struct x12_delims *d = &isa->delims;

    if (agreed->segment && agreed->segment != d->segment)
        agreement_tell(findings, X12_FAULT_ISA_TERMINATOR, isa, 0);
    if (agreed->element && agreed->element != d->element)
        agreement_tell(findings, X12_FAULT_ISA_SEPARATOR, isa, 0);
    if (agreed->repeat && agreed->repeat != d->repeat)
        agreement_tell(findings, X12_FAULT_ISA_NOT_AGREED, isa, 11);
    if (agreed->component && agreed->component != d->component)
        agreement_tell(findings, X12_FAULT_ISA_NOT_AGREED, isa, 16);
}

void x12_agreement_check(const struct x12_agreement *agreed,
                         const struct x12_segment *isa,
                         struct x12_findings *findings)
{
    bool back = agreement_goes_back(agreed, isa);

    if (!findings)
        return;
    for (unsigned i = 1; i <= X12_ISA_ELEMENTS; i++) {
        const char *right = back ? agreement_back(agreed, i) : agreed->isa[i];

        if (right && !agreement_says(isa, i, right))
            agreement_tell(findings, X12_FAULT_ISA_NOT_AGREED, isa, i);
    }
    agreement_delims(&agreed->delims, isa, findings);
}
