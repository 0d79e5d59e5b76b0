/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/story.h"

#include "edi/jobs/job_check.h"
#include "tests/support/claim_pipe.h"
#include "tests/support/cm.h"

#include <stdlib.h>
#include <string.h>

struct story *story_begin(enum edi_claim_kind kind, unsigned lines,
                          x12_money charge)
{
    struct story *s = calloc(1, sizeof(*s));
    struct edi_claim *claim;

    assert_non_null(s);
    small_claim_fill(&s->small, kind, "PCN1", charge * lines);
    claim = &s->small.claim;
    for (unsigned i = 0; i < lines; i++) {
        s->line[i] = s->small.line;
        s->line[i].number = i + 1;
        s->line[i].number_text = x12_str_of(&"123456"[i], 1);
        s->line[i].charge = charge;
    }
    if (kind == EDI_INSTITUTIONAL)
        claim->place = X12_STR("13"); /* not an inpatient */
    claim->lines = s->line;
    claim->line_count = lines;
    s->other = (struct edi_other_payer){
        .coverage = { .responsibility = X12_STR("S"),
                      .relationship = X12_STR("18"),
                      .filing = X12_STR("CI") },
        .rights = { .present = true,
                    .assignment = X12_STR("Y"),
                    .release = X12_STR("Y") },
        .subscriber = claim->subscriber,
        .payer = claim->payer,
    };
    s->other.subscriber.id = X12_STR("SECOND1");
    s->other.subscriber.birth_format = s->other.subscriber.birth =
        s->other.subscriber.gender = X12_STR("");
    s->other.payer.name = X12_STR("SECOND HEALTH");
    s->other.payer.id = X12_STR("P2");
    claim->other_payers = &s->other;
    claim->other_payer_count = 1;
    s->c.claim = claim;
    s->c.answers = s->answer;
    return s;
}

void story_end(struct story *s)
{
    x12_arena_release(&s->arena);
    free(s);
}

/* "CO45=2700 PR1=3800" behind what is there; gives the sum. */
static x12_money story_reasons(struct edi_adjustment *at, size_t *count,
                               const char *text)
{
    x12_money sum = 0;

    while (*text) {
        size_t code = strcspn(text, "=");
        char *end;
        x12_money amount = strtoll(text + code + 1, &end, 10);

        assert_true(*count < STORY_REASONS);
        at[(*count)++] = (struct edi_adjustment){ .group = x12_str_of(text, 2),
                                                  .reason = x12_str_of(
                                                      text + 2, code - 2),
                                                  .amount = amount };
        sum += amount;
        text = *end == ' ' ? end + 1 : end;
    }
    return sum;
}

/* One claim payment more; its lines follow. */
struct edi_payment *story_pay(struct story *s, const char *status,
                              const char *reasons)
{
    const size_t p = s->c.answer_count++;
    struct edi_payment *payment = &s->payment[p];

    assert_true(p < STORY_PAYMENTS);
    *payment = (struct edi_payment){
        .ordinal = 1,
        .id = X12_STR("PCN1"),
        .status = x12_str_from(status),
        .control = X12_STR("ICN1"),
        .adjustments = s->reason[p][STORY_SERVICES],
        .services = s->service[p]
    };
    payment->paid = -story_reasons(payment->adjustments,
                                   &payment->adjustment_count, reasons);
    s->answer[p] = (struct edi_payer_answer){ .payment = payment,
                                              .lines = s->answered[p],
                                              .day = 20240215 };
    return payment;
}

/* It is about the claim as a whole. */
void story_whole(struct edi_payment *payment, x12_money charge)
{
    payment->charge = charge;
    payment->paid += charge;
}

struct edi_service *story_line(struct story *s, unsigned line, x12_money charge,
                               const char *reasons)
{
    const size_t p = s->c.answer_count - 1;
    struct edi_payment *payment = &s->payment[p];
    const size_t at = payment->service_count++;
    struct edi_service *service = &s->service[p][at];

    assert_true(at < STORY_SERVICES);
    *service = (struct edi_service){ .ordinal = (uint32_t)at + 1,
                                     .qualifier = s->line[0].qualifier,
                                     .procedure = s->line[0].procedure,
                                     .charge = charge,
                                     .adjustments = s->reason[p][at] };
    service->paid = charge - story_reasons(service->adjustments,
                                           &service->adjustment_count, reasons);
    s->answered[p][at] = line;
    payment->charge += charge;
    payment->paid += service->paid;
    return service;
}

enum x12_status story_make(struct story *s)
{
    x12_arena_reset(&s->arena);
    s->made = NULL;
    return edi_coordinate(&s->c, &s->arena, &s->err, &s->made);
}

static struct edi_claim_set story_set(enum edi_claim_kind kind,
                                      struct edi_contact *contact)
{
    static const char *const versions[] = { "", "005010X222A1", "005010X223A2",
                                            "005010X224A2" };
    const struct edi_party party = { .present = true,
                                     .type = X12_STR("2"),
                                     .name = X12_STR("HUB"),
                                     .id_qualifier = X12_STR("46"),
                                     .id = X12_STR("H1") };
    struct edi_claim_set set = { .kind = kind,
                                 .version = x12_str_from(versions[kind]),
                                 .structure = X12_STR("0019"),
                                 .purpose = X12_STR("00"),
                                 .reference = X12_STR("B1"),
                                 .date = X12_STR("20240131"),
                                 .time = X12_STR("1200"),
                                 .use = X12_STR("CH"),
                                 .submitter = party,
                                 .receiver = party };

    *contact = (struct edi_contact){ .function = X12_STR("IC"),
                                     .name = X12_STR("DESK"),
                                     .number = { { X12_STR("TE"),
                                                   X12_STR("5550100123") } } };
    set.submitter.role = X12_STR("41");
    set.submitter.contacts = contact;
    set.submitter.contact_count = 1;
    set.receiver.role = X12_STR("40");
    return set;
}

/* Written, and nothing is found in it by any level. */
void story_assert_sound(struct story *s)
{
    struct x12_sink sink = { 0 };
    struct x12_source src = { 0 };
    struct edi_check check = { 0 };
    const struct x12_finding *finding;
    struct edi_contact contact;
    const struct edi_claim_set set = story_set(s->made->kind, &contact);
    struct claim_out out;
    enum x12_status status;

    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &s->err), X12_OK);
    claim_out_begin(&out, &sink, &set, &s->err);
    edi_claim_write(&out.cw, s->made);
    assert_int_equal(claim_out_end(&out), X12_OK);
    assert_int_equal(
        x12_source_open_memory(&src, x12_sink_memory(&sink), &s->err), X12_OK);
    assert_int_equal(edi_check_begin(&check, &src, 6, &s->err), X12_OK);
    status = edi_check_next(&check, &finding);
    if (status == X12_OK)
        fail_msg("%s\n%.*s", finding->fault->name,
                 (int)x12_sink_memory(&sink).len, x12_sink_memory(&sink).at);
    assert_int_equal(status, X12_END);
    edi_check_release(&check);
    x12_source_close(&src);
    x12_sink_close(&sink);
}

void story_assert_made(struct story *s)
{
    if (story_make(s) != X12_OK)
        fail_msg("refused: %s", s->c.fault.text);
    story_assert_sound(s);
}
