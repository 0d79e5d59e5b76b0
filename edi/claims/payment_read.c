/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_read - cursor to remittance and claim payments
 */
#include "edi/claims/payment_read.h"

#include "edi/claims/payment_take_private.h"

/* Kept as it stands, with what is at hand. */
void edi_payment_unread(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    const char *loop = x12_walker_loop(rd->items.cur->walker);

    if (rd->items.open)
        edi_take_unread(t, loop, &rd->payment.unread,
                        &rd->payment.unread_count);
    else
        edi_take_unread(t, loop, &rd->remittance.unread,
                        &rd->remittance.unread_count);
}

static const struct edi_item_row payment_rows[] = {
    { "TS", "BPR", EDI_PAYMENT_SET, false, edi_payment_take_bpr },
    { "TS", "TRN", EDI_PAYMENT_SET, false, edi_payment_take_trn },
    { "TS", "CUR", EDI_PAYMENT_SET, false, edi_payment_take_cur },
    { "TS", "REF", EDI_PAYMENT_SET, false, edi_payment_take_set_ref },
    { "TS", "DTM", EDI_PAYMENT_SET, false, edi_payment_take_set_dtm },
    { "1000A", "N1", EDI_PAYMENT_SET, false, edi_payment_take_n1 },
    { "1000A", "N3", EDI_PAYMENT_SET, false, edi_payment_take_n3 },
    { "1000A", "N4", EDI_PAYMENT_SET, false, edi_payment_take_n4 },
    { "1000A", "REF", EDI_PAYMENT_SET, false, edi_payment_take_party_ref },
    { "1000A", "PER", EDI_PAYMENT_SET, false, edi_payment_take_party_per },
    { "1000B", "N1", EDI_PAYMENT_SET, false, edi_payment_take_n1 },
    { "1000B", "N3", EDI_PAYMENT_SET, false, edi_payment_take_n3 },
    { "1000B", "N4", EDI_PAYMENT_SET, false, edi_payment_take_n4 },
    { "1000B", "REF", EDI_PAYMENT_SET, false, edi_payment_take_party_ref },
    { "1000B", "RDM", EDI_PAYMENT_SET, false, edi_payment_take_rdm },
    { "TS", "PLB", EDI_PAYMENT_SET, false, edi_payment_take_plb },
    { "2000", "LX", EDI_PAYMENT_HEADER, true, edi_payment_take_lx },
    { "2000", "TS3", EDI_PAYMENT_HEADER, false, edi_payment_take_ts3 },
    { "2000", "TS2", EDI_PAYMENT_HEADER, false, edi_payment_take_ts2 },
    { "2100", "CLP", EDI_PAYMENT_CLAIM, true, edi_payment_take_clp },
    { "2100", "CAS", EDI_PAYMENT_CLAIM, false, edi_payment_take_cas },
    { "2100", "NM1", EDI_PAYMENT_CLAIM, false, edi_payment_take_nm1 },
    { "2100", "MIA", EDI_PAYMENT_CLAIM, false, edi_payment_take_mia },
    { "2100", "MOA", EDI_PAYMENT_CLAIM, false, edi_payment_take_moa },
    { "2100", "REF", EDI_PAYMENT_CLAIM, false, edi_payment_take_ref },
    { "2100", "DTM", EDI_PAYMENT_CLAIM, false, edi_payment_take_dtm },
    { "2100", "PER", EDI_PAYMENT_CLAIM, false, edi_payment_take_per },
    { "2100", "AMT", EDI_PAYMENT_CLAIM, false, edi_payment_take_amt },
    { "2100", "QTY", EDI_PAYMENT_CLAIM, false, edi_payment_take_qty },
    { "2110", "SVC", EDI_PAYMENT_CLAIM, false, edi_payment_take_svc },
    { "2110", "DTM", EDI_PAYMENT_CLAIM, false, edi_payment_take_line_dtm },
    { "2110", "CAS", EDI_PAYMENT_CLAIM, false, edi_payment_take_line_cas },
    { "2110", "REF", EDI_PAYMENT_CLAIM, false, edi_payment_take_line_ref },
    { "2110", "AMT", EDI_PAYMENT_CLAIM, false, edi_payment_take_line_amt },
    { "2110", "QTY", EDI_PAYMENT_CLAIM, false, edi_payment_take_line_qty },
    { "2110", "LQ", EDI_PAYMENT_CLAIM, false, edi_payment_take_lq },
};

static const struct edi_item_table payment_table = {
    .set = "835",
    .rows = payment_rows,
    .count = sizeof(payment_rows) / sizeof(*payment_rows),
    .unread = edi_payment_unread,
    .limit = "EDI_PAYMENT_BYTES",
};

void edi_payment_reader_init(struct edi_payment_reader *rd,
                             struct x12_cursor *cur, struct x12_error *err)
{
    memset(rd, 0, sizeof(*rd));
    rd->err = err;
    edi_items_init(&rd->items, cur, err, EDI_PAYMENT_BYTES);
}

/* Nothing carries over from the set before. */
static void payment_set_begin(struct edi_payment_reader *rd)
{
    struct edi_items *it = &rd->items;

    edi_items_set_begin(it, &payment_table);
    memset(&rd->remittance, 0, sizeof(rd->remittance));
    memset(&rd->header, 0, sizeof(rd->header));
    rd->plbs = 0;
    rd->remittance.version = x12_arena_copy(
        &it->arena[EDI_PAYMENT_SET],
        x12_str_from(it->cur->envelope.gs_version));
}

enum x12_status edi_payment_next(struct edi_payment_reader *rd,
                                 const struct edi_payment **payment)
{
    struct edi_items *it = &rd->items;
    enum x12_status status;

    if (edi_items_set_is_new(it))
        payment_set_begin(rd);
    status = edi_items_next(it, rd);
    rd->remittance.latin1 = it->latin1[EDI_PAYMENT_SET];
    rd->remittance.segments = it->taken[EDI_PAYMENT_SET];
    if (status != X12_OK)
        return status;
    rd->payment.offset = it->offset;
    rd->payment.end = it->end;
    rd->payment.findings = it->findings;
    rd->payment.latin1 = it->latin1[EDI_PAYMENT_HEADER] |
                         it->latin1[EDI_PAYMENT_CLAIM];
    *payment = &rd->payment;
    return X12_OK;
}

bool edi_payment_reader_is_plain(const struct edi_payment_reader *rd)
{
    const bool *odd = rd->items.odd;

    return !odd[EDI_PAYMENT_HEADER] && !odd[EDI_PAYMENT_CLAIM] &&
           rd->payment.unread_count == 0;
}

const struct edi_remittance *edi_payment_remittance(
    const struct edi_payment_reader *rd)
{
    return &rd->remittance;
}

void edi_payment_reader_release(struct edi_payment_reader *rd)
{
    edi_items_release(&rd->items);
}
