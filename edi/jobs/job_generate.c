/* SPDX-License-Identifier: Apache-2.0 */
/* job_generate - claims to 837 files: by partner, by kind, numbered */
#include "edi/jobs/job_generate.h"

#include "edi/claims/claim_write.h"
#include "edi/jobs/stamp.h"
#include "edi/store/digest.h"

#include <stdio.h>

/* What the kinds of claim are called. */
static const struct generate_kind {
    char letter;
    x12_str version;
} generate_kinds[] = {
    [EDI_PROFESSIONAL] = { 'P', { "005010X222A1", 12 } },
    [EDI_INSTITUTIONAL] = { 'I', { "005010X223A2", 12 } },
    [EDI_DENTAL] = { 'D', { "005010X224A2", 12 } },
};

/* A file being written: writer over digest over gzip over memory, or writer
 * over digest over a file that has no name yet. */
struct edi_generate_file {
    bool used;
    const struct edi_partner *partner;
    enum edi_claim_kind kind;
    char use[3]; /* BHT06 */
    struct edi_batch batch;
    struct x12_error err; /* of the writer: a claim's fault is forgiven there */
    struct edi_digest digest;
    struct x12_sink sink, seen; /* seen: the digest over the sink */
    struct x12_sink memory;     /* the innermost, borrowed; for its bytes */
    struct x12_writer w;
    struct x12_interchange ic;
    struct edi_claim_writer cw;
    /* loops 1000A and 1000B; the set points here */
    struct edi_claim_set set;
    struct edi_contact contact;
    char date[9], time[5];
};

static enum x12_status generate_seen_write(void *self, const char *at,
                                           size_t len, struct x12_error *err)
{
    struct edi_generate_file *file = self;
    const x12_str bytes = { at, len };

    edi_digest_add(&file->digest, bytes);
    return x12_sink_write(&file->sink, bytes, err);
}

static const struct x12_sink_ops generate_seen_ops = {
    .write = generate_seen_write,
};

void edi_generate_begin(struct edi_generate *g, struct edi_store *store,
                        const struct edi_generate_options *options,
                        struct x12_error *err)
{
    *g = (struct edi_generate){ .store = store,
                                .options = *options,
                                .probe = { .lists = options->lists },
                                .err = err };
}

static void generate_drop(struct edi_generate_file *file)
{
    edi_claim_writer_release(&file->cw);
    x12_writer_release(&file->w);
    x12_sink_close(&file->sink);
    edi_digest_release(&file->digest);
    *file = (struct edi_generate_file){ 0 };
}

static struct edi_pair generate_pair(const struct edi_partner *partner)
{
    return (struct edi_pair){ x12_str_from(partner->sender_qualifier),
                              x12_str_from(partner->sender),
                              x12_str_from(partner->receiver_qualifier),
                              x12_str_from(partner->receiver) };
}

/* Control numbers, and a name made of them. */
static enum x12_status generate_number(struct edi_generate *g,
                                       struct edi_generate_file *file)
{
    const struct edi_partner *partner = file->partner;
    const struct edi_pair pair = generate_pair(partner);
    struct edi_batch *batch = &file->batch;
    uint64_t bht = 0;
    enum x12_status status = edi_number_next(g->store, &pair, EDI_NUMBER_ISA,
                                             &batch->isa);

    if (status == X12_OK)
        status = edi_number_next(g->store, &pair, EDI_NUMBER_GS, &batch->gs);
    if (status == X12_OK)
        status = edi_number_next(g->store, &pair, EDI_NUMBER_ST, &batch->st);
    if (status == X12_OK)
        status = edi_number_next(g->store, &pair, EDI_NUMBER_BHT, &bht);
    if (status != X12_OK)
        return status;
    snprintf(batch->reference, sizeof(batch->reference), "%09llu",
             (unsigned long long)bht);
    edi_partner_file_name(partner, batch->kind, batch->isa, g->options.today,
                          g->options.now, batch->name);
    return X12_OK;
}

static void generate_batch(struct edi_generate *g,
                           struct edi_generate_file *file)
{
    const struct edi_partner *partner = file->partner;
    struct edi_batch *batch = &file->batch;
    const struct edi_pair pair = generate_pair(partner);

    batch->kind = generate_kinds[file->kind].letter;
    batch->usage = partner->usage;
    x12_str_put(x12_str_from(partner->name), batch->partner,
                sizeof(batch->partner));
    x12_str_put(pair.sender_qualifier, batch->sender_qualifier,
                sizeof(batch->sender_qualifier));
    x12_str_put(pair.sender, batch->sender, sizeof(batch->sender));
    x12_str_put(pair.receiver_qualifier, batch->receiver_qualifier,
                sizeof(batch->receiver_qualifier));
    x12_str_put(pair.receiver, batch->receiver, sizeof(batch->receiver));
    edi_stamp(g->options.today, g->options.now, batch->made);
}

static struct edi_party generate_party(const char *role, const char *name,
                                       const char *id)
{
    return (struct edi_party){ .present = true,
                               .role = x12_str_from(role),
                               .type = X12_STR("2"),
                               .name = x12_str_from(name),
                               .id_qualifier = X12_STR("46"),
                               .id = x12_str_from(id) };
}

/* BHT, submitter and receiver as the partner's profile has them. */
static void generate_set(struct edi_generate *g, struct edi_generate_file *file)
{
    const struct edi_partner *partner = file->partner;
    const x12_str phone = x12_str_from(partner->contact_phone);
    const x12_str email = x12_str_from(partner->contact_email);
    struct edi_claim_set *set = &file->set;
    unsigned n = 0;

    snprintf(file->date, sizeof(file->date), "%08u",
             (unsigned)g->options.today % 100000000u);
    snprintf(file->time, sizeof(file->time), "%04u",
             (unsigned)g->options.now / 100 % 10000u);
    file->contact = (struct edi_contact){
        .function = X12_STR("IC"),
        .name = x12_str_from(partner->contact_name),
    };
    if (phone.len > 0) {
        file->contact.number[n].qualifier = X12_STR("TE");
        file->contact.number[n++].number = phone;
    }
    if (email.len > 0) {
        file->contact.number[n].qualifier = X12_STR("EM");
        file->contact.number[n].number = email;
    }
    *set = (struct edi_claim_set){
        .kind = file->kind,
        .version = generate_kinds[file->kind].version,
        .structure = X12_STR("0019"),
        .purpose = X12_STR("00"),
        .reference = x12_str_from(file->batch.reference),
        .date = x12_str_from(file->date),
        .time = x12_str_from(file->time),
        .use = x12_str_from(file->use),
        .submitter = generate_party("41", partner->submitter_name,
                                    partner->submitter_id),
        .receiver = generate_party("40", partner->receiver_name,
                                   partner->receiver_id),
    };
    set->submitter.contacts = &file->contact;
    set->submitter.contact_count = 1;
}

/* Where the bytes go. */
static enum x12_status generate_sink(struct edi_generate *g,
                                     struct edi_generate_file *file)
{
    char path[X12_SINK_PATH];
    enum x12_status status;
    int len;

    if (!g->options.out) {
        status = x12_sink_open_memory(&file->sink, EDI_GENERATE_PACKED, g->err);
        file->memory = file->sink;
        if (status == X12_OK)
            status = x12_sink_gzip(&file->sink, g->err);
        return status;
    }
    len = snprintf(path, sizeof(path), "%s/%s", g->options.out,
                   file->batch.name);
    if (len < 0 || (size_t)len >= sizeof(path))
        return x12_fail(g->err, X12_EIO, "%s: path is too long",
                        g->options.out);
    return x12_sink_open_file(&file->sink, path, X12_SINK_NEW, g->err);
}

/* The headers, down to the receiver's loop. */
static void generate_headers(struct edi_generate *g,
                             struct edi_generate_file *file)
{
    const struct edi_partner *partner = file->partner;
    const struct edi_pair pair = generate_pair(partner);
    const struct x12_interchange_head head = {
        .sender_qualifier = pair.sender_qualifier,
        .sender = pair.sender,
        .receiver_qualifier = pair.receiver_qualifier,
        .receiver = pair.receiver,
        .gs_sender = x12_str_from(partner->gs_sender),
        .gs_receiver = x12_str_from(partner->gs_receiver),
        .functional = X12_STR("HC"),
        .version = generate_kinds[file->kind].version,
        .date = g->options.today,
        .time = g->options.now,
        .usage = partner->usage,
        .ack_requested = partner->ack == EDI_ACK_YES,
    };

    file->seen = (struct x12_sink){ &generate_seen_ops, file };
    x12_writer_init(&file->w, &file->seen, partner->delims, &file->err);
    file->w.line_end = partner->line_end;
    x12_interchange_begin(&file->ic, &file->w, &head, file->batch.isa);
    x12_group_begin(&file->ic, file->batch.gs);
    x12_set_begin(&file->ic, "837", file->batch.st, true);
    edi_claim_writer_begin(&file->cw, &file->w, &file->set);
}

/* A failure of the writer that is no claim's fault is the run's. */
static enum x12_status generate_check(struct edi_generate *g,
                                      const struct edi_generate_file *file)
{
    const enum x12_status status = x12_writer_status(&file->w);

    if (status == X12_OK)
        return X12_OK;
    return x12_fail(g->err, status, "%s", file->err.text);
}

static enum x12_status generate_open(struct edi_generate *g,
                                     struct edi_generate_file *file)
{
    enum x12_status status = X12_OK;

    if (!g->store->db.in_transaction)
        status = edi_db_begin(&g->store->db);
    generate_batch(g, file);
    if (status == X12_OK)
        status = generate_number(g, file);
    if (status == X12_OK && !g->options.out)
        status = edi_batch_begin(g->store, &file->batch);
    if (status == X12_OK)
        status = edi_digest_begin(&file->digest, g->err);
    if (status == X12_OK)
        status = generate_sink(g, file);
    if (status != X12_OK)
        return status;
    generate_set(g, file);
    generate_headers(g, file);
    return generate_check(g, file);
}

/* Numbers are durable before a file has its name. */
static enum x12_status generate_name_held(struct edi_generate *g)
{
    enum x12_status status = X12_OK;

    if (g->store->db.in_transaction)
        status = edi_db_commit(&g->store->db);
    for (size_t i = 0; i < g->held_count && status == X12_OK; i++)
        status = x12_sink_commit(&g->held[i], g->err);
    for (size_t i = 0; i < g->held_count; i++)
        x12_sink_close(&g->held[i]);
    g->held_count = 0;
    return status;
}

/* Into the outbox, or to those that wait for their names. */
static enum x12_status generate_keep(struct edi_generate *g,
                                     struct edi_generate_file *file)
{
    enum x12_status status = X12_OK;

    if (!g->options.out) {
        status = x12_sink_commit(&file->sink, g->err);
        if (status == X12_OK)
            status = edi_batch_finish(g->store, &file->batch,
                                      x12_sink_memory(&file->memory));
        return status;
    }
    if (g->held_count == EDI_GENERATE_HELD)
        status = generate_name_held(g);
    g->held[g->held_count++] = file->sink;
    file->sink = (struct x12_sink){ 0 };
    return status;
}

static enum x12_status generate_finish(struct edi_generate *g,
                                       struct edi_generate_file *file)
{
    struct edi_batch *batch;
    enum x12_status status;

    edi_claim_writer_end(&file->cw);
    x12_set_end(&file->ic);
    x12_group_end(&file->ic);
    x12_interchange_end(&file->ic);
    (void)!x12_writer_finish(&file->w);
    status = generate_check(g, file);
    file->batch.bytes = file->w.bytes;
    if (status == X12_OK)
        status = edi_digest_end(&file->digest, file->batch.digest);
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
    generate_drop(file);
    return X12_OK;
}

/* A place for one file more; at the limit the fullest is ended. NULL: g->err. */
static struct edi_generate_file *generate_place(struct edi_generate *g)
{
    struct edi_generate_file *fullest = NULL;

    for (size_t i = 0; i < g->open_count; i++) {
        struct edi_generate_file *file = g->open[i];

        if (!file->used)
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

/* BHT06: charges, unless the claim says that it reports or subrogates. */
static x12_str generate_use(const struct edi_claim *claim)
{
    if (claim->set && (x12_str_is(claim->set->use, "RP") ||
                       x12_str_is(claim->set->use, "31")))
        return claim->set->use;
    return X12_STR("CH");
}

/* The open file that the claim goes into, a new one at need. NULL: g->err. */
static struct edi_generate_file *generate_file(
    struct edi_generate *g, const struct edi_partner *partner,
    const struct edi_claim *claim)
{
    const x12_str use = generate_use(claim);
    struct edi_generate_file *file;

    for (size_t i = 0; i < g->open_count; i++) {
        file = g->open[i];
        if (file->used && file->partner == partner &&
            file->kind == claim->kind && x12_str_is(use, file->use))
            return file;
    }
    file = generate_place(g);
    if (!file)
        return NULL;
    *file = (struct edi_generate_file){ .used = true,
                                        .partner = partner,
                                        .kind = claim->kind };
    x12_str_put(use, file->use, sizeof(file->use));
    return generate_open(g, file) == X12_OK ? file : NULL;
}

static enum x12_status generate_aside(struct edi_generate *g, const char *why)
{
    g->aside++;
    g->why = why;
    return X12_END;
}

static enum x12_status generate_write(struct edi_generate *g,
                                      struct edi_generate_file *file,
                                      const struct edi_claim *claim)
{
    enum x12_status status;

    x12_writer_mark(&file->w);
    edi_claim_write(&file->cw, claim);
    status = x12_writer_status(&file->w);
    if (status == X12_OK) {
        x12_writer_keep(&file->w);
        return X12_OK;
    }
    if (status != X12_ESYNTAX && status != X12_ELIMIT)
        return generate_check(g, file);
    g->fault = file->err;
    status = x12_writer_undo(&file->w);
    return status == X12_OK ? generate_aside(g, g->fault.text) : status;
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
    if (!g->store->db.in_transaction)
        status = edi_db_begin(&g->store->db);
    if (status == X12_OK)
        status = edi_content_claim(&g->content, claim, generate_use(claim),
                                   item->content, g->err);
    if (status == X12_END)
        return generate_aside(g, g->content.why);
    if (status != X12_OK || g->options.again)
        return status;
    status = edi_batch_holding(g->store, partner->name, partner->usage,
                               item->content, name);
    if (status != X12_OK)
        return status == X12_END ? X12_OK : status;
    snprintf(g->fault.text, sizeof(g->fault.text),
             "it stands in %.100s already (--again sends it again)", name);
    return generate_aside(g, g->fault.text);
}

enum x12_status edi_generate_claim(struct edi_generate *g,
                                   const struct edi_claim *claim)
{
    const struct edi_partner *partner = g->options.partner;
    struct edi_batch_item item;
    struct edi_generate_file *file;
    enum x12_status status = x12_error_status(g->err);

    g->why = NULL;
    if (status != X12_OK)
        return status;
    if (claim->kind < EDI_PROFESSIONAL || claim->kind > EDI_DENTAL)
        return generate_aside(g, "its kind is not known");
    if (!partner)
        partner = edi_partner_route(g->options.partners, claim->payer.id);
    if (claim->id.len == 0 || claim->line_count == 0)
        return generate_aside(g, "it has no id, or no lines");
    if (!partner)
        return generate_aside(g, "no partner takes claims for its payer");
    status = generate_guard(g, partner, claim, &item);
    if (status != X12_OK)
        return status;
    file = generate_file(g, partner, claim);
    if (!file)
        return g->err->status;
    if (!g->options.unchecked) {
        status = edi_probe_claim(&g->probe, &file->set, claim, g->err);
        if (status == X12_END)
            return generate_aside(g, g->probe.why);
    }
    if (status == X12_OK)
        status = generate_write(g, file, claim);
    if (status != X12_OK)
        return status;
    g->shortened += claim->unread_count > 0;
    if (!g->options.out)
        status = edi_batch_claim(g->store, &file->batch, &item);
    else
        file->batch.claims++, file->batch.charge += claim->charge;
    if (status == X12_OK && file->batch.claims >= partner->claims_per_set)
        status = generate_finish(g, file);
    return status;
}

void edi_generate_input(struct edi_generate *g, struct x12_source *src)
{
    if (g->reading)
        edi_intake_release(&g->intake);
    edi_intake_init(&g->intake, src, g->err);
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
        if (status != X12_OK)
            return status == X12_END ? X12_OK : status;
    }
    return status;
}

/* A file all of whose claims were put aside holds none and is no file. Its
 * numbers are gone; its row, if it has one, goes with it. */
static enum x12_status generate_empty(struct edi_generate *g,
                                      struct edi_generate_file *file)
{
    enum x12_status status = X12_OK;

    if (!g->options.out)
        status = edi_batch_cancel(g->store, &file->batch);
    generate_drop(file);
    return status;
}

enum x12_status edi_generate_end(struct edi_generate *g, enum x12_status status)
{
    if (status == X12_END)
        status = X12_OK;
    for (size_t i = 0; i < g->open_count && status == X12_OK; i++) {
        if (!g->open[i]->used)
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
        generate_drop(g->open[i]);
    for (size_t i = 0; i < g->held_count; i++)
        x12_sink_close(&g->held[i]);
    if (g->store)
        edi_db_rollback(&g->store->db);
    if (g->reading)
        edi_intake_release(&g->intake);
    edi_probe_release(&g->probe);
    edi_content_release(&g->content);
    x12_arena_release(&g->arena);
    *g = (struct edi_generate){ 0 };
}
