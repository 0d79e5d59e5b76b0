/* SPDX-License-Identifier: Apache-2.0 */
/* store_claims - claims in, claims out */
#include "edi/store/store_claims.h"

#include "edi/match/key.h"
#include "edi/store/pack.h"

enum x12_status edi_store_claim_set_put(struct edi_store *store,
                                        const struct edi_claim_set_row *set,
                                        int64_t *id)
{
    static const char PUT[] =
        "INSERT INTO claim_set (interchange, control, kind, sent, reference,"
        " group_control, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, x'')";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    edi_db_bind_int(q, 1, set->interchange);
    edi_db_bind_text(q, 2, set->control);
    edi_db_bind_int(q, 3, set->kind);
    edi_db_bind_int(q, 4, set->sent);
    edi_db_bind_text(q, 5, set->reference);
    edi_db_bind_text(q, 6, set->group);
    status = edi_db_run(q);
    if (status == X12_OK)
        *id = edi_db_last_id(&store->db);
    return status;
}

static enum x12_status claims_set_out(struct edi_store *store, int64_t id)
{
    static const char CLAIMS[] = "DELETE FROM claim WHERE claim_set = ?1";
    static const char SET[] = "DELETE FROM claim_set WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, CLAIMS);
    enum x12_status status;

    edi_db_bind_int(q, 1, id);
    status = edi_db_run(q);
    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, SET);
    edi_db_bind_int(q, 1, id);
    return edi_db_run(q);
}

enum x12_status edi_store_claim_set_end(
    struct edi_store *store, int64_t id,
    const unsigned char body[EDI_DIGEST_BYTES])
{
    static const char SAME[] = "SELECT id FROM claim_set WHERE body = ?1";
    static const char PUT[] = "UPDATE claim_set SET body = ?2 WHERE id = ?1";
    const x12_str digest = { (const char *)body, EDI_DIGEST_BYTES };
    struct edi_query *q = edi_db_query(&store->db, SAME);
    enum x12_status status;

    edi_db_bind_blob(q, 1, digest);
    status = edi_db_step(q);
    edi_db_end(q);
    if (status == X12_OK) {
        status = claims_set_out(store, id);
        return status == X12_OK ? X12_END : status;
    }
    if (status != X12_END)
        return status;
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_int(q, 1, id);
    edi_db_bind_blob(q, 2, digest);
    return edi_db_run(q);
}

/* --- lines as one value ----------------------------------------------------- */

static x12_str claims_pack(const struct edi_match_claim *claim,
                           struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };

    edi_pack_int(&pack, (int64_t)claim->line_count);
    for (size_t i = 0; i < claim->line_count; i++) {
        const struct edi_match_line *line = &claim->lines[i];

        edi_pack_int(&pack, line->number);
        edi_pack_text(&pack, line->control);
        edi_pack_text(&pack, line->code);
        edi_pack_text(&pack, line->revenue);
        edi_pack_text(&pack, line->modifiers);
        edi_pack_int(&pack, line->charge);
        edi_pack_int(&pack, line->from);
        edi_pack_int(&pack, line->to - line->from);
    }
    return edi_pack_done(&pack);
}

static enum x12_status claims_unpack(struct edi_db *db, x12_str value,
                                     struct x12_arena *arena,
                                     struct edi_match_claim *claim)
{
    struct edi_unpack from = { .rest = value };
    size_t count = edi_unpack_count(&from);

    claim->lines = x12_arena_make(arena, (count + 1) * sizeof(*claim->lines));
    for (size_t i = 0; claim->lines && i < count; i++) {
        struct edi_match_line *line = &claim->lines[claim->line_count++];

        line->number = (uint32_t)edi_unpack_int(&from);
        line->control = edi_unpack_text(&from);
        line->code = edi_unpack_text(&from);
        line->revenue = edi_unpack_text(&from);
        line->modifiers = edi_unpack_text(&from);
        line->charge = edi_unpack_int(&from);
        line->from = (x12_date)edi_unpack_int(&from);
        line->to = (x12_date)(line->from + edi_unpack_int(&from));
    }
    if (arena->failed)
        return x12_fail(db->err, arena->failed, "claims: %s",
                        x12_status_text(arena->failed));
    if (from.failed)
        return x12_fail(db->err, X12_EIO, "claim store: lines are damaged");
    return X12_OK;
}

/* --- in -------------------------------------------------------------------- */

static enum x12_status claims_put_doubt(struct edi_store *store, int64_t claim,
                                        x12_str doubt)
{
    static const char PUT[] =
        "INSERT INTO claim_doubt (claim, what) VALUES (?1, ?2)";
    struct edi_query *q;

    if (!doubt.len)
        return X12_OK;
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_int(q, 1, claim);
    edi_db_bind_text(q, 2, doubt);
    return edi_db_run(q);
}

enum x12_status edi_store_claim_put(struct edi_store *store,
                                    const struct edi_claim_row *claim,
                                    struct x12_arena *arena, int64_t *id)
{
    static const char PUT[] =
        "INSERT INTO claim (claim_set, ordinal, number, key, bare, payer,"
        " payer_name, npi, tax_id, member, last, first, subscriber_last,"
        " frequency, responsibility, original, charge, from_day, to_day, start,"
        " finish, lines, clearing) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
        " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
        " ?23)";
    const struct edi_match_claim *m = &claim->match;
    x12_str lines = claims_pack(m, arena);
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    if (arena->failed)
        return x12_fail(store->db.err, arena->failed, "claim: %s",
                        x12_status_text(arena->failed));
    edi_db_bind_int(q, 1, claim->set);
    edi_db_bind_int(q, 2, m->ordinal);
    edi_db_bind_text(q, 3, claim->number);
    edi_db_bind_text(q, 4, m->number);
    edi_db_bind_text(q, 5, edi_key_bare(m->number));
    edi_db_bind_text(q, 6, m->payer);
    edi_db_bind_text(q, 7, claim->payer_name);
    edi_db_bind_text(q, 8, m->npi);
    edi_db_bind_text(q, 9, m->tax_id);
    edi_db_bind_text(q, 10, m->member);
    edi_db_bind_text(q, 11, m->last);
    edi_db_bind_text(q, 12, m->first);
    edi_db_bind_text(q, 13, m->subscriber_last);
    edi_db_bind_text(q, 14, m->frequency);
    edi_db_bind_text(q, 15, m->responsibility);
    edi_db_bind_text(q, 16, m->original);
    edi_db_bind_int(q, 17, m->charge);
    edi_db_bind_int(q, 18, m->from);
    edi_db_bind_int(q, 19, m->to);
    edi_db_bind_int(q, 20, (int64_t)claim->start);
    edi_db_bind_int(q, 21, (int64_t)claim->finish);
    edi_db_bind_blob(q, 22, lines);
    edi_db_bind_text(q, 23, m->clearing);
    status = edi_db_run(q);
    if (status != X12_OK)
        return status;
    *id = edi_db_last_id(&store->db);
    return claims_put_doubt(store, *id, claim->doubt);
}

/* --- out ------------------------------------------------------------------- */

#define CLAIMS_SELECT                                                          \
    "SELECT c.id, c.key, c.payer, c.npi, c.tax_id, c.member, c.last, c.first," \
    " c.subscriber_last, c.frequency, c.responsibility, c.original, c.charge," \
    " c.from_day, c.to_day, c.ordinal, c.lines, s.sent, s.control, i.control," \
    " c.clearing, s.reference, s.id,"                                          \
    " EXISTS (SELECT 1 FROM claim_doubt d WHERE d.claim = c.id)"               \
    " FROM claim c JOIN claim_set s ON s.id = c.claim_set"                     \
    " JOIN interchange i ON i.id = s.interchange WHERE "

static const char claims_by_id[] = CLAIMS_SELECT "c.id = ?1";
static const char claims_by_bare[] = CLAIMS_SELECT
    "c.id IN (SELECT id FROM link WHERE number = 'N' || ?1 AND kind = 0)";
static const char claims_by_visit[] = CLAIMS_SELECT
    "c.id IN (SELECT id FROM link WHERE number = 'V' || ?1 || ' ' || ?2"
    " AND kind = 0)";

static enum x12_status claims_row(struct edi_query *q, struct x12_arena *arena,
                                  struct edi_match_claim *out)
{
    x12_str *const texts[] = {
        &out->number,         &out->payer,           &out->npi,
        &out->tax_id,         &out->member,          &out->last,
        &out->first,          &out->subscriber_last, &out->frequency,
        &out->responsibility, &out->original,
    };

    *out = (struct edi_match_claim){ .id = edi_db_int(q, 0) };
    for (int i = 0; i < (int)(sizeof(texts) / sizeof(*texts)); i++)
        *texts[i] = x12_arena_copy(arena, edi_db_text(q, i + 1));
    out->charge = edi_db_int(q, 12);
    out->from = (x12_date)edi_db_int(q, 13);
    out->to = (x12_date)edi_db_int(q, 14);
    out->ordinal = (uint32_t)edi_db_int(q, 15);
    out->sent = (x12_date)edi_db_int(q, 17);
    out->set = x12_arena_copy(arena, edi_db_text(q, 18));
    out->isa = x12_arena_copy(arena, edi_db_text(q, 19));
    out->clearing = x12_arena_copy(arena, edi_db_text(q, 20));
    out->reference = x12_arena_copy(arena, edi_db_text(q, 21));
    out->set_id = edi_db_int(q, 22);
    out->unreadable = edi_db_int(q, 23) != 0;
    return claims_unpack(q->db, x12_arena_copy(arena, edi_db_blob(q, 16)),
                         arena, out);
}

static bool claims_has(const struct edi_match_claim *claims, size_t count,
                       int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (claims[i].id == id)
            return true;
    return false;
}

static struct edi_query *claims_query(struct edi_store *store,
                                      enum edi_claims_by by, int64_t id,
                                      x12_str text)
{
    struct edi_query *q = edi_db_query(
        &store->db, by == EDI_CLAIMS_BY_ID ? claims_by_id : claims_by_bare);

    if (by == EDI_CLAIMS_BY_ID)
        edi_db_bind_int(q, 1, id);
    else
        edi_db_bind_text(q, 1, text);
    return q;
}

/* Adds what the query gives; where there is a seeker, only what it seeks. */
static enum x12_status claims_gather(struct edi_query *q,
                                     const struct edi_match_payment *seeker,
                                     struct x12_arena *arena,
                                     struct edi_match_claim **claims,
                                     size_t *count, size_t most)
{
    struct edi_match_claim read, *claim;
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        if (claims_has(*claims, *count, edi_db_int(q, 0)))
            continue;
        status = claims_row(q, arena, &read);
        if (status != X12_OK)
            break;
        if (seeker && !edi_match_is_sought(&read, seeker))
            continue;
        if (*count == most)
            status = x12_fail(q->db->err, X12_ELIMIT,
                              "more than %u claims share one number",
                              (unsigned)most);
        else if (!(claim = x12_arena_push(arena, claims, count,
                                          sizeof(*claim))))
            status = x12_fail(q->db->err, arena->failed, "claims: %s",
                              x12_status_text(arena->failed));
        else
            *claim = read;
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_store_claims_find(struct edi_store *store,
                                      enum edi_claims_by by, int64_t id,
                                      x12_str text, struct x12_arena *arena,
                                      struct edi_match_claim **claims,
                                      size_t *count, size_t most)
{
    return claims_gather(claims_query(store, by, id, text), NULL, arena, claims,
                         count, most);
}

enum x12_status edi_store_claims_sought(struct edi_store *store,
                                        struct edi_visit visit,
                                        const struct edi_match_payment *payment,
                                        struct x12_arena *arena,
                                        struct edi_match_claim **claims,
                                        size_t *count, size_t most)
{
    struct edi_query *q = edi_db_query(&store->db, claims_by_visit);

    edi_db_bind_int(q, 1, visit.from);
    edi_db_bind_int(q, 2, visit.charge);
    return claims_gather(q, payment, arena, claims, count, most);
}
