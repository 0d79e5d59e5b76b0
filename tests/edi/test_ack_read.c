/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/ack_read.h"
#include "tests/support/cm.h"
#include "tests/support/reading.h"

#define ISA                                                                 \
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PAYEE          " \
    "*240105*0830*^*00501*000000001*0*T*:~"
#define IEA(groups) "IEA*" groups "*000000001~"

static const char ta1[] = ISA
    "TA1*000000905*240104*1730*A*000~TA1*000000906*240104*1731*R*021~" IEA("0");

static const char a999[] = ISA
    "GS*FA*PAYER*PAYEE*20240105*0830*1*X*005010X231A1~"
    "ST*999*0001*005010X231A1~AK1*HC*17456*005010X222A1~"
    "AK2*837*0001*005010X222A1~IK3*CLM*22*2300*8~CTX*CLM01:ACCT7~"
    "CTX*SITUATIONAL TRIGGER*HI*24*2300*1:2:1*1271:235~"
    "IK4*5:3:1*1325*7*9~CTX*SITUATIONAL TRIGGER*CLM*22~IK4*2*782*1~"
    "IK3*ZZZ*30**1~IK5*R*5*I5~"
    "AK2*837*0002*005010X222A1~IK5*A~AK9*P*2*2*1~SE*14*0001~"
    "GE*1*1~" IEA("1");

static const char a277[] = ISA
    "GS*HN*PAYER*PAYEE*20240105*0830*1*X*005010X214~"
    "ST*277*0001*005010X214~BHT*0085*08*ANS1*20240105*0830*TH~"
    "HL*1**20*1~NM1*PR*2*ACME*****PI*12345~TRN*1*SRC1~"
    "DTP*050*D8*20240104~DTP*009*D8*20240105~"
    "HL*2*1*21*1~NM1*41*2*HILL CLINIC*****46*HILL01~TRN*2*BATCH1~"
    "STC*A1:19:PR*20240105*WQ*300~QTY*90*1~QTY*AA*1~AMT*YU*100~AMT*YY*200~"
    "HL*3*2*19*1~NM1*85*2*HILL CLINIC*****XX*1234567893~TRN*1*0~"
    "STC*A1:19:PR**WQ*300~REF*TJ*123456789~"
    "HL*4*3*PT~NM1*QC*1*DOE*JANE****MI*M100~"
    "TRN*2*ACCT1~STC*A2:20:PR*20240105*WQ*100~REF*1K*ICN1~REF*D9*CH1~"
    "DTP*472*D8*20240101~"
    "TRN*2*ACCT2~STC*A7:562:85*20240105*U*200******A6:21*A3:33:QC*SEE NPI~"
    "SVC*HC:99213:25*200**0450***2~STC*A7:454**U~REF*FJ*L1~"
    "HL*5*3*PT~NM1*QC*1*ROE*RICK****MI*M200~"
    "TRN*2*ACCT3~STC*A1:19*20240105*WQ*0~DTP*472*D8*20240102~"
    "SE*38*0001~GE*1*1~" IEA("1");

static void begin(struct reading *r, struct edi_ack_reader *rd,
                  const char *text, enum edi_set_kind want)
{
    enum edi_set_kind kind;

    reading_open(r, text);
    edi_ack_reader_init(rd, &r->cur, &r->err);
    assert_int_equal(edi_set_next(&r->cur, &kind), X12_OK);
    assert_int_equal(kind, want);
}

static void finish(struct reading *r, struct edi_ack_reader *rd)
{
    edi_ack_reader_release(rd);
    reading_close(r);
}

static const struct edi_ack *next(struct edi_ack_reader *rd,
                                  enum edi_ack_kind kind)
{
    const struct edi_ack *ack = NULL;

    assert_int_equal(edi_ack_next(rd, &ack), X12_OK);
    assert_int_equal(ack->kind, kind);
    return ack;
}

#define IS(slice, text) assert_true(x12_str_is(slice, text))

static void reads_each_ta1(void **state)
{
    struct reading r;
    struct edi_ack_reader rd;
    enum edi_set_kind kind;
    const struct edi_ack *ack;

    (void)state;
    begin(&r, &rd, ta1, EDI_SET_TA1);
    ack = next(&rd, EDI_ACK_INTERCHANGE);
    IS(ack->interchange, "000000905");
    assert_int_equal(ack->date, 20240104);
    IS(ack->time, "1730");
    IS(ack->code, "A");
    IS(ack->note, "000");
    assert_int_equal(edi_ack_next(&rd, &ack), X12_END);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
    assert_int_equal(kind, EDI_SET_TA1);
    IS(next(&rd, EDI_ACK_INTERCHANGE)->note, "021");
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_END);
    finish(&r, &rd);
}

static void reads_the_errors_of_a_set(void **state)
{
    struct reading r;
    struct edi_ack_reader rd;
    const struct edi_ack *ack;

    (void)state;
    begin(&r, &rd, a999, EDI_SET_999);
    ack = next(&rd, EDI_ACK_SET);
    IS(ack->functional, "HC");
    IS(ack->group, "17456");
    IS(ack->version, "005010X222A1");
    IS(ack->set, "837");
    IS(ack->transaction, "0001");
    IS(ack->code, "R");
    IS(ack->error[0], "5");
    IS(ack->error[1], "I5");
    assert_int_equal(ack->segment_count, 2);
    IS(ack->segments[0].segment, "CLM");
    IS(ack->segments[0].position, "22");
    IS(ack->segments[0].loop, "2300");
    IS(ack->segments[0].code, "8");
    assert_int_equal(ack->segments[0].context_count, 2);
    IS(ack->segments[0].contexts[0].name, "CLM01");
    IS(ack->segments[0].contexts[0].value, "ACCT7");
    IS(ack->segments[0].contexts[1].position, "24");
    IS(ack->segments[0].contexts[1].component, "2");
    assert_int_equal(ack->segments[0].element_count, 2);
    IS(ack->segments[0].elements[0].element, "5");
    IS(ack->segments[0].elements[0].component, "3");
    IS(ack->segments[0].elements[0].data_element, "1325");
    IS(ack->segments[0].elements[0].code, "7");
    IS(ack->segments[0].elements[0].value, "9");
    assert_int_equal(ack->segments[0].elements[0].context_count, 1);
    IS(ack->segments[1].segment, "ZZZ");
    assert_int_equal(ack->segments[1].element_count, 0);
    finish(&r, &rd);
}

static void reads_sets_and_then_their_group(void **state)
{
    struct reading r;
    struct edi_ack_reader rd;
    const struct edi_ack *ack;

    (void)state;
    begin(&r, &rd, a999, EDI_SET_999);
    assert_int_equal(next(&rd, EDI_ACK_SET)->ordinal, 1);
    ack = next(&rd, EDI_ACK_SET);
    assert_int_equal(ack->ordinal, 2);
    IS(ack->transaction, "0002");
    IS(ack->code, "A");
    assert_int_equal(ack->segment_count, 0);
    ack = next(&rd, EDI_ACK_GROUP);
    IS(ack->group, "17456");
    IS(ack->code, "P");
    IS(ack->included, "2");
    IS(ack->accepted, "1");
    IS(ack->transaction, "");
    assert_int_equal(edi_ack_next(&rd, &ack), X12_END);
    finish(&r, &rd);
}

static void reads_a_transmission_and_a_provider(void **state)
{
    struct reading r;
    struct edi_ack_reader rd;
    const struct edi_ack *ack;

    (void)state;
    begin(&r, &rd, a277, EDI_SET_277CA);
    ack = next(&rd, EDI_ACK_TRANSMISSION);
    IS(ack->answer, "ANS1");
    IS(ack->source.id, "12345");
    IS(ack->source_trace, "SRC1");
    assert_int_equal(ack->source_date_count, 2);
    IS(ack->batch, "BATCH1");
    IS(ack->trace, "BATCH1");
    IS(ack->receiver.id, "HILL01");
    IS(ack->statuses[0].code[0].category, "A1");
    assert_int_equal(ack->statuses[0].amount, 30000);
    assert_int_equal(ack->quantity_count, 2);
    assert_int_equal(ack->amounts[1].amount, 20000);
    ack = next(&rd, EDI_ACK_PROVIDER);
    IS(ack->provider.id, "1234567893");
    IS(ack->references[0].qualifier, "TJ");
    assert_int_equal(ack->quantity_count, 0);
    finish(&r, &rd);
}

static void reads_each_claim_with_its_statuses(void **state)
{
    struct reading r;
    struct edi_ack_reader rd;
    const struct edi_ack *ack;

    (void)state;
    begin(&r, &rd, a277, EDI_SET_277CA);
    next(&rd, EDI_ACK_TRANSMISSION);
    next(&rd, EDI_ACK_PROVIDER);
    ack = next(&rd, EDI_ACK_CLAIM);
    IS(ack->trace, "ACCT1");
    IS(ack->batch, "BATCH1");
    IS(ack->patient.name, "DOE");
    IS(ack->statuses[0].code[0].category, "A2");
    IS(ack->statuses[0].action, "WQ");
    assert_int_equal(ack->statuses[0].date, 20240105);
    IS(ack->references[0].value, "ICN1");
    assert_int_equal(ack->dates[0].from, 20240101);
    assert_int_equal(ack->line_count, 0);
    ack = next(&rd, EDI_ACK_CLAIM);
    IS(ack->trace, "ACCT2");
    IS(ack->patient.name, "DOE");
    IS(ack->statuses[0].code[0].entity, "85");
    IS(ack->statuses[0].code[1].category, "A6");
    IS(ack->statuses[0].code[2].code, "33");
    IS(ack->statuses[0].text, "SEE NPI");
    IS(ack->lines[0].modifier[0], "25");
    assert_int_equal(ack->lines[0].charge, 20000);
    IS(ack->lines[0].statuses[0].code[0].code, "454");
    IS(ack->lines[0].references[0].value, "L1");
    ack = next(&rd, EDI_ACK_CLAIM);
    IS(ack->trace, "ACCT3");
    IS(ack->patient.name, "ROE");
    assert_true(ack->statuses[0].has_amount);
    assert_int_equal(edi_ack_next(&rd, &ack), X12_END);
    finish(&r, &rd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_ta1),
        cmocka_unit_test(reads_the_errors_of_a_set),
        cmocka_unit_test(reads_sets_and_then_their_group),
        cmocka_unit_test(reads_a_transmission_and_a_provider),
        cmocka_unit_test(reads_each_claim_with_its_statuses),
    };

    return cmocka_run_group_tests_name("ack_read", tests, NULL, NULL);
}
