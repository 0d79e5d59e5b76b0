/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_links - by which numbers rows hang together
 *
 * One row a number that a claim, a payment or an acknowledged claim bears. A
 * letter stands before the number, so that numbers of different kinds never
 * meet. New rows are linked when all of their file are there, in the order of
 * their numbers: what is put into a tree in its order is put in fast, and which
 * of them meet something is known by the way.
 */
#ifndef EDI_STORE_LINKS_H
#define EDI_STORE_LINKS_H

#include "edi/store/store.h"
#include "parser/arena.h"

enum edi_link_kind { /* stored */
                     EDI_LINK_CLAIM = 0,
                     EDI_LINK_PAYMENT = 1,
                     EDI_LINK_ACK = 2,
                     EDI_LINK_KINDS = 3,
};

enum edi_link_by {
    EDI_LINK_NUMBER = 'N',   /* CLM01, CLP01 without leading zeros */
    EDI_LINK_CONTROL = 'C',  /* CLP07, REF*F8, REF*1K */
    EDI_LINK_CLEARING = 'D', /* REF*D9 */
    EDI_LINK_VISIT = 'V', /* of a claim: its first day, a blank, its charge */
};

/* The new rows of one kind, and what each of them meets. */
struct edi_linked_rows {
    int64_t first, last; /* 1 to 0: none */
    unsigned char *met;  /* a set of what it meets something by */
    int64_t *claim;      /* of a payment: a claim of its number; 0: none */
};

struct edi_linked {
    size_t batch; /* numbers put in at once; 0: as many as is good */
    struct edi_linked_rows rows[EDI_LINK_KINDS];
};

/* Links the rows first to last of each kind. The tables are made in `arena`,
 * and ask for 9 bytes a payment and 1 byte a row of the others. */
enum x12_status edi_store_links_put(struct edi_store *store,
                                    struct edi_linked *linked,
                                    struct x12_arena *arena) X12_MUST_USE;

/* May the row meet something by this? False of new rows alone. */
bool edi_linked_by(const struct edi_linked *linked, enum edi_link_kind kind,
                   int64_t id, enum edi_link_by by);

/* May the row meet anything at all? */
bool edi_linked_any(const struct edi_linked *linked, enum edi_link_kind kind,
                    int64_t id);

/* The claim of a new payment's number, where nothing else bears it; else 0. */
int64_t edi_linked_claim(const struct edi_linked *linked, int64_t payment);

struct edi_link {
    enum edi_link_kind kind;
    int64_t id;
};

/* The rows that bear this, claims first; the array is made in `arena`. */
enum x12_status edi_store_links_find(struct edi_store *store,
                                     enum edi_link_by by, x12_str number,
                                     struct x12_arena *arena,
                                     struct edi_link **links,
                                     size_t *count) X12_MUST_USE;

#endif
