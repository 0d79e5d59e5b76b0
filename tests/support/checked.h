/* SPDX-License-Identifier: Apache-2.0 */
/*
 * checked - one set, changed in one place and checked as `edi check` does
 *
 * A case gives the body of a set that is right, and what is put in place of
 * what; the envelope and the SE are made around it. The checks are those of
 * edi_check, so that nothing is found in another way than users find it.
 */
#ifndef CHECKED_H
#define CHECKED_H

#include "parser/finding.h"

enum { CHECKED_FINDINGS = 32, CHECKED_TEXT = 1 << 14 };

struct checked_case {
    const char *from, *to; /* NULL: nothing is changed */
    const char *fault;     /* the only finding; NULL: none */
    const char *segment;   /* where it stands: "CLM" */
    unsigned element, component;
    long long told, right; /* both 0: not looked at */
};

struct checked {
    struct x12_finding at[CHECKED_FINDINGS];
    size_t count;
};

/* The findings of `body` with `from` changed to `to`, up to level `snip`. The
 * set is named by its guide: "837P", "835". */
void checked_run(struct checked *c, const char *guide, const char *body,
                 const char *from, const char *to, unsigned snip);

/* The code lists that what follows is checked with; NULL: those built in. */
struct edi_code_book;
void checked_with(const struct edi_code_book *book);

/* Fails the test unless each case yields its one finding, at its place. */
void checked_cases(const char *guide, const char *body,
                   const struct checked_case *cases, size_t count,
                   unsigned snip);

#endif
