/* SPDX-License-Identifier: Apache-2.0 */
/* claim_keep - segments that found no place in a claim, kept as they stand */
#include "edi/claims/claim_open_private.h"
#include "edi/claims/take_private.h"

/* The segment's text with the usual marks, "*:^"; false when its values hold
 * one of these. */
static bool keep_usual(const struct x12_delims by, x12_str text, char *into)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];

        if (c == by.element)
            into[i] = '*';
        else if (c == by.component)
            into[i] = ':';
        else if (by.repeat && c == by.repeat)
            into[i] = '^';
        else if (c == '*' || c == ':' || c == '^')
            return false;
        else
            into[i] = c;
    }
    return true;
}

/* Tells the marks of the segment, or makes them the usual ones. */
static void keep_marks(struct edi_claim_reader *rd, struct edi_unread *unread)
{
    struct x12_arena *arena = &rd->arena[EDI_LEVEL_CLAIM];
    const struct x12_delims by = rd->cur->seg.delims;
    const char marks[] = { by.element, by.component, by.repeat };
    char *usual;

    if (memcmp(marks, "*:^", sizeof(marks)) == 0 || unread->text.len == 0)
        return;
    usual = x12_arena_bytes(arena, unread->text.len);
    if (usual && keep_usual(by, unread->text, usual))
        unread->text.at = usual;
    else
        unread->marks = x12_arena_copy(arena,
                                       (x12_str){ marks, by.repeat ? 3 : 2 });
}

void edi_claim_keep(struct edi_claim_reader *rd, bool replaces)
{
    const char *loop = rd->cur->row ? rd->cur->row->loop
                                    : x12_walker_loop(rd->cur->walker);
    struct edi_unread *unread;
    struct edi_take t;

    edi_take_begin(&t, rd->cur, &rd->arena[EDI_LEVEL_CLAIM]);
    edi_take_unread(&t, loop, &rd->claim.unread, &rd->claim.unread_count);
    if (edi_take_is_latin1(rd->cur))
        rd->latin1[EDI_LEVEL_CLAIM] = true;
    if (rd->claim.unread_count == 0)
        return; /* out of memory */
    unread = &rd->claim.unread[rd->claim.unread_count - 1];
    keep_marks(rd, unread);
    unread->replaces = replaces;
    if (!rd->root)
        return;
    unread->level = x12_str_from(rd->root);
    unread->place = rd->cur->seg.place.segment - rd->root_segment + 1;
}
