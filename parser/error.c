/* SPDX-License-Identifier: Apache-2.0 */
/* error - why an operation stopped */
#include "parser/error.h"

#include <stdarg.h>
#include <stdio.h>

static enum x12_status error_keep(struct x12_error *err, enum x12_status status,
                                  uint64_t offset, uint32_t segment,
                                  const char *format, va_list args)
{
    if (!err)
        return status;
    if (err->status < 0)
        return err->status;
    err->status = status;
    err->offset = offset;
    err->segment = segment;
    if (vsnprintf(err->text, sizeof(err->text), format, args) < 0)
        err->text[0] = '\0';
    return status;
}

enum x12_status x12_fail(struct x12_error *err, enum x12_status status,
                         const char *format, ...)
{
    va_list args;

    va_start(args, format);
    status = error_keep(err, status, 0, 0, format, args);
    va_end(args);
    return status;
}

enum x12_status x12_fail_at(struct x12_error *err, enum x12_status status,
                            uint64_t offset, uint32_t segment,
                            const char *format, ...)
{
    va_list args;

    va_start(args, format);
    status = error_keep(err, status, offset, segment, format, args);
    va_end(args);
    return status;
}

const char *x12_status_text(enum x12_status status)
{
    switch (status) {
    case X12_OK:
        return "done";
    case X12_END:
        return "end";
    case X12_EIO:
        return "input or output failed";
    case X12_ENOMEM:
        return "out of memory";
    case X12_ESYNTAX:
        return "not X12";
    case X12_ELIMIT:
        return "a limit was passed";
    case X12_EMISUSE:
        return "misuse";
    }
    return "unknown status";
}
