/* SPDX-License-Identifier: Apache-2.0 */
/* store_numbers - control numbers handed out, never twice */
#include "edi/store/store_numbers.h"

#include "edi/store/store_copy.h"
#include "parser/value.h"

static void numbers_bind_pair(struct edi_query *q, const struct edi_pair *pair)
{
    edi_db_bind_text(q, 1, pair->sender_qualifier);
    edi_db_bind_text(q, 2, pair->sender);
    edi_db_bind_text(q, 3, pair->receiver_qualifier);
    edi_db_bind_text(q, 4, pair->receiver);
}

static void numbers_bind(struct edi_query *q, const struct edi_pair *pair,
                         enum edi_number kind)
{
    numbers_bind_pair(q, pair);
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
                        "control numbers are used up: none is given twice "
                        "(edi control --wrap)");
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

/* Would a number be used again that a file of the pair bears? */
static enum x12_status numbers_are_free(struct edi_store *store,
                                        const struct edi_pair *pair)
{
    static const char LOW[] =
        "SELECT max(made) FROM batch WHERE sender_qualifier = ?1"
        " AND sender = ?2 AND receiver_qualifier = ?3 AND receiver = ?4"
        " AND min(isa, gs, st, CAST(reference AS INTEGER)) <= 499999999";
    struct edi_query *q = edi_db_query(&store->db, LOW);
    char day[X12_DATE_TEXT];
    enum x12_status status;

    numbers_bind_pair(q, pair);
    status = edi_db_step(q);
    x12_str_put(edi_db_text(q, 0), day, sizeof(day));
    if (status == X12_OK && !edi_db_is_null(q, 0))
        status = x12_fail(store->db.err, X12_EMISUSE,
                          "files of the partner bear numbers that would be "
                          "used again, the last of %s: edi purge takes out "
                          "what is old",
                          day);
    edi_db_end(q);
    return status;
}

static enum x12_status numbers_wrap(struct edi_store *store,
                                    const struct edi_pair *pair,
                                    enum edi_number kind)
{
    static const char WRAP[] =
        "DELETE FROM control_number WHERE sender_qualifier = ?1"
        " AND sender = ?2 AND receiver_qualifier = ?3 AND receiver = ?4"
        " AND kind = ?5";
    struct edi_query *q = edi_db_query(&store->db, WRAP);

    numbers_bind(q, pair, kind);
    return edi_db_run(q);
}

enum x12_status edi_numbers_wrap(struct edi_store *store,
                                 const struct edi_pair *pair, uint64_t last)
{
    uint64_t used[EDI_NUMBER_BHT + 1] = { 0 }, greatest = 0;
    enum x12_status status = X12_OK;

    if (!store->db.in_transaction)
        return x12_fail(store->db.err, X12_EMISUSE,
                        "control numbers outside a transaction");
    status = edi_store_original(store);
    for (int kind = EDI_NUMBER_ISA; status == X12_OK && kind <= EDI_NUMBER_BHT;
         kind++) {
        status = edi_number_last(store, pair, (enum edi_number)kind,
                                 &used[kind]);
        greatest = used[kind] > greatest ? used[kind] : greatest;
    }
    if (status == X12_OK && greatest < EDI_NUMBER_END)
        status = x12_fail(store->db.err, X12_EMISUSE,
                          "no control number is near %u", EDI_NUMBER_MAX);
    if (status == X12_OK && last != greatest)
        status = x12_fail(store->db.err, X12_EMISUSE,
                          "not confirmed: the greatest control number that was "
                          "handed out is another");
    if (status == X12_OK)
        status = numbers_are_free(store, pair);
    for (int kind = EDI_NUMBER_ISA; status == X12_OK && kind <= EDI_NUMBER_BHT;
         kind++)
        if (used[kind] >= EDI_NUMBER_END)
            status = numbers_wrap(store, pair, (enum edi_number)kind);
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
