/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/net/partner.h"
#include "tests/support/cm.h"

/* Settings as "key=value" lines of one partner, in order. */
static enum x12_status put_all(struct edi_partners *partners, const char *name,
                               const char *const lines[], struct x12_error *err)
{
    enum x12_status status = X12_OK;

    for (unsigned i = 0; lines[i] && status == X12_OK; i++) {
        /* text borrows: it lives as long as the test does */
        static char keep[512][100];
        static unsigned used;
        char *key = keep[used++ % 512], *value;

        assert_true(x12_str_put(x12_str_from(lines[i]), key, 100));
        value = strchr(key, '=');
        *value++ = '\0';
        status = edi_partners_put(
            partners,
            &(struct edi_setting){ "edi.conf", i + 1, name, key, value }, err);
    }
    return status;
}

#define ENOUGH                                                         \
    "folder=/srv/in", "sender=SENDER", "receiver=RECEIVER", "usage=T", \
        "submitter_name=HILL BILLING", "contact_phone=5550100123",     \
        "receiver_name=CLEARINGHOUSE"

static void fills_in_what_is_not_set(void **state)
{
    static const char *const lines[] = { ENOUGH, NULL };
    struct edi_partners partners = { 0 };
    struct x12_error err = { 0 };
    const struct edi_partner *p;

    (void)state;
    assert_int_equal(put_all(&partners, "general", lines, &err), X12_OK);
    assert_int_equal(partners.count, 0);
    assert_int_equal(put_all(&partners, "partner hub", lines, &err), X12_OK);
    assert_int_equal(edi_partners_check(&partners, &err), X12_OK);
    p = edi_partner_find(&partners, "hub");
    assert_non_null(p);
    assert_null(edi_partner_find(&partners, "elsewhere"));
    assert_int_equal(p->protocol, EDI_PROTOCOL_FOLDER);
    assert_string_equal(p->folder, "/srv/in");
    assert_string_equal(p->sender_qualifier, "ZZ");
    assert_string_equal(p->gs_sender, "SENDER");
    assert_string_equal(p->receiver_id, "RECEIVER");
    assert_int_equal(p->usage, 'T');
    assert_int_equal(p->ack, EDI_WISH_YES);
    assert_int_equal(p->claims_per_set, 5000);
    assert_string_equal(p->line_end, "");
    assert_memory_equal(&p->delims, "~*:^", 4);
    edi_partners_release(&partners);
    edi_partners_release(&partners);
}

static void takes_every_key(void **state)
{
    static const char *const lines[] = {
        ENOUGH,
        "protocol=folder",
        "sender_qualifier=30",
        "receiver_qualifier=01",
        "gs_sender=GSSENDER",
        "gs_receiver=GSRECEIVER",
        "usage=P",
        "authorization_qualifier=03",
        "authorization=HILL",
        "security_qualifier=01",
        "security=SESAME",
        "ack_requested=no",
        "segment_terminator='",
        "element_separator=|",
        "component_separator=>",
        "repetition_separator=!",
        "line_end=crlf",
        "submitter_id=SUB1",
        "contact_name=ANN HILL",
        "contact_email=ann(at)hill.example",
        "receiver_id=REC1",
        "file_name={partner}.{date}{time}.{isa}.CL{kind}",
        "one_dot=no",
        "claims_per_set=50",
        "sets_per_group=7",
        "file_bytes=100000",
        "payers=AAA BBB",
        NULL,
    };
    struct edi_partners partners = { 0 };
    struct x12_error err = { 0 };
    const struct edi_partner *p;
    struct x12_agreement agreed;
    char name[EDI_PARTNER_FILE_NAME];

    (void)state;
    assert_int_equal(put_all(&partners, "partner hub", lines, &err), X12_OK);
    assert_int_equal(edi_partners_check(&partners, &err), X12_OK);
    p = edi_partner_find(&partners, "hub");
    assert_string_equal(p->gs_receiver, "GSRECEIVER");
    assert_string_equal(p->submitter_id, "SUB1");
    assert_int_equal(p->usage, 'P');
    assert_int_equal(p->claims_per_set, 50);
    assert_int_equal(p->sets_per_group, 7);
    assert_int_equal(p->file_bytes, 100000);
    assert_int_equal(p->ack, EDI_WISH_NO);
    assert_memory_equal(&p->delims, "'|>!", 4);
    edi_partner_agreement(p, &agreed);
    assert_string_equal(agreed.isa[2], "HILL");
    assert_string_equal(agreed.isa[4], "SESAME");
    assert_string_equal(agreed.isa[5], "30");
    assert_string_equal(agreed.isa[8], "RECEIVER");
    assert_string_equal(agreed.isa[15], "P");
    assert_memory_equal(&agreed.delims, &p->delims, sizeof(p->delims));
    assert_string_equal(p->line_end, "\r\n");
    assert_int_equal(p->claims_per_set, 50);
    edi_partner_file_name(p, 'D', 42, 20240131, 90501, name);
    assert_string_equal(name, "hub.20240131090501.000000042.CLD");
    edi_partners_release(&partners);
}

/* One line more, what is said of it. The base has seven lines. */
static void refuses_what_cannot_be(void **state)
{
    static const struct {
        const char *line, *says;
    } cases[] = {
        { "pgp_recipient=AB", "pgp_home is not set" },
        { "pgp_home=/etc/edi/pgp", "pgp_recipient takes a fingerprint" },
        { "colour=blue", "line 8: colour is no key" },
        { "sender=SIXTEEN_LETTERS_", "line 8: sender is too" },
        { "sender=", "line 8: sender is too" },
        { "sender_qualifier=Z", "line 8" },
        { "usage=X", "line 8: usage does not take" },
        { "usage=", "line 8" },
        { "protocol=pigeon", "line 8" },
        { "ack_requested=maybe", "line 8" },
        { "claims_per_set=0", "line 8" },
        { "claims_per_set=5001", "line 8" },
        { "claims_per_set=-1", "line 8" },
        { "segment_terminator=AB", "line 8" },
        { "segment_terminator=A", "line 8" },
        { "segment_terminator=7", "line 8" },
        { "segment_terminator=", "line 8" },
        { "element_separator=:", "delimiters must differ" },
        { "gs_receiver=A*B", "holds a delimiter" },
        { "file_name=837{kind}.x12", "file_name must hold {isa}" },
        { "file_name=../{isa}", "slash" },
        { "file_name=.{isa}.x", "dot" },
        { "file_name={isa}{day}", "{word}" },
        { "contact_phone=", "line 8" },
        { "one_dot=perhaps", "line 8" },
        { "sets_per_group=1000", "takes a number from 1 to 999" },
        { "file_bytes=1", "takes a number from 4096" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *const lines[] = { ENOUGH, cases[i].line, NULL };
        struct edi_partners partners = { 0 };
        struct x12_error err = { 0 };
        enum x12_status status = put_all(&partners, "partner a", lines, &err);

        if (status == X12_OK)
            status = edi_partners_check(&partners, &err);
        if (status != X12_EMISUSE || !strstr(err.text, cases[i].says))
            fail_msg("%s: %d: %s", cases[i].line, status, err.text);
        assert_int_equal(strncmp(err.text, "edi.conf: line ", 15), 0);
        edi_partners_release(&partners);
    }
}

static void tells_what_is_missing(void **state)
{
    static const char *const all[] = { ENOUGH, NULL };

    (void)state;
    for (unsigned left_out = 0; left_out < 7; left_out++) {
        const char *lines[7] = { 0 };
        struct edi_partners partners = { 0 };
        struct x12_error err = { 0 };
        char key[40];

        for (unsigned i = 0, n = 0; i < 7; i++)
            if (i != left_out)
                lines[n++] = all[i];
        assert_int_equal(put_all(&partners, "partner a", lines, &err), X12_OK);
        assert_int_equal(edi_partners_check(&partners, &err), X12_EMISUSE);
        x12_str_put((x12_str){ all[left_out], strcspn(all[left_out], "=") },
                    key, sizeof(key));
        assert_non_null(strstr(err.text, key));
        edi_partners_release(&partners);
    }
}

static void sends_a_claim_by_its_payer(void **state)
{
    static const char *const listed[] = { ENOUGH, "payers=AAA  12345", NULL };
    static const char *const rest[] = { ENOUGH, NULL };
    struct edi_partners partners = { 0 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(put_all(&partners, "partner one", listed, &err), X12_OK);
    assert_int_equal(edi_partners_check(&partners, &err), X12_OK);
    assert_null(edi_partner_route(&partners, X12_STR("BBB")));
    assert_int_equal(put_all(&partners, "partner two", rest, &err), X12_OK);
    assert_int_equal(edi_partners_check(&partners, &err), X12_OK);
    assert_string_equal(edi_partner_route(&partners, X12_STR("12345"))->name,
                        "one");
    assert_string_equal(edi_partner_route(&partners, X12_STR("1234"))->name,
                        "two");
    assert_string_equal(edi_partner_route(&partners, X12_STR(""))->name, "two");
    assert_int_equal(put_all(&partners, "partner three", rest, &err), X12_OK);
    assert_int_equal(edi_partners_check(&partners, &err), X12_EMISUSE);
    edi_partners_release(&partners);
}

static void a_name_may_have_to_have_one_dot(void **state)
{
    static const struct {
        const char *name;
        bool fits;
    } cases[] = {
        { "file_name=A{date}{isa}.CL{kind}", true },
        { "file_name=A.{isa}.CL{kind}", false },
        { "file_name=A{isa}", false },
        { "file_name={partner}{isa}.x12", true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *const lines[] = { ENOUGH, "one_dot=yes", cases[i].name,
                                      NULL };
        struct edi_partners partners = { 0 };
        struct x12_error err = { 0 };

        assert_int_equal(put_all(&partners, "partner a", lines, &err), X12_OK);
        assert_int_equal(edi_partners_check(&partners, &err),
                         cases[i].fits ? X12_OK : X12_EMISUSE);
        edi_partners_release(&partners);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_in_what_is_not_set),
        cmocka_unit_test(takes_every_key),
        cmocka_unit_test(refuses_what_cannot_be),
        cmocka_unit_test(a_name_may_have_to_have_one_dot),
        cmocka_unit_test(tells_what_is_missing),
        cmocka_unit_test(sends_a_claim_by_its_payer),
    };

    return cmocka_run_group_tests_name("partner", tests, NULL, NULL);
}
