/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/store/digest.h"
#include "tests/support/cm.h"

#include <stdio.h>

static void hex(const unsigned char *sum, char into[2 * EDI_DIGEST_BYTES + 1])
{
    for (size_t i = 0; i < EDI_DIGEST_BYTES; i++)
        snprintf(into + 2 * i, 3, "%02x", sum[i]);
}

/* FIPS 180-4 gives these two. */
static const char EMPTY[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char ABC[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void gives_the_sums_of_the_standard(void **state)
{
    char text[2 * EDI_DIGEST_BYTES + 1];
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(edi_digest_begin(&digest, &err), X12_OK);
    assert_int_equal(edi_digest_end(&digest, sum), X12_OK);
    hex(sum, text);
    assert_string_equal(text, EMPTY);
    assert_int_equal(edi_digest_begin(&digest, &err), X12_OK);
    edi_digest_add(&digest, X12_STR("a"));
    edi_digest_add(&digest, X12_STR("bc"));
    assert_int_equal(digest.bytes, 3);
    assert_int_equal(edi_digest_end(&digest, sum), X12_OK);
    hex(sum, text);
    assert_string_equal(text, ABC);
    edi_digest_release(&digest);
    edi_digest_release(&digest);
}

static void counts_what_a_reader_did_not_ask_for(void **state)
{
    char text[2 * EDI_DIGEST_BYTES + 1], one;
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    size_t got;

    (void)state;
    assert_int_equal(edi_digest_begin(&digest, &err), X12_OK);
    assert_int_equal(x12_source_open_memory(&src, X12_STR("abc"), &err),
                     X12_OK);
    edi_digest_source(&digest, &src);
    assert_int_equal(x12_source_read(&src, &one, 1, &got, &err), X12_OK);
    assert_int_equal(one, 'a');
    assert_int_equal(edi_digest_end(&digest, sum), X12_OK);
    hex(sum, text);
    assert_string_equal(text, ABC);
    x12_source_close(&src);
    edi_digest_release(&digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_sums_of_the_standard),
        cmocka_unit_test(counts_what_a_reader_did_not_ask_for),
    };

    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
