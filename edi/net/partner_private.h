/* SPDX-License-Identifier: Apache-2.0 */
/*
 * partner_private - the keys of a profile, a row each: what they take, where that
 * goes, and by which protocols it has a meaning
 */
#ifndef EDI_PARTNER_PRIVATE_H
#define EDI_PARTNER_PRIVATE_H

#include "edi/net/partner.h"

enum edi_partner_kind {
    PARTNER_TEXT,      /* `shortest` to `longest` characters */
    PARTNER_URL,       /* the same, and https:// */
    PARTNER_DELIMITER, /* one character that is no letter, digit or blank */
    PARTNER_COUNT,     /* `shortest` to `longest`; `words` say so */
    PARTNER_WORD,      /* one of `words`: an enum that begins with 1 */
    PARTNER_USAGE,     /* these take one of `words`, too */
    PARTNER_LINE_END,
    PARTNER_DAYS, /* checked here, kept where it is asked for */
};

struct edi_partner_key {
    const char *name;
    enum edi_partner_kind kind;
    unsigned shortest, longest;
    const char *words;
    size_t offset;
    const char *otherwise; /* "": nothing; NULL: it must be set */
    unsigned may, must;    /* bits of protocols; 0: all may, and none must */
};

extern const struct edi_partner_key edi_partner_keys[];
extern const size_t edi_partner_key_count;

/* Sets the key's member; says why it cannot, or NULL. */
const char *edi_partner_key_set(struct edi_partner *p,
                                const struct edi_partner_key *key,
                                const char *value);

/* What was not set is what the table says; what must be, or may not be, by this
 * protocol is told. */
enum x12_status edi_partner_keys_fill(struct edi_partner *p,
                                      struct x12_error *err) X12_MUST_USE;

/* X12_EMISUSE, with the partner and its line. */
enum x12_status edi_partner_complain(const struct edi_partner *p,
                                     const char *key, const char *why,
                                     struct x12_error *err);

#endif
