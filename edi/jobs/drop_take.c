/* SPDX-License-Identifier: Apache-2.0 */
/* drop_take - a file of claims out of the intake folder into the outbox, once */
#include "edi/jobs/drop_take.h"

#include "edi/store/store_dropped.h"

#include <stdio.h>

/* One file on its way. */
struct drop_way {
    const struct edi_drop_desk *desk;
    struct edi_store *store;
    struct edi_drop_took *took;
    struct edi_dropped_file file;
    struct edi_archived kept;
    struct edi_generate g;
    struct edi_aside aside;
    struct x12_error *err;  /* ours */
    struct x12_error fault; /* of the file */
};

/* What is wrong with the file alone; a failure of ours is passed on. */
static enum x12_status drop_fault(struct drop_way *way)
{
    const enum x12_status ours = x12_error_status(way->err);

    if (ours != X12_OK)
        return ours;
    if (way->fault.status == X12_ENOMEM)
        return x12_fail(way->err, X12_ENOMEM, "%s", way->fault.text);
    x12_str_put(x12_str_from(way->fault.text), way->took->why,
                sizeof(way->took->why));
    return X12_OK;
}

static void drop_name(const struct drop_way *way,
                      const unsigned char digest[EDI_DIGEST_BYTES])
{
    const char *when = way->desk->archive.when;

    snprintf(way->took->name, sizeof(way->took->name),
             "%.4s%.2s%.2s-%02x%02x%02x%02x%02x%02x", when, when + 5, when + 8,
             (unsigned)digest[0], (unsigned)digest[1], (unsigned)digest[2],
             (unsigned)digest[3], (unsigned)digest[4], (unsigned)digest[5]);
}

/* Every row of what `src` gives, which is taken over. X12_END at the end. */
static enum x12_status drop_rows(struct drop_way *way, struct x12_source *src)
{
    enum x12_status status = x12_source_detect(src, NULL, &way->fault);

    if (status != X12_OK)
        return status;
    edi_generate_input(&way->g, src);
    while ((status = edi_generate_next(&way->g)) == X12_OK) {
        if (way->g.harmless)
            continue;
        way->took->aside++;
        if (!way->desk->dry_run)
            status = edi_aside_put(&way->aside, &way->g);
        if (status != X12_OK)
            break;
    }
    return status;
}

/* The claims and the note of the file, in one transaction: X12_OK, and both are
 * kept. */
static enum x12_status drop_keep(struct drop_way *way)
{
    struct edi_drop_took *took = way->took;
    enum x12_status status;

    took->claims = edi_generate_written(&way->g);
    if (took->claims == 0 && took->aside == 0)
        status = x12_fail(&way->fault, X12_EIO, "there are no claims in it");
    else
        status = edi_aside_end(&way->aside);
    if (status != X12_OK || took->claims == 0)
        return status;
    took->verdict = EDI_DROP_TAKEN;
    status = edi_generate_end(&way->g, X12_END);
    took->batches = way->g.batch_count;
    return status;
}

static enum x12_status drop_generate(struct drop_way *way)
{
    struct x12_source src = { 0 };
    enum x12_status status = edi_db_begin(&way->store->db);

    if (status == X12_OK)
        status = edi_dropped_put(way->store, way->kept.digest, way->kept.bytes,
                                 way->desk->archive.when);
    if (status == X12_OK)
        status = x12_source_open_file(&src, way->kept.path, &way->fault);
    if (status == X12_OK)
        status = drop_rows(way, &src);
    x12_source_close(&src);
    return status == X12_END ? drop_keep(way) : status;
}

/* Nothing of it is kept: why, for a person. */
static enum x12_status drop_refuse(struct drop_way *way)
{
    struct edi_drop_took *took = way->took;
    enum x12_status status = drop_fault(way);

    took->claims = took->batches = 0;
    if (status != X12_OK)
        return status;
    if (way->file.young) { /* the rest of it may be on its way */
        took->verdict = EDI_DROP_LEFT;
        took->aside = 0;
        took->why[0] = '\0';
        return X12_OK;
    }
    took->verdict = EDI_DROP_ASIDE;
    status = edi_aside_whole(&way->aside, took->why);
    return status == X12_OK ? edi_aside_end(&way->aside) : status;
}

/* What the archive has of it now into the outbox. */
static enum x12_status drop_read(struct drop_way *way)
{
    struct edi_drop_took *took = way->took;
    enum x12_status status;

    took->verdict = EDI_DROP_ASIDE;
    edi_aside_begin(&way->aside, way->desk->aside, took->name, way->kept.path,
                    way->err);
    edi_generate_begin(&way->g, way->store, way->desk->generate, &way->fault);
    status = drop_generate(way);
    edi_generate_release(&way->g);
    if (status != X12_OK)
        status = drop_refuse(way);
    if (took->verdict != EDI_DROP_LEFT)
        took->aside = way->aside.told;
    if (status == X12_OK && took->aside > 0)
        memcpy(took->aside_path, way->aside.path, sizeof(took->aside_path));
    edi_aside_release(&way->aside);
    if (status != X12_OK || took->verdict == EDI_DROP_LEFT)
        return status;
    if (edi_drop_remove(&way->file, &way->fault) != X12_OK)
        return drop_fault(way);
    return X12_OK;
}

/* It is in the part file of the archive, all of it. */
static enum x12_status drop_fetched(struct drop_way *way)
{
    enum x12_status status = edi_dropped_find(way->store, way->kept.digest);

    drop_name(way, way->kept.digest);
    if (status == X12_END) {
        status = edi_archive_keep(&way->desk->archive, "intake",
                                  X12_STR("claims"), &way->kept, way->err);
        return status == X12_OK ? drop_read(way) : status;
    }
    edi_archive_drop(&way->kept);
    if (status != X12_OK)
        return status;
    way->took->verdict = EDI_DROP_SEEN;
    return edi_drop_remove(&way->file, &way->fault) == X12_OK ? X12_OK
                                                              : drop_fault(way);
}

static enum x12_status drop_fetch(struct drop_way *way, struct x12_source *src)
{
    bool ours;
    enum x12_status status = edi_archive_fetch(
        &way->desk->archive, "intake", src, &way->kept, &ours, &way->fault);

    if (status != X12_OK)
        return ours ? x12_fail(way->err, status, "%s", way->fault.text)
                    : drop_fault(way);
    if (way->kept.bytes == way->file.size && edi_drop_is_same(&way->file))
        return drop_fetched(way);
    edi_archive_drop(&way->kept);
    return X12_OK;
}

/* What would become of it; nothing is made. */
static enum x12_status drop_try(struct drop_way *way,
                                const struct edi_remote *remote,
                                struct x12_source *src)
{
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    enum x12_status status = edi_digest_begin(&digest, &way->fault);

    if (status == X12_OK) {
        edi_digest_source(&digest, src);
        status = edi_digest_end(&digest, sum);
    }
    edi_digest_release(&digest);
    x12_source_close(src);
    if (status != X12_OK)
        return drop_fault(way);
    drop_name(way, sum);
    way->took->verdict = EDI_DROP_SEEN;
    status = edi_dropped_find(way->store, sum);
    if (status == X12_END) {
        edi_generate_begin(&way->g, way->store, way->desk->generate,
                           &way->fault);
        status = edi_drop_open(&way->desk->drop, remote, &way->file, src,
                               &way->fault);
        if (status == X12_OK)
            status = drop_rows(way, src);
        way->took->claims = edi_generate_written(&way->g);
        way->took->verdict = way->took->claims ? EDI_DROP_TAKEN
                                               : EDI_DROP_ASIDE;
        edi_generate_release(&way->g);
    }
    return status < X12_OK ? drop_fault(way) : X12_OK;
}

enum x12_status edi_drop_take(const struct edi_drop_desk *desk,
                              struct edi_store *store,
                              const struct edi_remote *remote,
                              struct edi_drop_took *took)
{
    struct drop_way way = {
        .desk = desk, .store = store, .took = took, .err = store->db.err
    };
    struct x12_source src = { 0 };
    enum x12_status status;

    *took = (struct edi_drop_took){ .verdict = EDI_DROP_LEFT };
    status = edi_drop_open(&desk->drop, remote, &way.file, &src, &way.fault);
    if (status == X12_OK)
        status = desk->dry_run ? drop_try(&way, remote, &src)
                               : drop_fetch(&way, &src);
    else
        status = status == X12_END ? X12_OK : drop_fault(&way);
    x12_source_close(&src);
    return status;
}
