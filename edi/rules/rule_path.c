/* SPDX-License-Identifier: Apache-2.0 */
/* rule_path - paths of rules as rows of a guide */
#include "edi/rules/rule_private.h"

/* A path as it is written; slices of its line. */
struct path_words {
    x12_str loop, segment, code;
    uint32_t id; /* X12_ID of the segment */
    unsigned element, component;
};

bool edi_rule_wrong(struct edi_rule_trouble *trouble, x12_str at,
                    const char *what)
{
    *trouble = (struct edi_rule_trouble){ .what = what, .at = at.at };
    return false;
}

static bool path_no_segment(struct edi_rule_trouble *trouble, x12_str at)
{
    (void)edi_rule_wrong(trouble, at, "the guide has no such segment");
    trouble->guide = true;
    return false;
}

x12_str edi_rule_word(x12_str *line)
{
    x12_str rest = *line;
    size_t len = 0;

    if (rest.len == 0)
        return rest; /* which may have no place at all */
    while (rest.len > 0 && (*rest.at == ' ' || *rest.at == '\t')) {
        rest.at++;
        rest.len--;
    }
    while (len < rest.len && rest.at[len] != ' ' && rest.at[len] != '\t')
        len++;
    *line = (x12_str){ rest.at + len, rest.len - len };
    return (x12_str){ rest.at, len };
}

/* "-5", "-*", behind what was cut off. */
static bool path_position(x12_str text, unsigned *out)
{
    uint64_t number;

    if (x12_str_is(text, "*")) {
        *out = EDI_PATH_ALL;
        return true;
    }
    if (!x12_count_parse(text, &number) || number == 0 ||
        number >= X12_GUIDE_ELEMENTS)
        return false;
    *out = (unsigned)number;
    return true;
}

/* loop/segment*code-element-component; "*" for the loop is any loop. */
static bool path_words(x12_str text, struct path_words *out,
                       struct edi_rule_trouble *trouble)
{
    x12_str rest = text, head;

    *out = (struct path_words){ 0 };
    if (memchr(text.at, '/', text.len))
        out->loop = x12_str_cut(&rest, '/');
    head = x12_str_cut(&rest, '-');
    out->segment = x12_str_cut(&head, '*');
    out->code = head;
    out->id = x12_id_pack(out->segment);
    if (out->id == 0)
        return edi_rule_wrong(trouble, text,
                              "a path names a segment: 2300/REF*F8");
    if (rest.at) {
        x12_str element = x12_str_cut(&rest, '-');

        if (!path_position(element, &out->element))
            return edi_rule_wrong(trouble, element,
                                  "an element is a number from 1, or *");
    }
    if (rest.at && !path_position(rest, &out->component))
        return edi_rule_wrong(trouble, rest,
                              "a component is a number from 1, or *");
    return true;
}

/* --- the guide, made ready for being asked ----------------------------------- */

static size_t map_bucket(uint32_t id)
{
    return (id ^ id >> 8 ^ id >> 16) % EDI_MAP_BUCKETS;
}

/* Chains the segments of one id, the first one first. */
static void map_chain(struct edi_rule_map *map)
{
    for (size_t i = map->guide->count; i-- > 0;) {
        uint16_t *first;

        if (!map->id[i])
            continue;
        first = &map->first[map_bucket(map->id[i])];
        map->next[i] = *first;
        *first = (uint16_t)i;
    }
}

void edi_rule_map_make(struct edi_rule_map *map, const struct x12_guide *guide)
{
    uint16_t open[X12_GUIDE_DEPTH + 1] = { 0 }; /* loop row of each depth */

    map->guide = guide;
    map->loops = map->links = 0;
    memset(map->first, 0, sizeof(map->first));
    for (size_t i = 0; i < guide->count; i++) {
        const struct x12_row *row = &guide->rows[i];

        map->id[i] = row->segment ? x12_id_pack(x12_str_from(row->segment)) : 0;
        map->loop[i] = row->depth ? open[row->depth - 1] : 0;
        if (row->is_link && map->links < EDI_MAP_LINKS) {
            map->link[map->links] = (uint16_t)i;
            map->target[map->links++] = (uint16_t)x12_guide_target(guide, i);
        } else if (!row->segment && !row->is_link) {
            open[row->depth] = (uint16_t)i;
            map->end[i] = (uint16_t)x12_guide_end(guide, i);
            map->loop_row[map->loops++] = (uint16_t)i;
        }
    }
    map_chain(map);
}

size_t edi_rule_loop_named(const struct edi_rule_map *map, x12_str loop)
{
    for (size_t k = 0; k < map->loops; k++)
        if (x12_str_is(loop, map->guide->rows[map->loop_row[k]].loop))
            return map->loop_row[k];
    return SIZE_MAX;
}

/* Is `row` in the loop, at any depth, links followed? */
static bool map_holds(const struct edi_rule_map *map, size_t loop, size_t row)
{
    if (row >= loop && row < map->end[loop])
        return true;
    for (size_t k = 0; k < map->links; k++)
        if (map->link[k] > loop && map->link[k] < map->end[loop] &&
            map_holds(map, map->target[k], row))
            return true;
    return false;
}

/* The innermost loop that holds both rows. */
static size_t map_around(const struct edi_rule_map *map, size_t a, size_t b)
{
    size_t best = 0;

    for (size_t k = 0; k < map->loops; k++) {
        size_t loop = map->loop_row[k];

        if (map_holds(map, loop, a) && map_holds(map, loop, b) &&
            map_holds(map, best, loop))
            best = loop;
    }
    return best;
}

/* --- rows --------------------------------------------------------------------- */

/* The element that tells a segment from its namesakes: the guide's own, else
 * where the standard has it. */
static void path_code_place(const struct x12_row *row, struct edi_path *path)
{
    path->code_element = row->key_element ? row->key_element : 1;
    path->code_component = row->key_component;
    if (!row->key_element && strcmp(row->segment, "HI") == 0)
        path->code_component = 1;
}

/* Can the row be what the path names? Its id is. */
static bool path_row_fits(const struct x12_row *row,
                          const struct path_words *words)
{
    struct edi_path where = { 0 };
    const struct x12_rule *rule;

    if (words->code.len == 0)
        return true;
    path_code_place(row, &where);
    rule = x12_row_rule(row, where.code_element, where.code_component);
    return !rule || !rule->codes || x12_codes_have(rule->codes, words->code);
}

/* Is the code one that every segment of the row has? Then it need not be
 * asked. */
static bool path_row_says(const struct x12_row *row, x12_str code)
{
    const struct x12_rule *rule = x12_row_rule(row, row->key_element,
                                               row->key_component);
    x12_str codes;

    if (!row->key_element || !rule || !rule->codes)
        return false;
    codes = x12_str_trim(x12_str_from(rule->codes));
    return x12_str_equal(codes, code);
}

static void path_code(struct edi_path *path, x12_str code)
{
    path->code = code;
    path->key = edi_rule_pack(code);
}

static bool path_add(const struct x12_guide *guide, size_t row,
                     struct edi_path *path)
{
    if (path->rows == EDI_PATH_ROWS)
        return false;
    if (path->rows == 0)
        path_code_place(&guide->rows[row], path);
    path->row[path->rows++] = (uint16_t)row;
    return true;
}

/* The rows of a path in one loop, by its loop row. */
static bool path_rows(const struct edi_rule_map *map, size_t loop,
                      const struct path_words *words, struct edi_path *path)
{
    bool certain = true;

    for (size_t i = map->first[map_bucket(words->id)]; i; i = map->next[i]) {
        const struct x12_row *row = &map->guide->rows[i];

        if (map->id[i] != words->id || map->loop[i] != loop ||
            !path_row_fits(row, words))
            continue;
        if (!path_add(map->guide, i, path))
            return false;
        certain = certain && path_row_says(row, words->code);
    }
    path->id = words->id;
    path->element = (uint8_t)words->element;
    path->component = (uint8_t)words->component;
    path->each = words->element == EDI_PATH_ALL ||
                 words->component == EDI_PATH_ALL;
    if (words->code.len > 0 && !certain)
        path_code(path, words->code);
    return path->rows > 0;
}

/* Does the path mean the segment that the rule stands at? */
static bool path_is_self(const struct edi_rule_map *map,
                         const struct edi_path *at, size_t loop,
                         const struct path_words *words)
{
    struct edi_path same = { 0 };

    if (words->id != at->id || loop != map->loop[at->row[0]])
        return false;
    if (words->code.len == 0)
        return true;
    return path_rows(map, loop, words, &same) && same.rows == 1 &&
           same.row[0] == at->row[0] && x12_str_equal(same.code, at->code);
}

bool edi_rule_path(const struct edi_rule_map *map, const struct edi_path *at,
                   x12_str text, struct edi_path *path,
                   struct edi_rule_trouble *trouble)
{
    struct path_words words;
    size_t loop = map->loop[at->row[0]];

    *path = (struct edi_path){ 0 };
    if (!path_words(text, &words, trouble))
        return false;
    if (words.loop.len)
        loop = edi_rule_loop_named(map, words.loop);
    if (!path_rows(map, loop, &words, path))
        return path_no_segment(trouble, text);
    path->self = path_is_self(map, at, loop, &words);
    path->one = !path->self && !path->each && path->rows == 1 &&
                (path->code.len == 0 || path->key);
    path->up = (uint16_t)map_around(map, at->row[0], path->row[0]);
    return true;
}

size_t edi_rule_anchors(const struct edi_rule_map *map, x12_str at,
                        struct edi_path *paths, size_t cap,
                        struct edi_rule_trouble *trouble)
{
    const struct x12_guide *guide = map->guide;
    struct path_words words;
    size_t count = 0;
    x12_str text;

    while ((text = edi_rule_word(&at)).len > 0) {
        size_t i;

        if (!path_words(text, &words, trouble))
            return 0;
        i = map->first[map_bucket(words.id)];
        for (; i && count < cap; i = map->next[i]) {
            const struct x12_row *row = &guide->rows[i];
            struct edi_path *path = &paths[count];

            if (map->id[i] != words.id ||
                (words.loop.len && !x12_str_is(words.loop, "*") &&
                 !x12_str_is(words.loop, row->loop)) ||
                !path_row_fits(row, &words))
                continue;
            *path = (struct edi_path){ .id = words.id };
            (void)path_add(guide, i, path);
            if (words.code.len > 0 && !path_row_says(row, words.code))
                path_code(path, words.code);
            count++;
        }
        if (count == 0)
            (void)path_no_segment(trouble, text);
    }
    return count;
}

void edi_rule_path_mark(const struct edi_rule_map *map, x12_str text,
                        bool *marked)
{
    struct edi_rule_trouble trouble;
    struct path_words words;

    if (!path_words(text, &words, &trouble))
        return;
    for (size_t i = map->first[map_bucket(words.id)]; i; i = map->next[i]) {
        const struct x12_row *row = &map->guide->rows[i];

        if (map->id[i] == words.id && path_row_fits(row, &words) &&
            (words.loop.len == 0 || x12_str_is(words.loop, row->loop)))
            marked[i] = true;
    }
}

/* Are all the segments at `at` of that id? */
static bool path_is_at(x12_str at, uint32_t id)
{
    struct edi_rule_trouble trouble;
    struct path_words words;
    x12_str text;

    while ((text = edi_rule_word(&at)).len > 0)
        if (!path_words(text, &words, &trouble) || words.id != id)
            return false;
    return true;
}

void edi_rule_path_refer(const struct edi_rule_map *map, x12_str text,
                         x12_str at, uint32_t *refers)
{
    struct edi_rule_trouble trouble;
    struct path_words words;
    uint32_t bit = 1;

    if (!path_words(text, &words, &trouble))
        return;
    if (words.loop.len == 0 && words.code.len == 0 && path_is_at(at, words.id))
        return;
    if (words.element < X12_KEEP_BITS)
        bit <<= words.element;
    for (size_t i = map->first[map_bucket(words.id)]; i; i = map->next[i]) {
        const struct x12_row *row = &map->guide->rows[i];

        if (map->id[i] == words.id && path_row_fits(row, &words) &&
            (words.loop.len == 0 || x12_str_is(words.loop, row->loop)))
            refers[i] |= bit;
    }
}
