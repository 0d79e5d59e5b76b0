/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_999 - 005010X231A1: the implementation acknowledgement
 */
#include "edi/guides/tables_private.h"

/* clang-format off */

#define GROUP_ERRORS                                                       \
    " 1 2 3 4 5 6 10 11 12 13 14 15 16 17 18 19 23 24 25 26 "

#define SET_ERRORS                                                         \
    " 1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 23 24 25 26 27 I5 I6 "

/* the transaction set */

static const struct x12_rule st[] = {
    R(1, 143, "Set", IN(" 999 ")),
    R(2, 329, "Control number"),
    R(3, 1705, "Guide version"),
};

static const struct x12_rule ak1[] = {
    R(1, 479, "Functional id", IN(" BE HB HC HI HN HP HR HS RA ")),
    R(2, 28, "Group control number"),
    R(3, 480, "Version"),
};

/* 2000: Set acknowledged */

static const struct x12_rule ak2_2000[] = {
    R(1, 143, "Set", IN(" 270 271 276 277 278 820 834 835 837 ")),
    R(2, 329, "Control number"),
    S(3, 1705, "Guide version"),
};

/* 2100: Segment in error */

/* IK304 is situational in one source; an IK3 without it says nothing. */
static const struct x12_rule ik3_2100[] = {
    R(1, 721, "Segment"),
    R(2, 719, "Segment position"),
    S(3, 447, "Loop"),
    R(4, 620, "Segment error", IN(" 1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9 ")),
};

/* CTX06-2 is used by a known sample though some sources have it not used. */
static const struct x12_rule ctx_2100[] = {
    RX(1, 10, C(998), "Context"),
    RC(1, 1, 9999, "Context", IN(" SITUATIONAL_TRIGGER ")),
    NC(1, 2, 9998),
    R(2, 721, "Segment"),
    R(3, 719, "Segment position"),
    S(4, 447, "Loop"),
    S(5, C(30), "Position in segment"),
    RC(5, 1, 722, "Element position"),
    SC(5, 2, 1528, "Component position"),
    SC(5, 3, 1686, "Repeat position"),
    S(6, C(999), "Data element"),
    RC(6, 1, 9997, "Data element number"),
    SC(6, 2, 9997, "Data element number"),
};

static const struct x12_rule ctx_2100_trn02[] = {
    RX(1, 10, C(998), "Context"),
    RC(1, 1, 9999, "Context",
      IN(" TRN02 NM109 PATIENT_NAME_NM109 SUBSCRIBER_NAME_NM109 ENT01"
         " SUBSCRIBER_NUMBER_REF02 CLM01 ")),
    RC(1, 2, 9998, "Context value"),
    N(2, 721), N(3, 719), N(4, 447), N(5, C(30)), N(6, C(999)),
};

/* 2110: Element in error */

static const struct x12_rule ik4_2110[] = {
    R(1, C(30), "Position in segment"),
    RC(1, 1, 722, "Element position"),
    SC(1, 2, 1528, "Component position"),
    SC(1, 3, 1686, "Repeat position"),
    S(2, 725, "Data element number"),
    R(3, 621, "Element error",
      IN(" 1 2 3 4 5 6 7 8 9 10 12 13 I10 I11 I12 I13 I6 I9 ")),
    S(4, 724, "Bad value"),
};

/* 2000: Set acknowledged */

static const struct x12_rule ik5_2000[] = {
    R(1, 717, "Set verdict", IN(" A E M R W X ")),
    S(2, 618, "Set error", IN(SET_ERRORS)),
    S(3, 618, "Set error", IN(SET_ERRORS)),
    S(4, 618, "Set error", IN(SET_ERRORS)),
    S(5, 618, "Set error", IN(SET_ERRORS)),
    S(6, 618, "Set error", IN(SET_ERRORS)),
};

/* the transaction set */

static const struct x12_rule ak9[] = {
    R(1, 715, "Group verdict", IN(" A E M P R W X ")),
    R(2, 97, "Sets included"),
    R(3, 123, "Sets received"),
    R(4, 2, "Sets accepted"),
    S(5, 716, "Group error", IN(GROUP_ERRORS)),
    S(6, 716, "Group error", IN(GROUP_ERRORS)),
    S(7, 716, "Group error", IN(GROUP_ERRORS)),
    S(8, 716, "Group error", IN(GROUP_ERRORS)),
    S(9, 716, "Group error", IN(GROUP_ERRORS)),
};

static const struct x12_rule se[] = {
    R(1, 96, "Segments in the set"),
    R(2, 329, "Control number"),
};

static const struct x12_row rows[] = {
    LOOP(0, "TS", R, ANY, 0, "Transaction set"),
    SEG(1, "TS", ST, R, 1, 50, BY_ID, st, "Set header"),
    SEG(1, "TS", AK1, R, 1, 200, BY_ID, ak1, "Group acknowledged"),

    LOOP(1, "2000", S, ANY, 300, "Set acknowledged"),
    SEG(2, "2000", AK2, R, 1, 300, BY_ID, ak2_2000, "Set acknowledged"),

    LOOP(2, "2100", S, ANY, 400, "Segment in error"),
    SEG(3, "2100", IK3, R, 1, 400, BY_ID, ik3_2100, "Segment in error"),
    SEG(3, "2100", CTX, S, 9, 500, BY_PART(1, 1), ctx_2100, "Segment context"),
    SEG(3, "2100", CTX, S, 1, 500, BY_PART(1, 1), ctx_2100_trn02,
        "Business unit in error"),

    LOOP(3, "2110", S, ANY, 600, "Element in error"),
    SEG(4, "2110", IK4, R, 1, 600, BY_ID, ik4_2110, "Element in error"),
    SEG(4, "2110", CTX, S, 10, 700, BY_ID, ctx_2100, "Element context"),

    SEG(2, "2000", IK5, R, 1, 800, BY_ID, ik5_2000, "Set verdict"),

    SEG(1, "TS", AK9, R, 1, 900, BY_ID, ak9, "Group verdict"),
    SEG(1, "TS", SE, R, 1, 800, BY_ID, se, "Set trailer"),
};

const struct x12_guide edi_guide_999 = {
    .name = "999",
    .set = "999",
    .functional = "FA",
    .reference = "005010X231A1",
    .title = "Implementation acknowledgement",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &edi_dictionary,
};
