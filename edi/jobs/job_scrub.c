/* SPDX-License-Identifier: Apache-2.0 */
/* job_scrub - the same file with people, ids and dates replaced */
#include "edi/jobs/job_scrub.h"

#include "edi/store/digest.h"
#include "parser/arena.h"
#include "parser/reader.h"

/* --- the key ---------------------------------------------------------------------- */

/* So many bytes at most; how many there were is told. */
static enum x12_status scrub_digest(struct edi_digest *digest,
                                    struct x12_source *src, size_t most,
                                    size_t *read, struct x12_error *err)
{
    enum x12_status status = X12_OK;
    char block[4096];

    *read = 0;
    while (status == X12_OK && *read < most) {
        size_t want = most - *read < sizeof(block) ? most - *read
                                                   : sizeof(block);
        size_t got = 0;

        status = x12_source_read(src, block, want, &got, err);
        edi_digest_add(digest, (x12_str){ block, got });
        *read += got;
    }
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_scrub_key_read(struct edi_scrub_key *key, const char *path,
                                   struct x12_error *err)
{
    const size_t most = path ? EDI_SCRUB_KEY_FILE : EDI_SCRUB_SECRET;
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    size_t read = 0;
    enum x12_status status = edi_digest_begin(&digest, err);

    if (status == X12_OK)
        status = x12_source_open_file(&src, path ? path : "/dev/urandom", err);
    if (status == X12_OK)
        status = scrub_digest(&digest, &src, most, &read, err);
    if (status == X12_OK && read < EDI_SCRUB_SECRET)
        status = x12_fail(err, X12_EMISUSE, "%s: a key has %d bytes at least",
                          path ? path : "/dev/urandom", EDI_SCRUB_SECRET);
    if (status == X12_OK)
        status = edi_digest_end(&digest, sum);
    if (status == X12_OK)
        edi_scrub_key_make(key, sum);
    x12_source_close(&src);
    edi_digest_release(&digest);
    return status;
}

/* --- the file ----------------------------------------------------------------------- */

enum { SCRUB_BLOCK = 64 << 10 };

struct scrub_run {
    struct x12_sink *out;
    struct x12_error *err;
    struct x12_arena arena; /* of one segment */
    uint64_t end;           /* of the segment before, in the input */
    char terminator;        /* of it; 0: there is none */
    size_t gap;             /* bytes behind its terminator */
    char *block;
    size_t used;
};

static enum x12_status scrub_flush(struct scrub_run *run)
{
    x12_str bytes = { run->block, run->used };

    run->used = 0;
    return x12_sink_write(run->out, bytes, run->err);
}

static enum x12_status scrub_put(struct scrub_run *run, x12_str bytes)
{
    enum x12_status status = X12_OK;

    if (run->used + bytes.len > SCRUB_BLOCK)
        status = scrub_flush(run);
    if (status != X12_OK || bytes.len > SCRUB_BLOCK)
        return status == X12_OK ? x12_sink_write(run->out, bytes, run->err)
                                : status;
    if (bytes.len > 0)
        memcpy(run->block + run->used, bytes.at, bytes.len);
    run->used += bytes.len;
    return X12_OK;
}

/* The end of the segment before: its mark, and as many bytes behind it as there
 * were, which can only be blanks and line ends. */
static enum x12_status scrub_end(struct scrub_run *run)
{
    enum x12_status status = X12_OK;

    if (run->terminator)
        status = scrub_put(run, (x12_str){ &run->terminator, 1 });
    if (run->terminator && run->gap == 2)
        return status == X12_OK ? scrub_put(run, X12_STR("\r\n")) : status;
    for (size_t i = 0; i < run->gap && status == X12_OK; i++)
        status = scrub_put(run, X12_STR("\n"));
    return status;
}

static enum x12_status scrub_segment(struct scrub_run *run,
                                     const struct edi_scrub_key *key,
                                     const struct x12_segment *seg)
{
    x12_str was = x12_segment_text(seg);
    enum x12_status status;
    char *text;

    x12_arena_reset(&run->arena);
    text = x12_arena_bytes(&run->arena, was.len + 1);
    if (!text)
        return x12_fail(run->err, run->arena.failed, "scrub: out of memory");
    memcpy(text, was.at, was.len);
    edi_scrub_segment(key, seg, text);
    run->gap = run->terminator && seg->place.offset > run->end
                   ? (size_t)(seg->place.offset - run->end) - 1
                   : 0;
    /* What is no segment was left out. */
    if (run->gap > 8)
        run->gap = 1;
    status = scrub_end(run);
    run->terminator = seg->delims.segment;
    run->end = seg->place.offset + was.len;
    return status == X12_OK ? scrub_put(run, (x12_str){ text, was.len })
                            : status;
}

enum x12_status edi_scrub(const struct edi_scrub_key *key,
                          struct x12_source *src, struct x12_sink *out,
                          bool *cut_off, struct x12_error *err)
{
    struct scrub_run run = { .out = out, .err = err };
    struct x12_arena arena = { 0 };
    struct x12_reader rd = { 0 };
    struct x12_segment seg;
    enum x12_status status = x12_reader_init(&rd, src, err);

    run.block = x12_arena_bytes(&arena, SCRUB_BLOCK);
    if (status == X12_OK && !run.block)
        status = x12_fail(err, X12_ENOMEM, "scrub: out of memory");
    while (status == X12_OK && (status = x12_reader_next(&rd, &seg)) == X12_OK)
        status = scrub_segment(&run, key, &seg);
    *cut_off = status == X12_END && !x12_reader_is_whole(&rd);
    if (status == X12_END) {
        status = scrub_end(&run);
        if (status == X12_OK)
            status = scrub_flush(&run);
    }
    x12_reader_release(&rd);
    x12_arena_release(&run.arena);
    x12_arena_release(&arena);
    return status;
}
