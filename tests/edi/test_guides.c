/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/guides.h"
#include "tests/support/cm.h"

#include <stdio.h>
#include <stdlib.h>

/* Row by row in the shape of an outline, as tests/edi/outlines holds it. */
static void outline_row(FILE *out, const struct x12_row *row)
{
    const struct x12_rule *key = x12_row_rule(row, row->key_element,
                                              row->key_component);
    const struct x12_rule *key2 = x12_row_rule(row, row->key2_element,
                                               row->key2_component);

    fprintf(out, "%*s", row->depth * 2, "");
    if (row->segment)
        fprintf(out, "%s", row->segment);
    else
        fprintf(out, "[%s%s]", row->is_link ? "= " : "", row->loop);
    fprintf(out, " %c", row->use);
    if (row->max != 1)
        fprintf(out, row->max ? " x%u" : " x*", row->max);
    fprintf(out, " @%u", row->pos);
    if (key)
        fprintf(out, " %u.%u:%s", row->key_element, row->key_component,
                key->codes);
    if (key2)
        fprintf(out, " %u.%u:%s", row->key2_element, row->key2_component,
                key2->codes);
    fprintf(out, " %s", row->name);
    if (row->segment)
        fprintf(out, " (%zu)", row->rule_count);
    fputc('\n', out);
}

static char *outline_read(FILE *file, size_t *len)
{
    char *text;

    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *len = (size_t)ftell(file);
    rewind(file);
    text = test_malloc(*len + 1);
    assert_int_equal(fread(text, 1, *len, file), *len);
    text[*len] = '\0';
    return text;
}

/* UPDATE=1 writes the outline anew: review the diff. */
static void outline_compare(const struct x12_guide *guide, const char *path)
{
    FILE *now = tmpfile(), *kept = fopen(path, "rb");
    size_t now_len, kept_len;
    char *now_text, *kept_text;

    assert_non_null(now);
    for (size_t i = 0; i < guide->count; i++)
        outline_row(now, &guide->rows[i]);
    now_text = outline_read(now, &now_len);
    if (getenv("UPDATE")) {
        kept = kept ? freopen(path, "wb+", kept) : fopen(path, "wb+");
        assert_non_null(kept);
        assert_int_equal(fwrite(now_text, 1, now_len, kept), now_len);
    }
    if (!kept)
        fail_msg("%s is missing; run from the root of the tree", path);
    kept_text = outline_read(kept, &kept_len);
    if (strcmp(now_text, kept_text) != 0)
        fail_msg("%s is not the outline of %s", path, guide->name);
    test_free(now_text);
    test_free(kept_text);
    fclose(now);
    fclose(kept);
}

static void every_table_has_the_outline_that_is_kept(void **state)
{
    static const char *const paths[] = {
        "tests/edi/outlines/837p.txt",  "tests/edi/outlines/837i.txt",
        "tests/edi/outlines/837d.txt",  "tests/edi/outlines/835.txt",
        "tests/edi/outlines/277ca.txt", "tests/edi/outlines/999.txt",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        outline_compare(edi_guide_at(i), paths[i]);
    assert_null(edi_guide_at(sizeof(paths) / sizeof(paths[0])));
}

static void every_table_is_sound(void **state)
{
    const struct x12_guide *guide;

    (void)state;
    for (size_t i = 0; (guide = edi_guide_at(i)); i++) {
        size_t row;
        const char *fault = x12_guide_fault(guide, &row);

        if (fault)
            fail_msg("%s row %zu (%s %s): %s", guide->name, row,
                     guide->rows[row].loop,
                     guide->rows[row].segment ? guide->rows[row].segment : "",
                     fault);
    }
}

/* " A B C ": a blank on both sides of each code, and no other. */
static bool codes_are_well_formed(const char *codes)
{
    size_t len = strlen(codes);

    return len > 2 && codes[0] == ' ' && codes[len - 1] == ' ' &&
           !strstr(codes, "  ") && strlen(codes) == strcspn(codes, ",;\t");
}

static const char *rule_fault(const struct x12_rule *rule,
                              const struct x12_dictionary *dictionary)
{
    bool unused = rule->use == X12_NOT_USED || rule->use == X12_TOLERATED;
    const struct x12_data_element *element;

    if (rule->data_element >= dictionary->count)
        return "a data element past the dictionary";
    element = &dictionary->at[rule->data_element];
    if (element->type == X12_TYPE_NONE)
        return "a data element the dictionary does not know";
    if (rule->data_element > X12_COMPOSITE_FROM &&
        (element->type == X12_TYPE_COMPOSITE) !=
            (rule->data_element < X12_COMPOSITE_FROM + 1000))
        return "a composite that is none";
    if (element->type != X12_TYPE_COMPOSITE &&
        (element->shortest < 1 || element->shortest > element->longest))
        return "lengths that cannot be";
    if (rule->longest && (rule->longest >= element->longest ||
                          rule->longest < element->shortest))
        return "a guide's maximum that is none";
    if (rule->codes && !codes_are_well_formed(rule->codes))
        return "codes not each between blanks";
    if (!unused && (!rule->name || !rule->name[0]))
        return "a used element without a name";
    if (unused && (rule->codes || rule->list || rule->longest))
        return "a rule for a value that may not stand there";
    if (rule->repeat < 1)
        return "an element that may never stand";
    return NULL;
}

static void every_rule_agrees_with_the_dictionary(void **state)
{
    const struct x12_guide *guide;

    (void)state;
    for (size_t i = 0; (guide = edi_guide_at(i)); i++)
        for (size_t r = 0; r < guide->count; r++)
            for (size_t k = 0; k < guide->rows[r].rule_count; k++) {
                const struct x12_row *row = &guide->rows[r];
                const struct x12_rule *rule = &row->rules[k];
                const char *fault = rule_fault(rule, guide->dictionary);

                if (fault)
                    fail_msg("%s %s %s%02u-%u: %s", guide->name, row->loop,
                             row->segment, rule->element, rule->component,
                             fault);
            }
}

/* Elements 1, 2, 3, ... all have their rule, and a component stands behind a
 * composite that is used. */
static void no_rule_is_left_out(void **state)
{
    const struct x12_guide *guide;

    (void)state;
    for (size_t i = 0; (guide = edi_guide_at(i)); i++)
        for (size_t r = 0; r < guide->count; r++) {
            const struct x12_row *row = &guide->rows[r];
            unsigned element = 0, component = 0;
            const struct x12_rule *whole = NULL;

            for (size_t k = 0; k < row->rule_count; k++) {
                const struct x12_rule *rule = &row->rules[k];

                if (rule->component == 0) {
                    assert_int_equal(rule->element, ++element);
                    component = 0;
                    whole = rule;
                    continue;
                }
                assert_int_equal(rule->element, element);
                assert_int_equal(rule->component, ++component);
                assert_int_not_equal(whole->use, X12_NOT_USED);
                assert_int_equal(
                    guide->dictionary->at[whole->data_element].type,
                    X12_TYPE_COMPOSITE);
            }
            if (row->segment)
                assert_true(element > 0);
        }
}

static void has_as_many_rows_as_the_printed_guides(void **state)
{
    static const struct {
        const char *name;
        size_t loops, links, segments;
    } cases[] = {
        { "837P", 39, 1, 214 }, { "837I", 36, 1, 158 }, { "837D", 33, 1, 149 },
        { "835", 6, 0, 53 },    { "277CA", 14, 0, 38 }, { "999", 4, 0, 11 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct x12_guide *guide = edi_guide_named(
            x12_str_from(cases[i].name));
        size_t loops = 0, links = 0, segments = 0;

        assert_non_null(guide);
        for (size_t r = 0; r < guide->count; r++)
            if (guide->rows[r].segment)
                segments++;
            else if (guide->rows[r].is_link)
                links++;
            else
                loops++;
        assert_int_equal(loops, cases[i].loops);
        assert_int_equal(links, cases[i].links);
        assert_int_equal(segments, cases[i].segments);
    }
}

static const struct x12_row *row_of(const char *guide_name, const char *loop,
                                    const char *segment, const char *code)
{
    const struct x12_guide *guide = edi_guide_named(x12_str_from(guide_name));

    for (size_t r = 0; guide && r < guide->count; r++) {
        const struct x12_row *row = &guide->rows[r];
        const struct x12_rule *key = x12_row_rule(row, row->key_element,
                                                  row->key_component);

        if (row->segment && strcmp(row->loop, loop) == 0 &&
            strcmp(row->segment, segment) == 0 &&
            (!code || (key && x12_codes_have(key->codes, x12_str_from(code)))))
            return row;
    }
    fail_msg("no %s in %s of %s", segment, loop, guide_name);
    return NULL;
}

static void says_what_the_guides_say_of_well_known_elements(void **state)
{
    const struct x12_row *row = row_of("837P", "2010AA", "NM1", "85");

    (void)state;
    assert_string_equal(x12_row_rule(row, 8, 0)->codes, " XX ");
    assert_string_equal(x12_row_rule(row, 9, 0)->list, "NPI?XX");
    assert_string_equal(row->syntax, "P0809 C1110 C1203");
    row = row_of("837P", "2300", "CLM", NULL);
    assert_int_equal(row->max, 1);
    assert_int_equal(x12_row_rule(row, 1, 0)->longest, 20);
    assert_string_equal(x12_row_rule(row, 5, 3)->list, "FREQUENCY");
    assert_int_equal(x12_row_rule(row, 19, 0)->use, X12_NOT_USED);
    row = row_of("837I", "2300", "HI", "BE");
    assert_int_equal(row->key_component, 1);
    assert_int_equal(x12_row_rule(row, 12, 5)->use, X12_REQUIRED);
    row = row_of("837P", "2400", "PWK", "CT");
    assert_int_equal(row->key2_element, 2);
    row = row_of("835", "2110", "CAS", NULL);
    assert_string_equal(x12_row_rule(row, 1, 0)->codes, " CO OA PI PR ");
    assert_int_equal(row->max, 99);
    row = row_of("999", "2100", "CTX", "SITUATIONAL TRIGGER");
    assert_int_equal(x12_row_rule(row, 1, 0)->repeat, 10);
}

static void loop_2300_stands_below_subscriber_and_patient(void **state)
{
    const struct x12_guide *guide = edi_guide_named(X12_STR("837P"));
    size_t loop = 0, link = 0;

    (void)state;
    for (size_t r = 0; r < guide->count; r++)
        if (!guide->rows[r].segment && strcmp(guide->rows[r].loop, "2300") == 0)
            *(guide->rows[r].is_link ? &link : &loop) = r;
    assert_int_equal(x12_guide_target(guide, link), loop);
    assert_int_equal(guide->rows[loop].use, X12_SITUATIONAL);
    assert_int_equal(guide->rows[link].use, X12_REQUIRED);
    assert_int_equal(guide->rows[link].depth, guide->rows[loop].depth + 1);
}

static void finds_a_guide_by_its_reference(void **state)
{
    static const struct {
        const char *set, *reference, *name;
        bool sibling;
    } cases[] = {
        { "837", "005010X222", "837P", false },
        { "837", "005010X222A1", "837P", false },
        { "837", "005010X222A2", "837P", false },
        { "837", " 005010x222a1  ", "837P", false },
        { "837", "005010X223A3", "837I", false },
        { "837", "005010X224A2", "837D", false },
        { "835", "005010X221A1", "835", false },
        { "999", "005010X231", "999", false },
        { "999", "005010X231A1", "999", false },
        { "277", "005010X214", "277CA", false },
        { "837", "005010X291", "837P", true },
        { "837", "005010X292", "837I", true },
        { "837", "005010X298", "837P", true },
        { "837", "005010X299", "837I", true },
        { "837", "005010X300", "837D", true },
        { "837", "005010X2221", NULL, false },
        { "837", "004010X098A1", NULL, false },
        { "835", "004010X091A1", NULL, false },
        { "835", "005010X222A1", NULL, false },
        { "277", "005010X212", NULL, false },
        { "837", "005010", NULL, false },
        { "837", "", NULL, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        bool sibling = false;
        const struct x12_guide *guide = edi_guide_find(
            x12_str_from(cases[i].set), x12_str_from(cases[i].reference),
            &sibling);

        if (!guide != !cases[i].name ||
            (guide && strcmp(guide->name, cases[i].name) != 0) ||
            sibling != cases[i].sibling)
            fail_msg("%s %s", cases[i].set, cases[i].reference);
    }
}

static void finds_a_guide_by_its_short_name(void **state)
{
    (void)state;
    assert_string_equal(edi_guide_named(X12_STR("837p"))->reference,
                        "005010X222A1");
    assert_string_equal(edi_guide_named(X12_STR("277CA"))->set, "277");
    assert_null(edi_guide_named(X12_STR("837")));
    assert_null(edi_guide_named(X12_STR("837PX")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_sound),
        cmocka_unit_test(every_table_has_the_outline_that_is_kept),
        cmocka_unit_test(every_rule_agrees_with_the_dictionary),
        cmocka_unit_test(no_rule_is_left_out),
        cmocka_unit_test(has_as_many_rows_as_the_printed_guides),
        cmocka_unit_test(says_what_the_guides_say_of_well_known_elements),
        cmocka_unit_test(loop_2300_stands_below_subscriber_and_patient),
        cmocka_unit_test(finds_a_guide_by_its_reference),
        cmocka_unit_test(finds_a_guide_by_its_short_name),
    };

    return cmocka_run_group_tests_name("guides", tests, NULL, NULL);
}
