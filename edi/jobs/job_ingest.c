/* SPDX-License-Identifier: Apache-2.0 */
/* job_ingest - takes in what came, by content, and decides what follows */
#include "edi/guides/guides.h"
#include "edi/jobs/ingest_private.h"

#include <stdio.h>
#include <sys/stat.h>

/* --- what the parts share --- */

x12_str edi_ingest_doubt(x12_str segment, const struct x12_place *doubt,
                         char into[EDI_INGEST_DOUBT])
{
    int len;

    if (!doubt->segment)
        return (x12_str){ NULL, 0 };
    len = snprintf(into, EDI_INGEST_DOUBT, "%.*s%02u, segment %u",
                   (int)(segment.len < 8 ? segment.len : 8), segment.at,
                   (unsigned)doubt->element, (unsigned)doubt->segment);
    return (x12_str){ into, (size_t)len };
}

struct edi_envelope_facts edi_ingest_envelope(const struct edi_ingest *in)
{
    const struct x12_envelope *env = &in->cur.envelope;

    return (struct edi_envelope_facts){
        .isa = x12_str_from(env->isa_control),
        .set = x12_str_from(env->st_control),
        .isa_day = env->isa_date,
        .gs_day = env->gs_date,
    };
}

void edi_ingest_new(int64_t id, int64_t *first, int64_t *last)
{
    if (*last < *first)
        *first = id;
    *last = id;
}

void edi_ingest_envelope_content(struct edi_ingest *in,
                                 struct edi_digest *digest)
{
    const struct x12_envelope *env = &in->cur.envelope;
    const char *const texts[] = { env->sender,     env->isa_control,
                                  env->gs_control, env->st_control,
                                  env->set,        env->usage };

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        edi_digest_add(digest, (x12_str){ texts[i], strlen(texts[i]) + 1 });
}

/* --- sets --- */

/* The row of the interchange at hand, made when its first set is met. */
static enum x12_status ingest_interchange(struct edi_ingest *in)
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

static enum x12_status ingest_set(struct edi_ingest *in, enum edi_set_kind kind)
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

    edi_ingest_envelope_content(in, &in->content);
    in->told->kind |= kinds[kind];
    in->told->sets++;
    if (status != X12_OK)
        return status;
    if (kind == EDI_SET_CLAIM)
        return edi_ingest_claims(in);
    in->interchange_used = true;
    if (kind == EDI_SET_PAYMENT)
        return edi_ingest_payments(in);
    if (kind != EDI_SET_OTHER)
        return edi_ingest_acks(in, kind != EDI_SET_TA1);
    in->told->other_sets++;
    return X12_OK;
}

static enum x12_status ingest_read(struct edi_ingest *in)
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
static enum x12_status ingest_count(struct edi_ingest *in)
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
static enum x12_status ingest_count_unsent(struct edi_ingest *in)
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

static bool ingest_is_on_disk(const char *path)
{
    struct stat st;

    return strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
           S_ISREG(st.st_mode);
}

/* Bytes on a disk can be read twice: a file that came before costs no more than
 * its digest. What comes by a pipe, named or not, is told at its end. */
static enum x12_status ingest_seen(struct edi_ingest *in, const char *path,
                                   bool once, bool *seen)
{
    struct x12_source src = { 0 };
    unsigned char sum[EDI_DIGEST_BYTES];
    enum x12_status status = X12_OK;
    int64_t file;

    if (once || !ingest_is_on_disk(path))
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
static enum x12_status ingest_take(struct edi_ingest *in,
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
static enum x12_status ingest_keep(struct edi_ingest *in,
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
                                  options->taken, &in->told->changed);
    if (status == X12_OK)
        status = ingest_count(in);
    if (status == X12_OK)
        status = ingest_count_unsent(in);
    if (status == X12_OK && !options->dry_run)
        status = edi_db_commit(&in->store->db);
    return status;
}

static x12_str ingest_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return x12_str_from(slash ? slash + 1 : path);
}

enum x12_status edi_ingest(struct edi_store *store, const char *path,
                           struct x12_source *src,
                           const struct edi_ingest_options *options,
                           struct edi_ingested *told)
{
    struct edi_ingest in = { .store = store,
                             .err = store->db.err,
                             .told = told,
                             .facts = EDI_NO_FACTS };
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
