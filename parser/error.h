/* SPDX-License-Identifier: Apache-2.0 */
/*
 * error - why an operation stopped
 *
 * One struct x12_error belongs to one job. Source, reader, cursor, writer and
 * store are given its address; the first failure stays in it. A text names a
 * place, never a person.
 */
#ifndef X12_ERROR_H
#define X12_ERROR_H

#include "parser/str.h"

#ifdef __cplusplus
extern "C" {
#endif

enum x12_status {
    X12_OK = 0,       /* a thing was delivered, or the work is done */
    X12_END = 1,      /* there are no more things */
    X12_EIO = -1,     /* the world outside: files, devices, a store */
    X12_ENOMEM = -2,  /* an allocation failed */
    X12_ESYNTAX = -3, /* not X12, or not what was asked for */
    X12_ELIMIT = -4,  /* a named limit was passed */
    X12_EMISUSE = -5, /* the caller broke the contract; nothing was changed */
};

enum { X12_ERROR_TEXT = 200 };

struct x12_error {
    enum x12_status status;
    uint64_t offset;  /* byte in the input, where that has a meaning */
    uint32_t segment; /* ordinal in the input, likewise */
    char text[X12_ERROR_TEXT];
};

/* Keeps the failure if it is the first and returns `status` (when one is kept
 * already: that one's status). `err` may be NULL. */
X12_API enum x12_status x12_fail(struct x12_error *err, enum x12_status status,
                                 const char *format, ...) X12_PRINTF(3, 4);

/* The same, with the place in the input. */
X12_API enum x12_status x12_fail_at(struct x12_error *err,
                                    enum x12_status status, uint64_t offset,
                                    uint32_t segment, const char *format, ...)
    X12_PRINTF(5, 6);

/* X12_OK, or the failure that is kept. */
static inline enum x12_status x12_error_status(const struct x12_error *err)
{
    return err ? err->status : X12_OK;
}

/* "out of memory" and the like; never NULL. */
X12_API const char *x12_status_text(enum x12_status status);

#ifdef __cplusplus
}
#endif
#endif
