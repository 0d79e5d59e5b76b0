/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_check - what is wrong with a file, finding by finding
 *
 *     struct edi_check check = { 0 };
 *     status = edi_check_begin(&check, &src, 5, err);
 *     while (status == X12_OK &&
 *            (status = edi_check_next(&check, &finding)) == X12_OK)
 *         show(finding);
 *     ... check.errors, check.rejected ...
 *     edi_check_release(&check);
 *
 * Envelope, guide, elements, balances and codes are looked at, segment by segment.
 * Memory is constant, whatever the size of the file and of its claims.
 */
#ifndef EDI_JOB_CHECK_H
#define EDI_JOB_CHECK_H

#include "edi/claims/set.h"
#include "edi/jobs/ack_file.h"
#include "edi/jobs/check_lists.h"
#include "edi/jobs/team.h"
#include "edi/rules/code_check.h"
#include "edi/rules/rules.h"
#include "edi/rules/tally.h"
#include "parser/arena.h"

enum {
    EDI_CHECK_SNIP = 5,    /* level looked at unless another is asked for */
    EDI_CHECK_ROOM = 4096, /* findings of one claim; more are only counted */
};

/* An interchange or a group, which is refused as a whole or not. */
struct edi_check_part {
    uint64_t sets, accepted; /* before it */
    bool refused;
};

struct edi_check {
    /* so far; complete when edi_check_next has given X12_END */
    uint64_t interchanges, groups, sets, segments, bytes;
    uint64_t accepted, rejected; /* sets, as a TA1 and the 999s would say */
    uint64_t errors, warnings;
    bool list_refused; /* keep `refused`; set it after begin */
    uint64_t *refused; /* which sets are rejected, from 1; until release */
    size_t refused_count;
    unsigned ack_snip;          /* errors up to this level reject; set it after
                                begin, EDI_ACK_SNIP unless you do */
    struct edi_ack_file *ack;   /* writes the answers; NULL: none; likewise */
    struct edi_sharing sharing; /* among threads, if there is no `ack`;
                                  likewise */
    /* private below */
    struct x12_cursor cur;
    struct x12_findings findings;
    struct edi_tally *tally;      /* in the arena, like the next */
    struct edi_code_check *codes; /* NULL: levels up to 4 */
    bool looks_at_codes;
    struct edi_rules *rules; /* in the arena; NULL: levels up to 3 */
    struct x12_error *err;
    unsigned snip;
    struct x12_arena arena, refused_arena;
    size_t next; /* finding to give */
    enum edi_set_kind kind;
    bool in_set;        /* a set is open, though its body may be behind us */
    bool in_body;       /* there may be more claims or segments in it */
    bool set_rejected;  /* by what was told so far */
    bool next_rejected; /* the same of a set whose ST was met already */
    bool ended;
    struct edi_check_part interchange, group; /* at hand */
    uint64_t dropped;            /* findings lost before this step */
    struct edi_ack_unit unit[2]; /* claim at hand, and the one behind it */
    unsigned units;
    char trace[sizeof(((struct edi_ack_unit *)0)->value)]; /* TRN02 */
    const struct edi_edits *edits;
    bool begun;                    /* it was decided how to read */
    struct edi_team *team;         /* NULL: it is read here */
    const struct edi_block *block; /* of findings, taken from the team */
    bool tells_verdicts;           /* a thread of the team, for who gathers */
    char *verdicts;                /* what it told, in the refused_arena */
    size_t verdict_count;
};

/* Takes `src` over, on failure too. Findings of a level above `snip` are not
 * told. `check` must stay where it is. */
enum x12_status edi_check_begin(struct edi_check *check, struct x12_source *src,
                                unsigned snip,
                                struct x12_error *err) X12_MUST_USE;

/* X12_OK and the next finding, valid until the next call; X12_END; or a
 * failure of the input. */
enum x12_status edi_check_next(struct edi_check *check,
                               const struct x12_finding **finding) X12_MUST_USE;

/* Begins anew with another input, as it was set up, error and all; what was made
 * ready of rules and guides is kept. Takes `src` over, on failure too. */
enum x12_status edi_check_again(struct edi_check *check,
                                struct x12_source *src) X12_MUST_USE;

/* After begin: `lists` must outlive the check. */
void edi_check_use(struct edi_check *check,
                   const struct edi_check_lists *lists);

/* Reads a payer's own rules from a file, into `arena`. */
enum x12_status edi_check_edits_read(struct edi_edits *edits,
                                     struct x12_arena *arena, const char *path,
                                     struct x12_error *err) X12_MUST_USE;

/* After begin: each ISA is held against what was agreed, which must outlive the
 * check. */
void edi_check_agree(struct edi_check *check,
                     const struct x12_agreement *agreed);

/* After begin: these rules are asked as well, whatever the level; `edits` must
 * outlive the check. */
void edi_check_use_edits(struct edi_check *check,
                         const struct edi_edits *edits);

void edi_check_release(struct edi_check *check);

#endif
