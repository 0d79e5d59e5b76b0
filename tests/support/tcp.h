/* SPDX-License-Identifier: Apache-2.0 */
/* tcp - sockets of 127.0.0.1, and folders of servers of a test's own */
#ifndef TESTS_TCP_H
#define TESTS_TCP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Listens at a port that was free. */
int tcp_listen(unsigned *port);

/* -1: nobody listens there. */
int tcp_connect(unsigned port);

/* Until somebody listens there; false when nobody does in three seconds. */
bool tcp_wait(unsigned port);

void file_write(const char *path, const char *text, size_t len);

/* Names in a folder, but for . and .. */
unsigned folder_names(const char *folder);
void folder_empty(const char *folder);

/* rm -rf */
void folder_remove(const char *folder);

#endif
