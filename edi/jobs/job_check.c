/* SPDX-License-Identifier: Apache-2.0 */
/* job_check - what is wrong with a file, finding by finding */
#include "edi/guides/guides.h"
#include "edi/jobs/job_check_private.h"

/* Room for findings, without zeroes: most of it is never touched. */
static struct x12_finding *check_room(struct x12_arena *arena)
{
    const size_t align = _Alignof(struct x12_finding);
    char *room = x12_arena_bytes(
        arena, EDI_CHECK_ROOM * sizeof(struct x12_finding) + align - 1);

    if (room)
        room += -(uintptr_t)room & (align - 1);
    return (struct x12_finding *)(void *)room;
}

enum x12_status edi_check_begin(struct edi_check *check, struct x12_source *src,
                                unsigned snip, struct x12_error *err)
{
    struct x12_finding *room;
    enum x12_status status;

    *check = (struct edi_check){ 0 };
    room = check_room(&check->arena);
    check->tally = x12_arena_make(&check->arena, sizeof(*check->tally));
    check->looks_at_codes = snip == 0 || snip >= 5;
    if (check->looks_at_codes)
        check->codes = x12_arena_make(&check->arena, sizeof(*check->codes));
    status = x12_cursor_init(&check->cur, src, edi_guide_find, err);
    if (check->arena.failed)
        return x12_fail(err, X12_ENOMEM, "check: out of memory");
    x12_findings_init(&check->findings, room, EDI_CHECK_ROOM);
    check->findings.snip = check->snip = snip;
    check->err = err;
    if (snip == 0 || snip >= 4)
        edi_check_use_edits(check, NULL);
    check->ack_snip = EDI_ACK_SNIP;
    check->cur.findings = &check->findings;
    return status;
}

enum x12_status edi_check_again(struct edi_check *check, struct x12_source *src)
{
    struct edi_check again = {
        .list_refused = check->list_refused,
        .ack_snip = check->ack_snip,
        .ack = check->ack,
        .tally = check->tally,
        .codes = check->codes,
        .looks_at_codes = check->looks_at_codes,
        .rules = check->rules,
        .err = check->err,
        .snip = check->snip,
        .arena = check->arena,
        .refused_arena = check->refused_arena,
    };

    x12_arena_reset(&again.refused_arena);
    again.cur = check->cur;
    x12_findings_init(&again.findings, check->findings.at, EDI_CHECK_ROOM);
    again.findings.snip = again.snip;
    *check = again;
    return x12_cursor_again(&check->cur, src);
}

void edi_check_use(struct edi_check *check, const struct edi_check_lists *lists)
{
    if (check->codes)
        check->codes->book = &lists->book;
}

void edi_check_agree(struct edi_check *check,
                     const struct x12_agreement *agreed)
{
    check->cur.envelope.agreed = agreed;
}

enum x12_status edi_check_edits_read(struct edi_edits *edits,
                                     struct x12_arena *arena, const char *path,
                                     struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_file(&src, path, err);

    if (status == X12_OK)
        status = edi_edits_load(edits, arena, &src, path, err);
    x12_source_close(&src);
    return status;
}

void edi_check_use_edits(struct edi_check *check, const struct edi_edits *edits)
{
    check->edits = edits;
    check->rules = edi_rules_make(&check->arena, check->snip ? check->snip : 7,
                                  edits);
}

void edi_check_release(struct edi_check *check)
{
    edi_team_end(check->team);
    edi_rules_release(check->rules);
    x12_cursor_release(&check->cur);
    x12_arena_release(&check->arena);
    x12_arena_release(&check->refused_arena);
}

static bool check_rejects(const struct edi_check *check,
                          const struct x12_finding *finding)
{
    const struct x12_fault *fault = finding->fault;

    if (fault == &x12_faults[X12_FAULT_SE_MISSING] ||
        fault == &x12_faults[X12_FAULT_GUIDE_NONE])
        return true;
    return fault->severity == X12_ERROR && fault->snip <= check->ack_snip &&
           finding->place.segment > 0;
}

/* Which set do the findings at hand reject? Those from `from` on in the input
 * are of the next one, but for what the one before lacks. */
static void check_judge(struct edi_check *check, uint64_t from)
{
    const struct x12_findings *list = &check->findings;

    /* Findings are lost only where there are too many of one claim. */
    check->set_rejected |= list->dropped > check->dropped;
    check->dropped = list->dropped;
    for (size_t i = 0; i < list->count; i++) {
        const struct x12_finding *finding = &list->at[i];

        if (!check_rejects(check, finding))
            continue;
        if (finding->place.offset < from || x12_finding_is_gap(finding))
            check->set_rejected = true;
        else
            check->next_rejected = true;
    }
}

static void check_tell(struct edi_check *check, enum edi_check_verdict verdict)
{
    char *one;

    if (!check->tells_verdicts)
        return;
    one = x12_arena_push(&check->refused_arena, &check->verdicts,
                         &check->verdict_count, 1);
    if (one)
        *one = (char)verdict;
}

void edi_check_refuse(struct edi_check *check, uint64_t set)
{
    uint64_t *one;

    check->rejected++;
    if (!check->list_refused)
        return;
    one = x12_arena_push(&check->refused_arena, &check->refused,
                         &check->refused_count, sizeof(*one));
    if (one)
        *one = set;
}

static void check_set_end(struct edi_check *check)
{
    if (check->in_set)
        check_tell(check,
                   check->set_rejected ? CHECK_REJECTED : CHECK_ACCEPTED);
    if (check->in_set && check->set_rejected)
        edi_check_refuse(check, check->sets);
    else if (check->in_set)
        check->accepted++;
    check->in_set = false;
    check->set_rejected = check->next_rejected;
    check->next_rejected = false;
}

/* --- what is refused as a whole ------------------------------------------ */

/* All its sets are rejected, also those in which nothing is wrong. */
static void check_part_refuse(struct edi_check *check,
                              const struct edi_check_part *part)
{
    check->accepted = part->accepted;
    check->rejected = part->sets - part->accepted;
    while (check->refused_count > 0 &&
           check->refused[check->refused_count - 1] > part->sets)
        check->refused_count--;
    for (uint64_t set = part->sets; set < check->sets; set++)
        edi_check_refuse(check, set + 1);
}

/* It is over, and the next one begins. */
void edi_check_part_end(struct edi_check *check, struct edi_check_part *part)
{
    bool goes_on = check->ended && check->cur.reader.part; /* in another's */

    if (!goes_on)
        check_tell(check,
                   part == &check->group ? CHECK_GROUP_ENDS : CHECK_ISA_ENDS);
    if (part->refused)
        check_part_refuse(check, part);
    *part = (struct edi_check_part){ .sets = check->sets,
                                     .accepted = check->accepted };
}

/* What a finding is about as a whole; NULL: a set, or nothing is refused. */
static struct edi_check_part *check_part_of(struct edi_check *check,
                                            const struct x12_finding *finding)
{
    const struct x12_fault *fault = finding->fault;

    if (fault->severity != X12_ERROR || fault->snip > check->ack_snip)
        return NULL;
    if (*x12_finding_ta105(finding))
        return &check->interchange;
    return *fault->ak905 ? &check->group : NULL;
}

static void check_parts_judge(struct edi_check *check, bool behind,
                              uint64_t from)
{
    for (size_t i = 0; i < check->findings.count; i++) {
        const struct x12_finding *finding = &check->findings.at[i];
        struct edi_check_part *part = check_part_of(check, finding);

        if (part && behind == (finding->place.offset >= from &&
                               !x12_finding_is_gap(finding))) {
            part->refused = true;
            check_tell(check,
                       part == &check->group ? CHECK_GROUP_BAD : CHECK_ISA_BAD);
        }
    }
}

/* The step that was taken met what ends groups and interchanges, if `met`. */
static void check_parts(struct edi_check *check, bool met)
{
    const struct x12_cursor *cur = &check->cur;
    bool isa = met && (check->ended || cur->level == X12_AT_ISA);
    bool opens = isa || (met && cur->level == X12_AT_GS);
    uint64_t from = opens && !check->ended ? cur->seg.place.offset : UINT64_MAX;

    check_parts_judge(check, false, from);
    if (opens || (met && (cur->level == X12_AT_GE || cur->level == X12_AT_IEA)))
        check_set_end(check);
    if (opens)
        edi_check_part_end(check, &check->group);
    if (isa)
        edi_check_part_end(check, &check->interchange);
    if (opens)
        check_parts_judge(check, true, from);
}

/* One segment on, outside of what is read claim by claim. */
enum x12_status edi_check_next_set(struct edi_check *check)
{
    const struct x12_cursor *cur = &check->cur;
    enum x12_status status = X12_OK;

    if (!edi_set_is_met(cur))
        status = x12_cursor_next(&check->cur);
    if (status < 0)
        return status;
    check->ended = status == X12_END;
    if (check->ended || !edi_set_is_met(cur)) {
        check_judge(check, UINT64_MAX);
        check_parts(check, true);
        return X12_OK;
    }
    check_judge(check, cur->seg.place.offset);
    check_parts(check, false);
    check_set_end(check);
    status = edi_set_next(&check->cur, &check->kind);
    check->in_set = check->in_body = check->kind != EDI_SET_TA1;
    check->sets += check->in_set;
    if (check->in_set)
        check_tell(check, CHECK_SET);
    edi_tally_begin(check->tally, check->kind, check->cur.walker->guide);
    if (check->looks_at_codes)
        edi_code_check_set(check->codes, check->cur.walker->guide);
    if (check->rules && status == X12_OK && check->in_set)
        status = edi_rules_begin(check->rules, cur, &check->findings,
                                 check->err);
    return status;
}

/* --- what findings are about, for who answers --------------------------- */

static void check_unit_close(struct edi_check *check, uint64_t at)
{
    if (check->units > 0 && check->unit[check->units - 1].to == UINT64_MAX)
        check->unit[check->units - 1].to = at;
}

/* The one before it is still of use while its findings wait. */
static void check_unit_open(struct edi_check *check, const char *name,
                            const char *value)
{
    uint64_t at = check->cur.seg.place.offset;
    struct edi_ack_unit *unit;

    check_unit_close(check, at);
    if (check->findings.count == 0 || check->units == 2)
        check->units = 0;
    unit = &check->unit[check->units++];
    *unit = (struct edi_ack_unit){ .name = name, .from = at, .to = UINT64_MAX };
    x12_str_put(x12_str_from(value), unit->value, sizeof(unit->value));
}

/* An element of the segment at hand, as an answer may repeat it. */
static const char *check_value(struct edi_check *check, unsigned element,
                               char *into)
{
    x12_str value = x12_element(&check->cur.seg, element);

    *into = '\0';
    if (value.len < sizeof(check->trace))
        edi_ack_value(value, into, sizeof(check->trace));
    return into;
}

/* A claim, all payments of a remittance, a claim that a 277CA answers. */
static void check_unit(struct edi_check *check)
{
    const struct x12_cursor *cur = &check->cur;
    char value[sizeof(check->trace)];

    switch (cur->seg.id) {
    case X12_ID('C', 'L', 'M'):
        check_unit_open(check, "CLM01", check_value(check, 1, value));
        break;
    case X12_ID('T', 'R', 'N'):
        if (check->kind == EDI_SET_PAYMENT)
            check_value(check, 2, check->trace);
        else if (x12_cursor_at(cur, "2200D", "TRN"))
            check_unit_open(check, "TRN02", check_value(check, 2, value));
        break;
    case X12_ID('C', 'L', 'P'):
        check_unit_open(check, "TRN02", check->trace);
        break;
    case X12_ID('P', 'L', 'B'):
    case X12_ID('H', 'L', 0):
        check_unit_close(check, cur->seg.place.offset);
        break;
    default:
        break;
    }
}

/* What was closed is behind us. */
static void check_unit_shift(struct edi_check *check)
{
    if (check->units == 0)
        return;
    check->unit[0] = check->unit[check->units - 1];
    check->units = check->unit[0].to == UINT64_MAX;
}

/* --- the segments of a set ------------------------------------------------- */

/* Does another claim begin, so that all of the one before is told? */
static bool check_is_border(const struct edi_check *check)
{
    switch (check->cur.seg.id) {
    case X12_ID('C', 'L', 'M'):
    case X12_ID('H', 'L', 0):
    case X12_ID('C', 'L', 'P'):
    case X12_ID('P', 'L', 'B'):
        return true;
    default:
        return check->kind != EDI_SET_CLAIM && check->kind != EDI_SET_PAYMENT;
    }
}

/* All looks at the segment of a body that was just met. */
enum x12_status edi_check_segment(struct edi_check *check)
{
    struct x12_cursor *cur = &check->cur;

    edi_tally_step(check->tally, cur);
    if (check->looks_at_codes)
        edi_code_check_step(check->codes, cur);
    return check->rules ? edi_rules_step(check->rules, cur, &check->findings)
                        : X12_OK;
}

/* On to where findings can be given: those of a claim together, so that an
 * answer has them in the order of the segments. X12_END: the body is behind. */
static enum x12_status check_in_set(struct edi_check *check)
{
    struct x12_cursor *cur = &check->cur;
    const struct x12_findings *found = &check->findings;
    enum x12_status status;

    while ((status = x12_cursor_next(cur)) == X12_OK &&
           cur->level == X12_AT_BODY) {
        if (check->ack)
            check_unit(check);
        status = edi_check_segment(check);
        if (status < 0)
            return status;
        if (found->count > 0 &&
            (found->count > EDI_CHECK_ROOM / 2 || check_is_border(check)))
            return X12_OK;
    }
    if (status < 0)
        return status;
    if (status == X12_OK)
        check_unit_close(check, cur->seg.place.offset);
    edi_tally_end(check->tally, cur,
                  status == X12_OK && cur->level == X12_AT_SE);
    /* A loop that the input breaks off lacks what was behind its end. */
    if (check->rules && status == X12_OK)
        edi_rules_end(check->rules, &check->findings);
    return X12_END;
}

static enum x12_status check_read(struct edi_check *check)
{
    const struct x12_cursor *cur = &check->cur;
    enum x12_status status;

    check->findings.count = 0;
    check->next = 0;
    if (!check->in_body) {
        check->units = 0;
        return edi_check_next_set(check);
    }
    check_unit_shift(check);
    status = check_in_set(check);
    if (status < 0)
        return status;
    check->in_body = status == X12_OK;
    /* A set without its SE: the next ST is met already. */
    check_judge(check,
                cur->level == X12_AT_ST ? cur->seg.place.offset : UINT64_MAX);
    check_parts(check, !check->in_body && cur->level != X12_AT_BODY);
    return X12_OK;
}

static enum x12_status check_step(struct edi_check *check)
{
    enum x12_status status = check_read(check);
    enum edi_ack_file_at at = check->ended     ? EDI_ACK_FILE_ENDED
                              : check->in_body ? EDI_ACK_FILE_INSIDE
                                               : EDI_ACK_FILE_BETWEEN;

    /* Of a set that just begins only the header is met. */
    if (at == EDI_ACK_FILE_INSIDE && check->cur.given == check->cur.seg.ordinal)
        at = EDI_ACK_FILE_BETWEEN;
    if (status != X12_OK || !check->ack)
        return status;
    return edi_ack_file_step(check->ack, &check->cur, at, &check->findings,
                             check->unit, check->units);
}

static void check_count(struct edi_check *check)
{
    const struct x12_envelope *env = &check->cur.envelope;

    check->interchanges = env->interchanges;
    check->groups = env->all_groups;
    check->segments = env->all_segments;
    check->bytes = check->cur.reader.bytes;
    check->errors = check->findings.told[X12_ERROR];
    check->warnings = check->findings.told[X12_WARNING];
}

enum x12_status edi_check_alone(struct edi_check *check,
                                const struct x12_finding **finding)
{
    while (check->next == check->findings.count) {
        enum x12_status status = check->ended ? X12_END : check_step(check);

        if (status != X12_OK) {
            check_count(check);
            return status;
        }
    }
    *finding = &check->findings.at[check->next++];
    return X12_OK;
}

enum x12_status edi_check_next(struct edi_check *check,
                               const struct x12_finding **finding)
{
    enum x12_status status = check->begun ? X12_OK : edi_check_share(check);

    if (status != X12_OK)
        return status;
    return check->team ? edi_check_gather(check, finding)
                       : edi_check_alone(check, finding);
}
