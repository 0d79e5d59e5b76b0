/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema_private - the scripts of each version, a file each
 *
 * A version that is released is never edited: what changes is a script of the
 * next one, which runs over stores that are full. Scripts are of a length that
 * every compiler takes, and end with NULL. Each migration is a row of schema.c.
 */
#ifndef EDI_SCHEMA_PRIVATE_H
#define EDI_SCHEMA_PRIVATE_H

#include <stddef.h>

extern const char *const edi_schema_1[];
extern const char *const edi_schema_2[];

#endif
