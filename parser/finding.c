/* SPDX-License-Identifier: Apache-2.0 */
/* finding - what is wrong with the data: one list of faults, one bounded list */
#include "parser/finding.h"

#include "parser/guide.h"

#define FINDING_ROW(id, level, sev, ta, ak, ik5, ik3, ik4, what) \
    [X12_FAULT_##id] = {                                         \
        .name = #id,                                             \
        .snip = level,                                           \
        .severity = sev,                                         \
        .ta105 = ta,                                             \
        .ak905 = ak,                                             \
        .ik502 = ik5,                                            \
        .ik304 = ik3,                                            \
        .ik403 = ik4,                                            \
        .text = what,                                            \
    },

const struct x12_fault x12_faults[X12_FAULT_COUNT] = { X12_FAULTS(
    FINDING_ROW) };

/* The same, as told of a set that is read by another's guide. */
#define SIBLING_ROW(id, level, sev, ta, ak, ik5, ik3, ik4, what) \
    [X12_FAULT_##id] = {                                         \
        .name = #id,                                             \
        .snip = level,                                           \
        .severity = X12_WARNING,                                 \
        .ta105 = "",                                             \
        .ak905 = "",                                             \
        .ik502 = "",                                             \
        .ik304 = "",                                             \
        .ik403 = "",                                             \
        .text = what,                                            \
    },

static const struct x12_fault sibling_faults[X12_FAULT_COUNT] = { X12_FAULTS(
    SIBLING_ROW) };

/* What a guide asks that its sibling may not. */
static bool finding_is_of_guide(enum x12_fault_id fault)
{
    static const enum x12_fault_id asked[] = {
        X12_FAULT_SEGMENT_UNKNOWN,  X12_FAULT_SEGMENT_UNEXPECTED,
        X12_FAULT_SEGMENT_ORDER,    X12_FAULT_SEGMENT_MISSING,
        X12_FAULT_LOOP_MISSING,     X12_FAULT_LOOP_TOO_MANY,
        X12_FAULT_SEGMENT_TOO_MANY, X12_FAULT_SEGMENT_NOT_USED,
        X12_FAULT_ELEMENT_MISSING,  X12_FAULT_ELEMENT_CODE,
        X12_FAULT_ELEMENT_NOT_USED, X12_FAULT_REPEAT_TOO_MANY,
        X12_FAULT_GUIDE_LONG,
    };

    for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
        if (asked[i] == fault)
            return true;
    return false;
}

void x12_findings_init(struct x12_findings *list, struct x12_finding *room,
                       size_t cap)
{
    *list = (struct x12_findings){ .at = room, .cap = cap };
}

struct x12_finding *x12_found_fault(struct x12_findings *list,
                                    const struct x12_fault *fault,
                                    struct x12_place place,
                                    const struct x12_row *row)
{
    struct x12_finding *finding;

    if (!list || (list->snip && fault->snip > list->snip))
        return NULL;
    list->told[fault->severity]++;
    if (list->count == list->cap) {
        list->dropped++;
        return NULL;
    }
    finding = &list->at[list->count++];
    *finding = (struct x12_finding){
        .fault = fault,
        .place = place,
        .row = row,
        .segment_id = list->segment_id,
    };
    memcpy(finding->interchange, list->interchange, sizeof(list->interchange));
    memcpy(finding->group, list->group, sizeof(list->group));
    memcpy(finding->transaction, list->transaction, sizeof(list->transaction));
    return finding;
}

struct x12_finding *x12_found(struct x12_findings *list,
                              enum x12_fault_id fault, struct x12_place place,
                              const struct x12_row *row)
{
    const struct x12_fault *told = &x12_faults[fault];

    if (list && list->sibling && finding_is_of_guide(fault))
        told = &sibling_faults[fault];
    return x12_found_fault(list, told, place, row);
}

bool x12_finding_is(const struct x12_finding *finding, enum x12_fault_id fault)
{
    return finding->fault == &x12_faults[fault] ||
           finding->fault == &sibling_faults[fault];
}

void x12_finding_value(struct x12_finding *finding, x12_str value)
{
    if (finding)
        x12_str_put(value, finding->value, sizeof(finding->value));
}

void x12_finding_segment(const struct x12_finding *finding, char into[4])
{
    const struct x12_row *row = finding->row;
    bool missing = x12_finding_is(finding, X12_FAULT_SEGMENT_MISSING) ||
                   x12_finding_is(finding, X12_FAULT_LOOP_MISSING);

    /* A loop row is followed by the segment that opens it. */
    if (row && missing && !row->segment)
        row++;
    if (row && missing && row->segment) {
        x12_str_put(x12_str_from(row->segment), into, 4);
        return;
    }
    for (unsigned i = 0; i < 4; i++)
        into[i] = (char)(unsigned char)(finding->segment_id >> 8 * i);
}

bool x12_finding_is_gap(const struct x12_finding *finding)
{
    static const enum x12_fault_id gaps[] = {
        X12_FAULT_TRUNCATED,  X12_FAULT_IEA_MISSING,  X12_FAULT_GE_MISSING,
        X12_FAULT_SE_MISSING, X12_FAULT_LOOP_MISSING, X12_FAULT_SEGMENT_MISSING,
    };

    for (size_t i = 0; i < sizeof(gaps) / sizeof(*gaps); i++)
        if (x12_finding_is(finding, gaps[i]))
            return true;
    return false;
}

const char *x12_finding_ta105(const struct x12_finding *finding)
{
    static const char *const isa[] = {
        NULL,  "010", "011", "012", "013", "005", "006", "007", "008",
        "014", "015", "016", "017", "018", "019", "020", "027",
    };
    /* What is a value of the standard, but not of this receiver's. */
    static const char *const agreed[] = {
        NULL, "010", "011", "012", "013", "005", "006", "007", "009",
        NULL, NULL,  "016", "003", NULL,  NULL,  "020", "027",
    };
    unsigned element = finding->place.element;

    if (finding->fault == &x12_faults[X12_FAULT_ISA_NOT_AGREED] &&
        element < sizeof(agreed) / sizeof(*agreed) && agreed[element])
        return agreed[element];
    if ((finding->fault == &x12_faults[X12_FAULT_ISA_ELEMENT] ||
         finding->fault == &x12_faults[X12_FAULT_ISA_DELIMITER]) &&
        element > 0 && element < sizeof(isa) / sizeof(*isa))
        return isa[element];
    return finding->fault->ta105;
}

const char *x12_finding_ak905(const struct x12_finding *finding)
{
    if (finding->fault != &x12_faults[X12_FAULT_GS_ELEMENT])
        return finding->fault->ak905;
    switch (finding->place.element) {
    case 1:
        return "1";
    case 6:
        return "6";
    case 8:
        return "2";
    default: /* AK905 has no code for dates and the agency */
        return "";
    }
}

const char *x12_severity_text(enum x12_severity severity)
{
    switch (severity) {
    case X12_INFO:
        return "info";
    case X12_WARNING:
        return "warning";
    case X12_ERROR:
        return "error";
    }
    return "error";
}
