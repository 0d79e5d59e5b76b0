/* SPDX-License-Identifier: Apache-2.0 */
/* program - a command of the program, run within the test */
#include "tests/support/program.h"

#include "edi/cli/options.h"
#include "edi/cli/settings.h"
#include "tests/support/cm.h"

enum { PROGRAM_LINE = 1024, PROGRAM_WORDS = 32 };

char program_told[PROGRAM_TOLD];

static int program_words(char *line, char *words[PROGRAM_WORDS])
{
    int count = 0;

    for (char *word = line; *word; count++) {
        assert_true(count < PROGRAM_WORDS);
        words[count] = word;
        word += strcspn(word, " ");
        if (*word)
            *word++ = '\0';
    }
    return count;
}

/* As main does it, but for the output. */
int program_run(const struct edi_command *command, const char *line)
{
    struct edi_run run = { .command = command };
    char held[PROGRAM_LINE], *words[PROGRAM_WORDS];
    enum x12_status status;
    x12_str told;
    int code;

    assert_true(strlen(line) < sizeof(held));
    memcpy(held, line, strlen(line) + 1);
    assert_int_equal(edi_options_parse(&run, program_words(held, words), words),
                     EDI_OPTIONS_RUN);
    status = command->desk ? edi_settings_read(&run) : X12_OK;
    if (status == X12_OK)
        status = x12_sink_open_memory(&run.out, PROGRAM_TOLD - 1, &run.err);
    code = status < 0 ? edi_run_end(&run, status) : command->run(&run);
    told = x12_sink_memory(&run.out);
    if (told.len)
        memcpy(program_told, told.at, told.len);
    program_told[told.len] = '\0';
    x12_sink_close(&run.out);
    edi_config_release(&run.config);
    return code;
}
