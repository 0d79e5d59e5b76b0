/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/bank_file.h"
#include "tests/support/cm.h"

static const char bai[] =
    "01,121140399,OWNER,250220,0600,1,80,,2/\n"
    "02,OWNER,121140399,1,250219,,USD,2/\n"
    "03,100200300,USD,010,500000,,/\n"
    "16,165,35300,Z,0001,,TRN*1*BH2502\n"
    "88,1700417*1510225698\\\n"
    "88, ACORN HEALTH PLAN/\n"
    "16,475,5000,Z,,,CHECK 17/\r\n"
    "16,142,746161,Z,,,ACH CREDIT TRN*1*BH25021900033*1999999999~/\r\n"
    "16,890,0,Z,,,A NOTE/\n"
    "16,165,12x,Z/\n"
    "49,500000,6/\n98,500000,1,8/\n99,500000,1,10/\n";

static const char ach[] =
    "101 121140399 1510225698250218060000A094101OUR BANK               ACORN   "
    "               00000000\n"
    "5200ACORN HEALTH                        1510225698CCDHCCLAIMPMT      250219"
    "   1121140390000001\n"
    "622091000019500100200        00000353001234567893     RIVER PRACTICE      "
    "    1121140390000001\n"
    "705TRN*1*BH25021700417*1510225698\\                                        "
    "         00010000001\n"
    "627091000019500100200        0000000750               RIVER PRACTICE      "
    "    0121140390000002\n"
    "820000000300091000010000000007500000000353001510225698                    "
    "     121140390000001\n"
    "9000001000001000000030009100001000000000750000000035300\n";

static const char csv[] =
    "Date,Description,Amount,Trace\r\n"
    "2/19/2025,HCCLAIMPMT TRN*1*884410*1999~,\"$1,196.15\",\r\n"
    "2025-02-20,DEPOSIT,52.40,BH25030300502\r\n"
    "2025-02-21,A NOTE,,\r\n"
    "2025-13-21,A NOTE,5.00,\r\n"
    "20250222,FEE,-3.5,\r\n";

struct row {
    x12_date day;
    x12_money amount;
    const char *trace;
};

static void gives(const char *text, const struct row *rows, size_t count,
                  uint64_t refused)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    struct edi_deposit deposit;
    struct edi_bank bank;

    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), &err),
                     X12_OK);
    if (edi_bank_open(&bank, &src, &err) != X12_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(edi_bank_next(&bank, &deposit), X12_OK);
        assert_int_equal(deposit.day, rows[i].day);
        assert_int_equal(deposit.amount, rows[i].amount);
        assert_true(x12_str_is(deposit.trace, rows[i].trace));
    }
    assert_int_equal(edi_bank_next(&bank, &deposit), X12_END);
    assert_int_equal(bank.refused, refused);
    edi_bank_close(&bank);
}

/* A trace may be broken by the end of a BAI2 line. */
static void reads_details_of_a_bai2_file(void **state)
{
    static const struct row rows[] = {
        { 20250219, 35300, "BH25021700417" },
        { 20250219, -5000, "" },
        { 20250219, 746161, "BH25021900033" },
    };

    (void)state;
    gives(bai, rows, 3, 1);
}

static void reads_entries_of_an_ach_file_with_their_addenda(void **state)
{
    static const struct row rows[] = {
        { 20250219, 35300, "BH25021700417" },
        { 20250219, -750, "" },
    };

    (void)state;
    gives(ach, rows, 2, 0);
}

static void reads_a_csv_as_banks_write_it(void **state)
{
    static const struct row rows[] = {
        { 20250219, 119615, "884410" },
        { 20250220, 5240, "BH25030300502" },
        { 20250222, -350, "" },
    };

    (void)state;
    gives(csv, rows, 3, 2);
}

static void refuses_a_csv_of_something_else(void **state)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    struct edi_bank bank;

    (void)state;
    assert_int_equal(x12_source_open_memory(&src, X12_STR("a,b\n1,2\n"), &err),
                     X12_OK);
    assert_int_equal(edi_bank_open(&bank, &src, &err), X12_EMISUSE);
    edi_bank_close(&bank);
}

/* Money is not taken in by halves: what has an end must have come to it. */
static void tells_a_file_that_was_cut(void **state)
{
    const char *const files[] = { bai, ach };
    const char *const ends[] = { "\n99,", "\n9000" };

    (void)state;
    for (size_t f = 0; f < 2; f++)
        for (size_t len = 1; files[f] + len < strstr(files[f], ends[f]) + 2;
             len++) {
            struct x12_source src = { 0 };
            struct x12_error err = { 0 };
            struct edi_deposit deposit;
            enum x12_status status;
            struct edi_bank bank;

            assert_int_equal(x12_source_open_memory(
                                 &src, (x12_str){ files[f], len }, &err),
                             X12_OK);
            status = edi_bank_open(&bank, &src, &err);
            while (status == X12_OK)
                status = edi_bank_next(&bank, &deposit);
            assert_true(status < 0);
            edi_bank_close(&bank);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_details_of_a_bai2_file),
        cmocka_unit_test(reads_entries_of_an_ach_file_with_their_addenda),
        cmocka_unit_test(reads_a_csv_as_banks_write_it),
        cmocka_unit_test(refuses_a_csv_of_something_else),
        cmocka_unit_test(tells_a_file_that_was_cut),
    };

    return cmocka_run_group_tests_name("bank_file", tests, NULL, NULL);
}
