/* SPDX-License-Identifier: Apache-2.0 */
/*
 * code_check - the codes of a segment against their lists (SNIP level 5)
 *
 *     edi_code_check_set(&codes, guide);             at the ST
 *     edi_code_check_step(&codes, &cur);             each segment of the body
 *
 * Which elements hold such codes is worked out once a guide from the `list` of
 * its rules. Lists have days: a code is asked for on the day of service where
 * that is met ahead of it (DTP 434 and 472 of the claim), else on the day of
 * the set (BHT04, BPR16).
 */
#ifndef EDI_CODE_CHECK_H
#define EDI_CODE_CHECK_H

#include "edi/rules/code_form.h"
#include "parser/cursor.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_CODE_ITEMS = 512, /* elements of one guide that hold codes */
    EDI_CODE_SEEN = 1024, /* texts remembered to be right; a power of two */
};

/* An element or component that holds a code. */
struct edi_code_item {
    uint8_t element, component;
    const struct edi_code_form *form;
};

/* The items of one element. */
struct edi_code_group {
    uint8_t element;
    bool alone; /* its own text tells all */
    uint16_t first, count;
};

/* A text of up to 16 bytes that was looked at as a form, or as the element of a
 * row, and found right on that day. */
struct edi_code_seen {
    uint64_t head, tail; /* its first and last bytes */
    const void *as;
    x12_date day;
    uint8_t len;
    char component, repeat; /* the marks that cut it */
};

struct edi_code_check {
    const struct edi_code_book *book; /* NULL: what is built in */
    /* private below */
    const struct x12_guide *guide;   /* of the set at hand */
    const struct x12_guide *planned; /* that items are of */
    size_t item_count, group_count;
    struct edi_code_item items[EDI_CODE_ITEMS];
    struct edi_code_group groups[EDI_CODE_ITEMS];
    uint16_t
        first[X12_GUIDE_ROWS + 1]; /* groups of a row: [first, next first) */
    uint8_t tells[X12_GUIDE_ROWS]; /* what a row tells of days */
    x12_date set_day, day;
    char day_text[8];  /* the day of service that was read last */
    x12_date day_read; /* 0: none was */
    bool wrong;        /* something was told of the element at hand */
    struct edi_code_seen seen[EDI_CODE_SEEN];
    /* the diagnoses of the claim at hand */
    struct x12_place diagnosis;
    const struct x12_row *diagnosis_row;
    char version; /* '9', 'X' for ICD-10, 'T' when told; 0: none */
};

/* { 0 } is valid before the first set. `guide` may be NULL. */
X12_API void edi_code_check_set(struct edi_code_check *c,
                                const struct x12_guide *guide);

/* The segment that the cursor stands on; tells into cur->findings. */
X12_API void edi_code_check_step(struct edi_code_check *c,
                                 const struct x12_cursor *cur);

#ifdef __cplusplus
}
#endif
#endif
