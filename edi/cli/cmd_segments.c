/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_segments - edi segments */
#include "edi/cli/command.h"
#include "edi/jobs/job_segments.h"
#include "writer/csv.h"
#include "writer/json.h"
#include "writer/text.h"

static x12_str cmd_segments_name(const struct edi_segment_count *slot)
{
    return (x12_str){ slot->name, slot->name[2] ? 3 : 2 };
}

static enum x12_status cmd_segments_text(struct edi_run *run,
                                         struct edi_segment_counts *counts)
{
    struct x12_text t;

    x12_text_init(&t, &run->out, &run->err);
    if (run->file_count > 1) {
        x12_text_data(&t, x12_str_from(run->file));
        x12_text_line(&t);
    }
    for (size_t i = 0; i < counts->kinds; i++) {
        x12_text_right(&t, 12);
        x12_text_count(&t, counts->slot[i].count);
        x12_text_put(&t, "  ");
        x12_text_data(&t, cmd_segments_name(&counts->slot[i]));
        x12_text_line(&t);
    }
    if (counts->other > 0) {
        x12_text_right(&t, 12);
        x12_text_count(&t, counts->other);
        x12_text_put(&t, "  other\n");
    }
    x12_text_right(&t, 12);
    x12_text_count(&t, counts->segments);
    x12_text_put(&t, "  in all\n");
    return x12_text_flush(&t);
}

static enum x12_status cmd_segments_json(struct edi_run *run,
                                         struct edi_segment_counts *counts)
{
    struct x12_json j;
    enum x12_status status;

    x12_json_init(&j, &run->out, &run->err);
    x12_json_object(&j);
    x12_json_text(&j, "file", x12_str_from(run->file));
    x12_json_key(&j, "segments"), x12_json_count(&j, counts->segments);
    x12_json_key(&j, "bytes"), x12_json_count(&j, counts->bytes);
    x12_json_key(&j, "counts"), x12_json_array(&j);
    for (size_t i = 0; i < counts->kinds; i++) {
        x12_json_object(&j);
        x12_json_text(&j, "id", cmd_segments_name(&counts->slot[i]));
        x12_json_key(&j, "count"), x12_json_count(&j, counts->slot[i].count);
        x12_json_end(&j);
    }
    x12_json_end(&j);
    if (counts->other > 0)
        x12_json_key(&j, "other"), x12_json_count(&j, counts->other);
    x12_json_end(&j);
    x12_json_line(&j);
    status = x12_json_flush(&j);
    x12_json_release(&j);
    return status;
}

static enum x12_status cmd_segments_csv(struct edi_run *run,
                                        struct edi_segment_counts *counts)
{
    struct x12_csv csv;
    enum x12_status status;

    x12_csv_init(&csv, &run->out, &run->err);
    for (size_t i = 0; i < counts->kinds; i++) {
        x12_csv_cell(&csv, x12_str_from(run->file));
        x12_csv_cell(&csv, cmd_segments_name(&counts->slot[i]));
        x12_csv_count(&csv, counts->slot[i].count);
        x12_csv_row_end(&csv);
    }
    status = x12_csv_flush(&csv);
    x12_csv_release(&csv);
    return status;
}

/* What was counted before a failure is shown all the same. */
static enum x12_status cmd_segments_show(struct edi_run *run,
                                         struct edi_segment_counts *counts)
{
    edi_segments_sort(counts);
    switch (run->format) {
    case EDI_TEXT:
        break;
    case EDI_JSONL:
        return cmd_segments_json(run, counts);
    case EDI_CSV:
        return cmd_segments_csv(run, counts);
    case EDI_XLSX:
    case EDI_HTML:
        break;
    }
    return cmd_segments_text(run, counts);
}

static int cmd_segments_run(struct edi_run *run)
{
    struct x12_source src = { 0 };
    struct edi_segment_counts counts;

    if (run->format == EDI_CSV)
        edi_run_done(run, &src,
                     x12_sink_write(&run->out, X12_STR("file,segment,count\n"),
                                    &run->err));
    while (edi_run_next(run, &src)) {
        enum x12_status status = edi_segments_read(&counts, &src, &run->err);

        if (counts.segments > 0) {
            enum x12_status shown = cmd_segments_show(run, &counts);

            status = status < 0 ? status : shown;
        }
        if (counts.cut_off)
            edi_run_cut_off(run);
        edi_run_done(run, &src, status);
    }
    return run->exit;
}

const struct edi_command edi_cmd_segments = {
    .name = "segments",
    .operands = "[FILE]...",
    .summary = "counts by segment id; the cheapest full pass over a file",
    .example = "edi segments claims.837",
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .run = cmd_segments_run,
};
