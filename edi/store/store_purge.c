/* SPDX-License-Identifier: Apache-2.0 */
/* store_purge - takes out what is old and done with, and remembers that it came */
#include "edi/store/store_purge.h"

#include "edi/store/store_decisions.h"
#include "edi/store/store_gather.h"
#include "edi/store/store_matches.h"
#include "edi/store/store_outbox.h"

/* What goes, what a person still works on, and the component at hand. */
static const char purge_tables[] =
    "CREATE TEMP TABLE gone_claim (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE gone_payment (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE gone_ack (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE held_claim (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE held_payment (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE held_thing (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE part_claim (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE part_payment (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE part_ack (id INTEGER PRIMARY KEY);";

static const char purge_drop[] = "DROP TABLE IF EXISTS temp.gone_claim;"
                                 "DROP TABLE IF EXISTS temp.gone_payment;"
                                 "DROP TABLE IF EXISTS temp.gone_ack;"
                                 "DROP TABLE IF EXISTS temp.held_claim;"
                                 "DROP TABLE IF EXISTS temp.held_payment;"
                                 "DROP TABLE IF EXISTS temp.held_thing;"
                                 "DROP TABLE IF EXISTS temp.part_claim;"
                                 "DROP TABLE IF EXISTS temp.part_payment;"
                                 "DROP TABLE IF EXISTS temp.part_ack;";

/* A letter for each parameter: d is the day, t the same as text, n is now. */
struct purge_step {
    const char *binds;
    const char *sql;
};

static struct edi_query *purge_query(struct edi_purge *purge,
                                     const struct purge_step *step,
                                     const char *now)
{
    struct edi_query *q = edi_db_query(&purge->store->db, step->sql);

    for (int i = 0; step->binds[i]; i++)
        if (step->binds[i] == 'd')
            edi_db_bind_int(q, i + 1, purge->before);
        else
            edi_db_bind_text(
                q, i + 1,
                x12_str_from(step->binds[i] == 't' ? purge->day : now));
    return q;
}

#define PURGE_COUNT(steps) (sizeof(steps) / sizeof((steps)[0]))

static enum x12_status purge_run(struct edi_purge *purge,
                                 const struct purge_step *steps, size_t count,
                                 const char *now)
{
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < count && status == X12_OK; i++)
        status = edi_db_run(purge_query(purge, &steps[i], now));
    return status;
}

enum x12_status edi_purge_begin(struct edi_purge *purge,
                                struct edi_store *store, x12_date before)
{
    char day[X12_DATE_TEXT];
    enum x12_status status;

    *purge = (struct edi_purge){ .store = store, .before = before };
    x12_date_format(before, day);
    x12_str_put(x12_str_from(day), purge->day, sizeof(purge->day));
    status = edi_db_script(&store->db, "PRAGMA foreign_keys = OFF");
    if (status == X12_OK)
        status = edi_db_begin(&store->db);
    return status == X12_OK ? edi_db_script(&store->db, purge_tables) : status;
}

enum x12_status edi_purge_hold(struct edi_purge *purge, enum edi_held kind,
                               int64_t id)
{
    static const char CLAIM[] = "INSERT OR IGNORE INTO held_claim VALUES (?1)";
    static const char PAYMENT[] =
        "INSERT OR IGNORE INTO held_payment VALUES (?1)";
    static const char THING[] = "INSERT OR IGNORE INTO held_thing VALUES (?1)";
    static const char *const puts[] = {
        [EDI_HELD_CLAIM] = CLAIM,
        [EDI_HELD_PAYMENT] = PAYMENT,
        [EDI_HELD_THING] = THING,
    };
    struct edi_query *q = edi_db_query(&purge->store->db, puts[kind]);

    edi_db_bind_int(q, 1, id);
    return edi_db_run(q);
}

enum x12_status edi_purge_hold_number(struct edi_purge *purge, x12_str payer,
                                      x12_str number)
{
    static const char HOLD[] =
        "INSERT OR IGNORE INTO held_payment SELECT p.id FROM payment p"
        " JOIN remittance r ON r.id = p.remittance WHERE p.id IN"
        " (SELECT id FROM link WHERE number = 'C' || ?1 AND kind = 1)"
        " AND r.payer = ?2";
    struct edi_query *q = edi_db_query(&purge->store->db, HOLD);

    edi_db_bind_text(q, 1, number);
    edi_db_bind_text(q, 2, payer);
    return edi_db_run(q);
}

/* --- what is done with ----------------------------------------------------------- */

/* A claim that was refused (3, 5, 6) is done with when nobody has it on the
 * worklist any more; of all others the balance must be nothing. CROSS JOIN: from the
 * few rows of the component on. */
static const struct purge_step purge_keeps = {
    "dt",
    "SELECT EXISTS (SELECT 1 FROM part_claim k"
    " CROSS JOIN claim c ON c.id = k.id"
    " JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN standing t ON t.claim = c.id WHERE s.sent >= ?1"
    " OR f.taken >= ?2 OR t.claim IS NULL OR t.state IN (0, 1, 2)"
    " OR (t.state NOT IN (3, 5, 6) AND t.balance <> 0)"
    " OR EXISTS (SELECT 1 FROM held_claim h WHERE h.id = c.id))"
    " OR EXISTS (SELECT 1 FROM part_payment k"
    " CROSS JOIN payment p ON p.id = k.id"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE r.day >= ?1 OR f.taken >= ?2"
    " OR EXISTS (SELECT 1 FROM held_payment h WHERE h.id = p.id))"
    " OR EXISTS (SELECT 1 FROM part_ack k"
    " CROSS JOIN ack a ON a.id = k.id"
    " JOIN interchange i ON i.id = a.interchange JOIN file f ON f.id = i.file"
    " WHERE a.day >= ?1 OR f.taken >= ?2)",
};

static const struct purge_step purge_goes[] = {
    { "", "INSERT INTO gone_claim SELECT id FROM part_claim" },
    { "", "INSERT INTO gone_payment SELECT id FROM part_payment" },
    { "", "INSERT INTO gone_ack SELECT id FROM part_ack" },
};

static const struct purge_step purge_parted[] = {
    { "", "DELETE FROM part_claim" },
    { "", "DELETE FROM part_payment" },
    { "", "DELETE FROM part_ack" },
};

static enum x12_status purge_part(struct edi_purge *purge, const char *sql,
                                  int64_t id)
{
    struct edi_query *q = edi_db_query(&purge->store->db, sql);

    edi_db_bind_int(q, 1, id);
    return edi_db_run(q);
}

static enum x12_status purge_parts(struct edi_purge *purge,
                                   const struct edi_component *c)
{
    static const char CLAIM[] = "INSERT INTO part_claim VALUES (?1)";
    static const char PAYMENT[] = "INSERT INTO part_payment VALUES (?1)";
    static const char ACK[] = "INSERT INTO part_ack VALUES (?1)";
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < c->claim_count && status == X12_OK; i++)
        status = purge_part(purge, CLAIM, c->claims[i].id);
    for (size_t i = 0; i < c->payment_count && status == X12_OK; i++)
        status = purge_part(purge, PAYMENT, c->payments[i].id);
    for (size_t i = 0; i < c->ack_count && status == X12_OK; i++)
        status = purge_part(purge, ACK, c->acks[i].id);
    return status;
}

/* The component that the gathering has begun, whole. */
static enum x12_status purge_judge(struct edi_purge *purge,
                                   struct edi_gathering *g)
{
    enum x12_status status = edi_gather(g);
    struct edi_query *q;
    bool keeps = true;

    if (status == X12_OK)
        status = purge_parts(purge, &g->component);
    if (status == X12_OK) {
        q = purge_query(purge, &purge_keeps, "");
        status = edi_db_step(q);
        keeps = status != X12_OK || edi_db_int(q, 0);
        edi_db_end(q);
    }
    if (status == X12_OK && !keeps)
        status = purge_run(purge, purge_goes, PURGE_COUNT(purge_goes), "");
    if (status == X12_OK)
        status = purge_run(purge, purge_parted, PURGE_COUNT(purge_parted), "");
    g->component = (struct edi_component){ 0 };
    x12_arena_reset(g->arena);
    return status;
}

/* Where components begin: with claims, with payments of no claim, with answers to
 * none. CROSS JOIN: row by row from the id on, not by set. */
static const struct purge_start {
    const char *next;
    enum x12_status (*gather)(struct edi_gathering *g, int64_t id);
} purge_starts[] = {
    { "SELECT c.id FROM claim c CROSS JOIN claim_set s ON s.id = c.claim_set"
      " WHERE c.id > ?2 AND s.sent < ?1"
      " AND NOT EXISTS (SELECT 1 FROM gone_claim g WHERE g.id = c.id)"
      " ORDER BY c.id LIMIT 1",
      edi_gather_claim },
    { "SELECT p.id FROM payment p CROSS JOIN remittance r"
      " ON r.id = p.remittance WHERE p.id > ?2 AND r.day < ?1"
      " AND NOT EXISTS (SELECT 1 FROM gone_payment g WHERE g.id = p.id)"
      " ORDER BY p.id LIMIT 1",
      edi_gather_payment },
    { "SELECT a.id FROM ack a WHERE a.id > ?2 AND a.day < ?1 AND a.kind = 6"
      " AND NOT EXISTS (SELECT 1 FROM gone_ack g WHERE g.id = a.id)"
      " ORDER BY a.id LIMIT 1",
      edi_gather_ack },
};

static enum x12_status purge_next(struct edi_purge *purge, const char *sql,
                                  int64_t *id)
{
    struct edi_query *q = edi_db_query(&purge->store->db, sql);
    enum x12_status status;

    edi_db_bind_int(q, 1, purge->before);
    edi_db_bind_int(q, 2, *id);
    status = edi_db_step(q);
    if (status == X12_OK)
        *id = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

static enum x12_status purge_find(struct edi_purge *purge)
{
    struct x12_arena arena = { 0 };
    struct edi_gathering g = { .store = purge->store, .arena = &arena };
    enum x12_status status = edi_store_decisions_any(purge->store, &g.decided);

    if (status == X12_OK)
        status = edi_store_seeking(purge->store, &g.seeking);
    g.first_payment = 1; /* none is new */
    for (size_t i = 0; i < PURGE_COUNT(purge_starts) && status == X12_OK; i++) {
        int64_t id = 0;

        while ((status = purge_next(purge, purge_starts[i].next, &id)) ==
               X12_OK) {
            status = purge_starts[i].gather(&g, id);
            if (status == X12_OK)
                status = purge_judge(purge, &g);
            if (status != X12_OK)
                break;
        }
        status = status == X12_END ? X12_OK : status;
    }
    x12_arena_release(&arena);
    return status;
}

/* --- taken out ------------------------------------------------------------------- */

static const struct purge_step purge_steps[] = {
    /* What answers a set, a group or an interchange as a whole goes behind the last
     * claim of it. The first item of an answer stays while others point to it. */
    { "dt", "INSERT OR IGNORE INTO gone_ack SELECT a.id FROM ack a"
            " JOIN interchange i ON i.id = a.interchange"
            " JOIN file f ON f.id = i.file LEFT JOIN acked k ON k.ack = a.id"
            " WHERE a.kind <> 6 AND a.day < ?1 AND f.taken < ?2 AND NOT EXISTS"
            " (SELECT 1 FROM claim_set s JOIN claim c ON c.claim_set = s.id"
            " WHERE (s.id = k.claim_set OR s.interchange = k.interchange)"
            " AND NOT EXISTS (SELECT 1 FROM gone_claim g WHERE g.id = c.id))" },
    { "", "DELETE FROM gone_ack WHERE id IN (SELECT a.answer FROM ack a"
          " WHERE a.id <> a.answer"
          " AND NOT EXISTS (SELECT 1 FROM gone_ack g WHERE g.id = a.id))" },
    { "",
      "DELETE FROM gone_ack WHERE id IN (SELECT t.ack FROM standing t"
      " WHERE t.ack IS NOT NULL"
      " AND NOT EXISTS (SELECT 1 FROM gone_claim g WHERE g.id = t.claim))" },
    /* What the practice system was given of it. */
    { "", "DELETE FROM posting WHERE id IN (SELECT o.id FROM gone_payment g"
          " JOIN payment p ON p.id = g.id JOIN remittance r"
          " ON r.id = p.remittance JOIN posting o ON o.body = r.body"
          " AND o.ordinal = p.ordinal)" },
    /* A remittance still adds up. */
    { "", "UPDATE remittance SET gone_posted = gone_posted + s.posted,"
          " gone_other = gone_other + s.other FROM (SELECT p.remittance AS id,"
          " sum(CASE WHEN m.claim IS NOT NULL AND m.confidence <= 2 THEN p.paid"
          " ELSE 0 END) AS posted,"
          " sum(CASE WHEN m.claim IS NOT NULL AND m.confidence <= 2 THEN 0"
          " ELSE p.paid END) AS other FROM gone_payment g"
          " JOIN payment p ON p.id = g.id LEFT JOIN match m ON m.payment = p.id"
          " GROUP BY 1) s WHERE remittance.id = s.id" },
    { "", "DELETE FROM match WHERE payment IN (SELECT id FROM gone_payment)" },
    { "",
      "DELETE FROM seeking WHERE payment IN (SELECT id FROM gone_payment)" },
    { "", "DELETE FROM decision WHERE payment IN (SELECT id FROM gone_payment)"
          " OR claim IN (SELECT id FROM gone_claim)" },
    { "", "DELETE FROM standing WHERE claim IN (SELECT id FROM gone_claim)" },
    { "", "DELETE FROM acked WHERE ack IN (SELECT id FROM gone_ack)" },
    /* The numbers by which they hung together. */
    { "", "DELETE FROM link WHERE CASE kind"
          " WHEN 0 THEN id IN (SELECT id FROM gone_claim)"
          " WHEN 1 THEN id IN (SELECT id FROM gone_payment)"
          " ELSE id IN (SELECT id FROM gone_ack) END" },
    { "", "DELETE FROM ack WHERE id IN (SELECT id FROM gone_ack)" },
    /* Its payments have ids that follow each other. An id at the end of the row
     * may be given again, and must not be taken for one of these. */
    { "", "UPDATE remittance SET payments = coalesce((SELECT max(p.id)"
          " FROM payment p WHERE p.id >= first_payment"
          " AND p.id < first_payment + payments"
          " AND NOT EXISTS (SELECT 1 FROM gone_payment g WHERE g.id = p.id)),"
          " first_payment - 1) - first_payment + 1 WHERE id IN"
          " (SELECT p.remittance FROM gone_payment g"
          " JOIN payment p ON p.id = g.id)" },
    { "", "DELETE FROM payment WHERE id IN (SELECT id FROM gone_payment)" },
    { "", "DELETE FROM claim WHERE id IN (SELECT id FROM gone_claim)" },
    /* A file of which nothing is left. */
    { "dtn", "UPDATE file SET purged = ?3, name = '', path = ''"
             " WHERE purged = '' AND taken < ?2 AND id NOT IN"
             " (SELECT i.file FROM interchange i WHERE i.day >= ?1"
             " UNION SELECT i.file FROM ack a"
             " JOIN interchange i ON i.id = a.interchange"
             " UNION SELECT i.file FROM claim c"
             " JOIN claim_set s ON s.id = c.claim_set"
             " JOIN interchange i ON i.id = s.interchange"
             " UNION SELECT i.file FROM remittance r"
             " JOIN interchange i ON i.id = r.interchange"
             " WHERE r.payments > 0)" },
    /* What references say is needed of takebacks alone (see ledger.h). */
    { "", "UPDATE provider_adjustment SET reference = ''"
          " WHERE reference <> '' AND code NOT IN ('WO', 'FB', '72')"
          " AND remittance IN (SELECT r.id FROM remittance r JOIN interchange i"
          " ON i.id = r.interchange JOIN file f ON f.id = i.file"
          " WHERE f.purged <> '')" },
    /* Files of the outbox: what claims they held stays known by its digest. */
    { "tn", "UPDATE batch SET body = x'', state = 8, changed = ?2"
            " WHERE state BETWEEN 4 AND 9 AND changed < ?1 AND length(body) > 0"
            " AND digest IN (SELECT digest FROM file WHERE purged <> '')" },
    { "", "UPDATE batch_claim SET number = '' WHERE number <> '' AND batch IN"
          " (SELECT id FROM batch WHERE state = 8 AND length(body) = 0)" },
    /* Notes on things that are no more. */
    { "t", "DELETE FROM task WHERE made < ?1"
           " AND NOT EXISTS (SELECT 1 FROM held_thing h WHERE h.id = thing)" },
};

/* What is gone by now, of earlier times too; of notes, how many there are. */
static enum x12_status purge_count(struct edi_purge *purge,
                                   struct edi_purged *out)
{
    static const char COUNTS[] =
        "SELECT (SELECT count(*) FROM file WHERE purged <> ''),"
        " (SELECT count(*) FROM gone_claim),"
        " (SELECT count(*) FROM gone_payment), (SELECT count(*) FROM gone_ack),"
        " (SELECT count(*) FROM batch WHERE state = 8 AND length(body) = 0),"
        " (SELECT count(*) FROM task)";
    uint64_t *const counts[] = { &out->files, &out->claims,  &out->payments,
                                 &out->acks,  &out->batches, &out->tasks };
    struct edi_query *q = edi_db_query(&purge->store->db, COUNTS);
    enum x12_status status = edi_db_step(q);

    for (int i = 0; status == X12_OK && i < (int)PURGE_COUNT(counts); i++)
        *counts[i] = (uint64_t)edi_db_int(q, i);
    edi_db_end(q);
    return status;
}

enum x12_status edi_purge_take(struct edi_purge *purge, const char *now)
{
    struct edi_purged before = { 0 }, *told = &purge->told;
    enum x12_status status = purge_count(purge, &before);

    _Static_assert(EDI_STATE_OPEN == 0 && EDI_STATE_ACCEPTED == 2 &&
                       EDI_STATE_REJECTED == 3 && EDI_STATE_DENIED == 5 &&
                       EDI_STATE_PARTIAL == 6 && EDI_STRONG == 2 &&
                       EDI_BATCH_SENT == 4 && EDI_BATCH_DONE == 8 &&
                       EDI_BATCH_REJECTED == 9 && EDI_ACK_CLAIM == 6,
                   "the statements say it too");
    if (status == X12_OK)
        status = purge_find(purge);
    if (status == X12_OK)
        status = purge_run(purge, purge_steps, PURGE_COUNT(purge_steps), now);
    if (status == X12_OK)
        status = purge_count(purge, told);
    told->files -= before.files;
    told->batches -= before.batches;
    told->tasks = before.tasks - told->tasks;
    return status;
}

/* --- ended ------------------------------------------------------------------------ */

/* Nothing that stays points to what goes. */
static enum x12_status purge_check(struct edi_purge *purge)
{
    static const char CHECK[] = "SELECT count(*) FROM pragma_foreign_key_check";
    struct edi_query *q = edi_db_query(&purge->store->db, CHECK);
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK && edi_db_int(q, 0))
        status = x12_fail(purge->store->db.err, X12_EIO,
                          "claim store: rows that stay need %lld that would "
                          "go: nothing was purged",
                          (long long)edi_db_int(q, 0));
    edi_db_end(q);
    return status;
}

/* Statements of tables that are no more are prepared anew at their next use. What
 * was overwritten is wiped in the store's own file, too. */
enum x12_status edi_purge_end(struct edi_purge *purge, bool keep,
                              enum x12_status status)
{
    struct edi_db *db = &purge->store->db;

    if (status == X12_OK && keep)
        status = purge_check(purge);
    if (status == X12_OK && keep)
        status = edi_db_script(db, purge_drop);
    if (status == X12_OK && keep)
        status = edi_db_commit(db);
    edi_db_rollback(db);
    if (status == X12_OK)
        status = edi_db_script(db, "PRAGMA foreign_keys = ON");
    if (status == X12_OK && keep)
        status = edi_db_script(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    return status;
}

enum x12_status edi_purge_needs(struct edi_store *store, x12_str digest)
{
    static const char NEEDS[] =
        "SELECT 1 FROM file WHERE digest = ?1 AND purged = ''";
    struct edi_query *q = edi_db_query(&store->db, NEEDS);
    enum x12_status status;

    edi_db_bind_blob(q, 1, digest);
    status = edi_db_step(q);
    edi_db_end(q);
    return status;
}
