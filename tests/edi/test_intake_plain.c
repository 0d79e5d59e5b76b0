/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over a line, and jansson: they say the same. */
#include "edi/claims/claim_json.h"
#include "edi/guides/guides.h"
#include "edi/intake/intake_jsonl.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"
#include "tests/support/whole_guide.h"

#define MINIMUM "\"type\":\"dental\",\"id\":\"A1\""

static struct x12_error err;

/* The JSON of all that a line became, or why it is refused. */
static x12_str told_of(x12_str line, bool by_jansson, struct x12_sink *sink)
{
    const struct edi_claim *claim;
    struct x12_source src = { 0 };
    struct edi_intake in;
    struct x12_json json;

    x12_sink_memory_clear(sink);
    err = (struct x12_error){ 0 };
    assert_int_equal(x12_source_open_memory(&src, line, &err), X12_OK);
    edi_intake_init(&in, &src, &err);
    in.by_jansson = by_jansson;
    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    x12_json_init(&json, sink, &err);
    x12_json_object(&json);
    if (claim) {
        const struct edi_claim_set *set = claim->set;

        x12_json_key(&json, "kind");
        x12_json_count(&json, 10 * (uint64_t)set->kind + claim->kind);
        x12_json_key(&json, "origin");
        x12_json_count(&json, set->origin);
        x12_json_text(&json, "use", set->use);
        x12_json_text(&json, "version", set->version);
        x12_json_key(&json, "facts");
        x12_json_count(&json,
                       2u * claim->latin1 + claim->patient_is_subscriber);
        for (size_t i = 0; i < claim->date_count; i++)
            x12_json_text(&json, "day", claim->dates[i].text);
        for (size_t i = 0; i < claim->line_count; i++) {
            x12_json_key(&json, "line");
            x12_json_count(&json, 2u * claim->lines[i].number +
                                      claim->lines[i].has_units);
        }
        x12_json_key(&json, "claim");
        edi_claim_json(&json, claim);
    } else {
        x12_json_text(&json, "why", x12_str_from(in.why));
    }
    x12_json_end(&json);
    assert_int_equal(x12_json_flush(&json), X12_OK);
    x12_json_release(&json);
    edi_intake_release(&in);
    return x12_sink_memory(sink);
}

static void assert_told_alike(x12_str line, struct x12_sink sinks[2])
{
    if (!x12_str_equal(told_of(line, false, &sinks[0]),
                       told_of(line, true, &sinks[1])))
        fail_msg("differs: %.*s", (int)line.len, line.at);
}

static void open_two(struct x12_sink sinks[2])
{
    for (size_t i = 0; i < 2; i++) {
        sinks[i] = (struct x12_sink){ 0 };
        assert_int_equal(x12_sink_open_memory(&sinks[i], 1 << 22, &err),
                         X12_OK);
    }
}

static void close_two(struct x12_sink sinks[2])
{
    x12_sink_close(&sinks[0]);
    x12_sink_close(&sinks[1]);
}

static const char alike_line[] =
    "{\"kind\":\"837P\",\"file\":\"a\",\"clm\":10,\"use\":\"CH\",\"claim\":"
    "{\"type\":\"dental\",\"id\":\"A1\",\"charge\":\"12.50\",\"billing\":"
    "{\"name\":\"LONGER THAN EIGHT\",\"address\":[\"X\",\"\"]},"
    "\"patients_follow\":true,\"subscriber\":{\"birth\":\"1980-01-02\"},"
    "\"dates\":[{\"qualifier\":\"472\",\"from\":\"2024-01-15\"}],"
    "\"fixed\":[\"K\"],\"codes\":[{\"segment\":1,\"code\":\"I10\"},{}],"
    "\"lines\":[{\"charge\":\"12.50\",\"units\":\"1.5\"},{}]}}";

static void reads_in_one_pass_what_jansson_reads(void **state)
{
    static const char *const names[] = { "837P", "837I", "837D" };
    struct x12_sink sinks[2], lines = { 0 };

    (void)state;
    open_two(sinks);
    for (size_t i = 0; i < 3; i++) {
        x12_str rest, line;

        assert_int_equal(x12_sink_open_memory(&lines, 1 << 20, &err), X12_OK);
        claim_pipe_json(whole_guide(edi_guide_named(x12_str_from(names[i]))), 0,
                        &lines);
        rest = x12_sink_memory(&lines);
        while ((line = x12_str_cut(&rest, '\n')).len > 0)
            assert_told_alike(line, sinks);
        x12_sink_close(&lines);
    }
    assert_told_alike(x12_str_from(alike_line), sinks);
    close_two(sinks);
}

/* Each character left out, another one before it or in its place; but for the
 * first, which says that it is JSON. */
static void leaves_to_jansson_what_it_does_not_know(void **state)
{
    static const char others[] = "\"\\{}[],:. 019-n\t\x7f\x80\xc3\r";
    const size_t len = sizeof(alike_line) - 1;
    char text[sizeof(alike_line) + 1];
    struct x12_sink sinks[2];

    (void)state;
    open_two(sinks);
    for (size_t i = 1; i < len; i++) {
        memcpy(text, alike_line, i);
        memcpy(text + i, alike_line + i + 1, len - i - 1);
        assert_told_alike((x12_str){ text, len - 1 }, sinks);
        memcpy(text + i + 1, alike_line + i, len - i);
        for (size_t k = 0; k < sizeof(others) - 1; k++) {
            text[i] = others[k];
            assert_told_alike((x12_str){ text, len + 1 }, sinks);
        }
        memcpy(text, alike_line, len);
        for (size_t k = 0; k < sizeof(others) - 1; k++) {
            text[i] = others[k];
            assert_told_alike((x12_str){ text, len }, sinks);
        }
        assert_told_alike((x12_str){ alike_line, i + 1 }, sinks);
    }
    close_two(sinks);
}

static void keeps_to_what_json_says_of_keys_and_numbers(void **state)
{
    static const char *const lines[] = {
        "{" MINIMUM ",\"id\":\"A2\"}",
        "{" MINIMUM ",\"charge\":\"1\",\"charge_cents\":200}",
        "{" MINIMUM ",\"provider_loop\":01}",
        "{" MINIMUM ",\"provider_loop\":4294967295}",
        "{" MINIMUM ",\"provider_loop\":4294967296}",
        "{" MINIMUM ",\"provider_loop\":1.5}",
        "{" MINIMUM ",\"provider_loop\":null}",
        "{" MINIMUM ",\"billing\":{\"address\":[\"1\",\"2\",\"3\"]}}",
        "{" MINIMUM ",\"references\":[]}",
        "{ " MINIMUM " , \"references\" : [ { \"value\" : \"1\" } ] } ",
        "{\"claim\":{" MINIMUM "},\"claim\":{" MINIMUM "}}",
        "{\"claim\":{\"id\":\"1\"},\"kind\":\"837D\"}",
        "{\"claim\":{\"type\":\"dental\"},\"file\":\"a\"}",
        "{\"claim\":{" MINIMUM "},\"charset\":\"ISO-8859-1\"}",
        "{\"type\":\"dental\"}",
        "{\"use\":\"CH\"}",
        "{}",
        "[]",
    };
    struct x12_sink sinks[2];

    (void)state;
    open_two(sinks);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        assert_told_alike(x12_str_from(lines[i]), sinks);
    close_two(sinks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_in_one_pass_what_jansson_reads),
        cmocka_unit_test(leaves_to_jansson_what_it_does_not_know),
        cmocka_unit_test(keeps_to_what_json_says_of_keys_and_numbers),
    };

    return cmocka_run_group_tests_name("intake_plain", tests, NULL, NULL);
}
