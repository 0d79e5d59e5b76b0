/* SPDX-License-Identifier: Apache-2.0 */
/* report_worklist - what needs a person, most valuable and most urgent first */
#include "edi/report/report_worklist.h"

#include "edi/report/ack_show.h"
#include "edi/report/worklist_items_private.h"
#include "edi/store/store_matches.h"

/* 50 columns or so of a sentence are read at a glance. */
enum { WORKLIST_ARENA = 64 << 20 };

struct worklist {
    struct edi_store *store;
    const struct edi_worklist_wanted *wanted;
    struct x12_arena arena;
    struct edi_worklist_items items;
    struct edi_rows rows;
};

/* --- showing ----------------------------------------------------------------- */

static const char worklist_one[] =
    "SELECT coalesce(c.number, p.number), coalesce(c.payer, r.payer),"
    " coalesce(nullif(c.payer_name, ''), r.payer_name), m.confidence,"
    " m.outcome, m.action, r.day, f.name, i.control, r.control, p.ordinal,"
    " m.details, p.doubt, p.imbalance, m.at_stake, m.overlap"
    " FROM payment p"
    " JOIN match m ON m.payment = p.id"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN claim c ON c.id = m.claim WHERE p.id = ?1";

enum {
    ONE_CLAIM,
    ONE_PAYER,
    ONE_PAYER_NAME,
    ONE_CONFIDENCE,
    ONE_OUTCOME,
    ONE_ACTION,
    ONE_DAY,
    ONE_FILE,
    ONE_ISA,
    ONE_SET,
    ONE_CLP,
    ONE_DETAILS,
    ONE_DOUBT,
    ONE_IMBALANCE,
    ONE_AT_STAKE,
    ONE_OVERLAP,
};

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
    { "what", "why, and what next", 0, false },
};

/* What a worklist row says of a payment, in two halves of one sentence. */
struct worklist_words {
    const char *class;
    x12_str why, next;
    char reason[16];
};

static void worklist_reason(const struct edi_match_details *d, char *into,
                            size_t cap)
{
    size_t len = 0;
    const x12_str parts[] = { d->cause_group, X12_STR("-"), d->cause_code };

    for (size_t i = 0; d->cause_code.len && i < 3; i++)
        for (size_t j = 0; j < parts[i].len && len + 1 < cap; j++)
            into[len++] = parts[i].at[j];
    into[len] = 0;
}

/* Both texts as one; only the first when memory is out. */
static x12_str worklist_join(x12_str a, x12_str b, struct x12_arena *arena)
{
    char *text = x12_arena_bytes(arena, a.len + b.len);

    if (!text)
        return a;
    memcpy(text, a.at ? a.at : "", a.len);
    memcpy(text + a.len, b.at ? b.at : "", b.len);
    return (x12_str){ text, a.len + b.len };
}

/* An amount that nobody can read comes before all else: nothing is known. */
static void worklist_unreadable(struct worklist_words *words, x12_str doubt,
                                struct x12_arena *arena)
{
    words->class = edi_outcome_text(EDI_UNREADABLE);
    words->why = worklist_join(
        X12_STR("not posted, an amount is missing or cannot be read in "),
        doubt, arena);
    words->next = X12_STR("ask the payer for the remittance once more");
}

/* Said behind whatever else there is to say. */
static void worklist_imbalance(struct worklist_words *words, x12_money off,
                               struct x12_arena *arena)
{
    char text[X12_MONEY_TEXT];
    x12_str amount = { text, x12_money_format_plain(off, text) };

    words->why = worklist_join(words->why,
                               words->why.len ? X12_STR("; out of balance by ")
                                              : X12_STR("out of balance by "),
                               arena);
    words->why = worklist_join(words->why, amount, arena);
}

static struct worklist_words worklist_match_words(
    const struct edi_query *q, const struct edi_match_details *d)
{
    enum edi_outcome outcome = (enum edi_outcome)edi_db_int(q, ONE_OUTCOME);
    enum edi_action action = edi_worklist_action(outcome,
                                                 edi_db_int(q, ONE_ACTION));
    struct worklist_words words = { .class = edi_outcome_text(outcome) };

    worklist_reason(d, words.reason, sizeof(words.reason));
    switch ((enum edi_confidence)edi_db_int(q, ONE_CONFIDENCE)) {
    case EDI_PROBABLE:
        if (outcome == EDI_REVERSED) {
            words.why = X12_STR("it takes back no payment that came before, or "
                                "its amounts are not negative");
            words.next = X12_STR("ask the payer what it takes back");
            return words;
        }
        /* fall through */
    case EDI_AMBIGUOUS:
        words.class = "ambiguous";
        words.why = X12_STR("more than one claim fits this payment");
        words.next = X12_STR("choose the claim that it answers");
        return words;
    case EDI_UNMATCHED:
        words.class = "unmatched";
        words.why = X12_STR("no claim of ours fits this payment");
        words.next = X12_STR("find out whose claim it is");
        return words;
    case EDI_CERTAIN:
    case EDI_STRONG:
        break;
    }
    words.why = d->cause_text;
    words.next = x12_str_from(edi_action_text(action));
    if (outcome == EDI_ZERO_UNKNOWN)
        words.why = X12_STR("not paid, and no reason is given");
    if (outcome == EDI_DUPLICATE)
        words.why = X12_STR("refused as a duplicate, and no other is answered");
    return words;
}

static struct worklist_words worklist_words(const struct edi_query *q,
                                            const struct edi_match_details *d,
                                            struct x12_arena *arena)
{
    struct worklist_words words = worklist_match_words(q, d);
    bool placed = edi_db_int(q, ONE_CONFIDENCE) <= EDI_STRONG;
    x12_money off = edi_db_int(q, ONE_IMBALANCE);

    if (edi_db_text(q, ONE_DOUBT).len)
        worklist_unreadable(&words, edi_db_text(q, ONE_DOUBT), arena);
    if (edi_db_int(q, ONE_OVERLAP) && !edi_db_int(q, ONE_AT_STAKE)) {
        words.class = "overlapping";
        words.why = X12_STR("paid again, and the first payment was not taken "
                            "back: more than is allowed");
        words.next = X12_STR("ask the payer which one stands, and put the "
                             "rest aside");
    } else if (off && placed && !edi_db_int(q, ONE_AT_STAKE))
        words.class = "unbalanced";
    if (off)
        worklist_imbalance(&words, off, arena);
    return words;
}

/* "The time for filing had passed: send the proof ..." */
static x12_str worklist_sentence(const struct worklist_words *words,
                                 struct x12_arena *arena)
{
    size_t len = words->why.len + 2 + words->next.len;
    char *text = x12_arena_bytes(arena, len);

    if (!text)
        return words->next;
    memcpy(text, words->why.at ? words->why.at : "", words->why.len);
    memcpy(text + words->why.len, ": ", 2);
    memcpy(text + words->why.len + 2, words->next.at, words->next.len);
    return (x12_str){ text, len };
}

static void worklist_row(struct edi_rows *rows, const struct edi_query *q,
                         const struct edi_worklist_item *item, int64_t rank,
                         const struct edi_match_details *d,
                         struct x12_arena *arena)
{
    struct worklist_words words = worklist_words(q, d, arena);

    edi_rows_int(rows, rank);
    edi_rows_money(rows, item->amount);
    edi_rows_date(rows, item->deadline);
    edi_rows_text(rows, edi_db_text(q, ONE_CLAIM));
    edi_rows_text(rows, edi_db_text(q, ONE_PAYER));
    edi_rows_text(rows, edi_db_text(q, ONE_PAYER_NAME));
    edi_rows_text(rows, x12_str_from(words.class));
    edi_rows_int(rows, item->days);
    edi_rows_int(rows, item->chance);
    edi_rows_text(rows, x12_str_from(words.reason));
    edi_rows_text(rows, d->cause_remark);
    edi_rows_text(rows, words.why);
    edi_rows_text(rows, words.next);
    edi_rows_date(rows, (x12_date)edi_db_int(q, ONE_DAY));
    edi_rows_text(rows, edi_db_text(q, ONE_FILE));
    edi_rows_text(rows, edi_db_text(q, ONE_ISA));
    edi_rows_text(rows, edi_db_text(q, ONE_SET));
    edi_rows_int(rows, edi_db_int(q, ONE_CLP));
    edi_rows_text(rows, edi_db_text(q, ONE_DOUBT));
    if (edi_db_int(q, ONE_IMBALANCE))
        edi_rows_money(rows, edi_db_int(q, ONE_IMBALANCE));
    else
        edi_rows_text(rows, (x12_str){ NULL, 0 });
    edi_rows_text(rows, worklist_sentence(&words, arena));
    edi_rows_end(rows);
}

/* --- rejected claims ----------------------------------------------------------- */

static const char worklist_claim[] =
    "SELECT c.number, c.payer, c.payer_name, a.kind, a.verdict, a.code,"
    " a.details, a.day, f.name, i.control, a.control FROM standing t"
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
};

static void worklist_rejected_row(struct edi_rows *rows,
                                  const struct edi_query *q,
                                  const struct edi_worklist_item *item,
                                  int64_t rank,
                                  const struct worklist_words *words,
                                  struct x12_arena *arena)
{
    const x12_str none = { NULL, 0 };

    edi_rows_int(rows, rank);
    edi_rows_money(rows, item->amount);
    edi_rows_date(rows, item->deadline);
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
    edi_rows_text(rows, worklist_sentence(words, arena));
    edi_rows_end(rows);
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
        struct worklist_words words = { .class = "rejected" };
        struct edi_words why;

        status = edi_ack_why(q->db, &shown, &why);
        if (!why.len)
            edi_words_put(&why, "refused without a reason");
        words.why = x12_str_from(why.text);
        words.next = x12_str_from(edi_ack_next_step(&shown));
        if (status == X12_OK)
            worklist_rejected_row(&w->rows, q, &w->items.at[at],
                                  (int64_t)at + 1, &words, arena);
    }
    edi_db_end(q);
    x12_arena_reset(arena);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status worklist_show(struct worklist *w, size_t at,
                                     struct x12_arena *arena)
{
    struct edi_query *q = edi_db_query(&w->store->db, worklist_one);
    struct edi_match_details details;
    enum x12_status status;

    edi_db_bind_int(q, 1, w->items.at[at].payment);
    status = edi_db_step(q);
    if (status == X12_OK)
        status = edi_match_details_read(q->db, edi_db_blob(q, ONE_DETAILS),
                                        &details);
    if (status == X12_OK)
        worklist_row(&w->rows, q, &w->items.at[at], (int64_t)at + 1, &details,
                     arena);
    edi_db_end(q);
    x12_arena_reset(arena);
    return status;
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
    for (size_t i = 0; status == X12_OK && i < w.items.count &&
                       (!wanted->limit || i < wanted->limit) &&
                       edi_rows_status(&w.rows) == X12_OK;
         i++)
        status = w.items.at[i].claim ? worklist_show_rejected(&w, i, &words)
                                     : worklist_show(&w, i, &words);
    if (form == EDI_LISTING_TEXT && status == X12_OK)
        worklist_total(&w, &w.rows.text);
    finished = edi_rows_finish(&w.rows);
    x12_arena_release(&words);
    x12_arena_release(&w.arena);
    return status < 0 ? status : finished;
}
