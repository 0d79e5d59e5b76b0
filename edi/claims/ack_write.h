/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_write - findings to the TA1 and the 999s that answer an interchange
 *
 * Give it an interchange as it is read: its headers, what was found of each
 * part, where each part ends. The groups of the answer (one GS*FA with one
 * ST*999 a group answered) go to a writer while that goes on; whether all is
 * refused by the TA1 is known at the end only, so the head is written then:
 *
 *     edi_ack_begin(&aw, &body, &options, &env);          behind an ISA
 *     edi_ack_group_begin(&aw, &env);                     a GS
 *     edi_ack_set_begin(&aw, &env);                       an ST
 *     edi_ack_found(&aw, finding, unit);
 *     edi_ack_set_end, edi_ack_group_end, edi_ack_end;    SE, GE, IEA
 *     if (edi_ack_is_due(&aw)) {
 *         edi_ack_write_head(&aw, &w);                    ISA and TA1
 *         ... the bytes of the body, if aw.groups > 0 ...
 *         edi_ack_write_tail(&aw, &w);                    IEA
 *     }
 *
 * Sender and receiver change places. A 999 names its own refusals; what is
 * listed is bounded by the limits below. Values of elements that could say who
 * somebody is are left out.
 */
#ifndef EDI_ACK_WRITE_H
#define EDI_ACK_WRITE_H

#include "parser/envelope.h"
#include "parser/finding.h"
#include "writer/interchange.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_ACK_SNIP = 2,             /* errors up to this level reject */
    EDI_ACK_SET_SEGMENTS = 1000,  /* IK3 listed of a set */
    EDI_ACK_UNIT_SEGMENTS = 100,  /* IK3 listed of a claim */
    EDI_ACK_SEGMENT_ELEMENTS = 99 /* IK4 listed of a segment */
};

struct edi_ack_options {
    x12_date date; /* 0: that of the interchange which is answered */
    x12_time time;
    unsigned snip; /* 0: EDI_ACK_SNIP */
};

/* What a person would look for: a claim by its number. */
struct edi_ack_unit {
    uint64_t from, to; /* bytes of the input it spans */
    const char *name;  /* "CLM01", "TRN02"; static */
    char value[36];    /* "": none */
};

struct edi_ack_codes {
    const char *at[5]; /* of fault lists, or static */
    unsigned count;
    bool rejects;
};

struct edi_ack_writer {
    uint32_t groups;      /* answered so far */
    uint64_t isa_control; /* of the answer: that of the interchange */
    char ta104, ta105[4]; /* so far */
    /* private below */
    struct edi_ack_options options;
    struct x12_interchange ic;
    char sender_qualifier[3], sender[16], receiver_qualifier[3], receiver[16];
    char gs_sender[16], gs_receiver[16], control[10], isa_control_text[10];
    x12_date isa_date;
    x12_time isa_time;
    bool ack_requested;
    uint32_t bad_isa;             /* bit k: element k of the ISA is at fault */
    bool in_group, in_set, named; /* an AK2 stands for the set at hand */
    struct edi_ack_codes group, set;
    const char *unsupported; /* IK502 of the set if it has no guide */
    uint64_t gs_control;
    uint64_t included; /* GE01 where it differs from the sets seen */
    bool has_included;
    uint32_t sets, accepted, warned;
    bool set_warned;
    /* what was listed */
    uint32_t segments, unit_segments, elements;
    uint64_t unit; /* 1 + from of the unit at hand; 0: none */
    uint32_t open; /* position of the IK3 that takes IK4s; 0: none */
    uint64_t open_offset;
};

/* An interchange begins. `body` takes the groups of the answer. */
X12_API void edi_ack_begin(struct edi_ack_writer *aw, struct x12_writer *body,
                           const struct edi_ack_options *options,
                           const struct x12_envelope *env);

X12_API void edi_ack_group_begin(struct edi_ack_writer *aw,
                                 const struct x12_envelope *env);
X12_API void edi_ack_set_begin(struct edi_ack_writer *aw,
                               const struct x12_envelope *env);

/* A finding about what is open, in the order of the input; those of one segment
 * side by side. `unit` NULL: outside of any. */
X12_API void edi_ack_found(struct edi_ack_writer *aw,
                           const struct x12_finding *finding,
                           const struct edi_ack_unit *unit);

/* There was more than could be told of the set at hand: it is rejected. */
X12_API void edi_ack_lost(struct edi_ack_writer *aw);

/* Each ends what is open inside, too; safe where nothing is open. */
X12_API void edi_ack_set_end(struct edi_ack_writer *aw);
X12_API void edi_ack_group_end(struct edi_ack_writer *aw);
X12_API void edi_ack_end(struct edi_ack_writer *aw);

/* Behind edi_ack_end: is there anything to send? An acknowledgement is not
 * answered, and an interchange without fault only if ISA14 asks for it. */
X12_API bool edi_ack_is_due(const struct edi_ack_writer *aw);

/* Does the TA1 refuse the interchange? Then the body is not to be sent. */
X12_API bool edi_ack_refuses(const struct edi_ack_writer *aw);

/* ISA and, where it is due, TA1; then the body; then IEA. */
X12_API void edi_ack_write_head(struct edi_ack_writer *aw,
                                struct x12_writer *w);
X12_API void edi_ack_write_tail(struct edi_ack_writer *aw,
                                struct x12_writer *w);

/* The delimiters that answers are written with: '~' '*' ':' '^'. */
X12_API extern const struct x12_delims edi_ack_delims;

/* Keeps `value` as far as an answer can say it: without delimiters, controls,
 * bytes over 0x7E and blanks at its end; "" where it would not be the same. */
X12_API void edi_ack_value(x12_str value, char *into, size_t cap);

#ifdef __cplusplus
}
#endif
#endif
