/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_eob - edi eob */
#include "edi/cli/command.h"
#include "edi/cli/desk.h"
#include "edi/jobs/job_eob.h"

#include <stdio.h>

enum { HTML, MASK };

static const struct edi_option options[] = {
    [HTML] = { "html", 0, EDI_OPTION_FLAG, NULL,
               "one page that needs no other file" },
    [MASK] = { "mask", 0, EDI_OPTION_FLAG, NULL,
               "hide names, ids and days of service" },
};

static enum x12_status eob_file(struct edi_run *run, struct x12_source *src,
                                struct edi_eob *eob)
{
    struct edi_eob_told told;
    enum x12_status status = edi_eob(src, eob, &told, &run->err);

    if (told.cut_off)
        edi_run_cut_off(run);
    if (status == X12_OK && !told.remittances) {
        fprintf(stderr, "edi eob: %s: no remittance (835) in it\n", run->file);
        edi_run_exit(run, EDI_EXIT_FOUND);
    }
    return status;
}

static int cmd_eob_run(struct edi_run *run)
{
    static struct edi_page page;
    struct edi_eob eob = { .page = &page, .mask = edi_given(run, MASK) };
    struct x12_source src = { 0 };

    edi_page_begin(&page, edi_given(run, HTML), "Remittances", &run->out,
                   &run->err);
    while (edi_run_next(run, &src)) {
        eob.begun = false;
        edi_run_done(run, &src, eob_file(run, &src, &eob));
    }
    return edi_run_end(run, edi_page_end(&page));
}

const struct edi_command edi_cmd_eob = {
    .name = "eob",
    .operands = "[FILE]...",
    .summary = "a remittance as a biller reads it, and whether it adds up",
    .example = "edi eob remit.835 | less",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .run = cmd_eob_run,
};
