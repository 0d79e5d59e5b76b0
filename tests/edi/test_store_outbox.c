/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/store/store_lock.h"
#include "edi/store/store_outbox.h"
#include "tests/support/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct desk {
    struct edi_store store;
    struct x12_error err;
};

static void desk_open(struct desk *d)
{
    *d = (struct desk){ 0 };
    assert_int_equal(
        edi_store_open(&d->store, ":memory:", EDI_DB_CREATE, &d->err), X12_OK);
}

static const struct edi_pair pair = {
    { "ZZ", 2 }, { "SENDER", 6 }, { "30", 2 }, { "RECEIVER", 8 }
};

static uint64_t take(struct desk *d, const struct edi_pair *whose,
                     enum edi_number kind)
{
    uint64_t number = 0;

    assert_int_equal(edi_number_next(&d->store, whose, kind, &number), X12_OK);
    return number;
}

static void numbers_of_each_pair_and_kind_begin_at_one(void **state)
{
    struct edi_pair other = pair;
    struct desk d;

    (void)state;
    desk_open(&d);
    other.receiver = X12_STR("ELSEWHERE");
    assert_int_equal(edi_db_begin(&d.store.db), X12_OK);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), 1);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), 2);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_GS), 1);
    assert_int_equal(take(&d, &other, EDI_NUMBER_ISA), 1);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), 3);
    assert_int_equal(edi_db_commit(&d.store.db), X12_OK);
    edi_store_close(&d.store);
}

static void a_number_is_kept_with_its_transaction_or_not_at_all(void **state)
{
    struct desk d;
    uint64_t number = 0;

    (void)state;
    desk_open(&d);
    assert_int_equal(edi_db_begin(&d.store.db), X12_OK);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), 1);
    edi_db_rollback(&d.store.db);
    assert_int_equal(edi_db_begin(&d.store.db), X12_OK);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), 1);
    assert_int_equal(edi_db_commit(&d.store.db), X12_OK);
    assert_int_equal(edi_number_next(&d.store, &pair, EDI_NUMBER_ISA, &number),
                     X12_EMISUSE);
    assert_int_equal(number, 0);
    edi_store_close(&d.store);
}

static void numbers_do_not_begin_again(void **state)
{
    struct desk d;
    uint64_t number = 0;

    (void)state;
    desk_open(&d);
    assert_int_equal(edi_db_begin(&d.store.db), X12_OK);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), 1);
    assert_int_equal(
        edi_db_script(&d.store.db, "UPDATE control_number SET last=999999998"),
        X12_OK);
    assert_int_equal(take(&d, &pair, EDI_NUMBER_ISA), EDI_NUMBER_MAX);
    assert_int_equal(edi_number_next(&d.store, &pair, EDI_NUMBER_ISA, &number),
                     X12_ELIMIT);
    assert_int_equal(number, 0);
    edi_store_close(&d.store);
}

static void numbers_are_raised_and_never_fall(void **state)
{
    struct edi_pair other = pair;
    struct desk d;
    uint64_t last = 1;

    (void)state;
    desk_open(&d);
    other.receiver = X12_STR("ELSEWHERE");
    assert_int_equal(
        edi_number_last(&d.store, &pair, EDI_NUMBER_GS, &last), X12_OK);
    assert_int_equal(last, 0);
    assert_int_equal(edi_db_begin(&d.store.db), X12_OK);
    assert_int_equal(edi_numbers_raise(&d.store, &pair, 500), X12_OK);
    assert_int_equal(edi_numbers_raise(&d.store, &pair, 20), X12_OK);
    for (int kind = EDI_NUMBER_ISA; kind <= EDI_NUMBER_BHT; kind++) {
        assert_int_equal(take(&d, &pair, (enum edi_number)kind), 500);
        assert_int_equal(take(&d, &other, (enum edi_number)kind), 1);
    }
    assert_int_equal(edi_db_commit(&d.store.db), X12_OK);
    assert_int_equal(
        edi_number_last(&d.store, &pair, EDI_NUMBER_GS, &last), X12_OK);
    assert_int_equal(last, 500);
    assert_int_equal(edi_numbers_raise(&d.store, &pair, 1000000000),
                     X12_EMISUSE);
    edi_store_close(&d.store);
}

static const struct edi_batch_item items[] = {
    { { "PCN001", 6 }, 12550, { 1 } },
    { { "PCN002", 6 }, 100, { 2 } },
};

static void put_batch(struct desk *d, const char *partner, uint64_t isa,
                      struct edi_batch *batch)
{
    *batch = (struct edi_batch){ .kind = 'P',
                                 .sender_qualifier = "ZZ",
                                 .sender = "SENDER",
                                 .receiver_qualifier = "30",
                                 .receiver = "RECEIVER",
                                 .usage = 'T',
                                 .isa = isa,
                                 .gs = 2,
                                 .st = 3,
                                 .reference = "000000004",
                                 .made = "2024-01-31T09:05:01Z" };
    x12_str_put(x12_str_from(partner), batch->partner, EDI_BATCH_PARTNER);
    snprintf(batch->name, sizeof(batch->name), "837P-%09u.x12", (unsigned)isa);
    assert_int_equal(edi_batch_begin(&d->store, batch), X12_OK);
    assert_int_equal(edi_batch_claim(&d->store, batch, &items[0]), X12_OK);
    assert_int_equal(edi_batch_claim(&d->store, batch, &items[1]), X12_OK);
    batch->bytes = 5;
    memset(batch->digest, 0xAB, sizeof(batch->digest));
    assert_int_equal(edi_batch_finish(&d->store, batch, X12_STR("packed")),
                     X12_OK);
}

static void a_batch_is_found_as_it_was_put(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch put, got;
    struct edi_query *q;
    struct desk d;
    x12_str body;

    (void)state;
    desk_open(&d);
    assert_int_equal(edi_batch_after(&d.store, 0, &all, &got), X12_END);
    put_batch(&d, "hub", 7, &put);
    assert_int_equal(edi_batch_after(&d.store, 0, &all, &got), X12_OK);
    assert_int_equal(got.id, put.id);
    assert_string_equal(got.partner, "hub");
    assert_string_equal(got.name, "837P-000000007.x12");
    assert_int_equal(got.kind, 'P');
    assert_int_equal(got.state, EDI_BATCH_QUEUED);
    assert_string_equal(got.made, "2024-01-31T09:05:01Z");
    assert_string_equal(got.receiver, "RECEIVER");
    assert_int_equal(got.usage, 'T');
    assert_int_equal(got.isa, 7);
    assert_int_equal(got.st, 3);
    assert_string_equal(got.reference, "000000004");
    assert_int_equal(got.claims, 2);
    assert_int_equal(got.charge, 12650);
    assert_int_equal(got.bytes, 5);
    assert_memory_equal(got.digest, put.digest, EDI_BATCH_DIGEST);
    assert_int_equal(edi_batch_body(&d.store, got.id, &q, &body), X12_OK);
    assert_true(x12_str_is(body, "packed"));
    edi_db_end(q);
    assert_int_equal(edi_batch_body(&d.store, 99, &q, &body), X12_END);
    edi_db_end(q);
    edi_store_close(&d.store);
}

static void the_same_control_number_is_refused(void **state)
{
    struct edi_batch batch, twin;
    struct desk d;

    (void)state;
    desk_open(&d);
    put_batch(&d, "hub", 7, &batch);
    twin = batch;
    x12_str_put(X12_STR("other.x12"), twin.name, sizeof(twin.name));
    assert_int_equal(edi_batch_begin(&d.store, &twin), X12_EIO);
    edi_store_close(&d.store);
}

static void batches_are_asked_for_by_partner_and_state(void **state)
{
    struct edi_batch batch, got;
    struct desk d;

    (void)state;
    desk_open(&d);
    put_batch(&d, "hub", 1, &batch);
    put_batch(&d, "mac", 2, &batch);
    put_batch(&d, "hub", 3, &batch);
    assert_int_equal(
        edi_batch_move(&d.store, &batch, EDI_BATCH_SENDING, "later"), X12_OK);
    assert_int_equal(batch.state, EDI_BATCH_SENDING);
    struct edi_batch_wanted hub = { "hub", 0 };
    struct edi_batch_wanted queued = { NULL, EDI_BATCH_QUEUED };
    struct edi_batch_wanted both = { "hub", EDI_BATCH_SENDING };

    assert_int_equal(edi_batch_after(&d.store, 0, &hub, &got), X12_OK);
    assert_int_equal(got.isa, 1);
    assert_int_equal(edi_batch_after(&d.store, got.id, &hub, &got), X12_OK);
    assert_int_equal(got.isa, 3);
    assert_string_equal(got.changed, "later");
    assert_int_equal(edi_batch_after(&d.store, got.id, &hub, &got), X12_END);
    assert_int_equal(edi_batch_after(&d.store, 1, &queued, &got), X12_OK);
    assert_int_equal(got.isa, 2);
    assert_int_equal(edi_batch_after(&d.store, got.id, &queued, &got), X12_END);
    assert_int_equal(edi_batch_after(&d.store, 0, &both, &got), X12_OK);
    assert_int_equal(got.isa, 3);
    edi_store_close(&d.store);
}

static void a_batch_is_moved_once(void **state)
{
    struct edi_batch mine, theirs;
    struct desk d;

    (void)state;
    desk_open(&d);
    put_batch(&d, "hub", 1, &mine);
    theirs = mine;
    assert_int_equal(edi_batch_move(&d.store, &mine, EDI_BATCH_SENDING, "now"),
                     X12_OK);
    assert_int_equal(
        edi_batch_move(&d.store, &theirs, EDI_BATCH_SENDING, "now"), X12_END);
    assert_int_equal(theirs.state, EDI_BATCH_QUEUED);
    edi_store_close(&d.store);
}

static void states_have_names(void **state)
{
    (void)state;
    assert_string_equal(edi_batch_state_text(EDI_BATCH_BUILT), "built");
    assert_string_equal(edi_batch_state_text(EDI_BATCH_999), "999");
    assert_string_equal(edi_batch_state_text(EDI_BATCH_UNKNOWN), "unknown");
    assert_string_equal(edi_batch_state_text((enum edi_batch_state)0), "");
    assert_string_equal(edi_batch_state_text((enum edi_batch_state)11), "");
}

static void one_process_holds_the_lock(void **state)
{
    char path[] = "/tmp/edi-lock-XXXXXX", lock_path[40];
    struct edi_lock lock = { 0 };
    struct x12_error err = { 0 };
    int fd = mkstemp(path), how;
    pid_t pid;

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(edi_lock_take(&lock, path, &err), X12_OK);
    pid = fork();
    if (pid == 0) {
        struct edi_lock second = { 0 };

        _exit(edi_lock_take(&second, path, &err) == X12_END ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_int_equal(how, 0);
    edi_lock_drop(&lock);
    edi_lock_drop(&lock);
    assert_int_equal(edi_lock_take(&lock, path, &err), X12_OK);
    edi_lock_drop(&lock);
    assert_int_equal(edi_lock_take(&lock, "/nowhere/edi.db", &err), X12_EIO);
    close(fd);
    unlink(path);
    snprintf(lock_path, sizeof(lock_path), "%s.lock", path);
    assert_int_equal(unlink(lock_path), 0);
}

static void a_claim_is_found_by_what_it_says(void **state)
{
    static const unsigned char other[EDI_BATCH_DIGEST] = { 3 };
    struct edi_batch batch;
    char name[EDI_BATCH_NAME] = "";
    struct desk d;

    (void)state;
    desk_open(&d);
    put_batch(&d, "hub", 7, &batch);
    put_batch(&d, "hub", 8, &batch);
    assert_int_equal(
        edi_batch_holding(&d.store, "hub", 'T', items[1].content, name),
        X12_OK);
    assert_string_equal(name, "837P-000000007.x12");
    assert_int_equal(edi_batch_holding(&d.store, "hub", 'T', other, name),
                     X12_END);
    assert_int_equal(
        edi_batch_holding(&d.store, "hub", 'P', items[1].content, name),
        X12_END);
    assert_int_equal(
        edi_batch_holding(&d.store, "spoke", 'T', items[1].content, name),
        X12_END);
    edi_store_close(&d.store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_each_pair_and_kind_begin_at_one),
        cmocka_unit_test(a_number_is_kept_with_its_transaction_or_not_at_all),
        cmocka_unit_test(numbers_are_raised_and_never_fall),
        cmocka_unit_test(numbers_do_not_begin_again),
        cmocka_unit_test(a_batch_is_found_as_it_was_put),
        cmocka_unit_test(the_same_control_number_is_refused),
        cmocka_unit_test(batches_are_asked_for_by_partner_and_state),
        cmocka_unit_test(a_batch_is_moved_once),
        cmocka_unit_test(a_claim_is_found_by_what_it_says),
        cmocka_unit_test(states_have_names),
        cmocka_unit_test(one_process_holds_the_lock),
    };

    return cmocka_run_group_tests_name("store_outbox", tests, NULL, NULL);
}
