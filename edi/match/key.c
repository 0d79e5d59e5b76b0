/* SPDX-License-Identifier: Apache-2.0 */
/* key - what is compared: ids, names, dates and amounts, made alike */
#include "edi/match/key.h"

enum {
    KEY_MEMBER_SHORTEST = 6, /* a shorter id bears no cutting */
    KEY_CUT_SHORTEST = 12,   /* a shorter rest of a number tells nothing */
    KEY_INSIDE_SHORTEST = 6, /* nor does a shorter number inside another */
};

static bool key_is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* The character in upper case; 0 for what is neither letter nor digit. */
static char key_upper(unsigned char c)
{
    if (c >= 'a' && c <= 'z')
        return (char)(c - 'a' + 'A');
    return (c >= 'A' && c <= 'Z') || key_is_digit(c) ? (char)c : 0;
}

/* What stands where there is no number, made alike. Whoever bears it has nothing
 * to do with the others that do. */
static bool key_is_none(x12_str key)
{
    static const char *const none[] = {
        "NA",          "NONE",         "NULL",     "UNK",
        "UNKNOWN",     "NOTAVAILABLE", "NOTKNOWN", "NOTONFILE",
        "NOTASSIGNED", "NOTPROVIDED",  "NOTFOUND", "MISSING",
    };

    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        if (x12_str_is(key, none[i]))
            return true;
    return false;
}

x12_str edi_key_number(struct x12_arena *arena, x12_str raw)
{
    char *into = raw.len ? x12_arena_bytes(arena, raw.len) : NULL;
    size_t len = 0;
    bool zeros = true;

    if (!into)
        return (x12_str){ NULL, 0 };
    for (size_t i = 0; i < raw.len; i++) {
        char c = key_upper((unsigned char)raw.at[i]);

        if (!c)
            continue;
        zeros = zeros && c == '0';
        into[len++] = c;
    }
    if (zeros || key_is_none((x12_str){ into, len }))
        return (x12_str){ NULL, 0 };
    return (x12_str){ into, len };
}

x12_str edi_key_bare(x12_str key)
{
    while (key.len && *key.at == '0') {
        key.at++;
        key.len--;
    }
    return key;
}

static bool key_is_inside(x12_str in, x12_str what)
{
    for (size_t i = 0; i + what.len <= in.len; i++)
        if (memcmp(in.at + i, what.at, what.len) == 0)
            return true;
    return false;
}

bool edi_key_number_related(x12_str claim, x12_str payment)
{
    x12_str ours = edi_key_bare(claim), theirs = edi_key_bare(payment);

    if (!ours.len || !theirs.len || x12_str_equal(claim, payment))
        return false;
    if (theirs.len < ours.len)
        return theirs.len >= KEY_CUT_SHORTEST && x12_str_starts(ours, theirs);
    return x12_str_equal(ours, theirs) ||
           (ours.len >= KEY_INSIDE_SHORTEST && key_is_inside(theirs, ours));
}

/* The plain letters of U+00C0 to U+00FF, which are the bytes C0 to FF of
 * ISO-8859-1; two letters where the usual spelling has two. */
static const char key_plain[64][3] = {
    "A", "A", "A", "A", "A",  "A",  "AE", "C", "E", "E", "E",  "E", "I",
    "I", "I", "I", "D", "N",  "O",  "O",  "O", "O", "O", "",   "O", "U",
    "U", "U", "U", "Y", "TH", "SS", "A",  "A", "A", "A", "A",  "A", "AE",
    "C", "E", "E", "E", "E",  "I",  "I",  "I", "I", "D", "N",  "O", "O",
    "O", "O", "O", "",  "O",  "U",  "U",  "U", "U", "Y", "TH", "Y",
};

/* How many bytes the accented letter at `at` takes; 0 when it is none. */
static size_t key_accent(const unsigned char *at, size_t left,
                         const char **plain)
{
    if (at[0] == 0xC3 && left > 1 && at[1] >= 0x80 && at[1] < 0xC0) {
        *plain = key_plain[at[1] - 0x80];
        return 2;
    }
    if (at[0] >= 0xC0) {
        *plain = key_plain[at[0] - 0xC0];
        return 1;
    }
    return 0;
}

static bool key_is_suffix(x12_str word)
{
    static const char *const suffixes[] = {
        "JR", "SR", "II", "III", "IV", "V"
    };

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
        if (x12_str_is(word, suffixes[i]))
            return true;
    return false;
}

x12_str edi_key_name(struct x12_arena *arena, x12_str raw)
{
    const unsigned char *at = (const unsigned char *)raw.at;
    /* One byte of ISO-8859-1 may become two letters. */
    char *into = raw.len ? x12_arena_bytes(arena, 2 * raw.len) : NULL;
    size_t len = 0, word = 0;
    bool apart = false;

    if (!into)
        return (x12_str){ NULL, 0 };
    for (size_t i = 0, step; i < raw.len; i += step) {
        const char *plain = "";
        char c = key_upper(at[i]);

        step = c ? 1 : key_accent(at + i, raw.len - i, &plain);
        if (!c && !*plain) {
            apart = apart || at[i] == ' ' || at[i] == ',' || at[i] == '-';
            step = step ? step : 1;
            continue;
        }
        if (apart)
            word = len;
        apart = false;
        if (c)
            into[len++] = c;
        for (; !c && *plain; plain++)
            into[len++] = *plain;
    }
    if (word && key_is_suffix((x12_str){ into + word, len - word }))
        len = word;
    return (x12_str){ into, len };
}

static bool key_member_cut(x12_str longer, x12_str shorter)
{
    return shorter.len >= KEY_MEMBER_SHORTEST && longer.len > shorter.len &&
           longer.len - shorter.len <= 2 && x12_str_starts(longer, shorter);
}

bool edi_key_member_agrees(x12_str a, x12_str b)
{
    a = edi_key_bare(a);
    b = edi_key_bare(b);
    if (!a.len || !b.len)
        return false;
    return x12_str_equal(a, b) || key_member_cut(a, b) || key_member_cut(b, a);
}

bool edi_key_days_agree(x12_date a_from, x12_date a_to, x12_date b_from,
                        x12_date b_to)
{
    if (!a_from || !b_from)
        return false;
    if (a_to < a_from)
        a_to = a_from;
    if (b_to < b_from)
        b_to = b_from;
    return a_from <= b_to && b_from <= a_to;
}

bool edi_key_amounts_agree(x12_money a, x12_money b)
{
    return a == b || a == -b;
}
