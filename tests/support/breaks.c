/* SPDX-License-Identifier: Apache-2.0 */
/* breaks - a file that is right, one edit, and the one finding that it yields */
#include "tests/support/breaks.h"

#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_TEXT = 1 << 17, LINE_TEXT = 1 << 13, FOUND = 16 };

/* --- rows -------------------------------------------------------------------- */

/* "\s" is a blank, "\n" a line break, "\x80" any byte. */
static void unescape(char *text)
{
    char *to = text;

    for (; *text; text++) {
        char digits[3] = "";

        *to++ = *text;
        if (*text != '\\')
            continue;
        text++;
        to[-1] = *text == 's' ? ' ' : *text == 'n' ? '\n' : *text;
        if (*text == 'x' && text[1] && text[2]) {
            memcpy(digits, text + 1, 2);
            to[-1] = (char)strtoul(digits, NULL, 16);
            text += 2;
        }
    }
    *to = '\0';
}

/* What stands in front of `mark`, without blanks around it. `*rest` goes on
 * behind it; NULL: there is no mark. */
static char *cut(char **rest, const char *mark)
{
    char *text = *rest, *end;

    if (!text)
        return NULL;
    end = strstr(text, mark);
    *rest = end ? end + strlen(mark) : NULL;
    if (end)
        *end = '\0';
    text += strspn(text, " ");
    end = text + strlen(text);
    while (end > text && end[-1] == ' ')
        *--end = '\0';
    return text;
}

/* "CLM*A1 2300 5-3", "CLM*A1 2300 no REF" */
static void read_place(struct breaks_row *row, char *place)
{
    char *word, *part;

    row->at = word = cut(&place, " ");
    unescape(word);
    row->loop = cut(&place, " ");
    while ((word = cut(&place, " "))) {
        if (strcmp(word, "no") == 0) {
            row->missing = cut(&place, " ");
            continue;
        }
        row->element = (unsigned)strtoul(word, &part, 10);
        if (*part == '-')
            row->component = (unsigned)strtoul(part + 1, NULL, 10);
    }
    if (!row->loop)
        fail_msg("%s:%u: a place is a segment and a loop", row->file,
                 row->line);
}

/* "codes=FILE": is it this option? Then `*value` is what stands behind it. */
static bool is_option(const char *word, const char *name, const char **value)
{
    size_t len = strlen(name);

    if (strncmp(word, name, len) != 0 || word[len] != '=')
        return false;
    *value = word + len + 1;
    return true;
}

static void read_options(struct breaks_row *row, char *options)
{
    const char *value;
    char *word;

    while ((word = cut(&options, " "))) {
        if (is_option(word, "codes", &value))
            row->codes = value;
        else if (is_option(word, "rules", &value))
            row->rules = value;
        else if (is_option(word, "limit", &value))
            row->limit = strtoul(value, NULL, 10);
        else if (is_option(word, "sender", &value))
            row->agreed.isa[6] = value;
        else if (is_option(word, "terminator", &value))
            row->agreed.delims.segment = *value;
        else if (is_option(word, "separator", &value))
            row->agreed.delims.element = *value;
        else
            fail_msg("%s:%u: %s is no option", row->file, row->line, word);
    }
}

/* "old => by ;; old => by" */
static void read_edits(struct breaks_row *row, char *edits)
{
    for (size_t i = 0; edits && *edits; i++) {
        char *edit = cut(&edits, ";;"), *old = cut(&edit, "=>");

        if (!edit || i + 1 == BREAKS_EDITS)
            fail_msg("%s:%u: what is put in place of what?", row->file,
                     row->line);
        edit = cut(&edit, "\n");
        unescape(old);
        unescape(edit);
        row->edits[i] = (struct breaks_edit){ old, edit };
    }
}

/* FAULT | base... | edits | place | options */
static void read_row(struct breaks_row *row, char *line)
{
    char *bases, *edits, *place;

    row->fault = cut(&line, "|");
    bases = cut(&line, "|");
    edits = cut(&line, "|");
    place = cut(&line, "|");
    for (size_t i = 0; bases && i + 1 < BREAKS_BASES; i++)
        row->bases[i] = cut(&bases, " ");
    if (!edits || bases || !*row->bases[0])
        fail_msg("%s:%u: not a row", row->file, row->line);
    read_edits(row, edits);
    if (place && *place)
        read_place(row, place);
    if (line)
        read_options(row, cut(&line, "\n"));
}

static void add_row(struct breaks_table *table, const char *path,
                    unsigned number, const char *line)
{
    struct breaks_row *row = &table->rows[table->count++];
    size_t size = strlen(line) + 1;
    char *text = table->text + table->used;

    assert_true(table->count < BREAKS_ROWS);
    assert_true(table->used + size <= BREAKS_TEXT);
    memcpy(text, line, size);
    table->used += size;
    *row = (struct breaks_row){ .file = path, .line = number };
    read_row(row, text);
}

/* A line that begins with a blank goes on with the one before it. */
void breaks_load(struct breaks_table *table, const char *path)
{
    static char row[LINE_TEXT], line[LINE_TEXT];
    FILE *file = fopen(path, "r");
    unsigned number = 0, first = 0;
    size_t len = 0;

    if (!file)
        fail_msg("%s: cannot be read", path);
    while (fgets(line, sizeof(line), file)) {
        size_t from = strspn(line, " "), to = strcspn(line, "\n");

        number++;
        if (*line == '#' || to == 0)
            continue;
        if (from == 0 && len > 0)
            add_row(table, path, first, row);
        if (from == 0) {
            len = 0;
            first = number;
        }
        assert_true(len + to - from < LINE_TEXT);
        memcpy(row + len, line + from, to - from);
        len += to - from;
        row[len] = '\0';
    }
    if (len > 0)
        add_row(table, path, first, row);
    fclose(file);
}

/* --- files ------------------------------------------------------------------- */

struct text {
    char at[FILE_TEXT];
    size_t len;
};

static void add(struct text *text, const char *from, size_t len)
{
    assert_true(text->len + len < FILE_TEXT);
    memcpy(text->at + text->len, from, len);
    text->len += len;
    text->at[text->len] = '\0';
}

/* A base is a sample, or stands beside the rows. Line breaks are left out, so
 * that an edit may go over several segments. */
static void load_base(const char *name, struct text *text)
{
    static const char *const folders[] = { "samples", "tests/breaks" };
    char path[256];
    FILE *file = NULL;
    int c;

    for (size_t i = 0; !file && i < sizeof(folders) / sizeof(folders[0]); i++) {
        snprintf(path, sizeof(path), "%s/%s", folders[i], name);
        file = fopen(path, "r");
    }
    if (!file)
        fail_msg("%s: no such base", name);
    text->len = 0;
    while ((c = fgetc(file)) != EOF)
        if (c != '\n')
            add(text, &(char){ (char)c }, 1);
    fclose(file);
}

/* Each SE01 as it must be; an edit that touches an SE means what it says. */
static void put_counts(const struct text *from, struct text *into)
{
    const char *at = from->at, *end;
    unsigned count = 0;
    char number[16];

    into->len = 0;
    for (; (end = strchr(at, '~')); at = end + 1) {
        count = strncmp(at, "ST*", 3) == 0 ? 1 : count + 1;
        if (strncmp(at, "SE*", 3) == 0) {
            add(into, at, 3);
            snprintf(number, sizeof(number), "%u", count);
            add(into, number, strlen(number));
            at += 3 + strspn(at + 3, "0123456789");
        }
        add(into, at, (size_t)(end + 1 - at));
    }
    add(into, at, strlen(at));
}

static bool touches_se(const char *text)
{
    return strncmp(text, "SE*", 3) == 0 || strstr(text, "~SE*");
}

/* Puts the one text in place of the other, which stands once. */
static bool change(const struct breaks_row *row, const struct breaks_edit *edit,
                   const char *base, struct text *text)
{
    static struct text edited;
    const char *at = strstr(text->at, edit->old);

    if (!at || strstr(at + 1, edit->old)) {
        print_error("%s:%u: \"%s\" stands %s in %s\n", row->file, row->line,
                    edit->old, at ? "more than once" : "not", base);
        return false;
    }
    edited.len = 0;
    add(&edited, text->at, (size_t)(at - text->at));
    add(&edited, edit->by, strlen(edit->by));
    at += strlen(edit->old);
    add(&edited, at, strlen(at));
    *text = edited;
    return true;
}

static bool build(const struct breaks_row *row, const char *base,
                  struct text *into)
{
    static struct text edited;
    bool counted = true;

    load_base(base, &edited);
    for (size_t i = 0; row->edits[i].old; i++) {
        if (!change(row, &row->edits[i], base, &edited))
            return false;
        counted = counted && !touches_se(row->edits[i].old) &&
                  !touches_se(row->edits[i].by);
    }
    if (counted)
        put_counts(&edited, into);
    else
        *into = edited;
    return true;
}

/* --- findings ------------------------------------------------------------------ */

struct found {
    struct x12_finding at[FOUND];
    size_t count; /* all, kept or not */
};

/* What the options of a row bring to the check. */
struct settings {
    struct edi_check_lists lists;
    struct edi_edits edits;
    struct x12_arena arena;
};

static enum x12_status use_settings(const struct breaks_row *row,
                                    struct settings *s, struct edi_check *check,
                                    struct x12_error *err)
{
    enum x12_status status = X12_OK;

    if (row->codes) {
        status = edi_check_lists_read(&s->lists, row->codes, err);
        edi_check_use(check, &s->lists);
    }
    if (row->rules && status == X12_OK) {
        status = edi_check_edits_read(&s->edits, &s->arena, row->rules, err);
        edi_rules_release(check->rules);
        edi_check_use_edits(check, &s->edits);
    }
    edi_check_agree(check, &row->agreed);
    if (row->limit)
        edi_rules_limit(check->rules, row->limit);
    return status;
}

static void settings_release(struct settings *s)
{
    edi_check_lists_release(&s->lists);
    x12_arena_release(&s->arena);
}

/* What is found may point into the settings: they are the caller's to release. */
static void look(const struct breaks_row *row, const struct text *text,
                 struct settings *settings, struct found *found)
{
    const struct x12_finding *finding;
    struct edi_check check = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status;

    found->count = 0;
    status = x12_source_open_memory(&src, (x12_str){ text->at, text->len },
                                    &err);
    if (status == X12_OK)
        status = edi_check_begin(&check, &src, 7, &err);
    if (status == X12_OK)
        status = use_settings(row, settings, &check, &err);
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        if (found->count < FOUND)
            found->at[found->count] = *finding;
        found->count++;
    }
    edi_check_release(&check);
    x12_source_close(&src);
    if (status != X12_END)
        fail_msg("%s:%u: %s", row->file, row->line, err.text);
}

static const char *loop_of(const struct x12_finding *finding)
{
    return finding->row ? finding->row->loop : "-";
}

static void print(const struct text *text, const struct found *found)
{
    for (size_t i = 0; i < found->count && i < FOUND; i++) {
        const struct x12_finding *f = &found->at[i];
        const char *at = text->at + f->place.offset;
        char id[4];

        x12_finding_segment(f, id);
        print_error("    %s | %.*s %s %u-%u (%s, segment %u)\n", f->fault->name,
                    (int)strcspn(at, "~ "), at, loop_of(f), f->place.element,
                    f->place.component, id, f->place.segment);
    }
}

/* The segment of a place: "CLM*A1" is the only one that begins so, "ISA*#2" the
 * second one, "$" the end of the input. */
static bool find_place(const struct text *text, const char *head,
                       struct x12_place *place)
{
    const char *hash = strchr(head, '#'), *end;
    size_t len = hash ? (size_t)(hash - head) : strlen(head);
    unsigned long which = hash ? strtoul(hash + 1, NULL, 10) : 0, times = 0;
    uint32_t number = 0;

    if (strcmp(head, "$") == 0) {
        place->offset = text->len;
        return true;
    }
    for (const char *at = text->at; *at; at = end + 1) {
        end = at + strcspn(at, "~");
        number = strncmp(at, "ST*", 3) == 0   ? 1
                 : strncmp(at, "GE*", 3) == 0 ? 0
                                              : number + (number > 0);
        if (strncmp(at, head, len) == 0 && (++times == which || !which)) {
            place->offset = (uint64_t)(at - text->at);
            place->segment = number;
        }
        if (strncmp(at, "SE*", 3) == 0)
            number = 0;
        if (!*end)
            break;
    }
    return which ? times >= which : times == 1;
}

/* Does it tell of the segment that is missing, else of that at its place? What
 * stands between segments is of none. */
static bool is_of(const struct breaks_row *row, const struct x12_finding *found)
{
    size_t len = strcspn(row->at, "*#~");
    char id[4];

    x12_finding_segment(found, id);
    if (row->missing)
        return strcmp(id, row->missing) == 0;
    return !*id || (strncmp(id, row->at, len) == 0 && !id[len]);
}

static bool is_at(const struct breaks_row *row, const struct text *text,
                  const struct x12_finding *found)
{
    struct x12_place place = { 0 };

    return find_place(text, row->at, &place) && is_of(row, found) &&
           found->place.offset == place.offset &&
           found->place.segment == place.segment &&
           strcmp(loop_of(found), row->loop) == 0 &&
           found->place.element == row->element &&
           found->place.component == row->component;
}

bool breaks_hold(const struct breaks_row *row, breaks_note_fn *note, void *data)
{
    static struct text text;
    bool nothing = strcmp(row->fault, "-") == 0, holds = true;

    for (size_t i = 0; row->bases[i]; i++) {
        struct settings settings = { 0 };
        struct found found;
        bool right;

        if (!build(row, row->bases[i], &text)) {
            holds = false;
            continue;
        }
        look(row, &text, &settings, &found);
        right = nothing ? found.count == 0
                        : found.count == 1 && row->at &&
                              strcmp(found.at[0].fault->name, row->fault) == 0;
        if (right && (nothing || is_at(row, &text, &found.at[0]))) {
            if (!nothing)
                note(data, found.at[0].fault, (x12_str){ text.at, text.len });
        } else {
            holds = false;
            print_error("%s:%u: %s in %s: %s\n", row->file, row->line,
                        row->fault, row->bases[i],
                        right ? "told at the wrong place"
                              : "not all that is told");
            print(&text, &found);
        }
        settings_release(&settings);
    }
    return holds;
}

bool breaks_base_is_right(const char *base)
{
    static const struct breaks_row as_it_is = { .file = "base" };
    static struct text text;
    struct settings settings = { 0 };
    struct found found;

    load_base(base, &text);
    look(&as_it_is, &text, &settings, &found);
    settings_release(&settings);
    if (found.count > 0) {
        print_error("%s is not right:\n", base);
        print(&text, &found);
    }
    return found.count == 0;
}
