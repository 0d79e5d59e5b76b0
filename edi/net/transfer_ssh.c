/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_ssh - a connection to a partner's SSH server: host key, login, SFTP */
#include "edi/net/transfer_ssh.h"

#include "edi/net/secret.h"

#include <unistd.h>

/* Why the connection could not be made, in the server's or our words. */
static enum x12_status ssh_fail_at(const struct edi_ssh *ssh, const char *what,
                                   const char *why, struct x12_error *err)
{
    return x12_fail(err, X12_EIO, "%s:%u: %s: %s", ssh->partner->host,
                    (unsigned)ssh->partner->port, what, why);
}

/* Is it the time that is over, or the connection that is gone? */
static bool ssh_is_lost(struct edi_ssh *ssh)
{
    return edi_deadline_has_passed(&ssh->deadline) ||
           !ssh_is_connected(ssh->session);
}

static enum x12_status ssh_connect_to(struct edi_ssh *ssh,
                                      struct x12_error *err)
{
    const struct edi_partner *p = ssh->partner;
    const unsigned port = p->port;
    const long timeout = (long)p->timeout;
    const int no = 0, yes = 1;
    bool set;

    ssh->session = ssh_new();
    if (!ssh->session)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", p->host);
    set = ssh_options_set(ssh->session, SSH_OPTIONS_PROCESS_CONFIG, &no) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_HOST, p->host) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_PORT, &port) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_USER, p->user) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_TIMEOUT, &timeout) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_NODELAY, &yes) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_KNOWNHOSTS,
                          p->known_hosts) == 0 &&
          ssh_options_set(ssh->session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS,
                          "/dev/null") == 0;
    if (!set)
        return ssh_fail_at(ssh, "settings", ssh_get_error(ssh->session), err);
    if (ssh_connect(ssh->session) != SSH_OK)
        return ssh_fail_at(ssh, "connect", ssh_get_error(ssh->session), err);
    return edi_deadline_start(&ssh->deadline, ssh_get_fd(ssh->session),
                              p->timeout, p->time_limit, err);
}

/* "SHA256:..." of the key that the host shows; the caller frees it. */
static char *ssh_fingerprint(ssh_session session)
{
    unsigned char *hash = NULL;
    char *text = NULL;
    ssh_key key = NULL;
    size_t len = 0;

    if (ssh_get_server_publickey(session, &key) == SSH_OK &&
        ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &len) ==
            SSH_OK)
        text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, len);
    ssh_clean_pubkey_hash(&hash);
    ssh_key_free(key);
    return text;
}

static enum x12_status ssh_host_key(struct edi_ssh *ssh, struct x12_error *err)
{
    const enum ssh_known_hosts_e known = ssh_session_is_known_server(
        ssh->session);
    enum x12_status status;
    char *print;

    if (known == SSH_KNOWN_HOSTS_OK)
        return X12_OK;
    print = ssh_fingerprint(ssh->session);
    if (known == SSH_KNOWN_HOSTS_CHANGED || known == SSH_KNOWN_HOSTS_OTHER)
        status = ssh_fail_at(ssh,
                             "ANOTHER HOST KEY than in known_hosts; ask "
                             "the partner, and do not send. It shows",
                             print ? print : "none", err);
    else
        status = ssh_fail_at(ssh,
                             "no host key in known_hosts; compare with the "
                             "partner's, then add it (ssh-keyscan). It "
                             "shows",
                             print ? print : "none", err);
    ssh_string_free_char(print);
    return status;
}

/* libssh signs by an RSA key with SHA-512. Some servers say that they take that,
 * and take SHA-256 alone. */
static int ssh_try_key(struct edi_ssh *ssh, ssh_key key)
{
    int answer = ssh_userauth_publickey(ssh->session, NULL, key);

    if (answer != SSH_AUTH_DENIED || ssh_key_type(key) != SSH_KEYTYPE_RSA ||
        ssh_options_set(ssh->session, SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES,
                        "rsa-sha2-256") != 0)
        return answer;
    edi_deadline_touch(&ssh->deadline);
    return ssh_userauth_publickey(ssh->session, NULL, key);
}

static enum x12_status ssh_login_key(struct edi_ssh *ssh, int *answer,
                                     struct x12_error *err)
{
    const struct edi_partner *p = ssh->partner;
    struct edi_secret password = { { 0 } };
    enum x12_status status = edi_secret_guard(p->key_file, err);
    ssh_key key = NULL;

    if (status == X12_OK && *p->key_password_file)
        status = edi_secret_file(&password, p->key_password_file, err);
    /* "" and not NULL: nobody is there to be asked for a password */
    if (status == X12_OK &&
        ssh_pki_import_privkey_file(p->key_file, password.text, NULL, NULL,
                                    &key) != SSH_OK)
        status = x12_fail(err, X12_EMISUSE,
                          "%s: is no private key, or its password is another "
                          "(key_password_file)",
                          p->key_file);
    edi_secret_wipe(&password);
    if (status == X12_OK)
        *answer = ssh_try_key(ssh, key);
    ssh_key_free(key);
    return status;
}

static enum x12_status ssh_login_password(struct edi_ssh *ssh, int *answer,
                                          struct x12_error *err)
{
    const struct edi_partner *p = ssh->partner;
    struct edi_secret password = { { 0 } };
    enum x12_status status = *p->password_file
                                 ? edi_secret_file(&password, p->password_file,
                                                   err)
                                 : edi_secret_env(&password, p->password_env,
                                                  err);

    if (status == X12_OK)
        *answer = ssh_userauth_password(ssh->session, NULL, password.text);
    edi_secret_wipe(&password);
    return status;
}

/* What to do about a login that was refused. */
static const char *ssh_login_advice(const struct edi_partner *p, int answer)
{
    if (answer == SSH_AUTH_PARTIAL)
        return "more than one proof is asked for";
    if (p->agent == EDI_WISH_YES)
        return "they take no key of ssh-agent (SSH_AUTH_SOCK, ssh-add -l); "
               "check user and key with the partner";
    return *p->key_file ? "check user and key with the partner"
                        : "check user and password with the partner";
}

static enum x12_status ssh_login(struct edi_ssh *ssh, enum edi_trouble *trouble,
                                 struct x12_error *err)
{
    const struct edi_partner *p = ssh->partner;
    enum x12_status status = X12_OK;
    int answer = SSH_AUTH_ERROR;

    *trouble = EDI_TROUBLE_REFUSED; /* our own files can be wrong, too */
    edi_deadline_touch(&ssh->deadline);
    if (p->agent == EDI_WISH_YES)
        answer = ssh_userauth_agent(ssh->session, NULL);
    else if (*p->key_file)
        status = ssh_login_key(ssh, &answer, err);
    else
        status = ssh_login_password(ssh, &answer, err);
    if (status != X12_OK || answer == SSH_AUTH_SUCCESS)
        return status;
    if (answer == SSH_AUTH_ERROR && ssh_is_lost(ssh)) {
        *trouble = EDI_TROUBLE_UNREACHABLE;
        return ssh_fail_at(ssh, "login", "the connection was lost", err);
    }
    return ssh_fail_at(ssh, "login refused", ssh_login_advice(p, answer), err);
}

static enum x12_status ssh_start_sftp(struct edi_ssh *ssh,
                                      enum edi_trouble *trouble,
                                      struct x12_error *err)
{
    edi_deadline_touch(&ssh->deadline);
    ssh->sftp = sftp_new(ssh->session);
    if (ssh->sftp && sftp_init(ssh->sftp) == SSH_OK)
        return X12_OK;
    *trouble = ssh_is_lost(ssh) ? EDI_TROUBLE_UNREACHABLE : EDI_TROUBLE_REFUSED;
    return ssh_fail_at(ssh, "SFTP", ssh_get_error(ssh->session), err);
}

enum x12_status edi_ssh_open(struct edi_ssh *ssh,
                             const struct edi_partner *partner,
                             enum edi_trouble *trouble, struct x12_error *err)
{
    enum x12_status status;

    *ssh = (struct edi_ssh){ .partner = partner };
    *trouble = EDI_TROUBLE_REFUSED;
    if (access(partner->known_hosts, R_OK) != 0)
        return x12_fail(err, X12_EIO,
                        "%s: no such file (known_hosts): put the host's key "
                        "there, as the partner has told it",
                        partner->known_hosts);
    *trouble = EDI_TROUBLE_UNREACHABLE;
    status = ssh_connect_to(ssh, err);
    if (status == X12_OK) {
        status = ssh_host_key(ssh, err);
        if (status != X12_OK)
            *trouble = EDI_TROUBLE_REFUSED;
    }
    if (status == X12_OK)
        status = ssh_login(ssh, trouble, err);
    if (status == X12_OK)
        status = ssh_start_sftp(ssh, trouble, err);
    if (status != X12_OK)
        edi_ssh_close(ssh);
    return status;
}

void edi_ssh_close(struct edi_ssh *ssh)
{
    if (ssh->session)
        edi_deadline_touch(&ssh->deadline);
    if (ssh->sftp)
        sftp_free(ssh->sftp);
    if (ssh->session)
        ssh_disconnect(ssh->session);
    edi_deadline_stop(&ssh->deadline);
    ssh_free(ssh->session);
    ssh->sftp = NULL;
    ssh->session = NULL;
}
