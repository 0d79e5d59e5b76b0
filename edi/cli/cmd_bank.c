/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_bank - edi bank */
#include "edi/cli/desk.h"
#include "edi/jobs/job_bank.h"
#include "edi/jobs/stamp.h"

#include <stdio.h>

static x12_str bank_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return x12_str_from(slash ? slash + 1 : path);
}

static void bank_tell(struct edi_run *run, const struct edi_bank_told *told)
{
    if (told->refused)
        edi_run_exit(run, EDI_EXIT_FOUND);
    if (run->quiet && !told->refused)
        return;
    if (told->known) {
        printf("%s: taken in before\n", run->file);
        return;
    }
    printf("%s: %llu deposits taken in", run->file,
           (unsigned long long)told->deposits);
    if (told->again)
        printf(", %llu told of before", (unsigned long long)told->again);
    if (told->traceless)
        printf(", %llu without a trace", (unsigned long long)told->traceless);
    if (told->refused)
        printf(", %llu rows without day or amount",
               (unsigned long long)told->refused);
    putchar('\n');
}

static int cmd_bank_run(struct edi_run *run)
{
    struct edi_store store = { 0 };
    struct x12_source src = { 0 };
    char when[EDI_STAMP];
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_CREATE,
                                            &run->err);

    edi_stamp(run->today, run->now, when);
    if (status != X12_OK)
        return edi_desk_end(run, &store, status);
    while (edi_run_next(run, &src)) {
        struct edi_bank_told told;

        status = edi_bank_ingest(&store, &src, bank_name(run->file), when,
                                 &told);
        if (status == X12_OK)
            bank_tell(run, &told);
        edi_run_done(run, &src, status);
    }
    edi_store_close(&store);
    return run->exit;
}

const struct edi_command edi_cmd_bank = {
    .name = "bank",
    .operands = "FILE...",
    .summary = "takes in what the bank says came in: BAI2, ACH (CCD+), CSV",
    .example = "edi bank deposits.bai2 && edi report lonely",
    .desk = true,
    .run = cmd_bank_run,
};
