/* SPDX-License-Identifier: Apache-2.0 */
/* claim_probe - is a claim right, before it is written among others? */
#include "edi/jobs/claim_probe.h"

#include "edi/jobs/finding_show.h"
#include "edi/jobs/job_check.h"

void edi_probe_head(struct x12_interchange *ic, struct x12_writer *w,
                    const struct edi_claim_set *set)
{
    const struct x12_interchange_head head = {
        .sender_qualifier = X12_STR("ZZ"),
        .sender = X12_STR("PROBE"),
        .receiver_qualifier = X12_STR("ZZ"),
        .receiver = X12_STR("PROBE"),
        .gs_sender = X12_STR("PROBE"),
        .gs_receiver = X12_STR("PROBE"),
        .functional = X12_STR("HC"),
        .version = set->version,
        .date = 20240131,
        .usage = 'T',
    };

    x12_interchange_begin(ic, w, &head, 1);
    x12_group_begin(ic, 1);
    x12_set_begin(ic, "837", 1, true);
}

/* The claim alone in an interchange, into the probe's memory. `*fault` is the
 * claim's own: a value that cannot be written. */
static enum x12_status probe_write(struct edi_probe *probe,
                                   const struct edi_claim_set *set,
                                   struct x12_delims delims,
                                   const struct edi_claim *claim,
                                   struct x12_error *fault)
{
    struct x12_interchange ic;
    struct x12_writer w;
    enum x12_status status;

    x12_writer_init(&w, &probe->sink, delims, fault);
    edi_probe_head(&ic, &w, set);
    edi_claim_writer_begin(&probe->cw, &w, set);
    edi_claim_write(&probe->cw, claim);
    x12_set_end(&ic);
    x12_group_end(&ic);
    x12_interchange_end(&ic);
    status = x12_writer_finish(&w);
    x12_writer_release(&w);
    return status;
}

/* Behind those that were told before; what does not fit any more is left off. */
static void probe_tell(struct edi_probe *probe,
                       const struct x12_finding *finding)
{
    size_t len = strlen(probe->why);

    struct x12_sink sink = { 0 };
    struct x12_text text;
    enum x12_status status = x12_sink_open_memory(&sink, EDI_PROBE_WHY, NULL);

    if (status == X12_OK) {
        x12_text_init(&text, &sink, NULL);
        edi_finding_text(&text, finding);
        status = x12_text_flush(&text);
    }
    if (len > 0 && len + 2 < sizeof(probe->why)) {
        memcpy(probe->why + len, "; ", sizeof("; "));
        len += 2;
    }
    x12_str_put(status == X12_OK ? x12_sink_memory(&sink)
                                 : x12_str_from(finding->fault->name),
                probe->why + len, sizeof(probe->why) - len);
    x12_sink_close(&sink);
}

unsigned edi_probe_level(const struct edi_probe *probe)
{
    if (probe->snip == 0)
        return 0;
    return probe->snip > EDI_CHECK_SNIP ? probe->snip : EDI_CHECK_SNIP;
}

/* What was written, to be looked at from its beginning. */
static enum x12_status probe_begin(struct edi_probe *probe,
                                   struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_memory(
        &src, x12_sink_memory(&probe->sink), err);

    if (status != X12_OK)
        return status;
    if (probe->check)
        return edi_check_again(probe->check, &src);
    probe->check = x12_arena_make(&probe->arena, sizeof(*probe->check));
    if (!probe->check) {
        x12_source_close(&src);
        return x12_fail(err, X12_ENOMEM, "check: out of memory");
    }
    status = edi_check_begin(probe->check, &src, edi_probe_level(probe), err);
    if (probe->lists)
        edi_check_use(probe->check, probe->lists);
    return status;
}

/* X12_END with errors of a level that counts. */
static enum x12_status probe_check(struct edi_probe *probe,
                                   struct x12_error *err)
{
    const struct x12_finding *finding;
    enum x12_status status = probe_begin(probe, err);
    bool counts = false;

    while (status == X12_OK &&
           (status = edi_check_next(probe->check, &finding)) == X12_OK)
        if (finding->fault->severity == X12_ERROR) {
            probe_tell(probe, finding);
            counts |= finding->fault->snip <= probe->snip;
        }
    if (status == X12_END)
        status = counts ? X12_END : X12_OK;
    return status;
}

enum x12_status edi_probe_claim(struct edi_probe *probe,
                                const struct edi_claim_set *set,
                                struct x12_delims delims,
                                const struct edi_claim *claim,
                                struct x12_error *err)
{
    struct x12_error fault = { 0 };
    enum x12_status status = X12_OK;

    probe->why[0] = '\0';
    if (!probe->sink.ops)
        status = x12_sink_open_memory(&probe->sink, EDI_PROBE_BYTES, err);
    if (status != X12_OK)
        return status;
    x12_sink_memory_clear(&probe->sink);
    status = probe_write(probe, set, delims, claim, &fault);
    if (status == X12_OK)
        return probe->snip > 0 ? probe_check(probe, err) : X12_OK;
    if (status != X12_ESYNTAX && status != X12_ELIMIT)
        return x12_fail(err, status, "%s", fault.text);
    x12_str_put(x12_str_from(fault.text), probe->why, sizeof(probe->why));
    return X12_END;
}

void edi_probe_release(struct edi_probe *probe)
{
    if (probe->check)
        edi_check_release(probe->check);
    probe->check = NULL;
    x12_arena_release(&probe->arena);
    edi_claim_writer_release(&probe->cw);
    x12_sink_close(&probe->sink);
}
