/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guides - find a guide by its reference
 */
#include "edi/guides/guides.h"

#include "edi/guides/tables_private.h"

static const struct x12_guide *const guides[] = {
    &edi_guide_837p, &edi_guide_837i,  &edi_guide_837d,
    &edi_guide_835,  &edi_guide_277ca, &edi_guide_999,
};

enum { GUIDE_COUNT = sizeof(guides) / sizeof(guides[0]) };

/* A family is a guide with all its errata: 005010X222, X222A1, X222A2. */
static const struct family {
    const char *set, *reference;
    const struct x12_guide *guide;
    bool sibling;
} families[] = {
    { "837", "005010X222", &edi_guide_837p, false },
    { "837", "005010X223", &edi_guide_837i, false },
    { "837", "005010X224", &edi_guide_837d, false },
    { "835", "005010X221", &edi_guide_835, false },
    { "277", "005010X214", &edi_guide_277ca, false },
    { "999", "005010X231", &edi_guide_999, false },
    /* Predetermination: professional, institutional. */
    { "837", "005010X291", &edi_guide_837p, true },
    { "837", "005010X292", &edi_guide_837i, true },
    /* Claims reported after they were adjudicated. */
    { "837", "005010X298", &edi_guide_837p, true },
    { "837", "005010X299", &edi_guide_837i, true },
    { "837", "005010X300", &edi_guide_837d, true },
};

static char guides_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Does `s` begin with `word`, whatever the case of its letters? */
static bool guides_begins(x12_str s, const char *word)
{
    size_t i = 0;

    while (i < s.len && word[i] && guides_upper(s.at[i]) == word[i])
        i++;
    return word[i] == '\0';
}

/* The family, or one of its errata: no further digit may follow. */
static bool guides_in_family(x12_str reference, const char *family)
{
    size_t len = strlen(family);

    if (!guides_begins(reference, family))
        return false;
    return reference.len == len || reference.at[len] < '0' ||
           reference.at[len] > '9';
}

const struct x12_guide *edi_guide_find(x12_str set, x12_str reference,
                                       bool *sibling)
{
    set = x12_str_trim(set);
    reference = x12_str_trim(reference);
    for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        const struct family *family = &families[i];

        if (x12_str_is(set, family->set) &&
            guides_in_family(reference, family->reference)) {
            if (sibling)
                *sibling = family->sibling;
            return family->guide;
        }
    }
    return NULL;
}

const struct x12_guide *edi_guide_at(size_t index)
{
    return index < GUIDE_COUNT ? guides[index] : NULL;
}

const struct x12_dictionary *edi_guide_dictionary(void)
{
    return &edi_dictionary;
}

const struct x12_guide *edi_guide_named(x12_str name)
{
    for (size_t i = 0; i < GUIDE_COUNT; i++)
        if (name.len == strlen(guides[i]->name) &&
            guides_begins(name, guides[i]->name))
            return guides[i];
    return NULL;
}
