/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/claim_fields_private.h"
#include "edi/guides/guides.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/small_claim.h"
#include "tests/support/whole_guide.h"

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

static struct x12_error err;
static struct x12_sink sink;

static int open_sink(void **state)
{
    (void)state;
    err = (struct x12_error){ 0 };
    sink = (struct x12_sink){ 0 };
    return x12_sink_open_memory(&sink, 1 << 20, &err);
}

static int close_sink(void **state)
{
    (void)state;
    x12_sink_close(&sink);
    return 0;
}

/* The next segment of the text that is no HL; line ends are left out. */
static x12_str next_segment(x12_str *rest)
{
    x12_str seg;

    do {
        seg = x12_str_cut(rest, '~');
        while (seg.len > 0 && seg.at[0] == '\n')
            seg = (x12_str){ seg.at + 1, seg.len - 1 };
    } while (x12_str_starts(seg, X12_STR("HL*")));
    return seg;
}

/* From the ST on every segment of `text` stands in what is written of its
 * claims, element for element and in its order; HL aside. */
static void assert_written_again(x12_str text)
{
    x12_str want = text, got, seg;
    unsigned segments = 0;

    assert_int_equal(claim_pipe_write(text, &sink, &err), X12_OK);
    got = x12_sink_memory(&sink);
    (void)next_segment(&want), (void)next_segment(&want);
    (void)next_segment(&got), (void)next_segment(&got);
    while ((seg = next_segment(&want)).len > 0) {
        x12_str written = next_segment(&got);

        if (!x12_str_equal(seg, written))
            fail_msg("written %.*s for %.*s", (int)written.len, written.at,
                     (int)seg.len, seg.at);
        segments++;
    }
    assert_int_equal(next_segment(&got).len, 0);
    assert_true(segments > 10);
}

static void writes_again_all_that_the_guides_have(void **state)
{
    static const char *const names[] = { "837P", "837I", "837D" };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        assert_written_again(
            whole_guide(edi_guide_named(x12_str_from(names[i]))));
        x12_sink_memory_clear(&sink);
    }
}

static void writes_the_same_text_for_a_canonical_file(void **state)
{
    x12_str text = claim_pipe_wrap(
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
    x12_str got;
    size_t k = 0;

    (void)state;
    assert_int_equal(claim_pipe_write(text, &sink, &err), X12_OK);
    got = x12_sink_memory(&sink);
    for (size_t i = 0; i < got.len; i++)
        if (got.at[i] != '\n') {
            if (k == text.len || got.at[i] != text.at[k])
                fail_msg("written %.40s", got.at + (i > 30 ? i - 30 : 0));
            k++;
        }
    assert_int_equal(k, text.len);
}

static void writes_what_has_no_place_where_it_stood(void **state)
{
    (void)state;
    /* unknown, out of place, twice, too long, behind the last of its loop */
    assert_written_again(claim_pipe_wrap(
        P,
        HEAD "HL*1**20*1~ZZ1*A:B^C**D~NM1*85*2*CLINIC*****XX*1234567893~"
             "N3*1 ROAD~N3*2 ROAD~HL*2*1*22*0~SBR*P*18*******CI~"
             "NM1*IL*1*DOE*JO****MI*X~NM1*PR*2*P*****PI*P1~REF*ZZ9*9~"
             "CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:R51~PAT*01~"
             "SBR*S*18*A*B*C*D***CI~CAS*CO*45*1*2*3*4*5*6*7*8*9*1*1*1*2*2*2*3~"
             "NM1*PR*2*P*****PI*P1~NM1*QC*1*DOE~"
             "LX*1~SV1*HC:99213*100*UN*1***1~ZZ2~" CLAIM("A2") "ZZ3*1~"));
}

static void tells_what_it_found_no_place_for(void **state)
{
    struct edi_unread lost = { .text = X12_STR("ZZ1*A") };
    struct claim_out out;
    struct small_claim small;

    (void)state;
    small_claim_fill(&small, EDI_PROFESSIONAL, "A1", 100);
    small.set.kind = EDI_PROFESSIONAL;
    small.set.version = X12_STR(P);
    small.claim.unread = &lost;
    small.claim.unread_count = 1;
    claim_out_begin(&out, &sink, &small.set, &err);
    edi_claim_write(&out.cw, &small.claim);
    assert_int_equal(out.cw.unread.left, 1);
    assert_int_equal(claim_out_end(&out), X12_OK);
}

static void keeps_the_holes_in_cas_and_hi(void **state)
{
    (void)state;
    assert_written_again(claim_pipe_wrap(
        I, HEAD PROVIDER SUBSCRIBER
        "CLM*B1*900***11:A:1**A*Y*Y~"
        "HI*ABK:I10:::::::Y~HI*ABF:E119**ABF:E785:::::::N~HI*ABF:Z1~"
        "HI*BE:80:::1.5*BE:81:::2~HI*BH:11:D8:20240101~"
        "SBR*P*18*******MA~CAS*CO*45*100**253*2.5*1~CAS*CO*97*1~"
        "CAS*PR*1*50*****2*20~CAS*PR*3*5~AMT*D*727.5~OI***Y***Y~"
        "NM1*IL*1*DOE*JO****MI*X~NM1*PR*2*MEDICARE*****PI*MC1~"
        "LX*1~SV2*0250*HC:J1::25*900*UN*3**0~"
        "LX*7~SV2*0300**10*UN*1~"));
}

static void opens_a_loop_anew_where_the_file_did(void **state)
{
    (void)state;
    assert_written_again(claim_pipe_wrap(
        P, HEAD PROVIDER SUBSCRIBER CLAIM("A1") SUBSCRIBER CLAIM("A2")
               PROVIDER SUBSCRIBER CLAIM("A3")));
}

/* A claim of a program that knows nothing of loops and segments. */
static struct edi_claim plain_claim(struct edi_line *line)
{
    return (struct edi_claim){
        .kind = EDI_PROFESSIONAL,
        .billing = { .present = true,
                     .type = X12_STR("2"),
                     .name = X12_STR("CLINIC") },
        .subscriber = { .present = true,
                        .type = X12_STR("1"),
                        .name = X12_STR("DOE"),
                        .birth = X12_STR("19800102") },
        .payer = { .present = true, .name = X12_STR("PAYER") },
        .id = X12_STR("A1"),
        .charge = 1000,
        .lines = line,
        .line_count = 1,
    };
}

static void write_plain(struct claim_out *out)
{
    static const struct edi_claim_set set = {
        .kind = EDI_PROFESSIONAL,
        .version = { P, sizeof(P) - 1 },
        .structure = { "0019", 4 },
    };

    claim_out_begin(out, &sink, &set, &err);
}

static void gives_what_is_always_the_same(void **state)
{
    struct edi_adjustment adjustments[] = {
        { .group = X12_STR("CO"), .reason = X12_STR("45"), .amount = 100 },
        { .group = X12_STR("CO"), .reason = X12_STR("97"), .amount = 200 },
        { .group = X12_STR("PR"), .reason = X12_STR("1"), .amount = 300 },
    };
    struct edi_adjudication svd = { .payer_id = X12_STR("P1"),
                                    .adjustments = adjustments,
                                    .adjustment_count = 3 };
    struct edi_code codes[] = {
        { .qualifier = X12_STR("ABK"), .code = X12_STR("R51") },
        { .qualifier = X12_STR("ABF"), .code = X12_STR("I10") },
        { .qualifier = X12_STR("BG"), .code = X12_STR("01") },
    };
    struct edi_line line = { .procedure = X12_STR("99213"),
                             .charge = 1000,
                             .adjudications = &svd,
                             .adjudication_count = 1 };
    struct edi_claim claim = plain_claim(&line);
    struct claim_out out;
    x12_str rest;

    (void)state;
    claim.codes = codes;
    claim.code_count = 3;
    write_plain(&out);
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(claim_out_end(&out), X12_OK);
    rest = x12_sink_memory(&sink);
    for (int i = 0; i < 4; i++)
        (void)next_segment(&rest);
#define NEXT(want) assert_true(x12_str_is(next_segment(&rest), want))
    NEXT("NM1*85*2*CLINIC");
    NEXT("NM1*IL*1*DOE");
    NEXT("DMG*D8*19800102");
    NEXT("NM1*PR**PAYER");
    NEXT("CLM*A1*10");
    NEXT("HI*ABK:R51*ABF:I10");
    NEXT("HI*BG:01");
    NEXT("LX*1");
    NEXT("SV1*HC:99213*10");
    NEXT("SVD*P1*0");
    NEXT("CAS*CO*45*1**97*2");
    NEXT("CAS*PR*1*3");
#undef NEXT
}

static void opens_loops_only_where_they_differ(void **state)
{
    struct edi_line line = { .charge = 1000 };
    struct edi_claim claim = plain_claim(&line);
    struct claim_out out;

    (void)state;
    write_plain(&out);
    edi_claim_write(&out.cw, &claim);
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(out.cw.hl, 2);
    claim.patient = (struct edi_party){ .present = true,
                                        .name = X12_STR("KID") };
    edi_claim_write(&out.cw, &claim); /* HL04 of the subscriber was 0 */
    assert_int_equal(out.cw.hl, 4);
    claim.patient.name = X12_STR("MATE");
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(out.cw.hl, 5);
    claim.patient = (struct edi_party){ .present = false };
    edi_claim_write(&out.cw, &claim); /* no own claim behind a patient */
    assert_int_equal(out.cw.hl, 6);
    claim.billing.name = X12_STR("OTHER");
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(out.cw.hl, 8);
    assert_int_equal(out.cw.claims, 6);
    assert_int_equal(claim_out_end(&out), X12_OK);
}

static void a_bad_claim_can_be_taken_back(void **state)
{
    struct edi_line line = { .procedure = X12_STR("99213"), .charge = 1000 };
    struct edi_claim claim = plain_claim(&line);
    struct claim_out out;
    const struct edi_claim *again;
    struct claim_pipe pipe;
    x12_str text;

    (void)state;
    write_plain(&out);
    edi_claim_write(&out.cw, &claim);
    claim.id = X12_STR("A*2");
    claim.subscriber.name = X12_STR("ROE");
    x12_writer_mark(&out.w);
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(x12_writer_status(&out.w), X12_ESYNTAX);
    assert_int_equal(x12_writer_undo(&out.w), X12_OK);
    claim.id = X12_STR("A3");
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(out.cw.claims, 2);
    assert_int_equal(claim_out_end(&out), X12_OK);
    text = x12_sink_memory(&sink);
    claim_pipe_open(&pipe, text, 0);
    assert_true(x12_str_is(claim_pipe_next(&pipe)->id, "A1"));
    again = claim_pipe_next(&pipe);
    assert_true(x12_str_is(again->id, "A3"));
    assert_true(x12_str_is(again->subscriber.name, "ROE"));
    assert_null(claim_pipe_next(&pipe));
    claim_pipe_close(&pipe);
}

static void refuses_what_its_kind_of_claim_has_no_segment_for(void **state)
{
    struct edi_line line = { .charge = 1000 };
    struct edi_claim claim = plain_claim(&line);
    struct claim_out out;

    (void)state;
    claim.admission.present = true; /* CL1 is institutional */
    write_plain(&out);
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(claim_out_end(&out), X12_ESYNTAX);
    assert_non_null(strstr(err.text, "CL1"));
}

static void refuses_a_claim_of_another_kind(void **state)
{
    struct edi_line line = { .charge = 1000 };
    struct edi_claim claim = plain_claim(&line);
    struct claim_out out;

    (void)state;
    claim.kind = EDI_DENTAL;
    write_plain(&out);
    edi_claim_write(&out.cw, &claim);
    assert_int_equal(claim_out_end(&out), X12_ESYNTAX);
}

static void fails_clearly_whichever_allocation_fails(void **state)
{
    struct edi_line line = { .charge = 1000 };
    struct edi_claim claim = plain_claim(&line);
    long n = 0;

    (void)state;
    claim.patient.present = true;
    for (;; n++) {
        struct claim_out out;
        enum x12_status status;

        err = (struct x12_error){ 0 };
        failing_malloc_from(n);
        write_plain(&out);
        edi_claim_write(&out.cw, &claim);
        status = claim_out_end(&out);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        assert_int_equal(status, X12_ENOMEM);
    }
    assert_true(n > 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_sink, close_sink)
    const struct CMUnitTest tests[] = {
        TEST(writes_again_all_that_the_guides_have),
        TEST(writes_the_same_text_for_a_canonical_file),
        TEST(writes_what_has_no_place_where_it_stood),
        TEST(tells_what_it_found_no_place_for),
        TEST(keeps_the_holes_in_cas_and_hi),
        TEST(opens_a_loop_anew_where_the_file_did),
        TEST(gives_what_is_always_the_same),
        TEST(opens_loops_only_where_they_differ),
        TEST(a_bad_claim_can_be_taken_back),
        TEST(refuses_what_its_kind_of_claim_has_no_segment_for),
        TEST(refuses_a_claim_of_another_kind),
        TEST(fails_clearly_whichever_allocation_fails),
    };

    return cmocka_run_group_tests_name("claim_write", tests, NULL, NULL);
}
