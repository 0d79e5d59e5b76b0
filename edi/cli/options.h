/* SPDX-License-Identifier: Apache-2.0 */
/*
 * options - options of a command, from its table and the common one
 *
 * `--name value`, `--name=value`, `-n value`, `-nvalue`, flags together as
 * `-qv`. `--` ends options; `-` is standard input. Options and operands may
 * stand in any order.
 */
#ifndef EDI_OPTIONS_H
#define EDI_OPTIONS_H

#include "edi/cli/command.h"

enum edi_options_found {
    EDI_OPTIONS_RUN,   /* all is well: run it */
    EDI_OPTIONS_HELP,  /* help was asked for */
    EDI_OPTIONS_WRONG, /* and told on standard error */
};

/* Fills `run` from what stands behind the command's name and from the
 * environment. Operands are moved to the front of `argv`. */
enum edi_options_found edi_options_parse(struct edi_run *run, int argc,
                                         char **argv);

/* What `edi COMMAND --help` prints. */
void edi_options_help(const struct edi_command *command);

#endif
