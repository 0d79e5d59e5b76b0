/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide - the shape of a guide table, its children, its soundness
 */
#include "parser/guide.h"

size_t x12_guide_end(const struct x12_guide *guide, size_t row)
{
    const struct x12_row *rows = guide->rows;
    size_t end = row + 1;

    while (end < guide->count && rows[end].depth > rows[row].depth)
        end++;
    return end;
}

size_t x12_guide_target(const struct x12_guide *guide, size_t row)
{
    const struct x12_row *rows = guide->rows;

    if (!rows[row].is_link)
        return row;
    for (size_t i = 0; i < guide->count; i++)
        if (!rows[i].segment && !rows[i].is_link &&
            strcmp(rows[i].loop, rows[row].loop) == 0)
            return i;
    return row;
}

const struct x12_rule *x12_row_rule(const struct x12_row *row, unsigned element,
                                    unsigned component)
{
    for (size_t i = 0; i < row->rule_count; i++)
        if (row->rules[i].element == element &&
            row->rules[i].component == component)
            return &row->rules[i];
    return NULL;
}

/* '_' in the list stands for a blank in the code. */
static bool guide_same(char listed, char given)
{
    return listed == '_' ? given == ' ' || given == '_' : listed == given;
}

bool x12_codes_have(const char *codes, x12_str code)
{
    const char *at = codes;

    if (!codes || code.len == 0)
        return false;
    while (*at) {
        size_t same = 0;

        at++; /* the blank in front */
        while (same < code.len && (unsigned char)at[same] > ' ' &&
               guide_same(at[same], code.at[same]))
            same++;
        if (same == code.len && at[same] == ' ')
            return true;
        at += same;
        while (*at && *at != ' ')
            at++;
    }
    return false;
}

/* Do two lists share a code? */
static bool guide_codes_meet(const char *a, const char *b)
{
    x12_str rest = x12_str_from(a);

    while (rest.len > 0)
        if (x12_codes_have(b, x12_str_cut(&rest, ' ')))
            return true;
    return false;
}

static const char *guide_key_codes(const struct x12_row *row, unsigned element,
                                   unsigned component)
{
    const struct x12_rule *rule = x12_row_rule(row, element, component);

    return rule ? rule->codes : NULL;
}

static bool guide_has_key(const struct x12_row *row, unsigned element,
                          unsigned component)
{
    return element != 0 &&
           ((row->key_element == element && row->key_component == component) ||
            (row->key2_element == element && row->key2_component == component));
}

/* Could one segment be both? Not if a key they share keeps them apart. */
static bool guide_namesakes(const struct x12_row *a, const struct x12_row *b)
{
    if (strcmp(a->segment, b->segment) != 0)
        return false;
    if (guide_has_key(b, a->key_element, a->key_component) &&
        !guide_codes_meet(guide_key_codes(a, a->key_element, a->key_component),
                          guide_key_codes(b, a->key_element, a->key_component)))
        return false;
    if (guide_has_key(b, a->key2_element, a->key2_component) &&
        !guide_codes_meet(
            guide_key_codes(a, a->key2_element, a->key2_component),
            guide_key_codes(b, a->key2_element, a->key2_component)))
        return false;
    return true;
}

/* The segment that a child of a loop is met by. */
static const struct x12_row *guide_opener(const struct x12_guide *guide,
                                          size_t row)
{
    if (guide->rows[row].segment)
        return &guide->rows[row];
    return &guide->rows[x12_guide_target(guide, row) + 1];
}

/* "P0304 C0605 05:P0102": notes are counted into `*notes`. */
static const char *guide_notes_fault(const char *syntax, size_t *notes)
{
    x12_str rest = x12_str_from(syntax);

    while (rest.len > 0) {
        x12_str note = x12_str_cut(&rest, ' ');
        size_t digits = 1;

        if (note.len > 3 && note.at[2] == ':') {
            note.at += 3;
            note.len -= 3;
        }
        while (digits < note.len && note.at[digits] >= '0' &&
               note.at[digits] <= '9')
            digits++;
        if (note.len < 5 || note.len % 2 == 0 || digits != note.len ||
            !memchr("PRECL", note.at[0], 5))
            return "a syntax note that is none";
        (*notes)++;
    }
    return *notes > X12_GUIDE_NOTES ? "too many syntax notes" : NULL;
}

static const char *guide_rules_fault(const struct x12_row *row)
{
    const unsigned keys[2][2] = {
        { row->key_element, row->key_component },
        { row->key2_element, row->key2_component },
    };

    if (row->rule_count >= X12_GUIDE_RULES)
        return "too many rules";
    for (size_t i = 0; i < row->rule_count; i++)
        if (row->rules[i].element == 0 ||
            row->rules[i].element >= X12_GUIDE_ELEMENTS)
            return "an element number out of range";
    for (size_t i = 1; i < row->rule_count; i++) {
        const struct x12_rule *a = &row->rules[i - 1], *b = &row->rules[i];

        if (b->element < a->element ||
            (b->element == a->element && b->component <= a->component))
            return "rules out of order";
    }
    for (size_t i = 0; i < 2; i++)
        if (keys[i][0] && !guide_key_codes(row, keys[i][0], keys[i][1]))
            return "a key without codes";
    return NULL;
}

static const char *guide_link_fault(const struct x12_guide *guide, size_t row)
{
    const struct x12_row *rows = guide->rows;
    size_t target = x12_guide_target(guide, row);
    size_t end = x12_guide_end(guide, target);

    if (target == row)
        return "a link to nothing";
    if (row > target && row < end)
        return "a link inside its own loop";
    for (size_t i = target; i < end; i++)
        if (rows[i].is_link)
            return "a link inside a linked loop";
    return NULL;
}

static const char *guide_row_fault(const struct x12_guide *guide, size_t row)
{
    const struct x12_row *rows = guide->rows, *r = &rows[row];
    bool after_segment = row > 0 &&
                         (rows[row - 1].segment || rows[row - 1].is_link);

    if (row > 0 && r->depth == 0)
        return "a second row of depth 0";
    if (row > 0 && r->depth > rows[row - 1].depth + (after_segment ? 0 : 1))
        return "depth grows by more than one";
    if (r->depth + 1 >= X12_GUIDE_DEPTH)
        return "nested too deep";
    if (!r->loop || !r->loop[0])
        return "a row without a loop";
    if (r->segment) {
        if (x12_id_pack(x12_str_from(r->segment)) == 0)
            return "a segment id that is none";
        return guide_rules_fault(r);
    }
    if (r->is_link)
        return guide_link_fault(guide, row);
    if (row + 1 >= guide->count || !rows[row + 1].segment ||
        rows[row + 1].depth != r->depth + 1)
        return "a loop that does not open with a segment";
    return NULL;
}

/* Within a run of siblings of one position no two may answer to one segment. */
static const char *guide_namesake_fault(const struct x12_guide *guide,
                                        size_t row)
{
    const struct x12_row *rows = guide->rows;

    for (size_t i = x12_guide_end(guide, row); i < guide->count;
         i = x12_guide_end(guide, i)) {
        if (rows[i].depth != rows[row].depth || rows[i].pos != rows[row].pos)
            break;
        if (guide_namesakes(guide_opener(guide, row), guide_opener(guide, i)))
            return "a namesake with the same qualifier at one place";
    }
    return NULL;
}

const char *x12_guide_fault(const struct x12_guide *guide, size_t *row)
{
    const char *fault = NULL;

    *row = 0;
    if (guide->count < 2 || guide->count >= X12_GUIDE_ROWS)
        return "too few or too many rows";
    if (guide->rows[0].depth != 0 || guide->rows[0].segment)
        return "row 0 is not the transaction set";
    for (size_t i = 0; i < guide->count && !fault; i++) {
        *row = i;
        fault = guide_row_fault(guide, i);
    }
    for (size_t i = 0, notes = 0; i < guide->count && !fault; i++) {
        *row = i;
        fault = guide_namesake_fault(guide, i);
        if (!fault && guide->rows[i].syntax)
            fault = guide_notes_fault(guide->rows[i].syntax, &notes);
    }
    return fault;
}
