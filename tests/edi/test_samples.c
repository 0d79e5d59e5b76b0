/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILES = 64, NAME = 64, GUIDES = 8 };

static char files[FILES][NAME];
static size_t file_count;

/* Which rows of each guide some sample has. */
static bool met[GUIDES][X12_GUIDE_ROWS];

static bool ends_with(const char *name, const char *end)
{
    size_t len = strlen(name), n = strlen(end);

    return len > n && strcmp(name + len - n, end) == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Every X12 file of samples/ but the one that is wrong on purpose. */
static int list(void **state)
{
    static const char *const ends[] = { ".837", ".835", ".999", ".277ca",
                                        ".ta1" };
    DIR *folder = opendir("samples");
    struct dirent *entry;

    (void)state;
    if (!folder)
        return -1;
    while ((entry = readdir(folder)))
        for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
            if (ends_with(entry->d_name, ends[i]) &&
                strcmp(entry->d_name, "wrong-counts.835") != 0 &&
                file_count < FILES)
                snprintf(files[file_count++], NAME, "%s", entry->d_name);
    closedir(folder);
    qsort(files, file_count, NAME, by_name);
    return file_count > 0 ? 0 : -1;
}

static void open_sample(const char *name, struct x12_source *src)
{
    struct x12_error err = { 0 };
    char path[2 * NAME];

    snprintf(path, sizeof(path), "samples/%s", name);
    if (x12_source_open_file(src, path, &err) != X12_OK)
        fail_msg("%s", err.text);
}

static size_t findings_of(const char *name)
{
    const struct x12_finding *finding;
    struct edi_check check = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status;
    size_t count = 0;

    open_sample(name, &src);
    status = edi_check_begin(&check, &src, 7, &err);
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        print_error("%s: %s at segment %u element %u-%u\n", name,
                    finding->fault->name, finding->place.segment,
                    finding->place.element, finding->place.component);
        count++;
    }
    assert_int_equal(status, X12_END);
    edi_check_release(&check);
    return count;
}

static void no_sample_yields_a_finding(void **state)
{
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < file_count; i++)
        count += findings_of(files[i]);
    assert_int_equal(count, 0);
}

static size_t guide_index(const struct x12_guide *guide)
{
    size_t i = 0;

    while (edi_guide_at(i) && edi_guide_at(i) != guide)
        i++;
    return i;
}

/* A loop that hangs under two parents is met at the one it stands under. */
static void meet(const struct x12_walker *w, const struct x12_row *row)
{
    size_t guide = guide_index(w->guide);

    met[guide][row - w->guide->rows] = true;
    for (unsigned i = 0; i < w->depth; i++) {
        met[guide][w->frame[i].loop] = true;
        met[guide][w->frame[i].link] = true;
    }
}

static void walk(const char *name)
{
    struct x12_cursor cur = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status;

    open_sample(name, &src);
    status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    while (status == X12_OK && (status = x12_cursor_next(&cur)) == X12_OK)
        if (cur.row)
            meet(cur.walker, cur.row);
    assert_int_equal(status, X12_END);
    x12_cursor_release(&cur);
}

static void the_samples_have_every_loop_and_segment_of_each_guide(void **state)
{
    const struct x12_guide *guide;
    size_t missing = 0;

    (void)state;
    for (size_t i = 0; i < file_count; i++)
        walk(files[i]);
    for (size_t g = 0; (guide = edi_guide_at(g)); g++)
        for (size_t i = 0; i < guide->count; i++) {
            const struct x12_row *row = &guide->rows[i];

            if (met[g][i])
                continue;
            print_error("no sample has %s %s of the %s\n", row->loop,
                        row->segment ? row->segment : "", guide->name);
            missing++;
        }
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sample_yields_a_finding),
        cmocka_unit_test(the_samples_have_every_loop_and_segment_of_each_guide),
    };

    return cmocka_run_group_tests_name("samples", tests, list, NULL);
}
