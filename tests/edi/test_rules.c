/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "edi/rules/rule_private.h"
#include "tests/support/checked.h"
#include "tests/support/cm.h"

static void is_ready(const struct edi_rule *rule, const char *name)
{
    const struct x12_guide *guide = edi_guide_named(x12_str_from(name));
    struct edi_rule_trouble trouble = { "", "", false };
    struct edi_path at[160];
    struct edi_rule_map map;
    struct edi_ready ready;
    size_t count;

    edi_rule_map_make(&map, guide);
    count = edi_rule_anchors(&map, x12_str_from(rule->at), at, 160, &trouble);
    if (count == 0)
        fail_msg("%s in %s: %s", rule->fault.name, name, trouble.what);
    for (size_t i = 0; i < count; i++)
        if (!edi_rule_ready(rule, &map, &at[i], &ready, NULL, &trouble))
            fail_msg("%s in %s: %s: %s", rule->fault.name, name, trouble.what,
                     trouble.at);
}

static void makes_every_rule_ready_for_its_guides(void **state)
{
    static const char *const guides[] = { "837P", "837I", "837D" };

    (void)state;
    for (size_t i = 0; i < edi_rules_837_count; i++)
        for (size_t k = 0; k < 3; k++)
            if (edi_rule_is_for(&edi_rules_837[i], guides[k]))
                is_ready(&edi_rules_837[i], guides[k]);
    for (size_t i = 0; i < edi_rules_835_count; i++)
        is_ready(&edi_rules_835[i], "835");
}

static void names_each_rule_by_its_place_in_the_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < edi_rules_837_count; i++) {
        const struct edi_rule *rule = &edi_rules_837[i];

        assert_ptr_equal(edi_rule_of(&rule->fault), rule);
        assert_true((rule->demand == NULL) != (rule->look == NULL));
        assert_true(rule->fault.snip == 4 || rule->fault.snip == 6);
    }
    assert_null(edi_rule_of(&x12_faults[0]));
}

/* A set of one provider, `claims` claims of one subscriber, `lines` lines of
 * one of them, made by the source as it is read. */
struct maker {
    unsigned part, claims, lines;
    size_t given; /* bytes of the part at hand */
};

static const char *maker_part(const struct maker *m)
{
    static const char head[] =
        "ISA*00*          *00*          *ZZ*HARBOR01       *ZZ*CLRHSE01      "
        " *250203*0915*^*00501*000000101*0*T*:~"
        "GS*HC*HARBOR01*CLRHSE01*20250203*0915*101*X*005010X222A1~"
        "ST*837*0001*005010X222A1~BHT*0019*00*HFM1*20250203*0915*CH~"
        "NM1*41*2*HARBOR GROUP*****46*HARBOR01~"
        "PER*IC*DANA QUILL*TE*5035550142~"
        "NM1*40*2*CLEARINGHOUSE*****46*CLRHSE01~HL*1**20*1~"
        "NM1*85*2*HARBOR GROUP*****XX*1503004115~N3*410 WHARF STREET~"
        "N4*ASTORIA*OR*971030412~REF*EI*931112223~"
        "HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*DELGADO*ROSA****MI*M1~"
        "N3*12 SPRUCE LANE~N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"
        "NM1*PR*2*BLUE HERON*****PI*54821~";
    static const char claim[] = "CLM*A1*155***11:B:7*Y*A*Y*Y~HI*ABK:E1165~"
                                "LX*1~SV1*HC:99213*155*UN*1***1~"
                                "DTP*472*D8*20250113~";
    /* From a screening: so a rule of the claim looks at each line. */
    static const char line[] = "LX*2~SV1*HC:99213*0*UN*1***1****Y~"
                               "DTP*472*D8*20250113~";

    if (m->part == 0)
        return head;
    if (m->part <= m->claims)
        return claim;
    return m->part <= m->claims + m->lines ? line : NULL;
}

static enum x12_status maker_read(void *self, char *into, size_t cap,
                                  size_t *got, struct x12_error *err)
{
    struct maker *m = self;
    const char *part = maker_part(m);
    size_t len;

    (void)err;
    *got = 0;
    if (!part)
        return X12_END;
    len = strlen(part) - m->given;
    if (len > cap)
        len = cap;
    memcpy(into, part + m->given, len);
    m->given += len;
    *got = len;
    if (!part[m->given]) {
        m->part++;
        m->given = 0;
    }
    return X12_OK;
}

static void maker_close(void *self)
{
    (void)self;
}

static const struct x12_source_ops maker_ops = { .read = maker_read,
                                                 .close = maker_close };

/* How often each of the two is told. */
static void count(struct maker *m, size_t *reference, size_t *large)
{
    struct x12_error err = { X12_OK, 0, 0, "" };
    struct x12_source src = { &maker_ops, m };
    struct edi_check check;
    const struct x12_finding *finding;
    enum x12_status status = edi_check_begin(&check, &src, 4, &err);

    *reference = *large = 0;
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        *reference += strcmp(finding->fault->name,
                             "S26_ORIGINAL_REFERENCE_MISSING") == 0;
        *large += finding->fault == &edi_rules_fault_over;
    }
    edi_check_release(&check);
}

static void keeps_no_more_than_the_claim_at_hand(void **state)
{
    struct maker m = { .claims = 60000 };
    size_t reference, large;

    (void)state;
    count(&m, &reference, &large);
    assert_int_equal(reference, 59999); /* the input breaks off the last */
    assert_int_equal(large, 0);
}

static void tells_once_of_a_claim_over_the_limit(void **state)
{
    struct maker m = { .claims = 3, .lines = 100 };
    struct x12_source src = { &maker_ops, &m };
    struct x12_error err = { X12_OK, 0, 0, "" };
    struct x12_arena arena = { 0 };
    struct x12_finding room[200];
    struct x12_findings list;
    struct x12_cursor cur;
    struct edi_rules *rules = edi_rules_make(&arena, 4, NULL);
    size_t references = 0, large = 0;

    (void)state;
    x12_findings_init(&list, room, 200);
    assert_int_equal(x12_cursor_init(&cur, &src, edi_guide_find, &err), X12_OK);
    edi_rules_limit(rules, 4096);
    while (x12_cursor_next(&cur) == X12_OK) {
        if (cur.level == X12_AT_ST)
            assert_int_equal(edi_rules_begin(rules, &cur, &list, &err), X12_OK);
        else
            assert_int_equal(edi_rules_step(rules, &cur, &list), X12_OK);
    }
    edi_rules_end(rules, &list);
    for (size_t i = 0; i < list.count; i++) {
        large += room[i].fault == &edi_rules_fault_over;
        references += room[i].fault->ik304[0] == 'I';
    }
    assert_int_equal(large, 1);
    assert_int_equal(references, 2);
    x12_cursor_release(&cur);
    edi_rules_release(rules);
    x12_arena_release(&arena);
}

/* --- what was right and comes again ------------------------------------------ */

#define PROVIDER                                                   \
    "BHT*0019*00*B1*20260110*1200*CH~NM1*41*2*DESK*****46*S1~"     \
    "PER*IC*ANN*TE*5125550100~NM1*40*2*PLAN*****46*R1~HL*1**20*1~" \
    "NM1*85*2*CLINIC*****XX*1234567893~N3*1 MAIN ST~"              \
    "N4*AUSTIN*TX*787010001~REF*EI*123456789~"
#define PATIENT(hl, born)                                            \
    "HL*" hl "*1*22*0~SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*M1~" \
    "N3*1 ELM ST~N4*AUSTIN*TX*78701~DMG*D8*" born "*F~"              \
    "NM1*PR*2*PLAN*****PI*P2~"
#define CLAIM(diagnoses) "CLM*C1*100***11:B:1*Y*A*Y*Y~HI*ABK:J020" diagnoses "~"
#define LINE(number, pointer)                           \
    "LX*" number "~SV1*HC:99213*50*UN*1***" pointer "~" \
    "DTP*472*D8*20260105~"

/* How many findings of a fault, and of any. */
static size_t told(const char *body, const char *fault, size_t *all)
{
    struct checked c;
    size_t count = 0;

    checked_run(&c, "837P", body, NULL, NULL, 5);
    for (size_t i = 0; i < c.count; i++)
        count += strcmp(c.at[i].fault->name, fault) == 0;
    *all = c.count;
    return count;
}

static void a_line_is_asked_anew_under_another_patient(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(
        told(PROVIDER PATIENT("2", "19700101") CLAIM("") LINE("1", "1")
                 LINE("2", "1") PATIENT("3", "20260106") CLAIM("")
                     LINE("1", "1") LINE("2", "1") PATIENT("4", "19700101")
                         CLAIM("") LINE("1", "1") LINE("2", "1"),
             "S43_SERVICE_BEFORE_BIRTH", &all),
        2);
    assert_int_equal(all, 2);
}

static void a_line_is_asked_anew_under_other_diagnoses(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(told(PROVIDER PATIENT("2", "19700101") CLAIM("*ABF:E119")
                              LINE("1", "1:2") LINE("2", "1:2") CLAIM("")
                                  LINE("1", "1:2") LINE("2", "1:2")
                                      CLAIM("*ABF:E119") LINE("1", "1:2")
                                          LINE("2", "1:3"),
                          "P02_POINTER_UNKNOWN", &all),
                     3);
    assert_int_equal(all, 3);
}

static void what_is_broken_is_told_each_time(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(
        told(PROVIDER PATIENT("2", "19700101") CLAIM("") LINE("1", "1")
                 LINE("2", "1:1") "LX*3~SV1*HC:99213*0*UN*1***1:1~"
                                  "DTP*472*D8*20260105~" CLAIM("")
                                      LINE("1", "1:1") LINE("2", "1:1"),
             "P02_POINTER_TWICE", &all),
        4);
    assert_int_equal(all, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_every_rule_ready_for_its_guides),
        cmocka_unit_test(names_each_rule_by_its_place_in_the_list),
        cmocka_unit_test(keeps_no_more_than_the_claim_at_hand),
        cmocka_unit_test(tells_once_of_a_claim_over_the_limit),
        cmocka_unit_test(a_line_is_asked_anew_under_another_patient),
        cmocka_unit_test(a_line_is_asked_anew_under_other_diagnoses),
        cmocka_unit_test(what_is_broken_is_told_each_time),
    };

    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
