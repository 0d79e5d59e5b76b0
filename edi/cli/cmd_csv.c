/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_csv - edi csv */
#include "edi/cli/extracted.h"
#include "edi/jobs/job_csv.h"

#include <stdio.h>

enum { TABLE, OPTIONS };

/* The words are edi_table_names. */
static const struct edi_option options[OPTIONS] = {
    [TABLE] = { "table", 't', EDI_OPTION_WORD,
                "claims|lines|payments|payment-lines|adjustments|plb",
                "which of the tables; one a run" },
};

static int cmd_csv_run(struct edi_run *run)
{
    struct x12_source src = { 0 };
    struct edi_csv_job job = { .table = (enum edi_table)run->number[TABLE],
                               .all = { .sink = &run->out,
                                        .err = &run->err,
                                        .sharing = { run->jobs, 0 } } };
    enum x12_status status;

    if (!run->text[TABLE]) {
        fprintf(stderr, "edi csv: --table %s must be given\n",
                options[TABLE].value);
        return EDI_EXIT_USAGE;
    }
    status = edi_csv_head(&job);
    edi_run_done(run, &src, status);
    while (status != X12_END && edi_run_next(run, &src)) {
        job.file = x12_str_from(run->file);
        status = edi_csv_file(&job, &src);
        edi_extracted_tell(run, &job.all.sum, "rows");
        edi_run_done(run, &src, status);
    }
    return run->exit;
}

const struct edi_command edi_cmd_csv = {
    .name = "csv",
    .operands = "[FILE]...",
    .summary = "claims and remittances as flat tables",
    .example = "edi csv --table payments remit.835 >payments.csv",
    .options = options,
    .option_count = OPTIONS,
    .run = cmd_csv_run,
};
