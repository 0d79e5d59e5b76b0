/* SPDX-License-Identifier: Apache-2.0 */
/* job_replay - decides anew all that follows from what was taken in */
#include "edi/jobs/job_replay.h"

#include "edi/store/store_follow.h"

/* What was decided before, to compare with. */
static const char replay_before[] =
    "CREATE TEMP TABLE match_before AS SELECT payment, claim, rule, confidence,"
    " outcome, at_stake, action, overlap, repeated, live, details FROM match;"
    "CREATE TEMP TABLE standing_before AS SELECT claim, state, paid, balance"
    " FROM standing;"
    "CREATE INDEX temp.match_before_payment ON match_before (payment);"
    "CREATE INDEX temp.standing_before_claim ON standing_before (claim);";

/* What is otherwise now; a claim without a row stands open. */
static const char replay_compare[] =
    "CREATE TEMP TABLE replayed_payment AS SELECT payment FROM (SELECT payment,"
    " claim, rule, confidence, outcome, at_stake, action, overlap, repeated,"
    " live, details FROM match EXCEPT SELECT * FROM temp.match_before);"
    "CREATE TEMP TABLE replayed_claim AS SELECT claim FROM (SELECT claim,"
    " state, paid, balance FROM standing EXCEPT"
    " SELECT * FROM temp.standing_before) UNION SELECT claim"
    " FROM temp.standing_before WHERE claim NOT IN"
    " (SELECT claim FROM standing);";
static const char replay_after[] = "DROP TABLE IF EXISTS temp.match_before;"
                                   "DROP TABLE IF EXISTS temp.standing_before;"
                                   "DROP TABLE IF EXISTS temp.replayed_payment;"
                                   "DROP TABLE IF EXISTS temp.replayed_claim;";

static enum x12_status replay_number(struct edi_store *store, const char *sql,
                                     int64_t *number)
{
    struct edi_query *q = edi_db_query(&store->db, sql);
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK)
        *number = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

static enum x12_status replay_all(struct edi_store *store,
                                  const struct edi_denial_rules *rules,
                                  const char *when)
{
    static const char CLAIM[] = "SELECT coalesce(max(id), 0) FROM claim";
    static const char PAYMENT[] = "SELECT coalesce(max(id), 0) FROM payment";
    /* Acknowledgements are not led to claims anew: what became of a file of the
     * outbox since is a person's act. */
    struct edi_new_facts facts = EDI_NO_FACTS;
    enum x12_status status = replay_number(store, CLAIM, &facts.last_claim);

    facts.known = true;
    if (status == X12_OK)
        status = replay_number(store, PAYMENT, &facts.last_payment);
    return status == X12_OK ? edi_store_follow(store, &facts, rules, when, NULL)
                            : status;
}

static enum x12_status replay_count(struct edi_store *store,
                                    struct edi_replayed *told)
{
    static const char CLAIMS[] = "SELECT count(*) FROM claim";
    static const char PAYMENTS[] = "SELECT count(*) FROM payment";
    static const char OTHERWISE[] = "SELECT count(*)"
                                    " FROM temp.replayed_payment";
    static const char MOVED[] = "SELECT count(*) FROM temp.replayed_claim";
    const struct {
        const char *sql;
        uint64_t *count;
    } rows[] = {
        { CLAIMS, &told->claims },
        { PAYMENTS, &told->payments },
        { OTHERWISE, &told->otherwise },
        { MOVED, &told->moved },
    };
    enum x12_status status = X12_OK;

    for (size_t i = 0; status == X12_OK && i < sizeof(rows) / sizeof(*rows);
         i++) {
        int64_t count = 0;

        status = replay_number(store, rows[i].sql, &count);
        *rows[i].count = (uint64_t)count;
    }
    return status;
}

enum x12_status edi_replay(struct edi_store *store,
                           const struct edi_denial_rules *rules,
                           const char *when, struct edi_replayed *told)
{
    enum x12_status status = edi_db_begin(&store->db);

    *told = (struct edi_replayed){ 0 };
    if (status == X12_OK)
        status = edi_db_script(&store->db, replay_after);
    if (status == X12_OK)
        status = edi_db_script(&store->db, replay_before);
    if (status == X12_OK)
        status = replay_all(store, rules, when);
    if (status == X12_OK)
        status = edi_db_script(&store->db, replay_compare);
    return status == X12_OK ? replay_count(store, told) : status;
}

enum x12_status edi_replay_end(struct edi_store *store, bool keep)
{
    enum x12_status status = X12_OK;

    if (keep)
        status = edi_db_script(&store->db, replay_after);
    if (keep && status == X12_OK)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    return status;
}
