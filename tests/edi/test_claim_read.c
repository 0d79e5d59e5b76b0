/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/claim_json.h"
#include "edi/guides/guides.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/whole_guide.h"

#include <stdio.h>

#define P "005010X222A1"
#define I "005010X223A2"
#define D "005010X224A2"

#define HEAD                             \
    "BHT*0019*00*REF7*20240131*1200*CH~" \
    "NM1*41*2*SENDER*****46*S1~PER*IC*ANN*TE*5550100~NM1*40*2*RECV*****46*R1~"
#define PROVIDER                                                          \
    "HL*1**20*1~PRV*BI*PXC*207Q00000X~NM1*85*2*CLINIC*****XX*1234567893~" \
    "N3*1 ROAD~N4*TOWN*MD*20705~REF*EI*123456789~"
#define SUBSCRIBER                                              \
    "HL*2*1*22*0~SBR*P*18*G7******CI~NM1*IL*1*DOE*JO****MI*M1~" \
    "N3*2 ROAD~N4*TOWN*MD*20705~DMG*D8*19800102*F~NM1*PR*2*PAYER*****PI*P1~"
#define CLAIM(id)                                                        \
    "CLM*" id "*125.5***11:B:1*Y*A*Y*Y~HI*ABK:R51*ABF:K219~"             \
    "LX*1~SV1*HC:99213:25*100*UN*1***1:2~DTP*472*D8*20240115~REF*6R*L1~" \
    "LX*2~SV1*HC:87070*25.5*UN*2.5***1~DTP*472*RD8*20240116-20240117~"

static struct claim_pipe pipe_at_hand;

static const struct edi_claim *first_claim(const char *reference,
                                           const char *body)
{
    claim_pipe_open(&pipe_at_hand, claim_pipe_wrap(reference, body), 0);
    return claim_pipe_next(&pipe_at_hand);
}

static const struct edi_claim *next_claim(void)
{
    return claim_pipe_next(&pipe_at_hand);
}

static int close_pipe(void **state)
{
    (void)state;
    claim_pipe_close(&pipe_at_hand);
    pipe_at_hand = (struct claim_pipe){ 0 };
    return 0;
}

#define assert_text(s, want) assert_true(x12_str_is(s, want))

static void reads_a_professional_claim(void **state)
{
    const struct edi_claim *c = first_claim(
        P, HEAD PROVIDER SUBSCRIBER CLAIM("A1"));

    (void)state;
    assert_non_null(c);
    assert_int_equal(c->kind, EDI_PROFESSIONAL);
    assert_text(c->set->reference, "REF7");
    assert_text(c->set->version, P);
    assert_text(c->set->submitter.contacts[0].number[0].number, "5550100");
    assert_text(c->billing.id, "1234567893");
    assert_text(c->billing.taxonomy, "207Q00000X");
    assert_text(c->billing.references[0].value, "123456789");
    assert_text(c->coverage.group_number, "G7");
    assert_text(c->subscriber.first, "JO");
    assert_text(c->subscriber.birth, "19800102");
    assert_text(c->payer.id, "P1");
    assert_true(c->patient_is_subscriber);
    assert_text(c->id, "A1");
    assert_int_equal(c->charge, 12550);
    assert_text(c->frequency, "1");
    assert_int_equal(c->code_count, 2);
    assert_text(c->codes[1].code, "K219");
    assert_int_equal(c->line_count, 2);
    assert_text(c->lines[0].modifier[0], "25");
    assert_text(c->lines[0].pointer[1], "2");
    assert_int_equal(c->lines[0].dates[0].from, 20240115);
    assert_text(c->lines[0].references[0].value, "L1");
    assert_int_equal(c->lines[1].number, 2);
    assert_int_equal(c->lines[1].charge, 2550);
    assert_int_equal(c->lines[1].units.value, 25);
    assert_int_equal(c->lines[1].dates[0].to, 20240117);
    assert_int_equal(c->unread_count, 0);
    assert_null(next_claim());
    assert_int_equal(pipe_at_hand.err.status, X12_OK);
}

static void keeps_the_outer_loops_for_each_claim(void **state)
{
    const struct edi_claim *c = first_claim(
        P,
        HEAD PROVIDER SUBSCRIBER CLAIM("A1") CLAIM(
            "A2") "HL*3*1*22*1~SBR*S**G8******MB~NM1*IL*1*ROE*AL****MI*M2~"
                  "NM1*PR*2*OTHER*****PI*P2~HL*4*3*23*0~PAT*19~NM1*QC*1*ROE*"
                  "KID~" CLAIM("A3") "HL*5*3*23*0~PAT*01~NM1*QC*1*ROE*"
                                     "MATE~" CLAIM(
                                         "A4") "HL*6**20*1~NM1*85*1*SOLO*DOC***"
                                               "*XX*1999999992~HL*7*6*22*0~"
                                               "SBR*P*18~NM1*IL*1*LAST*ONE~NM1*"
                                               "PR*2*P*****PI*P3~" CLAIM("A5"));

    (void)state;
    assert_text(c->id, "A1");
    assert_int_equal(c->ordinal, 1);
    c = next_claim();
    assert_text(c->id, "A2");
    assert_text(c->subscriber.id, "M1");
    assert_int_equal(c->line_count, 2);
    c = next_claim();
    assert_text(c->id, "A3");
    assert_text(c->coverage.group_number, "G8");
    assert_text(c->subscriber.birth, "");
    assert_text(c->patient_coverage.patient_relationship, "19");
    assert_text(edi_claim_patient(c)->first, "KID");
    assert_false(c->patient_is_subscriber);
    assert_true(c->patients_follow);
    c = next_claim();
    assert_text(c->patient.first, "MATE");
    assert_int_equal(c->patient_loop, 2);
    assert_text(c->billing.name, "CLINIC");
    c = next_claim();
    assert_text(c->billing.name, "SOLO");
    assert_int_equal(c->billing.reference_count, 0);
    assert_false(c->patient.present);
    assert_true(c->patient_is_subscriber);
    assert_text(edi_claim_patient(c)->name, "LAST");
    assert_int_equal(c->provider_loop, 2);
    assert_int_equal(c->ordinal, 5);
    assert_null(next_claim());
}

static void reads_the_other_payers_of_an_institutional_claim(void **state)
{
    const struct edi_claim *c = first_claim(
        I, HEAD PROVIDER SUBSCRIBER
        "CLM*B1*900***11:A:1**A*Y*Y~DTP*434*RD8*20240101-20240105~CL1*1*7*30~"
        "HI*ABK:I10:::::::Y~HI*BE:80:::1.5*BH:11:D8:20240101~"
        "NM1*71*1*DOC*AT~PRV*AT*PXC*208600000X~"
        "SBR*P*18*******MA~CAS*CO*45*100**253*2.5*1~CAS*PR*1*50*****2*20~"
        "AMT*D*727.5~OI***Y***Y~MIA*0***5~NM1*IL*1*DOE*JO****MI*X~"
        "NM1*PR*2*MEDICARE*****PI*MC1~DTP*573*D8*20240201~REF*F8*ICN~"
        "NM1*82*1~REF*G2*LOC~"
        "LX*1~SV2*0250*HC:J1*900*UN*3**1.25~DTP*472*D8*20240101~"
        "SVD*MC1*700*HC:J1*0250*3~CAS*CO*45*100~DTP*573*D8*20240201~");
    const struct edi_other_payer *op = c->other_payers;

    (void)state;
    assert_int_equal(c->dates[0].to, 20240105);
    assert_text(c->admission.status, "30");
    assert_text(c->codes[0].present_on_admission, "Y");
    assert_int_equal(c->codes[1].amount, 150);
    assert_int_equal(c->codes[1].segment, 2);
    assert_text(c->codes[2].date, "20240101");
    assert_text(c->providers[0].taxonomy, "208600000X");
    assert_int_equal(c->other_payer_count, 1);
    assert_int_equal(op->adjustment_count, 4);
    assert_int_equal(op->adjustments[1].amount, 250);
    assert_int_equal(op->adjustments[1].quantity.value, 1);
    assert_int_equal(op->adjustments[2].cas, 2);
    assert_int_equal(op->adjustments[2].position, 0);
    assert_text(op->adjustments[3].group, "PR");
    assert_int_equal(op->adjustments[3].position, 8);
    assert_true(op->has_mia);
    assert_text(op->mia[4], "5");
    assert_text(op->payer.references[0].value, "ICN");
    assert_int_equal(op->payer.dates[0].from, 20240201);
    assert_text(op->providers[0].role, "82");
    assert_text(c->lines[0].revenue, "0250");
    assert_int_equal(c->lines[0].non_covered, 125);
    assert_int_equal(c->lines[0].adjudications[0].paid, 70000);
    assert_int_equal(c->lines[0].adjudications[0].adjustments[0].amount, 10000);
    assert_int_equal(c->unread_count, 0);
}

static void reads_the_teeth_of_a_dental_claim(void **state)
{
    const struct edi_claim *c = first_claim(
        D, HEAD PROVIDER SUBSCRIBER
        "CLM*D1*80***11:B:1*Y*A*Y*Y~DTP*472*D8*20240110~DN1*24*12~DN2*1*E****"
        "JP~"
        "LX*1~SV3*AD:D2140*80**10:20*I*2~TOO*JP*12*L:O~TOO*JP*13~");

    (void)state;
    assert_int_equal(c->kind, EDI_DENTAL);
    assert_text(c->orthodontics.remaining_text, "12");
    assert_text(c->tooth_status[0].qualifier, "JP");
    assert_text(c->lines[0].oral_cavity[1], "20");
    assert_text(c->lines[0].prosthesis, "I");
    assert_int_equal(c->lines[0].tooth_count, 2);
    assert_text(c->lines[0].teeth[0].surface[1], "O");
}

static void keeps_what_has_no_place(void **state)
{
    const struct edi_claim *c = first_claim(
        P, HEAD PROVIDER SUBSCRIBER
        "CLM*A1*10***11:B:1*Y*A*Y*Y~ZZZ*LOST*1~CN1*09~CN1*05~"
        "LX*1~SV1*HC:99213*1O.5*UN*1***1~DTP*472*D8*20240115~"
        "NM1*82*1*DOC********LATE~" CLAIM("A2"));

    (void)state;
    assert_non_null(c);
    assert_int_equal(c->unread_count, 4);
    assert_text(c->unread[0].text, "ZZZ*LOST*1");
    assert_text(c->unread[0].loop, "2300");
    assert_text(c->unread[1].text, "CN1*05");
    assert_text(c->contract.type, "09");
    assert_text(c->unread[2].text, "SV1*HC:99213*1O.5*UN*1***1");
    assert_int_equal(c->lines[0].charge, 0);
    assert_text(c->lines[0].procedure, "99213");
    assert_text(c->unread[3].text, "NM1*82*1*DOC********LATE");
    assert_text(c->lines[0].providers[0].name, "DOC");
    assert_true(c->findings >= 4);
    c = next_claim();
    assert_int_equal(c->unread_count, 0);
    assert_int_equal(c->findings, 0);
}

static void keeps_a_second_party_where_there_is_room_for_one(void **state)
{
    const struct edi_claim *c = first_claim(
        P, HEAD PROVIDER SUBSCRIBER
        "NM1*PR*2*SECOND*****PI*P9~N3*9 ROAD~" CLAIM("A1"));

    (void)state;
    assert_text(c->payer.id, "P1");
    assert_text(c->payer.address[0], "");
    assert_int_equal(c->unread_count, 2);
    assert_text(c->unread[1].text, "N3*9 ROAD");
}

/* Far behind the last element that any row knows of. */
static void keeps_a_segment_of_very_many_elements(void **state)
{
    const char *const parts[] = {
        HEAD PROVIDER SUBSCRIBER "CLM*A1*10***11:B:1*Y*A*Y*Y~LX*1",
        "*A~SV1*HC:99213*10*UN*1***1~DTP*472*D8*20240115~",
    };
    static char body[4096], stars[301];
    const struct edi_claim *c;

    (void)state;
    memset(stars, '*', sizeof(stars) - 1);
    (void)snprintf(body, sizeof(body), "%s%s%s", parts[0], stars, parts[1]);
    c = first_claim(P, body);
    assert_non_null(c);
    assert_int_equal(c->unread_count, 1);
    assert_int_equal(c->unread[0].text.len, strlen("LX*1") + 300 + 2);
    assert_text(c->lines[0].number_text, "1");
    assert_text(c->lines[0].procedure, "99213");
}

static void counts_the_findings_of_each_claim(void **state)
{
    /* The first lacks its LX, the second has a bad code. */
    const struct edi_claim *c = first_claim(
        P,
        HEAD PROVIDER SUBSCRIBER "CLM*A1*10***11:B:1*Y*A*Y*Y~HI*ABK:R51~" CLAIM(
            "A2") "CLM*A3*10***11:X:1*Y*A*Y*Y~HI*ABK:R51~"
                  "LX*1~SV1*HC:99213*10*UN*1***1~DTP*472*D8*20240115~");

    (void)state;
    assert_int_equal(c->findings, 1);
    assert_int_equal(next_claim()->findings, 0);
    assert_int_equal(next_claim()->findings, 1);
}

static void tells_where_each_claim_stands(void **state)
{
    const char *body = HEAD PROVIDER SUBSCRIBER CLAIM("A1") CLAIM("A2");
    x12_str text = claim_pipe_wrap(P, body);
    const struct edi_claim *c = first_claim(P, body);

    (void)state;
    assert_memory_equal(text.at + c->offset, "CLM*A1", 6);
    assert_memory_equal(text.at + c->end, "CLM*A2", 6);
    c = next_claim();
    assert_memory_equal(text.at + c->offset, "CLM*A2", 6);
    assert_memory_equal(text.at + c->end, "SE*", 3);
}

static void delivers_a_claim_that_the_end_of_the_input_cuts_off(void **state)
{
    x12_str text = claim_pipe_wrap(P, HEAD PROVIDER SUBSCRIBER CLAIM("A1")
                                          CLAIM("A2"));
    const struct edi_claim *c;

    (void)state;
    text.len -= 80; /* in the last line of A2 */
    claim_pipe_open(&pipe_at_hand, text, 0);
    assert_non_null(claim_pipe_next(&pipe_at_hand));
    c = claim_pipe_next(&pipe_at_hand);
    assert_non_null(c);
    assert_text(c->id, "A2");
    assert_true(c->findings > 0);
    assert_null(claim_pipe_next(&pipe_at_hand));
    assert_int_equal(pipe_at_hand.err.status, X12_OK);
}

static void marks_bytes_that_are_no_utf8(void **state)
{
    const struct edi_claim *c = first_claim(
        P, HEAD PROVIDER
        "HL*2*1*22*0~SBR*P*18~NM1*IL*1*MU\xd1OZ~NM1*PR*2*P*****PI*1~" CLAIM(
            "A1") "HL*3*1*22*0~SBR*P*18~NM1*IL*1*MU\xc3\x91OZ~"
                  "NM1*PR*2*P*****PI*1~" CLAIM("A2"));

    (void)state;
    assert_true(c->latin1);
    c = next_claim();
    assert_false(c->latin1);
    assert_text(c->subscriber.name, "MU\xc3\x91OZ");
}

/* What an outer loop holds counts for each of its claims, what a claim holds
 * for that one alone. */
static void tells_of_texts_that_are_not_plain(void **state)
{
    static const bool plain[] = { true, false, true, false, false, true };
    size_t claims = 0;

    (void)state;
    first_claim(P,
                HEAD PROVIDER SUBSCRIBER CLAIM("A1") CLAIM("A\"2") CLAIM("A3")
                    CLAIM("A4") "ZZZ*1~"
                                "HL*3*1*22*0~SBR*P*18~"
                                "NM1*IL*1*DO\\E~"
                                "NM1*PR*2*P*****PI*1~" CLAIM(
                                    "A5") "HL*4*1*22*0~SBR*P*18~"
                                          "NM1*IL*1*DOE~"
                                          "NM1*PR*2*P*****PI*1~" CLAIM("A6"));
    do
        assert_int_equal(edi_claim_reader_is_plain(&pipe_at_hand.rd),
                         plain[claims++]);
    while (next_claim());
    assert_int_equal(claims, sizeof(plain) / sizeof(*plain));
}

static void goes_on_where_a_set_lacks_its_trailer(void **state)
{
    static char text[32 << 10];
    x12_str first = claim_pipe_wrap(P, HEAD PROVIDER SUBSCRIBER CLAIM("A1"));
    size_t cut = first.len - sizeof("SE*30*0001~GE*1*1~IEA*1*000000001~") + 1;
    x12_str second;
    const struct edi_claim *c;

    (void)state;
    memcpy(text, first.at, cut);
    second = claim_pipe_wrap(I, HEAD PROVIDER SUBSCRIBER
                             "CLM*B1*9***11:A:1**A*Y*Y~");
    memcpy(text + cut, second.at, second.len);
    claim_pipe_open(&pipe_at_hand, (x12_str){ text, cut + second.len }, 0);
    c = claim_pipe_next(&pipe_at_hand);
    assert_text(c->id, "A1");
    c = claim_pipe_next(&pipe_at_hand);
    assert_text(c->id, "B1");
    assert_int_equal(c->kind, EDI_INSTITUTIONAL);
    assert_int_equal(c->ordinal, 1);
    assert_null(claim_pipe_next(&pipe_at_hand));
}

static void reads_claims_that_lack_the_loops_around_them(void **state)
{
    const struct edi_claim *c = first_claim(
        P, "BHT*0019*00*1*20240131*1200*CH~NM1*85*2*ONE*****XX*1234567893~"
           "N3*1 ROAD~NM1*IL*1*DOE*JO****MI*M1~NM1*PR*2*PAYER*****PI*P1~"
           "CLM*A1*125.5***11:B:1*Y*A*Y*Y~HI*ABK:R51~NM1*82*1*DOC~REF*G2*7~"
           "SBR*S*18~CAS*CO*45*1~NM1*IL*1*DOE*OTHER~NM1*PR*2*SECOND~REF*F8*9~"
           "LX*1~SV1*HC:99213*125.5*UN*1***1~DTP*472*D8*20240115~"
           "NM1*DK*1*ORDERS~SVD*P2*5*HC:99213**1~CAS*CO*45*1~"
           "NM1*85*2*TWO*****XX*1999999992~NM1*IL*1*ROE*AL~"
           "CLM*A2*10~LX*1~SV1*HC:99213*10~CLM*A3*5~");

    (void)state;
    assert_non_null(c);
    assert_text(c->id, "A1");
    assert_text(c->billing.name, "ONE");
    assert_text(c->billing.address[0], "1 ROAD");
    assert_text(c->subscriber.first, "JO");
    assert_text(c->payer.id, "P1");
    assert_text(c->codes[0].code, "R51");
    assert_int_equal(c->provider_count, 1);
    assert_text(c->providers[0].references[0].value, "7");
    assert_text(c->other_payers[0].subscriber.first, "OTHER");
    assert_text(c->other_payers[0].payer.references[0].value, "9");
    assert_int_equal(c->line_count, 1);
    assert_int_equal(c->lines[0].charge, 12550);
    assert_int_equal(c->lines[0].dates[0].from, 20240115);
    assert_text(c->lines[0].providers[0].name, "ORDERS");
    assert_int_equal(c->lines[0].adjudications[0].adjustment_count, 1);
    assert_true(c->findings > 0);
    for (size_t i = 0; i < c->unread_count; i++)
        fail_msg("unread: %.*s", (int)c->unread[i].text.len,
                 c->unread[i].text.at);
    c = next_claim();
    assert_text(c->id, "A2");
    assert_text(c->billing.name, "TWO");
    assert_text(c->billing.address[0], "");
    assert_text(c->subscriber.name, "ROE");
    assert_false(c->payer.present);
    c = next_claim();
    assert_text(c->id, "A3");
    assert_text(c->billing.name, "TWO");
    assert_null(next_claim());
}

/* The DTP has no place there: it is the claim's, not the payer's before it, whose
 * lists outlive the claim. */
static void gives_a_claim_without_loops_nothing_of_the_one_before(void **state)
{
    const struct edi_claim *c = first_claim(
        P, "BHT*0019*00*1*20240131*1200*CH~NM1*IL*1*DOE*JO****MI*M1~"
           "NM1*PR*2*PAYER*****PI*P1~CLM*A1*10***11:B:1*Y*A*Y*Y~"
           "DTP*573*D8*20240115~CLM*A2*20***11:B:1*Y*A*Y*Y~");

    (void)state;
    assert_non_null(c);
    assert_text(c->payer.id, "P1");
    assert_int_equal(c->payer.date_count, 0);
    assert_int_equal(c->date_count, 1);
    c = next_claim();
    assert_text(c->id, "A2");
    assert_int_equal(c->payer.date_count, 0);
    assert_int_equal(c->date_count, 0);
    assert_null(next_claim());
}

static void keeps_every_value_of_every_guide(void **state)
{
    static const char *const names[] = { "837P", "837I", "837D" };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        x12_str text = whole_guide(edi_guide_named(x12_str_from(names[i])));
        struct claim_pipe pipe;
        const struct edi_claim *c;
        unsigned claims = 0;

        claim_pipe_open(&pipe, text, 0);
        while ((c = claim_pipe_next(&pipe))) {
            claims++;
            for (size_t k = 0; k < c->unread_count; k++)
                print_message("%s %.*s: %.*s\n", names[i],
                              (int)c->unread[k].loop.len, c->unread[k].loop.at,
                              (int)c->unread[k].text.len, c->unread[k].text.at);
            assert_int_equal(c->unread_count, 0);
        }
        assert_int_equal(claims, 2);
        claim_pipe_close(&pipe);
    }
}

static void gives_the_same_json_however_the_bytes_arrive(void **state)
{
    static char want[128 << 10];
    x12_str text = whole_guide(edi_guide_named(X12_STR("837P")));
    size_t len = 0;

    (void)state;
    for (size_t step = 0; step < 60; step += step < 8 ? 1 : 13) {
        struct x12_sink sink = { 0 };
        struct x12_error err = { 0 };
        x12_str got;

        assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
        claim_pipe_json(text, step, &sink);
        got = x12_sink_memory(&sink);
        if (step == 0) {
            len = got.len;
            assert_true(len > 1000 && len < sizeof(want));
            memcpy(want, got.at, len);
        }
        assert_int_equal(got.len, len);
        assert_memory_equal(got.at, want, len);
        x12_sink_close(&sink);
    }
}

static void fails_clearly_whichever_allocation_fails(void **state)
{
    x12_str text = claim_pipe_wrap(P, HEAD PROVIDER SUBSCRIBER CLAIM("A1"));
    long n = 0;

    (void)state;
    for (;; n++) {
        unsigned claims = 0;

        failing_malloc_from(n);
        claim_pipe_open(&pipe_at_hand, text, 0);
        while (claim_pipe_next(&pipe_at_hand))
            claims++;
        claim_pipe_close(&pipe_at_hand);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        assert_int_equal(pipe_at_hand.err.status, X12_ENOMEM);
        assert_true(pipe_at_hand.err.text[0] != '\0');
        assert_int_equal(claims, 0);
    }
    assert_true(n > 5);
}

static void refuses_a_claim_over_its_limit_of_lines(void **state)
{
    static char text[400 << 10];
    x12_str head = claim_pipe_wrap(P, HEAD PROVIDER SUBSCRIBER
                                   "CLM*A1*10***11:B:1*Y*A*Y*Y~");
    size_t used = head.len - 33; /* without SE and what follows */

    (void)state;
    memcpy(text, head.at, used);
    for (int i = 0; i <= EDI_CLAIM_LINES; i++) {
        memcpy(text + used, "LX*1~", 5);
        used += 5;
    }
    claim_pipe_open(&pipe_at_hand, (x12_str){ text, used }, 0);
    assert_null(claim_pipe_next(&pipe_at_hand));
    assert_int_equal(pipe_at_hand.err.status, X12_ELIMIT);
}

/* What is no amount is read as 0, and the claim says where. */
static void tells_the_first_amount_that_nobody_can_read(void **state)
{
#define HELD(clm02, sv102, amount)                                   \
    HEAD PROVIDER SUBSCRIBER "CLM*A1*" clm02 "***11:B:1*Y*A*Y*Y~"    \
                             "AMT*F5*" amount "~HI*ABK:R51~"         \
                             "LX*1~SV1*HC:99213*" sv102 "*UN*1***1~" \
                             "DTP*472*D8*20240115~"
    static const struct {
        const char *body, *segment;
        unsigned place, element;
    } cases[] = {
        { HELD("100", "100", "5"), "", 0, 0 },
        { HELD("1O0", "100", "5"), "CLM", 19, 2 },
        { HELD("100.005", "100", "5"), "CLM", 19, 2 },
        { HELD("", "100", "5"), "CLM", 19, 2 },
        { HELD("100", "1O0", "5"), "SV1", 23, 2 },
        { HELD("100", "", "5"), "SV1", 23, 2 },
        { HELD("100", "100", "S"), "AMT", 20, 2 },
        { HELD("100", "X", "S"), "AMT", 20, 2 },
        { HELD("0", "0", "0"), "", 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct edi_claim *c = first_claim(P, cases[i].body);

        assert_non_null(c);
        if (!x12_str_is(c->doubt_segment, cases[i].segment) ||
            c->doubt.segment != cases[i].place ||
            c->doubt.element != cases[i].element)
            fail_msg("case %zu: %.*s%02u, segment %u", i,
                     (int)c->doubt_segment.len, c->doubt_segment.at,
                     (unsigned)c->doubt.element, (unsigned)c->doubt.segment);
        close_pipe(state);
    }
#undef HELD
}

static void finds_the_days_of_service(void **state)
{
    x12_date from, to;
    const struct edi_claim *c = first_claim(
        P, HEAD PROVIDER SUBSCRIBER CLAIM("A1"));

    (void)state;
    edi_claim_service(c, &from, &to);
    assert_int_equal(from, 20240115);
    assert_int_equal(to, 20240117);
    edi_line_service(c, &c->lines[1], &from, &to);
    assert_int_equal(from, 20240116);
    assert_int_equal(to, 20240117);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, close_pipe)
    const struct CMUnitTest tests[] = {
        TEST(reads_a_professional_claim),
        TEST(keeps_the_outer_loops_for_each_claim),
        TEST(reads_the_other_payers_of_an_institutional_claim),
        TEST(reads_the_teeth_of_a_dental_claim),
        TEST(keeps_what_has_no_place),
        TEST(keeps_a_segment_of_very_many_elements),
        TEST(keeps_a_second_party_where_there_is_room_for_one),
        TEST(counts_the_findings_of_each_claim),
        TEST(tells_where_each_claim_stands),
        TEST(delivers_a_claim_that_the_end_of_the_input_cuts_off),
        TEST(marks_bytes_that_are_no_utf8),
        TEST(tells_of_texts_that_are_not_plain),
        TEST(goes_on_where_a_set_lacks_its_trailer),
        TEST(reads_claims_that_lack_the_loops_around_them),
        TEST(gives_a_claim_without_loops_nothing_of_the_one_before),
        TEST(keeps_every_value_of_every_guide),
        TEST(gives_the_same_json_however_the_bytes_arrive),
        TEST(fails_clearly_whichever_allocation_fails),
        TEST(refuses_a_claim_over_its_limit_of_lines),
        TEST(tells_the_first_amount_that_nobody_can_read),
        TEST(finds_the_days_of_service),
    };

    return cmocka_run_group_tests_name("claim_read", tests, NULL, NULL);
}
