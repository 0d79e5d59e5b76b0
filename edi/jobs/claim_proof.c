/* SPDX-License-Identifier: Apache-2.0 */
/* claim_proof - is a claim right, as it stands behind the others of its set? */
#include "edi/jobs/claim_proof.h"

#include "edi/jobs/claim_probe.h"
#include "edi/jobs/job_check_private.h"

/* --- the check reads what is written, piece by piece ------------------------ */

static enum x12_status proof_read(void *self, char *into, size_t cap,
                                  size_t *got, struct x12_error *err)
{
    struct edi_proof *proof = self;

    (void)err;
    *got = proof->rest.len < cap ? proof->rest.len : cap;
    if (*got == 0)
        return X12_END;
    memcpy(into, proof->rest.at, *got);
    proof->rest.at += *got;
    proof->rest.len -= *got;
    return X12_OK;
}

/* What it reads is others'. */
static void proof_close(void *self)
{
    (void)self;
}

static const struct x12_source_ops proof_source_ops = { .read = proof_read,
                                                        .close = proof_close };

/* Nobody reads on over the end of a piece: see proof_segments. */
static enum x12_more proof_more(void *self, const struct x12_cursor *cur)
{
    (void)self;
    (void)cur;
    return X12_MORE_ELSE;
}

static void proof_feed(struct edi_proof *proof, x12_str bytes)
{
    proof->rest = bytes;
    x12_reader_go_on(&proof->check->cur.reader, false);
}

/* HL01 goes on from here. */
static void proof_number(struct edi_check *check, uint64_t number)
{
    check->tally->hl.next = check->tally->hl.other = number;
}

/* So many segments of the body, with any HL01 where they are `numbered`. X12_END:
 * they are not all there. */
static enum x12_status proof_segments(struct edi_check *check, uint32_t count,
                                      bool numbered)
{
    const struct x12_segment *seg = &check->cur.seg;
    enum x12_status status = X12_OK;
    uint64_t number;

    for (; count > 0 && status == X12_OK; count--) {
        status = x12_cursor_next(&check->cur);
        if (status == X12_OK && check->cur.level != X12_AT_BODY)
            status = X12_END;
        if (status == X12_OK && numbered && seg->id == X12_ID('H', 'L', 0) &&
            x12_count_parse(x12_element(seg, 1), &number))
            proof_number(check, number);
        if (status == X12_OK)
            status = edi_check_segment(check);
    }
    return status;
}

/* An error, or a claim that was not looked at as a whole. */
static bool proof_has_errors(const struct edi_check *check)
{
    const struct x12_findings *list = &check->findings;

    if (list->told[X12_ERROR] > 0 || list->dropped > 0)
        return true;
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].fault == &edi_rules_fault_over)
            return true;
    return false;
}

/* --- begin ------------------------------------------------------------------ */

static enum x12_status proof_check(struct edi_proof *proof,
                                   struct x12_error *err)
{
    struct x12_source src = { &proof_source_ops, proof };
    enum x12_status status;

    if (proof->check)
        return edi_check_again(proof->check, &src);
    proof->check = x12_arena_make(&proof->arena, sizeof(*proof->check));
    if (!proof->check)
        return x12_fail(err, X12_ENOMEM, "check: out of memory");
    status = edi_check_begin(proof->check, &src, proof->snip, err);
    if (proof->lists)
        edi_check_use(proof->check, proof->lists);
    proof->check->cur.more = proof_more;
    return status;
}

/* What stands before the claim. */
static enum x12_status proof_write(struct edi_proof *proof,
                                   const struct edi_claim_set *set,
                                   struct x12_delims delims,
                                   const struct edi_claim_writer *cw,
                                   struct x12_error *err)
{
    struct x12_interchange ic;
    struct x12_writer w;
    enum x12_status status;

    x12_writer_init(&w, &proof->sink, delims, err);
    edi_probe_head(&ic, &w, set);
    edi_claim_writer_begin(&proof->cw, &w, set);
    proof->hl = edi_claim_writer_reopen(&proof->cw, cw);
    proof->segments = w.set_segments - 1;
    status = x12_writer_finish(&w);
    x12_writer_release(&w);
    return status;
}

enum x12_status edi_proof_begin(struct edi_proof *proof,
                                const struct edi_claim_set *set,
                                struct x12_delims delims,
                                const struct edi_claim_writer *cw,
                                struct x12_error *err)
{
    enum x12_status status = X12_OK;

    if (!proof->sink.ops)
        status = x12_sink_open_memory(&proof->sink, EDI_PROBE_BYTES, err);
    if (status != X12_OK)
        return status;
    x12_sink_memory_clear(&proof->sink);
    status = proof_write(proof, set, delims, cw, err);
    if (status == X12_OK)
        status = proof_check(proof, err);
    if (status != X12_OK)
        return status;
    proof_feed(proof, x12_sink_memory(&proof->sink));
    while (status == X12_OK && !proof->check->in_body && !proof->check->ended)
        status = edi_check_next_set(proof->check);
    if (status == X12_OK)
        status = proof_segments(proof->check, proof->segments, true);
    proof_number(proof->check, proof->hl + (uint64_t)1);
    return status;
}

/* --- the claims ------------------------------------------------------------- */

enum x12_status edi_proof_claim(struct edi_proof *proof, x12_str written,
                                uint32_t segments)
{
    struct edi_check *check = proof->check;
    struct x12_cursor *cur = &check->cur;
    enum x12_status status;

    check->findings.count = 0;
    proof_feed(proof, written);
    status = proof_segments(check, segments, false);
    if (status != X12_OK)
        return status;
    x12_walker_leave(cur->walker, "2300", cur->seg.place);
    edi_tally_claim_whole(check->tally, cur);
    if (check->rules)
        edi_rules_leave(check->rules, cur, &check->findings);
    return proof_has_errors(check) || x12_walker_lacks(cur->walker) ? X12_END
                                                                    : X12_OK;
}

void edi_proof_release(struct edi_proof *proof)
{
    if (proof->check)
        edi_check_release(proof->check);
    proof->check = NULL;
    x12_arena_release(&proof->arena);
    edi_claim_writer_release(&proof->cw);
    x12_sink_close(&proof->sink);
}
