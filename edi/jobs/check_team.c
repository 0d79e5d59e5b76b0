/* SPDX-License-Identifier: Apache-2.0 */
/* check_team - a check whose input several threads share */
#include "edi/jobs/job_check_private.h"

enum { CHECK_FINDINGS, CHECK_VERDICTS, CHECK_RESULT };

/* What a part comes to. */
struct check_result {
    enum x12_status status;
    struct x12_error err;
    uint64_t interchanges, groups, bytes; /* of the input, up to its end */
    uint64_t segments, errors, warnings;
};

struct check_worker {
    struct edi_check check;
    struct check_result result; /* of the part at hand */
};

static enum x12_status check_worker_open(void *self, const void *job,
                                         struct x12_error *err)
{
    struct check_worker *w = self;
    const struct edi_check *of = job;
    struct x12_source none = { 0 };
    enum x12_status status = edi_check_begin(&w->check, &none, of->snip, err);

    w->check.ack_snip = of->ack_snip;
    w->check.tells_verdicts = true;
    if (w->check.codes)
        w->check.codes->book = of->codes->book;
    if (of->edits)
        edi_check_use_edits(&w->check, of->edits);
    edi_check_agree(&w->check, of->cur.envelope.agreed);
    return status;
}

static void check_worker_close(void *self)
{
    struct check_worker *w = self;

    edi_check_release(&w->check);
}

/* As edi_check_begin has left it, but for the cursor. */
static void check_worker_begin(struct check_worker *w)
{
    struct edi_check *check = &w->check;
    struct x12_findings *list = &check->findings;

    w->result = (struct check_result){ 0 };
    check->err = check->cur.reader.err = &w->result.err;
    check->sets = check->accepted = check->rejected = 0;
    x12_arena_reset(&check->refused_arena);
    check->verdicts = NULL;
    check->verdict_count = 0;
    check->interchange = check->group = (struct edi_check_part){ 0 };
    check->next = 0;
    check->in_set = check->in_body = check->ended = false;
    check->set_rejected = check->next_rejected = false;
    list->count = 0;
    list->dropped = check->dropped = 0;
    memset(list->told, 0, sizeof(list->told));
}

static enum x12_status check_worker_end(struct check_worker *w,
                                        struct edi_part *part)
{
    const struct edi_check *check = &w->check;
    struct check_result *r = &w->result;
    enum x12_status status = X12_OK;

    r->interchanges = check->interchanges;
    r->groups = check->groups;
    r->bytes = check->bytes;
    r->segments = check->segments;
    r->errors = check->errors;
    r->warnings = check->warnings;
    if (check->refused_arena.failed)
        r->status = check->refused_arena.failed;
    status = edi_part_put(part, CHECK_VERDICTS, false,
                          (x12_str){ check->verdicts, check->verdict_count });
    if (status != X12_OK)
        return status;
    return edi_part_put(part, CHECK_RESULT, true,
                        (x12_str){ (const char *)r, sizeof(*r) });
}

/* All findings of a step, so many at once as a block holds. */
static enum x12_status check_worker_put(struct edi_check *check,
                                        struct edi_part *part)
{
    const struct x12_findings *list = &check->findings;
    const size_t most = EDI_BLOCK / sizeof(*list->at);
    enum x12_status status = X12_OK;

    while (status == X12_OK && check->next < list->count) {
        const struct x12_finding *from = &list->at[check->next];
        size_t n = list->count - check->next;

        n = n < most ? n : most;
        status = edi_part_put(
            part, CHECK_FINDINGS, true,
            (x12_str){ (const char *)from, n * sizeof(*from) });
        check->next += n;
    }
    return status;
}

static enum x12_status check_worker_part(void *self, struct edi_part *part)
{
    struct check_worker *w = self;
    const struct x12_finding *finding;
    enum x12_status put = X12_OK;

    check_worker_begin(w);
    edi_part_begin(part, &w->check.cur);
    while (put == X12_OK && (w->result.status = edi_check_alone(
                                 &w->check, &finding)) == X12_OK) {
        w->check.next--; /* with those behind it */
        put = check_worker_put(&w->check, part);
    }
    return put == X12_OK ? check_worker_end(w, part) : put;
}

static void check_add_verdict(struct edi_check *check,
                              enum edi_check_verdict verdict)
{
    switch (verdict) {
    case CHECK_SET:
        check->sets++;
        break;
    case CHECK_ACCEPTED:
        check->accepted++;
        break;
    case CHECK_REJECTED:
        edi_check_refuse(check, check->sets);
        break;
    case CHECK_GROUP_BAD:
        check->group.refused = true;
        break;
    case CHECK_ISA_BAD:
        check->interchange.refused = true;
        break;
    case CHECK_GROUP_ENDS:
        edi_check_part_end(check, &check->group);
        break;
    case CHECK_ISA_ENDS:
        edi_check_part_end(check, &check->interchange);
        break;
    }
}

static void check_add_verdicts(struct edi_check *check,
                               const struct edi_block *block)
{
    for (size_t at = 0; at < block->len; at++)
        check_add_verdict(check, (enum edi_check_verdict)block->at[at]);
}

/* The totals of a part behind those of the parts before it. */
static enum x12_status check_add(struct edi_check *check,
                                 const struct edi_block *block)
{
    struct check_result r;

    memcpy(&r, block->at, sizeof(r));
    if (r.status < 0)
        x12_fail_at(
            check->err, r.status, r.err.offset,
            r.err.segment ? r.err.segment + (uint32_t)check->segments : 0, "%s",
            r.err.text[0] ? r.err.text : x12_status_text(r.status));
    check->interchanges = r.interchanges;
    check->groups = r.groups;
    check->bytes = r.bytes;
    check->segments += r.segments;
    check->errors += r.errors;
    check->warnings += r.warnings;
    return r.status < 0 ? r.status : X12_OK;
}

enum x12_status edi_check_gather(struct edi_check *check,
                                 const struct x12_finding **finding)
{
    enum x12_status status = X12_OK;

    while (!check->block || check->next == check->block->len) {
        const struct edi_block *block;

        check->block = NULL;
        check->next = 0;
        if (check->ended)
            return X12_END;
        status = edi_team_next(check->team, &block, check->err);
        if (status == X12_OK && block->kind == CHECK_RESULT)
            status = check_add(check, block);
        else if (status == X12_OK && block->kind == CHECK_VERDICTS)
            check_add_verdicts(check, block);
        else if (status == X12_OK)
            check->block = block;
        check->ended = status != X12_OK;
        if (status != X12_OK)
            return status;
    }
    *finding = (const struct x12_finding *)(const void *)(check->block->at +
                                                          check->next);
    check->next += sizeof(**finding);
    return X12_OK;
}

enum x12_status edi_check_share(struct edi_check *check)
{
    static const struct edi_team_work work = {
        .size = sizeof(struct check_worker),
        .open = check_worker_open,
        .part = check_worker_part,
        .close = check_worker_close,
    };

    check->begun = true;
    if (check->sharing.threads < 2 || check->ack)
        return X12_OK;
    return edi_team_begin(&check->team, &check->cur.reader.source,
                          &check->sharing, &work, check, check->err);
}
