/* SPDX-License-Identifier: Apache-2.0 */
/* denials_load - the rules of denials, and the words of codes, from files */
#include "edi/jobs/denials_load.h"

/* The whole of a small file; it lives in the arena. */
static enum x12_status rules_read(const char *path, struct x12_arena *arena,
                                  x12_str *text, struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_file(&src, path, err);
    char *into = x12_arena_bytes(arena, EDI_DENIALS_BYTES + 1);
    size_t len = 0, got = 0;

    if (status == X12_OK && !into)
        status = x12_fail(err, arena->failed, "%s: %s", path,
                          x12_status_text(arena->failed));
    while (status == X12_OK && len <= EDI_DENIALS_BYTES &&
           (status = x12_source_read(&src, into + len,
                                     EDI_DENIALS_BYTES + 1 - len, &got, err)) ==
               X12_OK)
        len += got;
    if (status == X12_OK)
        status = x12_fail(err, X12_ELIMIT, "%s: longer than %d bytes", path,
                          EDI_DENIALS_BYTES);
    x12_source_close(&src);
    *text = (x12_str){ into, len };
    return status == X12_END ? X12_OK : status;
}

static enum x12_status rules_denials(struct edi_denials_held *held,
                                     const char *path, struct x12_error *err)
{
    x12_str text;
    enum x12_status status = rules_read(path, &held->arena, &text, err);

    if (status == X12_OK)
        status = edi_denial_parse(text, &held->arena, &held->rules, err);
    return status;
}

static enum x12_status rules_codes(struct edi_denials_held *held,
                                   const char *path, struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_file(&src, path, err);

    if (status == X12_OK)
        status = edi_code_book_load(&held->book, &held->arena, &src, path, err);
    x12_source_close(&src);
    return status;
}

enum x12_status edi_denials_load(struct edi_denials_held *held,
                                 const char *denials, const char *codes,
                                 struct x12_error *err)
{
    enum x12_status status = X12_OK;

    held->rules = edi_denial_shipped;
    if (denials)
        status = rules_denials(held, denials, err);
    if (status == X12_OK && codes)
        status = rules_codes(held, codes, err);
    held->rules.book = &held->book;
    return status;
}

void edi_denials_release(struct edi_denials_held *held)
{
    x12_arena_release(&held->arena);
    *held = (struct edi_denials_held){ 0 };
}
