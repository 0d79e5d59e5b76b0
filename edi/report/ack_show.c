/* SPDX-License-Identifier: Apache-2.0 */
/* ack_show - an item of an acknowledgement of a claim, for a person */
#include "edi/report/ack_show.h"

#include "edi/store/store_acks.h"

const char *edi_verdict_text(enum edi_verdict verdict)
{
    switch (verdict) {
    case EDI_VERDICT_NONE:
        return "no verdict";
    case EDI_VERDICT_RECEIVED:
        return "received";
    case EDI_VERDICT_ACCEPTED:
        return "accepted";
    case EDI_VERDICT_REJECTED:
        return "rejected";
    }
    return "";
}

static void show_statuses(struct edi_ack_details *details,
                          struct edi_words *words)
{
    for (size_t i = 0; i < details->status_count; i++) {
        struct edi_status status = edi_ack_details_status(details);

        for (unsigned j = 0; j < 3; j++)
            if (status.code[j].category.len)
                edi_words_status(words, &status.code[j]);
    }
}

static void show_fault(struct edi_ack_fault *fault, struct edi_words *words)
{
    const struct edi_ack_segment segment = { .segment = fault->segment,
                                             .position = fault->position,
                                             .loop = fault->loop,
                                             .code = fault->code };

    edi_words_fault(words, &segment);
    for (size_t i = 0; i < fault->element_count; i++) {
        struct edi_ack_element element = edi_ack_fault_element(fault);

        edi_words_element(words, fault->segment, &element);
    }
}

/* The faults of this claim, and those that are no claim's. */
static void show_faults(struct edi_ack_details *details, x12_str claim,
                        struct edi_words *words)
{
    bool others = false;

    for (size_t i = 0; i < details->fault_count; i++) {
        struct edi_ack_fault fault = edi_ack_details_fault(details);

        if (!fault.claim.len || x12_str_equal(fault.claim, claim))
            show_fault(&fault, words);
        else
            others = true;
    }
    if (others && !words->len)
        edi_words_put(words, "its set was refused for another claim's fault");
}

enum x12_status edi_ack_why(struct edi_db *db, const struct edi_ack_shown *ack,
                            struct edi_words *words)
{
    struct edi_ack_details details;
    enum x12_status status = edi_ack_details_read(db, ack->details, &details);
    x12_str note = ack->code;

    *words = (struct edi_words){ .len = 0 };
    if (status != X12_OK)
        return status;
    show_statuses(&details, words);
    show_faults(&details, ack->claim, words);
    for (unsigned i = 0; !words->len && i < 5; i++)
        edi_words_error(words, ack->kind, details.error[i]);
    if (ack->kind == EDI_ACK_INTERCHANGE) {
        (void)x12_str_cut(&note, ':');
        if (!x12_str_is(note, "000"))
            edi_words_error(words, ack->kind, note);
    }
    return X12_OK;
}

const char *edi_ack_next_step(const struct edi_ack_shown *ack)
{
    if (ack->kind == EDI_ACK_CLAIM && ack->code.len >= 2 &&
        memcmp(ack->code.at, "A4", 2) == 0)
        return "ask the payer, which does not find it";
    if (ack->kind == EDI_ACK_INTERCHANGE)
        return "mend the envelope and send the file again under new numbers";
    return "mend what is wrong, send it again as an original (frequency 1)";
}
