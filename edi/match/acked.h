/* SPDX-License-Identifier: Apache-2.0 */
/*
 * acked - where a claim or a file stands by what acknowledged it
 *
 *     edi_acks_sort(acks, count);
 *     acked = edi_acked_set(acks, count);
 *
 * Answers are taken in the order of their own dates. A word counts when it moves
 * on: TA1, then 999, then 277CA; one that comes from further on implies those
 * before it. A rejection holds against what was said as far on or less far, and a
 * 277CA may reject what another entity accepted. Items of one answer are one
 * word: the narrowest speaks, but a rejected group is rejected as a whole.
 */
#ifndef EDI_ACKED_H
#define EDI_ACKED_H

#include "edi/match/match.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_ack_stage {
    EDI_STAGE_NONE = 0,
    EDI_STAGE_TA1 = 1,
    EDI_STAGE_999 = 2,
    EDI_STAGE_277CA = 3,
};

struct edi_acked {
    enum edi_state state;     /* open, sent, accepted or rejected */
    enum edi_ack_stage stage; /* how far on a word of any kind was heard */
    x12_date last;            /* of the latest word */
    int64_t ack;              /* the item that the state rests on; 0: none */
};

X12_API enum edi_ack_stage edi_ack_stage(enum edi_ack_kind kind);

/* Brings them into the order of their dates. */
X12_API void edi_acks_sort(struct edi_match_ack *acks, size_t count);

/* What the answers to an interchange, its group and a set make of the set. */
X12_API struct edi_acked edi_acked_set(const struct edi_match_ack *acks,
                                       size_t count);

#ifdef __cplusplus
}
#endif
#endif
