/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_words - what an acknowledgement says in codes, in words
 *
 *     struct edi_words words = { .len = 0 };
 *     edi_words_status(&words, &status.code[0]);
 *     edi_words_fault(&words, &segment);
 *     puts(words.text);
 *
 * Several are parted by "; ". What does not fit any more is left off.
 */
#ifndef EDI_ACK_WORDS_H
#define EDI_ACK_WORDS_H

#include "edi/claims/ack.h"

#ifdef __cplusplus
extern "C" {
#endif

struct edi_words {
    size_t len;
    char text[300]; /* zero-terminated */
};

/* "TA1", "999", "277CA". */
X12_API const char *edi_ack_file_text(enum edi_ack_kind kind);

X12_API void edi_words_put(struct edi_words *words, const char *text);

/* "Entity NPI: Billing provider (A7:562:85)" */
X12_API void edi_words_status(struct edi_words *words,
                              const struct edi_status_code *code);

/* "CLM in loop 2300, segment 22 of its set: ..."; its elements follow. */
X12_API void edi_words_fault(struct edi_words *words,
                             const struct edi_ack_segment *segment);
X12_API void edi_words_element(struct edi_words *words, x12_str segment,
                               const struct edi_ack_element *element);

/* TA105, IK502 or AK905, by the kind. */
X12_API void edi_words_error(struct edi_words *words, enum edi_ack_kind kind,
                             x12_str code);

#ifdef __cplusplus
}
#endif
#endif
