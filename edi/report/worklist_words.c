/* SPDX-License-Identifier: Apache-2.0 */
/* worklist_words - what a row of the worklist says of a payment */
#include "edi/report/answers_private.h"
#include "edi/report/worklist_words_private.h"

const char edi_worklist_one[] =
    "SELECT coalesce(c.number, p.number), coalesce(c.payer, r.payer),"
    " coalesce(nullif(c.payer_name, ''), r.payer_name), m.confidence,"
    " m.outcome, m.action, r.day, f.name, i.control, r.control, p.ordinal,"
    " m.details, p.doubt, p.imbalance, m.at_stake, m.overlap,"
    " coalesce(nullif(c.npi, ''), r.npi), d.what"
    " FROM payment p"
    " JOIN match m ON m.payment = p.id"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN claim c ON c.id = m.claim"
    " LEFT JOIN claim_doubt d ON d.claim = c.id WHERE p.id = ?1";

x12_str edi_worklist_join(x12_str a, x12_str b, struct x12_arena *arena)
{
    char *text = x12_arena_bytes(arena, a.len + b.len);

    if (!text)
        return a;
    memcpy(text, a.at ? a.at : "", a.len);
    memcpy(text + a.len, b.at ? b.at : "", b.len);
    return (x12_str){ text, a.len + b.len };
}

/* An amount that nobody can read comes before all else: nothing is known. */
static void worklist_unreadable(struct edi_worklist_words *words, x12_str doubt,
                                struct x12_arena *arena)
{
    words->why = edi_worklist_join(
        X12_STR("not posted, an amount is missing or cannot be read in "),
        doubt, arena);
    words->next = X12_STR("ask the payer for the remittance once more");
}

/* The payment can be read, but not the claim that it was laid to. */
static void worklist_claim_unreadable(struct edi_worklist_words *words,
                                      x12_str doubt, struct x12_arena *arena)
{
    words->why = edi_worklist_join(
        X12_STR("not posted, an amount of the claim is missing or cannot be "
                "read in "),
        doubt, arena);
    words->next = X12_STR("see what was charged, and attach the payment");
}

/* Said behind whatever else there is to say. */
static void worklist_imbalance(struct edi_worklist_words *words, x12_money off,
                               struct x12_arena *arena)
{
    char text[X12_MONEY_TEXT];
    x12_str amount = { text, x12_money_format_plain(off, text) };

    words->why = edi_worklist_join(words->why,
                                   words->why.len
                                       ? X12_STR("; out of balance by ")
                                       : X12_STR("out of balance by "),
                                   arena);
    words->why = edi_worklist_join(words->why, amount, arena);
}

static struct edi_worklist_words worklist_match_words(
    const struct edi_query *q, const struct edi_match_details *d)
{
    enum edi_outcome outcome = (enum edi_outcome)edi_db_int(q, EDI_ONE_OUTCOME);
    enum edi_action action = edi_worklist_action(outcome,
                                                 edi_db_int(q, EDI_ONE_ACTION));
    struct edi_worklist_words words = { .class = "" };

    edi_reason_format(d->cause_group, d->cause_code, words.reason);
    switch ((enum edi_confidence)edi_db_int(q, EDI_ONE_CONFIDENCE)) {
    case EDI_PROBABLE:
        if (outcome == EDI_REVERSED) {
            words.why = X12_STR("it takes back no payment that came before, or "
                                "its amounts are not negative");
            words.next = X12_STR("ask the payer what it takes back");
            return words;
        }
        /* fall through */
    case EDI_AMBIGUOUS:
        words.why = X12_STR("more than one claim fits this payment");
        words.next = X12_STR("choose the claim that it answers");
        return words;
    case EDI_UNMATCHED:
        words.why = X12_STR("no claim of ours fits this payment");
        words.next = X12_STR("find out whose claim it is");
        return words;
    case EDI_CERTAIN:
    case EDI_STRONG:
        break;
    }
    words.why = d->cause_text;
    words.next = x12_str_from(edi_action_text(action));
    if (outcome == EDI_ZERO_UNKNOWN)
        words.why = X12_STR("not paid, and no reason is given");
    if (outcome == EDI_REVERSED) {
        words.why = X12_STR("the payment was taken back, and no other has come "
                            "since");
        words.next = X12_STR("ask the payer for the corrected payment");
    }
    if (outcome == EDI_DUPLICATE)
        words.why = X12_STR("refused as a duplicate, and no other is answered");
    return words;
}

struct edi_worklist_words edi_worklist_words_of(
    const struct edi_query *q, const char *class,
    const struct edi_match_details *d, struct x12_arena *arena)
{
    struct edi_worklist_words words = worklist_match_words(q, d);

    x12_money off = edi_db_int(q, EDI_ONE_IMBALANCE);

    if (edi_db_text(q, EDI_ONE_CLAIM_DOUBT).len &&
        edi_db_int(q, EDI_ONE_CONFIDENCE) == EDI_PROBABLE)
        worklist_claim_unreadable(&words, edi_db_text(q, EDI_ONE_CLAIM_DOUBT),
                                  arena);
    if (edi_db_text(q, EDI_ONE_DOUBT).len)
        worklist_unreadable(&words, edi_db_text(q, EDI_ONE_DOUBT), arena);
    if (edi_db_int(q, EDI_ONE_OVERLAP) && !edi_db_int(q, EDI_ONE_AT_STAKE)) {
        words.why = X12_STR("paid again, and the first payment was not taken "
                            "back: more than is allowed");
        words.next = X12_STR("ask the payer which one stands, and put the "
                             "rest aside");
    }
    if (off)
        worklist_imbalance(&words, off, arena);
    words.class = class;
    return words;
}

/* "The time for filing had passed: send the proof ..." */
x12_str edi_worklist_sentence(const struct edi_worklist_words *words,
                              x12_str again, struct x12_arena *arena)
{
    x12_str said = words->why;

    if (again.len) {
        said = edi_worklist_join(X12_STR("back again ("), again, arena);
        said = edi_worklist_join(said, X12_STR("): "), arena);
        said = edi_worklist_join(said, words->why, arena);
    }
    said = edi_worklist_join(said, X12_STR(": "), arena);
    return edi_worklist_join(said, words->next, arena);
}
