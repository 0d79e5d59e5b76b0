/* SPDX-License-Identifier: Apache-2.0 */
/* claim_maker - an 837 of one invented claim, by the rows of its guide */
#include "tests/soak/claim_maker.h"

#include "edi/guides/codes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    SEGMENT_PERCENT = 30,
    LOOP_PERCENT = 25,
    ELEMENT_PERCENT = 50,
    CODE_PERCENT = 75
};

/* Codes that ICD-10 has replaced, and those of other industries. */
static const char maker_not[] = " BK BF BJ PR BN BR BQ CAH ER IV WK ";

unsigned claim_maker_pick(struct claim_maker *m, unsigned below)
{
    m->state = m->state * UINT64_C(6364136223846793005) +
               UINT64_C(1442695040888963407);
    return (unsigned)((m->state >> 33) % below);
}

static bool maker_chance(struct claim_maker *m, unsigned percent)
{
    return claim_maker_pick(m, 100) < percent;
}

__attribute__((format(printf, 2, 3))) static void maker_add(
    struct claim_maker *m, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(m->text + m->used, sizeof(m->text) - m->used, format, args);
    va_end(args);
    assert(len >= 0 && (size_t)len < sizeof(m->text) - m->used);
    m->used += (size_t)len;
}

/* --- values ------------------------------------------------------------------ */

static void maker_digits(struct claim_maker *m, char *into, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        into[i] = (char)('0' + claim_maker_pick(m, 10));
    into[count] = '\0';
}

/* The tenth digit makes the Luhn sum of 80840 and all ten a multiple of 10. */
void claim_maker_npi(struct claim_maker *m, char into[11])
{
    unsigned sum = 24;

    maker_digits(m, into, 9);
    into[0] = '1';
    for (unsigned i = 0; i < 9; i++) {
        unsigned digit = (unsigned)(into[i] - '0');

        if (i % 2 == 0)
            digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
        sum += digit;
    }
    into[9] = (char)('0' + (10 - sum % 10) % 10);
    into[10] = '\0';
}

static void maker_word(struct claim_maker *m, char *into, unsigned shortest,
                       unsigned longest)
{
    static const char *const words[] = {
        "ALDER",  "BRIGHT",  "CEDAR", "DENHOLM", "ELMWOOD", "FAIRWAY", "GLEN",
        "HARBOR", "INGLEBY", "JUNE",  "KEEL",    "LARCH",   "MAPLE",   "NORTH",
    };
    size_t len = 0;

    if (longest > 30)
        longest = 30;
    do {
        const char *word = words[claim_maker_pick(m, 14)];

        for (; *word && len < longest; word++)
            into[len++] = *word;
    } while (len < shortest || (longest > 12 && maker_chance(m, 20)));
    into[len] = '\0';
}

/* One of " A B C " that is none of those left out. */
static void maker_code(struct claim_maker *m, const char *codes, char *into)
{
    x12_str rest, code, kept = { NULL, 0 };
    unsigned count = 0;

    for (rest = x12_str_from(codes); rest.len > 0;) {
        code = x12_str_cut(&rest, ' ');
        if (code.len == 0 ||
            (x12_codes_have(maker_not, code) &&
             !x12_codes_have(" PR ", code)) ||
            (x12_str_is(code, "PR") && x12_codes_have(codes, X12_STR("APR"))))
            continue;
        if (claim_maker_pick(m, ++count) == 0)
            kept = code;
    }
    if (kept.len == 0) { /* all are left out: the first */
        rest = x12_str_from(codes + 1);
        kept = x12_str_cut(&rest, ' ');
    }
    x12_str_put(kept, into, MAKER_VALUE);
    for (; *into; into++)
        *into = *into == '_' ? ' ' : *into;
}

/* By the list's name; the qualifier before it tells of what kind it is. */
static const struct maker_list {
    const char *list, *qualifier, *values;
} maker_lists[] = {
    { "POSTAL", NULL, " 207050001 441261234 627011000 " },
    { "STATE", NULL, " OH MD IL CA TX " },
    { "COUNTRY", NULL, " DE FR MX " },
    { "COUNTRYSUB", NULL, " BY NRW " },
    { "CURRENCY", NULL, " CAD EUR " },
    { "SSN", NULL, " 123456789 987654320 " },
    { "NDC", NULL, " 00093015001 12345678901 " },
    { "REVENUE", NULL, " 0250 0300 0450 0636 " },
    { "MODIFIER", NULL, " 25 26 59 GT LT TC 76 " },
    { "TAXONOMY", NULL, " 207Q00000X 1223G0001X 282N00000X " },
    { "TOOTH", NULL, " 3 14 19 30 A T 8 " },
    { "ORALCAV", NULL, " 01 02 10 20 30 40 " },
    { "POS", NULL, " 11 12 22 49 71 " },
    { "TOB", NULL, " 13 83 11 21 74 " },
    { "FREQUENCY", NULL, " 1 1 1 7 8 " },
    { "ADMTYPE", NULL, " 1 2 3 " },
    { "ADMSOURCE", NULL, " 1 2 4 " },
    { "PATSTATUS", NULL, " 01 03 20 " },
    { "CARC", NULL, " 1 2 3 45 50 96 97 253 A1 " },
    { "RARC", NULL, " M15 MA01 N130 N30 N29 " },
    { "PROC", "HC", " 99213 99214 36415 71046 97110 " },
    { "PROC", "AD", " D0120 D0150 D1110 D2740 D8080 D7140 D2391 D4341 " },
    { "PROC", "HP", " AB12C ZZ101 " },
    { "HI", "ABK", " J069 E119 I10 Z0000 " },
    { "HI", "DR", " 470 194 " },
    { "HI", "ABJ", " R079 R1030 " },
    { "HI", "APR", " R112 R509 R55 " },
    { "HI", "BP", " 49505 27447 " },
    { "HI", "BO", " 49507 27446 " },
};

/* Codes of which one HI takes many: each is to stand there once. */
static bool maker_many(struct claim_maker *m, const char *by, char *into)
{
    const unsigned n = claim_maker_pick(m, 1000);

    if (strcmp(by, "ABF") == 0)
        snprintf(into, MAKER_VALUE, "M%03u", n);
    else if (strcmp(by, "ABN") == 0)
        snprintf(into, MAKER_VALUE, "W%02uX%uXA", n % 100, n / 100);
    else if (strcmp(by, "BBR") == 0 || strcmp(by, "BBQ") == 0)
        snprintf(into, MAKER_VALUE, "0DT%03uZ", n);
    else if (strcmp(by, "BI") == 0 || strcmp(by, "BH") == 0 ||
             strcmp(by, "BE") == 0 || strcmp(by, "BG") == 0)
        snprintf(into, MAKER_VALUE, "%c%u", 'A' + n % 20, n / 100);
    else if (strcmp(by, "TC") == 0)
        snprintf(into, MAKER_VALUE, "%c%02u", 'A' + n % 26, n / 10);
    else
        return false;
    return true;
}

static bool maker_listed(struct claim_maker *m, const char *list,
                         const char *qualifier, char *into)
{
    if (strcmp(list, "HI") == 0 && maker_many(m, qualifier, into))
        return true;
    for (size_t i = 0; i < sizeof(maker_lists) / sizeof(maker_lists[0]); i++) {
        const struct maker_list *row = &maker_lists[i];

        if (strcmp(row->list, list) != 0 ||
            (row->qualifier && strcmp(row->qualifier, qualifier) != 0))
            continue;
        maker_code(m, row->values, into);
        return true;
    }
    return false;
}

/* A day of 2025 in the form that `format` asks for. */
static void maker_period(struct claim_maker *m, const char *format, char *into)
{
    unsigned month = 1 + claim_maker_pick(m, 11);
    unsigned day = 1 + claim_maker_pick(m, 20);

    if (strcmp(format, "RD8") == 0)
        snprintf(into, MAKER_VALUE, "2025%02u%02u-2025%02u%02u", month, day,
                 month, day + 3);
    else if (strcmp(format, "TM") == 0)
        snprintf(into, MAKER_VALUE, "%02u15", claim_maker_pick(m, 24));
    else if (strcmp(format, "DT") == 0)
        snprintf(into, MAKER_VALUE, "2025%02u%02u%02u30", month, day,
                 claim_maker_pick(m, 24));
    else
        snprintf(into, MAKER_VALUE, "2025%02u%02u", month, day);
}

/* What a qualifier says of the value behind it; false: nothing. */
static bool maker_qualified(struct claim_maker *m, const char *by, char *into)
{
    if (strcmp(by, "XX") == 0)
        claim_maker_npi(m, into);
    else if (strcmp(by, "TE") == 0 || strcmp(by, "FX") == 0)
        snprintf(into, MAKER_VALUE, "555%07u", claim_maker_pick(m, 9999999));
    else if (strcmp(by, "F8") == 0 || strcmp(by, "D9") == 0)
        maker_digits(m, into, 12); /* nobody gives one number to many claims */
    else if (strcmp(by, "EX") == 0)
        maker_digits(m, into, 3);
    else if (strcmp(by, "EM") == 0)
        snprintf(into, MAKER_VALUE, "DESK%u@CLINIC.EXAMPLE",
                 claim_maker_pick(m, 99));
    else if (strcmp(by, "EI") == 0 || strcmp(by, "SY") == 0 ||
             strcmp(by, "24") == 0 || strcmp(by, "34") == 0)
        maker_digits(m, into, 9);
    else if (strcmp(by, "X4") == 0 || strcmp(by, "F4") == 0)
        snprintf(into, MAKER_VALUE, "11D%07u", claim_maker_pick(m, 9999999));
    else
        return false;
    return true;
}

static void maker_number(struct claim_maker *m, const struct x12_rule *rule,
                         uint8_t type, char *into)
{
    if (type == X12_TYPE_N)
        snprintf(into, MAKER_VALUE, "%u", 1 + claim_maker_pick(m, 9));
    else if (rule->data_element == 954) /* a percentage, below 1 */
        snprintf(into, MAKER_VALUE, ".%02u", 1 + claim_maker_pick(m, 98));
    else if (rule->data_element == 782 || maker_chance(m, 70))
        snprintf(into, MAKER_VALUE, "%u", 1 + claim_maker_pick(m, 200));
    else
        snprintf(into, MAKER_VALUE, "%u.5", claim_maker_pick(m, 20));
}

/* A value for an element or component; `by` is the value before it. */
static void maker_value(struct claim_maker *m, const struct x12_rule *rule,
                        const char *by, char *into)
{
    const struct x12_data_element *de =
        &m->guide->dictionary->at[rule->data_element];
    unsigned longest = rule->longest ? rule->longest : de->longest;

    if (rule->codes)
        maker_code(m, rule->codes, into);
    else if (rule->list && maker_listed(m, rule->list, by, into))
        return;
    else if (rule->data_element == X12_DE_PERIOD)
        maker_period(m, by, into);
    else if (de->type == X12_TYPE_DT)
        maker_period(m, "D8", into);
    else if (de->type == X12_TYPE_TM)
        maker_period(m, "TM", into);
    else if (de->type == X12_TYPE_R || de->type == X12_TYPE_N)
        maker_number(m, rule, de->type, into);
    else if (!((rule->data_element == 67 || rule->data_element == 127 ||
                rule->data_element == 364) &&
               maker_qualified(m, by, into)))
        maker_word(m, into, de->shortest, longest);
}

/* --- elements ---------------------------------------------------------------- */

static const char *maker_before(struct claim_maker *m,
                                const struct x12_rule *rule)
{
    if (rule->component > 1)
        return m->value[rule->element][rule->component - 1];
    if (rule->component == 1)
        return "";
    return m->value[rule->element - 1][0];
}

static void maker_fill(struct claim_maker *m, const struct x12_rule *rule)
{
    char *into = m->value[rule->element][rule->component];

    if (!*into)
        maker_value(m, rule, maker_before(m, rule), into);
}

static bool maker_has_parts(const struct x12_row *row, size_t i)
{
    return i + 1 < row->rule_count &&
           row->rules[i + 1].element == row->rules[i].element &&
           row->rules[i + 1].component > 0;
}

static bool maker_is_filled(const struct claim_maker *m, unsigned element)
{
    for (unsigned part = 0; part < MAKER_PARTS; part++)
        if (m->value[element][part][0])
            return true;
    return false;
}

/* One like the one before it, which is empty, would stand behind a hole. */
static bool maker_is_hole(const struct claim_maker *m,
                          const struct x12_row *row, size_t i)
{
    const struct x12_rule *rule = &row->rules[i], *before = rule - 1;

    if (i == 0 || rule->data_element != before->data_element ||
        rule->component == 0 || before->component == 0)
        return strcmp(row->segment, "HI") == 0 && rule->component == 0 &&
               rule->element > 1 && !maker_is_filled(m, rule->element - 1u);
    return !m->value[before->element][before->component][0];
}

static void maker_elements(struct claim_maker *m, const struct x12_row *row)
{
    bool inside = false; /* of a composite that is sent */

    for (size_t i = 0; i < row->rule_count; i++) {
        const struct x12_rule *rule = &row->rules[i];
        bool wanted = rule->use == X12_REQUIRED;

        if (rule->use == X12_SITUATIONAL && !maker_is_hole(m, row, i))
            wanted = maker_chance(m, maker_has_parts(row, i) &&
                                             strcmp(row->segment, "HI") == 0
                                         ? CODE_PERCENT
                                         : ELEMENT_PERCENT);
        if (rule->component > 0 ? !inside : maker_has_parts(row, i)) {
            inside = rule->component > 0 ? inside : wanted;
            continue;
        }
        if (wanted)
            maker_fill(m, rule);
    }
}

/* --- syntax notes ------------------------------------------------------------ */

static bool maker_has(const struct claim_maker *m, unsigned outer, unsigned at)
{
    return outer ? m->value[outer][at][0] != '\0' : maker_is_filled(m, at);
}

/* Sends it where the guide uses it; else false. */
static bool maker_send(struct claim_maker *m, const struct x12_row *row,
                       unsigned outer, unsigned at)
{
    const struct x12_rule *rule = outer ? x12_row_rule(row, outer, at)
                                        : x12_row_rule(row, at, 0);

    if (maker_has(m, outer, at))
        return true;
    if (!rule || rule->use == X12_NOT_USED || rule->use == X12_TOLERATED)
        return false;
    maker_fill(m, rule);
    return true;
}

static void maker_drop(struct claim_maker *m, unsigned outer, unsigned at)
{
    if (outer)
        m->value[outer][at][0] = '\0';
    else
        memset(m->value[at], 0, sizeof(m->value[at]));
}

/* "P0304": two digits an element. */
static void maker_note(struct claim_maker *m, const struct x12_row *row,
                       x12_str note, unsigned outer)
{
    unsigned at[8] = { 0 }, count = 0, present = 0;

    for (size_t i = 1; i + 1 < note.len && count < 8; i += 2)
        at[count++] = (unsigned)(10 * (note.at[i] - '0') + note.at[i + 1] -
                                 '0');
    for (unsigned i = 0; i < count; i++)
        present += maker_has(m, outer, at[i]);
    if (note.at[0] == 'P' && present > 0) {
        for (unsigned i = 0; i < count && present < count; i++)
            maker_drop(m, outer, at[i]); /* a value goes by its qualifier */
        for (unsigned i = 0; i < count; i++)
            if (!maker_send(m, row, outer, at[i]))
                for (unsigned k = 0; k < count; k++)
                    maker_drop(m, outer, at[k]);
    } else if (note.at[0] == 'C' && maker_has(m, outer, at[0])) {
        for (unsigned i = 1; i < count; i++)
            if (!maker_send(m, row, outer, at[i]))
                maker_drop(m, outer, at[0]);
    } else if (note.at[0] == 'R' && present == 0) {
        for (unsigned i = 0; i < count; i++)
            if (maker_send(m, row, outer, at[i]))
                break;
    } else if (note.at[0] == 'E') {
        for (unsigned i = 0; i < count && present > 1; i++)
            if (maker_has(m, outer, at[i])) {
                maker_drop(m, outer, at[i]);
                present--;
            }
    } else if (note.at[0] == 'L' && maker_has(m, outer, at[0]) &&
               present == 1) {
        for (unsigned i = 1; i < count; i++)
            if (maker_send(m, row, outer, at[i]))
                break;
    }
}

static void maker_notes(struct claim_maker *m, const struct x12_row *row)
{
    x12_str rest = x12_str_from(row->syntax);

    while (rest.len > 0) {
        x12_str note = x12_str_cut(&rest, ' ');
        unsigned outer = 0;

        if (note.len > 3 && note.at[2] == ':') {
            outer = (unsigned)(10 * (note.at[0] - '0') + note.at[1] - '0');
            note = (x12_str){ note.at + 3, note.len - 3 };
        }
        maker_note(m, row, note, outer);
    }
}

/* --- segments and loops ------------------------------------------------------ */

static void maker_put(struct claim_maker *m, const char *id)
{
    unsigned last = 0;

    for (unsigned e = 1; e < X12_GUIDE_ELEMENTS; e++)
        if (maker_is_filled(m, e))
            last = e;
    maker_add(m, "%s", id);
    for (unsigned e = 1; e <= last; e++) {
        unsigned parts = 0;

        for (unsigned part = 1; part < MAKER_PARTS; part++)
            if (m->value[e][part][0])
                parts = part;
        maker_add(m, "*%s", m->value[e][0]);
        for (unsigned part = 1; part <= parts; part++)
            maker_add(m, part > 1 ? ":%s" : "%s", m->value[e][part]);
    }
    maker_add(m, "~\n");
    m->segments++;
}

static void maker_hl(struct claim_maker *m, const struct x12_row *row)
{
    const struct x12_rule *level = x12_row_rule(row, 3, 0);
    unsigned depth = (unsigned)(level->codes[2] - '0'); /* " 20 " */

    depth = depth == 0 ? 1 : depth;
    m->parent[depth] = ++m->hl;
    maker_add(m, "HL*%u*", m->hl);
    if (depth > 1)
        maker_add(m, "%u", m->parent[depth - 1]);
    maker_add(m, "*%.2s*%c~\n", level->codes + 1,
              depth == 1 || (depth == 2 && m->patient) ? '1' : '0');
    m->segments++;
}

static void maker_segment(struct claim_maker *m, const struct x12_row *row)
{
    if (strcmp(row->segment, "HL") == 0) {
        maker_hl(m, row);
        return;
    }
    memset(m->value, 0, sizeof(m->value));
    maker_elements(m, row);
    maker_notes(m, row);
    if (strcmp(row->segment, "BHT") == 0)
        snprintf(m->value[6][0], MAKER_VALUE, "%s",
                 m->subrogates ? "31" : "CH");
    if (strcmp(row->segment, "CLM") == 0)
        snprintf(m->value[1][0], MAKER_VALUE, "PCN%09llu",
                 (unsigned long long)m->claims);
    maker_put(m, row->segment);
}

/* How often the row is sent; what hangs on the claim's facts first. */
static unsigned maker_times(struct claim_maker *m, const struct x12_row *row)
{
    unsigned most = row->max == 0 || row->max > 3 ? 3 : row->max;
    unsigned times = 1;

    if (strcmp(row->loop, "2000C") == 0 && !row->segment)
        return m->patient;
    if (!row->segment && strcmp(row->loop, "2010AC") == 0)
        return m->subrogates;
    if (!row->segment && strcmp(row->loop, "2320") == 0)
        return m->others;
    if (!row->segment && strcmp(row->loop, "2430") == 0)
        return claim_maker_pick(m, m->others + 1);
    if (!row->segment &&
        (strcmp(row->loop, "2000A") == 0 || strcmp(row->loop, "2000B") == 0))
        return 1;
    if (!row->segment && strcmp(row->loop, "2300") == 0)
        return row->is_link || !m->patient;
    if (row->use != X12_REQUIRED &&
        !maker_chance(m, row->segment ? SEGMENT_PERCENT : LOOP_PERCENT))
        return 0;
    while (times < most && maker_chance(m, 30))
        times++;
    return times;
}

static void maker_loop(struct claim_maker *m, size_t loop)
{
    const struct x12_guide *guide = m->guide;
    size_t at = x12_guide_target(guide, loop);
    const size_t end = x12_guide_end(guide, at);

    at++;
    while (at < end) {
        const struct x12_row *row = &guide->rows[at];
        bool aside = row->segment && (strcmp(row->segment, "ST") == 0 ||
                                      strcmp(row->segment, "SE") == 0);
        unsigned times = aside ? 0 : maker_times(m, row);

        for (unsigned i = 0; i < times; i++)
            if (row->segment)
                maker_segment(m, row);
            else
                maker_loop(m, at);
        at = row->segment ? at + 1 : x12_guide_end(guide, at);
    }
}

x12_str claim_maker_next(struct claim_maker *m)
{
    m->claims++;
    m->used = 0;
    m->hl = 0;
    m->segments = 1;
    m->patient = maker_chance(m, 30);
    m->subrogates = maker_chance(m, 5);
    m->others = maker_chance(m, 60) ? 0 : 1 + claim_maker_pick(m, 3);
    maker_add(m,
              "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER"
              "       *260115*1200*^*00501*000000001*0*T*:~\n"
              "GS*HC*SENDER*RECEIVER*20260115*1200*1*X*%s~\n"
              "ST*837*0001*%s~\n",
              m->guide->reference, m->guide->reference);
    maker_loop(m, 0);
    maker_add(m, "SE*%u*0001~\nGE*1*1~\nIEA*1*000000001~\n", m->segments + 1);
    return (x12_str){ m->text, m->used };
}
