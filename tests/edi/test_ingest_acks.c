/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/match.h"
#include "edi/store/store_outbox.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"
#include "tests/support/failing_malloc.h"

#include <stdio.h>

static const char CLAIMS_ISA[] = "000000001";
static const char STATE[] =
    "SELECT coalesce((SELECT state FROM standing WHERE claim = 1), 0)";

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

/* --- small answers ------------------------------------------------------------ */

/* What came back for the claims of 2025-01-06; see desk_answer. */
struct answer {
    const char *day, *segments;
};

static struct edi_ingested take(struct desk *desk, const char *name)
{
    struct edi_ingested told;

    if (desk_ingest(desk, name, &told) != X12_OK)
        fail_msg("%s: %s", name, desk->err.text);
    return told;
}

static struct edi_ingested take_answer(struct desk *desk, const char *isa,
                                       const char *day, const char *segments)
{
    desk_answer(desk, isa, day, CLAIMS_ISA, segments);
    return take(desk, isa);
}

static void send_claims(struct desk *desk)
{
    desk_claims(desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN002 50 20250103");
    take(desk, "claims");
}

/* --- where one answer brings a claim -------------------------------------------- */

#define TA1(code)   "TA1*000000001*250106*0900*" code "~\n"
#define AK1         "AK1*HC*1*005010X222A1~\n"
#define AK2(code)   "AK2*837*0001*005010X222A1~\nIK5*" code "~\n"
#define AK9(code)   "AK9*" code "*1*1*1~\n"
#define STC(triple) "STC*" triple "*20250108*WQ*150~\n"
#define PROVIDER    "HL*3*2*19*1~\nNM1*85*2*RIVER PRACTICE*****XX*1234567893~\n"
#define CLAIM_OF(number, stc)                                               \
    "HL*4*3*PT~\nNM1*QC*1*TORENDAL*IRENE****MI*XEH00001234~\nTRN*2*" number \
    "~\n" stc "DTP*472*D8*20250102~\n"
#define CLAIM(triple, rest) \
    CLAIM_OF("PCN001", "STC*" triple "*20250108*WQ*100" rest "~\n")

static void one_answer_brings_the_claim_where_it_says(void **state)
{
    static const struct {
        const char *segments;
        enum edi_state state;
    } rows[] = {
        { TA1("A*000"), EDI_STATE_OPEN },
        { TA1("E*015"), EDI_STATE_OPEN },
        { TA1("R*025"), EDI_STATE_REJECTED },
        { AK1 AK2("A") AK9("A"), EDI_STATE_SENT },
        { AK1 AK2("E*5") AK9("E"), EDI_STATE_SENT },
        { AK1 AK2("R*5") AK9("P"), EDI_STATE_REJECTED },
        { AK1 AK2("M*5") AK9("P"), EDI_STATE_REJECTED },
        { AK1 AK9("A"), EDI_STATE_SENT },
        { AK1 AK9("P"), EDI_STATE_SENT },
        { AK1 AK9("R"), EDI_STATE_REJECTED },
        { AK1 AK2("A") AK9("R"), EDI_STATE_REJECTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A0:16:40", ""), EDI_STATE_SENT },
        { STC("A1:19:PR") PROVIDER CLAIM("A1:19:PR", ""), EDI_STATE_SENT },
        { STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", ""), EDI_STATE_ACCEPTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A5:20:PR", ""), EDI_STATE_ACCEPTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A3:21:PR", ""), EDI_STATE_REJECTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A4:35", ""), EDI_STATE_REJECTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A6:164:IL", ""), EDI_STATE_REJECTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A7:562:85", ""), EDI_STATE_REJECTED },
        { STC("A1:19:PR") PROVIDER CLAIM("A8:500:QC", ""), EDI_STATE_REJECTED },
        /* the second triple counts, too */
        { STC("A1:19:PR") PROVIDER CLAIM("A1:19:PR", "******A7:562:85"),
          EDI_STATE_REJECTED },
        /* refused as a whole: the transmission, a provider's claims */
        { "STC*A8:746:41*20250108*U*150~\n", EDI_STATE_REJECTED },
        { STC("A1:19:PR") PROVIDER "TRN*1*0~\nSTC*A3:24:85**U*150~\n",
          EDI_STATE_REJECTED },
        /* another claim of the batch */
        { STC("A1:19:PR")
              PROVIDER CLAIM_OF("PCN002", "STC*A7:562:85*20250108*U*50~\n"),
          EDI_STATE_SENT },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        static struct desk desk;
        struct edi_ingested told;

        desk_open(&desk);
        send_claims(&desk);
        told = take_answer(&desk, "000000501", "20250108", rows[i].segments);
        assert_int_equal(told.verdict, EDI_INGEST_TAKEN);
        assert_int_equal(told.unsent, 0);
        if (desk_ask(&desk, STATE) != rows[i].state)
            fail_msg("row %zu: %s and not %s", i,
                     edi_state_text((enum edi_state)desk_ask(&desk, STATE)),
                     edi_state_text(rows[i].state));
        desk_close(&desk);
    }
}

/* --- the order of the facts ------------------------------------------------------- */

/* The n-th order of `count` files, as digits of n; each file once. */
static void permute(unsigned n, unsigned count, unsigned *order)
{
    unsigned left[8];

    for (unsigned i = 0; i < count; i++)
        left[i] = i;
    for (unsigned i = 0; i < count; i++) {
        unsigned at = n % (count - i);

        n /= count - i;
        order[i] = left[at];
        for (; at + 1 < count - i; at++)
            left[at] = left[at + 1];
    }
}

/* One claim's story: file 0 is the claims, the others are answers. */
static void story_ends(const struct answer *answers, unsigned count,
                       enum edi_state ends)
{
    unsigned orders = 1, order[8];

    for (unsigned i = 2; i <= count + 1; i++)
        orders *= i;
    for (unsigned n = 0; n < orders; n++) {
        static struct desk desk;
        char isa[10];

        desk_open(&desk);
        permute(n, count + 1, order);
        for (unsigned i = 0; i <= count; i++) {
            if (order[i] == 0) {
                send_claims(&desk);
                continue;
            }
            snprintf(isa, sizeof(isa), "%09u", 500 + order[i]);
            take_answer(&desk, isa, answers[order[i] - 1].day,
                        answers[order[i] - 1].segments);
        }
        if (desk_ask(&desk, STATE) != ends)
            fail_msg("order %u: %s and not %s", n,
                     edi_state_text((enum edi_state)desk_ask(&desk, STATE)),
                     edi_state_text(ends));
        assert_int_equal(desk_ask(&desk,
                                  "SELECT count(*) FROM ack WHERE id NOT IN"
                                  " (SELECT ack FROM acked)"),
                         0);
        desk_close(&desk);
    }
}

static void the_order_of_arrival_does_not_matter(void **state)
{
    static const struct answer accepted[] = {
        { "20250106", TA1("A*000") },
        { "20250107", AK1 AK2("A") AK9("A") },
        { "20250108", STC("A1:19:PR") PROVIDER CLAIM("A1:19:PR", "") },
        { "20250109", STC("A1:19:PR") PROVIDER
          "HL*4*3*PT~\nNM1*QC*1*TORENDAL*IRENE****MI*XEH1~\n"
          "TRN*2*PCN001~\nSTC*A2:20:PR*20250109*WQ*100~\n" },
    };

    (void)state;
    story_ends(accepted, 4, EDI_STATE_ACCEPTED);
    story_ends(accepted, 3, EDI_STATE_SENT);
}

/* First the clearinghouse takes it, then the payer does not. */
static void a_rejection_after_an_acceptance_counts(void **state)
{
    static const struct answer answers[] = {
        { "20250107", AK1 AK2("A") AK9("A") },
        { "20250108", STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", "") },
        { "20250110", STC("A1:19:PR") PROVIDER CLAIM_OF(
                          "PCN001", "STC*A7:562:85*20250110*U*100~\n") },
    };

    (void)state;
    story_ends(answers, 3, EDI_STATE_REJECTED);
}

static void nothing_goes_back_without_a_reason(void **state)
{
    /* A file that is sent once more is refused as repeated: the first one
     * stands. And what came later is no reason to forget a rejection. */
    static const struct answer repeated[] = {
        { "20250107", AK1 AK2("A") AK9("A") },
        { "20250108", STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", "") },
        { "20250109", TA1("R*025") },
        { "20250110", AK1 AK2("R*5") AK9("R") },
    };
    static const struct answer rejected[] = {
        { "20250107", AK1 AK2("R*5") AK9("R") },
        { "20250108", TA1("A*000") },
        { "20250109", AK1 AK2("A") AK9("A") },
    };
    static const struct answer further[] = {
        { "20250107", AK1 AK2("R*5") AK9("R") },
        { "20250108", STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", "") },
    };

    (void)state;
    story_ends(repeated, 4, EDI_STATE_ACCEPTED);
    story_ends(rejected, 3, EDI_STATE_REJECTED);
    story_ends(further, 2, EDI_STATE_ACCEPTED);
}

/* --- payments ---------------------------------------------------------------------- */

static void a_remittance_implies_what_was_to_come_before(void **state)
{
    struct desk *desk = *state;

    send_claims(desk);
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "remit");
    take_answer(desk, "000000501", "20250107", AK1 AK2("A") AK9("A"));
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_PAID);
}

static void a_payment_goes_to_what_was_sent_again(void **state)
{
    struct desk *desk = *state;

    send_claims(desk);
    take_answer(desk, "000000501", "20250108",
                STC("A1:19:PR") PROVIDER CLAIM("A7:562:85", ""));
    desk_claims(desk, "000000002", "20250110", "PCN001 100 20250102");
    take(desk, "again");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    assert_int_equal(take(desk, "remit").matched, 1);
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_REJECTED);
    assert_int_equal(
        desk_ask(desk, "SELECT state FROM standing WHERE claim = 3"),
        EDI_STATE_PAID);
}

static void the_payers_number_of_a_277ca_finds_the_claim(void **state)
{
    struct desk *desk = *state;

    send_claims(desk);
    take_answer(
        desk, "000000501", "20250108",
        STC("A1:19:PR") PROVIDER CLAIM_OF(
            "PCN001", "STC*A2:20:PR*20250108*WQ*100~\nREF*1K*ICN 77~\n"));
    desk_payments(desk, "000000900", "20250120",
                  "- ICN77 1 100 70 20250102 CO*45*30");
    assert_int_equal(take(desk, "remit").matched, 1);
    assert_int_equal(desk_ask(desk, "SELECT rule FROM match"), EDI_RULE_M1);
    assert_int_equal(desk_ask(desk, "SELECT claim FROM match"), 1);
}

/* --- what answers what -------------------------------------------------------------- */

static void an_answer_to_what_was_never_sent_is_kept_and_told(void **state)
{
    struct desk *desk = *state;

    assert_int_equal(
        take_answer(desk, "000000501", "20250106", TA1("A*000")).unsent, 1);
    assert_int_equal(
        take_answer(desk, "000000502", "20250107", AK1 AK2("R*5") AK9("R"))
            .unsent,
        2);
    assert_int_equal(take_answer(desk, "000000503", "20250108",
                                 STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", ""))
                         .unsent,
                     2);
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM ack"), 5);
    /* Then the claims come after all. */
    send_claims(desk);
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_ACCEPTED);
}

static void the_same_answer_is_skipped(void **state)
{
    struct desk *desk = *state;

    send_claims(desk);
    take_answer(desk, "000000501", "20250107", AK1 AK2("A") AK9("A"));
    for (char *at = desk->text; (at = strchr(at, '\n')); at++)
        *at = ' ';
    assert_int_equal(take(desk, "wrapped").verdict, EDI_INGEST_SEEN);
}

/* Control numbers begin anew: the file that was sent last is meant. */
static void a_number_that_was_used_before_means_the_last_file(void **state)
{
    struct desk *desk = *state;
    static const char LATER[] = "SELECT state FROM standing WHERE claim = 3";

    take_answer(desk, "000000501", "20250107", AK1 AK2("A") AK9("A"));
    take_answer(desk, "000000502", "20250121", AK1 AK2("R*5") AK9("R"));
    send_claims(desk);
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_SENT);
    desk_claims(desk, "000000002", "20250120", "PCN003 10 20250102");
    take(desk, "later");
    assert_int_equal(desk_ask(desk, STATE), EDI_STATE_SENT);
    assert_int_equal(desk_ask(desk, LATER), EDI_STATE_REJECTED);
}

static void a_file_of_the_outbox_moves_with_its_answers(void **state)
{
    struct desk *desk = *state;
    static const char BATCH[] = "SELECT state FROM batch";
    struct edi_batch batch = {
        .partner = "house",
        .name = "a.x12",
        .kind = 'P',
        .made = "2025-01-06T09:00:00Z",
        .sender_qualifier = "ZZ",
        .sender = "SENDER",
        .receiver_qualifier = "ZZ",
        .receiver = "RECEIVER",
        .usage = 'T',
        .isa = 1,
        .gs = 1,
        .st = 1,
        .reference = "B000000001",
    };

    assert_int_equal(edi_batch_begin(&desk->store, &batch), X12_OK);
    assert_int_equal(edi_batch_finish(&desk->store, &batch, X12_STR("x")),
                     X12_OK);
    send_claims(desk);
    take_answer(desk, "000000501", "20250106", TA1("A*000"));
    assert_int_equal(desk_ask(desk, BATCH), EDI_BATCH_QUEUED);
    assert_int_equal(
        edi_batch_move(&desk->store, &batch, EDI_BATCH_UNKNOWN, batch.made),
        X12_OK);
    take_answer(desk, "000000504", "20250106", TA1("E*015"));
    assert_int_equal(desk_ask(desk, BATCH), EDI_BATCH_TA1);
    take_answer(desk, "000000502", "20250107", AK1 AK2("A") AK9("A"));
    assert_int_equal(desk_ask(desk, BATCH), EDI_BATCH_999);
    take_answer(desk, "000000503", "20250108",
                STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", ""));
    assert_int_equal(desk_ask(desk, BATCH), EDI_BATCH_277CA);
    take_answer(desk, "000000505", "20250109",
                "STC*A8:746:41*20250109*U*150~\n");
    assert_int_equal(desk_ask(desk, BATCH), EDI_BATCH_REJECTED);
}

/* The file made last, its set once more as 0002, with a reference of its own. */
static void put_second_set(struct desk *desk)
{
    static char text[DESK_TEXT];
    char *st = strstr(desk->text, "ST*837*0001"), *se = strstr(st, "SE*");
    char *end = strstr(se, "~\n") + 2, *at;
    int len = snprintf(text, sizeof(text), "%.*s%.*s%s",
                       (int)(end - desk->text), desk->text, (int)(end - st), st,
                       end);

    assert_true(len > 0 && (size_t)len < sizeof(text));
    at = text + (end - desk->text);
    assert_non_null(strstr(at, "*00*B000000001*"));
    memcpy(strstr(at, "*00*B000000001*"), "*00*B000000002*", 15);
    memcpy(strstr(at, "ST*837*0001"), "ST*837*0002", 11);
    memcpy(strstr(strstr(at, "SE*"), "*0001~"), "*0002~", 6);
    while ((at = strstr(at, "PCN00")))
        memcpy(at, "PCN10", 5);
    memcpy(desk->text, text, (size_t)len + 1);
}

/* A file of two sets that was sent, and where it is when the 999 has said this of
 * its second set, and of all, and a 277CA has taken the first. */
static int64_t two_sets_end(const char *second, const char *group)
{
    static struct desk desk;
    struct edi_batch batch = {
        .partner = "house",
        .name = "a.x12",
        .kind = 'P',
        .made = "2025-01-06T09:00:00Z",
        .sender_qualifier = "ZZ",
        .sender = "SENDER",
        .receiver_qualifier = "ZZ",
        .receiver = "RECEIVER",
        .usage = 'T',
        .isa = 1,
        .gs = 1,
        .st = 1,
        .reference = "B000000001",
    };
    char told[512];
    int64_t state;

    desk_open(&desk);
    assert_int_equal(edi_batch_begin(&desk.store, &batch), X12_OK);
    assert_int_equal(edi_batch_finish(&desk.store, &batch, X12_STR("x")),
                     X12_OK);
    desk_claims(&desk, "000000001", "20250106", "PCN001 100 20250102");
    put_second_set(&desk);
    take(&desk, "claims");
    assert_int_equal(desk_ask(&desk, "SELECT count(*) FROM claim_set"), 2);
    assert_int_equal(
        edi_batch_move(&desk.store, &batch, EDI_BATCH_UNKNOWN, batch.made),
        X12_OK);
    snprintf(told, sizeof(told),
             AK1 "AK2*837*0002*005010X222A1~\nIK5*%s~\nAK9*%s*2*2*1~\n", second,
             group);
    take_answer(&desk, "000000501", "20250107", told);
    take_answer(&desk, "000000502", "20250108",
                STC("A1:19:PR") PROVIDER CLAIM("A2:20:PR", ""));
    state = desk_ask(&desk, "SELECT state FROM batch");
    desk_close(&desk);
    return state;
}

/* The file is as far as the set that is behind; one that is rejected does not hold
 * the other up, nor does it ask for the file to be sent again. */
static void a_file_of_two_sets_is_as_far_as_the_last_of_them(void **state)
{
    (void)state;
    assert_int_equal(two_sets_end("A", "P"), EDI_BATCH_999);
    assert_int_equal(two_sets_end("R*5", "P"), EDI_BATCH_277CA);
}

static void all_sets_of_a_rejected_group_are_rejected(void **state)
{
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    put_second_set(desk);
    take(desk, "claims");
    take_answer(desk, "000000501", "20250107", AK1 AK2("A") AK9("R"));
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM standing"
                                    " WHERE state = 3"),
                     2);
}

/* Each of our own allocations fails once while an answer is taken in: nothing
 * of it is kept, and the next try finds the store as it was. */
static void any_allocation_may_fail(void **state)
{
    static const char *const answers[] = {
        TA1("R*025"),
        AK1 AK2("R*5") AK9("P"),
        STC("A1:19:PR") PROVIDER CLAIM("A7:562:85", ""),
    };

    (void)state;
    for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
        static struct desk desk;
        struct edi_ingested told;
        enum x12_status status = X12_ENOMEM;
        long n;

        desk_open(&desk);
        send_claims(&desk);
        desk_answer(&desk, "000000501", "20250108", CLAIMS_ISA, answers[i]);
        for (n = 0; status != X12_OK && n < 10000; n++) {
            failing_malloc_from(n);
            status = desk_ingest(&desk, "answer", &told);
            failing_malloc_off();
            if (failing_malloc_failed() && status == X12_OK)
                fail_msg("%zu: allocation %ld failed, and no word", i, n);
            if (status == X12_OK)
                break;
            assert_int_equal(status, X12_ENOMEM);
            desk.err = (struct x12_error){ 0 };
            assert_int_equal(desk_ask(&desk, "SELECT count(*) FROM ack"), 0);
            assert_int_equal(desk_ask(&desk, STATE), EDI_STATE_OPEN);
        }
        assert_in_range(n, 5, 9999);
        assert_int_equal(desk_ask(&desk, STATE), EDI_STATE_REJECTED);
        desk_close(&desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_answer_brings_the_claim_where_it_says),
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(the_order_of_arrival_does_not_matter),
        cmocka_unit_test(a_rejection_after_an_acceptance_counts),
        cmocka_unit_test(nothing_goes_back_without_a_reason),
        cmocka_unit_test_setup_teardown(
            a_remittance_implies_what_was_to_come_before, setup, teardown),
        cmocka_unit_test_setup_teardown(a_payment_goes_to_what_was_sent_again,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            the_payers_number_of_a_277ca_finds_the_claim, setup, teardown),
        cmocka_unit_test_setup_teardown(
            an_answer_to_what_was_never_sent_is_kept_and_told, setup, teardown),
        cmocka_unit_test_setup_teardown(the_same_answer_is_skipped, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_number_that_was_used_before_means_the_last_file, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_file_of_the_outbox_moves_with_its_answers, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_file_of_two_sets_is_as_far_as_the_last_of_them, setup, teardown),
        cmocka_unit_test_setup_teardown(
            all_sets_of_a_rejected_group_are_rejected, setup, teardown),
    };

    return cmocka_run_group_tests_name("ingest_acks", tests, NULL, NULL);
}
