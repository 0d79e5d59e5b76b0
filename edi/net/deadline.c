/* SPDX-License-Identifier: Apache-2.0 */
/* deadline - ends a connection that says nothing, or goes on, for too long */
#include "edi/net/deadline.h"

#include <sys/socket.h>

static bool deadline_before(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

static void *deadline_watch(void *self)
{
    struct edi_deadline *d = self;

    pthread_mutex_lock(&d->lock);
    while (!d->over && !d->passed) {
        struct timespec now;
        const struct timespec at = deadline_before(d->next, d->last) ? d->next
                                                                     : d->last;

        clock_gettime(CLOCK_MONOTONIC, &now);
        if (deadline_before(now, at)) {
            pthread_cond_timedwait(&d->changed, &d->lock, &at);
        } else {
            d->passed = true;
            shutdown(d->fd, SHUT_RDWR);
        }
    }
    pthread_mutex_unlock(&d->lock);
    return NULL;
}

enum x12_status edi_deadline_start(struct edi_deadline *d, int fd,
                                   unsigned idle_seconds,
                                   unsigned limit_seconds,
                                   struct x12_error *err)
{
    pthread_condattr_t steady;

    *d = (struct edi_deadline){ .fd = fd, .idle = idle_seconds };
    clock_gettime(CLOCK_MONOTONIC, &d->last);
    d->next = d->last;
    d->next.tv_sec += (time_t)idle_seconds;
    d->last.tv_sec += (time_t)limit_seconds;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_mutex_init(&d->lock, NULL);
    pthread_cond_init(&d->changed, &steady);
    pthread_condattr_destroy(&steady);
    d->started = pthread_create(&d->thread, NULL, deadline_watch, d) == 0;
    if (d->started)
        return X12_OK;
    pthread_cond_destroy(&d->changed);
    pthread_mutex_destroy(&d->lock);
    return x12_fail(err, X12_ENOMEM, "no thread to watch a connection");
}

void edi_deadline_touch(struct edi_deadline *d)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    now.tv_sec += (time_t)d->idle;
    pthread_mutex_lock(&d->lock);
    d->next = now; /* the thread finds out when the old one is over */
    pthread_mutex_unlock(&d->lock);
}

void edi_deadline_rest(struct edi_deadline *d)
{
    pthread_mutex_lock(&d->lock);
    d->next = d->last;
    pthread_mutex_unlock(&d->lock);
}

bool edi_deadline_has_passed(struct edi_deadline *d)
{
    bool passed;

    if (!d->started)
        return false;
    pthread_mutex_lock(&d->lock);
    passed = d->passed;
    pthread_mutex_unlock(&d->lock);
    return passed;
}

void edi_deadline_stop(struct edi_deadline *d)
{
    if (!d->started)
        return;
    pthread_mutex_lock(&d->lock);
    d->over = true;
    pthread_cond_signal(&d->changed);
    pthread_mutex_unlock(&d->lock);
    pthread_join(d->thread, NULL);
    pthread_cond_destroy(&d->changed);
    pthread_mutex_destroy(&d->lock);
    d->started = false;
}
