/* SPDX-License-Identifier: Apache-2.0 */
/* rule_memo - what a segment was like at which no rule was broken */
#include "edi/rules/rule_looks_private.h"
#include "edi/rules/rule_private.h"

static void memo_value(struct edi_rule_memo *memo, unsigned element)
{
    unsigned k = 0;

    while (k < memo->values && memo->element[k] != element)
        k++;
    if (element == 0 || element >= X12_KEEP_BITS || k == EDI_MEMO_VALUES) {
        memo->lasting = false;
        return;
    }
    memo->looked |= UINT32_C(1) << element;
    memo->element[k] = (uint8_t)element;
    memo->values += k == memo->values;
}

/* Its own segment by an element; others by what is around claims, or is the
 * claim, and of those only what stands before its own loop can. */
static void memo_path(struct edi_rule_memo *memo, const struct edi_ready *ready,
                      const struct edi_path *path, bool value,
                      const struct edi_memo_rows *rows)
{
    uint16_t own = ready->map->loop[ready->at.row[0]];

    if (path->self && (path->each || path->element >= X12_KEEP_BITS))
        memo->lasting = false;
    else if (path->self && (value || path->component))
        memo_value(memo, path->element);
    else if (path->self)
        memo->looked |= path->element ? UINT32_C(1) << path->element : 0;
    else if (path->up == own || (path->up && !rows->root[path->up]))
        memo->lasting = false;
    if (path->self)
        return;
    memo->bound = true;
    for (unsigned k = 0; k < path->rows && rows->steady; k++)
        rows->steady[path->row[k]] = true;
}

static void memo_test(struct edi_rule_memo *memo, const struct edi_ready *ready,
                      const struct edi_test *test,
                      const struct edi_memo_rows *rows)
{
    bool value = test->op != EDI_RULE_PRESENT && test->op != EDI_RULE_ABSENT &&
                 test->op != EDI_RULE_REQUIRE && test->op != EDI_RULE_FORBID;

    if (test->op == EDI_RULE_LIMIT)
        memo->lasting = false;
    for (unsigned k = 0; k < test->paths; k++)
        memo_path(memo, ready, &test->path[k], value, rows);
    if (test->than.rows > 0)
        memo_path(memo, ready, &test->than, true, rows);
}

static void memo_look(struct edi_rule_memo *memo, const struct edi_ready *ready,
                      const struct edi_memo_rows *rows)
{
    const struct edi_look_need *need = edi_look_need(ready->rule->look);

    if (!need) {
        memo->lasting = false;
        return;
    }
    for (size_t k = 0; k < 2 && need->element[k]; k++)
        memo_value(memo, need->element[k]);
    if (!need->path)
        return;
    memo->bound = true;
    if (rows->steady)
        edi_rule_path_mark(ready->map, x12_str_from(need->path), rows->steady);
}

void edi_memo_add(struct edi_rule_memo *memo, const struct edi_ready *ready,
                  const struct edi_memo_rows *rows)
{
    for (unsigned k = 0; k < ready->whens; k++)
        memo_test(memo, ready, &ready->when[k], rows);
    if (ready->rule->demand)
        memo_test(memo, ready, &ready->demand, rows);
    else
        memo_look(memo, ready, rows);
    if (ready->at.code.len > 0)
        memo_value(memo, ready->at.code_element);
}

static bool memo_is_text(const char *a, const char *b, size_t len)
{
    for (; len >= 8; len -= 8, a += 8, b += 8)
        if (memcmp(a, b, 8) != 0)
            return false;
    for (; len > 0; len--)
        if (*a++ != *b++)
            return false;
    return true;
}

bool edi_memo_is(const struct edi_rule_memo *memo,
                 const struct x12_segment *seg, uint32_t has, uint64_t now,
                 uint64_t begun)
{
    if (!memo->lasting || (has & memo->looked) != memo->has ||
        (memo->bound ? memo->at != now : memo->at < begun))
        return false;
    for (unsigned k = 0; k < memo->values; k++) {
        x12_str text = x12_element(seg, memo->element[k]);

        if (text.len != memo->len[k] ||
            !memo_is_text(text.at, memo->text[k], text.len))
            return false;
    }
    return true;
}

void edi_memo_set(struct edi_rule_memo *memo, const struct edi_scope *s,
                  uint32_t i, uint64_t now)
{
    memo->at = 0;
    for (unsigned k = 0; k < memo->values; k++) {
        x12_str text = x12_kept_element(&s->keep, i, memo->element[k]);

        if (text.len > EDI_MEMO_TEXT)
            return;
        memo->len[k] = (uint8_t)text.len;
        if (text.len > 0)
            memcpy(memo->text[k], text.at, text.len);
    }
    memo->has = s->keep.kept[i].has & memo->looked;
    memo->at = now;
}
