/* SPDX-License-Identifier: Apache-2.0 */
/* claim_ids - numbers of claims and lines that come back from any payer */
#include "edi/jobs/claim_ids.h"

#include <stdio.h>

static const char ids_digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

enum { IDS_BASE = 36, IDS_BITS = 5 };

static unsigned ids_value(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'A' && c <= 'Z')
        return (unsigned)(c - 'A') + 10;
    return 0;
}

char edi_id_check(x12_str text)
{
    unsigned sum = IDS_BASE;

    for (size_t i = 0; i < text.len; i++) {
        sum += ids_value(text.at[i]);
        sum = (sum > IDS_BASE ? sum - IDS_BASE : sum) * 2 % (IDS_BASE + 1);
    }
    return ids_digits[(IDS_BASE + 1 - sum) % IDS_BASE];
}

bool edi_id_is_whole(x12_str text)
{
    return text.len > 1 && text.at[text.len - 1] ==
                               edi_id_check((x12_str){ text.at, text.len - 1 });
}

/* Five bits a character: no I, L, O and U, which people misread. */
static x12_str ids_claim(struct x12_arena *arena,
                         const unsigned char sum[EDI_DIGEST_BYTES])
{
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    char *id = x12_arena_bytes(arena, EDI_CLAIM_ID);

    if (!id)
        return (x12_str){ NULL, 0 };
    id[0] = 'E';
    for (unsigned i = 1; i < EDI_CLAIM_ID - 1; i++) {
        const unsigned bit = (i - 1) * IDS_BITS;
        const unsigned two = (unsigned)sum[bit / 8] << 8 | sum[bit / 8 + 1];

        id[i] = letters[two >> (16 - IDS_BITS - bit % 8) & 31];
    }
    id[EDI_CLAIM_ID - 1] = edi_id_check((x12_str){ id, EDI_CLAIM_ID - 1 });
    return (x12_str){ id, EDI_CLAIM_ID };
}

/* "PCN0001L002X". A number of a claim that is longer is cut in front. */
static x12_str ids_line(struct x12_arena *arena, x12_str claim, size_t line)
{
    const size_t most = EDI_LINE_ID_MOST - EDI_LINE_ID_TAIL;
    char room[EDI_LINE_ID_MOST + 1];
    int len;

    if (claim.len > most)
        claim = (x12_str){ claim.at + claim.len - most, most };
    len = snprintf(room, sizeof(room), "%.*sL%03u", (int)claim.len, claim.at,
                   (unsigned)(line + 1) % 1000);
    room[len] = edi_id_check((x12_str){ room, (size_t)len });
    return x12_arena_copy(arena, (x12_str){ room, (size_t)len + 1 });
}

static bool ids_line_has(const struct edi_line *line)
{
    return edi_reference_find(line->references, line->reference_count, "6R")
               .len > 0;
}

static bool ids_are_there(const struct edi_claim *claim)
{
    for (size_t i = 0; i < claim->line_count; i++)
        if (!ids_line_has(&claim->lines[i]))
            return false;
    return claim->id.len > 0;
}

/* One reference more, behind those of the line. */
static void ids_refer(struct edi_claim_ids *ids, struct edi_line *line,
                      size_t number)
{
    const size_t size = sizeof(*line->references);
    struct edi_reference *made = x12_arena_make(
        &ids->arena, (line->reference_count + 1) * size);

    if (!made)
        return;
    if (line->reference_count > 0)
        memcpy(made, line->references, line->reference_count * size);
    made[line->reference_count].qualifier = X12_STR("6R");
    made[line->reference_count].value = ids_line(&ids->arena, ids->claim.id,
                                                 number);
    line->references = made;
    line->reference_count++;
}

static void ids_lines(struct edi_claim_ids *ids)
{
    struct edi_claim *claim = &ids->claim;
    struct edi_line *lines = x12_arena_make(&ids->arena,
                                            claim->line_count * sizeof(*lines));

    if (!lines)
        return;
    memcpy(lines, claim->lines, claim->line_count * sizeof(*lines));
    claim->lines = lines;
    for (size_t i = 0; i < claim->line_count; i++)
        if (!ids_line_has(&lines[i]))
            ids_refer(ids, &lines[i], i);
}

enum x12_status edi_claim_ids_give(struct edi_claim_ids *ids,
                                   const struct edi_claim *claim, x12_str use,
                                   const struct edi_claim **out,
                                   struct x12_error *err)
{
    unsigned char sum[EDI_DIGEST_BYTES];
    enum x12_status status;

    *out = claim;
    if (ids_are_there(claim) || claim->line_count == 0)
        return X12_OK;
    ids->arena.limit = EDI_CLAIM_IDS_BYTES;
    x12_arena_reset(&ids->arena);
    ids->claim = *claim;
    if (claim->id.len == 0) {
        status = edi_content_claim(&ids->content, claim, use, sum, err);
        ids->why = ids->content.why;
        if (status != X12_OK)
            return status;
        ids->claim.id = ids_claim(&ids->arena, sum);
    }
    ids_lines(ids);
    if (ids->arena.failed)
        return x12_fail(err, ids->arena.failed, "numbers of a claim: %s",
                        x12_status_text(ids->arena.failed));
    *out = &ids->claim;
    return X12_OK;
}

void edi_claim_ids_release(struct edi_claim_ids *ids)
{
    edi_content_release(&ids->content);
    x12_arena_release(&ids->arena);
}
