/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_numbers - control numbers handed out, never twice
 *
 * Each pair of ISA ids has its own row of numbers of each kind, from 1, shared
 * by test and production. A number is taken in the transaction of the batch
 * that bears it: both are kept, or neither was.
 */
#ifndef EDI_STORE_NUMBERS_H
#define EDI_STORE_NUMBERS_H

#include "edi/store/store.h"

enum {
    EDI_NUMBER_MAX = 999999999,
    EDI_NUMBER_END = EDI_NUMBER_MAX / 1000 * 999, /* from here on: near it */
};

/* Stored: never renumber. */
enum edi_number {
    EDI_NUMBER_ISA = 1, /* ISA13 */
    EDI_NUMBER_GS = 2,  /* GS06 */
    EDI_NUMBER_ST = 3,  /* ST02 */
    EDI_NUMBER_BHT = 4, /* BHT03 */
};

/* Who sends to whom: ISA05 to ISA08 without blanks behind. */
struct edi_pair {
    x12_str sender_qualifier, sender, receiver_qualifier, receiver;
};

/* X12_EMISUSE outside a transaction, and from a store that is a copy (see
 * store_copy.h). X12_ELIMIT behind EDI_NUMBER_MAX: to start
 * again from 1 is a person's decision. */
enum x12_status edi_number_next(struct edi_store *store,
                                const struct edi_pair *pair,
                                enum edi_number kind,
                                uint64_t *out) X12_MUST_USE;

/* From now on no number of any kind under `least` is handed out: after a store was
 * restored from a copy that is older than what was sent. Numbers never fall.
 * X12_EMISUSE outside 1 to EDI_NUMBER_MAX, and outside a transaction. */
enum x12_status edi_numbers_raise(struct edi_store *store,
                                  const struct edi_pair *pair,
                                  uint64_t least) X12_MUST_USE;

/* The numbers of the pair that are from EDI_NUMBER_END on begin again at 1. A
 * person confirms it by `last`, the greatest that was handed out. X12_EMISUSE where
 * it is another, where none is near its end, where the store holds a file of the
 * pair that bears a number of the lower half, which would be used again (purge
 * takes files out when they are old), and outside a transaction. */
enum x12_status edi_numbers_wrap(struct edi_store *store,
                                 const struct edi_pair *pair,
                                 uint64_t last) X12_MUST_USE;

/* The number of this kind that was handed out last; 0: none yet. */
enum x12_status edi_number_last(struct edi_store *store,
                                const struct edi_pair *pair,
                                enum edi_number kind,
                                uint64_t *out) X12_MUST_USE;

#endif
