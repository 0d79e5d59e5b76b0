/* SPDX-License-Identifier: Apache-2.0 */
/* claim_content - what a claim says, as a digest: is it the same claim again? */
#include "edi/jobs/claim_content.h"

static enum x12_status content_write(void *self, const char *at, size_t len,
                                     struct x12_error *err)
{
    (void)err;
    edi_digest_add(self, (x12_str){ at, len });
    return X12_OK;
}

/* The claim alone in a set without sender, number and day. The delimiters are
 * control bytes that no value holds, so that another partner's leave the sum as
 * it is; so does whether patients follow in the file. */
static enum x12_status content_put(struct edi_content *content,
                                   const struct edi_claim *claim, x12_str use,
                                   struct x12_error *fault)
{
    static const struct x12_delims none = { '\x1c', '\x1d', '\x1f', '\x1e' };
    static const struct x12_sink_ops ops = { .write = content_write };
    const struct edi_claim_set set = { .kind = claim->kind, .use = use };
    struct x12_sink sink = { &ops, &content->digest };
    struct edi_claim alone = *claim;
    struct x12_writer w;
    enum x12_status status;

    alone.patients_follow = false;
    x12_writer_init(&w, &sink, none, fault);
    edi_claim_writer_begin(&content->cw, &w, &set);
    edi_claim_write(&content->cw, &alone);
    status = x12_writer_finish(&w);
    x12_writer_release(&w);
    return status;
}

enum x12_status edi_content_claim(struct edi_content *content,
                                  const struct edi_claim *claim, x12_str use,
                                  unsigned char sum[EDI_DIGEST_BYTES],
                                  struct x12_error *err)
{
    struct x12_error fault = { 0 };
    enum x12_status status = edi_digest_begin(&content->digest, err);

    content->why[0] = '\0';
    if (status != X12_OK)
        return status;
    status = content_put(content, claim, use, &fault);
    if (status == X12_OK)
        return edi_digest_end(&content->digest, sum);
    if (status != X12_ESYNTAX && status != X12_ELIMIT)
        return x12_fail(err, status, "%s", fault.text);
    x12_str_put(x12_str_from(fault.text), content->why, sizeof(content->why));
    return X12_END;
}

void edi_content_release(struct edi_content *content)
{
    edi_digest_release(&content->digest);
    edi_claim_writer_release(&content->cw);
}
