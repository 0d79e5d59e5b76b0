/* SPDX-License-Identifier: Apache-2.0 */
/* undo - a payment taken back, and what a void asks for */
#include "edi/simulate/reply_private.h"

static void undo_line(struct reply_make *make, const struct edi_service *was,
                      struct edi_service *line)
{
    *line = *was;
    line->charge = line->paid = -was->charge;
    line->adjustments = NULL;
    line->remarks = NULL;
    line->amounts = NULL;
    line->adjustment_count = line->remark_count = line->amount_count = 0;
    for (size_t i = 0; i < was->adjustment_count; i++) {
        const struct edi_adjustment *a = &was->adjustments[i];

        edi_reply_adjust(make, line, a->group, a->reason, -a->amount);
    }
}

struct edi_reply_item *edi_reply_undo(struct reply_make *make,
                                      const struct edi_reply_item *first)
{
    const size_t count = first->payment.service_count;
    struct edi_reply_item *item = edi_reply_item_add(make, "22");
    struct edi_payment *p = item ? &item->payment : NULL;

    /* A line that was split or unbundled is one more. */
    while (p && p->service_count < count)
        if (!edi_reply_line_add(make, item, p->service_count - 1))
            return NULL;
    if (!p)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        undo_line(make, &first->payment.services[i], &p->services[i]);
        item->lines[i] = (struct edi_reply_line){ first->lines[i].number,
                                                  EDI_REVERSED };
    }
    edi_reply_sum(make, item);
    p->has_patient = false;
    return item;
}

/* A correction has the number of the payment before it with a suffix. */
static bool undo_is_named(const struct edi_reply_item *item, x12_str number)
{
    const x12_str control = item->payment.control;

    return number.len > 0 && x12_str_starts(control, number) &&
           control.len - number.len <= 2;
}

/* What was said to the claim when it was sent first, under this frequency, is a
 * function of what it says: it is told again, to be undone. */
static const struct edi_reply_item *undo_find(struct reply_make *make,
                                              uint64_t seed,
                                              const char *frequency,
                                              x12_str number)
{
    struct edi_claim *first = x12_arena_make(make->arena, sizeof(*first));
    struct edi_reply *was = x12_arena_make(make->arena, sizeof(*was));

    if (!first || !was)
        return NULL;
    *first = *make->claim;
    first->frequency = x12_str_from(frequency);
    edi_reply_make(was, make->payer, seed, first, make->received, make->arena);
    if (was->count == 0 || was->items[0].outcome == EDI_PREDETERMINATION ||
        !undo_is_named(&was->items[was->count - 1], number))
        return NULL;
    return &was->items[was->count - 1];
}

void edi_reply_void(struct reply_make *make, uint64_t seed)
{
    const struct edi_claim *claim = make->claim;
    const x12_str number = edi_reference_find(claim->references,
                                              claim->reference_count, "F8");
    const struct edi_reply_item *first = undo_find(make, seed, "1", number);
    struct edi_reply_item *item;

    make->reply->is_void = true;
    if (!first)
        first = undo_find(make, seed, "7", number);
    if (!first) {
        make->reply->story = EDI_RATE_REJECTED;
        return;
    }
    item = edi_reply_undo(make, first);
    if (!item)
        return;
    item->payment.id = first->payment.id;
    item->payment.control = first->payment.control;
    item->payment.frequency = first->payment.frequency;
    item->wave = first->wave + 1 < EDI_REPLY_WAVES ? first->wave + 1
                                                   : first->wave;
}
