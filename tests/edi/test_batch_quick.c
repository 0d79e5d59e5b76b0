/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_generate.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <stdio.h>
#include <stdlib.h>

enum { CLAIMS = 400 };

/* What becomes of a run: the file, and what was told of which claim. */
struct outcome {
    x12_str file;
    char *bytes, told[1 << 18];
    size_t told_len, written;
    unsigned quick; /* claims written the short way */
};

/* Things wrong with a claim, and things that are only seldom. */
enum oddity {
    NOTHING,
    OTHER_SUBSCRIBER,
    OTHER_PROVIDER,
    A_PATIENT,
    ANOTHER_PATIENT,
    NO_SUBSCRIBER,   /* a loop around the claim lacks what it must have */
    BAD_PROVIDER,    /* in a loop that the next claim may share */
    BAD_SUBSCRIBER,  /* of level 5 */
    BAD_SUM,         /* of level 3 */
    BAD_PLACE,       /* of level 5 */
    NO_DATE,         /* a rule of the claim */
    A_DELIMITER,     /* it cannot be written */
    PATIENTS_FOLLOW, /* but they do not */
    SEGMENT_UNREAD,  /* of the loop around it */
    OTHER_SET,       /* of the input */
    ODDITIES,
};

static void make_odd(struct small_claim *s, struct edi_unread *lost,
                     enum oddity odd)
{
    struct edi_claim *c = &s->claim;

    switch (odd) {
    case NOTHING:
    case ODDITIES:
        break;
    case OTHER_SUBSCRIBER:
        c->subscriber.id = X12_STR("M77");
        break;
    case OTHER_PROVIDER:
        c->billing.name = X12_STR("CLINIC OF ANOTHER");
        break;
    case A_PATIENT:
    case ANOTHER_PATIENT:
        c->patient = c->subscriber;
        c->patient.role = X12_STR("QC");
        c->patient.id = c->patient.id_qualifier = X12_STR("");
        c->patient.first = odd == A_PATIENT ? X12_STR("KID") : X12_STR("TOT");
        c->patient_coverage.patient_relationship = X12_STR("19");
        c->coverage.relationship = X12_STR("");
        c->patient_is_subscriber = false;
        break;
    case NO_SUBSCRIBER:
        c->subscriber = (struct edi_party){ .present = false };
        break;
    case BAD_PROVIDER:
        c->billing.id = X12_STR("1234567890");
        break;
    case BAD_SUBSCRIBER:
        c->subscriber.state = X12_STR("QQ");
        break;
    case BAD_SUM:
        c->charge += 100;
        break;
    case BAD_PLACE:
        c->place = X12_STR("98");
        break;
    case NO_DATE:
        s->line.date_count = 0;
        break;
    case A_DELIMITER:
        s->line.procedure = X12_STR("99*13");
        break;
    case PATIENTS_FOLLOW:
        c->patients_follow = true;
        break;
    case SEGMENT_UNREAD:
        *lost = (struct edi_unread){ .text = X12_STR("ZZ1*A"),
                                     .marks = X12_STR("*:^"),
                                     .level = X12_STR("2000B"),
                                     .place = 2 };
        c->unread = lost;
        c->unread_count = 1;
        break;
    case OTHER_SET:
        s->set.origin ^= 1;
        break;
    }
}

/* The same row of claims for the same seed: most are right. */
static enum oddity next_oddity(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    if (*seed >> 40 & 1)
        return NOTHING;
    return (enum oddity)((*seed >> 41) % ODDITIES);
}

static void tell(struct outcome *out, unsigned claim, enum x12_status status,
                 const char *why)
{
    const size_t room = sizeof(out->told) - out->told_len;
    int len = snprintf(out->told + out->told_len, room, "%u %d %s\n", claim,
                       (int)status, why ? why : "");

    assert_true(len > 0 && (size_t)len < room);
    out->told_len += (size_t)len;
    out->written += status == X12_OK;
}

static void keep_bytes(struct outcome *out, struct edi_store *store)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    struct edi_query *q;
    size_t used = 0, got;
    x12_str body;

    out->bytes = malloc(1 << 22);
    assert_non_null(out->bytes);
    for (int64_t id = 1; edi_batch_body(store, id, &q, &body) == X12_OK; id++) {
        assert_int_equal(x12_source_open_memory(&src, body, &err), X12_OK);
        assert_int_equal(x12_source_gunzip(&src, &err), X12_OK);
        while (x12_source_read(&src, out->bytes + used, (1 << 22) - used, &got,
                               &err) == X12_OK)
            used += got;
        x12_source_close(&src);
        edi_db_end(q);
    }
    out->file = (x12_str){ out->bytes, used };
}

static void run(struct outcome *out, enum edi_claim_kind kind, uint64_t seed,
                struct edi_generate_options options)
{
    struct edi_store store = { 0 };
    struct edi_partners partners = { 0 };
    struct x12_error err = { 0 };
    struct edi_generate *g = calloc(1, sizeof(*g));

    assert_non_null(g);
    *out = (struct outcome){ .written = 0 };
    assert_int_equal(edi_store_open(&store, ":memory:", EDI_DB_CREATE, &err),
                     X12_OK);
    small_partner_put(&partners, "/nowhere");
    partners.at[0].claims_per_set = 60;
    partners.at[0].sets_per_group = 3;
    options.partners = &partners;
    options.again = true;
    options.today = 20240131;
    edi_generate_begin(g, &store, &options, &err);
    for (unsigned i = 0; i < CLAIMS; i++) {
        struct small_claim small;
        struct edi_unread lost;
        enum x12_status status;

        small_claim_fill(&small, kind, "PCN1", 12550);
        if (kind == EDI_INSTITUTIONAL)
            small.claim.place = X12_STR("13"); /* no stay */
        make_odd(&small, &lost, next_oddity(&seed));
        status = edi_generate_claim(g, &small.claim);
        assert_true(status == X12_OK || status == X12_END);
        tell(out, i, status, g->why);
        out->quick += g->quick[0].ready;
    }
    assert_int_equal(edi_generate_end(g, X12_END), X12_OK);
    keep_bytes(out, &store);
    edi_generate_release(g);
    edi_partners_release(&partners);
    edi_store_close(&store);
    free(g);
}

static void writes_and_tells_the_same_as_one_by_one(void **state)
{
    static const struct edi_generate_options ways[] = {
        { .snip = 5 }, { .snip = 2 }, { .snip = 6 }, { .unchecked = true }
    };
    static struct outcome quick, slow;

    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (int kind = EDI_PROFESSIONAL; kind <= EDI_DENTAL; kind++) {
            struct edi_generate_options one_by_one = ways[i];

            one_by_one.one_by_one = true;
            run(&quick, (enum edi_claim_kind)kind, 7 * i, ways[i]);
            run(&slow, (enum edi_claim_kind)kind, 7 * i, one_by_one);
            assert_string_equal(quick.told, slow.told);
            assert_true(x12_str_equal(quick.file, slow.file));
            assert_true(quick.written > CLAIMS / 3 && quick.written < CLAIMS);
            assert_true(ways[i].unchecked || quick.quick > CLAIMS / 10);
            assert_int_equal(slow.quick, 0);
            free(quick.bytes);
            free(slow.bytes);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_and_tells_the_same_as_one_by_one),
    };

    return cmocka_run_group_tests_name("batch_quick", tests, NULL, NULL);
}
