/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tables_private - column shorthand of the guide tables, and their names
 *
 * A table reads like the outline of its printed guide:
 *
 *     LOOP(3, "2010AA", R, 1, 150, "Billing provider name"),
 *     SEG(4, "2010AA", NM1, R, 1, 150, BY(1), nm1_2010aa, "..."),
 *
 * is loop 2010AA at depth 3, required, at most once, at position 150, and the
 * NM1 that opens it, told from its namesakes by the code in element 1, with
 * the element rules nm1_2010aa. docs/guides.md tells how a guide becomes rows.
 */
#ifndef EDI_GUIDES_TABLES_PRIVATE_H
#define EDI_GUIDES_TABLES_PRIVATE_H

#include "parser/guide.h"

extern const struct x12_dictionary edi_dictionary;

extern const struct x12_guide edi_guide_837p, edi_guide_837i, edi_guide_837d;
extern const struct x12_guide edi_guide_835, edi_guide_277ca, edi_guide_999;

/* clang-format off */

/* How often at most: a number, or without a limit. */
#define ANY 0

/* Use, of a row and of an element alike. */
#define USE_R X12_REQUIRED
#define USE_S X12_SITUATIONAL
#define USE_N X12_NOT_USED
#define USE_T X12_TOLERATED

/* Rows: depth, loop, use, greatest repeat, position, name. */
#define LOOP(at, id, how, most, where, label)                                  \
    { .depth = at, .use = USE_##how, .max = most, .pos = where, .loop = id,    \
      .name = label }

/* A loop that is written out elsewhere in the table. */
#define LINK(at, id, how, most, where, label)                                  \
    { .depth = at, .use = USE_##how, .max = most, .pos = where, .loop = id,    \
      .name = label, .is_link = true }

/* depth, loop, segment, use, greatest repeat, position, key, rules, name */
#define SEG(at, id, seg, how, most, where, key, elements, label)               \
    { .depth = at, .use = USE_##how, .max = most, .pos = where, .loop = id,    \
      .segment = #seg, .name = label, key, .rules = elements,                  \
      .rule_count = sizeof(elements) / sizeof((elements)[0]),                  \
      .syntax = SYNTAX_##seg }

/* What tells a segment from its namesakes: nothing, the code of an element, of
 * a component, or of two elements together. */
#define BY_ID             .key_element = 0
#define BY(e)             .key_element = e
#define BY_PART(e, part)  .key_element = e, .key_component = part
#define BY_TWO(e, second) .key_element = e, .key2_element = second

/* Element rules: required, situational, not used; element number, number in
 * the dictionary, name, then IN(" codes "), LIST("external list"), TO(guide's
 * own maximum) as they apply. */
#define R(e, de, ...)       RULE(e, 0, USE_R, 1, de, __VA_ARGS__)
#define S(e, de, ...)       RULE(e, 0, USE_S, 1, de, __VA_ARGS__)
#define N(e, de)            RULE(e, 0, USE_N, 1, de, NULL)
#define T(e, de)            RULE(e, 0, USE_T, 1, de, NULL)

/* The same for a component of an element. */
#define RC(e, part, de, ...) RULE(e, part, USE_R, 1, de, __VA_ARGS__)
#define SC(e, part, de, ...) RULE(e, part, USE_S, 1, de, __VA_ARGS__)
#define NC(e, part, de)      RULE(e, part, USE_N, 1, de, NULL)

/* A required element that may repeat up to `times`. */
#define RX(e, times, de, ...) RULE(e, 0, USE_R, times, de, __VA_ARGS__)

#define RULE(e, part, how, times, de, ...)                                     \
    { .element = e, .component = part, .use = how, .repeat = times,            \
      .data_element = de, .name = __VA_ARGS__ }

#define IN(allowed)    .codes = allowed
#define LIST(external) .list = external
#define TO(most)       .longest = most

/* Composite C023 is C(23). */
#define C(n) X12_COMPOSITE(n)

/* Whole segments of one shape: a reference, a date, an amount. */
#define RULES_REF(array, qualifiers, ...)                                      \
    static const struct x12_rule array[] = {                                   \
        R(1, 128, "Qualifier", IN(qualifiers)),                                \
        R(2, 127, __VA_ARGS__),                                                \
        N(3, 352), N(4, C(40)),                                                \
    }
#define RULES_DTP(array, qualifiers, formats)                                  \
    static const struct x12_rule array[] = {                                   \
        R(1, 374, "Date qualifier", IN(qualifiers)),                           \
        R(2, 1250, "Date format", IN(formats)),                                \
        R(3, 1251, "Date"),                                                    \
    }
#define RULES_AMT(array, qualifiers, label)                                    \
    static const struct x12_rule array[] = {                                   \
        R(1, 522, "Amount qualifier", IN(qualifiers)),                         \
        R(2, 782, label, TO(10)),                                              \
        N(3, 478),                                                             \
    }

/* What X12 itself says of a segment in 005010, whichever guide uses it. Notes
 * on elements that a guide does not use cost nothing and stay. */
#define SYNTAX_AK1 NULL
#define SYNTAX_AK2 NULL
#define SYNTAX_AK9 NULL
#define SYNTAX_AMT NULL
#define SYNTAX_BHT NULL
#define SYNTAX_BPR "P0607 C0809 P1213 C1415 P1819 C2021"
#define SYNTAX_CAS                                                         \
    "L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516"  \
    " C1514 C1614 L171819 C1817 C1917"
#define SYNTAX_CL1 NULL
#define SYNTAX_CLM NULL
#define SYNTAX_CLP NULL
#define SYNTAX_CN1 NULL
#define SYNTAX_CR1 "P0102 P0506"
#define SYNTAX_CR2 "P0102 C0403 P0506"
#define SYNTAX_CR3 "P0203"
#define SYNTAX_CRC NULL
#define SYNTAX_CTP "P0405 C0607 C0902 C1002 C1103"
#define SYNTAX_CTX NULL
#define SYNTAX_CUR                                                         \
    "C0807 C0907 L101112 C1110 C1210 L131415 C1413 C1513 L161718 C1716"    \
    " C1816 L192021 C2019 C2119"
#define SYNTAX_DMG "P0102 P1011 C1105"
#define SYNTAX_DN1 NULL
#define SYNTAX_DN2 NULL
#define SYNTAX_DTM "R020305 C0403 P0506"
#define SYNTAX_DTP NULL
#define SYNTAX_FRM "R02030405"
#define SYNTAX_HCP "R0113 P0910 P1112"
#define SYNTAX_HI  NULL
#define SYNTAX_HL  NULL
#define SYNTAX_IK3 NULL
#define SYNTAX_IK4 NULL
#define SYNTAX_IK5 NULL
#define SYNTAX_K3  NULL
#define SYNTAX_LIN                                                         \
    "P0405 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425"    \
    " P2627 P2829 P3031"
#define SYNTAX_LQ  "C0102"
#define SYNTAX_LX  NULL
#define SYNTAX_MEA "R03050608 L050412 L060412 L07030506 E0803 P1112 E0412"
#define SYNTAX_MIA NULL
#define SYNTAX_MOA NULL
#define SYNTAX_N1  "R0203 P0304"
#define SYNTAX_N3  NULL
#define SYNTAX_N4  "E0207 C0605 C0704"
#define SYNTAX_NM1 "P0809 C1110 C1203"
#define SYNTAX_NTE NULL
#define SYNTAX_OI  NULL
#define SYNTAX_PAT "P0506 P0708"
#define SYNTAX_PER "P0304 P0506 P0708"
#define SYNTAX_PLB "P0506 P0708 P0910 P1112 P1314"
#define SYNTAX_PRV "P0203"
#define SYNTAX_PS1 NULL
#define SYNTAX_PWK "P0506"
#define SYNTAX_QTY "E0204 R0204"
#define SYNTAX_RDM NULL
#define SYNTAX_REF "R0203"
#define SYNTAX_SBR NULL
#define SYNTAX_SE  NULL
#define SYNTAX_ST  NULL
#define SYNTAX_STC NULL
#define SYNTAX_SV1 "P0304"
#define SYNTAX_SV2 "R0102 P0405"
#define SYNTAX_SV3 NULL
#define SYNTAX_SV5 "R0405 C0604"
#define SYNTAX_SVC NULL
#define SYNTAX_SVD NULL
#define SYNTAX_TOO NULL
#define SYNTAX_TRN NULL
#define SYNTAX_TS2 NULL
#define SYNTAX_TS3 NULL

/* clang-format on */

#endif
