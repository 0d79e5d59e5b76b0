/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/cli/config.h"
#include "tests/support/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/edi-config-XXXXXX";
static struct edi_config config;
static struct x12_error err;

static enum x12_status read_text(const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    edi_config_release(&config);
    err = (struct x12_error){ 0 };
    return edi_config_read(&config, path, &err);
}

static void finds_values_by_section_and_key(void **state)
{
    uint64_t days = 0;

    (void)state;
    assert_int_equal(read_text("; ours\n[general]\nstore = /srv/edi.db\n"
                               "silent_after=45\n\n[partner house]\n"
                               "folder = /srv/a b\nfolder = /srv/last\n"),
                     X12_OK);
    assert_string_equal(edi_config_find(&config, "general", "store"),
                        "/srv/edi.db");
    assert_string_equal(edi_config_find(&config, "partner house", "folder"),
                        "/srv/last");
    assert_null(edi_config_find(&config, "partner", "folder"));
    assert_int_equal(
        edi_config_count(&config, "general", "silent_after", 60, &days, &err),
        X12_OK);
    assert_int_equal(days, 45);
    assert_int_equal(
        edi_config_count(&config, "general", "other", 60, &days, &err), X12_OK);
    assert_int_equal(days, 60);
    assert_int_equal(config.count, 4);
    assert_int_equal(config.entries[2].line, 7);
}

static void tells_a_wrong_line_by_its_number(void **state)
{
    uint64_t days;

    (void)state;
    assert_int_equal(read_text("[general]\nstore\n"), X12_EMISUSE);
    assert_non_null(strstr(err.text, "line 2"));
    assert_int_equal(read_text("[general]\nsilent_after = soon\n"), X12_OK);
    assert_int_equal(
        edi_config_count(&config, "general", "silent_after", 60, &days, &err),
        X12_EMISUSE);
    assert_non_null(strstr(err.text, "line 2"));
    assert_null(strstr(err.text, "soon"));
}

static void refuses_a_line_that_would_be_cut_in_two(void **state)
{
    char text[400];

    (void)state;
    memset(text, 'a', sizeof(text));
    memcpy(text, "k = ", 4);
    text[300] = '=';
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(read_text(text), X12_EMISUSE);
    assert_non_null(strstr(err.text, "line 1"));
    edi_config_release(&config);
}

static void a_file_that_was_named_must_be_there(void **state)
{
    (void)state;
    err = (struct x12_error){ 0 };
    assert_int_equal(edi_config_read(&config, "/nowhere/edi.conf", &err),
                     X12_EMISUSE);
    err = (struct x12_error){ 0 };
    setenv("HOME", "/nowhere", 1);
    assert_int_equal(edi_config_read(&config, NULL, &err), X12_OK);
    assert_null(config.path);
    assert_null(edi_config_find(&config, "general", "store"));
}

static int make_file(void **state)
{
    int fd = mkstemp(path);

    (void)state;
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    edi_config_release(&config);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_values_by_section_and_key),
        cmocka_unit_test(tells_a_wrong_line_by_its_number),
        cmocka_unit_test(refuses_a_line_that_would_be_cut_in_two),
        cmocka_unit_test(a_file_that_was_named_must_be_there),
    };

    return cmocka_run_group_tests_name("config", tests, make_file, remove_file);
}
