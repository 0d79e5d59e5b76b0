/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/small_claim.h"

#include <assert.h>

static struct edi_party small_person(const char *role, const char *last,
                                     const char *first, const char *id)
{
    return (struct edi_party){ .present = true,
                               .role = x12_str_from(role),
                               .type = X12_STR("1"),
                               .name = x12_str_from(last),
                               .first = x12_str_from(first),
                               .id_qualifier = X12_STR("MI"),
                               .id = x12_str_from(id),
                               .address = { X12_STR("12 HILL ROAD") },
                               .city = X12_STR("TOWN"),
                               .state = X12_STR("OH"),
                               .zip = X12_STR("432150000"),
                               .birth_format = X12_STR("D8"),
                               .birth = X12_STR("19700315"),
                               .gender = X12_STR("F") };
}

static struct edi_party small_firm(const char *role, const char *name,
                                   const char *qualifier, const char *id)
{
    return (struct edi_party){ .present = true,
                               .role = x12_str_from(role),
                               .type = X12_STR("2"),
                               .name = x12_str_from(name),
                               .id_qualifier = x12_str_from(qualifier),
                               .id = x12_str_from(id) };
}

static void small_line(struct small_claim *c, x12_money charge)
{
    c->date = (struct edi_date){ .qualifier = X12_STR("472"),
                                 .format = X12_STR("D8"),
                                 .text = X12_STR("20240105") };
    c->line = (struct edi_line){ .number = 1,
                                 .qualifier = X12_STR("HC"),
                                 .procedure = X12_STR("99213"),
                                 .charge = charge,
                                 .unit = X12_STR("UN"),
                                 .units = { 1, 0 },
                                 .has_units = true,
                                 .dates = &c->date,
                                 .date_count = 1 };
    switch (c->claim.kind) {
    case EDI_PROFESSIONAL:
        c->line.pointer[0] = X12_STR("1");
        break;
    case EDI_INSTITUTIONAL:
        c->line.revenue = X12_STR("0300");
        break;
    case EDI_DENTAL:
        c->line.qualifier = X12_STR("AD");
        c->line.procedure = X12_STR("D0120");
        c->line.unit = X12_STR("");
        break;
    }
}

static void small_kind(struct small_claim *c)
{
    struct edi_claim *claim = &c->claim;

    claim->place = X12_STR("11");
    claim->place_qualifier = X12_STR("B");
    claim->codes = c->codes;
    claim->code_count = 1;
    c->codes[0] = (struct edi_code){ .qualifier = X12_STR("ABK"),
                                     .code = X12_STR("J020") };
    if (claim->kind != EDI_INSTITUTIONAL)
        return;
    claim->place_qualifier = X12_STR("A");
    c->attending = (struct edi_party){ .present = true,
                                       .role = X12_STR("71"),
                                       .type = X12_STR("1"),
                                       .name = X12_STR("WEST"),
                                       .first = X12_STR("UNA"),
                                       .id_qualifier = X12_STR("XX"),
                                       .id = X12_STR("1234567893") };
    claim->providers = &c->attending;
    claim->provider_count = 1;
    claim->admission.present = true;
    claim->admission.type = X12_STR("3");
    claim->admission.status = X12_STR("01");
    claim->assignment = X12_STR("A");
    claim->signature = X12_STR("");
    c->statement = (struct edi_date){ .qualifier = X12_STR("434"),
                                      .format = X12_STR("RD8"),
                                      .text = X12_STR("20240105-20240105") };
    claim->dates = &c->statement;
    claim->date_count = 1;
}

void small_claim_fill(struct small_claim *c, enum edi_claim_kind kind,
                      const char *id, x12_money charge)
{
    struct edi_claim *claim = &c->claim;

    *c = (struct small_claim){ 0 };
    c->tax_id = (struct edi_reference){ .qualifier = X12_STR("EI"),
                                        .value = X12_STR("123456789") };
    claim->kind = kind;
    claim->set = &c->set;
    claim->billing = small_firm("85", "HILL CLINIC", "XX", "1234567893");
    claim->billing.address[0] = X12_STR("1 MAIN STREET");
    claim->billing.city = X12_STR("TOWN");
    claim->billing.state = X12_STR("OH");
    claim->billing.zip = X12_STR("432151234");
    claim->billing.references = &c->tax_id;
    claim->billing.reference_count = 1;
    claim->coverage.responsibility = X12_STR("P");
    claim->coverage.relationship = X12_STR("18");
    claim->coverage.filing = X12_STR("CI");
    claim->subscriber = small_person("IL", "DOE", "ANN", "M0001");
    claim->payer = small_firm("PR", "EASTERN HEALTH", "PI", "12345");
    claim->id = x12_str_from(id);
    claim->charge = charge;
    claim->frequency = X12_STR("1");
    claim->signature = X12_STR("Y");
    claim->assignment = X12_STR("A");
    claim->benefits = X12_STR("Y");
    claim->release = X12_STR("Y");
    claim->lines = &c->line;
    claim->line_count = 1;
    small_kind(c);
    small_line(c, charge);
}

void small_partner_put(struct edi_partners *partners, const char *folder)
{
    const char *const settings[][2] = {
        { "folder", folder },           { "sender", "SENDER" },
        { "receiver", "RECEIVER" },     { "usage", "T" },
        { "submitter_name", "HILL" },   { "contact_phone", "5550100123" },
        { "contact_name", "ANN HILL" }, { "receiver_name", "CLEARHOUSE" },
    };
    enum x12_status status = X12_OK;

    for (unsigned i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
        if (status == X12_OK)
            status = edi_partners_put(
                partners,
                &(struct edi_setting){ "edi.conf", i + 1, "partner hub",
                                       settings[i][0], settings[i][1] },
                NULL);
    if (status == X12_OK)
        status = edi_partners_check(partners, NULL);
    assert(status == X12_OK);
    (void)status;
}
