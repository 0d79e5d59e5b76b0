/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/net/transfer.h"
#include "tests/support/cm.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/edi-drop-XXXXXX";
static struct edi_partner partner = { .name = "hub",
                                      .protocol = EDI_PROTOCOL_FOLDER,
                                      .folder = folder };

static int folder_make(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/edi-drop-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_names(bool remove)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    int names = 0;

    while (dir && (entry = readdir(dir))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        names++;
        if (remove)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    return names;
}

static int folder_drop(void **state)
{
    (void)state;
    folder_names(true);
    return rmdir(folder);
}

static enum x12_status put(struct edi_transfer *t, const char *name,
                           x12_str bytes, struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_memory(&src, bytes, err);

    if (status == X12_OK)
        status = edi_transfer_put(t, name, &src, err);
    x12_source_close(&src);
    if (status == X12_OK)
        status = edi_transfer_show(t, name, err);
    return status;
}

static void put_file(const char *name, const char *text)
{
    char path[300];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void puts_finds_and_reads_back(void **state)
{
    static char bytes[200000];
    struct edi_transfer t = { 0 };
    struct x12_error err = { 0 };
    struct x12_source src = { 0 };
    char back[100];
    uint64_t size = 0;
    size_t got = 0;

    (void)state;
    assert_int_equal(edi_transfer_open(&t, &partner, folder, &err), X12_OK);
    assert_int_equal(edi_transfer_size(&t, "a.x12", &size, &err), X12_END);
    assert_int_equal(put(&t, "a.x12", X12_STR("ISA*00~"), &err), X12_OK);
    assert_int_equal(put(&t, "b", (x12_str){ bytes, sizeof(bytes) }, &err),
                     X12_OK);
    assert_int_equal(edi_transfer_size(&t, "a.x12", &size, &err), X12_OK);
    assert_int_equal(size, 7);
    assert_int_equal(edi_transfer_size(&t, "b", &size, &err), X12_OK);
    assert_int_equal(size, sizeof(bytes));
    assert_int_equal(edi_transfer_get(&t, "a.x12", &src, &err), X12_OK);
    assert_int_equal(x12_source_read(&src, back, sizeof(back), &got, &err),
                     X12_OK);
    assert_int_equal(got, 7);
    assert_memory_equal(back, "ISA*00~", 7);
    x12_source_close(&src);
    assert_int_equal(folder_names(false), 2);
    edi_transfer_close(&t);
    edi_transfer_close(&t);
}

static void refuses_a_name_that_is_taken(void **state)
{
    struct edi_transfer t = { 0 };
    struct x12_error err = { 0 };
    uint64_t size = 0;

    (void)state;
    assert_int_equal(edi_transfer_open(&t, &partner, folder, &err), X12_OK);
    assert_int_equal(put(&t, "a", X12_STR("first"), &err), X12_OK);
    assert_int_equal(put(&t, "a", X12_STR("second one"), &err), X12_EIO);
    assert_int_equal(t.trouble, EDI_TROUBLE_REFUSED);
    err = (struct x12_error){ 0 };
    assert_int_equal(edi_transfer_size(&t, "a", &size, &err), X12_OK);
    assert_int_equal(size, 5);
    assert_int_equal(put(&t, "../b", X12_STR("x"), &err), X12_EIO);
    assert_int_equal(t.trouble, EDI_TROUBLE_REFUSED);
    edi_transfer_close(&t);
}

static void nobody_sees_a_file_before_it_is_shown(void **state)
{
    struct x12_source src = { 0 };
    struct edi_transfer t = { 0 };
    struct x12_error err = { 0 };
    uint64_t size = 0;

    (void)state;
    assert_int_equal(edi_transfer_open(&t, &partner, folder, &err), X12_OK);
    assert_int_equal(x12_source_open_memory(&src, X12_STR("ISA*"), &err),
                     X12_OK);
    assert_int_equal(edi_transfer_put(&t, "a", &src, &err), X12_OK);
    x12_source_close(&src);
    assert_int_equal(edi_transfer_size(&t, "a", &size, &err), X12_END);
    assert_int_equal(edi_transfer_tidy(&t, "a", &err), X12_OK);
    assert_int_equal(edi_transfer_tidy(&t, "a", &err), X12_END);
    assert_int_equal(folder_names(false), 0);
    /* somebody else takes the name in between */
    assert_int_equal(x12_source_open_memory(&src, X12_STR("ISA*"), &err),
                     X12_OK);
    assert_int_equal(edi_transfer_put(&t, "a", &src, &err), X12_OK);
    x12_source_close(&src);
    put_file("a", "theirs");
    assert_int_equal(edi_transfer_show(&t, "a", &err), X12_EIO);
    assert_int_equal(t.trouble, EDI_TROUBLE_REFUSED);
    edi_transfer_close(&t);
}

static void lists_what_is_there(void **state)
{
    struct edi_remotes all;
    struct edi_transfer t = { 0 };
    struct x12_error err = { 0 };
    char link[64];
    unsigned plain = 0;

    (void)state;
    put_file("a", "12345");
    put_file("b\nc", "");
    snprintf(link, sizeof(link), "%s/link", folder);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    assert_int_equal(edi_transfer_open(&t, &partner, folder, &err), X12_OK);
    assert_int_equal(edi_transfer_list(&t, &all, &err), X12_OK);
    assert_int_equal(all.count, 3);
    for (size_t i = 0; i < all.count; i++) {
        plain += all.at[i].plain;
        if (x12_str_is(all.at[i].name, "a"))
            assert_int_equal(all.at[i].size, 5);
        if (x12_str_is(all.at[i].name, "link"))
            assert_false(all.at[i].plain);
    }
    assert_int_equal(plain, 2);
    edi_remotes_release(&all);
    assert_int_equal(edi_transfer_remove(&t, "a", &err), X12_OK);
    assert_int_equal(edi_transfer_remove(&t, "a", &err), X12_END);
    edi_transfer_close(&t);
}

static void a_folder_that_is_gone_is_unreachable(void **state)
{
    struct edi_transfer t = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(edi_transfer_open(&t, &partner, "/nowhere/at/all", &err),
                     X12_EIO);
    assert_int_equal(t.trouble, EDI_TROUBLE_UNREACHABLE);
    err = (struct x12_error){ 0 };
    assert_int_equal(edi_transfer_open(&t, &partner, "/dev/null", &err),
                     X12_EIO);
    assert_int_equal(t.trouble, EDI_TROUBLE_REFUSED);
    edi_transfer_close(&t);
}

static enum x12_status source_breaks(void *self, char *into, size_t cap,
                                     size_t *got, struct x12_error *err)
{
    if (++*(int *)self == 3)
        return x12_fail(err, X12_EIO, "the source broke");
    memset(into, 'a', cap);
    *got = cap;
    return X12_OK;
}

static void source_closes(void *self)
{
    (void)self;
}

static void a_source_that_breaks_leaves_no_file(void **state)
{
    static const struct x12_source_ops ops = { source_breaks, source_closes };
    int reads = 0;
    struct x12_source src = { &ops, &reads };
    struct edi_transfer t = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(edi_transfer_open(&t, &partner, folder, &err), X12_OK);
    assert_int_equal(edi_transfer_put(&t, "a", &src, &err), X12_EIO);
    assert_int_equal(t.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_int_equal(folder_names(false), 0);
    edi_transfer_close(&t);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_make, folder_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(puts_finds_and_reads_back),
        IN_FOLDER(refuses_a_name_that_is_taken),
        IN_FOLDER(nobody_sees_a_file_before_it_is_shown),
        IN_FOLDER(lists_what_is_there),
        cmocka_unit_test(a_folder_that_is_gone_is_unreachable),
        IN_FOLDER(a_source_that_breaks_leaves_no_file),
    };

    return cmocka_run_group_tests_name("transfer_folder", tests, NULL, NULL);
}
