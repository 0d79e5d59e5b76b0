/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes - code lists with their texts; loaded lists laid over them
 */
#include "edi/guides/codes.h"

#include "edi/guides/codes_private.h"

#include <stdlib.h>

#define CODES_TABLE(id, table) &edi_list_##table,
static const struct edi_code_list *const lists[EDI_LIST_COUNT] = { EDI_LISTS(
    CODES_TABLE) };

const struct edi_code_list *edi_code_list(enum edi_list list)
{
    return lists[list];
}

bool edi_list_named(x12_str name, enum edi_list *list)
{
    for (unsigned i = 0; i < EDI_LIST_COUNT; i++)
        if (x12_str_is(name, lists[i]->name)) {
            *list = (enum edi_list)i;
            return true;
        }
    return false;
}

static size_t codes_letters(x12_str code)
{
    size_t i = 0;

    while (i < code.len && code.at[i] >= 'A' && code.at[i] <= 'Z')
        i++;
    return i;
}

/* As people count: by the letters in front, then shorter before longer, so that
 * N2 stands before N10. */
static int codes_compare(x12_str a, x12_str b)
{
    size_t a_letters = codes_letters(a), b_letters = codes_letters(b);
    int order = x12_str_compare((x12_str){ a.at, a_letters },
                                (x12_str){ b.at, b_letters });

    if (order == 0 && a.len != b.len)
        order = a.len < b.len ? -1 : 1;
    return order ? order : x12_str_compare(a, b);
}

static const struct edi_code_row *codes_find(const struct edi_code_list *list,
                                             x12_str code)
{
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct edi_code_row *row = &list->rows[middle];
        int order = codes_compare(code, x12_str_from(row->code));

        if (order == 0)
            return row;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The entry that was loaded last, or NULL. */
static const struct edi_code_entry *codes_loaded(
    const struct edi_code_book *book, enum edi_list list, x12_str code)
{
    const struct edi_code_entry *at;
    size_t low = 0, high;

    if (!book)
        return NULL;
    at = book->loaded[list].at;
    high = book->loaded[list].count;
    while (low < high) { /* the first entry behind the code's own */
        size_t middle = low + (high - low) / 2;

        if (codes_compare(code, at[middle].code) < 0)
            high = middle;
        else
            low = middle + 1;
    }
    if (low > 0 && x12_str_equal(at[low - 1].code, code))
        return &at[low - 1];
    return NULL;
}

x12_str edi_code_text(const struct edi_code_book *book, enum edi_list list,
                      x12_str code)
{
    const struct edi_code_entry *entry = codes_loaded(book, list, code);
    const struct edi_code_row *row;

    if (entry && entry->text.len > 0)
        return entry->text;
    row = codes_find(lists[list], code);
    return x12_str_from(row ? row->text : NULL);
}

bool edi_code_known(const struct edi_code_book *book, enum edi_list list,
                    x12_str code, x12_date day)
{
    const struct edi_code_entry *entry = codes_loaded(book, list, code);

    if (!entry)
        return codes_find(lists[list], code) != NULL;
    return day == 0 || ((entry->from == 0 || day >= entry->from) &&
                        (entry->to == 0 || day <= entry->to));
}

/* --- a code file ------------------------------------------------------- */

struct codes_load {
    struct edi_code_book *book;
    struct x12_arena *arena;
    const char *name;
    struct x12_error *err;
    uint32_t line;
};

static enum x12_status codes_fail(const struct codes_load *load,
                                  const char *what)
{
    return x12_fail(load->err, X12_ESYNTAX, "%s line %u: %s", load->name,
                    (unsigned)load->line, what);
}

/* Empty is no bound. */
static bool codes_day(x12_str field, x12_date *day)
{
    field = x12_str_trim(field);
    return field.len == 0 || x12_date_parse(field, day) ||
           x12_date_parse_iso(field, day);
}

static enum x12_status codes_take_line(struct codes_load *load, x12_str line)
{
    struct edi_code_entry read = { .line = load->line,
                                   .load = load->book->loads };
    struct edi_code_entry *entry;
    enum edi_list list;
    x12_str name;

    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    if (line.len == 0 || line.at[0] == '#')
        return X12_OK;
    name = x12_str_trim(x12_str_cut(&line, '\t'));
    read.code = x12_str_trim(x12_str_cut(&line, '\t'));
    read.text = x12_str_trim(x12_str_cut(&line, '\t'));
    if (!edi_list_named(name, &list))
        return codes_fail(load, "no code list of this name");
    if (read.code.len == 0)
        return codes_fail(load, "the code is missing");
    if (!codes_day(x12_str_cut(&line, '\t'), &read.from) ||
        !codes_day(x12_str_cut(&line, '\t'), &read.to))
        return codes_fail(load, "a day is written 2024-03-01 or 20240301");
    if (read.to && read.to < read.from)
        return codes_fail(load, "the last day is before the first");
    entry = x12_arena_push(load->arena, &load->book->loaded[list].at,
                           &load->book->loaded[list].count, sizeof(*entry));
    if (entry) {
        *entry = read;
        entry->code = x12_arena_copy(load->arena, read.code);
        entry->text = x12_arena_copy(load->arena, read.text);
    }
    if (load->arena->failed)
        return x12_fail(load->err, load->arena->failed, "%s: %s", load->name,
                        x12_status_text(load->arena->failed));
    return X12_OK;
}

/* Gathers what the source gives into lines. */
static enum x12_status codes_read(struct codes_load *load,
                                  struct x12_source *src)
{
    char line[EDI_CODE_LINE], block[4096];
    size_t len = 0, got = 0;
    enum x12_status status;

    if (!src->ops)
        return X12_OK; /* an empty source */
    while ((status = src->ops->read(src->self, block, sizeof(block), &got,
                                    load->err)) == X12_OK)
        for (size_t i = 0; i < got; i++) {
            if (len == sizeof(line))
                return codes_fail(load, "the line is too long");
            if (block[i] != '\n') {
                line[len++] = block[i];
                continue;
            }
            status = codes_take_line(load, (x12_str){ line, len });
            if (status < 0)
                return status;
            load->line++;
            len = 0;
        }
    if (status == X12_END)
        status = codes_take_line(load, (x12_str){ line, len });
    return status;
}

static int codes_entry_compare(const void *a, const void *b)
{
    const struct edi_code_entry *x = a, *y = b;
    int order = codes_compare(x->code, y->code);

    if (order == 0 && x->load != y->load)
        order = x->load < y->load ? -1 : 1;
    if (order == 0 && x->line != y->line)
        order = x->line < y->line ? -1 : 1;
    return order;
}

/* A code that one file gives twice: 0, or the line of the second. */
static uint32_t codes_repeated(const struct edi_code_entry *at, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (at[i].load == at[i - 1].load &&
            x12_str_equal(at[i].code, at[i - 1].code))
            return at[i].line;
    return 0;
}

/* Sorts a copy, so that a book that must be put back is as it was. */
static enum x12_status codes_sort(struct codes_load *load, enum edi_list list)
{
    size_t count = load->book->loaded[list].count;
    struct edi_code_entry *sorted = NULL;

    for (size_t i = 0, n = 0; i < count; i++) {
        struct edi_code_entry *entry = x12_arena_push(load->arena, &sorted, &n,
                                                      sizeof(*sorted));

        if (!entry)
            return x12_fail(load->err, load->arena->failed, "%s: %s",
                            load->name, x12_status_text(load->arena->failed));
        *entry = load->book->loaded[list].at[i];
    }
    if (count > 0)
        qsort(sorted, count, sizeof(*sorted), codes_entry_compare);
    load->line = codes_repeated(sorted, count);
    if (load->line)
        return codes_fail(load, "the code stands in this file already");
    load->book->loaded[list].at = sorted;
    return X12_OK;
}

enum x12_status edi_code_book_load(struct edi_code_book *book,
                                   struct x12_arena *arena,
                                   struct x12_source *src, const char *name,
                                   struct x12_error *err)
{
    struct edi_code_book before = *book;
    struct codes_load load = { book, arena, name, err, 1 };
    enum x12_status status;

    book->loads++;
    status = codes_read(&load, src);
    for (unsigned i = 0; i < EDI_LIST_COUNT && status >= 0; i++)
        status = codes_sort(&load, (enum edi_list)i);
    if (status < 0)
        *book = before;
    return status < 0 ? status : X12_OK;
}
