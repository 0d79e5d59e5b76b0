/* SPDX-License-Identifier: Apache-2.0 */
/* store_sources - where claims and payments stand, and what answers what */
#include "edi/store/store_sources.h"

#include "edi/match/key.h"
#include "edi/store/store_matches.h"

/* Columns of a source, in this order from `at` on. */
#define SOURCES_COLUMNS                                         \
    " f.name, f.path, f.digest, s.control, x.ordinal, x.start," \
    " (SELECT b.id FROM batch b WHERE b.digest = f.digest)"

static x12_str sources_text(struct x12_arena *arena, x12_str s)
{
    char *copy = x12_arena_bytes(arena, s.len + 1);

    if (!copy)
        return X12_STR("");
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return (x12_str){ copy, s.len };
}

static enum x12_status sources_row(struct edi_query *q, int at,
                                   struct x12_arena *arena,
                                   struct edi_source_row *row)
{
    x12_str digest = edi_db_blob(q, at + 2);

    *row = (struct edi_source_row){
        .name = sources_text(arena, edi_db_text(q, at)),
        .path = sources_text(arena, edi_db_text(q, at + 1)),
        .set = x12_arena_copy(arena, edi_db_text(q, at + 3)),
        .ordinal = (uint32_t)edi_db_int(q, at + 4),
        .start = (uint64_t)edi_db_int(q, at + 5),
        .batch = edi_db_int(q, at + 6),
    };
    if (digest.len != sizeof(row->digest))
        return x12_fail(q->db->err, X12_EIO,
                        "claim store: the digest of a file is damaged");
    memcpy(row->digest, digest.at, digest.len);
    return X12_OK;
}

static enum x12_status sources_kept(struct edi_store *store,
                                    const struct x12_arena *arena,
                                    enum x12_status status)
{
    if (status >= X12_OK && arena->failed)
        return x12_fail(store->db.err, arena->failed, "claim store: %s",
                        x12_status_text(arena->failed));
    return status;
}

enum x12_status edi_store_claim_source(struct edi_store *store, int64_t claim,
                                       struct x12_arena *arena,
                                       struct edi_source_row *row)
{
    static const char WHERE[] = "SELECT" SOURCES_COLUMNS " FROM claim x"
                                " JOIN claim_set s ON s.id = x.claim_set"
                                " JOIN interchange i ON i.id = s.interchange"
                                " JOIN file f ON f.id = i.file WHERE x.id = ?1";
    struct edi_query *q = edi_db_query(&store->db, WHERE);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    status = edi_db_step(q);
    if (status == X12_OK)
        status = sources_row(q, 0, arena, row);
    edi_db_end(q);
    return sources_kept(store, arena, status);
}

/* --- answers ----------------------------------------------------------------- */

static enum x12_status sources_answer(struct edi_query *q,
                                      struct x12_arena *arena,
                                      struct edi_answer_row *row)
{
    const int64_t outcome = edi_db_int(q, 9);
    struct edi_match_details details;
    enum x12_status status;

    *row = (struct edi_answer_row){
        .payment = edi_db_int(q, 7),
        .day = (x12_date)edi_db_int(q, 8),
        .outcome = outcome >= 0 && outcome < EDI_OUTCOMES
                       ? (enum edi_outcome)outcome
                       : EDI_OUTCOME_NONE,
        .at_stake = edi_db_int(q, 10),
    };
    status = sources_row(q, 0, arena, &row->source);
    if (status == X12_OK)
        status = edi_match_details_read(q->db, edi_db_blob(q, 11), &details);
    if (status != X12_OK)
        return status;
    row->correction = details.correction;
    row->lines = x12_arena_make(arena,
                                (details.line_count + 1) * sizeof(*row->lines));
    for (size_t i = 0; row->lines && i < details.line_count; i++)
        row->lines[i] = edi_match_details_line(&details).number;
    row->line_count = row->lines ? details.line_count : 0;
    return X12_OK;
}

enum x12_status edi_store_answers(struct edi_store *store, int64_t claim,
                                  struct x12_arena *arena,
                                  struct edi_answer_row **rows, size_t *count)
{
    static const char ANSWERS[] =
        "SELECT" SOURCES_COLUMNS ", x.id, s.day, m.outcome, m.at_stake,"
        " m.details FROM match m JOIN payment x ON x.id = m.payment"
        " JOIN remittance s ON s.id = x.remittance"
        " JOIN interchange i ON i.id = s.interchange"
        " JOIN file f ON f.id = i.file"
        " WHERE m.claim = ?1 AND m.confidence <= ?2 AND NOT m.repeated"
        " ORDER BY s.day, i.day, i.control, s.control, x.ordinal";
    struct edi_query *q = edi_db_query(&store->db, ANSWERS);
    struct edi_answer_row *row;
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    edi_db_bind_int(q, 2, EDI_STRONG);
    while ((status = edi_db_step(q)) == X12_OK) {
        row = x12_arena_push(arena, rows, count, sizeof(*row));
        if (!row)
            break;
        status = sources_answer(q, arena, row);
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return sources_kept(store, arena, status == X12_END ? X12_OK : status);
}

/* --- numbers ----------------------------------------------------------------- */

enum x12_status edi_store_numbered(struct edi_store *store, x12_str number,
                                   struct x12_arena *arena,
                                   struct edi_numbered_row **rows,
                                   size_t *count)
{
    static const char NUMBERED[] =
        "SELECT x.id, x.responsibility, t.state, s.sent, t.payments, f.name"
        " FROM link l JOIN claim x ON x.id = l.id"
        " JOIN claim_set s ON s.id = x.claim_set"
        " JOIN interchange i ON i.id = s.interchange"
        " JOIN file f ON f.id = i.file"
        " LEFT JOIN standing t ON t.claim = x.id"
        " WHERE l.number = 'N' || ?1 AND l.kind = 0 AND x.key = ?2"
        " ORDER BY s.sent, i.day, i.control, s.control, x.ordinal";
    const x12_str key = edi_key_number(arena, number);
    struct edi_query *q = edi_db_query(&store->db, NUMBERED);
    struct edi_numbered_row *row;
    enum x12_status status;

    edi_db_bind_text(q, 1, edi_key_bare(key));
    edi_db_bind_text(q, 2, key);
    while ((status = edi_db_step(q)) == X12_OK) {
        row = x12_arena_push(arena, rows, count, sizeof(*row));
        if (!row)
            break;
        *row = (struct edi_numbered_row){
            .id = edi_db_int(q, 0),
            .responsibility = x12_arena_copy(arena, edi_db_text(q, 1)),
            .state = (enum edi_state)edi_db_int(q, 2),
            .sent = (x12_date)edi_db_int(q, 3),
            .payments = (uint32_t)edi_db_int(q, 4),
            .file = sources_text(arena, edi_db_text(q, 5)),
        };
    }
    edi_db_end(q);
    return sources_kept(store, arena, status == X12_END ? X12_OK : status);
}

enum x12_status edi_store_claim_number(struct edi_store *store, int64_t claim,
                                       struct x12_arena *arena, x12_str *number)
{
    static const char NUMBER[] = "SELECT number FROM claim WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, NUMBER);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    status = edi_db_step(q);
    if (status == X12_OK)
        *number = x12_arena_copy(arena, edi_db_text(q, 0));
    edi_db_end(q);
    return sources_kept(store, arena, status);
}
