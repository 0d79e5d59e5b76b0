/* SPDX-License-Identifier: Apache-2.0 */
/* scrub - texts, ids and dates replaced, the same always by the same key */
#include "edi/jobs/scrub.h"

#include "parser/guide.h"

/* --- SipHash-2-4 of two words, the keyed function that all rests on ----------- */

static inline uint64_t scrub_turn(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static void scrub_round(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = scrub_turn(v[1], 13) ^ v[0];
    v[3] = scrub_turn(v[3], 16) ^ v[2];
    v[0] = scrub_turn(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = scrub_turn(v[1], 17) ^ v[2];
    v[3] = scrub_turn(v[3], 21) ^ v[0];
    v[2] = scrub_turn(v[2], 32);
}

static uint64_t scrub_hash(const struct edi_scrub_key *key, uint64_t a,
                           uint64_t b)
{
    const uint64_t words[3] = { a, b, UINT64_C(16) << 56 };
    uint64_t v[4] = { key->half[0] ^ UINT64_C(0x736f6d6570736575),
                      key->half[1] ^ UINT64_C(0x646f72616e646f6d),
                      key->half[0] ^ UINT64_C(0x6c7967656e657261),
                      key->half[1] ^ UINT64_C(0x7465646279746573) };

    for (size_t i = 0; i < 3; i++) {
        v[3] ^= words[i];
        scrub_round(v);
        scrub_round(v);
        v[0] ^= words[i];
    }
    v[2] ^= 0xFF;
    for (size_t i = 0; i < 4; i++)
        scrub_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

enum { SCRUB_WORDS = 1, SCRUB_IDS, SCRUB_DAYS }; /* what a hash is for */

void edi_scrub_key_make(struct edi_scrub_key *key,
                        const unsigned char secret[16])
{
    *key = (struct edi_scrub_key){ .days = 0 };
    for (size_t i = 0; i < 16; i++)
        key->half[i / 8] |= (uint64_t)secret[i] << i % 8 * 8;
    key->days = 11 + (int32_t)(scrub_hash(key, SCRUB_DAYS, 0) % 80);
}

/* --- characters --------------------------------------------------------------- */

static bool scrub_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char scrub_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static bool scrub_is_letter(char c)
{
    c = scrub_upper(c);
    return c >= 'A' && c <= 'Z';
}

/* The first of a run of characters that stand for each other, and how many. */
static unsigned scrub_run(unsigned char c, unsigned char *first)
{
    static const struct {
        unsigned char first, last;
    } runs[] = {
        { '0', '9' },
        { 'A', 'Z' },
        { 'a', 'z' },
        /* Letters of ISO-8859-1 that UTF-8 has behind C3 as 80 to 96 and so
         * on: both are bytes of these runs. */
        { 0x80, 0x96 },
        { 0x98, 0x9E },
        { 0xA0, 0xB6 },
        { 0xB8, 0xBE },
        { 0xC0, 0xC1 },
        { 0xC4, 0xD6 },
        { 0xD8, 0xDE },
        { 0xE0, 0xF6 },
        { 0xF8, 0xFE },
    };

    for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++)
        if (c >= runs[i].first && c <= runs[i].last) {
            *first = runs[i].first;
            return runs[i].last - runs[i].first + 1u;
        }
    return 0;
}

/* Another one of its run, never itself; of two characters two. */
static char scrub_other(char c, uint64_t hash)
{
    unsigned char first = 0, at = (unsigned char)c;
    unsigned count = scrub_run(at, &first);

    if (count < 2)
        return c;
    return (char)(first + ((unsigned)(at - first) + 1u +
                           (unsigned)(hash % (count - 1))) %
                              count);
}

/* The same for a letter in either case. */
static char scrub_alike(char c, uint64_t hash)
{
    if (c >= 'a' && c <= 'z')
        return (char)(scrub_other(scrub_upper(c), hash) | 0x20);
    return scrub_other(c, hash);
}

/* --- words ---------------------------------------------------------------------- */

/* Bytes over 0x7F belong to the word; of UTF-8 only the byte behind the first
 * one is changed, so it stays UTF-8. */
static bool scrub_is_word(char c)
{
    return scrub_is_letter(c) || scrub_is_digit(c) || (unsigned char)c >= 0x80;
}

static bool scrub_is_changed(const char *word, size_t i)
{
    const unsigned char c = (unsigned char)word[i];

    if (c < 0x80)
        return scrub_is_word(word[i]);
    if (c >= 0xC0)
        return (unsigned char)word[i + 1] < 0x80; /* ISO-8859-1 */
    return i > 0 && (unsigned char)word[i - 1] == 0xC3;
}

/* The word without its points, in capitals, among " A B "? */
static bool scrub_is_kept(const char *keep, const char *word, size_t len)
{
    char plain[16];
    size_t used = 0;

    for (size_t i = 0; i < len; i++) {
        if (word[i] == '.')
            continue;
        if (used == sizeof(plain))
            return false;
        plain[used++] = scrub_upper(word[i]);
    }
    return used > 0 && x12_codes_have(keep, (x12_str){ plain, used });
}

static void scrub_word(const struct edi_scrub_key *key, char *text, size_t len)
{
    uint64_t hash = SCRUB_WORDS;
    char before = ' ';
    size_t nth = 0;

    for (size_t i = 0; i < len; i++)
        if (scrub_is_word(text[i]))
            hash = scrub_hash(key, hash, (unsigned char)scrub_upper(text[i]));
    for (size_t i = 0; i < len; i++) {
        const char here[3] = { before, text[i],
                               i + 1 < len ? text[i + 1] : ' ' };

        before = text[i];
        if (scrub_is_changed(here, 1))
            text[i] = scrub_alike(text[i], scrub_hash(key, hash, ++nth));
    }
}

void edi_scrub_words(const struct edi_scrub_key *key, const char *keep,
                     char *text, size_t len)
{
    for (size_t from = 0, to; from < len; from = to + 1) {
        for (to = from; to < len && text[to] != ' ';)
            to++;
        if (!keep || !scrub_is_kept(keep, text + from, to - from))
            scrub_word(key, text + from, to - from);
    }
}

/* --- ids -------------------------------------------------------------------------- */

static uint64_t scrub_id_step(const struct edi_scrub_key *key, uint64_t hash,
                              char c)
{
    return scrub_hash(key, hash, (unsigned char)scrub_upper(c));
}

static void scrub_id_plain(const struct edi_scrub_key *key, char *text,
                           size_t len)
{
    uint64_t hash = SCRUB_IDS;
    bool begun = false;

    for (size_t i = 0; i < len; i++) {
        const char c = text[i];

        if (c == ' ') {
            hash = SCRUB_IDS;
            begun = false;
        } else if ((begun || c != '0') &&
                   (scrub_is_letter(c) || scrub_is_digit(c))) {
            text[i] = scrub_alike(c, scrub_hash(key, hash, SCRUB_IDS));
            hash = scrub_id_step(key, hash, c);
            begun = true;
        }
    }
}

enum { SCRUB_NPI = 10 };

/* The check digit of nine digits. */
static char scrub_check_digit(const char *nine)
{
    char npi[SCRUB_NPI];

    memcpy(npi, nine, SCRUB_NPI - 1);
    for (char digit = '0'; digit <= '9'; digit++) {
        npi[SCRUB_NPI - 1] = digit;
        if (x12_npi_is_valid((x12_str){ npi, SCRUB_NPI }))
            return digit;
    }
    return '0';
}

static bool scrub_looks_like_npi(const char *text, size_t len)
{
    if (len != SCRUB_NPI)
        return false;
    for (size_t i = 0; i < len; i++)
        if (!scrub_is_digit(text[i]))
            return false;
    return true;
}

/* A check digit that is wrong stays wrong by as much. */
static void scrub_npi_digits(const struct edi_scrub_key *key, char *text)
{
    const int wrong = text[9] - scrub_check_digit(text);
    uint64_t hash = scrub_id_step(key, SCRUB_NPI, text[0]);

    for (size_t i = 1; i < SCRUB_NPI - 1; i++) {
        const char c = text[i];

        text[i] = scrub_other(c, scrub_hash(key, hash, SCRUB_IDS));
        hash = scrub_id_step(key, hash, c);
    }
    text[9] = (char)('0' + (scrub_check_digit(text) - '0' + wrong + 10) % 10);
}

void edi_scrub_npi(const struct edi_scrub_key *key, char *text, size_t len)
{
    if (scrub_looks_like_npi(text, len))
        scrub_npi_digits(key, text);
    else
        scrub_id_plain(key, text, len);
}

void edi_scrub_id(const struct edi_scrub_key *key, char *text, size_t len)
{
    if (scrub_looks_like_npi(text, len) &&
        x12_npi_is_valid((x12_str){ text, len }))
        scrub_npi_digits(key, text);
    else
        scrub_id_plain(key, text, len);
}

/* --- dates -------------------------------------------------------------------------- */

static void scrub_put_digits(char *text, size_t len, x12_date number)
{
    for (size_t i = len; i > 0; i--, number /= 10)
        text[i - 1] = (char)('0' + number % 10);
}

/* A run of digits: CCYYMMDD, with a time behind it or not, or YYMMDD. What is
 * no day of the calendar stays what it is. */
static void scrub_day(const struct edi_scrub_key *key, char *text, size_t len)
{
    const bool brief = len == 6;
    x12_date day;

    if (brief ? !x12_date_parse_short((x12_str){ text, 6 }, &day)
              : len < 8 || !x12_date_parse((x12_str){ text, 8 }, &day))
        return;
    day = x12_date_from_days(x12_date_to_days(day) - key->days);
    scrub_put_digits(text, brief ? 6 : 8, brief ? day % 1000000 : day);
}

void edi_scrub_dates(const struct edi_scrub_key *key, char *text, size_t len)
{
    size_t from = 0;

    while (from < len) {
        size_t to = from;

        while (to < len && scrub_is_digit(text[to]))
            to++;
        scrub_day(key, text + from, to - from);
        from = to + 1;
    }
}
