/* SPDX-License-Identifier: Apache-2.0 */
/* batch_list - files that were written, wait or were sent, a line each */
#include "edi/cli/batch_list.h"

#include <stdio.h>

enum { LIST_NUMBER = 12, LIST_SUM = 2 * EDI_BATCH_DIGEST + 1 };

/* Columns of text: state, partner and file. */
enum { LIST_PARTNER = 9, LIST_FILE = 24, LIST_CLAIMS = 52 };

void edi_batch_list_begin(struct edi_batch_list *list, struct edi_run *run)
{
    static const char *const heads[] = {
        "batch",       "partner", "file",      "kind",    "state",
        "interchange", "group",   "reference", "claims",  "charge",
        "bytes",       "sha256",  "made",      "changed", "why",
    };

    list->run = run;
    switch (run->format) {
    case EDI_TEXT:
        x12_text_init(&list->text, &run->out, &run->err);
        break;
    case EDI_JSONL:
        x12_json_init(&list->json, &run->out, &run->err);
        break;
    case EDI_CSV:
    case EDI_XLSX: /* not for these lists */
    case EDI_HTML:
        x12_csv_init(&list->csv, &run->out, &run->err);
        for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
            x12_csv_cell(&list->csv, x12_str_from(heads[i]));
        x12_csv_row_end(&list->csv);
        break;
    }
}

static const char *list_state(const struct edi_batch *batch)
{
    return batch->id ? edi_batch_state_text(batch->state) : "written";
}

static void list_text(struct x12_text *t, const struct edi_batch *batch,
                      const char *why)
{
    x12_text_put(t, list_state(batch));
    x12_text_pad(t, LIST_PARTNER);
    x12_text_data(t, x12_str_from(batch->partner));
    x12_text_pad(t, LIST_FILE);
    x12_text_data(t, x12_str_from(batch->name));
    x12_text_pad(t, LIST_CLAIMS);
    x12_text_count(t, batch->claims);
    x12_text_put(t, batch->claims == 1 ? " claim, " : " claims, ");
    x12_text_money(t, batch->charge);
    if (*why) {
        x12_text_put(t, "  ");
        x12_text_data(t, x12_str_from(why));
    }
    x12_text_line(t);
}

static x12_str list_number(uint64_t number, const char *format,
                           char into[LIST_NUMBER])
{
    snprintf(into, LIST_NUMBER, format[0] == '9' ? "%09llu" : "%llu",
             (unsigned long long)(number % 1000000000u));
    return x12_str_from(into);
}

static x12_str list_sum(const struct edi_batch *batch, char into[LIST_SUM])
{
    static const char hex[] = "0123456789abcdef";

    for (size_t i = 0; i < EDI_BATCH_DIGEST; i++) {
        into[2 * i] = hex[batch->digest[i] >> 4];
        into[2 * i + 1] = hex[batch->digest[i] & 15];
    }
    return (x12_str){ into, LIST_SUM - 1 };
}

static void list_json(struct x12_json *j, const struct edi_batch *batch,
                      const char *why)
{
    char number[LIST_NUMBER], sum[LIST_SUM];

    x12_json_object(j);
    if (batch->id)
        x12_json_key(j, "batch"), x12_json_int(j, batch->id);
    x12_json_text(j, "partner", x12_str_from(batch->partner));
    x12_json_text(j, "file", x12_str_from(batch->name));
    x12_json_text(j, "kind", (x12_str){ &batch->kind, 1 });
    x12_json_text(j, "state", x12_str_from(list_state(batch)));
    x12_json_text(j, "interchange", list_number(batch->isa, "9", number));
    x12_json_text(j, "group", list_number(batch->gs, "", number));
    x12_json_text(j, "reference", x12_str_from(batch->reference));
    x12_json_key(j, "claims"), x12_json_count(j, batch->claims);
    x12_json_key(j, "charge"), x12_json_money(j, batch->charge);
    x12_json_key(j, "bytes"), x12_json_count(j, batch->bytes);
    x12_json_text(j, "sha256", list_sum(batch, sum));
    x12_json_text(j, "made", x12_str_from(batch->made));
    x12_json_text(j, "changed", x12_str_from(batch->changed));
    x12_json_text(j, "why", x12_str_from(why));
    x12_json_end(j);
    x12_json_line(j);
}

static void list_csv(struct x12_csv *csv, const struct edi_batch *batch,
                     const char *why)
{
    char number[LIST_NUMBER], sum[LIST_SUM];

    if (batch->id)
        x12_csv_count(csv, (uint64_t)batch->id);
    else
        x12_csv_empty(csv);
    x12_csv_cell(csv, x12_str_from(batch->partner));
    x12_csv_cell(csv, x12_str_from(batch->name));
    x12_csv_cell(csv, (x12_str){ &batch->kind, 1 });
    x12_csv_cell(csv, x12_str_from(list_state(batch)));
    x12_csv_cell(csv, list_number(batch->isa, "9", number));
    x12_csv_cell(csv, list_number(batch->gs, "", number));
    x12_csv_cell(csv, x12_str_from(batch->reference));
    x12_csv_count(csv, batch->claims);
    x12_csv_money(csv, batch->charge);
    x12_csv_count(csv, batch->bytes);
    x12_csv_cell(csv, list_sum(batch, sum));
    x12_csv_cell(csv, x12_str_from(batch->made));
    x12_csv_cell(csv, x12_str_from(batch->changed));
    x12_csv_cell(csv, x12_str_from(why));
    x12_csv_row_end(csv);
}

void edi_batch_list_put(struct edi_batch_list *list,
                        const struct edi_batch *batch, const char *why)
{
    switch (list->run->format) {
    case EDI_TEXT:
        list_text(&list->text, batch, why);
        break;
    case EDI_JSONL:
        list_json(&list->json, batch, why);
        break;
    case EDI_CSV:
    case EDI_XLSX: /* not for these lists */
    case EDI_HTML:
        list_csv(&list->csv, batch, why);
        break;
    }
}

enum x12_status edi_batch_list_end(struct edi_batch_list *list)
{
    enum x12_status status = X12_OK;

    switch (list->run->format) {
    case EDI_TEXT:
        return x12_text_flush(&list->text);
    case EDI_JSONL:
        status = x12_json_flush(&list->json);
        x12_json_release(&list->json);
        break;
    case EDI_CSV:
    case EDI_XLSX: /* not for these lists */
    case EDI_HTML:
        status = x12_csv_flush(&list->csv);
        x12_csv_release(&list->csv);
        break;
    }
    return status;
}
