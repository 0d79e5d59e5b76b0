/* SPDX-License-Identifier: Apache-2.0 */
/* settings - what commands that write and send read from the settings file */
#include "edi/cli/settings.h"

enum x12_status edi_settings_partners(struct edi_run *run,
                                      struct edi_partners *partners)
{
    const struct edi_config *config = &run->config;
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < config->count && status == X12_OK; i++) {
        const struct edi_config_entry *entry = &config->entries[i];
        const struct edi_setting setting = {
            .path = config->path,
            .line = entry->line,
            .section = entry->section,
            .key = entry->key,
            .value = entry->value,
        };

        status = edi_partners_put(partners, &setting, &run->err);
    }
    if (status == X12_OK && partners->count == 0)
        return x12_fail(&run->err, X12_EMISUSE,
                        "%s: no [partner NAME] in it says who claims go to",
                        config->path ? config->path : "settings");
    return status == X12_OK ? edi_partners_check(partners, &run->err) : status;
}
