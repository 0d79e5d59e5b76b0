/* SPDX-License-Identifier: Apache-2.0 */
/* aside_file - rows of a file of claims that were put aside, for a person */
#include "edi/jobs/aside_file.h"

#include "edi/jobs/archive.h"

#include <stdio.h>

void edi_aside_begin(struct edi_aside *aside, const char *folder,
                     const char *name, const char *input, struct x12_error *err)
{
    *aside = (struct edi_aside){
        .folder = folder, .name = name, .input = input, .err = err
    };
}

static enum x12_status aside_open(struct edi_aside *aside,
                                  struct x12_sink *sink, const char *ending)
{
    char *path = aside->path;
    const int len = snprintf(path, EDI_ASIDE_PATH, "%s/%s.%s", aside->folder,
                             aside->name, ending);
    enum x12_status status;

    if (len < 0 || len >= EDI_ASIDE_PATH)
        return x12_fail(aside->err, X12_ELIMIT, "aside: a path is too long");
    status = edi_archive_folders(path, aside->err);
    return status == X12_OK
               ? x12_sink_open_file(sink, path, X12_SINK_REPLACE, aside->err)
               : status;
}

/* "line 12: what is wrong": on a screen it is what it says. Line 0: the file. */
static enum x12_status aside_say(struct edi_aside *aside, uint64_t line,
                                 const char *why)
{
    struct x12_text t;
    enum x12_status status = X12_OK;

    if (!aside->why.ops)
        status = aside_open(aside, &aside->why, "txt");
    if (status != X12_OK)
        return status;
    x12_text_init(&t, &aside->why, aside->err);
    if (aside->told++ == 0) {
        x12_text_put(&t, "from ");
        x12_text_data(&t, x12_str_from(aside->input));
        x12_text_line(&t);
    }
    if (line > 0) {
        x12_text_put(&t, "line ");
        x12_text_count(&t, line);
        x12_text_put(&t, ": ");
    }
    x12_text_data(&t, x12_str_from(why));
    x12_text_line(&t);
    return x12_text_flush(&t);
}

/* Passes bytes of the input up to `to`; `kept` ones go to the rows, which end
 * with a line's end. */
static enum x12_status aside_pass(struct edi_aside *aside, uint64_t to,
                                  bool kept)
{
    enum x12_status status = X12_OK;
    char last = '\n';

    while (status == X12_OK && aside->at < to) {
        const uint64_t left = to - aside->at;
        size_t got = left < EDI_ASIDE_BLOCK ? (size_t)left : EDI_ASIDE_BLOCK;

        status = x12_source_read(&aside->again, aside->block, got, &got,
                                 aside->err);
        if (status != X12_OK)
            break;
        aside->at += got;
        last = aside->block[got - 1];
        if (kept)
            status = x12_sink_write(&aside->rows,
                                    (x12_str){ aside->block, got }, aside->err);
    }
    if (status == X12_OK && kept && last != '\n')
        status = x12_sink_write(&aside->rows, X12_STR("\n"), aside->err);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status aside_rows(struct edi_aside *aside,
                                  const struct edi_intake *in)
{
    enum x12_status status = x12_source_open_file(&aside->again, aside->input,
                                                  aside->err);

    if (status == X12_OK)
        status = x12_source_detect(&aside->again, NULL, aside->err);
    if (status == X12_OK)
        status = aside_open(aside, &aside->rows, in->is_csv ? "csv" : "jsonl");
    aside->has_rows = status == X12_OK;
    return status == X12_OK ? aside_pass(aside, in->head, true) : status;
}

enum x12_status edi_aside_put(struct edi_aside *aside,
                              const struct edi_generate *g)
{
    const struct edi_intake *in = &g->intake;
    enum x12_status status = aside_say(aside, g->line, g->why);

    if (status != X12_OK || g->written)
        return status;
    if (!aside->has_rows)
        status = aside_rows(aside, in);
    if (status == X12_OK)
        status = aside_pass(aside, in->from, false);
    return status == X12_OK ? aside_pass(aside, in->to, true) : status;
}

enum x12_status edi_aside_whole(struct edi_aside *aside, const char *why)
{
    x12_sink_close(&aside->rows);
    aside->has_rows = false;
    return aside_say(aside, 0, why);
}

enum x12_status edi_aside_end(struct edi_aside *aside)
{
    enum x12_status status = X12_OK;

    if (aside->has_rows)
        status = x12_sink_commit(&aside->rows, aside->err);
    if (status == X12_OK && aside->told > 0)
        status = x12_sink_commit(&aside->why, aside->err);
    if (status == X12_OK && aside->told > 0)
        snprintf(aside->path, sizeof(aside->path), "%s/%s.txt", aside->folder,
                 aside->name);
    return status;
}

void edi_aside_release(struct edi_aside *aside)
{
    x12_sink_close(&aside->rows);
    x12_sink_close(&aside->why);
    x12_source_close(&aside->again);
    aside->has_rows = false;
}
