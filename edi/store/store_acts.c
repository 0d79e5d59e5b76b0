/* SPDX-License-Identifier: Apache-2.0 */
/* store_acts - what persons did: who, and when */
#include "edi/store/store_acts.h"

static const char *const acts_texts[] = {
    [EDI_ACT_ATTACH] = "attach", [EDI_ACT_DETACH] = "detach",
    [EDI_ACT_RETRY] = "retry",   [EDI_ACT_FORGET] = "forget",
    [EDI_ACT_PURGE] = "purge",   [EDI_ACT_RAISE] = "raise",
};

const char *edi_act_text(enum edi_act kind)
{
    return kind < EDI_ACT_ATTACH || kind > EDI_ACT_RAISE ? ""
                                                         : acts_texts[kind];
}

enum x12_status edi_store_act_put(struct edi_store *store,
                                  const struct edi_act_row *row)
{
    static const char PUT[] =
        "INSERT INTO act (kind, made, who, what) VALUES (?1, ?2, ?3, ?4)";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_int(q, 1, row->kind);
    edi_db_bind_text(q, 2, x12_str_from(row->made));
    edi_db_bind_text(q, 3, row->who);
    edi_db_bind_text(q, 4, row->what);
    return edi_db_run(q);
}

enum x12_status edi_store_act_next(struct edi_store *store, int64_t id,
                                   struct edi_query **q,
                                   struct edi_act_row *row)
{
    static const char NEXT[] = "SELECT id, kind, made, who, what FROM act"
                               " WHERE id > ?1 ORDER BY id LIMIT 1";
    enum x12_status status;

    *q = edi_db_query(&store->db, NEXT);
    edi_db_bind_int(*q, 1, id);
    status = edi_db_step(*q);
    if (status == X12_OK)
        *row = (struct edi_act_row){
            .id = edi_db_int(*q, 0),
            .kind = (enum edi_act)edi_db_int(*q, 1),
            .made = edi_db_text(*q, 2).at,
            .who = edi_db_text(*q, 3),
            .what = edi_db_text(*q, 4),
        };
    return status;
}
