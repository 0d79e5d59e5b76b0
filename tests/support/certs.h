/* SPDX-License-Identifier: Apache-2.0 */
/*
 * certs - a certificate authority of a test's own, and what it has signed
 *
 *     certs_open(&certs);            in a fresh folder
 *     ... certs.ca, certs.good.cert, certs.good.key ...
 *     certs_close(&certs);
 */
#ifndef TESTS_CERTS_H
#define TESTS_CERTS_H

enum { CERTS_PATH = 96 };

struct cert {
    char cert[CERTS_PATH], key[CERTS_PATH];
};

struct certs {
    char base[32];
    char ca[CERTS_PATH], other_ca[CERTS_PATH];
    struct cert good;    /* of 127.0.0.1 */
    struct cert name;    /* of another name */
    struct cert expired; /* of 127.0.0.1, until yesterday */
    struct cert client;  /* of ours */
    struct cert strange; /* of ours, signed by the other authority */
};

void certs_open(struct certs *certs);
void certs_close(struct certs *certs);

#endif
