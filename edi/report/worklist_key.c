/* SPDX-License-Identifier: Apache-2.0 */
/* worklist_key - a name for a thing on the worklist that is the same in any store */
#include "edi/report/worklist_key_private.h"
#include "edi/store/digest.h"

/* The first `bytes` of the digest as a number. */
static enum x12_status worklist_key_digest(struct edi_db *db,
                                           const struct edi_key_parts *parts,
                                           size_t bytes, int64_t *out)
{
    struct edi_digest digest = { 0 };
    unsigned char sum[EDI_DIGEST_BYTES];
    enum x12_status status = edi_digest_begin(&digest, db->err);
    uint64_t number = 0;

    for (size_t i = 0; status == X12_OK && i < parts->count; i++) {
        const unsigned char len[2] = { (unsigned char)(parts->at[i].len >> 8),
                                       (unsigned char)parts->at[i].len };

        /* its length parts it from the next one */
        edi_digest_add(&digest, (x12_str){ (const char *)len, sizeof(len) });
        edi_digest_add(&digest, parts->at[i]);
    }
    if (status == X12_OK)
        status = edi_digest_end(&digest, sum);
    edi_digest_release(&digest);
    for (size_t i = 0; status == X12_OK && i < bytes; i++)
        number = number << 8 | sum[i];
    *out = (int64_t)number;
    return status;
}

enum x12_status edi_worklist_key(struct edi_db *db,
                                 const struct edi_key_parts *thing,
                                 const struct edi_key_parts *event,
                                 struct edi_task_key *key)
{
    enum x12_status status = worklist_key_digest(db, thing, 8, &key->thing);

    if (status == X12_OK)
        status = worklist_key_digest(db, event, 4, &key->event);
    return status;
}
