/* SPDX-License-Identifier: Apache-2.0 */
/*
 * envelope - ISA, GS, ST: who, which, how many; control numbers and counts
 *
 * Give it every segment in order; it keeps the headers at hand, numbers the
 * segments of a set and tells wrong counts, wrong control numbers, missing and
 * stray trailers. Nothing of that stops the run.
 */
#ifndef X12_ENVELOPE_H
#define X12_ENVELOPE_H

#include "parser/agreement.h"
#include "parser/finding.h"
#include "parser/segment.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a segment is to the envelope. */
enum x12_level {
    X12_AT_ISA,
    X12_AT_TA1,
    X12_AT_GS,
    X12_AT_ST,
    X12_AT_BODY,
    X12_AT_SE,
    X12_AT_GE,
    X12_AT_IEA,
    X12_AT_STRAY, /* outside a set, and none of these */
};

enum { X12_CONTROL_SEEN = 64 }; /* numbers remembered to tell repeated ones */

/* All text is zero-terminated and without trailing blanks. */
struct x12_envelope {
    /* ISA */
    char sender_qualifier[3], sender[16], receiver_qualifier[3], receiver[16];
    char isa_version[6], isa_control[10], ack_requested[2], usage[2];
    x12_date isa_date;
    x12_time isa_time;
    /* GS */
    char functional[3], gs_sender[16], gs_receiver[16], gs_control[10];
    char gs_version[13];
    x12_date gs_date;
    x12_time gs_time;
    /* ST; `reference` is ST03, or GS08 where ST03 is not sent */
    char set[4], st_control[10], reference[36];
    uint64_t set_ordinal; /* of the set in the input, from 1 */
    bool in_isa, in_gs, in_st;
    bool has_reference;    /* ST03 is sent */
    uint32_t segments;     /* of this set, so far */
    uint32_t sets, groups; /* of this group, of this interchange */
    uint64_t interchanges, all_groups, all_sets, all_segments;
    /* What is held against each ISA; NULL: only the standard. The caller's. */
    const struct x12_agreement *agreed;
    /* private below */
    bool stray; /* a segment outside a set was told */
    uint64_t seen_sets[X12_CONTROL_SEEN], seen_groups[X12_CONTROL_SEEN];
    uint64_t seen_interchanges[X12_CONTROL_SEEN];
};

/* Is it one of ISA TA1 GS ST SE GE IEA? All others are a set's own. Each has a
 * place of its own in the table. */
static inline bool x12_envelope_is_control(uint32_t id)
{
    static const uint32_t control[8] = {
        X12_ID('I', 'S', 'A'),
        X12_ID('S', 'E', 0),
        X12_ID('G', 'S', 0),
        X12_ID('S', 'T', 0),
        0,
        X12_ID('I', 'E', 'A'),
        X12_ID('G', 'E', 0),
        X12_ID('T', 'A', '1'),
    };

    return control[id * 0x08D12E65u >> 29] == id;
}

/* x12_envelope_step for a segment inside a set that is no control segment. */
static inline void x12_envelope_count(struct x12_envelope *env,
                                      struct x12_segment *seg)
{
    env->all_segments++;
    seg->place.segment = ++env->segments;
}

X12_API void x12_envelope_init(struct x12_envelope *env);

/* Takes the segment in, sets seg->place.segment (ST is 1) and the control
 * numbers of `findings` (may be NULL). */
X12_API enum x12_level x12_envelope_step(struct x12_envelope *env,
                                         struct x12_segment *seg,
                                         struct x12_findings *findings);

/* At the end of the input: tells what was left open at `place`. */
X12_API void x12_envelope_finish(struct x12_envelope *env,
                                 struct x12_place place,
                                 struct x12_findings *findings);

/* Outside a set: do both treat all that comes the same way? What they have
 * counted of segments and sets in the whole input does not matter for that. */
X12_API bool x12_envelope_is_same(const struct x12_envelope *a,
                                  const struct x12_envelope *b);

#ifdef __cplusplus
}
#endif
#endif
