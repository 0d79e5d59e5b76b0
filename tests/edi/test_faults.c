/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/codes.h"
#include "edi/rules/fault_notes_private.h"
#include "edi/rules/faults.h"
#include "tests/support/cm.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 1 << 17 };

struct page {
    char text[PAGE];
    size_t len;
};

static void put(struct page *page, const char *text)
{
    size_t len = strlen(text);

    assert_true(page->len + len < PAGE);
    memcpy(page->text + page->len, text, len + 1);
    page->len += len;
}

/* "IK304 8, IK403 I12" */
static void put_codes(struct page *page, const struct x12_fault *fault)
{
    const struct {
        const char *element, *code;
    } codes[] = {
        { "TA105 ", fault->ta105 }, { "AK905 ", fault->ak905 },
        { "IK502 ", fault->ik502 }, { "IK304 ", fault->ik304 },
        { "IK403 ", fault->ik403 },
    };
    const char *between = "";

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (!*codes[i].code)
            continue;
        put(page, between);
        put(page, codes[i].element);
        put(page, codes[i].code);
        between = ", ";
    }
}

static void put_row(struct page *page, const struct edi_fault_entry *entry)
{
    const struct x12_fault *fault = entry->fault;

    put(page, "| `");
    put(page, fault->name);
    put(page, "` | ");
    put(page, (char[]){ (char)('0' + fault->snip), '\0' });
    put(page, " | ");
    put(page, x12_severity_text((enum x12_severity)fault->severity));
    put(page, " | ");
    put_codes(page, fault);
    put(page, " | ");
    put(page, entry->status);
    put(page, " | ");
    put(page, fault->text);
    put(page, " | ");
    put(page, entry->remedy);
    put(page, " |\n");
}

static void put_page(struct page *page)
{
    struct edi_fault_entry entry;

    put(page,
        "# Faults\n\n"
        "What `edi check` can tell, from one list: `UPDATE=1 make test` writes "
        "this page.\nLevels are those of SNIP. A 999 rejects by errors of "
        "levels 1 and 2; what is found above\ngoes to the 277CA. A finding "
        "that follows from another is not told again.\n\n"
        "| fault | level | severity | acknowledged as | 277CA | what is wrong "
        "| what to do |\n|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; edi_fault_at(i, &entry); i++)
        put_row(page, &entry);
}

static void the_page_of_faults_is_made_from_the_list(void **state)
{
    static const char path[] = "docs/faults.md";
    static struct page page, old;
    FILE *file;

    (void)state;
    put_page(&page);
    if (getenv("UPDATE")) {
        file = fopen(path, "w");
        assert_non_null(file);
        assert_int_equal(fwrite(page.text, 1, page.len, file), page.len);
        assert_int_equal(fclose(file), 0);
    }
    file = fopen(path, "r");
    assert_non_null(file);
    old.len = fread(old.text, 1, PAGE - 1, file);
    fclose(file);
    if (old.len != page.len || memcmp(old.text, page.text, old.len) != 0)
        fail_msg("%s is old: UPDATE=1 writes it anew", path);
}

static void no_two_faults_have_one_name(void **state)
{
    struct edi_fault_entry a, b;

    (void)state;
    for (size_t i = 0; edi_fault_at(i, &a); i++)
        for (size_t k = i + 1; edi_fault_at(k, &b); k++)
            assert_string_not_equal(a.fault->name, b.fault->name);
}

static void each_note_is_of_a_fault(void **state)
{
    const struct edi_fault_note *note = edi_fault_notes;
    struct edi_fault_entry entry;
    size_t i;

    (void)state;
    for (; note->name; note++) {
        for (i = 0; edi_fault_at(i, &entry); i++)
            if (strcmp(entry.fault->name, note->name) == 0)
                break;
        if (!edi_fault_at(i, &entry))
            fail_msg("no fault %s", note->name);
    }
}

/* Codes that are told must be codes of their lists. */
static void each_fault_is_told_by_codes_that_exist(void **state)
{
    struct edi_fault_entry entry;

    (void)state;
    for (size_t i = 0; edi_fault_at(i, &entry); i++) {
        const struct x12_fault *fault = entry.fault;
        const struct {
            enum edi_list list;
            const char *code;
        } codes[] = {
            { EDI_LIST_TA105, fault->ta105 }, { EDI_LIST_AK905, fault->ak905 },
            { EDI_LIST_IK502, fault->ik502 }, { EDI_LIST_IK304, fault->ik304 },
            { EDI_LIST_IK403, fault->ik403 },
        };
        x12_str status = x12_str_from(entry.status);

        for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++)
            if (*codes[k].code &&
                !edi_code_known(NULL, codes[k].list,
                                x12_str_from(codes[k].code), 0))
                fail_msg("%s: no code %s", fault->name, codes[k].code);
        if (status.len > 0) {
            x12_str category = x12_str_cut(&status, ':');
            x12_str code = x12_str_cut(&status, ':');

            if (!edi_code_known(NULL, EDI_LIST_STATCAT, category, 0) ||
                !edi_code_known(NULL, EDI_LIST_STATCODE, code, 0))
                fail_msg("%s: no status %s", fault->name, entry.status);
        }
        assert_in_range(fault->snip, 1, 7);
        assert_true(*fault->text != '\0');
    }
}

static void each_fault_of_levels_1_2_3_and_5_has_its_remedy(void **state)
{
    struct edi_fault_entry entry;

    (void)state;
    for (size_t i = 0; edi_fault_at(i, &entry); i++)
        if (!*entry.remedy && entry.fault->snip != 4 && entry.fault->snip < 6)
            fail_msg("%s: what is to be done?", entry.fault->name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_of_faults_is_made_from_the_list),
        cmocka_unit_test(no_two_faults_have_one_name),
        cmocka_unit_test(each_note_is_of_a_fault),
        cmocka_unit_test(each_fault_is_told_by_codes_that_exist),
        cmocka_unit_test(each_fault_of_levels_1_2_3_and_5_has_its_remedy),
    };

    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
