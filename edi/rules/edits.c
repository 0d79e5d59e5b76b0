/* SPDX-License-Identifier: Apache-2.0 */
/* edits - a payer's own rules (level 7) from a text file */
#include "edi/rules/edits.h"

#include "edi/guides/guides.h"
#include "edi/rules/rule_private.h"

enum { EDITS_STRINGS = EDI_RULE_WHENS + 2, EDITS_DEMANDS = 16 };

/* A piece of the file that was kept, and where it stood. */
struct edits_piece {
    const char *text;
    size_t len;
    uint32_t line, column;
};

struct edits_load {
    struct edi_edits *edits;
    size_t first; /* rule of this file */
    struct x12_arena *arena;
    const char *name;
    struct x12_error *err;
    uint32_t line;
    const char *line_at; /* its first byte, to count columns from */
    /* the rule at hand */
    bool open;
    uint32_t opened; /* line */
    struct edi_rule rule;
    struct edits_piece when[EDI_RULE_WHENS], demand[EDITS_DEMANDS], at;
    unsigned whens, demands;
    bool claims; /* `for` named claim types */
};

static enum x12_status edits_fail_at(const struct edits_load *load,
                                     uint32_t line, uint32_t column,
                                     const char *what)
{
    return x12_fail(load->err, X12_ESYNTAX, "%s:%u:%u: %s", load->name,
                    (unsigned)line, (unsigned)column, what);
}

static enum x12_status edits_fail(const struct edits_load *load, x12_str at,
                                  const char *what)
{
    uint32_t column = at.at ? (uint32_t)(at.at - load->line_at) + 1 : 1;

    return edits_fail_at(load, load->line, column, what);
}

static enum x12_status edits_memory(const struct edits_load *load)
{
    return x12_fail(load->err, load->arena->failed, "%s: %s", load->name,
                    x12_status_text(load->arena->failed));
}

static x12_str edits_blank(x12_str s)
{
    while (s.len > 0 && (*s.at == ' ' || *s.at == '\t')) {
        s.at++;
        s.len--;
    }
    return s;
}

static x12_str edits_word(x12_str *rest)
{
    x12_str word = edits_blank(*rest);
    size_t len = 0;

    while (len < word.len && word.at[len] != ' ' && word.at[len] != '\t')
        len++;
    *rest = edits_blank((x12_str){ word.at + len, word.len - len });
    word.len = len;
    return word;
}

/* A zero-terminated copy, and where it stood. */
static struct edits_piece edits_keep(const struct edits_load *load, x12_str s)
{
    char *copy = x12_arena_bytes(load->arena, s.len + 1);

    if (!copy)
        return (struct edits_piece){ "", 0, 0, 0 };
    if (s.len > 0)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return (struct edits_piece){ copy, s.len, load->line,
                                 (uint32_t)(s.at - load->line_at) + 1 };
}

/* --- the end of a rule -------------------------------------------------------- */

/* Is the demand one about an element? Codes of a 999 follow. */
static void edits_codes(struct edi_rule *rule)
{
    x12_str rest = x12_str_from(rule->demand), verb = edits_word(&rest);
    bool element = memchr(rest.at, '-', rest.len) != NULL;
    bool require = x12_str_is(verb, "require");

    rule->fault.ik304 = element ? "8" : require ? "I6" : "I9";
    rule->fault.ik403 = !element                     ? ""
                        : require                    ? "I9"
                        : x12_str_is(verb, "forbid") ? "I13"
                                                     : "I12";
    if (x12_str_is(verb, "limit")) {
        rule->fault.ik304 = "5";
        rule->fault.ik403 = "";
    } else if (!require && !x12_str_is(verb, "forbid")) {
        rule->fault.ik304 = "8";
        rule->fault.ik403 = "I12";
    }
}

/* Where the rule stands: as told, else at the segment that its first condition
 * names, or a demand on values; a claim for any other demand. */
static void edits_anchor(struct edits_load *load, struct edi_rule *rule)
{
    x12_str line = x12_str_from(load->whens ? load->when[0].text
                                            : rule->demand);
    x12_str first = edits_word(&line);

    if (load->at.text) {
        rule->at = load->at.text;
        return;
    }
    if (x12_str_is(first, "require") || x12_str_is(first, "limit") ||
        x12_str_is(first, "absent")) {
        rule->at = edi_rule_is_for(rule, "835") ? "2100/CLP" : "2300/CLM";
        return;
    }
    if (x12_str_is(first, "forbid"))
        first = edits_word(&line);
    first = x12_str_cut(&first, ',');
    first = x12_str_cut(&first, '-');
    rule->at = edits_keep(load, first).text;
}

/* The place of a trouble: the piece that it points into. */
static enum x12_status edits_trouble(const struct edits_load *load,
                                     const struct edits_piece *demand,
                                     const struct edi_rule_trouble *trouble)
{
    const struct edits_piece *pieces[EDITS_STRINGS];
    unsigned count = 0;

    for (unsigned i = 0; i < load->whens; i++)
        pieces[count++] = &load->when[i];
    pieces[count++] = demand;
    if (load->at.text)
        pieces[count++] = &load->at;
    for (unsigned i = 0; i < count; i++) {
        const struct edits_piece *p = pieces[i];

        for (size_t k = 0; k <= p->len; k++)
            if (p->text + k == trouble->at)
                return edits_fail_at(load, p->line, p->column + (uint32_t)k,
                                     trouble->what);
    }
    pieces[0] = load->whens ? &load->when[0] : demand;
    return edits_fail_at(load, pieces[0]->line, pieces[0]->column,
                         trouble->what);
}

/* A rule has to make sense in at least one guide that it is for. If it does in
 * none, a trouble that is the rule's own goes before one of the guide. */
static enum x12_status edits_prove(struct edits_load *load,
                                   const struct edi_rule *rule,
                                   const struct edits_piece *demand)
{
    struct edi_rule_trouble told = { "no guide has this", NULL, true }, now;
    const struct x12_guide *guide;
    struct edi_rule_map map;
    struct edi_ready ready;
    struct edi_path at;

    for (size_t i = 0; (guide = edi_guide_at(i)) != NULL; i++) {
        if (!edi_rule_is_for(rule, guide->name))
            continue;
        edi_rule_map_make(&map, guide);
        if (edi_rule_anchors(&map, x12_str_from(rule->at), &at, 1, &now) &&
            edi_rule_ready(rule, &map, &at, &ready, NULL, &now))
            return X12_OK;
        if (!told.at || (told.guide && !now.guide))
            told = now;
    }
    return edits_trouble(load, demand, &told);
}

/* One rule for each demand. */
static enum x12_status edits_close(struct edits_load *load)
{
    enum x12_status status = X12_OK;

    if (!load->open)
        return X12_OK;
    load->open = false;
    if (load->demands == 0)
        return edits_fail_at(load, load->opened, 1,
                             "the rule demands nothing: require, forbid, limit "
                             "or what a value must be");
    for (unsigned i = 0; i < load->demands && status == X12_OK; i++) {
        struct edi_rule rule = load->rule, *kept;

        rule.demand = load->demand[i].text;
        edits_codes(&rule);
        edits_anchor(load, &rule);
        status = edits_prove(load, &rule, &load->demand[i]);
        if (status != X12_OK)
            break;
        if (load->edits->count == EDI_EDITS_RULES)
            return edits_fail_at(load, load->opened, 1,
                                 "more rules than EDI_EDITS_RULES");
        kept = x12_arena_push(load->arena, &load->edits->rules,
                              &load->edits->count, sizeof(*kept));
        if (!kept)
            return edits_memory(load);
        *kept = rule;
    }
    return status;
}

/* --- its lines ------------------------------------------------------------------ */

static bool edits_is_name(x12_str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];

        if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') &&
            !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.')
            return false;
    }
    return id.len > 0;
}

/* ID severity "sentence" */
static enum x12_status edits_rule(struct edits_load *load, x12_str rest)
{
    enum x12_status status = edits_close(load);
    x12_str id = edits_word(&rest), severity = edits_word(&rest);
    struct x12_fault *fault = &load->rule.fault;
    int grade = x12_str_is(severity, "error")     ? X12_ERROR
                : x12_str_is(severity, "warning") ? X12_WARNING
                : x12_str_is(severity, "info")    ? X12_INFO
                                                  : -1;

    if (status != X12_OK)
        return status;
    if (!edits_is_name(id))
        return edits_fail(load, id, "a rule has a name: rule ACME-01 ...");
    if (grade < 0)
        return edits_fail(load, severity, "error, warning or info is wanted");
    rest = x12_str_trim(rest);
    if (rest.len < 3 || *rest.at != '"' || rest.at[rest.len - 1] != '"')
        return edits_fail(load, rest,
                          "a sentence between quotation marks is wanted");
    for (size_t i = load->first; i < load->edits->count; i++)
        if (x12_str_is(id, load->edits->rules[i].fault.name))
            return edits_fail(load, id, "a rule of this name is there already");
    load->rule = (struct edi_rule){ .guides = "P I D" };
    *fault = (struct x12_fault){ .snip = 7,
                                 .severity = (uint8_t)grade,
                                 .ta105 = "",
                                 .ak905 = "",
                                 .ik502 = "",
                                 .ik304 = "",
                                 .ik403 = "" };
    fault->name = edits_keep(load, id).text;
    fault->text = edits_keep(load, (x12_str){ rest.at + 1, rest.len - 2 }).text;
    load->at = (struct edits_piece){ 0 };
    load->whens = load->demands = 0;
    load->open = true;
    load->opened = load->line;
    return X12_OK;
}

static bool edits_is_claim_type(x12_str word)
{
    return x12_str_is(word, "P") || x12_str_is(word, "I") ||
           x12_str_is(word, "D") || x12_str_is(word, "835");
}

/* [payer ID...] [P] [I] [D] [835] */
static enum x12_status edits_for(struct edits_load *load, x12_str rest)
{
    char payers[EDI_EDITS_LINE + 2], types[32];
    size_t payer_len = 0, type_len = 0;
    x12_str word;
    bool named = false;

    while ((word = edits_word(&rest)).len > 0) {
        if (x12_str_is(word, "payer")) {
            named = true;
        } else if (edits_is_claim_type(word) && type_len + 5 < sizeof(types)) {
            memcpy(types + type_len, word.at, word.len);
            type_len += word.len;
            types[type_len++] = ' ';
        } else if (named && payer_len + word.len < EDI_EDITS_LINE) {
            memcpy(payers + payer_len, word.at, word.len);
            payer_len += word.len;
            payers[payer_len++] = ' ';
        } else {
            return edits_fail(load, word,
                              "payer and ids, or claim types P I D 835");
        }
    }
    if (named && payer_len == 0)
        return edits_fail(load, rest, "a payer's id is missing");
    if (payer_len)
        load->rule.payers =
            edits_keep(load, (x12_str){ payers, payer_len }).text;
    if (type_len)
        load->rule.guides = edits_keep(load, (x12_str){ types, type_len }).text;
    return X12_OK;
}

static bool edits_day(x12_str word, x12_date *day)
{
    return x12_date_parse(word, day) || x12_date_parse_iso(word, day);
}

/* DATE [to DATE], or `to` DATE. */
static enum x12_status edits_days(struct edits_load *load, x12_str rest,
                                  bool from)
{
    struct edi_rule *rule = &load->rule;
    x12_str word = edits_word(&rest);

    if (!edits_day(word, from ? &rule->from : &rule->to))
        return edits_fail(load, word, "a day is written 2024-01-31");
    word = edits_word(&rest);
    if (from && x12_str_is(word, "to")) {
        word = edits_word(&rest);
        if (!edits_day(word, &rule->to))
            return edits_fail(load, word, "a day is written 2024-01-31");
        word = edits_word(&rest);
    }
    if (word.len > 0)
        return edits_fail(load, word, "nothing more is wanted on this line");
    if (rule->to && rule->from > rule->to)
        return edits_fail(load, rest, "the last day is before the first");
    return X12_OK;
}

static enum x12_status edits_when(struct edits_load *load, x12_str rest)
{
    if (load->whens == EDI_RULE_WHENS)
        return edits_fail(load, rest, "a rule has at most four conditions");
    load->when[load->whens] = edits_keep(load, rest);
    load->rule.when[load->whens] = load->when[load->whens].text;
    load->whens++;
    return X12_OK;
}

static enum x12_status edits_demand(struct edits_load *load, x12_str line)
{
    if (load->demands == EDITS_DEMANDS)
        return edits_fail(load, line, "a rule has at most sixteen demands");
    load->demand[load->demands++] = edits_keep(load, line);
    return X12_OK;
}

static enum x12_status edits_line(struct edits_load *load, x12_str line)
{
    x12_str rest, word;

    load->line_at = line.at;
    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    line = x12_str_trim_right(edits_blank(line));
    if (line.len == 0 || *line.at == '#')
        return X12_OK;
    rest = line;
    word = edits_word(&rest);
    if (x12_str_is(word, "rule"))
        return edits_rule(load, rest);
    if (!load->open)
        return edits_fail(load, word, "a rule begins with the word rule");
    if (x12_str_is(word, "for"))
        return edits_for(load, rest);
    if (x12_str_is(word, "from") || x12_str_is(word, "to"))
        return edits_days(load, rest, x12_str_is(word, "from"));
    if (x12_str_is(word, "when"))
        return edits_when(load, rest);
    if (x12_str_is(word, "at")) {
        load->at = edits_keep(load, rest);
        return X12_OK;
    }
    return edits_demand(load, line);
}

/* Gathers what the source gives into lines. */
static enum x12_status edits_read(struct edits_load *load,
                                  struct x12_source *src)
{
    char line[EDI_EDITS_LINE], block[4096];
    size_t len = 0, got = 0;
    enum x12_status status;

    if (!src->ops)
        return X12_OK; /* an empty source */
    while ((status = src->ops->read(src->self, block, sizeof(block), &got,
                                    load->err)) == X12_OK)
        for (size_t i = 0; i < got; i++) {
            if (block[i] != '\n') {
                if (len == sizeof(line))
                    return edits_fail_at(load, load->line, EDI_EDITS_LINE,
                                         "the line is too long");
                line[len++] = block[i];
                continue;
            }
            status = edits_line(load, (x12_str){ line, len });
            if (status < 0)
                return status;
            load->line++;
            len = 0;
        }
    if (status == X12_END)
        status = edits_line(load, (x12_str){ line, len });
    return status < 0 ? status : edits_close(load);
}

enum x12_status edi_edits_load(struct edi_edits *edits, struct x12_arena *arena,
                               struct x12_source *src, const char *name,
                               struct x12_error *err)
{
    struct edi_edits before = *edits;
    struct edits_load load = { .edits = edits,
                               .first = edits->count,
                               .arena = arena,
                               .name = name,
                               .err = err,
                               .line = 1 };
    enum x12_status status = edits_read(&load, src);

    if (status >= 0 && arena->failed)
        status = edits_memory(&load);
    if (status < 0)
        *edits = before;
    return status < 0 ? status : X12_OK;
}
