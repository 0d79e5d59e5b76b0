/* SPDX-License-Identifier: Apache-2.0 */
/* verdict_file - the 277CA that answers a set of claims, a file each */
#include "edi/jobs/verdict_file.h"

#include <stdio.h>

static void verdict_file_party(struct edi_verdict_file *vf,
                               const struct edi_party *from, const char *role,
                               struct edi_party *to)
{
    const x12_str qualifier = X12_STR("46");

    *to = (struct edi_party){ .present = true,
                              .role = x12_str_from(role),
                              .type = X12_STR("2") };
    to->name = x12_arena_copy(
        &vf->arena, from->name.len > 0 ? from->name : X12_STR("UNKNOWN"));
    to->id_qualifier = qualifier;
    to->id = x12_arena_copy(&vf->arena,
                            from->id.len > 0 ? from->id : X12_STR("UNKNOWN"));
}

/* Who was addressed answers who sent: the receiver of the claims is a
 * clearinghouse to us, whoever pays. */
static enum x12_status verdict_file_begin(struct edi_verdict_file *vf,
                                          struct edi_simulate_files *files,
                                          const struct edi_claim_set *claims)
{
    struct edi_verdict_set *set = &vf->set;
    enum x12_status status;

    vf->files = files;
    status = edi_spool_open(&vf->providers, files->folder, files->delims,
                            files->err);
    if (status == X12_OK)
        status = edi_spool_open(&vf->claims, files->folder, files->delims,
                                files->err);
    if (status != X12_OK)
        return status;
    *set = (struct edi_verdict_set){ .date = edi_simulate_day(files, 1),
                                     .received = files->day,
                                     .processed = edi_simulate_day(files, 1),
                                     .time = files->time };
    verdict_file_party(vf, &claims->receiver, "AY", &set->source);
    verdict_file_party(vf, &claims->submitter, "41", &set->receiver);
    set->batch = x12_arena_copy(&vf->arena, claims->reference);
    set->reference = set->trace = set->batch;
    edi_verdict_writer_begin(&vf->vw, set);
    vf->open = true;
    return X12_OK;
}

static enum x12_status verdict_file_border(struct edi_verdict_file *vf)
{
    enum x12_status status;

    edi_verdict_write_provider(&vf->vw, &vf->providers.w);
    status = edi_spool_copy(&vf->claims, &vf->providers.w, &vf->providers.sink);
    return status == X12_OK ? edi_spool_empty(&vf->claims) : status;
}

enum x12_status edi_verdict_file_add(struct edi_verdict_file *vf,
                                     struct edi_simulate_files *files,
                                     const struct edi_claim_verdict *v)
{
    enum x12_status status = X12_OK;

    if (!vf->open)
        status = verdict_file_begin(vf, files, v->claim->set);
    if (status == X12_OK && edi_verdict_is_border(&vf->vw, v->claim))
        status = verdict_file_border(vf);
    if (status != X12_OK)
        return status;
    edi_verdict_write(&vf->vw, &vf->claims.w, v);
    return x12_writer_status(&vf->claims.w);
}

static enum x12_status verdict_file_fill(struct edi_verdict_file *vf,
                                         struct x12_sink *sink)
{
    struct edi_simulate_files *files = vf->files;
    struct x12_interchange ic = { 0 };
    struct x12_interchange_head head;
    struct x12_writer w;
    enum x12_status status;
    uint64_t control = edi_simulate_control(files);

    edi_simulate_head(files, "HN", "005010X214", vf->set.date, &head);
    x12_writer_init(&w, sink, files->delims, files->err);
    w.line_end = "\n";
    x12_interchange_begin(&ic, &w, &head, control);
    x12_group_begin(&ic, control);
    x12_set_begin(&ic, "277", 1, true);
    edi_verdict_write_head(&vf->vw, &w);
    status = edi_spool_copy(&vf->providers, &w, sink);
    x12_set_end(&ic);
    x12_group_end(&ic);
    x12_interchange_end(&ic);
    if (status == X12_OK)
        status = x12_writer_finish(&w);
    x12_writer_release(&w);
    return status;
}

static enum x12_status verdict_file_write(struct edi_verdict_file *vf)
{
    struct edi_simulate_files *files = vf->files;
    struct edi_simulated told = { .kind = "277CA",
                                  .date = vf->set.date,
                                  .items = vf->vw.claims };
    struct x12_sink sink = { 0 };
    enum x12_status status;

    snprintf(told.name, sizeof(told.name), "claims-%04u.277",
             ++files->verdicts);
    status = edi_simulate_open(files, told.name, &sink);
    if (status == X12_OK)
        status = verdict_file_fill(vf, &sink);
    if (status == X12_OK)
        status = x12_sink_commit(&sink, files->err);
    x12_sink_close(&sink);
    return status == X12_OK ? files->tell(files->teller, &told) : status;
}

enum x12_status edi_verdict_file_end(struct edi_verdict_file *vf)
{
    enum x12_status status;

    if (!vf->open)
        return X12_OK;
    status = verdict_file_border(vf);
    if (status == X12_OK)
        status = verdict_file_write(vf);
    edi_verdict_file_release(vf);
    return status;
}

void edi_verdict_file_release(struct edi_verdict_file *vf)
{
    edi_spool_close(&vf->providers);
    edi_spool_close(&vf->claims);
    edi_verdict_writer_release(&vf->vw);
    x12_arena_release(&vf->arena);
    *vf = (struct edi_verdict_file){ .open = false };
}
