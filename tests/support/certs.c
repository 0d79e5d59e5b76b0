/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/certs.h"

#include "tests/support/cm.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY = 24 * 60 * 60 };

/* Who signs: the certificate and its key. */
struct signer {
    X509 *cert;
    EVP_PKEY *key;
};

static void certs_extend(X509 *cert, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509_EXTENSION *extension;

    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, cert, NULL, NULL, 0);
    extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    assert_non_null(extension);
    assert_int_equal(X509_add_ext(cert, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

/* By itself if there is no signer; good for a month from `from` days on. */
static struct signer certs_make(const char *name, const char *alternative,
                                int from, const struct signer *by)
{
    static long serial;
    struct signer made = { X509_new(), EVP_EC_gen("P-256") };
    X509_NAME *subject;

    assert_non_null(made.cert);
    assert_non_null(made.key);
    subject = X509_get_subject_name(made.cert);
    X509_set_version(made.cert, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.cert), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made.cert), (long)from * DAY);
    X509_gmtime_adj(X509_getm_notAfter(made.cert), (long)(from + 30) * DAY);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               (const unsigned char *)name, -1, -1, 0);
    X509_set_pubkey(made.cert, made.key);
    X509_set_issuer_name(made.cert,
                         by ? X509_get_subject_name(by->cert) : subject);
    if (!by)
        certs_extend(made.cert, made.cert, NID_basic_constraints,
                     "critical,CA:TRUE");
    if (alternative)
        certs_extend(made.cert, by ? by->cert : made.cert, NID_subject_alt_name,
                     alternative);
    assert_true(X509_sign(made.cert, by ? by->key : made.key, EVP_sha256()) >
                0);
    return made;
}

static FILE *certs_file(const struct certs *certs, const char *name,
                        const char *end, char path[CERTS_PATH])
{
    FILE *file;

    snprintf(path, CERTS_PATH, "%s/%s.%s", certs->base, name, end);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(chmod(path, 0600), 0);
    return file;
}

static void certs_write(const struct certs *certs, const char *name,
                        struct signer *made, struct cert *into)
{
    FILE *file = certs_file(certs, name, "pem", into->cert);

    assert_int_equal(PEM_write_X509(file, made->cert), 1);
    assert_int_equal(fclose(file), 0);
    file = certs_file(certs, name, "key", into->key);
    assert_int_equal(
        PEM_write_PrivateKey(file, made->key, NULL, NULL, 0, NULL, NULL), 1);
    assert_int_equal(fclose(file), 0);
    X509_free(made->cert);
    EVP_PKEY_free(made->key);
}

static void certs_signed(const struct certs *certs, const char *name,
                         const char *alternative, int from,
                         const struct signer *by, struct cert *into)
{
    struct signer made = certs_make(name, alternative, from, by);

    certs_write(certs, name, &made, into);
}

void certs_open(struct certs *certs)
{
    struct signer ca, other;
    struct cert written;

    *certs = (struct certs){ .base = "/tmp/edi-certs-XXXXXX" };
    assert_non_null(mkdtemp(certs->base));
    ca = certs_make("ca", NULL, -60, NULL);
    X509_gmtime_adj(X509_getm_notAfter(ca.cert), 60L * DAY);
    assert_true(X509_sign(ca.cert, ca.key, EVP_sha256()) > 0);
    other = certs_make("other", NULL, -1, NULL);
    certs_signed(certs, "good", "IP:127.0.0.1", -1, &ca, &certs->good);
    certs_signed(certs, "name", "DNS:elsewhere.example", -1, &ca, &certs->name);
    certs_signed(certs, "expired", "IP:127.0.0.1", -31, &ca, &certs->expired);
    certs_signed(certs, "client", NULL, -1, &ca, &certs->client);
    certs_signed(certs, "strange", NULL, -1, &other, &certs->strange);
    certs_write(certs, "ca", &ca, &written);
    snprintf(certs->ca, sizeof(certs->ca), "%s", written.cert);
    certs_write(certs, "other", &other, &written);
    snprintf(certs->other_ca, sizeof(certs->other_ca), "%s", written.cert);
}

void certs_close(struct certs *certs)
{
    static const char *const names[] = { "good",   "name",    "expired", "ca",
                                         "client", "strange", "other" };
    char path[CERTS_PATH];

    for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(path, sizeof(path), "%s/%s.pem", certs->base, names[i]);
        unlink(path);
        snprintf(path, sizeof(path), "%s/%s.key", certs->base, names[i]);
        unlink(path);
    }
    rmdir(certs->base);
}
