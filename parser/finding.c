/* SPDX-License-Identifier: Apache-2.0 */
/* finding - what is wrong with the data: one list of faults, one bounded list */
#include "parser/finding.h"

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
    return x12_found_fault(list, &x12_faults[fault], place, row);
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
