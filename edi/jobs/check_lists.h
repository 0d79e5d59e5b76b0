/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check_lists - code lists of the user's, by which a file or a claim is checked
 */
#ifndef EDI_CHECK_LISTS_H
#define EDI_CHECK_LISTS_H

#include "edi/guides/codes.h"
#include "parser/arena.h"

/* Code lists of the user's, laid over those built in. { 0 } is none. */
struct edi_check_lists {
    struct edi_code_book book;
    struct x12_arena arena;
};

/* Lays the lists of a file over those read before; see edi/guides/codes.h. */
enum x12_status edi_check_lists_read(struct edi_check_lists *lists,
                                     const char *path,
                                     struct x12_error *err) X12_MUST_USE;
void edi_check_lists_release(struct edi_check_lists *lists);

#endif
