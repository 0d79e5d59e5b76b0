/* SPDX-License-Identifier: Apache-2.0 */
/* job_run - one pass by the clock: take, send, receive, report */
#include "edi/jobs/job_run.h"

#include "edi/jobs/outbox_ingest.h"
#include "edi/jobs/report_files.h"

void edi_pass_begin(struct edi_pass *pass, struct edi_store *store,
                    const struct edi_pass_options *options,
                    struct x12_error *err)
{
    *pass = (struct edi_pass){ .store = store,
                               .options = *options,
                               .err = err };
}

/* ---- before all ---- */

/* X12_END of this and the other phases: it is over. */
static enum x12_status pass_tidy(struct edi_pass *pass)
{
    const struct edi_pass_options *o = &pass->options;
    enum x12_status status = edi_batch_count(pass->store, EDI_BATCH_REJECTED,
                                             &pass->rejected_before);

    pass->marks = x12_arena_make(&pass->arena, (o->partners->count + 1) *
                                                   sizeof(*pass->marks));
    if (status == X12_OK && !pass->marks)
        status = x12_fail(pass->err, pass->arena.failed, "pass: %s",
                          x12_status_text(pass->arena.failed));
    if (status == X12_OK && !o->dry_run)
        status = edi_archive_tidy(o->desk.archive.folder, pass->err);
    if (status == X12_OK && !o->dry_run)
        status = edi_archive_tidy(o->desk.aside, pass->err);
    if (status == X12_OK && !o->dry_run && o->reports)
        status = edi_archive_tidy(o->reports, pass->err);
    return status == X12_OK ? X12_END : status;
}

/* ---- the intake folder ---- */

static enum x12_status pass_list(struct edi_pass *pass)
{
    const struct edi_pass_options *o = &pass->options;
    enum x12_status status;

    if (o->partner)
        return X12_END;
    status = edi_drop_list(&o->desk.drop, &pass->drops, pass->err);
    return status == X12_OK ? X12_END : status;
}

static void pass_count_dropped(struct edi_pass_counts *n,
                               const struct edi_drop_took *took)
{
    switch (took->verdict) {
    case EDI_DROP_LEFT:
        n->left++;
        return;
    case EDI_DROP_SEEN:
        n->seen++;
        break;
    case EDI_DROP_TAKEN:
    case EDI_DROP_ASIDE:
        n->files++;
        break;
    }
    n->claims += took->claims;
    n->aside += took->aside;
    n->queued += took->batches;
}

static enum x12_status pass_intake(struct edi_pass *pass)
{
    enum x12_status status;

    if (pass->at >= pass->drops.count)
        return X12_END;
    pass->unit = EDI_PASS_DROPPED;
    status = edi_drop_take(&pass->options.desk, pass->store,
                           &pass->drops.at[pass->at++], &pass->took);
    pass_count_dropped(&pass->counts, &pass->took);
    return status;
}

/* ---- the outbox ---- */

/* Claims of a file that waits are open before it is sent: their answers find
 * them, whenever a run was killed. */
static enum x12_status pass_open(struct edi_pass *pass)
{
    const struct edi_batch_wanted queued = { pass->options.partner,
                                             EDI_BATCH_QUEUED };
    enum x12_status status = edi_batch_after(pass->store, pass->after, &queued,
                                             &pass->batch);

    if (status != X12_OK)
        return status;
    pass->unit = EDI_PASS_WAITING;
    pass->after = pass->batch.id;
    return pass->options.dry_run ? X12_OK
                                 : edi_outbox_ingest(pass->store, &pass->batch,
                                                     pass->options.ingest);
}

static struct edi_pass_mark *pass_mark(const struct edi_pass *pass,
                                       const char *partner)
{
    const struct edi_partners *partners = pass->options.partners;
    size_t i = 0;

    while (i < partners->count && strcmp(partners->at[i].name, partner) != 0)
        i++;
    return &pass->marks[i];
}

static enum x12_status pass_send(struct edi_pass *pass)
{
    const struct edi_send_options how = { .partners = pass->options.partners,
                                          .partner = pass->options.partner,
                                          .when = pass->options.when,
                                          .now = pass->options.now };
    struct edi_pass_mark *mark;
    enum x12_status status;

    if (pass->options.dry_run)
        return X12_END;
    if (!pass->begun)
        edi_send_begin(&pass->send, pass->store, &how, pass->err);
    pass->begun = true;
    pass->unit = EDI_PASS_SENT;
    status = edi_send_next(&pass->send, &pass->batch);
    if (status != X12_OK) {
        edi_send_end(&pass->send);
        return status;
    }
    mark = pass_mark(pass, pass->batch.partner);
    mark->down |= pass->send.down;
    mark->doubt |= pass->send.trouble == EDI_TROUBLE_UNKNOWN;
    pass->lost |= mark->doubt;
    if (pass->send.trouble == EDI_TROUBLE_NONE)
        pass->counts.sent++;
    else
        pass->counts.unsent++;
    return X12_OK;
}

/* ---- the partners' folders ---- */

/* Is it the turn of the partner at hand, or would its answers tell what nobody
 * knows? X12_END: no. */
static enum x12_status pass_due(struct edi_pass *pass)
{
    const struct edi_pass_options *o = &pass->options;
    const struct edi_partner *p = &o->partners->at[pass->at];
    const struct edi_pass_mark *mark = &pass->marks[pass->at];
    enum x12_status status;
    bool due = true;

    if (!edi_partner_receives(p) || mark->down ||
        (o->partner && strcmp(p->name, o->partner) != 0))
        return X12_END;
    if (o->now || mark->doubt)
        return X12_OK;
    status = edi_partner_poll_due(pass->store, p->name, o->when, p->poll, &due);
    return status == X12_OK && !due ? X12_END : status;
}

static void pass_ask(struct edi_pass *pass)
{
    const struct edi_pass_options *o = &pass->options;
    const struct edi_receive_options how = { .partners = o->partners,
                                             .partner = pass->partner->name,
                                             .now = o->now,
                                             .archive = o->desk.archive,
                                             .ingest = o->ingest };

    edi_receive_begin(&pass->receive, pass->store, &how, pass->err);
    pass->begun = true;
    pass->unreached = false;
}

static void pass_count_received(struct edi_pass_counts *n,
                                const struct edi_receive *r)
{
    switch (r->verdict) {
    case EDI_RECEIVE_TAKEN:
        n->received++;
        n->acks += r->told.acks;
        n->payments += r->told.payments;
        n->matched += r->told.matched;
        return;
    case EDI_RECEIVE_SEEN:
        n->repeated++;
        return;
    case EDI_RECEIVE_REPORT:
        n->reports++;
        return;
    case EDI_RECEIVE_UNKNOWN:
    case EDI_RECEIVE_CUT:
    case EDI_RECEIVE_LOCKED:
    case EDI_RECEIVE_GROWING:
        n->unread++;
        return;
    case EDI_RECEIVE_UNPACKED: /* its members were counted */
        return;
    case EDI_RECEIVE_REFUSED:
        n->refused++;
        return;
    case EDI_RECEIVE_FAILED:
        n->failed++;
        return;
    }
}

/* The next partner whose turn it is: X12_OK, and it is asked, or would be. */
static enum x12_status pass_turn(struct edi_pass *pass)
{
    enum x12_status status = X12_END;

    for (; pass->at < pass->options.partners->count; pass->at++) {
        status = pass_due(pass);
        if (status != X12_END)
            break;
    }
    if (status == X12_OK)
        pass->partner = &pass->options.partners->at[pass->at];
    return status;
}

/* One that was not reached is asked again in the next pass, unless it fails too
 * often. */
static enum x12_status pass_asked(struct edi_pass *pass)
{
    edi_receive_end(&pass->receive);
    pass->begun = false;
    pass->at++;
    return pass->unreached
               ? X12_OK
               : edi_partner_polled(pass->store, pass->partner->name,
                                    pass->options.when);
}

static enum x12_status pass_receive(struct edi_pass *pass)
{
    enum x12_status status = X12_OK;

    while (status == X12_OK) {
        if (!pass->begun) {
            status = pass_turn(pass);
            if (status != X12_OK)
                return status;
            if (pass->options.dry_run) {
                pass->unit = EDI_PASS_ASKED;
                pass->at++;
                return X12_OK;
            }
            pass_ask(pass);
        }
        pass->unit = EDI_PASS_RECEIVED;
        status = edi_receive_next(&pass->receive);
        if (status == X12_OK) {
            pass->unreached |= pass->receive.trouble == EDI_TROUBLE_UNREACHABLE;
            pass_count_received(&pass->counts, &pass->receive);
            return X12_OK;
        }
        if (status == X12_END)
            status = pass_asked(pass);
    }
    return status;
}

/* ---- the reports ---- */

/* Has this pass changed what they tell? */
static bool pass_has_news(const struct edi_pass *pass)
{
    const struct edi_pass_counts *n = &pass->counts;

    return n->claims + n->sent + n->received > 0;
}

static enum x12_status pass_report(struct edi_pass *pass)
{
    const struct edi_pass_options *o = &pass->options;

    if (!o->reports || pass->at > 0 ||
        (!pass_has_news(pass) &&
         edi_report_files_are_fresh(o->reports, o->desk.drop.now)))
        return X12_END;
    pass->at = 1;
    pass->unit = EDI_PASS_REPORTED;
    return o->dry_run ? X12_OK
                      : edi_report_files(pass->store, o->reports, o->asked);
}

/* ---- all of it ---- */

enum x12_status edi_pass_next(struct edi_pass *pass)
{
    static enum x12_status (*const phases[])(struct edi_pass *) = {
        pass_tidy, pass_list,    pass_intake, pass_open,
        pass_send, pass_receive, pass_report,
    };
    enum x12_status status = X12_END;

    while (pass->phase < sizeof(phases) / sizeof(phases[0])) {
        status = phases[pass->phase](pass);
        if (status != X12_END)
            break;
        pass->phase++;
        pass->at = 0;
        pass->after = 0;
        pass->begun = false;
    }
    return status;
}

enum x12_status edi_pass_end(struct edi_pass *pass, enum x12_status status)
{
    struct edi_pass_counts *n = &pass->counts;
    uint64_t rejected = 0;

    if (status < X12_OK)
        return status;
    status = edi_batch_count(pass->store, EDI_BATCH_QUEUED, &n->waiting);
    if (status == X12_OK)
        status = edi_batch_count(pass->store, EDI_BATCH_UNKNOWN, &n->unknown);
    if (status == X12_OK)
        status = edi_batch_count(pass->store, EDI_BATCH_REJECTED, &rejected);
    if (status == X12_OK && rejected > pass->rejected_before)
        n->rejected = rejected - pass->rejected_before;
    return status;
}

void edi_pass_release(struct edi_pass *pass)
{
    edi_remotes_release(&pass->drops);
    edi_send_end(&pass->send);
    edi_receive_end(&pass->receive);
    x12_arena_release(&pass->arena);
    pass->marks = NULL;
}
