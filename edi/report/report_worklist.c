/* SPDX-License-Identifier: Apache-2.0 */
/* report_worklist - what needs a person, most valuable and most urgent first */
#include "edi/report/report_worklist.h"

#include "edi/report/ack_show.h"
#include "edi/store/store_matches.h"

#include <stdlib.h>

/* Money that is not laid to a claim: it is there, somebody must place it. */
enum { WORKLIST_PLACE_CHANCE = 90, WORKLIST_PLACE_DAYS = 30 };

/* A rejected claim is not adjudicated yet: all of it can be won, while the time
 * for filing runs. */
enum { WORKLIST_REJECTED_CHANCE = 90, WORKLIST_REJECTED_DAYS = 30 };

/* A deadline that has passed ranks as if a year were left. */
enum { WORKLIST_LATE_DAYS = 365 };

/* 50 columns or so of a sentence are read at a glance. */
enum { WORKLIST_ARENA = 64 << 20 };

struct worklist_item {
    int64_t payment; /* or */
    int64_t claim;   /* one that was rejected; else 0 */
    x12_money amount, score;
    x12_date deadline;
    int32_t days; /* left; negative: passed */
    unsigned chance;
};

struct worklist {
    struct edi_store *store;
    const struct edi_worklist_wanted *wanted;
    struct x12_arena arena;
    struct worklist_item *items;
    size_t count;
    struct edi_rows rows;
};

/* --- ranking --------------------------------------------------------------- */

static const char worklist_open[] =
    "SELECT m.payment, m.confidence, m.at_stake, m.action, p.paid, r.day,"
    " m.outcome, p.doubt <> '', p.imbalance, coalesce(c.charge, p.charge),"
    " m.overlap"
    " FROM match m JOIN payment p ON p.id = m.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " LEFT JOIN claim c ON c.id = m.claim"
    " LEFT JOIN standing s ON s.claim = m.claim"
    " WHERE m.live AND (m.at_stake > 0 OR (m.confidence > ?1 AND p.paid <> 0)"
    " OR p.doubt <> '' OR p.imbalance <> 0 OR m.overlap > 0"
    /* a duplicate of a claim that nobody has seen answered */
    " OR (m.outcome = ?3 AND s.state = ?4))"
    " AND (?2 = '' OR coalesce(c.payer, r.payer) = ?2)";

static x12_money worklist_size(x12_money m)
{
    return m < 0 ? -m : m;
}

/* What is refused as a duplicate has no denied sum that could say it. */
static enum edi_action worklist_action(enum edi_outcome outcome, int64_t action)
{
    return outcome == EDI_DUPLICATE ? EDI_ACTION_DUPLICATE
                                    : (enum edi_action)action;
}

/* The money in question: all of the claim where the payment cannot be read,
 * what does not add up where that is all. */
static x12_money worklist_amount(const struct edi_query *q, bool placed)
{
    x12_money amount = edi_db_int(q, 2);

    if (edi_db_int(q, 7))
        return worklist_size(edi_db_int(q, 9));
    if (!placed)
        amount += worklist_size(edi_db_int(q, 4));
    if (!amount)
        amount = edi_db_int(q, 10);
    return amount ? amount : worklist_size(edi_db_int(q, 8));
}

static void worklist_score(struct worklist_item *item, x12_date since,
                           unsigned days, x12_date today)
{
    int32_t end = x12_date_to_days(since) + (int32_t)days;
    int32_t left;

    item->deadline = x12_date_from_days(end);
    item->days = end - x12_date_to_days(today);
    left = item->days < 0 ? WORKLIST_LATE_DAYS : item->days + 1;
    item->score = item->amount * item->chance / left;
}

static struct worklist_item worklist_rank(const struct edi_query *q,
                                          x12_date today)
{
    bool placed = edi_db_int(q, 1) <= EDI_STRONG;
    enum edi_action action = worklist_action((enum edi_outcome)edi_db_int(q, 6),
                                             edi_db_int(q, 3));
    struct worklist_item item = {
        .payment = edi_db_int(q, 0),
        .amount = worklist_amount(q, placed),
        .chance = placed ? edi_action_chance(action) : WORKLIST_PLACE_CHANCE,
    };

    worklist_score(&item, (x12_date)edi_db_int(q, 5),
                   placed ? edi_action_days(action) : WORKLIST_PLACE_DAYS,
                   today);
    return item;
}

/* A claim that was sent again, for the same days of the same provider, is done
 * with. */
static const char worklist_rejected[] =
    "SELECT c.id, c.charge, t.last FROM standing t JOIN claim c"
    " ON c.id = t.claim JOIN claim_set s ON s.id = c.claim_set"
    " WHERE t.state = ?1 AND (?2 = '' OR c.payer = ?2) AND NOT EXISTS"
    " (SELECT 1 FROM claim n JOIN claim_set m ON m.id = n.claim_set"
    " WHERE n.bare = c.bare AND n.bare <> '' AND n.npi = c.npi"
    " AND n.from_day = c.from_day AND n.to_day = c.to_day"
    " AND m.sent >= s.sent AND n.id <> c.id AND m.id <> s.id)";

static struct worklist_item worklist_rank_rejected(const struct edi_query *q,
                                                   x12_date today)
{
    struct worklist_item item = {
        .claim = edi_db_int(q, 0),
        .amount = edi_db_int(q, 1),
        .chance = WORKLIST_REJECTED_CHANCE,
    };

    worklist_score(&item, (x12_date)edi_db_int(q, 2), WORKLIST_REJECTED_DAYS,
                   today);
    return item;
}

static int worklist_order(const void *left, const void *right)
{
    const struct worklist_item *a = left, *b = right;

    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    if (a->amount != b->amount)
        return a->amount < b->amount ? 1 : -1;
    if (a->payment != b->payment)
        return a->payment < b->payment ? -1 : 1;
    return (a->claim > b->claim) - (a->claim < b->claim);
}

/* The items of a query whose values are bound. */
static enum x12_status worklist_gather(
    struct worklist *w, struct edi_query *q,
    struct worklist_item (*rank)(const struct edi_query *q, x12_date today))
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        struct worklist_item *item = x12_arena_push(
            &w->arena, &w->items, &w->count, sizeof(*w->items));

        if (!item) {
            status = x12_fail(w->store->db.err, w->arena.failed, "worklist: %s",
                              x12_status_text(w->arena.failed));
            break;
        }
        *item = rank(q, w->wanted->today);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status worklist_gather_all(struct worklist *w)
{
    struct edi_query *q = edi_db_query(&w->store->db, worklist_open);
    enum x12_status status;

    edi_db_bind_int(q, 1, EDI_STRONG);
    edi_db_bind_text(q, 2, w->wanted->payer);
    edi_db_bind_int(q, 3, EDI_DUPLICATE);
    edi_db_bind_int(q, 4, EDI_STATE_DENIED);
    status = worklist_gather(w, q, worklist_rank);
    if (status == X12_OK) {
        q = edi_db_query(&w->store->db, worklist_rejected);
        edi_db_bind_int(q, 1, EDI_STATE_REJECTED);
        edi_db_bind_text(q, 2, w->wanted->payer);
        status = worklist_gather(w, q, worklist_rank_rejected);
    }
    if (w->count)
        qsort(w->items, w->count, sizeof(*w->items), worklist_order);
    return status;
}

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
    enum edi_action action = worklist_action(outcome,
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
                         const struct worklist_item *item, int64_t rank,
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
                                  const struct worklist_item *item,
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

    edi_db_bind_int(q, 1, w->items[at].claim);
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
            worklist_rejected_row(&w->rows, q, &w->items[at], (int64_t)at + 1,
                                  &words, arena);
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

    edi_db_bind_int(q, 1, w->items[at].payment);
    status = edi_db_step(q);
    if (status == X12_OK)
        status = edi_match_details_read(q->db, edi_db_blob(q, ONE_DETAILS),
                                        &details);
    if (status == X12_OK)
        worklist_row(&w->rows, q, &w->items[at], (int64_t)at + 1, &details,
                     arena);
    edi_db_end(q);
    x12_arena_reset(arena);
    return status;
}

static void worklist_total(struct worklist *w, struct x12_text *t)
{
    x12_money total = 0;

    for (size_t i = 0; i < w->count; i++)
        total += w->items[i].amount;
    x12_text_count(t, w->count);
    x12_text_put(t, w->count == 1 ? " thing to do, " : " things to do, ");
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
    enum x12_status status = worklist_gather_all(&w), finished;

    edi_rows_init(&w.rows, form, worklist_columns,
                  sizeof(worklist_columns) / sizeof(*worklist_columns), out,
                  store->db.err);
    for (size_t i = 0; status == X12_OK && i < w.count &&
                       (!wanted->limit || i < wanted->limit) &&
                       edi_rows_status(&w.rows) == X12_OK;
         i++)
        status = w.items[i].claim ? worklist_show_rejected(&w, i, &words)
                                  : worklist_show(&w, i, &words);
    if (form == EDI_LISTING_TEXT && status == X12_OK)
        worklist_total(&w, &w.rows.text);
    finished = edi_rows_finish(&w.rows);
    x12_arena_release(&words);
    x12_arena_release(&w.arena);
    return status < 0 ? status : finished;
}
