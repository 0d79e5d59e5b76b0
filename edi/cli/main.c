/* SPDX-License-Identifier: Apache-2.0 */
/* main - find the command, run it */
#include "edi/cli/command.h"
#include "edi/cli/options.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Every command, in the order of the help. Two lines each: its name here, its
 * row below. */
#define COMMANDS(C)

#define COMMAND_DECLARE(name) extern const struct edi_command edi_cmd_##name;
COMMANDS(COMMAND_DECLARE)

#define COMMAND_ROW(name) &edi_cmd_##name,
static const struct edi_command *const commands[] = {
    COMMANDS(COMMAND_ROW) NULL,
};

static const struct edi_command *main_find(const char *name)
{
    for (const struct edi_command *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

static void main_help(FILE *to)
{
    fputs("edi - X12 837 claims and 835 remittances\n\n"
          "usage: edi COMMAND [OPTION]... [FILE]...\n"
          "       edi help COMMAND\n"
          "       edi --version\n\n",
          to);
    for (const struct edi_command *const *c = commands; *c; c++)
        fprintf(to, "  %-12s %s\n", (*c)->name, (*c)->summary);
}

int edi_run_misuse(const struct edi_run *run, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "edi %s: ", run->command->name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "; see: edi help %s\n", run->command->name);
    return EDI_EXIT_USAGE;
}

int edi_run_end(const struct edi_run *run, enum x12_status status)
{
    if (status >= 0)
        return EDI_EXIT_OK;
    fprintf(stderr, "edi %s: %s\n", run->command->name,
            run->err.text[0] ? run->err.text : x12_status_text(status));
    return status == X12_EMISUSE ? EDI_EXIT_USAGE : EDI_EXIT_FAILED;
}

/* The files hold people's health: no core dumps, nothing for other users. A
 * reader of our output that goes away is no failure: the sink sees EPIPE. */
static void main_be_careful(void)
{
    struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
    umask(077);
    signal(SIGPIPE, SIG_IGN);
}

static int main_run(const struct edi_command *command, int argc, char **argv)
{
    struct edi_run run = { .command = command };

    switch (edi_options_parse(&run, argc, argv)) {
    case EDI_OPTIONS_RUN:
        return command->run(&run);
    case EDI_OPTIONS_HELP:
        edi_options_help(command);
        return EDI_EXIT_OK;
    case EDI_OPTIONS_WRONG:
        break;
    }
    return EDI_EXIT_USAGE;
}

static int main_about(const char *topic)
{
    const struct edi_command *command = main_find(topic);

    if (!command) {
        fprintf(stderr, "edi: no command \"%s\"; see: edi help\n", topic);
        return EDI_EXIT_USAGE;
    }
    edi_options_help(command);
    return EDI_EXIT_OK;
}

int main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";

    main_be_careful();
    if (strcmp(word, "--version") == 0) {
        puts("edi " EDI_VERSION);
        return EDI_EXIT_OK;
    }
    if (strcmp(word, "help") == 0 && argc > 2)
        return main_about(argv[2]);
    if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
        strcmp(word, "-h") == 0) {
        main_help(stdout);
        return EDI_EXIT_OK;
    }
    if (*word && main_find(word))
        return main_run(main_find(word), argc - 2, argv + 2);
    if (*word)
        return main_about(word);
    main_help(stderr);
    return EDI_EXIT_USAGE;
}
