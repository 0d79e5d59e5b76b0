/* SPDX-License-Identifier: Apache-2.0 */
/*
 * s3_list - one page of a listing that an S3 store gives (list-type=2)
 *
 * XML is read by expat, a block at a time; a document type is refused, so nothing
 * in it can unfold. Of its elements a handful is looked at, each of a limited
 * length.
 */
#ifndef EDI_S3_LIST_H
#define EDI_S3_LIST_H

#include "edi/net/hold.h"
#include "edi/net/transfer.h"

enum {
    EDI_S3_TEXT = 1100 /* the longest key, and more than any token so far */
};

struct edi_s3_page {
    bool more;              /* there is a next one */
    char next[EDI_S3_TEXT]; /* the token that asks for it */
};

/* Puts the keys, less the prefix, that stand in the page. X12_ESYNTAX: it is no
 * such page. */
enum x12_status edi_s3_list(struct edi_hold *answer, const char *prefix,
                            struct edi_s3_page *page, struct edi_remotes *all,
                            struct x12_error *err) X12_MUST_USE;

#endif
