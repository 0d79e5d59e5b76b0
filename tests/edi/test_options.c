/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/cli/options.h"
#include "tests/support/cm.h"

#include <stdlib.h>

enum { DEEP, TABLE, NAME, DAY };

static const struct edi_option rows[] = {
    [DEEP] = { "deep", 'd', EDI_OPTION_FLAG, NULL, "dig" },
    [TABLE] = { "table", 't', EDI_OPTION_WORD, "claims|lines", "which" },
    [NAME] = { "name", 'n', EDI_OPTION_TEXT, "NAME", "who" },
    [DAY] = { "day", 0, EDI_OPTION_DATE, "YYYY-MM-DD", "when" },
};

static const struct edi_command command = {
    .name = "test",
    .operands = "[FILE]...",
    .options = rows,
    .option_count = 4,
    .lists = EDI_LISTS_JSONL,
};

static char *words[16];
static struct edi_run run;

/* Reads "-d --table lines x"; words are apart by one blank. */
static enum edi_options_found parse(const struct edi_command *of,
                                    const char *line)
{
    static char text[200];
    int count = 0;

    unsetenv("EDI_AS_OF");
    unsetenv("EDI_STORE");
    run = (struct edi_run){ .command = of };
    assert_true(x12_str_put(x12_str_from(line), text, sizeof(text)));
    for (char *at = text; *at; count++) {
        words[count] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return edi_options_parse(&run, count, words);
}

static void takes_values_apart_joined_and_by_letter(void **state)
{
    static const char *const lines[] = {
        "--deep --table lines --name Ann in.837",
        "--deep --table=lines --name=Ann in.837",
        "-d -t lines -n Ann in.837",
        "-dtlines in.837 -nAnn",
        "in.837 -qdn Ann --table lines",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        assert_int_equal(parse(&command, lines[i]), EDI_OPTIONS_RUN);
        assert_true(edi_given(&run, DEEP));
        assert_int_equal(run.number[TABLE], 1);
        assert_string_equal(run.text[NAME], "Ann");
        assert_false(edi_given(&run, DAY));
        assert_int_equal(run.file_count, 1);
        assert_string_equal(run.files[0], "in.837");
    }
}

static void ends_options_at_two_dashes(void **state)
{
    (void)state;
    assert_int_equal(parse(&command, "a -- -d --name"), EDI_OPTIONS_RUN);
    assert_int_equal(run.file_count, 3);
    assert_string_equal(run.files[1], "-d");
    assert_string_equal(run.files[2], "--name");
    assert_false(edi_given(&run, DEEP));
}

static void reads_standard_input_without_operands(void **state)
{
    (void)state;
    assert_int_equal(parse(&command, ""), EDI_OPTIONS_RUN);
    assert_int_equal(run.file_count, 1);
    assert_string_equal(run.files[0], "-");
    assert_int_equal(parse(&command, "- -d"), EDI_OPTIONS_RUN);
    assert_string_equal(run.files[0], "-");
}

static void refuses_what_no_row_allows(void **state)
{
    static const char *const lines[] = {
        "--dee",
        "-x",
        "--deep=yes",
        "--table rows",
        "--table",
        "-n",
        "--day 2024-2-1",
        "--day 2023-02-29",
        "--as-of tuesday",
        "--jobs 0",
        "-j1x",
        "--format csv",
        "--format xml",
        "--format=",
        "-j -1",
        "--as-of 2026-01-15T",
        "--as-of 2026-01-15T24:00:00Z",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        if (parse(&command, lines[i]) != EDI_OPTIONS_WRONG)
            fail_msg("taken: %s", lines[i]);
}

static void refuses_operands_of_a_command_that_takes_none(void **state)
{
    static const struct edi_command bare = { .name = "bare" };

    (void)state;
    assert_int_equal(parse(&bare, "-v"), EDI_OPTIONS_RUN);
    assert_int_equal(parse(&bare, "x"), EDI_OPTIONS_WRONG);
    assert_int_equal(parse(&bare, "--json"), EDI_OPTIONS_WRONG);
}

static void asks_for_help_wherever_it_stands(void **state)
{
    (void)state;
    assert_int_equal(parse(&command, "a b --help"), EDI_OPTIONS_HELP);
    assert_int_equal(parse(&command, "-dh"), EDI_OPTIONS_HELP);
}

static void goes_by_the_clock_it_is_given(void **state)
{
    (void)state;
    assert_int_equal(parse(&command, "--as-of 2026-01-15T12:34:56Z"),
                     EDI_OPTIONS_RUN);
    assert_int_equal(run.today, 20260115);
    assert_int_equal(run.now, 123456);
    assert_int_equal(parse(&command, "--as-of=2024-02-29"), EDI_OPTIONS_RUN);
    assert_int_equal(run.today, 20240229);
    assert_int_equal(run.now, 0);
    assert_int_equal(parse(&command, ""), EDI_OPTIONS_RUN);
    assert_true(run.today > 20240101 && x12_date_is_valid(run.today));
    assert_true(run.now >= 0 && run.now < 240000);
}

static void prefers_what_is_given_to_the_environment(void **state)
{
    char *no_words[1] = { NULL };

    (void)state;
    assert_int_equal(parse(&command, "--store a.db -j 3"), EDI_OPTIONS_RUN);
    assert_string_equal(run.store, "a.db");
    assert_int_equal(run.jobs, 3);
    setenv("EDI_STORE", "b.db", 1);
    setenv("EDI_AS_OF", "2020-05-06", 1);
    run = (struct edi_run){ .command = &command };
    assert_int_equal(edi_options_parse(&run, 0, no_words), EDI_OPTIONS_RUN);
    assert_string_equal(run.store, "b.db");
    assert_int_equal(run.today, 20200506);
    unsetenv("EDI_STORE");
    unsetenv("EDI_AS_OF");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_values_apart_joined_and_by_letter),
        cmocka_unit_test(ends_options_at_two_dashes),
        cmocka_unit_test(reads_standard_input_without_operands),
        cmocka_unit_test(refuses_what_no_row_allows),
        cmocka_unit_test(refuses_operands_of_a_command_that_takes_none),
        cmocka_unit_test(asks_for_help_wherever_it_stands),
        cmocka_unit_test(goes_by_the_clock_it_is_given),
        cmocka_unit_test(prefers_what_is_given_to_the_environment),
    };

    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
