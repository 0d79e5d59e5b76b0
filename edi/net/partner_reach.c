/* SPDX-License-Identifier: Apache-2.0 */
/* partner_reach - is how a partner is reached said in full, and once? */
#include "edi/net/partner.h"

enum { REACH_LOGINS = 4 };

/* A text of the profile, and whether SFTP needs it. */
struct reach_key {
    const char *name, *value;
    bool needed;
};

static enum x12_status reach_complain(const struct edi_partner *p,
                                      const char *key, const char *why,
                                      struct x12_error *err)
{
    return x12_fail(err, X12_EMISUSE, "%s: line %u: partner %s: %s %s", p->path,
                    p->line, p->name, key, why);
}

/* One way to log in, and no second that nobody knows the use of. */
static enum x12_status reach_login(const struct edi_partner *p,
                                   struct x12_error *err)
{
    const bool given[REACH_LOGINS] = { *p->key_file != '\0',
                                       *p->password_file != '\0',
                                       *p->password_env != '\0',
                                       p->agent == EDI_WISH_YES };
    unsigned ways = 0;

    for (size_t i = 0; i < REACH_LOGINS; i++)
        ways += given[i];
    if (ways != 1)
        return reach_complain(p,
                              "one of key_file, agent, password_file and "
                              "password_env",
                              "must be set", err);
    if (*p->key_password_file && !*p->key_file)
        return reach_complain(p, "key_password_file", "is set without key_file",
                              err);
    return X12_OK;
}

/* What is fetched, and what becomes of it there. */
static enum x12_status reach_receive(const struct edi_partner *p,
                                     struct x12_error *err)
{
    const bool moves = p->after_receive == EDI_AFTER_MOVE;

    if (p->after_receive != EDI_AFTER_KEEP && !*p->receive_folder)
        return reach_complain(p, "after_receive",
                              "is set without receive_folder", err);
    if (moves != (*p->move_folder != '\0'))
        return reach_complain(p, "move_folder",
                              moves ? "is not set, but after_receive = move"
                                    : "is set without after_receive = move",
                              err);
    return X12_OK;
}

enum x12_status edi_partner_check_reach(const struct edi_partner *p,
                                        struct x12_error *err)
{
    const struct reach_key keys[] = {
        { "host", p->host, true },
        { "user", p->user, true },
        { "known_hosts", p->known_hosts, true },
        { "key_file", p->key_file, false },
        { "key_password_file", p->key_password_file, false },
        { "password_file", p->password_file, false },
        { "password_env", p->password_env, false },
    };
    const bool sftp = p->protocol == EDI_PROTOCOL_SFTP;

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (sftp && keys[i].needed && !*keys[i].value)
            return reach_complain(p, keys[i].name, "is not set", err);
        if (!sftp && *keys[i].value)
            return reach_complain(p, keys[i].name,
                                  "is set, but protocol = folder", err);
    }
    if (sftp && reach_login(p, err) != X12_OK)
        return X12_EMISUSE;
    return reach_receive(p, err);
}
