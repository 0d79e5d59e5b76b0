/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_silent - what had no TA1, 999, 277CA or 835 in time
 *
 * A row is a set that nobody has acknowledged as far as it should be by now, or
 * a claim that no remittance has answered. Each set is told by the first answer
 * that is missing: one from further on implies those before it.
 */
#include "edi/match/acked.h"
#include "edi/report/report.h"
#include "edi/store/store_acks.h"

static const struct edi_column silent_columns[] = {
    { "missing", "missing", 7, false },    { "days", "days", 5, true },
    { "limit", "limit", 5, true },         { "sent", "sent", 10, false },
    { "receiver", "receiver", 15, false }, { "payer", "payer", 10, false },
    { "claim", "claim", 20, false },       { "claims", "claims", 6, true },
    { "charge", "charge", 12, true },      { "file", "file", 0, false },
    { "interchange", NULL, 0, false },     { "transaction", NULL, 0, false },
};

struct silent {
    struct edi_store *store;
    const struct edi_deadlines *deadlines;
    x12_str payer; /* only its claims; empty: all, and sets */
    struct edi_rows rows;
    struct x12_arena arena; /* of the set at hand */
};

/* Both queries give these first. */
enum {
    SILENT_SENT,
    SILENT_RECEIVER,
    SILENT_PAYER,
    SILENT_CLAIM,
    SILENT_CLAIMS,
    SILENT_CHARGE,
    SILENT_FILE,
    SILENT_ISA,
    SILENT_SET,
    SILENT_ID,
};

static void silent_row(struct silent *s, const struct edi_query *q,
                       const char *missing, unsigned limit)
{
    x12_date sent = (x12_date)edi_db_int(q, SILENT_SENT);

    if (s->payer.len && !x12_str_equal(edi_db_text(q, SILENT_PAYER), s->payer))
        return;
    edi_rows_text(&s->rows, x12_str_from(missing));
    edi_rows_int(&s->rows, edi_deadlines_age(s->deadlines, sent));
    edi_rows_int(&s->rows, limit);
    edi_rows_date(&s->rows, sent);
    edi_rows_text(&s->rows, edi_db_text(q, SILENT_RECEIVER));
    edi_rows_text(&s->rows, edi_db_text(q, SILENT_PAYER));
    edi_rows_text(&s->rows, edi_db_text(q, SILENT_CLAIM));
    edi_rows_int(&s->rows, edi_db_int(q, SILENT_CLAIMS));
    edi_rows_money(&s->rows, edi_db_int(q, SILENT_CHARGE));
    edi_rows_text(&s->rows, edi_db_text(q, SILENT_FILE));
    edi_rows_text(&s->rows, edi_db_text(q, SILENT_ISA));
    edi_rows_text(&s->rows, edi_db_text(q, SILENT_SET));
    edi_rows_end(&s->rows);
}

/* --- sets -------------------------------------------------------------------------- */

/* A set of which any claim was paid or refused has been heard. */
static const char silent_sets[] =
    "SELECT s.sent, i.receiver, '', '', count(c.id), sum(c.charge), f.name,"
    " i.control, s.control, s.id FROM claim_set s JOIN claim c"
    " ON c.claim_set = s.id JOIN interchange i ON i.id = s.interchange"
    " JOIN file f ON f.id = i.file WHERE NOT EXISTS (SELECT 1 FROM claim p"
    " JOIN standing t ON t.claim = p.id WHERE p.claim_set = s.id"
    " AND t.payments > 0) GROUP BY s.id ORDER BY s.sent, s.id";

static void silent_set(struct silent *s, const struct edi_query *q,
                       const struct edi_acked *acked)
{
    const struct edi_limits *limits = edi_deadlines_limits(
        s->deadlines, edi_db_text(q, SILENT_RECEIVER));
    const struct {
        enum edi_ack_stage stage;
        const char *name;
        unsigned limit;
    } steps[] = {
        { EDI_STAGE_TA1, "TA1", limits->ta1 },
        { EDI_STAGE_999, "999", limits->ack_999 },
        { EDI_STAGE_277CA, "277CA", limits->ack_277ca },
    };
    int64_t age = edi_deadlines_age(s->deadlines,
                                    (x12_date)edi_db_int(q, SILENT_SENT));

    if (acked->state == EDI_STATE_REJECTED)
        return;
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
        if (steps[i].stage > acked->stage && steps[i].limit &&
            age > steps[i].limit) {
            silent_row(s, q, steps[i].name, steps[i].limit);
            return;
        }
}

static enum x12_status silent_look_at_sets(struct silent *s)
{
    struct edi_query *q = edi_db_query(&s->store->db, silent_sets);
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_match_ack *acks = NULL;
        struct edi_acked acked;
        size_t count = 0;

        x12_arena_reset(&s->arena);
        status = edi_store_acks_of_set(s->store, edi_db_int(q, SILENT_ID),
                                       &s->arena, &acks, &count);
        if (status != X12_OK || edi_rows_status(&s->rows) != X12_OK)
            break;
        acked = edi_acked_set(acks, count);
        silent_set(s, q, &acked);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* --- claims ------------------------------------------------------------------------ */

static const char silent_claims[] =
    "SELECT s.sent, i.receiver, c.payer, c.number, 1, c.charge, f.name,"
    " i.control, s.control, c.id FROM claim c JOIN claim_set s"
    " ON s.id = c.claim_set JOIN interchange i ON i.id = s.interchange"
    " JOIN file f ON f.id = i.file LEFT JOIN standing t ON t.claim = c.id"
    " WHERE coalesce(t.state, 0) IN (0, 1, 2) AND coalesce(t.payments, 0) = 0"
    " ORDER BY s.sent, c.charge DESC, c.id";

static enum x12_status silent_look_at_claims(struct silent *s)
{
    struct edi_query *q = edi_db_query(&s->store->db, silent_claims);
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        unsigned limit = edi_deadlines_remittance(
            s->deadlines, edi_db_text(q, SILENT_RECEIVER),
            edi_db_text(q, SILENT_PAYER));

        if (limit &&
            edi_deadlines_age(s->deadlines,
                              (x12_date)edi_db_int(q, SILENT_SENT)) > limit)
            silent_row(s, q, "835", limit);
        if (edi_rows_status(&s->rows) != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status silent_run(struct edi_store *store,
                                  const struct edi_asked *asked,
                                  enum edi_listing form, struct x12_sink *out)
{
    struct silent s = { .store = store,
                        .deadlines = asked->deadlines,
                        .payer = asked->payer };
    enum x12_status status, finished;

    edi_rows_init(&s.rows, form, silent_columns,
                  sizeof(silent_columns) / sizeof(*silent_columns), out,
                  store->db.err);
    status = silent_look_at_sets(&s);
    if (status == X12_OK)
        status = silent_look_at_claims(&s);
    finished = edi_rows_finish(&s.rows);
    x12_arena_release(&s.arena);
    return status < 0 ? status : finished;
}

const struct edi_report edi_report_silent = {
    .name = "silent",
    .summary = "what had no TA1, 999, 277CA or 835 in time",
    .run = silent_run,
};
