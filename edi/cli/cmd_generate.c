/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_generate - edi generate */
#include "edi/cli/desk.h"
#include "edi/cli/generated.h"
#include "edi/cli/settings.h"

#include <stdio.h>

enum { PARTNER, OUT, CODES, SNIP, UNCHECKED, AGAIN };

/* What goes into the outbox is sent; what goes into a folder is looked at. */
enum { GENERATE_SNIP = 5, GENERATE_OUT_SNIP = 2 };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "all claims go to this partner, whoever pays" },
    [OUT] = { "out", 'o', EDI_OPTION_TEXT, "DIR",
              "write files there and leave the outbox alone" },
    [CODES] = { "codes", 0, EDI_OPTION_TEXT, "FILE",
                "check by these code lists, laid over the others" },
    [SNIP] = { "snip", 0, EDI_OPTION_COUNT, "N",
               "put aside what has errors of levels up to N (5; 2 with "
               "--out)" },
    [UNCHECKED] = { "unchecked", 0, EDI_OPTION_FLAG, NULL,
                    "write claims that have errors, too" },
    [AGAIN] = { "again", 0, EDI_OPTION_FLAG, NULL,
                "queue claims that stand in the outbox, too" },
};

/* The claims of one file; tells lines that are put aside, and errors of those
 * that are not. */
static enum x12_status generate_read(struct edi_run *run,
                                     struct edi_generate *g,
                                     struct x12_source *src)
{
    enum x12_status status;

    edi_generate_input(g, src);
    while ((status = edi_generate_next(g)) == X12_OK) {
        fprintf(stderr, "edi generate: %s: line %llu: %s: %s\n",
                strcmp(run->file, "-") == 0 ? "standard input" : run->file,
                (unsigned long long)g->line,
                g->written ? "written" : "put aside", g->why);
        if (!g->harmless)
            edi_run_exit(run, EDI_EXIT_FOUND);
    }
    return status;
}

/* A file that cannot be read ends the run: it leaves nothing half-done. */
static enum x12_status generate_files(struct edi_run *run,
                                      struct edi_generate *g)
{
    struct x12_source src = { 0 };
    enum x12_status status = X12_END;

    while (status == X12_END && edi_run_next(run, &src)) {
        status = generate_read(run, g, &src);
        edi_run_done(run, &src, status);
    }
    return run->exit >= EDI_EXIT_FAILED ? X12_EIO : status;
}

static int generate_run(struct edi_run *run, struct edi_store *store,
                        const struct edi_generate_options *how)
{
    struct edi_generate g;

    edi_generate_begin(&g, store, how, &run->err);
    edi_generated_end(run, store, &g, generate_files(run, &g));
    edi_generate_release(&g);
    return run->exit;
}

static int cmd_generate_run(struct edi_run *run)
{
    struct edi_partners partners = { 0 };
    struct edi_store store = { 0 };
    struct edi_check_lists lists = { 0 };
    struct edi_csv_map csv;
    struct edi_generate_options how = { .partners = &partners,
                                        .lists = &lists,
                                        .csv = &csv,
                                        .out = run->text[OUT],
                                        .snip = GENERATE_SNIP,
                                        .unchecked = edi_given(run, UNCHECKED),
                                        .again = edi_given(run, AGAIN),
                                        .today = run->today,
                                        .now = run->now };
    enum x12_status status;

    if (edi_given(run, SNIP) &&
        (run->number[SNIP] < 1 || run->number[SNIP] > 6))
        return edi_run_misuse(run, "--snip takes 1 to 6");
    if (how.out)
        how.snip = GENERATE_OUT_SNIP;
    if (edi_given(run, SNIP))
        how.snip = (unsigned)run->number[SNIP];
    status = edi_settings_partners(run, &partners, run->text[PARTNER],
                                   &how.partner);
    if (status == X12_OK)
        status = edi_settings_csv(run, &csv);
    if (status == X12_OK)
        status = edi_desk_lists(run, run->text[CODES], &lists);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_CREATE, &run->err);
    if (status == X12_OK)
        generate_run(run, &store, &how);
    else
        edi_desk_end(run, &store, status);
    edi_store_close(&store);
    edi_check_lists_release(&lists);
    edi_partners_release(&partners);
    return run->exit;
}

const struct edi_command edi_cmd_generate = {
    .name = "generate",
    .operands = "[FILE]...",
    .summary = "claims in JSON Lines or CSV to 837 files in the outbox",
    .example = "edi generate claims.jsonl",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_generate_run,
};
