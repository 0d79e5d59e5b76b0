/* SPDX-License-Identifier: Apache-2.0 */
/* small_guide - a claim guide of forty rows, invented for tests */
#include "tests/support/small_guide.h"

/* clang-format off */
#define RULE(el, co, u, de, list) { .element = el, .component = co, .use = u, .repeat = 1, .data_element = de, .codes = list }
#define R(el, de) RULE(el, 0, 'R', de, NULL)
#define S(el, de) RULE(el, 0, 'S', de, NULL)
#define N(el, de) RULE(el, 0, 'N', de, NULL)
#define RX(el, de, list) RULE(el, 0, 'R', de, list)
#define SX(el, de, list) RULE(el, 0, 'S', de, list)
#define RC(el, co, de) RULE(el, co, 'R', de, NULL)
#define SC(el, co, de) RULE(el, co, 'S', de, NULL)
#define RCX(el, co, de, list) RULE(el, co, 'R', de, list)

#define LOOP(d, p, id, u, m) { .depth = d, .pos = p, .loop = id, .use = u, .max = m, .name = id }
#define LINK(d, p, id, u, m) { .depth = d, .pos = p, .loop = id, .use = u, .max = m, .name = id, .is_link = true }
#define SEG(d, p, l, id, u, m, r) { .depth = d, .pos = p, .loop = l, .segment = id, .use = u, .max = m, .name = id, \
                                    .rules = r, .rule_count = sizeof(r) / sizeof((r)[0]) }
#define KEY(d, p, l, id, u, m, r, el, co) { .depth = d, .pos = p, .loop = l, .segment = id, .use = u, .max = m, .name = id, \
                                    .rules = r, .rule_count = sizeof(r) / sizeof((r)[0]), \
                                    .key_element = el, .key_component = co }

enum { DE_CODE = 1, DE_TEXT, DE_AMOUNT, DE_COUNT, DE_DATE, DE_TIME, DE_FORM = 1250, DE_PERIOD = 1251 };

static const struct x12_data_element elements[] = {
    [DE_CODE] = { X12_TYPE_ID, 1, 3 },
    [DE_TEXT] = { X12_TYPE_AN, 1, 35 },
    [DE_AMOUNT] = { X12_TYPE_R, 1, 18 },
    [DE_COUNT] = { X12_TYPE_N, 1, 10 },
    [DE_DATE] = { X12_TYPE_DT, 8, 8 },
    [DE_TIME] = { X12_TYPE_TM, 4, 8 },
    [DE_FORM] = { X12_TYPE_ID, 2, 3 },
    [DE_PERIOD] = { X12_TYPE_AN, 1, 35 },
    [X12_COMPOSITE(1)] = { X12_TYPE_COMPOSITE, 0, 0 },
};
static const struct x12_dictionary dictionary = { elements, sizeof(elements) / sizeof(elements[0]) };

static const struct x12_rule st[] = { R(1, DE_CODE), R(2, DE_TEXT), S(3, DE_TEXT) };
static const struct x12_rule bht[] = { R(1, DE_TEXT), R(2, DE_CODE), S(3, DE_TEXT), R(4, DE_DATE), R(5, DE_TIME), S(6, DE_CODE) };
static const struct x12_rule se[] = { R(1, DE_COUNT), R(2, DE_TEXT) };
static const struct x12_rule text[] = { R(1, DE_TEXT), S(2, DE_TEXT), S(3, DE_TEXT), S(4, DE_TEXT) };
static const struct x12_rule per[] = { RX(1, DE_CODE, " IC "), S(2, DE_TEXT), S(3, DE_CODE), S(4, DE_TEXT) };
static const struct x12_rule hl20[] = { R(1, DE_TEXT), N(2, DE_TEXT), RX(3, DE_CODE, " 20 "), S(4, DE_CODE) };
static const struct x12_rule hl22[] = { R(1, DE_TEXT), R(2, DE_TEXT), RX(3, DE_CODE, " 22 "), S(4, DE_CODE) };
static const struct x12_rule hl23[] = { R(1, DE_TEXT), R(2, DE_TEXT), RX(3, DE_CODE, " 23 "), S(4, DE_CODE) };
#define NAME(array, codes) \
    static const struct x12_rule array[] = { RX(1, DE_CODE, codes), S(2, DE_CODE), S(3, DE_TEXT), S(4, DE_TEXT) }
NAME(nm1_41, " 41 ");
NAME(nm1_85, " 85 ");
NAME(nm1_87, " 87 ");
NAME(nm1_il, " IL ");
NAME(nm1_pr, " PR ");
NAME(nm1_qc, " QC ");
NAME(nm1_dn, " DN P3 ");
NAME(nm1_82, " 82 ");
NAME(ref_ei, " EI SY ");
NAME(ref_g1, " G1 ");
NAME(ref_d9, " D9 ");
NAME(ref_6r, " 6R ");
static const struct x12_rule clm[] = {
    R(1, DE_TEXT), { .element = 2, .use = 'R', .repeat = 1, .data_element = DE_AMOUNT, .longest = 10 }, N(3, DE_CODE), S(4, DE_COUNT),
    R(5, X12_COMPOSITE(1)), RC(5, 1, DE_CODE), RCX(5, 2, DE_CODE, " A B "), SC(5, 3, DE_CODE),
    SX(6, DE_CODE, " Y N "),
};
#define DATE(array, codes) \
    static const struct x12_rule array[] = { RX(1, DE_CODE, codes), RX(2, DE_FORM, " D8 RD8 DT TM "), R(3, DE_PERIOD) }
DATE(dtp_435, " 435 ");
DATE(dtp_096, " 096 ");
DATE(dtp_472, " 472 ");
static const struct x12_rule hi_bk[] = { R(1, X12_COMPOSITE(1)), RCX(1, 1, DE_CODE, " ABK BK "), RC(1, 2, DE_TEXT) };
static const struct x12_rule hi_bf[] = { R(1, X12_COMPOSITE(1)), RCX(1, 1, DE_CODE, " ABF BF "), RC(1, 2, DE_TEXT) };
static const struct x12_rule sbr[] = { RX(1, DE_CODE, " P S T "), S(2, DE_CODE), S(3, DE_TEXT) };
static const struct x12_rule sv1[] = {
    R(1, X12_COMPOSITE(1)), RC(1, 1, DE_CODE), RC(1, 2, DE_TEXT), SC(1, 3, DE_TEXT), SC(1, 4, DE_TEXT),
    R(2, DE_AMOUNT), S(3, DE_CODE), { .element = 4, .use = 'S', .repeat = 2, .data_element = DE_TEXT },
};
static const struct x12_rule cas[] = {
    R(1, DE_CODE), R(2, DE_CODE), R(3, DE_AMOUNT), S(4, DE_AMOUNT), S(5, DE_CODE), S(6, DE_AMOUNT),
};

static const struct x12_row rows[] = {
    LOOP(0, 0, "TS", 'R', 0),
    SEG(1, 50, "TS", "ST", 'R', 1, st),
    SEG(1, 100, "TS", "BHT", 'R', 1, bht),
    LOOP(1, 200, "1000A", 'R', 1),
      KEY(2, 200, "1000A", "NM1", 'R', 1, nm1_41, 1, 0),
      SEG(2, 450, "1000A", "PER", 'R', 2, per),
    LOOP(1, 10, "2000A", 'R', 0),
      KEY(2, 10, "2000A", "HL", 'R', 1, hl20, 3, 0),
      SEG(2, 30, "2000A", "PRV", 'S', 1, text),
      LOOP(2, 150, "2010AA", 'R', 1),
        KEY(3, 150, "2010AA", "NM1", 'R', 1, nm1_85, 1, 0),
        SEG(3, 250, "2010AA", "N3", 'R', 1, text),
        SEG(3, 300, "2010AA", "N4", 'R', 1, text),
        KEY(3, 350, "2010AA", "REF", 'R', 1, ref_ei, 1, 0),
      LOOP(2, 150, "2010AB", 'S', 1),
        KEY(3, 150, "2010AB", "NM1", 'R', 1, nm1_87, 1, 0),
        SEG(3, 250, "2010AB", "N3", 'R', 1, text),
      LOOP(2, 10, "2000B", 'R', 0),
        KEY(3, 10, "2000B", "HL", 'R', 1, hl22, 3, 0),
        SEG(3, 50, "2000B", "SBR", 'R', 1, sbr),
        LOOP(3, 150, "2010BA", 'R', 1),
          KEY(4, 150, "2010BA", "NM1", 'R', 1, nm1_il, 1, 0),
          SEG(4, 250, "2010BA", "N3", 'S', 1, text),
        LOOP(3, 150, "2010BB", 'R', 1),
          KEY(4, 150, "2010BB", "NM1", 'R', 1, nm1_pr, 1, 0),
        LOOP(3, 1300, "2300", 'S', 3),
          SEG(4, 1300, "2300", "CLM", 'R', 1, clm),
          KEY(4, 1350, "2300", "DTP", 'S', 1, dtp_435, 1, 0),
          KEY(4, 1350, "2300", "DTP", 'S', 1, dtp_096, 1, 0),
          KEY(4, 1800, "2300", "REF", 'S', 2, ref_g1, 1, 0),
          KEY(4, 1800, "2300", "REF", 'S', 1, ref_d9, 1, 0),
          SEG(4, 1850, "2300", "K3", 'N', 0, text),
          KEY(4, 2310, "2300", "HI", 'R', 1, hi_bk, 1, 1),
          KEY(4, 2310, "2300", "HI", 'S', 1, hi_bf, 1, 1),
          LOOP(4, 2500, "2310A", 'S', 2),
            KEY(5, 2500, "2310A", "NM1", 'R', 1, nm1_dn, 1, 0),
            SEG(5, 2710, "2310A", "REF", 'S', 3, text),
          LOOP(4, 2500, "2310B", 'S', 1),
            KEY(5, 2500, "2310B", "NM1", 'R', 1, nm1_82, 1, 0),
            SEG(5, 2550, "2310B", "PRV", 'S', 1, text),
          LOOP(4, 2900, "2320", 'S', 3),
            SEG(5, 2900, "2320", "SBR", 'R', 1, sbr),
            SEG(5, 2950, "2320", "CAS", 'S', 5, cas),
          LOOP(4, 3650, "2400", 'R', 0),
            SEG(5, 3650, "2400", "LX", 'R', 1, text),
            SEG(5, 3700, "2400", "SV1", 'R', 1, sv1),
            KEY(5, 4550, "2400", "DTP", 'R', 1, dtp_472, 1, 0),
            KEY(5, 4700, "2400", "REF", 'S', 1, ref_6r, 1, 0),
            LOOP(5, 5400, "2430", 'S', 2),
              SEG(6, 5400, "2430", "SVD", 'R', 1, text),
              SEG(6, 5450, "2430", "CAS", 'S', 0, cas),
        LOOP(3, 10, "2000C", 'S', 0),
          KEY(4, 10, "2000C", "HL", 'R', 1, hl23, 3, 0),
          SEG(4, 70, "2000C", "PAT", 'R', 1, text),
          LOOP(4, 150, "2010CA", 'R', 1),
            KEY(5, 150, "2010CA", "NM1", 'R', 1, nm1_qc, 1, 0),
          LINK(4, 1300, "2300", 'R', 2),
    SEG(1, 5550, "TS", "SE", 'R', 1, se),
};
/* clang-format on */

const struct x12_guide small_guide = {
    .name = "SMALL",
    .set = "837",
    .functional = "HC",
    .reference = "005010X222A1",
    .title = "a small claim guide",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &dictionary,
};

const struct x12_guide *small_guide_find(x12_str set, x12_str reference,
                                         bool *sibling)
{
    *sibling = x12_str_is(reference, "005010X291");
    if (!x12_str_is(set, "837"))
        return NULL;
    if (*sibling || x12_str_starts(reference, X12_STR("005010X222")))
        return &small_guide;
    return NULL;
}

size_t small_guide_row(const char *loop, const char *segment, unsigned nth)
{
    for (size_t i = 0; i < small_guide.count; i++) {
        const struct x12_row *row = &small_guide.rows[i];

        if (strcmp(row->loop, loop) != 0 || !row->segment != !segment)
            continue;
        if ((!segment || strcmp(row->segment, segment) == 0) && --nth == 0)
            return i;
    }
    return X12_ROW_NONE;
}
