/* SPDX-License-Identifier: Apache-2.0 */
/* drip - a source that gives so many bytes a read, however many are asked for */
#include "tests/support/drip.h"

#include <stdlib.h>

struct drip {
    x12_str left;
    size_t step;
    enum x12_status last;
};

static enum x12_status drip_read(void *self, char *into, size_t cap,
                                 size_t *got, struct x12_error *err)
{
    struct drip *drip = self;
    size_t n = drip->left.len;

    *got = 0;
    if (n == 0)
        return drip->last == X12_END
                   ? X12_END
                   : x12_fail(err, drip->last, "the drip is broken");
    if (drip->step > 0 && n > drip->step)
        n = drip->step;
    if (n > cap)
        n = cap;
    memcpy(into, drip->left.at, n);
    drip->left.at += n;
    drip->left.len -= n;
    *got = n;
    return X12_OK;
}

static void drip_close(void *self)
{
    free(self);
}

static const struct x12_source_ops drip_ops = { drip_read, drip_close };

enum x12_status drip_open(struct x12_source *src, x12_str bytes, size_t step,
                          enum x12_status last)
{
    struct drip *drip = malloc(sizeof(*drip));

    *src = (struct x12_source){ 0 };
    if (!drip)
        return X12_ENOMEM;
    *drip = (struct drip){ bytes, step, last };
    *src = (struct x12_source){ &drip_ops, drip };
    return X12_OK;
}
