/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compare - in what a claim and a payment agree, and in what they differ
 *
 *     compared = edi_compare(claim, payment);
 *     if (edi_compared_in_play(compared) && edi_compared_enough(compared)) ...
 *
 * Pure: from the two facts alone. What has come since (acknowledgements, other
 * payments) is noted by who knows it, with edi_compare_note.
 */
#ifndef EDI_COMPARE_PRIVATE_H
#define EDI_COMPARE_PRIVATE_H

#include "edi/match/match.h"

enum {
    EDI_COMPARE_EVIDENCE = EDI_FIELD_CHARGE | EDI_FIELD_DAYS |
                           EDI_FIELD_MEMBER | EDI_FIELD_LAST,
    EDI_COMPARE_IN_PLAY = EDI_FIELD_PAYEE | EDI_FIELD_SENT | EDI_FIELD_VOID,
    EDI_COMPARE_NEEDED = 2, /* agreeing fields besides the number */
};

/* Sets the field in one of the two sets; in neither when it is not known. */
void edi_compare_note(struct edi_compared *compared, enum edi_field field,
                      bool known, bool agrees);

struct edi_compared edi_compare(const struct edi_match_claim *claim,
                                const struct edi_match_payment *payment);

unsigned edi_compare_count(unsigned fields);

/* May the claim be answered by this payment at all? */
static inline bool edi_compared_in_play(struct edi_compared compared)
{
    return !(compared.differ & EDI_COMPARE_IN_PLAY);
}

/* Two of charge, days, member and last name; but when charge, days and lines all
 * speak against it, it is another visit of the same person. */
bool edi_compared_enough(struct edi_compared compared);

/* Enough, and nothing of the four differs. */
static inline bool edi_compared_full(struct edi_compared compared)
{
    return edi_compared_enough(compared) &&
           !(compared.differ & EDI_COMPARE_EVIDENCE);
}

/* What agrees, less what differs. */
int edi_compared_nearness(struct edi_compared compared);

/* A line number that is none of our counting (1, 2, 3)? */
bool edi_compare_is_telling(x12_str control);

/* Does any line of the claim bear a number (REF*6R)? */
bool edi_compare_has_controls(const struct edi_match_claim *claim);

/* Is the line number telling, and one of the claim's lines? */
bool edi_compare_tells_line(const struct edi_match_claim *claim,
                            x12_str control);

/* Do both claims say the same of the same person, line for line, whatever their
 * numbers are? */
bool edi_compare_is_copy(const struct edi_match_claim *a,
                         const struct edi_match_claim *b);

/* Do both payments say the same of a claim, to the last reason? */
bool edi_compare_is_same_payment(const struct edi_match_payment *a,
                                 const struct edi_match_payment *b);

#endif
