/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_roundtrip - what is written of any claims reads again as the same
 *
 * The claims of the first set go out as a file of ours; what that file's claims
 * give when they are written once more must be the same bytes, if nothing was
 * found wrong with the first reading: what a guide has no place for cannot come
 * back. A claim that the writer refuses is taken back, as `generate` does it.
 * Blanks behind the ISA are made underscores first: a reader trims those that
 * stand before a terminator.
 */
#include "edi/guides/guides.h"
#include "tests/support/claim_pipe.h"

#include <stdio.h>
#include <stdlib.h>

enum { FUZZ_WRITTEN = 8 << 20, FUZZ_INPUT = 1 << 20, FUZZ_ISA = 106 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_expect(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz_roundtrip: %s\n", what);
    abort();
}

/* One claim, or nothing of it. False when the writer can take no more. */
static bool fuzz_write(struct claim_out *out, const struct edi_claim *claim,
                       unsigned *written)
{
    x12_writer_mark(&out->w);
    edi_claim_write(&out->cw, claim);
    if (x12_writer_status(&out->w) == X12_OK) {
        x12_writer_keep(&out->w);
        *written += 1;
        return true;
    }
    return x12_writer_undo(&out->w) == X12_OK;
}

/* The head of the set under a version that its kind goes by: a set may have been
 * known by its group's version while its own is no version at all. */
static struct edi_claim_set fuzz_head(const struct edi_claim *claim)
{
    static const char *const kinds[] = {
        [EDI_PROFESSIONAL] = "837P",
        [EDI_INSTITUTIONAL] = "837I",
        [EDI_DENTAL] = "837D",
    };
    struct edi_claim_set set = *claim->set;

    set.version = x12_str_from(
        edi_guide_named(x12_str_from(kinds[claim->kind]))->reference);
    return set;
}

/* The claims of the first set that has any, as a file of its own; how many.
 * `sound`: nothing was found wrong on the way. */
static unsigned fuzz_pass(x12_str text, struct x12_sink *sink, bool *sound)
{
    struct claim_pipe pipe;
    struct claim_out out = { 0 };
    struct x12_error err = { 0 };
    const struct edi_claim *claim;
    unsigned written = 0;
    uint64_t set = 0;

    claim_pipe_open(&pipe, text, 0);
    claim = claim_pipe_next(&pipe);
    if (claim) {
        const struct edi_claim_set head = fuzz_head(claim);

        set = pipe.cur.envelope.set_ordinal;
        claim_out_begin(&out, sink, &head, &err);
    }
    while (claim && set == pipe.cur.envelope.set_ordinal &&
           fuzz_write(&out, claim, &written))
        claim = claim_pipe_next(&pipe);
    if (set && claim_out_end(&out) != X12_OK)
        written = 0; /* the head of the set could not be written */
    edi_claim_writer_release(&out.cw);
    x12_writer_release(&out.w);
    *sound = !pipe.findings.told[X12_ERROR] && !pipe.findings.told[X12_WARNING];
    claim_pipe_close(&pipe);
    return written;
}

static x12_str fuzz_input(const uint8_t *data, size_t size)
{
    static char text[FUZZ_INPUT];

    if (size > sizeof(text))
        size = sizeof(text);
    for (size_t i = 0; i < size; i++)
        text[i] = i >= FUZZ_ISA && data[i] == ' ' ? '_' : (char)data[i];
    return (x12_str){ text, size };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct x12_sink one = { 0 }, two = { 0 };
    struct x12_error err = { 0 };
    unsigned first = 0, second;
    bool sound = false, again;

    if (x12_sink_open_memory(&one, FUZZ_WRITTEN, &err) == X12_OK &&
        x12_sink_open_memory(&two, FUZZ_WRITTEN, &err) == X12_OK)
        first = fuzz_pass(fuzz_input(data, size), &one, &sound);
    if (first > 0) {
        second = fuzz_pass(x12_sink_memory(&one), &two, &again);
        if (sound) {
            fuzz_expect(again, "a clean claim was written wrong");
            fuzz_expect(first == second, "a claim was lost or made up");
            fuzz_expect(
                x12_str_equal(x12_sink_memory(&one), x12_sink_memory(&two)),
                "the second writing differs from the first");
        }
    }
    x12_sink_close(&one);
    x12_sink_close(&two);
    return 0;
}
