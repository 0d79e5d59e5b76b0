/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_lock - one run at a time sends for a store
 *
 * The lock is on a file beside the store and ends with the process, however
 * that ends.
 */
#ifndef EDI_STORE_LOCK_H
#define EDI_STORE_LOCK_H

#include "parser/error.h"

struct edi_lock {
    bool held;
    int fd; /* private */
};

/* X12_END: another run holds it. */
enum x12_status edi_lock_take(struct edi_lock *lock, const char *store_path,
                              struct x12_error *err) X12_MUST_USE;

/* Safe twice. */
void edi_lock_drop(struct edi_lock *lock);

#endif
