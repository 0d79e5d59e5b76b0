/* SPDX-License-Identifier: Apache-2.0 */
/*
 * post - an office that sends: a store, a partner "hub" and one batch that waits
 *
 *     post_open(&post);
 *     post_partner(&post, settings, count);
 *     post_queue(&post, 400);
 *     assert_int_equal(post_run(&post), EDI_BATCH_SENT);
 *     post_close(&post);
 */
#ifndef TESTS_POST_H
#define TESTS_POST_H

#include "edi/jobs/job_send.h"

struct post_setting {
    const char *key, *value;
};

struct post {
    struct edi_store store;
    struct x12_error err;
    struct edi_partners partners;
    struct edi_send send;
    struct edi_batch batch; /* as it stands now */
    const char *when;
};

void post_open(struct post *post);
void post_close(struct post *post);

/* Who we are is said already; the text is not copied. */
void post_partner(struct post *post, const struct post_setting *settings,
                  unsigned count);

/* One file of so many claims; the store is empty before. */
void post_queue(struct post *post, unsigned claims);

/* One run over the one batch; where it stands. */
enum edi_batch_state post_run(struct post *post);

/* Is that file the batch, byte by byte? */
bool post_is(struct post *post, const char *path);

/* One run that ends so. */
void post_expect(struct post *post, enum edi_batch_state state,
                 enum edi_trouble trouble, const char *says);

#endif
