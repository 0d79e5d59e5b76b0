/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "writer/interchange.h"

static const struct x12_delims usual = { '~', '*', ':', '^' };

struct desk {
    struct x12_sink sink;
    struct x12_error err;
    struct x12_writer w;
    struct x12_interchange ic;
    struct x12_interchange_head head;
};

static void desk_open(struct desk *d, struct x12_delims delims)
{
    *d = (struct desk){ 0 };
    assert_int_equal(x12_sink_open_memory(&d->sink, 1 << 20, &d->err), X12_OK);
    x12_writer_init(&d->w, &d->sink, delims, &d->err);
    d->head = (struct x12_interchange_head){
        .sender_qualifier = X12_STR("ZZ"),
        .sender = X12_STR("SENDER"),
        .receiver_qualifier = X12_STR("30"),
        .receiver = X12_STR("123456789"),
        .gs_sender = X12_STR("SENDER"),
        .gs_receiver = X12_STR("PAYER"),
        .functional = X12_STR("HC"),
        .version = X12_STR("005010X222A1"),
        .date = 20240131,
        .time = 90500,
        .usage = 'T',
    };
}

static void desk_close(struct desk *d)
{
    x12_writer_release(&d->w);
    x12_sink_close(&d->sink);
}

static void write_all(struct desk *d)
{
    x12_interchange_begin(&d->ic, &d->w, &d->head, 42);
    x12_group_begin(&d->ic, 7);
    for (uint64_t set = 1; set <= 2; set++) {
        x12_set_begin(&d->ic, "837", set == 1 ? 1 : 123456789, true);
        x12_writer_begin(&d->w, "BHT");
        x12_put(&d->w, X12_STR("0019"));
        x12_writer_end(&d->w);
        x12_set_end(&d->ic);
    }
    x12_group_end(&d->ic);
    x12_group_begin(&d->ic, 8);
    x12_set_begin(&d->ic, "835", 12345, false);
    x12_set_end(&d->ic);
    x12_group_end(&d->ic);
    x12_interchange_end(&d->ic);
}

static void says_who_may_come_in(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, usual);
    d.head.authorization_qualifier = X12_STR("03");
    d.head.authorization = X12_STR("HILL");
    d.head.security_qualifier = X12_STR("01");
    d.head.security = X12_STR("SESAME");
    write_all(&d);
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    assert_memory_equal(x12_sink_memory(&d.sink).at,
                        "ISA*03*HILL      *01*SESAME    *ZZ*", 35);
    desk_close(&d);
    desk_open(&d, usual);
    d.head.security = X12_STR("ELEVENCHARS");
    write_all(&d);
    assert_int_equal(x12_writer_finish(&d.w), X12_ELIMIT);
    desk_close(&d);
}

static void counts_and_numbers_what_it_opens(void **state)
{
    struct desk d;
    x12_str got;

    (void)state;
    desk_open(&d, usual);
    write_all(&d);
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    got = x12_sink_memory(&d.sink);
    assert_true(x12_str_is(
        got, "ISA*00*          *00*          *ZZ*SENDER         "
             "*30*123456789      *240131*0905*^*00501*000000042*0*T*:~"
             "GS*HC*SENDER*PAYER*20240131*0905*7*X*005010X222A1~"
             "ST*837*0001*005010X222A1~BHT*0019~SE*3*0001~"
             "ST*837*123456789*005010X222A1~BHT*0019~SE*3*123456789~"
             "GE*2*7~"
             "GS*HC*SENDER*PAYER*20240131*0905*8*X*005010X222A1~"
             "ST*835*12345~SE*2*12345~GE*1*8~"
             "IEA*2*000000042~"));
    assert_int_equal(got.at[105], '~');
    desk_close(&d);
}

static void writes_an_isa_of_106_bytes_in_any_delimiters(void **state)
{
    struct desk d;
    x12_str got;

    (void)state;
    desk_open(&d, (struct x12_delims){ '\'', '|', '>', 0 });
    d.head.sender = X12_STR("FIFTEEN_LETTERS");
    d.head.receiver = X12_STR("");
    d.head.version = X12_STR("004010X098A1");
    d.head.time = 143205;
    d.head.ack_requested = true;
    x12_interchange_begin(&d.ic, &d.w, &d.head, X12_CONTROL_MAX);
    x12_interchange_end(&d.ic);
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    got = x12_sink_memory(&d.sink);
    assert_true(x12_str_is(
        got, "ISA|00|          |00|          |ZZ|FIFTEEN_LETTERS"
             "|30|               |240131|1432|U|00401|999999999|1|T|>'"
             "IEA|0|999999999'"));
    assert_int_equal(got.at[105], '\'');
    desk_close(&d);
}

static void refuses_an_id_that_is_too_long(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d, usual);
    d.head.receiver = X12_STR("SIXTEEN_LETTERS_");
    write_all(&d);
    assert_int_equal(x12_writer_finish(&d.w), X12_ELIMIT);
    assert_non_null(strstr(d.err.text, "ISA element 8"));
    assert_int_equal(x12_sink_memory(&d.sink).len, 0);
    desk_close(&d);
}

static void refuses_headers_that_say_nothing(void **state)
{
    static const uint64_t controls[] = { 0, X12_CONTROL_MAX + 1ull };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct desk d;

        desk_open(&d, usual);
        x12_interchange_begin(&d.ic, &d.w, &d.head, controls[i]);
        assert_int_equal(x12_writer_finish(&d.w), X12_EMISUSE);
        desk_close(&d);
        desk_open(&d, usual);
        d.head.date = i ? 20240230 : 0;
        write_all(&d);
        assert_int_equal(x12_writer_finish(&d.w), X12_EMISUSE);
        desk_close(&d);
        desk_open(&d, usual);
        d.head.usage = i ? '*' : '\0';
        write_all(&d);
        assert_int_equal(x12_writer_finish(&d.w), X12_ESYNTAX);
        desk_close(&d);
    }
}

static void refuses_an_order_that_is_none(void **state)
{
    (void)state;
    for (int i = 0; i < 7; i++) {
        struct desk d;

        desk_open(&d, usual);
        x12_interchange_begin(&d.ic, &d.w, &d.head, 1);
        if (i > 0)
            x12_group_begin(&d.ic, 1);
        if (i > 3)
            x12_set_begin(&d.ic, "837", 1, true);
        switch (i) {
        case 0:
            x12_set_begin(&d.ic, "837", 1, true);
            break;
        case 1:
            x12_group_begin(&d.ic, 2);
            break;
        case 2:
            x12_interchange_end(&d.ic);
            break;
        case 3:
            x12_set_end(&d.ic);
            break;
        case 4:
            x12_set_begin(&d.ic, "837", 2, true);
            break;
        case 5:
            x12_group_end(&d.ic);
            break;
        case 6:
            x12_interchange_end(&d.ic);
            break;
        }
        assert_int_equal(x12_writer_finish(&d.w), X12_EMISUSE);
        desk_close(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_who_may_come_in),
        cmocka_unit_test(counts_and_numbers_what_it_opens),
        cmocka_unit_test(writes_an_isa_of_106_bytes_in_any_delimiters),
        cmocka_unit_test(refuses_an_id_that_is_too_long),
        cmocka_unit_test(refuses_headers_that_say_nothing),
        cmocka_unit_test(refuses_an_order_that_is_none),
    };

    return cmocka_run_group_tests_name("interchange", tests, NULL, NULL);
}
