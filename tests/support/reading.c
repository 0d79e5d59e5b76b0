/* SPDX-License-Identifier: Apache-2.0 */
/* reading - a cursor over text at hand, with findings kept */
#include "tests/support/reading.h"

#include "edi/guides/guides.h"
#include "tests/support/cm.h"

void reading_open(struct reading *r, const char *text)
{
    struct x12_source src = { 0 };

    memset(r, 0, sizeof(*r));
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), &r->err),
                     X12_OK);
    assert_int_equal(x12_cursor_init(&r->cur, &src, edi_guide_find, &r->err),
                     X12_OK);
    x12_findings_init(&r->findings, r->room, READING_FINDINGS);
    r->cur.findings = &r->findings;
}

void reading_close(struct reading *r)
{
    x12_cursor_release(&r->cur);
}

size_t reading_count(const struct reading *r, const char *fault)
{
    size_t n = 0;

    for (size_t i = 0; i < r->findings.count; i++)
        n += strcmp(r->findings.at[i].fault->name, fault) == 0;
    return n;
}

const struct x12_finding *reading_find(const struct reading *r,
                                       const char *fault)
{
    for (size_t i = 0; i < r->findings.count; i++)
        if (strcmp(r->findings.at[i].fault->name, fault) == 0)
            return &r->findings.at[i];
    fail_msg("no finding %s", fault);
    return NULL;
}
