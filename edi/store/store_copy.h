/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_copy - a copy of the store while others write, and the store it may become
 *
 * A copy knows that it is one. Numbers may have been handed out and files sent
 * since it was made, so it hands out none and sends nothing until a person has
 * raised its numbers (edi control --at-least).
 */
#ifndef EDI_STORE_COPY_H
#define EDI_STORE_COPY_H

#include "edi/store/store.h"

enum { EDI_COPY_TIME = 21 };

/* One moment of the store into a new file, 0600, that is checked, synced, and
 * then given its name: killed at any point there is no file `path`, and none is
 * overwritten. PATH.part is where it is made. */
enum x12_status edi_store_copy(struct edi_store *store, const char *path,
                               const char *when) X12_MUST_USE;

/* X12_OK: the store is a copy, made at `when`. X12_END: it is none. */
enum x12_status edi_store_is_copy(struct edi_store *store,
                                  char when[EDI_COPY_TIME]) X12_MUST_USE;

/* X12_EMISUSE, with what to do, where it is a copy. */
enum x12_status edi_store_original(struct edi_store *store) X12_MUST_USE;

/* From now on it is the store: inside the transaction that raises its numbers.
 * What waited may have been sent by the store that it was made of: it is unknown,
 * and looked for. */
enum x12_status edi_store_take_over(struct edi_store *store,
                                    const char *when) X12_MUST_USE;

#endif
