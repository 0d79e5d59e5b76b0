/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/ack_read.h"
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEXT = 1 << 20 };

static char folder[32], got[TEXT], path[128];
static const struct x12_agreement *agreed; /* with the sender; NULL: nothing */
static struct x12_error err;
static uint64_t rejected;

#define SEGMENT_ISA(sender, receiver, version, control, asked)             \
    "ISA*00*          *00*          *" sender "*" receiver "*260115*1200*" \
    "^*" version "*" control "*" asked "*T*:~"
#define SENDER             "ZZ*SENDER         "
#define RECEIVER           "ZZ*RECEIVER       "
#define ISA(asked)         SEGMENT_ISA(SENDER, RECEIVER, "00501", "000000905", asked)
#define GS(control)        "GS*HC*SND*RCV*20260115*1200*" control "*X*005010X222A1~"
#define SE(count, control) "SE*" count "*" control "~"
#define END(sets)          "GE*" sets "*17~IEA*1*000000905~"

/* Up to the claim: segments 1 to 17. */
#define HEAD(control)                                                  \
    "ST*837*" control "*005010X222A1~BHT*0019*00*B1*20260115*1200*CH~" \
    "NM1*41*2*HILL CLINIC*****46*HILL01~PER*IC*DESK*TE*5555550100~"    \
    "NM1*40*2*EXAMPLE PAYER*****46*P1~HL*1**20*1~"                     \
    "NM1*85*2*HILL CLINIC*****XX*1999999984~N3*1 MAIN STREET~"         \
    "N4*SPRINGFIELD*IL*627010001~REF*EI*123456789~HL*2*1*22*0~"        \
    "SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*M100~N3*2 ELM STREET~"  \
    "N4*SPRINGFIELD*IL*62701~DMG*D8*19800101*F~"                       \
    "NM1*PR*2*EXAMPLE PAYER*****PI*P1~"
/* Five segments. */
#define CLAIM(id, place, charge)                                     \
    "CLM*" id "*" charge "***" place ":B:1*Y*A*Y*Y~HI*ABK:R05~LX*1~" \
    "SV1*HC:99213*100*UN*1***1~DTP*472*D8*20260102~"
#define SET(control, claims, count) HEAD(control) claims SE(count, control)
#define GOOD(control)               SET(control, CLAIM("A1", "11", "100"), "23")

#define ANSWER_HEAD                                                          \
    "ISA*00*          *00*          *ZZ*RECEIVER       *ZZ*SENDER         *" \
    "260116*0930*^*00501*000000905*0*T*:~\n"
#define ANSWER_GROUP                                   \
    "GS*FA*RCV*SND*20260116*0930*17*X*005010X231A1~\n" \
    "ST*999*0001*005010X231A1~\nAK1*HC*17*005010X222A1~\n"
#define ANSWER_SET(control) "AK2*837*" control "*005010X222A1~\n"
#define ANSWER_END(count)   "SE*" count "*0001~\nGE*1*17~\nIEA*1*000000905~\n"

static int open_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/edi-ack-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

/* How many files are in the folder; `clear` removes them. */
static unsigned files(bool clear)
{
    DIR *list = opendir(folder);
    struct dirent *entry;
    unsigned count = 0;
    char name[512];

    assert_non_null(list);
    while ((entry = readdir(list)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        snprintf(name, sizeof(name), "%s/%s", folder, entry->d_name);
        if (clear)
            unlink(name);
    }
    closedir(list);
    return count;
}

static int close_folder(void **state)
{
    (void)state;
    files(true);
    return rmdir(folder);
}

/* Checks a text, with answers unless `af` is NULL; what it ended with. */
static enum x12_status run(const char *text, struct edi_ack_file *af,
                           unsigned snip, uint64_t *findings)
{
    struct x12_source src = { 0 };
    struct edi_check check;
    const struct x12_finding *finding;
    enum x12_status status;

    err = (struct x12_error){ 0 };
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), &err),
                     X12_OK);
    status = edi_check_begin(&check, &src, 7, &err);
    check.ack = af;
    check.ack_snip = snip;
    edi_check_agree(&check, af ? agreed : NULL);
    *findings = 0;
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK)
        (*findings)++;
    rejected = check.rejected;
    edi_check_release(&check);
    return status;
}

/* A file of the folder into `got`, "" when there is none. */
static const char *answer_file(const char *name)
{
    ssize_t len = 0;
    int fd;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    fd = open(path, O_RDONLY);
    if (fd >= 0) {
        len = read(fd, got, sizeof(got) - 1);
        close(fd);
        assert_in_range(len, 1, sizeof(got) - 2);
    }
    got[len] = '\0';
    return got;
}

/* The answer to the first interchange of a text into `got`, "" when there is
 * none. Every answer is right by our own check. */
static const char *answer_at(const char *text, unsigned snip)
{
    static struct edi_ack_file af;
    const struct edi_ack_options options = { 20260116, 93015, snip };
    uint64_t findings;

    files(true);
    edi_ack_file_init(&af, folder, &options, &err);
    assert_int_equal(run(text, &af, snip, &findings), X12_END);
    edi_ack_file_reset(&af);
    if (*answer_file("ack-000000905-1.x12")) {
        uint64_t was = rejected;

        assert_int_equal(run(got, NULL, 2, &findings), X12_END);
        assert_int_equal(findings, 0);
        rejected = was;
    }
    return got;
}

static const char *answer(const char *text)
{
    return answer_at(text, EDI_ACK_SNIP);
}

static unsigned occurs(const char *text, const char *what)
{
    unsigned count = 0;

    while ((text = strstr(text, what)) != NULL) {
        count++;
        text++;
    }
    return count;
}

static void accepts_a_set_without_fault(void **state)
{
    struct stat st;

    (void)state;
    assert_string_equal(answer(ISA("0") GS("17") GOOD("0001") END("1")),
                        ANSWER_HEAD ANSWER_GROUP ANSWER_SET(
                            "0001") "IK5*A~\nAK9*A*1*1*1~\n" ANSWER_END("6"));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(files(false), 1);
}

static void says_which_sets_of_a_group_are_accepted(void **state)
{
    (void)state;
    answer(ISA("0") GS("17") GOOD("0001") SET("0002", CLAIM("A2", "11", "1OO"),
                                              "23") GOOD("0002") END("4"));
    assert_non_null(strstr(got, ANSWER_SET("0001") "IK5*A~\n"));
    assert_non_null(
        strstr(got, ANSWER_SET("0002") "IK3*CLM*18*2300*8~\nCTX*CLM01:A2~\n"
                                       "IK4*2*782*6*1OO~\nIK5*R*5~\n"));
    assert_non_null(strstr(got, ANSWER_SET("0002") "IK5*R*23~\n"
                                                   "AK9*R*4*3*0*5~\n"));
    assert_int_equal(rejected, 3);
    answer(ISA("0") GS("17") GOOD("0001") SET("0002", "", "17") END("2"));
    assert_non_null(strstr(got, "IK5*R*4~\nAK9*P*2*2*1~\n"));
}

static void counts_the_sets_of_what_is_refused_as_a_whole(void **state)
{
#define OTHER(control)                                       \
    SEGMENT_ISA(SENDER, RECEIVER, "00501", "000000906", "0") \
    GS("17") GOOD("0001") GOOD("0002") "GE*2*17~IEA*1*" control "~"
    (void)state;
    answer(ISA("0") GS("17") GOOD("0001") END("2"));
    assert_int_equal(rejected, 1);
    /* The group before it is none of its business. */
    answer(ISA("0") GS("16") GOOD("0001") "GE*1*16~" GS("17")
               SET("0001", CLAIM("A1", "11", "1OO"), "23")
                   GOOD("0002") "GE*2*18~IEA*2*000000905~");
    assert_int_equal(rejected, 2);
    answer(ISA("0") GS("17") GOOD("0001") END("1") OTHER("000000907"));
    assert_int_equal(rejected, 2);
    answer(ISA("0") GS("17") GOOD("0001") "GE*1*17~" OTHER("000000906"));
    assert_int_equal(rejected, 1);
    answer(ISA("0") GS("17") GOOD("0001") OTHER("000000906"));
    assert_int_equal(rejected, 1);
    answer(OTHER("000000906") ISA("0") "GS*HC*SND*RCV*20261301*1200*17*X*"
                                       "005010X222A1~" GOOD("0001") END("1"));
    assert_int_equal(rejected, 1);
#undef OTHER
}

static void names_element_component_and_claim(void **state)
{
    (void)state;
    answer(ISA("0") GS("17") SET(
        "0001", CLAIM("A1", "11", "100") CLAIM("A2", "", "100") "NTE*XXX*DOE~",
        "29") END("1"));
    assert_non_null(strstr(got, "IK3*CLM*23*2300*8~\nCTX*CLM01:A2~\n"
                                "IK4*5:1*1331*1~\n"));
    assert_non_null(strstr(got, "IK3*NTE*28*2400*8~\nCTX*CLM01:A2~\n"
                                "IK4*1*363*7*XXX~\n"));
    assert_int_equal(occurs(got, "CLM01:A1"), 0);
}

static void names_what_is_missing_where_it_was_noticed(void **state)
{
    (void)state;
    answer(ISA("0") GS("17")
               SET("0001",
                   "CLM*A1*100***11:B:1*Y*A*Y*Y~LX*1~"
                   "SV1*HC:99213*100*UN*1***1~DTP*472*D8*20260102~" CLAIM(
                       "A2", "11", "100"),
                   "27") END("1"));
    assert_non_null(strstr(got, "IK3*HI*22*2300*3~\nCTX*CLM01:A1~\n"
                                "IK5*R*5~\n"));
    answer(ISA("0") GS("17") SET(
        "0001", CLAIM("A1", "11", "100") "QQ*1~ABCD*1~", "25") END("1"));
    assert_non_null(strstr(got, "IK3*QQ*23**1~\nCTX*CLM01:A1~\n"
                                "IK3*ABC*24**1~\nCTX*CLM01:A1~\n"));
}

static void leaves_out_what_says_who_somebody_is(void **state)
{
    (void)state;
    answer(ISA("0") GS("17") "ST*837*0001*005010X222A1~"
                             "BHT*0019*00*B1*20260115*1200*CH~"
                             "NM1*41*2*HILL CLINIC*****46*HILL01~"
                             "PER*IC*DESK*TE*5555550100~"
                             "NM1*40*2*EXAMPLE PAYER*****46*P1~HL*1**20*1~"
                             "NM1*85*2*HILL CLINIC*****XX*1999999984~"
                             "N3*1 MAIN STREET~N4*SPRINGFIELD*IL*627010001~"
                             "REF*EI*123456789~HL*2*1*22*0~SBR*P*18*******CI~"
                             "NM1*IL*DOE*JANE\x02*ROE****MI*M\x02"
                             "100~"
                             "N3*2\x02 ELM STREET~N4*SPRING\x02*ILLINOIS*6~"
                             "DMG*D8*19809999*FX~"
                             "NM1*PR*2*EXAMPLE PAYER*****PI*P1~"
                             "CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:R\x02"
                             "05~LX*1~SV1*HC:99213*100*UN*1***1~"
                             "DTP*472*D8*20260231~" SE("23", "0001") END("1"));
    assert_non_null(strstr(got, "IK3*NM1*13*2010*8~\nIK4*2*1065*7~\n"));
    assert_non_null(strstr(got, "IK4*3*1035*6~\n"));
    assert_non_null(strstr(got, "IK4*9*67*6~\n"));
    assert_non_null(strstr(got, "IK3*DMG*16*2010*8~\nIK4*2*1251*8~\n"));
    assert_non_null(strstr(got, "IK4*1:2*1271*6~\n"));
    assert_non_null(strstr(got, "IK4*3*1251*8*20260231~\n"));
    assert_int_equal(occurs(got, "DOE") + occurs(got, "JANE") +
                         occurs(got, "ELM") + occurs(got, "1980") +
                         occurs(got, "ILLINOIS") + occurs(got, "R05") +
                         occurs(got, "M100"),
                     0);
}

static void accepts_with_errors_what_has_warnings_only(void **state)
{
    (void)state;
    answer(ISA("0") GS("17") SET(
        "0001", CLAIM("A1", "11", "100") "NTE*ADD*TEXT ~", "24") END("1"));
    /* The blank before the terminator belongs to no element. */
    assert_non_null(strstr(got, "IK5*A~\n"));
    answer(ISA("0") GS("17") SET("0001", CLAIM("A1 ", "11", "100"), "23")
               END("1"));
    assert_non_null(strstr(got, "IK3*CLM*18*2300*8~\nCTX*CLM01:A1~\n"
                                "IK4*1*1028*6~\nIK5*E~\nAK9*E*1*1*1~\n"));
    assert_int_equal(rejected, 0);
}

static void bears_st03_in_a_remittance(void **state)
{
    (void)state;
    answer(ISA("0") "GS*HP*SND*RCV*20260115*1200*17*X*005010X221A1~"
                    "ST*835*0001*005010X221A1~"
                    "BPR*I*0*C*NON************20260115~TRN*1*C1*1999999999~"
                    "N1*PR*EXAMPLE PAYER~N3*1 MAIN STREET~"
                    "N4*SPRINGFIELD*IL*62701~PER*BL*DESK~"
                    "N1*PE*CLINIC*XX*1999999984~" SE("9", "0001") END("1"));
    assert_non_null(strstr(got, "AK2*835*0001*005010X221A1~\nIK3*ST*1**8~\n"
                                "IK4*3*1705*I10*005010X221A1~\nIK5*E~\n"));
    assert_int_equal(rejected, 0);
}

/* A predetermination has no service date; CLM19 says that it is one. */
static void rejects_no_sibling_for_what_its_guide_may_allow(void **state)
{
#define BEFOREHAND(reference)                                       \
    ISA("0")                                                        \
    "GS*HC*SND*RCV*20260115*1200*17*X*" reference "~"               \
    "ST*837*0001*" reference "~"                                    \
    "BHT*0019*00*B1*20260115*1200*CH~"                              \
    "NM1*41*2*HILL CLINIC*****46*HILL01~PER*IC*DESK*TE*5555550100~" \
    "NM1*40*2*EXAMPLE PAYER*****46*P1~HL*1**20*1~"                  \
    "NM1*85*2*HILL CLINIC*****XX*1999999984~N3*1 MAIN STREET~"      \
    "N4*SPRINGFIELD*IL*627010001~REF*EI*123456789~HL*2*1*22*0~"     \
    "SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*M100~"               \
    "N3*2 ELM STREET~N4*SPRINGFIELD*IL*62701~DMG*D8*19800101*F~"    \
    "NM1*PR*2*EXAMPLE PAYER*****PI*P1~"                             \
    "CLM*A1*100***11:B:1*Y*A*Y*Y**********PB~HI*ABK:R05~LX*1~"      \
    "SV1*HC:99213*100*UN*1***1~" SE("22", "0001") END("1")
    (void)state;
    answer(BEFOREHAND("005010X222A1"));
    assert_non_null(strstr(got, "IK4*19*1383*I10~\n"));
    assert_non_null(strstr(got, "IK3*DTP*22*2400*3~\n"));
    assert_int_equal(rejected, 1);
    answer(BEFOREHAND("005010X291"));
    assert_non_null(strstr(got, "AK2*837*0001*005010X291~\nIK5*A~\n"));
    assert_int_equal(rejected, 0);
    /* What X12 itself asks holds for all. */
    answer(ISA("0") "GS*HC*SND*RCV*20260115*1200*17*X*005010X291~"
                    "ST*837*0001*005010X291~"
                    "BHT*0019*00*B1*20261315*1200*CH~" SE("3", "0001")
                        END("1"));
    assert_non_null(strstr(got, "IK3*BHT*2**8~\nIK4*4*373*8*20261315~\n"));
    assert_int_equal(rejected, 1);
}

/* Each code of IK304 and IK403 that our guides and rules give, by a set of one
 * claim with one fault; and what triggered it. */
static void gives_each_code_of_a_999(void **state)
{
#define CLM   "CLM*A1*100***11:B:1*Y*A*Y*Y~"
#define HI    "HI*ABK:R05~"
#define SV1   "SV1*HC:99213*100*UN*1***1~"
#define DTP   "DTP*472*D8*20260102~"
#define LINE  "LX*1~" SV1 DTP
#define WHOLE CLM HI LINE
    static const struct {
        const char *claim, *want;
        unsigned segments, snip;
    } cases[] = {
        /* IK304 */
        { WHOLE "QQ*1~", "IK3*QQ*23**1~", 6, 2 },
        { CLM HI "NM1*41*2*HILL*****46*H1~" LINE, "IK3*NM1*20**7~", 6, 2 },
        { CLM HI "SVD*P1*1*HC:99213**1~" LINE, "IK3*SVD*20**2~", 6, 2 },
        { CLM LINE, "IK3*HI*22*2300*3~", 4, 2 },
        { CLM HI "NM1*82*1*ROE*ANN****XX*1999999984~"
                 "NM1*82*1*POE*ANN****XX*1999999984~" LINE,
          "IK3*NM1*21*2310*4~", 7, 2 },
        { CLM "AMT*F5*1~AMT*F5*1~" HI LINE, "IK3*AMT*20*2300*5~", 7, 2 },
        { CLM HI LINE "SVC*HC:99213*1*1~", "IK3*SVC*23**6~", 6, 2 },
        { CLM HI LINE "EB*1~", "IK3*EB*23**6~", 6, 2 },
        { CLM LINE HI, "IK3*HI*22**7~", 5, 2 },
        { CLM HI "LX*1~SV1*HC:99213*100*XX*1***1~" DTP, "IK3*SV1*21*2400*8~", 5,
          2 },
        { "CLM*A1*100***11:B:1*Y*A*Y*Y**AA:::IL~" HI LINE,
          "IK3*DTP*18*2300*I6~\nCTX*SITUATIONAL TRIGGER*CLM*18*2300*11:", 5,
          4 },
        { CLM HI "NM1*82*2*HILL CLINIC*****XX*1999999984~" LINE, "*2310*I9~", 6,
          4 },
        /* IK403 */
        { "CLM*A1****11:B:1*Y*A*Y*Y~" HI LINE, "IK4*2*782*1~", 5, 2 },
        { CLM HI "LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8~", "IK4*3*1251*1~",
          5, 2 },
        { CLM HI "NM1*82*1*ROE*ANN****XX~" LINE, "IK4*9*67*2~", 6, 2 },
        { CLM "AMT*F5*1*C*9~" HI LINE, "IK4*4**3~", 6, 2 },
        { CLM "REF*G1*~" HI LINE, "IK4*2*127*1~", 6, 2 },
        { CLM HI "NM1*82*1*ROE*ANN****XX*1~" LINE, "IK4*9*67*4~", 6, 2 },
        { CLM HI "LX*1234567~" SV1 DTP, "IK4*1*554*5*1234567~", 5, 2 },
        { "CLM*A1*1OO***11:B:1*Y*A*Y*Y~" HI LINE, "IK4*2*782*6*1OO~", 5, 2 },
        { CLM HI "LX*1~SV1*HC:99213*100*QQ*1***1~" DTP, "IK4*3*355*7*QQ~", 5,
          2 },
        { CLM HI "LX*1~" SV1 "DTP*472*D8*20260231~", "IK4*3*1251*8*20260231~",
          5, 2 },
        { CLM "DTP*435*DT*202601022561~" HI LINE, "IK4*3*1251*9*202601022561~",
          6, 2 },
        { CLM HI "LX*1~SV1*HC:99213*100*UN*1***1^2~" DTP, "IK4*7**12~", 5, 2 },
        { "CLM*A1*100***11:B:1:X*Y*A*Y*Y~" HI LINE, "IK4*5:4**13~", 5, 2 },
        { CLM HI "LX*1~SV1*HC:99213*100*DA*1***1~" DTP, "IK4*3*355*I6*DA~", 5,
          2 },
        { CLM HI "NM1*77*2*HOME*****XX*1999999984~N3*1 ROAD~"
                 "N4*SPRINGFIELD*IL*627010001*US***IL~" LINE,
          "IK4*7*1715*10~", 8, 2 },
        { "CLM*A1*100***11:B:1*Y*A*Y*Y**AA~DTP*439*D8*20260101~" HI LINE,
          "*156*I9~\nCTX*SITUATIONAL TRIGGER*CLM*18*2300*11:", 6, 4 },
        { CLM HI "NM1*82*2*ROE*ANN****XX*1999999984~" LINE, "IK4*4*1036*I13~",
          6, 4 },
        { "CLM*A1*100*X**11:B:1*Y*A*Y*Y~" HI LINE, "IK4*3*1032*I10~", 5, 2 },
        { "CLM*A1*150***11:B:1*Y*A*Y*Y~" HI LINE, "IK4*2*782*I12~", 5, 3 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        static char text[8192];

        snprintf(text, sizeof(text), "%s%s%sSE*%u*0001~%s", ISA("0") GS("17"),
                 HEAD("0001"), cases[i].claim, cases[i].segments + 18,
                 END("1"));
        answer_at(text, cases[i].snip);
        if (!strstr(got, cases[i].want) || strstr(got, "IK5*A"))
            fail_msg("case %zu: no %s in\n%s", i, cases[i].want, got);
    }
}

/* IK502 to 06; 5 and I6 have tests of their own, and so has 23. */
static void gives_each_code_of_a_set(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { GS("17") GOOD("0001") END("1"), "IK5*A~\nAK9*A*1*1*1~" },
        { GS("17") HEAD("0001") WHOLE END("1"), "IK5*R*2~\nAK9*R*1*1*0~" },
        { GS("17") HEAD("0001") WHOLE SE("23", "0002") END("1"),
          "IK5*R*3~\nAK9*R*1*1*0~" },
        { GS("17") HEAD("0001") WHOLE SE("24", "0001") END("1"),
          "IK5*R*4~\nAK9*R*1*1*0~" },
        { "GS*HP*SND*RCV*20260115*1200*17*X*005010X222A1~" GOOD("0001")
              END("1"),
          "IK5*R*18~\nAK9*R*1*1*0~" },
        { "GS*HC*SND*RCV*20260115*1200*17*X*0050100010222A1~" GOOD("0001")
              END("1"),
          "AK9*R*1*1*0*2~" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        static char text[8192];

        snprintf(text, sizeof(text), "%s%s", ISA("0"), cases[i].text);
        if (!strstr(answer(text), cases[i].want))
            fail_msg("case %zu: no %s in\n%s", i, cases[i].want, got);
    }
}

static void refuses_sets_that_no_guide_is_known_for(void **state)
{
    (void)state;
    answer(ISA("0") "GS*HC*SND*RCV*20260115*1200*17*X*004010X098A1~"
                    "ST*837*0001~SE*2*0001~"
                    "ST*834*0002*005010X220A1~SE*2*0002~" END("2"));
    assert_non_null(strstr(got, "AK2*837*0001~\nIK5*R*I6~\n"
                                "AK2*834*0002*005010X220A1~\nIK5*R*1~\n"
                                "AK9*R*2*2*0~\n"));
    assert_int_equal(rejected, 2);
}

static void refuses_the_group_where_a_set_cannot_be_named(void **state)
{
    (void)state;
    answer(ISA("0") GS("17") GOOD("0001") "ST*850*0002~SE*2*0002~" END("2"));
    assert_non_null(strstr(got, "IK5*A~\nAK9*R*2*2*0*1~\n"));
    answer(ISA("0") GS("17") "ST*837*1*005010X222A1~SE*2*1~" END("1"));
    assert_non_null(strstr(got, "AK2*837*0001*005010X222A1~\n"
                                "IK3*ST*1**8~\nIK4*2*329*4*1~\n"));
    assert_non_null(strstr(got, "IK5*R*7*5~\n"));
}

static void tells_faults_of_a_group(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { GS("17") GOOD("0001") "GE*1*18~IEA*1*000000905~", "AK9*R*1*1*0*4~" },
        { GS("17") GOOD("0001") "GE*3*17~IEA*1*000000905~", "AK9*R*3*1*0*5~" },
        { GS("17") GOOD("0001") "IEA*1*000000905~", "AK9*R*1*1*0*3~" },
        { GS("0x") GOOD("0001") "GE*1*0x~IEA*1*000000905~", "AK9*R*1*1*0*6~" },
        { GS("17") GOOD("0001") "GE*1*17~" GS("17") GOOD("0001") //
          "GE*1*17~IEA*2*000000905~",
          "AK9*E*1*1*1*19~" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        static char text[8192];

        snprintf(text, sizeof(text), "%s%s", ISA("0"), cases[i].text);
        if (!strstr(answer(text), cases[i].want))
            fail_msg("case %zu: no %s in\n%s", i, cases[i].want, got);
    }
}

/* TA104 and TA105 of each fault of the envelope. */
static void tells_faults_of_the_interchange(void **state)
{
#define REST  GS("17") GOOD("0001") END("1")
#define FIRST "ISA*00*          *00*          *"
    static const struct {
        const char *text, *want;
    } cases[] = {
        { ISA("1") REST, "A*000" },
        { "ISA*99*          *00*          *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*010" },
        { "ISA*00*          *99*          *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*012" },
        { "ISA*03*          *00*          *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*011" },
        { "ISA*00*          *01*          *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*013" },
        { FIRST "QQ*SENDER         *" RECEIVER
                "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*005" },
        { FIRST "ZZ*               *" RECEIVER
                "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*006" },
        { FIRST SENDER "*QQ*RECEIVER       "
                       "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*007" },
        { FIRST SENDER "*ZZ*               "
                       "*260115*1200*^*00501*000000905*0*T*:~" REST,
          "R*008" },
        { FIRST SENDER "*" RECEIVER
                       "*261315*1200*^*00501*000000905*0*T*:~" REST,
          "R*014" },
        { FIRST SENDER "*" RECEIVER
                       "*260115*2500*^*00501*000000905*0*T*:~" REST,
          "R*015" },
        { FIRST SENDER "*" RECEIVER
                       "*260115*1200*U*00501*000000905*0*T*:~" REST,
          "E*016" },
        { FIRST SENDER "*" RECEIVER
                       "*260115*1200*:*00501*000000905*0*T*:~" REST,
          "R*016" },
        { FIRST SENDER "*" RECEIVER
                       "*260115*1200*^*X0501*000000905*0*T*:~" REST,
          "R*017" },
        { FIRST SENDER "*" RECEIVER
                       "*260115*1200*^*00401*000000905*0*T*:~" REST,
          "E*017" },
        { ISA("7") REST, "R*019" },
        { FIRST SENDER "*" RECEIVER
                       "*260115*1200*^*00501*000000905*0*Q*:~" REST,
          "R*020" },
        { ISA("0") GS("17") GOOD("0001") "GE*1*17~IEA*1*000000906~", "R*001" },
        { ISA("0") GS("17") GOOD("0001") "GE*1*17~IEA*2*000000905~", "R*021" },
        { ISA("0") GS("17") GOOD("0001") "GE*1*17~", "R*023" },
        { ISA("0") GS("17") GOOD("0001") "GE*1*17~REF*EI*1~IEA*1*000000905~",
          "R*024" },
        { ISA("0") GOOD("0001") "IEA*0*000000905~", "R*024" },
        { ISA("0") "GS*PO*SND*RCV*20260115*1200*17*X*005010~GE*0*17~"
                   "IEA*1*000000905~",
          "E*024" },
        { "ISA*00**00**ZZ*SENDER*ZZ*RECEIVER*260115*1200*^*00501*000000905*0*"
          "T*:~" REST,
          "E*022" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char want[64];

        snprintf(want, sizeof(want), "TA1*000000905*%s*%s*%s~\n",
                 strstr(cases[i].want, "014") ? "260116" : "260115",
                 strstr(cases[i].want, "015") ? "0000" : "1200", cases[i].want);
        answer(cases[i].text);
        if (!strstr(got, want))
            fail_msg("case %zu: no %s in\n%s", i, want, got);
        assert_int_equal(occurs(got, "ST*999"),
                         cases[i].want[0] != 'R' &&
                             strstr(cases[i].text, "HC"));
    }
}

/* What only this receiver's settings tell. */
static void holds_the_interchange_against_what_was_agreed(void **state)
{
    static const struct x12_agreement with_us = {
        .isa = { [1] = "03",
                 [2] = "HILL",
                 [3] = "01",
                 [4] = "OPEN",
                 [5] = "ZZ",
                 [6] = "SENDER",
                 [7] = "ZZ",
                 [8] = "RECEIVER",
                 [12] = "00501",
                 [15] = "T" },
        .delims = { '~', '*', ':', '^' },
    };
#define SECRET "ISA*03*HILL      *01*OPEN      *"
#define AGREED \
    SECRET SENDER "*" RECEIVER "*260115*1200*^*00501*000000905*1*T*:~"
    static const struct {
        const char *text, *want;
    } cases[] = {
        { AGREED REST, "A*000" },
        /* an answer goes the other way, and bears no password */
        { FIRST RECEIVER "*" SENDER "*260115*1200*^*00501*000000905*1*T*:~"
                         "IEA*0*000000905~",
          "A*000" },
        { FIRST RECEIVER "*ZZ*ANOTHER        "
                         "*260115*1200*^*00501*000000905*1*T*:~"
                         "IEA*0*000000905~",
          "R*009" },
        { SECRET SENDER "*" RECEIVER
                        "*260115*1200*^*00401*000000905*1*T*:~" REST,
          "R*003" },
        { "ISA*03*HILL      *01*OPEN      *ZZ*SENDER         *"
          "ZZ*RECEIVER       *260115*1200*^*00501*000000905*1*T*:'"
          "GS*HC*SND*RCV*20260115*1200*17*X*005010X222A1'GE*0*17'"
          "IEA*1*000000905'",
          "R*004" },
        { SECRET "30*SENDER         *" RECEIVER
                 "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*005" },
        { SECRET "ZZ*ANOTHER        *" RECEIVER
                 "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*006" },
        { SECRET SENDER "*30*RECEIVER       "
                        "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*007" },
        { SECRET SENDER "*ZZ*ANOTHER        "
                        "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*009" },
        { "ISA*00*          *01*OPEN      *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*010" },
        { "ISA*03*DALE      *01*OPEN      *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*011" },
        { "ISA*03*HILL      *00*          *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*012" },
        { "ISA*03*HILL      *01*SESAME    *" SENDER "*" RECEIVER
          "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*013" },
        { SECRET SENDER "*" RECEIVER
                        "*260115*1200*!*00501*000000905*1*T*:~" REST,
          "R*016" },
        { SECRET SENDER "*" RECEIVER
                        "*260115*1200*^*00501*000000905*1*P*:~" REST,
          "R*020" },
        { "ISA|03|HILL      |01|OPEN      |ZZ|SENDER         |"
          "ZZ|RECEIVER       |260115|1200|^|00501|000000905|1|T|:~"
          "GS|HC|SND|RCV|20260115|1200|17|X|005010X222A1~GE|0|17~"
          "IEA|1|000000905~",
          "R*026" },
        { SECRET SENDER "*" RECEIVER "*260115*1200*^*00501*000000905*1*T*>~"
                        "IEA*0*000000905~",
          "R*027" },
        /* what the standard does not know is not told twice */
        { SECRET "QQ*SENDER         *" RECEIVER
                 "*260115*1200*^*00501*000000905*1*T*:~" REST,
          "R*005" },
    };

    (void)state;
    agreed = &with_us;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char want[64];

        snprintf(want, sizeof(want), "TA1*000000905*260115*1200*%s~\n",
                 cases[i].want);
        answer(cases[i].text);
        if (!strstr(got, want))
            fail_msg("case %zu: no %s in\n%s", i, want, got);
        assert_int_equal(occurs(got, "SESAME") + occurs(got, "OPEN"), 0);
    }
    agreed = NULL;
}

/* Two delimiters that are one character leave the envelope readable. */
static void tells_delimiters_that_are_one(void **state)
{
    (void)state;
    answer(FIRST SENDER "*" RECEIVER
                        "*260115*1200*^*00501*000000905*0*T*~~" REST);
    assert_non_null(strstr(got, "TA1*000000905*260115*1200*R*027~\n"));
}

static void refuses_a_control_number_that_is_no_number(void **state)
{
    (void)state;
    answer(FIRST SENDER "*" RECEIVER
                        "*260115*1200*^*00501*00000090X*0*T*:~" REST);
    assert_int_equal(files(false), 1);
    assert_non_null(strstr(answer_file("ack-000000001-1.x12"),
                           "TA1*000000000*260115*1200*R*018~\n"));
}

static void refuses_the_second_interchange_of_one_number(void **state)
{
    (void)state;
    answer(ISA("0") REST ISA("0") REST);
    assert_int_equal(occurs(got, "TA1"), 0);
    assert_int_equal(files(false), 2);
    assert_non_null(strstr(answer_file("ack-000000905-2.x12"),
                           "TA1*000000905*260115*1200*R*025~\n"));
    answer(ISA("0") REST SEGMENT_ISA("ZZ*ANOTHER        ", RECEIVER, "00501",
                                     "000000905", "0") REST);
    assert_int_equal(files(false), 2);
}

static void answers_no_acknowledgement(void **state)
{
#define ACKS                                                      \
    "GS*FA*SND*RCV*20260115*1200*17*X*005010X231A1~"              \
    "ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK9*A*1*1*1~" \
    "SE*4*0001~GE*1*17~IEA*1*000000905~"
    (void)state;
    assert_string_equal(answer(ISA("0") ACKS), "");
    assert_string_equal(
        answer(ISA("0") "TA1*000000001*260114*1200*A*000~IEA*0*000000905~"),
        "");
    answer(ISA("1") ACKS);
    assert_non_null(strstr(got, "TA1*000000905*260115*1200*A*000~\nIEA*0*"));
}

static void rejects_by_higher_levels_when_asked_to(void **state)
{
    static const char text[] = ISA("0") GS("17")
        SET("0001", CLAIM("A1", "11", "150"), "23") END("1");

    (void)state;
    assert_non_null(strstr(answer_at(text, 2), "AK9*A*1*1*1~"));
    assert_int_equal(rejected, 0);
    assert_non_null(strstr(answer_at(text, 3), "AK9*R*1*1*0~"));
    assert_int_equal(rejected, 1);
}

/* `count` claims of `lines` faulty lines each. */
static const char *faulty(unsigned count, unsigned lines)
{
    static char text[4 << 20];
    size_t len = 0;

#define ADD(...) \
    len += (size_t)snprintf(text + len, sizeof(text) - len, __VA_ARGS__)
    ADD("%s", ISA("0") GS("17") HEAD("0001"));
    for (unsigned i = 0; i < count; i++) {
        ADD("CLM*A%u*0***11:B:1*Y*A*Y*Y~HI*ABK:R05~", i);
        for (unsigned k = 1; k <= lines; k++)
            ADD("LX*%u~SV1*HC:99213*X*UN*1***1~DTP*472*D8*20260102~", k);
    }
    ADD("SE*%u*0001~%s", 18 + count * (2 + 3 * lines), END("1"));
    assert_in_range(len, 1, sizeof(text) - 1);
    return text;
#undef ADD
}

static void stops_listing_but_goes_on_reading(void **state)
{
    (void)state;
    answer(faulty(3, 120));
    assert_int_equal(occurs(got, "IK3*"), 300);
    assert_int_equal(occurs(got, "CTX*CLM01:A2~"), 100);
    assert_int_equal(rejected, 1);
    answer(faulty(300, 8));
    assert_int_equal(occurs(got, "IK3*"), EDI_ACK_SET_SEGMENTS);
    assert_non_null(strstr(got, "IK5*R*5~\nAK9*R*1*1*0~\n"));
}

static void leaves_nothing_behind_a_failure(void **state)
{
    static struct edi_ack_file af;
    const struct edi_ack_options options = { 20260116, 93015, 2 };
    uint64_t findings;

    (void)state;
    files(true);
    edi_ack_file_init(&af, "/nonexistent/folder", &options, &err);
    assert_int_equal(run(ISA("0") REST, &af, 2, &findings), X12_EIO);
    edi_ack_file_reset(&af);
    assert_int_equal(files(false), 0);
}

/* A situational fault, and what called for it. */
static void points_at_what_triggered_a_rule(void **state)
{
    static const struct x12_fault missing = {
        "DATE_MISSING", 4, X12_ERROR, "", "", "", "I6", "", "a date is missing"
    };
    static const struct x12_fault extra = {
        "CODE_EXTRA", 4, X12_ERROR, "", "", "", "8", "I13", "no code here"
    };
    static const struct x12_rule rules[] = {
        { .element = 1, .use = 'R', .repeat = 1, .data_element = 1028 },
        { .element = 5, .use = 'R', .repeat = 1, .data_element = 2023 },
        { .element = 5,
          .component = 3,
          .use = 'R',
          .repeat = 1,
          .data_element = 1325 },
    };
    static const struct x12_row clm = {
        .loop = "2300", .segment = "CLM", .rules = rules, .rule_count = 3
    };
    const struct edi_ack_options options = { 20260116, 93015, 4 };
    const struct edi_ack_unit unit = { 0, 900, "CLM01", "A1" };
    struct x12_finding finding = {
        .fault = &missing,
        .row = &clm,
        .segment_id = X12_ID('D', 'T', 'P'),
        .place = { .offset = 50, .segment = 22 },
        .trigger_row = &clm,
        .trigger = { .segment = 18, .element = 5, .component = 3 },
    };
    struct x12_envelope env = { .functional = "HC",
                                .gs_control = "17",
                                .gs_version = "005010X222A1",
                                .set = "837",
                                .st_control = "0001",
                                .isa_control = "1" };
    struct x12_sink sink = { 0 };
    struct x12_writer w;
    static struct edi_ack_writer aw;

    (void)state;
    err = (struct x12_error){ 0 };
    assert_int_equal(x12_sink_open_memory(&sink, TEXT, &err), X12_OK);
    x12_writer_init(&w, &sink, edi_ack_delims, &err);
    edi_ack_begin(&aw, &w, &options, &env);
    edi_ack_group_begin(&aw, &env);
    edi_ack_set_begin(&aw, &env);
    edi_ack_found(&aw, &finding, &unit);
    finding.fault = &extra;
    finding.place.element = 1;
    finding.trigger.component = 0;
    edi_ack_found(&aw, &finding, &unit);
    edi_ack_end(&aw);
    assert_int_equal(x12_writer_finish(&w), X12_OK);
    assert_true(x12_str_put(x12_sink_memory(&sink), got, sizeof(got)));
    x12_writer_release(&w);
    x12_sink_close(&sink);
    assert_non_null(strstr(got, "IK3*DTP*22*2300*I6~"
                                "CTX*SITUATIONAL TRIGGER*CLM*18*2300*5:3*1325~"
                                "CTX*CLM01:A1~"));
    assert_non_null(strstr(got, "IK3*DTP*22*2300*8~CTX*CLM01:A1~"
                                "IK4*1*1028*I13~"
                                "CTX*SITUATIONAL TRIGGER*CLM*18*2300*5~"
                                "IK5*R*5~"));
}

/* What is read back is what was said. */
static void reads_back_as_it_was_said(void **state)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur;
    struct edi_ack_reader rd;
    const struct edi_ack *ack;
    enum edi_set_kind kind;

    (void)state;
    answer(ISA("1") GS("17") GOOD("0001")
               SET("0002", CLAIM("A2", "11", "1OO"), "23") END("2"));
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(got), &err),
                     X12_OK);
    assert_int_equal(x12_cursor_init(&cur, &src, edi_guide_find, &err), X12_OK);
    edi_ack_reader_init(&rd, &cur, &err);
    assert_int_equal(edi_set_next(&cur, &kind), X12_OK);
    assert_int_equal(edi_ack_next(&rd, &ack), X12_OK);
    assert_true(x12_str_is(ack->interchange, "000000905"));
    assert_true(x12_str_is(ack->code, "A") && x12_str_is(ack->note, "000"));
    assert_int_equal(edi_set_next(&cur, &kind), X12_OK);
    assert_int_equal(edi_ack_next(&rd, &ack), X12_OK);
    assert_true(x12_str_is(ack->group, "17") && x12_str_is(ack->code, "A"));
    assert_int_equal(edi_ack_next(&rd, &ack), X12_OK);
    assert_true(x12_str_is(ack->transaction, "0002"));
    assert_true(x12_str_is(ack->code, "R") && x12_str_is(ack->error[0], "5"));
    assert_int_equal(ack->segment_count, 1);
    assert_true(x12_str_is(ack->segments[0].contexts[0].value, "A2"));
    assert_true(x12_str_is(ack->segments[0].elements[0].value, "1OO"));
    assert_int_equal(edi_ack_next(&rd, &ack), X12_OK);
    assert_int_equal(ack->kind, EDI_ACK_GROUP);
    assert_true(x12_str_is(ack->code, "P") && x12_str_is(ack->accepted, "1"));
    edi_ack_reader_release(&rd);
    x12_cursor_release(&cur);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_a_set_without_fault),
        cmocka_unit_test(says_which_sets_of_a_group_are_accepted),
        cmocka_unit_test(counts_the_sets_of_what_is_refused_as_a_whole),
        cmocka_unit_test(names_element_component_and_claim),
        cmocka_unit_test(names_what_is_missing_where_it_was_noticed),
        cmocka_unit_test(leaves_out_what_says_who_somebody_is),
        cmocka_unit_test(accepts_with_errors_what_has_warnings_only),
        cmocka_unit_test(bears_st03_in_a_remittance),
        cmocka_unit_test(rejects_no_sibling_for_what_its_guide_may_allow),
        cmocka_unit_test(gives_each_code_of_a_999),
        cmocka_unit_test(gives_each_code_of_a_set),
        cmocka_unit_test(refuses_sets_that_no_guide_is_known_for),
        cmocka_unit_test(refuses_the_group_where_a_set_cannot_be_named),
        cmocka_unit_test(tells_faults_of_a_group),
        cmocka_unit_test(tells_faults_of_the_interchange),
        cmocka_unit_test(holds_the_interchange_against_what_was_agreed),
        cmocka_unit_test(tells_delimiters_that_are_one),
        cmocka_unit_test(refuses_a_control_number_that_is_no_number),
        cmocka_unit_test(refuses_the_second_interchange_of_one_number),
        cmocka_unit_test(answers_no_acknowledgement),
        cmocka_unit_test(rejects_by_higher_levels_when_asked_to),
        cmocka_unit_test(stops_listing_but_goes_on_reading),
        cmocka_unit_test(leaves_nothing_behind_a_failure),
        cmocka_unit_test(points_at_what_triggered_a_rule),
        cmocka_unit_test(reads_back_as_it_was_said),
    };

    return cmocka_run_group_tests_name("ack_file", tests, open_folder,
                                       close_folder);
}
