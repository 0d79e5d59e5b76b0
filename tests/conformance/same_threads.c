/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same_threads FILE... - however many threads read, what they say is the same
 *
 * Each file is read again and again as one input, all of them one behind the
 * other, and with bytes damaged; by edi_json_file, edi_check_next and edi_csv_file,
 * in small parts, by one thread, by two and by seven. Text, findings with their places,
 * counts, and the failure, if there is one, must be those of one thread.
 */
#include "edi/jobs/finding_show.h"
#include "edi/jobs/job_check.h"
#include "edi/jobs/job_csv.h"
#include "edi/jobs/job_json.h"
#include "tests/support/drip.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
    SAME_LIMIT = 256 << 20,
    SAME_SMALL = 256 << 10, /* read byte by byte */
    SAME_LENGTH = 24 << 10, /* of a file that is read again and again */
    SAME_DAMAGED = 4,       /* copies of each */
};

static const unsigned threads[] = { 1, 2, 7 };
enum { SAME_THREADS = sizeof(threads) / sizeof(*threads) };

static unsigned passed, failed;

struct same_said {
    struct x12_sink sink; /* all that is told, as JSON */
    struct x12_json j;
    struct x12_error err;
};

static bool said_begin(struct same_said *said)
{
    *said = (struct same_said){ 0 };
    if (x12_sink_open_memory(&said->sink, SAME_LIMIT, NULL) != X12_OK)
        return false;
    x12_json_init(&said->j, &said->sink, NULL);
    return true;
}

/* How it ended, behind all else. */
static void said_end(struct same_said *said, enum x12_status status,
                     const uint64_t *counts, size_t count)
{
    struct x12_json *j = &said->j;

    x12_json_array(j);
    x12_json_int(j, status);
    x12_json_int(j, said->err.status);
    x12_json_count(j, said->err.offset);
    x12_json_count(j, said->err.segment);
    x12_json_string(j, x12_str_from(said->err.text));
    for (size_t i = 0; i < count; i++)
        x12_json_count(j, counts[i]);
    x12_json_end(j);
    x12_json_line(j);
    if (x12_json_flush(j) != X12_OK)
        failed++;
}

static void said_release(struct same_said *said)
{
    x12_json_release(&said->j);
    x12_sink_close(&said->sink);
}

static void said_json(struct same_said *said, struct x12_source *src,
                      const struct edi_sharing *sharing)
{
    struct edi_json_job job = {
        .file = X12_STR("f"),
        .all = { .sink = &said->sink, .err = &said->err, .sharing = *sharing },
    };
    enum x12_status status = edi_json_file(&job, src);
    const struct edi_extracted *sum = &job.all.sum;
    const uint64_t counts[] = { sum->told[0], sum->told[1], sum->told[2],
                                sum->items,   sum->unknown, sum->truncated,
                                sum->end };

    said_end(said, status, counts, sizeof(counts) / sizeof(*counts));
}

static void said_table(struct same_said *said, struct x12_source *src,
                       const struct edi_sharing *sharing, enum edi_table table)
{
    struct edi_csv_job job = {
        .file = X12_STR("f"),
        .table = table,
        .all = { .sink = &said->sink, .err = &said->err, .sharing = *sharing },
    };
    enum x12_status status = edi_csv_file(&job, src);
    const struct edi_extracted *sum = &job.all.sum;
    const uint64_t counts[] = { sum->told[0], sum->told[1], sum->told[2],
                                sum->items, sum->unknown };

    said_end(said, status, counts, sizeof(counts) / sizeof(*counts));
}

static void said_lines(struct same_said *said, struct x12_source *src,
                       const struct edi_sharing *sharing)
{
    said_table(said, src, sharing, EDI_TABLE_LINES);
}

static void said_payments(struct same_said *said, struct x12_source *src,
                          const struct edi_sharing *sharing)
{
    said_table(said, src, sharing, EDI_TABLE_PAYMENTS);
}

static void said_check(struct same_said *said, struct x12_source *src,
                       const struct edi_sharing *sharing)
{
    struct edi_check check = { 0 };
    const struct x12_finding *finding;
    enum x12_status status = edi_check_begin(&check, src, 5, &said->err);

    check.sharing = *sharing;
    check.list_refused = true;
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK)
        edi_finding_json(&said->j, X12_STR("f"), finding);
    {
        const uint64_t counts[] = {
            check.interchanges, check.groups, check.sets,
            check.segments,     check.bytes,  check.accepted,
            check.rejected,     check.errors, check.warnings,
        };

        said_end(said, status, counts, sizeof(counts) / sizeof(*counts));
    }
    said_end(said, X12_OK, check.refused, check.refused_count);
    edi_check_release(&check);
}

static const struct same_way {
    const char *word;
    void (*said)(struct same_said *said, struct x12_source *src,
                 const struct edi_sharing *sharing);
} ways[] = {
    { "read", said_json },
    { "check", said_check },
    { "list lines", said_lines },
    { "list payments", said_payments },
};

/* What is said of the bytes, so many of them at a time. */
static bool said_of(struct same_said *said, x12_str bytes, size_t step,
                    enum x12_status last, const struct edi_sharing *sharing,
                    const struct same_way *way)
{
    struct x12_source src = { 0 };
    enum x12_status status = drip_open(&src, bytes, step, last);

    if (!said_begin(said) || status != X12_OK)
        return false;
    status = x12_source_detect(&src, NULL, &said->err);
    if (status != X12_OK)
        said_end(said, status, NULL, 0);
    else
        way->said(said, &src, sharing);
    x12_source_close(&src);
    return true;
}

static void same_compare(const char *name, x12_str bytes, size_t step,
                         enum x12_status last, const struct same_way *way)
{
    struct same_said alone, many;
    struct edi_sharing sharing = { .threads = 1 };

    if (!said_of(&alone, bytes, 0, last, &sharing, way))
        exit(1);
    for (size_t i = 1; i < SAME_THREADS; i++) {
        sharing = (struct edi_sharing){
            .threads = threads[i],
            .block = X12_PART_BLOCK_LEAST,
        };
        if (!said_of(&many, bytes, step, last, &sharing, way))
            exit(1);
        if (x12_str_equal(x12_sink_memory(&alone.sink),
                          x12_sink_memory(&many.sink))) {
            passed++;
        } else {
            printf("%s: %u threads %s otherwise\n", name, threads[i],
                   way->word);
            failed++;
        }
        said_release(&many);
    }
    said_release(&alone);
}

static void same_bytes(const char *name, x12_str bytes, size_t step,
                       enum x12_status last)
{
    for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
        same_compare(name, bytes, step, last, &ways[i]);
}

/* splitmix64 */
static uint64_t same_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* Some bytes are others, some are gone, and it may end anywhere. */
static size_t same_damage(char *bytes, size_t len, uint64_t *state)
{
    static const char marks[] = "~*:^\nI SGEAT1|";

    for (unsigned n = 1 + (unsigned)(same_random(state) % 8); n > 0; n--) {
        size_t at = (size_t)(same_random(state) % len);
        size_t gone = (size_t)(same_random(state) % 300);

        if (same_random(state) % 2) {
            bytes[at] = marks[same_random(state) % (sizeof(marks) - 1)];
        } else if (at + gone < len) {
            memmove(bytes + at, bytes + at + gone, len - at - gone);
            len -= gone;
        }
    }
    if (same_random(state) % 2)
        len -= (size_t)(same_random(state) % (len / 4));
    return len;
}

static void same_input(const char *name, const char *bytes, size_t len,
                       uint64_t *state)
{
    char *copy = malloc(len);

    if (!copy)
        exit(1);
    same_bytes(name, (x12_str){ bytes, len }, 0, X12_END);
    same_bytes(name, (x12_str){ bytes, len }, len < SAME_SMALL ? 1 : 4001,
               X12_EIO);
    for (unsigned i = 0; i < SAME_DAMAGED; i++) {
        memcpy(copy, bytes, len);
        same_bytes(name, (x12_str){ copy, same_damage(copy, len, state) },
                   i % 4 * 100, X12_END);
    }
    free(copy);
}

/* Appends the file to what is at hand; false: it cannot be read. */
static bool same_load(const char *path, char **bytes, size_t *len)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    size_t size = 0;
    char *more = NULL;

    if (file && stat(path, &about) == 0) {
        size = (size_t)about.st_size;
        more = realloc(*bytes, *len + size + 1);
    }
    if (more)
        *bytes = more;
    if (more && fread(more + *len, 1, size, file) == size)
        *len += size;
    else
        more = NULL;
    if (file)
        fclose(file);
    return more != NULL;
}

int main(int argc, char **argv)
{
    uint64_t state = 20260115;
    char *all = NULL;
    size_t all_len = 0;

    for (int i = 1; i < argc; i++) {
        char *bytes = NULL;
        size_t len = 0;

        do
            if (!same_load(argv[i], &bytes, &len)) {
                fprintf(stderr, "%s: cannot be read\n", argv[i]);
                return 1;
            }
        while (len > 0 && len < SAME_LENGTH);
        if (len > 0)
            same_input(argv[i], bytes, len, &state);
        if (!same_load(argv[i], &all, &all_len))
            return 1;
        free(bytes);
    }
    if (argc > 2 && all_len > 0)
        same_input("all files", all, all_len, &state);
    free(all);
    printf("threads: %u passed, %u failed\n", passed, failed);
    return failed > 0;
}
