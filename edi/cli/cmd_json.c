/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_json - edi json */
#include "edi/cli/extracted.h"
#include "edi/jobs/job_json.h"

static int cmd_json_run(struct edi_run *run)
{
    struct x12_source src = { 0 };
    enum x12_status status = X12_OK;

    while (status != X12_END && edi_run_next(run, &src)) {
        /* The file is named in each object as it was named to us. */
        struct edi_json_job job = { .file = x12_str_from(run->file),
                                    .all = { .sink = &run->out,
                                             .err = &run->err,
                                             .sharing = { run->jobs, 0 } } };

        status = edi_json_file(&job, &src);
        edi_extracted_tell(run, &job.all.sum, "objects");
        edi_run_done(run, &src, status);
    }
    return run->exit;
}

const struct edi_command edi_cmd_json = {
    .name = "json",
    .operands = "[FILE]...",
    .summary = "claims, payments and acknowledgements as JSON Lines",
    .example = "edi json remit.835 | jq .payment.id",
    .run = cmd_json_run,
};
