/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_generate.h"
#include "edi/jobs/job_send.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct desk {
    struct edi_store store;
    struct x12_error err;
    struct edi_partners partners;
    struct edi_send send;
    char folder[24];
};

static void desk_open(struct desk *d)
{
    *d = (struct desk){ .folder = "/tmp/edi-send-XXXXXX" };
    assert_non_null(mkdtemp(d->folder));
    assert_int_equal(
        edi_store_open(&d->store, ":memory:", EDI_DB_CREATE, &d->err), X12_OK);
    small_partner_put(&d->partners, d->folder);
}

static unsigned folder_names(const char *folder, bool remove)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned names = 0;

    while (dir && (entry = readdir(dir))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        names++;
        if (remove)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    return names;
}

static void desk_close(struct desk *d)
{
    edi_send_end(&d->send);
    folder_names(d->folder, true);
    rmdir(d->folder);
    edi_partners_release(&d->partners);
    edi_store_close(&d->store);
}

/* Queues `files` files of one claim each. */
static void queue(struct desk *d, unsigned files)
{
    struct edi_generate_options options = {
        .partners = &d->partners, .again = true, .today = 20240131, .now = 90501
    };
    struct edi_generate g;
    struct small_claim small;

    d->partners.at[0].claims_per_set = 1;
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    edi_generate_begin(&g, &d->store, &options, &d->err);
    for (unsigned i = 0; i < files; i++)
        assert_int_equal(edi_generate_claim(&g, &small.claim), X12_OK);
    assert_int_equal(edi_generate_end(&g, X12_END), X12_OK);
    edi_generate_release(&g);
}

static void begin(struct desk *d)
{
    const struct edi_send_options options = { .partners = &d->partners,
                                              .when = "2024-02-01T00:00:00Z" };

    edi_send_end(&d->send);
    edi_send_begin(&d->send, &d->store, &options, &d->err);
}

/* Deals with the one batch that is expected; returns where it stands. */
static enum edi_batch_state send_one(struct desk *d)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch, kept;

    begin(d);
    assert_int_equal(edi_send_next(&d->send, &batch), X12_OK);
    assert_int_equal(edi_batch_after(&d->store, batch.id - 1, &all, &kept),
                     X12_OK);
    assert_int_equal(kept.state, batch.state);
    return batch.state;
}

static void put_file(struct desk *d, const char *name, const char *bytes,
                     size_t len)
{
    char path[300];
    int fd;

    snprintf(path, sizeof(path), "%s/%s", d->folder, name);
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
}

static void what_is_queued_is_sent_once(void **state)
{
    struct edi_batch batch;
    struct desk d;
    struct stat st;
    char path[300];

    (void)state;
    desk_open(&d);
    queue(&d, 3);
    begin(&d);
    for (unsigned i = 1; i <= 3; i++) {
        assert_int_equal(edi_send_next(&d.send, &batch), X12_OK);
        assert_int_equal(batch.state, EDI_BATCH_SENT);
        assert_string_equal(batch.changed, "2024-02-01T00:00:00Z");
        assert_int_equal(d.send.trouble, EDI_TROUBLE_NONE);
        assert_string_equal(d.send.why, "");
        snprintf(path, sizeof(path), "%s/%s", d.folder, batch.name);
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal((uint64_t)st.st_size, batch.bytes);
    }
    assert_int_equal(edi_send_next(&d.send, &batch), X12_END);
    begin(&d);
    assert_int_equal(edi_send_next(&d.send, &batch), X12_END);
    assert_int_equal(folder_names(d.folder, false), 3);
    desk_close(&d);
}

/* Plays a run that was killed between `sending` and `sent`: behind the moment
 * from which on the file may have been seen. */
static void leave_sending(struct desk *d, bool dropped)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch;

    queue(d, 1);
    if (dropped) {
        assert_int_equal(send_one(d), EDI_BATCH_SENT);
        assert_int_equal(edi_batch_after(&d->store, 0, &all, &batch), X12_OK);
        assert_int_equal(
            edi_batch_move(&d->store, &batch, EDI_BATCH_SENDING, "then"),
            X12_OK);
        return;
    }
    assert_int_equal(edi_batch_after(&d->store, 0, &all, &batch), X12_OK);
    assert_int_equal(
        edi_batch_move(&d->store, &batch, EDI_BATCH_SENDING, "then"), X12_OK);
    assert_int_equal(edi_batch_show(&d->store, &batch), X12_OK);
}

static void what_nobody_can_have_seen_is_sent_after_a_crash(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch;
    struct desk d;

    (void)state;
    desk_open(&d);
    queue(&d, 1);
    assert_int_equal(edi_batch_after(&d.store, 0, &all, &batch), X12_OK);
    assert_int_equal(
        edi_batch_move(&d.store, &batch, EDI_BATCH_SENDING, "then"), X12_OK);
    put_file(&d, ".837P-000000001.x12.tmp", "ISA*", 4);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    assert_int_equal(edi_send_next(&d.send, &batch), X12_END);
    assert_int_equal(folder_names(d.folder, false), 1);
    desk_close(&d);
}

/* The name was about to be given, and was not: the hidden file is still there. */
static void what_is_still_hidden_after_a_crash_is_sent(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    leave_sending(&d, false);
    put_file(&d, ".837P-000000001.x12.tmp", "ISA*", 4);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    assert_int_equal(folder_names(d.folder, false), 1);
    desk_close(&d);
}

/* Looked for again each time, and told once. */
static void what_is_unknown_and_turns_up_is_sent(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch;
    struct desk d;
    char from[300], to[300];

    (void)state;
    desk_open(&d);
    leave_sending(&d, true);
    assert_int_equal(edi_batch_after(&d.store, 0, &all, &batch), X12_OK);
    snprintf(from, sizeof(from), "%s/%s", d.folder, batch.name);
    snprintf(to, sizeof(to), "%s/away", d.folder);
    assert_int_equal(rename(from, to), 0);
    assert_int_equal(edi_batch_show(&d.store, &batch), X12_OK);
    assert_int_equal(send_one(&d), EDI_BATCH_UNKNOWN);
    begin(&d);
    assert_int_equal(edi_send_next(&d.send, &batch), X12_END);
    assert_int_equal(rename(to, from), 0);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    desk_close(&d);
}

static void what_was_dropped_before_a_crash_is_sent(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    leave_sending(&d, true);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_NONE);
    assert_int_equal(folder_names(d.folder, false), 1);
    desk_close(&d);
}

static void what_cannot_be_found_after_a_crash_is_unknown(void **state)
{
    struct edi_batch batch;
    struct desk d;

    (void)state;
    desk_open(&d);
    leave_sending(&d, false);
    put_file(&d, ".837P-0000000011.x12.tmp", "ISA*", 4);
    assert_int_equal(send_one(&d), EDI_BATCH_UNKNOWN);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_UNKNOWN);
    /* another file's is not touched */
    assert_int_equal(folder_names(d.folder, true), 1);
    /* and is not sent again by itself */
    begin(&d);
    assert_int_equal(edi_send_next(&d.send, &batch), X12_END);
    assert_int_equal(folder_names(d.folder, false), 0);
    desk_close(&d);
}

static void other_bytes_of_the_name_and_size_are_not_it(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch;
    struct desk d;
    char *bytes;

    (void)state;
    desk_open(&d);
    leave_sending(&d, false);
    assert_int_equal(edi_batch_after(&d.store, 0, &all, &batch), X12_OK);
    bytes = calloc(1, batch.bytes);
    assert_non_null(bytes);
    put_file(&d, batch.name, bytes, batch.bytes);
    assert_int_equal(send_one(&d), EDI_BATCH_UNKNOWN);
    free(bytes);
    desk_close(&d);
}

static void a_partner_that_cannot_be_reached_is_tried_again(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    queue(&d, 1);
    assert_int_equal(rmdir(d.folder), 0);
    assert_int_equal(send_one(&d), EDI_BATCH_QUEUED);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_non_null(strstr(d.send.why, d.folder));
    assert_int_equal(d.err.status, X12_OK);
    assert_int_equal(mkdir(d.folder, 0700), 0);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    desk_close(&d);
}

static void a_crash_that_cannot_be_looked_into_stays_open(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    leave_sending(&d, false);
    assert_int_equal(rmdir(d.folder), 0);
    assert_int_equal(send_one(&d), EDI_BATCH_SENDING);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_int_equal(mkdir(d.folder, 0700), 0);
    desk_close(&d);
}

static void a_name_that_is_taken_is_refused(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    queue(&d, 1);
    put_file(&d, "837P-000000001.x12", "theirs", 6);
    assert_int_equal(send_one(&d), EDI_BATCH_QUEUED);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_REFUSED);
    desk_close(&d);
}

/* A store that was restored from a backup sends nothing twice. */
static void a_name_that_has_just_these_bytes_is_sent(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch;
    struct desk d;

    (void)state;
    desk_open(&d);
    queue(&d, 1);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    assert_int_equal(edi_batch_after(&d.store, 0, &all, &batch), X12_OK);
    assert_int_equal(edi_batch_move(&d.store, &batch, EDI_BATCH_QUEUED, "then"),
                     X12_OK);
    assert_int_equal(send_one(&d), EDI_BATCH_SENT);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_NONE);
    assert_int_equal(folder_names(d.folder, false), 1);
    desk_close(&d);
}

static void test_files_do_not_go_to_production(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    queue(&d, 1);
    d.partners.at[0].usage = 'P';
    assert_int_equal(send_one(&d), EDI_BATCH_QUEUED);
    assert_int_equal(d.send.trouble, EDI_TROUBLE_REFUSED);
    d.partners.at[0].usage = 'T';
    d.partners.at[0].receiver = "ELSEWHERE";
    assert_int_equal(send_one(&d), EDI_BATCH_QUEUED);
    d.partners.at[0].name = "other";
    assert_int_equal(send_one(&d), EDI_BATCH_QUEUED);
    assert_non_null(strstr(d.send.why, "settings"));
    assert_int_equal(folder_names(d.folder, false), 0);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_queued_is_sent_once),
        cmocka_unit_test(what_nobody_can_have_seen_is_sent_after_a_crash),
        cmocka_unit_test(what_is_still_hidden_after_a_crash_is_sent),
        cmocka_unit_test(what_is_unknown_and_turns_up_is_sent),
        cmocka_unit_test(what_was_dropped_before_a_crash_is_sent),
        cmocka_unit_test(what_cannot_be_found_after_a_crash_is_unknown),
        cmocka_unit_test(other_bytes_of_the_name_and_size_are_not_it),
        cmocka_unit_test(a_partner_that_cannot_be_reached_is_tried_again),
        cmocka_unit_test(a_crash_that_cannot_be_looked_into_stays_open),
        cmocka_unit_test(a_name_that_is_taken_is_refused),
        cmocka_unit_test(a_name_that_has_just_these_bytes_is_sent),
        cmocka_unit_test(test_files_do_not_go_to_production),
    };

    return cmocka_run_group_tests_name("job_send", tests, NULL, NULL);
}
