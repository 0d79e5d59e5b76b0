/* SPDX-License-Identifier: Apache-2.0 */
/* finding_show - a finding for people and for programs */
#include "edi/jobs/finding_show.h"

#include "edi/guides/finding_codes.h"
#include "parser/guide.h"

/* The loop by its number; the set itself has none. */
static const char *finding_loop(const struct x12_finding *finding)
{
    const struct x12_row *row = finding->row;

    return row && row->loop && strcmp(row->loop, "TS") != 0 ? row->loop : "";
}

static void finding_place(struct x12_text *t, const struct x12_finding *finding)
{
    char id[4];

    x12_finding_segment(finding, id);
    if (*finding_loop(finding)) {
        x12_text_put(t, finding_loop(finding));
        x12_text_put(t, *id ? " " : "");
    }
    x12_text_data(t, x12_str_from(id));
    if (finding->place.element > 0 && finding->place.element < 10)
        x12_text_put(t, "0");
    if (finding->place.element > 0)
        x12_text_count(t, finding->place.element);
    if (finding->place.component > 0) {
        x12_text_put(t, "-");
        x12_text_count(t, finding->place.component);
    }
}

/* What the guide calls the thing, between brackets. */
static void finding_name(struct x12_text *t, const struct x12_finding *finding)
{
    const struct x12_row *row = finding->row;
    const struct x12_rule *rule;
    const char *name = row ? row->name : NULL;

    if (row && finding->place.element > 0) {
        rule = x12_row_rule(row, finding->place.element,
                            finding->place.component);
        if (rule && rule->name)
            name = rule->name;
    }
    if (!name)
        return;
    x12_text_put(t, " (");
    x12_text_put(t, name);
    x12_text_put(t, ")");
}

static void finding_number(struct x12_text *t, int64_t n, bool is_money)
{
    if (is_money) {
        x12_text_money(t, n);
        return;
    }
    if (n < 0)
        x12_text_put(t, "-");
    x12_text_count(t, n < 0 ? (uint64_t)-n : (uint64_t)n);
}

void edi_finding_text(struct x12_text *t, const struct x12_finding *finding)
{
    char id[4];

    x12_text_put(t, x12_severity_text(finding->fault->severity));
    x12_text_put(t, ": ");
    x12_finding_segment(finding, id);
    if (*id || *finding_loop(finding)) {
        finding_place(t, finding);
        finding_name(t, finding);
        x12_text_put(t, ": ");
    }
    x12_text_put(t, finding->fault->text);
    if (finding->note) {
        x12_text_put(t, " (");
        x12_text_put(t, finding->note);
        x12_text_put(t, ")");
    }
    if (finding->has_numbers) {
        x12_text_put(t, ": ");
        finding_number(t, finding->told, finding->is_money);
        x12_text_put(t, ", not ");
        finding_number(t, finding->right, finding->is_money);
    }
    x12_text_put(t, " [");
    x12_text_put(t, finding->fault->name);
    x12_text_put(t, "]");
}

static void finding_json_count(struct x12_json *j, const char *key, uint64_t n)
{
    if (n == 0)
        return;
    x12_json_key(j, key);
    x12_json_count(j, n);
}

static void finding_json_numbers(struct x12_json *j,
                                 const struct x12_finding *finding)
{
    if (!finding->has_numbers)
        return;
    x12_json_key(j, "told");
    if (finding->is_money)
        x12_json_money(j, finding->told);
    else
        x12_json_int(j, finding->told);
    x12_json_key(j, "right");
    if (finding->is_money)
        x12_json_money(j, finding->right);
    else
        x12_json_int(j, finding->right);
}

static void finding_json_ack(struct x12_json *j,
                             const struct x12_finding *finding)
{
    const struct x12_fault *fault = finding->fault;
    const struct {
        const char *key, *code;
    } codes[] = {
        { "interchange_code", x12_finding_ta105(finding) },
        { "group_code", x12_finding_ak905(finding) },
        { "set_code", fault->ik502 },
        { "segment_code", edi_finding_ik304(finding) },
        { "element_code", edi_finding_ik403(finding) },
    };
    bool any = false;

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        any = any || *codes[i].code;
    if (!any)
        return;
    x12_json_key(j, "ack");
    x12_json_object(j);
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        x12_json_text(j, codes[i].key, x12_str_from(codes[i].code));
    x12_json_end(j);
}

void edi_finding_json(struct x12_json *j, x12_str file,
                      const struct x12_finding *finding)
{
    char id[4];

    x12_finding_segment(finding, id);
    x12_json_object(j);
    x12_json_text(j, "file", file);
    x12_json_text(j, "interchange", x12_str_from(finding->interchange));
    x12_json_text(j, "group", x12_str_from(finding->group));
    x12_json_text(j, "transaction", x12_str_from(finding->transaction));
    finding_json_count(j, "segment", finding->place.segment);
    x12_json_key(j, "offset");
    x12_json_count(j, finding->place.offset);
    x12_json_text(j, "id", x12_str_from(id));
    x12_json_text(j, "loop", x12_str_from(finding_loop(finding)));
    finding_json_count(j, "element", finding->place.element);
    finding_json_count(j, "component", finding->place.component);
    finding_json_count(j, "repeat", finding->place.repeat);
    x12_json_text(j, "severity",
                  x12_str_from(x12_severity_text(finding->fault->severity)));
    x12_json_key(j, "snip");
    x12_json_count(j, finding->fault->snip);
    x12_json_text(j, "fault", x12_str_from(finding->fault->name));
    finding_json_ack(j, finding);
    finding_json_numbers(j, finding);
    x12_json_text(j, "note", x12_str_from(finding->note));
    x12_json_text(j, "text", x12_str_from(finding->fault->text));
    x12_json_end(j);
    x12_json_line(j);
}
