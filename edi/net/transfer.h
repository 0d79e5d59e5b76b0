/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transfer - what a transport is: put, look, read, list, rename, remove
 *
 *     struct edi_transfer t = { 0 };
 *     status = edi_transfer_open(&t, partner, err);
 *     if (status == X12_OK)
 *         status = edi_transfer_put(&t, "837P-000000042.x12", &src, err);
 *     if (status == X12_OK)      nobody has seen it so far
 *         status = edi_transfer_show(&t, "837P-000000042.x12", err);
 *     if (status < 0 && t.trouble == EDI_TROUBLE_UNREACHABLE) ... try later
 *     edi_transfer_close(&t);
 *
 * A file is written under a hidden name (".NAME.tmp"), measured, and then given
 * its own, so it is there with all its bytes or not at all; a name that is taken
 * is refused. Where a partner lets nothing be renamed (t.hides is false), put
 * writes under the name itself and show does nothing. Where one cannot be asked
 * what it has (t.looks is false), nothing is looked for before or after.
 */
#ifndef EDI_TRANSFER_H
#define EDI_TRANSFER_H

#include "edi/net/partner.h"
#include "parser/arena.h"
#include "parser/source.h"

enum {
    EDI_TRANSFER_NAME = 256,      /* longest name of a file, zero byte too */
    EDI_REMOTES_MOST = 20000,     /* files of one listing */
    EDI_REMOTES_BYTES = 16 << 20, /* memory for one */
    EDI_TRANSFER_KEY = 37,        /* an idempotency key, zero byte too */
};

/* The size of a file where the listing does not say. */
#define EDI_REMOTE_UNSIZED UINT64_MAX

/* Why a transfer failed, as far as it matters to the next try. */
enum edi_trouble {
    EDI_TROUBLE_NONE,
    EDI_TROUBLE_UNREACHABLE, /* nothing was left there; later may do */
    EDI_TROUBLE_REFUSED,     /* they do not take it, or have the name already */
    EDI_TROUBLE_UNKNOWN,     /* it may have arrived: look before trying again */
};

/* A file of theirs. */
struct edi_remote {
    x12_str name;
    uint64_t size;
    int64_t changed; /* seconds since 1970 */
    bool plain, odd; /* a file; a link or device; neither: a folder */
};

/* A folder of theirs. { 0 } is empty. */
struct edi_remotes {
    struct edi_remote *at;
    size_t count;
    bool more;              /* there are more than EDI_REMOTES_MOST */
    struct x12_arena arena; /* private */
};

struct edi_transfer;

/* Names are names in the partner's folder. Each failure sets t->trouble. */
struct edi_transfer_ops {
    /* A new file; `*total` is what it was given. */
    enum x12_status (*put)(struct edi_transfer *t, const char *name,
                           struct x12_source *bytes, uint64_t *total,
                           struct x12_error *err);
    /* X12_END: there is none. */
    enum x12_status (*size)(struct edi_transfer *t, const char *name,
                            uint64_t *size, struct x12_error *err);
    enum x12_status (*get)(struct edi_transfer *t, const char *name,
                           struct x12_source *src, struct x12_error *err);
    enum x12_status (*list)(struct edi_transfer *t, struct edi_remotes *all,
                            struct x12_error *err);
    /* Into another folder of theirs, or NULL: its own. Overwrites nothing. NULL
     * where that cannot be. */
    enum x12_status (*rename)(struct edi_transfer *t, const char *from,
                              const char *folder, const char *to,
                              struct x12_error *err);
    /* X12_END: there was none. */
    enum x12_status (*remove)(struct edi_transfer *t, const char *name,
                              struct x12_error *err);
    /* Behind the first `from` bytes of a file that is there, which were read from
     * `bytes` already; `*total` is what it was given now. Or NULL. */
    enum x12_status (*append)(struct edi_transfer *t, const char *name,
                              uint64_t from, struct x12_source *bytes,
                              uint64_t *total, struct x12_error *err);
    /* Or NULL: there is no clock that runs. */
    void (*rest)(struct edi_transfer *t);
    /* May a folder of theirs be read, and as far as that can be known, written?
     * NULL: to ask for a file's size tells what there is to know. */
    enum x12_status (*probe)(struct edi_transfer *t, const char *folder,
                             bool writes, struct x12_error *err);
    void (*close)(struct edi_transfer *t);
};

struct edi_transfer {
    const struct edi_transfer_ops *ops;
    void *self;
    enum edi_trouble trouble;   /* of the last failure */
    bool hides;                 /* put leaves nothing that others look for */
    bool lost;                  /* the connection is: open it anew */
    bool resumes;               /* what was cut may be gone on with */
    bool looks;                 /* what is there can be asked for by name */
    bool whole;                 /* what is put is taken whole or not at all */
    bool repeats;               /* what is put twice by one key is taken once */
    bool lazy;                  /* open asks nobody: the first answer tells */
    uint32_t retry_after;       /* seconds that the last failure asks to wait */
    char key[EDI_TRANSFER_KEY]; /* of the file that is put next; "": none */
};

/* By the partner's protocol, to a folder of its profile. Both must outlive the
 * transfer. */
enum x12_status edi_transfer_open(struct edi_transfer *t,
                                  const struct edi_partner *partner,
                                  const char *folder,
                                  struct x12_error *err) X12_MUST_USE;

/* Writes what `bytes` gives (it stays the caller's) and verifies its size. */
enum x12_status edi_transfer_put(struct edi_transfer *t, const char *name,
                                 struct x12_source *bytes,
                                 struct x12_error *err) X12_MUST_USE;

/* The same behind what an earlier try has left there, if the profile allows it and
 * `bytes` begins just so: what is there is read back and compared. X12_END: there
 * is nothing of that kind; open `bytes` anew and put it. */
enum x12_status edi_transfer_resume(struct edi_transfer *t, const char *name,
                                    struct x12_source *bytes,
                                    struct x12_error *err) X12_MUST_USE;

/* A file that is put twice has the same key each time: one made of `digest`, its
 * SHA-256. For partners that take a key only once (t->repeats). */
void edi_transfer_key(struct edi_transfer *t, const unsigned char *digest);

/* Gives what was put its name. */
enum x12_status edi_transfer_show(struct edi_transfer *t, const char *name,
                                  struct x12_error *err) X12_MUST_USE;

/* X12_END when there is no such file. */
enum x12_status edi_transfer_size(struct edi_transfer *t, const char *name,
                                  uint64_t *size,
                                  struct x12_error *err) X12_MUST_USE;

/* Opens a file of theirs for reading; close it before anything else is asked. */
enum x12_status edi_transfer_get(struct edi_transfer *t, const char *name,
                                 struct x12_source *src,
                                 struct x12_error *err) X12_MUST_USE;

/* What is in the folder, by name, `.` and `..` left out. Release `all` in any case. */
enum x12_status edi_transfer_list(struct edi_transfer *t,
                                  struct edi_remotes *all,
                                  struct x12_error *err) X12_MUST_USE;
void edi_remotes_release(struct edi_remotes *all);

/* For those who list: one more; a failure is memory's. */
enum x12_status edi_remotes_put(struct edi_remotes *all,
                                const struct edi_remote *remote,
                                struct x12_error *err) X12_MUST_USE;

/* X12_END when there was no such file. */
enum x12_status edi_transfer_remove(struct edi_transfer *t, const char *name,
                                    struct x12_error *err) X12_MUST_USE;

/* Under the same name into another folder of theirs. */
enum x12_status edi_transfer_move(struct edi_transfer *t, const char *name,
                                  const char *folder,
                                  struct x12_error *err) X12_MUST_USE;

/* Nothing is asked for a while, since we have work of our own: the time without
 * an answer does not run until something is. */
void edi_transfer_rest(struct edi_transfer *t);

/* Takes away what a run that was killed has left of this file under its hidden
 * name, unless it may be gone on with. X12_END: it had left nothing. Not while
 * another run may be writing it. */
enum x12_status edi_transfer_tidy(struct edi_transfer *t, const char *name,
                                  struct x12_error *err) X12_MUST_USE;

/* Looks whether a folder of theirs can be used, and writes nothing. */
enum x12_status edi_transfer_probe(struct edi_transfer *t, const char *folder,
                                   bool writes,
                                   struct x12_error *err) X12_MUST_USE;

/* Safe twice. */
void edi_transfer_close(struct edi_transfer *t);

/* One protocol's opening; called by edi_transfer_open. */
enum x12_status edi_transfer_open_folder(struct edi_transfer *t,
                                         const struct edi_partner *partner,
                                         const char *folder,
                                         struct x12_error *err) X12_MUST_USE;
enum x12_status edi_transfer_open_sftp(struct edi_transfer *t,
                                       const struct edi_partner *partner,
                                       const char *folder,
                                       struct x12_error *err) X12_MUST_USE;
enum x12_status edi_transfer_open_https(struct edi_transfer *t,
                                        const struct edi_partner *partner,
                                        const char *url,
                                        struct x12_error *err) X12_MUST_USE;
enum x12_status edi_transfer_open_ftps(struct edi_transfer *t,
                                       const struct edi_partner *partner,
                                       const char *folder,
                                       struct x12_error *err) X12_MUST_USE;
enum x12_status edi_transfer_open_s3(struct edi_transfer *t,
                                     const struct edi_partner *partner,
                                     const char *folder,
                                     struct x12_error *err) X12_MUST_USE;

#endif
