/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_postings - what was given to the practice system, line by line
 *
 * A ledger that is only added to: a line that is posted is put once; when it is
 * posted no more, or otherwise, its negation is put, and then what it is now. So the
 * sum over all batches is what is posted. A line is known by what its remittance
 * says and by its place there, never by ids of this store: the same remittance in
 * another envelope is the same lines.
 */
#ifndef EDI_STORE_POSTINGS_H
#define EDI_STORE_POSTINGS_H

#include "edi/match/match.h"
#include "edi/store/store.h"

struct edi_posting {
    x12_str body;           /* digest of the remittance */
    int64_t ordinal;        /* of the CLP in it */
    int64_t service;        /* from 1; 0: the claim, but for its services */
    x12_str claim, sent_as; /* CLM01, and "INTERCHANGE/TRANSACTION/CLM" */
    int64_t line;           /* LX01; 0: none */
    x12_str payer, trace, came_as; /* "INTERCHANGE/TRANSACTION/CLP" */
    x12_date day;
    x12_str code;
    enum edi_outcome outcome;
    x12_money charge, paid, adjusted, patient;
};

enum x12_status edi_store_postings_begin(struct edi_store *store,
                                         const char *made, x12_str who,
                                         int64_t *batch) X12_MUST_USE;

/* Puts what is not yet put. */
enum x12_status edi_store_posting_put(struct edi_store *store, int64_t batch,
                                      const struct edi_posting *posting)
    X12_MUST_USE;

/* Takes back what is posted no more. */
enum x12_status edi_store_postings_take_back(struct edi_store *store,
                                             int64_t batch) X12_MUST_USE;

#endif
