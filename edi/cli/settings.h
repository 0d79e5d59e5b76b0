/* SPDX-License-Identifier: Apache-2.0 */
/* settings - what commands that write and send read from the settings file */
#ifndef EDI_SETTINGS_H
#define EDI_SETTINGS_H

#include "edi/cli/command.h"
#include "edi/net/partner.h"

/* The partners, checked; text is the run's. X12_EMISUSE, told with its line,
 * also where there is no partner at all. */
enum x12_status edi_settings_partners(
    struct edi_run *run, struct edi_partners *partners) X12_MUST_USE;

#endif
