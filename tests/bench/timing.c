/* SPDX-License-Identifier: Apache-2.0 */
/* timing - how long a command takes, and how much memory at most */
#include "tests/bench/timing.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int64_t bench_clock(void)
{
    struct timespec now = { 0, 0 };

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int bench_timing(const char *result, char *const command[])
{
    const int64_t begun = bench_clock();
    struct rusage used;
    int64_t micros;
    int code = 0;
    FILE *out;
    pid_t pid = fork();

    if (pid == 0) {
        execvp(command[0], command);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &code, 0) != pid)
        return 127;
    micros = bench_clock() - begun;
    getrusage(RUSAGE_CHILDREN, &used);
    out = fopen(result, "w");
    if (!out ||
        fprintf(out, "%lld %ld\n", (long long)micros, used.ru_maxrss) < 0)
        code = 127 << 8;
    if (out && fclose(out) != 0)
        code = 127 << 8;
    return WIFEXITED(code) ? WEXITSTATUS(code) : 127;
}
