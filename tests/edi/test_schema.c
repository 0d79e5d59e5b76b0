/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/store/schema.h"
#include "edi/store/store.h"
#include "tests/support/cm.h"

static void brings_an_empty_store_to_the_newest_version(void **state)
{
    static const char VERSION[] = "PRAGMA user_version";
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_query *q;

    (void)state;
    assert_int_equal(edi_store_open(&store, ":memory:", EDI_DB_CREATE, &err),
                     X12_OK);
    q = edi_db_query(&store.db, VERSION);
    assert_int_equal(edi_db_step(q), X12_OK);
    assert_int_equal(edi_db_int(q, 0), edi_schema_newest());
    edi_db_end(q);
    assert_int_equal(edi_schema_migrate(&store.db), X12_OK);
    edi_store_close(&store);
    edi_store_close(&store);
}

static void makes_every_table_strict(void **state)
{
    static const char LOOSE[] =
        "SELECT count(*) FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND NOT strict"
        " AND name NOT LIKE 'sqlite_%'";
    static const char TABLES[] = "SELECT count(*) FROM pragma_table_list"
                                 " WHERE schema = 'main' AND strict";
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_query *q;

    (void)state;
    assert_int_equal(edi_store_open(&store, ":memory:", EDI_DB_CREATE, &err),
                     X12_OK);
    q = edi_db_query(&store.db, LOOSE);
    assert_int_equal(edi_db_step(q), X12_OK);
    assert_int_equal(edi_db_int(q, 0), 0);
    q = edi_db_query(&store.db, TABLES);
    assert_int_equal(edi_db_step(q), X12_OK);
    assert_true(edi_db_int(q, 0) >= 9);
    edi_store_close(&store);
}

static void refuses_a_newer_store(void **state)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(edi_store_open(&store, ":memory:", EDI_DB_CREATE, &err),
                     X12_OK);
    assert_int_equal(edi_db_script(&store.db, "PRAGMA user_version = 999"),
                     X12_OK);
    assert_int_equal(edi_schema_migrate(&store.db), X12_EMISUSE);
    assert_non_null(strstr(err.text, "newer"));
    edi_store_close(&store);
}

static void refuses_the_database_of_another_program(void **state)
{
    struct edi_db db;
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(edi_db_open(&db, ":memory:", EDI_DB_CREATE, &err), X12_OK);
    assert_int_equal(edi_db_script(&db, "CREATE TABLE songs (title TEXT)"),
                     X12_OK);
    assert_int_equal(edi_schema_migrate(&db), X12_EIO);
    assert_non_null(strstr(err.text, "another program"));
    edi_db_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brings_an_empty_store_to_the_newest_version),
        cmocka_unit_test(makes_every_table_strict),
        cmocka_unit_test(refuses_a_newer_store),
        cmocka_unit_test(refuses_the_database_of_another_program),
    };

    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
