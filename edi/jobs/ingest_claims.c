/* SPDX-License-Identifier: Apache-2.0 */
/* ingest_claims - a set of claims into the store */
#include "edi/jobs/ingest_private.h"
#include "edi/match/key.h"
#include "edi/store/body.h"
#include "edi/store/store_claims.h"

static enum x12_status ingest_claim(struct edi_ingest *in,
                                    const struct edi_claim *claim, int64_t set,
                                    const struct edi_envelope_facts *envelope)
{
    struct edi_claim_row row = {
        .set = set,
        .number = claim->id,
        .payer_name = claim->payer.name,
        .start = claim->offset,
        .finish = claim->end,
    };
    char doubt[EDI_INGEST_DOUBT];
    enum x12_status status;
    int64_t id;

    row.doubt = edi_ingest_doubt(claim->doubt_segment, &claim->doubt, doubt);
    x12_arena_reset(&in->arena);
    edi_facts_claim(claim, envelope, &in->arena, &row.match);
    status = edi_store_claim_put(in->store, &row, &in->arena, &id);
    if (status != X12_OK)
        return status;
    edi_body_claim(&in->body, claim->id, &row.match, &in->arena);
    edi_ingest_new(id, &in->facts.first_claim, &in->facts.last_claim);
    in->told->claims++;
    return X12_OK;
}

static enum x12_status ingest_claim_set(struct edi_ingest *in,
                                        const struct edi_claim *claim,
                                        const struct edi_envelope_facts *env,
                                        int64_t *id)
{
    struct edi_claim_set_row row = {
        .interchange = in->interchange,
        .group = edi_key_bare(x12_str_from(in->cur.envelope.gs_control)),
        .control = env->set,
        .kind = claim->kind,
        .reference = claim->set->reference,
    };
    struct edi_match_claim match;
    enum x12_status status;

    x12_arena_reset(&in->arena);
    edi_facts_claim(claim, env, &in->arena, &match);
    row.sent = match.sent;
    status = edi_store_claim_set_put(in->store, &row, id);
    if (status == X12_OK)
        edi_ingest_new(*id, &in->facts.first_set, &in->facts.last_set);
    return status;
}

/* The set came before, in another file: it and its claims are told and not kept;
 * nor is its interchange, unless another set of it is. */
static enum x12_status ingest_claims_seen(struct edi_ingest *in,
                                          uint64_t claims)
{
    enum x12_status status = X12_OK;

    in->facts.last_claim -= (int64_t)claims;
    in->facts.last_set--;
    in->told->claims -= claims;
    in->told->seen_claims += claims;
    in->told->seen_sets++;
    if (!in->interchange_used) {
        status = edi_store_interchange_out(in->store, in->interchange);
        in->interchange = 0;
    }
    return status;
}

/* Behind the last claim. */
static enum x12_status ingest_claims_end(struct edi_ingest *in, int64_t set,
                                         uint64_t claims)
{
    unsigned char body[EDI_DIGEST_BYTES];
    enum x12_status status = edi_digest_end(&in->body, body);

    edi_digest_add(&in->content,
                   (x12_str){ (const char *)body, EDI_DIGEST_BYTES });
    if (status == X12_OK && set)
        status = edi_store_claim_set_end(in->store, set, body);
    if (status == X12_END)
        return ingest_claims_seen(in, claims);
    in->interchange_used = true;
    return status;
}

enum x12_status edi_ingest_claims(struct edi_ingest *in)
{
    struct edi_envelope_facts envelope = edi_ingest_envelope(in);
    const struct edi_claim *claim;
    uint64_t before = in->told->claims;
    enum x12_status status = edi_digest_begin(&in->body, in->err);
    int64_t set = 0;

    if (status != X12_OK)
        return status;
    edi_ingest_envelope_content(in, &in->body);

    while ((status = edi_claim_next(&in->claims, &claim)) == X12_OK) {
        if (!set)
            status = ingest_claim_set(in, claim, &envelope, &set);
        if (status == X12_OK)
            status = ingest_claim(in, claim, set, &envelope);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END
               ? ingest_claims_end(in, set, in->told->claims - before)
               : status;
}
