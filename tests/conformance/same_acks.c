/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same_acks FILE... - answers that we wrote are right, and read back the same
 *
 * Each file is one TA1 or 999 of `edi check --ack`, a segment a line. It must be
 * without findings of the check; and when it is read as acknowledgements and
 * these are written anew, each of their segments must stand there as it stood.
 */
#include "edi/claims/ack_read.h"
#include "edi/claims/ack_write.h"
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "writer/writer.h"

#include <stdio.h>

enum { SAME_ACKS_LIMIT = 64 << 20 };

/* What says something of what was answered; the rest is envelope. */
static bool same_acks_is_said(x12_str line)
{
    return line.len > 3 && x12_codes_have(" TA1 AK1 AK2 IK3 CTX IK4 IK5 AK9 ",
                                          (x12_str){ line.at, 3 });
}

/* --- an acknowledgement as its segments --- */

static void same_acks_position(struct x12_writer *w, x12_str element,
                               x12_str component, x12_str repeat)
{
    x12_put(w, element);
    x12_put_component(w, component);
    x12_put_component(w, repeat);
}

static void same_acks_contexts(struct x12_writer *w,
                               const struct edi_ack_context *ctx, size_t count)
{
    for (; count > 0; ctx++, count--) {
        x12_writer_begin(w, "CTX");
        x12_put(w, ctx->name);
        x12_put_component(w, ctx->value);
        x12_put(w, ctx->segment);
        x12_put(w, ctx->position);
        x12_put(w, ctx->loop);
        same_acks_position(w, ctx->element, ctx->component, ctx->repeat);
        x12_put(w, ctx->reference);
        x12_writer_end(w);
    }
}

static void same_acks_segment(struct x12_writer *w,
                              const struct edi_ack_segment *s)
{
    x12_writer_begin(w, "IK3");
    x12_put(w, s->segment);
    x12_put(w, s->position);
    x12_put(w, s->loop);
    x12_put(w, s->code);
    x12_writer_end(w);
    same_acks_contexts(w, s->contexts, s->context_count);
    for (size_t i = 0; i < s->element_count; i++) {
        const struct edi_ack_element *e = &s->elements[i];

        x12_writer_begin(w, "IK4");
        same_acks_position(w, e->element, e->component, e->repeat);
        x12_put(w, e->data_element);
        x12_put(w, e->code);
        x12_put(w, e->value);
        x12_writer_end(w);
        same_acks_contexts(w, e->contexts, e->context_count);
    }
}

/* IK5 or AK9: the code, and the errors behind it. */
static void same_acks_errors(struct x12_writer *w, const struct edi_ack *ack)
{
    for (size_t i = 0; i < sizeof(ack->error) / sizeof(*ack->error); i++)
        x12_put(w, ack->error[i]);
    x12_writer_end(w);
}

static void same_acks_set(struct x12_writer *w, const struct edi_ack *ack)
{
    x12_writer_begin(w, "AK2");
    x12_put(w, ack->set);
    x12_put(w, ack->transaction);
    x12_put(w, ack->reference);
    x12_writer_end(w);
    for (size_t i = 0; i < ack->segment_count; i++)
        same_acks_segment(w, &ack->segments[i]);
    x12_writer_begin(w, "IK5");
    x12_put(w, ack->code);
    same_acks_errors(w, ack);
}

static void same_acks_ta1(struct x12_writer *w, const struct edi_ack *ack)
{
    char day[7];

    snprintf(day, sizeof(day), "%06u", (unsigned)(ack->date % 1000000));
    x12_writer_begin(w, "TA1");
    x12_put(w, ack->interchange);
    x12_put(w, x12_str_from(day));
    x12_put(w, ack->time);
    x12_put(w, ack->code);
    x12_put(w, ack->note);
    x12_writer_end(w);
}

static void same_acks_item(struct x12_writer *w, const struct edi_ack *ack)
{
    if (ack->kind == EDI_ACK_INTERCHANGE) {
        same_acks_ta1(w, ack);
        return;
    }
    if (ack->ordinal == 1) {
        x12_writer_begin(w, "AK1");
        x12_put(w, ack->functional);
        x12_put(w, ack->group);
        x12_put(w, ack->version);
        x12_writer_end(w);
    }
    if (ack->kind == EDI_ACK_SET) {
        same_acks_set(w, ack);
        return;
    }
    x12_writer_begin(w, "AK9");
    x12_put(w, ack->code);
    x12_put(w, ack->included);
    x12_put(w, ack->received);
    x12_put(w, ack->accepted);
    same_acks_errors(w, ack);
}

/* --- a file --- */

/* Reads what the file acknowledges, and writes it into `sink`. */
static enum x12_status same_acks_write(const char *path, struct x12_sink *sink,
                                       struct x12_error *err)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    struct edi_ack_reader rd;
    struct x12_writer w;
    const struct edi_ack *ack;
    enum edi_set_kind kind;
    enum x12_status status = x12_source_open_file(&src, path, err);

    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, err);
    edi_ack_reader_init(&rd, &cur, err);
    x12_writer_init(&w, sink, edi_ack_delims, err);
    w.line_end = "\n";
    while (status == X12_OK && (status = edi_set_next(&cur, &kind)) == X12_OK) {
        while ((status = edi_ack_next(&rd, &ack)) == X12_OK)
            same_acks_item(&w, ack);
        if (status == X12_END)
            status = X12_OK;
    }
    if (status == X12_END)
        status = x12_writer_finish(&w);
    x12_writer_release(&w);
    edi_ack_reader_release(&rd);
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status;
}

/* Are the lines of `path` that say something those of `read`, in order? */
static bool same_acks_compare(const char *path, x12_str read)
{
    FILE *file = fopen(path, "r");
    char line[512];
    bool same = file != NULL;

    while (same && fgets(line, sizeof(line), file)) {
        x12_str wrote = x12_str_from(line);

        wrote.len -= wrote.len > 0 && wrote.at[wrote.len - 1] == '\n';
        if (same_acks_is_said(wrote))
            same = x12_str_equal(wrote, x12_str_cut(&read, '\n'));
    }
    if (file)
        fclose(file);
    return same && read.len == 0;
}

static bool same_acks_reads_back(const char *path)
{
    struct x12_sink sink = { 0 };
    struct x12_error err = { 0 };
    bool same = x12_sink_open_memory(&sink, SAME_ACKS_LIMIT, &err) == X12_OK &&
                same_acks_write(path, &sink, &err) == X12_OK &&
                same_acks_compare(path, x12_sink_memory(&sink));

    if (!same)
        printf("%s: reads back as something else %s\n", path, err.text);
    x12_sink_close(&sink);
    return same;
}

static bool same_acks_is_right(const char *path)
{
    static struct edi_check check;
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    const struct x12_finding *finding;
    uint64_t found = 0;
    enum x12_status status = x12_source_open_file(&src, path, &err);

    if (status == X12_OK)
        status = edi_check_begin(&check, &src, 7, &err);
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        printf("%s: segment %u: %s\n", path, (unsigned)finding->place.segment,
               finding->fault->name);
        found++;
    }
    edi_check_release(&check);
    x12_source_close(&src);
    if (status != X12_END)
        printf("%s: %s\n", path, err.text);
    return status == X12_END && found == 0;
}

int main(int argc, char **argv)
{
    unsigned failed = 0;

    for (int i = 1; i < argc; i++) {
        failed += !same_acks_is_right(argv[i]);
        failed += !same_acks_reads_back(argv[i]);
    }
    printf("acks: %u passed, %u failed\n", 2 * (unsigned)(argc - 1) - failed,
           failed);
    return failed > 0;
}
