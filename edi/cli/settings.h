/* SPDX-License-Identifier: Apache-2.0 */
/* settings - what may stand in the settings file, and its partners */
#ifndef EDI_SETTINGS_H
#define EDI_SETTINGS_H

#include "edi/cli/command.h"
#include "edi/net/partner.h"

/* X12_EMISUSE with the line of a section that is none, or of a key that is none
 * of [general]: one that is misspelt would not be in force, and nobody knew. */
enum x12_status edi_settings_check(const struct edi_config *config,
                                   struct x12_error *err) X12_MUST_USE;

/* Reads the settings into the run, and checks them. Desk commands find that
 * done. */
enum x12_status edi_settings_read(struct edi_run *run) X12_MUST_USE;

/* The partners, checked; text is the run's. X12_EMISUSE, told with its line,
 * also where there is no partner at all, and where none has the name that is
 * asked for (NULL: all are). `one` is that partner, or NULL; it may be NULL. */
enum x12_status edi_settings_partners(
    struct edi_run *run, struct edi_partners *partners, const char *name,
    const struct edi_partner **one) X12_MUST_USE;

struct edi_csv_map; /* edi/intake/intake_csv.h */

/* The columns of a CSV as [csv] and [csv values] have them; it lives as long as
 * the settings. */
enum x12_status edi_settings_csv(struct edi_run *run,
                                 struct edi_csv_map *map) X12_MUST_USE;

#endif
