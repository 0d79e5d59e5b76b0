/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/json_diff.h"
#include "tests/support/cm.h"

#include <stdio.h>

static char told[1024];

static enum x12_status tell(void *self, const char *path, x12_str a, x12_str b)
{
    size_t len = strlen(told);

    (void)self;
    snprintf(told + len, sizeof(told) - len, "%s %.*s %.*s;", path, (int)a.len,
             a.at ? a.at : "", (int)b.len, b.at ? b.at : "");
    return X12_OK;
}

static const char *diff(const char *a, const char *b)
{
    json_t *one = json_loads(a, 0, NULL), *two = json_loads(b, 0, NULL);

    told[0] = '\0';
    assert_non_null(one);
    assert_non_null(two);
    edi_json_strip(one);
    edi_json_strip(two);
    assert_int_equal(edi_json_diff(one, two, tell, NULL), X12_OK);
    json_decref(one);
    json_decref(two);
    return told;
}

static void tells_by_path_what_differs(void **state)
{
    static const struct {
        const char *a, *b, *want;
    } cases[] = {
        { "{\"id\":\"A\"}", "{\"id\":\"A\"}", "" },
        { "{\"id\":\"A\"}", "{\"id\":\"B\"}", "id A B;" },
        { "{\"x\":{\"y\":\"1\"}}", "{\"x\":{\"y\":\"2\",\"z\":true}}",
          "x.y 1 2;x.z  true;" },
        { "{\"x\":[\"1\",\"2\"]}", "{\"x\":[\"2\",\"1\"]}", "" },
        { "{\"x\":[{\"number\":1,\"c\":\"5\"},{\"number\":2,\"c\":\"6\"}]}",
          "{\"x\":[{\"number\":2,\"c\":\"7\"},{\"number\":1,\"c\":\"5\"}]}",
          "x[2].c 6 7;" },
        { "{\"x\":[{\"group\":\"CO\",\"reason\":\"45\",\"a\":\"1\"}]}",
          "{\"x\":[{\"group\":\"CO\",\"reason\":\"45\",\"a\":\"2\"},"
          "{\"group\":\"PR\",\"reason\":\"1\",\"a\":\"3\"}]}",
          "x[CO-45].a 1 2;"
          "x[PR-1]  {\"group\":\"PR\",\"reason\":\"1\",\"a\":\"3\"};" },
        { "{\"findings\":1,\"cas\":2,\"x\":[{\"position\":3}]}",
          "{\"x\":[{\"position\":9}]}", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const char *got = diff(cases[i].a, cases[i].b);

        if (strcmp(got, cases[i].want) != 0)
            fail_msg("case %zu: \"%s\"", i, got);
    }
}

static void says_both_ways_the_same(void **state)
{
    char there[1024];

    (void)state;
    diff("{\"a\":\"1\",\"x\":[\"p\"]}", "{\"b\":\"2\",\"x\":[]}");
    assert_string_equal(told, "a 1 ;x[1] p ;b  2;");
    snprintf(there, sizeof(there), "%s", told);
    diff("{\"b\":\"2\",\"x\":[]}", "{\"a\":\"1\",\"x\":[\"p\"]}");
    assert_int_equal(strlen(there), strlen(told));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_by_path_what_differs),
        cmocka_unit_test(says_both_ways_the_same),
    };

    return cmocka_run_group_tests_name("json_diff", tests, NULL, NULL);
}
