/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes - code lists with their texts; loaded lists laid over them
 *
 *     text = edi_code_text(NULL, EDI_LIST_CARC, X12_STR("45"));
 *
 * The texts are our own and short. The owners of the lists add codes several
 * times a year, so a code that is not here is worth a warning, no more; and a
 * newer list can be loaded from a file and laid over what is built in:
 *
 *     struct edi_code_book book = { 0 };
 *     status = edi_code_book_load(&book, &arena, &src, "codes.tsv", err);
 *     text = edi_code_text(&book, EDI_LIST_CARC, code);
 *
 * One line a code, fields parted by TAB: list, code, text, first day, last day
 * (2024-03-01 or 20240301; each may be empty or left off). `#` begins a remark.
 *
 *     CARC	306	Type of bill not allowed	2025-03-01
 */
#ifndef EDI_CODES_H
#define EDI_CODES_H

#include "parser/arena.h"
#include "parser/source.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The lists, each with its table. The first ones go by the names that the rules
 * of the guide tables give. */
/* clang-format off */
#define EDI_LISTS(L)                                                          \
    L(CARC, carc)                     /* adjustment reasons: CAS02 */         \
    L(RARC, rarc)                     /* remittance remarks: LQ02, MOA03 */   \
    L(STATCAT, statcat)               /* claim status categories: STC01-1 */  \
    L(STATCODE, statcode)             /* claim statuses: STC01-2 */           \
    L(PLB, plb)                       /* provider adjustments: PLB03-1 */     \
    L(POS, pos)                       /* places of service */                 \
    L(TOB, tob)                       /* types of bill, two digits */         \
    L(FREQUENCY, frequency)           /* claim frequencies: CLM05-3 */        \
    L(ADMTYPE, admtype)               /* admission types: CL101 */            \
    L(ADMSOURCE, admsource)           /* admission sources: CL102 */          \
    L(PATSTATUS, patstatus)           /* patient statuses: CL103 */           \
    L(STATE, state)                   /* states and provinces: N402 */        \
    L(GROUP, group)                   /* adjustment groups: CAS01 */          \
    L(CLP02, clp02)                   /* claim statuses of a remittance */    \
    L(FILING, filing)                 /* filing indicators: SBR09 */          \
    L(RESPONSIBILITY, responsibility) /* payer responsibilities: SBR01 */     \
    L(RELATIONSHIP, relationship)     /* relationships: SBR02, PAT01 */       \
    L(DELAY, delay)                   /* delay reasons: CLM20 */              \
    L(PRICING, pricing)               /* pricing methods: HCP01 */            \
    L(ENTITY, entity)                 /* roles: NM101, N101 */                \
    L(REF, ref)                       /* reference qualifiers: REF01 */       \
    L(DATE, date)                     /* date qualifiers: DTP01, DTM01 */     \
    L(AMOUNT, amount)                 /* amount qualifiers: AMT01 */          \
    L(HIQUAL, hiqual)                 /* qualifiers of HI codes */            \
    L(PROCQUAL, procqual)             /* qualifiers of procedures */          \
    L(TA104, ta104)                   /* verdict on an interchange */         \
    L(TA105, ta105)                   /* what is wrong with it */             \
    L(AK901, ak901)                   /* verdict on a group */                \
    L(AK905, ak905)                   /* what is wrong with it */             \
    L(IK501, ik501)                   /* verdict on a set */                  \
    L(IK502, ik502)                   /* what is wrong with it */             \
    L(IK304, ik304)                   /* what is wrong with a segment */      \
    L(IK403, ik403)                   /* what is wrong with an element */     \
    L(ICD10CM, icd10cm)               /* diagnoses; from here on: empty, */   \
    L(ICD10PCS, icd10pcs)             /* inpatient procedures */              \
    L(HCPCS, hcpcs)                   /* procedures; unless loaded */         \
    L(CDT, cdt)                       /* dental procedures */                 \
    L(REVENUE, revenue)               /* SV201 */                             \
    L(MODIFIER, modifier)             /* of procedures */                     \
    L(TAXONOMY, taxonomy)             /* of providers: PRV03 */               \
    L(NDC, ndc)                       /* drugs */
/* clang-format on */

#define EDI_LIST_ENUM(id, table) EDI_LIST_##id,
enum edi_list { EDI_LISTS(EDI_LIST_ENUM) EDI_LIST_COUNT };

struct edi_code_row {
    const char *code;
    const char *text; /* "": known, without words of ours */
};

/* Rows stand as people count: N2 before N10. */
struct edi_code_list {
    const char *name; /* "CARC" */
    const struct edi_code_row *rows;
    size_t count;
};

/* The list that is built in. */
X12_API const struct edi_code_list *edi_code_list(enum edi_list list);

/* By name, "CARC"; false: no such list. */
X12_API bool edi_list_named(x12_str name, enum edi_list *list);

enum { EDI_CODE_LINE = 1024 }; /* longest line of a code file */

struct edi_code_entry {
    x12_str code, text;
    x12_date from, to; /* 0: no bound */
    uint32_t line;     /* of its file */
    uint32_t load;     /* which file, from 1 */
};

/* { 0 } is valid: nothing is laid over. All its memory is in the arenas given
 * to edi_code_book_load, so there is nothing to release. */
struct edi_code_book {
    struct {
        struct edi_code_entry *at;
        size_t count;
    } loaded[EDI_LIST_COUNT];
    uint32_t loads;
};

/* Lays the codes of `src`, which stays the caller's, over those of the book; a
 * later file goes before an earlier one. `name` stands in front of messages.
 * After a failure, told with its line, the book is as it was. */
X12_API enum x12_status edi_code_book_load(struct edi_code_book *book,
                                           struct x12_arena *arena,
                                           struct x12_source *src,
                                           const char *name,
                                           struct x12_error *err) X12_MUST_USE;

/* What a code means; empty when it is unknown or has no words. `book` NULL:
 * what is built in. Valid as long as the arena that the book was loaded in. */
X12_API x12_str edi_code_text(const struct edi_code_book *book,
                              enum edi_list list, x12_str code);

/* Is it a code of the list on that day? Day 0: on any. */
X12_API bool edi_code_known(const struct edi_code_book *book,
                            enum edi_list list, x12_str code, x12_date day);

#ifdef __cplusplus
}
#endif
#endif
