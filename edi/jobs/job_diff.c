/* SPDX-License-Identifier: Apache-2.0 */
/* job_diff - two files compared by meaning: claims, lines, money */
#include "edi/jobs/job_diff.h"

#include "edi/jobs/job_json.h"
#include "edi/jobs/json_diff.h"

#include <jansson.h>
#include <stdlib.h>

/* --- what a file says --------------------------------------------------------- */

/* The object of a line that is compared, and what its key is made of; the first
 * of the keys that is there. */
static const struct diff_kind {
    const char *kind, *object, *name, *key[3];
} diff_kinds[] = {
    { "claim", "claim", "claim", { "id" } },
    { "payment", "payment", "payment", { "id" } },
    { "remittance", "remittance", "remittance", { "trace" } },
    { "TA1", "ack", "acknowledgement", { "interchange" } },
    { "999", "ack", "acknowledgement", { "transaction", "group" } },
    { "277CA", "ack", "acknowledgement", { "trace", "batch" } },
};

static x12_str diff_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return x12_str_from(text);
}

static x12_money diff_money(const json_t *object, const char *key)
{
    x12_money amount = 0;

    (void)x12_money_parse(diff_text(object, key), &amount);
    return amount;
}

static x12_str diff_key(const json_t *object, const struct diff_kind *kind)
{
    x12_str key = { NULL, 0 };

    for (size_t i = 0; i < 3 && kind->key[i] && key.len == 0; i++)
        key = diff_text(object, kind->key[i]);
    return key;
}

static void diff_keep(struct edi_diff *diff, enum edi_diff_side side,
                      const struct diff_kind *kind, json_t *object)
{
    struct edi_diff_file *file = &diff->file[side];
    x12_str key = diff_key(object, kind);
    struct edi_diff_item *item;
    char *text;

    edi_json_strip(object);
    text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    if (!text) {
        diff->arena.failed = X12_ENOMEM;
        return;
    }
    item = x12_arena_push(&diff->arena, &file->items, &file->count,
                          sizeof(*item));
    if (item) {
        item->kind = x12_str_from(kind->name);
        item->key = x12_arena_copy(&diff->arena, key);
        item->text = x12_arena_copy(&diff->arena, x12_str_from(text));
        item->ordinal = file->count;
    }
    free(text);
}

static void diff_count(struct edi_diff_file *file, const struct diff_kind *kind,
                       const json_t *object)
{
    if (strcmp(kind->kind, "claim") == 0) {
        file->claims++;
        file->charge += diff_money(object, "charge");
    } else if (strcmp(kind->kind, "payment") == 0) {
        file->payments++;
        file->paid += diff_money(object, "paid");
    }
}

/* A remittance is told with each of its payments, and whole at the end if it has
 * a PLB: once is enough, and the last word counts. */
static void diff_remittance(struct edi_diff *diff, enum edi_diff_side side,
                            json_t *object)
{
    const struct diff_kind *kind = &diff_kinds[2];
    struct edi_diff_file *file = &diff->file[side];
    x12_str key = diff_key(object, kind);

    for (size_t i = file->count; i > 0; i--) {
        struct edi_diff_item *item = &file->items[i - 1];

        if (!x12_str_is(item->kind, kind->name))
            continue;
        if (!x12_str_equal(item->key, key))
            break;
        file->items[i - 1] = file->items[--file->count];
        break;
    }
    diff_keep(diff, side, kind, object);
}

static void diff_line(struct edi_diff *diff, enum edi_diff_side side,
                      const json_t *line)
{
    x12_str name = diff_text(line, "kind");

    for (size_t i = 0; i < sizeof(diff_kinds) / sizeof(*diff_kinds); i++) {
        const struct diff_kind *kind = &diff_kinds[i];
        json_t *object = json_object_get(line, kind->object);

        if (!x12_str_is(name, kind->kind) || !object)
            continue;
        diff_count(&diff->file[side], kind, object);
        if (strcmp(kind->kind, "payment") == 0 &&
            json_object_get(line, "remittance"))
            diff_remittance(diff, side, json_object_get(line, "remittance"));
        if (strcmp(kind->kind, "remittance") == 0)
            diff_remittance(diff, side, object);
        else
            diff_keep(diff, side, kind, object);
        return;
    }
}

static enum x12_status diff_lines(struct edi_diff *diff,
                                  enum edi_diff_side side, x12_str text)
{
    while (text.len > 0 && !diff->arena.failed) {
        x12_str one = x12_str_cut(&text, '\n');
        json_t *line = json_loadb(one.at, one.len, 0, NULL);

        if (!line)
            return x12_fail(diff->err, X12_ENOMEM, "diff: out of memory");
        diff_line(diff, side, line);
        json_decref(line);
    }
    if (diff->arena.failed)
        return x12_fail(diff->err, diff->arena.failed,
                        diff->arena.failed == X12_ELIMIT
                            ? "more than EDI_DIFF_BYTES to compare"
                            : "diff: out of memory");
    return X12_OK;
}

enum x12_status edi_diff_load(struct edi_diff *diff, enum edi_diff_side side,
                              struct x12_source *src)
{
    struct edi_json_job job = { .all = { .err = diff->err } };
    struct x12_sink sink = { 0 };
    enum x12_status status = x12_sink_open_memory(&sink, EDI_DIFF_BYTES,
                                                  diff->err);

    diff->arena.limit = EDI_DIFF_BYTES;
    job.all.sink = &sink;
    if (status == X12_OK)
        status = edi_json_file(&job, src);
    if (status == X12_OK)
        status = diff_lines(diff, side, x12_sink_memory(&sink));
    x12_sink_close(&sink);
    return status;
}

/* --- which is which ------------------------------------------------------------- */

static int diff_compare_text(x12_str a, x12_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.at, b.at, len) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int diff_compare_key(const struct edi_diff_item *a,
                            const struct edi_diff_item *b)
{
    int order = diff_compare_text(a->kind, b->kind);

    return order ? order : diff_compare_text(a->key, b->key);
}

static int diff_compare(const void *a, const void *b)
{
    const struct edi_diff_item *x = *(struct edi_diff_item *const *)a;
    const struct edi_diff_item *y = *(struct edi_diff_item *const *)b;
    int order = diff_compare_key(x, y);

    return order ? order
                 : (x->ordinal > y->ordinal) - (x->ordinal < y->ordinal);
}

/* Pointers to the items of a file, by key. */
static struct edi_diff_item **diff_sorted(struct edi_diff *diff,
                                          struct edi_diff_file *file)
{
    struct edi_diff_item **list = x12_arena_make(
        &diff->arena, (file->count + 1) * sizeof(*list));

    for (size_t i = 0; list && i < file->count; i++)
        list[i] = &file->items[i];
    if (list && file->count > 0)
        qsort(list, file->count, sizeof(*list), diff_compare);
    return list;
}

static enum x12_status diff_pair(struct edi_diff *diff)
{
    struct edi_diff_item **a = diff_sorted(diff, &diff->file[EDI_DIFF_A]);
    struct edi_diff_item **b = diff_sorted(diff, &diff->file[EDI_DIFF_B]);
    size_t i = 0, k = 0;

    if (!a || !b)
        return x12_fail(diff->err, X12_ENOMEM, "diff: out of memory");
    while (i < diff->file[EDI_DIFF_A].count &&
           k < diff->file[EDI_DIFF_B].count) {
        int order = diff_compare_key(a[i], b[k]);

        if (order == 0) {
            a[i]->other = b[k];
            b[k]->other = a[i];
        }
        i += order <= 0;
        k += order >= 0;
    }
    return X12_OK;
}

/* --- what differs ----------------------------------------------------------------- */

struct diff_told {
    const struct edi_diff_item *item;
    edi_difference_fn *tell;
    void *self;
};

static enum x12_status diff_tell(void *self, const char *path, x12_str a,
                                 x12_str b)
{
    const struct diff_told *told = self;
    const struct edi_difference d = {
        .item = told->item, .path = path, .a = a, .b = b
    };

    return told->tell(told->self, &d);
}

static enum x12_status diff_both(struct edi_diff *diff,
                                 const struct edi_diff_item *item,
                                 edi_difference_fn *tell, void *self)
{
    struct diff_told told = { item, tell, self };
    x12_str a = item->text, b = item->other->text;
    json_t *one, *two;
    enum x12_status status = X12_ENOMEM;

    if (x12_str_equal(a, b))
        return X12_OK;
    one = json_loadb(a.at, a.len, 0, NULL);
    two = json_loadb(b.at, b.len, 0, NULL);
    diff->changed++;
    if (one && two)
        status = edi_json_diff(one, two, diff_tell, &told);
    else
        (void)x12_fail(diff->err, status, "diff: out of memory");
    json_decref(one);
    json_decref(two);
    return status;
}

static enum x12_status diff_only(struct edi_diff *diff, enum edi_diff_side side,
                                 const struct edi_diff_item *item,
                                 edi_difference_fn *tell, void *self)
{
    const struct edi_difference d = { .item = item, .only = side, .path = "" };

    diff->only[side]++;
    return tell(self, &d);
}

enum x12_status edi_diff_run(struct edi_diff *diff, edi_difference_fn *tell,
                             void *self)
{
    enum x12_status status = diff_pair(diff);

    for (size_t i = 0; i < diff->file[EDI_DIFF_A].count && status == X12_OK;
         i++) {
        const struct edi_diff_item *item = &diff->file[EDI_DIFF_A].items[i];

        status = item->other ? diff_both(diff, item, tell, self)
                             : diff_only(diff, EDI_DIFF_A, item, tell, self);
    }
    for (size_t i = 0; i < diff->file[EDI_DIFF_B].count && status == X12_OK;
         i++) {
        const struct edi_diff_item *item = &diff->file[EDI_DIFF_B].items[i];

        if (!item->other)
            status = diff_only(diff, EDI_DIFF_B, item, tell, self);
    }
    return status;
}

void edi_diff_release(struct edi_diff *diff)
{
    x12_arena_release(&diff->arena);
}
