/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_read - cursor to acknowledged items
 *
 *     while ((status = edi_set_next(&cur, &kind)) == X12_OK)
 *         while (kind == EDI_SET_999 &&
 *                (status = edi_ack_next(&rd, &ack)) == X12_OK)
 *             use(ack);
 */
#ifndef EDI_ACK_READ_H
#define EDI_ACK_READ_H

#include "edi/claims/ack.h"
#include "edi/claims/items.h"
#include "edi/claims/set.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_ACK_BYTES = 32 << 20, /* most memory of one item */
};

struct edi_ack_reader {
    struct x12_error *err;
    /* private below */
    struct edi_items items;
    struct edi_ack ack;    /* the item at hand */
    struct edi_ack around; /* what the set and its loops say of all items */
    uint64_t ta1;          /* ordinal of the TA1 given last */
};

/* `cur` and `err` must outlive the reader. */
X12_API void edi_ack_reader_init(struct edi_ack_reader *rd,
                                 struct x12_cursor *cur, struct x12_error *err);

/* X12_OK and an item, valid until the next call; X12_END at the end of the TA1,
 * 999 or 277CA that edi_set_next gave; or a failure. */
X12_API enum x12_status edi_ack_next(struct edi_ack_reader *rd,
                                     const struct edi_ack **ack) X12_MUST_USE;

X12_API void edi_ack_reader_release(struct edi_ack_reader *rd);

#ifdef __cplusplus
}
#endif
#endif
