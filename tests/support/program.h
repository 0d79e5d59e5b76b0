/* SPDX-License-Identifier: Apache-2.0 */
/*
 * program - a command of the program, run within the test
 *
 *     extern const struct edi_command edi_cmd_claims;
 *     int code = program_run(&edi_cmd_claims, "--json --store /tmp/x.db");
 *     ... program_told ...      what it printed as its result
 */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include "edi/cli/command.h"

enum { PROGRAM_TOLD = 1 << 20 };

extern char program_told[PROGRAM_TOLD]; /* zero-terminated */

/* The line is cut at blanks. Gives its exit code. */
int program_run(const struct edi_command *command, const char *line);

#endif
