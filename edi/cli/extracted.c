/* SPDX-License-Identifier: Apache-2.0 */
/* extracted - telling what a file came to, for commands that list what it says */
#include "edi/cli/extracted.h"

#include <stdio.h>

static void extracted_tell_truncated(const struct edi_run *run,
                                     const struct edi_extracted *sum)
{
    fprintf(stderr, "edi %s: %s: at byte %llu: %s\n", run->command->name,
            run->file, (unsigned long long)sum->end,
            x12_faults[X12_FAULT_TRUNCATED].text);
}

/* Nobody shall take such a file for an empty one. */
static void extracted_tell_unknown(const struct edi_run *run,
                                   const struct edi_extracted *sum,
                                   const char *items)
{
    fprintf(stderr,
            "edi %s: %s: %llu transaction set%s of a kind or version that "
            "gives no %.*s\n",
            run->command->name, run->file, (unsigned long long)sum->unknown,
            sum->unknown == 1 ? "" : "s", (int)strlen(items) - 1, items);
}

void edi_extracted_tell(struct edi_run *run, const struct edi_extracted *sum,
                        const char *items)
{
    if (sum->told[X12_ERROR] > 0 || sum->unknown > 0)
        edi_run_exit(run, EDI_EXIT_FOUND);
    if (sum->truncated && !run->quiet)
        extracted_tell_truncated(run, sum);
    if (sum->unknown > 0 && !run->quiet)
        extracted_tell_unknown(run, sum, items);
    if (run->verbose)
        fprintf(stderr, "edi %s: %s: %llu %s, %llu errors, %llu warnings\n",
                run->command->name, run->file, (unsigned long long)sum->items,
                items, (unsigned long long)sum->told[X12_ERROR],
                (unsigned long long)sum->told[X12_WARNING]);
}
