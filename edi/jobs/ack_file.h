/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_file - the answers to a file's interchanges, a file each
 *
 * Each file is "ack-ISA13-N.x12" with the control number of the interchange
 * that it answers and N counting the answers of one run; an older one gives
 * way. It has mode 0600 and is there whole or not at all. The groups of an
 * answer wait in a nameless file of the same folder until the interchange ends,
 * so memory does not grow with what is found.
 */
#ifndef EDI_ACK_FILE_H
#define EDI_ACK_FILE_H

#include "edi/claims/ack_write.h"
#include "parser/cursor.h"

enum {
    EDI_ACK_FILE_SORT = 4096, /* findings of one step, EDI_CHECK_ROOM */
    EDI_ACK_FILE_LATE = 32,   /* findings of one header */
};

/* Where a check is. A header may be met while claims of the set before it are
 * still to be given. */
enum edi_ack_file_at {
    EDI_ACK_FILE_INSIDE, /* a set whose claims are being read */
    EDI_ACK_FILE_BETWEEN,
    EDI_ACK_FILE_ENDED,
};

struct edi_ack_file {
    const char *folder; /* there already */
    struct edi_ack_options options;
    struct x12_error *err;
    uint64_t files; /* written so far */
    /* private below */
    struct edi_ack_writer answer;
    struct x12_writer body;
    struct x12_sink sink; /* onto the nameless file */
    int fd;               /* of it; -1: none */
    bool open;            /* an interchange is being answered */
    uint64_t met;         /* ordinal of the control segment taken last */
    uint64_t dropped;
    size_t lates;
    struct x12_finding late[EDI_ACK_FILE_LATE];
    const struct x12_finding *sorted[EDI_ACK_FILE_SORT];
};

void edi_ack_file_init(struct edi_ack_file *af, const char *folder,
                       const struct edi_ack_options *options,
                       struct x12_error *err);

/* What one step of a check has read and found. `unit`: what the findings are
 * about, `units` of them in the order of the input. */
enum x12_status edi_ack_file_step(struct edi_ack_file *af,
                                  const struct x12_cursor *cur,
                                  enum edi_ack_file_at at,
                                  const struct x12_findings *findings,
                                  const struct edi_ack_unit *unit,
                                  unsigned units) X12_MUST_USE;

/* Gives up the answer at hand, if there is one. Before each file, and last. */
void edi_ack_file_reset(struct edi_ack_file *af);

#endif
