/* SPDX-License-Identifier: Apache-2.0 */
/* chance - what falls to a claim by chance, the same for the same seed */
#include "edi/simulate/chance.h"

/* The finalizer of SplitMix64: every bit of the input bears on every bit. */
static uint64_t chance_mix(uint64_t x)
{
    x ^= x >> 30;
    x *= UINT64_C(0xBF58476D1CE4E5B9);
    x ^= x >> 27;
    x *= UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t chance_add(uint64_t id, uint64_t word)
{
    return chance_mix(id + UINT64_C(0x9E3779B97F4A7C15) + word);
}

uint64_t edi_chance_of_text(uint64_t seed, x12_str text)
{
    uint64_t id = chance_add(seed, text.len);

    while (text.len > 0) {
        size_t len = text.len < sizeof(id) ? text.len : sizeof(id);
        uint64_t word = 0;

        for (size_t i = len; i-- > 0;)
            word = word << 8 | (unsigned char)text.at[i];
        id = chance_add(id, word);
        text = (x12_str){ text.at + len, text.len - len };
    }
    return id;
}

uint64_t edi_chance_of_claim(uint64_t seed, const struct edi_claim *claim)
{
    x12_date from, to;
    uint64_t id = edi_chance_of_text(seed, claim->id);

    edi_claim_service(claim, &from, &to);
    id = edi_chance_of_text(id, claim->frequency);
    id = edi_chance_of_text(id, claim->subscriber.id);
    id = edi_chance_of_text(id, claim->billing.id);
    id = chance_add(id, (uint64_t)claim->charge);
    return chance_add(id, (uint64_t)from);
}

uint32_t edi_chance(uint64_t id, const char *name, uint32_t below)
{
    uint64_t draw = edi_chance_of_text(id, x12_str_from(name));

    return (uint32_t)((draw >> 32) * below >> 32);
}
