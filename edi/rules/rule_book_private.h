/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule_book - the rules of one guide, filed by where they are asked
 *
 *     book = edi_book_make(&arena, guide, 5, NULL);
 *     ... a segment of book->row[row].group comes ...
 *     if (group->made || edi_book_ready(book, &arena, group))
 *         ask(group->at[0 .. group->ready));
 */
#ifndef EDI_RULE_BOOK_PRIVATE_H
#define EDI_RULE_BOOK_PRIVATE_H

#include "edi/rules/edits.h"
#include "edi/rules/rule_private.h"

/* Groups of a loop that are told apart; the last bit is all the rest. */
enum { EDI_BOOK_BITS = 64 };

/* The rules that stand at one row and are asked at the end of one loop. They
 * are made ready when the first such segment comes: most never do. */
struct edi_rule_group {
    uint16_t row, loop;
    uint64_t bit; /* in edi_scope_loop.seen */
    struct edi_rule_item {
        const struct edi_rule *rule;
        struct edi_path at;
    } *items;
    size_t count;
    bool made;
    const struct edi_ready **at;
    size_t ready;
    const struct edi_path *coded; /* one that asks for a code; NULL: none */
    struct edi_rule_memo memo;
    struct edi_rule_group *other; /* of the same row, asked at another end */
};

/* A row, and the groups that are asked at its end where it is a loop. */
struct edi_rule_row {
    struct edi_rule_group *group; /* that stand here */
    struct edi_rule_group **asked;
    size_t count;
};

/* The rules of one guide. */
struct edi_rule_book {
    struct edi_rule_map map;
    uint32_t refers[X12_GUIDE_ROWS]; /* elements that rules of other rows may
                                        look at; bit 0: the segment itself */
    bool steady[X12_GUIDE_ROWS];     /* rows that memos follow from */
    bool root[X12_GUIDE_ROWS];       /* loops that hold claims */
    uint16_t payer, payer_element;   /* row of the payer's id */
    uint16_t day[3];                 /* rows of days of service */
    struct edi_rule_row row[X12_GUIDE_ROWS];
};

/* Rules of levels up to `snip`, and those of `edits`, which may be NULL. NULL: no
 * memory. */
struct edi_rule_book *edi_book_make(struct x12_arena *arena,
                                    const struct x12_guide *guide,
                                    unsigned snip,
                                    const struct edi_edits *edits);

/* Makes the rules of a group ready; false: no memory. */
bool edi_book_ready(struct edi_rule_book *book, struct x12_arena *arena,
                    struct edi_rule_group *group);

#endif
