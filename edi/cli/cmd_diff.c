/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_diff - edi diff */
#include "edi/cli/command.h"
#include "edi/jobs/job_diff.h"
#include "writer/json.h"
#include "writer/text.h"

struct cmd_diff {
    struct edi_run *run;
    struct edi_diff diff;
    struct x12_text text;
    struct x12_json json;
    const struct edi_diff_item *shown; /* its name stands above */
};

static void diff_put_item(struct x12_text *t, const struct edi_diff_item *item)
{
    x12_text_data(t, item->kind);
    x12_text_put(t, " ");
    x12_text_data(t, item->key.len > 0 ? item->key : X12_STR("without number"));
}

static void diff_put_value(struct x12_text *t, x12_str value)
{
    if (value.len > 0)
        x12_text_data(t, value);
    else
        x12_text_put(t, "none");
}

static enum x12_status diff_show_text(struct cmd_diff *c,
                                      const struct edi_difference *d)
{
    struct x12_text *t = &c->text;

    if (c->shown != d->item) {
        diff_put_item(t, d->item);
        if (!*d->path) {
            x12_text_put(t, ": only in ");
            x12_text_data(t, x12_str_from(c->run->files[d->only]));
        }
        x12_text_line(t);
        c->shown = d->item;
    }
    if (!*d->path)
        return t->status;
    x12_text_put(t, "    ");
    x12_text_data(t, x12_str_from(d->path));
    x12_text_put(t, ": ");
    diff_put_value(t, d->a);
    x12_text_put(t, " -> ");
    diff_put_value(t, d->b);
    x12_text_line(t);
    return t->status;
}

static enum x12_status diff_show_json(struct cmd_diff *c,
                                      const struct edi_difference *d)
{
    struct x12_json *j = &c->json;

    x12_json_object(j);
    x12_json_text(j, "kind", d->item->kind);
    x12_json_text(j, "key", d->item->key);
    x12_json_text(j, "change",
                  *d->path                ? X12_STR("changed")
                  : d->only == EDI_DIFF_A ? X12_STR("only_a")
                                          : X12_STR("only_b"));
    x12_json_text(j, "path", x12_str_from(d->path));
    x12_json_text(j, "a", d->a);
    x12_json_text(j, "b", d->b);
    x12_json_end(j);
    x12_json_line(j);
    return x12_json_status(j);
}

static enum x12_status diff_show(void *self, const struct edi_difference *d)
{
    struct cmd_diff *c = self;

    return c->run->format == EDI_JSONL ? diff_show_json(c, d)
                                       : diff_show_text(c, d);
}

/* "a.837: 10 claims, 2263.50" */
static void diff_sum(struct cmd_diff *c, size_t side)
{
    const struct edi_diff_file *file = &c->diff.file[side];
    struct x12_text *t = &c->text;

    x12_text_data(t, x12_str_from(c->run->files[side]));
    x12_text_put(t, ": ");
    if (file->claims == 0 && file->payments == 0) {
        x12_text_count(t, file->count);
        x12_text_put(t, " in all");
    }
    if (file->claims > 0) {
        x12_text_count(t, file->claims);
        x12_text_put(t, file->claims == 1 ? " claim, " : " claims, ");
        x12_text_money(t, file->charge);
    }
    if (file->payments > 0) {
        x12_text_put(t, file->claims > 0 ? "; " : "");
        x12_text_count(t, file->payments);
        x12_text_put(t, file->payments == 1 ? " payment, " : " payments, ");
        x12_text_money(t, file->paid);
    }
    x12_text_line(t);
}

static enum x12_status diff_load(struct cmd_diff *c)
{
    struct x12_source src = { 0 };
    enum x12_status status = X12_OK;
    size_t side = 0;

    while (edi_run_next(c->run, &src)) {
        status = edi_diff_load(&c->diff, side++ ? EDI_DIFF_B : EDI_DIFF_A,
                               &src);
        edi_run_done(c->run, &src, status);
    }
    return c->run->exit >= EDI_EXIT_FAILED ? X12_EIO : X12_OK;
}

static enum x12_status diff_run(struct cmd_diff *c)
{
    enum x12_status status = edi_diff_run(&c->diff, diff_show, c);

    if (c->diff.changed || c->diff.only[0] || c->diff.only[1])
        edi_run_exit(c->run, EDI_EXIT_FOUND);
    if (c->run->format == EDI_JSONL)
        return status == X12_OK ? x12_json_flush(&c->json) : status;
    for (size_t side = 0; side < 2; side++)
        diff_sum(c, side);
    return status == X12_OK ? x12_text_flush(&c->text) : status;
}

static int cmd_diff_run(struct edi_run *run)
{
    struct cmd_diff c = { .run = run, .diff = { .err = &run->err } };
    enum x12_status status;

    if (run->file_count != 2)
        return edi_run_misuse(run, "it compares two files");
    x12_text_init(&c.text, &run->out, &run->err);
    x12_json_init(&c.json, &run->out, &run->err);
    status = diff_load(&c);
    if (status == X12_OK)
        edi_run_end(run, diff_run(&c));
    edi_diff_release(&c.diff);
    x12_json_release(&c.json);
    return run->exit;
}

const struct edi_command edi_cmd_diff = {
    .name = "diff",
    .operands = "A B",
    .summary = "two files compared by meaning: claims, lines, money",
    .example = "edi diff sent.837 sent-again.837",
    .lists = EDI_LISTS_JSONL,
    .named = true,
    .run = cmd_diff_run,
};
