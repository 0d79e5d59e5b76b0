/* SPDX-License-Identifier: Apache-2.0 */
/* ftp_list - one line of an FTP server's MLSD */
#include "edi/net/ftp_list.h"

#include "parser/value.h"

#include <strings.h>

static bool list_is(x12_str text, const char *word)
{
    return text.len == strlen(word) &&
           strncasecmp(text.at, word, text.len) == 0;
}

/* "20240131090501", perhaps with parts of a second behind; 0: it is no time. */
static int64_t list_time(x12_str text)
{
    uint64_t day, clock;
    x12_date date;

    if (text.len < 14 || !x12_count_parse((x12_str){ text.at, 8 }, &day) ||
        !x12_count_parse((x12_str){ text.at + 8, 6 }, &clock) ||
        !x12_date_parse((x12_str){ text.at, 8 }, &date))
        return 0;
    return (int64_t)x12_date_to_days(date) * 86400 +
           (int64_t)(clock / 10000 * 3600 + clock / 100 % 100 * 60 +
                     clock % 100);
}

void edi_ftp_facts(x12_str line, struct edi_remote *remote)
{
    x12_str name = line, facts = x12_str_cut(&name, ' ');

    *remote = (struct edi_remote){ .name = line, .odd = true };
    if (name.len == 0)
        return;
    while (facts.len > 0) {
        x12_str value = x12_str_cut(&facts, ';');
        const x12_str key = x12_str_cut(&value, '=');

        if (list_is(key, "type")) {
            remote->plain = list_is(value, "file");
            remote->odd = !remote->plain && !list_is(value, "dir") &&
                          !list_is(value, "cdir") && !list_is(value, "pdir");
            remote->name = name;
        } else if (list_is(key, "size")) {
            if (!x12_count_parse(value, &remote->size))
                remote->size = EDI_REMOTE_UNSIZED;
        } else if (list_is(key, "modify")) {
            remote->changed = list_time(value);
        }
    }
}
