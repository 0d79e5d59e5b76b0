/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_ftps - a folder of a partner's FTP server, by TLS */
#include "edi/net/curl_line.h"
#include "edi/net/ftp_list.h"
#include "edi/net/http_list.h"

#include <stdio.h>
#include <stdlib.h>

enum { FTPS_PATH = 512, FTPS_TRIES = 2 /* to build a data connection */ };

struct transfer_ftps {
    struct edi_curl line;
    const char *folder;
    char path[FTPS_PATH]; /* of the file at hand */
    long code;            /* what the server said last */
    bool stumbled;        /* no byte came or went: it may be tried once more */
};

/* What is put: its source, and the failure of that. */
struct ftps_giving {
    struct x12_source *bytes;
    struct x12_error *err;
    uint64_t total;
};

/* Of a name in the folder, or another folder of theirs. */
static enum x12_status ftps_path(struct edi_transfer *t, const char *folder,
                                 const char *name, char path[FTPS_PATH],
                                 struct x12_error *err)
{
    const struct transfer_ftps *to = t->self;
    const int len = snprintf(path, FTPS_PATH, "%s/%s",
                             folder ? folder : to->folder, name);

    if (len >= 0 && len < FTPS_PATH && !strpbrk(path, "\r\n") &&
        !strchr(name, '/'))
        return X12_OK;
    t->trouble = EDI_TROUBLE_REFUSED;
    return x12_fail(err, X12_EIO, "%s: the file's name cannot be",
                    to->line.partner->host);
}

/* The line made ready for to->path, or for no path at all. */
static enum x12_status ftps_begin(struct edi_transfer *t, const char *path,
                                  struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    const struct edi_partner *p = to->line.partner;
    struct edi_secret secret = { { 0 } };
    char url[EDI_CURL_URL];
    enum x12_status status;
    int len;

    len = snprintf(url, sizeof(url), "%s://%s:%u/",
                   p->tls == EDI_TLS_IMPLICIT ? "ftps" : "ftp", p->host,
                   (unsigned)p->port);
    t->trouble = EDI_TROUBLE_REFUSED; /* our own files can be wrong */
    if (len < 0 || (size_t)len >= sizeof(url) ||
        !edi_curl_escape(url, sizeof(url), x12_str_from(path), true))
        return x12_fail(err, X12_EIO, "%s: the path is too long", p->host);
    status = edi_curl_begin(&to->line, url, t, err);
    if (status == X12_OK)
        status = edi_http_secret(p, &secret, err);
    if (status != X12_OK)
        return status;
    curl_easy_setopt(to->line.curl, CURLOPT_USERNAME, p->user);
    curl_easy_setopt(to->line.curl, CURLOPT_PASSWORD, secret.text);
    curl_easy_setopt(to->line.curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    curl_easy_setopt(to->line.curl, CURLOPT_FTP_FILEMETHOD,
                     (long)CURLFTPMETHOD_NOCWD);
    edi_secret_wipe(&secret);
    t->trouble = EDI_TROUBLE_NONE;
    return X12_OK;
}

/* What the server says to a command before it takes the data connection comes to
 * libcurl as an answer to its next one: 550 to STOR is a bad answer to PASV. By
 * that connection no answer belongs to its question any more. */
static CURLcode ftps_sort(struct transfer_ftps *to, CURLcode went,
                          CURLcode refused)
{
    to->stumbled = false;
    if (went != CURLE_FTP_WEIRD_PASV_REPLY)
        return went;
    if (!edi_curl_renew(&to->line))
        return CURLE_OUT_OF_MEMORY;
    if (to->code == 452 || to->code == 552)
        return CURLE_REMOTE_DISK_FULL;
    if (to->code == 530)
        return CURLE_LOGIN_DENIED;
    if (to->code >= 450)
        return refused;
    to->stumbled = true; /* no word of the file: the data connection failed */
    return CURLE_RECV_ERROR;
}

/* `refused`: what it is if they say no to it. */
static CURLcode ftps_try(struct transfer_ftps *to, CURLcode refused)
{
    const CURLcode went = edi_curl_go(&to->line);

    to->code = 0;
    curl_easy_getinfo(to->line.curl, CURLINFO_RESPONSE_CODE, &to->code);
    return ftps_sort(to, went, refused);
}

static enum x12_status ftps_go(struct edi_transfer *t, CURLcode refused,
                               struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    const CURLcode went = ftps_try(to, refused);

    return went == CURLE_OK ? X12_OK : edi_curl_fail(&to->line, t, went, err);
}

/* ---- a file of ours ---- */

static size_t ftps_give(char *into, size_t size, size_t count, void *self)
{
    struct ftps_giving *giving = self;
    size_t got = 0;
    const enum x12_status status = x12_source_read(
        giving->bytes, into, size * count, &got, giving->err);

    if (status < X12_OK)
        return CURL_READFUNC_ABORT;
    giving->total += got;
    return status == X12_OK ? got : 0;
}

/* They had begun to take it. Mostly they say why it ended; some only close. */
static enum x12_status ftps_broken_off(struct edi_transfer *t, CURLcode went,
                                       struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    const bool said = went == CURLE_PARTIAL_FILE && to->code >= 400;

    if (!said && went != CURLE_SEND_ERROR && went != CURLE_RECV_ERROR)
        return edi_curl_fail(&to->line, t, went, err);
    t->trouble = said ? EDI_TROUBLE_REFUSED : EDI_TROUBLE_UNREACHABLE;
    t->lost = !said;
    return x12_fail(err, X12_EIO,
                    "%s: broken off while it was written; if that happens "
                    "again, ask them whether their disk is full",
                    to->line.shown);
}

static enum x12_status ftps_put(struct edi_transfer *t, const char *name,
                                struct x12_source *bytes, uint64_t *total,
                                struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    struct ftps_giving giving = { bytes, err, 0 };
    CURLcode went = CURLE_OK;
    enum x12_status status = ftps_path(t, NULL, name, to->path, err);

    for (unsigned again = 0; again < FTPS_TRIES; again++) {
        if (status == X12_OK)
            status = ftps_begin(t, to->path, err);
        if (status != X12_OK)
            return status;
        curl_easy_setopt(to->line.curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(to->line.curl, CURLOPT_READFUNCTION, ftps_give);
        curl_easy_setopt(to->line.curl, CURLOPT_READDATA, &giving);
        went = ftps_try(to, CURLE_UPLOAD_FAILED);
        if (!to->stumbled || giving.total > 0)
            break;
    }
    *total = giving.total;
    if (went == CURLE_OK)
        return X12_OK;
    return giving.total > 0 && err->status == X12_OK
               ? ftps_broken_off(t, went, err)
               : edi_curl_fail(&to->line, t, went, err);
}

/* X12_END: there is none. */
static enum x12_status ftps_look(struct edi_transfer *t, const char *path,
                                 uint64_t *size, int64_t *changed,
                                 struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    enum x12_status status = ftps_begin(t, path, err);
    curl_off_t length = -1, when = -1;
    CURLcode went;

    if (status != X12_OK)
        return status;
    curl_easy_setopt(to->line.curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(to->line.curl, CURLOPT_FILETIME, changed ? 1L : 0L);
    went = edi_curl_go(&to->line);
    if (went == CURLE_REMOTE_FILE_NOT_FOUND)
        return X12_END;
    if (went != CURLE_OK)
        return edi_curl_fail(&to->line, t, went, err);
    curl_easy_getinfo(to->line.curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                      &length);
    curl_easy_getinfo(to->line.curl, CURLINFO_FILETIME_T, &when);
    if (length < 0) {
        t->trouble = EDI_TROUBLE_REFUSED;
        return x12_fail(err, X12_EIO, "%s: the server does not say its size",
                        to->line.shown);
    }
    *size = (uint64_t)length;
    if (changed)
        *changed = when < 0 ? 0 : when;
    return X12_OK;
}

static enum x12_status ftps_size(struct edi_transfer *t, const char *name,
                                 uint64_t *size, struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    enum x12_status status = ftps_path(t, NULL, name, to->path, err);

    return status == X12_OK ? ftps_look(t, to->path, size, NULL, err) : status;
}

/* One or two commands that move no bytes. */
static enum x12_status ftps_say(struct edi_transfer *t, const char *verb,
                                const char *path, const char *verb_to,
                                const char *path_to, struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    char text[FTPS_PATH + 8];
    struct curl_slist *said = NULL, *more;
    enum x12_status status = ftps_begin(t, "", err);

    if (status != X12_OK)
        return status;
    snprintf(text, sizeof(text), "%s %s", verb, path);
    more = said = curl_slist_append(NULL, text);
    if (said && verb_to) {
        snprintf(text, sizeof(text), "%s %s", verb_to, path_to);
        more = curl_slist_append(said, text);
    }
    if (!more) {
        curl_slist_free_all(said);
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", to->line.shown);
    }
    curl_easy_setopt(to->line.curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(to->line.curl, CURLOPT_QUOTE, said);
    x12_str_put(x12_str_from(path_to ? path_to : path), to->line.shown,
                sizeof(to->line.shown));
    status = ftps_go(t, CURLE_QUOTE_ERROR, err);
    curl_slist_free_all(said);
    return status;
}

static enum x12_status ftps_rename(struct edi_transfer *t, const char *from,
                                   const char *folder, const char *name,
                                   struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    char into[FTPS_PATH];
    uint64_t size;
    enum x12_status status = ftps_path(t, NULL, from, to->path, err);

    if (status == X12_OK)
        status = ftps_path(t, folder, name, into, err);
    if (status == X12_OK) /* most servers let a rename overwrite */
        status = ftps_look(t, into, &size, NULL, err);
    if (status == X12_OK) {
        t->trouble = EDI_TROUBLE_REFUSED;
        return x12_fail(err, X12_EIO, "%s: is there already", into);
    }
    return status == X12_END ? ftps_say(t, "RNFR", to->path, "RNTO", into, err)
                             : status;
}

static enum x12_status ftps_remove(struct edi_transfer *t, const char *name,
                                   struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    uint64_t size;
    enum x12_status status = ftps_size(t, name, &size, err);

    return status == X12_OK ? ftps_say(t, "DELE", to->path, NULL, NULL, err)
                            : status;
}

/* ---- files of theirs ---- */

static enum x12_status ftps_get(struct edi_transfer *t, const char *name,
                                struct x12_source *src, struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    enum x12_status status = ftps_path(t, NULL, name, to->path, err);
    CURLcode went = CURLE_OK;

    for (unsigned again = 0; status == X12_OK && again < FTPS_TRIES; again++) {
        status = ftps_begin(t, to->path, err);
        if (status == X12_OK)
            went = ftps_try(to, CURLE_FTP_COULDNT_RETR_FILE);
        if (!to->stumbled)
            break;
    }
    if (status == X12_OK && went != CURLE_OK)
        status = edi_curl_fail(&to->line, t, went, err);
    return status == X12_OK ? edi_curl_source(&to->line, src, err) : status;
}

/* Names alone are what older servers give: each is asked for its size. */
static enum x12_status ftps_names(struct edi_transfer *t,
                                  struct edi_remotes *all, x12_str text,
                                  struct x12_error *err)
{
    enum x12_status status = X12_OK;

    while (text.len > 0 && status == X12_OK && !all->more) {
        x12_str line = x12_str_trim_right(x12_str_cut(&text, '\n'));
        struct edi_remote remote = { .plain = true };
        char name[EDI_TRANSFER_NAME], path[FTPS_PATH];

        for (size_t i = line.len; i > 0; i--) /* some put the folder before */
            if (line.at[i - 1] == '/') {
                line = (x12_str){ line.at + i, line.len - i };
                break;
            }
        if (line.len == 0)
            continue;
        remote.name = line;
        if (!x12_str_put(line, name, sizeof(name)))
            remote.odd = !(remote.plain = false);
        else
            status = ftps_path(t, NULL, name, path, err);
        if (status == X12_OK && remote.plain)
            status = ftps_look(t, path, &remote.size, &remote.changed, err);
        if (status == X12_END) { /* a folder, or gone */
            status = X12_OK;
            continue;
        }
        if (status == X12_OK)
            status = edi_remotes_put(all, &remote, err);
    }
    return status;
}

static enum x12_status ftps_facts(struct edi_remotes *all, x12_str text,
                                  struct x12_error *err)
{
    enum x12_status status = X12_OK;

    while (text.len > 0 && status == X12_OK) {
        x12_str line = x12_str_cut(&text, '\n');
        struct edi_remote remote;

        if (line.len > 0 && line.at[line.len - 1] == '\r')
            line.len--;
        if (line.len == 0)
            continue;
        edi_ftp_facts(line, &remote);
        status = edi_remotes_put(all, &remote, err);
    }
    return status;
}

static enum x12_status ftps_ask_list(struct edi_transfer *t, bool facts,
                                     struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    enum x12_status status = ftps_path(t, NULL, "", to->path, err);
    CURLcode went = CURLE_OK;

    for (unsigned again = 0; again < FTPS_TRIES; again++) {
        if (status == X12_OK)
            status = ftps_begin(t, to->path, err);
        if (status != X12_OK)
            return status;
        if (facts)
            curl_easy_setopt(to->line.curl, CURLOPT_CUSTOMREQUEST, "MLSD");
        else
            curl_easy_setopt(to->line.curl, CURLOPT_DIRLISTONLY, 1L);
        went = ftps_try(to, CURLE_FTP_COULDNT_RETR_FILE);
        if (!to->stumbled)
            break;
    }
    return went == CURLE_OK ? X12_OK : edi_curl_fail(&to->line, t, went, err);
}

static enum x12_status ftps_list(struct edi_transfer *t,
                                 struct edi_remotes *all, struct x12_error *err)
{
    struct transfer_ftps *to = t->self;
    struct x12_error late = { 0 };
    enum x12_status status = ftps_ask_list(t, true, &late);
    const bool facts = status == X12_OK || t->lost || to->code < 500;
    x12_str text;

    if (status != X12_OK)
        status = facts ? x12_fail(err, status, "%s", late.text)
                       : ftps_ask_list(t, false, err);
    if (status != X12_OK)
        return status;
    text = edi_http_text(&to->line.answer, &all->arena);
    if (text.len != to->line.answer.bytes) {
        t->trouble = EDI_TROUBLE_REFUSED;
        return x12_fail(err, X12_EIO,
                        "%s: its listing is too long: take old "
                        "files away",
                        to->line.shown);
    }
    return facts ? ftps_facts(all, text, err) : ftps_names(t, all, text, err);
}

static void ftps_close(struct edi_transfer *t)
{
    struct transfer_ftps *to = t->self;

    edi_curl_close(&to->line);
    free(to);
}

static const struct edi_transfer_ops ftps_ops = {
    .put = ftps_put,
    .size = ftps_size,
    .get = ftps_get,
    .list = ftps_list,
    .rename = ftps_rename,
    .remove = ftps_remove,
    .close = ftps_close,
};

enum x12_status edi_transfer_open_ftps(struct edi_transfer *t,
                                       const struct edi_partner *partner,
                                       const char *folder,
                                       struct x12_error *err)
{
    struct transfer_ftps *to = calloc(1, sizeof(*to));
    enum x12_status status;

    if (!to)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", partner->host);
    to->folder = folder;
    *t = (struct edi_transfer){ .ops = &ftps_ops,
                                .self = to,
                                .looks = true,
                                .hides = partner->rename != EDI_WISH_NO };
    status = edi_curl_open(&to->line, partner, err);
    if (status == X12_OK)
        status = ftps_begin(t, "", err);
    if (status == X12_OK) {
        curl_easy_setopt(to->line.curl, CURLOPT_NOBODY, 1L);
        status = ftps_go(t, CURLE_LOGIN_DENIED, err); /* TLS, too */
    }
    if (status != X12_OK)
        edi_transfer_close(t);
    return status;
}
