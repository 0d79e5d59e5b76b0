/* SPDX-License-Identifier: Apache-2.0 */
/* ingest_list - what became of a file that was taken in, in words and counts */
#include "edi/cli/ingest_list.h"

void edi_ingest_list_json(struct x12_json *j, const struct edi_ingested *told)
{
    const struct {
        const char *key;
        uint64_t n;
    } counts[] = {
        { "bytes", told->bytes },
        { "sets", told->sets },
        { "claims", told->claims },
        { "payments", told->payments },
        { "matched", told->matched },
        { "asked", told->asked },
        { "unmatched", told->unmatched },
        { "repeated", told->repeated },
        { "unfollowed", told->other_sets },
        { "errors", told->errors },
        { "unbalanced", told->unbalanced },
        { "claims_seen", told->seen_claims },
        { "acks", told->acks },
        { "unsent", told->unsent },
        { "changed", told->changed },
    };

    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        x12_json_key(j, counts[i].key);
        x12_json_count(j, counts[i].n);
    }
}

/* ", 12 things" where there are any. */
static void list_part(struct x12_text *t, uint64_t n, const char *what)
{
    if (!n)
        return;
    x12_text_put(t, ", ");
    x12_text_count(t, n);
    x12_text_put(t, " ");
    x12_text_put(t, what);
}

void edi_ingest_list_text(struct x12_text *t, const struct edi_ingested *told,
                          bool dry)
{
    x12_text_put(t, dry ? "would be taken in" : "taken in");
    list_part(t, told->claims, told->claims == 1 ? "claim" : "claims");
    list_part(t, told->payments,
              told->payments == 1 ? "claim payment" : "claim payments");
    list_part(t, told->matched, "matched");
    list_part(t, told->asked, "for a person to decide");
    list_part(t, told->unmatched, "without a claim of ours");
    list_part(t, told->seen_claims,
              told->seen_claims == 1 ? "claim taken in before, skipped"
                                     : "claims taken in before, skipped");
    list_part(t, told->repeated, "seen before in another envelope");
    list_part(t, told->unbalanced, "not in balance");
    list_part(t, told->acks,
              told->acks == 1 ? "acknowledgement" : "acknowledgements");
    list_part(t, told->unsent, "of what was never sent");
    list_part(t, told->changed,
              told->changed == 1 ? "earlier payment decided otherwise"
                                 : "earlier payments decided otherwise");
    list_part(t, told->other_sets,
              told->other_sets == 1 ? "other set kept, not followed"
                                    : "other sets kept, not followed");
    list_part(t, told->errors, told->errors == 1 ? "error" : "errors");
}

bool edi_ingest_is_trouble(const struct edi_ingested *told)
{
    switch (told->verdict) {
    case EDI_INGEST_SEEN:
        return false;
    case EDI_INGEST_UNKNOWN:
    case EDI_INGEST_CUT:
        return true;
    case EDI_INGEST_TAKEN:
        break;
    }
    return told->errors || told->asked || told->unmatched || told->unbalanced ||
           told->unsent;
}
