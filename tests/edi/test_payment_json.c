/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/payment_json.h"
#include "tests/support/cm.h"

/* What was written so far must be this. */
static void wrote(struct x12_json *j, struct x12_sink *sink, const char *want)
{
    x12_str text;

    assert_int_equal(x12_json_flush(j), X12_OK);
    text = x12_sink_memory(sink);
    if (!x12_str_is(text, want))
        fail_msg("\n got %.*s\nwant %s", (int)text.len, text.at, want);
    x12_sink_memory_clear(sink);
}

struct paper {
    struct x12_sink sink;
    struct x12_json j;
    struct x12_error err;
};

static void open_paper(struct paper *p)
{
    memset(p, 0, sizeof(*p));
    assert_int_equal(x12_sink_open_memory(&p->sink, 1 << 20, &p->err), X12_OK);
    x12_json_init(&p->j, &p->sink, &p->err);
}

static void close_paper(struct paper *p)
{
    x12_json_release(&p->j);
    x12_sink_close(&p->sink);
}

static void tells_amounts_of_nothing_and_leaves_out_what_is_empty(void **state)
{
    struct edi_service line = { .ordinal = 1,
                                .procedure = X12_STR("99213"),
                                .units = { 1, 0 } };
    struct edi_payment pay = { .id = X12_STR("A"),
                               .services = &line,
                               .service_count = 1 };
    struct paper p;

    (void)state;
    open_paper(&p);
    edi_payment_json(&p.j, &pay);
    wrote(&p.j, &p.sink,
          "{\"id\":\"A\",\"charge\":\"0.00\",\"paid\":\"0.00\",\"lines\":[{"
          "\"svc\":1,\"procedure\":\"99213\",\"charge\":\"0.00\","
          "\"paid\":\"0.00\"}]}");
    close_paper(&p);
}

static void keeps_holes_between_elements(void **state)
{
    struct edi_payment pay = { .has_mia = true };
    struct paper p;

    (void)state;
    pay.mia[1] = X12_STR("3");
    pay.mia[4] = X12_STR("10");
    open_paper(&p);
    edi_payment_json(&p.j, &pay);
    wrote(&p.j, &p.sink,
          "{\"charge\":\"0.00\",\"paid\":\"0.00\","
          "\"mia\":[\"3\",\"\",\"\",\"10\"]}");
    close_paper(&p);
}

static void says_its_charset_and_keeps_to_it(void **state)
{
    struct edi_payment pay = { .latin1 = true };
    struct edi_remittance rem = { .trace = X12_STR("\xc3\x91") };
    struct paper p;

    (void)state;
    pay.patient_name.present = true;
    pay.patient_name.name = X12_STR("MU\xc3\x91\xd1"); /* four characters */
    open_paper(&p);
    x12_json_array(&p.j);
    edi_payment_json(&p.j, &pay);
    edi_remittance_json(&p.j, &rem);
    x12_json_end(&p.j);
    wrote(&p.j, &p.sink,
          "[{\"charset\":\"ISO-8859-1\",\"charge\":\"0.00\",\"paid\":\"0.00\","
          "\"patient_name\":{\"name\":\"MU\xc3\x83\xc2\x91\xc3\x91\"}},"
          "{\"trace\":\"\xc3\x91\",\"amount\":\"0.00\"}]");
    close_paper(&p);
}

static void shows_what_does_not_come_out(void **state)
{
    const struct edi_payment_sums claim = { .charge = 15000,
                                            .claim_adjusted = 2000,
                                            .lines_adjusted = 3000,
                                            .paid = 9999,
                                            .right_paid = 10000 };
    const struct edi_remittance_sums all = {
        .amount = 9650, .paid = 10000, .adjusted = 350, .right_amount = 9650
    };
    struct paper p;

    (void)state;
    open_paper(&p);
    edi_payment_balance_json(&p.j, &claim);
    wrote(&p.j, &p.sink,
          "{\"charge\":\"150.00\",\"adjusted\":\"50.00\",\"paid\":\"99.99\","
          "\"difference\":\"-0.01\"}");
    x12_json_line(&p.j);
    wrote(&p.j, &p.sink, "\n");
    edi_remittance_balance_json(&p.j, &all);
    wrote(&p.j, &p.sink,
          "{\"amount\":\"96.50\",\"paid\":\"100.00\",\"adjusted\":\"3.50\","
          "\"difference\":\"0.00\"}");
    close_paper(&p);
}

static void tells_all_of_an_acknowledged_claim(void **state)
{
    struct edi_status status = { .code = { { X12_STR("A7"), X12_STR("562"),
                                             X12_STR("85") } },
                                 .date = 20240105,
                                 .action = X12_STR("U"),
                                 .amount = 20000,
                                 .has_amount = true };
    struct edi_ack ack = { .kind = EDI_ACK_CLAIM,
                           .trace = X12_STR("A1"),
                           .batch = X12_STR("B1"),
                           .statuses = &status,
                           .status_count = 1 };
    struct paper p;

    (void)state;
    open_paper(&p);
    edi_ack_json(&p.j, &ack);
    wrote(&p.j, &p.sink,
          "{\"batch\":\"B1\",\"trace\":\"A1\",\"statuses\":[{\"codes\":[{"
          "\"category\":\"A7\",\"code\":\"562\",\"entity\":\"85\"}],"
          "\"date\":\"2024-01-05\",\"action\":\"U\",\"amount\":\"200.00\"}]}");
    close_paper(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_amounts_of_nothing_and_leaves_out_what_is_empty),
        cmocka_unit_test(keeps_holes_between_elements),
        cmocka_unit_test(says_its_charset_and_keeps_to_it),
        cmocka_unit_test(shows_what_does_not_come_out),
        cmocka_unit_test(tells_all_of_an_acknowledged_claim),
    };

    return cmocka_run_group_tests_name("payment_json", tests, NULL, NULL);
}
