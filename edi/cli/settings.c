/* SPDX-License-Identifier: Apache-2.0 */
/* settings - what may stand in the settings file, and its partners */
#include "edi/cli/settings.h"

#include "edi/jobs/job_generate.h"

/* Sections of one name, or of a kind with a name behind it, and their keys. */
static const struct settings_section {
    const char *name;
    bool is_kind;
    const char *keys[20]; /* none: whoever uses the section knows them */
} settings_sections[] = {
    { "general",
      false,
      { "store", "silent_after", "denial_rules", "codes", "ta1_after",
        "999_after", "277ca_after", "archive", "retention_years", "intake",
        "intake_settle", "aside", "log", "reports", "appeal_limit",
        "corrected_limit", "filing_limit" } },
    { "payer ",
      true,
      { "silent_after", "appeal_limit", "corrected_limit", "filing_limit" } },
    { "partner ", true, { NULL } },
    { "csv", false, { NULL } },
    { "csv values", false, { NULL } },
};

static const struct settings_section *settings_section(const char *name)
{
    for (size_t i = 0;
         i < sizeof(settings_sections) / sizeof(settings_sections[0]); i++) {
        const struct settings_section *section = &settings_sections[i];
        size_t len = strlen(section->name);

        if (section->is_kind
                ? strncmp(section->name, name, len) == 0 && name[len] != '\0'
                : strcmp(section->name, name) == 0)
            return section;
    }
    return NULL;
}

static bool settings_has_key(const struct settings_section *section,
                             const char *key)
{
    for (size_t i = 0; section->keys[i]; i++)
        if (strcmp(section->keys[i], key) == 0)
            return true;
    return !section->keys[0];
}

enum x12_status edi_settings_check(const struct edi_config *config,
                                   struct x12_error *err)
{
    for (size_t i = 0; i < config->count; i++) {
        const struct edi_config_entry *entry = &config->entries[i];
        const struct settings_section *section = settings_section(
            entry->section);

        if (!section)
            return x12_fail(err, X12_EMISUSE,
                            "%s: line %u: [%s] is no section of the settings",
                            config->path, entry->line, entry->section);
        if (!settings_has_key(section, entry->key))
            return x12_fail(err, X12_EMISUSE,
                            "%s: line %u: %s is no key of [%s]", config->path,
                            entry->line, entry->key, entry->section);
    }
    return X12_OK;
}

enum x12_status edi_settings_read(struct edi_run *run)
{
    enum x12_status status = edi_config_read(&run->config, run->config_path,
                                             &run->err);

    return status == X12_OK ? edi_settings_check(&run->config, &run->err)
                            : status;
}

/* The one of this name; NULL, and X12_EMISUSE: there is none. */
static const struct edi_partner *settings_partner(
    struct edi_run *run, const struct edi_partners *partners, const char *name)
{
    const struct edi_partner *partner = edi_partner_find(partners, name);

    if (!partner)
        x12_fail(&run->err, X12_EMISUSE, "no partner \"%s\" in the settings",
                 name);
    return partner;
}

enum x12_status edi_settings_partners(struct edi_run *run,
                                      struct edi_partners *partners,
                                      const char *name,
                                      const struct edi_partner **one)
{
    const struct edi_config *config = &run->config;
    const struct edi_partner *found = NULL;
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
    if (status == X12_OK)
        status = edi_partners_check(partners, &run->err);
    if (status == X12_OK && name) {
        found = settings_partner(run, partners, name);
        status = found ? X12_OK : X12_EMISUSE;
    }
    if (one)
        *one = found;
    return status;
}

enum x12_status edi_settings_csv(struct edi_run *run, struct edi_csv_map *map)
{
    struct edi_config *config = &run->config;

    *map = (struct edi_csv_map){ NULL, 0 };
    for (size_t i = 0; i < config->count; i++) {
        const struct edi_config_entry *entry = &config->entries[i];
        const bool fixed = strcmp(entry->section, "csv values") == 0;
        struct edi_csv_setting *set;

        if (!fixed && strcmp(entry->section, "csv") != 0)
            continue;
        set = x12_arena_push(&config->arena, &map->at, &map->count,
                             sizeof(*set));
        if (!set)
            return x12_fail(&run->err, config->arena.failed,
                            "settings: out of memory");
        *set = (struct edi_csv_setting){ entry->key, entry->value, fixed };
    }
    return X12_OK;
}
