/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_attach - edi attach, edi detach */
#include "edi/cli/desk.h"
#include "edi/jobs/job_decide.h"
#include "edi/jobs/stamp.h"

enum { NOTE };

static const struct edi_option options[] = {
    [NOTE] = { "note", 0, EDI_OPTION_TEXT, "TEXT", "why, for whoever asks" },
};

static int attach_decide(struct edi_run *run, enum edi_decided kind)
{
    struct edi_denials_held held = { 0 };
    struct edi_store store = { 0 };
    char when[EDI_STAMP], who[EDI_DESK_WHO];
    struct edi_decide_options wanted = {
        .kind = kind,
        .payment = x12_str_from(run->files[0]),
        .claim = x12_str_from(run->file_count > 1 ? run->files[1] : NULL),
        .made = when,
        .who = edi_desk_who(who),
        .note = x12_str_from(run->text[NOTE]),
        .rules = &held.rules,
    };
    enum x12_status status;

    edi_stamp(run->today, run->now, when);
    status = edi_desk_rules(run, &held);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = edi_decide(&store, &wanted);
    edi_store_close(&store);
    edi_denials_release(&held);
    return edi_desk_end(run, &store, status);
}

static int cmd_attach_run(struct edi_run *run)
{
    if (run->file_count != 2)
        return edi_run_misuse(run, "a payment and a claim are needed");
    return attach_decide(run, EDI_ATTACHED);
}

static int cmd_detach_run(struct edi_run *run)
{
    if (run->file_count > 2)
        return edi_run_misuse(run, "one payment and one claim at most");
    return attach_decide(run, EDI_DETACHED);
}

const struct edi_command edi_cmd_attach = {
    .name = "attach",
    .operands = "PAYMENT CLAIM",
    .summary = "a person's word that this payment answers this claim",
    .example = "edi attach 000000900/0001/3 PCN001 --note 'by phone'",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .desk = true,
    .named = true,
    .run = cmd_attach_run,
};

const struct edi_command edi_cmd_detach = {
    .name = "detach",
    .operands = "PAYMENT [CLAIM]",
    .summary = "a person's word that it does not",
    .example = "edi detach 000000900/0001/3",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .desk = true,
    .named = true,
    .run = cmd_detach_run,
};
