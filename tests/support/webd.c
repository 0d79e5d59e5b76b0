/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/webd.h"

#include "tests/support/cm.h"
#include "tests/support/tcp.h"
#include "tests/support/webd_private.h"

#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- requests and answers ---- */

const char *webd_header(const struct webd_request *r, const char *name)
{
    static char value[WEBD_HEAD];
    const size_t len = strlen(name);

    for (const char *at = strstr(r->head, "\r\n"); at && at[2];
         at = strstr(at + 2, "\r\n"))
        if (strncasecmp(at + 2, name, len) == 0 && at[2 + len] == ':') {
            const char *from = at + 3 + len;

            from += strspn(from, " ");
            snprintf(value, sizeof(value), "%.*s", (int)strcspn(from, "\r"),
                     from);
            return value;
        }
    return "";
}

static void webd_write(struct webd_request *r, const char *at, size_t len)
{
    struct webd_plan *plan = r->server->plan;
    const size_t cut = (size_t)plan->cut_answer;

    if (cut && len > cut) {
        plan->cut_answer = 0;
        SSL_write(r->ssl, at, (int)cut);
        _exit(0);
    }
    while (len > 0) {
        const int wrote = SSL_write(r->ssl, at, len > 16384 ? 16384 : (int)len);

        if (wrote <= 0)
            _exit(0);
        at += wrote;
        len -= (size_t)wrote;
    }
}

void webd_answer(struct webd_request *r, int status, const char *headers,
                 const char *body, size_t len)
{
    char head[2048];
    const bool head_only = strcmp(r->method, "HEAD") == 0;
    const int n = snprintf(head, sizeof(head),
                           "HTTP/1.1 %d Said\r\nContent-Length: %zu\r\n%s\r\n",
                           status, len, headers);

    if (SSL_write(r->ssl, head, n) <= 0)
        _exit(0);
    if (!head_only && len)
        webd_write(r, body, len);
}

/* The next request by this connection; false when there is none. */
static bool webd_read_head(struct webd_request *r)
{
    size_t at = 0;

    while (at + 1 < sizeof(r->head) && SSL_read(r->ssl, r->head + at, 1) == 1) {
        r->head[++at] = '\0';
        if (at >= 4 && memcmp(r->head + at - 4, "\r\n\r\n", 4) == 0)
            return true;
    }
    return false;
}

static void webd_read_body(struct webd_request *r)
{
    const struct webd_plan *plan = r->server->plan;
    const unsigned long length = strtoul(webd_header(r, "Content-Length"), NULL,
                                         10);

    r->len = 0;
    if (length > WEBD_BODY)
        _exit(1);
    if (*webd_header(r, "Expect") &&
        SSL_write(r->ssl, "HTTP/1.1 100 Continue\r\n\r\n", 25) <= 0)
        _exit(0);
    while (r->len < length) {
        size_t want = length - r->len;
        int got;

        if (plan->cut && r->len >= plan->cut)
            _exit(0);
        if (plan->cut && plan->cut - r->len < want)
            want = (size_t)(plan->cut - r->len);
        got = SSL_read(r->ssl, r->body + r->len, (int)want);
        if (got <= 0)
            _exit(0);
        r->len += (size_t)got;
    }
    if (plan->cut && length && r->len >= plan->cut)
        _exit(0);
}

/* "PUT /in/NAME?query HTTP/1.1" */
static bool webd_split(struct webd_request *r)
{
    const char *path = strchr(r->head, ' ');
    const char *end = path ? strchr(path + 1, ' ') : NULL, *query;

    if (!end || path - r->head >= (long)sizeof(r->method))
        return false;
    path++;
    query = memchr(path, '?', (size_t)(end - path));
    snprintf(r->method, sizeof(r->method), "%.*s", (int)(path - 1 - r->head),
             r->head);
    snprintf(r->path, sizeof(r->path), "%.*s",
             (int)((query ? query : end) - path), path);
    snprintf(r->query, sizeof(r->query), "%.*s",
             query ? (int)(end - query - 1) : 0, query ? query + 1 : "");
    return true;
}

/* ---- what they do ---- */

static void webd_list(struct webd_request *r)
{
    const struct webd *server = r->server;
    char text[8192] = "", path[WEBD_PATH + 260];
    DIR *dir = opendir(server->drop);
    const struct dirent *entry;
    struct stat st;
    size_t at = 0;

    if (!server->plan->lines)
        at = (size_t)snprintf(text, sizeof(text), "{\"result\":{\"files\":[");
    while (dir && (entry = readdir(dir))) {
        snprintf(path, sizeof(path), "%s/%s", server->drop, entry->d_name);
        if (entry->d_name[0] == '.' || stat(path, &st) != 0)
            continue;
        at += (size_t)snprintf(text + at, sizeof(text) - at,
                               server->plan->lines
                                   ? "%s\t%ld\r\n"
                                   : "{\"fileName\":\"%s\",\"bytes\":%ld},",
                               entry->d_name, (long)st.st_size);
    }
    if (dir)
        closedir(dir);
    if (!server->plan->lines) {
        at -= text[at - 1] == ',';
        at += (size_t)snprintf(text + at, sizeof(text) - at, "]}}");
    }
    webd_answer(r, 200, "", text, at);
}

/* Does the login for a token, by header or by body, fit? */
static bool webd_knows(struct webd_request *r)
{
    const char *client = r->server->plan->client;
    const char *colon = strchr(client, ':');
    char form[2 * WEBD_TEXT], basic[2 * WEBD_TEXT] = "Basic ";

    EVP_EncodeBlock((unsigned char *)basic + 6, (const unsigned char *)client,
                    (int)strlen(client));
    snprintf(form, sizeof(form),
             "grant_type=client_credentials&scope=claims%%20all&client_id=%.*s&"
             "client_secret=%s",
             (int)(colon - client), client, colon + 1);
    r->body[r->len] = '\0';
    return strcmp(webd_header(r, "Authorization"), basic) == 0 ||
           strcmp(r->body, form) == 0;
}

static void webd_token(struct webd_request *r)
{
    struct webd_plan *plan = r->server->plan;
    char text[WEBD_TEXT];

    if (!webd_knows(r)) {
        plan->unknown_login++;
        webd_answer(r, 401, "", "{\"error\":\"invalid_client\"}", 26);
        return;
    }
    plan->tokens++;
    plan->used = 0;
    snprintf(plan->auth, sizeof(plan->auth), "Bearer token-%u", plan->tokens);
    snprintf(text, sizeof(text),
             "{\"access_token\":\"token-%u\",\"expires_in\":%u}", plan->tokens,
             plan->token_life);
    webd_answer(r, 200, "Content-Type: application/json\r\n", text,
                strlen(text));
}

static void webd_poll(struct webd_request *r)
{
    struct webd_plan *plan = r->server->plan;

    plan->polled++;
    if (plan->polled <= plan->polls)
        webd_answer(r, 202, "", "", 0);
    else
        webd_answer(r, plan->poll_status, "", "", 0);
}

/* The file out of a form. */
static void webd_unpack(struct webd_request *r)
{
    char boundary[WEBD_TEXT];
    const char *type = webd_header(r, "Content-Type");
    const char *mark = strstr(type, "boundary="), *from, *to = NULL;

    if (!mark)
        return;
    snprintf(boundary, sizeof(boundary), "\r\n--%s", mark + 9);
    r->body[r->len] = '\0';
    from = strstr(r->body, "\r\n\r\n");
    if (from)
        to = strstr(from + 4, boundary);
    if (!to || !strstr(r->body, "name=\"claims\"; filename=\"837P-"))
        return;
    r->len = (size_t)(to - from - 4);
    memmove(r->body, from + 4, r->len);
}

/* Who asks is known by the header that the plan has; false: it was answered. */
static bool webd_login(struct webd_request *r)
{
    struct webd_plan *plan = r->server->plan;
    const bool worn = plan->token_uses && plan->used >= plan->token_uses;

    snprintf(plan->authorization, sizeof(plan->authorization), "%.200s",
             webd_header(r, "Authorization"));
    if ((*plan->auth &&
         strcmp(plan->auth, webd_header(r, "Authorization")) != 0) ||
        (*plan->api_key &&
         strcmp(plan->api_key, webd_header(r, "X-Api-Key")) != 0) ||
        worn) {
        plan->unknown_login++;
        webd_answer(r, 401, "", "", 0);
        return false;
    }
    plan->used++;
    return true;
}

/* What the plan says in place of what is asked; true: it was done. */
static bool webd_trouble(struct webd_request *r)
{
    struct webd_plan *plan = r->server->plan;
    char headers[2 * WEBD_TEXT] = "";
    const int status = plan->status;

    if (!status)
        return false;
    if (plan->times && --plan->times == 0)
        plan->status = 0;
    if (plan->retry_after)
        snprintf(headers, sizeof(headers), "Retry-After: %u\r\n",
                 plan->retry_after);
    if (*plan->location)
        snprintf(headers + strlen(headers), sizeof(headers) - strlen(headers),
                 "Location: %s\r\n", plan->location);
    if (status != 202) {
        webd_answer(r, status, headers, "told you", 8);
        return true;
    }
    webd_unpack(r);
    plan->stored++;
    webd_answer(r, 202, headers, "", 0);
    return true;
}

static bool webd_came_before(struct webd_request *r)
{
    struct webd_plan *plan = r->server->plan;
    const char *key = webd_header(r, "Idempotency-Key");
    const bool same = *key && strcmp(key, plan->key) == 0;

    snprintf(plan->key, sizeof(plan->key), "%.200s", key);
    return plan->keyed && same;
}

static void webd_send(struct webd_request *r)
{
    struct webd_plan *plan = r->server->plan;

    snprintf(plan->type, sizeof(plan->type), "%.200s",
             webd_header(r, "Content-Type"));
    webd_unpack(r);
    if (webd_came_before(r)) {
        webd_answer(r, 200, "", "", 0);
        return;
    }
    if (!*r->name)
        snprintf(r->name, sizeof(r->name), "post-%u", plan->stored + 1);
    if (plan->mute || plan->stall) {
        char path[WEBD_PATH + 260];

        snprintf(path, sizeof(path), "%s/%s", r->server->drop, r->name);
        file_write(path, r->body, r->len);
        plan->stored++;
        while (plan->stall)
            poll(NULL, 0, 50);
        _exit(0);
    }
    webd_file(r);
}

static void webd_route(struct webd_request *r)
{
    r->server->plan->requests++;
    r->name[0] = '\0';
    if (strcmp(r->path, "/token") == 0) {
        webd_token(r);
    } else if (strncmp(r->path, "/bucket", 7) == 0) {
        if (webd_is_signed(r) ? !webd_trouble(r) : true)
            webd_bucket(r);
    } else if (!webd_login(r)) {
        return;
    } else if (strcmp(r->path, "/poll") == 0) {
        webd_poll(r);
    } else if (webd_trouble(r)) {
        return;
    } else if (strcmp(r->path, "/list") == 0) {
        webd_list(r);
    } else if (strncmp(r->path, "/in/", 4) == 0 && !strchr(r->path + 4, '/')) {
        snprintf(r->name, sizeof(r->name), "%.200s", r->path + 4);
        if (r->len)
            webd_send(r);
        else
            webd_file(r);
    } else if (strcmp(r->path, "/in") == 0 && r->len) {
        webd_send(r);
    } else {
        webd_answer(r, 404, "", "", 0);
    }
}

/* ---- the server ---- */

static void webd_serve(struct webd *server, SSL_CTX *context, int client)
{
    struct webd_request r = { .server = server };

    if (server->plan->deaf)
        while (server->plan->deaf)
            poll(NULL, 0, 50);
    r.body = malloc(WEBD_BODY + 1);
    r.ssl = SSL_new(context);
    if (!r.body || !r.ssl || SSL_set_fd(r.ssl, client) != 1 ||
        SSL_accept(r.ssl) != 1)
        _exit(0);
    while (!r.close && webd_read_head(&r) && webd_split(&r)) {
        webd_read_body(&r);
        webd_route(&r);
    }
    SSL_shutdown(r.ssl);
    _exit(0);
}

static void webd_loop(struct webd *server, SSL_CTX *context, int listening)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    for (;;) {
        const int client = accept(listening, NULL, NULL);

        if (client < 0)
            continue;
        server->plan->connections++;
        if (fork() == 0)
            webd_serve(server, context, client);
        close(client);
    }
}

/* The plan in a file that all processes look into. */
static struct webd_plan *webd_shared(const struct webd *server)
{
    char path[WEBD_PATH];
    void *at;
    int fd;

    snprintf(path, sizeof(path), "%s/plan", server->base);
    fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, sizeof(struct webd_plan)), 0);
    at = mmap(NULL, sizeof(struct webd_plan), PROT_READ | PROT_WRITE,
              MAP_SHARED, fd, 0);
    assert_true(at != MAP_FAILED);
    close(fd);
    return at;
}

void webd_open(struct webd *server, const struct cert *cert)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    int listening;

    *server = (struct webd){ .base = "/tmp/edi-webd-XXXXXX" };
    assert_non_null(mkdtemp(server->base));
    snprintf(server->drop, sizeof(server->drop), "%s/drop", server->base);
    assert_int_equal(mkdir(server->drop, 0700), 0);
    assert_non_null(context);
    assert_int_equal(
        SSL_CTX_use_certificate_file(context, cert->cert, SSL_FILETYPE_PEM), 1);
    assert_int_equal(
        SSL_CTX_use_PrivateKey_file(context, cert->key, SSL_FILETYPE_PEM), 1);
    server->plan = webd_shared(server);
    server->plan->token_life = 300;
    server->plan->poll_status = 200;
    listening = tcp_listen(&server->port);
    server->pid = fork();
    assert_true(server->pid >= 0);
    if (server->pid == 0) {
        setpgid(0, 0);
        /* a test that fails leaves it: nobody waits for its output */
        if (!freopen("/dev/null", "w", stdout) ||
            !freopen("/dev/null", "w", stderr))
            _exit(127);
        webd_loop(server, context, listening);
    }
    setpgid(server->pid, server->pid);
    close(listening);
    SSL_CTX_free(context);
}

void webd_close(struct webd *server)
{
    server->plan->stall = server->plan->deaf = false;
    kill(-server->pid, SIGKILL);
    waitpid(server->pid, NULL, 0);
    munmap(server->plan, sizeof(*server->plan));
    folder_remove(server->base);
}
