/* SPDX-License-Identifier: Apache-2.0 */
/* report_replay - what a replay decides otherwise */
#include "edi/report/report_replay.h"

#include "edi/match/match.h"

static const struct edi_column replay_columns[] = {
    { "what", "what", 7, false },
    { "claim", "claim", 20, false },
    { "was", "was", 14, false },
    { "now", "now", 14, false },
    { "dollars_was", "dollars", 11, true },
    { "dollars_now", "now", 11, true },
    { "match_was", "match", 12, false },
    { "match_now", "now", 12, false },
    { "file", "file", 20, false },
    { "interchange", "interchange", 11, false },
    { "transaction", "set", 5, false },
    { "ordinal", "place", 0, false },
};

/* Payments, then claims: what, number, was and now by number, dollars, rule and
 * claim of the match, place. */
static const char replay_all[] =
    "SELECT 0, coalesce(c.number, p.number), b.outcome, m.outcome, b.at_stake,"
    " m.at_stake, b.rule, m.rule, o.number, c.number, f.name, i.control,"
    " r.control, p.ordinal FROM temp.replayed_payment d"
    " JOIN match m ON m.payment = d.payment"
    " LEFT JOIN temp.match_before b ON b.payment = d.payment"
    " JOIN payment p ON p.id = d.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN claim c ON c.id = m.claim LEFT JOIN claim o ON o.id = b.claim"
    " UNION ALL SELECT 1, c.number, coalesce(b.state, 0), coalesce(t.state, 0),"
    " coalesce(b.balance, c.charge), coalesce(t.balance, c.charge), 0, 0, '',"
    " '', f.name, i.control, s.control, c.ordinal FROM temp.replayed_claim d"
    " JOIN claim c ON c.id = d.claim JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN standing t ON t.claim = c.id"
    " LEFT JOIN temp.standing_before b ON b.claim = c.id"
    " ORDER BY 1, 11, 12, 13, 14";

enum {
    REPLAY_IS_CLAIM,
    REPLAY_CLAIM,
    REPLAY_WAS,
    REPLAY_NOW,
    REPLAY_DOLLARS_WAS,
    REPLAY_DOLLARS_NOW,
    REPLAY_RULE_WAS,
    REPLAY_RULE_NOW,
    REPLAY_LAID_WAS,
    REPLAY_LAID_NOW,
    REPLAY_FILE,
    REPLAY_ISA,
    REPLAY_SET,
    REPLAY_ORDINAL,
};

static x12_str replay_word(const struct edi_query *q, int column)
{
    const int64_t word = edi_db_int(q, column);

    return x12_str_from(edi_db_int(q, REPLAY_IS_CLAIM)
                            ? edi_state_text((enum edi_state)word)
                            : edi_outcome_text((enum edi_outcome)word));
}

/* "M2 PCN001"; M8 without a claim. */
static void replay_match(struct edi_rows *rows, const struct edi_query *q,
                         int rule, int laid)
{
    char text[64] = "";
    size_t len;
    const x12_str number = edi_db_text(q, laid);

    if (!edi_db_int(q, REPLAY_IS_CLAIM)) {
        x12_str word = x12_str_from(
            edi_rule_text((enum edi_rule)edi_db_int(q, rule)));

        memcpy(text, word.at, word.len);
        len = word.len;
        if (number.len && number.len < sizeof(text) - len - 1) {
            text[len++] = ' ';
            memcpy(text + len, number.at, number.len);
        }
    }
    edi_rows_text(rows, x12_str_from(text));
}

static void replay_row(struct edi_rows *rows, const struct edi_query *q)
{
    edi_rows_text(rows, edi_db_int(q, REPLAY_IS_CLAIM) ? X12_STR("claim")
                                                       : X12_STR("payment"));
    edi_rows_text(rows, edi_db_text(q, REPLAY_CLAIM));
    edi_rows_text(rows, replay_word(q, REPLAY_WAS));
    edi_rows_text(rows, replay_word(q, REPLAY_NOW));
    edi_rows_money(rows, edi_db_int(q, REPLAY_DOLLARS_WAS));
    edi_rows_money(rows, edi_db_int(q, REPLAY_DOLLARS_NOW));
    replay_match(rows, q, REPLAY_RULE_WAS, REPLAY_LAID_WAS);
    replay_match(rows, q, REPLAY_RULE_NOW, REPLAY_LAID_NOW);
    for (int i = REPLAY_FILE; i <= REPLAY_SET; i++)
        edi_rows_text(rows, edi_db_text(q, i));
    edi_rows_int(rows, edi_db_int(q, REPLAY_ORDINAL));
    edi_rows_end(rows);
}

enum x12_status edi_report_replay(struct edi_store *store,
                                  enum edi_listing form, struct x12_sink *out)
{
    struct edi_query *q = edi_db_query(&store->db, replay_all);
    enum x12_status status, finished;
    struct edi_rows rows;

    edi_rows_init(&rows, form, replay_columns,
                  sizeof(replay_columns) / sizeof(*replay_columns), out,
                  store->db.err);
    while ((status = edi_db_step(q)) == X12_OK) {
        replay_row(&rows, q);
        if (edi_rows_status(&rows) != X12_OK)
            break;
    }
    edi_db_end(q);
    finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}
