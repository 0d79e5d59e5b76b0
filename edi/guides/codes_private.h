/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes_private - the code lists that are built in, and their shorthand
 */
#ifndef EDI_GUIDES_CODES_PRIVATE_H
#define EDI_GUIDES_CODES_PRIVATE_H

#include "edi/guides/codes.h"

/* A code that is known, without words of ours. */
#define BARE(code) \
    {              \
        code, ""   \
    }

#define LIST(id, array)                                                       \
    {                                                                         \
        .name = #id, .rows = array, .count = sizeof(array) / sizeof(array[0]) \
    }

#define EDI_LIST_DECLARE(id, table) \
    extern const struct edi_code_list edi_list_##table;
EDI_LISTS(EDI_LIST_DECLARE)

#endif
