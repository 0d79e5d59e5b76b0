/* SPDX-License-Identifier: Apache-2.0 */
/* main - find the command, run it */
#include "edi/cli/command.h"
#include "edi/cli/options.h"
#include "edi/cli/settings.h"
#include "edi/cli/settings.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every command, in the order of the help. */
/* clang-format off */
#define COMMANDS(C) \
    C(trace)        \
    C(check)        \
    C(json)         \
    C(csv)          \
    C(segments)     \
    C(scrub)        \
    C(diff)         \
    C(eob)          \
    C(ingest)       \
    C(bank)         \
    C(claims)       \
    C(matches)      \
    C(worklist)     \
    C(takebacks)    \
    C(explain)      \
    C(attach)       \
    C(detach)       \
    C(replay)       \
    C(report)       \
    C(generate)     \
    C(secondary)    \
    C(send)         \
    C(receive)      \
    C(run)          \
    C(outbox)       \
    C(control)      \
    C(acts)         \
    C(backup)       \
    C(doctor)       \
    C(purge)        \
    C(simulate)     \
    /* end */
/* clang-format on */

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

/* The files hold people's health: no core dumps, nothing for other users. A
 * reader of our output that goes away is no failure: the sink sees EPIPE. */
static void main_be_careful(void)
{
    struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
    umask(077);
    signal(SIGPIPE, SIG_IGN);
}

/* The settings of a desk command, and the store they name. */
static enum x12_status main_settle(struct edi_run *run)
{
    enum x12_status status = X12_OK;

    if (run->command->desk)
        status = edi_settings_read(run);
    if (!run->store)
        run->store = edi_config_find(&run->config, "general", "store");
    if (!run->store)
        run->store = "edi.db";
    if (status == X12_OK)
        status = x12_sink_open_fd(&run->out, STDOUT_FILENO, &run->err);
    return status;
}

static int main_run(const struct edi_command *command, int argc, char **argv)
{
    struct edi_run run = { .command = command };
    enum x12_status status;
    int code;

    switch (edi_options_parse(&run, argc, argv)) {
    case EDI_OPTIONS_RUN:
        break;
    case EDI_OPTIONS_HELP:
        edi_options_help(command);
        return EDI_EXIT_OK;
    case EDI_OPTIONS_WRONG:
        return EDI_EXIT_USAGE;
    }
    status = main_settle(&run);
    code = status < 0 ? edi_run_end(&run, status) : command->run(&run);
    x12_sink_close(&run.out);
    edi_config_release(&run.config);
    return code;
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

static int main_word(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";

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

/* What was printed and could not be kept is a failure, a reader that went away
 * is none. */
int main(int argc, char **argv)
{
    int code;

    main_be_careful();
    code = main_word(argc, argv);
    errno = 0;
    if (fflush(stdout) == 0 || errno == EPIPE || code >= EDI_EXIT_FAILED)
        return code;
    fprintf(stderr, "edi: standard output: %s\n", strerror(errno));
    return EDI_EXIT_FAILED;
}
