/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_doctor - is all as it must be, so that files go and come?
 *
 *     struct edi_doctor d;
 *     edi_doctor_begin(&d, &options, err);
 *     while ((status = edi_doctor_next(&d)) == X12_OK)
 *         ... d.partner, d.topic, d.health, d.text ...
 *     edi_doctor_end(&d);       right on every path, and twice
 *
 * Looks and sends nothing: the settings and the store and their rights, then for
 * each partner its flags, the files of its keys and passwords, and by one
 * connection its host key, the login and its folders. A partner that is left alone
 * for failing too often is, unless `now` is set. What is wrong is told with what to
 * do about it; no secret and no person is in it.
 */
#ifndef EDI_JOB_DOCTOR_H
#define EDI_JOB_DOCTOR_H

#include "edi/jobs/reach.h"

/* In the order of how bad it is. */
enum edi_health {
    EDI_HEALTH_OK,
    EDI_HEALTH_LOOK,        /* it works, but look at it */
    EDI_HEALTH_UNREACHABLE, /* a partner could not be reached */
    EDI_HEALTH_REFUSED,     /* a partner, or a folder, refused us */
    EDI_HEALTH_WRONG,       /* settings, or what they point to */
};

/* "ok"; never NULL. */
const char *edi_health_text(enum edi_health health);

struct edi_doctor_options {
    const struct edi_partners *partners;
    const char *partner;  /* this one only; NULL: all */
    const char *settings; /* the path of the settings */
    const char *store;    /* the path of the store; it need not exist */
    const char *archive, *aside, *intake; /* folders; they need not exist */
    const char *when;
    bool now; /* partners that were to be left alone, too */
};

struct edi_doctor {
    /* what was looked at last */
    const char *partner; /* "": it is ours */
    const char *topic;   /* "login" */
    enum edi_health health;
    const char *text;
    /* private below */
    struct edi_doctor_options options;
    struct edi_store store;
    struct edi_reach line;
    struct x12_error *err, fault;
    char said[X12_ERROR_TEXT];
    size_t at, check; /* partner from 1, 0: ours; the check that is next */
    bool sick;        /* what is to be known of the partner hinders asking it */
    unsigned mode;    /* of the store's file, before it was opened; 0: none */
};

void edi_doctor_begin(struct edi_doctor *d,
                      const struct edi_doctor_options *options,
                      struct x12_error *err);

/* The next thing that was looked at; X12_END behind the last. A failure is the
 * store's, and ends the visit. */
enum x12_status edi_doctor_next(struct edi_doctor *d) X12_MUST_USE;

void edi_doctor_end(struct edi_doctor *d);

#endif
