/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/reader.h"
#include "parser/source.h"
#include "tests/support/cm.h"
#include "tests/support/drip.h"
#include "tests/support/failing_malloc.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { ROOM = 1 << 16 };

#define INTERCHANGE(repeat)                                                  \
    "ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *" \
    "250314*1253*" repeat "*00501*000000001*0*T*:~GS*HC*A*B~\n"              \
    "ST*837*0001~NM1*IL*1*PI\xD1"                                            \
    "A*JOS\xC9~SE*3*0001~IEA*1*000000001~\n"
#define SAMPLE INTERCHANGE("^")

/* Bytes in static memory, so that a source may borrow them. */
struct bytes {
    char at[ROOM];
    size_t len;
};

static x12_str bytes_str(const struct bytes *bytes)
{
    return (x12_str){ bytes->at, bytes->len };
}

/* All that a source gives, `cap` bytes at a time; closes it. */
static enum x12_status drain(struct x12_source *src, struct bytes *into,
                             size_t cap, struct x12_error *err)
{
    enum x12_status status = X12_OK;

    into->len = 0;
    while (status == X12_OK) {
        size_t got = 0;

        assert_true(into->len + cap <= ROOM);
        status = x12_source_read(src, into->at + into->len, cap, &got, err);
        assert_true(got <= cap);
        assert_true((status == X12_OK) == (got > 0));
        into->len += got;
    }
    x12_source_close(src);
    return status;
}

static void assert_bytes(const struct bytes *got, x12_str want)
{
    assert_int_equal(got->len, want.len);
    assert_memory_equal(got->at, want.at, want.len);
}

static void append(struct bytes *into, x12_str s)
{
    assert_true(into->len + s.len <= ROOM);
    memcpy(into->at + into->len, s.at, s.len);
    into->len += s.len;
}

static void append_gzip(struct bytes *into, x12_str text)
{
    z_stream z = { 0 };

    assert_int_equal(
        deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text.at;
    z.avail_in = (uInt)text.len;
    z.next_out = (unsigned char *)into->at + into->len;
    z.avail_out = (uInt)(ROOM - into->len);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    into->len = ROOM - z.avail_out;
    deflateEnd(&z);
}

static void append_recoded(struct bytes *into, x12_str text,
                           const char *charset)
{
    iconv_t cd = iconv_open(charset, "ISO-8859-1");
    char *from = (char *)(uintptr_t)text.at, *to = into->at + into->len;
    size_t from_left = text.len, to_left = ROOM - into->len;

    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &from, &from_left, &to, &to_left), 0);
    into->len = ROOM - to_left;
    iconv_close(cd);
}

/* Detects over drips of every kind and reads it all. */
static void assert_detected(const struct bytes *packed, const char *charset,
                            x12_str want)
{
    static const size_t steps[] = { 0, 1, 2, 3, 7, 4096 };
    static struct bytes got;

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        for (size_t cap = 1; cap < 5000; cap = cap * 16 + 1) {
            struct x12_source src;

            assert_int_equal(
                drip_open(&src, bytes_str(packed), steps[i], X12_END), X12_OK);
            assert_int_equal(x12_source_detect(&src, charset, NULL), X12_OK);
            assert_int_equal(drain(&src, &got, cap, NULL), X12_END);
            assert_bytes(&got, want);
        }
}

static struct bytes packed, got;

/* ---- files, descriptors, memory ---- */

static void tells_a_file_that_is_missing(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src = { 0 };

    (void)state;
    assert_int_equal(x12_source_open_file(&src, "no/such/file", &err), X12_EIO);
    assert_string_equal(err.text, "no/such/file: No such file or directory");
    x12_source_close(&src);
}

static void tells_a_directory(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src = { 0 };

    (void)state;
    assert_int_equal(x12_source_open_file(&src, ".", &err), X12_EIO);
    assert_string_equal(err.text, ".: Is a directory");
    x12_source_close(&src);
}

static void tells_a_descriptor_that_cannot_be_read(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src = { 0 };

    (void)state;
    assert_int_equal(x12_source_open_fd(&src, -1, false, &err), X12_OK);
    assert_int_equal(drain(&src, &got, 10, &err), X12_EIO);
    assert_string_equal(err.text, "input: Bad file descriptor");
}

static void reads_a_file_from_its_first_byte_to_its_last(void **state)
{
    char path[] = "/tmp/edi-source-XXXXXX";
    int fd = mkstemp(path);
    struct x12_source src = { 0 };

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, SAMPLE, strlen(SAMPLE)), strlen(SAMPLE));
    close(fd);
    assert_int_equal(x12_source_open_file(&src, path, NULL), X12_OK);
    assert_int_equal(drain(&src, &got, 100, NULL), X12_END);
    assert_bytes(&got, X12_STR(SAMPLE));
    unlink(path);
}

static void closes_a_descriptor_only_if_it_is_its_own(void **state)
{
    int ends[2];
    struct x12_source src = { 0 };

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(x12_source_open_fd(&src, ends[0], false, NULL), X12_OK);
    x12_source_close(&src);
    x12_source_close(&src);
    assert_int_not_equal(fcntl(ends[0], F_GETFD), -1);
    assert_int_equal(x12_source_open_fd(&src, ends[0], true, NULL), X12_OK);
    x12_source_close(&src);
    assert_int_equal(fcntl(ends[0], F_GETFD), -1);
    close(ends[1]);
}

static void on_signal(int number)
{
    (void)number;
}

static void tries_an_interrupted_read_again(void **state)
{
    const struct timespec pause = { 0, 20 * 1000 * 1000 };
    struct sigaction action = { .sa_handler = on_signal };
    struct x12_source src = { 0 };
    int ends[2];
    pid_t child;

    (void)state;
    assert_int_equal(sigaction(SIGUSR1, &action, NULL), 0);
    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        for (int i = 0; i < 3; i++) {
            nanosleep(&pause, NULL);
            kill(getppid(), SIGUSR1);
        }
        nanosleep(&pause, NULL);
        _exit(write(ends[1], "late", 4) == 4 ? 0 : 1);
    }
    close(ends[1]);
    assert_int_equal(x12_source_open_fd(&src, ends[0], true, NULL), X12_OK);
    assert_int_equal(drain(&src, &got, 10, NULL), X12_END);
    assert_bytes(&got, X12_STR("late"));
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
}

static void gives_nothing_when_it_is_empty(void **state)
{
    struct x12_source src = { 0 };

    (void)state;
    assert_int_equal(drain(&src, &got, 10, NULL), X12_END);
    assert_int_equal(got.len, 0);
    x12_source_close(&src);
}

static void gives_a_head_first_and_then_the_rest(void **state)
{
    struct x12_source src = { 0 };

    (void)state;
    assert_int_equal(x12_source_open_memory(&src, X12_STR("behind"), NULL),
                     X12_OK);
    assert_int_equal(x12_source_unread(&src, X12_STR("head, "), NULL), X12_OK);
    assert_int_equal(x12_source_unread(&src, X12_STR(""), NULL), X12_OK);
    assert_int_equal(drain(&src, &got, 4, NULL), X12_END);
    assert_bytes(&got, X12_STR("head, behind"));
}

/* ---- gzip ---- */

static void unpacks_gzip_of_several_members(void **state)
{
    (void)state;
    packed.len = 0;
    append_gzip(&packed, X12_STR(SAMPLE));
    assert_detected(&packed, NULL, X12_STR(SAMPLE));
    append_gzip(&packed, X12_STR(""));
    append_gzip(&packed, X12_STR("more"));
    assert_detected(&packed, NULL, X12_STR(SAMPLE "more"));
}

static void passes_zeros_behind_and_between_gzip_members(void **state)
{
    (void)state;
    packed.len = 0;
    append_gzip(&packed, X12_STR(SAMPLE));
    append(&packed, X12_STR("\0\0\0\0\0"));
    assert_detected(&packed, NULL, X12_STR(SAMPLE));
    append_gzip(&packed, X12_STR("more"));
    append(&packed, X12_STR("\0"));
    assert_detected(&packed, NULL, X12_STR(SAMPLE "more"));
}

/* Text that packs badly, so that a cut in the middle leaves some of it. */
static void append_noise(struct bytes *into, size_t len)
{
    uint32_t seed = 1;

    for (size_t i = 0; i < len; i++) {
        seed = seed * 1664525 + 1013904223;
        into->at[into->len++] = (char)('A' + (seed >> 24) % 26);
    }
}

static void gives_what_is_whole_of_a_truncated_gzip(void **state)
{
    static struct bytes noise;
    struct x12_error err = { 0 };
    struct x12_source src;

    (void)state;
    noise.len = packed.len = 0;
    append_noise(&noise, 20000);
    append_gzip(&packed, bytes_str(&noise));
    packed.len /= 2;
    assert_int_equal(drip_open(&src, bytes_str(&packed), 7, X12_END), X12_OK);
    assert_int_equal(x12_source_detect(&src, NULL, &err), X12_OK);
    assert_int_equal(drain(&src, &got, 100, &err), X12_EIO);
    assert_string_equal(err.text, "the gzip data end too early");
    assert_in_range(got.len, 5000, 19999);
    assert_memory_equal(got.at, noise.at, got.len);
}

static void tells_a_gzip_cut_short_anywhere(void **state)
{
    (void)state;
    packed.len = 0;
    append_gzip(&packed, X12_STR("short"));
    for (size_t len = 3; len < packed.len; len++) {
        struct x12_error err = { 0 };
        struct x12_source src;

        assert_int_equal(
            drip_open(&src, (x12_str){ packed.at, len }, 0, X12_END), X12_OK);
        assert_int_equal(x12_source_detect(&src, NULL, &err), X12_OK);
        assert_int_equal(err.status, X12_OK);
        assert_int_equal(drain(&src, &got, 100, &err), X12_EIO);
        assert_memory_equal(got.at, "short", got.len);
    }
}

static void tells_gzip_that_is_damaged(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src;

    (void)state;
    packed.len = 0;
    append_gzip(&packed, X12_STR(SAMPLE));
    packed.at[packed.len - 6] ^= 1; /* of the check sum */
    assert_int_equal(drip_open(&src, bytes_str(&packed), 0, X12_END), X12_OK);
    assert_int_equal(x12_source_detect(&src, NULL, &err), X12_OK);
    assert_int_equal(drain(&src, &got, 100, &err), X12_EIO);
    assert_string_equal(err.text, "the gzip data are damaged");
}

static void tells_what_is_no_gzip_behind_gzip(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src;

    (void)state;
    packed.len = 0;
    append_gzip(&packed, X12_STR(SAMPLE));
    append(&packed, X12_STR("ISA*00*"));
    assert_int_equal(drip_open(&src, bytes_str(&packed), 0, X12_END), X12_OK);
    assert_int_equal(x12_source_detect(&src, NULL, &err), X12_OK);
    assert_int_equal(drain(&src, &got, 100, &err), X12_EIO);
    assert_bytes(&got, X12_STR(SAMPLE));
}

/* ---- character sets ---- */

static void leaves_plain_bytes_as_they_are(void **state)
{
    (void)state;
    packed.len = 0;
    append(&packed, X12_STR(SAMPLE "\xC3\xA9\xFF"));
    assert_detected(&packed, NULL, bytes_str(&packed));
    assert_detected(&packed, "UTF-8", bytes_str(&packed));
    assert_detected(&packed, "ISO-8859-1", bytes_str(&packed));
    assert_detected(&packed, "US-ASCII", bytes_str(&packed));
    packed.len = 0;
    assert_detected(&packed, NULL, X12_STR(""));
}

static void knows_ebcdic_by_its_isa(void **state)
{
    static const char *const charsets[] = { "IBM037", "IBM1047" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        packed.len = 0;
        append_recoded(&packed, X12_STR(SAMPLE), charsets[i]);
        assert_detected(&packed, NULL, X12_STR(SAMPLE));
        packed.len = 0;
        append_recoded(&packed, X12_STR(INTERCHANGE("[")), charsets[i]);
        assert_detected(&packed, NULL, X12_STR(INTERCHANGE("[")));
        packed.len = 0; /* neither: the marks are the same in both */
        append_recoded(&packed, X12_STR(" \n" INTERCHANGE("U")), charsets[i]);
        assert_detected(&packed, NULL, X12_STR(" \n" INTERCHANGE("U")));
    }
}

static void knows_all_of_ebcdic_as_iconv_does(void **state)
{
    static const char *const charsets[] = { "IBM037", "IBM1047", "IBM500" };
    static struct bytes all;

    (void)state;
    for (size_t i = 0; i < 256; i++)
        all.at[i] = (char)i;
    all.len = 256;
    for (size_t i = 0; i < 3; i++) {
        packed.len = 0;
        append_recoded(&packed, bytes_str(&all), charsets[i]);
        assert_int_equal(packed.len, 256);
        assert_detected(&packed, charsets[i], bytes_str(&all));
    }
}

static void knows_utf16_by_its_isa_or_its_mark(void **state)
{
    static const struct {
        x12_str mark;
        const char *charset;
    } cases[] = {
        { { "", 0 }, "UTF-16LE" },
        { { "", 0 }, "UTF-16BE" },
        { { "\xFF\xFE", 2 }, "UTF-16LE" },
        { { "\xFE\xFF", 2 }, "UTF-16BE" },
    };
    static struct bytes utf8;

    (void)state;
    utf8.len = 0;
    append_recoded(&utf8, X12_STR(SAMPLE), "UTF-8");
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        packed.len = 0;
        append(&packed, cases[i].mark);
        append_recoded(&packed, X12_STR(SAMPLE), cases[i].charset);
        assert_detected(&packed, NULL, bytes_str(&utf8));
        assert_detected(&packed, cases[i].charset, bytes_str(&utf8));
    }
}

static void recodes_what_iso_8859_1_does_not_hold_to_utf8(void **state)
{
    (void)state;
    packed.len = 0;
    append(&packed, X12_STR("ISA*\x80*\x92*\xE9"));
    assert_detected(&packed, "WINDOWS-1252",
                    X12_STR("ISA*\xE2\x82\xAC*\xE2\x80\x99*\xC3\xA9"));
}

static void marks_what_is_not_in_the_set(void **state)
{
    (void)state;
    packed.len = 0;
    append(&packed, X12_STR("A\0\x00\xDC"
                            "B\0"));
    assert_detected(&packed, "UTF-16LE",
                    X12_STR("A\xEF\xBF\xBD"
                            "B"));
}

static void tells_input_that_ends_inside_a_character(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src;

    (void)state;
    assert_int_equal(drip_open(&src, X12_STR("I\0S\0A"), 0, X12_END), X12_OK);
    assert_int_equal(x12_source_detect(&src, NULL, &err), X12_OK);
    assert_int_equal(drain(&src, &got, 100, &err), X12_EIO);
    assert_bytes(&got, X12_STR("IS"));
}

static void refuses_a_set_it_does_not_know(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src;

    (void)state;
    assert_int_equal(drip_open(&src, X12_STR("ISA"), 0, X12_END), X12_OK);
    assert_int_equal(x12_source_detect(&src, "NO-SUCH-SET", &err), X12_EMISUSE);
    assert_string_equal(err.text,
                        "the character set NO-SUCH-SET is not known here");
    x12_source_close(&src);
}

static void unpacks_and_recodes_at_once(void **state)
{
    static struct bytes ebcdic;

    (void)state;
    ebcdic.len = packed.len = 0;
    append_recoded(&ebcdic, X12_STR(SAMPLE), "IBM1047");
    append_gzip(&packed, bytes_str(&ebcdic));
    assert_detected(&packed, NULL, X12_STR(SAMPLE));
}

static void meets_a_failure_behind_the_bytes_it_looked_at(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src;

    (void)state;
    assert_int_equal(drip_open(&src, X12_STR("ISA*00*"), 2, X12_EIO), X12_OK);
    assert_int_equal(x12_source_detect(&src, NULL, &err), X12_OK);
    assert_int_equal(err.status, X12_OK);
    assert_int_equal(drain(&src, &got, 100, &err), X12_EIO);
    assert_bytes(&got, X12_STR("ISA*00*"));
    assert_string_equal(err.text, "the drip is broken");
}

/* ---- memory runs out ---- */

/* Everything from the bytes to the last segment. */
static enum x12_status read_all(x12_str bytes, unsigned *segments,
                                struct x12_error *err)
{
    struct x12_source src = { 0 };
    struct x12_reader rd = { 0 };
    struct x12_segment seg;
    enum x12_status status = x12_source_open_memory(&src, bytes, err);

    *segments = 0;
    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, err);
    if (status == X12_OK)
        status = x12_reader_init(&rd, &src, err);
    while (status == X12_OK && (status = x12_reader_next(&rd, &seg)) == X12_OK)
        ++*segments;
    x12_reader_release(&rd);
    x12_source_close(&src);
    return status;
}

static void assert_memory_may_run_out(x12_str bytes)
{
    unsigned segments;

    for (long n = 0;; n++) {
        struct x12_error err = { 0 };
        enum x12_status status;

        failing_malloc_from(n);
        status = read_all(bytes, &segments, &err);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        assert_true(n < 100);
        assert_int_equal(status, X12_ENOMEM);
        assert_int_equal(err.status, X12_ENOMEM);
        assert_true(strlen(err.text) > 0);
    }
    assert_int_equal(read_all(bytes, &segments, NULL), X12_END);
    assert_int_equal(segments, 6);
}

static void ends_clearly_whichever_allocation_fails(void **state)
{
    (void)state;
    assert_memory_may_run_out(X12_STR(SAMPLE));
    packed.len = 0;
    append_gzip(&packed, X12_STR(SAMPLE));
    assert_memory_may_run_out(bytes_str(&packed));
    packed.len = 0;
    append_recoded(&packed, X12_STR(SAMPLE), "IBM1047");
    assert_memory_may_run_out(bytes_str(&packed));
    packed.len = 0;
    append_recoded(&packed, X12_STR(SAMPLE), "UTF-16LE");
    assert_memory_may_run_out(bytes_str(&packed));
}

static void ends_clearly_when_a_file_finds_no_memory(void **state)
{
    struct x12_error err = { 0 };
    struct x12_source src = { 0 };

    (void)state;
    failing_malloc_from(0);
    assert_int_equal(x12_source_open_file(&src, "/dev/null", &err), X12_ENOMEM);
    failing_malloc_off();
    assert_string_equal(err.text, "/dev/null: no memory to read it");
    x12_source_close(&src);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_a_file_that_is_missing),
        cmocka_unit_test(tells_a_directory),
        cmocka_unit_test(tells_a_descriptor_that_cannot_be_read),
        cmocka_unit_test(reads_a_file_from_its_first_byte_to_its_last),
        cmocka_unit_test(closes_a_descriptor_only_if_it_is_its_own),
        cmocka_unit_test(tries_an_interrupted_read_again),
        cmocka_unit_test(gives_nothing_when_it_is_empty),
        cmocka_unit_test(gives_a_head_first_and_then_the_rest),
        cmocka_unit_test(unpacks_gzip_of_several_members),
        cmocka_unit_test(passes_zeros_behind_and_between_gzip_members),
        cmocka_unit_test(gives_what_is_whole_of_a_truncated_gzip),
        cmocka_unit_test(tells_a_gzip_cut_short_anywhere),
        cmocka_unit_test(tells_gzip_that_is_damaged),
        cmocka_unit_test(tells_what_is_no_gzip_behind_gzip),
        cmocka_unit_test(leaves_plain_bytes_as_they_are),
        cmocka_unit_test(knows_ebcdic_by_its_isa),
        cmocka_unit_test(knows_all_of_ebcdic_as_iconv_does),
        cmocka_unit_test(knows_utf16_by_its_isa_or_its_mark),
        cmocka_unit_test(recodes_what_iso_8859_1_does_not_hold_to_utf8),
        cmocka_unit_test(marks_what_is_not_in_the_set),
        cmocka_unit_test(tells_input_that_ends_inside_a_character),
        cmocka_unit_test(refuses_a_set_it_does_not_know),
        cmocka_unit_test(unpacks_and_recodes_at_once),
        cmocka_unit_test(meets_a_failure_behind_the_bytes_it_looked_at),
        cmocka_unit_test(ends_clearly_whichever_allocation_fails),
        cmocka_unit_test(ends_clearly_when_a_file_finds_no_memory),
    };

    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
