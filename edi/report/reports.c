/* SPDX-License-Identifier: Apache-2.0 */
/* reports - the list of reports */
#include "edi/report/report.h"

/* clang-format off */
#define REPORTS(R) \
    R(aging)       \
    R(balance)     \
    R(denials)     \
    R(lonely)      \
    R(payers)      \
    R(payments)    \
    R(provider)    \
    R(silent)      \
    R(underpaid)   \
    R(unmatched)   \
    /* end */
/* clang-format on */

#define REPORT_DECLARE(name) extern const struct edi_report edi_report_##name;
REPORTS(REPORT_DECLARE)

#define REPORT_ROW(name) &edi_report_##name,
static const struct edi_report *const reports[] = { REPORTS(REPORT_ROW) };

#define REPORT_NAME(name) ", " #name
static const char report_names[] = REPORTS(REPORT_NAME);

const struct edi_report *edi_report_named(const char *name)
{
    for (size_t i = 0; i < sizeof(reports) / sizeof(*reports); i++)
        if (strcmp(reports[i]->name, name) == 0)
            return reports[i];
    return NULL;
}

const struct edi_report *edi_report_at(size_t at)
{
    return at < sizeof(reports) / sizeof(*reports) ? reports[at] : NULL;
}

const char *edi_report_names(void)
{
    return report_names + 2;
}
