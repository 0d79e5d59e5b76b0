/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/tcp.h"
#include "tests/support/webd_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* All of a file; false when there is none. */
static bool webd_load(struct webd_request *r, const char *path)
{
    FILE *file = fopen(path, "r");

    if (!file)
        return false;
    r->len = fread(r->body, 1, WEBD_BODY, file);
    fclose(file);
    return true;
}

static void webd_give(struct webd_request *r)
{
    const char *range = webd_header(r, "Range");
    char headers[128];
    size_t from = 0;

    if (strncmp(range, "bytes=", 6) == 0)
        from = strtoul(range + 6, NULL, 10);
    if (from && from < r->len) {
        r->server->plan->ranges++;
        snprintf(headers, sizeof(headers),
                 "ETag: \"one\"\r\nContent-Range: bytes %zu-%zu/%zu\r\n", from,
                 r->len - 1, r->len);
        webd_answer(r, 206, headers, r->body + from, r->len - from);
    } else {
        webd_answer(r, 200, "ETag: \"one\"\r\n", r->body, r->len);
    }
}

void webd_file(struct webd_request *r)
{
    char path[WEBD_PATH + 260];

    snprintf(path, sizeof(path), "%s/%s", r->server->drop, r->name);
    if (r->len) {
        file_write(path, r->body, r->len);
        r->server->plan->stored++;
        webd_answer(r, 201, "", "", 0);
    } else if (strcmp(r->method, "DELETE") == 0) {
        webd_answer(r, unlink(path) == 0 ? 204 : 404, "", "", 0);
    } else if (webd_load(r, path)) {
        webd_give(r);
    } else {
        webd_answer(r, 404, "", "", 0);
    }
}
