/* SPDX-License-Identifier: Apache-2.0 */
/* report_worklist - what needs a person, most valuable and most urgent first */
#include "edi/report/report_worklist.h"

#include "edi/report/ack_show.h"
#include "edi/report/worklist_words_private.h"

enum { WORKLIST_ARENA = 256 << 20 };

struct worklist {
    struct edi_store *store;
    const struct edi_worklist_wanted *wanted;
    struct x12_arena arena;
    struct edi_worklist_items items;
    struct edi_rows rows;
};

/* --- showing ----------------------------------------------------------------- */

static const struct edi_column worklist_columns[] = {
    { "rank", "rank", 4, true },
    { "amount", "dollars", 11, true },
    { "deadline", "until", 10, false },
    { "claim", "claim", 20, false },
    { "payer", NULL, 0, false },
    { "payer_name", "payer", 24, false },
    { "class", "class", 12, false },
    { "days", NULL, 0, true },
    { "chance", NULL, 0, true },
    { "reason", "reason", 7, false },
    { "remark", NULL, 0, false },
    { "why", NULL, 0, false },
    { "next", NULL, 0, false },
    { "since", NULL, 0, false },
    { "file", NULL, 0, false },
    { "interchange", NULL, 0, false },
    { "transaction", NULL, 0, false },
    { "clp", NULL, 0, true },
    { "unreadable", NULL, 0, false },
    { "imbalance", NULL, 0, true },
    { "because", NULL, 30, false },
    { "provider", NULL, 0, false },
    { "status", "status", 7, false },
    { "owner", "owner", 8, false },
    { "note", NULL, 30, false },
    { "reason_closed", NULL, 20, false },
    { "again", NULL, 0, false },
    { "key", NULL, 28, false },
    { "what", "why, and what next", 0, false },
};

/* "closed 2025-03-01: written off"; empty where it was not. */
static x12_str worklist_again(const struct edi_task *task,
                              struct x12_arena *arena)
{
    x12_str said = X12_STR("closed ");

    if (task->status != EDI_TASK_CLOSED || task->of_event)
        return (x12_str){ NULL, 0 };
    said = edi_worklist_join(said, x12_str_of(task->made.at, 10), arena);
    if (task->reason.len)
        said = edi_worklist_join(said, X12_STR(": "), arena);
    return edi_worklist_join(said, task->reason, arena);
}

/* What persons noted of it, and the sentence: the end of each row. */
static enum x12_status worklist_end(struct worklist *w,
                                    const struct edi_worklist_item *item,
                                    x12_str provider,
                                    const struct edi_worklist_words *words,
                                    struct x12_arena *arena)
{
    char key[EDI_TASK_KEY], because[EDI_DUE_TEXT];
    struct edi_query *q;
    struct edi_task task;
    enum x12_status status = edi_store_task_find(w->store, &item->key, &q,
                                                 &task);
    const x12_str again = worklist_again(&task, arena);

    if (again.len) {
        task.status = EDI_TASK_OPEN;
        task.reason = (x12_str){ NULL, 0 };
    }
    edi_task_key_format(&item->key, key);
    edi_due_format(&item->due,
                   item->claim         ? "rejection"
                   : item->doubted > 0 ? "sending"
                                       : "remittance",
                   because);
    edi_rows_text(&w->rows, x12_str_from(because));
    edi_rows_text(&w->rows, provider);
    edi_rows_text(&w->rows, x12_str_from(edi_task_words[task.status - 1]));
    edi_rows_text(&w->rows, task.owner);
    edi_rows_text(&w->rows, task.note);
    edi_rows_text(&w->rows, task.reason);
    edi_rows_text(&w->rows, again);
    edi_rows_text(&w->rows, x12_str_from(key));
    edi_rows_text(&w->rows, edi_worklist_sentence(words, again, arena));
    edi_rows_end(&w->rows);
    edi_db_end(q);
    return status;
}

static enum x12_status worklist_row(struct worklist *w,
                                    const struct edi_query *q,
                                    const struct edi_worklist_item *item,
                                    int64_t rank,
                                    const struct edi_match_details *d,
                                    struct x12_arena *arena)
{
    struct edi_worklist_words words = edi_worklist_words_of(q, item->class, d,
                                                            arena);
    struct edi_rows *rows = &w->rows;

    edi_rows_int(rows, rank);
    edi_rows_money(rows, item->amount);
    edi_rows_date(rows, item->due.day);
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_CLAIM));
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_PAYER));
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_PAYER_NAME));
    edi_rows_text(rows, x12_str_from(words.class));
    edi_rows_int(rows, item->days);
    edi_rows_int(rows, item->chance);
    edi_rows_text(rows, x12_str_from(words.reason));
    edi_rows_text(rows, d->cause_remark);
    edi_rows_text(rows, words.why);
    edi_rows_text(rows, words.next);
    edi_rows_date(rows, (x12_date)edi_db_int(q, EDI_ONE_DAY));
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_FILE));
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_ISA));
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_SET));
    edi_rows_int(rows, edi_db_int(q, EDI_ONE_CLP));
    edi_rows_text(rows, edi_db_text(q, EDI_ONE_DOUBT));
    if (edi_db_int(q, EDI_ONE_IMBALANCE))
        edi_rows_money(rows, edi_db_int(q, EDI_ONE_IMBALANCE));
    else
        edi_rows_text(rows, (x12_str){ NULL, 0 });
    return worklist_end(w, item, edi_db_text(q, EDI_ONE_NPI), &words, arena);
}

/* --- rejected claims ----------------------------------------------------------- */

static const char worklist_claim[] =
    "SELECT c.number, c.payer, c.payer_name, a.kind, a.verdict, a.code,"
    " a.details, a.day, f.name, i.control, a.control, c.npi FROM standing t"
    " JOIN claim c ON c.id = t.claim JOIN ack a ON a.id = t.ack"
    " JOIN interchange i ON i.id = a.interchange JOIN file f ON f.id = i.file"
    " WHERE t.claim = ?1";

enum {
    REJECTED_CLAIM,
    REJECTED_PAYER,
    REJECTED_PAYER_NAME,
    REJECTED_KIND,
    REJECTED_VERDICT,
    REJECTED_CODE,
    REJECTED_DETAILS,
    REJECTED_DAY,
    REJECTED_FILE,
    REJECTED_ISA,
    REJECTED_SET,
    REJECTED_NPI,
};

static enum x12_status worklist_rejected_row(
    struct worklist *w, const struct edi_query *q,
    const struct edi_worklist_item *item, int64_t rank,
    const struct edi_worklist_words *words, struct x12_arena *arena)
{
    const x12_str none = { NULL, 0 };
    struct edi_rows *rows = &w->rows;

    edi_rows_int(rows, rank);
    edi_rows_money(rows, item->amount);
    edi_rows_date(rows, item->due.day);
    for (int i = REJECTED_CLAIM; i <= REJECTED_PAYER_NAME; i++)
        edi_rows_text(rows, edi_db_text(q, i));
    edi_rows_text(rows, x12_str_from(words->class));
    edi_rows_int(rows, item->days);
    edi_rows_int(rows, item->chance);
    edi_rows_text(rows, edi_db_text(q, REJECTED_CODE));
    edi_rows_text(rows, none);
    edi_rows_text(rows, words->why);
    edi_rows_text(rows, words->next);
    edi_rows_date(rows, (x12_date)edi_db_int(q, REJECTED_DAY));
    for (int i = REJECTED_FILE; i <= REJECTED_SET; i++)
        edi_rows_text(rows, edi_db_text(q, i));
    for (size_t i = 0; i < 3; i++) /* clp, unreadable, imbalance */
        edi_rows_text(rows, none);
    return worklist_end(w, item, edi_db_text(q, REJECTED_NPI), words, arena);
}

static enum x12_status worklist_show_rejected(struct worklist *w, size_t at,
                                              struct x12_arena *arena)
{
    struct edi_query *q = edi_db_query(&w->store->db, worklist_claim);
    enum x12_status status;

    edi_db_bind_int(q, 1, w->items.at[at].claim);
    status = edi_db_step(q);
    if (status == X12_OK) {
        const struct edi_ack_shown shown = {
            .kind = (enum edi_ack_kind)edi_db_int(q, REJECTED_KIND),
            .verdict = (enum edi_verdict)edi_db_int(q, REJECTED_VERDICT),
            .code = edi_db_text(q, REJECTED_CODE),
            .details = edi_db_blob(q, REJECTED_DETAILS),
            .claim = edi_db_text(q, REJECTED_CLAIM),
        };
        struct edi_worklist_words words = { .class = w->items.at[at].class };
        struct edi_words why;

        status = edi_ack_why(q->db, &shown, &why);
        if (!why.len)
            edi_words_put(&why, "refused without a reason");
        words.why = x12_str_from(why.text);
        words.next = x12_str_from(edi_ack_next_step(&shown));
        if (status == X12_OK)
            status = worklist_rejected_row(w, q, &w->items.at[at],
                                           (int64_t)at + 1, &words, arena);
    }
    edi_db_end(q);
    x12_arena_reset(arena);
    return status == X12_END ? X12_OK : status;
}

/* --- claims and remittances with an amount that cannot be read ------------------ */

static const char worklist_doubt[] =
    "SELECT c.number, c.payer, c.payer_name, s.sent, f.name, i.control,"
    " s.control, d.what, c.npi FROM claim_doubt d"
    " JOIN claim c ON c.id = d.claim JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange JOIN file f ON f.id = i.file"
    " WHERE d.claim = ?1 UNION ALL "
    "SELECT '', r.payer, r.payer_name, r.day, f.name, i.control, r.control,"
    " iif(d.amount <> '' AND d.adjustment <> '',"
    " d.amount || ' and ' || d.adjustment, d.amount || d.adjustment), r.npi"
    " FROM remittance_doubt d JOIN remittance r ON r.id = d.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE d.remittance = -?1";

enum {
    DOUBT_CLAIM,
    DOUBT_PAYER,
    DOUBT_PAYER_NAME,
    DOUBT_DAY,
    DOUBT_FILE,
    DOUBT_ISA,
    DOUBT_SET,
    DOUBT_WHAT,
    DOUBT_NPI,
};

static enum x12_status worklist_doubt_row(struct worklist *w,
                                          const struct edi_query *q, size_t at,
                                          struct x12_arena *arena)
{
    const struct edi_worklist_item *item = &w->items.at[at];
    const x12_str none = { NULL, 0 };
    struct edi_worklist_words words = { .class = item->class };
    struct edi_rows *rows = &w->rows;

    words.why = edi_worklist_join(
        item->doubted > 0
            ? X12_STR("an amount of the claim is missing or cannot be read in ")
            : X12_STR("not balanced, an amount of the remittance is missing or "
                      "cannot be read in "),
        edi_db_text(q, DOUBT_WHAT), arena);
    words.next = item->doubted > 0
                     ? X12_STR("mend the claim and send it again")
                     : X12_STR("ask the payer for the remittance once more");
    edi_rows_int(rows, (int64_t)at + 1);
    edi_rows_money(rows, item->amount);
    edi_rows_date(rows, item->due.day);
    for (int i = DOUBT_CLAIM; i <= DOUBT_PAYER_NAME; i++)
        edi_rows_text(rows, edi_db_text(q, i));
    edi_rows_text(rows, x12_str_from(words.class));
    edi_rows_int(rows, item->days);
    edi_rows_int(rows, item->chance);
    edi_rows_text(rows, none); /* reason, remark */
    edi_rows_text(rows, none);
    edi_rows_text(rows, words.why);
    edi_rows_text(rows, words.next);
    edi_rows_date(rows, (x12_date)edi_db_int(q, DOUBT_DAY));
    for (int i = DOUBT_FILE; i <= DOUBT_SET; i++)
        edi_rows_text(rows, edi_db_text(q, i));
    edi_rows_text(rows, none); /* clp */
    edi_rows_text(rows, edi_db_text(q, DOUBT_WHAT));
    edi_rows_text(rows, none); /* imbalance */
    return worklist_end(w, item, edi_db_text(q, DOUBT_NPI), &words, arena);
}

static enum x12_status worklist_show_doubted(struct worklist *w, size_t at,
                                             struct x12_arena *arena)
{
    struct edi_query *q = edi_db_query(&w->store->db, worklist_doubt);
    enum x12_status status;

    edi_db_bind_int(q, 1, w->items.at[at].doubted);
    status = edi_db_step(q);
    if (status == X12_OK)
        status = worklist_doubt_row(w, q, at, arena);
    edi_db_end(q);
    x12_arena_reset(arena);
    return status == X12_END ? X12_OK : status;
}

/* --- payments ------------------------------------------------------------------- */

static enum x12_status worklist_show(struct worklist *w, size_t at,
                                     struct x12_arena *arena)
{
    struct edi_query *q = edi_db_query(&w->store->db, edi_worklist_one);
    struct edi_match_details details;
    enum x12_status status;

    edi_db_bind_int(q, 1, w->items.at[at].payment);
    status = edi_db_step(q);
    if (status == X12_OK)
        status = edi_match_details_read(q->db, edi_db_blob(q, EDI_ONE_DETAILS),
                                        &details);
    if (status == X12_OK)
        status = worklist_row(w, q, &w->items.at[at], (int64_t)at + 1, &details,
                              arena);
    edi_db_end(q);
    x12_arena_reset(arena);
    return status == X12_END ? X12_OK : status;
}

static void worklist_total(struct worklist *w, struct x12_text *t)
{
    x12_money total = 0;

    for (size_t i = 0; i < w->items.count; i++)
        total += w->items.at[i].amount;
    x12_text_count(t, w->items.count);
    x12_text_put(t, w->items.count == 1 ? " thing to do, " : " things to do, ");
    x12_text_money(t, total);
    x12_text_put(t, " dollars");
    x12_text_line(t);
}

enum x12_status edi_report_worklist(struct edi_store *store,
                                    const struct edi_worklist_wanted *wanted,
                                    enum edi_listing form, struct x12_sink *out)
{
    struct worklist w = { .store = store,
                          .wanted = wanted,
                          .arena = { .limit = WORKLIST_ARENA } };
    struct x12_arena words = { 0 };
    enum x12_status finished,
        status = edi_worklist_gather(store, wanted, &w.arena, &w.items);

    edi_rows_init(&w.rows, form, worklist_columns,
                  sizeof(worklist_columns) / sizeof(*worklist_columns), out,
                  store->db.err);
    edi_rows_choose(&w.rows, "status", edi_task_words);
    for (size_t i = 0; status == X12_OK && i < w.items.count &&
                       (!wanted->limit || i < wanted->limit) &&
                       edi_rows_status(&w.rows) == X12_OK;
         i++)
        status = w.items.at[i].claim     ? worklist_show_rejected(&w, i, &words)
                 : w.items.at[i].doubted ? worklist_show_doubted(&w, i, &words)
                                         : worklist_show(&w, i, &words);
    if (form == EDI_LISTING_TEXT && status == X12_OK)
        worklist_total(&w, &w.rows.text);
    if (form == EDI_LISTING_HTML && status == X12_OK) {
        x12_text_raw(&w.rows.text, "<tr><td colspan=\"16\">");
        worklist_total(&w, &w.rows.text);
        x12_text_raw(&w.rows.text, "</td></tr>\n");
    }
    finished = edi_rows_finish(&w.rows);
    x12_arena_release(&words);
    x12_arena_release(&w.arena);
    return status < 0 ? status : finished;
}
