/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack - a list of numbers and texts as one value of a row
 *
 *     struct edi_pack pack = { .arena = &arena };
 *     edi_pack_int(&pack, charge), edi_pack_text(&pack, code);
 *     edi_db_bind_blob(q, 5, edi_pack_done(&pack));
 *
 *     struct edi_unpack from = { edi_db_blob(q, 5) };
 *     charge = edi_unpack_int(&from), code = edi_unpack_text(&from);
 *
 * The lines of a claim are read and written together, so they are one value and
 * not rows of their own. Numbers take seven bits a byte, the sign lowest; a
 * text is its length and its bytes.
 */
#ifndef EDI_PACK_H
#define EDI_PACK_H

#include "parser/arena.h"

struct edi_pack {
    struct x12_arena *arena;
    /* private below */
    char *at;
    size_t len, cap;
};

/* Nothing is added once the arena is out: ask it at the end. */
void edi_pack_wide(struct edi_pack *pack, uint64_t rest);

static inline void edi_pack_int(struct edi_pack *pack, int64_t n)
{
    uint64_t rest = (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0);

    if (rest < 0x80 && pack->len < pack->cap)
        pack->at[pack->len++] = (char)rest; /* most of them */
    else
        edi_pack_wide(pack, rest);
}

void edi_pack_text(struct edi_pack *pack, x12_str s);
x12_str edi_pack_done(const struct edi_pack *pack);

struct edi_unpack {
    x12_str rest;
    bool failed; /* it ended too early: zeros and empty texts from then on */
};

int64_t edi_unpack_int(struct edi_unpack *from);

/* How many follow: never more than bytes are left, so it may be allocated. */
size_t edi_unpack_count(struct edi_unpack *from);

/* Borrows from the packed value. */
x12_str edi_unpack_text(struct edi_unpack *from);

#endif
