/* SPDX-License-Identifier: Apache-2.0 */
/*
 * random_claims 837P|837I|837D COUNT SEED - invented claims in JSON Lines, right
 * by every rule, with every field of the guide now and then
 */
#include "edi/claims/claim_fields_private.h"
#include "edi/claims/claim_json.h"
#include "edi/claims/claim_read.h"
#include "edi/guides/guides.h"
#include "tests/soak/claim_settle.h"

#include <stdio.h>
#include <stdlib.h>

static struct claim_maker maker;

static int random_fail(const struct x12_error *err, const char *what)
{
    fprintf(stderr, "random_claims: %s\n", *err->text ? err->text : what);
    return 2;
}

/* The claim of the text, settled, as a line. */
static enum x12_status random_line(x12_str text, struct x12_json *json,
                                   struct x12_arena *arena,
                                   struct x12_error *err)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    struct edi_claim_reader rd = { 0 };
    const struct edi_claim *read;
    struct edi_claim claim;
    enum edi_set_kind kind;
    enum x12_status status = x12_source_open_memory(&src, text, err);

    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, err);
    edi_claim_reader_init(&rd, &cur, err);
    if (status == X12_OK)
        status = edi_set_next(&cur, &kind);
    if (status == X12_OK)
        status = edi_claim_next(&rd, &read);
    if (status == X12_OK) {
        x12_arena_reset(arena);
        claim = *read;
        edi_record_copy(&edi_claim_record, &claim, read, arena);
        claim_settle(&claim, &maker, arena);
        x12_json_object(json);
        x12_json_text(json, "use", read->set->use);
        x12_json_key(json, "claim");
        edi_claim_json(json, &claim);
        x12_json_end(json);
        x12_json_line(json);
    }
    edi_claim_reader_release(&rd);
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status;
}

int main(int argc, char **argv)
{
    struct x12_error err = { 0 };
    struct x12_sink out = { 0 };
    struct x12_arena arena = { .limit = 64 << 20 };
    struct x12_json json;
    enum x12_status status;

    if (argc != 4)
        return random_fail(&err, "a guide, how many claims, and a seed");
    maker.guide = edi_guide_named(x12_str_from(argv[1]));
    maker.state = strtoull(argv[3], NULL, 10);
    if (!maker.guide)
        return random_fail(&err, "no such guide");
    status = x12_sink_open_fd(&out, 1, &err);
    x12_json_init(&json, &out, &err);
    for (unsigned long i = strtoul(argv[2], NULL, 10);
         i > 0 && status == X12_OK; i--)
        status = random_line(claim_maker_next(&maker), &json, &arena, &err);
    if (status == X12_OK)
        status = x12_json_flush(&json);
    x12_json_release(&json);
    x12_sink_close(&out);
    x12_arena_release(&arena);
    return status == X12_OK ? 0 : random_fail(&err, "a claim that is none");
}
