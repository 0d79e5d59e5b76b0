/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "writer/sink.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

static char folder[] = "/tmp/edi-sink-XXXXXX";
static char path[64];

static int folder_make(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/edi-sink-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/claims.837", folder);
    return 0;
}

/* Names in the folder; removes them if asked. */
static int folder_names(bool remove)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    int names = 0;

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

static int folder_drop(void **state)
{
    (void)state;
    folder_names(true);
    return rmdir(folder);
}

static void assert_file(const char *want)
{
    char got[100] = "";
    int fd = open(path, O_RDONLY);

    assert_true(fd >= 0);
    assert_int_equal(read(fd, got, sizeof(got) - 1), strlen(want));
    assert_string_equal(got, want);
    close(fd);
}

static enum x12_status write_file(enum x12_sink_mode mode, x12_str bytes,
                                  struct x12_error *err)
{
    struct x12_sink sink = { 0 };
    enum x12_status status = x12_sink_open_file(&sink, path, mode, err);

    if (status == X12_OK)
        status = x12_sink_write(&sink, bytes, err);
    if (status == X12_OK)
        status = x12_sink_commit(&sink, err);
    x12_sink_close(&sink);
    return status;
}

static void a_file_appears_when_it_is_committed(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct stat st;
    mode_t old = umask(0);

    (void)state;
    assert_int_equal(x12_sink_open_file(&sink, path, X12_SINK_NEW, &err),
                     X12_OK);
    assert_int_equal(x12_sink_write(&sink, X12_STR("ISA*"), &err), X12_OK);
    assert_int_equal(x12_sink_write(&sink, X12_STR("00~"), &err), X12_OK);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(folder_names(false), 1);
    assert_int_equal(x12_sink_commit(&sink, &err), X12_OK);
    x12_sink_close(&sink);
    x12_sink_close(&sink);
    umask(old);
    assert_file("ISA*00~");
    assert_int_equal(folder_names(false), 1);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(st.st_nlink, 1);
}

static void without_commit_nothing_is_left(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };

    (void)state;
    assert_int_equal(x12_sink_open_file(&sink, path, X12_SINK_NEW, &err),
                     X12_OK);
    assert_int_equal(x12_sink_write(&sink, X12_STR("ISA*"), &err), X12_OK);
    x12_sink_close(&sink);
    assert_int_equal(folder_names(false), 0);
}

static void a_new_file_overwrites_nothing(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink late = { 0 };

    (void)state;
    /* opened while the name was free: told at commit */
    assert_int_equal(x12_sink_open_file(&late, path, X12_SINK_NEW, &err),
                     X12_OK);
    assert_int_equal(write_file(X12_SINK_NEW, X12_STR("first"), &err), X12_OK);
    assert_int_equal(write_file(X12_SINK_NEW, X12_STR("second"), &err),
                     X12_EIO);
    assert_non_null(strstr(err.text, path));
    err = (struct x12_error){ 0 };
    assert_int_equal(x12_sink_write(&late, X12_STR("third"), &err), X12_OK);
    assert_int_equal(x12_sink_commit(&late, &err), X12_EIO);
    x12_sink_close(&late);
    assert_file("first");
    assert_int_equal(folder_names(false), 1);
}

static void replaces_a_plain_file_and_nothing_else(void **state)
{
    struct x12_error err = { 0 };
    struct stat st;

    (void)state;
    assert_int_equal(write_file(X12_SINK_NEW, X12_STR("first"), &err), X12_OK);
    assert_int_equal(write_file(X12_SINK_REPLACE, X12_STR("second"), &err),
                     X12_OK);
    assert_file("second");
    assert_int_equal(write_file(X12_SINK_LOOSE, X12_STR("loose"), &err),
                     X12_OK);
    assert_file("loose");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("elsewhere", path), 0);
    assert_int_equal(write_file(X12_SINK_REPLACE, X12_STR("third"), &err),
                     X12_EIO);
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(folder_names(false), 1);
}

static void tells_a_folder_that_is_not_there(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    char long_path[X12_SINK_PATH + 1];

    (void)state;
    assert_int_equal(
        x12_sink_open_file(&sink, "/nowhere/at/all", X12_SINK_NEW, &err),
        X12_EIO);
    assert_null(sink.ops);
    assert_int_equal(x12_sink_open_file(&sink, "/tmp/", X12_SINK_NEW, NULL),
                     X12_EIO);
    memset(long_path, 'a', sizeof(long_path));
    long_path[X12_SINK_PATH] = '\0';
    assert_int_equal(x12_sink_open_file(&sink, long_path, X12_SINK_NEW, NULL),
                     X12_EIO);
    x12_sink_close(&sink);
}

static void two_of_one_name_do_not_meet(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink a = { 0 }, b = { 0 };

    (void)state;
    assert_int_equal(x12_sink_open_file(&a, path, X12_SINK_REPLACE, &err),
                     X12_OK);
    assert_int_equal(x12_sink_open_file(&b, path, X12_SINK_REPLACE, &err),
                     X12_OK);
    assert_int_equal(x12_sink_write(&a, X12_STR("a"), &err), X12_OK);
    assert_int_equal(x12_sink_write(&b, X12_STR("bb"), &err), X12_OK);
    assert_int_equal(x12_sink_commit(&b, &err), X12_OK);
    assert_int_equal(x12_sink_commit(&b, NULL), X12_EMISUSE);
    x12_sink_close(&a);
    x12_sink_close(&b);
    assert_file("bb");
    assert_int_equal(folder_names(false), 1);
}

/* A full disk, played by the largest file that this process may write. */
static void a_full_disk_leaves_no_file(void **state)
{
    static char block[8192];
    int how;
    pid_t pid = fork();

    (void)state;
    if (pid == 0) {
        struct rlimit limit = { 20000, 20000 };
        struct x12_error err = { 0 };
        struct x12_sink sink = { 0 };
        enum x12_status status;

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        status = x12_sink_open_file(&sink, path, X12_SINK_NEW, &err);
        for (int i = 0; i < 5 && status == X12_OK; i++)
            status = x12_sink_write(&sink, (x12_str){ block, sizeof(block) },
                                    &err);
        if (status != X12_EIO || err.status != X12_EIO)
            _exit(1);
        if (x12_sink_write(&sink, X12_STR("a"), &err) != X12_EIO ||
            x12_sink_commit(&sink, &err) != X12_EIO)
            _exit(2);
        x12_sink_close(&sink);
        _exit(0);
    }
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 0);
    assert_int_equal(folder_names(false), 0);
}

static void a_kill_before_commit_leaves_no_final_name(void **state)
{
    int how, gate[2];
    char ready;
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(gate), 0);
    pid = fork();
    if (pid == 0) {
        struct x12_error err = { 0 };
        struct x12_sink sink = { 0 };

        if (x12_sink_open_file(&sink, path, X12_SINK_NEW, &err) == X12_OK &&
            x12_sink_write(&sink, X12_STR("ISA*00"), &err) == X12_OK)
            (void)!write(gate[1], "", 1);
        pause();
        _exit(0);
    }
    assert_int_equal(read(gate[0], &ready, 1), 1);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_true(WIFSIGNALED(how));
    close(gate[0]);
    close(gate[1]);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(folder_names(false), 1);
}

static void a_reader_that_went_away_is_an_end(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    int ends[2];

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(x12_sink_open_fd(&sink, ends[1], &err), X12_OK);
    assert_int_equal(x12_sink_write(&sink, X12_STR("a"), &err), X12_OK);
    assert_int_equal(x12_sink_commit(&sink, &err), X12_OK);
    close(ends[0]);
    assert_int_equal(x12_sink_write(&sink, X12_STR("b"), &err), X12_END);
    assert_int_equal(x12_sink_write(&sink, X12_STR("c"), &err), X12_END);
    assert_int_equal(x12_sink_commit(&sink, &err), X12_END);
    assert_int_equal(err.status, X12_OK);
    x12_sink_close(&sink);
    assert_int_equal(close(ends[1]), 0); /* it was not owned */
}

static void a_bad_descriptor_is_a_failure(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };

    (void)state;
    assert_int_equal(x12_sink_open_fd(&sink, -1, &err), X12_OK);
    assert_int_equal(x12_sink_write(&sink, X12_STR("a"), &err), X12_EIO);
    assert_int_equal(x12_sink_commit(&sink, NULL), X12_EIO);
    x12_sink_close(&sink);
}

/* A pipe takes 64 KiB and, set to not block, says EAGAIN behind it. */
static void writes_through_a_descriptor_that_does_not_block(void **state)
{
    static char block[300000];
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    int ends[2], how;
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        size_t total = 0;
        ssize_t n;

        close(ends[1]);
        while ((n = read(ends[0], block, 1000)) > 0)
            total += (size_t)n;
        _exit(total == sizeof(block) ? 0 : 1);
    }
    close(ends[0]);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    assert_int_equal(x12_sink_open_fd(&sink, ends[1], &err), X12_OK);
    assert_int_equal(
        x12_sink_write(&sink, (x12_str){ block, sizeof(block) }, &err), X12_OK);
    x12_sink_close(&sink);
    close(ends[1]);
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_int_equal(how, 0);
}

static void memory_grows_up_to_its_limit(void **state)
{
    static char block[30000];
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };

    (void)state;
    assert_int_equal(x12_sink_open_memory(&sink, 100000, &err), X12_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            x12_sink_write(&sink, (x12_str){ block, sizeof(block) }, &err),
            X12_OK);
    assert_int_equal(x12_sink_memory(&sink).len, 90000);
    assert_int_equal(x12_sink_write(&sink, (x12_str){ block, 10001 }, &err),
                     X12_ELIMIT);
    assert_int_equal(x12_sink_commit(&sink, &err), X12_ELIMIT);
    x12_sink_memory_clear(&sink);
    err = (struct x12_error){ 0 };
    assert_int_equal(x12_sink_write(&sink, X12_STR("again"), &err), X12_OK);
    assert_true(x12_str_is(x12_sink_memory(&sink), "again"));
    x12_sink_close(&sink);
    assert_int_equal(x12_sink_memory(&sink).len, 0);
}

static void an_empty_sink_drops_its_bytes(void **state)
{
    struct x12_sink sink = { 0 };

    (void)state;
    assert_int_equal(x12_sink_write(&sink, X12_STR("a"), NULL), X12_OK);
    assert_int_equal(x12_sink_commit(&sink, NULL), X12_OK);
    x12_sink_memory_clear(&sink);
    x12_sink_close(&sink);
}

static void gunzip(x12_str packed, char *into, size_t cap, size_t *got)
{
    z_stream z = { .next_in = (unsigned char *)(uintptr_t)packed.at,
                   .avail_in = (uInt)packed.len,
                   .next_out = (unsigned char *)into,
                   .avail_out = (uInt)cap };

    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    *got = z.total_out;
    inflateEnd(&z);
}

static void gzip_gives_back_what_was_packed(void **state)
{
    enum { SIZE = 500000 };
    char *text = malloc(SIZE), *back = malloc(SIZE + 1);
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 }, inner;
    uint32_t seed = 7;
    x12_str packed;
    size_t got;

    (void)state;
    assert_non_null(text);
    assert_non_null(back);
    for (size_t i = 0; i < SIZE; i++, seed = seed * 1664525 + 1013904223)
        text[i] = (char)(seed >> 24);
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    inner = sink;
    assert_int_equal(x12_sink_gzip(&sink, &err), X12_OK);
    for (size_t at = 0; at < SIZE; at += SIZE / 5)
        assert_int_equal(
            x12_sink_write(&sink, (x12_str){ text + at, SIZE / 5 }, &err),
            X12_OK);
    assert_int_equal(x12_sink_commit(&sink, &err), X12_OK);
    packed = x12_sink_memory(&inner);
    /* FLG and MTIME: no name, no time */
    assert_memory_equal(packed.at, "\037\213\010\0\0\0\0\0", 8);
    gunzip(packed, back, SIZE + 1, &got);
    assert_int_equal(got, SIZE);
    assert_memory_equal(back, text, SIZE);
    x12_sink_close(&sink);
    free(text);
    free(back);
}

static void gzip_passes_a_failure_of_the_inner_sink_on(void **state)
{
    static char noise[400000];
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    uint32_t seed = 7;

    (void)state;
    for (size_t i = 0; i < sizeof(noise);
         i++, seed = seed * 1664525 + 1013904223)
        noise[i] = (char)(seed >> 24);
    assert_int_equal(x12_sink_open_memory(&sink, 100000, &err), X12_OK);
    assert_int_equal(x12_sink_gzip(&sink, &err), X12_OK);
    assert_int_equal(
        x12_sink_write(&sink, (x12_str){ noise, sizeof(noise) }, &err),
        X12_ELIMIT);
    assert_int_equal(x12_sink_commit(&sink, &err), X12_ELIMIT);
    x12_sink_close(&sink);
}

static enum x12_status write_everywhere(struct x12_error *err)
{
    struct x12_sink file = { 0 }, memory = { 0 }, out = { 0 };
    enum x12_status status = x12_sink_open_file(&file, path, X12_SINK_NEW, err);

    if (status == X12_OK)
        status = x12_sink_gzip(&file, err);
    if (status == X12_OK)
        status = x12_sink_open_memory(&memory, 1000, err);
    if (status == X12_OK)
        status = x12_sink_write(&memory, X12_STR("a"), err);
    if (status == X12_OK)
        status = x12_sink_open_fd(&out, 1, err);
    x12_sink_close(&file);
    x12_sink_close(&memory);
    x12_sink_close(&out);
    return status;
}

static void each_allocation_may_fail(void **state)
{
    long n;

    (void)state;
    for (n = 0;; n++) {
        struct x12_error err = { 0 };
        enum x12_status status;

        failing_malloc_from(n);
        status = write_everywhere(&err);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        assert_int_equal(status, X12_ENOMEM);
        assert_int_equal(err.status, X12_ENOMEM);
        assert_int_equal(folder_names(false), 0);
    }
    assert_int_equal(n, 5);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_make, folder_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_file_appears_when_it_is_committed),
        IN_FOLDER(without_commit_nothing_is_left),
        IN_FOLDER(a_new_file_overwrites_nothing),
        IN_FOLDER(replaces_a_plain_file_and_nothing_else),
        cmocka_unit_test(tells_a_folder_that_is_not_there),
        IN_FOLDER(two_of_one_name_do_not_meet),
        IN_FOLDER(a_full_disk_leaves_no_file),
        IN_FOLDER(a_kill_before_commit_leaves_no_final_name),
        cmocka_unit_test(a_reader_that_went_away_is_an_end),
        cmocka_unit_test(a_bad_descriptor_is_a_failure),
        cmocka_unit_test(writes_through_a_descriptor_that_does_not_block),
        cmocka_unit_test(memory_grows_up_to_its_limit),
        cmocka_unit_test(an_empty_sink_drops_its_bytes),
        cmocka_unit_test(gzip_gives_back_what_was_packed),
        cmocka_unit_test(gzip_passes_a_failure_of_the_inner_sink_on),
        IN_FOLDER(each_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("sink", tests, NULL, NULL);
}
