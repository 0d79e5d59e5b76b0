/* SPDX-License-Identifier: Apache-2.0 */
/* ack_file - the answers to a file's interchanges, a file each */
#include "edi/jobs/ack_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void edi_ack_file_init(struct edi_ack_file *af, const char *folder,
                       const struct edi_ack_options *options,
                       struct x12_error *err)
{
    *af = (struct edi_ack_file){
        .folder = folder,
        .options = *options,
        .err = err,
        .fd = -1,
    };
}

void edi_ack_file_reset(struct edi_ack_file *af)
{
    x12_writer_release(&af->body);
    x12_sink_close(&af->sink);
    if (af->fd >= 0)
        close(af->fd);
    af->fd = -1;
    af->open = false;
    af->met = af->dropped = 0;
    af->lates = 0;
}

/* --- one interchange --- */

/* A file that is gone when it is closed, for the groups. */
static enum x12_status ack_file_spool(struct edi_ack_file *af)
{
    char path[X12_SINK_PATH];
    int n = snprintf(path, sizeof(path), "%s/.edi-ack-XXXXXX", af->folder);

    if (n < 0 || (size_t)n >= sizeof(path))
        return x12_fail(af->err, X12_ELIMIT, "%s: the path is too long",
                        af->folder);
    af->fd = mkstemp(path);
    if (af->fd < 0)
        return x12_fail(af->err, X12_EIO, "%s: %s", af->folder,
                        strerror(errno));
    unlink(path);
    return x12_sink_open_fd(&af->sink, af->fd, af->err);
}

static enum x12_status ack_file_open(struct edi_ack_file *af,
                                     const struct x12_envelope *env)
{
    enum x12_status status = ack_file_spool(af);

    if (status != X12_OK)
        return status;
    x12_writer_init(&af->body, &af->sink, edi_ack_delims, af->err);
    af->body.line_end = "\n";
    edi_ack_begin(&af->answer, &af->body, &af->options, env);
    af->open = true;
    return X12_OK;
}

/* The nameless file from its beginning into the named one. */
static enum x12_status ack_file_copy(struct edi_ack_file *af,
                                     struct x12_sink *to)
{
    char block[16 << 10];
    enum x12_status status = X12_OK;
    ssize_t n = 1;

    if (lseek(af->fd, 0, SEEK_SET) < 0)
        n = -1;
    while (status == X12_OK && n > 0) {
        do
            n = read(af->fd, block, sizeof(block));
        while (n < 0 && errno == EINTR);
        if (n > 0)
            status = x12_sink_write(to, (x12_str){ block, (size_t)n }, af->err);
    }
    if (n < 0)
        return x12_fail(af->err, X12_EIO, "%s: %s", af->folder,
                        strerror(errno));
    return status;
}

static enum x12_status ack_file_fill(struct edi_ack_file *af,
                                     struct x12_sink *to)
{
    struct x12_writer w;
    enum x12_status status;

    x12_writer_init(&w, to, edi_ack_delims, af->err);
    w.line_end = "\n";
    edi_ack_write_head(&af->answer, &w);
    status = x12_writer_finish(&w);
    if (status == X12_OK && !edi_ack_refuses(&af->answer))
        status = ack_file_copy(af, to);
    edi_ack_write_tail(&af->answer, &w);
    if (status == X12_OK)
        status = x12_writer_finish(&w);
    x12_writer_release(&w);
    return status;
}

static enum x12_status ack_file_write(struct edi_ack_file *af)
{
    struct x12_sink to = { 0 };
    char path[X12_SINK_PATH];
    enum x12_status status;
    int n = snprintf(path, sizeof(path), "%s/ack-%09llu-%llu.x12", af->folder,
                     (unsigned long long)af->answer.isa_control,
                     (unsigned long long)++af->files);

    if (n < 0 || (size_t)n >= sizeof(path))
        return x12_fail(af->err, X12_ELIMIT, "%s: the path is too long",
                        af->folder);
    status = x12_sink_open_file(&to, path, X12_SINK_REPLACE, af->err);
    if (status == X12_OK)
        status = ack_file_fill(af, &to);
    if (status == X12_OK)
        status = x12_sink_commit(&to, af->err);
    x12_sink_close(&to);
    return status;
}

static enum x12_status ack_file_close(struct edi_ack_file *af)
{
    uint64_t dropped = af->dropped;
    size_t lates = af->lates;
    enum x12_status status = X12_OK;

    if (!af->open)
        return X12_OK;
    edi_ack_end(&af->answer);
    if (edi_ack_is_due(&af->answer)) {
        status = x12_writer_finish(&af->body);
        if (status == X12_OK)
            status = ack_file_write(af);
    }
    edi_ack_file_reset(af);
    af->dropped = dropped;
    af->lates = lates;
    return status;
}

/* --- one step --- */

/* By segment; what is wrong with one as a whole first. */
static int ack_file_compare(const void *a, const void *b)
{
    const struct x12_finding *one = *(const struct x12_finding *const *)a;
    const struct x12_finding *two = *(const struct x12_finding *const *)b;
    unsigned first = one->place.element, second = two->place.element;

    if (one->place.offset != two->place.offset)
        return one->place.offset < two->place.offset ? -1 : 1;
    if (*one->fault->ik403 == '\0')
        first = 0;
    if (*two->fault->ik403 == '\0')
        second = 0;
    if (first != second)
        return first < second ? -1 : 1;
    return one < two ? -1 : one > two; /* as they were found */
}

static size_t ack_file_sort(struct edi_ack_file *af,
                            const struct x12_findings *findings)
{
    size_t count = findings->count < EDI_ACK_FILE_SORT ? findings->count
                                                       : EDI_ACK_FILE_SORT;

    for (size_t i = 0; i < count; i++)
        af->sorted[i] = &findings->at[i];
    if (count > 0)
        qsort(af->sorted, count, sizeof(*af->sorted), ack_file_compare);
    return count;
}

/* The unit a finding is about: a gap is noticed behind its end. */
static const struct edi_ack_unit *ack_file_unit(
    const struct x12_finding *finding, const struct edi_ack_unit *unit,
    unsigned units)
{
    uint64_t at = finding->place.offset;

    if (at > 0 && x12_finding_is_gap(finding))
        at--;
    for (unsigned i = 0; i < units; i++)
        if (at >= unit[i].from && at < unit[i].to)
            return &unit[i];
    return NULL;
}

/* What the control segment at hand ends: sets, groups, interchanges. */
static enum x12_status ack_file_leave(struct edi_ack_file *af,
                                      enum x12_level level)
{
    switch (level) {
    case X12_AT_ISA:
    case X12_AT_IEA:
        return ack_file_close(af);
    case X12_AT_GS:
    case X12_AT_GE:
        edi_ack_group_end(&af->answer);
        break;
    case X12_AT_ST:
    case X12_AT_SE:
        edi_ack_set_end(&af->answer);
        break;
    case X12_AT_TA1:
    case X12_AT_BODY:
    case X12_AT_STRAY:
        break;
    }
    return X12_OK;
}

static enum x12_status ack_file_enter(struct edi_ack_file *af,
                                      const struct x12_envelope *env,
                                      enum x12_level level)
{
    switch (level) {
    case X12_AT_ISA:
        return ack_file_open(af, env);
    case X12_AT_GS:
        edi_ack_group_begin(&af->answer, env);
        break;
    case X12_AT_ST:
        edi_ack_set_begin(&af->answer, env);
        break;
    case X12_AT_TA1:
    case X12_AT_BODY:
    case X12_AT_SE:
    case X12_AT_GE:
    case X12_AT_IEA:
    case X12_AT_STRAY:
        break;
    }
    return X12_OK;
}

static bool ack_file_opens(enum x12_level level)
{
    return level == X12_AT_ISA || level == X12_AT_GS || level == X12_AT_ST;
}

/* The findings at hand that stand before `from`, or those from there on. */
static void ack_file_tell(struct edi_ack_file *af, size_t count, uint64_t from,
                          bool behind, const struct edi_ack_unit *unit,
                          unsigned units)
{
    for (size_t i = 0; i < count && af->open; i++) {
        const struct x12_finding *finding = af->sorted[i];

        if (behind ==
            (finding->place.offset >= from && !x12_finding_is_gap(finding)))
            edi_ack_found(&af->answer, finding,
                          ack_file_unit(finding, unit, units));
    }
}

/* A header was met, but the set before it is not done with: what was found of
 * the header waits. */
static void ack_file_defer(struct edi_ack_file *af, size_t count, uint64_t from)
{
    for (size_t i = 0; i < count && af->lates < EDI_ACK_FILE_LATE; i++)
        if (af->sorted[i]->place.offset >= from &&
            !x12_finding_is_gap(af->sorted[i]))
            af->late[af->lates++] = *af->sorted[i];
}

static enum x12_status ack_file_turn(struct edi_ack_file *af,
                                     const struct x12_cursor *cur, bool ended)
{
    enum x12_status status = ended ? ack_file_close(af)
                                   : ack_file_leave(af, cur->level);

    if (status == X12_OK && !ended && (af->open || cur->level == X12_AT_ISA))
        status = ack_file_enter(af, &cur->envelope, cur->level);
    af->met = cur->seg.ordinal;
    for (size_t i = 0; i < af->lates && af->open; i++)
        edi_ack_found(&af->answer, &af->late[i], NULL);
    af->lates = 0;
    return status;
}

enum x12_status edi_ack_file_step(struct edi_ack_file *af,
                                  const struct x12_cursor *cur,
                                  enum edi_ack_file_at at,
                                  const struct x12_findings *findings,
                                  const struct edi_ack_unit *unit,
                                  unsigned units)
{
    size_t count = ack_file_sort(af, findings);
    bool ended = at == EDI_ACK_FILE_ENDED;
    bool met = !ended && cur->level != X12_AT_BODY && cur->seg.ordinal > 0 &&
               cur->seg.ordinal != af->met;
    bool turns = ended || (met && at == EDI_ACK_FILE_BETWEEN);
    /* What stands from here on is of the part that this header opens. */
    uint64_t from = met && ack_file_opens(cur->level) ? cur->seg.place.offset
                                                      : UINT64_MAX;
    enum x12_status status = X12_OK;

    if (af->open && findings->dropped > af->dropped)
        edi_ack_lost(&af->answer);
    af->dropped = findings->dropped;
    ack_file_tell(af, count, from, false, unit, units);
    if (turns)
        status = ack_file_turn(af, cur, ended);
    else
        ack_file_defer(af, count, from);
    if (turns && status == X12_OK)
        ack_file_tell(af, count, from, true, unit, units);
    if (status == X12_OK && af->open)
        status = x12_writer_status(&af->body);
    return status;
}
