/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/post.h"

#include "edi/jobs/job_generate.h"
#include "edi/store/digest.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <signal.h>
#include <stdlib.h>

void post_open(struct post *post)
{
    signal(SIGPIPE, SIG_IGN);
    unsetenv("https_proxy");
    unsetenv("HTTPS_PROXY");
    unsetenv("all_proxy");
    unsetenv("ALL_PROXY");
    unsetenv("ftp_proxy");
    *post = (struct post){ .when = "2024-02-01T00:00:00Z" };
    assert_int_equal(
        edi_store_open(&post->store, ":memory:", EDI_DB_CREATE, &post->err),
        X12_OK);
}

void post_close(struct post *post)
{
    edi_send_end(&post->send);
    edi_partners_release(&post->partners);
    edi_store_close(&post->store);
}

static void post_set(struct post *post, unsigned line,
                     const struct post_setting *set)
{
    const struct edi_setting setting = { "edi.conf", line, "partner hub",
                                         set->key, set->value };

    if (edi_partners_put(&post->partners, &setting, &post->err) != X12_OK)
        fail_msg("%s", post->err.text);
}

void post_partner(struct post *post, const struct post_setting *settings,
                  unsigned count)
{
    static const struct post_setting known[] = {
        { "sender", "SENDER" },
        { "receiver", "RECEIVER" },
        { "usage", "T" },
        { "submitter_name", "HILL" },
        { "contact_name", "ANN HILL" },
        { "contact_phone", "5550100123" },
        { "receiver_name", "CLEARHOUSE" },
        { "timeout", "2" },
    };

    edi_send_end(&post->send);
    edi_partners_release(&post->partners);
    for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        post_set(post, i + 1, &known[i]);
    for (unsigned i = 0; i < count; i++)
        post_set(post, i + 20, &settings[i]);
    if (edi_partners_check(&post->partners, &post->err) != X12_OK)
        fail_msg("%s", post->err.text);
}

void post_queue(struct post *post, unsigned claims)
{
    struct edi_generate_options options = { .partners = &post->partners,
                                            .again = true,
                                            .today = 20240131,
                                            .now = 90501 };
    struct edi_generate g;
    struct small_claim small;

    edi_send_end(&post->send);
    edi_store_close(&post->store);
    assert_int_equal(
        edi_store_open(&post->store, ":memory:", EDI_DB_CREATE, &post->err),
        X12_OK);
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    edi_generate_begin(&g, &post->store, &options, &post->err);
    for (unsigned i = 0; i < claims; i++)
        assert_int_equal(edi_generate_claim(&g, &small.claim), X12_OK);
    assert_int_equal(edi_generate_end(&g, X12_END), X12_OK);
    edi_generate_release(&g);
}

enum edi_batch_state post_run(struct post *post)
{
    static const struct edi_batch_wanted all = { 0 };
    const struct edi_send_options options = { .partners = &post->partners,
                                              .when = post->when,
                                              .now = true };
    enum x12_status status;

    edi_send_end(&post->send);
    edi_send_begin(&post->send, &post->store, &options, &post->err);
    status = edi_send_next(&post->send, &post->batch);
    if (status != X12_OK && status != X12_END)
        fail_msg("%s", post->err.text);
    assert_int_equal(edi_batch_after(&post->store, 0, &all, &post->batch),
                     X12_OK);
    return post->batch.state;
}

bool post_is(struct post *post, const char *path)
{
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };

    assert_int_equal(x12_source_open_file(&src, path, &post->err), X12_OK);
    assert_int_equal(edi_digest_begin(&digest, &post->err), X12_OK);
    edi_digest_source(&digest, &src);
    assert_int_equal(edi_digest_end(&digest, sum), X12_OK);
    edi_digest_release(&digest);
    x12_source_close(&src);
    return memcmp(sum, post->batch.digest, sizeof(sum)) == 0;
}

void post_expect(struct post *post, enum edi_batch_state state,
                 enum edi_trouble trouble, const char *says)
{
    const enum edi_batch_state now = post_run(post);

    if (now != state || post->send.trouble != trouble ||
        !strstr(post->send.why, says))
        fail_msg("state %d (not %d), trouble %d (not %d), \"%s\" (not \"%s\")",
                 (int)now, (int)state, (int)post->send.trouble, (int)trouble,
                 post->send.why, says);
    assert_int_equal(post->err.status, X12_OK);
}
