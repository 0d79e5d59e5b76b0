/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain_proof - that a claim was filed in time, where a payer says it was not
 * (CO-29): what was sent when, and who acknowledged it, with the digests of the
 * files by which anybody can check that these are the files
 */
#include "edi/report/ack_show.h"
#include "edi/report/explain_private.h"
#include "edi/store/store_sources.h"

/* Claims of this number and first day, this one and those sent before it. */
static const char proof_claims[] =
    "SELECT c.id, s.sent, c.from_day, f.name, f.digest, i.control, s.control,"
    " c.ordinal, c.start, c.finish, i.day, i.time FROM claim o"
    " JOIN claim_set p ON p.id = o.claim_set"
    " JOIN claim c ON c.id IN (SELECT o.id UNION SELECT id FROM link"
    " WHERE number = 'N' || o.bare AND kind = 0)"
    " AND c.from_day = o.from_day AND c.npi = o.npi JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange JOIN file f ON f.id = i.file"
    " WHERE o.id = ?1 AND s.sent <= p.sent"
    " ORDER BY s.sent, i.control, s.control, c.ordinal";

/* What acknowledged the claim ?1, in order of time. */
static const char proof_acks[] =
    "SELECT a.day, a.kind, a.verdict, f.name, f.digest, i.control, a.control,"
    " a.ordinal, a.start, a.finish, a.payer_control FROM claim c"
    " JOIN claim_set s ON s.id = c.claim_set JOIN acked w ON w.claim = c.id"
    " OR (w.interchange = s.interchange AND (w.claim_set IS NULL"
    " OR w.claim_set = s.id)) JOIN ack a ON a.id = w.ack"
    " AND (a.kind <> 3 OR a.names = s.group_control)"
    " AND (a.kind <> 5 OR a.npi = c.npi)"
    " JOIN interchange i ON i.id = a.interchange JOIN file f ON f.id = i.file"
    " WHERE c.id = ?1 ORDER BY a.day, a.kind > 1, a.kind > 3, i.control,"
    " a.control, a.ordinal, a.id";

/* What the chain should have, and has. */
struct proof_chain {
    bool taken, adjudicated;
};

static void proof_digest(struct x12_text *t, x12_str digest)
{
    static const char hex[] = "0123456789abcdef";
    char text[2 * EDI_DIGEST_BYTES + 1];
    size_t len = 0;

    for (size_t i = 0; i < digest.len && i < EDI_DIGEST_BYTES; i++) {
        text[len++] = hex[(unsigned char)digest.at[i] >> 4];
        text[len++] = hex[(unsigned char)digest.at[i] & 15];
    }
    text[len] = '\0';
    edi_explain_label(t, "  sha256");
    x12_text_put(t, text);
    x12_text_line(t);
}

/* The file at column 3, its digest behind it, and where in it. */
static void proof_source(struct x12_text *t, const struct edi_query *q,
                         const char *what)
{
    x12_text_data(t, edi_db_text(q, 3));
    x12_text_put(t, ", interchange ");
    x12_text_data(t, edi_db_text(q, 5));
    if (edi_db_text(q, 6).len) {
        x12_text_put(t, ", set ");
        x12_text_data(t, edi_db_text(q, 6));
    }
    x12_text_put(t, ", ");
    x12_text_put(t, what);
    x12_text_put(t, " ");
    x12_text_count(t, (uint64_t)edi_db_int(q, 7));
    x12_text_put(t, ", bytes ");
    x12_text_count(t, (uint64_t)edi_db_int(q, 8));
    x12_text_put(t, "-");
    x12_text_count(t, (uint64_t)edi_db_int(q, 9));
    x12_text_line(t);
    proof_digest(t, edi_db_blob(q, 4));
}

static void proof_sent(struct x12_text *t, const struct edi_query *q)
{
    const x12_date sent = (x12_date)edi_db_int(q, 1);
    const x12_date service = (x12_date)edi_db_int(q, 2);

    edi_explain_label(t, "proof");
    x12_text_put(t, "sent ");
    x12_text_date(t, sent);
    if (service && sent >= service) {
        int32_t days = x12_date_to_days(sent) - x12_date_to_days(service);

        x12_text_put(t, ", ");
        x12_text_count(t, (uint64_t)days);
        x12_text_put(t, days == 1 ? " day after the service of "
                                  : " days after the service of ");
        x12_text_date(t, service);
    }
    x12_text_put(t, ": ");
    proof_source(t, q, "claim");
}

static void proof_ack(struct x12_text *t, const struct edi_query *q,
                      struct proof_chain *chain)
{
    const enum edi_ack_kind kind = (enum edi_ack_kind)edi_db_int(q, 1);
    const enum edi_verdict verdict = (enum edi_verdict)edi_db_int(q, 2);
    const x12_str number = edi_db_text(q, 10);
    const char *file = edi_ack_file_text(kind);

    if (verdict == EDI_VERDICT_ACCEPTED) { /* "received" names no claim */
        chain->taken = chain->taken || strcmp(file, "999") == 0;
        chain->adjudicated = chain->adjudicated || strcmp(file, "277CA") == 0;
    }
    edi_explain_label(t, "proof");
    x12_text_put(t, file);
    x12_text_put(t, " ");
    x12_text_date(t, (x12_date)edi_db_int(q, 0));
    x12_text_put(t, " ");
    x12_text_put(t, edi_verdict_text(verdict));
    if (number.len) {
        x12_text_put(t, " under the payer's number ");
        x12_text_data(t, number);
    }
    x12_text_put(t, ": ");
    proof_source(t, q, "item");
}

static enum x12_status proof_answers(struct edi_explain *e, int64_t claim,
                                     struct proof_chain *chain)
{
    struct edi_query *q = edi_db_query(&e->store->db, proof_acks);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    while ((status = edi_db_step(q)) == X12_OK)
        proof_ack(&e->text, q, chain);
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* What a payer would ask for next. */
static void proof_missing(struct x12_text *t, const struct proof_chain *chain)
{
    if (chain->taken && chain->adjudicated)
        return;
    edi_explain_label(t, "proof");
    x12_text_put(t, chain->taken         ? "lacks a 277CA"
                    : chain->adjudicated ? "lacks a 999"
                                         : "lacks a 999 and a 277CA");
    x12_text_put(t, " that took the claim: ask whom it was sent through");
    x12_text_line(t);
}

enum x12_status edi_explain_proof(struct edi_explain *e, int64_t claim)
{
    struct edi_query *q = edi_db_query(&e->store->db, proof_claims);
    struct proof_chain chain = { false, false };
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    while ((status = edi_db_step(q)) == X12_OK) {
        proof_sent(&e->text, q);
        status = proof_answers(e, edi_db_int(q, 0), &chain);
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    if (status == X12_END)
        proof_missing(&e->text, &chain);
    return status == X12_END ? X12_OK : status;
}
