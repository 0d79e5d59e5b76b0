/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/ack_read.h"
#include "edi/claims/verdict.h"
#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"
#include "tests/support/reading.h"
#include "tests/support/small_claim.h"

enum { CLAIMS = 4 };

static struct small_claim claims[CLAIMS];
static struct edi_claim_verdict verdicts[CLAIMS];
static struct edi_line_verdict line;
static struct edi_verdict_set set;
static struct x12_sink sink;
static struct x12_error err;
static char text[16 << 10];

#define IS(slice, text) assert_true(x12_str_is(slice, text))

/* Two claims of one patient, one of another, one of another provider. */
static void fill(enum edi_claim_kind kind)
{
    static const char *const ids[CLAIMS] = { "A1", "A2", "A3", "A4" };

    for (size_t i = 0; i < CLAIMS; i++) {
        small_claim_fill(&claims[i], kind, ids[i], 10000 * (x12_money)(i + 1));
        claims[i].date.from = claims[i].date.to = 20240105;
        edi_verdict_of(&verdicts[i], &claims[i].claim);
    }
    claims[1].date.to = 20240107;
    claims[2].claim.subscriber.first = X12_STR("BEN");
    claims[2].claim.subscriber.id = X12_STR("M0002");
    claims[3].claim.billing.name = X12_STR("DALE CLINIC");
    claims[3].claim.billing.id = X12_STR("1999999984");
    set = (struct edi_verdict_set){
        .reference = X12_STR("ANSWER1"),
        .source = { .type = X12_STR("2"),
                    .role = X12_STR("PR"),
                    .name = X12_STR("EXAMPLE PAYER"),
                    .id_qualifier = X12_STR("PI"),
                    .id = X12_STR("P1") },
        .receiver = { .type = X12_STR("2"),
                      .name = X12_STR("HILL CLINIC"),
                      .id = X12_STR("HILL01") },
        .trace = X12_STR("TRACE1"),
        .batch = X12_STR("BATCH1"),
        .date = 20260116,
        .received = 20260115,
        .processed = 20260116,
        .time = 93000,
    };
    verdicts[0].payer_control = X12_STR("ICN1");
    verdicts[2].accepted = false;
    verdicts[2].code[0] = (struct edi_status_code){ X12_STR("A7"),
                                                    X12_STR("562"),
                                                    X12_STR("85") };
    verdicts[2].code[1] = (struct edi_status_code){ X12_STR("A6"),
                                                    X12_STR("21"),
                                                    X12_STR("") };
    verdicts[2].text = X12_STR("SEE LINE");
    line = (struct edi_line_verdict){
        .line = &claims[2].line,
        .code = { { X12_STR("A7"), X12_STR("454"), X12_STR("") } },
    };
    verdicts[2].lines = &line;
    verdicts[2].line_count = 1;
}

/* The 277CA into `text`; it is right by our own check. */
static void write(void)
{
    const struct x12_interchange_head head = {
        .sender_qualifier = X12_STR("ZZ"),
        .sender = X12_STR("PAYER"),
        .receiver_qualifier = X12_STR("ZZ"),
        .receiver = X12_STR("CLINIC"),
        .gs_sender = X12_STR("PAYER"),
        .gs_receiver = X12_STR("CLINIC"),
        .functional = X12_STR("HN"),
        .version = X12_STR("005010X214"),
        .date = 20260116,
        .time = 93000,
        .usage = 'T',
    };
    struct x12_source src = { 0 };
    struct x12_writer w;
    struct x12_interchange ic;
    struct edi_check check;
    const struct x12_finding *finding;

    err = (struct x12_error){ 0 };
    assert_int_equal(x12_sink_open_memory(&sink, sizeof(text), &err), X12_OK);
    x12_writer_init(&w, &sink, (struct x12_delims){ '~', '*', ':', '^' }, &err);
    x12_interchange_begin(&ic, &w, &head, 1);
    x12_group_begin(&ic, 1);
    x12_set_begin(&ic, "277", 1, true);
    edi_verdicts_write(&w, &set, verdicts, CLAIMS);
    x12_set_end(&ic);
    x12_group_end(&ic);
    x12_interchange_end(&ic);
    assert_int_equal(x12_writer_finish(&w), X12_OK);
    x12_writer_release(&w);
    assert_true(x12_str_put(x12_sink_memory(&sink), text, sizeof(text)));
    x12_sink_close(&sink);
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), &err),
                     X12_OK);
    assert_int_equal(edi_check_begin(&check, &src, 7, &err), X12_OK);
    if (edi_check_next(&check, &finding) == X12_OK)
        fail_msg("%s at segment %u, element %u", finding->fault->name,
                 finding->place.segment, finding->place.element);
    edi_check_release(&check);
}

/* What a spool does: what `from` holds goes behind what `to` has written. */
static void pour(struct x12_writer *from, struct x12_sink *held,
                 struct x12_writer *to, struct x12_sink *into)
{
    assert_int_equal(x12_writer_finish(from), X12_OK);
    assert_int_equal(x12_writer_finish(to), X12_OK);
    assert_int_equal(x12_sink_write(into, x12_sink_memory(held), &err), X12_OK);
    x12_sink_memory_clear(held);
}

static void writes_claim_by_claim_what_it_writes_at_once(void **state)
{
    const struct x12_delims delims = { '~', '*', ':', '^' };
    struct x12_sink whole = { 0 }, providers = { 0 }, patients = { 0 };
    struct x12_writer all, head, provider, patient;
    struct edi_verdict_writer vw;

    (void)state;
    fill(EDI_PROFESSIONAL);
    assert_int_equal(x12_sink_open_memory(&whole, sizeof(text), &err), X12_OK);
    assert_int_equal(x12_sink_open_memory(&sink, sizeof(text), &err), X12_OK);
    assert_int_equal(x12_sink_open_memory(&providers, sizeof(text), &err),
                     X12_OK);
    assert_int_equal(x12_sink_open_memory(&patients, sizeof(text), &err),
                     X12_OK);
    x12_writer_init(&all, &whole, delims, &err);
    x12_writer_init(&head, &sink, delims, &err);
    x12_writer_init(&provider, &providers, delims, &err);
    x12_writer_init(&patient, &patients, delims, &err);
    edi_verdicts_write(&all, &set, verdicts, CLAIMS);
    assert_int_equal(x12_writer_finish(&all), X12_OK);

    edi_verdict_writer_begin(&vw, &set);
    for (size_t i = 0; i < CLAIMS; i++) {
        if (edi_verdict_is_border(&vw, verdicts[i].claim)) {
            edi_verdict_write_provider(&vw, &provider);
            pour(&patient, &patients, &provider, &providers);
        }
        edi_verdict_write(&vw, &patient, &verdicts[i]);
    }
    edi_verdict_write_provider(&vw, &provider);
    pour(&patient, &patients, &provider, &providers);
    edi_verdict_write_head(&vw, &head);
    pour(&provider, &providers, &head, &sink);
    assert_int_equal(vw.claims, CLAIMS);
    assert_true(x12_str_equal(x12_sink_memory(&sink), x12_sink_memory(&whole)));

    edi_verdict_writer_release(&vw);
    x12_writer_release(&all), x12_writer_release(&head);
    x12_writer_release(&provider), x12_writer_release(&patient);
    x12_sink_close(&whole), x12_sink_close(&sink);
    x12_sink_close(&providers), x12_sink_close(&patients);
}

static void sums_what_is_accepted_and_rejected(void **state)
{
    (void)state;
    fill(EDI_PROFESSIONAL);
    write();
    /* The whole: three of four, 100 + 200 + 400 of 1000. */
    assert_non_null(strstr(text, "TRN*2*BATCH1~STC*A1:19:PR*20260116*WQ*1000~"
                                 "QTY*90*3~QTY*AA*1~AMT*YU*700~AMT*YY*300~"));
    /* The first provider: two of three. */
    assert_non_null(strstr(text, "TRN*1*0~STC*A1:19:PR**WQ*600~QTY*QA*2~"
                                 "QTY*QC*1~AMT*YU*300~AMT*YY*300~"));
    /* The second: all of one. */
    assert_non_null(strstr(text, "TRN*1*0~STC*A1:19:PR**WQ*400~QTY*QA*1~"
                                 "AMT*YU*400~"));
}

static void puts_claims_under_their_patient_and_provider(void **state)
{
    (void)state;
    fill(EDI_PROFESSIONAL);
    write();
    assert_non_null(strstr(text, "HL*1**20*1~"));
    assert_non_null(strstr(text, "HL*2*1*21*1~"));
    assert_non_null(strstr(text, "HL*3*2*19*1~NM1*85*2*HILL CLINIC"));
    assert_non_null(strstr(text, "HL*4*3*PT~NM1*QC*1*DOE*ANN****MI*M0001~"
                                 "TRN*2*A1~STC*A2:20*20260116*WQ*100~"
                                 "REF*1K*ICN1~DTP*472*D8*20240105~"
                                 "TRN*2*A2~STC*A2:20*20260116*WQ*200~"
                                 "DTP*472*RD8*20240105-20240107~"
                                 "HL*5*3*PT~NM1*QC*1*DOE*BEN"));
    assert_non_null(strstr(text, "HL*6*2*19*1~NM1*85*2*DALE CLINIC"));
    assert_non_null(strstr(text, "HL*7*6*PT~"));
}

/* Claims of casualty insurers have none; 2100D wants one. */
static void names_a_patient_without_an_id_all_the_same(void **state)
{
    (void)state;
    fill(EDI_PROFESSIONAL);
    claims[2].claim.subscriber.id = X12_STR("");
    write(); /* and looks at it */
    assert_non_null(strstr(text, "NM1*QC*1*DOE*BEN****MI*UNKNOWN~"));
}

static void same(const struct edi_ack *ack, const struct edi_claim_verdict *v)
{
    assert_true(x12_str_equal(ack->trace, v->claim->id));
    assert_true(x12_str_equal(ack->provider.id, v->claim->billing.id));
    assert_true(x12_str_equal(ack->patient.id, v->claim->subscriber.id));
    assert_int_equal(ack->status_count, 1);
    for (size_t k = 0; k < 2; k++) {
        assert_true(x12_str_equal(ack->statuses[0].code[k].category,
                                  v->code[k].category));
        assert_true(
            x12_str_equal(ack->statuses[0].code[k].code, v->code[k].code));
    }
    IS(ack->statuses[0].action, v->accepted ? "WQ" : "U");
    assert_int_equal(ack->statuses[0].amount, v->claim->charge);
    assert_true(x12_str_equal(ack->statuses[0].text, v->text));
    IS(edi_reference_find(ack->references, ack->reference_count, "BLT"), "111");
    assert_int_equal(ack->line_count, v->line_count);
    if (v->line_count > 0) {
        IS(ack->lines[0].revenue, "0300");
        IS(ack->lines[0].statuses[0].code[0].code, "454");
        IS(edi_reference_find(ack->lines[0].references,
                              ack->lines[0].reference_count, "FJ"),
           "1");
    }
}

static void reads_back_as_it_was_said(void **state)
{
    struct reading r;
    struct edi_ack_reader rd;
    const struct edi_ack *ack;
    enum edi_set_kind kind;
    static const enum edi_ack_kind kinds[] = {
        EDI_ACK_TRANSMISSION, EDI_ACK_PROVIDER, EDI_ACK_CLAIM, EDI_ACK_CLAIM,
        EDI_ACK_CLAIM,        EDI_ACK_PROVIDER, EDI_ACK_CLAIM,
    };
    size_t claim = 0;

    (void)state;
    fill(EDI_INSTITUTIONAL);
    write();
    reading_open(&r, text);
    edi_ack_reader_init(&rd, &r.cur, &r.err);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
    assert_int_equal(kind, EDI_SET_277CA);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        assert_int_equal(edi_ack_next(&rd, &ack), X12_OK);
        assert_int_equal(ack->kind, kinds[i]);
        IS(ack->batch, "BATCH1");
        if (ack->kind != EDI_ACK_CLAIM)
            continue;
        same(ack, &verdicts[claim++]);
    }
    assert_int_equal(edi_ack_next(&rd, &ack), X12_END);
    assert_int_equal(r.findings.count, 0);
    edi_ack_reader_release(&rd);
    reading_close(&r);
}

static void says_no_more_of_a_transmission_that_is_refused(void **state)
{
    (void)state;
    fill(EDI_PROFESSIONAL);
    set.refused = true;
    set.code = (struct edi_status_code){ X12_STR("A3"), X12_STR("24"),
                                         X12_STR("41") };
    write();
    assert_non_null(strstr(text, "HL*2*1*21*0~"));
    assert_non_null(strstr(text, "STC*A3:24:41*20260116*U*1000~QTY*AA*4~"
                                 "AMT*YY*1000~SE*"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_what_is_accepted_and_rejected),
        cmocka_unit_test(puts_claims_under_their_patient_and_provider),
        cmocka_unit_test(names_a_patient_without_an_id_all_the_same),
        cmocka_unit_test(reads_back_as_it_was_said),
        cmocka_unit_test(writes_claim_by_claim_what_it_writes_at_once),
        cmocka_unit_test(says_no_more_of_a_transmission_that_is_refused),
    };

    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
