/* SPDX-License-Identifier: Apache-2.0 */
/* check_lists - code lists of the user's, by which files and claims are checked */
#include "edi/jobs/check_lists.h"

enum x12_status edi_check_lists_read(struct edi_check_lists *lists,
                                     const char *path, struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_file(&src, path, err);

    if (status == X12_OK)
        status = edi_code_book_load(&lists->book, &lists->arena, &src, path,
                                    err);
    x12_source_close(&src);
    return status;
}

void edi_check_lists_release(struct edi_check_lists *lists)
{
    x12_arena_release(&lists->arena);
    *lists = (struct edi_check_lists){ 0 };
}
