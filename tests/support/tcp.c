/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/tcp.h"

#include "tests/support/cm.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in tcp_address(unsigned port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port) };

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

int tcp_listen(unsigned *port)
{
    struct sockaddr_in at = tcp_address(0);
    socklen_t len = sizeof(at);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
    assert_int_equal(listen(fd, 64), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

int tcp_connect(unsigned port)
{
    struct sockaddr_in at = tcp_address(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

bool tcp_wait(unsigned port)
{
    int fd = -1;

    for (int i = 0; i < 300 && fd < 0; i++) {
        fd = tcp_connect(port);
        if (fd < 0)
            poll(NULL, 0, 10);
    }
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

void file_write(const char *path, const char *text, size_t len)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0600), 0);
}

static unsigned folder_visit(const char *folder, bool remove)
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

unsigned folder_names(const char *folder)
{
    return folder_visit(folder, false);
}

void folder_empty(const char *folder)
{
    folder_visit(folder, true);
}

void folder_remove(const char *folder)
{
    pid_t pid = fork();

    if (pid == 0) {
        execlp("rm", "rm", "-rf", folder, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}
