/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_scrub - edi scrub */
#include "edi/cli/command.h"
#include "edi/jobs/job_scrub.h"

enum { KEY_FILE };

static const struct edi_option options[] = {
    [KEY_FILE] = { "key-file", 0, EDI_OPTION_TEXT, "FILE",
                   "files scrubbed by one key still match each other" },
};

static int cmd_scrub_run(struct edi_run *run)
{
    struct x12_source src = { 0 };
    struct edi_scrub_key key;
    enum x12_status status = edi_scrub_key_read(&key, run->text[KEY_FILE],
                                                &run->err);

    if (status != X12_OK)
        return edi_run_end(run, status);
    while (status == X12_OK && edi_run_next(run, &src)) {
        bool cut_off = false;

        status = edi_scrub(&key, &src, &run->out, &cut_off, &run->err);
        if (cut_off)
            edi_run_cut_off(run);
        edi_run_done(run, &src, status);
        /* A file that cannot be read does not keep the next one back. */
        status = status == X12_END ? X12_END : X12_OK;
    }
    return run->exit;
}

const struct edi_command edi_cmd_scrub = {
    .name = "scrub",
    .operands = "[FILE]...",
    .summary = "the same file with people, ids and dates replaced",
    .example = "edi scrub claims.837 --key-file key >claims-to-show.837",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .run = cmd_scrub_run,
};
