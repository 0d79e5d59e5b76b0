/* SPDX-License-Identifier: Apache-2.0 */
/* store_numbers - control numbers handed out, never twice */
#include "edi/store/store_numbers.h"

enum x12_status edi_number_next(struct edi_store *store,
                                const struct edi_pair *pair,
                                enum edi_number kind, uint64_t *out)
{
    static const char NEXT[] =
        "INSERT INTO control_number VALUES (?1, ?2, ?3, ?4, ?5, 1)"
        " ON CONFLICT DO UPDATE SET last = last + 1 WHERE last < 999999999"
        " RETURNING last";
    struct edi_query *q;
    enum x12_status status;

    _Static_assert(EDI_NUMBER_MAX == 999999999, "the query says it too");
    if (!store->db.in_transaction)
        return x12_fail(store->db.err, X12_EMISUSE,
                        "a control number outside a transaction");
    q = edi_db_query(&store->db, NEXT);
    edi_db_bind_text(q, 1, pair->sender_qualifier);
    edi_db_bind_text(q, 2, pair->sender);
    edi_db_bind_text(q, 3, pair->receiver_qualifier);
    edi_db_bind_text(q, 4, pair->receiver);
    edi_db_bind_int(q, 5, kind);
    status = edi_db_step(q);
    if (status == X12_OK)
        *out = (uint64_t)edi_db_int(q, 0);
    edi_db_end(q);
    if (status == X12_END)
        return x12_fail(store->db.err, X12_ELIMIT,
                        "control numbers are used up: none is given twice");
    return status;
}
