/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain_net - what a reversal takes back, and what all payments of a claim come
 * to, line by line: each stays as it was sent, the sum stands behind it
 */
#include "edi/report/explain_private.h"
#include "edi/store/store_claims.h"

/* --- a reversal and what it takes back ---------------------------------------- */

static void net_place(struct x12_text *t, const struct edi_query *q)
{
    x12_text_put(t, "the payment of ");
    x12_text_date(t, (x12_date)edi_db_int(q, 0));
    x12_text_put(t, " (");
    x12_text_data(t, edi_db_text(q, 1));
    x12_text_put(t, ", interchange ");
    x12_text_data(t, edi_db_text(q, 2));
    x12_text_put(t, ", set ");
    x12_text_data(t, edi_db_text(q, 3));
    x12_text_put(t, ", claim payment ");
    x12_text_count(t, (uint64_t)edi_db_int(q, 4));
    x12_text_put(t, ")");
}

static const char *net_negation(enum edi_negation negation)
{
    switch (negation) {
    case EDI_NEGATES_ALL:
        return ", every amount to the cent";
    case EDI_NEGATES_LINES:
        return ", only some of its lines, those to the cent";
    case EDI_NEGATES_NOT:
        break;
    }
    return ", but not with the same amounts and reasons";
}

enum x12_status edi_explain_takes_back(struct edi_explain *e,
                                       const struct edi_match_more *more)
{
    static const char WHICH[] =
        "SELECT r.day, f.name, i.control, r.control, p.ordinal FROM payment p"
        " JOIN remittance r ON r.id = p.remittance"
        " JOIN interchange i ON i.id = r.interchange"
        " JOIN file f ON f.id = i.file WHERE p.id = ?1";
    struct edi_query *q;
    enum x12_status status;

    if (!more->reverses)
        return X12_OK;
    q = edi_db_query(&e->store->db, WHICH);
    edi_db_bind_int(q, 1, more->reverses);
    status = edi_db_step(q);
    if (status == X12_OK) {
        edi_explain_label(&e->text, "takes back");
        net_place(&e->text, q);
        x12_text_put(&e->text, net_negation(more->negation));
        x12_text_line(&e->text);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* --- what it all comes to --------------------------------------------------------- */

void edi_explain_net_add(struct edi_explain *e,
                         const struct edi_match_payment *payment,
                         struct edi_match_details details)
{
    const size_t count = payment->service_count < details.line_count
                             ? payment->service_count
                             : details.line_count;
    x12_money rest = payment->paid;
    struct edi_explain_word *word;

    e->changed = e->changed || details.correction ||
                 x12_str_is(payment->status, "22");
    e->word_payments++;
    for (size_t i = 0; i < count; i++) {
        struct edi_match_line_row row = edi_match_details_line(&details);

        word = x12_arena_push(&e->arena, &e->words, &e->word_count,
                              sizeof(*word));
        if (!word)
            return;
        *word = (struct edi_explain_word){ row.number, row.lines,
                                           payment->services[i].paid };
        rest -= payment->services[i].paid;
    }
    if (count && !rest)
        return;
    word = x12_arena_push(&e->arena, &e->words, &e->word_count, sizeof(*word));
    if (word)
        *word = (struct edi_explain_word){ 0, 0, rest };
}

/* "72.00 - 72.00 + 54.40 = 54.40 paid" of one line, or of all. */
static void net_sum(struct edi_explain *e, const uint32_t *line)
{
    struct x12_text *t = &e->text;
    x12_money sum = 0;
    bool any = false;

    for (size_t i = 0; i < e->word_count; i++) {
        x12_money paid = e->words[i].paid;

        if (line && e->words[i].line != *line)
            continue;
        if (any)
            x12_text_put(t, paid < 0 ? " - " : " + ");
        x12_text_money(t, any && paid < 0 ? -paid : paid);
        sum += paid;
        any = true;
    }
    x12_text_put(t, " = ");
    x12_text_money(t, sum);
    x12_text_put(t, " paid");
    x12_text_line(t);
}

static bool net_is_first(const struct edi_explain *e, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (e->words[i].line == e->words[at].line)
            return false;
    return true;
}

void edi_explain_net(struct edi_explain *e)
{
    for (size_t i = 0; e->changed && e->word_payments > 1 && i < e->word_count;
         i++) {
        const uint32_t line = e->words[i].line;

        if (!net_is_first(e, i))
            continue;
        edi_explain_label(&e->text, "net");
        if (line) {
            x12_text_put(&e->text, "line ");
            x12_text_count(&e->text, line);
        } else {
            x12_text_put(&e->text, "no line of its own");
        }
        x12_text_put(&e->text, ": ");
        net_sum(e, &line);
    }
    if (e->changed && e->word_payments > 1) {
        edi_explain_label(&e->text, "net");
        x12_text_put(&e->text, "claim: ");
        net_sum(e, NULL);
    }
}

/* --- what is still to be said ------------------------------------------------------ */

static bool net_is_answered(const struct edi_explain *e, uint32_t line)
{
    for (size_t i = 0; i < e->word_count; i++) {
        const struct edi_explain_word *word = &e->words[i];

        if (word->line && line >= word->line &&
            line < word->line + (word->lines ? word->lines : 1))
            return true;
    }
    return false;
}

static void net_unanswered(struct edi_explain *e,
                           const struct edi_match_claim *claim, size_t missing)
{
    struct x12_text *t = &e->text;
    const char *comma = "";

    edi_explain_label(t, "lines");
    x12_text_count(t, claim->line_count - missing);
    x12_text_put(t, " of ");
    x12_text_count(t, claim->line_count);
    x12_text_put(t, " are answered, and not line ");
    for (size_t i = 0; i < claim->line_count; i++) {
        if (net_is_answered(e, claim->lines[i].number))
            continue;
        x12_text_put(t, comma);
        x12_text_count(t, claim->lines[i].number);
        x12_text_put(t, " ");
        x12_text_data(t, claim->lines[i].code);
        x12_text_put(t, " of ");
        x12_text_money(t, claim->lines[i].charge);
        comma = ", ";
    }
    x12_text_line(t);
}

enum x12_status edi_explain_unanswered(struct edi_explain *e, int64_t claim)
{
    struct edi_match_claim *claims = NULL;
    size_t count = 0, missing = 0;
    bool any = false;
    enum x12_status status = edi_store_claims_find(
        e->store, EDI_CLAIMS_BY_ID, claim, (x12_str){ NULL, 0 }, &e->arena,
        &claims, &count, 1);

    if (status != X12_OK || count != 1)
        return status;
    for (size_t i = 0; i < e->word_count; i++)
        any = any || e->words[i].line;
    for (size_t i = 0; i < claims[0].line_count; i++)
        missing += !net_is_answered(e, claims[0].lines[i].number);
    if (any && missing)
        net_unanswered(e, &claims[0], missing);
    return X12_OK;
}
