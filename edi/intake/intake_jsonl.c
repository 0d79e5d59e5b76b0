/* SPDX-License-Identifier: Apache-2.0 */
/* intake_jsonl - claims from JSON Lines, one claim a line */
#include "edi/intake/intake_jsonl.h"

#include "edi/intake/intake_claim_private.h"
#include "edi/intake/intake_columns_private.h"

#include <stdio.h>

void edi_intake_init(struct edi_intake *in, struct x12_source *src,
                     struct x12_error *err)
{
    *in = (struct edi_intake){ .err = err, .source = *src };
    *src = (struct x12_source){ 0 };
    in->line_arena.limit = 5 * (size_t)EDI_INTAKE_LINE;
    in->claim_arena.limit = EDI_INTAKE_BYTES;
    in->window = x12_arena_bytes(&in->window_arena,
                                 EDI_INTAKE_WINDOW + EDI_INTAKE_ZEROS);
    if (!in->window)
        (void)x12_fail(err, X12_ENOMEM, "intake: out of memory");
}

void edi_intake_release(struct edi_intake *in)
{
    edi_intake_csv_release(in);
    x12_source_close(&in->source);
    x12_arena_release(&in->window_arena);
    x12_arena_release(&in->line_arena);
    x12_arena_release(&in->claim_arena);
    in->window = NULL;
}

/* Text that grows at the end, in an arena. */
struct intake_line {
    char *at;
    size_t len, cap;
    bool over; /* longer than EDI_INTAKE_LINE: the rest of it is not kept */
};

static enum x12_status intake_append(struct edi_intake *in,
                                     struct intake_line *line, x12_str s)
{
    line->over = line->over || s.len > EDI_INTAKE_LINE - line->len;
    if (line->over)
        return X12_OK;
    if (line->len + s.len > line->cap) {
        size_t cap = 2 * (line->len + s.len);
        char *grown = x12_arena_bytes(&in->line_arena, cap + EDI_INTAKE_ZEROS);

        if (!grown)
            return x12_fail(in->err, in->line_arena.failed,
                            "intake: out of memory");
        if (line->len > 0)
            memcpy(grown, line->at, line->len);
        line->at = grown;
        line->cap = cap;
    }
    if (s.len > 0)
        memcpy(line->at + line->len, s.at, s.len);
    line->len += s.len;
    return X12_OK;
}

enum x12_status edi_intake_fill(struct edi_intake *in)
{
    enum x12_status status = X12_END;

    in->before += in->filled;
    in->at = in->filled = 0;
    if (!in->ended)
        status = x12_source_read(&in->source, in->window, EDI_INTAKE_WINDOW,
                                 &in->filled, in->err);
    in->ended = status == X12_END;
    return status;
}

/* A line that is in the window as a whole is read there: an end of line stands
 * behind it, and room for a look further. */
static bool intake_line_at_hand(struct edi_intake *in, x12_str *text)
{
    const char *from = in->window + in->at;
    const char *end = memchr(from, '\n', in->filled - in->at);

    if (!end)
        return false;
    *text = (x12_str){ from, (size_t)(end - from) };
    in->at += text->len + 1;
    in->to = edi_intake_offset(in);
    return true;
}

/* The next line without its end; X12_END when there is none. `*over`: it is too
 * long to be looked at. */
static enum x12_status intake_next_line(struct edi_intake *in, x12_str *text,
                                        bool *over)
{
    struct intake_line line = { NULL, 0, 0, false };
    enum x12_status status = X12_OK;
    const char *end = NULL;

    in->line++;
    in->from = edi_intake_offset(in);
    *over = false;
    if (intake_line_at_hand(in, text))
        return X12_OK;
    x12_arena_reset(&in->line_arena);
    while (!end && status == X12_OK) {
        const char *from = in->window + in->at;
        size_t left = in->filled - in->at;

        if (left == 0) {
            status = edi_intake_fill(in);
            continue;
        }
        end = memchr(from, '\n', left);
        if (end)
            left = (size_t)(end - from);
        status = intake_append(in, &line, (x12_str){ from, left });
        in->at += left + (end ? 1 : 0);
    }
    if (line.len > 0)
        memset(line.at + line.len, 0, EDI_INTAKE_ZEROS);
    in->to = edi_intake_offset(in);
    *text = (x12_str){ line.at, line.len };
    *over = line.over;
    return status == X12_END && (line.len > 0 || line.over) ? X12_OK : status;
}

static x12_str intake_without_mark(x12_str text)
{
    const x12_str mark = X12_STR("\xEF\xBB\xBF");

    if (x12_str_starts(text, mark))
        text = (x12_str){ text.at + mark.len, text.len - mark.len };
    return text;
}

static bool intake_is_blank(x12_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '\r')
            return false;
    return true;
}

/* jansson tells a failed allocation as a syntax error here and drops a
 * character without a word there, so the allocator is asked itself. Its hooks
 * take no argument: this is the one thing that is kept outside a struct. */
static _Thread_local json_malloc_t intake_inner;
static _Thread_local bool intake_is_out;

static void *intake_allocate(size_t size)
{
    void *made = intake_inner(size);

    intake_is_out = intake_is_out || !made;
    return made;
}

/* The line as JSON; NULL, with `*out` when memory was out. */
static json_t *intake_load(x12_str text, json_error_t *error, bool *out)
{
    json_free_t release;
    json_t *line;

    json_get_alloc_funcs(&intake_inner, &release);
    json_set_alloc_funcs(intake_allocate, release);
    intake_is_out = false;
    line = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, error);
    json_set_alloc_funcs(intake_inner, release);
    *out = intake_is_out;
    if (*out) {
        json_decref(line);
        line = NULL;
    }
    return line;
}

/* By jansson, whatever the line holds. `*taken`: it is a claim. */
static enum x12_status intake_general(struct edi_intake *in, x12_str text,
                                      bool *taken)
{
    json_error_t error;
    bool out;
    json_t *line = intake_load(text, &error, &out);

    if (out)
        return x12_fail(in->err, X12_ENOMEM, "intake: out of memory");
    if (line)
        *taken = edi_intake_claim(line, &in->claim_arena, &in->set, &in->claim,
                                  in->why);
    else if (json_error_code(&error) == json_error_duplicate_key)
        (void)snprintf(in->why, sizeof(in->why),
                       "column %d: a key stands twice in its object",
                       error.column);
    else
        (void)snprintf(in->why, sizeof(in->why),
                       "column %d: expected JSON, one object a line",
                       error.column);
    json_decref(line);
    return X12_OK;
}

static enum x12_status intake_parse(struct edi_intake *in, x12_str text,
                                    const struct edi_claim **claim)
{
    enum x12_status status = X12_OK;
    bool taken;

    x12_arena_reset(&in->claim_arena);
    in->why[0] = '\0';
    *claim = NULL;
    taken = !in->by_jansson && edi_intake_plain(text, &in->claim_arena,
                                                in->next, &in->set, &in->claim);
    if (!taken && !in->claim_arena.failed) {
        x12_arena_reset(&in->claim_arena);
        status = intake_general(in, text, &taken);
    }
    if (status != X12_OK)
        return status;
    if (in->claim_arena.failed)
        return x12_fail(in->err, in->claim_arena.failed,
                        "line %llu: no memory for a claim (EDI_INTAKE_BYTES)",
                        (unsigned long long)in->line);
    if (taken)
        *claim = &in->claim;
    return X12_OK;
}

static enum x12_status intake_too_long(struct edi_intake *in,
                                       const struct edi_claim **claim)
{
    *claim = NULL;
    (void)snprintf(in->why, sizeof(in->why),
                   "expected a line of %d bytes at most", EDI_INTAKE_LINE);
    return X12_OK;
}

/* JSON Lines, unless what comes first is no brace. */
static enum x12_status intake_decide(struct edi_intake *in)
{
    const x12_str mark = X12_STR("\xEF\xBB\xBF");
    enum x12_status status = edi_intake_fill(in);
    x12_str head = { in->window, in->filled };
    size_t at = x12_str_starts(head, mark) ? mark.len : 0;

    while (at < head.len && strchr(" \t\r\n", head.at[at]))
        at++;
    in->decided = true;
    in->is_csv = at < head.len && head.at[at] != '{' && head.at[at] != '[';
    if (in->is_csv)
        in->at = at;
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_intake_next(struct edi_intake *in,
                                const struct edi_claim **claim)
{
    enum x12_status status = x12_error_status(in->err);
    x12_str text = { NULL, 0 };
    bool over = false;

    if (status == X12_OK && !in->window)
        status = X12_EMISUSE;
    if (status == X12_OK && !in->decided)
        status = intake_decide(in);
    if (status == X12_OK && in->is_csv)
        return edi_intake_csv_next(in, claim);
    while (status == X12_OK) {
        status = intake_next_line(in, &text, &over);
        if (status == X12_OK && over)
            return intake_too_long(in, claim);
        if (in->line == 1)
            text = intake_without_mark(text);
        if (status == X12_OK && !intake_is_blank(text))
            return intake_parse(in, text, claim);
    }
    return status;
}
