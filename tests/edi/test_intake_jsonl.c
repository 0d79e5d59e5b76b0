/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/claim_fields_private.h"
#include "edi/claims/claim_json.h"
#include "edi/guides/guides.h"
#include "edi/intake/intake_jsonl.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"
#include "tests/support/drip.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/whole_guide.h"

#include <jansson.h>
#include <stdlib.h>

static struct x12_error err;
static struct edi_intake in;

static void open_text(x12_str text, size_t step)
{
    struct x12_source src = { 0 };

    err = (struct x12_error){ 0 };
    if (drip_open(&src, text, step, X12_END) != X12_OK)
        (void)x12_fail(&err, X12_ENOMEM, "drip");
    edi_intake_init(&in, &src, &err);
}

static int close_intake(void **state)
{
    (void)state;
    edi_intake_release(&in);
    return 0;
}

/* The claim of one line; NULL when it is refused. */
static const struct edi_claim *claim_of(const char *line)
{
    const struct edi_claim *claim;

    edi_intake_release(&in);
    open_text(x12_str_from(line), 0);
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    return claim;
}

static void assert_refused(const char *line, const char *why)
{
    if (claim_of(line))
        fail_msg("taken: %s", line);
    assert_string_equal(in.why, why);
    assert_int_equal(in.line, 1);
}

#define assert_text(s, want) assert_true(x12_str_is(s, want))

#define MINIMUM "\"type\":\"dental\",\"id\":\"A1\""

static void takes_a_claim_alone_or_in_its_line(void **state)
{
    const struct edi_claim *c = claim_of("{" MINIMUM ",\"charge\":\"12.5\"}");

    (void)state;
    assert_non_null(c);
    assert_int_equal(c->kind, EDI_DENTAL);
    assert_int_equal(c->set->kind, EDI_DENTAL);
    assert_int_equal(c->charge, 1250);
    assert_true(c->patient_is_subscriber);
    c = claim_of(
        "{\"kind\":\"837I\",\"file\":\"a.837\",\"clm\":7,\"use\":\"RP\","
        "\"claim\":{\"id\":\"A2\",\"lines\":[{},{\"number\":\"9\"}]}}");
    assert_non_null(c);
    assert_int_equal(c->kind, EDI_INSTITUTIONAL);
    assert_text(c->set->use, "RP");
    assert_int_equal(c->lines[0].number, 1);
    assert_int_equal(c->lines[1].number, 9);
}

static void takes_amounts_as_text_or_as_cents(void **state)
{
    const struct edi_claim *c = claim_of(
        "{" MINIMUM ",\"charge_cents\":-5,\"lines\":"
        "[{\"charge\":\"125.00\",\"units\":2},"
        "{\"non_covered_cents\":1,\"units\":\"1.50\"}]}");

    (void)state;
    assert_int_equal(c->charge, -5);
    assert_int_equal(c->lines[0].charge, 12500);
    assert_int_equal(c->lines[0].units.value, 2);
    assert_true(c->lines[0].has_units);
    assert_false(c->lines[0].has_non_covered);
    assert_true(c->lines[1].has_non_covered);
    assert_int_equal(c->lines[1].units.scale, 2);
}

static void takes_days_as_people_write_them(void **state)
{
    const struct edi_claim *c = claim_of(
        "{" MINIMUM ",\"subscriber\":{\"birth\":\"1980-01-02\"},\"dates\":"
        "[{\"qualifier\":\"472\",\"from\":\"2024-01-15\"},"
        "{\"qualifier\":\"434\",\"from\":\"2024-01-15\",\"to\":\"2024-01-17\"},"
        "{\"qualifier\":\"435\",\"format\":\"DT\",\"text\":\"202401151230\"}]"
        "}");

    (void)state;
    assert_text(c->subscriber.birth, "19800102");
    assert_true(c->subscriber.present);
    assert_text(c->dates[0].format, "D8");
    assert_text(c->dates[0].text, "20240115");
    assert_int_equal(c->dates[0].to, 20240115);
    assert_text(c->dates[1].format, "RD8");
    assert_text(c->dates[1].text, "20240115-20240117");
    assert_int_equal(c->dates[2].from, 20240115);
}

static void says_where_a_line_is_wrong_and_what_it_expected(void **state)
{
    static const struct {
        const char *line, *why;
    } cases[] = {
        { "{\"id\"", "column 5: expected JSON, one object a line" },
        { "{\"id\":\"1\",\"id\":\"2\"}",
          "column 14: a key stands twice in its object" },
        { "[]", "claim: expected an object" },
        { "{\"id\":\"A1\"}", "claim: expected its type: professional, "
                             "institutional or dental" },
        { "{\"transaction\":\"1\",\"claim\":{\"type\":\"dental\"}}",
          "claim: expected its id" },
        { "{" MINIMUM ",\"chrage\":\"1\"}",
          "claim.chrage: there is no such key here" },
        { "{" MINIMUM ",\"charge\":12.5}",
          "claim.charge: expected an amount as text, \"125.00\"; whole cents "
          "go under ..._cents" },
        { "{" MINIMUM ",\"charge_cents\":1.5}",
          "claim.charge_cents: expected a whole number of cents" },
        { "{" MINIMUM ",\"lines\":[{},{\"units\":1.5}]}",
          "claim.lines[2].units: expected a number as text, \"1.5\", or a "
          "whole number" },
        { "{" MINIMUM ",\"lines\":{}}", "claim.lines: expected a list" },
        { "{" MINIMUM ",\"payer\":\"X\"}", "claim.payer: expected an object" },
        { "{" MINIMUM ",\"payer\":{\"name\":7}}",
          "claim.payer.name: expected text" },
        { "{" MINIMUM ",\"payer\":{\"name\":\"A\\nB\"}}",
          "claim.payer.name: expected text without control characters" },
        { "{" MINIMUM ",\"cause\":[\"A\",\"B\",\"C\",\"D\"]}",
          "claim.cause: the list is longer than X12 has room for" },
        { "{" MINIMUM ",\"patients_follow\":1}",
          "claim.patients_follow: expected true or false" },
        { "{" MINIMUM ",\"dates\":[{\"from\":\"20240101\"}]}",
          "claim.dates[1].from: expected a day, \"2024-01-31\"" },
        { "{\"type\":\"eye\",\"id\":\"A1\"}",
          "claim.type: expected professional, institutional or dental" },
        { "{\"charset\":\"EBCDIC\",\"claim\":{" MINIMUM "}}",
          "claim: expected charset UTF-8 or ISO-8859-1" },
        { "{\"charset\":\"ISO-8859-1\",\"claim\":{" MINIMUM
          ",\"place\":\"\\u20ac\"}}",
          "claim.place: expected characters of ISO-8859-1 alone" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_refused(cases[i].line, cases[i].why);
}

static void goes_on_behind_a_line_that_is_refused(void **state)
{
    const struct edi_claim *claim;

    (void)state;
    open_text(
        X12_STR("\xEF\xBB\xBF{" MINIMUM "}\r\n\n  \n{\"id\":7}\n{" MINIMUM "}"),
        3);
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    assert_non_null(claim);
    assert_int_equal(in.line, 1);
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    assert_null(claim);
    assert_int_equal(in.line, 4);
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    assert_non_null(claim);
    assert_int_equal(in.line, 5);
    assert_int_equal(edi_intake_next(&in, &claim), X12_END);
    assert_int_equal(edi_intake_next(&in, &claim), X12_END);
}

static void gives_latin1_its_bytes_back(void **state)
{
    const struct edi_claim *c = claim_of(
        "{\"charset\":\"ISO-8859-1\",\"claim\":{" MINIMUM
        ",\"payer\":{\"name\":\"MU\xc3\x91OZ\"}}}");

    (void)state;
    assert_true(c->latin1);
    assert_text(c->payer.name, "MU\xd1OZ");
    c = claim_of("{" MINIMUM ",\"payer\":{\"name\":\"MU\xc3\x91OZ\"}}");
    assert_text(c->payer.name, "MU\xc3\x91OZ");
}

static void refuses_a_line_over_its_limit_and_takes_the_next(void **state)
{
    static const char next[] = "\n{" MINIMUM "}\n";
    static char text[2 * EDI_INTAKE_LINE + sizeof(next)];
    const struct edi_claim *claim;

    (void)state;
    memset(text, ' ', sizeof(text));
    text[0] = '{';
    memcpy(text + EDI_INTAKE_LINE + 1, next, sizeof(next) - 1);
    open_text((x12_str){ text, sizeof(text) }, 0);
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    assert_null(claim);
    assert_int_equal(in.line, 1);
    assert_int_equal(in.to - in.from, EDI_INTAKE_LINE + 2);
    assert_string_equal(in.why, "expected a line of 16777216 bytes at most");
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    assert_non_null(claim);
    assert_text(claim->id, "A1");
    assert_int_equal(in.line, 2);
    edi_intake_release(&in);
    open_text((x12_str){ text, EDI_INTAKE_LINE + 1 }, 0);
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    assert_null(claim);
    assert_int_equal(edi_intake_next(&in, &claim), X12_END);
}

/* Claims from JSON, and what JSON is written of them. */
static void read_json_and_write(x12_str text, struct x12_sink *json_sink,
                                struct x12_sink *x12_sink)
{
    struct x12_json json;
    struct claim_out out;
    const struct edi_claim *claim;
    bool begun = false;

    open_text(text, 0);
    x12_json_init(&json, json_sink, &err);
    while (edi_intake_next(&in, &claim) == X12_OK) {
        if (!claim)
            fail_msg("line %d: %s", (int)in.line, in.why);
        if (!begun) {
            struct edi_claim_set set = *claim->set;

            set.version = X12_STR("005010X222A1");
            claim_out_begin(&out, x12_sink, &set, &err);
        }
        begun = true;
        edi_claim_json(&json, claim);
        x12_json_line(&json);
        edi_claim_write(&out.cw, claim);
    }
    assert_int_equal(x12_json_flush(&json), X12_OK);
    if (claim_out_end(&out) != X12_OK)
        fail_msg("%s", err.text);
    x12_json_release(&json);
}

/* From the first HL to the SE. */
static x12_str claims_part(x12_str text)
{
    const char *from = strstr(text.at, "HL*1"), *to = strstr(text.at, "SE*");

    assert_true(from && to && to > from);
    return (x12_str){ from, (size_t)(to - from) };
}

static void loses_nothing_between_an_837_and_its_json(void **state)
{
    static const char *const names[] = { "837P", "837I", "837D" };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        x12_str text = whole_guide(edi_guide_named(x12_str_from(names[i])));
        struct x12_sink first = { 0 }, again = { 0 }, written = { 0 };
        x12_str zero = { "", 1 };

        assert_int_equal(x12_sink_open_memory(&first, 1 << 20, &err), X12_OK);
        assert_int_equal(x12_sink_open_memory(&again, 1 << 20, &err), X12_OK);
        assert_int_equal(x12_sink_open_memory(&written, 1 << 20, &err), X12_OK);
        claim_pipe_json(text, 0, &first);
        read_json_and_write(x12_sink_memory(&first), &again, &written);
        assert_true(
            x12_str_equal(x12_sink_memory(&first), x12_sink_memory(&again)));
        assert_int_equal(x12_sink_write(&written, zero, &err), X12_OK);
        assert_true(x12_str_equal(claims_part(x12_sink_memory(&written)),
                                  claims_part(text)));
        x12_sink_close(&first);
        x12_sink_close(&again);
        x12_sink_close(&written);
        edi_intake_release(&in);
    }
}

/* jansson's allocations: the nth fails. */
static long left;
static bool failed;

static void *failing(size_t size)
{
    failed = failed || left == 0;
    return left-- > 0 ? malloc(size) : NULL;
}

static void fails_clearly_whichever_allocation_of_jansson_fails(void **state)
{
    const char *line = "{\"claim\":{" MINIMUM ",\"charge\":\"1\",\"lines\":"
                       "[{\"charge\":\"1\"}]}}";
    long n = 0;

    (void)state;
    for (;; n++) {
        const struct edi_claim *claim = NULL;
        enum x12_status status;

        open_text(x12_str_from(line), 0);
        in.by_jansson = true;
        left = n;
        failed = false;
        json_set_alloc_funcs(failing, free);
        status = edi_intake_next(&in, &claim);
        json_set_alloc_funcs(malloc, free);
        edi_intake_release(&in);
        if (!failed)
            break;
        if (status != X12_ENOMEM)
            fail_msg("allocation %ld: status %d %s", n, status, in.why);
    }
    assert_true(n > 5);
}

/* A line for one pass, and one for jansson. */
static void fails_clearly_whichever_allocation_fails(void **state)
{
    long n = 0;
    bool by_jansson = false;

    (void)state;
    for (;; n++) {
        const struct edi_claim *claim;
        enum x12_status status;

        failing_malloc_from(n);
        open_text(X12_STR("{" MINIMUM ",\"notes\":[{}]}"), 0);
        in.by_jansson = by_jansson;
        status = edi_intake_next(&in, &claim);
        edi_intake_release(&in);
        failing_malloc_off();
        if (!failing_malloc_failed()) {
            if (by_jansson)
                break;
            by_jansson = true;
            n = -1;
            continue;
        }
        if (status != X12_ENOMEM)
            fail_msg("allocation %ld: status %d %s", n, status, in.why);
    }
    assert_true(n > 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, close_intake)
    const struct CMUnitTest tests[] = {
        TEST(takes_a_claim_alone_or_in_its_line),
        TEST(takes_amounts_as_text_or_as_cents),
        TEST(takes_days_as_people_write_them),
        TEST(says_where_a_line_is_wrong_and_what_it_expected),
        TEST(goes_on_behind_a_line_that_is_refused),
        TEST(gives_latin1_its_bytes_back),
        TEST(refuses_a_line_over_its_limit_and_takes_the_next),
        TEST(loses_nothing_between_an_837_and_its_json),
        TEST(fails_clearly_whichever_allocation_of_jansson_fails),
        TEST(fails_clearly_whichever_allocation_fails),
    };

    return cmocka_run_group_tests_name("intake_jsonl", tests, NULL, NULL);
}
