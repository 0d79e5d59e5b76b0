/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/store/store_links.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

enum { CLAIMS = 4, PAYMENTS = 5 };

static int setup(void **state)
{
    static struct desk desk;

    desk_open(&desk);
    *state = &desk;
    return 0;
}

static int teardown(void **state)
{
    desk_close(*state);
    return 0;
}

static void take(struct desk *desk, const char *name)
{
    struct edi_ingested told;

    if (desk_ingest(desk, name, &told) != X12_OK)
        fail_msg("%s: %s", name, desk->err.text);
}

/* Two claims of one number, one that is paid, one of which nobody has heard; of
 * the payments one shares its payer's number with another, one is a stranger, and
 * one seeks the claim whose number it lost. */
static void take_some(struct desk *desk)
{
    desk_claims(desk, "000000001", "20250106",
                "A1 100 20250102;A1 60 20250103;B2 50 20250103;"
                "C3 80 20250104");
    take(desk, "claims");
    desk_payments(desk, "000000900", "20250120",
                  "A1 ICN1 1 100 70 20250102 CO*45*30;"
                  "00B2 ICN2 1 50 20 20250103 CO*45*30;"
                  "- ICN2 1 50 10 20250103 CO*45*40;"
                  "D4 ICN4 1 33 33 20250107 -;"
                  "0 0 1 80 80 20250104 -");
    take(desk, "payments");
}

static void link_again(struct desk *desk, size_t batch,
                       struct edi_linked *linked, struct x12_arena *arena)
{
    *linked = (struct edi_linked){
        .batch = batch,
        .rows = { [EDI_LINK_CLAIM] = { 1, CLAIMS, NULL, NULL },
                  [EDI_LINK_PAYMENT] = { 1, PAYMENTS, NULL, NULL },
                  [EDI_LINK_ACK] = { 1, 0, NULL, NULL } },
    };
    assert_int_equal(edi_db_script(&desk->store.db, "DELETE FROM link"),
                     X12_OK);
    assert_int_equal(edi_store_links_put(&desk->store, linked, arena), X12_OK);
}

static void tells_what_each_new_row_meets(void **state)
{
    struct desk *desk = *state;
    struct x12_arena arena = { 0 };
    struct edi_linked linked;

    take_some(desk);
    link_again(desk, 0, &linked, &arena);
    assert_true(edi_linked_by(&linked, EDI_LINK_CLAIM, 1, EDI_LINK_NUMBER));
    assert_true(edi_linked_by(&linked, EDI_LINK_CLAIM, 2, EDI_LINK_NUMBER));
    assert_false(edi_linked_by(&linked, EDI_LINK_CLAIM, 2, EDI_LINK_CONTROL));
    assert_false(edi_linked_by(&linked, EDI_LINK_CLAIM, 4, EDI_LINK_NUMBER));
    assert_true(edi_linked_by(&linked, EDI_LINK_CLAIM, 4, EDI_LINK_VISIT));
    assert_true(edi_linked_any(&linked, EDI_LINK_CLAIM, 4));
    assert_false(edi_linked_by(&linked, EDI_LINK_PAYMENT, 1, EDI_LINK_CONTROL));
    assert_true(edi_linked_by(&linked, EDI_LINK_PAYMENT, 2, EDI_LINK_CONTROL));
    assert_true(edi_linked_by(&linked, EDI_LINK_PAYMENT, 3, EDI_LINK_CONTROL));
    assert_false(edi_linked_any(&linked, EDI_LINK_PAYMENT, 4));
    assert_false(edi_linked_any(&linked, EDI_LINK_PAYMENT, 5));
    assert_int_equal(linked.rows[EDI_LINK_PAYMENT].claim[0], 1);
    assert_int_equal(linked.rows[EDI_LINK_PAYMENT].claim[1], 3);
    assert_int_equal(linked.rows[EDI_LINK_PAYMENT].claim[3], 0);
    /* Of what is not new everything may be. */
    assert_true(edi_linked_any(&linked, EDI_LINK_CLAIM, CLAIMS + 1));
    x12_arena_release(&arena);
}

static void tells_the_same_however_few_are_put_in_at_once(void **state)
{
    struct desk *desk = *state;
    struct x12_arena arena = { 0 };
    struct edi_linked whole, linked;
    int64_t links;

    take_some(desk);
    link_again(desk, 0, &whole, &arena);
    links = desk_ask(desk, "SELECT count(*) FROM link");
    assert_int_equal(links, 15);
    for (size_t batch = 1; batch < 16; batch++) {
        link_again(desk, batch, &linked, &arena);
        assert_int_equal(desk_ask(desk, "SELECT count(*) FROM link"), links);
        assert_memory_equal(linked.rows[EDI_LINK_CLAIM].met,
                            whole.rows[EDI_LINK_CLAIM].met, CLAIMS);
        assert_memory_equal(linked.rows[EDI_LINK_PAYMENT].met,
                            whole.rows[EDI_LINK_PAYMENT].met, PAYMENTS);
    }
    x12_arena_release(&arena);
}

static void finds_all_that_bear_a_number_claims_first(void **state)
{
    struct desk *desk = *state;
    struct x12_arena arena = { 0 };
    struct edi_link *links;
    size_t count;

    take_some(desk);
    assert_int_equal(edi_store_links_find(&desk->store, EDI_LINK_NUMBER,
                                          X12_STR("A1"), &arena, &links,
                                          &count),
                     X12_OK);
    assert_int_equal(count, 3);
    assert_int_equal(links[0].kind, EDI_LINK_CLAIM);
    assert_int_equal(links[1].kind, EDI_LINK_CLAIM);
    assert_int_equal(links[2].kind, EDI_LINK_PAYMENT);
    assert_int_equal(edi_store_links_find(&desk->store, EDI_LINK_CONTROL,
                                          X12_STR("A1"), &arena, &links,
                                          &count),
                     X12_OK);
    assert_int_equal(count, 0);
    x12_arena_release(&arena);
}

/* A set that came before is taken out again with its claims. */
static void links_nothing_that_was_taken_out_again(void **state)
{
    static const char DANGLING[] = "SELECT count(*) FROM link WHERE kind = 0"
                                   " AND id NOT IN (SELECT id FROM claim)";
    struct desk *desk = *state;
    int64_t links;

    desk_claims(desk, "000000001", "20250106", "A1 100 20250102");
    take(desk, "claims");
    links = desk_ask(desk, "SELECT count(*) FROM link");
    /* other bytes, the same set */
    memcpy(desk->text + strlen(desk->text), "\n", 2);
    take(desk, "again");
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM link"), links);
    assert_int_equal(desk_ask(desk, DANGLING), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tells_what_each_new_row_meets, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            tells_the_same_however_few_are_put_in_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(
            finds_all_that_bear_a_number_claims_first, setup, teardown),
        cmocka_unit_test_setup_teardown(links_nothing_that_was_taken_out_again,
                                        setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
