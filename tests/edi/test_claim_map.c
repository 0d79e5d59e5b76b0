/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/claim_fields_private.h"
#include "edi/claims/claim_map_private.h"
#include "edi/guides/guides.h"
#include "tests/support/cm.h"

#include <stdio.h>

static const char *const names[] = { "837P", "837I", "837D" };

enum { NAMES = sizeof(names) / sizeof(*names) };

/* The position of an element inside its group, where the shape has groups. */
static unsigned own_element(const struct edi_shape *shape, unsigned element)
{
    if (shape->times == 0 || element < shape->from)
        return element;
    if (element >= shape->from + (unsigned)shape->times * shape->stride)
        return 0;
    return shape->from + (element - shape->from) % shape->stride;
}

static bool has_part(const struct edi_shape *shape, const struct x12_rule *rule)
{
    unsigned element = own_element(shape, rule->element);

    for (size_t i = 0; i < shape->count; i++)
        if (shape->parts[i].element == element &&
            (rule->component == 0 ||
             shape->parts[i].component == rule->component))
            return true;
    return false;
}

/* Elements of the row that the guide uses and no member takes. */
static unsigned row_gaps(const struct x12_guide *guide,
                         const struct x12_row *row,
                         const struct edi_map_row *mapped)
{
    unsigned gaps = 0;

    if (!mapped->place) {
        print_message("%s %s %s has no place\n", guide->name, row->loop,
                      row->segment);
        return 1;
    }
    for (size_t i = 0; i < row->rule_count; i++)
        if (row->rules[i].use != X12_NOT_USED &&
            !has_part(mapped->place->shape, &row->rules[i])) {
            print_message("%s %s %s%02u-%u has no member\n", guide->name,
                          row->loop, row->segment, row->rules[i].element,
                          row->rules[i].component);
            gaps++;
        }
    return gaps;
}

static void every_element_a_guide_uses_has_its_member(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_map *maps = NULL;
    unsigned gaps = 0, rows = 0;

    (void)state;
    for (size_t n = 0; n < NAMES; n++) {
        const struct x12_guide *guide = edi_guide_named(x12_str_from(names[n]));
        const struct edi_map *map;

        assert_non_null(guide);
        map = edi_map_of(&maps, guide, &arena);
        assert_non_null(map);
        for (size_t i = 0; i < guide->count; i++) {
            if (!guide->rows[i].segment || map->rows[i].aside)
                continue;
            gaps += row_gaps(guide, &guide->rows[i], &map->rows[i]);
            rows++;
        }
    }
    assert_true(rows > 300);
    assert_int_equal(gaps, 0);
    x12_arena_release(&arena);
}

static void segments_are_written_in_the_order_of_the_guides(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_map *maps = NULL;

    (void)state;
    for (size_t n = 0; n < NAMES; n++) {
        const struct x12_guide *guide = edi_guide_named(x12_str_from(names[n]));
        const struct edi_map *map = edi_map_of(&maps, guide, &arena);
        const struct edi_map_row *before = NULL;

        for (size_t i = 0; i < guide->count; i++) {
            const struct edi_map_row *row = &map->rows[i];

            if (!guide->rows[i].segment || row->aside)
                continue;
            if (before && !row->opens && before->loop == row->loop)
                assert_true(before->place <= row->place);
            before = row;
        }
    }
    x12_arena_release(&arena);
}

static void parts_stand_in_the_order_of_their_elements(void **state)
{
    (void)state;
    for (int node = EDI_NODE_SET; node < EDI_NODES; node++) {
        size_t count;
        const struct edi_place *places = edi_map_places((enum edi_node)node,
                                                        &count);

        assert_true(count > 0 && count <= 32);
        for (size_t i = 0; i < count; i++)
            for (size_t k = 1; k < places[i].shape->count; k++) {
                const struct edi_part *part = &places[i].shape->parts[k];

                assert_true(part[-1].element < part->element ||
                            (part[-1].element == part->element &&
                             part[-1].component < part->component));
            }
    }
}

static void a_guide_is_mapped_once(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_map *maps = NULL;
    const struct x12_guide *guide = edi_guide_named(X12_STR("837P"));
    const struct edi_map *first = edi_map_of(&maps, guide, &arena);

    (void)state;
    assert_ptr_equal(edi_map_of(&maps, guide, &arena), first);
    x12_arena_release(&arena);
}

static void an_empty_array_has_no_items(void **state)
{
    struct edi_condition crc = { .code = { [2] = X12_STR("AV") } };
    const struct edi_field *codes = &edi_condition_record.fields[2];
    const void *items;

    (void)state;
    assert_int_equal(edi_field_items(codes, &crc, &items), 3);
    crc.code[2] = X12_STR("");
    assert_int_equal(edi_field_items(codes, &crc, &items), 0);
    assert_true(edi_record_is_empty(&edi_condition_record, &crc));
}

static void a_copy_says_the_same_and_borrows_nothing(void **state)
{
    struct x12_arena arena = { 0 };
    char value[] = "12345";
    struct edi_reference ref = {
        X12_STR("F8"), { value, 5 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }
    };
    x12_str fixed[] = { X12_STR("ONE"), X12_STR("TWO") };
    struct edi_line line = { .references = &ref,
                             .reference_count = 1,
                             .fixed = fixed,
                             .fixed_count = 2,
                             .charge = 12500,
                             .units = { 15, 1 },
                             .has_units = true };
    struct edi_line copy;

    (void)state;
    edi_record_copy(&edi_line_record, &copy, &line, &arena);
    assert_true(edi_record_equal(&edi_line_record, &copy, &line));
    line.units = (x12_decimal){ 150, 2 };
    assert_true(edi_record_equal(&edi_line_record, &copy, &line));
    value[0] = '9';
    assert_false(edi_record_equal(&edi_line_record, &copy, &line));
    assert_true(x12_str_is(copy.references[0].value, "12345"));
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_element_a_guide_uses_has_its_member),
        cmocka_unit_test(segments_are_written_in_the_order_of_the_guides),
        cmocka_unit_test(parts_stand_in_the_order_of_their_elements),
        cmocka_unit_test(a_guide_is_mapped_once),
        cmocka_unit_test(an_empty_array_has_no_items),
        cmocka_unit_test(a_copy_says_the_same_and_borrows_nothing),
    };

    return cmocka_run_group_tests_name("claim_map", tests, NULL, NULL);
}
