/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_control - edi control */
#include "edi/cli/desk.h"
#include "edi/cli/settings.h"
#include "edi/jobs/batch_file.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_acts.h"
#include "edi/store/store_copy.h"

#include <stdio.h>

enum { PARTNER, AT_LEAST, WRAP };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "only this partner" },
    [AT_LEAST] = { "at-least", 0, EDI_OPTION_COUNT, "N",
                   "hand out no number under N any more" },
    [WRAP] = { "wrap", 0, EDI_OPTION_COUNT, "LAST",
               "begin again at 1; LAST, the greatest handed out, confirms it" },
};

static const struct edi_column control_columns[] = {
    { "partner", "partner", 20, false }, { "isa", "interchange", 12, true },
    { "gs", "group", 12, true },         { "st", "set", 12, true },
    { "bht", "reference", 12, true },
};

static bool control_is_wanted(const struct edi_run *run,
                              const struct edi_partner *partner)
{
    return !edi_given(run, PARTNER) ||
           strcmp(run->text[PARTNER], partner->name) == 0;
}

/* Who raised them, and whose. */
static enum x12_status control_act(struct edi_run *run, struct edi_store *store,
                                   const char *when)
{
    char who[EDI_DESK_WHO], what[EDI_ACT_WHAT];
    struct edi_act_row row = { .kind = EDI_ACT_RAISE, .made = when };

    snprintf(what, sizeof(what), "control numbers of %s, %s %llu",
             edi_given(run, PARTNER) ? run->text[PARTNER] : "all partners",
             edi_given(run, WRAP) ? "from 1 again, behind" : "at least",
             (unsigned long long)
                 run->number[edi_given(run, WRAP) ? WRAP : AT_LEAST]);
    row.who = edi_desk_who(who);
    row.what = x12_str_from(what);
    return edi_store_act_put(store, &row);
}

/* Only where all are raised a copy becomes the store. */
static enum x12_status control_raise(struct edi_run *run,
                                     struct edi_store *store,
                                     const struct edi_partners *partners)
{
    enum x12_status status = edi_db_begin(&store->db);
    char when[EDI_STAMP];

    edi_stamp(run->today, run->now, when);
    for (size_t i = 0; status == X12_OK && i < partners->count; i++) {
        const struct edi_pair pair = edi_batch_pair(&partners->at[i]);

        if (control_is_wanted(run, &partners->at[i]))
            status = edi_numbers_raise(store, &pair, run->number[AT_LEAST]);
    }
    if (status == X12_OK && !edi_given(run, PARTNER))
        status = edi_store_take_over(store, when);
    if (status == X12_OK)
        status = control_act(run, store, when);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    return status;
}

/* Those of one partner begin again. */
static enum x12_status control_wrap(struct edi_run *run,
                                    struct edi_store *store,
                                    const struct edi_partner *partner)
{
    const struct edi_pair pair = edi_batch_pair(partner);
    enum x12_status status = edi_db_begin(&store->db);
    char when[EDI_STAMP];

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_numbers_wrap(store, &pair, run->number[WRAP]);
    if (status == X12_OK)
        status = control_act(run, store, when);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    return status;
}

/* The numbers that were handed out last. */
static enum x12_status control_list(struct edi_run *run,
                                    struct edi_store *store,
                                    const struct edi_partners *partners)
{
    static const enum edi_number kinds[] = { EDI_NUMBER_ISA, EDI_NUMBER_GS,
                                             EDI_NUMBER_ST, EDI_NUMBER_BHT };
    enum x12_status status = X12_OK, finished;
    struct edi_rows rows;

    edi_rows_init(&rows, edi_desk_listing(run->format), control_columns,
                  sizeof(control_columns) / sizeof(*control_columns), &run->out,
                  &run->err);
    for (size_t i = 0; status == X12_OK && i < partners->count; i++) {
        const struct edi_pair pair = edi_batch_pair(&partners->at[i]);

        if (!control_is_wanted(run, &partners->at[i]))
            continue;
        edi_rows_text(&rows, x12_str_from(partners->at[i].name));
        for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
            uint64_t last = 0;

            if (status == X12_OK)
                status = edi_number_last(store, &pair, kinds[k], &last);
            edi_rows_int(&rows, (int64_t)last);
        }
        edi_rows_end(&rows);
    }
    finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}

static int cmd_control_run(struct edi_run *run)
{
    struct edi_partners partners = { 0 };
    struct edi_store store = { 0 };
    const struct edi_partner *partner = NULL;
    enum x12_status status;

    if (edi_given(run, WRAP) &&
        (!edi_given(run, PARTNER) || edi_given(run, AT_LEAST)))
        return edi_run_misuse(run, "--wrap takes --partner, and no --at-least");
    status = edi_settings_partners(run, &partners, run->text[PARTNER],
                                   &partner);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_CREATE, &run->err);
    if (status == X12_OK && edi_given(run, AT_LEAST))
        status = control_raise(run, &store, &partners);
    if (status == X12_OK && edi_given(run, WRAP))
        status = control_wrap(run, &store, partner);
    if (status == X12_OK)
        status = control_list(run, &store, &partners);
    edi_store_close(&store);
    edi_partners_release(&partners);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_control = {
    .name = "control",
    .summary = "control numbers handed out; raises them after a restore",
    .example = "edi control --partner clearinghouse --at-least 5000",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_control_run,
};
