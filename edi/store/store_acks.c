/* SPDX-License-Identifier: Apache-2.0 */
/* store_acks - acknowledgements in and out, and what they answer */
#include "edi/store/store_acks.h"

#include "edi/match/acked.h"
#include "edi/match/key.h"

/* --- details as one value ---------------------------------------------------- */

static void acks_pack_status(struct edi_pack *pack, const struct edi_status *s)
{
    for (unsigned i = 0; i < 3; i++) {
        edi_pack_text(pack, s->code[i].category);
        edi_pack_text(pack, s->code[i].code);
        edi_pack_text(pack, s->code[i].entity);
    }
    edi_pack_text(pack, s->action);
    edi_pack_text(pack, s->text);
}

/* CTX*CLM01:value tells the claim. */
static x12_str acks_context(const struct edi_ack_segment *segment)
{
    for (size_t i = 0; i < segment->context_count; i++)
        if (x12_str_is(segment->contexts[i].name, "CLM01"))
            return segment->contexts[i].value;
    return (x12_str){ NULL, 0 };
}

static void acks_pack_fault(struct edi_pack *pack,
                            const struct edi_ack_segment *segment)
{
    edi_pack_text(pack, segment->segment);
    edi_pack_text(pack, segment->position);
    edi_pack_text(pack, segment->loop);
    edi_pack_text(pack, segment->code);
    edi_pack_text(pack, acks_context(segment));
    edi_pack_int(pack, (int64_t)segment->element_count);
    for (size_t i = 0; i < segment->element_count; i++) {
        const struct edi_ack_element *element = &segment->elements[i];

        edi_pack_text(pack, element->element);
        edi_pack_text(pack, element->component);
        edi_pack_text(pack, element->data_element);
        edi_pack_text(pack, element->code);
    }
}

/* What is wrong, without values: they are a person's. */
static x12_str acks_pack(const struct edi_ack *ack, struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };

    for (unsigned i = 0; i < 5; i++)
        edi_pack_text(&pack, ack->error[i]);
    edi_pack_int(&pack, (int64_t)ack->status_count);
    for (size_t i = 0; i < ack->status_count; i++)
        acks_pack_status(&pack, &ack->statuses[i]);
    edi_pack_int(&pack, (int64_t)ack->segment_count);
    for (size_t i = 0; i < ack->segment_count; i++)
        acks_pack_fault(&pack, &ack->segments[i]);
    return edi_pack_done(&pack);
}

struct edi_status edi_ack_details_status(struct edi_ack_details *details)
{
    struct edi_unpack *from = &details->statuses;
    struct edi_status status = { .date = 0 };

    for (unsigned i = 0; i < 3; i++) {
        status.code[i].category = edi_unpack_text(from);
        status.code[i].code = edi_unpack_text(from);
        status.code[i].entity = edi_unpack_text(from);
    }
    status.action = edi_unpack_text(from);
    status.text = edi_unpack_text(from);
    return status;
}

struct edi_ack_element edi_ack_fault_element(struct edi_ack_fault *fault)
{
    struct edi_ack_element element = { .element = { NULL, 0 } };

    element.element = edi_unpack_text(&fault->elements);
    element.component = edi_unpack_text(&fault->elements);
    element.data_element = edi_unpack_text(&fault->elements);
    element.code = edi_unpack_text(&fault->elements);
    return element;
}

struct edi_ack_fault edi_ack_details_fault(struct edi_ack_details *details)
{
    struct edi_unpack *from = &details->faults;
    struct edi_ack_fault fault = { .segment = edi_unpack_text(from) };

    fault.position = edi_unpack_text(from);
    fault.loop = edi_unpack_text(from);
    fault.code = edi_unpack_text(from);
    fault.claim = edi_unpack_text(from);
    fault.element_count = edi_unpack_count(from);
    fault.elements = *from;
    for (size_t i = 0; i < 4 * fault.element_count; i++)
        (void)edi_unpack_text(from);
    return fault;
}

enum x12_status edi_ack_details_read(struct edi_db *db, x12_str value,
                                     struct edi_ack_details *out)
{
    struct edi_unpack from = { .rest = value };

    *out = (struct edi_ack_details){ .status_count = 0 };
    for (unsigned i = 0; i < 5; i++)
        out->error[i] = edi_unpack_text(&from);
    out->status_count = edi_unpack_count(&from);
    out->statuses = from;
    for (size_t i = 0; i < 11 * out->status_count; i++)
        (void)edi_unpack_text(&from);
    out->fault_count = edi_unpack_count(&from);
    out->faults = from;
    if (from.failed)
        return x12_fail(db->err, X12_EIO,
                        "claim store: an acknowledgement is damaged");
    return X12_OK;
}

/* --- in ------------------------------------------------------------------------ */

static x12_str acks_reference(const struct edi_ack *ack, const char *qualifier)
{
    return edi_reference_find(ack->references, ack->reference_count, qualifier);
}

/* STC01 of a 277CA, else the code of a TA1 or 999; TA105 stands behind TA104. */
static x12_str acks_code(const struct edi_ack *ack, struct x12_arena *arena)
{
    x12_str category, code;
    char *text;

    if (!ack->note.len && !ack->status_count)
        return ack->code;
    category = ack->note.len ? ack->code : ack->statuses[0].code[0].category;
    code = ack->note.len ? ack->note : ack->statuses[0].code[0].code;
    text = x12_arena_bytes(arena, category.len + 1 + code.len);
    if (!text)
        return category;
    memcpy(text, category.at ? category.at : "", category.len);
    text[category.len] = ':';
    memcpy(text + category.len + 1, code.at ? code.at : "", code.len);
    return (x12_str){ text, category.len + 1 + code.len };
}

static void acks_bind_claim(struct edi_query *q, const struct edi_ack_row *row)
{
    const struct edi_match_ack *m = &row->match;
    bool claim = m->kind == EDI_ACK_CLAIM;
    const x12_str none = { NULL, 0 };

    edi_db_bind_text(q, 13, claim ? row->ack->trace : none);
    edi_db_bind_text(q, 14, m->number);
    edi_db_bind_text(q, 15, edi_key_bare(m->number));
    edi_db_bind_text(q, 16, claim ? acks_reference(row->ack, "1K") : none);
    edi_db_bind_text(q, 17, m->control);
    edi_db_bind_text(q, 18, m->clearing);
    edi_db_bind_int(q, 19, m->charge);
    edi_db_bind_int(q, 20, m->has_charge);
    edi_db_bind_int(q, 21, m->from);
    edi_db_bind_int(q, 22, m->to);
}

enum x12_status edi_store_ack_put(struct edi_store *store,
                                  const struct edi_ack_row *row, int64_t first,
                                  struct x12_arena *arena, int64_t *id,
                                  x12_str *details)
{
    static const char PUT[] =
        "INSERT INTO ack (interchange, control, ordinal, kind, verdict, code,"
        " day, names, names_set, names_day, npi, answer, number, key, bare,"
        " payer_control, icn, clearing, charge, has_charge, from_day, to_day,"
        " start, finish, details) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
        " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,"
        " ?24, ?25)";
    static const char FIRST[] = "UPDATE ack SET answer = id WHERE id = ?1";
    const struct edi_match_ack *m = &row->match;
    x12_str code = acks_code(row->ack, arena);
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    *details = acks_pack(row->ack, arena);
    if (arena->failed)
        return x12_fail(store->db.err, arena->failed, "acknowledgement: %s",
                        x12_status_text(arena->failed));
    edi_db_bind_int(q, 1, row->interchange);
    edi_db_bind_text(q, 2, m->set);
    edi_db_bind_int(q, 3, m->ordinal);
    edi_db_bind_int(q, 4, m->kind);
    edi_db_bind_int(q, 5, m->verdict);
    edi_db_bind_text(q, 6, code);
    edi_db_bind_int(q, 7, m->day);
    edi_db_bind_text(q, 8, m->names);
    edi_db_bind_text(q, 9, row->ack->transaction);
    edi_db_bind_int(q, 10, row->ack->date);
    edi_db_bind_text(q, 11, m->npi);
    edi_db_bind_int(q, 12, first);
    acks_bind_claim(q, row);
    edi_db_bind_int(q, 23, (int64_t)row->start);
    edi_db_bind_int(q, 24, (int64_t)row->finish);
    edi_db_bind_blob(q, 25, *details);
    status = edi_db_run(q);
    if (status != X12_OK)
        return status;
    *id = edi_db_last_id(&store->db);
    if (first)
        return X12_OK;
    q = edi_db_query(&store->db, FIRST);
    edi_db_bind_int(q, 1, *id);
    return edi_db_run(q);
}

enum x12_status edi_store_ack_laid(struct edi_store *store,
                                   const struct edi_match_ack *ack)
{
    static const char PUT[] = "INSERT INTO acked (ack, claim) VALUES (?1, ?2)"
                              " ON CONFLICT (ack) DO UPDATE SET claim = ?2";
    static const char FORGET[] = "DELETE FROM acked WHERE ack = ?1";
    struct edi_query *q = edi_db_query(&store->db,
                                       ack->found.claim ? PUT : FORGET);

    edi_db_bind_int(q, 1, ack->id);
    if (ack->found.claim)
        edi_db_bind_int(q, 2, ack->found.claim->id);
    return edi_db_run(q);
}

/* --- out ----------------------------------------------------------------------- */

#define ACKS_SELECT                                                          \
    "SELECT a.id, a.answer, a.kind, a.verdict, a.day, a.ordinal, a.charge,"  \
    " a.has_charge, a.from_day, a.to_day, a.control, a.names, a.npi, a.key," \
    " a.icn, a.clearing, i.control FROM ack a"                               \
    " JOIN interchange i ON i.id = a.interchange "

static const char acks_by_id[] = ACKS_SELECT "WHERE a.kind = 6 AND a.id = ?1";

/* A 999 names its group by the number alone: of an interchange, those of the
 * group are meant. */
static const char acks_of_set[] = ACKS_SELECT
    "JOIN acked w ON w.ack = a.id JOIN claim_set s ON s.id = ?1"
    " WHERE w.interchange = s.interchange AND (w.claim_set IS NULL"
    " OR w.claim_set = s.id) AND (a.kind <> 3 OR a.names = s.group_control)";

static struct edi_match_ack acks_row(const struct edi_query *q,
                                     struct x12_arena *arena)
{
    struct edi_match_ack ack = {
        .id = edi_db_int(q, 0),
        .answer = edi_db_int(q, 1),
        .kind = (enum edi_ack_kind)edi_db_int(q, 2),
        .verdict = (enum edi_verdict)edi_db_int(q, 3),
        .day = (x12_date)edi_db_int(q, 4),
        .ordinal = (uint32_t)edi_db_int(q, 5),
        .charge = edi_db_int(q, 6),
        .has_charge = edi_db_int(q, 7) != 0,
        .from = (x12_date)edi_db_int(q, 8),
        .to = (x12_date)edi_db_int(q, 9),
    };
    x12_str *const texts[] = { &ack.set,    &ack.names,   &ack.npi,
                               &ack.number, &ack.control, &ack.clearing,
                               &ack.isa };

    for (int i = 0; i < (int)(sizeof(texts) / sizeof(*texts)); i++)
        *texts[i] = x12_arena_copy(arena, edi_db_text(q, i + 10));
    return ack;
}

static bool acks_has(const struct edi_match_ack *acks, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (acks[i].id == id)
            return true;
    return false;
}

static enum x12_status acks_gather(struct edi_query *q, struct x12_arena *arena,
                                   struct edi_match_ack **acks, size_t *count,
                                   size_t most)
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_match_ack *ack;

        if (acks_has(*acks, *count, edi_db_int(q, 0)))
            continue;
        if (*count == most) {
            status = x12_fail(q->db->err, X12_ELIMIT,
                              "more than %u acknowledgements share one number",
                              (unsigned)most);
            break;
        }
        ack = x12_arena_push(arena, acks, count, sizeof(*ack));
        if (ack)
            *ack = acks_row(q, arena);
        if (arena->failed) {
            status = x12_fail(q->db->err, arena->failed, "acknowledgements: %s",
                              x12_status_text(arena->failed));
            break;
        }
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_store_ack_find(struct edi_store *store, int64_t id,
                                   struct x12_arena *arena,
                                   struct edi_match_ack **acks, size_t *count,
                                   size_t most)
{
    struct edi_query *q = edi_db_query(&store->db, acks_by_id);

    edi_db_bind_int(q, 1, id);
    return acks_gather(q, arena, acks, count, most);
}

enum x12_status edi_store_acks_of_set(struct edi_store *store, int64_t set,
                                      struct x12_arena *arena,
                                      struct edi_match_ack **acks,
                                      size_t *count)
{
    struct edi_query *q = edi_db_query(&store->db, acks_of_set);
    enum x12_status status;

    edi_db_bind_int(q, 1, set);
    status = acks_gather(q, arena, acks, count, SIZE_MAX);
    edi_acks_sort(*acks, *count);
    return status;
}
