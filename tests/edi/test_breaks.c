/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/guides.h"
#include "edi/rules/faults.h"
#include "edi/rules/rule.h"
#include "tests/support/breaks.h"
#include "tests/support/cm.h"

enum { GUIDES = 8, RULES = 512 };

static struct breaks_table table;

/* Which rules were broken in which guides. */
static struct {
    const struct x12_fault *fault;
    bool broken[GUIDES];
} rules[RULES];

static size_t rule_count;

/* The guide that a base is by. */
static size_t guide_of(x12_str base)
{
    const struct x12_guide *guide;

    for (size_t i = 0; (guide = edi_guide_at(i)); i++)
        if (strstr(base.at, guide->reference))
            return i;
    return GUIDES - 1;
}

static void note(void *data, const struct x12_fault *fault, x12_str base)
{
    (void)data;
    for (size_t i = 0; i < rule_count; i++)
        if (rules[i].fault == fault)
            rules[i].broken[guide_of(base)] = true;
}

static void add_rules(const struct edi_rule *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(rule_count < RULES);
        rules[rule_count++].fault = &from[i].fault;
    }
}

static int load(void **state)
{
    static const char *const files[] = {
        "tests/breaks/envelope.txt",  "tests/breaks/guide.txt",
        "tests/breaks/balance.txt",   "tests/breaks/codes.txt",
        "tests/breaks/edits.txt",     "tests/breaks/rules-837.txt",
        "tests/breaks/rules-835.txt",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        breaks_load(&table, files[i]);
    add_rules(edi_rules_837, edi_rules_837_count);
    add_rules(edi_rules_835, edi_rules_835_count);
    return 0;
}

static void each_base_yields_nothing(void **state)
{
    const char *seen[64];
    size_t count = 0, wrong = 0;

    (void)state;
    for (size_t i = 0; i < table.count; i++)
        for (size_t k = 0; table.rows[i].bases[k]; k++) {
            const char *base = table.rows[i].bases[k];
            size_t s = 0;

            while (s < count && strcmp(seen[s], base) != 0)
                s++;
            if (s < count)
                continue;
            assert_true(count < sizeof(seen) / sizeof(seen[0]));
            seen[count++] = base;
            wrong += !breaks_base_is_right(base);
        }
    assert_int_equal(wrong, 0);
}

static void each_break_yields_its_finding_and_no_other(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < table.count; i++)
        wrong += !breaks_hold(&table.rows[i], note, NULL);
    assert_int_equal(wrong, 0);
}

static bool is_broken(const char *fault)
{
    for (size_t i = 0; i < table.count; i++)
        if (strcmp(table.rows[i].fault, fault) == 0)
            return true;
    return false;
}

/* Told of a segment that a guide lists and does not use. */
static bool some_guide_has_a_segment_not_used(void)
{
    const struct x12_guide *guide;

    for (size_t g = 0; (guide = edi_guide_at(g)); g++)
        for (size_t i = 0; i < guide->count; i++)
            if (guide->rows[i].use == X12_NOT_USED)
                return true;
    return false;
}

/* Faults that no file can have, with the reason: guides of users may have what
 * ours have not. tests/parser breaks them by guides of its own. */
static const struct {
    const char *fault;
    bool (*is_met)(void); /* the reason holds no more */
} excused[] = {
    { "SEGMENT_NOT_USED", some_guide_has_a_segment_not_used },
};

static bool is_excused(const char *fault)
{
    for (size_t i = 0; i < sizeof(excused) / sizeof(excused[0]); i++)
        if (strcmp(excused[i].fault, fault) == 0)
            return !excused[i].is_met();
    return false;
}

static void each_fault_of_the_list_is_broken_somewhere(void **state)
{
    struct edi_fault_entry entry;
    size_t missing = 0;

    (void)state;
    for (size_t i = 0; edi_fault_at(i, &entry); i++)
        if (!is_broken(entry.fault->name) && !is_excused(entry.fault->name)) {
            print_error("nothing breaks %s\n", entry.fault->name);
            missing++;
        }
    assert_int_equal(missing, 0);
}

/* "P I D" is of 837P, 837I and 837D; others name the guide. */
static bool is_for(const struct edi_rule *rule, const char *guide)
{
    const char *letter = strncmp(guide, "837", 3) == 0 ? guide + 3 : guide;

    return strstr(rule->guides, letter) != NULL;
}

/* Depends on what the breaks have yielded. */
static void each_rule_is_broken_in_each_of_its_guides(void **state)
{
    const struct x12_guide *guide;
    size_t missing = 0;

    (void)state;
    for (size_t i = 0; i < rule_count; i++) {
        const struct edi_rule *rule = edi_rule_of(rules[i].fault);

        for (size_t g = 0; (guide = edi_guide_at(g)); g++) {
            if (!is_for(rule, guide->name) || rules[i].broken[g])
                continue;
            print_error("nothing breaks %s of %s in the %s\n", rule->fault.name,
                        rule->at, guide->name);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_base_yields_nothing),
        cmocka_unit_test(each_break_yields_its_finding_and_no_other),
        cmocka_unit_test(each_fault_of_the_list_is_broken_somewhere),
        cmocka_unit_test(each_rule_is_broken_in_each_of_its_guides),
    };

    return cmocka_run_group_tests_name("breaks", tests, load, NULL);
}
