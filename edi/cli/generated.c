/* SPDX-License-Identifier: Apache-2.0 */
/* generated - what commands that write claims do when their files are ended */
#include "edi/cli/generated.h"

#include "edi/cli/batch_list.h"
#include "edi/cli/desk.h"
#include "edi/jobs/outbox_ingest.h"
#include "edi/jobs/stamp.h"

#include <stdio.h>

/* Claims of the outbox wait for their answers from now on. */
static enum x12_status generated_ingest(struct edi_run *run,
                                        struct edi_store *store,
                                        const struct edi_generate *g)
{
    char taken[EDI_STAMP];
    struct edi_denials_held held = { 0 };
    const struct edi_ingest_options how = { .taken = taken,
                                            .rules = &held.rules };
    enum x12_status status = edi_desk_rules(run, &held);

    edi_stamp(g->options.today, g->options.now, taken);
    for (size_t i = 0; i < g->batch_count && status == X12_OK; i++)
        status = edi_outbox_ingest(store, &g->batches[i], &how);
    edi_denials_release(&held);
    return status;
}

static enum x12_status generated_list(struct edi_run *run,
                                      const struct edi_generate *g)
{
    struct edi_batch_list list;

    edi_batch_list_begin(&list, run);
    for (size_t i = 0; i < g->batch_count; i++)
        edi_batch_list_put(&list, &g->batches[i], "");
    return edi_batch_list_end(&list);
}

/* What nobody could read of the file that the claims came from is not written;
 * whoever sends them must know. */
static void generated_tell_shortened(struct edi_run *run,
                                     const struct edi_generate *g)
{
    if (!g->shortened)
        return;
    edi_run_exit(run, EDI_EXIT_FOUND);
    fprintf(stderr,
            "edi %s: %llu claim%s written without what stands in "
            "\"unread\"\n",
            run->command->name, (unsigned long long)g->shortened,
            g->shortened == 1 ? "" : "s");
}

void edi_generated_end(struct edi_run *run, struct edi_store *store,
                       struct edi_generate *g, enum x12_status status)
{
    if (edi_generate_end(g, status) == X12_OK) {
        status = g->options.out ? X12_OK : generated_ingest(run, store, g);
        if (status == X12_OK)
            status = generated_list(run, g);
        generated_tell_shortened(run, g);
        edi_run_end(run, status);
    } else if (status >= X12_OK) { /* else it was told with its file */
        edi_run_end(run, run->err.status);
    }
    if (store->db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
}
