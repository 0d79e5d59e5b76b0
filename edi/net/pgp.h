/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pgp - what goes is encrypted and signed, what comes decrypted and verified, by
 * GnuPG (gpgme)
 *
 *     [partner clearinghouse]
 *     pgp_home = /etc/edi/pgp            a folder of GnuPG's, mode 0700
 *     pgp_recipient = 0123...CDEF        their key, by its fingerprint
 *     pgp_signer = FEDC...3210           ours
 *     pgp_password_file = /etc/edi/pgp.password
 *
 * Keys are named by their fingerprints, so no key that somebody else has put
 * into the folder can stand for them. The password is handed to gpg-agent and
 * stands in no argument, message or table.
 */
#ifndef EDI_PGP_H
#define EDI_PGP_H

#include "edi/net/partner.h"
#include "parser/source.h"

/* Does the partner want it? */
bool edi_pgp_wanted(const struct edi_partner *partner);

/* Encrypts to the partner's key, and signs by ours if the profile has one: all of
 * `from` into the descriptor. X12_EMISUSE: a key is not there, has expired or is
 * locked; what to do is told. */
enum x12_status edi_pgp_seal(const struct edi_partner *partner,
                             struct x12_source *from, int to,
                             struct x12_error *err) X12_MUST_USE;

/* Decrypts what the descriptor gives, at most `most` bytes of it, into another,
 * and sees whether the partner has signed it (unless pgp_signed = no). What was
 * written before a failure is nobody's word: forget it. X12_EMISUSE: it was not
 * written for us, not signed by them, or a key has expired; X12_ELIMIT: there was
 * more. */
enum x12_status edi_pgp_unseal(const struct edi_partner *partner, int from,
                               int to, uint64_t most,
                               struct x12_error *err) X12_MUST_USE;

#endif
