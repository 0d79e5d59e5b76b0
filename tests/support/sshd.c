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

static void sshd_keygen(const char *kind, const char *path)
{
    int status = 0;
    pid_t pid;

    unlink(path);
    pid = fork();
    if (pid == 0) {
        execlp("ssh-keygen", "ssh-keygen", "-q", "-t", kind, "-N", "", "-C",
               "test", "-f", path, (char *)NULL);
        _exit(127);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
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

static void sshd_settings(struct sshd *s, const char *sftp, char *path)
{
    char text[1024];

    snprintf(text, sizeof(text),
             "Port %u\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\n"
             "UsePAM no\nStrictModes no\nAuthorizedKeysFile %s/authorized\n"
             "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
             "PermitRootLogin yes\nLogLevel QUIET\nMaxStartups 100\n"
             "Subsystem sftp internal-sftp %s\n",
             s->port, s->host_key, s->base, sftp);
    snprintf(path, SSHD_PATH, "%s/settings", s->base);
    sshd_write(path, text);
}

static void sshd_start(struct sshd *s, const char *settings)
{
    int fd = -1;

    if (getuid() == 0)
        mkdir("/run/sshd", 0755);
    s->pid = fork();
    if (s->pid == 0) {
        /* a test that fails leaves it: nobody waits for its output */
        if (!freopen("/dev/null", "w", stdout) ||
            !freopen("/dev/null", "w", stderr))
            _exit(127);
        execl("/usr/sbin/sshd", "/usr/sbin/sshd", "-D", "-f", settings,
              (char *)NULL);
        _exit(127);
    }
    assert_true(s->pid > 0);
    for (int i = 0; i < 500 && fd < 0; i++) {
        fd = sshd_connect(s->port);
        if (fd < 0)
            poll(NULL, 0, 10);
    }
    assert_true(fd >= 0); /* is openssh-server there? */
    close(fd);
}

void sshd_open(struct sshd *s, const char *kind, const char *sftp)
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
    sshd_keygen(kind, s->host_key);
    snprintf(path, sizeof(path), "%s/authorized", s->base);
    sshd_write(path, "");
    close(sshd_listen(&s->port));
    sshd_settings(s, sftp, settings);
    sshd_start(s, settings);
    snprintf(path, sizeof(path), "%s/host.pub", s->base);
    sshd_know(s, s->port, path);
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
    sshd_keygen(kind, s->key);
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

/* ---- the wire ---- */

struct wire_counts {
    uint64_t bytes, connections;
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

/* One connection, until an end closes it or the limit is reached. */
static void wire_pass(int client, int server, struct wire_counts *counts,
                      uint64_t limit, bool dead)
{
    const uint64_t before = counts->bytes;
    char block[4096];

    while (!wire_is_over) {
        struct pollfd ends[2] = { { client, POLLIN, 0 },
                                  { server, POLLIN, 0 } };
        size_t cap = sizeof(block);
        ssize_t n;
        int from;

        if (poll(ends, 2, 50) <= 0)
            continue;
        from = ends[0].revents ? client : server;
        if (limit && from == client && limit - (counts->bytes - before) < cap)
            cap = (size_t)(limit - (counts->bytes - before));
        n = read(from, block, cap);
        if (n <= 0 ||
            !wire_write(from == client ? server : client, block, (size_t)n))
            return;
        if (from == client)
            counts->bytes += (uint64_t)n;
        if (limit && counts->bytes - before >= limit)
            break;
    }
    while (dead && !wire_is_over)
        poll(NULL, 0, 20);
}

static void wire_serve(int listening, unsigned to_port, uint64_t limit,
                       bool dead, int told)
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
            wire_pass(client, server, &counts, limit, dead);
            close(server);
        }
        close(client);
    }
    _exit(write(told, &counts, sizeof(counts)) == sizeof(counts) ? 0 : 1);
}

void wire_open(struct wire *wire, unsigned to_port, uint64_t limit, bool dead)
{
    int ends[2], listening;
    char ready;

    *wire = (struct wire){ 0 };
    listening = sshd_listen(&wire->port);
    assert_int_equal(pipe(ends), 0);
    wire->pid = fork();
    assert_true(wire->pid >= 0);
    if (wire->pid == 0)
        wire_serve(listening, to_port, limit, dead, ends[1]);
    close(listening);
    close(ends[1]);
    wire->told = ends[0];
    assert_int_equal(read(wire->told, &ready, 1), 1);
}

void wire_close(struct wire *wire)
{
    struct wire_counts counts = { 0 };

    kill(wire->pid, SIGTERM);
    assert_int_equal(read(wire->told, &counts, sizeof(counts)), sizeof(counts));
    waitpid(wire->pid, NULL, 0);
    close(wire->told);
    wire->bytes = counts.bytes;
    wire->connections = counts.connections;
}
