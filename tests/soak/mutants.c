/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mutants FOLDER COUNT SEED FILE... - samples with one thing changed, as files
 *
 * COUNT of them in FOLDER, a line a segment, for another program to read. What
 * was done to each is told: name, sample, operation, segment, element.
 */
#include "tests/soak/mutant.h"

#include <stdio.h>
#include <stdlib.h>

enum { MUTANTS_FILES = 64 };

static struct sample samples[MUTANTS_FILES];

/* A line break behind each segment is no part of it. */
static bool write_file(const struct mutant *m, const char *path)
{
    FILE *file = fopen(path, "wb");

    for (size_t i = 0; file && i < m->count; i++) {
        uint64_t end = i + 1 < m->count ? m->starts[i + 1] : m->len;
        size_t len = (size_t)(end - m->starts[i]);

        fwrite(m->bytes + m->starts[i], 1, len, file);
        fputc('\n', file);
    }
    return file && fclose(file) == 0;
}

int main(int argc, char **argv)
{
    static struct mutant m;
    char path[4096];
    unsigned long count;
    uint64_t state;
    size_t files = 0;

    if (argc < 5 || argc - 4 > MUTANTS_FILES) {
        fputs("usage: mutants FOLDER COUNT SEED FILE...\n", stderr);
        return 64;
    }
    count = strtoul(argv[2], NULL, 10);
    state = strtoull(argv[3], NULL, 10);
    for (int i = 4; i < argc; i++, files++)
        if (!mutant_load(&samples[files], argv[i])) {
            fprintf(stderr, "mutants: cannot read %s\n", argv[i]);
            return 2;
        }
    for (unsigned long i = 0; i < count;) {
        const struct sample *s = &samples[mutant_pick(&state, files)];

        if (!mutant_make(&state, s, &m))
            continue;
        snprintf(path, sizeof(path), "%s/m%05lu", argv[1], ++i);
        if (!write_file(&m, path)) {
            fprintf(stderr, "mutants: cannot write %s\n", path);
            return 2;
        }
        printf("m%05lu\t%s\t%s\t%zu\t%u\n", i, s->path, mutant_op_names[m.op],
               m.at + 1, m.element);
    }
    return 0;
}
