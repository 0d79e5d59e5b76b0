/* SPDX-License-Identifier: Apache-2.0 */
/* batch_file - one 837 file that is being written: numbers, headers, sets */
#include "edi/jobs/batch_file.h"

#include "edi/guides/guides.h"
#include "edi/jobs/stamp.h"

#include <stdio.h>

enum { FILE_TRAILERS = 100 }; /* SE, GE and IEA with their line ends */

/* What the kinds of claim are called. */
static const struct file_kind {
    char letter;
    const char *version;
} file_kinds[] = {
    [EDI_PROFESSIONAL] = { 'P', "005010X222A1" },
    [EDI_INSTITUTIONAL] = { 'I', "005010X223A2" },
    [EDI_DENTAL] = { 'D', "005010X224A2" },
};

/* Another guide of the family is meant: a predetermination is no claim. */
static bool file_is_sibling(const struct edi_claim *claim)
{
    const x12_str version = claim->set ? claim->set->version : X12_STR("");
    const x12_str own = x12_str_from(file_kinds[claim->kind].version);
    const struct x12_guide *guide;
    bool sibling = false;

    if (version.len == 0 || x12_str_equal(version, own))
        return false;
    guide = edi_guide_find(X12_STR("837"), version, &sibling);
    return guide && sibling && version.len < EDI_BATCH_VERSION &&
           guide == edi_guide_find(X12_STR("837"), own, NULL);
}

struct edi_batch_sort edi_batch_sort_of(const struct edi_claim *claim)
{
    struct edi_batch_sort sort = { .kind = claim->kind };
    x12_str use = claim->set ? claim->set->use : X12_STR("");

    if (!x12_str_is(use, "RP") && !x12_str_is(use, "31"))
        use = X12_STR("CH");
    x12_str_put(use, sort.use, sizeof(sort.use));
    x12_str_put(file_is_sibling(claim)
                    ? claim->set->version
                    : x12_str_from(file_kinds[claim->kind].version),
                sort.version, sizeof(sort.version));
    return sort;
}

bool edi_batch_sort_equal(const struct edi_batch_sort *a,
                          const struct edi_batch_sort *b)
{
    return a->kind == b->kind && strcmp(a->use, b->use) == 0 &&
           strcmp(a->version, b->version) == 0;
}

static enum x12_status file_seen_write(void *self, const char *at, size_t len,
                                       struct x12_error *err)
{
    struct edi_batch_file *file = self;
    const x12_str bytes = { at, len };

    edi_digest_add(&file->digest, bytes);
    return x12_sink_write(&file->sink, bytes, err);
}

static const struct x12_sink_ops file_seen_ops = { .write = file_seen_write };

void edi_batch_file_drop(struct edi_batch_file *file)
{
    edi_claim_writer_release(&file->cw);
    x12_writer_release(&file->w);
    x12_sink_close(&file->sink);
    edi_digest_release(&file->digest);
    *file = (struct edi_batch_file){ 0 };
}

struct edi_pair edi_batch_pair(const struct edi_partner *partner)
{
    return (struct edi_pair){ x12_str_from(partner->sender_qualifier),
                              x12_str_from(partner->sender),
                              x12_str_from(partner->receiver_qualifier),
                              x12_str_from(partner->receiver) };
}

/* Control numbers of the next set. */
static enum x12_status file_number_set(struct edi_batch_file *file,
                                       uint64_t *st)
{
    const struct edi_pair pair = edi_batch_pair(file->partner);
    struct edi_store *store = file->desk.store;
    uint64_t bht = 0;
    enum x12_status status = edi_number_next(store, &pair, EDI_NUMBER_ST, st);

    if (status == X12_OK)
        status = edi_number_next(store, &pair, EDI_NUMBER_BHT, &bht);
    snprintf(file->reference, sizeof(file->reference), "%09llu",
             (unsigned long long)bht);
    return status;
}

/* Control numbers of file and first set, and a name made of them. */
static enum x12_status file_number(struct edi_batch_file *file)
{
    const struct edi_pair pair = edi_batch_pair(file->partner);
    struct edi_store *store = file->desk.store;
    struct edi_batch *batch = &file->batch;
    enum x12_status status = edi_number_next(store, &pair, EDI_NUMBER_ISA,
                                             &batch->isa);

    if (status == X12_OK)
        status = edi_number_next(store, &pair, EDI_NUMBER_GS, &batch->gs);
    if (status == X12_OK)
        status = file_number_set(file, &batch->st);
    if (status != X12_OK)
        return status;
    x12_str_put(x12_str_from(file->reference), batch->reference,
                sizeof(batch->reference));
    edi_partner_file_name(file->partner, batch->kind, batch->isa,
                          file->desk.today, file->desk.now, batch->name);
    return X12_OK;
}

static void file_batch(struct edi_batch_file *file)
{
    const struct edi_partner *partner = file->partner;
    struct edi_batch *batch = &file->batch;
    const struct edi_pair pair = edi_batch_pair(partner);

    batch->kind = file_kinds[file->sort.kind].letter;
    batch->usage = partner->usage;
    x12_str_put(x12_str_from(partner->name), batch->partner,
                sizeof(batch->partner));
    x12_str_put(pair.sender_qualifier, batch->sender_qualifier,
                sizeof(batch->sender_qualifier));
    x12_str_put(pair.sender, batch->sender, sizeof(batch->sender));
    x12_str_put(pair.receiver_qualifier, batch->receiver_qualifier,
                sizeof(batch->receiver_qualifier));
    x12_str_put(pair.receiver, batch->receiver, sizeof(batch->receiver));
    edi_stamp(file->desk.today, file->desk.now, batch->made);
}

static struct edi_party file_party(const char *role, const char *name,
                                   const char *id)
{
    return (struct edi_party){ .present = true,
                               .role = x12_str_from(role),
                               .type = X12_STR("2"),
                               .name = x12_str_from(name),
                               .id_qualifier = X12_STR("46"),
                               .id = x12_str_from(id) };
}

static struct edi_contact file_contact(const struct edi_partner *partner)
{
    const x12_str phone = x12_str_from(partner->contact_phone);
    const x12_str email = x12_str_from(partner->contact_email);
    struct edi_contact contact = {
        .function = X12_STR("IC"), .name = x12_str_from(partner->contact_name)
    };
    unsigned n = 0;

    if (phone.len > 0) {
        contact.number[n].qualifier = X12_STR("TE");
        contact.number[n++].number = phone;
    }
    if (email.len > 0) {
        contact.number[n].qualifier = X12_STR("EM");
        contact.number[n].number = email;
    }
    return contact;
}

/* BHT, submitter and receiver as the partner's profile has them. */
static void file_set(struct edi_batch_file *file)
{
    const struct edi_partner *partner = file->partner;
    struct edi_claim_set *set = &file->set;

    snprintf(file->date, sizeof(file->date), "%08u",
             (unsigned)file->desk.today % 100000000u);
    snprintf(file->time, sizeof(file->time), "%04u",
             (unsigned)file->desk.now / 100 % 10000u);
    file->contact = file_contact(partner);
    *set = (struct edi_claim_set){
        .kind = file->sort.kind,
        .version = x12_str_from(file->sort.version),
        .structure = X12_STR("0019"),
        .purpose = X12_STR("00"),
        .reference = x12_str_from(file->reference),
        .date = x12_str_from(file->date),
        .time = x12_str_from(file->time),
        .use = x12_str_from(file->sort.use),
        .submitter = file_party("41", partner->submitter_name,
                                partner->submitter_id),
        .receiver = file_party("40", partner->receiver_name,
                               partner->receiver_id),
    };
    set->submitter.contacts = &file->contact;
    set->submitter.contact_count = 1;
}

/* Where the bytes go. */
static enum x12_status file_sink(struct edi_batch_file *file)
{
    const struct edi_batch_desk *desk = &file->desk;
    char path[X12_SINK_PATH];
    enum x12_status status;
    int len;

    if (!desk->out) {
        status = x12_sink_open_memory(&file->sink, EDI_BATCH_FILE_PACKED,
                                      desk->err);
        file->memory = file->sink;
        if (status == X12_OK)
            status = x12_sink_gzip(&file->sink, desk->err);
        return status;
    }
    len = snprintf(path, sizeof(path), "%s/%s", desk->out, file->batch.name);
    if (len < 0 || (size_t)len >= sizeof(path))
        return x12_fail(desk->err, X12_EIO, "%s: path is too long", desk->out);
    return x12_sink_open_file(&file->sink, path, X12_SINK_NEW, desk->err);
}

/* ST down to the receiver's loop. */
static void file_set_begin(struct edi_batch_file *file, uint64_t st)
{
    x12_set_begin(&file->ic, "837", st, true);
    edi_claim_writer_begin(&file->cw, &file->w, &file->set);
    file->sets++;
    file->set_claims = 0;
}

static void file_headers(struct edi_batch_file *file)
{
    const struct edi_partner *partner = file->partner;
    const struct edi_pair pair = edi_batch_pair(partner);
    const struct x12_interchange_head head = {
        .sender_qualifier = pair.sender_qualifier,
        .sender = pair.sender,
        .receiver_qualifier = pair.receiver_qualifier,
        .receiver = pair.receiver,
        .authorization_qualifier = x12_str_from(
            partner->authorization_qualifier),
        .authorization = x12_str_from(partner->authorization),
        .security_qualifier = x12_str_from(partner->security_qualifier),
        .security = x12_str_from(partner->security),
        .gs_sender = x12_str_from(partner->gs_sender),
        .gs_receiver = x12_str_from(partner->gs_receiver),
        .functional = X12_STR("HC"),
        .version = x12_str_from(file->sort.version),
        .date = file->desk.today,
        .time = file->desk.now,
        .usage = partner->usage,
        .ack_requested = partner->ack == EDI_WISH_YES,
    };

    file->seen = (struct x12_sink){ &file_seen_ops, file };
    x12_writer_init(&file->w, &file->seen, partner->delims, &file->err);
    file->w.line_end = partner->line_end;
    x12_interchange_begin(&file->ic, &file->w, &head, file->batch.isa);
    x12_group_begin(&file->ic, file->batch.gs);
    file_set_begin(file, file->batch.st);
}

/* A failure of the writer that is no claim's fault is the run's. */
static enum x12_status file_check(const struct edi_batch_file *file)
{
    const enum x12_status status = x12_writer_status(&file->w);

    if (status == X12_OK)
        return X12_OK;
    return x12_fail(file->desk.err, status, "%s", file->err.text);
}

enum x12_status edi_batch_file_open(struct edi_batch_file *file,
                                    const struct edi_batch_desk *desk,
                                    const struct edi_partner *partner,
                                    const struct edi_batch_sort *sort)
{
    struct edi_db *db = &desk->store->db;
    enum x12_status status = X12_OK;

    *file = (struct edi_batch_file){ .desk = *desk,
                                     .partner = partner,
                                     .sort = *sort };
    if (!db->in_transaction)
        status = edi_db_begin(db);
    file_batch(file);
    if (status == X12_OK)
        status = file_number(file);
    if (status == X12_OK && !desk->out)
        status = edi_batch_begin(desk->store, &file->batch);
    if (status == X12_OK)
        status = edi_digest_begin(&file->digest, desk->err);
    if (status == X12_OK)
        status = file_sink(file);
    if (status != X12_OK)
        return status;
    file_set(file);
    file_headers(file);
    return file_check(file);
}

/* Ends the set at hand and begins the next one. X12_END: the file is full. */
static enum x12_status file_roll(struct edi_batch_file *file)
{
    struct edi_db *db = &file->desk.store->db;
    enum x12_status status = X12_OK;
    uint64_t st = 0;

    file->full = file->sets >= file->partner->sets_per_group;
    if (file->full)
        return X12_END;
    if (!db->in_transaction)
        status = edi_db_begin(db);
    if (status == X12_OK)
        status = file_number_set(file, &st);
    if (status != X12_OK)
        return status;
    edi_claim_writer_end(&file->cw);
    x12_set_end(&file->ic);
    file_set_begin(file, st);
    return file_check(file);
}

/* Behind the mark, and held there. X12_END: taken back. */
static enum x12_status file_write(struct edi_batch_file *file,
                                  const struct edi_claim *claim)
{
    const uint64_t most = file->partner->file_bytes;
    enum x12_status status;

    x12_writer_mark(&file->w);
    edi_claim_write(&file->cw, claim);
    status = x12_writer_status(&file->w);
    file->full = status == X12_OK && most > 0 && file->batch.claims > 0 &&
                 file->w.bytes + FILE_TRAILERS > most;
    if (status == X12_OK && !file->full)
        return X12_OK;
    if (status != X12_OK && status != X12_ESYNTAX && status != X12_ELIMIT)
        return file_check(file);
    x12_str_put(x12_str_from(file->err.text), file->why, sizeof(file->why));
    status = edi_batch_file_undo(file);
    return status == X12_OK ? X12_END : status;
}

static uint64_t file_origin(const struct edi_claim *claim)
{
    return claim->set ? claim->set->origin : 0;
}

bool edi_batch_file_goes_on(const struct edi_batch_file *file,
                            const struct edi_claim *claim)
{
    return file->set_claims > 0 && file_origin(claim) == file->origin &&
           file->set_claims < file->partner->claims_per_set;
}

enum x12_status edi_batch_file_put(struct edi_batch_file *file,
                                   const struct edi_claim *claim)
{
    enum x12_status status = X12_OK;

    file->full = false;
    if (file->set_claims > 0 && !edi_batch_file_goes_on(file, claim))
        status = file_roll(file);
    return status == X12_OK ? file_write(file, claim) : status;
}

void edi_batch_file_keep(struct edi_batch_file *file,
                         const struct edi_claim *claim)
{
    x12_writer_keep(&file->w);
    file->origin = file_origin(claim);
    file->set_claims++;
    file->left_out = file->cw.unread.left;
}

enum x12_status edi_batch_file_undo(struct edi_batch_file *file)
{
    edi_claim_writer_undo(&file->cw);
    return x12_writer_undo(&file->w);
}

enum x12_status edi_batch_file_claim(struct edi_batch_file *file,
                                     const struct edi_claim *claim)
{
    const enum x12_status status = edi_batch_file_put(file, claim);

    if (status == X12_OK)
        edi_batch_file_keep(file, claim);
    return status;
}

enum x12_status edi_batch_file_end(struct edi_batch_file *file)
{
    enum x12_status status;

    edi_claim_writer_end(&file->cw);
    x12_set_end(&file->ic);
    x12_group_end(&file->ic);
    x12_interchange_end(&file->ic);
    (void)!x12_writer_finish(&file->w);
    status = file_check(file);
    file->batch.bytes = file->w.bytes;
    if (status == X12_OK)
        status = edi_digest_end(&file->digest, file->batch.digest);
    return status;
}

x12_str edi_batch_file_body(const struct edi_batch_file *file)
{
    return x12_sink_memory(&file->memory);
}
