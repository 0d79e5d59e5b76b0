/* SPDX-License-Identifier: Apache-2.0 */
/* s3_list - one page of a listing that an S3 store gives (list-type=2) */
#include "edi/net/s3_list.h"

#include "parser/value.h"

#include <expat.h>

enum { S3_BLOCK = 16 << 10 };

struct s3_reading {
    XML_Parser parser;
    const char *prefix;
    struct edi_s3_page *page;
    struct edi_remotes *all;
    struct x12_error *err;
    enum x12_status status;
    unsigned depth;
    bool contents;            /* inside of one */
    bool listing;             /* the outermost element is what it should be */
    struct edi_remote remote; /* of the one at hand */
    char key[EDI_S3_TEXT];    /* its name */
    char text[EDI_S3_TEXT];   /* of the element at hand */
    size_t len;
    bool long_text; /* it has more than that */
};

static void s3_doctype(void *self, const char *name, const char *system,
                       const char *public, int internal)
{
    struct s3_reading *r = self;

    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    r->status = X12_ESYNTAX;
    XML_StopParser(r->parser, XML_FALSE);
}

static void s3_begin(void *self, const char *name, const char **attributes)
{
    struct s3_reading *r = self;

    (void)attributes;
    if (r->depth == 0)
        r->listing = strcmp(name, "ListBucketResult") == 0;
    if (r->depth == 1 && strcmp(name, "Contents") == 0) {
        r->contents = true;
        r->remote = (struct edi_remote){ .size = EDI_REMOTE_UNSIZED,
                                         .plain = true };
        r->key[0] = '\0';
    }
    r->depth++;
    r->len = 0;
    r->long_text = false;
}

static void s3_text(void *self, const char *text, int count)
{
    struct s3_reading *r = self;
    const size_t len = (size_t)count;

    if (len >= sizeof(r->text) - r->len) {
        r->long_text = true;
        return;
    }
    memcpy(r->text + r->len, text, len);
    r->len += len;
}

/* "2024-01-31T09:05:01.000Z"; 0: it is no time. */
static int64_t s3_time(x12_str text)
{
    uint64_t hour, minute, second;
    x12_date date;

    if (text.len < 19 || !x12_date_parse_iso((x12_str){ text.at, 10 }, &date) ||
        !x12_count_parse((x12_str){ text.at + 11, 2 }, &hour) ||
        !x12_count_parse((x12_str){ text.at + 14, 2 }, &minute) ||
        !x12_count_parse((x12_str){ text.at + 17, 2 }, &second))
        return 0;
    return (int64_t)x12_date_to_days(date) * 86400 +
           (int64_t)(hour * 3600 + minute * 60 + second);
}

/* One of the listing; the folder's own entry has no name. */
static void s3_put(struct s3_reading *r)
{
    const size_t head = strlen(r->prefix);

    r->contents = false;
    if (strncmp(r->key, r->prefix, head) != 0 || r->key[head] == '\0')
        return;
    r->remote.name = x12_str_from(r->key + head);
    r->status = edi_remotes_put(r->all, &r->remote, r->err);
    if (r->status != X12_OK)
        XML_StopParser(r->parser, XML_FALSE);
}

/* An element of one file. */
static void s3_fact(struct s3_reading *r, const char *name, x12_str text)
{
    if (strcmp(name, "Key") == 0) {
        x12_str_put(text, r->key, sizeof(r->key));
        r->remote.odd = r->long_text;
        r->remote.plain = !r->long_text;
    } else if (strcmp(name, "Size") == 0) {
        if (!x12_count_parse(text, &r->remote.size))
            r->remote.size = EDI_REMOTE_UNSIZED;
    } else if (strcmp(name, "LastModified") == 0) {
        r->remote.changed = s3_time(text);
    }
}

static void s3_end(void *self, const char *name)
{
    struct s3_reading *r = self;
    const x12_str text = x12_str_of(r->text, r->len);

    r->depth--;
    if (r->contents && r->depth == 1)
        s3_put(r);
    else if (r->contents && r->depth == 2)
        s3_fact(r, name, text);
    else if (r->depth == 1 && strcmp(name, "IsTruncated") == 0)
        r->page->more = x12_str_is(text, "true");
    else if (r->depth == 1 && strcmp(name, "NextContinuationToken") == 0 &&
             !r->long_text)
        x12_str_put(text, r->page->next, sizeof(r->page->next));
    r->len = 0;
}

static void s3_read(struct s3_reading *r, struct edi_hold *answer)
{
    char block[S3_BLOCK];
    enum XML_Status went = XML_STATUS_OK;
    size_t got;

    answer->at = 0;
    while (went == XML_STATUS_OK &&
           (got = edi_hold_read(answer, block, sizeof(block))) > 0)
        went = XML_Parse(r->parser, block, (int)got, XML_FALSE);
    if (went == XML_STATUS_OK)
        went = XML_Parse(r->parser, block, 0, XML_TRUE);
    if (r->status == X12_OK && (went != XML_STATUS_OK || !r->listing ||
                                (r->page->more && r->page->next[0] == '\0')))
        r->status = X12_ESYNTAX;
}

enum x12_status edi_s3_list(struct edi_hold *answer, const char *prefix,
                            struct edi_s3_page *page, struct edi_remotes *all,
                            struct x12_error *err)
{
    struct s3_reading r = {
        .parser = XML_ParserCreate(NULL),
        .prefix = prefix,
        .page = page,
        .all = all,
        .err = err,
    };

    *page = (struct edi_s3_page){ .more = false };
    if (!r.parser)
        return x12_fail(err, X12_ENOMEM, "a listing: out of memory");
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, s3_begin, s3_end);
    XML_SetCharacterDataHandler(r.parser, s3_text);
    XML_SetStartDoctypeDeclHandler(r.parser, s3_doctype);
    s3_read(&r, answer);
    XML_ParserFree(r.parser);
    return r.status;
}
