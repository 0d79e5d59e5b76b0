/* SPDX-License-Identifier: Apache-2.0 */
/* str - text as pointer and length */
#include "parser/str.h"

x12_str x12_str_from(const char *text)
{
    return (x12_str){ text, text ? strlen(text) : 0 };
}

bool x12_str_is(x12_str s, const char *literal)
{
    return x12_str_equal(s, x12_str_from(literal));
}

int x12_str_compare(x12_str a, x12_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool x12_str_starts(x12_str s, x12_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

x12_str x12_str_trim_right(x12_str s)
{
    while (s.len > 0 && s.at[s.len - 1] == ' ')
        s.len--;
    return s;
}

x12_str x12_str_trim(x12_str s)
{
    while (s.len > 0 && s.at[0] == ' ') {
        s.at++;
        s.len--;
    }
    return x12_str_trim_right(s);
}

x12_str x12_str_cut(x12_str *rest, char by)
{
    x12_str head = *rest;
    const char *found = rest->len
                            ? memchr(rest->at, (unsigned char)by, rest->len)
                            : NULL;

    if (!found) {
        *rest = (x12_str){ NULL, 0 };
        return head;
    }
    head.len = (size_t)(found - head.at);
    rest->at = found + 1;
    rest->len -= head.len + 1;
    return head;
}

bool x12_str_put(x12_str s, char *into, size_t cap)
{
    size_t len = s.len < cap ? s.len : cap - 1;

    if (len)
        memcpy(into, s.at, len);
    into[len] = '\0';
    return len == s.len;
}
