/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_scrub - the same file with people, ids and dates replaced
 *
 * Segment by segment, each as long as it was; delimiters and the breaks between
 * segments stay. What is no segment (text before an ISA) is left out.
 */
#ifndef EDI_JOB_SCRUB_H
#define EDI_JOB_SCRUB_H

#include "edi/jobs/scrub.h"
#include "parser/source.h"
#include "writer/sink.h"

enum { EDI_SCRUB_SECRET = 16, EDI_SCRUB_KEY_FILE = 64 << 10 };

/* The key of a file, 16 bytes at least; NULL: one that is drawn, and gone when
 * the run is over. */
enum x12_status edi_scrub_key_read(struct edi_scrub_key *key, const char *path,
                                   struct x12_error *err) X12_MUST_USE;

/* Takes `src` over. `*cut_off`: the input ended before its IEA. */
enum x12_status edi_scrub(const struct edi_scrub_key *key,
                          struct x12_source *src, struct x12_sink *out,
                          bool *cut_off, struct x12_error *err) X12_MUST_USE;

#endif
