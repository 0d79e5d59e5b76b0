/* SPDX-License-Identifier: Apache-2.0 */
/* pgp - encrypted and signed, decrypted and verified, by GnuPG */
#include "edi/net/pgp.h"

#include "edi/net/secret.h"

#include <errno.h>
#include <gpgme.h>
#include <sys/stat.h>
#include <unistd.h>

/* One use of GnuPG, and what flows through it. */
struct pgp_run {
    const struct edi_partner *partner;
    gpgme_ctx_t ctx;
    gpgme_data_t in, out;
    struct x12_source *source; /* what is sealed */
    int from, to;
    uint64_t left;          /* bytes that may still be written */
    struct x12_error fault; /* of source, descriptors or password */
};

static const char pgp_wrong_password[] =
    "PGP: the password opens no key of ours (pgp_password_file, "
    "pgp_password_env)";

bool edi_pgp_wanted(const struct edi_partner *partner)
{
    return partner->pgp_home && *partner->pgp_home;
}

/* ---- what flows ---- */

static ssize_t pgp_read_source(void *self, void *into, size_t cap)
{
    struct pgp_run *run = self;
    size_t got = 0;
    enum x12_status status = x12_source_read(run->source, into, cap, &got,
                                             &run->fault);

    if (status < X12_OK) {
        errno = EIO;
        return -1;
    }
    return (ssize_t)got;
}

static ssize_t pgp_read_file(void *self, void *into, size_t cap)
{
    const struct pgp_run *run = self;

    return read(run->from, into, cap);
}

static ssize_t pgp_write_file(void *self, const void *bytes, size_t len)
{
    struct pgp_run *run = self;
    ssize_t wrote;

    if (len > run->left) {
        x12_fail(&run->fault, X12_ELIMIT,
                 "PGP: it unpacks to more than any claims do (a bomb?)");
        errno = EFBIG;
        return -1;
    }
    wrote = write(run->to, bytes, len);
    if (wrote < 0)
        x12_fail(&run->fault, X12_EIO, "PGP: %s", strerror(errno));
    else
        run->left -= (uint64_t)wrote;
    return wrote;
}

static struct gpgme_data_cbs pgp_source = { .read = pgp_read_source };
static struct gpgme_data_cbs pgp_files = { .read = pgp_read_file,
                                           .write = pgp_write_file };

/* gpg-agent asks for the password of our key. */
static gpgme_error_t pgp_password(void *self, const char *uid, const char *what,
                                  int again, int fd)
{
    struct pgp_run *run = self;
    const struct edi_partner *p = run->partner;
    struct edi_secret secret = { { 0 } };
    enum x12_status status = X12_EMISUSE;
    bool given = false;

    (void)uid;
    (void)what;
    if (again)
        x12_fail(&run->fault, X12_EMISUSE, "%s", pgp_wrong_password);
    else if (*p->pgp_password_file)
        status = edi_secret_file(&secret, p->pgp_password_file, &run->fault);
    else if (*p->pgp_password_env)
        status = edi_secret_env(&secret, p->pgp_password_env, &run->fault);
    else
        x12_fail(&run->fault, X12_EMISUSE,
                 "PGP: our key has a password: set pgp_password_file or "
                 "pgp_password_env");
    if (status == X12_OK)
        given = gpgme_io_writen(fd, secret.text, strlen(secret.text)) == 0 &&
                gpgme_io_writen(fd, "\n", 1) == 0;
    edi_secret_wipe(&secret);
    return given ? 0 : gpgme_error(GPG_ERR_CANCELED);
}

/* ---- begun and ended ---- */

static enum x12_status pgp_home(const struct edi_partner *p,
                                struct x12_error *err)
{
    struct stat st;

    if (stat(p->pgp_home, &st) != 0)
        return x12_fail(err, X12_EMISUSE, "%s: %s (pgp_home)", p->pgp_home,
                        strerror(errno));
    if (!S_ISDIR(st.st_mode) || st.st_mode & (S_IRWXG | S_IRWXO))
        return x12_fail(err, X12_EMISUSE,
                        "%s: others than its owner may use it: chmod 700 "
                        "(pgp_home)",
                        p->pgp_home);
    return X12_OK;
}

static enum x12_status pgp_begin(struct pgp_run *run,
                                 struct gpgme_data_cbs *input,
                                 struct x12_error *err)
{
    enum x12_status status = pgp_home(run->partner, err);

    if (status != X12_OK)
        return status;
    gpgme_check_version(
        NULL); /* it must be asked once, and may be more often */
    if (gpgme_new(&run->ctx) != 0 ||
        gpgme_data_new_from_cbs(&run->in, input, run) != 0 ||
        gpgme_data_new_from_cbs(&run->out, &pgp_files, run) != 0)
        return x12_fail(err, X12_ENOMEM, "PGP: out of memory");
    if (gpgme_set_protocol(run->ctx, GPGME_PROTOCOL_OpenPGP) != 0 ||
        gpgme_ctx_set_engine_info(run->ctx, GPGME_PROTOCOL_OpenPGP, NULL,
                                  run->partner->pgp_home) != 0 ||
        gpgme_set_pinentry_mode(run->ctx, GPGME_PINENTRY_MODE_LOOPBACK) != 0)
        return x12_fail(err, X12_EMISUSE,
                        "PGP: there is no GnuPG here: install gnupg");
    gpgme_set_passphrase_cb(run->ctx, pgp_password, run);
    return X12_OK;
}

static void pgp_end(struct pgp_run *run)
{
    gpgme_data_release(run->in);
    gpgme_data_release(run->out);
    if (run->ctx)
        gpgme_release(run->ctx);
}

/* What went wrong below gpgme first, then what it says itself. */
static enum x12_status pgp_fail(const struct pgp_run *run, gpgme_error_t why,
                                const char *what, struct x12_error *err)
{
    if (run->fault.status != X12_OK)
        return x12_fail(err, run->fault.status, "%s", run->fault.text);
    if (gpgme_err_code(why) == GPG_ERR_BAD_PASSPHRASE)
        return x12_fail(err, X12_EMISUSE, "%s", pgp_wrong_password);
    return x12_fail(err, X12_EMISUSE, "PGP: %s: %s", what, gpgme_strerror(why));
}

/* ---- keys ---- */

static const char *pgp_fault_of_key(const struct _gpgme_key *key, bool ours)
{
    if (key->revoked)
        return "was revoked: agree on another";
    if (key->expired)
        return ours ? "has expired: prolong it, and give it to the partner"
                    : "has expired: ask the partner for the new one";
    if (key->disabled || key->invalid || (ours && !key->can_sign) ||
        (!ours && !key->can_encrypt))
        return ours ? "cannot sign" : "cannot be encrypted to";
    return NULL;
}

/* A key by its fingerprint, that can be used; to be unreferenced. */
static enum x12_status pgp_key(struct pgp_run *run, const char *print,
                               bool ours, gpgme_key_t *key,
                               struct x12_error *err)
{
    const char *fault;

    if (gpgme_get_key(run->ctx, print, key, ours) != 0)
        return x12_fail(err, X12_EMISUSE,
                        "PGP: %s key %s is not in pgp_home: gpg --import it",
                        ours ? "our secret" : "the partner's", print);
    fault = pgp_fault_of_key(*key, ours);
    return fault ? x12_fail(err, X12_EMISUSE, "PGP: %s key %s %s",
                            ours ? "our" : "the partner's", print, fault)
                 : X12_OK;
}

/* ---- what goes ---- */

static enum x12_status pgp_seal(struct pgp_run *run, gpgme_key_t theirs,
                                struct x12_error *err)
{
    gpgme_key_t to[] = { theirs, NULL };
    const gpgme_encrypt_flags_t flags = GPGME_ENCRYPT_ALWAYS_TRUST |
                                        GPGME_ENCRYPT_NO_ENCRYPT_TO;
    const gpgme_error_t why = *run->partner->pgp_signer
                                  ? gpgme_op_encrypt_sign(run->ctx, to, flags,
                                                          run->in, run->out)
                                  : gpgme_op_encrypt(run->ctx, to, flags,
                                                     run->in, run->out);

    return why ? pgp_fail(run, why, "not encrypted", err) : X12_OK;
}

enum x12_status edi_pgp_seal(const struct edi_partner *partner,
                             struct x12_source *from, int to,
                             struct x12_error *err)
{
    struct pgp_run run = {
        .partner = partner, .source = from, .to = to, .left = UINT64_MAX
    };
    gpgme_key_t theirs = NULL, ours = NULL;
    enum x12_status status = pgp_begin(&run, &pgp_source, err);

    if (status == X12_OK)
        status = pgp_key(&run, partner->pgp_recipient, false, &theirs, err);
    if (status == X12_OK && *partner->pgp_signer)
        status = pgp_key(&run, partner->pgp_signer, true, &ours, err);
    if (status == X12_OK && ours && gpgme_signers_add(run.ctx, ours) != 0)
        status = x12_fail(err, X12_ENOMEM, "PGP: out of memory");
    if (status == X12_OK)
        status = pgp_seal(&run, theirs, err);
    gpgme_key_unref(theirs);
    gpgme_key_unref(ours);
    pgp_end(&run);
    return status;
}

/* ---- what comes ---- */

/* Is it the partner's key, or a part of it, that has signed? */
static bool pgp_is_theirs(struct pgp_run *run, const char *print)
{
    gpgme_key_t key = NULL;
    bool theirs = false;

    if (print && gpgme_get_key(run->ctx, print, &key, 0) == 0)
        theirs = strcmp(key->fpr, run->partner->pgp_recipient) == 0;
    gpgme_key_unref(key);
    return theirs;
}

static const char *pgp_fault_of_signature(struct pgp_run *run,
                                          const struct _gpgme_signature *sig)
{
    switch (gpgme_err_code(sig->status)) {
    case GPG_ERR_NO_ERROR:
        return pgp_is_theirs(run, sig->fpr)
                   ? NULL
                   : "signed by another key than pgp_recipient";
    case GPG_ERR_NO_PUBKEY:
        return "signed by a key that is not in pgp_home";
    case GPG_ERR_KEY_EXPIRED:
    case GPG_ERR_SIG_EXPIRED:
        return "signed by a key that has expired";
    case GPG_ERR_CERT_REVOKED:
        return "signed by a key that was revoked";
    default:
        return "its signature is not right";
    }
}

/* One good signature of theirs is enough; what is told is about the last. */
static enum x12_status pgp_verify(struct pgp_run *run, struct x12_error *err)
{
    const struct _gpgme_op_verify_result *result = gpgme_op_verify_result(
        run->ctx);
    const char *fault = "it is not signed (pgp_signed = no takes it all the "
                        "same)";

    if (run->partner->pgp_signed == EDI_WISH_NO)
        return X12_OK;
    for (const struct _gpgme_signature *sig = result ? result->signatures
                                                     : NULL;
         sig && fault; sig = sig->next)
        fault = pgp_fault_of_signature(run, sig);
    return fault ? x12_fail(err, X12_EMISUSE,
                            "PGP: %s: ask the partner who sent it", fault)
                 : X12_OK;
}

enum x12_status edi_pgp_unseal(const struct edi_partner *partner, int from,
                               int to, uint64_t most, struct x12_error *err)
{
    struct pgp_run run = {
        .partner = partner, .from = from, .to = to, .left = most
    };
    gpgme_error_t why = 0;
    enum x12_status status = pgp_begin(&run, &pgp_files, err);

    if (status == X12_OK)
        why = gpgme_op_decrypt_verify(run.ctx, run.in, run.out);
    if (status == X12_OK && gpgme_err_code(why) == GPG_ERR_NO_SECKEY)
        status = x12_fail(err, X12_EMISUSE,
                          "PGP: it is encrypted to none of our keys: give the "
                          "partner ours, or import it (pgp_home)");
    else if (status == X12_OK && why)
        status = pgp_fail(&run, why, "not decrypted", err);
    if (status == X12_OK)
        status = pgp_verify(&run, err);
    pgp_end(&run);
    return status;
}
