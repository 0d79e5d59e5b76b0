/* SPDX-License-Identifier: Apache-2.0 */
/* payment_pipe - an 835 at hand to its payments, and back to an 835 */
#ifndef TESTS_PAYMENT_PIPE_H
#define TESTS_PAYMENT_PIPE_H

#include "edi/claims/payment_read.h"
#include "edi/claims/payment_write.h"
#include "writer/sink.h"

enum { PAYMENT_PIPE_TEXT = 256 << 20 };

/* Every 835 set of the text into an open memory sink, in one interchange with
 * the delimiters of the text, a segment a line. `*unread` counts the segments
 * that found no place in the structs, `*sets` the sets. Gives what the reader
 * or the writer says. */
enum x12_status payment_pipe_write(x12_str text, struct x12_sink *sink,
                                   unsigned *sets, unsigned *unread,
                                   struct x12_error *err);

/* The segments between ST and SE of every 835 set, one a line, with what is
 * empty at an end left out and each number as the writer would write it; into an
 * open memory sink. */
enum x12_status payment_pipe_plain(x12_str text, struct x12_sink *sink,
                                   struct x12_error *err);

#endif
