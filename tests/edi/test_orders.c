/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whatever the order in which files arrive, what follows is the same: claims
 * behind their payments, reversals before what they reverse, numbers that were
 * lost, copies, a replacement, a set in two envelopes.
 */
#include "edi/match/match.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <stdio.h>
#include <stdlib.h>

enum { ORDERS = 20, ORDERS_SOAK = 400, TEXT = 16 << 10 };

static const struct {
    const char *name, *isa, *day, *text;
    bool claims;
} files[] = {
    { "c1", "000000001", "20250106",
      "PCN001 100 20250102;PCN002 200 20250103;ACCT 40 20250102;"
      "ACCT 40 20250103;PCN003 70 20250104",
      true },
    { "c2", "000000002", "20250107",
      "PCN004 55 20250105;PCN005 55 20250105;PCN006 85 20250105;"
      "PCN007 65 20250106",
      true },
    { "c3", "000000003", "20250115", "PCN001 100 20250102", true }, /* again */
    { "c4", "000000004", "20250116", "COPY9 200 20250103", true },
    { "c5", "000000005", "20250106", "Z9PCN003 70 20250104", true },
    { "p1", "000000901", "20250120",
      "PCN001 ICN1 1 100 70 20250102 CO*45*30;00PCN002 ICN2 1 200 0 20250103 "
      "CO*50*200",
      false },
    { "p2", "000000902", "20250122",
      "ACCT ICN3 1 40 40 20250103;X7PCN006 ICN4 1 85 60 20250105 CO*45*25",
      false },
    { "p3", "000000903", "20250125",
      "- ICN2 22 -200 0 20250103 CO*50*-200;PCN002 ICN5 1 200 150 20250103 "
      "CO*45*50",
      false },
    { "p4", "000000904", "20250126",
      "COPY9 ICN6 1 200 0 20250103 OA*18*200;PCN001 ICN7 1 100 0 20250102 "
      "OA*18*100",
      false },
    { "p5", "000000905", "20250127",
      "- ICN8 1 55 55 20250105;Z9PCN003 ICN9 1 70 65 20250104 CO*45*5", false },
    { "p6", "000000906", "20250130",
      "- ICN4 22 -85 -60 20250105 CO*45*-25;- - 1 65 65 20250106", false },
    { "p7", "000000907", "20250120", /* p1 in a later envelope */
      "PCN001 ICN1 1 100 70 20250102 CO*45*30;00PCN002 ICN2 1 200 0 20250103 "
      "CO*50*200",
      false },
};
enum { FILES = sizeof(files) / sizeof(*files) };

/* All that follows, in words that do not know in which order it came. */
static const char story[] =
    "SELECT group_concat(line, x'0A') FROM (SELECT line FROM (SELECT"
    " i.control || ' ' || p.ordinal || ' ' || m.rule || ' ' || m.confidence"
    " || ' ' || m.outcome || ' ' || m.at_stake || ' ' || m.action || ' ' ||"
    " m.overlap || ' ' || m.repeated || ' ' || m.live || ' ' ||"
    " coalesce(ci.control || '/' || c.ordinal, '-') AS line"
    " FROM match m JOIN payment p ON p.id = m.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange"
    " LEFT JOIN claim c ON c.id = m.claim"
    " LEFT JOIN claim_set s ON s.id = c.claim_set"
    " LEFT JOIN interchange ci ON ci.id = s.interchange UNION ALL"
    " SELECT i.control || '/' || c.ordinal || ' ' || t.state || ' ' || t.paid"
    " || ' ' || t.balance || ' ' || t.last || ' ' || t.payments"
    " FROM standing t JOIN claim c ON c.id = t.claim"
    " JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange UNION ALL"
    " SELECT 'seeks ' || i.control || ' ' || p.ordinal || ' ' || k.day"
    " FROM seeking k JOIN payment p ON p.id = k.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange) ORDER BY line)";

static void tell(const size_t order[FILES], char told[TEXT])
{
    static struct desk desk;
    struct edi_ingested counts;
    struct edi_query *q;

    desk_open(&desk);
    for (size_t i = 0; i < FILES; i++) {
        size_t at = order[i];

        if (files[at].claims)
            desk_claims(&desk, files[at].isa, files[at].day, files[at].text);
        else
            desk_payments(&desk, files[at].isa, files[at].day, files[at].text);
        assert_int_equal(desk_ingest(&desk, files[at].name, &counts), X12_OK);
    }
    q = edi_db_query(&desk.store.db, story);
    assert_int_equal(edi_db_step(q), X12_OK);
    assert_true(x12_str_put(edi_db_text(q, 0), told, TEXT));
    edi_db_end(q);
    desk_close(&desk);
}

static void the_order_of_arrival_changes_nothing(void **state)
{
    static char want[TEXT], got[TEXT];
    const int orders = getenv("EDI_SOAK") ? ORDERS_SOAK : ORDERS;
    size_t order[FILES];
    uint64_t random = 20260115;

    (void)state;
    for (size_t i = 0; i < FILES; i++)
        order[i] = i;
    tell(order, want);
    for (int n = 0; n < orders; n++) {
        for (size_t i = FILES - 1; i > 0; i--) {
            size_t j, kept = order[i];

            random = random * 6364136223846793005u + 1442695040888963407u;
            j = (size_t)(random >> 33) % (i + 1);
            order[i] = order[j];
            order[j] = kept;
        }
        tell(order, got);
        if (strcmp(want, got) != 0) {
            for (size_t i = 0; i < FILES; i++)
                print_message("%s ", files[order[i]].name);
            print_message("\nwanted\n%s\ngot\n%s\n", want, got);
            fail();
        }
    }
}

/* What the orders are compared by must tell of each kind. */
static void the_story_has_every_kind_in_it(void **state)
{
    static char told[TEXT];
    size_t order[FILES];
    static const char *const rules[] = { " 1 1 ", " 2 1 ", " 3 2 ",
                                         " 4 2 ", " 6 3 ", " 8 4 " };

    (void)state;
    for (size_t i = 0; i < FILES; i++)
        order[i] = i;
    tell(order, told);
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
        if (!strstr(told, rules[i]))
            fail_msg("no match by%s\n%s", rules[i], told);
    assert_non_null(strstr(told, "seeks"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_arrival_changes_nothing),
        cmocka_unit_test(the_story_has_every_kind_in_it),
    };

    return cmocka_run_group_tests_name("orders", tests, NULL, NULL);
}
