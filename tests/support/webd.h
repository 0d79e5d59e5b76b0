/* SPDX-License-Identifier: Apache-2.0 */
/*
 * webd - a small TLS server of the tests' own, that does what a partner's may do
 *
 *     static struct webd server;
 *     webd_open(&server, &certs.good);
 *     server.plan->status = 503;          it is asked anew at each request
 *     ...
 *     assert_int_equal(server.plan->stored, 1);
 *     webd_close(&server);
 *
 *     PUT, POST, HEAD, GET, DELETE /in/NAME    what was sent, in server.drop
 *     POST /in                                 the same, by a name it makes
 *     GET /list, GET /page2                    what stands in drop, as JSON, lines
 *     POST /token                              a token that runs out
 *     GET /poll                                what became of a file
 *     /bucket/KEY, /bucket?list-type=2...      an S3 store, signatures reckoned
 */
#ifndef TESTS_WEBD_H
#define TESTS_WEBD_H

#include "tests/support/certs.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { WEBD_PATH = 96, WEBD_TEXT = 256 };

/* What the server does and has seen; shared with its processes. */
struct webd_plan {
    /* to what carries a file, or is no poll and no token */
    int status;           /* that it answers with; 0: as it should be */
    unsigned times;       /* so often; 0: always */
    unsigned retry_after; /* seconds, with a status; 0: none */
    char location[WEBD_TEXT];
    uint64_t cut;         /* closes after so many bytes of a body; 0: never */
    uint64_t cut_answer;  /* of its own answer; once */
    bool mute;            /* takes the file and closes without a word */
    bool stall;           /* takes the file and says nothing more */
    bool deaf;            /* not even TLS is spoken */
    bool lines;           /* /list gives lines, not JSON */
    char auth[WEBD_TEXT]; /* an Authorization it wants; "": any */
    char api_key[WEBD_TEXT]; /* an X-Api-Key it wants; "": any */
    char client[WEBD_TEXT];  /* "user:secret" for a token, in either place */
    unsigned token_life;     /* seconds that it says */
    unsigned token_uses;     /* requests that it is good for; 0: any */
    unsigned polls;          /* 202 so often, then poll_status */
    int poll_status;
    bool keyed; /* a key that came twice is stored once */
    /* seen */
    unsigned connections, requests, stored, tokens, used, polled, unknown_login;
    unsigned bad_signature, ranges;
    char key[WEBD_TEXT]; /* the idempotency key that came last */
    char type[WEBD_TEXT];
    char authorization[WEBD_TEXT];
};

struct webd {
    char base[32], drop[WEBD_PATH];
    unsigned port;
    pid_t pid;
    struct webd_plan *plan;
};

/* Of the S3 store. */
#define WEBD_ACCESS "AKIDHARBOR"
#define WEBD_SECRET "a-secret/of+s3"
#define WEBD_REGION "us-east-1"

void webd_open(struct webd *server, const struct cert *cert);
void webd_close(struct webd *server);

#endif
