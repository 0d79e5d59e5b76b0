/* SPDX-License-Identifier: Apache-2.0 */
/* worklist_items - what needs a person, in the order in which it should be done */
#include "edi/report/worklist_items_private.h"
#include "edi/report/worklist_key_private.h"
#include "edi/store/store_matches.h"

#include <stdlib.h>

/* Money that is not laid to a claim: it is there, somebody must place it. */
enum { WORKLIST_PLACE_CHANCE = 90, WORKLIST_PLACE_DAYS = 30 };

/* A rejected claim is not adjudicated yet: all of it can be won, while the time
 * for filing runs. */
enum { WORKLIST_REJECTED_CHANCE = 90, WORKLIST_REJECTED_DAYS = 30 };

/* A deadline that has passed ranks as if a year were left. */
enum { WORKLIST_LATE_DAYS = 365 };

static const char worklist_open[] =
    "SELECT m.payment, m.confidence, m.at_stake, m.action, p.paid, r.day,"
    " m.outcome, p.doubt <> '', p.imbalance, coalesce(c.charge, p.charge),"
    " m.overlap, format('%s %s %06d', i.control, r.control, p.ordinal),"
    " coalesce(nullif(c.npi, ''), r.npi), m.details, r.payer, p.bare, p.icn,"
    " p.charge, p.from_day, r.body, p.ordinal,"
    " coalesce(c.from_day, p.from_day), coalesce(c.payer, r.payer), s.balance"
    " FROM match m JOIN payment p ON p.id = m.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange"
    " LEFT JOIN claim c ON c.id = m.claim"
    " LEFT JOIN standing s ON s.claim = m.claim"
    " WHERE m.live AND (m.at_stake > 0 OR (m.confidence > ?1 AND p.paid <> 0)"
    " OR p.doubt <> '' OR p.imbalance <> 0 OR m.overlap > 0"
    /* a duplicate of a claim that nobody has seen answered */
    " OR (m.outcome = ?3 AND s.state = ?4)"
    /* the last word took the payment back, and the claim waits */
    " OR (m.outcome = ?5 AND s.state = ?6 AND m.confidence <= ?1"
    " AND NOT EXISTS (SELECT 1 FROM match n JOIN payment q ON q.id = n.payment"
    " JOIN remittance o ON o.id = q.remittance"
    " JOIN interchange j ON j.id = o.interchange WHERE n.claim = m.claim"
    " AND n.live AND n.outcome = ?5 AND n.confidence <= ?1"
    " AND (o.day, j.day, j.control, o.control, q.ordinal)"
    " > (r.day, i.day, i.control, r.control, p.ordinal))))"
    /* what could not be read has come once more, and can be */
    " AND NOT (p.doubt <> '' AND EXISTS (SELECT 1 FROM remittance n"
    " JOIN payment q ON q.id >= n.first_payment"
    " AND q.id < n.first_payment + n.payments"
    " WHERE n.trace = r.trace AND n.payer_tax_id = r.payer_tax_id"
    " AND q.bare = p.bare AND q.icn = p.icn AND q.status = p.status"
    " AND q.doubt = ''))"
    " AND (?2 = '' OR coalesce(c.payer, r.payer) = ?2)";

enum {
    OPEN_PAYMENT,
    OPEN_CONFIDENCE,
    OPEN_AT_STAKE,
    OPEN_ACTION,
    OPEN_PAID,
    OPEN_DAY,
    OPEN_OUTCOME,
    OPEN_DOUBT,
    OPEN_IMBALANCE,
    OPEN_CLAIM_CHARGE,
    OPEN_OVERLAP,
    OPEN_PLACE,
    OPEN_PROVIDER,
    OPEN_DETAILS,
    OPEN_PAYER,
    OPEN_BARE,
    OPEN_ICN,
    OPEN_CHARGE,
    OPEN_FROM,
    OPEN_BODY,
    OPEN_ORDINAL,
    OPEN_SERVICE,
    OPEN_PAYER_OF_CLAIM,
    OPEN_BALANCE,
};

static x12_money worklist_size(x12_money m)
{
    return m < 0 ? -m : m;
}

/* What is refused as a duplicate has no denied sum that could say it. */
enum edi_action edi_worklist_action(enum edi_outcome outcome, int64_t action)
{
    return outcome == EDI_DUPLICATE ? EDI_ACTION_DUPLICATE
                                    : (enum edi_action)action;
}

/* At stake of what no later payment answers. */
static x12_money worklist_left(const struct edi_query *q,
                               const struct edi_match_details *details)
{
    struct edi_match_more more = edi_match_details_more(details);

    return more.any_left ? more.left : edi_db_int(q, OPEN_AT_STAKE);
}

/* Taken back, and no correction yet. */
static bool worklist_waits(const struct edi_query *q, bool placed)
{
    return placed && edi_db_int(q, OPEN_OUTCOME) == EDI_REVERSED &&
           !edi_db_int(q, OPEN_IMBALANCE);
}

/* The money in question: all of the claim where the payment cannot be read,
 * what does not add up where that is all. */
static x12_money worklist_amount(const struct edi_query *q, x12_money left,
                                 bool placed)
{
    x12_money amount = left;

    if (edi_db_int(q, OPEN_DOUBT))
        return worklist_size(edi_db_int(q, OPEN_CLAIM_CHARGE));
    if (!placed)
        amount += worklist_size(edi_db_int(q, OPEN_PAID));
    if (worklist_waits(q, placed))
        return edi_db_int(q, OPEN_BALANCE);
    if (!amount)
        amount = edi_db_int(q, OPEN_OVERLAP);
    return amount ? amount : worklist_size(edi_db_int(q, OPEN_IMBALANCE));
}

static void worklist_score(struct edi_worklist_item *item,
                           const struct edi_worklist_wanted *wanted)
{
    int32_t left;

    item->days = x12_date_to_days(item->due.day) -
                 x12_date_to_days(wanted->today);
    left = item->days < 0 ? WORKLIST_LATE_DAYS : item->days + 1;
    item->score = item->amount * item->chance / left;
}

/* Of several things that may be said of a payment the one to begin with. */
static const char *worklist_class(const struct edi_query *q, x12_money left)
{
    const enum edi_outcome outcome = (enum edi_outcome)edi_db_int(q,
                                                                  OPEN_OUTCOME);
    const int64_t confidence = edi_db_int(q, OPEN_CONFIDENCE);
    const bool placed = confidence <= EDI_STRONG;
    const bool at_stake = left != 0;

    if (worklist_waits(q, placed))
        return "taken_back";
    if (edi_db_int(q, OPEN_OVERLAP) && !at_stake)
        return "overlapping";
    if (edi_db_int(q, OPEN_IMBALANCE) && placed && !at_stake)
        return "unbalanced";
    if (edi_db_int(q, OPEN_DOUBT))
        return edi_outcome_text(EDI_UNREADABLE);
    if (confidence == EDI_UNMATCHED)
        return "unmatched";
    if (!placed && !(confidence == EDI_PROBABLE && outcome == EDI_REVERSED))
        return "ambiguous";
    return edi_outcome_text(outcome);
}

/* The trouble is the payer's word on a claim number, for one reason; the event is
 * the remittance that said so last, and what we make of it. */
static enum x12_status worklist_key(const struct edi_query *q,
                                    const struct edi_match_details *details,
                                    struct edi_worklist_item *item)
{
    const bool numbered = edi_db_text(q, OPEN_BARE).len > 0;
    struct edi_key_parts thing = { .count = 0 }, event = { .count = 0 };

    edi_key_part(&thing, X12_STR("payment"));
    edi_key_part(&thing, edi_db_text(q, OPEN_PAYER));
    edi_key_part(&thing, edi_db_text(q, numbered ? OPEN_BARE : OPEN_ICN));
    edi_key_part(&thing, edi_db_text(q, OPEN_FROM));
    if (!numbered)
        edi_key_part(&thing, edi_db_text(q, OPEN_CHARGE));
    edi_key_part(&thing, details->cause_group);
    edi_key_part(&thing, details->cause_code);
    edi_key_part(&event, edi_db_blob(q, OPEN_BODY));
    edi_key_part(&event, edi_db_text(q, OPEN_ORDINAL));
    edi_key_part(&event, x12_str_from(item->class));
    return edi_worklist_key(q->db, &thing, &event, &item->key);
}

/* By the payer's limit for what is to be done; money is placed in our own time. */
static struct edi_due worklist_due(const struct edi_query *q,
                                   const struct edi_worklist_wanted *wanted,
                                   enum edi_action action, bool placed)
{
    const x12_date day = (x12_date)edi_db_int(q, OPEN_DAY);

    if (!placed)
        return edi_deadlines_due(NULL, edi_db_text(q, OPEN_PAYER_OF_CLAIM),
                                 EDI_ACTION_LOOK, WORKLIST_PLACE_DAYS, day, 0);
    return edi_deadlines_due(
        wanted->deadlines, edi_db_text(q, OPEN_PAYER_OF_CLAIM), action,
        edi_action_days(action), day, (x12_date)edi_db_int(q, OPEN_SERVICE));
}

static enum x12_status worklist_rank(const struct edi_query *q,
                                     const struct edi_worklist_wanted *wanted,
                                     struct edi_worklist_item *item)
{
    const bool placed = edi_db_int(q, OPEN_CONFIDENCE) <= EDI_STRONG;
    struct edi_match_details details;
    x12_money left;
    enum x12_status status = edi_match_details_read(
        q->db, edi_db_blob(q, OPEN_DETAILS), &details);
    enum edi_action action = edi_worklist_action(
        (enum edi_outcome)edi_db_int(q, OPEN_OUTCOME),
        edi_db_int(q, OPEN_ACTION));

    if (status != X12_OK)
        return status;
    left = worklist_left(q, &details);
    item->payment = edi_db_int(q, OPEN_PAYMENT);
    item->amount = worklist_amount(q, left, placed);
    item->chance = placed ? edi_action_chance(action) : WORKLIST_PLACE_CHANCE;
    item->place = edi_db_text(q, OPEN_PLACE);
    item->provider = edi_db_text(q, OPEN_PROVIDER);
    item->class = worklist_class(q, left);
    item->is_done = edi_db_int(q, OPEN_AT_STAKE) && !item->amount;
    item->since = (x12_date)edi_db_int(q, OPEN_DAY);
    item->due = worklist_due(q, wanted, action, placed);
    worklist_score(item, wanted);
    return worklist_key(q, &details, item);
}

/* A claim that was sent again, for the same days of the same provider, is done
 * with. */
static const char worklist_rejected[] =
    "SELECT c.id, c.charge, t.last, format('%s %s %06d', i.control, s.control,"
    " c.ordinal), c.npi, c.payer, c.bare, c.from_day, a.kind, a.code, a.day,"
    " a.details FROM standing t JOIN claim c ON c.id = t.claim"
    " JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange"
    " LEFT JOIN ack a ON a.id = t.ack"
    " WHERE t.state = ?1 AND (?2 = '' OR c.payer = ?2) AND NOT EXISTS"
    " (SELECT 1 FROM link l JOIN claim n ON n.id = l.id"
    " JOIN claim_set m ON m.id = n.claim_set"
    " WHERE l.number = 'N' || c.bare AND l.kind = 0 AND n.npi = c.npi"
    " AND n.from_day = c.from_day AND n.to_day = c.to_day"
    " AND m.sent >= s.sent AND n.id <> c.id AND m.id <> s.id)";

static enum x12_status worklist_rank_rejected(
    const struct edi_query *q, const struct edi_worklist_wanted *wanted,
    struct edi_worklist_item *item)
{
    struct edi_key_parts thing = { .count = 0 }, event = { .count = 0 };

    item->claim = edi_db_int(q, 0);
    item->amount = edi_db_int(q, 1);
    item->chance = WORKLIST_REJECTED_CHANCE;
    item->since = (x12_date)edi_db_int(q, 2);
    item->place = edi_db_text(q, 3);
    item->provider = edi_db_text(q, 4);
    item->class = "rejected";
    item->due = edi_deadlines_file_again(wanted->deadlines, edi_db_text(q, 5),
                                         WORKLIST_REJECTED_DAYS, item->since,
                                         (x12_date)edi_db_int(q, 7));
    worklist_score(item, wanted);
    edi_key_part(&thing, X12_STR("claim"));
    for (int i = 5; i <= 7; i++) /* payer, number, day */
        edi_key_part(&thing, edi_db_text(q, i));
    edi_key_part(&event, item->place);
    for (int i = 8; i <= 10; i++) /* what refused it, for what, when */
        edi_key_part(&event, edi_db_text(q, i));
    edi_key_part(&event, edi_db_blob(q, 11));
    return edi_worklist_key(q->db, &thing, &event, &item->key);
}

/* Claims and remittances with an amount that cannot be read, but those that came
 * once more and can. What is rejected is on the list anyway. */
static const char worklist_doubted[] =
    "SELECT c.id, 0, s.sent, format('%s %s %06d', i.control, s.control,"
    " c.ordinal), c.npi, 'claim', c.payer, c.bare, c.from_day, d.what"
    " FROM claim_doubt d JOIN claim c ON c.id = d.claim"
    " JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange"
    " LEFT JOIN standing t ON t.claim = c.id"
    " WHERE coalesce(t.state, 0) NOT IN (?1, ?3, ?4)"
    " AND ?2 IN ('', c.payer) AND NOT EXISTS (SELECT 1 FROM link l"
    " JOIN claim n ON n.id = l.id JOIN claim_set m ON m.id = n.claim_set"
    " WHERE l.number = 'N' || c.bare AND l.kind = 0 AND n.npi = c.npi AND n.from_day = c.from_day"
    " AND n.to_day = c.to_day AND m.sent >= s.sent AND m.id <> s.id)"
    /* with a payment it is on the list by that */
    " AND NOT EXISTS (SELECT 1 FROM match m JOIN payment p ON p.id = m.payment"
    " WHERE m.claim = c.id AND m.live AND (p.paid <> 0 OR m.confidence <= ?5))"
    " UNION ALL "
    "SELECT -r.id, abs(r.paid), r.day, format('%s %s', i.control, r.control),"
    " r.npi, 'remittance', r.payer, r.trace, r.day,"
    " coalesce(nullif(d.amount, ''), d.adjustment)"
    " FROM remittance_doubt d JOIN remittance r ON r.id = d.remittance"
    " JOIN interchange i ON i.id = r.interchange"
    " WHERE NOT r.repeated AND ?2 IN ('', r.payer) AND NOT EXISTS"
    " (SELECT 1 FROM remittance n LEFT JOIN remittance_doubt e"
    " ON e.remittance = n.id WHERE n.trace = r.trace"
    " AND n.payer_tax_id = r.payer_tax_id AND e.remittance IS NULL)";

static enum x12_status worklist_rank_doubted(
    const struct edi_query *q, const struct edi_worklist_wanted *wanted,
    struct edi_worklist_item *item)
{
    struct edi_key_parts thing = { .count = 0 }, event = { .count = 0 };

    item->doubted = edi_db_int(q, 0);
    item->amount = edi_db_int(q, 1);
    item->chance = WORKLIST_PLACE_CHANCE;
    item->since = (x12_date)edi_db_int(q, 2);
    item->place = edi_db_text(q, 3);
    item->provider = edi_db_text(q, 4);
    item->class = edi_outcome_text(EDI_UNREADABLE);
    item->due = edi_deadlines_due(NULL, edi_db_text(q, 6), EDI_ACTION_LOOK,
                                  WORKLIST_PLACE_DAYS, item->since, 0);
    worklist_score(item, wanted);
    for (int i = 5; i <= 8; i++) /* what it is, payer, number, day */
        edi_key_part(&thing, edi_db_text(q, i));
    edi_key_part(&event, item->place);
    edi_key_part(&event, edi_db_text(q, 9));
    return edi_worklist_key(q->db, &thing, &event, &item->key);
}

static int worklist_compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int worklist_order(const void *left, const void *right)
{
    const struct edi_worklist_item *a = left, *b = right;
    int order = worklist_compare(b->score, a->score);

    if (!order)
        order = worklist_compare(b->amount, a->amount);
    if (!order)
        order = worklist_compare(a->due.day, b->due.day);
    if (!order)
        order = x12_str_compare(a->place, b->place);
    if (!order)
        order = worklist_compare(a->payment, b->payment);
    if (!order)
        order = worklist_compare(a->claim, b->claim);
    return order ? order : worklist_compare(a->doubted, b->doubted);
}

/* Closed, and nothing was said of it since. */
static enum x12_status worklist_is_closed(struct edi_store *store,
                                          const struct edi_worklist_item *item,
                                          bool *closed)
{
    struct edi_query *q;
    struct edi_task task;
    enum x12_status status = edi_store_task_find(store, &item->key, &q, &task);

    *closed = task.status == EDI_TASK_CLOSED && task.of_event;
    edi_db_end(q);
    return status;
}

static enum x12_status worklist_is_wanted(
    struct edi_store *store, const struct edi_worklist_wanted *wanted,
    const struct edi_worklist_item *item, bool *is)
{
    bool closed = false;
    enum x12_status status = X12_OK;

    *is = !item->is_done && item->amount >= wanted->least &&
          (!wanted->provider.len ||
           x12_str_equal(item->provider, wanted->provider)) &&
          (!wanted->class.len || x12_str_is(wanted->class, item->class)) &&
          (!wanted->older_than ||
           x12_date_to_days(wanted->today) - x12_date_to_days(item->since) >
               (int32_t)wanted->older_than);
    if (*is && !wanted->closed)
        status = worklist_is_closed(store, item, &closed);
    *is = *is && !closed;
    return status;
}

/* The items of a query whose values are bound. */
static enum x12_status worklist_take(
    struct edi_store *store, struct edi_query *q,
    const struct edi_worklist_wanted *wanted, struct x12_arena *arena,
    struct edi_worklist_items *items,
    enum x12_status (*rank)(const struct edi_query *q,
                            const struct edi_worklist_wanted *wanted,
                            struct edi_worklist_item *item))
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_worklist_item item = { .payment = 0 }, *kept;
        bool is = false;

        status = rank(q, wanted, &item);
        if (status == X12_OK)
            status = worklist_is_wanted(store, wanted, &item, &is);
        if (status != X12_OK)
            break;
        if (!is)
            continue;
        item.place = x12_arena_copy(arena, item.place);
        item.provider = (x12_str){ NULL, 0 };
        kept = x12_arena_push(arena, &items->at, &items->count, sizeof(*kept));
        if (kept)
            *kept = item;
        if (arena->failed) {
            status = x12_fail(q->db->err, arena->failed, "worklist: %s",
                              x12_status_text(arena->failed));
            break;
        }
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_worklist_gather(struct edi_store *store,
                                    const struct edi_worklist_wanted *wanted,
                                    struct x12_arena *arena,
                                    struct edi_worklist_items *items)
{
    struct edi_query *q = edi_db_query(&store->db, worklist_open);
    enum x12_status status;

    *items = (struct edi_worklist_items){ NULL, 0 };
    edi_db_bind_int(q, 1, EDI_STRONG);
    edi_db_bind_text(q, 2, wanted->payer);
    edi_db_bind_int(q, 3, EDI_DUPLICATE);
    edi_db_bind_int(q, 4, EDI_STATE_DENIED);
    edi_db_bind_int(q, 5, EDI_REVERSED);
    edi_db_bind_int(q, 6, EDI_STATE_REVERSED);
    status = worklist_take(store, q, wanted, arena, items, worklist_rank);
    if (status == X12_OK) {
        q = edi_db_query(&store->db, worklist_rejected);
        edi_db_bind_int(q, 1, EDI_STATE_REJECTED);
        edi_db_bind_text(q, 2, wanted->payer);
        status = worklist_take(store, q, wanted, arena, items,
                               worklist_rank_rejected);
    }
    if (status == X12_OK) {
        q = edi_db_query(&store->db, worklist_doubted);
        edi_db_bind_int(q, 1, EDI_STATE_REJECTED);
        edi_db_bind_text(q, 2, wanted->payer);
        edi_db_bind_int(q, 3, EDI_STATE_SUPERSEDED);
        edi_db_bind_int(q, 4, EDI_STATE_VOIDED);
        edi_db_bind_int(q, 5, EDI_STRONG);
        status = worklist_take(store, q, wanted, arena, items,
                               worklist_rank_doubted);
    }
    if (items->count)
        qsort(items->at, items->count, sizeof(*items->at), worklist_order);
    return status;
}
