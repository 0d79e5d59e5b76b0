/* SPDX-License-Identifier: Apache-2.0 */
/* config - who we are, partners, limits: from one INI file (inih) */
#include "edi/cli/config.h"

#include "parser/value.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>

struct config_parse {
    struct edi_config *config;
    FILE *file;
    unsigned line;       /* read last */
    unsigned too_long;   /* the first such line, or 0 */
    const char *section; /* of the entry before: most share it */
};

/* inih would cut a line that is too long in two and read both. */
static char *config_line(char *into, int cap, void *self)
{
    struct config_parse *parse = self;

    if (!fgets(into, cap, parse->file))
        return NULL;
    parse->line++;
    if (strlen(into) > EDI_CONFIG_LINE && !parse->too_long)
        parse->too_long = parse->line;
    return into;
}

static const char *config_keep(struct edi_config *config, const char *text)
{
    size_t size = strlen(text) + 1;
    char *kept = x12_arena_bytes(&config->arena, size);

    return kept ? memcpy(kept, text, size) : "";
}

/* inih's contract: 0 stops nothing but marks the line as wrong. */
static int config_entry(void *self, const char *section, const char *key,
                        const char *value)
{
    struct config_parse *parse = self;
    struct edi_config *config = parse->config;
    struct edi_config_entry *entry;

    if (!parse->section || strcmp(parse->section, section) != 0)
        parse->section = config_keep(config, section);
    entry = x12_arena_push(&config->arena, &config->entries, &config->count,
                           sizeof *entry);
    if (!entry)
        return 0;
    entry->section = parse->section;
    entry->key = config_keep(config, key);
    entry->value = config_keep(config, value ? value : "");
    entry->line = parse->line;
    return 1;
}

static enum x12_status config_parse_file(struct edi_config *config, FILE *file,
                                         struct x12_error *err)
{
    struct config_parse parse = { .config = config, .file = file };
    int wrong = ini_parse_stream(config_line, &parse, config_entry, &parse);

    if (config->arena.failed)
        return x12_fail(err, config->arena.failed, "%s: %s", config->path,
                        x12_status_text(config->arena.failed));
    if (ferror(file))
        return x12_fail(err, X12_EIO, "%s: %s", config->path, strerror(errno));
    if (parse.too_long)
        return x12_fail(err, X12_EMISUSE,
                        "%s: line %u is longer than %d characters",
                        config->path, parse.too_long, EDI_CONFIG_LINE);
    if (wrong > 0)
        return x12_fail(err, X12_EMISUSE,
                        "%s: line %d is no [section] and no key = value",
                        config->path, wrong);
    return wrong < 0
               ? x12_fail(err, X12_ENOMEM, "%s: out of memory", config->path)
               : X12_OK;
}

/* ~/.config/edi/edi.conf, in the arena; NULL without a home. */
static const char *config_home(struct edi_config *config)
{
    static const char tail[] = "/.config/edi/edi.conf";
    const char *home = getenv("HOME");
    size_t len = home ? strlen(home) : 0;
    char *path = len ? x12_arena_bytes(&config->arena, len + sizeof(tail))
                     : NULL;

    if (path) {
        memcpy(path, home, len);
        memcpy(path + len, tail, sizeof(tail));
    }
    return path;
}

enum x12_status edi_config_read(struct edi_config *config, const char *path,
                                struct x12_error *err)
{
    enum x12_status status;
    FILE *file;

    *config = (struct edi_config){ .arena.limit = EDI_CONFIG_BYTES };
    config->path = path ? path : "edi.conf";
    file = fopen(config->path, "r");
    if (!file && !path && errno == ENOENT) {
        config->path = config_home(config);
        file = config->path ? fopen(config->path, "r") : NULL;
        if (!file && (!config->path || errno == ENOENT || errno == ENOTDIR)) {
            config->path = NULL;
            return X12_OK;
        }
    }
    if (!file)
        return x12_fail(err, X12_EMISUSE, "%s: %s", config->path,
                        strerror(errno));
    status = config_parse_file(config, file, err);
    fclose(file);
    return status;
}

static const struct edi_config_entry *config_find(
    const struct edi_config *config, const char *section, const char *key)
{
    for (size_t i = config->count; i-- > 0;) {
        const struct edi_config_entry *entry = &config->entries[i];

        if (strcmp(entry->section, section) == 0 &&
            strcmp(entry->key, key) == 0)
            return entry;
    }
    return NULL;
}

const char *edi_config_find(const struct edi_config *config,
                            const char *section, const char *key)
{
    const struct edi_config_entry *entry = config_find(config, section, key);

    return entry ? entry->value : NULL;
}

enum x12_status edi_config_count(const struct edi_config *config,
                                 const char *section, const char *key,
                                 uint64_t otherwise, uint64_t *out,
                                 struct x12_error *err)
{
    const struct edi_config_entry *entry = config_find(config, section, key);

    *out = otherwise;
    if (!entry || x12_count_parse(x12_str_from(entry->value), out))
        return X12_OK;
    return x12_fail(err, X12_EMISUSE, "%s: line %u: %s takes a whole number",
                    config->path, entry->line, key);
}

void edi_config_release(struct edi_config *config)
{
    x12_arena_release(&config->arena);
    *config = (struct edi_config){ 0 };
}
