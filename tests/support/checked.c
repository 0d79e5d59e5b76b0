/* SPDX-License-Identifier: Apache-2.0 */
/* checked - one set, changed in one place and checked as `edi check` does */
#include "tests/support/checked.h"

#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"

#include <stdio.h>

enum { CHECKED_ENVELOPE = 1024 };

static const struct edi_code_book *checked_book;

void checked_with(const struct edi_code_book *book)
{
    checked_book = book;
}

/* The text with the first `from` in it changed to `to`. */
static void checked_change(char *into, const char *body, const char *from,
                           const char *to)
{
    const char *at = from ? strstr(body, from) : NULL;

    if (from && !at)
        fail_msg("nothing to change: %s", from);
    if (from)
        snprintf(into, CHECKED_TEXT, "%.*s%s%s", (int)(at - body), body, to,
                 at + strlen(from));
    else
        snprintf(into, CHECKED_TEXT, "%s", body);
}

static unsigned checked_segments(const char *text)
{
    unsigned n = 0;

    for (; *text; text++)
        n += *text == '~';
    return n;
}

static void checked_wrap(char *into, const struct x12_guide *guide,
                         const char *body)
{
    const char *reference = guide->reference;
    bool in_st = strcmp(guide->set, "835") != 0;

    snprintf(into, CHECKED_TEXT + CHECKED_ENVELOPE,
             "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER"
             "       *260115*1200*^*00501*000000001*0*T*:~"
             "GS*%s*SENDER*RECEIVER*20260115*1200*1*X*%s~ST*%s*0001%s%s~%s"
             "SE*%u*0001~GE*1*1~IEA*1*000000001~",
             guide->functional, reference, guide->set, in_st ? "*" : "",
             in_st ? reference : "", body, checked_segments(body) + 2);
}

void checked_run(struct checked *c, const char *guide, const char *body,
                 const char *from, const char *to, unsigned snip)
{
    static char changed[CHECKED_TEXT], text[CHECKED_TEXT + CHECKED_ENVELOPE];
    const struct x12_finding *finding;
    struct edi_check check = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status;

    checked_change(changed, body, from, to);
    checked_wrap(text, edi_guide_named(x12_str_from(guide)), changed);
    memset(c, 0, sizeof(*c));
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), &err),
                     X12_OK);
    status = edi_check_begin(&check, &src, snip, &err);
    if (status == X12_OK && check.codes)
        check.codes->book = checked_book;
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        assert_true(c->count < CHECKED_FINDINGS);
        c->at[c->count++] = *finding;
    }
    assert_int_equal(status, X12_END);
    edi_check_release(&check);
}

static void checked_print(const struct checked *c)
{
    for (size_t i = 0; i < c->count; i++)
        print_message("    %s segment %u element %u: %lld, not %lld\n",
                      c->at[i].fault->name, (unsigned)c->at[i].place.segment,
                      (unsigned)c->at[i].place.element,
                      (long long)c->at[i].told, (long long)c->at[i].right);
}

static bool checked_fits(const struct checked *c,
                         const struct checked_case *want)
{
    const struct x12_finding *got = &c->at[0];

    if (!want->fault)
        return c->count == 0;
    return c->count == 1 && strcmp(got->fault->name, want->fault) == 0 &&
           got->segment_id == x12_id_pack(x12_str_from(want->segment)) &&
           got->place.element == want->element &&
           got->place.component == want->component &&
           (!(want->told || want->right) ||
            (got->has_numbers && got->told == want->told &&
             got->right == want->right));
}

void checked_cases(const char *guide, const char *body,
                   const struct checked_case *cases, size_t count,
                   unsigned snip)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        struct checked c;

        checked_run(&c, guide, body, cases[i].from, cases[i].to, snip);
        if (checked_fits(&c, &cases[i]))
            continue;
        wrong++;
        print_message("%s to %s: not just %s\n",
                      cases[i].from ? cases[i].from : "as it is",
                      cases[i].to ? cases[i].to : "",
                      cases[i].fault ? cases[i].fault : "nothing");
        checked_print(&c);
    }
    assert_int_equal(wrong, 0);
}
