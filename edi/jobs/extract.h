/* SPDX-License-Identifier: Apache-2.0 */
/*
 * extract - all that an input says, item by item, made into something
 *
 *     static const struct edi_extract_work work = { .size = ..., .open = ... };
 *     struct edi_extract_job job = { .work = &work, .sink = &out, .err = err };
 *     status = edi_extract(&job, &src);
 *
 * An item is a claim (837), a claim payment (835), what is left of a remittance
 * behind its claim payments, or what an acknowledgement says of one thing. Each
 * thread has a maker of its own, and what makers write comes out in the order
 * of the input, the same bytes whatever the number of threads.
 */
#ifndef EDI_EXTRACT_H
#define EDI_EXTRACT_H

#include "edi/claims/ack_read.h"
#include "edi/claims/claim_read.h"
#include "edi/claims/payment_read.h"
#include "edi/jobs/team.h"
#include "writer/sink.h"

enum { EDI_EXTRACT_FINDINGS = 64 }; /* kept at once; all are counted */

/* Where a maker finds what it is called for. */
struct edi_extract {
    struct x12_cursor cur;        /* its envelope is that of the set at hand */
    struct x12_findings findings; /* what a maker finds belongs here */
    enum edi_set_kind kind;       /* of the set at hand */
    uint64_t items;               /* made so far; makers count them */
    struct edi_claim_reader claims;
    struct edi_payment_reader payments;
    struct edi_ack_reader acks;
    /* private below */
    struct x12_finding room[EDI_EXTRACT_FINDINGS];
};

/* What is made of the items. Each gives X12_OK to go on, X12_END when nobody
 * wants more, or a failure; one that is NULL makes nothing. */
struct edi_extract_work {
    size_t size; /* of a maker, zeroed and aligned for anything */
    enum x12_status (*open)(void *maker, const void *job,
                            struct x12_error *err);
    void (*close)(void *maker);

    /* All of the input, or of a part of it, goes to `sink`. What waits in a
     * buffer is given to it by `end`, also after a failure. */
    enum x12_status (*begin)(void *maker, struct x12_sink *sink,
                             struct x12_error *err);
    enum x12_status (*end)(void *maker);

    enum x12_status (*set)(void *maker, struct edi_extract *x); /* begins */
    enum x12_status (*claim)(void *maker, struct edi_extract *x,
                             const struct edi_claim *claim);
    enum x12_status (*payment)(void *maker, struct edi_extract *x,
                               const struct edi_payment *payment);
    enum x12_status (*remittance)(void *maker, struct edi_extract *x,
                                  const struct edi_remittance *remittance);
    enum x12_status (*ack)(void *maker, struct edi_extract *x,
                           const struct edi_ack *ack);
};

/* What an input came to. */
struct edi_extracted {
    uint64_t told[3]; /* findings, by severity */
    uint64_t items;   /* that were made */
    uint64_t unknown; /* sets of a kind or version that give no item */
    bool truncated;   /* the input ends inside a segment: that one is lost */
    uint64_t end;     /* and where that segment begins */
};

struct edi_extract_job {
    const struct edi_extract_work *work;
    const void *job; /* the work's own; shared by all its makers */
    struct x12_sink *sink;
    struct x12_error *err;
    struct edi_sharing sharing; /* among threads */
    struct edi_extracted sum;
};

/* Makes what `src` gives; takes it over. X12_OK at the end of the input, X12_END
 * when nobody reads the sink any more, or a failure: what was whole before it
 * is written. Sets `sum`. */
enum x12_status edi_extract(struct edi_extract_job *job,
                            struct x12_source *src) X12_MUST_USE;

#endif
