/* SPDX-License-Identifier: Apache-2.0 */
/* job_generate - claims to 837 files: by partner, by kind, numbered */
#include "edi/jobs/job_generate.h"

#include "edi/jobs/job_check.h"

#include <stdio.h>

void edi_generate_begin(struct edi_generate *g, struct edi_store *store,
                        const struct edi_generate_options *options,
                        struct x12_error *err)
{
    *g = (struct edi_generate){ .options = *options,
                                .probe = { .lists = options->lists },
                                .err = err };
    g->desk = (struct edi_batch_desk){ .store = store,
                                       .out = options->out,
                                       .today = options->today,
                                       .now = options->now,
                                       .err = err };
    for (size_t i = 0; i < EDI_GENERATE_QUICK; i++)
        g->quick[i].proof.lists = options->lists;
}

/* Numbers are durable before a file has its name. */
static enum x12_status generate_name_held(struct edi_generate *g)
{
    enum x12_status status = X12_OK;

    if (g->desk.store->db.in_transaction)
        status = edi_db_commit(&g->desk.store->db);
    for (size_t i = 0; i < g->held_count && status == X12_OK; i++)
        status = x12_sink_commit(&g->held[i], g->err);
    for (size_t i = 0; i < g->held_count; i++)
        x12_sink_close(&g->held[i]);
    g->held_count = 0;
    return status;
}

/* Into the outbox, or to those that wait for their names. */
static enum x12_status generate_keep(struct edi_generate *g,
                                     struct edi_batch_file *file)
{
    enum x12_status status = X12_OK;

    if (!g->options.out) {
        status = x12_sink_commit(&file->sink, g->err);
        if (status == X12_OK)
            status = edi_batch_finish(g->desk.store, &file->batch,
                                      edi_batch_file_body(file));
        return status;
    }
    if (g->held_count == EDI_GENERATE_HELD)
        status = generate_name_held(g);
    g->held[g->held_count++] = file->sink;
    file->sink = (struct x12_sink){ 0 };
    return status;
}

static enum x12_status generate_finish(struct edi_generate *g,
                                       struct edi_batch_file *file)
{
    struct edi_batch *batch;
    enum x12_status status;

    status = edi_batch_file_end(file);
    if (status == X12_OK)
        status = generate_keep(g, file);
    if (status != X12_OK)
        return status;
    batch = x12_arena_push(&g->arena, &g->batches, &g->batch_count,
                           sizeof(*batch));
    if (!batch)
        return x12_fail(g->err, g->arena.failed, "list of files: %s",
                        x12_status_text(g->arena.failed));
    *batch = file->batch;
    g->claims += batch->claims;
    edi_batch_file_drop(file);
    return X12_OK;
}

/* A place for one file more; at the limit the fullest is ended. NULL: g->err. */
static struct edi_batch_file *generate_place(struct edi_generate *g)
{
    struct edi_batch_file *fullest = NULL;

    for (size_t i = 0; i < g->open_count; i++) {
        struct edi_batch_file *file = g->open[i];

        if (!file->partner)
            return file;
        if (!fullest || file->batch.claims > fullest->batch.claims)
            fullest = file;
    }
    if (g->open_count == EDI_GENERATE_OPEN)
        return generate_finish(g, fullest) == X12_OK ? fullest : NULL;
    fullest = x12_arena_make(&g->arena, sizeof(*fullest));
    if (!fullest)
        x12_fail(g->err, g->arena.failed, "file: %s",
                 x12_status_text(g->arena.failed));
    else
        g->open[g->open_count++] = fullest;
    return fullest;
}

/* The open file that the claim goes into, a new one at need. NULL: g->err. */
static struct edi_batch_file *generate_file(struct edi_generate *g,
                                            const struct edi_partner *partner,
                                            const struct edi_claim *claim)
{
    const struct edi_batch_sort sort = edi_batch_sort_of(claim);
    struct edi_batch_file *file;
    enum x12_status status;

    for (size_t i = 0; i < g->open_count; i++) {
        file = g->open[i];
        if (file->partner == partner &&
            edi_batch_sort_equal(&sort, &file->sort))
            return file;
    }
    file = generate_place(g);
    if (!file)
        return NULL;
    status = edi_batch_file_open(file, &g->desk, partner, &sort);
    return status == X12_OK ? file : NULL;
}

static enum x12_status generate_aside(struct edi_generate *g, const char *why)
{
    g->aside++;
    g->written = g->harmless = false;
    g->why = why;
    return X12_END;
}

/* Into the file, or into the one behind it when it is full. */
static enum x12_status generate_write(struct edi_generate *g,
                                      struct edi_batch_file **file,
                                      const struct edi_claim *claim)
{
    const struct edi_partner *partner = (*file)->partner;
    enum x12_status status = edi_batch_file_claim(*file, claim);

    if (status == X12_END && (*file)->full) {
        status = generate_finish(g, *file);
        if (status == X12_OK)
            *file = generate_file(g, partner, claim);
        if (status != X12_OK || !*file)
            return g->err->status;
        status = edi_batch_file_claim(*file, claim);
    }
    if (status != X12_END)
        return status;
    x12_str_put(x12_str_from((*file)->why), g->fault.text,
                sizeof(g->fault.text));
    return generate_aside(g, g->fault.text);
}

static unsigned generate_snip(const struct edi_generate_options *options)
{
    if (options->unchecked)
        return 0;
    return options->snip ? options->snip : EDI_CHECK_SNIP;
}

/* Most claims. X12_END: it was not written. */
static enum x12_status generate_quick(struct edi_generate *g,
                                      struct edi_batch_file *file,
                                      const struct edi_claim *claim)
{
    g->probe.why[0] = '\0';
    g->probe.snip = generate_snip(&g->options);
    for (size_t i = 0; i < EDI_GENERATE_QUICK && i < g->open_count; i++) {
        if (g->open[i] != file || g->options.one_by_one)
            continue;
        g->quick[i].proof.snip = edi_probe_level(&g->probe);
        return edi_quick_claim(&g->quick[i], file, claim, g->err);
    }
    return X12_END;
}

/* Looked at alone, and written if it may. */
static enum x12_status generate_probed(struct edi_generate *g,
                                       struct edi_batch_file **file,
                                       const struct edi_claim *claim)
{
    enum x12_status status = edi_probe_claim(
        &g->probe, &(*file)->set, (*file)->partner->delims, claim, g->err);

    if (status == X12_END)
        return generate_aside(g, g->probe.why);
    return status == X12_OK ? generate_write(g, file, claim) : status;
}

/* X12_END: the claim waits in the outbox, was sent from there, or is of this
 * run: put aside. */
static enum x12_status generate_guard(struct edi_generate *g,
                                      const struct edi_partner *partner,
                                      const struct edi_claim *claim,
                                      struct edi_batch_item *item)
{
    char name[EDI_BATCH_NAME];
    enum x12_status status = X12_OK;

    *item = (struct edi_batch_item){ claim->id, claim->charge, { 0 } };
    if (g->options.out)
        return X12_OK;
    if (!g->desk.store->db.in_transaction)
        status = edi_db_begin(&g->desk.store->db);
    if (status == X12_OK)
        status = edi_content_claim(&g->content, claim,
                                   x12_str_from(edi_batch_sort_of(claim).use),
                                   item->content, g->err);
    if (status == X12_END)
        return generate_aside(g, g->content.why);
    if (status != X12_OK || g->options.again)
        return status;
    status = edi_batch_holding(g->desk.store, partner->name, partner->usage,
                               item->content, name);
    if (status != X12_OK)
        return status == X12_END ? X12_OK : status;
    snprintf(g->fault.text, sizeof(g->fault.text),
             "it stands in %.100s already (--again sends it again)", name);
    return generate_aside(g, g->fault.text);
}

/* Numbers for what has none; a claim of an 837 is written as it was there. */
static enum x12_status generate_ids(struct edi_generate *g,
                                    const struct edi_claim **claim)
{
    const struct edi_batch_sort sort = edi_batch_sort_of(*claim);
    enum x12_status status = X12_OK;

    if (!(*claim)->set || (*claim)->set->origin == 0)
        status = edi_claim_ids_give(&g->ids, *claim, x12_str_from(sort.use),
                                    claim, g->err);
    return status == X12_END ? generate_aside(g, g->ids.why) : status;
}

/* What an 837 had in other characters stays as it was there. */
static enum x12_status generate_recode(struct edi_generate *g,
                                       const struct edi_partner *partner,
                                       const struct edi_claim **claim)
{
    const bool read = (*claim)->set && (*claim)->set->origin != 0;
    enum x12_status status = edi_charset_claim(
        &g->charset, read ? EDI_CHARSET_UTF8 : partner->charset, *claim, claim,
        g->err);

    if (status != X12_END)
        return status;
    snprintf(g->fault.text, sizeof(g->fault.text),
             "the partner takes no such characters: %.150s", g->charset.told);
    return generate_aside(g, g->fault.text);
}

/* What is to be told of a claim that was written. */
static void generate_tell(struct edi_generate *g)
{
    g->harmless = !*g->probe.why;
    if (*g->probe.why) {
        g->why = g->probe.why;
    } else if (*g->charset.told) {
        snprintf(g->fault.text, sizeof(g->fault.text),
                 "info: in the partner's characters now: %.150s",
                 g->charset.told);
        g->why = g->fault.text;
    }
}

enum x12_status edi_generate_claim(struct edi_generate *g,
                                   const struct edi_claim *claim)
{
    const struct edi_partner *partner = g->options.partner;
    struct edi_batch_item item;
    struct edi_batch_file *file;
    enum x12_status status = x12_error_status(g->err);

    g->why = NULL;
    g->written = true;
    if (status != X12_OK)
        return status;
    if (claim->kind < EDI_PROFESSIONAL || claim->kind > EDI_DENTAL)
        return generate_aside(g, "its kind is not known");
    if (!partner)
        partner = edi_partner_route(g->options.partners, claim->payer.id);
    if (claim->line_count == 0)
        return generate_aside(g, "it has no lines");
    if (!partner)
        return generate_aside(g, "no partner takes claims for its payer");
    status = generate_recode(g, partner, &claim);
    if (status == X12_OK)
        status = generate_ids(g, &claim);
    if (status == X12_OK)
        status = generate_guard(g, partner, claim, &item);
    if (status != X12_OK)
        return status;
    file = generate_file(g, partner, claim);
    if (!file)
        return g->err->status;
    status = generate_quick(g, file, claim);
    if (status == X12_END)
        status = generate_probed(g, &file, claim);
    if (status != X12_OK)
        return status;
    g->shortened += file->left_out > 0;
    generate_tell(g);
    if (!g->options.out)
        status = edi_batch_claim(g->desk.store, &file->batch, &item);
    else
        file->batch.claims++, file->batch.charge += claim->charge;
    return status;
}

void edi_generate_input(struct edi_generate *g, struct x12_source *src)
{
    if (g->reading)
        edi_intake_release(&g->intake);
    edi_intake_init(&g->intake, src, g->err);
    g->intake.map = g->options.csv;
    g->reading = true;
}

enum x12_status edi_generate_next(struct edi_generate *g)
{
    const struct edi_claim *claim;
    enum x12_status status;

    if (!g->reading)
        return X12_END;
    while ((status = edi_intake_next(&g->intake, &claim)) == X12_OK) {
        if (claim)
            status = edi_generate_claim(g, claim);
        else
            status = generate_aside(g, g->intake.why);
        g->line = g->intake.line;
        if (status != X12_OK || g->why)
            return status == X12_END ? X12_OK : status;
    }
    return status;
}

uint64_t edi_generate_written(const struct edi_generate *g)
{
    uint64_t claims = g->claims;

    for (size_t i = 0; i < g->open_count; i++)
        if (g->open[i]->partner)
            claims += g->open[i]->batch.claims;
    return claims;
}

/* A file all of whose claims were put aside holds none and is no file. Its
 * numbers are gone; its row, if it has one, goes with it. */
static enum x12_status generate_empty(struct edi_generate *g,
                                      struct edi_batch_file *file)
{
    enum x12_status status = X12_OK;

    if (!g->options.out)
        status = edi_batch_cancel(g->desk.store, &file->batch);
    edi_batch_file_drop(file);
    return status;
}

enum x12_status edi_generate_end(struct edi_generate *g, enum x12_status status)
{
    if (status == X12_END)
        status = X12_OK;
    for (size_t i = 0; i < g->open_count && status == X12_OK; i++) {
        if (!g->open[i]->partner)
            continue;
        status = g->open[i]->batch.claims > 0 ? generate_finish(g, g->open[i])
                                              : generate_empty(g, g->open[i]);
    }
    if (status == X12_OK)
        status = generate_name_held(g);
    return status;
}

void edi_generate_release(struct edi_generate *g)
{
    for (size_t i = 0; i < g->open_count; i++)
        edi_batch_file_drop(g->open[i]);
    for (size_t i = 0; i < g->held_count; i++)
        x12_sink_close(&g->held[i]);
    if (g->desk.store)
        edi_db_rollback(&g->desk.store->db);
    if (g->reading)
        edi_intake_release(&g->intake);
    for (size_t i = 0; i < EDI_GENERATE_QUICK; i++)
        edi_quick_release(&g->quick[i]);
    edi_probe_release(&g->probe);
    edi_content_release(&g->content);
    edi_claim_ids_release(&g->ids);
    edi_charset_release(&g->charset);
    x12_arena_release(&g->arena);
    *g = (struct edi_generate){ 0 };
}
