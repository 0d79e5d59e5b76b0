/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_line - a partner that could not be reached is left alone for a while
 *
 * Failures in a row are counted across runs: clearinghouses shut out an address
 * that fails too often, and a wrong password fails each time. When its files were
 * last looked at stands here, too: they need not be each time.
 */
#ifndef EDI_STORE_LINE_H
#define EDI_STORE_LINE_H

#include "edi/store/store.h"
#include "parser/value.h"

enum { EDI_LINE_TIME = 21, EDI_LINE_FAILURES = 3 /* then it is left alone */ };

struct edi_partner_line {
    uint64_t failures;
    char until[EDI_LINE_TIME]; /* "2024-01-31T09:05:01Z"; "": try at once */
};

/* { 0 } where nothing failed since the last success. */
enum x12_status edi_partner_line_read(
    struct edi_store *store, const char *partner,
    struct edi_partner_line *line) X12_MUST_USE;

/* One more failure at `when`: from the third on the partner is left alone, for a
 * quarter of an hour and twice as long each time, up to a day, and a part more
 * that differs from partner to partner; and at least for the seconds that the
 * partner has asked for, be it the first failure. */
enum x12_status edi_partner_line_failed(struct edi_store *store,
                                        const char *partner, const char *when,
                                        uint32_t seconds) X12_MUST_USE;

/* It was reached. */
enum x12_status edi_partner_line_worked(struct edi_store *store,
                                        const char *partner) X12_MUST_USE;

/* Were so many minutes gone at `when` since all that the partner has was looked
 * at? Seconds do not count: a clock that runs each so many minutes is due. */
enum x12_status edi_partner_poll_due(struct edi_store *store,
                                     const char *partner, const char *when,
                                     uint32_t minutes, bool *due) X12_MUST_USE;

/* It was looked at, at `when`. */
enum x12_status edi_partner_polled(struct edi_store *store, const char *partner,
                                   const char *when) X12_MUST_USE;

#endif
