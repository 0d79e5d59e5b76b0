/* SPDX-License-Identifier: Apache-2.0 */
/* store_links - by which numbers rows hang together */
#include "edi/store/store_links.h"

#include "edi/store/store_matches.h"

#include <stdlib.h>

enum {
    LINKS_BATCH = 1 << 18, /* numbers put in at once, and bytes of them */
    LINKS_BYTES = 16 << 20,
    LINKS_ONE_CLAIM = 16, /* beside the bits of what a payment meets */
};

/* A number of a new row. */
struct links_new {
    uint64_t head; /* its first eight bytes, for order */
    x12_str number;
    int64_t id;
    unsigned kind;
};

struct links {
    struct edi_store *store;
    struct edi_linked *linked;
    struct x12_arena arena; /* of the numbers at hand */
    struct links_new *rows;
    size_t count, bytes, batch;
    bool seeking; /* a payment seeks a visit */
    /* The least number of the table that is not less than the one that was asked
     * for last: none of the table lies between the two. */
    struct x12_arena next_arena;
    x12_str next;
    bool has_next, at_end;
};

/* --- what meets what ----------------------------------------------------------- */

static unsigned char links_bit(char by)
{
    switch ((enum edi_link_by)by) {
    case EDI_LINK_NUMBER:
        return 1;
    case EDI_LINK_CONTROL:
        return 2;
    case EDI_LINK_CLEARING:
        return 4;
    case EDI_LINK_VISIT:
        break;
    }
    return 8;
}

static bool links_is_new(const struct edi_linked_rows *rows, int64_t id)
{
    return id >= rows->first && id <= rows->last;
}

bool edi_linked_by(const struct edi_linked *linked, enum edi_link_kind kind,
                   int64_t id, enum edi_link_by by)
{
    const struct edi_linked_rows *rows = &linked->rows[kind];

    return !links_is_new(rows, id) ||
           rows->met[id - rows->first] & links_bit((char)by);
}

bool edi_linked_any(const struct edi_linked *linked, enum edi_link_kind kind,
                    int64_t id)
{
    const struct edi_linked_rows *rows = &linked->rows[kind];

    return !links_is_new(rows, id) || rows->met[id - rows->first] != 0;
}

int64_t edi_linked_claim(const struct edi_linked *linked, int64_t payment)
{
    const struct edi_linked_rows *rows = &linked->rows[EDI_LINK_PAYMENT];

    return links_is_new(rows, payment) &&
                   rows->met[payment - rows->first] & LINKS_ONE_CLAIM
               ? rows->claim[payment - rows->first]
               : 0;
}

/* The row meets something by this: `others` rows, of which a claim is `claim`. */
static void links_meet(struct links *l, unsigned kind, int64_t id, char by,
                       size_t others, int64_t claim)
{
    struct edi_linked_rows *rows = &l->linked->rows[kind];
    unsigned char *met;

    if (!links_is_new(rows, id))
        return;
    met = &rows->met[id - rows->first];
    *met |= links_bit(by);
    if (!rows->claim || by != EDI_LINK_NUMBER)
        return;
    if (claim)
        rows->claim[id - rows->first] = claim;
    if (others == 1 && claim)
        *met |= LINKS_ONE_CLAIM;
    else
        *met &= (unsigned char)~LINKS_ONE_CLAIM;
}

/* --- the order of the numbers ---------------------------------------------------- */

static uint64_t links_head(x12_str number)
{
    uint64_t head = 0;

    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < number.len ? (unsigned char)number.at[i] : 0);
    return head;
}

static int links_order(const void *left, const void *right)
{
    const struct links_new *a = left, *b = right;
    int order;

    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    order = x12_str_compare(a->number, b->number);
    if (!order)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    return order ? order : (a->id > b->id) - (a->id < b->id);
}

/* --- one number ------------------------------------------------------------------ */

static enum x12_status links_out(struct links *l, const struct x12_arena *arena)
{
    return x12_fail(l->store->db.err, arena->failed, "numbers of new rows: %s",
                    x12_status_text(arena->failed));
}

/* The rows of the table that bear the number, of which a claim is `*claim`. New
 * ones of an earlier batch meet those of this one, and more than one other row at
 * that. What lies behind them is kept, so that it need not be asked again. */
static enum x12_status links_ask(struct links *l, x12_str number,
                                 size_t *others, int64_t *claim, int64_t mine)
{
    static const char ASK[] = "SELECT number, kind, id FROM link"
                              " WHERE number >= ?1 ORDER BY number, kind, id";
    struct edi_query *q;
    enum x12_status status;

    if (l->at_end || (l->has_next && x12_str_compare(number, l->next) < 0))
        return X12_OK;
    l->has_next = false;
    q = edi_db_query(&l->store->db, ASK);
    edi_db_bind_text(q, 1, number);
    while ((status = edi_db_step(q)) == X12_OK &&
           x12_str_equal(edi_db_text(q, 0), number)) {
        unsigned kind = (unsigned)edi_db_int(q, 1);

        ++*others;
        if (kind == EDI_LINK_CLAIM && !*claim)
            *claim = edi_db_int(q, 2);
        links_meet(l, kind, edi_db_int(q, 2), *number.at, SIZE_MAX, mine);
    }
    if (status == X12_OK) {
        x12_arena_reset(&l->next_arena);
        l->next = x12_arena_copy(&l->next_arena, edi_db_text(q, 0));
        l->has_next = true;
        if (l->next_arena.failed)
            status = links_out(l, &l->next_arena);
    }
    l->at_end = status == X12_END;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* Does a payment seek the claims of this visit? */
static enum x12_status links_sought(struct links *l, x12_str number,
                                    size_t *others)
{
    static const char ASK[] = "SELECT 1 FROM seeking WHERE day = ?1"
                              " AND charge = ?2";
    x12_str charge = x12_str_of(number.at + 1, number.len - 1);
    x12_str day = x12_str_cut(&charge, ' ');
    struct edi_query *q;
    enum x12_status status;

    if (!l->seeking)
        return X12_OK;
    q = edi_db_query(&l->store->db, ASK);
    edi_db_bind_text(q, 1, day); /* the columns make numbers of them */
    edi_db_bind_text(q, 2, charge);
    status = edi_db_step(q);
    *others = status == X12_OK;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* --- a batch --------------------------------------------------------------------- */

static enum x12_status links_insert(struct links *l)
{
    static const char PUT[] =
        "INSERT INTO link (number, kind, id) VALUES (?1, ?2, ?3)";
    struct edi_query *q = edi_db_query(&l->store->db, PUT);
    enum x12_status status = X12_OK;

    for (size_t i = 0; status == X12_OK && i < l->count; i++) {
        edi_db_bind_text(q, 1, l->rows[i].number);
        edi_db_bind_int(q, 2, l->rows[i].kind);
        edi_db_bind_int(q, 3, l->rows[i].id);
        status = edi_db_again(q);
    }
    edi_db_end(q);
    return status;
}

/* Notes what the rows `from` to `to` meet, which bear one number. */
static enum x12_status links_group(struct links *l, size_t from, size_t to)
{
    const struct links_new *row = &l->rows[from];
    const char by = *row->number.at;
    int64_t mine = row->kind == EDI_LINK_CLAIM ? row->id : 0, claim = 0;
    enum x12_status status;
    size_t others = 0;

    if (by == EDI_LINK_VISIT) {
        status = links_sought(l, row->number, &others);
    } else {
        status = links_ask(l, row->number, &others, &claim, mine);
        others += to - from - 1;
    }
    for (size_t i = from; status == X12_OK && others && i < to; i++)
        links_meet(l, l->rows[i].kind, l->rows[i].id, by, others,
                   claim ? claim : mine);
    return status;
}

static enum x12_status links_flush(struct links *l)
{
    enum x12_status status = X12_OK;

    if (l->arena.failed)
        return links_out(l, &l->arena);
    if (l->count)
        qsort(l->rows, l->count, sizeof(*l->rows), links_order);
    l->has_next = false;
    l->at_end = false;
    for (size_t from = 0, to; status == X12_OK && from < l->count; from = to) {
        for (to = from + 1;
             to < l->count &&
             x12_str_equal(l->rows[to].number, l->rows[from].number);)
            to++;
        status = links_group(l, from, to);
    }
    if (status == X12_OK)
        status = links_insert(l);
    x12_arena_reset(&l->arena);
    l->rows = NULL;
    l->count = 0;
    l->bytes = 0;
    return status;
}

/* --- new rows -------------------------------------------------------------------- */

static void links_add(struct links *l, unsigned kind, int64_t id, char by,
                      x12_str number)
{
    struct links_new *row;
    char *text;

    if (!number.len)
        return;
    text = x12_arena_bytes(&l->arena, number.len + 1);
    row = x12_arena_push(&l->arena, &l->rows, &l->count, sizeof(*row));
    if (!text || !row)
        return;
    *text = by;
    memcpy(text + 1, number.at, number.len);
    *row = (struct links_new){ .number = { text, number.len + 1 },
                               .id = id,
                               .kind = kind };
    row->head = links_head(row->number);
    l->bytes += number.len;
}

/* The numbers of the new rows of a kind, and by what each of them is. */
static const struct links_kind {
    const char *sql, *by;
} links_kinds[EDI_LINK_KINDS] = {
    [EDI_LINK_CLAIM] = { "SELECT id, bare, original, clearing,"
                         " iif(from_day, from_day || ' ' || charge, '')"
                         " FROM claim WHERE id BETWEEN ?1 AND ?2",
                         "NCDV" },
    [EDI_LINK_PAYMENT] = { "SELECT id, bare, icn FROM payment"
                           " WHERE id BETWEEN ?1 AND ?2",
                           "NC" },
    [EDI_LINK_ACK] = { "SELECT id, bare, icn, clearing FROM ack"
                       " WHERE id BETWEEN ?1 AND ?2",
                       "NCD" },
};

static enum x12_status links_read(struct links *l, unsigned kind)
{
    const struct links_kind *of = &links_kinds[kind];
    const struct edi_linked_rows *rows = &l->linked->rows[kind];
    struct edi_query *q;
    enum x12_status status;

    if (rows->last < rows->first)
        return X12_OK;
    q = edi_db_query(&l->store->db, of->sql);
    edi_db_bind_int(q, 1, rows->first);
    edi_db_bind_int(q, 2, rows->last);
    while ((status = edi_db_step(q)) == X12_OK) {
        for (int i = 0; of->by[i]; i++)
            links_add(l, kind, edi_db_int(q, 0), of->by[i],
                      edi_db_text(q, i + 1));
        if (l->count >= l->batch || l->bytes >= LINKS_BYTES)
            status = links_flush(l);
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static bool links_tables(struct edi_linked *linked, struct x12_arena *arena)
{
    for (unsigned kind = 0; kind < EDI_LINK_KINDS; kind++) {
        struct edi_linked_rows *rows = &linked->rows[kind];
        size_t count = (size_t)(rows->last - rows->first + 1);

        rows->met = count ? x12_arena_make(arena, count) : NULL;
        rows->claim = count && kind == EDI_LINK_PAYMENT
                          ? x12_arena_make(arena, count * sizeof(*rows->claim))
                          : NULL;
    }
    return !arena->failed;
}

enum x12_status edi_store_links_put(struct edi_store *store,
                                    struct edi_linked *linked,
                                    struct x12_arena *arena)
{
    struct links l = { .store = store,
                       .linked = linked,
                       .batch = linked->batch ? linked->batch : LINKS_BATCH };
    enum x12_status status = edi_store_seeking(store, &l.seeking);

    if (status == X12_OK && !links_tables(linked, arena))
        status = links_out(&l, arena);
    for (unsigned kind = 0; status == X12_OK && kind < EDI_LINK_KINDS; kind++)
        status = links_read(&l, kind);
    if (status == X12_OK)
        status = links_flush(&l);
    x12_arena_release(&l.arena);
    x12_arena_release(&l.next_arena);
    return status;
}

/* --- out ------------------------------------------------------------------------- */

enum x12_status edi_store_links_find(struct edi_store *store,
                                     enum edi_link_by by, x12_str number,
                                     struct x12_arena *arena,
                                     struct edi_link **links, size_t *count)
{
    static const char FIND[] = "SELECT kind, id FROM link WHERE number = ?1";
    char *text = x12_arena_bytes(arena, number.len + 1);
    struct edi_query *q = edi_db_query(&store->db, FIND);
    enum x12_status status = X12_OK;

    *links = NULL;
    *count = 0;
    if (text) {
        *text = (char)by;
        memcpy(text + 1, number.at, number.len);
        edi_db_bind_text(q, 1, x12_str_of(text, number.len + 1));
    }
    while (text && (status = edi_db_step(q)) == X12_OK) {
        struct edi_link *link = x12_arena_push(arena, links, count,
                                               sizeof(*link));

        if (!link)
            break;
        link->kind = (enum edi_link_kind)edi_db_int(q, 0);
        link->id = edi_db_int(q, 1);
    }
    edi_db_end(q);
    if (arena->failed)
        return x12_fail(store->db.err, arena->failed, "what bears a number: %s",
                        x12_status_text(arena->failed));
    return status == X12_END ? X12_OK : status;
}
