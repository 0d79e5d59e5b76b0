/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secret - a password from a file or the environment, never from elsewhere
 *
 *     struct edi_secret secret = { 0 };
 *     status = edi_secret_file(&secret, partner->password_file, err);
 *     ... secret.text ...
 *     edi_secret_wipe(&secret);     right on every path, and twice
 *
 * The text stands in no error, log, argument or table.
 */
#ifndef EDI_SECRET_H
#define EDI_SECRET_H

#include "parser/error.h"

enum { EDI_SECRET_MOST = 4096 };

struct edi_secret {
    char text[EDI_SECRET_MOST];
};

/* X12_EMISUSE where others than its owner may read or write the file, or it is
 * no plain file: a key or password that others know is none. */
enum x12_status edi_secret_guard(const char *path,
                                 struct x12_error *err) X12_MUST_USE;

/* The first line of a guarded file. */
enum x12_status edi_secret_file(struct edi_secret *secret, const char *path,
                                struct x12_error *err) X12_MUST_USE;

enum x12_status edi_secret_env(struct edi_secret *secret, const char *name,
                               struct x12_error *err) X12_MUST_USE;

void edi_secret_wipe(struct edi_secret *secret);

#endif
