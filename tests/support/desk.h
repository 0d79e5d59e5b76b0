/* SPDX-License-Identifier: Apache-2.0 */
/*
 * desk - small 837 and 835 files made from a line a claim or payment, laid into
 * a folder, taken into a store, and what the store says of them
 *
 * Everybody and everything in them is invented.
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "edi/jobs/job_ingest.h"

enum { DESK_TEXT = 64 << 10 };

struct desk {
    char folder[32];
    char text[DESK_TEXT]; /* of the file made last */
    struct x12_error err;
    struct edi_store store;
};

void desk_open(struct desk *desk);  /* a fresh folder, a store in memory */
void desk_close(struct desk *desk); /* removes the folder */

/* "number charge day", one a claim, parted by ';': claims of one line each. */
const char *desk_claims(struct desk *desk, const char *isa, const char *day,
                        const char *claims);

/* "number control status charge paid day adjustments", one a payment, parted by
 * ';'; adjustments as "CO*45*30" parted by ','. An number of "-" is empty. */
const char *desk_payments(struct desk *desk, const char *isa, const char *day,
                          const char *payments);

/* What came back for the claims of the interchange `of`: by the first segment a
 * TA1, a 999 (all of it from AK1 on) or a 277CA (from its first STC or HL 3 on,
 * behind what all have). */
const char *desk_answer(struct desk *desk, const char *isa, const char *day,
                        const char *of, const char *segments);

/* Writes desk->text into a file of the folder; gives its path (static). */
const char *desk_file(struct desk *desk, const char *name);

/* Writes it and takes it in. */
enum x12_status desk_ingest(struct desk *desk, const char *name,
                            struct edi_ingested *told);

/* One number that a query gives. */
int64_t desk_ask(struct desk *desk, const char *sql);

#endif
