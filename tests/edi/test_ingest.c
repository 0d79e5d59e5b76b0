/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/match.h"
#include "edi/report/report_matches.h"
#include "edi/report/report_worklist.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"
#include "tests/support/failing_malloc.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static const char FILES[] = "SELECT count(*) FROM file";
static const char CLAIMS[] = "SELECT count(*) FROM claim";
static const char MATCHED[] =
    "SELECT count(*) FROM match WHERE claim IS NOT NULL AND confidence <= 2";
static const char STATE[] = "SELECT state FROM standing";

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

static struct edi_ingested take(struct desk *desk, const char *name)
{
    struct edi_ingested told;

    if (desk_ingest(desk, name, &told) != X12_OK)
        fail_msg("%s: %s", name, desk->err.text);
    return told;
}

static void takes_in_claims_and_what_answers_them(void **state)
{
    struct desk *desk = *state;
    struct edi_ingested told;

    desk_claims(desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN002 50 20250103");
    told = take(desk, "a");
    assert_int_equal(told.verdict, EDI_INGEST_TAKEN);
    assert_int_equal(told.kind, EDI_FILE_CLAIMS);
    assert_int_equal(told.claims, 2);
    assert_int_equal(told.errors, 0);
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30;"
                  "PCN002 ICN2 1 50 0 20250103 CO*50*50;"
                  "XYZ ICN3 1 80 80 20241201");
    told = take(desk, "b");
    assert_int_equal(told.kind, EDI_FILE_PAYMENTS);
    assert_int_equal(told.payments, 3);
    assert_int_equal(told.matched, 2);
    assert_int_equal(told.unmatched, 1);
    assert_int_equal(told.unbalanced, 0);
    assert_int_equal(told.errors, 0);
    assert_int_equal(desk_ask(desk, MATCHED), 2);
    assert_int_equal(
        desk_ask(desk, "SELECT at_stake FROM match WHERE outcome = 2"), 5000);
    assert_int_equal(
        desk_ask(desk, "SELECT state FROM standing WHERE claim = 1"),
        EDI_STATE_PAID);
}

static void the_order_of_arrival_does_not_matter(void **state)
{
    struct desk *desk = *state;

    desk_payments(desk, "000000901", "20250201",
                  "- ICN1 22 -100 -70 20250102 CO*45*-30");
    assert_int_equal(take(desk, "c").unmatched, 1);
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    assert_int_equal(take(desk, "b").unmatched, 1);
    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    assert_int_equal(desk_ask(desk, MATCHED), 2);
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_REVERSED);
}

static void the_same_bytes_are_told_and_skipped(void **state)
{
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    assert_int_equal(take(desk, "a").verdict, EDI_INGEST_TAKEN);
    assert_int_equal(take(desk, "other-name").verdict, EDI_INGEST_SEEN);
    assert_int_equal(desk_ask(desk, FILES), 1);
    assert_int_equal(desk_ask(desk, CLAIMS), 1);
}

static void the_same_interchange_in_other_bytes_is_skipped_too(void **state)
{
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    assert_int_equal(take(desk, "a").verdict, EDI_INGEST_TAKEN);
    for (char *at = desk->text; (at = strchr(at, '\n')); at++)
        *at = ' ';
    assert_int_equal(take(desk, "b").verdict, EDI_INGEST_SEEN);
    desk_claims(desk, "000000002", "20250106", "PCN001 100 20250102");
    assert_int_equal(take(desk, "c").verdict, EDI_INGEST_TAKEN);
    assert_int_equal(desk_ask(desk, CLAIMS), 2);
}

/* What was made last, behind what was made before. */
static void append(struct desk *desk, const char *before)
{
    size_t len = strlen(before), more = strlen(desk->text);

    assert_true(len + more < sizeof(desk->text));
    memmove(desk->text + len, desk->text, more + 1);
    memcpy(desk->text, before, len);
}

static const char INTERCHANGES[] = "SELECT count(*) FROM interchange";

static void of_a_longer_file_only_what_is_new_is_taken(void **state)
{
    static char first[DESK_TEXT];
    struct desk *desk = *state;
    struct edi_ingested told;

    desk_claims(desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN002 50 20250103");
    memcpy(first, desk->text, sizeof(first));
    take(desk, "a");
    desk_claims(desk, "000000002", "20250107", "PCN003 100 20250102");
    append(desk, first);
    told = take(desk, "longer");
    assert_int_equal(told.verdict, EDI_INGEST_TAKEN);
    assert_int_equal(told.claims, 1);
    assert_int_equal(told.seen_claims, 2);
    assert_int_equal(desk_ask(desk, CLAIMS), 3);
    assert_int_equal(desk_ask(desk, INTERCHANGES), 2);
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30;"
                  "PCN003 ICN3 1 100 70 20250102 CO*45*30");
    assert_int_equal(take(desk, "b").matched, 2);
}

static void parts_of_a_longer_file_are_skipped(void **state)
{
    static char first[DESK_TEXT];
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    memcpy(first, desk->text, sizeof(first));
    desk_claims(desk, "000000002", "20250106", "PCN002 100 20250102");
    append(desk, first);
    assert_int_equal(take(desk, "both").claims, 2);
    memcpy(desk->text, first, sizeof(first));
    assert_int_equal(take(desk, "first").verdict, EDI_INGEST_SEEN);
    append(desk, first);
    assert_int_equal(take(desk, "twice").verdict, EDI_INGEST_SEEN);
    assert_int_equal(desk_ask(desk, CLAIMS), 2);
    assert_int_equal(desk_ask(desk, FILES), 1);
}

static void an_interchange_twice_in_one_file_counts_once(void **state)
{
    static char first[DESK_TEXT];
    struct desk *desk = *state;
    struct edi_ingested told;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    memcpy(first, desk->text, sizeof(first));
    append(desk, first);
    told = take(desk, "twice");
    assert_int_equal(told.claims, 1);
    assert_int_equal(told.seen_claims, 1);
    assert_int_equal(desk_ask(desk, CLAIMS), 1);
}

static void other_claims_under_the_same_number_are_taken(void **state)
{
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_claims(desk, "000000001", "20250106", "PCN001 110 20250102");
    assert_int_equal(take(desk, "b").claims, 1);
    assert_int_equal(desk_ask(desk, CLAIMS), 2);
}

static void a_remittance_in_a_new_envelope_counts_once(void **state)
{
    struct desk *desk = *state;
    static const char PAID[] = "SELECT paid FROM standing";

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_payments(desk, "000000902", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    assert_int_equal(take(desk, "late").matched, 1);
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    /* The lower interchange is the first, though it came last. */
    assert_int_equal(take(desk, "early").matched, 1);
    assert_int_equal(desk_ask(desk, PAID), 7000);
    assert_int_equal(
        desk_ask(desk, "SELECT repeated FROM match WHERE payment = 1"), 1);
    assert_int_equal(
        desk_ask(desk, "SELECT repeated FROM match WHERE payment = 2"), 0);
}

/* Which came first is said by the day of the envelope, then by its number, and
 * never by when it came to us. */
static void of_equal_remittances_the_earliest_envelope_is_the_first(
    void **state)
{
    static const struct {
        const char *isa, *day;
    } envelopes[] = {
        { "000000900", "*250121*" },
        { "000000950", "*250120*" },
        { "000000940", "*250120*" }, /* the first */
    };
    static const unsigned char orders[][3] = {
        { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
        { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
    };

    (void)state;
    for (size_t n = 0; n < sizeof(orders) / sizeof(*orders); n++) {
        static struct desk desk;

        desk_open(&desk);
        for (size_t i = 0; i < 3; i++) {
            const size_t at = orders[n][i];

            desk_payments(&desk, envelopes[at].isa, "20250120",
                          "PCN001 ICN1 1 100 70 20250102 CO*45*30");
            memcpy(strstr(desk.text, "*250120*"), envelopes[at].day, 8);
            take(&desk, envelopes[at].isa);
        }
        assert_int_equal(desk_ask(&desk, "SELECT count(*) FROM remittance"
                                         " WHERE NOT repeated"),
                         1);
        assert_int_equal(
            desk_ask(&desk, "SELECT CAST(i.control AS INTEGER)"
                            " FROM remittance r JOIN interchange i"
                            " ON i.id = r.interchange WHERE NOT r.repeated"),
            940);
        assert_int_equal(desk_ask(&desk, "SELECT count(*) FROM match"
                                         " WHERE NOT repeated"),
                         1);
        desk_close(&desk);
    }
}

static void other_money_in_the_same_envelope_is_another_remittance(void **state)
{
    struct desk *desk = *state;

    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "a");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 60 20250102 CO*45*40");
    assert_int_equal(take(desk, "b").repeated, 0);
}

static void what_is_not_known_is_left_out(void **state)
{
    struct desk *desk = *state;
    static const char *const texts[] = { "", "Dear Sir or Madam,\n",
                                         "{\"claim\": 1}\n" };

    for (size_t i = 0; i < 3; i++) {
        snprintf(desk->text, sizeof(desk->text), "%s", texts[i]);
        assert_int_equal(take(desk, "a").verdict, EDI_INGEST_UNKNOWN);
        assert_int_equal(desk_ask(desk, FILES), 0);
    }
}

static void a_file_that_was_cut_off_is_left_out(void **state)
{
    struct desk *desk = *state;
    size_t whole;

    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30;"
                  "PCN002 ICN2 1 50 0 20250103 CO*50*50");
    whole = strlen(desk->text);
    for (size_t len = 110; len + 20 < whole; len += 97) {
        struct edi_ingested told;
        char kept = desk->text[len];

        desk->text[len] = 0;
        told = take(desk, "a");
        if (told.verdict != EDI_INGEST_CUT &&
            told.verdict != EDI_INGEST_UNKNOWN)
            fail_msg("cut at %u: %d", (unsigned)len, (int)told.verdict);
        assert_int_equal(desk_ask(desk, FILES), 0);
        desk->text[len] = kept;
    }
    assert_int_equal(take(desk, "a").verdict, EDI_INGEST_TAKEN);
}

static void a_dry_run_keeps_nothing(void **state)
{
    struct desk *desk = *state;
    const struct edi_ingest_options options = { .taken = "",
                                                .rules = &edi_denial_shipped,
                                                .dry_run = true };
    struct x12_source src = { 0 };
    struct edi_ingested told;
    const char *path;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    path = desk_file(desk, "a");
    assert_int_equal(x12_source_open_file(&src, path, &desk->err), X12_OK);
    assert_int_equal(edi_ingest(&desk->store, path, &src, &options, &told),
                     X12_OK);
    assert_int_equal(told.claims, 1);
    assert_int_equal(desk_ask(desk, FILES), 0);
    assert_int_equal(desk_ask(desk, CLAIMS), 0);
}

/* What a worklist says. */
static char *worklist(struct desk *desk, char *into, size_t cap)
{
    const struct edi_worklist_wanted wanted = { .today = 20250125 };
    struct x12_sink sink = { 0 };
    x12_str text;

    assert_int_equal(x12_sink_open_memory(&sink, 1 << 16, &desk->err), X12_OK);
    assert_int_equal(
        edi_report_worklist(&desk->store, &wanted, EDI_LISTING_JSONL, &sink),
        X12_OK);
    text = x12_sink_memory(&sink);
    assert_true(x12_str_put(text, into, cap));
    x12_sink_close(&sink);
    return into;
}

/* Makes one thing of the file that was made last another, of the same length. */
static void spoil(struct desk *desk, const char *what, const char *with)
{
    char *at = strstr(desk->text, what);

    assert_non_null(at);
    assert_int_equal(strlen(what), strlen(with));
    memcpy(at, with, strlen(with));
}

static void an_amount_that_cannot_be_read_is_never_posted(void **state)
{
    static const struct {
        const char *what, *with, *place;
    } cases[] = {
        { "CLP*PCN001*1*100*70*", "CLP*PCN001*1*100*7I*", "CLP04, segment 13" },
        { "CLP*PCN001*1*100*70*", "CLP*PCN001*1*10O*70*", "CLP03, segment 13" },
        { "CLP*PCN001*1*100*70**12", "CLP*PCN001*1*100**70*12",
          "CLP04, segment 13" },
        { "SVC*HC:99213*100*70*", "SVC*HC:99213*100*-X*", "SVC03, segment 15" },
        { "SVC*HC:99213*100*", "SVC*HC:99213*1.-*", "SVC02, segment 15" },
        { "CAS*CO*45*30~", "CAS*CO*45*3o~", "CAS03, segment 17" },
    };
    struct desk *desk = *state;
    struct edi_ingested told;
    char text[4096];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
        take(desk, "a");
        desk_payments(desk, "000000900", "20250120",
                      "PCN001 ICN1 1 100 70 20250102 CO*45*30");
        spoil(desk, cases[i].what, cases[i].with);
        told = take(desk, "b");
        assert_int_equal(told.matched, 0);
        assert_int_equal(told.asked, 1);
        assert_int_equal(desk_ask(desk, MATCHED), 0);
        assert_int_equal(
            desk_ask(desk, "SELECT claim + 10 * confidence FROM match"), 31);
        assert_int_equal(desk_ask(desk, "SELECT outcome FROM match"),
                         EDI_UNREADABLE);
        assert_int_equal(desk_ask(desk, "SELECT count(*) FROM standing"), 0);
        worklist(desk, text, sizeof(text));
        assert_non_null(strstr(text, cases[i].place));
        assert_non_null(strstr(text, "cannot be read in"));
        assert_non_null(strstr(text, "\"amount\":\"100.00\""));
        teardown(state);
        setup(state);
    }
}

static void a_mended_remittance_is_no_repetition(void **state)
{
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 0 20250102 CO*50*100");
    spoil(desk, "CLP*PCN001*1*100*0*", "CLP*PCN001*1*100*O*");
    assert_int_equal(take(desk, "b").asked, 1);
    spoil(desk, "CLP*PCN001*1*100*O*", "CLP*PCN001*1*100*0*");
    assert_int_equal(take(desk, "c").matched, 1);
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_DENIED);
}

static void what_does_not_add_up_is_posted_and_told(void **state)
{
    static const struct {
        const char *payment, *what, *with, *words;
    } cases[] = {
        /* the line and the claim */
        { "PCN001 ICN1 1 100 70 20250102 CO*45*20", "CO*45*20", "CO*45*20",
          "\"out of balance by -10.00\"" },
        /* the claim alone: its lines are right */
        { "PCN001 ICN1 1 100 70 20250102 CO*45*30", "1*100*70*", "1*100*75*",
          "\"out of balance by 5.00\"" },
        /* CLP03 and its lines, CAS of the line taking it up */
        { "PCN001 ICN1 1 100 70 20250102 CO*45*30", "99213*100", "99213*110",
          "out of balance by " },
    };
    struct desk *desk = *state;
    char text[4096];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_ingested told;

        desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
        take(desk, "a");
        desk_payments(desk, "000000900", "20250120", cases[i].payment);
        spoil(desk, cases[i].what, cases[i].with);
        told = take(desk, "b");
        assert_int_equal(told.matched, 1);
        assert_true(told.unbalanced > 0);
        assert_int_equal(desk_ask(desk, STATE), EDI_STATE_PAID);
        worklist(desk, text, sizeof(text));
        if (!strstr(text, cases[i].words))
            fail_msg("%u: %s", (unsigned)i, text);
        assert_non_null(strstr(text, "\"class\":\"unbalanced\""));
        teardown(state);
        setup(state);
    }
}

static void a_second_payment_without_a_reversal_is_told(void **state)
{
    struct desk *desk = *state;
    char text[4096];

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 50 20250102 CO*45*30,PR*2*20");
    take(desk, "b");
    desk_payments(desk, "000000902", "20250124",
                  "PCN001 ICN2 1 100 70 20250102 CO*45*20,PR*2*10");
    take(desk, "c");
    assert_int_equal(desk_ask(desk, "SELECT outcome FROM match WHERE live"),
                     EDI_CORRECTED);
    /* 50 and 70 of the 80 that are allowed */
    assert_int_equal(desk_ask(desk, "SELECT overlap FROM match WHERE live"),
                     4000);
    worklist(desk, text, sizeof(text));
    assert_non_null(strstr(text, "\"class\":\"overlapping\""));
    assert_non_null(strstr(text, "\"amount\":\"40.00\""));
    /* Once the first is taken back, late or not, nothing overlaps. */
    desk_payments(desk, "000000901", "20250122",
                  "PCN001 ICN1 22 -100 -50 20250102 CO*45*-30,PR*2*-20");
    take(desk, "d");
    assert_string_equal(worklist(desk, text, sizeof(text)), "");
}

static void what_adds_up_and_is_paid_asks_nobody(void **state)
{
    struct desk *desk = *state;
    char text[4096];

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "b");
    assert_string_equal(worklist(desk, text, sizeof(text)), "");
}

static void lists_each_payment_once_as_promised(void **state)
{
    struct desk *desk = *state;
    struct x12_sink sink = { 0 };

    desk_claims(desk, "000000001", "20250106", "PCN001 125 20250102");
    take(desk, "claims-01.837");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 125 0 20250102 CO*50*125;XYZ ICN3 1 80 80 "
                  "20241201");
    take(desk, "remit-01.835");
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 16, &desk->err), X12_OK);
    assert_int_equal(edi_report_matches(&desk->store, EDI_LISTING_JSONL, &sink),
                     X12_OK);
    assert_true(x12_str_is(
        x12_sink_memory(&sink),
        "{\"file\":\"remit-01.835\",\"interchange\":\"000000900\","
        "\"transaction\":\"0001\",\"clp\":1,\"match\":{\"file\":"
        "\"claims-01.837\",\"interchange\":\"000000001\",\"transaction\":"
        "\"0001\",\"clm\":1},\"rule\":\"M2\",\"confidence\":\"certain\","
        "\"outcome\":\"denied\",\"paid\":\"0.00\",\"adjusted\":\"125.00\","
        "\"patient\":\"0.00\",\"at_stake\":\"125.00\",\"lines\":[{\"svc\":1,"
        "\"line\":\"1\",\"rule\":\"L1\",\"class\":\"denied\"}]}\n"
        "{\"file\":\"remit-01.835\",\"interchange\":\"000000900\","
        "\"transaction\":\"0001\",\"clp\":2,\"match\":null,\"rule\":\"M8\","
        "\"confidence\":\"none\",\"outcome\":\"paid\",\"paid\":\"80.00\","
        "\"adjusted\":\"0.00\",\"patient\":\"0.00\",\"at_stake\":\"0.00\","
        "\"lines\":[{\"svc\":1,\"line\":null,\"class\":\"paid\"}]}\n"));
    x12_sink_close(&sink);
}

/* --- when memory is out ---------------------------------------------------------- */

static void every_allocation_of_ours_may_fail(void **state)
{
    struct desk *desk = *state;
    struct edi_ingested told;
    enum x12_status status = X12_ENOMEM;
    long n;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    for (n = 0; status != X12_OK && n < 10000; n++) {
        failing_malloc_from(n);
        status = desk_ingest(desk, "b", &told);
        failing_malloc_off();
        if (failing_malloc_failed() && status == X12_OK)
            fail_msg("allocation %ld failed and nobody said so", n);
        if (status != X12_OK) {
            assert_int_equal(status, X12_ENOMEM);
            desk->err = (struct x12_error){ 0 };
            assert_int_equal(desk_ask(desk, FILES), 1);
        }
    }
    assert_in_range(n, 5, 9999);
    assert_int_equal(desk_ask(desk, MATCHED), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(takes_in_claims_and_what_answers_them),
        TEST(the_order_of_arrival_does_not_matter),
        TEST(the_same_bytes_are_told_and_skipped),
        TEST(the_same_interchange_in_other_bytes_is_skipped_too),
        TEST(of_a_longer_file_only_what_is_new_is_taken),
        TEST(parts_of_a_longer_file_are_skipped),
        TEST(an_interchange_twice_in_one_file_counts_once),
        TEST(other_claims_under_the_same_number_are_taken),
        TEST(a_remittance_in_a_new_envelope_counts_once),
        TEST(of_equal_remittances_the_earliest_envelope_is_the_first),
        TEST(other_money_in_the_same_envelope_is_another_remittance),
        TEST(what_is_not_known_is_left_out),
        TEST(a_file_that_was_cut_off_is_left_out),
        TEST(a_dry_run_keeps_nothing),
        TEST(an_amount_that_cannot_be_read_is_never_posted),
        TEST(a_mended_remittance_is_no_repetition),
        TEST(what_does_not_add_up_is_posted_and_told),
        TEST(a_second_payment_without_a_reversal_is_told),
        TEST(what_adds_up_and_is_paid_asks_nobody),
        TEST(lists_each_payment_once_as_promised),
        TEST(every_allocation_of_ours_may_fail),
    };

    return cmocka_run_group_tests_name("ingest", tests, NULL, NULL);
}
