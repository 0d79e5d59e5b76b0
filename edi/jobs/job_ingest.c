/* SPDX-License-Identifier: Apache-2.0 */
/* job_ingest - takes in what came, by content, and decides what follows */
#include "edi/jobs/job_ingest.h"

#include "edi/claims/ack_read.h"
#include "edi/claims/balance.h"
#include "edi/claims/claim_read.h"
#include "edi/claims/payment_read.h"
#include "edi/guides/guides.h"
#include "edi/match/facts.h"
#include "edi/match/key.h"
#include "edi/store/body.h"
#include "edi/store/store_acks.h"
#include "edi/store/store_claims.h"
#include "edi/store/store_follow.h"
#include "edi/store/store_payments.h"

#include <stdio.h>

/* One file on its way into the store. */
struct ingest {
    struct edi_store *store;
    struct x12_error *err;
    struct edi_ingested *told;
    struct x12_cursor cur;
    struct x12_findings findings; /* counted, not kept */
    struct edi_claim_reader claims;
    struct edi_payment_reader payments;
    struct edi_ack_reader acks;
    struct x12_arena arena;    /* of the claim, payment or item at hand */
    struct edi_digest raw;     /* the bytes as they came */
    struct edi_digest content; /* all that was read from them */
    struct edi_digest body;    /* the remittance or set of claims at hand */
    struct edi_new_facts facts;
    int64_t file;
    uint64_t interchange_ordinal; /* that `interchange` is the row of */
    int64_t interchange;
    bool interchange_used; /* something of it was kept */
};

static x12_str ingest_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return x12_str_from(slash ? slash + 1 : path);
}

static struct edi_envelope_facts ingest_envelope(const struct ingest *in)
{
    const struct x12_envelope *env = &in->cur.envelope;

    return (struct edi_envelope_facts){
        .isa = x12_str_from(env->isa_control),
        .set = x12_str_from(env->st_control),
        .isa_day = env->isa_date,
        .gs_day = env->gs_date,
    };
}

/* The row of the interchange at hand, made when its first set is met. */
static enum x12_status ingest_interchange(struct ingest *in)
{
    const struct x12_envelope *env = &in->cur.envelope;

    if (in->interchange && in->interchange_ordinal == env->interchanges)
        return X12_OK;
    if (in->interchange_ordinal != env->interchanges)
        in->told->interchanges++;
    in->interchange_ordinal = env->interchanges;
    in->interchange_used = false;
    return edi_store_interchange_put(in->store, in->file, env,
                                     &in->interchange);
}

/* New rows of a table have ids that follow each other. */
static void ingest_new(int64_t id, int64_t *first, int64_t *last)
{
    if (*last < *first)
        *first = id;
    *last = id;
}

/* Control numbers are part of the content: what a partner sends once more in a
 * new envelope is another file. Each is behind a zero byte, so that they do not
 * run into each other. */
static void ingest_envelope_content(struct ingest *in,
                                    struct edi_digest *digest)
{
    const struct x12_envelope *env = &in->cur.envelope;
    const char *const texts[] = { env->sender,     env->isa_control,
                                  env->gs_control, env->st_control,
                                  env->set,        env->usage };

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        edi_digest_add(digest, (x12_str){ texts[i], strlen(texts[i]) + 1 });
}

/* --- claims ---------------------------------------------------------------- */

static enum x12_status ingest_claim(struct ingest *in,
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
    enum x12_status status;
    int64_t id;

    x12_arena_reset(&in->arena);
    edi_facts_claim(claim, envelope, &in->arena, &row.match);
    status = edi_store_claim_put(in->store, &row, &in->arena, &id);
    if (status != X12_OK)
        return status;
    edi_body_claim(&in->body, claim->id, &row.match, &in->arena);
    ingest_new(id, &in->facts.first_claim, &in->facts.last_claim);
    in->told->claims++;
    return X12_OK;
}

static enum x12_status ingest_claim_set(struct ingest *in,
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
        ingest_new(*id, &in->facts.first_set, &in->facts.last_set);
    return status;
}

/* The set came before, in another file: it and its claims are told and not kept;
 * nor is its interchange, unless another set of it is. */
static enum x12_status ingest_claims_seen(struct ingest *in, uint64_t claims)
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
static enum x12_status ingest_claims_end(struct ingest *in, int64_t set,
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

static enum x12_status ingest_claims(struct ingest *in)
{
    struct edi_envelope_facts envelope = ingest_envelope(in);
    const struct edi_claim *claim;
    uint64_t before = in->told->claims;
    enum x12_status status = edi_digest_begin(&in->body, in->err);
    int64_t set = 0;

    if (status != X12_OK)
        return status;
    ingest_envelope_content(in, &in->body);

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

/* --- payments -------------------------------------------------------------- */

static enum x12_status ingest_remittance(struct ingest *in,
                                         const struct edi_remittance *r,
                                         const struct edi_envelope_facts *env,
                                         struct edi_remittance_row *row)
{
    enum x12_status status;

    if (row->id)
        return X12_OK;
    row->interchange = in->interchange;
    row->control = env->set;
    row->remittance = r;
    row->payer = edi_facts_payer(r);
    row->npi = edi_facts_npi(&r->payee);
    row->tax_id = edi_facts_tax_id(&r->payee);
    row->day = edi_facts_day(r, env);
    status = edi_digest_begin(&in->body, in->err);
    if (status == X12_OK)
        status = edi_store_remittance_begin(in->store, row);
    if (status == X12_OK)
        ingest_new(row->id, &in->facts.first_remittance,
                   &in->facts.last_remittance);
    return status;
}

/* "CLP04, segment 17" */
static x12_str ingest_doubt(const struct edi_payment *payment, char into[64])
{
    if (!payment->doubt.segment)
        return (x12_str){ NULL, 0 };
    snprintf(into, 64, "%s%02u, segment %u", payment->doubt_segment,
             (unsigned)payment->doubt.element,
             (unsigned)payment->doubt.segment);
    return x12_str_from(into);
}

/* What the claim does not add up by; where its sums agree, the first line that
 * does not. */
static x12_money ingest_imbalance(const struct edi_payment *payment,
                                  const struct edi_payment_sums *sums)
{
    x12_money off = sums->paid - sums->right_paid;

    if (!off)
        off = sums->charge - sums->lines_charge;
    for (size_t i = 0; !off && i < payment->service_count; i++) {
        struct edi_service_sums line;

        if (!edi_service_balance(&payment->services[i], &line, NULL))
            off = line.paid - line.right_paid;
    }
    return off;
}

static enum x12_status ingest_payment(struct ingest *in,
                                      const struct edi_payment *payment,
                                      const struct edi_envelope_facts *env,
                                      struct edi_remittance_row *remittance)
{
    struct edi_payment_row row = {
        .remittance = remittance->id,
        .number = payment->id,
        .control = payment->control,
        .patient = edi_payment_adjusted(payment, "PR"),
        .start = payment->offset,
        .finish = payment->end,
    };
    struct edi_payment_sums sums;
    enum x12_status status;
    char doubt[64];
    int64_t id;

    row.doubt = ingest_doubt(payment, doubt);
    row.adjusted = edi_payment_adjusted(payment, NULL) - row.patient;
    if (!edi_payment_balance(payment, &sums, NULL)) {
        in->told->unbalanced++;
        if (!row.doubt.len)
            row.imbalance = ingest_imbalance(payment, &sums);
    }
    x12_arena_reset(&in->arena);
    edi_facts_payment(payment, env, &in->arena, &row.match);
    status = edi_store_payment_put(in->store, &row, &in->arena, &id);
    if (status != X12_OK)
        return status;
    edi_body_payment(&in->body, payment, &in->arena);
    if (!remittance->first_payment)
        remittance->first_payment = id;
    ingest_new(id, &in->facts.first_payment, &in->facts.last_payment);
    in->told->payments++;
    return X12_OK;
}

/* Behind the last payment: the PLBs are known now. */
static enum x12_status ingest_remittance_end(
    struct ingest *in, const struct edi_envelope_facts *env,
    struct edi_remittance_row *row)
{
    const struct edi_remittance *r = edi_payment_remittance(&in->payments);
    struct edi_remittance_sums sums;
    enum x12_status status = ingest_remittance(in, r, env, row);

    if (status != X12_OK)
        return status;
    row->remittance = r;
    in->told->unbalanced += !edi_remittance_balance(r, &sums, NULL);
    x12_arena_reset(&in->arena);
    edi_body_remittance(&in->body, r, &in->arena);
    status = edi_digest_end(&in->body, row->body);
    edi_digest_add(&in->content,
                   (x12_str){ (const char *)row->body, EDI_DIGEST_BYTES });
    if (status == X12_OK && in->arena.failed)
        status = x12_fail(in->err, in->arena.failed, "remittance: %s",
                          x12_status_text(in->arena.failed));
    return status == X12_OK ? edi_store_remittance_end(in->store, row) : status;
}

static enum x12_status ingest_payments(struct ingest *in)
{
    struct edi_envelope_facts envelope = ingest_envelope(in);
    struct edi_remittance_row row = { 0 };
    const struct edi_payment *payment;
    enum x12_status status;

    while ((status = edi_payment_next(&in->payments, &payment)) == X12_OK) {
        status = ingest_remittance(in, payment->remittance, &envelope, &row);
        if (status == X12_OK)
            status = ingest_payment(in, payment, &envelope, &row);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? ingest_remittance_end(in, &envelope, &row)
                             : status;
}

/* --- acknowledgements --------------------------------------------------------- */

/* `*first` is the row of the first item of the set at hand. */
static enum x12_status ingest_ack(struct ingest *in, const struct edi_ack *ack,
                                  const struct edi_envelope_facts *envelope,
                                  int64_t *first)
{
    struct edi_ack_row row = {
        .interchange = in->interchange,
        .ack = ack,
        .start = ack->offset,
        .finish = ack->end,
    };
    enum x12_status status;
    x12_str details;
    int64_t id;

    x12_arena_reset(&in->arena);
    edi_facts_ack(ack, envelope, &in->arena, &row.match);
    status = edi_store_ack_put(in->store, &row, *first, &in->arena, &id,
                               &details);
    if (status != X12_OK)
        return status;
    if (!*first)
        *first = id;
    edi_body_ack(&in->content, ack, details, &in->arena);
    ingest_new(id, &in->facts.first_ack, &in->facts.last_ack);
    in->told->acks++;
    return X12_OK;
}

static enum x12_status ingest_acks(struct ingest *in, bool in_set)
{
    struct edi_envelope_facts envelope = ingest_envelope(in);
    const struct edi_ack *ack;
    enum x12_status status;
    int64_t first = 0;

    if (!in_set) /* the headers at hand are those of a set before it */
        envelope.set = (x12_str){ NULL, 0 }, envelope.gs_day = 0;
    while ((status = edi_ack_next(&in->acks, &ack)) == X12_OK) {
        status = ingest_ack(in, ack, &envelope, &first);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? X12_OK : status;
}

/* --- the file -------------------------------------------------------------- */

static enum x12_status ingest_set(struct ingest *in, enum edi_set_kind kind)
{
    static const unsigned kinds[] = {
        [EDI_SET_OTHER] = EDI_FILE_OTHER,
        [EDI_SET_CLAIM] = EDI_FILE_CLAIMS,
        [EDI_SET_PAYMENT] = EDI_FILE_PAYMENTS,
        [EDI_SET_999] = EDI_FILE_999,
        [EDI_SET_277CA] = EDI_FILE_277CA,
        [EDI_SET_TA1] = EDI_FILE_TA1,
    };
    enum x12_status status = ingest_interchange(in);

    ingest_envelope_content(in, &in->content);
    in->told->kind |= kinds[kind];
    in->told->sets++;
    if (status != X12_OK)
        return status;
    if (kind == EDI_SET_CLAIM)
        return ingest_claims(in);
    in->interchange_used = true;
    if (kind == EDI_SET_PAYMENT)
        return ingest_payments(in);
    if (kind != EDI_SET_OTHER)
        return ingest_acks(in, kind != EDI_SET_TA1);
    in->told->other_sets++;
    return X12_OK;
}

static enum x12_status ingest_read(struct ingest *in)
{
    enum x12_status status = X12_OK;
    enum edi_set_kind kind;

    while (status == X12_OK &&
           (status = edi_set_next(&in->cur, &kind)) == X12_OK)
        status = ingest_set(in, kind);
    if (status == X12_ESYNTAX) {
        /* No ISA in it: a fact about the file, not a failure of ours. */
        *in->err = (struct x12_error){ 0 };
        in->told->verdict = EDI_INGEST_UNKNOWN;
        return X12_OK;
    }
    if (status != X12_END)
        return status;
    if (!(in->told->kind & ~(unsigned)EDI_FILE_OTHER))
        in->told->verdict = EDI_INGEST_UNKNOWN;
    else if (in->cur.level != X12_AT_IEA)
        in->told->verdict = EDI_INGEST_CUT;
    else if (in->told->seen_sets == in->told->sets)
        in->told->verdict = EDI_INGEST_SEEN;
    return X12_OK;
}

/* How the new payments were decided. */
static enum x12_status ingest_count(struct ingest *in)
{
    static const char COUNT[] =
        "SELECT count(*) FILTER (WHERE repeated),"
        " count(*) FILTER (WHERE NOT repeated AND confidence <= ?3),"
        " count(*) FILTER (WHERE NOT repeated AND confidence > ?3"
        " AND confidence < ?4),"
        " count(*) FILTER (WHERE NOT repeated AND confidence = ?4)"
        " FROM match WHERE payment BETWEEN ?1 AND ?2";
    struct edi_query *q = edi_db_query(&in->store->db, COUNT);
    enum x12_status status;

    edi_db_bind_int(q, 1, in->facts.first_payment);
    edi_db_bind_int(q, 2, in->facts.last_payment);
    edi_db_bind_int(q, 3, EDI_STRONG);
    edi_db_bind_int(q, 4, EDI_UNMATCHED);
    status = edi_db_step(q);
    if (status == X12_OK) {
        in->told->repeated = (uint64_t)edi_db_int(q, 0);
        in->told->matched = (uint64_t)edi_db_int(q, 1);
        in->told->asked = (uint64_t)edi_db_int(q, 2);
        in->told->unmatched = (uint64_t)edi_db_int(q, 3);
    }
    edi_db_end(q);
    return status;
}

/* What answers nothing that we know of. */
static enum x12_status ingest_count_unsent(struct ingest *in)
{
    static const char COUNT[] =
        "SELECT count(*) FROM ack a WHERE a.id BETWEEN ?1 AND ?2"
        " AND NOT EXISTS (SELECT 1 FROM acked w WHERE w.ack = a.id)";
    struct edi_query *q = edi_db_query(&in->store->db, COUNT);
    enum x12_status status;

    edi_db_bind_int(q, 1, in->facts.first_ack);
    edi_db_bind_int(q, 2, in->facts.last_ack);
    status = edi_db_step(q);
    if (status == X12_OK)
        in->told->unsent = (uint64_t)edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

/* Bytes on a disk can be read twice: a file that came before costs no more than
 * its digest. What comes by a pipe is told at its end. */
static enum x12_status ingest_seen(struct ingest *in, const char *path,
                                   bool once, bool *seen)
{
    struct x12_source src = { 0 };
    unsigned char sum[EDI_DIGEST_BYTES];
    enum x12_status status = X12_OK;
    int64_t file;

    if (once || strcmp(path, "-") == 0)
        return X12_OK;
    status = x12_source_open_file(&src, path, in->err);
    if (status == X12_OK)
        status = edi_digest_begin(&in->raw, in->err);
    if (status == X12_OK) {
        edi_digest_source(&in->raw, &src);
        status = edi_digest_end(&in->raw, sum);
    }
    x12_source_close(&src);
    if (status == X12_OK)
        status = edi_store_file_find(in->store, sum, &file);
    *seen = status == X12_OK;
    return status == X12_END ? X12_OK : status;
}

/* Reads the file into the store; its bytes are counted below all filters. */
static enum x12_status ingest_take(struct ingest *in,
                                   const struct edi_ingest_options *options,
                                   struct edi_file_row *row,
                                   struct x12_source *src)
{
    enum x12_status status = edi_digest_begin(&in->raw, in->err);

    if (status == X12_OK)
        status = edi_digest_begin(&in->content, in->err);
    if (status == X12_OK) {
        edi_digest_source(&in->raw, src);
        status = x12_source_detect(src, options->charset, in->err);
    }
    if (status == X12_OK)
        status = edi_store_file_begin(in->store, row, &in->file);
    if (status == X12_OK)
        status = x12_cursor_init(&in->cur, src, edi_guide_find, in->err);
    in->cur.findings = &in->findings;
    edi_claim_reader_init(&in->claims, &in->cur, in->err);
    edi_payment_reader_init(&in->payments, &in->cur, in->err);
    edi_ack_reader_init(&in->acks, &in->cur, in->err);
    if (status == X12_OK)
        status = ingest_read(in);
    if (status == X12_OK)
        status = edi_digest_end(&in->raw, row->digest);
    /* What is not read further is told apart by its bytes alone. */
    if (in->told->other_sets)
        edi_digest_add(&in->content, (x12_str){ (const char *)row->digest,
                                                EDI_DIGEST_BYTES });
    if (status == X12_OK)
        status = edi_digest_end(&in->content, row->content);
    in->told->errors = in->findings.told[X12_ERROR];
    in->told->bytes = in->raw.bytes;
    return status;
}

/* What was read is kept, with all that follows from it. */
static enum x12_status ingest_keep(struct ingest *in,
                                   const struct edi_ingest_options *options,
                                   struct edi_file_row *row)
{
    enum x12_status status;

    row->kind = in->told->kind;
    row->bytes = in->raw.bytes;
    status = edi_store_file_end(in->store, in->file, row);
    if (status == X12_END) {
        in->told->verdict = EDI_INGEST_SEEN;
        return X12_OK;
    }
    if (status == X12_OK)
        status = edi_store_follow(in->store, &in->facts, options->rules,
                                  options->taken);
    if (status == X12_OK)
        status = ingest_count(in);
    if (status == X12_OK)
        status = ingest_count_unsent(in);
    if (status == X12_OK && !options->dry_run)
        status = edi_db_commit(&in->store->db);
    return status;
}

enum x12_status edi_ingest(struct edi_store *store, const char *path,
                           struct x12_source *src,
                           const struct edi_ingest_options *options,
                           struct edi_ingested *told)
{
    struct ingest in = { .store = store,
                         .err = store->db.err,
                         .told = told,
                         .facts = { 1, 0, 1, 0, 1, 0, 1, 0, 1, 0 } };
    struct edi_file_row row = { .name = ingest_name(path),
                                .path = x12_str_from(path),
                                .taken = options->taken };
    enum x12_status status;
    bool seen = false;

    *told = (struct edi_ingested){ .verdict = EDI_INGEST_TAKEN };
    status = ingest_seen(&in, path, options->once, &seen);
    if (seen)
        told->verdict = EDI_INGEST_SEEN;
    if (status == X12_OK && !seen) {
        status = edi_db_begin(&store->db);
        if (status == X12_OK)
            status = ingest_take(&in, options, &row, src);
        if (status == X12_OK && told->verdict == EDI_INGEST_TAKEN)
            status = ingest_keep(&in, options, &row);
        edi_db_rollback(&store->db);
    }
    edi_claim_reader_release(&in.claims);
    edi_payment_reader_release(&in.payments);
    edi_ack_reader_release(&in.acks);
    x12_cursor_release(&in.cur);
    x12_source_close(src);
    edi_digest_release(&in.raw);
    edi_digest_release(&in.content);
    edi_digest_release(&in.body);
    x12_arena_release(&in.arena);
    return status;
}
