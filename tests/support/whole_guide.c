/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/whole_guide.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

static char text[128 << 10];

struct sample {
    const struct x12_guide *guide;
    size_t used;
    unsigned values, segments, hl, parent[4];
};

static void add(struct sample *s, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(text + s->used, sizeof(text) - s->used, format, args);
    va_end(args);
    assert(len >= 0 && (size_t)len < sizeof(text) - s->used);
    s->used += (size_t)len;
}

/* The first of " A B ". */
static x12_str first_code(const char *codes)
{
    x12_str rest = x12_str_from(codes ? codes + 1 : "");

    return x12_str_cut(&rest, ' ');
}

/* A value by the type of its element; where the form of a date is told by the
 * element before it, `format` is that. */
static void add_value(struct sample *s, const struct x12_rule *rule,
                      x12_str *format)
{
    const struct x12_dictionary *dictionary = s->guide->dictionary;
    x12_str code = first_code(rule->codes);
    uint8_t type = dictionary->at[rule->data_element].type;

    s->values++;
    if (code.len > 0) {
        add(s, "%.*s", (int)code.len, code.at);
        if (rule->data_element == 1250)
            *format = code;
    } else if (rule->data_element == 1251 && x12_str_is(*format, "RD8")) {
        add(s, "202401%02u-202402%02u", s->values % 28 + 1, s->values % 27 + 1);
    } else if (rule->data_element == 1251 || type == X12_TYPE_DT) {
        add(s, "2023%02u%02u", s->values % 12 + 1, s->values % 28 + 1);
    } else if (type == X12_TYPE_TM) {
        add(s, "1230");
    } else if (type == X12_TYPE_R) {
        add(s, "%u.25", s->values);
    } else if (type == X12_TYPE_N) {
        add(s, "%u", s->values);
    } else {
        add(s, "V%u", s->values);
    }
}

static void add_hl(struct sample *s, const struct x12_row *row)
{
    const struct x12_rule *level = x12_row_rule(row, 3, 0);
    unsigned depth = (unsigned)(first_code(level->codes).at[1] - '0');

    depth = depth == 0 ? 1 : depth; /* 20, 22, 23 */
    s->parent[depth] = ++s->hl;
    add(s, "HL*%u*", s->hl);
    if (depth > 1)
        add(s, "%u", s->parent[depth - 1]);
    add(s, "*2%c*%c", first_code(level->codes).at[1], depth == 3 ? '0' : '1');
}

static void add_elements(struct sample *s, const struct x12_row *row)
{
    unsigned element = 0, component = 1;
    x12_str format = { NULL, 0 };

    add(s, "%s", row->segment);
    for (size_t i = 0; i < row->rule_count; i++) {
        const struct x12_rule *rule = &row->rules[i];
        bool has_parts = i + 1 < row->rule_count &&
                         row->rules[i + 1].element == rule->element &&
                         row->rules[i + 1].component > 0;

        if (rule->use == X12_NOT_USED || (rule->component == 0 && has_parts))
            continue;
        for (; element < rule->element; element++, component = 1)
            add(s, "*");
        for (; component < rule->component; component++)
            add(s, ":");
        add_value(s, rule, &format);
    }
}

static void add_row(struct sample *s, const struct x12_row *row)
{
    s->segments++;
    if (strcmp(row->segment, "HL") == 0)
        add_hl(s, row);
    else if (strcmp(row->segment, "ST") == 0)
        add(s,
            strcmp(s->guide->set, "837") == 0 ? "ST*837*0001*%s"
                                              : "ST*835*0001",
            s->guide->reference);
    else if (strcmp(row->segment, "SE") == 0)
        add(s, "SE*%u*0001", s->segments);
    else
        add_elements(s, row);
    add(s, "~\n");
}

/* The 2300 of the patient: what opens the claim and its first line. */
static void add_second_claim(struct sample *s)
{
    for (size_t i = 0; i < s->guide->count; i++) {
        const struct x12_row *row = &s->guide->rows[i];

        if (row->segment &&
            (strcmp(row->segment, "CLM") == 0 ||
             strcmp(row->segment, "LX") == 0 ||
             (strncmp(row->segment, "SV", 2) == 0 && row->segment[2] < '5')))
            add_row(s, row);
    }
}

x12_str whole_guide(const struct x12_guide *guide)
{
    struct sample s = { .guide = guide };

    add(&s,
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER"
        "       *240131*1200*^*00501*000000001*0*P*:~\n"
        "GS*HC*SENDER*RECEIVER*20240131*1200*1*X*%s~\n",
        guide->reference);
    for (size_t i = 0; i < guide->count; i++) {
        const struct x12_row *row = &guide->rows[i];

        if (row->is_link)
            add_second_claim(&s);
        else if (row->segment && strcmp(row->segment, "SE") != 0)
            add_row(&s, row);
    }
    for (size_t i = 0; i < guide->count; i++)
        if (guide->rows[i].segment && strcmp(guide->rows[i].segment, "SE") == 0)
            add_row(&s, &guide->rows[i]);
    add(&s, "GE*1*1~\nIEA*1*000000001~\n");
    return (x12_str){ text, s.used };
}
