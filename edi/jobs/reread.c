/* SPDX-License-Identifier: Apache-2.0 */
/* reread - a claim or a payment read once more from the file it came in */
#include "edi/jobs/reread.h"

#include "edi/guides/guides.h"
#include "edi/store/store_outbox.h"

static enum x12_status reread_refuse(struct edi_reread *again,
                                     const struct edi_source_row *row,
                                     const char *why)
{
    x12_fail(&again->fault, X12_EIO, "%.*s: %s",
             (int)(row->path.len < 80 ? row->path.len : 80), row->path.at, why);
    return X12_END;
}

/* Are the bytes those that were taken in? */
static enum x12_status reread_is_same(struct edi_reread *again,
                                      struct edi_store *store,
                                      const struct edi_source_row *row)
{
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    unsigned char sum[EDI_DIGEST_BYTES];
    enum x12_status status;

    if (x12_str_is(row->path, "-"))
        return reread_refuse(again, row,
                             "it came by standard input, and its bytes were "
                             "not kept; take the file itself in");
    status = x12_source_open_file(&src, row->path.at, &again->fault);
    if (status != X12_OK)
        return X12_END;
    status = edi_digest_begin(&digest, store->db.err);
    if (status == X12_OK) {
        edi_digest_source(&digest, &src);
        status = edi_digest_end(&digest, sum);
    }
    edi_digest_release(&digest);
    x12_source_close(&src);
    if (status == X12_OK && memcmp(sum, row->digest, sizeof(sum)) != 0)
        return reread_refuse(again, row,
                             "the file has been changed since it was taken in");
    return status;
}

/* The bytes are copied: a query that is left open would stand in the way of what
 * is written next. */
static enum x12_status reread_outbox(struct edi_reread *again,
                                     struct edi_store *store, int64_t batch,
                                     struct x12_source *src)
{
    struct x12_error *err = store->db.err;
    struct edi_query *q = NULL;
    x12_str body = { NULL, 0 };
    enum x12_status status = edi_batch_body(store, batch, &q, &body);

    if (status == X12_OK) {
        body = x12_arena_copy(&again->bytes, body);
        if (again->bytes.failed)
            status = x12_fail(err, again->bytes.failed, "outbox: %s",
                              x12_status_text(again->bytes.failed));
    }
    if (q)
        edi_db_end(q);
    return status == X12_OK ? x12_source_open_memory(src, body, err) : status;
}

static enum x12_status reread_open(struct edi_reread *again,
                                   struct edi_store *store,
                                   const struct edi_source_row *row,
                                   enum edi_set_kind kind)
{
    struct x12_error *err = store->db.err;
    struct x12_source src = { 0 };
    enum x12_status status;

    edi_reread_release(again);
    if (row->batch) {
        status = reread_outbox(again, store, row->batch, &src);
    } else {
        status = reread_is_same(again, store, row);
        if (status == X12_OK)
            status = x12_source_open_file(&src, row->path.at, err);
    }
    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, err);
    if (status == X12_OK)
        status = x12_cursor_init(&again->cur, &src, edi_guide_find, err);
    x12_source_close(&src);
    edi_claim_reader_init(&again->claims, &again->cur, err);
    edi_payment_reader_init(&again->payments, &again->cur, err);
    again->open = status == X12_OK;
    again->kind = kind;
    again->batch = row->batch;
    memcpy(again->digest, row->digest, sizeof(again->digest));
    return status;
}

bool edi_reread_goes_on(const struct edi_reread *again,
                        const struct edi_source_row *row,
                        enum edi_set_kind kind)
{
    return again->open && again->kind == kind && again->batch == row->batch &&
           memcmp(again->digest, row->digest, sizeof(again->digest)) == 0 &&
           again->at < row->start;
}

/* X12_OK at the head of the next set that bears the number of the row's. */
static enum x12_status reread_set(struct edi_reread *again,
                                  const struct edi_source_row *row)
{
    enum edi_set_kind kind;
    enum x12_status status;

    while ((status = edi_set_next(&again->cur, &kind)) == X12_OK)
        if (kind == again->kind &&
            x12_str_equal(x12_str_from(again->cur.envelope.st_control),
                          row->set))
            break;
    return status;
}

/* To where the reading begins: further on in the set at hand, or in the first one
 * that may hold it. */
static enum x12_status reread_begin(struct edi_reread *again,
                                    struct edi_store *store,
                                    const struct edi_source_row *row,
                                    enum edi_set_kind kind)
{
    enum x12_status status;

    again->fault = (struct x12_error){ 0 };
    if (edi_reread_goes_on(again, row, kind))
        return X12_OK;
    status = reread_open(again, store, row, kind);
    return status == X12_OK ? reread_set(again, row) : status;
}

/* What was not found is not looked for further on. */
static enum x12_status reread_end(struct edi_reread *again,
                                  const struct edi_source_row *row,
                                  enum x12_status status, const char *why)
{
    again->open = status == X12_OK;
    again->at = row->start;
    if (status == X12_END && again->fault.status == X12_OK)
        return reread_refuse(again, row, why);
    return status;
}

enum x12_status edi_reread_claim(struct edi_reread *again,
                                 struct edi_store *store,
                                 const struct edi_source_row *row,
                                 const struct edi_claim **claim)
{
    enum x12_status status = reread_begin(again, store, row, EDI_SET_CLAIM);
    bool found = false;

    while (status == X12_OK && !found) {
        status = edi_claim_next(&again->claims, claim);
        found = status == X12_OK && (*claim)->offset == row->start;
        if (status == X12_END)
            status = reread_set(again, row);
    }
    return reread_end(again, row, status,
                      "the claim is not found where it stood; was it taken in "
                      "by --charset?");
}

enum x12_status edi_reread_payment(struct edi_reread *again,
                                   struct edi_store *store,
                                   const struct edi_source_row *row,
                                   const struct edi_payment **payment)
{
    enum x12_status status = reread_begin(again, store, row, EDI_SET_PAYMENT);
    bool found = false;

    while (status == X12_OK && !found) {
        status = edi_payment_next(&again->payments, payment);
        found = status == X12_OK && (*payment)->offset == row->start;
        if (status == X12_END)
            status = reread_set(again, row);
    }
    return reread_end(again, row, status,
                      "the payment is not found where it stood; was it taken "
                      "in by --charset?");
}

void edi_reread_release(struct edi_reread *again)
{
    const struct x12_error fault = again->fault;

    edi_claim_reader_release(&again->claims);
    edi_payment_reader_release(&again->payments);
    x12_cursor_release(&again->cur);
    x12_arena_release(&again->bytes);
    *again = (struct edi_reread){ .fault = fault };
}
