/* SPDX-License-Identifier: Apache-2.0 */
/* job_secondary - the claim for the next payer, from the 835 of the one before */
#include "edi/jobs/job_secondary.h"

#include "edi/store/store_decisions.h"

/* The claim and all of its payments may be of files of their own. */
enum { SECONDARY_FILES = EDI_SECONDARY_ANSWERS + 1 };

static enum x12_status secondary_refuse(struct edi_secondary *s,
                                        const char *why)
{
    s->why = why;
    return X12_END;
}

static void secondary_clear(struct edi_secondary *s)
{
    for (size_t i = 0; s->from && i < SECONDARY_FILES; i++)
        s->from[i].busy = false;
    x12_arena_reset(&s->arena);
}

/* --- which claim --------------------------------------------------------- */

/* One that still counts: another has not taken its place. */
static bool secondary_counts(const struct edi_numbered_row *row)
{
    return row->state != EDI_STATE_SUPERSEDED &&
           row->state != EDI_STATE_VOIDED && row->state != EDI_STATE_REJECTED;
}

/* The one furthest in the order of payers that has been answered, the last sent
 * of several; without any, the last sent. */
static enum x12_status secondary_choose(struct edi_secondary *s,
                                        const struct edi_numbered_row *rows,
                                        size_t count,
                                        const struct edi_numbered_row **out)
{
    const struct edi_numbered_row *best = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct edi_numbered_row *row = &rows[i];
        const bool paid = row->payments > 0;

        if (!secondary_counts(row))
            continue;
        if (!best || paid > (best->payments > 0) ||
            (paid == (best->payments > 0) &&
             edi_payer_rank(row->responsibility) >=
                 edi_payer_rank(best->responsibility)))
            best = row;
    }
    if (!best)
        return secondary_refuse(s, "another claim has taken its place, or it "
                                   "was rejected");
    for (size_t i = 0; i < count; i++)
        if (&rows[i] != best && secondary_counts(&rows[i]) &&
            rows[i].payments > 0 &&
            x12_str_equal(rows[i].responsibility, best->responsibility))
            return secondary_refuse(s, "several claims that bear this number "
                                       "were answered; name one as "
                                       "FILE:INTERCHANGE/SET/CLM");
    *out = best;
    return X12_OK;
}

/* The claims that bear its number, and the one that is meant. */
static enum x12_status secondary_find(struct edi_secondary *s, x12_str name,
                                      struct edi_numbered_row **rows,
                                      size_t *count, int64_t *claim)
{
    const bool place = name.len && memchr(name.at, '/', name.len);
    const struct edi_numbered_row *chosen;
    enum x12_status status = X12_OK;

    if (place) {
        status = edi_store_claim_named(s->store, name, claim);
        if (status == X12_OK)
            status = edi_store_claim_number(s->store, *claim, &s->arena, &name);
    }
    if (status == X12_OK)
        status = edi_store_numbered(s->store, name, &s->arena, rows, count);
    if (status != X12_OK || place)
        return status;
    if (*count == 0)
        return secondary_refuse(s, "no claim bears this number");
    status = secondary_choose(s, *rows, *count, &chosen);
    if (status == X12_OK)
        *claim = chosen->id;
    return status;
}

/* --- what it is made of ---------------------------------------------------- */

/* A file that can go on to what is sought; else the one that was used longest
 * ago. */
static struct edi_reread *secondary_file(struct edi_secondary *s,
                                         const struct edi_source_row *row,
                                         enum edi_set_kind kind)
{
    struct edi_secondary_file *best = NULL;

    for (size_t i = 0; i < SECONDARY_FILES; i++) {
        struct edi_secondary_file *file = &s->from[i];

        if (file->busy)
            continue;
        if (edi_reread_goes_on(&file->again, row, kind)) {
            best = file;
            break;
        }
        if (!best || file->used < best->used)
            best = file;
    }
    /* never NULL: there are as many as a claim has payments, and one */
    best->busy = true;
    best->used = ++s->turn;
    return &best->again;
}

static enum x12_status secondary_reread(struct edi_secondary *s,
                                        const struct edi_reread *again,
                                        enum x12_status status)
{
    if (status == X12_END)
        return secondary_refuse(s, again->fault.text);
    return status;
}

static enum x12_status secondary_claim(struct edi_secondary *s, int64_t id)
{
    struct edi_source_row row;
    struct edi_reread *again;
    enum x12_status status = edi_store_claim_source(s->store, id, &s->arena,
                                                    &row);

    if (status != X12_OK)
        return status;
    again = secondary_file(s, &row, EDI_SET_CLAIM);
    status = edi_reread_claim(again, s->store, &row, &s->made.claim);
    return secondary_reread(s, again, status);
}

/* A treatment plan pays nothing, and what was refused as the copy of another
 * claim says nothing of this one. */
static bool secondary_is_answer(const struct edi_answer_row *row)
{
    return row->outcome != EDI_PREDETERMINATION &&
           row->outcome != EDI_DUPLICATE;
}

static enum x12_status secondary_answer(struct edi_secondary *s,
                                        const struct edi_answer_row *row,
                                        struct edi_payer_answer *answer)
{
    struct edi_reread *again = secondary_file(s, &row->source, EDI_SET_PAYMENT);
    uint32_t *lines;
    enum x12_status status = edi_reread_payment(again, s->store, &row->source,
                                                &answer->payment);

    status = secondary_reread(s, again, status);

    if (status != X12_OK)
        return status;
    lines = x12_arena_make(&s->arena, (answer->payment->service_count + 1) *
                                          sizeof(*lines));
    if (!lines)
        return x12_fail(s->err, s->arena.failed, "answers: %s",
                        x12_status_text(s->arena.failed));
    for (size_t i = 0; i < answer->payment->service_count; i++)
        lines[i] = i < row->line_count ? row->lines[i] : 0;
    answer->lines = lines;
    answer->day = row->day;
    answer->correction = row->correction;
    answer->at_stake = row->at_stake;
    return X12_OK;
}

static enum x12_status secondary_answers(struct edi_secondary *s,
                                         const struct edi_answer_row *rows,
                                         size_t count)
{
    struct edi_payer_answer *answers = x12_arena_make(
        &s->arena, (count + 1) * sizeof(*answers));
    enum x12_status status = X12_OK;

    for (size_t i = 0; answers && status == X12_OK && i < count; i++)
        if (secondary_is_answer(&rows[i]))
            status = secondary_answer(s, &rows[i],
                                      &answers[s->made.answer_count++]);
    s->made.answers = answers;
    return status;
}

static enum x12_status secondary_gather(struct edi_secondary *s, int64_t claim)
{
    struct edi_answer_row *rows = NULL;
    size_t count = 0;
    enum x12_status status = edi_store_answers(s->store, claim, &s->arena,
                                               &rows, &count);

    if (status != X12_OK)
        return status;
    if (count > EDI_SECONDARY_ANSWERS)
        return x12_fail(s->err, X12_ELIMIT, "more than %d payments of a claim",
                        EDI_SECONDARY_ANSWERS);
    if (!s->from)
        s->from = x12_arena_make(&s->files, SECONDARY_FILES * sizeof(*s->from));
    if (!s->from)
        return x12_fail(s->err, s->files.failed, "files: %s",
                        x12_status_text(s->files.failed));
    status = secondary_claim(s, claim);
    return status == X12_OK ? secondary_answers(s, rows, count) : status;
}

/* Was the next payer asked already? One that was rejected may be sent again. */
static enum x12_status secondary_guard(struct edi_secondary *s,
                                       const struct edi_numbered_row *rows,
                                       size_t count, const struct edi_claim *to)
{
    for (size_t i = 0; !s->again && i < count; i++) {
        if (!secondary_counts(&rows[i]) ||
            !x12_str_equal(rows[i].responsibility, to->coverage.responsibility))
            continue;
        x12_fail(&s->fault, X12_EMISUSE,
                 "it stands in %.80s already (--again claims it again)",
                 rows[i].file.at);
        return secondary_refuse(s, s->fault.text);
    }
    return X12_OK;
}

enum x12_status edi_secondary_make(struct edi_secondary *s, x12_str name,
                                   const struct edi_claim **out)
{
    struct edi_numbered_row *rows = NULL;
    size_t count = 0;
    int64_t claim = 0;
    enum x12_status status = x12_error_status(s->err);

    secondary_clear(s);
    s->why = NULL;
    s->fault = (struct x12_error){ 0 };
    s->made = (struct edi_coordination){ .anyway = s->anyway };
    if (status == X12_OK)
        status = secondary_find(s, name, &rows, &count, &claim);
    if (status == X12_OK)
        status = secondary_gather(s, claim);
    if (status != X12_OK)
        return status;
    status = edi_coordinate(&s->made, &s->arena, s->err, out);
    if (status == X12_END)
        return secondary_refuse(s, s->made.fault.text);
    return status == X12_OK ? secondary_guard(s, rows, count, *out) : status;
}

void edi_secondary_release(struct edi_secondary *s)
{
    for (size_t i = 0; s->from && i < SECONDARY_FILES; i++)
        edi_reread_release(&s->from[i].again);
    s->from = NULL;
    x12_arena_release(&s->files);
    x12_arena_release(&s->arena);
}
