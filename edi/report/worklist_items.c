/* SPDX-License-Identifier: Apache-2.0 */
/* worklist_items - what needs a person, in the order in which it should be done */
#include "edi/report/worklist_items_private.h"

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
    " m.overlap, format('%s %s %06d', i.control, r.control, p.ordinal)"
    " FROM match m JOIN payment p ON p.id = m.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange"
    " LEFT JOIN claim c ON c.id = m.claim"
    " LEFT JOIN standing s ON s.claim = m.claim"
    " WHERE m.live AND (m.at_stake > 0 OR (m.confidence > ?1 AND p.paid <> 0)"
    " OR p.doubt <> '' OR p.imbalance <> 0 OR m.overlap > 0"
    /* a duplicate of a claim that nobody has seen answered */
    " OR (m.outcome = ?3 AND s.state = ?4))"
    /* what could not be read has come once more, and can be */
    " AND NOT (p.doubt <> '' AND EXISTS (SELECT 1 FROM payment q"
    " JOIN remittance n ON n.id = q.remittance WHERE q.bare = p.bare"
    " AND q.icn = p.icn AND q.status = p.status AND q.doubt = ''"
    " AND n.trace = r.trace AND n.payer_tax_id = r.payer_tax_id))"
    " AND (?2 = '' OR coalesce(c.payer, r.payer) = ?2)";

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

static void worklist_score(struct edi_worklist_item *item, x12_date since,
                           unsigned days, x12_date today)
{
    int32_t end = x12_date_to_days(since) + (int32_t)days;
    int32_t left;

    item->deadline = x12_date_from_days(end);
    item->days = end - x12_date_to_days(today);
    left = item->days < 0 ? WORKLIST_LATE_DAYS : item->days + 1;
    item->score = item->amount * item->chance / left;
}

static struct edi_worklist_item worklist_rank(const struct edi_query *q,
                                              x12_date today)
{
    bool placed = edi_db_int(q, 1) <= EDI_STRONG;
    enum edi_action action = edi_worklist_action(
        (enum edi_outcome)edi_db_int(q, 6), edi_db_int(q, 3));
    struct edi_worklist_item item = {
        .payment = edi_db_int(q, 0),
        .amount = worklist_amount(q, placed),
        .chance = placed ? edi_action_chance(action) : WORKLIST_PLACE_CHANCE,
        .place = edi_db_text(q, 11),
    };

    worklist_score(&item, (x12_date)edi_db_int(q, 5),
                   placed ? edi_action_days(action) : WORKLIST_PLACE_DAYS,
                   today);
    return item;
}

/* A claim that was sent again, for the same days of the same provider, is done
 * with. */
static const char worklist_rejected[] =
    "SELECT c.id, c.charge, t.last, format('%s %s %06d', i.control, s.control,"
    " c.ordinal) FROM standing t JOIN claim c ON c.id = t.claim"
    " JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange"
    " WHERE t.state = ?1 AND (?2 = '' OR c.payer = ?2) AND NOT EXISTS"
    " (SELECT 1 FROM claim n JOIN claim_set m ON m.id = n.claim_set"
    " WHERE n.bare = c.bare AND n.bare <> '' AND n.npi = c.npi"
    " AND n.from_day = c.from_day AND n.to_day = c.to_day"
    " AND m.sent >= s.sent AND n.id <> c.id AND m.id <> s.id)";

static struct edi_worklist_item worklist_rank_rejected(
    const struct edi_query *q, x12_date today)
{
    struct edi_worklist_item item = {
        .claim = edi_db_int(q, 0),
        .amount = edi_db_int(q, 1),
        .chance = WORKLIST_REJECTED_CHANCE,
        .place = edi_db_text(q, 3),
    };

    worklist_score(&item, (x12_date)edi_db_int(q, 2), WORKLIST_REJECTED_DAYS,
                   today);
    return item;
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
        order = worklist_compare(a->deadline, b->deadline);
    if (!order)
        order = x12_str_compare(a->place, b->place);
    if (!order)
        order = worklist_compare(a->payment, b->payment);
    return order ? order : worklist_compare(a->claim, b->claim);
}

/* The items of a query whose values are bound. */
static enum x12_status worklist_take(
    struct edi_query *q, x12_date today, struct x12_arena *arena,
    struct edi_worklist_items *items,
    struct edi_worklist_item (*rank)(const struct edi_query *q, x12_date today))
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_worklist_item *item = x12_arena_push(
            arena, &items->at, &items->count, sizeof(*item));

        if (item) {
            *item = rank(q, today);
            item->place = x12_arena_copy(arena, item->place);
        }
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
    status = worklist_take(q, wanted->today, arena, items, worklist_rank);
    if (status == X12_OK) {
        q = edi_db_query(&store->db, worklist_rejected);
        edi_db_bind_int(q, 1, EDI_STATE_REJECTED);
        edi_db_bind_text(q, 2, wanted->payer);
        status = worklist_take(q, wanted->today, arena, items,
                               worklist_rank_rejected);
    }
    if (items->count)
        qsort(items->at, items->count, sizeof(*items->at), worklist_order);
    return status;
}
