/* SPDX-License-Identifier: Apache-2.0 */
/* store_matches - which payment was laid to which claim, and why */
#include "edi/store/store_matches.h"

#include "edi/store/store_acks.h"

/* What stands behind the lines, where there is anything to say: a word of these,
 * then what it is of. */
enum matches_more {
    MATCHES_LEFT = 1,     /* at stake of what still counts */
    MATCHES_REVERSES = 2, /* id of a payment, enum edi_negation */
};

static void matches_pack_more(struct edi_pack *pack,
                              const struct edi_match_payment *p)
{
    if (p->found.live && p->found.left != p->found.at_stake) {
        edi_pack_int(pack, MATCHES_LEFT);
        edi_pack_int(pack, p->found.left);
    }
    if (p->found.reverses) {
        edi_pack_int(pack, MATCHES_REVERSES);
        edi_pack_int(pack, p->found.reverses->id);
        edi_pack_int(pack, p->found.negation);
    }
}

static x12_str matches_pack(const struct edi_match_payment *p,
                            struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };

    edi_pack_int(&pack, p->found.compared.agree);
    edi_pack_int(&pack, p->found.compared.differ);
    edi_pack_text(&pack, p->found.cause_group);
    edi_pack_text(&pack, p->found.cause_code);
    edi_pack_text(&pack, p->found.cause_remark);
    edi_pack_text(&pack, p->found.cause_text);
    edi_pack_int(&pack, p->found.correction);
    edi_pack_int(&pack, (int64_t)p->found.refused_count);
    for (size_t i = 0; i < p->found.refused_count; i++) {
        edi_pack_int(&pack, p->found.refused[i].claim->id);
        edi_pack_int(&pack, p->found.refused[i].compared.agree);
        edi_pack_int(&pack, p->found.refused[i].compared.differ);
    }
    edi_pack_int(&pack, (int64_t)p->service_count);
    for (size_t i = 0; i < p->service_count; i++) {
        const struct edi_match_service *s = &p->services[i];

        edi_pack_int(&pack, s->line ? s->line->number : 0);
        edi_pack_int(&pack, s->lines);
        edi_pack_int(&pack, s->rule);
        edi_pack_int(&pack, s->outcome);
    }
    matches_pack_more(&pack, p);
    return edi_pack_done(&pack);
}

static enum x12_status matches_put(struct edi_store *store,
                                   const struct edi_match_payment *p,
                                   struct x12_arena *arena)
{
    static const char PUT[] =
        "INSERT OR REPLACE INTO match (payment, claim, rule, confidence,"
        " outcome, at_stake, action, details, repeated, live, overlap)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    x12_str details = matches_pack(p, arena);
    struct edi_query *q = edi_db_query(&store->db, PUT);

    if (arena->failed)
        return x12_fail(store->db.err, arena->failed, "match: %s",
                        x12_status_text(arena->failed));
    edi_db_bind_int(q, 1, p->id);
    if (p->found.claim)
        edi_db_bind_int(q, 2, p->found.claim->id);
    edi_db_bind_int(q, 3, p->found.rule);
    edi_db_bind_int(q, 4, p->found.confidence);
    edi_db_bind_int(q, 5, p->found.outcome);
    edi_db_bind_int(q, 6, p->found.at_stake);
    edi_db_bind_int(q, 7, p->found.action);
    edi_db_bind_blob(q, 8, details);
    edi_db_bind_int(q, 9, p->repeated);
    edi_db_bind_int(q, 10, p->found.live);
    edi_db_bind_int(q, 11, p->found.overlap);
    return edi_db_run(q);
}

enum x12_status edi_store_decided_otherwise(struct edi_store *store,
                                            const struct edi_match_payment *p,
                                            bool *otherwise)
{
    static const char ASK[] =
        "SELECT claim IS NOT nullif(?2, 0) OR confidence <> ?3 OR outcome <> ?4"
        " OR at_stake <> ?5 FROM match WHERE payment = ?1";
    struct edi_query *q = edi_db_query(&store->db, ASK);
    enum x12_status status;

    edi_db_bind_int(q, 1, p->id);
    edi_db_bind_int(q, 2, p->found.claim ? p->found.claim->id : 0);
    edi_db_bind_int(q, 3, p->found.confidence);
    edi_db_bind_int(q, 4, p->found.outcome);
    edi_db_bind_int(q, 5, p->found.at_stake);
    status = edi_db_step(q);
    *otherwise = status == X12_OK && edi_db_int(q, 0);
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status matches_seek(struct edi_store *store,
                                    const struct edi_match_payment *p,
                                    bool *seeking)
{
    static const char PUT[] = "INSERT OR REPLACE INTO seeking (payment, day,"
                              " charge) VALUES (?1, ?2, ?3)";
    static const char FORGET[] = "DELETE FROM seeking WHERE payment = ?1";
    bool seeks = p->found.seeks.from != 0;
    struct edi_query *q;

    *seeking = *seeking || seeks;
    if (!*seeking)
        return X12_OK;
    q = edi_db_query(&store->db, seeks ? PUT : FORGET);
    edi_db_bind_int(q, 1, p->id);
    if (seeks) {
        edi_db_bind_int(q, 2, p->found.seeks.from);
        edi_db_bind_int(q, 3, p->found.seeks.charge);
    }
    return edi_db_run(q);
}

enum x12_status edi_store_seeking(struct edi_store *store, bool *seeking)
{
    static const char ANY[] = "SELECT EXISTS (SELECT 1 FROM seeking)";
    struct edi_query *q = edi_db_query(&store->db, ANY);
    enum x12_status status = edi_db_step(q);

    *seeking = status == X12_OK && edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

enum x12_status edi_store_sought_before(struct edi_store *store,
                                        int64_t payment,
                                        struct edi_visit *visit)
{
    static const char ASK[] =
        "SELECT day, charge FROM seeking WHERE payment = ?1";
    struct edi_query *q = edi_db_query(&store->db, ASK);
    enum x12_status status;

    edi_db_bind_int(q, 1, payment);
    status = edi_db_step(q);
    if (status == X12_OK)
        *visit = (struct edi_visit){ (x12_date)edi_db_int(q, 0),
                                     edi_db_int(q, 1) };
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* A claim about which nothing has been decided has no row: it is open. */
static enum x12_status matches_forget(struct edi_store *store, int64_t claim)
{
    static const char FORGET[] = "DELETE FROM standing WHERE claim = ?1";
    struct edi_query *q = edi_db_query(&store->db, FORGET);

    edi_db_bind_int(q, 1, claim);
    return edi_db_run(q);
}

static enum x12_status matches_stand(struct edi_store *store,
                                     const struct edi_match_claim *c)
{
    static const char PUT[] =
        "INSERT OR REPLACE INTO standing (claim, state, paid, balance, last,"
        " payments, ack) VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0))";
    struct edi_query *q;

    if (c->stand.state == EDI_STATE_OPEN && !c->stand.last)
        return matches_forget(store, c->id);
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_int(q, 1, c->id);
    edi_db_bind_int(q, 2, c->stand.state);
    edi_db_bind_int(q, 3, c->stand.paid);
    edi_db_bind_int(q, 4, c->stand.balance);
    edi_db_bind_int(q, 5, c->stand.last);
    edi_db_bind_int(q, 6, c->stand.payments);
    edi_db_bind_int(q, 7, c->stand.ack);
    return edi_db_run(q);
}

enum x12_status edi_store_decided(struct edi_store *store,
                                  const struct edi_component *component,
                                  struct x12_arena *arena, bool *seeking)
{
    enum x12_status status = X12_OK;

    for (size_t i = 0; status == X12_OK && i < component->payment_count; i++) {
        status = matches_put(store, &component->payments[i], arena);
        if (status == X12_OK)
            status = matches_seek(store, &component->payments[i], seeking);
    }
    for (size_t i = 0; status == X12_OK && i < component->claim_count; i++)
        status = matches_stand(store, &component->claims[i]);
    for (size_t i = 0; status == X12_OK && i < component->ack_count; i++)
        status = edi_store_ack_laid(store, &component->acks[i]);
    return status;
}

/* --- out ------------------------------------------------------------------- */

static struct edi_compared matches_compared(struct edi_unpack *from)
{
    struct edi_compared compared;

    compared.agree = (uint16_t)edi_unpack_int(from);
    compared.differ = (uint16_t)edi_unpack_int(from);
    return compared;
}

enum x12_status edi_match_details_read(struct edi_db *db, x12_str value,
                                       struct edi_match_details *out)
{
    struct edi_unpack from = { .rest = value };

    *out = (struct edi_match_details){ .compared = matches_compared(&from) };
    out->cause_group = edi_unpack_text(&from);
    out->cause_code = edi_unpack_text(&from);
    out->cause_remark = edi_unpack_text(&from);
    out->cause_text = edi_unpack_text(&from);
    out->correction = edi_unpack_int(&from) != 0;
    out->refused_count = edi_unpack_count(&from);
    if (out->refused_count > EDI_CANDIDATES)
        from.failed = true;
    for (size_t i = 0; !from.failed && i < out->refused_count; i++) {
        out->refused[i].claim = edi_unpack_int(&from);
        out->refused[i].compared = matches_compared(&from);
    }
    out->line_count = edi_unpack_count(&from);
    out->lines = from;
    if (from.failed)
        return x12_fail(db->err, X12_EIO, "claim store: a match is damaged");
    return X12_OK;
}

struct edi_match_line_row edi_match_details_line(
    struct edi_match_details *details)
{
    struct edi_match_line_row row;
    int64_t rule, outcome;

    row.number = (uint32_t)edi_unpack_int(&details->lines);
    row.lines = (uint32_t)edi_unpack_int(&details->lines);
    rule = edi_unpack_int(&details->lines);
    outcome = edi_unpack_int(&details->lines);
    row.rule = rule >= 0 && rule <= EDI_LINE_L6 ? (enum edi_line_rule)rule
                                                : EDI_LINE_NONE;
    row.outcome = outcome >= 0 && outcome < EDI_OUTCOMES
                      ? (enum edi_outcome)outcome
                      : EDI_OUTCOME_NONE;
    return row;
}

struct edi_match_more edi_match_details_more(
    const struct edi_match_details *details)
{
    struct edi_match_details d = *details;
    struct edi_match_more more = { .any_left = false };

    for (size_t i = 0; i < d.line_count; i++)
        edi_match_details_line(&d);
    while (d.lines.rest.len && !d.lines.failed) {
        switch (edi_unpack_int(&d.lines)) {
        case MATCHES_LEFT:
            more.any_left = true;
            more.left = edi_unpack_int(&d.lines);
            break;
        case MATCHES_REVERSES:
            more.reverses = edi_unpack_int(&d.lines);
            more.negation = (enum edi_negation)edi_unpack_int(&d.lines);
            break;
        default:
            return more;
        }
    }
    return more;
}
