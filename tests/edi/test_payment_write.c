/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/payment_fields_private.h"
#include "edi/guides/guides.h"
#include "tests/support/cm.h"
#include "tests/support/payment_pipe.h"
#include "tests/support/whole_guide.h"

#include <stdio.h>

static struct x12_error err;

/* Every segment of the text stands in what is written of its payments. */
static void assert_written_again(x12_str text)
{
    struct x12_sink written = { 0 }, want = { 0 }, got = { 0 };
    x12_str a, b;
    unsigned sets, unread;

    err = (struct x12_error){ 0 };
    assert_int_equal(x12_sink_open_memory(&written, PAYMENT_PIPE_TEXT, &err),
                     X12_OK);
    assert_int_equal(x12_sink_open_memory(&want, PAYMENT_PIPE_TEXT, &err),
                     X12_OK);
    assert_int_equal(x12_sink_open_memory(&got, PAYMENT_PIPE_TEXT, &err),
                     X12_OK);
    assert_int_equal(payment_pipe_write(text, &written, &sets, &unread, &err),
                     X12_OK);
    assert_true(sets > 0);
    assert_int_equal(unread, 0);
    assert_int_equal(payment_pipe_plain(text, &want, &err), X12_OK);
    assert_int_equal(payment_pipe_plain(x12_sink_memory(&written), &got, &err),
                     X12_OK);
    a = x12_sink_memory(&want);
    b = x12_sink_memory(&got);
    while (a.len > 0 || b.len > 0) {
        x12_str one = x12_str_cut(&a, '\n'), two = x12_str_cut(&b, '\n');

        if (!x12_str_equal(one, two))
            fail_msg("written %.*s for %.*s", (int)two.len, two.at,
                     (int)one.len, one.at);
    }
    x12_sink_close(&written);
    x12_sink_close(&want);
    x12_sink_close(&got);
}

static x12_str wrap(const char *body)
{
    static char text[16 << 10];
    unsigned segments = 2;
    int len;

    for (const char *p = body; *p; p++)
        segments += *p == '~';
    len = snprintf(text, sizeof(text),
                   "ISA*00*          *00*          *ZZ*SENDER         *ZZ*"
                   "RECEIVER       *240131*1200*^*00501*000000001*0*P*:~"
                   "GS*HP*SENDER*RECEIVER*20240131*1200*1*X*005010X221A1~"
                   "ST*835*0001~%sSE*%u*0001~GE*1*1~IEA*1*000000001~",
                   body, segments);
    assert_true(len > 0 && (size_t)len < sizeof(text));
    return (x12_str){ text, (size_t)len };
}

#define HEAD                                                               \
    "BPR*I*90*C*ACH*CCP*01*011000015*DA*77*1555555555**01*011000028*DA*88" \
    "*20240215~TRN*1*T1*1555555555~DTM*405*20240214~"                      \
    "N1*PR*PAYER*XV*P1~N3*1 ROAD~N4*TOWN*MD*20705~PER*BL**TE*5550100~"     \
    "N1*PE*CLINIC*XX*1234567893~REF*TJ*123456789~"

static void writes_again_all_that_the_guide_has(void **state)
{
    (void)state;
    assert_written_again(whole_guide(edi_guide_named(X12_STR("835"))));
}

static void keeps_the_holes_in_cas_and_plb(void **state)
{
    (void)state;
    assert_written_again(
        wrap(HEAD "LX*1~CLP*A*1*150*90*10*12*C1~CAS*CO*45*20**253*10*1.5~"
                  "CAS*CO*97*10~CAS*PR****1*5*****2*5~NM1*QC*1*DOE*JO~"
                  "PLB*1234567893*20241231*WO:R1*-5***L6*5~"
                  "PLB*1234567893*20241231***FB:R2*7~"));
}

static void opens_a_header_anew_where_the_file_did(void **state)
{
    (void)state;
    assert_written_again(wrap(HEAD
                              "LX*1~TS3*1234567893*11*20241231*1*90~"
                              "CLP*A*1*90*90**12*C1~NM1*QC*1*DOE*JO~"
                              "LX*1~CLP*B*22*-90*-90**12*C2~NM1*QC*1*ROE*AL~"
                              "CLP*C*1*90*90**12*C3~NM1*QC*1*ROE*AL~"
                              "LX*7~CLP*D*1*0*0**12*C4~NM1*QC*1*ROE*AL~"));
}

static void writes_every_line_of_the_samples_again(void **state)
{
    static const char *const names[] = {
        "samples/remit-01.835", "samples/remit-02.835",
        "samples/remit-03.835", "samples/remit-04.835",
        "samples/remit-05.835", "samples/wrong-counts.835",
    };
    static char text[64 << 10];

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        FILE *file = fopen(names[i], "rb");
        size_t len;

        assert_non_null(file);
        len = fread(text, 1, sizeof(text), file);
        fclose(file);
        assert_written_again((x12_str){ text, len });
    }
}

/* A payment of a program that knows nothing of loops and segments. */
static void gives_usual_codes_where_a_payment_has_none(void **state)
{
    struct edi_adjustment adjusted[] = {
        { .group = X12_STR("CO"), .reason = X12_STR("45"), .amount = 1000 },
        { .group = X12_STR("CO"), .reason = X12_STR("253"), .amount = 200 },
        { .group = X12_STR("PR"), .reason = X12_STR("2"), .amount = 2000 },
    };
    struct edi_remark remark = { .code = X12_STR("N290") };
    struct edi_service line = {
        .procedure = X12_STR("99213"),
        .charge = 10000,
        .paid = 6800,
        .adjustments = adjusted,
        .adjustment_count = 3,
        .remarks = &remark,
        .remark_count = 1,
    };
    struct edi_payment p = {
        .id = X12_STR("A"),
        .status = X12_STR("1"),
        .charge = 10000,
        .paid = 6800,
        .patient_name = { .present = true,
                          .type = X12_STR("1"),
                          .name = X12_STR("DOE") },
        .services = &line,
        .service_count = 1,
    };
    struct x12_sink sink = { 0 };
    struct edi_payment_writer pw;
    struct x12_writer w;

    (void)state;
    err = (struct x12_error){ 0 };
    assert_int_equal(x12_sink_open_memory(&sink, 4096, &err), X12_OK);
    x12_writer_init(&w, &sink, (struct x12_delims){ '~', '*', ':', '^' }, &err);
    edi_payment_writer_init(&pw, &w);
    edi_payment_write(&pw, &p);
    edi_payment_write(&pw, &p);
    assert_int_equal(x12_writer_finish(&w), X12_OK);
#define PAYMENT                                                            \
    "CLP*A*1*100*68~NM1*QC*1*DOE~SVC*HC:99213*100*68~CAS*CO*45*10**253*2~" \
    "CAS*PR*2*20~LQ*HE*N290~"
    assert_true(x12_str_is(x12_sink_memory(&sink), "LX*1~" PAYMENT PAYMENT));
    x12_writer_release(&w);
    x12_sink_close(&sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_again_all_that_the_guide_has),
        cmocka_unit_test(keeps_the_holes_in_cas_and_plb),
        cmocka_unit_test(opens_a_header_anew_where_the_file_did),
        cmocka_unit_test(writes_every_line_of_the_samples_again),
        cmocka_unit_test(gives_usual_codes_where_a_payment_has_none),
    };

    return cmocka_run_group_tests_name("payment_write", tests, NULL, NULL);
}
