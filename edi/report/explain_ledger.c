/* SPDX-License-Identifier: Apache-2.0 */
/* explain_ledger - what PLBs speak of a claim: parked, taken, paid as interest */
#include "edi/guides/codes.h"
#include "edi/match/ledger.h"
#include "edi/report/explain_private.h"

/* PLBs of the payers that have answered the claim. */
static const char ledger_all[] =
    "SELECT a.reference, a.code, a.amount, a.provider, r.day, f.name,"
    " i.control, r.control FROM provider_adjustment a"
    " JOIN remittance r ON r.id = a.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE NOT r.repeated AND r.payer IN (SELECT s.payer FROM match m"
    " JOIN payment p ON p.id = m.payment"
    " JOIN remittance s ON s.id = p.remittance WHERE m.claim = ?1)"
    " ORDER BY r.day, i.day, i.control, r.control, a.ordinal";

/* Is the word the payer's number of a posted payment of the claim? */
static enum x12_status ledger_is_ours(struct edi_explain *e, int64_t claim,
                                      x12_str word, bool *is)
{
    static const char ASK[] =
        "SELECT 1 FROM payment p JOIN match m ON m.payment = p.id"
        " WHERE p.icn = ?1 AND p.icn <> '' AND m.claim = ?2";
    struct edi_query *q = edi_db_query(&e->store->db, ASK);
    enum x12_status status;

    edi_db_bind_text(q, 1, word);
    edi_db_bind_int(q, 2, claim);
    status = edi_db_step(q);
    *is = status == X12_OK;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status ledger_speaks(struct edi_explain *e, int64_t claim,
                                     x12_str reference, bool *speaks)
{
    enum x12_status status = X12_OK;
    x12_str word;

    *speaks = false;
    while (status == X12_OK && !*speaks &&
           (word = edi_ledger_word(&reference, &e->arena)).len)
        status = ledger_is_ours(e, claim, word, speaks);
    return status;
}

static void ledger_line(struct x12_text *t, const struct edi_query *q)
{
    const x12_money amount = edi_db_int(q, 2);
    const x12_str code = edi_db_text(q, 1);
    const x12_str words = edi_code_text(NULL, EDI_LIST_PLB, code);

    edi_explain_label(t, "by PLB");
    x12_text_date(t, (x12_date)edi_db_int(q, 4));
    x12_text_put(t, " ");
    x12_text_data(t, code);
    if (words.len) {
        x12_text_put(t, " (");
        x12_text_data(t, words);
        x12_text_put(t, ")");
    }
    x12_text_put(t, " ");
    x12_text_money(t, amount);
    x12_text_put(t, amount < 0 ? ": raises the payment of "
                               : ": lowers the payment of ");
    x12_text_data(t, edi_db_text(q, 5));
    x12_text_put(t, ", interchange ");
    x12_text_data(t, edi_db_text(q, 6));
    x12_text_put(t, ", set ");
    x12_text_data(t, edi_db_text(q, 7));
    x12_text_put(t, ", reference ");
    x12_text_data(t, edi_db_text(q, 0));
    x12_text_line(t);
}

enum x12_status edi_explain_ledger(struct edi_explain *e, int64_t claim)
{
    struct edi_query *q = edi_db_query(&e->store->db, ledger_all);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    while ((status = edi_db_step(q)) == X12_OK) {
        bool speaks;

        status = ledger_speaks(e, claim, edi_db_text(q, 0), &speaks);
        if (status != X12_OK)
            break;
        if (speaks)
            ledger_line(&e->text, q);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_explain_interest(struct edi_explain *e,
                                     const struct edi_match_payment *payment)
{
    static const char PAID[] =
        "SELECT coalesce(-sum(amount), 0), count(*) FROM provider_adjustment"
        " WHERE remittance = ?1 AND code = 'L6'";
    struct x12_text *t = &e->text;
    struct edi_query *q;
    enum x12_status status;

    if (!payment->interest)
        return X12_OK;
    q = edi_db_query(&e->store->db, PAID);
    edi_db_bind_int(q, 1, payment->remittance);
    status = edi_db_step(q);
    if (status == X12_OK) {
        edi_explain_label(t, "interest");
        x12_text_money(t, payment->interest);
        if (edi_db_int(q, 1)) {
            x12_text_put(t, " of ");
            x12_text_money(t, edi_db_int(q, 0));
            x12_text_put(t, " that the remittance pays by PLB L6; it is no "
                            "part of what the claim was paid");
        } else {
            x12_text_put(t, " is told, but the remittance pays none by PLB L6");
        }
        x12_text_line(t);
    }
    edi_db_end(q);
    return status;
}
