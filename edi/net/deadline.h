/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deadline - ends a connection that says nothing, or goes on, for too long
 *
 *     struct edi_deadline d = { 0 };
 *     status = edi_deadline_start(&d, socket, 30, 3600, err);
 *     edi_deadline_touch(&d);       before each thing that is asked
 *     ... if it failed: edi_deadline_has_passed(&d) says why ...
 *     edi_deadline_stop(&d);        before the socket is closed; safe twice
 *
 * libssh waits for ever for a server that has stopped: a thread shuts the socket
 * down when the time is over, and whoever waits for it reads its end.
 */
#ifndef EDI_DEADLINE_H
#define EDI_DEADLINE_H

#include "parser/error.h"

#include <pthread.h>
#include <time.h>

struct edi_deadline {
    /* private below */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct timespec next, last; /* of this answer; of all */
    unsigned idle;
    int fd;
    bool started, over, passed;
};

enum x12_status edi_deadline_start(struct edi_deadline *d, int fd,
                                   unsigned idle_seconds,
                                   unsigned limit_seconds,
                                   struct x12_error *err) X12_MUST_USE;

/* The partner has the idle time again. */
void edi_deadline_touch(struct edi_deadline *d);

/* Nothing is asked of the partner for a while: only the limit of all holds. */
void edi_deadline_rest(struct edi_deadline *d);

bool edi_deadline_has_passed(struct edi_deadline *d);

void edi_deadline_stop(struct edi_deadline *d);

#endif
