/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_secondary - edi secondary */
#include "edi/cli/desk.h"
#include "edi/cli/generated.h"
#include "edi/cli/settings.h"
#include "edi/jobs/job_secondary.h"

#include <stdio.h>

enum { PARTNER, OUT, CODES, ANYWAY, AGAIN };

/* Balance is proved before anything is sent: nothing goes out with an error. */
enum { SECONDARY_SNIP = 6 };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "all claims go to this partner, whoever pays" },
    [OUT] = { "out", 'o', EDI_OPTION_TEXT, "DIR",
              "write files there and leave the outbox alone" },
    [CODES] = { "codes", 0, EDI_OPTION_TEXT, "FILE",
                "check by these code lists, laid over the others" },
    [ANYWAY] = { "anyway", 0, EDI_OPTION_FLAG, NULL,
                 "also what the payer has forwarded itself, or left nothing "
                 "of" },
    [AGAIN] = { "again", 0, EDI_OPTION_FLAG, NULL,
                "also what was claimed of that payer before" },
};

/* The number names a person's account, so its place on the command line is
 * told instead. */
static void secondary_tell(struct edi_run *run, size_t claim, const char *what,
                           const char *why)
{
    fprintf(stderr, "edi secondary: claim %zu: %s: %s\n", claim, what, why);
    edi_run_exit(run, EDI_EXIT_FOUND);
}

static enum x12_status secondary_put(struct edi_run *run,
                                     struct edi_secondary *s,
                                     struct edi_generate *g, size_t at)
{
    const struct edi_claim *claim;
    enum x12_status status = edi_secondary_make(s, x12_str_from(run->files[at]),
                                                &claim);

    if (status == X12_OK)
        status = edi_generate_claim(g, claim);
    else if (status == X12_END)
        g->why = s->why;
    if (status == X12_END)
        secondary_tell(run, at + 1, "not made", g->why);
    else if (status == X12_OK && g->why)
        secondary_tell(run, at + 1, "made", g->why);
    if (status == X12_OK && s->made.remarks_left)
        secondary_tell(run, at + 1, "made",
                       "the other claim has room for five remark codes; the "
                       "rest are left out");
    return status == X12_END ? X12_OK : status;
}

static void secondary_run(struct edi_run *run, struct edi_store *store,
                          const struct edi_generate_options *how)
{
    struct edi_secondary s = { .store = store,
                               .err = &run->err,
                               .anyway = edi_given(run, ANYWAY),
                               .again = edi_given(run, AGAIN) };
    struct edi_generate g;
    enum x12_status status = X12_OK;

    edi_generate_begin(&g, store, how, &run->err);
    for (size_t i = 0; status == X12_OK && i < run->file_count; i++)
        status = secondary_put(run, &s, &g, i);
    if (status != X12_OK)
        edi_run_end(run, status);
    edi_secondary_release(&s);
    edi_generated_end(run, store, &g, status);
    edi_generate_release(&g);
}

static int cmd_secondary_run(struct edi_run *run)
{
    struct edi_partners partners = { 0 };
    struct edi_store store = { 0 };
    struct edi_check_lists lists = { 0 };
    struct edi_generate_options how = { .partners = &partners,
                                        .lists = &lists,
                                        .out = run->text[OUT],
                                        .snip = SECONDARY_SNIP,
                                        .again = edi_given(run, AGAIN),
                                        .today = run->today,
                                        .now = run->now };
    enum x12_status status = edi_settings_partners(
        run, &partners, run->text[PARTNER], &how.partner);

    if (status == X12_OK)
        status = edi_desk_lists(run, run->text[CODES], &lists);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        secondary_run(run, &store, &how);
    else
        edi_desk_end(run, &store, status);
    edi_store_close(&store);
    edi_check_lists_release(&lists);
    edi_partners_release(&partners);
    return run->exit;
}

const struct edi_command edi_cmd_secondary = {
    .name = "secondary",
    .operands = "CLAIM...",
    .summary = "claims for the second payer, from the 835 of the first",
    .example = "edi secondary PCN001",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .named = true,
    .run = cmd_secondary_run,
};
