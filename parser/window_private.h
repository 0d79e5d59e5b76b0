/* SPDX-License-Identifier: Apache-2.0 */
/*
 * window_private - the stretch of the input at hand, and the delimiters in it,
 * for the reader that has it
 */
#ifndef X12_WINDOW_PRIVATE_H
#define X12_WINDOW_PRIVATE_H

#include "parser/reader.h"

enum x12_status x12_window_make(struct x12_reader *rd);
void x12_window_release(struct x12_reader *rd);

/* Where the next segment begins, in the input. */
uint64_t x12_window_offset(const struct x12_reader *rd);

/* A failure there. */
enum x12_status x12_window_fail(struct x12_reader *rd, enum x12_status status,
                                const char *text);
enum x12_status x12_window_fail_long(struct x12_reader *rd);

/* More bytes behind those at hand, for the segment at hand. X12_END: there are
 * none. */
enum x12_status x12_window_fill(struct x12_reader *rd);

/* Sees to it that `want` bytes are at hand if the input has them. */
void x12_window_want(struct x12_reader *rd, size_t want);

/* Begins to scan at the next segment: the delimiters are others, or it lies
 * behind what was scanned. */
void x12_window_rescan(struct x12_reader *rd);

/* Looks further for the end of a segment. */
enum x12_status x12_window_more(struct x12_reader *rd);

/* Where the end of the next segment stands; found.terms says that it does. */
size_t x12_window_end_at(const struct x12_reader *rd);

/* Which segments x12_reader_next may deliver at once. */
void x12_window_mark_plain(struct x12_reader *rd);

/* Nothing is known of the kinds of bytes at hand. */
void x12_window_drop_kinds(struct x12_reader *rd);

/* Goes on at window[at]: forgets the delimiters before it. */
void x12_window_go(struct x12_reader *rd, size_t at);

#endif
