/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "edi/jobs/job_simulate.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    PROVIDERS = 130,
    FEW = 12,
    AT_ONCE = 16,
    CLAIMS_EACH = 2,
    ROOM = 2 << 20
};

static struct x12_error err;
static char folder[32], path[320];
static char claims[ROOM];

static struct {
    uint64_t files, payments;
    x12_money amount;
} told;

static enum x12_status tell(void *self, const struct edi_simulated *file)
{
    (void)self;
    told.files++;
    if (strcmp(file->kind, "835") == 0) {
        told.payments += file->items;
        told.amount += file->amount;
    }
    return X12_OK;
}

/* The n-th of ours, with its check digit. */
static void make_npi(unsigned n, char npi[11])
{
    for (unsigned digit = 0; digit < 10; digit++) {
        snprintf(npi, 11, "16790%04u%u", n % 10000, digit);
        if (x12_npi_is_valid(x12_str_from(npi)))
            return;
    }
}

/* Two claims each of many practices: more remittances than grow at once. */
static x12_str many_claims(unsigned practices)
{
    const x12_str order[] = { X12_STR("P"), X12_STR("S") };
    struct edi_contact contact = { .function = X12_STR("IC"),
                                   .number = { { X12_STR("TE"),
                                                 X12_STR("5550100000") } } };
    struct edi_claim_set set;
    struct small_claim small;
    struct claim_out out;
    struct x12_sink sink = { 0 };
    x12_str text;
    char id[16], npi[16], member[16];

    assert_int_equal(x12_sink_open_memory(&sink, ROOM, &err), X12_OK);
    small_claim_fill(&small, EDI_PROFESSIONAL, id, 12345);
    set = small.set;
    set.kind = EDI_PROFESSIONAL;
    set.version = X12_STR("005010X222A1");
    set.structure = X12_STR("0019");
    set.purpose = X12_STR("00");
    set.date = X12_STR("20240131");
    set.time = X12_STR("1200");
    set.use = X12_STR("CH");
    set.reference = X12_STR("BATCH7");
    set.submitter = (struct edi_party){ .present = true,
                                        .type = X12_STR("2"),
                                        .name = X12_STR("SENDER"),
                                        .id_qualifier = X12_STR("46"),
                                        .id = X12_STR("S1"),
                                        .contacts = &contact,
                                        .contact_count = 1 };
    set.receiver = (struct edi_party){ .present = true,
                                       .type = X12_STR("2"),
                                       .name = X12_STR("HUB"),
                                       .id_qualifier = X12_STR("46"),
                                       .id = X12_STR("R1") };
    claim_out_begin(&out, &sink, &set, &err);
    for (unsigned i = 0; i < practices * CLAIMS_EACH; i++) {
        snprintf(id, sizeof(id), "PCN%05u", i);
        make_npi(i % practices / 2, npi);
        snprintf(member, sizeof(member), "M%05u", i);
        small_claim_fill(&small, EDI_PROFESSIONAL, id, 10001 + 7 * (int)i);
        small.claim.billing.id_qualifier = X12_STR("XX");
        small.claim.billing.id = x12_str_from(npi);
        small.claim.payer.id = i % 2 ? X12_STR("P1") : X12_STR("P2");
        small.claim.subscriber.id = x12_str_from(member);
        small.claim.coverage.responsibility = order[i % 2];
        edi_claim_write(&out.cw, &small.claim);
    }
    assert_int_equal(claim_out_end(&out), X12_OK);
    text = x12_sink_memory(&sink);
    assert_true(text.len < sizeof(claims));
    memcpy(claims, text.at, text.len);
    x12_sink_close(&sink);
    return (x12_str){ claims, text.len };
}

static void answer(const struct edi_payer *payer, x12_str text,
                   struct edi_simulate *sim)
{
    struct x12_source src = { 0 };

    told.files = told.payments = 0;
    told.amount = 0;
    *sim = (struct edi_simulate){ .payer = *payer,
                                  .seed = 5,
                                  .remits_at_once = AT_ONCE };
    sim->files = (struct edi_simulate_files){
        .folder = folder, .err = &err, .time = 120000, .tell = tell
    };
    assert_int_equal(edi_simulate_begin(sim), X12_OK);
    assert_int_equal(x12_source_open_memory(&src, text, &err), X12_OK);
    assert_int_equal(edi_simulate_acks(sim, &src), X12_OK);
    x12_source_close(&src);
    assert_int_equal(x12_source_open_memory(&src, text, &err), X12_OK);
    assert_int_equal(edi_simulate_answers(sim, &src, X12_STR("in.837")),
                     X12_OK);
    x12_source_close(&src);
    assert_int_equal(edi_simulate_end(sim), X12_OK);
    edi_simulate_release(sim);
}

static void assert_right(const char *name)
{
    struct x12_source src = { 0 };
    struct edi_check check;
    const struct x12_finding *finding;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(x12_source_open_file(&src, path, &err), X12_OK);
    assert_int_equal(edi_check_begin(&check, &src, 6, &err), X12_OK);
    if (edi_check_next(&check, &finding) == X12_OK)
        fail_msg("%s: %s at segment %u", name, finding->fault->name,
                 finding->place.segment);
    edi_check_release(&check);
}

/* Every file of the folder but the truth, right by our own check; removes
 * them. */
static unsigned check_and_empty(void)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned files = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        if (!strstr(entry->d_name, ".jsonl")) {
            assert_right(entry->d_name);
            files++;
        }
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        assert_int_equal(unlink(path), 0);
    }
    closedir(dir);
    return files;
}

static void pays_every_cent_where_nothing_is_asked_for(void **state)
{
    x12_str text = many_claims(PROVIDERS);
    struct edi_simulate sim;
    x12_money charged = 0;

    (void)state;
    for (int i = 0; i < PROVIDERS * CLAIMS_EACH; i++)
        charged += 10001 + 7 * i;
    answer(&edi_payer_plain, text, &sim);
    assert_int_equal(sim.claims, PROVIDERS * CLAIMS_EACH);
    assert_int_equal(told.payments, PROVIDERS * CLAIMS_EACH);
    assert_int_equal(told.amount, charged);
    assert_true(told.files > PROVIDERS);
    assert_int_equal(check_and_empty(), told.files + 1);
}

static void writes_nothing_that_is_wrong_whatever_falls(void **state)
{
    x12_str text = many_claims(FEW);

    (void)state;
    for (unsigned rate = 0; rate < EDI_RATES; rate++) {
        struct edi_payer payer = edi_payer_plain;
        struct edi_simulate sim;

        payer.allowed = 6150;
        payer.rate[rate] = rate < EDI_RATE_STORIES ? 5000 : EDI_PAYER_ALL;
        payer.rate[EDI_RATE_SHARE] = 3000;
        answer(&payer, text, &sim);
        if (rate < EDI_RATE_STORIES)
            assert_int_equal(sim.claims, FEW * CLAIMS_EACH);
        assert_true(check_and_empty() > 0);
    }
}

static int make_folder(void **state)
{
    (void)state;
    memcpy(folder, "/tmp/edi-simulate-XXXXXX", 25);
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pays_every_cent_where_nothing_is_asked_for),
        cmocka_unit_test(writes_nothing_that_is_wrong_whatever_falls),
    };

    return cmocka_run_group_tests_name("simulate", tests, make_folder,
                                       remove_folder);
}
