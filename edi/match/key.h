/* SPDX-License-Identifier: Apache-2.0 */
/*
 * key - what is compared: ids, names, dates and amounts, made alike
 *
 * A claim number comes back from a payer in other case, with other spacing or
 * with zeros in front; a name without its accents or with its suffix. Each is
 * brought to one normal form of A-Z and 0-9 before it is compared. The raw text
 * stays with whoever shows it.
 */
#ifndef EDI_KEY_H
#define EDI_KEY_H

#include "parser/arena.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A number (CLM01, CLP01, REF*6R, CLP07): letters in upper case and digits, all
 * else dropped. Empty when nothing is left, when nothing but zeros is left, and
 * when it is a word for none: 0, N/A and UNKNOWN tell nothing of anybody. */
X12_API x12_str edi_key_number(struct x12_arena *arena, x12_str raw);

/* The same without leading zeros: a part of `key`, nothing is copied. */
X12_API x12_str edi_key_bare(x12_str key);

/* Is what the payer printed the claim's number, altered? Without leading zeros
 * they are equal, or the number was cut behind its twelfth character or later, or
 * the payer put something before or behind it. False when they are equal. */
X12_API bool edi_key_number_related(x12_str claim, x12_str payment);

/* A name: upper case, accents taken off (UTF-8 and ISO-8859-1), words run
 * together, a last word JR, SR, II, III, IV or V dropped. */
X12_API x12_str edi_key_name(struct x12_arena *arena, x12_str raw);

/* Are these the numbers of one member? Equal, or equal without leading zeros, or
 * one is the other without its last one or two characters (family suffix). False
 * when either is empty. */
X12_API bool edi_key_member_agrees(x12_str a, x12_str b);

/* Have two periods a day in common? False when either is not known. */
X12_API bool edi_key_days_agree(x12_date a_from, x12_date a_to,
                                x12_date b_from, x12_date b_to);

/* Equal but for the sign: a reversal repeats the amounts of what it undoes. */
X12_API bool edi_key_amounts_agree(x12_money a, x12_money b);

#ifdef __cplusplus
}
#endif
#endif
