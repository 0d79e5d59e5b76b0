/* SPDX-License-Identifier: Apache-2.0 */
/* keep - segments kept: copies that outlive the reader's next step */
#include "parser/keep.h"

/* Twice the room; what was there before stays until the release. */
static void *keep_grown(struct x12_keep *keep, const void *old, size_t used,
                        size_t room)
{
    void *grown = x12_arena_bytes(&keep->arena, room + _Alignof(max_align_t));
    size_t odd = (uintptr_t)grown % _Alignof(max_align_t);

    if (!grown)
        return NULL;
    if (odd)
        grown = (char *)grown + (_Alignof(max_align_t) - odd);
    if (used > 0)
        memcpy(grown, old, used);
    return grown;
}

/* Room is never more than the limit. */
static bool keep_more_bytes(struct x12_keep *keep, size_t size)
{
    size_t limit = keep->limit ? keep->limit : X12_KEEP_LIMIT;
    size_t room = keep->room ? keep->room : 16384;
    char *grown;

    if (size > limit || keep->used > limit - size)
        return false;
    while (room - keep->used < size)
        room *= 2;
    if (room > limit)
        room = limit;
    grown = keep_grown(keep, keep->bytes, keep->used, room);
    if (!grown)
        return false;
    keep->bytes = grown;
    keep->room = room;
    return true;
}

static bool keep_more_rows(struct x12_keep *keep)
{
    size_t room = keep->kept_room ? keep->kept_room * 2 : 256;
    struct x12_kept *grown;

    grown = keep_grown(keep, keep->kept, keep->count * sizeof(*grown),
                       room * sizeof(*grown));
    if (!grown)
        return false;
    keep->kept = grown;
    keep->kept_room = room;
    return true;
}

bool x12_keep_add(struct x12_keep *keep, const struct x12_segment *seg,
                  uint32_t has, uint16_t row, uint32_t prev)
{
    size_t cuts = (seg->count + 1) * sizeof(uint32_t);
    x12_str text = x12_segment_text(seg);
    size_t size = (cuts + text.len + 3) & ~(size_t)3;
    struct x12_kept *kept;
    char *into;

    if ((keep->count == keep->kept_room && !keep_more_rows(keep)) ||
        (size > keep->room - keep->used && !keep_more_bytes(keep, size)))
        return false;
    kept = &keep->kept[keep->count++];
    into = keep->bytes + keep->used;
    kept->offset = seg->place.offset;
    kept->segment = seg->place.segment;
    kept->id = seg->id;
    kept->at = (uint32_t)keep->used;
    kept->count = seg->count;
    kept->prev = prev;
    kept->row = row;
    kept->start = seg->start;
    kept->has = has;
    keep->delims = seg->delims;
    memcpy(into, seg->cut, cuts);
    memcpy(into + cuts, text.at, text.len);
    keep->used += size;
    return true;
}

void x12_keep_release(struct x12_keep *keep)
{
    x12_arena_release(&keep->arena);
    *keep = (struct x12_keep){ .limit = keep->limit };
}
