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

static enum x12_status reread_open(struct edi_reread *again,
                                   struct edi_store *store,
                                   const struct edi_source_row *row)
{
    struct x12_error *err = store->db.err;
    struct x12_source src = { 0 };
    enum x12_status status;
    x12_str body;

    if (row->batch) {
        status = edi_batch_body(store, row->batch, &again->body, &body);
        if (status == X12_OK)
            status = x12_source_open_memory(&src, body, err);
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
    return status;
}

/* X12_OK at the head of the next set that bears the number of the row's. */
static enum x12_status reread_set(struct edi_reread *again,
                                  const struct edi_source_row *row,
                                  enum edi_set_kind wanted)
{
    enum edi_set_kind kind;
    enum x12_status status;

    while ((status = edi_set_next(&again->cur, &kind)) == X12_OK)
        if (kind == wanted &&
            x12_str_equal(x12_str_from(again->cur.envelope.st_control),
                          row->set))
            break;
    return status;
}

static enum x12_status reread_claim(struct edi_reread *again,
                                    struct edi_store *store,
                                    const struct edi_source_row *row,
                                    const struct edi_claim **claim)
{
    enum x12_status status;

    status = reread_open(again, store, row);
    edi_claim_reader_init(&again->claims, &again->cur, store->db.err);
    while (status == X12_OK &&
           (status = reread_set(again, row, EDI_SET_CLAIM)) == X12_OK) {
        while ((status = edi_claim_next(&again->claims, claim)) == X12_OK)
            if ((*claim)->offset == row->start)
                return X12_OK;
        if (status == X12_END)
            status = X12_OK;
    }
    if (status == X12_END && again->fault.status == X12_OK)
        return reread_refuse(again, row,
                             "the claim is not found where it stood; was it "
                             "taken in by --charset?");
    return status;
}

/* What was read is the reader's own: no query is left open, for what is written
 * next asks for a transaction. */
static void reread_end(struct edi_reread *again)
{
    if (again->body)
        edi_db_end(again->body);
    again->body = NULL;
}

enum x12_status edi_reread_claim(struct edi_reread *again,
                                 struct edi_store *store,
                                 const struct edi_source_row *row,
                                 const struct edi_claim **claim)
{
    enum x12_status status;

    *again = (struct edi_reread){ 0 };
    status = reread_claim(again, store, row, claim);
    reread_end(again);
    return status;
}

static enum x12_status reread_payment(struct edi_reread *again,
                                      struct edi_store *store,
                                      const struct edi_source_row *row,
                                      const struct edi_payment **payment)
{
    enum x12_status status;

    status = reread_open(again, store, row);
    edi_payment_reader_init(&again->payments, &again->cur, store->db.err);
    while (status == X12_OK &&
           (status = reread_set(again, row, EDI_SET_PAYMENT)) == X12_OK) {
        while ((status = edi_payment_next(&again->payments, payment)) == X12_OK)
            if ((*payment)->offset == row->start)
                return X12_OK;
        if (status == X12_END)
            status = X12_OK;
    }
    if (status == X12_END && again->fault.status == X12_OK)
        return reread_refuse(again, row,
                             "the payment is not found where it stood; was it "
                             "taken in by --charset?");
    return status;
}

enum x12_status edi_reread_payment(struct edi_reread *again,
                                   struct edi_store *store,
                                   const struct edi_source_row *row,
                                   const struct edi_payment **payment)
{
    enum x12_status status;

    *again = (struct edi_reread){ 0 };
    status = reread_payment(again, store, row, payment);
    reread_end(again);
    return status;
}

void edi_reread_release(struct edi_reread *again)
{
    edi_claim_reader_release(&again->claims);
    edi_payment_reader_release(&again->payments);
    x12_cursor_release(&again->cur);
    reread_end(again);
    *again = (struct edi_reread){ 0 };
}
