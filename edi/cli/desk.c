/* SPDX-License-Identifier: Apache-2.0 */
/* desk - what the commands of the desk share */
#include "edi/cli/desk.h"

enum { DESK_DAYS_MOST = 100000 };

enum edi_listing edi_desk_listing(enum edi_format format)
{
    switch (format) {
    case EDI_TEXT:
        return EDI_LISTING_TEXT;
    case EDI_JSONL:
        return EDI_LISTING_JSONL;
    case EDI_CSV:
        return EDI_LISTING_CSV;
    }
    return EDI_LISTING_TEXT;
}

enum x12_status edi_desk_silence(struct edi_run *run,
                                 struct edi_silence *silence)
{
    uint64_t after = EDI_DESK_SILENT_AFTER;
    enum x12_status status = edi_config_count(
        &run->config, "general", "silent_after", EDI_DESK_SILENT_AFTER, &after,
        &run->err);

    silence->today = run->today;
    silence->after = (unsigned)(after < DESK_DAYS_MOST ? after
                                                       : DESK_DAYS_MOST);
    return status;
}

enum x12_status edi_desk_rules(struct edi_run *run,
                               struct edi_denials_held *held)
{
    return edi_denials_load(
        held, edi_config_find(&run->config, "general", "denial_rules"),
        edi_config_find(&run->config, "general", "codes"), &run->err);
}

int edi_desk_end(struct edi_run *run, const struct edi_store *store,
                 enum x12_status status)
{
    if (store->db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    return edi_run_end(run, status);
}
