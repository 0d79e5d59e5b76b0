/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_explain - edi explain */
#include "edi/cli/desk.h"
#include "edi/report/report_explain.h"

#include <stdio.h>

static int cmd_explain_run(struct edi_run *run)
{
    struct edi_deadlines deadlines;
    struct edi_store store = { 0 };
    struct x12_arena arena = { 0 };
    enum x12_status status = edi_desk_deadlines(run, &deadlines, &arena);

    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    for (size_t i = 0; status == X12_OK && i < run->file_count; i++) {
        bool found;

        status = edi_report_explain(&store, x12_str_from(run->files[i]),
                                    &deadlines, &run->out, &found);
        if (status == X12_OK && !found) {
            fputs("edi explain: no claim and no payment bears this number\n",
                  stderr);
            edi_run_exit(run, EDI_EXIT_FOUND);
        }
    }
    edi_store_close(&store);
    x12_arena_release(&arena);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_explain = {
    .name = "explain",
    .operands = "CLAIM...",
    .summary = "why a claim stands where it does, with rule and arithmetic",
    .example = "edi explain PCN001",
    .desk = true,
    .named = true,
    .run = cmd_explain_run,
};
