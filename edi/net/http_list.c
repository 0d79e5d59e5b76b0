/* SPDX-License-Identifier: Apache-2.0 */
/* http_list - a listing that an HTTPS partner gives: lines, or JSON */
#include "edi/net/http_list.h"

#include "parser/value.h"

#include <jansson.h>
#include <stdio.h>

x12_str edi_http_text(struct edi_hold *answer, struct x12_arena *arena)
{
    const size_t len = (size_t)answer->bytes;
    char *text = len && len <= EDI_HTTP_LIST_MOST ? x12_arena_bytes(arena, len)
                                                  : NULL;
    size_t at = 0, got;

    answer->at = 0;
    while (text && at < len &&
           (got = edi_hold_read(answer, text + at, len - at)) > 0)
        at += got;
    return x12_str_of(text, at);
}

static enum x12_status list_put(struct edi_remotes *all, x12_str name,
                                uint64_t size, struct x12_error *err)
{
    return edi_remotes_put(
        all, &(struct edi_remote){ .name = name, .size = size, .plain = true },
        err);
}

static enum x12_status list_lines(struct edi_remotes *all, x12_str text,
                                  struct x12_error *err)
{
    enum x12_status status = X12_OK;

    while (text.len > 0 && status == X12_OK) {
        x12_str rest = x12_str_cut(&text, '\n'), name;
        uint64_t size;

        if (rest.len > 0 && rest.at[rest.len - 1] == '\r')
            rest.len--;
        if (rest.len == 0)
            continue;
        name = x12_str_cut(&rest, '\t');
        if (!x12_count_parse(rest, &size))
            size = EDI_REMOTE_UNSIZED;
        status = list_put(all, name, size, err);
    }
    return status;
}

/* A number, or digits. */
static uint64_t list_size(const json_t *value)
{
    uint64_t size;

    if (json_is_integer(value) && json_integer_value(value) >= 0)
        return (uint64_t)json_integer_value(value);
    return json_is_string(value) &&
                   x12_count_parse(x12_str_from(json_string_value(value)),
                                   &size)
               ? size
               : EDI_REMOTE_UNSIZED;
}

/* The value at "a.b.c" of an object; the object itself at "". */
static const json_t *list_place(const json_t *at, const char *path)
{
    x12_str rest = x12_str_from(path);
    char key[EDI_PARTNER_FILE_NAME];

    while (at && rest.len > 0) {
        if (!x12_str_put(x12_str_cut(&rest, '.'), key, sizeof(key)))
            return NULL;
        at = json_object_get(at, key);
    }
    return at;
}

/* A name is text, or a number that stands for one. False: the item has none. */
static bool list_name(const json_t *value, char *number, size_t cap,
                      x12_str *name)
{
    if (json_is_integer(value)) {
        snprintf(number, cap, "%" JSON_INTEGER_FORMAT,
                 json_integer_value(value));
        *name = x12_str_from(number);
        return true;
    }
    if (!json_is_string(value))
        return false;
    *name = x12_str_of(json_string_value(value), json_string_length(value));
    return true;
}

static enum x12_status list_json(const struct edi_partner *p,
                                 struct edi_remotes *all, x12_str text,
                                 struct x12_error *err)
{
    const char *key = *p->web.list_name ? p->web.list_name : "name";
    json_t *said = json_loadb(text.at, text.len, 0, NULL);
    const json_t *items = list_place(said, p->web.list_items);
    enum x12_status status = X12_OK;

    if (!json_is_array(items))
        status = X12_ESYNTAX;
    for (size_t i = 0; status == X12_OK && i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        const bool object = json_is_object(item);
        uint64_t size = EDI_REMOTE_UNSIZED;
        char number[24];
        x12_str name;

        if (!list_name(object ? list_place(item, key) : item, number,
                       sizeof(number), &name)) {
            status = X12_ESYNTAX;
            break;
        }
        if (object && *p->web.list_size)
            size = list_size(list_place(item, p->web.list_size));
        status = list_put(all, name, size, err);
    }
    json_decref(said);
    return status;
}

enum x12_status edi_http_list(const struct edi_partner *p,
                              struct edi_hold *answer, struct edi_remotes *all,
                              struct x12_error *err)
{
    const x12_str text = edi_http_text(answer, &all->arena);

    if (text.len != answer->bytes)
        return X12_ESYNTAX;
    return p->web.list_format == EDI_LIST_LINES ? list_lines(all, text, err)
                                                : list_json(p, all, text, err);
}
