/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_acts - edi acts */
#include "edi/cli/desk.h"
#include "edi/store/store_acts.h"

static const struct edi_column acts_columns[] = {
    { "when", "when", 22, false },
    { "who", "who", 16, false },
    { "act", "act", 8, false },
    { "what", "what", 0, false },
};

static enum x12_status acts_list(struct edi_run *run, struct edi_store *store)
{
    struct edi_act_row row = { .id = 0 };
    enum x12_status status, finished;
    struct edi_query *q;
    struct edi_rows rows;

    edi_rows_init(&rows, edi_desk_listing(run->format), acts_columns,
                  sizeof(acts_columns) / sizeof(*acts_columns), &run->out,
                  &run->err);
    while ((status = edi_store_act_next(store, row.id, &q, &row)) == X12_OK) {
        edi_rows_text(&rows, x12_str_from(row.made));
        edi_rows_text(&rows, row.who);
        edi_rows_text(&rows, x12_str_from(edi_act_text(row.kind)));
        edi_rows_text(&rows, row.what);
        edi_rows_end(&rows);
        edi_db_end(q);
        if ((status = edi_rows_status(&rows)) != X12_OK)
            break;
    }
    finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}

static int cmd_acts_run(struct edi_run *run)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_EXISTING,
                                            &run->err);

    if (status == X12_OK)
        status = acts_list(run, &store);
    edi_store_close(&store);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_acts = {
    .name = "acts",
    .summary = "what persons did: attach, detach, retry, forget, purge",
    .example = "edi acts --json",
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_acts_run,
};
