/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ingest_private - one file on its way into the store, set by set
 *
 * job_ingest opens the file and keeps it or not; what a set holds goes in by the
 * part for its kind. Each part takes the set that edi_set_next gave, to its end.
 */
#ifndef EDI_INGEST_PRIVATE_H
#define EDI_INGEST_PRIVATE_H

#include "edi/claims/ack_read.h"
#include "edi/claims/claim_read.h"
#include "edi/claims/payment_read.h"
#include "edi/jobs/job_ingest.h"
#include "edi/match/facts.h"
#include "edi/store/store_follow.h"

/* One file on its way into the store. */
struct edi_ingest {
    struct edi_store *store;
    struct x12_error *err;
    struct edi_ingested *told;
    struct x12_cursor cur;
    struct x12_findings findings; /* counted, not kept */
    struct edi_claim_reader claims;
    struct edi_payment_reader payments;
    struct edi_ack_reader acks;
    struct x12_arena arena;    /* of the claim, payment or item at hand */
    struct edi_digest raw;     /* the bytes as they came */
    struct edi_digest content; /* all that was read from them */
    struct edi_digest body;    /* the remittance or set of claims at hand */
    struct edi_new_facts facts;
    int64_t file;
    uint64_t interchange_ordinal; /* that `interchange` is the row of */
    int64_t interchange;
    bool interchange_used; /* something of it was kept */
};

enum x12_status edi_ingest_claims(struct edi_ingest *in) X12_MUST_USE;
enum x12_status edi_ingest_payments(struct edi_ingest *in) X12_MUST_USE;

/* `in_set` false: a TA1, which stands in no set. */
enum x12_status edi_ingest_acks(struct edi_ingest *in,
                                bool in_set) X12_MUST_USE;

/* --- what the parts share --- */

/* The headers at hand. */
struct edi_envelope_facts edi_ingest_envelope(const struct edi_ingest *in);

/* Where an amount is in doubt: "CLP04, segment 17"; empty when it is nowhere.
 * The text lives in `into`. */
enum { EDI_INGEST_DOUBT = 64 };
x12_str edi_ingest_doubt(x12_str segment, const struct x12_place *doubt,
                         char into[EDI_INGEST_DOUBT]);

/* New rows of a table have ids that follow each other. */
void edi_ingest_new(int64_t id, int64_t *first, int64_t *last);

/* Control numbers are part of the content: what a partner sends once more in a
 * new envelope is another file. Each is behind a zero byte, so that they do not
 * run into each other. */
void edi_ingest_envelope_content(struct edi_ingest *in,
                                 struct edi_digest *digest);

#endif
