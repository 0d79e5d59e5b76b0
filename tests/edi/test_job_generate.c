/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_generate.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/small_claim.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct desk {
    struct edi_store store;
    struct x12_error err;
    struct edi_partners partners;
    struct edi_generate_options options;
    struct edi_generate g;
    char text[1 << 20];
};

static struct desk *desk_open(void)
{
    struct desk *d = calloc(1, sizeof(*d));

    assert_non_null(d);
    assert_int_equal(
        edi_store_open(&d->store, ":memory:", EDI_DB_CREATE, &d->err), X12_OK);
    small_partner_put(&d->partners, "/nowhere");
    /* most tests write the same claim time and again */
    d->options = (struct edi_generate_options){
        .partners = &d->partners, .again = true, .today = 20240131, .now = 90501
    };
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    return d;
}

static void desk_close(struct desk *d)
{
    edi_generate_release(&d->g);
    edi_generate_release(&d->g);
    edi_partners_release(&d->partners);
    edi_store_close(&d->store);
    free(d);
}

static enum x12_status add(struct desk *d, enum edi_claim_kind kind,
                           const char *id)
{
    struct small_claim small;

    small_claim_fill(&small, kind, id, 12550);
    return edi_generate_claim(&d->g, &small.claim);
}

/* The unpacked bytes of a batch; valid until the next call. */
static x12_str batch_text(struct desk *d, int64_t id)
{
    struct x12_source src = { 0 };
    struct edi_query *q;
    x12_str body;
    size_t used = 0, got;

    assert_int_equal(edi_batch_body(&d->store, id, &q, &body), X12_OK);
    assert_int_equal(x12_source_open_memory(&src, body, &d->err), X12_OK);
    assert_int_equal(x12_source_gunzip(&src, &d->err), X12_OK);
    while (x12_source_read(&src, d->text + used, sizeof(d->text) - used, &got,
                           &d->err) == X12_OK)
        used += got;
    x12_source_close(&src);
    edi_db_end(q);
    return (x12_str){ d->text, used };
}

/* Claims in the text; their findings are none. */
static unsigned claims_in(x12_str text, enum edi_claim_kind kind)
{
    static struct claim_pipe pipe;
    const struct edi_claim *claim;
    unsigned claims = 0;

    claim_pipe_open(&pipe, text, 0);
    while ((claim = claim_pipe_next(&pipe))) {
        claims++;
        assert_int_equal(claim->kind, kind);
        assert_int_equal(claim->charge, 12550);
    }
    assert_int_equal(pipe.err.status, X12_OK);
    for (size_t i = 0; i < pipe.findings.count; i++)
        print_error("%s loop %s: element %u\n", pipe.room[i].fault->name,
                    pipe.room[i].row ? pipe.room[i].row->loop : "",
                    pipe.room[i].place.element);
    assert_int_equal(pipe.findings.count, 0);
    claim_pipe_close(&pipe);
    return claims;
}

static void claims_of_each_kind_get_a_file(void **state)
{
    static const char letters[] = "PID";
    static const struct edi_batch_wanted all = { 0 };
    struct desk *d = desk_open();
    struct edi_batch batch = { 0 };

    (void)state;
    for (int round = 0; round < 3; round++)
        for (int kind = EDI_PROFESSIONAL; kind <= EDI_DENTAL; kind++)
            assert_int_equal(add(d, (enum edi_claim_kind)kind, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.batch_count, 3);
    assert_int_equal(d->g.claims, 9);
    for (int kind = EDI_PROFESSIONAL; kind <= EDI_DENTAL; kind++) {
        x12_str text;
        char name[40];

        assert_int_equal(edi_batch_after(&d->store, batch.id, &all, &batch),
                         X12_OK);
        assert_int_equal(batch.kind, letters[kind - 1]);
        assert_int_equal(batch.state, EDI_BATCH_QUEUED);
        assert_int_equal(batch.claims, 3);
        assert_int_equal(batch.charge, 3 * 12550);
        snprintf(name, sizeof(name), "837%c-%09d.x12", batch.kind, kind);
        assert_string_equal(batch.name, name);
        assert_string_equal(batch.made, "2024-01-31T09:05:01Z");
        text = batch_text(d, batch.id);
        assert_int_equal(text.len, batch.bytes);
        assert_int_equal(strncmp(text.at + 70, "240131*0905*^*00501*", 20), 0);
        assert_int_equal(claims_in(text, (enum edi_claim_kind)kind), 3);
    }
    desk_close(d);
}

static void a_set_holds_no_more_than_its_partner_takes(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    d->partners.at[0].claims_per_set = 2;
    for (int i = 0; i < 5; i++)
        assert_int_equal(add(d, EDI_DENTAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.batch_count, 3);
    assert_int_equal(d->g.batches[0].claims, 2);
    assert_int_equal(d->g.batches[2].claims, 1);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(d->g.batches[i].isa, i + 1);
        assert_int_equal(d->g.batches[i].gs, i + 1);
        assert_int_equal(d->g.batches[i].st, i + 1);
        assert_int_equal(
            claims_in(batch_text(d, d->g.batches[i].id), EDI_DENTAL),
            i < 2 ? 2 : 1);
    }
    desk_close(d);
}

static void a_file_holds_as_many_sets_and_bytes_as_its_partner_takes(
    void **state)
{
    struct desk *d = desk_open();

    (void)state;
    d->partners.at[0].claims_per_set = 2;
    d->partners.at[0].sets_per_group = 2;
    for (int i = 0; i < 5; i++)
        assert_int_equal(add(d, EDI_DENTAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.batch_count, 2);
    assert_int_equal(d->g.batches[0].claims, 4);
    assert_int_equal(d->g.batches[1].claims, 1);
    assert_int_equal(d->g.batches[0].st, 1);
    assert_int_equal(d->g.batches[1].st, 3); /* each set has its number */
    assert_int_equal(claims_in(batch_text(d, d->g.batches[0].id), EDI_DENTAL),
                     4);
    edi_generate_release(&d->g);
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    d->partners.at[0].file_bytes = 4096;
    d->partners.at[0].claims_per_set = 5000;
    for (int i = 0; i < 80; i++)
        assert_int_equal(add(d, EDI_DENTAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_true(d->g.batch_count > 1);
    assert_int_equal(d->g.claims, 80);
    for (size_t i = 0; i < d->g.batch_count; i++)
        assert_true(d->g.batches[i].bytes <= 4096);
    desk_close(d);
}

static void a_bad_claim_is_put_aside_and_the_others_go(void **state)
{
    struct desk *d = desk_open();
    struct small_claim small;

    (void)state;
    assert_int_equal(add(d, EDI_PROFESSIONAL, "BAD~1"), X12_END);
    assert_non_null(strstr(d->g.why, "CLM element 1"));
    assert_null(strstr(d->g.why, "BAD"));
    assert_int_equal(add(d, EDI_PROFESSIONAL, "GOOD1"), X12_OK);
    assert_null(d->g.why);
    small_claim_fill(&small, EDI_PROFESSIONAL, "BAD2", 100);
    small.claim.subscriber.name = X12_STR("D*E");
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_END);
    assert_non_null(strstr(d->g.why, "NM1 element 3"));
    small.claim.line_count = 0;
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_END);
    small_claim_fill(&small, (enum edi_claim_kind)9, "BAD3", 100);
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_END);
    assert_int_equal(add(d, EDI_PROFESSIONAL, "GOOD2"), X12_OK);
    assert_int_equal(add(d, EDI_INSTITUTIONAL, "BAD~3"), X12_END);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.aside, 5);
    assert_int_equal(d->g.claims, 2);
    /* the institutional file held no claim and is none */
    assert_int_equal(d->g.batch_count, 1);
    assert_int_equal(
        claims_in(batch_text(d, d->g.batches[0].id), EDI_PROFESSIONAL), 2);
    desk_close(d);
}

static void a_claim_with_an_error_is_put_aside_unless_it_is_wanted(void **state)
{
    struct desk *d = desk_open();
    struct small_claim small;

    (void)state;
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    small.line.charge = 100;
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_END);
    assert_non_null(strstr(d->g.why, "CLM02"));
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN2", 12550);
    small.claim.billing.city = X12_STR("");
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_END);
    assert_non_null(strstr(d->g.why, "2010AA N401"));
    d->g.options.unchecked = true;
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.claims, 1);
    assert_int_equal(d->g.aside, 2);
    desk_close(d);
}

static void tells_of_each_claim_its_own_errors_alone(void **state)
{
    struct desk *d = desk_open();
    struct small_claim small;
    char first[EDI_PROBE_WHY] = "";

    (void)state;
    for (int round = 0; round < 30; round++) {
        const bool wrong = round % 3 != 2;

        small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
        if (round % 3 == 0)
            small.line.charge = 100;
        else if (round % 3 == 1)
            small.claim.billing.city = X12_STR("");
        assert_int_equal(edi_generate_claim(&d->g, &small.claim),
                         wrong ? X12_END : X12_OK);
        if (round == 0)
            x12_str_put(x12_str_from(d->g.why), first, sizeof(first));
        else if (round % 3 == 0)
            assert_string_equal(d->g.why, first);
        else if (wrong)
            assert_null(strstr(d->g.why, "CLM02"));
        else
            assert_null(d->g.why);
    }
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.claims, 10);
    assert_int_equal(d->g.aside, 20);
    desk_close(d);
}

static void a_claim_that_was_queued_is_put_aside_unless_it_is_wanted(
    void **state)
{
    struct desk *d = desk_open();
    struct small_claim small;

    (void)state;
    for (int run = 0; run < 2; run++) {
        d->options.again = false;
        edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
        assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"),
                         run == 0 ? X12_OK : X12_END);
        /* of this run, or of the one before */
        assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_END);
        assert_string_equal(d->g.why, "it stands in 837P-000000001.x12 already "
                                      "(--again sends it again)");
        assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
        assert_int_equal(d->g.batch_count, run == 0 ? 1 : 0);
        edi_generate_release(&d->g);
    }
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    small.claim.patients_follow = true; /* says nothing of the claim */
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_END);
    d->partners.at[0].delims.element = '|';
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_END);
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    small.claim.frequency = X12_STR("7");
    d->g.options.unchecked = true;
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_OK);
    small.claim.billing.name = X12_STR("ANOTHER");
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_OK);
    small.claim.subscriber.id = X12_STR("M2");
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_OK);
    small.claim.payer.id = X12_STR("54321");
    assert_int_equal(edi_generate_claim(&d->g, &small.claim), X12_OK);
    d->g.options.again = true;
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.claims, 5);
    /* a run that puts all aside takes no number */
    assert_int_equal(d->g.batches[0].isa, 2);
    desk_close(d);
}

static void a_claim_sent_as_a_test_goes_to_production(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    d->g.options.again = false;
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    edi_generate_release(&d->g);
    d->options.again = false;
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    d->partners.at[0].usage = d->partners.at[0].usage == 'T' ? 'P' : 'T';
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_END);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    desk_close(d);
}

static void a_claim_whose_payer_has_no_partner_is_put_aside(void **state)
{
    struct desk *d = desk_open();

    (void)state;
    d->partners.at[0].payers = "99999 88888";
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_END);
    assert_non_null(strstr(d->g.why, "payer"));
    d->partners.at[0].payers = "99999 12345";
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.claims, 1);
    desk_close(d);
}

static void a_run_that_failed_left_nothing(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct desk *d = desk_open();
    struct edi_batch batch;

    (void)state;
    d->partners.at[0].claims_per_set = 1;
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN2"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_EIO), X12_EIO);
    edi_generate_release(&d->g);
    assert_int_equal(edi_batch_after(&d->store, 0, &all, &batch), X12_END);
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(d->g.batches[0].isa, 1);
    desk_close(d);
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

static void writes_into_a_folder_and_leaves_the_outbox_alone(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    char folder[] = "/tmp/edi-out-XXXXXX", path[80];
    struct desk *d = desk_open();
    struct edi_batch batch;

    (void)state;
    assert_non_null(mkdtemp(folder));
    d->options.out = folder;
    for (int run = 0; run < 2; run++) {
        edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
        d->partners.at[0].claims_per_set = 1;
        assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
        assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN2"), X12_OK);
        assert_int_equal(add(d, EDI_DENTAL, "BAD~"), X12_END);
        snprintf(path, sizeof(path), "%s/837P-%09d.x12", folder, run * 3 + 1);
        assert_int_not_equal(access(path, F_OK), 0);
        assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
        assert_int_equal(access(path, F_OK), 0);
        assert_int_equal(d->g.batch_count, 2);
        edi_generate_release(&d->g);
    }
    assert_int_equal(folder_names(folder, true), 4);
    assert_int_equal(edi_batch_after(&d->store, 0, &all, &batch), X12_END);
    assert_int_equal(rmdir(folder), 0);
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_EIO);
    assert_int_equal(edi_generate_end(&d->g, X12_EIO), X12_EIO);
    desk_close(d);
}

/* More files than are held back for their names at once. */
static void writes_any_number_of_files(void **state)
{
    enum { FILES = EDI_GENERATE_HELD + 5 };
    char folder[] = "/tmp/edi-out-XXXXXX";
    struct desk *d = desk_open();

    (void)state;
    assert_non_null(mkdtemp(folder));
    d->options.out = folder;
    edi_generate_begin(&d->g, &d->store, &d->options, &d->err);
    d->partners.at[0].claims_per_set = 1;
    for (int i = 0; i < FILES; i++)
        assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    assert_int_equal(folder_names(folder, true), FILES);
    assert_int_equal(rmdir(folder), 0);
    desk_close(d);
}

/* More partners at once than files that may be open. */
static void ends_a_file_early_rather_than_keep_too_many_open(void **state)
{
    enum { PARTNERS = EDI_GENERATE_OPEN + 3 };
    static char names[PARTNERS][20];
    struct desk *d = desk_open();
    uint64_t claims = 0;

    (void)state;
    for (int i = 0; i < PARTNERS; i++) {
        struct edi_partner *p = x12_arena_push(&d->partners.arena,
                                               &d->partners.at,
                                               &d->partners.count, sizeof(*p));

        assert_non_null(p);
        *p = d->partners.at[0];
        snprintf(names[i], sizeof(names[i]), "hub%d", i);
        p->name = names[i];
    }
    for (int round = 0; round < 2; round++)
        for (size_t i = 1; i < d->partners.count; i++) {
            d->g.options.partner = &d->partners.at[i];
            assert_int_equal(add(d, EDI_PROFESSIONAL, "PCN1"), X12_OK);
        }
    assert_int_equal(edi_generate_end(&d->g, X12_END), X12_OK);
    for (size_t i = 0; i < d->g.batch_count; i++)
        claims += d->g.batches[i].claims;
    assert_int_equal(claims, 2 * PARTNERS);
    assert_true(d->g.batch_count > PARTNERS);
    desk_close(d);
}

static enum x12_status generate_some(struct desk *d, struct x12_error *err)
{
    enum x12_status status = X12_OK;

    d->store.db.err = err;
    edi_generate_begin(&d->g, &d->store, &d->options, err);
    for (int i = 0; i < 3 && status == X12_OK; i++)
        status = add(d, i == 1 ? EDI_DENTAL : EDI_PROFESSIONAL, "PCN1");
    status = edi_generate_end(&d->g, status);
    edi_generate_release(&d->g);
    return status;
}

static void each_allocation_may_fail(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct desk *d = desk_open();
    long n;

    (void)state;
    for (n = 0;; n++) {
        struct x12_error err = { 0 };
        struct edi_batch batch;
        enum x12_status status;

        failing_malloc_from(n);
        status = generate_some(d, &err);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        if (status != X12_ENOMEM)
            fail_msg("allocation %ld: %d: %s", n, status, err.text);
        assert_int_equal(err.status, X12_ENOMEM);
        d->store.db.err = &d->err;
        assert_int_equal(edi_batch_after(&d->store, 0, &all, &batch), X12_END);
    }
    assert_true(n > 10);
    d->store.db.err = &d->err;
    desk_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_of_each_kind_get_a_file),
        cmocka_unit_test(a_set_holds_no_more_than_its_partner_takes),
        cmocka_unit_test(
            a_file_holds_as_many_sets_and_bytes_as_its_partner_takes),
        cmocka_unit_test(a_bad_claim_is_put_aside_and_the_others_go),
        cmocka_unit_test(
            a_claim_with_an_error_is_put_aside_unless_it_is_wanted),
        cmocka_unit_test(tells_of_each_claim_its_own_errors_alone),
        cmocka_unit_test(
            a_claim_that_was_queued_is_put_aside_unless_it_is_wanted),
        cmocka_unit_test(a_claim_sent_as_a_test_goes_to_production),
        cmocka_unit_test(a_claim_whose_payer_has_no_partner_is_put_aside),
        cmocka_unit_test(a_run_that_failed_left_nothing),
        cmocka_unit_test(writes_into_a_folder_and_leaves_the_outbox_alone),
        cmocka_unit_test(writes_any_number_of_files),
        cmocka_unit_test(ends_a_file_early_rather_than_keep_too_many_open),
        cmocka_unit_test(each_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("job_generate", tests, NULL, NULL);
}
