/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/claim_pipe.h"

#include "edi/claims/claim_json.h"
#include "edi/guides/guides.h"
#include "tests/support/drip.h"

#include <assert.h>
#include <stdio.h>

void claim_pipe_open(struct claim_pipe *pipe, x12_str text, size_t step)
{
    struct x12_source src = { 0 };
    enum x12_status status;

    *pipe = (struct claim_pipe){ 0 };
    x12_findings_init(&pipe->findings, pipe->room, CLAIM_PIPE_FINDINGS);
    status = drip_open(&src, text, step, X12_END);
    if (status == X12_OK)
        status = x12_cursor_init(&pipe->cur, &src, edi_guide_find, &pipe->err);
    if (status != X12_OK)
        (void)x12_fail(&pipe->err, status, "claim_pipe_open");
    pipe->cur.findings = &pipe->findings;
    edi_claim_reader_init(&pipe->rd, &pipe->cur, &pipe->err);
}

const struct edi_claim *claim_pipe_next(struct claim_pipe *pipe)
{
    const struct edi_claim *claim = NULL;
    enum x12_status status = pipe->err.status;
    enum edi_set_kind kind;

    while (status == X12_OK) {
        status = edi_claim_next(&pipe->rd, &claim);
        if (status == X12_OK)
            return claim;
        if (status == X12_END)
            status = edi_set_next(&pipe->cur, &kind);
    }
    return NULL;
}

void claim_pipe_close(struct claim_pipe *pipe)
{
    edi_claim_reader_release(&pipe->rd);
    x12_cursor_release(&pipe->cur);
}

void claim_pipe_json(x12_str text, size_t step, struct x12_sink *sink)
{
    struct claim_pipe pipe;
    struct x12_json json;
    const struct edi_claim *claim;

    claim_pipe_open(&pipe, text, step);
    x12_json_init(&json, sink, &pipe.err);
    while ((claim = claim_pipe_next(&pipe))) {
        edi_claim_json(&json, claim);
        x12_json_line(&json);
    }
    assert(x12_json_flush(&json) == X12_OK);
    x12_json_release(&json);
    claim_pipe_close(&pipe);
}

void claim_out_begin(struct claim_out *out, struct x12_sink *sink,
                     const struct edi_claim_set *set, struct x12_error *err)
{
    const struct x12_interchange_head head = {
        .sender_qualifier = X12_STR("ZZ"),
        .sender = X12_STR("SENDER"),
        .receiver_qualifier = X12_STR("ZZ"),
        .receiver = X12_STR("RECEIVER"),
        .gs_sender = X12_STR("SENDER"),
        .gs_receiver = X12_STR("RECEIVER"),
        .functional = X12_STR("HC"),
        .version = set->version,
        .date = 20240131,
        .time = 120000,
        .usage = 'P',
    };

    *out = (struct claim_out){ 0 };
    x12_writer_init(&out->w, sink, (struct x12_delims){ '~', '*', ':', '^' },
                    err);
    out->w.line_end = "\n";
    x12_interchange_begin(&out->ic, &out->w, &head, 1);
    x12_group_begin(&out->ic, 1);
    x12_set_begin(&out->ic, "837", 1, true);
    edi_claim_writer_begin(&out->cw, &out->w, set);
}

enum x12_status claim_out_end(struct claim_out *out)
{
    enum x12_status status;

    edi_claim_writer_end(&out->cw);
    x12_set_end(&out->ic);
    x12_group_end(&out->ic);
    x12_interchange_end(&out->ic);
    status = x12_writer_finish(&out->w);
    x12_writer_release(&out->w);
    return status;
}

enum x12_status claim_pipe_write(x12_str text, struct x12_sink *sink,
                                 struct x12_error *err)
{
    struct claim_pipe pipe;
    struct claim_out out;
    const struct edi_claim *claim;

    claim_pipe_open(&pipe, text, 0);
    claim = claim_pipe_next(&pipe);
    assert(claim);
    claim_out_begin(&out, sink, claim->set, err);
    for (; claim; claim = claim_pipe_next(&pipe))
        edi_claim_write(&out.cw, claim);
    claim_pipe_close(&pipe);
    return claim_out_end(&out);
}

x12_str claim_pipe_wrap(const char *reference, const char *body)
{
    static char text[64 << 10];
    unsigned segments = 2;
    int len;

    for (const char *p = body; *p; p++)
        segments += *p == '~';
    len = snprintf(text, sizeof(text),
                   "ISA*00*          *00*          *ZZ*SENDER         *ZZ*"
                   "RECEIVER       *240131*1200*^*00501*000000001*0*P*:~"
                   "GS*HC*SENDER*RECEIVER*20240131*1200*1*X*%s~"
                   "ST*837*0001*%s~%sSE*%u*0001~GE*1*1~IEA*1*000000001~",
                   reference, reference, body, segments);
    assert(len > 0 && (size_t)len < sizeof(text));
    return (x12_str){ text, (size_t)len };
}
