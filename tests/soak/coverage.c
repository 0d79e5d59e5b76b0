/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coverage GUIDE FILE... - which segments and elements of a guide the files have
 *
 * A table by loop and segment: how often it stands in the files, and how many of
 * the elements and components that the guide uses were sent at least once. What
 * is missing is named; 1 if anything is, but for what is listed here with why.
 */
#include "edi/guides/guides.h"
#include "parser/cursor.h"

#include <stdio.h>
#include <stdlib.h>

enum { COVERAGE_RULES = 16384 };

static struct {
    const struct x12_guide *guide;
    unsigned long rows[X12_GUIDE_ROWS];
    unsigned first[X12_GUIDE_ROWS + 1]; /* of the row's rules */
    unsigned long rules[COVERAGE_RULES];
} coverage;

static void coverage_begin(const struct x12_guide *guide)
{
    unsigned count = 0;

    coverage.guide = guide;
    for (size_t i = 0; i < guide->count; i++) {
        coverage.first[i] = count;
        count += (unsigned)guide->rows[i].rule_count;
    }
    coverage.first[guide->count] = count;
    if (count > COVERAGE_RULES)
        exit(2);
}

static void coverage_segment(const struct x12_cursor *cur)
{
    const struct x12_row *row = cur->row;
    size_t at = (size_t)(row - coverage.guide->rows);

    coverage.rows[at]++;
    for (size_t i = 0; i < row->rule_count; i++) {
        const struct x12_rule *rule = &row->rules[i];
        x12_str value = rule->component
                            ? x12_component(&cur->seg, rule->element,
                                            rule->component)
                            : x12_element(&cur->seg, rule->element);

        coverage.rules[coverage.first[at] + i] += value.len > 0;
    }
}

static int coverage_file(const char *path)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status = x12_source_open_file(&src, path, &err);

    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    while (status == X12_OK && (status = x12_cursor_next(&cur)) == X12_OK)
        if (cur.level == X12_AT_BODY && cur.row &&
            cur.walker->guide == coverage.guide)
            coverage_segment(&cur);
    x12_cursor_release(&cur);
    x12_source_close(&src);
    if (status != X12_END)
        fprintf(stderr, "coverage: %s: %s\n", path, err.text);
    return status != X12_END;
}

/* What is no claim's: the envelope, and what the partner's profile says. */
static const struct coverage_not {
    const char *guide, *loop, *segment;
    unsigned element, component; /* 0: any */
} coverage_not[] = {
    { NULL, "TS", "ST", 0, 0 },     { NULL, "TS", "SE", 0, 0 },
    { NULL, "1000A", "NM1", 4, 0 }, { NULL, "1000A", "NM1", 5, 0 },
    { NULL, "1000A", "PER", 0, 0 },
};

static bool coverage_is_not(const struct x12_row *row,
                            const struct x12_rule *rule)
{
    for (size_t i = 0; i < sizeof(coverage_not) / sizeof(coverage_not[0]);
         i++) {
        const struct coverage_not *no = &coverage_not[i];

        if ((!no->guide || strcmp(no->guide, coverage.guide->name) == 0) &&
            strcmp(no->loop, row->loop) == 0 &&
            strcmp(no->segment, row->segment) == 0 &&
            (no->element == 0 || no->element == rule->element) &&
            (no->component == 0 || no->component == rule->component))
            return true;
    }
    return false;
}

static unsigned coverage_row(size_t i)
{
    const struct x12_row *row = &coverage.guide->rows[i];
    unsigned used = 0, met = 0, missing = 0;

    for (size_t k = 0; k < row->rule_count; k++) {
        const struct x12_rule *rule = &row->rules[k];

        if ((rule->use != X12_REQUIRED && rule->use != X12_SITUATIONAL) ||
            coverage_is_not(row, rule))
            continue;
        used++;
        met += coverage.rules[coverage.first[i] + k] > 0;
    }
    printf("%-7s %-4s %-42.42s %9lu  %3u of %3u", row->loop, row->segment,
           row->name, coverage.rows[i], met, used);
    for (size_t k = 0; k < row->rule_count; k++) {
        const struct x12_rule *rule = &row->rules[k];

        if ((rule->use != X12_REQUIRED && rule->use != X12_SITUATIONAL) ||
            coverage_is_not(row, rule) ||
            coverage.rules[coverage.first[i] + k] > 0)
            continue;
        missing++;
        printf(rule->component ? " -%02u-%u" : " -%02u", rule->element,
               rule->component);
    }
    printf("\n");
    return missing;
}

int main(int argc, char **argv)
{
    const struct x12_guide *guide;
    unsigned missing = 0, rows = 0;

    guide = argc > 2 ? edi_guide_named(x12_str_from(argv[1])) : NULL;
    if (!guide)
        return 2;
    coverage_begin(guide);
    for (int i = 2; i < argc; i++)
        if (coverage_file(argv[i]))
            return 2;
    printf("%s\nloop    id   segment                                       "
           "times  elements sent\n",
           guide->name);
    for (size_t i = 0; i < guide->count; i++) {
        if (!guide->rows[i].segment)
            continue;
        rows++;
        missing += coverage_row(i);
    }
    printf("%s: %u segments, %u elements never sent\n", guide->name, rows,
           missing);
    return missing > 0;
}
