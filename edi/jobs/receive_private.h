/* SPDX-License-Identifier: Apache-2.0 */
/* receive_private - what the files of job_receive share */
#ifndef EDI_RECEIVE_PRIVATE_H
#define EDI_RECEIVE_PRIVATE_H

#include "edi/jobs/job_receive.h"
#include "edi/jobs/sniff.h"

/* Says what became of the file at hand; X12_OK. */
enum x12_status edi_receive_tell(struct edi_receive *r,
                                 enum edi_receive_verdict verdict,
                                 const char *why);

/* A name that stands for itself and nothing else, here and on a screen. */
bool edi_receive_is_safe(x12_str name);

/* What r->file is, which stands in the archive; X12_END: its gzip is not to be
 * read, and r->fault says why. A failure is ours. */
enum x12_status edi_receive_sniff(struct edi_receive *r,
                                  enum edi_sniffed *kind) X12_MUST_USE;

/* r->file is encrypted: what is in it becomes r->file. X12_END: it cannot be read,
 * which is told; it is left at the partner's. */
enum x12_status edi_receive_unseal(struct edi_receive *r) X12_MUST_USE;

/* Takes in r->file. Bytes that cannot be read are kept. */
enum x12_status edi_receive_ingest(struct edi_receive *r,
                                   enum edi_sniffed kind) X12_MUST_USE;

/* r->file is in the store or put aside: notes it, and lets it go at the
 * partner's as the profile has it. */
enum x12_status edi_receive_done(struct edi_receive *r,
                                 const struct edi_remote *remote) X12_MUST_USE;

/* r->file is a zip file: its members are next. X12_END: nothing to tell so far. */
enum x12_status edi_receive_unpack(
    struct edi_receive *r, const struct edi_remote *remote) X12_MUST_USE;

/* The next member, or behind the last the zip file itself. */
enum x12_status edi_receive_member(struct edi_receive *r) X12_MUST_USE;

#endif
