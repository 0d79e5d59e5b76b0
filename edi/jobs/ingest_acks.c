/* SPDX-License-Identifier: Apache-2.0 */
/* ingest_acks - the items of a TA1, 999 or 277CA into the store */
#include "edi/jobs/ingest_private.h"
#include "edi/store/body.h"
#include "edi/store/store_acks.h"

/* `*first` is the row of the first item of the set at hand. */
static enum x12_status ingest_ack(struct edi_ingest *in,
                                  const struct edi_ack *ack,
                                  const struct edi_envelope_facts *envelope,
                                  int64_t *first)
{
    struct edi_ack_row row = {
        .interchange = in->interchange,
        .ack = ack,
        .start = ack->offset,
        .finish = ack->end,
    };
    enum x12_status status;
    x12_str details;
    int64_t id;

    x12_arena_reset(&in->arena);
    edi_facts_ack(ack, envelope, &in->arena, &row.match);
    status = edi_store_ack_put(in->store, &row, *first, &in->arena, &id,
                               &details);
    if (status != X12_OK)
        return status;
    if (!*first)
        *first = id;
    edi_body_ack(&in->content, ack, details, &in->arena);
    edi_ingest_new(id, &in->facts.first_ack, &in->facts.last_ack);
    in->told->acks++;
    return X12_OK;
}

enum x12_status edi_ingest_acks(struct edi_ingest *in, bool in_set)
{
    struct edi_envelope_facts envelope = edi_ingest_envelope(in);
    const struct edi_ack *ack;
    enum x12_status status;
    int64_t first = 0;

    if (!in_set) /* the headers at hand are those of a set before it */
        envelope.set = (x12_str){ NULL, 0 }, envelope.gs_day = 0;
    while ((status = edi_ack_next(&in->acks, &ack)) == X12_OK) {
        status = ingest_ack(in, ack, &envelope, &first);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? X12_OK : status;
}
