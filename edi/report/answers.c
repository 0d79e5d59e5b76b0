/* SPDX-License-Identifier: Apache-2.0 */
/* answers - what is packed in matches, laid out for the time of a report */
#include "edi/report/answers_private.h"
#include "edi/store/store_matches.h"

#include <stdio.h>

void edi_reason_format(x12_str group, x12_str code, char into[EDI_REASON_TEXT])
{
    into[0] = '\0';
    if (code.len)
        snprintf(into, EDI_REASON_TEXT, "%.*s-%.*s", (int)group.len,
                 group.len ? group.at : "", (int)code.len, code.at);
}

static enum x12_status answers_put(struct edi_db *db, const struct edi_query *q)
{
    static const char PUT[] =
        "INSERT INTO temp.answer VALUES (?1, ?2, ?3, ?4, ?5)";
    struct edi_match_details details;
    struct edi_match_more more;
    struct edi_query *put;
    char reason[EDI_REASON_TEXT];
    int64_t named = 0;
    enum x12_status status = edi_match_details_read(db, edi_db_blob(q, 1),
                                                    &details);

    if (status != X12_OK)
        return status;
    more = edi_match_details_more(&details);
    for (size_t i = 0; i < details.line_count; i++)
        named += edi_match_details_line(&details).rule == EDI_LINE_L1;
    edi_reason_format(details.cause_group, details.cause_code, reason);
    put = edi_db_query(db, PUT);
    edi_db_bind_int(put, 1, edi_db_int(q, 0));
    edi_db_bind_text(put, 2, x12_str_from(reason));
    edi_db_bind_int(put, 3, (int64_t)details.line_count);
    edi_db_bind_int(put, 4, named);
    if (more.any_left)
        edi_db_bind_int(put, 5, more.left);
    return edi_db_run(put);
}

enum x12_status edi_answers_lay_out(struct edi_store *store)
{
    static const char POSTED[] =
        "SELECT payment, details FROM match WHERE claim IS NOT NULL"
        " AND confidence <= 2 AND NOT repeated";
    enum x12_status status = edi_db_script(
        &store->db, "DROP TABLE IF EXISTS temp.answer;"
                    "CREATE TEMP TABLE answer (payment INTEGER PRIMARY KEY,"
                    " reason TEXT, services INTEGER, named INTEGER,"
                    " left INTEGER)");
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, POSTED);
    while ((status = edi_db_step(q)) == X12_OK)
        if ((status = answers_put(&store->db, q)) != X12_OK)
            break;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}
