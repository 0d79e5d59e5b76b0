/* SPDX-License-Identifier: Apache-2.0 */
/* options - options of a command, from its table and the common one */
#include "edi/cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum common_option {
    COMMON_STORE,
    COMMON_CONFIG,
    COMMON_CHARSET,
    COMMON_JOBS,
    COMMON_AS_OF,
    COMMON_QUIET,
    COMMON_VERBOSE,
    COMMON_FORMAT,
    COMMON_JSON,
    COMMON_HELP,
    COMMON_COUNT,
};

static const struct edi_option common[COMMON_COUNT] = {
    [COMMON_STORE] = { "store", 0, EDI_OPTION_TEXT, "PATH",
                       "the claim store (default: $EDI_STORE or edi.db)" },
    [COMMON_CONFIG] = { "config", 0, EDI_OPTION_TEXT, "PATH",
                        "settings (default: $EDI_CONFIG or edi.conf)" },
    [COMMON_CHARSET] = { "charset", 0, EDI_OPTION_TEXT, "NAME",
                         "decode the input by iconv: IBM037, UTF-16" },
    [COMMON_JOBS] = { "jobs", 'j', EDI_OPTION_COUNT, "N",
                      "threads of check and json (default: all cores)" },
    [COMMON_AS_OF] = { "as-of", 0, EDI_OPTION_TEXT, "DATE[THH:MM:SSZ]",
                       "the clock to go by (default: $EDI_AS_OF or now)" },
    [COMMON_QUIET] = { "quiet", 'q', EDI_OPTION_FLAG, NULL, "say less" },
    [COMMON_VERBOSE] = { "verbose", 'v', EDI_OPTION_FLAG, NULL, "say more" },
    [COMMON_FORMAT] = { "format", 0, EDI_OPTION_WORD, "text|jsonl|csv|xlsx|html",
                        "how to list (default: text)" },
    [COMMON_JSON] = { "json", 0, EDI_OPTION_FLAG, NULL,
                      "short for --format jsonl" },
    [COMMON_HELP] = { "help", 'h', EDI_OPTION_FLAG, NULL, "this text" },
};

/* Where the values of one option go: the command's or the common table. */
struct options_place {
    const struct edi_option *option;
    const char **text;
    uint64_t *number;
};

struct options_parse {
    struct edi_run *run;
    const char *text[COMMON_COUNT];
    uint64_t number[COMMON_COUNT];
    char **argv;
    int argc, next;
};

/* --format and --json are only for commands that list things. */
static bool options_has_common(const struct edi_command *command, size_t i)
{
    return command->lists || (i != COMMON_FORMAT && i != COMMON_JSON);
}

static bool options_find(struct options_parse *p, x12_str name, char letter,
                         struct options_place *place)
{
    const struct edi_command *command = p->run->command;

    for (size_t i = 0; i < command->option_count; i++) {
        const struct edi_option *option = &command->options[i];

        if (letter ? option->letter == letter
                   : x12_str_is(name, option->name)) {
            *place = (struct options_place){ option, &p->run->text[i],
                                             &p->run->number[i] };
            return true;
        }
    }
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        const struct edi_option *option = &common[i];

        if (options_has_common(command, i) &&
            (letter ? option->letter == letter
                    : x12_str_is(name, option->name))) {
            *place = (struct options_place){ option, &p->text[i],
                                             &p->number[i] };
            return true;
        }
    }
    return false;
}

/* The place of `word` in "text|jsonl|csv". */
static bool options_word(const char *words, x12_str word, uint64_t *number)
{
    x12_str rest = x12_str_from(words);

    for (uint64_t i = 0; rest.len > 0; i++) {
        x12_str one = x12_str_cut(&rest, '|');

        if (x12_str_equal(one, word)) {
            *number = i;
            return true;
        }
    }
    return false;
}

static bool options_take(struct options_parse *p,
                         const struct options_place *place, const char *value)
{
    const struct edi_option *option = place->option;
    x12_str text = x12_str_from(value);
    x12_date date = 0;
    bool ok = true;

    switch (option->kind) {
    case EDI_OPTION_FLAG:
    case EDI_OPTION_TEXT:
        break;
    case EDI_OPTION_COUNT:
        ok = x12_count_parse(text, place->number);
        break;
    case EDI_OPTION_DATE:
        ok = x12_date_parse_iso(text, &date);
        *place->number = (uint64_t)date;
        break;
    case EDI_OPTION_WORD:
        ok = options_word(option->value, text, place->number);
        break;
    }
    if (!ok) {
        edi_run_misuse(p->run, "--%s takes %s, not \"%s\"", option->name,
                       option->value, value);
        return false;
    }
    *place->text = value;
    return true;
}

/* A value that did not stand with its option is the next argument. */
static bool options_value(struct options_parse *p,
                          const struct options_place *place)
{
    if (p->next >= p->argc) {
        edi_run_misuse(p->run, "--%s needs %s", place->option->name,
                       place->option->value);
        return false;
    }
    return options_take(p, place, p->argv[p->next++]);
}

static bool options_long(struct options_parse *p, const char *argument)
{
    x12_str rest = x12_str_from(argument);
    x12_str name = x12_str_cut(&rest, '=');
    struct options_place place;

    if (!options_find(p, name, 0, &place)) {
        edi_run_misuse(p->run, "no option --%.*s", (int)name.len, name.at);
        return false;
    }
    if (place.option->kind == EDI_OPTION_FLAG) {
        if (!rest.at)
            return options_take(p, &place, "");
        edi_run_misuse(p->run, "--%s takes no value", place.option->name);
        return false;
    }
    return rest.at ? options_take(p, &place, rest.at)
                   : options_value(p, &place);
}

static bool options_short(struct options_parse *p, const char *letters)
{
    for (; *letters; letters++) {
        struct options_place place;

        if (!options_find(p, (x12_str){ NULL, 0 }, *letters, &place)) {
            edi_run_misuse(p->run, "no option -%c", *letters);
            return false;
        }
        if (place.option->kind != EDI_OPTION_FLAG)
            return letters[1] ? options_take(p, &place, letters + 1)
                              : options_value(p, &place);
        if (!options_take(p, &place, ""))
            return false;
    }
    return true;
}

/* "2026-01-15" (midnight) or "2026-01-15T12:00:00Z". */
static bool options_clock(x12_str s, x12_date *date, x12_time *clock)
{
    char digits[7] = "000000";

    if (s.len != 10) {
        if (s.len != 20 || s.at[10] != 'T' || s.at[13] != ':' ||
            s.at[16] != ':' || s.at[19] != 'Z')
            return false;
        for (size_t i = 0; i < 3; i++)
            memcpy(digits + 2 * i, s.at + 11 + 3 * i, 2);
        s.len = 10;
    }
    return x12_time_parse(x12_str_from(digits), clock) &&
           x12_date_parse_iso(s, date);
}

static bool options_set_clock(struct edi_run *run, const char *as_of)
{
    long long now = (long long)time(NULL);

    run->today = x12_date_from_days((int32_t)(now / 86400));
    run->now = (x12_time)(now % 86400 / 3600 * 10000 + now % 3600 / 60 * 100 +
                          now % 60);
    if (!as_of)
        as_of = getenv("EDI_AS_OF");
    if (!as_of || !*as_of ||
        options_clock(x12_str_from(as_of), &run->today, &run->now))
        return true;
    edi_run_misuse(run, "--as-of takes %s, not \"%s\"",
                   common[COMMON_AS_OF].value, as_of);
    return false;
}

static bool options_set_format(struct options_parse *p)
{
    struct edi_run *run = p->run;

    if (p->text[COMMON_JSON])
        run->format = EDI_JSONL;
    if (p->text[COMMON_FORMAT])
        run->format = (enum edi_format)p->number[COMMON_FORMAT];
    if (run->format == EDI_TEXT || run->command->lists & 1u << run->format)
        return true;
    edi_run_misuse(run, "it does not list as %s", p->text[COMMON_FORMAT]);
    return false;
}

static const char *options_or_environment(const char *given, const char *name,
                                          const char *otherwise)
{
    const char *value = given ? given : getenv(name);

    return value && *value ? value : otherwise;
}

static bool options_settle(struct options_parse *p)
{
    struct edi_run *run = p->run;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    run->store = options_or_environment(p->text[COMMON_STORE], "EDI_STORE",
                                        NULL);
    run->config_path = options_or_environment(p->text[COMMON_CONFIG],
                                              "EDI_CONFIG", NULL);
    run->charset = p->text[COMMON_CHARSET];
    run->quiet = p->text[COMMON_QUIET] != NULL;
    run->verbose = p->text[COMMON_VERBOSE] != NULL;
    run->jobs = cores > 0 ? (unsigned)cores : 1;
    if (p->text[COMMON_JOBS]) {
        if (p->number[COMMON_JOBS] < 1 || p->number[COMMON_JOBS] > 1024) {
            edi_run_misuse(run, "--jobs takes 1 to 1024");
            return false;
        }
        run->jobs = (unsigned)p->number[COMMON_JOBS];
    }
    return options_set_format(p) &&
           options_set_clock(run, p->text[COMMON_AS_OF]);
}

/* Moves operands to the front; false after a message. */
static bool options_walk(struct options_parse *p, int *operands)
{
    bool only_operands = false;

    while (p->next < p->argc) {
        char *argument = p->argv[p->next++];

        if (only_operands || argument[0] != '-' || argument[1] == '\0')
            p->argv[(*operands)++] = argument;
        else if (strcmp(argument, "--") == 0)
            only_operands = true;
        else if (!(argument[1] == '-' ? options_long(p, argument + 2)
                                      : options_short(p, argument + 1)))
            return false;
    }
    return true;
}

enum edi_options_found edi_options_parse(struct edi_run *run, int argc,
                                         char **argv)
{
    static const char *const standard_input[] = { "-" };
    struct options_parse p = { .run = run, .argv = argv, .argc = argc };
    int operands = 0;

    if (!options_walk(&p, &operands))
        return EDI_OPTIONS_WRONG;
    if (p.text[COMMON_HELP])
        return EDI_OPTIONS_HELP;
    if (operands > 0 && !run->command->operands) {
        edi_run_misuse(run, "it takes no operands");
        return EDI_OPTIONS_WRONG;
    }
    if (operands == 0 && run->command->named) {
        edi_run_misuse(run, "it needs %s", run->command->operands);
        return EDI_OPTIONS_WRONG;
    }
    run->files = operands ? (const char *const *)argv : standard_input;
    run->file_count = operands ? (size_t)operands : 1;
    return options_settle(&p) ? EDI_OPTIONS_RUN : EDI_OPTIONS_WRONG;
}

static void options_help_row(const struct edi_option *option)
{
    char left[48];

    snprintf(left, sizeof(left), "%s%c%s--%s%s%s", option->letter ? "-" : " ",
             option->letter ? option->letter : ' ',
             option->letter ? ", " : "  ", option->name,
             option->value ? " " : "", option->value ? option->value : "");
    if (strlen(left) > 26)
        printf("  %s\n%30s%s\n", left, "", option->help);
    else
        printf("  %-28s%s\n", left, option->help);
}

/* Options every command takes, but that mean nothing to this one. */
static bool options_matters(const struct edi_command *command, size_t i)
{
    return command->desk || (command->settings && i == COMMON_CONFIG) ||
           (i != COMMON_STORE && i != COMMON_CONFIG && i != COMMON_AS_OF);
}

/* --format names what this command lists as, and no more. */
static void options_help_common(const struct edi_command *command, size_t i)
{
    struct edi_option option = common[i];

    if (i == COMMON_FORMAT && !(command->lists & EDI_LISTS_CSV))
        option.value = "text|jsonl";
    else if (i == COMMON_FORMAT && !(command->lists & EDI_LISTS_XLSX))
        option.value = "text|jsonl|csv";
    options_help_row(&option);
}

void edi_options_help(const struct edi_command *command)
{
    printf("edi %s - %s\n\nusage: edi %s [OPTION]...%s%s\n\n", command->name,
           command->summary, command->name, command->operands ? " " : "",
           command->operands ? command->operands : "");
    for (size_t i = 0; i < command->option_count; i++)
        options_help_row(&command->options[i]);
    if (command->option_count > 0)
        putchar('\n');
    for (size_t i = 0; i < COMMON_COUNT; i++)
        if (options_has_common(command, i) && options_matters(command, i))
            options_help_common(command, i);
    printf("\nexample:\n  %s\n", command->example);
}
