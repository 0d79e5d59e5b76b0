/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_trace - edi trace */
#include "edi/cli/command.h"
#include "edi/jobs/job_trace.h"

enum { MASK };

static const struct edi_option options[] = {
    [MASK] = { "mask", 0, EDI_OPTION_FLAG, NULL,
               "hide names, ids, dates and addresses" },
};

static int cmd_trace_run(struct edi_run *run)
{
    struct x12_source src = { 0 };

    while (edi_run_next(run, &src)) {
        bool cut_off;
        enum x12_status status = edi_trace(&src, edi_given(run, MASK),
                                           &run->out, &cut_off, &run->err);

        if (cut_off)
            edi_run_cut_off(run);
        edi_run_done(run, &src, status);
    }
    return run->exit;
}

const struct edi_command edi_cmd_trace = {
    .name = "trace",
    .operands = "[FILE]...",
    .summary = "each segment with its loop path and guide row, one a line",
    .example = "edi trace remit.835 | less -S",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .run = cmd_trace_run,
};
