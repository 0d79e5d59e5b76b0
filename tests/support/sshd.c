/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/sshd.h"

#include "tests/support/cm.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- files and programs ---- */

static void sshd_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0600), 0);
}

static void sshd_append(const char *path, const char *head, const char *from)
{
    char line[2048] = "";
    FILE *in = fopen(from, "r"), *out = fopen(path, "a");

    assert_non_null(in);
    assert_non_null(out);
    assert_non_null(fgets(line, sizeof(line), in));
    assert_true(fprintf(out, "%s%s", head, line) > 0);
    assert_int_equal(fclose(in), 0);
    assert_int_equal(fclose(out), 0);
}

static void sshd_run(const char *const args[])
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(127);
        execvp(args[0], (char *const *)args);
        _exit(127);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

/* A file read whole into `text`. */
static void sshd_read(const char *path, char *text, size_t cap)
{
    FILE *file = fopen(path, "r");
    size_t len;

    assert_non_null(file);
    len = fread(text, 1, cap - 1, file);
    text[len] = '\0';
    assert_int_equal(fclose(file), 0);
}

/* RSA keys take long to make: one is enough for all that are known. */
static void sshd_keygen(const char *kind, const char *path, bool known)
{
    static char rsa[4096], rsa_public[2048];
    const bool keep = known && strcmp(kind, "rsa") == 0;
    const char *const make[] = { "ssh-keygen", "-q",   "-t", kind, "-N", "",
                                 "-C",         "test", "-f", path, NULL };
    char public[SSHD_PATH + 8];

    snprintf(public, sizeof(public), "%s.pub", path);
    if (keep && *rsa) {
        sshd_write(path, rsa);
        sshd_write(public, rsa_public);
        return;
    }
    unlink(path);
    sshd_run(make);
    if (keep) {
        sshd_read(path, rsa, sizeof(rsa));
        sshd_read(public, rsa_public, sizeof(rsa_public));
    }
}

/* ---- sockets ---- */

static struct sockaddr_in sshd_address(unsigned port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port) };

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

static int sshd_listen(unsigned *port)
{
    struct sockaddr_in at = sshd_address(0);
    socklen_t len = sizeof(at);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
    assert_int_equal(listen(fd, 16), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

static int sshd_connect(unsigned port)
{
    struct sockaddr_in at = sshd_address(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* ---- the server ---- */

static void sshd_settings(struct sshd *s, const struct sshd_how *how,
                          char *path)
{
    char text[1024];

    snprintf(text, sizeof(text),
             "Port %u\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\n"
             "UsePAM no\nStrictModes no\nAuthorizedKeysFile %s/authorized\n"
             "PasswordAuthentication %s\nKbdInteractiveAuthentication no\n"
             "PermitRootLogin yes\nLogLevel QUIET\nMaxStartups 100\n"
             "Subsystem sftp internal-sftp %s\n%s",
             s->port, s->host_key, s->base, how->word ? "yes" : "no", how->sftp,
             how->more ? how->more : "");
    snprintf(path, SSHD_PATH, "%s/settings", s->base);
    sshd_write(path, text);
}

/* A user with a password, whoever runs the tests, known to this server alone: by
 * nss_wrapper. The hash is that of SSHD_PASSWORD. */
static void sshd_user(const struct sshd *s)
{
    static const char hash[] =
        "$6$edi$wZFq/8YZ13Jn9UaRJJf0a7htMNPno/7VGEC797byy.j"
        ".dry.4kRmI3PIZLY9wS6.CWNLqeYGZy0y95PAC3ANt1";
    static const char *const kinds[] = { "PASSWD", "GROUP", "SHADOW" };
    const unsigned me = (unsigned)getuid(), group = (unsigned)getgid();
    char text[3][256], path[SSHD_PATH], name[32];

    snprintf(text[0], sizeof(text[0]),
             SSHD_USER ":x:%u:%u::/tmp:/bin/sh\n"
                       "sshd:x:65534:65534::/run/sshd:/bin/false\n",
             me, group);
    snprintf(text[1], sizeof(text[1]), SSHD_USER ":x:%u:\n", group);
    snprintf(text[2], sizeof(text[2]), SSHD_USER ":%s:19000:0:99999:7:::\n",
             hash);
    for (unsigned i = 0; i < 3; i++) {
        snprintf(path, sizeof(path), "%s/user-%u", s->base, i);
        snprintf(name, sizeof(name), "NSS_WRAPPER_%s", kinds[i]);
        sshd_write(path, text[i]);
        setenv(name, path, 1);
    }
    setenv("LD_PRELOAD", "libnss_wrapper.so", 1);
}

/* In the server's process, before it is one. */
static void sshd_become(const struct sshd *s, const struct sshd_how *how,
                        const char *settings)
{
    const struct rlimit most = { how->most, how->most };

    /* a test that fails leaves it: nobody waits for its output */
    if (!freopen("/dev/null", "w", stdout) ||
        !freopen("/dev/null", "w", stderr))
        _exit(127);
    signal(SIGXFSZ, SIG_IGN); /* it is told that the disk is full */
    if (how->most && setrlimit(RLIMIT_FSIZE, &most) != 0)
        _exit(127);
    if (how->word)
        sshd_user(s);
    execl("/usr/sbin/sshd", "/usr/sbin/sshd", "-D", "-f", settings,
          (char *)NULL);
    _exit(127);
}

static void sshd_start(struct sshd *s, const struct sshd_how *how,
                       const char *settings)
{
    int fd = -1;

    if (getuid() == 0)
        mkdir("/run/sshd", 0755);
    s->pid = fork();
    if (s->pid == 0)
        sshd_become(s, how, settings);
    assert_true(s->pid > 0);
    for (int i = 0; i < 500 && fd < 0; i++) {
        fd = sshd_connect(s->port);
        if (fd < 0)
            poll(NULL, 0, 10);
    }
    assert_true(fd >= 0); /* is openssh-server there? */
    close(fd);
}

void sshd_open_as(struct sshd *s, const struct sshd_how *how)
{
    const struct passwd *me = getpwuid(getuid());
    char settings[SSHD_PATH], path[SSHD_PATH];

    signal(SIGPIPE, SIG_IGN);
    *s = (struct sshd){ .base = "/tmp/edi-sshd-XXXXXX" };
    assert_non_null(me);
    assert_non_null(mkdtemp(s->base));
    s->user = me->pw_name;
    snprintf(s->drop, sizeof(s->drop), "%s/drop", s->base);
    snprintf(s->known_hosts, sizeof(s->known_hosts), "%s/known", s->base);
    snprintf(s->host_key, sizeof(s->host_key), "%s/host", s->base);
    assert_int_equal(mkdir(s->drop, 0700), 0);
    sshd_keygen(how->kind, s->host_key, true);
    snprintf(path, sizeof(path), "%s/authorized", s->base);
    sshd_write(path, "");
    close(sshd_listen(&s->port));
    sshd_settings(s, how, settings);
    sshd_start(s, how, settings);
    snprintf(path, sizeof(path), "%s/host.pub", s->base);
    sshd_know(s, s->port, path);
}

void sshd_open(struct sshd *s, const char *kind, const char *sftp)
{
    sshd_open_as(s, &(struct sshd_how){ .kind = kind, .sftp = sftp });
}

void sshd_know(struct sshd *s, unsigned port, const char *path)
{
    char head[32];

    snprintf(head, sizeof(head), "[127.0.0.1]:%u ", port);
    sshd_write(s->known_hosts, "");
    sshd_append(s->known_hosts, head, path);
    s->port = port;
}

void sshd_key(struct sshd *s, const char *kind, bool known)
{
    char path[SSHD_PATH + 4], authorized[SSHD_PATH];

    snprintf(s->key, sizeof(s->key), "%s/%s%s", s->base, kind,
             known ? "" : "-strange");
    snprintf(authorized, sizeof(authorized), "%s/authorized", s->base);
    sshd_keygen(kind, s->key, known);
    snprintf(path, sizeof(path), "%s.pub", s->key);
    if (known)
        sshd_append(authorized, "", path);
}

void sshd_partner(struct sshd *s, struct edi_partners *partners)
{
    const char *const settings[][2] = {
        { "protocol", "sftp" },
        { "host", "127.0.0.1" },
        { "port", s->port_text },
        { "user", s->user },
        { "known_hosts", s->known_hosts },
        { "key_file", s->key },
        { "folder", s->drop },
        { "sender", "SENDER" },
        { "receiver", "RECEIVER" },
        { "usage", "T" },
        { "submitter_name", "HILL" },
        { "contact_phone", "5550100123" },
        { "contact_name", "ANN HILL" },
        { "receiver_name", "CLEARHOUSE" },
        { "timeout", "2" },
    };
    struct x12_error err = { 0 };

    snprintf(s->port_text, sizeof(s->port_text), "%u", s->port);
    for (unsigned i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
        assert_int_equal(edi_partners_put(partners,
                                          &(struct edi_setting){
                                              "edi.conf", i + 1, "partner hub",
                                              settings[i][0], settings[i][1] },
                                          &err),
                         X12_OK);
    assert_int_equal(edi_partners_check(partners, &err), X12_OK);
}

static unsigned sshd_clear(const char *folder, bool remove)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned names = 0;

    while (dir && (entry = readdir(dir))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        names++;
        if (remove)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    return names;
}

unsigned sshd_names(const struct sshd *s)
{
    return sshd_clear(s->drop, false);
}

void sshd_empty(const struct sshd *s)
{
    sshd_clear(s->drop, true);
}

void sshd_close(struct sshd *s)
{
    kill(s->pid, SIGTERM);
    waitpid(s->pid, NULL, 0);
    sshd_empty(s);
    rmdir(s->drop);
    sshd_clear(s->base, true);
    rmdir(s->base);
}

/* ---- an agent ---- */

pid_t sshd_agent(const struct sshd *server)
{
    char path[SSHD_PATH];
    const char *const add[] = { "ssh-add", "-q", server->key, NULL };
    pid_t pid;

    snprintf(path, sizeof(path), "%s/agent", server->base);
    pid = fork();
    if (pid == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(127);
        execlp("ssh-agent", "ssh-agent", "-D", "-a", path, (char *)NULL);
        _exit(127);
    }
    assert_true(pid > 0);
    for (int i = 0; i < 500 && access(path, F_OK) != 0; i++)
        poll(NULL, 0, 10);
    setenv("SSH_AUTH_SOCK", path, 1);
    sshd_run(add);
    return pid;
}

void sshd_agent_end(pid_t agent)
{
    kill(agent, SIGTERM);
    waitpid(agent, NULL, 0);
    unsetenv("SSH_AUTH_SOCK");
}

/* ---- the wire ---- */

struct wire_counts {
    uint64_t bytes, back, connections;
};

static volatile sig_atomic_t wire_is_over;

static void wire_end(int signal_number)
{
    (void)signal_number;
    wire_is_over = 1;
}

static bool wire_write(int to, const char *at, size_t len)
{
    while (len > 0) {
        ssize_t n = write(to, at, len);

        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* Passes one block on, no more than the limit leaves; false: an end is closed. */
static bool wire_block(int from, int to, uint64_t limit, uint64_t *passed)
{
    char block[4096];
    size_t cap = sizeof(block);
    ssize_t n;

    if (limit && limit - *passed < cap)
        cap = (size_t)(limit - *passed);
    n = read(from, block, cap);
    if (n <= 0 || !wire_write(to, block, (size_t)n))
        return false;
    *passed += (uint64_t)n;
    return true;
}

/* One connection, until an end closes it or a limit is reached. */
static void wire_pass(int client, int server, struct wire_counts *counts,
                      const struct wire_how *how)
{
    uint64_t there = 0, back = 0;
    bool cut = false;

    while (!wire_is_over && !cut) {
        struct pollfd ends[2] = { { client, POLLIN, 0 },
                                  { server, POLLIN, 0 } };
        bool passed;

        if (poll(ends, 2, 50) <= 0)
            continue;
        passed = ends[0].revents
                     ? wire_block(client, server, how->limit, &there)
                     : wire_block(server, client, how->back, &back);
        if (!passed)
            break;
        cut = (how->limit && there >= how->limit) ||
              (how->back && back >= how->back);
        if (how->pause)
            poll(NULL, 0, how->pause);
    }
    counts->bytes += there;
    counts->back += back;
    while (cut && how->dead && !wire_is_over)
        poll(NULL, 0, 20);
}

static void wire_serve(int listening, unsigned to_port,
                       const struct wire_how *how, int told)
{
    struct wire_counts counts = { 0 };

    signal(SIGTERM, wire_end);
    signal(SIGPIPE, SIG_IGN);
    if (write(told, "", 1) != 1)
        _exit(1);
    while (!wire_is_over) {
        struct pollfd wait = { listening, POLLIN, 0 };
        int client, server;

        if (poll(&wait, 1, 20) <= 0)
            continue;
        client = accept(listening, NULL, NULL);
        if (client < 0)
            continue;
        server = sshd_connect(to_port);
        counts.connections++;
        if (server >= 0) {
            wire_pass(client, server, &counts, how);
            close(server);
        }
        close(client);
    }
    _exit(write(told, &counts, sizeof(counts)) == sizeof(counts) ? 0 : 1);
}

void wire_open_as(struct wire *wire, unsigned to_port,
                  const struct wire_how *how)
{
    int ends[2], listening;
    char ready;

    *wire = (struct wire){ 0 };
    listening = sshd_listen(&wire->port);
    assert_int_equal(pipe(ends), 0);
    wire->pid = fork();
    assert_true(wire->pid >= 0);
    if (wire->pid == 0)
        wire_serve(listening, to_port, how, ends[1]);
    close(listening);
    close(ends[1]);
    wire->told = ends[0];
    assert_int_equal(read(wire->told, &ready, 1), 1);
}

void wire_open(struct wire *wire, unsigned to_port, uint64_t limit, bool dead)
{
    wire_open_as(wire, to_port,
                 &(struct wire_how){ .limit = limit, .dead = dead });
}

void wire_close(struct wire *wire)
{
    struct wire_counts counts = { 0 };

    kill(wire->pid, SIGTERM);
    assert_int_equal(read(wire->told, &counts, sizeof(counts)), sizeof(counts));
    waitpid(wire->pid, NULL, 0);
    close(wire->told);
    wire->bytes = counts.bytes;
    wire->back = counts.back;
    wire->connections = counts.connections;
}
