/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/report/xlsx.h"
#include "tests/support/cm.h"

#include <stdlib.h>
#include <zlib.h>

enum { PART_TEXT = 64 << 10 };

static char part[PART_TEXT];

static unsigned little(const char *at, unsigned bytes)
{
    unsigned n = 0;

    while (bytes--)
        n = n << 8 | (unsigned char)at[bytes];
    return n;
}

/* A part of the package, unpacked into `part`: found in the directory at the end
 * of a zip, as the format's specification lays it out. */
static void unpack(x12_str zip, const char *name)
{
    z_stream z = { 0 };

    for (size_t i = 0; i + 46 < zip.len; i++) {
        const char *at = zip.at + i, *local;
        size_t len = strlen(name);

        if (memcmp(at, "PK\1\2", 4) != 0 || little(at + 28, 2) != len ||
            memcmp(at + 46, name, len) != 0)
            continue;
        local = zip.at + little(at + 42, 4);
        local += 30 + little(local + 26, 2) + little(local + 28, 2);
        z.next_in = (unsigned char *)(uintptr_t)local;
        z.avail_in = little(at + 20, 4);
        z.next_out = (unsigned char *)part;
        z.avail_out = sizeof(part) - 1;
        assert_int_equal(inflateInit2(&z, -15), Z_OK);
        assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
        part[z.total_out] = '\0';
        inflateEnd(&z);
        return;
    }
    fail_msg("no %s", name);
}

static void has(const char *text)
{
    if (!strstr(part, text))
        fail_msg("no %s in %s", text, part);
}

/* Two columns of text, one of money, one of days; and one row. */
static void writes_amounts_as_numbers_and_days_as_days(void **state)
{
    static const char *const words[] = { "open", "closed", NULL };
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct edi_xlsx xlsx;

    (void)state;
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    edi_xlsx_init(&xlsx, &sink, &err);
    edi_xlsx_head(&xlsx, "claim", 20);
    edi_xlsx_head(&xlsx, "charge", 12);
    edi_xlsx_head(&xlsx, "day", 10);
    edi_xlsx_head(&xlsx, "note", 10);
    edi_xlsx_head(&xlsx, "n", 10);
    edi_xlsx_row_end(&xlsx);
    edi_xlsx_choose(&xlsx, 3, words);
    edi_xlsx_text(&xlsx, X12_STR("00017"));
    edi_xlsx_money(&xlsx, -123456);
    edi_xlsx_date(&xlsx, 20250131);
    edi_xlsx_text(&xlsx, X12_STR("=1+1 <\x01M\xFCller>"));
    edi_xlsx_int(&xlsx, 7);
    edi_xlsx_row_end(&xlsx);
    edi_xlsx_text(&xlsx, X12_STR(""));
    edi_xlsx_money(&xlsx, 5);
    edi_xlsx_date(&xlsx, 0);
    edi_xlsx_row_end(&xlsx);
    assert_int_equal(edi_xlsx_finish(&xlsx), X12_OK);
    unpack(x12_sink_memory(&sink), "xl/worksheets/sheet1.xml");
    has("state=\"frozen\"");
    has("<autoFilter ref=\"A1:E3\"/>");
    has("<t>00017</t>");
    has("<v>-1234.56</v>");
    has("<v>45688</v>"); /* 2025-01-31 */
    has("<t>'=1+1 &lt;M\xC3\xBCller&gt;</t>");
    has("<v>7</v>");
    has("<formula1>\"open,closed\"</formula1>");
    assert_null(strstr(part, "<f>"));
    unpack(x12_sink_memory(&sink), "xl/styles.xml");
    has("formatCode=\"yyyy-mm-dd\"");
    x12_sink_close(&sink);
}

static void tells_when_it_can_make_no_file(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct edi_xlsx xlsx;

    (void)state;
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    assert_int_equal(setenv("TMPDIR", "/nonexistent", 1), 0);
    edi_xlsx_init(&xlsx, &sink, &err);
    edi_xlsx_head(&xlsx, "claim", 20);
    edi_xlsx_row_end(&xlsx);
    assert_int_equal(edi_xlsx_finish(&xlsx), X12_EIO);
    assert_non_null(strstr(err.text, "TMPDIR"));
    assert_int_equal(unsetenv("TMPDIR"), 0);
    x12_sink_close(&sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_amounts_as_numbers_and_days_as_days),
        cmocka_unit_test(tells_when_it_can_make_no_file),
    };

    return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
