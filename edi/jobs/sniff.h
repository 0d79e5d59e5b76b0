/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sniff - what a file is, by its bytes and not by its name
 *
 *     status = edi_sniff(path, &kind, err);
 *
 * gzip is looked into: all of it, so that who reads it next meets no end that
 * comes too early and no more bytes than a disk or a night can take.
 */
#ifndef EDI_SNIFF_H
#define EDI_SNIFF_H

#include "parser/error.h"

enum edi_sniffed {
    EDI_SNIFFED_OTHER, /* X12, or whatever it is */
    EDI_SNIFFED_TEXT,  /* lines for people */
    EDI_SNIFFED_ZIP,
    EDI_SNIFFED_PGP, /* encrypted, as text or as bytes */
};

/* X12_ESYNTAX: gzip that is damaged, or not whole. X12_ELIMIT: it unpacks to more
 * than edi_zip_most. */
enum x12_status edi_sniff(const char *path, enum edi_sniffed *kind,
                          struct x12_error *err) X12_MUST_USE;

#endif
