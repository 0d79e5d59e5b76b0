/* SPDX-License-Identifier: Apache-2.0 */
/* report_matches - every claim payment of an 835, and what it was laid to */
#include "edi/report/report_matches.h"

#include "edi/store/store_matches.h"

static const char matches_all[] =
    "SELECT f.name, i.control, r.control, p.ordinal, cf.name, ci.control,"
    " s.control, c.ordinal, m.rule, m.confidence, m.outcome, p.paid,"
    " p.adjusted, p.patient, m.at_stake, m.details, p.number, c.number,"
    " p.doubt <> ''"
    " FROM payment p JOIN match m ON m.payment = p.id"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN claim c ON c.id = m.claim"
    " LEFT JOIN claim_set s ON s.id = c.claim_set"
    " LEFT JOIN interchange ci ON ci.id = s.interchange"
    " LEFT JOIN file cf ON cf.id = ci.file ORDER BY p.id";

/* The columns of the query. */
enum {
    MATCHES_FILE,
    MATCHES_ISA,
    MATCHES_SET,
    MATCHES_CLP,
    MATCHES_CLAIM_FILE,
    MATCHES_CLAIM_ISA,
    MATCHES_CLAIM_SET,
    MATCHES_CLM,
    MATCHES_RULE,
    MATCHES_CONFIDENCE,
    MATCHES_OUTCOME,
    MATCHES_PAID,
    MATCHES_ADJUSTED,
    MATCHES_PATIENT,
    MATCHES_AT_STAKE,
    MATCHES_DETAILS,
    MATCHES_NUMBER,
    MATCHES_CLAIM_NUMBER,
    MATCHES_UNREADABLE,
};

static x12_str matches_rule(const struct edi_query *q)
{
    return x12_str_from(
        edi_rule_text((enum edi_rule)edi_db_int(q, MATCHES_RULE)));
}

static x12_str matches_confidence(const struct edi_query *q)
{
    return x12_str_from(edi_confidence_text(
        (enum edi_confidence)edi_db_int(q, MATCHES_CONFIDENCE)));
}

static x12_str matches_outcome(const struct edi_query *q)
{
    return x12_str_from(
        edi_outcome_text((enum edi_outcome)edi_db_int(q, MATCHES_OUTCOME)));
}

/* --- JSON ------------------------------------------------------------------ */

static void matches_place(struct x12_json *j, const struct edi_query *q,
                          int first, const char *ordinal)
{
    x12_json_key(j, "file");
    x12_json_string(j, edi_db_text(q, first));
    x12_json_key(j, "interchange");
    x12_json_string(j, edi_db_text(q, first + 1));
    x12_json_key(j, "transaction");
    x12_json_string(j, edi_db_text(q, first + 2));
    x12_json_key(j, ordinal);
    x12_json_int(j, edi_db_int(q, first + 3));
}

static void matches_line(struct x12_json *j, uint64_t svc,
                         struct edi_match_line_row line)
{
    char number[24];
    size_t len = sizeof(number);

    x12_json_object(j);
    x12_json_key(j, "svc");
    x12_json_count(j, svc);
    x12_json_key(j, "line");
    if (line.number) {
        for (uint32_t n = line.number; n; n /= 10)
            number[--len] = (char)('0' + n % 10);
        x12_json_string(j, (x12_str){ number + len, sizeof(number) - len });
    } else {
        x12_json_null(j);
    }
    x12_json_text(j, "rule", x12_str_from(edi_line_rule_text(line.rule)));
    x12_json_text(j, "class", x12_str_from(edi_outcome_text(line.outcome)));
    x12_json_end(j);
}

static enum x12_status matches_json(struct x12_json *j,
                                    const struct edi_query *q)
{
    static const struct {
        const char *key;
        int column;
    } sums[] = {
        { "paid", MATCHES_PAID },
        { "adjusted", MATCHES_ADJUSTED },
        { "patient", MATCHES_PATIENT },
        { "at_stake", MATCHES_AT_STAKE },
    };
    struct edi_match_details details;
    enum x12_status status = edi_match_details_read(
        q->db, edi_db_blob(q, MATCHES_DETAILS), &details);

    if (status != X12_OK)
        return status;
    j->latin1 = !x12_utf8_is_valid(edi_db_text(q, MATCHES_FILE));
    x12_json_object(j);
    matches_place(j, q, MATCHES_FILE, "clp");
    x12_json_key(j, "match");
    if (edi_db_is_null(q, MATCHES_CLM)) {
        x12_json_null(j);
    } else {
        x12_json_object(j);
        matches_place(j, q, MATCHES_CLAIM_FILE, "clm");
        x12_json_end(j);
    }
    x12_json_text(j, "rule", matches_rule(q));
    x12_json_text(j, "confidence", matches_confidence(q));
    x12_json_text(j, "outcome", matches_outcome(q));
    for (size_t i = 0; i < sizeof(sums) / sizeof(*sums); i++) {
        x12_json_key(j, sums[i].key);
        if (edi_db_int(q, MATCHES_UNREADABLE))
            x12_json_null(j);
        else
            x12_json_money(j, edi_db_int(q, sums[i].column));
    }
    x12_json_key(j, "lines");
    x12_json_array(j);
    for (size_t i = 0; i < details.line_count; i++)
        matches_line(j, i + 1, edi_match_details_line(&details));
    x12_json_end(j);
    x12_json_end(j);
    x12_json_line(j);
    return X12_OK;
}

static enum x12_status matches_list_json(struct edi_query *q,
                                         struct x12_sink *out)
{
    enum x12_status status, flushed;
    struct x12_json j;

    x12_json_init(&j, out, q->db->err);
    while ((status = edi_db_step(q)) == X12_OK) {
        status = matches_json(&j, q);
        if (status == X12_OK)
            status = x12_json_status(&j);
        if (status != X12_OK)
            break;
    }
    flushed = x12_json_flush(&j);
    x12_json_release(&j);
    return status < 0 ? status : flushed;
}

/* --- text, CSV --------------------------------------------------------------- */

static const struct edi_column matches_columns[] = {
    { "file", "file", 20, false },
    { "interchange", NULL, 0, false },
    { "transaction", "set", 5, false },
    { "clp", "clp", 5, true },
    { "payment", "payment", 20, false },
    { "claim", "laid to claim", 20, false },
    { "claim_file", NULL, 0, false },
    { "claim_interchange", NULL, 0, false },
    { "claim_transaction", NULL, 0, false },
    { "clm", NULL, 0, true },
    { "rule", "rule", 6, false },
    { "confidence", "confidence", 10, false },
    { "paid", "paid", 11, true },
    { "adjusted", NULL, 0, true },
    { "patient", NULL, 0, true },
    { "at_stake", "at stake", 11, true },
    { "outcome", "outcome", 0, false },
};

static void matches_row(struct edi_rows *rows, const struct edi_query *q)
{
    edi_rows_text(rows, edi_db_text(q, MATCHES_FILE));
    edi_rows_text(rows, edi_db_text(q, MATCHES_ISA));
    edi_rows_text(rows, edi_db_text(q, MATCHES_SET));
    edi_rows_int(rows, edi_db_int(q, MATCHES_CLP));
    edi_rows_text(rows, edi_db_text(q, MATCHES_NUMBER));
    edi_rows_text(rows, edi_db_text(q, MATCHES_CLAIM_NUMBER));
    edi_rows_text(rows, edi_db_text(q, MATCHES_CLAIM_FILE));
    edi_rows_text(rows, edi_db_text(q, MATCHES_CLAIM_ISA));
    edi_rows_text(rows, edi_db_text(q, MATCHES_CLAIM_SET));
    edi_rows_text(rows, edi_db_text(q, MATCHES_CLM));
    edi_rows_text(rows, matches_rule(q));
    edi_rows_text(rows, matches_confidence(q));
    for (int sum = MATCHES_PAID; sum <= MATCHES_AT_STAKE; sum++)
        if (edi_db_int(q, MATCHES_UNREADABLE))
            edi_rows_text(rows, (x12_str){ NULL, 0 });
        else
            edi_rows_money(rows, edi_db_int(q, sum));
    edi_rows_text(rows, matches_outcome(q));
    edi_rows_end(rows);
}

static enum x12_status matches_list(struct edi_query *q, enum edi_listing form,
                                    struct x12_sink *out)
{
    enum x12_status status, finished;
    struct edi_rows rows;

    edi_rows_init(&rows, form, matches_columns,
                  sizeof(matches_columns) / sizeof(*matches_columns), out,
                  q->db->err);
    while ((status = edi_db_step(q)) == X12_OK) {
        matches_row(&rows, q);
        if (edi_rows_status(&rows) != X12_OK)
            break;
    }
    finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}

enum x12_status edi_report_matches(struct edi_store *store,
                                   enum edi_listing form, struct x12_sink *out)
{
    struct edi_query *q = edi_db_query(&store->db, matches_all);
    enum x12_status status = form == EDI_LISTING_JSONL
                                 ? matches_list_json(q, out)
                                 : matches_list(q, form, out);

    edi_db_end(q);
    return status;
}
