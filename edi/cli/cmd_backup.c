/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_backup - edi backup */
#include "edi/cli/desk.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_copy.h"

static int cmd_backup_run(struct edi_run *run)
{
    struct edi_store store = { 0 };
    char when[EDI_STAMP];
    enum x12_status status;

    if (run->file_count != 1 || strcmp(run->files[0], "-") == 0)
        return edi_run_misuse(run, "it needs the name of one new file");
    edi_stamp(run->today, run->now, when);
    status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = edi_store_copy(&store, run->files[0], when);
    edi_store_close(&store);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_backup = {
    .name = "backup",
    .operands = "FILE",
    .summary = "copy the store into a new file while others write",
    .example = "edi backup /backup/edi-2026-01-15.db",
    .desk = true,
    .named = true,
    .run = cmd_backup_run,
};
