/* SPDX-License-Identifier: Apache-2.0 */
/* pack - a list of numbers and texts as one value of a row */
#include "edi/store/pack.h"

enum { PACK_FIRST = 512, PACK_INT_BYTES = 10 };

/* Room for `more` bytes behind what is there; false when the arena is out. */
static bool pack_room(struct edi_pack *pack, size_t more)
{
    size_t cap = pack->cap ? pack->cap : PACK_FIRST;
    char *wider;

    if (pack->cap - pack->len >= more)
        return true;
    while (cap - pack->len < more)
        cap *= 2;
    wider = x12_arena_bytes(pack->arena, cap);
    if (!wider)
        return false;
    if (pack->len)
        memcpy(wider, pack->at, pack->len);
    pack->at = wider;
    pack->cap = cap;
    return true;
}

/* A number that has its sign lowest. */
void edi_pack_wide(struct edi_pack *pack, uint64_t rest)
{
    if (!pack_room(pack, PACK_INT_BYTES))
        return;
    for (; rest >= 0x80; rest >>= 7)
        pack->at[pack->len++] = (char)(unsigned char)(rest | 0x80);
    pack->at[pack->len++] = (char)rest;
}

void edi_pack_text(struct edi_pack *pack, x12_str s)
{
    edi_pack_int(pack, (int64_t)s.len);
    if (!s.len || !pack_room(pack, s.len))
        return;
    memcpy(pack->at + pack->len, s.at, s.len);
    pack->len += s.len;
}

x12_str edi_pack_done(const struct edi_pack *pack)
{
    return (x12_str){ pack->at, pack->len };
}

int64_t edi_unpack_int(struct edi_unpack *from)
{
    uint64_t n = 0;

    for (unsigned shift = 0; from->rest.len && shift < 64; shift += 7) {
        unsigned char c = (unsigned char)*from->rest.at;

        from->rest.at++;
        from->rest.len--;
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
    }
    from->failed = true;
    from->rest.len = 0;
    return 0;
}

size_t edi_unpack_count(struct edi_unpack *from)
{
    int64_t n = edi_unpack_int(from);

    if (n >= 0 && (uint64_t)n <= from->rest.len)
        return (size_t)n;
    from->failed = true;
    from->rest.len = 0;
    return 0;
}

x12_str edi_unpack_text(struct edi_unpack *from)
{
    size_t len = edi_unpack_count(from);
    x12_str s = { from->rest.at, len };

    if (len)
        from->rest.at += len;
    from->rest.len -= len;
    return s;
}
