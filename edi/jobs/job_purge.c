/* SPDX-License-Identifier: Apache-2.0 */
/* job_purge - what is old and done with out of store and archive */
#include "edi/jobs/job_purge.h"

#include "edi/jobs/archive_sweep.h"
#include "edi/report/report_takebacks.h"
#include "edi/report/worklist_things.h"
#include "edi/store/store_acts.h"

#include <stdio.h>

/* What persons work on, and what they have closed: of that the notes stay. */
static enum x12_status purge_worklist(struct edi_purge *purge,
                                      struct edi_store *store, x12_date today)
{
    struct edi_worklist_things things = { .at = NULL };
    enum x12_status status = edi_worklist_things(store, today, &things);

    for (size_t i = 0; i < things.count && status == X12_OK; i++) {
        const struct edi_worklist_thing *thing = &things.at[i];

        status = edi_purge_hold(purge, EDI_HELD_THING, thing->key.thing);
        if (status == X12_OK && !thing->closed)
            status = edi_purge_hold(
                purge, thing->claim ? EDI_HELD_CLAIM : EDI_HELD_PAYMENT,
                thing->claim ? thing->claim : thing->payment);
    }
    edi_worklist_things_release(&things);
    return status;
}

/* Whose money is to be taken back, or to be given again. */
static enum x12_status purge_takebacks(struct edi_purge *purge,
                                       struct edi_store *store)
{
    struct x12_arena arena = { 0 };
    struct edi_takeback_open *open = NULL;
    size_t count = 0;
    enum x12_status status = edi_takebacks_open(store, &arena, &open, &count);

    for (size_t i = 0; i < count && status == X12_OK; i++)
        status = edi_purge_hold_number(purge, open[i].payer, open[i].number);
    x12_arena_release(&arena);
    return status;
}

static enum x12_status purge_act(struct edi_store *store,
                                 const struct edi_purge_options *options,
                                 const struct edi_purged *told)
{
    char day[X12_DATE_TEXT], what[EDI_ACT_WHAT];
    struct edi_act_row act = { .kind = EDI_ACT_PURGE,
                               .made = options->when,
                               .who = options->who };

    x12_date_format(options->before, day);
    snprintf(
        what, sizeof(what),
        "before %s: %llu files, %llu claims, %llu payments, %llu answers", day,
        (unsigned long long)told->files, (unsigned long long)told->claims,
        (unsigned long long)told->payments, (unsigned long long)told->acks);
    act.what = x12_str_from(what);
    return edi_store_act_put(store, &act);
}

static enum x12_status purge_store(struct edi_store *store,
                                   const struct edi_purge_options *options,
                                   struct edi_purged *told)
{
    struct edi_purge purge;
    enum x12_status status = edi_purge_begin(&purge, store, options->before);

    if (status == X12_OK)
        status = purge_worklist(&purge, store, options->today);
    if (status == X12_OK)
        status = purge_takebacks(&purge, store);
    if (status == X12_OK)
        status = edi_purge_take(&purge, options->when);
    if (status == X12_OK)
        status = purge_act(store, options, &purge.told);
    *told = purge.told;
    return edi_purge_end(&purge, !options->dry_run, status);
}

enum x12_status edi_purge_all(struct edi_store *store,
                              const struct edi_purge_options *options,
                              struct edi_purge_told *told)
{
    const struct edi_sweep sweep = { .store = store,
                                     .folder = options->archive,
                                     .before = options->before };
    enum x12_status status;

    *told = (struct edi_purge_told){ .originals = 0 };
    status = purge_store(store, options, &told->store);
    if (status != X12_OK || options->dry_run)
        return status;
    return edi_archive_sweep(&sweep, &told->originals);
}
