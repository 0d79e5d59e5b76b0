/* SPDX-License-Identifier: Apache-2.0 */
/* json_diff - where two JSON values differ, by path */
#include "edi/jobs/json_diff.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { JSON_DIFF_PATH = 256 };

struct json_diff {
    edi_json_diff_fn *tell;
    void *self;
    char path[JSON_DIFF_PATH];
    size_t len;
};

void edi_json_strip(json_t *value)
{
    static const char *const places[] = { "findings", "cas",      "position",
                                          "segment",  "plb",      "header",
                                          "charset",  "segments", "svc" };
    const char *key;
    json_t *member;
    size_t i;

    if (json_is_object(value)) {
        for (size_t k = 0; k < sizeof(places) / sizeof(*places); k++)
            (void)json_object_del(value, places[k]);
        json_object_foreach(value, key, member) edi_json_strip(member);
    }
    json_array_foreach(value, i, member) edi_json_strip(member);
}

/* --- the path ------------------------------------------------------------------- */

static size_t diff_push(struct json_diff *d, const char *format, const char *a,
                        const char *b)
{
    const size_t before = d->len;
    int n = snprintf(d->path + d->len, sizeof(d->path) - d->len, format, a, b);

    if (n > 0)
        d->len += (size_t)n;
    if (d->len >= sizeof(d->path))
        d->len = sizeof(d->path) - 1;
    return before;
}

static void diff_pop(struct json_diff *d, size_t before)
{
    d->len = before;
    d->path[before] = '\0';
}

/* --- entries of a list ------------------------------------------------------------ */

/* Members that name an entry among its like: the first pair of which one is
 * there. */
static const char *const diff_names[][2] = {
    { "group", "reason" },   { "number", "" }, { "procedure", "" },
    { "qualifier", "" },     { "role", "" },   { "category", "code" },
    { "code", "reference" },
};

static const char *diff_member(const json_t *entry, const char *key, char *room,
                               size_t size)
{
    const json_t *member = json_object_get(entry, key);

    if (json_is_integer(member)) {
        snprintf(room, size, "%lld", (long long)json_integer_value(member));
        return room;
    }
    return json_is_string(member) ? json_string_value(member) : "";
}

static void diff_name(const json_t *entry, size_t i, char *into, size_t size)
{
    char a[32], b[32];

    for (size_t k = 0; k < sizeof(diff_names) / sizeof(*diff_names); k++) {
        const char *one = diff_member(entry, diff_names[k][0], a, sizeof(a));
        const char *two = diff_member(entry, diff_names[k][1], b, sizeof(b));

        if (!*one)
            continue;
        snprintf(into, size, *two ? "%.30s-%.30s" : "%.30s%.30s", one, two);
        return;
    }
    snprintf(into, size, "%zu", i + 1);
}

/* --- values ------------------------------------------------------------------------ */

static enum x12_status diff_values(struct json_diff *d, const json_t *a,
                                   const json_t *b);

static char *diff_dump(const json_t *value)
{
    return value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
}

/* A text without its quotes, anything else as JSON. */
static x12_str diff_shown(const json_t *value, const char *dumped)
{
    return x12_str_from(json_is_string(value) ? json_string_value(value)
                                              : dumped);
}

static enum x12_status diff_tell_values(struct json_diff *d, const json_t *a,
                                        const json_t *b)
{
    char *one = diff_dump(a), *two = diff_dump(b);
    enum x12_status status = d->tell(d->self, d->path, diff_shown(a, one),
                                     diff_shown(b, two));

    free(one);
    free(two);
    return status;
}

static enum x12_status diff_members(struct json_diff *d, const json_t *a,
                                    const json_t *b)
{
    enum x12_status status = X12_OK;
    const char *key;
    json_t *member;

    json_object_foreach((json_t *)(uintptr_t)a, key, member)
    {
        size_t before = diff_push(d, d->len > 0 ? ".%s%s" : "%s%s", key, "");

        if (status == X12_OK)
            status = diff_values(d, member, json_object_get(b, key));
        diff_pop(d, before);
    }
    json_object_foreach((json_t *)(uintptr_t)b, key, member)
    {
        size_t before = diff_push(d, d->len > 0 ? ".%s%s" : "%s%s", key, "");

        if (status == X12_OK && !json_object_get(a, key))
            status = diff_values(d, NULL, member);
        diff_pop(d, before);
    }
    return status;
}

/* Do they bear the same name? */
static bool diff_is_named_alike(const json_t *a, size_t i, const json_t *b,
                                size_t k)
{
    char one[64], two[64];

    diff_name(a, i, one, sizeof(one));
    diff_name(b, k, two, sizeof(two));
    return strcmp(one, two) == 0;
}

static enum x12_status diff_entry(struct json_diff *d, const json_t *a,
                                  const json_t *b, size_t i)
{
    char name[64];
    enum x12_status status;
    size_t before;

    diff_name(a ? a : b, i, name, sizeof(name));
    before = diff_push(d, "[%s]%s", name, "");
    status = diff_values(d, a, b);
    diff_pop(d, before);
    return status;
}

/* Takes the equal entries out of both lists. */
static void diff_drop_equal(json_t *a, json_t *b)
{
    for (size_t i = 0; i < json_array_size(a);) {
        size_t k = 0;

        while (k < json_array_size(b) &&
               !json_equal(json_array_get(a, i), json_array_get(b, k)))
            k++;
        if (k < json_array_size(b)) {
            (void)json_array_remove(a, i);
            (void)json_array_remove(b, k);
        } else {
            i++;
        }
    }
}

/* The partner of the first entry of `a`: one of its name, else the first. */
static size_t diff_partner(const json_t *a, const json_t *b)
{
    for (size_t k = 0; k < json_array_size(b); k++)
        if (diff_is_named_alike(json_array_get(a, 0), 0, json_array_get(b, k),
                                k))
            return k;
    return json_array_size(b);
}

/* Entries of one name are laid together; the rest is only here or only there. */
static enum x12_status diff_pairs(struct json_diff *d, json_t *a, json_t *b)
{
    enum x12_status status = X12_OK;

    while (json_array_size(a) > 0 && status == X12_OK) {
        size_t k = diff_partner(a, b);

        status = diff_entry(d, json_array_get(a, 0), json_array_get(b, k), 0);
        (void)json_array_remove(a, 0);
        if (k < json_array_size(b))
            (void)json_array_remove(b, k);
    }
    for (size_t k = 0; k < json_array_size(b) && status == X12_OK; k++)
        status = diff_entry(d, NULL, json_array_get(b, k), k);
    return status;
}

static enum x12_status diff_lists(struct json_diff *d, const json_t *a,
                                  const json_t *b)
{
    json_t *one = json_copy((json_t *)(uintptr_t)a);
    json_t *two = json_copy((json_t *)(uintptr_t)b);
    enum x12_status status = X12_ENOMEM;

    if (one && two) {
        diff_drop_equal(one, two);
        status = diff_pairs(d, one, two);
    }
    json_decref(one);
    json_decref(two);
    return status;
}

static enum x12_status diff_values(struct json_diff *d, const json_t *a,
                                   const json_t *b)
{
    if (a && b && json_equal(a, b))
        return X12_OK;
    if (json_is_object(a) && json_is_object(b))
        return diff_members(d, a, b);
    if (json_is_array(a) && json_is_array(b))
        return diff_lists(d, a, b);
    return diff_tell_values(d, a, b);
}

enum x12_status edi_json_diff(const json_t *a, const json_t *b,
                              edi_json_diff_fn *tell, void *self)
{
    struct json_diff d = { .tell = tell, .self = self };

    return diff_values(&d, a, b);
}
