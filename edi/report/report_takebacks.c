/* SPDX-License-Identifier: Apache-2.0 */
/* report_takebacks - the ledger of provider adjustments */
#include "edi/report/report_takebacks.h"

#include "edi/match/ledger.h"

static const char takebacks_all[] =
    "SELECT r.payer, a.provider, a.code, a.reference, a.amount"
    " FROM provider_adjustment a JOIN remittance r ON r.id = a.remittance"
    " JOIN interchange i ON i.id = r.interchange WHERE r.repeated = 0"
    " ORDER BY r.payer, a.provider, a.code, r.day, i.day, i.control, r.control,"
    " a.remittance, a.ordinal";

enum {
    TAKEBACKS_PAYER,
    TAKEBACKS_PROVIDER,
    TAKEBACKS_CODE,
    TAKEBACKS_REFERENCE,
    TAKEBACKS_AMOUNT,
};

/* The payment whose money is taken back, and its claim where it has one. */
static const char takebacks_origin[] =
    "SELECT f.name, i.control, r.control, p.ordinal, p.number"
    " FROM payment p JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE p.id IN (SELECT id FROM link WHERE number = 'C' || ?1"
    " AND kind = 1) AND r.payer = ?2 AND r.repeated = 0"
    " ORDER BY r.day, i.day, i.control, r.control, p.ordinal LIMIT 1";

enum {
    ORIGIN_FILE,
    ORIGIN_ISA,
    ORIGIN_SET,
    ORIGIN_CLP,
    ORIGIN_NUMBER,
};

static const struct edi_column takebacks_columns[] = {
    { "payer", "payer", 10, false },    { "npi", "provider", 10, false },
    { "code", "reason", 6, false },     { "reference", "reference", 30, false },
    { "opened", "opened", 12, true },   { "closed", "closed", 12, true },
    { "balance", "balance", 12, true }, { "status", "status", 11, false },
    { "claim", "claim", 0, false },
};

/* "unexplained": taken, and nobody has opened it. */
static const char *takebacks_status(const struct edi_ledger_row *row)
{
    if (row->opened == row->closed)
        return "closed";
    return row->opened > row->closed ? "open" : "unexplained";
}

struct takebacks {
    struct edi_store *store;
    const struct edi_takebacks_wanted *wanted;
    struct x12_arena arena; /* of the payer, provider and reason at hand */
    bool unexplained;       /* these in a first pass, in a second the others */
    x12_str payer, provider, code;
    struct edi_ledger_entry *entries;
    size_t count;
    enum edi_listing form;
    struct edi_rows rows; /* of text and CSV */
    struct x12_json json;
    struct x12_arena *kept; /* NULL, or where open rows go instead */
    struct edi_takeback_open *open;
    size_t open_count;
};

static void takebacks_json(struct takebacks *t,
                           const struct edi_ledger_row *row,
                           const struct edi_query *origin)
{
    struct x12_json *j = &t->json;

    x12_json_object(j);
    x12_json_text(j, "payer", t->payer);
    x12_json_text(j, "npi", t->provider);
    x12_json_text(j, "reference", row->reference);
    x12_json_text(j, "code", t->code);
    x12_json_key(j, "opened");
    x12_json_money(j, row->opened);
    x12_json_key(j, "closed");
    x12_json_money(j, row->closed);
    x12_json_key(j, "balance");
    x12_json_money(j, row->opened - row->closed);
    x12_json_text(j, "status", x12_str_from(takebacks_status(row)));
    x12_json_key(j, "origin");
    if (origin) {
        x12_json_object(j);
        x12_json_text(j, "file", edi_db_text(origin, ORIGIN_FILE));
        x12_json_text(j, "interchange", edi_db_text(origin, ORIGIN_ISA));
        x12_json_text(j, "transaction", edi_db_text(origin, ORIGIN_SET));
        x12_json_key(j, "clp");
        x12_json_int(j, edi_db_int(origin, ORIGIN_CLP));
        x12_json_text(j, "claim", edi_db_text(origin, ORIGIN_NUMBER));
        x12_json_end(j);
    } else {
        x12_json_null(j);
    }
    x12_json_end(j);
    x12_json_line(j);
}

static void takebacks_row(struct takebacks *t, const struct edi_ledger_row *row,
                          const struct edi_query *origin)
{
    const x12_str none = { NULL, 0 };

    edi_rows_text(&t->rows, t->payer);
    edi_rows_text(&t->rows, t->provider);
    edi_rows_text(&t->rows, t->code);
    edi_rows_text(&t->rows, row->reference);
    edi_rows_money(&t->rows, row->opened);
    edi_rows_money(&t->rows, row->closed);
    edi_rows_money(&t->rows, row->opened - row->closed);
    edi_rows_text(&t->rows, x12_str_from(takebacks_status(row)));
    edi_rows_text(&t->rows, origin ? edi_db_text(origin, ORIGIN_NUMBER) : none);
    edi_rows_end(&t->rows);
}

/* For those who ask what is open. */
static enum x12_status takebacks_keep(struct takebacks *t,
                                      const struct edi_ledger_row *row)
{
    struct edi_takeback_open *open = x12_arena_push(
        t->kept, &t->open, &t->open_count, sizeof(*open));

    if (open)
        *open = (struct edi_takeback_open){
            .payer = x12_arena_copy(t->kept, t->payer),
            .number = x12_arena_copy(t->kept, row->number),
        };
    return t->kept->failed
               ? x12_fail(t->store->db.err, t->kept->failed, "takebacks: %s",
                          x12_status_text(t->kept->failed))
               : X12_OK;
}

static enum x12_status takebacks_tell(struct takebacks *t,
                                      const struct edi_ledger_row *row)
{
    struct edi_query *q;
    enum x12_status status;

    if ((t->wanted->open && row->opened == row->closed) ||
        t->unexplained != (row->opened < row->closed))
        return X12_OK;
    if (t->kept)
        return takebacks_keep(t, row);
    q = edi_db_query(&t->store->db, takebacks_origin);
    edi_db_bind_text(q, 1, row->number);
    edi_db_bind_text(q, 2, t->payer);
    status = edi_db_step(q);
    if (status < 0) {
        edi_db_end(q);
        return status;
    }
    if (t->form == EDI_LISTING_JSONL) {
        takebacks_json(t, row, status == X12_OK ? q : NULL);
        status = x12_json_status(&t->json);
    } else {
        takebacks_row(t, row, status == X12_OK ? q : NULL);
        status = edi_rows_status(&t->rows);
    }
    edi_db_end(q);
    return status;
}

/* Tells what one payer says to one provider for one reason. */
static enum x12_status takebacks_end(struct takebacks *t)
{
    struct edi_ledger_row *rows = NULL;
    size_t count = 0;
    enum x12_status status = X12_OK;

    if (edi_ledger_is_takeback(t->code) &&
        (!t->wanted->payer.len || x12_str_equal(t->payer, t->wanted->payer)))
        status = edi_ledger_merge(t->entries, t->count, &t->arena, &rows,
                                  &count, t->store->db.err);
    for (size_t i = 0; status == X12_OK && i < count; i++)
        status = takebacks_tell(t, &rows[i]);
    t->entries = NULL;
    t->count = 0;
    x12_arena_reset(&t->arena);
    return status;
}

/* The word of a reference under which this payer has answered a claim. */
static enum x12_status takebacks_control(struct takebacks *t, x12_str reference,
                                         x12_str *control)
{
    enum x12_status status = X12_OK;

    while (status == X12_OK && !control->len && reference.len) {
        x12_str word = edi_ledger_word(&reference, &t->arena);
        struct edi_query *q = edi_db_query(&t->store->db, takebacks_origin);

        edi_db_bind_text(q, 1, word);
        edi_db_bind_text(q, 2, t->payer);
        status = edi_db_step(q);
        if (status == X12_OK)
            *control = word;
        else if (status == X12_END)
            status = X12_OK;
        edi_db_end(q);
    }
    return status;
}

static bool takebacks_is_next(const struct takebacks *t,
                              const struct edi_query *q)
{
    return t->count &&
           !(x12_str_equal(t->payer, edi_db_text(q, TAKEBACKS_PAYER)) &&
             x12_str_equal(t->provider, edi_db_text(q, TAKEBACKS_PROVIDER)) &&
             x12_str_equal(t->code, edi_db_text(q, TAKEBACKS_CODE)));
}

static enum x12_status takebacks_add(struct takebacks *t,
                                     const struct edi_query *q)
{
    struct edi_ledger_entry *entry;
    enum x12_status status = X12_OK;

    if (takebacks_is_next(t, q))
        status = takebacks_end(t);
    if (status != X12_OK)
        return status;
    if (t->count == 0) {
        t->payer = x12_arena_copy(&t->arena, edi_db_text(q, TAKEBACKS_PAYER));
        t->provider = x12_arena_copy(&t->arena,
                                     edi_db_text(q, TAKEBACKS_PROVIDER));
        t->code = x12_arena_copy(&t->arena, edi_db_text(q, TAKEBACKS_CODE));
    }
    entry = x12_arena_push(&t->arena, &t->entries, &t->count, sizeof(*entry));
    if (entry) {
        entry->reference = x12_arena_copy(&t->arena,
                                          edi_db_text(q, TAKEBACKS_REFERENCE));
        entry->amount = edi_db_int(q, TAKEBACKS_AMOUNT);
        status = takebacks_control(t, entry->reference, &entry->control);
    }
    if (t->arena.failed)
        return x12_fail(t->store->db.err, t->arena.failed, "takebacks: %s",
                        x12_status_text(t->arena.failed));
    return status;
}

static enum x12_status takebacks_pass(struct takebacks *t)
{
    struct edi_query *q = edi_db_query(&t->store->db, takebacks_all);
    enum x12_status status = X12_OK;

    while (status == X12_OK && (status = edi_db_step(q)) == X12_OK)
        status = takebacks_add(t, q);
    edi_db_end(q);
    return status == X12_END ? takebacks_end(t) : status;
}

/* What was taken without an opening first: somebody must ask what it is for. */
static enum x12_status takebacks_list(struct takebacks *t)
{
    enum x12_status status;

    t->unexplained = true;
    status = takebacks_pass(t);
    t->unexplained = false;
    return status == X12_OK ? takebacks_pass(t) : status;
}

enum x12_status edi_report_takebacks(struct edi_store *store,
                                     const struct edi_takebacks_wanted *wanted,
                                     enum edi_listing form,
                                     struct x12_sink *out)
{
    struct takebacks t = { .store = store, .wanted = wanted, .form = form };
    enum x12_status status, finished;

    if (form == EDI_LISTING_JSONL)
        x12_json_init(&t.json, out, store->db.err);
    else
        edi_rows_init(&t.rows, form, takebacks_columns,
                      sizeof(takebacks_columns) / sizeof(*takebacks_columns),
                      out, store->db.err);
    status = takebacks_list(&t);
    if (form == EDI_LISTING_JSONL) {
        finished = x12_json_flush(&t.json);
        x12_json_release(&t.json);
    } else {
        finished = edi_rows_finish(&t.rows);
    }
    x12_arena_release(&t.arena);
    return status != X12_OK ? status : finished;
}

enum x12_status edi_takebacks_open(struct edi_store *store,
                                   struct x12_arena *arena,
                                   struct edi_takeback_open **rows,
                                   size_t *count)
{
    static const struct edi_takebacks_wanted open = { .open = true };
    struct takebacks t = { .store = store, .wanted = &open, .kept = arena };
    enum x12_status status = takebacks_list(&t);

    *rows = t.open;
    *count = t.open_count;
    x12_arena_release(&t.arena);
    return status;
}
