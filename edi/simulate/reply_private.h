/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reply - the tools that stories are told with
 */
#ifndef EDI_REPLY_PRIVATE_H
#define EDI_REPLY_PRIVATE_H

#include "edi/simulate/chance.h"
#include "edi/simulate/reply.h"
#include "parser/arena.h"

/* One answer in the making. */
struct reply_make {
    struct edi_reply *reply;
    const struct edi_payer *payer;
    const struct edi_claim *claim;
    x12_date received;
    x12_date from, to; /* days of service */
    struct x12_arena *arena;
    bool share, sequestered;
};

/* Tells a story into the answer; false where the claim has no place for it, and
 * nothing was told then. */
typedef bool reply_story_fn(struct reply_make *make);

extern reply_story_fn *const edi_reply_stories[EDI_RATE_STORIES];

/* So many parts of 10,000, rounded down. */
static inline x12_money reply_part(x12_money amount, unsigned parts)
{
    return amount / EDI_PAYER_ALL * parts +
           amount % EDI_PAYER_ALL * parts / EDI_PAYER_ALL;
}

static inline uint32_t reply_draw(const struct reply_make *make,
                                  const char *name, uint32_t below)
{
    return edi_chance(make->reply->id, name, below);
}

/* One more claim payment: a line for every line of the claim, each of them with
 * nothing said and nothing paid; NULL when out of memory. */
struct edi_reply_item *edi_reply_item_add(struct reply_make *make,
                                          const char *status);

/* One more line behind `i`, a copy of it that is not adjusted. */
struct edi_service *edi_reply_line_add(struct reply_make *make,
                                       struct edi_reply_item *item, size_t i);

/* An adjustment; none where the amount is 0. */
void edi_reply_adjust(struct reply_make *make, struct edi_service *line,
                      x12_str group, x12_str reason, x12_money amount);

void edi_reply_remark(struct reply_make *make, struct edi_service *line,
                      const char *code);

/* Pays a line by the payer's habits, `allowed` parts of the charge. */
void edi_reply_pay(struct reply_make *make, struct edi_reply_item *item,
                   size_t i, unsigned allowed);

/* Adjusts all of a line for one reason. */
void edi_reply_refuse(struct reply_make *make, struct edi_reply_item *item,
                      size_t i, const char *group, const char *reason,
                      const char *remark, enum edi_outcome outcome);

/* One more claim payment: every amount of `first` with the other sign; NULL when
 * out of memory. */
struct edi_reply_item *edi_reply_undo(struct reply_make *make,
                                      const struct edi_reply_item *first);

/* Answers a void (frequency 8): what was paid under the number that it names is
 * undone; one that names no number of ours is refused. */
void edi_reply_void(struct reply_make *make, uint64_t seed);

/* Adds up: CLP03 to 05, the outcome and what is at stake. */
void edi_reply_sum(struct reply_make *make, struct edi_reply_item *item);

/* The whole claim paid, each line by the payer's habits. */
struct edi_reply_item *edi_reply_paid(struct reply_make *make,
                                      unsigned allowed);

/* CLP02 by whose turn the payer is: 1, 2 or 3. */
const char *edi_reply_status(const struct reply_make *make);

/* A place in the arena for a text that is put together; empty when out. */
x12_str edi_reply_text(struct reply_make *make, const char *before,
                       x12_str text, const char *behind);

/* Does what happens at this rate fall to the claim? */
bool edi_reply_is_hit(const struct reply_make *make, enum edi_rate rate);

/* Numbers altered, lines without theirs, interest. */
void edi_reply_traits(struct reply_make *make);

#endif
