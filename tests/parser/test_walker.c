/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/walker.h"
#include "tests/support/cm.h"
#include "tests/support/small_guide.h"

#include <stdlib.h>

static const struct x12_delims delims = { '~', '*', ':', '^' };

enum { CUTS = 32, ROOM = 64, TRACE = 4096 };

static struct x12_walker *walker;
static struct x12_finding room[ROOM];
static struct x12_findings findings;

static int begin(void **state)
{
    (void)state;
    walker = calloc(1, sizeof(*walker));
    assert_non_null(walker);
    return 0;
}

static int end(void **state)
{
    (void)state;
    free(walker);
    return 0;
}

/* Walks "ST*837*1~BHT~..." and writes "TS TS 1000A -" , "-" where a segment has
 * no row. */
static const char *walk(const char *text)
{
    static char trace[TRACE];
    x12_str rest = x12_str_from(text);
    uint32_t number = 0, cut[CUTS];
    struct x12_segment seg = { 0 };
    size_t len = 0;

    x12_findings_init(&findings, room, ROOM);
    walker->findings = &findings;
    x12_walker_begin(walker, &small_guide);
    while (rest.len > 0) {
        const struct x12_row *row;
        const char *loop;

        assert_true(x12_segment_split(&seg, x12_str_cut(&rest, '~'), delims,
                                      cut, CUTS));
        seg.ordinal = seg.place.segment = ++number;
        row = x12_walker_step(walker, &seg);
        loop = row ? row->loop : "-";
        assert_true(len + strlen(loop) + 2 < TRACE);
        if (len > 0)
            trace[len++] = ' ';
        memcpy(trace + len, loop, strlen(loop) + 1);
        len += strlen(loop);
    }
    x12_walker_finish(walker, seg.place);
    return trace;
}

#define HEAD \
    "ST*837*0001~BHT*0019~NM1*41~PER*IC~HL*1**20~NM1*85~N3*A~N4*B~REF*EI*1~"
#define HEAD_ROWS       "TS TS 1000A 1000A 2000A 2010AA 2010AA 2010AA 2010AA "
#define SUBSCRIBER      "HL*2*1*22~SBR*P~NM1*IL~NM1*PR~"
#define SUBSCRIBER_ROWS "2000B 2000B 2010BA 2010BB "
#define CLAIM           "CLM*1*10~HI*BK:1~LX*1~SV1*HC:1*10~DTP*472*D8*20240101~"
#define CLAIM_ROWS      "2300 2300 2400 2400 2400"

static bool told(size_t i, enum x12_fault_id fault, uint32_t segment)
{
    return i < findings.count && findings.at[i].fault == &x12_faults[fault] &&
           findings.at[i].place.segment == segment;
}

static void lands_every_segment_of_a_whole_claim(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER CLAIM "SE*1*0001~"),
                        HEAD_ROWS SUBSCRIBER_ROWS CLAIM_ROWS " TS");
    assert_int_equal(findings.count, 0);
}

static void opens_the_next_loop_when_its_first_segment_repeats(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER CLAIM CLAIM "LX*2~SV1*HC:1*1~"
                                                         "DTP*472*D8*1~SE~"),
                        HEAD_ROWS SUBSCRIBER_ROWS CLAIM_ROWS
                        " " CLAIM_ROWS " 2400 2400 2400 TS");
    assert_int_equal(findings.count, 0);
}

static void reads_the_patient_by_the_rows_of_the_subscriber(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER
                             "HL*3*2*23~PAT*19~NM1*QC~" CLAIM CLAIM
                             "HL*4*1*22~SBR*P~NM1*IL~NM1*PR~" CLAIM "SE~"),
                        HEAD_ROWS SUBSCRIBER_ROWS
                        "2000C 2000C 2010CA " CLAIM_ROWS " " CLAIM_ROWS
                        " 2000B 2000B 2010BA 2010BB " CLAIM_ROWS " TS");
    assert_int_equal(findings.count, 0);
}

static void limits_a_linked_loop_by_its_link(void **state)
{
    size_t link = small_guide_row("2300", NULL, 2);

    (void)state;
    walk(HEAD SUBSCRIBER "HL*3*2*23~PAT*19~NM1*QC~" CLAIM CLAIM CLAIM "SE~");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_LOOP_TOO_MANY, 27));
    assert_ptr_equal(findings.at[0].row, &small_guide.rows[link]);
}

static void tells_three_other_payers_from_the_subscriber(void **state)
{
    (void)state;
    assert_string_equal(
        walk(HEAD SUBSCRIBER
             "CLM*1*10~HI*BK:1~NM1*82~SBR*S~CAS*CO~SBR*T~SBR*P~CAS*PR~CAS*OA~"
             "LX*1~SV1*HC:1*10~DTP*472~SVD*1~CAS*CO~SE~"),
        HEAD_ROWS SUBSCRIBER_ROWS
        "2300 2300 2310B 2320 2320 2320 2320 2320 2320 2400 2400 2400 2430 "
        "2430 TS");
    assert_int_equal(findings.count, 0);
}

static void takes_rows_of_one_position_in_any_order(void **state)
{
    (void)state;
    assert_string_equal(
        walk(HEAD SUBSCRIBER "CLM*1~DTP*096~DTP*435~REF*D9~REF*G1~REF*G1~"
                             "HI*BF:1~HI*BK:1~NM1*82~NM1*DN~"
                             "LX*1~SV1*HC~DTP*472~SE~"),
        HEAD_ROWS SUBSCRIBER_ROWS "2300 2300 2300 2300 2300 2300 2300 2300 "
                                  "2310B 2310A 2400 2400 2400 TS");
    assert_int_equal(findings.count, 0);
}

static void keeps_a_segment_of_a_passed_position_out(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER "CLM*1~HI*BK:1~DTP*435~LX*1~"
                                             "SV1*HC~DTP*472~SE~"),
                        HEAD_ROWS SUBSCRIBER_ROWS
                        "2300 2300 - 2400 2400 2400 TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_ORDER, 16));
}

static void keeps_an_unknown_segment_and_goes_on(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER "CLM*1~ZZZ*1~HI*BK:1~LX*1~SV1*HC~"
                                             "DTP*472~SE~"),
                        HEAD_ROWS SUBSCRIBER_ROWS
                        "2300 - 2300 2400 2400 2400 TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_UNKNOWN, 15));
}

static void tells_a_qualifier_that_fits_nowhere_at_its_element(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER "CLM*1~REF*ZZ*1~HI*BK:1~LX*1~"
                                             "SV1*HC~DTP*472~SE~"),
                        HEAD_ROWS SUBSCRIBER_ROWS
                        "2300 2300 2300 2400 2400 2400 TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_ELEMENT_CODE, 15));
    assert_int_equal(findings.at[0].place.element, 1);
    assert_ptr_equal(findings.at[0].row,
                     &small_guide.rows[small_guide_row("2300", "REF", 1)]);
}

static void tells_what_comes_too_often(void **state)
{
    (void)state;
    walk(HEAD SUBSCRIBER "CLM*1~REF*G1~REF*G1~REF*G1~HI*BK:1~"
                         "LX*1~SV1*HC~SV1*HC~DTP*472~SE~");
    assert_int_equal(findings.count, 2);
    assert_true(told(0, X12_FAULT_SEGMENT_TOO_MANY, 17));
    assert_true(told(1, X12_FAULT_SEGMENT_TOO_MANY, 21));
    walk(HEAD SUBSCRIBER "CLM*1~HI*BK:1~NM1*82~NM1*82~LX*1~SV1*HC~DTP*472~"
                         "SE~");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_LOOP_TOO_MANY, 17));
}

static void counts_anew_in_each_loop(void **state)
{
    (void)state;
    walk(HEAD SUBSCRIBER "CLM*1~REF*G1~REF*G1~HI*BK:1~LX*1~SV1*HC~DTP*472~"
                         "CLM*1~REF*G1~REF*G1~HI*BK:1~LX*1~SV1*HC~DTP*472~"
                         "SE~");
    assert_int_equal(findings.count, 0);
}

static void tells_what_a_loop_lacks_when_it_is_left(void **state)
{
    (void)state;
    walk("ST*837~BHT~NM1*41~HL*1**20~NM1*85~N4*B~REF*EI~" SUBSCRIBER
         "CLM*1~CLM*2~HI*BK:1~LX*1~SV1*HC~DTP*472~SE~");
    assert_int_equal(findings.count, 4);
    assert_true(told(0, X12_FAULT_SEGMENT_MISSING, 4));
    assert_string_equal(findings.at[0].row->segment, "PER");
    assert_true(told(1, X12_FAULT_SEGMENT_MISSING, 8));
    assert_string_equal(findings.at[1].row->segment, "N3");
    assert_true(told(2, X12_FAULT_SEGMENT_MISSING, 13));
    assert_string_equal(findings.at[2].row->segment, "HI");
    assert_true(told(3, X12_FAULT_LOOP_MISSING, 13));
    assert_string_equal(findings.at[3].row->loop, "2400");
}

static void tells_what_the_set_lacks_at_its_end(void **state)
{
    (void)state;
    walk("ST*837~BHT~SE~");
    assert_int_equal(findings.count, 2);
    assert_true(told(0, X12_FAULT_LOOP_MISSING, 3));
    assert_string_equal(findings.at[0].row->loop, "1000A");
    assert_string_equal(findings.at[1].row->loop, "2000A");
}

static void tells_a_segment_the_guide_does_not_use(void **state)
{
    (void)state;
    walk(HEAD SUBSCRIBER "CLM*1~K3*X~HI*BK:1~LX*1~SV1*HC~DTP*472~SE~");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_NOT_USED, 15));
}

static void tells_a_loop_without_a_place_once(void **state)
{
    (void)state;
    assert_string_equal(walk(HEAD SUBSCRIBER "NM1*82*1~PRV*PE~" CLAIM "SE~"),
                        HEAD_ROWS SUBSCRIBER_ROWS "- - " CLAIM_ROWS " TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_UNEXPECTED, 14));
}

static void tells_once_what_stands_there_without_its_opener(void **state)
{
    (void)state;
    walk(
        "ST*837~BHT~NM1*41~PER*IC~HL*1**20~N3*A~N4*B~REF*EI*1~" SUBSCRIBER CLAIM
        "SE~");
    assert_int_equal(findings.count, 2);
    assert_true(told(0, X12_FAULT_SEGMENT_UNEXPECTED, 6));
    assert_true(told(1, X12_FAULT_LOOP_MISSING, 18));
    /* Where something stands between them there are two faults. */
    walk(HEAD "N3*A~HL*2*1*22~N4*B~SBR*P~NM1*IL~NM1*PR~" CLAIM "SE~");
    assert_int_equal(findings.count, 2);
    walk("ST*837~BHT~NM1*41~PER*IC~N3*A~PER*IC~N4*A~HL*1**20~NM1*85~N3*A~"
         "N4*B~REF*EI*1~" SUBSCRIBER CLAIM "SE~");
    assert_true(told(0, X12_FAULT_SEGMENT_UNEXPECTED, 5));
    assert_true(findings.count > 1);
}

static void enters_a_claim_without_its_subscriber_all_the_same(void **state)
{
    (void)state;
    assert_string_equal(walk("ST*837~BHT~NM1*41~PER*IC~" CLAIM CLAIM "SE~"),
                        "TS TS 1000A 1000A " CLAIM_ROWS " " CLAIM_ROWS " TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_UNEXPECTED, 5));
    assert_string_equal(findings.at[0].row->loop, "2300");
    assert_string_equal(
        walk("ST*837~BHT~NM1*41~PER*IC~" SUBSCRIBER CLAIM "SE~"),
        "TS TS 1000A 1000A " SUBSCRIBER_ROWS CLAIM_ROWS " TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_UNEXPECTED, 5));
}

static void hangs_a_claim_under_the_patient_at_hand(void **state)
{
    (void)state;
    assert_string_equal(walk("ST*837~BHT~NM1*41~PER*IC~HL*3*1*23~PAT*1~"
                             "NM1*QC~" CLAIM "SE~"),
                        "TS TS 1000A 1000A 2000C 2000C 2010CA " CLAIM_ROWS
                        " TS");
    assert_int_equal(findings.count, 1);
    assert_true(told(0, X12_FAULT_SEGMENT_UNEXPECTED, 5));
}

static void says_which_loops_were_left_and_entered(void **state)
{
    uint32_t cut[CUTS];
    struct x12_segment seg;

    (void)state;
    walk("ST*837~");
    x12_walker_begin(walker, &small_guide);
    assert_true(x12_segment_split(&seg, X12_STR("ST*837"), delims, cut, CUTS));
    assert_non_null(x12_walker_step(walker, &seg));
    assert_false(walker->entered);
    assert_string_equal(x12_walker_loop(walker), "TS");
    assert_true(
        x12_segment_split(&seg, X12_STR("HL*1**20"), delims, cut, CUTS));
    assert_non_null(x12_walker_step(walker, &seg));
    assert_true(walker->entered);
    assert_int_equal(walker->depth, 2);
    assert_string_equal(x12_walker_loop(walker), "2000A");
    assert_true(
        x12_segment_split(&seg, X12_STR("HL*2**20"), delims, cut, CUTS));
    assert_non_null(x12_walker_step(walker, &seg));
    assert_true(walker->entered);
    assert_int_equal(walker->left, 1);
}

static void places_nothing_outside_a_set(void **state)
{
    uint32_t cut[CUTS];
    struct x12_segment seg;

    (void)state;
    assert_true(x12_segment_split(&seg, X12_STR("ST*837"), delims, cut, CUTS));
    x12_walker_begin(walker, NULL);
    assert_null(x12_walker_step(walker, &seg));
    assert_string_equal(x12_walker_loop(walker), "");
    x12_walker_begin(walker, &small_guide);
    x12_walker_finish(walker, seg.place);
    assert_null(x12_walker_step(walker, &seg));
}

/* A step of a linear congruential generator: the same on every machine. */
static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static bool same_finding(const struct x12_finding *a,
                         const struct x12_finding *b)
{
    return a->fault == b->fault && a->row == b->row &&
           a->place.segment == b->place.segment &&
           a->place.element == b->place.element;
}

static void walks_the_same_with_and_without_its_cache(void **state)
{
    static const char *const words[] = {
        "HL*1**20",  "HL*1**22", "HL*1**23", "SBR*P",     "NM1*IL",  "NM1*PR",
        "NM1*85",    "NM1*82",   "NM1*DN",   "NM1*QC",    "NM1*ZZ",  "N3*A",
        "N4*A",      "PRV*A",    "CLM*1",    "CLM*2",     "DTP*435", "DTP*096",
        "DTP*472",   "REF*G1",   "REF*D9",   "REF*6R",    "REF*XX",  "HI*BK:1",
        "HI*BF:1^1", "LX*1",     "LX*2",     "SV1*HC:1",  "SVD*1",   "CAS*CO",
        "K3*A",      "QQQ",      "PAT*1",    "HI*ABKX:1", "REF",     "PER*IC",
        "CLM*3",     "LX*3",     "SV1*HC:2", "CAS*PR",
    };
    /* marks that a qualifier can hold, between two sets with the usual ones */
    static const struct x12_delims odd = { '~', '*', 'B', '8' };
    struct x12_walker *plain = calloc(1, sizeof(*plain));
    static struct x12_finding other_room[8];
    struct x12_findings other;
    uint64_t seed = 20240131;
    uint32_t cut[CUTS];
    struct x12_segment seg;

    (void)state;
    assert_non_null(plain);
    plain->uncached = true;
    walker->findings = &findings;
    plain->findings = &other;
    for (int set = 0; set < 400; set++) {
        uint64_t again = seed; /* the same words come a second time */

        x12_walker_begin(walker, &small_guide);
        x12_walker_begin(plain, &small_guide);
        for (uint32_t i = 1; i < 200; i++) {
            uint64_t *from = i < 40 || i > 120 ? &seed : &again;
            const char *word =
                words[next_random(from) % (sizeof(words) / sizeof(*words))];

            if (i == 1)
                word = "ST*837";
            x12_findings_init(&findings, room, 8);
            x12_findings_init(&other, other_room, 8);
            assert_true(x12_segment_split(&seg, x12_str_from(word),
                                          set % 3 == 1 ? odd : delims, cut,
                                          CUTS));
            seg.place.segment = i;
            assert_ptr_equal(x12_walker_step(walker, &seg),
                             x12_walker_step(plain, &seg));
            assert_int_equal(walker->depth, plain->depth);
            assert_int_equal(walker->left, plain->left);
            assert_int_equal(walker->entered, plain->entered);
            assert_int_equal(findings.count, other.count);
            assert_int_equal(findings.dropped, other.dropped);
            for (size_t k = 0; k < findings.count; k++)
                assert_true(same_finding(&findings.at[k], &other.at[k]));
        }
    }
    free(plain);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lands_every_segment_of_a_whole_claim),
        TEST(opens_the_next_loop_when_its_first_segment_repeats),
        TEST(reads_the_patient_by_the_rows_of_the_subscriber),
        TEST(limits_a_linked_loop_by_its_link),
        TEST(tells_three_other_payers_from_the_subscriber),
        TEST(takes_rows_of_one_position_in_any_order),
        TEST(keeps_a_segment_of_a_passed_position_out),
        TEST(keeps_an_unknown_segment_and_goes_on),
        TEST(tells_a_qualifier_that_fits_nowhere_at_its_element),
        TEST(tells_what_comes_too_often),
        TEST(counts_anew_in_each_loop),
        TEST(tells_what_a_loop_lacks_when_it_is_left),
        TEST(tells_what_the_set_lacks_at_its_end),
        TEST(tells_a_segment_the_guide_does_not_use),
        TEST(tells_a_loop_without_a_place_once),
        TEST(tells_once_what_stands_there_without_its_opener),
        TEST(enters_a_claim_without_its_subscriber_all_the_same),
        TEST(hangs_a_claim_under_the_patient_at_hand),
        TEST(says_which_loops_were_left_and_entered),
        TEST(places_nothing_outside_a_set),
        TEST(walks_the_same_with_and_without_its_cache),
    };

    return cmocka_run_group_tests_name("walker", tests, NULL, NULL);
}
