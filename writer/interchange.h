/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interchange - ISA, GS and ST opened and closed with right numbers and counts
 *
 *     x12_interchange_begin(&ic, w, &head, isa_control);
 *     x12_group_begin(&ic, gs_control);
 *     x12_set_begin(&ic, "837", 1, true);
 *     ... segments ...
 *     x12_set_end(&ic);
 *     x12_group_end(&ic);
 *     x12_interchange_end(&ic);
 *
 * Failures are the writer's: a header out of order, a text that is too long for
 * its element or holds a delimiter, a number out of its range.
 */
#ifndef X12_INTERCHANGE_H
#define X12_INTERCHANGE_H

#include "writer/writer.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_CONTROL_MAX = 999999999 }; /* of ISA13, GS06 and ST02 */

/* What the headers say. Text is padded to the widths of the ISA; what is longer
 * is a failure, for a cut id would be somebody else's. */
struct x12_interchange_head {
    x12_str authorization_qualifier, authorization; /* ISA01, 02; none: 00 */
    x12_str security_qualifier, security;           /* ISA03, 04; none: 00 */
    x12_str sender_qualifier, sender, receiver_qualifier, receiver;
    x12_str gs_sender, gs_receiver;
    x12_str functional; /* "HC" */
    x12_str version;    /* GS08 and ST03: "005010X222A1" */
    x12_date date;
    x12_time time;
    char usage;         /* 'P' or 'T' */
    bool ack_requested; /* ISA14 */
};

struct x12_interchange {
    struct x12_writer *writer;
    struct x12_interchange_head head;
    uint64_t isa_control, gs_control;
    uint32_t groups, sets;
    char st_control[10];
    bool in_isa, in_gs, in_st;
};

/* Control numbers are given by the caller, from 1 to X12_CONTROL_MAX: they come
 * from a store that never gives one twice. All text of `head` must outlive the
 * interchange. */
X12_API void x12_interchange_begin(struct x12_interchange *ic,
                                   struct x12_writer *w,
                                   const struct x12_interchange_head *head,
                                   uint64_t isa_control);
X12_API void x12_group_begin(struct x12_interchange *ic, uint64_t gs_control);

/* `st_control` is written with 4 to 9 digits; `with_reference`: ST03 is sent
 * (all but the 835). The writer's set_segments starts at the ST. */
X12_API void x12_set_begin(struct x12_interchange *ic, const char *set,
                           uint64_t st_control, bool with_reference);
X12_API void x12_set_end(struct x12_interchange *ic);
X12_API void x12_group_end(struct x12_interchange *ic);
X12_API void x12_interchange_end(struct x12_interchange *ic);

#ifdef __cplusplus
}
#endif
#endif
