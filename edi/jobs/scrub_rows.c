/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scrub_rows - what of which segment is replaced, and how
 *
 * A segment's elements are the same in every set and version, so this asks no
 * guide: what stands where no guide has a place is replaced all the same. Of a
 * segment that nobody knows nothing stays but its id: it may be the rest of a
 * name that has a delimiter in it.
 */
#include "edi/jobs/scrub.h"
#include "parser/guide.h"

enum scrub_kind {
    WORDS = 1,
    STREET, /* words, but for those that tell a box from a street */
    ID,
    TAIL,   /* an id behind its first character, which says what it is */
    NUMBER, /* an id, or an NPI where the element before says XX */
    LONG,   /* an id where a code belongs: codes have two characters */
    DATE,
};

enum { ROW_ELEMENTS = 12, EVERY = 255 };

/* clang-format off */
static const struct scrub_row {
    const char *id;
    struct { uint8_t element, component, kind; } at[ROW_ELEMENTS];
} rows[] = {
    { "ISA", { { 2, 0, WORDS }, { 4, 0, WORDS }, { 6, 0, ID }, { 8, 0, ID }, { 9, 0, DATE } } },
    { "GS",  { { 2, 0, ID }, { 3, 0, ID }, { 4, 0, DATE } } },
    { "TA1", { { 2, 0, DATE } } },
    { "BHT", { { 3, 0, ID }, { 4, 0, DATE } } },
    { "BPR", { { 7, 0, ID }, { 9, 0, ID }, { 10, 0, TAIL }, { 11, 0, ID }, { 13, 0, ID }, { 15, 0, ID }, { 16, 0, DATE } } },
    { "TRN", { { 2, 0, ID }, { 3, 0, TAIL }, { 4, 0, ID } } },
    { "NM1", { { 2, 0, LONG }, { 3, 0, WORDS }, { 4, 0, WORDS }, { 5, 0, WORDS }, { 6, 0, WORDS }, { 7, 0, WORDS }, { 8, 0, LONG }, { 9, 0, NUMBER }, { 12, 0, WORDS } } },
    { "N1",  { { 2, 0, WORDS }, { 3, 0, LONG }, { 4, 0, NUMBER }, { 5, 0, LONG }, { 6, 0, LONG }, { 7, 0, LONG }, { 8, 0, LONG }, { 9, 0, LONG } } },
    { "N2",  { { 1, 0, WORDS }, { 2, 0, WORDS } } },
    { "N3",  { { 1, 0, STREET }, { 2, 0, STREET } } },
    { "N4",  { { 1, 0, WORDS }, { 2, 0, LONG }, { 3, 0, ID } } },
    { "PER", { { 2, 0, WORDS }, { 4, 0, WORDS }, { 6, 0, WORDS }, { 8, 0, WORDS } } },
    { "RDM", { { 2, 0, WORDS }, { 3, 0, WORDS } } },
    { "DMG", { { 2, 0, DATE } } },
    { "PAT", { { 6, 0, DATE } } },
    { "INS", { { 12, 0, DATE } } },
    { "SBR", { { 3, 0, ID }, { 4, 0, WORDS }, { 9, 0, LONG } } },
    { "REF", { { 2, 0, ID }, { 3, 0, WORDS }, { 4, 2, ID }, { 4, 4, ID }, { 4, 6, ID } } },
    { "CLM", { { 1, 0, ID } } },
    { "CLP", { { 1, 0, ID }, { 7, 0, ID } } },
    { "TS3", { { 1, 0, ID }, { 3, 0, DATE } } },
    { "DTP", { { 3, 0, DATE } } },
    { "DTM", { { 2, 0, DATE }, { 6, 0, DATE } } },
    { "HI",  { { EVERY, 4, DATE } } },
    { "NTE", { { 2, 0, WORDS } } },
    { "MSG", { { 1, 0, WORDS } } },
    { "K3",  { { 1, 0, WORDS } } },
    { "PWK", { { 6, 0, ID }, { 7, 0, WORDS } } },
    { "CN1", { { 4, 0, ID } } },
    { "CR1", { { 9, 0, WORDS }, { 10, 0, WORDS } } },
    { "CR2", { { 10, 0, WORDS }, { 11, 0, WORDS } } },
    { "DN2", { { 5, 0, DATE } } },
    { "SV1", { { 1, 7, WORDS } } },
    { "SV2", { { 2, 7, WORDS } } },
    { "SV3", { { 1, 7, WORDS } } },
    { "SVD", { { 1, 0, NUMBER }, { 3, 7, WORDS } } },
    { "SVC", { { 1, 7, WORDS }, { 6, 7, WORDS } } },
    { "HCP", { { 4, 0, ID } } },
    { "PS1", { { 1, 0, ID } } },
    { "FRM", { { 3, 0, WORDS }, { 4, 0, DATE } } },
    { "PLB", { { 1, 0, ID }, { 2, 0, DATE }, { EVERY, 2, ID } } },
    { "STC", { { 2, 0, DATE }, { 12, 0, WORDS } } },
    { "CTX", { { 1, 2, ID } } },
    { "IK4", { { 4, 0, WORDS } } },
    { "AK4", { { 4, 0, WORDS } } },
    { "HD",  { { 4, 0, WORDS } } },
    { "COB", { { 2, 0, ID } } },
    { "IDC", { { 2, 0, ID } } },
    { "RMR", { { 2, 0, ID } } },
    { "ENT", { { 4, 0, ID } } },
    { "HCR", { { 2, 0, ID } } },
    { "MPI", { { 7, 0, DATE } } },
};
/* clang-format on */

/* Segments of codes, counts and amounts alone. */
static const char scrub_plain[] =
    " AAA AK1 AK2 AK3 AK5 AK9 AMT CAS CL1 CR3 CR4 CR5 CR6 CR7 CR8 CRC CTP CTT "
    "CUR EQ GE HL HSD IEA IK3 IK5 LE LIN LQ LS LUI LX MEA MIA MOA OI PRV QTY "
    "SE ST SV5 SV6 SV7 TOO TS2 ";

/* Codes, though they stand where ids do: Y, a state, a version. */
static bool scrub_is_code(const struct x12_segment *seg, size_t len)
{
    return seg->id == X12_ID('R', 'E', 'F') &&
           (len <= 2 || x12_codes_have(" F2 87 ", x12_element(seg, 1)));
}

/* A CLIA number has a D among its digits. */
static void scrub_clia(const struct edi_scrub_key *key, char *text, size_t len)
{
    const char letter = len > 2 ? text[2] : ' ';

    edi_scrub_id(key, text, len);
    if (len > 2 && letter == 'D')
        text[2] = letter;
}

static bool scrub_is_xx(const struct x12_segment *seg, unsigned element)
{
    return element > 1 && x12_str_is(x12_element(seg, element - 1), "XX");
}

static void scrub_part(const struct edi_scrub_key *key,
                       const struct x12_segment *seg, unsigned element,
                       enum scrub_kind kind, char *text, size_t len)
{
    switch (kind) {
    case WORDS:
        edi_scrub_words(key, NULL, text, len);
        break;
    case STREET:
        edi_scrub_words(key,
                        " PO P O BOX POB POBOX POST OFFICE POSTOFFICE LOCKBOX "
                        "LOCK BIN DRAWER ",
                        text, len);
        break;
    case LONG:
        if (len > 2)
            edi_scrub_id(key, text, len);
        break;
    case TAIL:
        if (len > 1)
            edi_scrub_id(key, text + 1, len - 1);
        break;
    case ID:
        if (seg->id == X12_ID('R', 'E', 'F') &&
            x12_codes_have(" X4 F4 ", x12_element(seg, 1)))
            scrub_clia(key, text, len);
        else if (!scrub_is_code(seg, len))
            edi_scrub_id(key, text, len);
        break;
    case NUMBER:
        if (scrub_is_xx(seg, element))
            edi_scrub_npi(key, text, len);
        else
            edi_scrub_id(key, text, len);
        break;
    case DATE:
        edi_scrub_dates(key, text, len);
        break;
    }
}

/* Component `component` of an element, of each repeat; 0: all of it. */
static void scrub_element(const struct edi_scrub_key *key,
                          const struct x12_segment *seg, unsigned element,
                          unsigned component, enum scrub_kind kind, char *text)
{
    x12_str whole = x12_element(seg, element);
    size_t from = 0;
    unsigned nth = 1;
    char *at;

    if (whole.len == 0)
        return;
    at = text + (whole.at - x12_segment_text(seg).at);
    if (component == 0) {
        scrub_part(key, seg, element, kind, at, whole.len);
        return;
    }
    for (size_t i = 0; i <= whole.len; i++) {
        bool repeats = i < whole.len && seg->delims.repeat &&
                       whole.at[i] == seg->delims.repeat;

        if (i < whole.len && !repeats && whole.at[i] != seg->delims.component)
            continue;
        if (nth == component)
            scrub_part(key, seg, element, kind, at + from, i - from);
        nth = repeats ? 1 : nth + 1;
        from = i + 1;
    }
}

static void scrub_row(const struct edi_scrub_key *key,
                      const struct x12_segment *seg,
                      const struct scrub_row *row, char *text)
{
    for (size_t k = 0; k < ROW_ELEMENTS && row->at[k].kind; k++) {
        const unsigned element = row->at[k].element;
        const enum scrub_kind kind = (enum scrub_kind)row->at[k].kind;

        if (element != EVERY)
            scrub_element(key, seg, element, row->at[k].component, kind, text);
        for (unsigned e = 1; element == EVERY && e <= seg->count; e++)
            scrub_element(key, seg, e, row->at[k].component, kind, text);
    }
}

/* What is too long or too short for an id (`id` is 0 then) is none. */
static void scrub_unknown(const struct edi_scrub_key *key,
                          const struct x12_segment *seg, char *text)
{
    if (seg->id == 0)
        edi_scrub_words(key, NULL, text, x12_element(seg, 0).len);
    for (unsigned e = 1; e <= seg->count; e++)
        scrub_element(key, seg, e, 0, WORDS, text);
}

void edi_scrub_segment(const struct edi_scrub_key *key,
                       const struct x12_segment *seg, char *text)
{
    const x12_str id = x12_element(seg, 0);

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(id, rows[i].id)) {
            scrub_row(key, seg, &rows[i], text);
            return;
        }
    if (!x12_codes_have(scrub_plain, id))
        scrub_unknown(key, seg, text);
}
