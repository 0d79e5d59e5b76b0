/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_claim - any bytes as claims, payments and acknowledgements
 *
 * Everything that a reader gives is written as JSON, so that each slice is
 * touched, and is added up. Odd first bytes check elements too.
 */
#include "edi/claims/ack_read.h"
#include "edi/claims/balance.h"
#include "edi/claims/claim_json.h"
#include "edi/claims/claim_read.h"
#include "edi/claims/payment_json.h"
#include "edi/claims/payment_read.h"
#include "edi/guides/guides.h"

#include <stdlib.h>

enum { FUZZ_FINDINGS = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz {
    struct x12_error err;
    struct x12_cursor cur;
    struct x12_findings findings;
    struct x12_finding room[FUZZ_FINDINGS];
    struct x12_sink sink; /* drops what it gets */
    struct x12_json json;
    struct edi_claim_reader claims;
    struct edi_payment_reader payments;
    struct edi_ack_reader acks;
};

static void fuzz_expect(bool holds)
{
    if (!holds)
        abort();
}

static enum x12_status fuzz_claim(struct fuzz *f)
{
    const struct edi_claim *claim;
    struct edi_claim_sums sums;
    x12_date from, to;
    enum x12_status status = edi_claim_next(&f->claims, &claim);

    if (status != X12_OK)
        return status;
    fuzz_expect(claim->offset <= claim->end);
    edi_claim_balance(claim, &sums, &f->findings);
    edi_claim_service(claim, &from, &to);
    edi_claim_json(&f->json, claim);
    return X12_OK;
}

static enum x12_status fuzz_payment(struct fuzz *f)
{
    const struct edi_payment *pay;
    struct edi_payment_sums sums;
    x12_date from, to;
    enum x12_status status = edi_payment_next(&f->payments, &pay);

    if (status != X12_OK)
        return status;
    fuzz_expect(pay->offset <= pay->end);
    fuzz_expect(pay->remittance->payments == pay->ordinal);
    edi_payment_balance(pay, &sums, &f->findings);
    edi_payment_service(pay, &from, &to);
    edi_payment_json(&f->json, pay);
    return X12_OK;
}

static enum x12_status fuzz_ack(struct fuzz *f)
{
    const struct edi_ack *ack;
    enum x12_status status = edi_ack_next(&f->acks, &ack);

    if (status != X12_OK)
        return status;
    fuzz_expect(ack->offset <= ack->end);
    edi_ack_json(&f->json, ack);
    return X12_OK;
}

static enum x12_status fuzz_item(struct fuzz *f, enum edi_set_kind kind)
{
    switch (kind) {
    case EDI_SET_CLAIM:
        return fuzz_claim(f);
    case EDI_SET_PAYMENT:
        return fuzz_payment(f);
    case EDI_SET_999:
    case EDI_SET_277CA:
    case EDI_SET_TA1:
        return fuzz_ack(f);
    case EDI_SET_OTHER:
        break;
    }
    return X12_END;
}

static void fuzz_sets(struct fuzz *f)
{
    enum edi_set_kind kind;

    while (edi_set_next(&f->cur, &kind) == X12_OK) {
        enum x12_status status = X12_OK;

        while (status == X12_OK) {
            status = fuzz_item(f, kind);
            x12_json_line(&f->json);
            f->findings.count = 0;
        }
        if (status < 0)
            return;
        if (kind == EDI_SET_PAYMENT) {
            struct edi_remittance_sums sums;
            const struct edi_remittance *rem = edi_payment_remittance(
                &f->payments);

            edi_remittance_balance(rem, &sums, &f->findings);
            edi_remittance_json(&f->json, rem);
            x12_json_line(&f->json);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fuzz f;
    struct x12_source src = { 0 };
    enum x12_status status;
    bool outline = size > 0 && data[0] % 2 == 0;
    size_t skip = size > 0 && data[0] != 'I'; /* a sample begins with ISA */

    memset(&f, 0, sizeof(f));
    x12_findings_init(&f.findings, f.room, FUZZ_FINDINGS);
    status = x12_source_open_memory(
        &src, (x12_str){ (const char *)data + skip, size - skip }, &f.err);
    if (status == X12_OK)
        status = x12_cursor_init(&f.cur, &src, edi_guide_find, &f.err);
    f.cur.findings = &f.findings;
    f.cur.outline = outline;
    x12_json_init(&f.json, &f.sink, &f.err);
    edi_claim_reader_init(&f.claims, &f.cur, &f.err);
    edi_payment_reader_init(&f.payments, &f.cur, &f.err);
    edi_ack_reader_init(&f.acks, &f.cur, &f.err);
    if (status == X12_OK)
        fuzz_sets(&f);
    edi_ack_reader_release(&f.acks);
    edi_payment_reader_release(&f.payments);
    edi_claim_reader_release(&f.claims);
    x12_json_release(&f.json);
    x12_cursor_release(&f.cur);
    x12_source_close(&src);
    return 0;
}
