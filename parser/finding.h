/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding - what is wrong with the data: one list of faults, one bounded list
 *
 * A finding is a fact about the input, not a failure: the run goes on. It names
 * its fault by a row of a fault list. The faults of X12 itself stand here, in
 * X12_FAULTS; a layer above that knows more brings rows of the same shape.
 *
 *     x12_found(findings, X12_FAULT_SE01_COUNT, seg->place, row);
 */
#ifndef X12_FINDING_H
#define X12_FINDING_H

#include "parser/error.h"
#include "parser/segment.h"

#ifdef __cplusplus
extern "C" {
#endif

enum x12_severity { X12_INFO = 0, X12_WARNING = 1, X12_ERROR = 2 };

/* What a fault is. The codes are those of TA105, AK905, IK502, IK304 and IK403;
 * "" where the acknowledgement has no place for it. */
struct x12_fault {
    const char *name;
    uint8_t snip; /* SNIP level 1 to 7 */
    uint8_t severity;
    const char *ta105, *ak905, *ik502, *ik304, *ik403;
    const char *text; /* what is wrong and what would be right */
};

/* id, snip, severity, TA105, AK905, IK502, IK304, IK403, text */
#define X12_FAULTS(F)                                                          \
    F(BYTES_BEFORE_ISA, 1, X12_WARNING, "", "", "", "", "",                    \
      "bytes stand before the ISA; a file begins with ISA")                    \
    F(BYTES_AFTER_IEA, 1, X12_WARNING, "", "", "", "", "",                     \
      "bytes stand behind the IEA that are no interchange")                    \
    F(ISA_NOT_106, 1, X12_WARNING, "022", "", "", "", "",                      \
      "the ISA is not 106 characters long; its elements have fixed widths")    \
    F(ISA_ELEMENT, 1, X12_ERROR, "024", "", "", "", "",                        \
      "an element of the ISA has a value the standard does not know")          \
    F(ISA_DELIMITER, 1, X12_ERROR, "022", "", "", "", "",                      \
      "two of the delimiters are the same character")                          \
    F(ISA11_SEPARATOR, 1, X12_WARNING, "016", "", "", "", "",                  \
      "ISA11 holds nothing that could part repeats; from version 00402 on it " \
      "is the repetition separator")                                           \
    F(ISA12_VERSION, 1, X12_WARNING, "017", "", "", "", "",                    \
      "ISA12 is not 00501, as it is where groups are of version 005010")       \
    F(ISA_NOT_AGREED, 1, X12_ERROR, "024", "", "", "", "",                     \
      "an element of the ISA is not what was agreed with the partner")         \
    F(ISA_TERMINATOR, 1, X12_ERROR, "004", "", "", "", "",                     \
      "the segment terminator is not the one agreed with the partner")         \
    F(ISA_SEPARATOR, 1, X12_ERROR, "026", "", "", "", "",                      \
      "the element separator is not the one agreed with the partner")          \
    F(ISA13_REPEATED, 1, X12_ERROR, "025", "", "", "", "",                     \
      "the sender has used this ISA13 in the input before; each interchange "  \
      "has its own")                                                           \
    F(TRUNCATED, 1, X12_ERROR, "023", "", "", "", "",                          \
      "the input ends inside a segment; the rest of the file is missing")      \
    F(IEA_MISSING, 1, X12_ERROR, "023", "", "", "", "",                        \
      "the interchange ends without its IEA")                                  \
    F(IEA01_COUNT, 1, X12_ERROR, "021", "", "", "", "",                        \
      "IEA01 is not the number of groups in the interchange")                  \
    F(IEA02_CONTROL, 1, X12_ERROR, "001", "", "", "", "",                      \
      "IEA02 is not the control number of the ISA")                            \
    F(GS_MISSING, 1, X12_ERROR, "024", "", "", "", "",                         \
      "a transaction set or GE stands outside a functional group")             \
    F(GE_MISSING, 1, X12_ERROR, "", "3", "", "", "",                           \
      "the functional group ends without its GE")                              \
    F(GE01_COUNT, 1, X12_ERROR, "", "5", "", "", "",                           \
      "GE01 is not the number of transaction sets in the group")               \
    F(GE02_CONTROL, 1, X12_ERROR, "", "4", "", "", "",                         \
      "GE02 is not the control number of the GS")                              \
    F(GS_ELEMENT, 1, X12_ERROR, "", "2", "", "", "",                           \
      "an element of the GS has a value the standard does not know")           \
    F(GS06_REPEATED, 1, X12_WARNING, "", "19", "", "", "",                     \
      "GS06 stands in this interchange already; each group has its own")       \
    F(ST_MISSING, 1, X12_ERROR, "024", "", "", "2", "",                        \
      "a segment stands outside a transaction set")                            \
    F(SE_MISSING, 1, X12_ERROR, "", "", "2", "", "",                           \
      "the transaction set ends without its SE")                               \
    F(SET_NOT_OF_GROUP, 1, X12_ERROR, "", "", "18", "", "",                    \
      "sets of this kind do not stand in a group of this GS01")                \
    F(SE01_COUNT, 1, X12_ERROR, "", "", "4", "", "",                           \
      "SE01 is not the number of segments from ST to SE")                      \
    F(SE02_CONTROL, 1, X12_ERROR, "", "", "3", "", "",                         \
      "SE02 is not the control number of the ST")                              \
    F(ST02_REPEATED, 1, X12_ERROR, "", "", "23", "", "",                       \
      "ST02 stands in this group already; each set has its own")               \
    F(TRAILER_EXTRA, 1, X12_ERROR, "024", "", "", "2", "",                     \
      "a trailer stands without its header")                                   \
    F(SEGMENT_UNKNOWN, 1, X12_ERROR, "", "", "", "1", "",                      \
      "no segment of this name is in the guide; it is kept and not read")      \
    F(SEGMENT_UNEXPECTED, 1, X12_ERROR, "", "", "", "2", "",                   \
      "the segment has no place here in the guide")                            \
    F(SEGMENT_ORDER, 1, X12_ERROR, "", "", "", "7", "",                        \
      "the segment stands behind its place in the guide")                      \
    F(SEGMENT_MISSING, 2, X12_ERROR, "", "", "", "3", "",                      \
      "a segment the guide requires is missing from its loop")                 \
    F(LOOP_MISSING, 2, X12_ERROR, "", "", "", "3", "",                         \
      "a loop the guide requires is missing")                                  \
    F(LOOP_TOO_MANY, 2, X12_ERROR, "", "", "", "4", "",                        \
      "the loop occurs more often than the guide allows")                      \
    F(SEGMENT_TOO_MANY, 2, X12_ERROR, "", "", "", "5", "",                     \
      "the segment occurs more often than the guide allows")                   \
    F(SEGMENT_NOT_USED, 2, X12_ERROR, "", "", "", "I4", "",                    \
      "the guide does not use this segment here")                              \
    F(SEGMENT_EMPTY, 1, X12_WARNING, "", "", "", "8", "",                      \
      "the segment has no elements")                                           \
    F(TRAILING_SEPARATORS, 1, X12_WARNING, "", "", "", "8", "",                \
      "separators stand behind the last value of the segment or element")      \
    F(TRAILING_BLANKS, 1, X12_WARNING, "", "", "", "8", "6",                   \
      "blanks stand behind the value; it ends with its last character")        \
    F(ELEMENT_MISSING, 1, X12_ERROR, "", "", "", "8", "1",                     \
      "a required element or component is empty")                              \
    F(ELEMENT_CONDITIONAL, 1, X12_ERROR, "", "", "", "8", "2",                 \
      "an element is empty although another one calls for it")                 \
    F(ELEMENT_TOO_MANY, 1, X12_ERROR, "", "", "", "8", "3",                    \
      "the segment has more elements than the standard gives it")              \
    F(ELEMENT_SHORT, 1, X12_ERROR, "", "", "", "8", "4",                       \
      "the value is shorter than its element allows")                          \
    F(ELEMENT_LONG, 1, X12_ERROR, "", "", "", "8", "5",                        \
      "the value is longer than its element allows")                           \
    F(ELEMENT_CHARACTER, 1, X12_ERROR, "", "", "", "8", "6",                   \
      "the value has a character its element type does not allow")             \
    F(ELEMENT_CODE, 2, X12_ERROR, "", "", "", "8", "7",                        \
      "the code is not one that the guide allows here")                        \
    F(ELEMENT_DATE, 1, X12_ERROR, "", "", "", "8", "8",                        \
      "the value is no day of the calendar in the form CCYYMMDD")              \
    F(ELEMENT_TIME, 1, X12_ERROR, "", "", "", "8", "9",                        \
      "the value is no time of day in the form HHMM[SS[D[D]]]")                \
    F(ELEMENT_EXCLUDED, 1, X12_ERROR, "", "", "", "8", "10",                   \
      "two elements stand together that exclude each other")                   \
    F(REPEAT_TOO_MANY, 1, X12_ERROR, "", "", "", "8", "12",                    \
      "the element repeats more often than the guide allows")                  \
    F(COMPONENT_TOO_MANY, 1, X12_ERROR, "", "", "", "8", "13",                 \
      "the element has more components than the standard gives it")            \
    F(ELEMENT_NOT_USED, 2, X12_ERROR, "", "", "", "8", "I10",                  \
      "the guide does not use this element or component")                      \
    F(ELEMENT_TOLERATED, 2, X12_WARNING, "", "", "", "8", "I10",               \
      "the guide does not use this element; it is borne, for many send it")    \
    F(GUIDE_LONG, 2, X12_ERROR, "", "", "", "8", "5",                          \
      "the value is longer than the guide allows, though not the standard")    \
    F(NOT_ASCII, 1, X12_INFO, "", "", "", "", "",                              \
      "bytes over 0x7F stand in the set; they are kept as they are")           \
    F(GUIDE_NONE, 1, X12_WARNING, "", "", "I6", "", "",                        \
      "no guide is known for this set and version; its segments are not "      \
      "checked")                                                               \
    F(GUIDE_DIFFERS, 2, X12_ERROR, "", "", "I6", "", "",                       \
      "ST03 and GS08 name different guides; the set is read by the one that "  \
      "is known, ST03 before GS08")                                            \
    F(GUIDE_SIBLING, 2, X12_INFO, "", "", "", "", "",                          \
      "the set is read by the guide of its family; where that asks for more "  \
      "or less, it is a warning")

#define X12_FAULT_ENUM(id, snip, sev, ta, ak, ik5, ik3, ik4, text) \
    X12_FAULT_##id,
enum x12_fault_id { X12_FAULTS(X12_FAULT_ENUM) X12_FAULT_COUNT };

/* Indexed by enum x12_fault_id. */
X12_API extern const struct x12_fault x12_faults[X12_FAULT_COUNT];

struct x12_row; /* guide.h */

enum { X12_FINDING_VALUE = 99 }; /* IK404 takes no more */

struct x12_finding {
    const struct x12_fault *fault;
    struct x12_place place;
    const struct x12_row *row; /* of the guide; NULL where none is met */
    uint32_t segment_id;       /* X12_ID of the segment it stands in, or 0 */
    char interchange[10], group[10], transaction[10]; /* control numbers */
    bool has_numbers;    /* what was told and what would be right */
    int64_t told, right; /* counts, or cents when `is_money` */
    bool is_money;
    const char *note; /* static: a syntax note, a code list; or NULL */
    /* What called for the thing that is missing, or forbids it. */
    const struct x12_row *trigger_row; /* NULL: nothing is told of it */
    struct x12_place trigger;
    /* The value that is wrong, cut; a person's too: not to be shown as it is. */
    char value[X12_FINDING_VALUE + 1];
};

/* { 0 } is valid: it holds nothing and counts all. The numbers of the envelope
 * at hand are copied into each finding. */
struct x12_findings {
    struct x12_finding *at;
    size_t count, cap; /* kept, and room for so many */
    uint64_t dropped;  /* told but not kept */
    uint64_t told[3];  /* by severity, kept or not; never reset by clear */
    char interchange[10], group[10], transaction[10];
    uint32_t segment_id; /* of the segment at hand */
    unsigned snip;       /* levels above this are not taken; 0: all are */
    bool sibling; /* the set at hand is read by the guide of another: what only
                     a guide asks is a warning, and no answer tells it */
};

/* Room for `cap` findings in memory of the caller's. */
X12_API void x12_findings_init(struct x12_findings *list,
                               struct x12_finding *room, size_t cap);

/* Adds one. `list` may be NULL. Returns the kept finding so that more can be
 * said of it, or NULL when it was not kept. */
X12_API struct x12_finding *x12_found(struct x12_findings *list,
                                      enum x12_fault_id fault,
                                      struct x12_place place,
                                      const struct x12_row *row);

/* The same for a fault of another list. */
X12_API struct x12_finding *x12_found_fault(struct x12_findings *list,
                                            const struct x12_fault *fault,
                                            struct x12_place place,
                                            const struct x12_row *row);

/* Is it of this fault, by the set's own guide or by that of a sibling? */
X12_API bool x12_finding_is(const struct x12_finding *finding,
                            enum x12_fault_id fault);

/* Keeps the value that is wrong with the finding; NULL is none. */
X12_API void x12_finding_value(struct x12_finding *finding, x12_str value);

/* The id of the segment that it is about, zero-terminated: the one that is
 * missing rather than the one where that was noticed; "" without one. */
X12_API void x12_finding_segment(const struct x12_finding *finding,
                                 char into[4]);

/* Does the finding tell what the input lacks, noticed where something else
 * stands? Then it is about what was open before that. */
X12_API bool x12_finding_is_gap(const struct x12_finding *finding);

/* The code of TA105; of the ISA each element has its own. "": none. */
X12_API const char *x12_finding_ta105(const struct x12_finding *finding);

/* The code of AK905; of the GS each element has its own. "": none. */
X12_API const char *x12_finding_ak905(const struct x12_finding *finding);

/* "error", "warning", "info". */
X12_API const char *x12_severity_text(enum x12_severity severity);

#ifdef __cplusplus
}
#endif
#endif
