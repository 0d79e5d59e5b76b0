/* SPDX-License-Identifier: Apache-2.0 */
/*
 * config - who we are, partners, limits: from one INI file (inih)
 *
 *     [general]
 *     store = /var/lib/edi/edi.db
 *     silent_after = 60
 *
 *     [partner clearinghouse]
 *     folder = /srv/clearinghouse
 *
 * Sections and keys in the order of the file; what a key means is for those who
 * ask for it. Text lives until the release. { 0 } is no settings at all.
 */
#ifndef EDI_CONFIG_H
#define EDI_CONFIG_H

#include "parser/arena.h"

enum { EDI_CONFIG_BYTES = 1 << 20, EDI_CONFIG_LINE = 190 };

struct edi_config_entry {
    const char *section, *key, *value; /* never NULL */
    unsigned line;
};

struct edi_config {
    const char *path; /* of the file that was read; NULL: there is none */
    struct edi_config_entry *entries;
    size_t count;
    struct x12_arena arena;
};

/* Reads `path`; NULL: edi.conf here, else ~/.config/edi/edi.conf, and neither
 * need exist. A line that is none is X12_EMISUSE, told by its number. */
enum x12_status edi_config_read(struct edi_config *config, const char *path,
                                struct x12_error *err) X12_MUST_USE;

/* The value, the last one where it stands twice; NULL: not set. */
const char *edi_config_find(const struct edi_config *config,
                            const char *section, const char *key);

/* The same as a number; `otherwise` where it is not set. X12_EMISUSE, told by
 * its line, when it is no number. */
enum x12_status edi_config_count(const struct edi_config *config,
                                 const char *section, const char *key,
                                 uint64_t otherwise, uint64_t *out,
                                 struct x12_error *err) X12_MUST_USE;

void edi_config_release(struct edi_config *config);

#endif
