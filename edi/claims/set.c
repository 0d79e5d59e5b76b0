/* SPDX-License-Identifier: Apache-2.0 */
/*
 * set - the next transaction set of a file, and what it is
 */
#include "edi/claims/set.h"

/* A reader of claims met it while it looked for the end of the set before, which
 * lacks its SE. */
bool edi_set_is_met(const struct x12_cursor *cur)
{
    return cur->seg.ordinal != cur->given &&
           (cur->level == X12_AT_ST || cur->level == X12_AT_TA1);
}

static enum edi_set_kind set_kind(const struct x12_cursor *cur)
{
    static const struct {
        const char *guide;
        enum edi_set_kind kind;
    } kinds[] = {
        { "837P", EDI_SET_CLAIM }, { "837I", EDI_SET_CLAIM },
        { "837D", EDI_SET_CLAIM }, { "835", EDI_SET_PAYMENT },
        { "999", EDI_SET_999 },    { "277CA", EDI_SET_277CA },
    };
    const struct x12_guide *guide = cur->walker->guide;

    if (cur->level == X12_AT_TA1)
        return EDI_SET_TA1;
    if (!guide)
        return EDI_SET_OTHER;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (strcmp(guide->name, kinds[i].guide) == 0)
            return kinds[i].kind;
    return EDI_SET_OTHER;
}

enum x12_status edi_set_next(struct x12_cursor *cur, enum edi_set_kind *kind)
{
    enum x12_status status = X12_OK;

    while (status == X12_OK && !edi_set_is_met(cur))
        status = x12_cursor_next(cur);
    if (status != X12_OK)
        return status;
    cur->given = cur->seg.ordinal;
    *kind = set_kind(cur);
    return X12_OK;
}
