/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scrub - texts, ids and dates replaced, the same always by the same key
 *
 * A letter gives another letter, a digit another digit; lengths, case, blanks
 * and punctuation stay. One thing is replaced alike wherever it stands:
 *
 *   words   each word by itself, whatever its case and punctuation
 *   ids     character by character, each by what stands before it in the id: so
 *           ids that begin alike, or were cut off, still do; zeros in front stay
 *   NPIs    keep their first digit and a right check digit (a wrong one stays
 *           as wrong as it was), in whatever place they stand
 *   dates   all of them earlier by so many days, which follows from the key
 *
 * Who knows what stood at some places learns by that what stood at others that
 * begin alike: this hides people from readers, it is no cipher.
 */
#ifndef EDI_SCRUB_H
#define EDI_SCRUB_H

#include "parser/segment.h"
#include "parser/value.h"

struct edi_scrub_key {
    uint64_t half[2];
    int32_t days; /* dates go back by */
};

/* Of 16 bytes that nobody else knows. */
void edi_scrub_key_make(struct edi_scrub_key *key,
                        const unsigned char secret[16]);

/* Each changes `text` where it stands. Words of " A B " are kept as they are;
 * `keep` NULL: none. */
void edi_scrub_words(const struct edi_scrub_key *key, const char *keep,
                     char *text, size_t len);
void edi_scrub_id(const struct edi_scrub_key *key, char *text, size_t len);
void edi_scrub_npi(const struct edi_scrub_key *key, char *text, size_t len);
void edi_scrub_dates(const struct edi_scrub_key *key, char *text, size_t len);

/* What of a segment is replaced, and how: `text` is the segment, byte for
 * byte, to be changed; `seg` tells where its elements are. */
void edi_scrub_segment(const struct edi_scrub_key *key,
                       const struct x12_segment *seg, char *text);

#endif
