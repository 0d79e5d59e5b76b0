/* SPDX-License-Identifier: Apache-2.0 */
/* store_numbers - control numbers handed out, never twice */
#include "edi/store/store_numbers.h"

#include "edi/store/store_copy.h"

static void numbers_bind(struct edi_query *q, const struct edi_pair *pair,
                         enum edi_number kind)
{
    edi_db_bind_text(q, 1, pair->sender_qualifier);
    edi_db_bind_text(q, 2, pair->sender);
    edi_db_bind_text(q, 3, pair->receiver_qualifier);
    edi_db_bind_text(q, 4, pair->receiver);
    edi_db_bind_int(q, 5, kind);
}

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
    status = edi_store_original(store);
    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, NEXT);
    numbers_bind(q, pair, kind);
    status = edi_db_step(q);
    if (status == X12_OK)
        *out = (uint64_t)edi_db_int(q, 0);
    edi_db_end(q);
    if (status == X12_END)
        return x12_fail(store->db.err, X12_ELIMIT,
                        "control numbers are used up: none is given twice");
    return status;
}

static enum x12_status numbers_raise(struct edi_store *store,
                                     const struct edi_pair *pair,
                                     enum edi_number kind, uint64_t least)
{
    static const char RAISE[] =
        "INSERT INTO control_number VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT DO UPDATE SET last = max(last, ?6)";
    struct edi_query *q = edi_db_query(&store->db, RAISE);

    numbers_bind(q, pair, kind);
    edi_db_bind_int(q, 6, (int64_t)least - 1);
    return edi_db_run(q);
}

enum x12_status edi_numbers_raise(struct edi_store *store,
                                  const struct edi_pair *pair, uint64_t least)
{
    enum x12_status status = X12_OK;

    if (least < 1 || least > EDI_NUMBER_MAX)
        return x12_fail(store->db.err, X12_EMISUSE,
                        "control numbers are 1 to %u", EDI_NUMBER_MAX);
    if (!store->db.in_transaction)
        return x12_fail(store->db.err, X12_EMISUSE,
                        "control numbers outside a transaction");
    for (int kind = EDI_NUMBER_ISA;
         least > 1 && status == X12_OK && kind <= EDI_NUMBER_BHT; kind++)
        status = numbers_raise(store, pair, (enum edi_number)kind, least);
    return status;
}

enum x12_status edi_number_last(struct edi_store *store,
                                const struct edi_pair *pair,
                                enum edi_number kind, uint64_t *out)
{
    static const char LAST[] =
        "SELECT last FROM control_number WHERE sender_qualifier = ?1"
        " AND sender = ?2 AND receiver_qualifier = ?3 AND receiver = ?4"
        " AND kind = ?5";
    struct edi_query *q = edi_db_query(&store->db, LAST);
    enum x12_status status;

    numbers_bind(q, pair, kind);
    status = edi_db_step(q);
    *out = status == X12_OK ? (uint64_t)edi_db_int(q, 0) : 0;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}
