/* SPDX-License-Identifier: Apache-2.0 */
/* partner_pgp - is what a partner wants of PGP said in full? */
#include "edi/net/partner.h"

enum { PGP_PRINT = 40 }; /* digits of a fingerprint */

static enum x12_status pgp_complain(const struct edi_partner *p,
                                    const char *key, const char *why,
                                    struct x12_error *err)
{
    return x12_fail(err, X12_EMISUSE, "%s: line %u: partner %s: %s %s", p->path,
                    p->line, p->name, key, why);
}

static bool pgp_is_print(const char *text)
{
    return strlen(text) == PGP_PRINT &&
           strspn(text, "0123456789ABCDEF") == PGP_PRINT;
}

enum x12_status edi_partner_check_pgp(const struct edi_partner *p,
                                      struct x12_error *err)
{
    static const char print[] = "takes a fingerprint: 40 digits and capitals, "
                                "as gpg --fingerprint shows, without blanks";

    if (!*p->pgp_home && (*p->pgp_recipient || *p->pgp_signer ||
                          *p->pgp_password_file || *p->pgp_password_env))
        return pgp_complain(p, "pgp_home", "is not set, but others of PGP are",
                            err);
    if (!*p->pgp_home)
        return X12_OK;
    if (!pgp_is_print(p->pgp_recipient))
        return pgp_complain(p, "pgp_recipient", print, err);
    if (*p->pgp_signer && !pgp_is_print(p->pgp_signer))
        return pgp_complain(p, "pgp_signer", print, err);
    if (*p->pgp_password_file && *p->pgp_password_env)
        return pgp_complain(p, "pgp_password_env",
                            "is set, and pgp_password_file too", err);
    return X12_OK;
}
