/* SPDX-License-Identifier: Apache-2.0 */
/* isa - the delimiters of an interchange by the form of its ISA */
#include "parser/isa_private.h"

enum { ISA_SEPARATORS = 16, ISA_LONGEST = 256 };

/* Where the separators stand when every element has its width. */
static const unsigned char isa_columns[ISA_SEPARATORS] = {
    3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103,
};

static bool isa_is_break(char c)
{
    return c == '\n' || c == '\r';
}

static bool isa_is_alnum(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9');
}

/* May it part elements or end segments? */
static bool isa_is_mark(char c)
{
    return !isa_is_alnum(c) && !isa_is_break(c) && c != ' ' && c != '\0';
}

static size_t isa_skip_breaks(x12_str bytes, size_t pos)
{
    while (pos < bytes.len && isa_is_break(bytes.at[pos]))
        pos++;
    return pos;
}

static size_t isa_skip_blanks(x12_str bytes, size_t pos)
{
    while (pos < bytes.len &&
           (isa_is_break(bytes.at[pos]) || bytes.at[pos] == ' '))
        pos++;
    return pos;
}

/* Does `text` stand here, with or without line breaks in it? */
static bool isa_stands(x12_str bytes, size_t pos, const char *text)
{
    for (; *text; text++, pos++) {
        pos = isa_skip_breaks(bytes, pos);
        if (pos >= bytes.len || bytes.at[pos] != *text)
            return false;
    }
    return true;
}

/* Does a segment that follows an ISA begin here? */
static bool isa_is_followed(x12_str bytes, size_t pos, char separator)
{
    const char heads[][5] = {
        { 'G', 'S', separator },
        { 'T', 'A', '1', separator },
        { 'I', 'E', 'A', separator },
    };

    pos = isa_skip_blanks(bytes, pos);
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        if (isa_stands(bytes, pos, heads[i]))
            return true;
    return false;
}

/* Reads the terminator behind the component separator, past padding, and
 * returns the position behind it; 0 when there is none. A line break ends
 * segments unless it is a wrapped line with the true mark behind. */
static size_t isa_read_terminator(x12_str bytes, size_t pos,
                                  struct x12_isa *isa)
{
    char separator = isa->delims.element, mark;
    size_t behind;

    while (pos < bytes.len && bytes.at[pos] == ' ')
        pos++;
    if (pos == bytes.len)
        return 0;
    mark = bytes.at[pos];
    behind = isa_skip_breaks(bytes, pos);
    isa->newline = behind > pos;
    if (!isa->newline) {
        isa->delims.segment = mark;
        return isa_is_mark(mark) && mark != separator ? pos + 1 : 0;
    }
    if (behind < bytes.len && isa_is_mark(bytes.at[behind]) &&
        isa_is_followed(bytes, behind + 1, separator)) {
        isa->delims.segment = bytes.at[behind];
        isa->newline = false;
        return behind + 1;
    }
    isa->delims.segment = memchr(bytes.at + pos, '\n', behind - pos) ? '\n'
                                                                     : '\r';
    return behind;
}

/* What the separators part: where each stands, line breaks not counted. */
struct isa_cuts {
    size_t raw[ISA_SEPARATORS]; /* position in the bytes */
    bool fixed;
    unsigned count;
};

static struct isa_cuts isa_cut(x12_str bytes, char separator)
{
    struct isa_cuts cuts = { .fixed = true };
    unsigned column = 0;

    for (size_t pos = 0; pos < bytes.len && column < ISA_LONGEST; pos++) {
        if (isa_is_break(bytes.at[pos]))
            continue;
        if (bytes.at[pos] == separator) {
            cuts.fixed &= column == isa_columns[cuts.count];
            cuts.raw[cuts.count++] = pos;
            if (cuts.count == ISA_SEPARATORS)
                break;
        }
        column++;
    }
    return cuts;
}

/* Where ISA16 is empty, the terminator was taken for it and the line break for
 * the terminator: then the next line ends with the same character. */
static void isa_mend_empty(x12_str bytes, size_t pos, struct x12_isa *isa)
{
    while (pos < bytes.len && !isa_is_break(bytes.at[pos]))
        pos++;
    if (pos == bytes.len || bytes.at[pos - 1] != isa->delims.component)
        return;
    isa->delims.segment = isa->delims.component;
    isa->delims.component = '\0';
    isa->newline = isa->fixed = false;
}

/* The one character of ISA11 parts repeats from version 00402 on; before, it
 * was the 'U' of a standards body. */
static char isa_repeat(x12_str bytes, const struct isa_cuts *cuts)
{
    static const char first[] = "00402";
    size_t at = isa_skip_breaks(bytes, cuts->raw[10] + 1);
    size_t pos = cuts->raw[11] + 1;
    char repeat = bytes.at[at];

    if (at >= cuts->raw[11] || !isa_is_mark(repeat))
        return '\0';
    for (size_t i = 0; i < sizeof(first) - 1; i++, pos++) {
        pos = isa_skip_breaks(bytes, pos);
        if (bytes.at[pos] != first[i])
            return bytes.at[pos] > first[i] ? repeat : '\0';
    }
    return repeat;
}

/* By the sixteenth separator; returns the position behind the terminator, or
 * 0. */
static size_t isa_read_counted(x12_str bytes, struct x12_isa *isa)
{
    struct isa_cuts cuts = isa_cut(bytes, isa->delims.element);
    size_t pos, end;

    if (cuts.count < ISA_SEPARATORS)
        return 0;
    pos = isa_skip_breaks(bytes, cuts.raw[ISA_SEPARATORS - 1] + 1);
    if (pos == bytes.len)
        return 0;
    isa->fixed = cuts.fixed;
    isa->delims.component = bytes.at[pos];
    isa->delims.repeat = isa_repeat(bytes, &cuts);
    end = isa_read_terminator(bytes, pos + 1, isa);
    if (end > 0 && isa->newline)
        isa_mend_empty(bytes, end, isa);
    return end;
}

/* An ISA with too few or too many elements ends where the next segment begins.
 * What stands before its end is taken as the component separator. */
static size_t isa_read_before_group(x12_str bytes, struct x12_isa *isa)
{
    char separator = isa->delims.element;

    for (size_t pos = 4; pos < bytes.len && pos < ISA_LONGEST; pos++) {
        char before = bytes.at[pos - 1], mark = bytes.at[pos];

        if (mark == separator || !(isa_is_mark(mark) || isa_is_break(mark)) ||
            !isa_is_followed(bytes, pos + 1, separator))
            continue;
        if (isa_is_mark(before) && before != separator)
            isa->delims.component = before;
        return isa_read_terminator(bytes, pos, isa);
    }
    return 0;
}

/* Does another ISA begin before `end`? Then the first is none. */
static bool isa_holds_another(x12_str bytes, size_t end, char separator)
{
    const char head[] = { 'I', 'S', 'A', separator, '\0' };

    for (size_t pos = 4; pos < end; pos++) {
        char before = bytes.at[pos - 1];

        if (before != separator && before != ' ' && !isa_is_alnum(before) &&
            isa_stands(bytes, pos, head))
            return true;
    }
    return false;
}

static bool isa_begins(x12_str bytes, char *separator)
{
    size_t pos = 1;

    if (bytes.len == 0 || bytes.at[0] != 'I' || !isa_stands(bytes, 1, "SA"))
        return false;
    for (unsigned letters = 0; letters < 2; pos++)
        letters += !isa_is_break(bytes.at[pos]);
    pos = isa_skip_breaks(bytes, pos);
    if (pos == bytes.len || !isa_is_mark(bytes.at[pos]))
        return false;
    *separator = bytes.at[pos];
    return true;
}

/* What is two delimiters parts no repeats. */
static void isa_find_clash(struct x12_isa *isa)
{
    struct x12_delims *d = &isa->delims;

    isa->clash = d->repeat &&
                 (d->repeat == d->element || d->repeat == d->segment ||
                  d->repeat == d->component);
    if (isa->clash)
        d->repeat = '\0';
}

bool x12_isa_read(x12_str bytes, struct x12_isa *isa)
{
    struct x12_isa counted = { 0 };
    size_t end;

    *isa = (struct x12_isa){ 0 };
    if (!isa_begins(bytes, &isa->delims.element))
        return false;
    counted.delims.element = isa->delims.element;
    end = isa_read_counted(bytes, &counted);
    if (end > 0 &&
        (counted.fixed || isa_is_followed(bytes, end, isa->delims.element))) {
        *isa = counted;
    } else {
        size_t other = isa_read_before_group(bytes, isa);

        if (other > 0)
            end = other;
        else
            *isa = counted;
    }
    isa_find_clash(isa);
    return end > 0 &&
           (isa->fixed || !isa_holds_another(bytes, end, isa->delims.element));
}

struct x12_scan_marks x12_isa_marks(const struct x12_isa *isa)
{
    const struct x12_delims *d = &isa->delims;

    return (struct x12_scan_marks){
        .segment = (unsigned char)(isa->newline ? '\n' : d->segment),
        .segment2 = (unsigned char)(isa->newline ? '\r' : d->segment),
        .element = (unsigned char)d->element,
        .component = (unsigned char)d->component,
        .repeat = (unsigned char)d->repeat,
    };
}
