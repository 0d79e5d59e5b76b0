/* SPDX-License-Identifier: Apache-2.0 */
/* job_decide - a person's own decision on a match */
#include "edi/jobs/job_decide.h"

#include "edi/store/store_follow.h"

/* Where the payment stands now. */
static enum x12_status decide_standing_claim(struct edi_store *store,
                                             int64_t payment, int64_t *claim)
{
    static const char ASK[] = "SELECT claim FROM match WHERE payment = ?1"
                              " AND claim IS NOT NULL";
    struct edi_query *q = edi_db_query(&store->db, ASK);
    enum x12_status status;

    edi_db_bind_int(q, 1, payment);
    status = edi_db_step(q);
    if (status == X12_OK)
        *claim = edi_db_int(q, 0);
    else if (status == X12_END)
        status = x12_fail(store->db.err, X12_EMISUSE,
                          "the payment stands at no claim");
    edi_db_end(q);
    return status;
}

static enum x12_status decide_row(struct edi_store *store,
                                  const struct edi_decide_options *options,
                                  struct edi_decision_row *row)
{
    enum x12_status status = edi_store_payment_named(store, options->payment,
                                                     &row->payment);

    if (status != X12_OK)
        return status;
    if (options->kind == EDI_DETACHED && !options->claim.len)
        return decide_standing_claim(store, row->payment, &row->claim);
    return edi_store_claim_named(store, options->claim, &row->claim);
}

enum x12_status edi_decide(struct edi_store *store,
                           const struct edi_decide_options *options)
{
    struct edi_decision_row row = { .kind = options->kind,
                                    .made = options->made,
                                    .who = options->who,
                                    .note = options->note };
    struct edi_new_facts facts = EDI_NO_FACTS;
    enum x12_status status = edi_db_begin(&store->db);

    if (status == X12_OK)
        status = decide_row(store, options, &row);
    if (status == X12_OK)
        status = edi_store_decision_put(store, &row);
    facts.first_payment = facts.last_payment = row.payment;
    facts.known = true;
    if (status == X12_OK)
        status = edi_store_follow(store, &facts, options->rules, options->made,
                                  NULL);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    return status;
}
