/* SPDX-License-Identifier: Apache-2.0 */
/* claim_unread - segments that have no place in a claim, back where they stood */
#include "edi/claims/claim_unread_private.h"

/* One element: its repeats, each with its components. */
static void unread_element(struct x12_writer *w, x12_str element, char by,
                           char repeat)
{
    bool first = true;

    do {
        x12_str part = repeat ? x12_str_cut(&element, repeat) : element;

        if (!repeat)
            element.len = 0;
        if (first)
            x12_put(w, x12_str_cut(&part, by));
        else
            x12_put_repeat(w, x12_str_cut(&part, by));
        first = false;
        while (part.len > 0)
            x12_put_component(w, x12_str_cut(&part, by));
    } while (element.len > 0);
}

/* The segment as it was sent, in this writer's delimiters. */
static void unread_write(struct x12_writer *w, const struct edi_unread *unread)
{
    const x12_str marks = unread->marks.len >= 2 ? unread->marks
                                                 : X12_STR("*:^");
    const char repeat = marks.len > 2 ? marks.at[2] : '\0';
    x12_str rest = unread->text;
    x12_str id = x12_str_cut(&rest, marks.at[0]);
    char name[4];

    x12_str_put(id, name, sizeof(name));
    x12_writer_begin(w, name);
    if (id.len == 0 || id.len >= sizeof(name))
        x12_writer_fail(w, X12_ESYNTAX, "\"unread\" holds no segment");
    while (rest.len > 0)
        unread_element(w, x12_str_cut(&rest, marks.at[0]), marks.at[1], repeat);
    x12_writer_end(w);
}

static bool unread_is_here(const struct edi_unread_out *out,
                           const struct edi_unread *unread)
{
    return out->level && unread->place > 0 &&
           x12_str_is(unread->level, out->level);
}

static void unread_put(struct edi_unread_out *out, struct x12_writer *w,
                       const struct edi_unread *unread)
{
    unread_write(w, unread);
    out->place++;
    out->left--;
}

bool edi_unread_stands(struct edi_unread_out *out, struct x12_writer *w)
{
    for (size_t i = 0; i < out->count; i++) {
        const struct edi_unread *unread = &out->at[i];

        if (!unread_is_here(out, unread) || unread->place != out->place)
            continue;
        unread_put(out, w, unread);
        if (unread->replaces)
            return true;
    }
    out->place++;
    return false;
}

void edi_unread_level(struct edi_unread_out *out, struct x12_writer *w,
                      const char *level)
{
    for (size_t i = 0; i < out->count; i++)
        if (unread_is_here(out, &out->at[i]) && out->at[i].place >= out->place)
            unread_put(out, w, &out->at[i]);
    out->level = level;
    out->place = 1;
}
