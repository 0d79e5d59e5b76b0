/* SPDX-License-Identifier: Apache-2.0 */
/* rule_case - a claim or payment that is right, one edit, and what it breaks */
#include "tests/support/rule_case.h"

#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"

#include <stdio.h>

enum { TEXT = 16384 };

static void add(char *text, size_t *len, const char *from, size_t size)
{
    assert_true(*len + size < TEXT);
    memcpy(text + *len, from, size);
    *len += size;
    text[*len] = '\0';
}

/* Segments from ST to SE, both counted. */
static unsigned segments(const char *text)
{
    const char *at = strstr(text, "ST*");
    unsigned count = 0;

    for (; at && strncmp(at, "SE*", 3) != 0; at = strchr(at, '~') + 1)
        count++;
    return count + 1;
}

/* The base with its edit and its count of segments. */
static void build(const char *base, const struct rule_case *c, char *text)
{
    char whole[TEXT], number[16];
    const char *at = c ? strstr(base, c->old) : base;
    size_t len = 0;

    whole[0] = '\0';
    if (!at)
        fail_msg("%s: \"%s\" is not in the base", c->rule, c->old);
    if (c && strstr(at + 1, c->old))
        fail_msg("%s: \"%s\" stands twice in the base", c->rule, c->old);
    if (c) {
        add(whole, &len, base, (size_t)(at - base));
        add(whole, &len, c->by, strlen(c->by));
        at += strlen(c->old);
    }
    add(whole, &len, at, strlen(at));
    at = strstr(whole, "SE*@");
    assert_non_null(at);
    len = 0;
    text[0] = '\0';
    add(text, &len, whole, (size_t)(at - whole) + 3);
    (void)snprintf(number, sizeof(number), "%u", segments(whole));
    add(text, &len, number, strlen(number));
    add(text, &len, at + 4, strlen(at + 4));
}

/* Where the last segment that begins with `head` stands. */
static uint64_t last_place(const char *text, const char *head)
{
    size_t len = strlen(head);
    uint64_t place = 0;

    for (const char *at = strchr(text, '~'); at && at[1];
         at = strchr(at + 1, '~'))
        if (strncmp(at + 1, head, len) == 0)
            place = (uint64_t)(at + 1 - text);
    return place;
}

/* All that is told of a text, up to level 6. */
static size_t look(const char *text, struct x12_finding *into, size_t cap)
{
    struct x12_error err = { X12_OK, 0, 0, "" };
    struct x12_source src = { 0 };
    struct edi_check check;
    const struct x12_finding *finding;
    enum x12_status status;
    size_t count = 0;

    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), &err),
                     X12_OK);
    status = edi_check_begin(&check, &src, 6, &err);
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK)
        if (count < cap)
            into[count++] = *finding;
    assert_int_equal(status, X12_END);
    edi_check_release(&check);
    return count;
}

static void told(const struct x12_finding *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_error("  %s at segment %u element %u-%u\n", found[i].fault->name,
                    found[i].place.segment, found[i].place.element,
                    found[i].place.component);
}

/* Told here what is not as it should be, so that all cases are seen. */
static bool holds(const char *base, const struct rule_case *c)
{
    struct x12_finding found[16];
    char text[TEXT], id[4];
    size_t count;

    build(base, c, text);
    count = look(text, found, 16);
    if (count != 1 || strcmp(found[0].fault->name, c->rule) != 0) {
        told(found, count);
        print_error("%s is not all that is told\n", c->rule);
        return false;
    }
    x12_finding_segment(&found[0], id);
    if (last_place(text, c->at) != found[0].place.offset ||
        found[0].place.element != c->element ||
        found[0].place.component != c->component ||
        (c->id && strcmp(id, c->id) != 0)) {
        told(found, count);
        print_error("%s is told of %s at the wrong place\n", c->rule, id);
        return false;
    }
    return true;
}

void rule_cases_hold(const char *base, const struct rule_case *cases,
                     size_t count)
{
    struct x12_finding found[16];
    char text[TEXT];
    size_t none, failed = 0;

    build(base, NULL, text);
    none = look(text, found, 16);
    told(found, none);
    assert_int_equal(none, 0);
    for (size_t i = 0; i < count; i++)
        failed += !holds(base, &cases[i]);
    assert_int_equal(failed, 0);
}

static bool is_tried(const char *name, const struct rule_table *tables,
                     size_t count)
{
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < tables[t].count; i++)
            if (strcmp(tables[t].cases[i].rule, name) == 0)
                return true;
    return false;
}

void rule_cases_are_complete(const struct edi_rule *rules, size_t rule_count,
                             const struct rule_table *tables, size_t count)
{
    size_t missing = 0;

    for (size_t i = 0; i < rule_count; i++)
        if (!is_tried(rules[i].fault.name, tables, count)) {
            print_error("no case breaks %s\n", rules[i].fault.name);
            missing++;
        }
    assert_int_equal(missing, 0);
}
