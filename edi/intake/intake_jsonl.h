/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intake_jsonl - claims from JSON Lines, one claim a line; or from a CSV
 *
 *     edi_intake_init(&in, &src, &err);               src is { 0 } now
 *     while ((status = edi_intake_next(&in, &claim)) == X12_OK)
 *         if (claim)
 *             use(claim);
 *         else
 *             tell(in.line, in.why);                  the line is refused
 *     edi_intake_release(&in);
 *
 * A line is the object that `edi json` prints for an 837, of which only "claim",
 * "use", "charset", "version" and what tells sets apart are read, or the claim's
 * object alone. docs/claim-json.md has the keys. A key that is none of them, a value of the wrong kind, an amount
 * that is no text: the line is refused, and the run goes on. An input that does
 * not begin with a brace is a CSV (intake_csv.h); `line` is its row then.
 */
#ifndef EDI_INTAKE_JSONL_H
#define EDI_INTAKE_JSONL_H

#include "edi/claims/claim.h"
#include "edi/intake/intake_csv.h"
#include "parser/arena.h"
#include "parser/source.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_INTAKE_LINE = 16 << 20,   /* longest line, in bytes */
    EDI_INTAKE_BYTES = 64 << 20,  /* most memory of one claim */
    EDI_INTAKE_WINDOW = 64 << 10, /* bytes asked for at once */
    EDI_INTAKE_NEXT = 1024,       /* keys remembered by the one before them */
};

struct edi_intake {
    uint64_t line;     /* of what was given last, from 1 */
    uint64_t from, to; /* the bytes of the input that it stands in, and */
    uint64_t head;     /* those of a CSV's first row before all */
    char why[X12_ERROR_TEXT]; /* "claim.lines[2].charge: expected ..."; names
                               * no value of the claim */
    const struct edi_csv_map
        *map;        /* of columns; NULL: none. Set it after init */
    bool by_jansson; /* all lines, not only those that need it; for tests */
    /* private below */
    struct x12_error *err;
    struct x12_source source;
    struct x12_arena window_arena, line_arena, claim_arena;
    char *window;
    size_t at, filled;
    uint64_t before; /* bytes of earlier windows */
    bool ended;
    bool decided, is_csv; /* by its first byte */
    struct edi_intake_csv *csv;
    struct edi_claim claim;
    struct edi_claim_set set;
    uint8_t next[EDI_INTAKE_NEXT];
};

/* Takes `src` over; it gives JSON as it is, so unpack it before. */
void edi_intake_init(struct edi_intake *in, struct x12_source *src,
                     struct x12_error *err);

/* X12_OK with a claim, valid until the next call, or with NULL for a line that
 * is refused (`line` and `why` tell). claim->set tells its kind, BHT06, version and
 * origin alone. X12_END, or a failure: X12_EIO, X12_ENOMEM, X12_ELIMIT. */
enum x12_status edi_intake_next(struct edi_intake *in,
                                const struct edi_claim **claim) X12_MUST_USE;

/* How many bytes of the input were read. */
static inline uint64_t edi_intake_offset(const struct edi_intake *in)
{
    return in->before + in->at;
}

void edi_intake_release(struct edi_intake *in);

#ifdef __cplusplus
}
#endif
#endif
