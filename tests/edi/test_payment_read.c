/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/payment_read.h"
#include "edi/guides/guides.h"
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/reading.h"

/* Control numbers of the envelope are of no matter here. */
#define HEAD                                                                \
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PAYEE          " \
    "*240105*0830*^*00501*000000001*0*T*:~"                                 \
    "GS*HP*PAYER*PAYEE*20240105*0830*1*X*005010X221A1~"
#define TAIL "GE*1*1~IEA*1*000000001~"
#define PARTIES                                                                \
    "N1*PR*ACME HEALTH*XV*12345~N3*1 MAIN ST~N4*AUSTIN*TX*73301~"              \
    "REF*2U*98765~PER*CX*CLAIMS*TE*5125550100~PER*BL*HELP*TE*5125550101*EX*7~" \
    "PER*IC**UR*HTTP://ACME.EXAMPLE~"                                          \
    "N1*PE*HILL CLINIC*XX*1234567893~N3*2 OAK AVE*SUITE 5~"                    \
    "N4*DALLAS*TX*75201~REF*TJ*123456789~RDM*EM*DESK*POST'HILL.EXAMPLE~"

static const char one_set[] = HEAD
    "ST*835*0001~BPR*I*150*C*ACH*CCP*01*111000025*DA*123456*1512345678**01*"
    "111000038*DA*98765*20240108~"
    "TRN*1*TRACE77*1512345678*SUB9~CUR*PR*USD~REF*EV*RECV1~REF*F2*V2~"
    "DTM*405*20240104~" PARTIES
    "LX*1~TS3*1234567893*11*20241231*2*375~TS2*100*50~"
    "CLP*ACCT1*1*250*150*40*12*ICN001*11*1*02*470*1.5*.75~"
    "CAS*OA*23*10**94*-10*1~CAS*PI*A1*1*****B2*-1~"
    "NM1*QC*1*DOE*JANE*Q**JR*MI*M100~NM1*IL*1*DOE*JOHN****MI*M100~"
    "NM1*74*1*DOE*JAYNE****C*M101~NM1*82*2*HILL CLINIC*****XX*1234567893~"
    "NM1*TT*2*OTHER PLAN*****PI*777~NM1*PR*2*FIRST PLAN*****PI*888~"
    "NM1*GB*1*ROE*RICK****MI*Z9~"
    "MIA*3*1.50**2*MA01***************MA02~MOA*.5*10*MA07~"
    "REF*EA*MR55~REF*1C*P77~DTM*232*20231201~DTM*233*20231203~"
    "DTM*050*20231220~PER*CX*ANN*TE*5125550102~AMT*AU*200~QTY*CA*3~"
    "SVC*HC:99213:25:59:76:77*100*80*0450*1.5*HC:99214:25*2~DTM*472*20231201~"
    "CAS*CO*45*10*0.5**0**96*0~CAS*CO*253*2~CAS*PR*1*8~REF*6R*L1~REF*0K*POL1~"
    "AMT*B6*88~QTY*ZK*4~LQ*HE*N130~LQ*RX*75~"
    "SVC*AD:D0120*150*70~DTM*150*20231202~DTM*151*20231203~"
    "CAS*PR*2*32**3*48~"
    "PLB*1234567893*20241231*WO:ICN9 ACCT9*5.50*FB:F1*-20*72*1*L6:I*-2*CS:C*3"
    "*IR:R*.5~PLB*1234567893*20241231*J1*-1~"
    "SE*53*0001~" TAIL;

static const struct edi_payment *next(struct edi_payment_reader *rd)
{
    const struct edi_payment *pay = NULL;

    assert_int_equal(edi_payment_next(rd, &pay), X12_OK);
    assert_non_null(pay);
    return pay;
}

static void begin(struct reading *r, struct edi_payment_reader *rd,
                  const char *text)
{
    enum edi_set_kind kind;

    reading_open(r, text);
    edi_payment_reader_init(rd, &r->cur, &r->err);
    assert_int_equal(edi_set_next(&r->cur, &kind), X12_OK);
    assert_int_equal(kind, EDI_SET_PAYMENT);
}

static void finish(struct reading *r, struct edi_payment_reader *rd)
{
    edi_payment_reader_release(rd);
    reading_close(r);
}

#define IS(slice, text) assert_true(x12_str_is(slice, text))

static void reads_who_pays_whom_and_how(void **state)
{
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_remittance *rem;

    (void)state;
    begin(&r, &rd, one_set);
    rem = next(&rd)->remittance;
    IS(rem->version, "005010X221A1");
    IS(rem->handling, "I");
    assert_int_equal(rem->amount, 15000);
    IS(rem->credit_debit, "C");
    IS(rem->method, "ACH");
    IS(rem->format, "CCP");
    IS(rem->bpr[9], "123456");
    IS(rem->bpr[16], "20240108");
    assert_int_equal(rem->date, 20240108);
    IS(rem->trace_type, "1");
    IS(rem->trace, "TRACE77");
    IS(rem->payer_tax_id, "1512345678");
    IS(rem->trace_supplement, "SUB9");
    IS(rem->currency[1], "PR");
    IS(rem->currency[2], "USD");
    assert_int_equal(rem->production, 20240104);
    assert_int_equal(rem->reference_count, 2);
    IS(rem->references[1].value, "V2");
    IS(rem->payer.name, "ACME HEALTH");
    IS(rem->payer.id_qualifier, "XV");
    IS(rem->payer.id, "12345");
    IS(rem->payer.address[0], "1 MAIN ST");
    IS(rem->payer.city, "AUSTIN");
    assert_int_equal(rem->payer.contact_count, 3);
    IS(rem->payer.contacts[1].function, "BL");
    IS(rem->payer.contacts[1].number[1].number, "7");
    IS(rem->payer.references[0].value, "98765");
    IS(rem->payee.name, "HILL CLINIC");
    IS(rem->payee.id, "1234567893");
    IS(rem->payee.address[1], "SUITE 5");
    IS(rem->payee.references[0].qualifier, "TJ");
    IS(rem->delivery.code, "EM");
    IS(rem->delivery.name, "DESK");
    IS(rem->delivery.number, "POST'HILL.EXAMPLE");
    assert_int_equal(rem->unread_count, 0);
    finish(&r, &rd);
}

static void reads_all_of_a_claim_payment(void **state)
{
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, one_set);
    p = next(&rd);
    assert_int_equal(p->ordinal, 1);
    IS(p->header, "1");
    assert_true(p->has_ts3 && p->has_ts2);
    IS(p->ts3[5], "375");
    IS(p->ts2[2], "50");
    IS(p->id, "ACCT1");
    IS(p->status, "1");
    assert_int_equal(p->charge, 25000);
    assert_int_equal(p->paid, 15000);
    assert_true(p->has_patient);
    assert_int_equal(p->patient, 4000);
    IS(p->filing, "12");
    IS(p->control, "ICN001");
    IS(p->place, "11");
    IS(p->frequency, "1");
    IS(p->drg, "470");
    IS(p->drg_weight_text, "1.5");
    IS(p->discharge_text, ".75");
    IS(p->patient_name.name, "DOE");
    IS(p->patient_name.first, "JANE");
    IS(p->patient_name.middle, "Q");
    IS(p->patient_name.suffix, "JR");
    IS(p->patient_name.id, "M100");
    IS(p->insured.first, "JOHN");
    IS(p->corrected.first, "JAYNE");
    IS(p->corrected.id, "M101");
    IS(p->provider.id, "1234567893");
    IS(p->crossover.id, "777");
    IS(p->corrected_payer.name, "FIRST PLAN");
    IS(p->other_insured.name, "ROE");
    assert_true(p->has_mia && p->has_moa);
    IS(p->mia[1], "3");
    IS(p->mia[5], "MA01");
    IS(p->mia[20], "MA02");
    IS(p->moa[1], ".5");
    IS(p->moa[3], "MA07");
    assert_int_equal(p->reference_count, 2);
    IS(p->references[0].value, "MR55");
    assert_int_equal(p->date_count, 3);
    assert_int_equal(p->dates[1].from, 20231203);
    IS(p->contacts[0].name, "ANN");
    assert_int_equal(p->amounts[0].amount, 20000);
    IS(p->quantities[0].qualifier, "CA");
    assert_int_equal(p->unread_count, 0);
    assert_false(p->latin1);
    finish(&r, &rd);
}

static void reads_triplets_around_the_empty_ones(void **state)
{
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, one_set);
    p = next(&rd);
    assert_int_equal(p->adjustment_count, 4);
    IS(p->adjustments[1].group, "OA");
    IS(p->adjustments[1].reason, "94");
    assert_int_equal(p->adjustments[1].amount, -1000);
    assert_true(p->adjustments[1].has_quantity);
    assert_int_equal(p->adjustments[1].cas, 1);
    assert_int_equal(p->adjustments[3].cas, 2);
    IS(p->adjustments[3].reason, "B2");
    assert_int_equal(p->adjustments[3].amount, -100);
    assert_false(p->adjustments[3].has_quantity);
    assert_int_equal(p->services[0].adjustment_count, 5);
    IS(p->services[0].adjustments[1].reason, "");
    IS(p->services[0].adjustments[2].reason, "96");
    assert_int_equal(p->services[0].adjustments[3].cas, 2);
    assert_int_equal(edi_payment_adjusted(p, NULL), 10000);
    assert_int_equal(edi_payment_adjusted(p, "PR"), 8800);
    finish(&r, &rd);
}

static void reads_lines_with_what_was_submitted(void **state)
{
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_service *line;
    x12_date from, to;

    (void)state;
    begin(&r, &rd, one_set);
    line = next(&rd)->services;
    assert_int_equal(rd.payment.service_count, 2);
    assert_int_equal(line->ordinal, 1);
    IS(line->qualifier, "HC");
    IS(line->procedure, "99213");
    IS(line->modifier[0], "25");
    IS(line->modifier[3], "77");
    assert_int_equal(line->charge, 10000);
    assert_int_equal(line->paid, 8000);
    IS(line->revenue, "0450");
    assert_true(line->has_units);
    assert_int_equal(x12_decimal_compare(line->units, (x12_decimal){ 15, 1 }),
                     0);
    IS(line->submitted_procedure, "99214");
    IS(line->submitted_modifier[0], "25");
    assert_true(line->has_submitted_units);
    assert_int_equal(line->reference_count, 2);
    IS(line->references[0].value, "L1");
    assert_int_equal(line->amounts[0].amount, 8800);
    IS(line->quantities[0].qualifier, "ZK");
    assert_int_equal(line->remark_count, 2);
    IS(line->remarks[0].code, "N130");
    IS(line->remarks[1].qualifier, "RX");
    assert_false(line[1].has_units);
    assert_int_equal(line[1].units.value, 1);
    edi_service_days(&rd.payment, &line[1], &from, &to);
    assert_int_equal(from, 20231202);
    assert_int_equal(to, 20231203);
    edi_payment_service(&rd.payment, &from, &to);
    assert_int_equal(from, 20231201);
    finish(&r, &rd);
}

static void reads_six_pairs_of_each_plb(void **state)
{
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;
    const struct edi_remittance *rem;

    (void)state;
    begin(&r, &rd, one_set);
    next(&rd);
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    rem = edi_payment_remittance(&rd);
    assert_int_equal(rem->adjustment_count, 7);
    IS(rem->adjustments[0].code, "WO");
    IS(rem->adjustments[0].reference, "ICN9 ACCT9");
    assert_int_equal(rem->adjustments[0].amount, 550);
    IS(rem->adjustments[2].code, "72");
    IS(rem->adjustments[2].reference, "");
    assert_int_equal(rem->adjustments[5].amount, 50);
    assert_int_equal(rem->adjustments[5].plb, 1);
    assert_int_equal(rem->adjustments[6].plb, 2);
    IS(rem->adjustments[6].fiscal_date, "20241231");
    assert_int_equal(rem->payments, 1);
    assert_int_equal(rem->paid, 15000);
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    finish(&r, &rd);
}

#define SET(number, bpr, trn, body) \
    "ST*835*" number "~" bpr trn PARTIES body "SE*9*" number "~"
#define CLAIM(id, money) "CLP*" id "*1*" money "*" money "**12*X~NM1*QC*1*A~"

static void carries_nothing_over_to_the_next_set(void **state)
{
    static const char text[] = HEAD SET(
        "0001", "BPR*I*10*C*CHK************20240101~", "TRN*1*T1*1512345678~",
        "LX*1~TS3*1*11*20241231*1*10~" CLAIM("A", "10") "PLB*1*20241231*L6*1~")
        SET("0002", "", "", "LX*2~" CLAIM("B", "20")) TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    enum edi_set_kind kind;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    IS(next(&rd)->id, "A");
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
    assert_int_equal(kind, EDI_SET_PAYMENT);
    p = next(&rd);
    IS(p->id, "B");
    assert_int_equal(p->ordinal, 1);
    assert_false(p->has_ts3);
    assert_int_equal(p->remittance->amount, 0);
    IS(p->remittance->trace, "");
    assert_int_equal(p->remittance->adjustment_count, 0);
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_END);
    finish(&r, &rd);
}

static bool is_zero(const void *at, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (((const unsigned char *)at)[i] != 0)
            return false;
    return true;
}

static void carries_nothing_over_to_the_next_payment(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~TRN*1*T*"
        "1512345678~" PARTIES "LX*1~TS3*1*11*20241231*1*10~TS2*1*2~"
        "CLP*A*1*1*0*0*12*X*11*1**02*1*1~CAS*CO*45*1~"
        "NM1*QC*1*DOE*JANE~NM1*IL*1*DOE*JOHN~NM1*74*1*DOE*JAYNE~"
        "NM1*82*2*CLINIC~NM1*TT*2*PLAN~NM1*PR*2*FIRST~NM1*GB*1*ROE~"
        "MIA*3*1.50**2*MA01~MOA*.5*10*MA07~REF*EA*MR55~DTM*050*20231220~"
        "PER*CX*ANN*TE*5125550102~AMT*AU*200~QTY*CA*3~SVC*HC:1*1*0~"
        "LX*2~CLP*B*1*0*0~LX*3~TS3*1~CLP*C*1*0*0~SE*38*0001~" TAIL;
    const size_t parties = offsetof(struct edi_payment, patient_name);
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    p = next(&rd);
    assert_true(p->has_ts3 && p->has_ts2 && p->has_mia && p->has_moa);
    IS(p->other_insured.name, "ROE");
    p = next(&rd);
    IS(p->id, "B");
    IS(p->control, "");
    assert_false(p->has_ts3 || p->has_ts2);
    assert_true(is_zero(p->ts3, sizeof(p->ts3)));
    assert_true(is_zero(p->ts2, sizeof(p->ts2)));
    assert_true(is_zero((const char *)p + parties, sizeof(*p) - parties));
    assert_true(next(&rd)->has_ts3);
    finish(&r, &rd);
}

static void keeps_the_next_set_when_se_is_missing(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~" CLAIM(
            "A", "10") "ST*835*0002~BPR*I*20*C*CHK************20240101~LX*"
                       "1~" CLAIM("B", "20") "SE*5*0002~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    enum edi_set_kind kind;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    IS(next(&rd)->id, "A");
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    assert_int_equal(edi_set_next(&r.cur, &kind), X12_OK);
    p = next(&rd);
    IS(p->id, "B");
    assert_int_equal(p->remittance->amount, 2000);
    finish(&r, &rd);
}

static void gives_the_claim_that_the_end_of_input_cuts(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~" CLAIM(
            "A", "10") "SVC*HC:99213*10*10~CAS*CO*4";
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    p = next(&rd);
    IS(p->id, "A");
    assert_int_equal(p->service_count, 1);
    assert_int_equal(p->services[0].adjustment_count, 0);
    assert_int_equal(edi_payment_next(&rd, &p), X12_END);
    assert_int_equal(reading_count(&r, "TRUNCATED"), 1);
    finish(&r, &rd);
}

static void keeps_segments_that_have_no_place(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~ZZ1*top~BPR*I*10*C*CHK************20240101~LX*1~" CLAIM(
            "A", "10") "ZZZ*a*b~SVC*HC:99213*10*10~NM1*QC*1*B~SE*9*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    p = next(&rd);
    assert_int_equal(p->unread_count, 2);
    IS(p->unread[0].loop, "2100");
    IS(p->unread[0].text, "ZZZ*a*b");
    IS(p->unread[1].text, "NM1*QC*1*B");
    IS(p->patient_name.name, "A");
    assert_int_equal(p->remittance->unread_count, 1);
    assert_true(p->findings >= 2);
    finish(&r, &rd);
}

static void keeps_lines_that_have_no_claim_with_the_remittance(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~"
        "SVC*HC:99213*10*10~CAS*CO*45*1~" CLAIM("A", "10") "SE*7*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    p = next(&rd);
    IS(p->id, "A");
    assert_int_equal(p->service_count, 0);
    assert_int_equal(p->adjustment_count, 0);
    assert_int_equal(p->remittance->unread_count, 2);
    IS(p->remittance->unread[0].text, "SVC*HC:99213*10*10");
    finish(&r, &rd);
}

static void tells_amounts_that_are_none(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~"
        "CLP*A*1*1O.00*1.005*2**X~SE*5*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    p = next(&rd);
    assert_int_equal(p->charge, 0);
    assert_int_equal(p->paid, 0);
    assert_int_equal(p->patient, 200);
    assert_int_equal(reading_count(&r, "ELEMENT_CHARACTER"), 2);
    assert_int_equal(reading_find(&r, "ELEMENT_CHARACTER")->place.element, 3);
    finish(&r, &rd);
}

/* Of the remittance and of its payments, each at its place. */
static void tells_where_an_amount_is_in_doubt(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*1S0*C*ACH~TRN*1*T*1512345678~DTM*405*20240104~"
        "LX*1~CLP*A*1*100*80**12*I1~AMT*AU*8O~SVC*HC:99213*100*80~"
        "CLP*B*1*100*80**12*I2~SVC*HC:99213*100*80~AMT*B6*8O~"
        "CLP*C*1*100*80**12*I3~SVC*HC:99213*100*80~AMT*B6*80~"
        "PLB*1234567893*20241231*WO:ICN9*5.50*FB:F1*Z*L6:I~SE*16*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *pay;
    const struct edi_remittance *rem;

    (void)state;
    begin(&r, &rd, text);
    pay = next(&rd);
    assert_string_equal(pay->doubt_segment, "AMT");
    assert_int_equal(pay->doubt.segment, 7);
    pay = next(&rd);
    assert_string_equal(pay->doubt_segment, "AMT");
    assert_int_equal(pay->doubt.segment, 11);
    pay = next(&rd);
    assert_int_equal(pay->doubt.segment, 0);
    assert_int_equal(edi_payment_next(&rd, &pay), X12_END);
    rem = edi_payment_remittance(&rd);
    assert_int_equal(rem->amount_doubt.segment, 2);
    assert_int_equal(rem->amount_doubt.element, 2);
    assert_int_equal(rem->adjustment_doubt.segment, 15);
    assert_int_equal(rem->adjustment_doubt.element, 6);
    assert_false(rem->has_doubt); /* no CLP */
    assert_int_equal(rem->adjustment_count, 3);
    assert_false(rem->adjustments[0].unread);
    assert_true(rem->adjustments[1].unread);
    assert_true(rem->adjustments[2].unread); /* it is missing */
    finish(&r, &rd);
}

static void lays_a_finding_to_the_claim_it_is_about(void **state)
{
    /* A lacks its NM1*QC, which is told at the CLP of B. */
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~TRN*1*T*"
        "1512345678~" PARTIES "LX*1~CLP*A*1*0*0**12*X~"
        "CLP*B*1*0*0**12*Y~NM1*QC*1*B~SE*5*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;

    (void)state;
    begin(&r, &rd, text);
    assert_int_equal(next(&rd)->findings, 1);
    assert_int_equal(next(&rd)->findings, 0);
    finish(&r, &rd);
}

static void counts_no_finding_that_others_tell_between_two_claims(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~TRN*1*T*"
        "1512345678~" PARTIES "LX*1~CLP*A*1*0*0**12*X~NM1*QC*1*A~"
        "CLP*B*1*X*0**12*Y~NM1*QC*1*B~CLP*C*1*0*0**12*Y~NM1*QC*1*C~"
        "SE*5*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    const uint32_t findings[] = { 0, 1, 0 };

    (void)state;
    begin(&r, &rd, text);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(next(&rd)->findings, findings[i]);
        x12_found(&r.findings, X12_FAULT_ELEMENT_CHARACTER, r.cur.seg.place,
                  NULL);
    }
    finish(&r, &rd);
}

static void says_where_in_the_input_a_claim_stands(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~" CLAIM("A", "10")
            CLAIM("B", "5") "SE*5*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;
    const struct edi_payment *p;

    (void)state;
    begin(&r, &rd, text);
    p = next(&rd);
    assert_memory_equal(text + p->offset, "CLP*A", 5);
    assert_memory_equal(text + p->end, "CLP*B", 5);
    p = next(&rd);
    assert_memory_equal(text + p->offset, "CLP*B", 5);
    assert_memory_equal(text + p->end, "SE*5", 4);
    finish(&r, &rd);
}

static void marks_only_what_is_not_utf8(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~"
        "CLP*A*1*0*0**12*X~NM1*QC*1*MU\xd1OZ~"
        "CLP*B*1*0*0**12*Y~NM1*QC*1*MU\xc3\x91OZ~SE*5*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;

    (void)state;
    begin(&r, &rd, text);
    assert_true(next(&rd)->latin1);
    assert_false(next(&rd)->latin1);
    assert_false(rd.remittance.latin1);
    finish(&r, &rd);
}

static void tells_of_texts_that_are_not_plain(void **state)
{
    static const char text[] = HEAD
        "ST*835*0001~BPR*I*10*C*CHK************20240101~LX*1~"
        "CLP*A*1*0*0**12*X~NM1*QC*1*D\"OE~CLP*B*1*0*0**12*Y~NM1*QC*1*DOE~"
        "CLP*C*1*0*0**12*X~NM1*QC*1*DOE~ZZZ*1~CLP*D*1*0*0**12*Y~"
        "SE*12*0001~" TAIL;
    struct reading r;
    struct edi_payment_reader rd;

    (void)state;
    begin(&r, &rd, text);
    for (size_t i = 0; i < 4; i++) {
        next(&rd);
        assert_int_equal(edi_payment_reader_is_plain(&rd), i % 2);
    }
    finish(&r, &rd);
}

/* All of one_set with whatever memory there is. */
static enum x12_status read_all(struct x12_error *err)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    struct edi_payment_reader rd;
    const struct edi_payment *p;
    enum edi_set_kind kind;
    enum x12_status status = x12_source_open_memory(&src, x12_str_from(one_set),
                                                    err);

    edi_payment_reader_init(&rd, &cur, err);
    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, err);
    if (status == X12_OK)
        status = edi_set_next(&cur, &kind);
    while (status == X12_OK)
        status = edi_payment_next(&rd, &p);
    edi_payment_reader_release(&rd);
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status;
}

static void ends_clearly_when_any_allocation_fails(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        struct x12_error err = { 0 };
        enum x12_status status;

        failing_malloc_from(n);
        status = read_all(&err);
        failing_malloc_off();
        if (!failing_malloc_failed()) {
            assert_int_equal(status, X12_END);
            assert_true(n > 4);
            return;
        }
        assert_int_equal(status, X12_ENOMEM);
        assert_int_equal(err.status, X12_ENOMEM);
        assert_true(err.text[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_who_pays_whom_and_how),
        cmocka_unit_test(reads_all_of_a_claim_payment),
        cmocka_unit_test(reads_triplets_around_the_empty_ones),
        cmocka_unit_test(reads_lines_with_what_was_submitted),
        cmocka_unit_test(reads_six_pairs_of_each_plb),
        cmocka_unit_test(carries_nothing_over_to_the_next_set),
        cmocka_unit_test(carries_nothing_over_to_the_next_payment),
        cmocka_unit_test(keeps_the_next_set_when_se_is_missing),
        cmocka_unit_test(gives_the_claim_that_the_end_of_input_cuts),
        cmocka_unit_test(keeps_segments_that_have_no_place),
        cmocka_unit_test(keeps_lines_that_have_no_claim_with_the_remittance),
        cmocka_unit_test(tells_amounts_that_are_none),
        cmocka_unit_test(tells_where_an_amount_is_in_doubt),
        cmocka_unit_test(lays_a_finding_to_the_claim_it_is_about),
        cmocka_unit_test(counts_no_finding_that_others_tell_between_two_claims),
        cmocka_unit_test(says_where_in_the_input_a_claim_stands),
        cmocka_unit_test(marks_only_what_is_not_utf8),
        cmocka_unit_test(tells_of_texts_that_are_not_plain),
        cmocka_unit_test(ends_clearly_when_any_allocation_fails),
    };

    return cmocka_run_group_tests_name("payment_read", tests, NULL, NULL);
}
