/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/claim_ids.h"
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/small_claim.h"

static struct edi_claim_ids ids;
static struct x12_error err;

static int begin(void **state)
{
    (void)state;
    ids = (struct edi_claim_ids){ 0 };
    err = (struct x12_error){ 0 };
    return 0;
}

static int end(void **state)
{
    (void)state;
    edi_claim_ids_release(&ids);
    edi_claim_ids_release(&ids);
    return 0;
}

static const struct edi_claim *give(const struct edi_claim *claim)
{
    const struct edi_claim *out;

    assert_int_equal(edi_claim_ids_give(&ids, claim, X12_STR("CH"), &out, &err),
                     X12_OK);
    return out;
}

static x12_str line_id(const struct edi_claim *claim)
{
    return edi_reference_find(claim->lines[0].references,
                              claim->lines[0].reference_count, "6R");
}

static void gives_a_claim_without_a_number_one_that_it_keeps(void **state)
{
    struct small_claim small;
    const struct edi_claim *out;
    char first[EDI_CLAIM_ID];

    (void)state;
    small_claim_fill(&small, EDI_PROFESSIONAL, "", 12550);
    out = give(&small.claim);
    assert_int_equal(out->id.len, EDI_CLAIM_ID);
    for (size_t i = 0; i < out->id.len; i++)
        assert_true((out->id.at[i] >= '0' && out->id.at[i] <= '9') ||
                    (out->id.at[i] >= 'A' && out->id.at[i] <= 'Z'));
    assert_true(edi_id_is_whole(out->id));
    memcpy(first, out->id.at, sizeof(first));
    out = give(&small.claim);
    assert_memory_equal(first, out->id.at, sizeof(first));
    small.line.charge = small.claim.charge = 12551;
    out = give(&small.claim);
    assert_memory_not_equal(first, out->id.at, sizeof(first));
}

static void gives_each_line_a_number_that_tells_whose_it_is(void **state)
{
    struct small_claim small;
    const struct edi_claim *out;
    x12_str id;

    (void)state;
    small_claim_fill(&small, EDI_DENTAL, "PCN1", 12550);
    out = give(&small.claim);
    id = line_id(out);
    assert_true(x12_str_equal(out->id, X12_STR("PCN1")));
    assert_int_equal(id.len, 4 + EDI_LINE_ID_TAIL);
    assert_true(x12_str_starts(id, X12_STR("PCN1L001")));
    assert_true(edi_id_is_whole(id));
    assert_int_equal(small.claim.lines[0].reference_count, 0);
}

static void leaves_what_has_its_numbers_as_it_is(void **state)
{
    struct small_claim small;
    struct edi_reference ref = { .qualifier = X12_STR("6R"),
                                 .value = X12_STR("7") };

    (void)state;
    small_claim_fill(&small, EDI_DENTAL, "PCN1", 12550);
    small.line.references = &ref;
    small.line.reference_count = 1;
    assert_ptr_equal(give(&small.claim), &small.claim);
}

static void a_line_of_a_long_number_is_told_in_thirty_characters(void **state)
{
    struct small_claim small;
    x12_str id;

    (void)state;
    small_claim_fill(&small, EDI_DENTAL, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
                     12550);
    id = line_id(give(&small.claim));
    assert_int_equal(id.len, EDI_LINE_ID_MOST);
    assert_true(edi_id_is_whole(id));
}

static void a_damaged_number_is_not_whole(void **state)
{
    static const char whole[] = "PCN0001L002";
    char id[sizeof(whole)];

    (void)state;
    memcpy(id, whole, sizeof(whole) - 1);
    id[sizeof(id) - 1] = edi_id_check((x12_str){ whole, sizeof(whole) - 1 });
    assert_true(edi_id_is_whole((x12_str){ id, sizeof(id) }));
    for (size_t i = 0; i < sizeof(id); i++) {
        const char kept = id[i];

        id[i] = kept == '7' ? '8' : '7';
        assert_false(edi_id_is_whole((x12_str){ id, sizeof(id) }));
        id[i] = kept;
        if (i > 0 && id[i] != id[i - 1]) { /* two that stand the other way */
            id[i] = id[i - 1];
            id[i - 1] = kept;
            assert_false(edi_id_is_whole((x12_str){ id, sizeof(id) }));
            id[i - 1] = id[i];
            id[i] = kept;
        }
    }
    assert_false(edi_id_is_whole(X12_STR("")));
}

static void fails_clearly_whichever_allocation_fails(void **state)
{
    const struct edi_claim *out;
    struct small_claim small;
    long n = 0;

    (void)state;
    small_claim_fill(&small, EDI_PROFESSIONAL, "", 12550);
    for (;; n++) {
        enum x12_status status;

        edi_claim_ids_release(&ids);
        ids = (struct edi_claim_ids){ 0 };
        err = (struct x12_error){ 0 };
        failing_malloc_from(n);
        status = edi_claim_ids_give(&ids, &small.claim, X12_STR("CH"), &out,
                                    &err);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        assert_int_equal(status, X12_ENOMEM);
    }
    assert_true(n > 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(gives_a_claim_without_a_number_one_that_it_keeps),
        TEST(gives_each_line_a_number_that_tells_whose_it_is),
        TEST(leaves_what_has_its_numbers_as_it_is),
        TEST(a_line_of_a_long_number_is_told_in_thirty_characters),
        TEST(a_damaged_number_is_not_whole),
        TEST(fails_clearly_whichever_allocation_fails),
    };

    return cmocka_run_group_tests_name("claim_ids", tests, NULL, NULL);
}
