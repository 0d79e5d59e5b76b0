/* SPDX-License-Identifier: Apache-2.0 */
/* settings - what may stand in the settings file, and its partners */
#include "edi/cli/settings.h"

/* Partners know their own keys. */
static bool settings_is_partner(const char *section)
{
    return strncmp(section, "partner ", 8) == 0 && section[8] != '\0';
}

static bool settings_is_general(const char *key)
{
    static const char *const keys[] = { "store", "silent_after", "denial_rules",
                                        "codes" };

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

enum x12_status edi_settings_check(const struct edi_config *config,
                                   struct x12_error *err)
{
    for (size_t i = 0; i < config->count; i++) {
        const struct edi_config_entry *entry = &config->entries[i];

        if (settings_is_partner(entry->section))
            continue;
        if (strcmp(entry->section, "general") != 0)
            return x12_fail(err, X12_EMISUSE,
                            "%s: line %u: [%s] is no section of the settings",
                            config->path, entry->line, entry->section);
        if (!settings_is_general(entry->key))
            return x12_fail(err, X12_EMISUSE,
                            "%s: line %u: %s is no key of [general]",
                            config->path, entry->line, entry->key);
    }
    return X12_OK;
}

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
