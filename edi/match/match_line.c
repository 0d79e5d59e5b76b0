/* SPDX-License-Identifier: Apache-2.0 */
/* match_line - which submitted line each paid line answers */
#include "edi/match/match_line.h"

#include "edi/match/compare_private.h"
#include "edi/match/key.h"

enum {
    LINE_CODE = 1 << 0,
    LINE_MODIFIERS = 1 << 1,
    LINE_DAYS = 1 << 2,
    LINE_NO_MODIFIERS = 1 << 3, /* only where the payer printed none, */
    LINE_NO_DAYS = 1 << 4,      /* and no day */
    LINE_REVENUE = 1 << 5,
};

/* What must agree besides the charge, the strictest first. */
static const struct {
    enum edi_line_rule rule;
    unsigned needs;
} line_ladder[] = {
    { EDI_LINE_L2, LINE_CODE | LINE_MODIFIERS | LINE_DAYS },
    { EDI_LINE_L3, LINE_CODE | LINE_NO_MODIFIERS | LINE_DAYS },
    { EDI_LINE_L4, LINE_CODE | LINE_MODIFIERS | LINE_NO_DAYS },
    { EDI_LINE_L5, LINE_REVENUE },
};

/* Some payers print the modifiers behind the code: 9921325. */
static bool line_is_glued(const struct edi_match_line *line,
                          const struct edi_match_service *service)
{
    x12_str code = service->code;

    if (service->modifiers.len || !line->modifiers.len || !line->code.len ||
        code.len != line->code.len + line->modifiers.len)
        return false;
    return x12_str_starts(code, line->code) &&
           x12_str_equal(
               x12_str_of(code.at + line->code.len, line->modifiers.len),
               line->modifiers);
}

/* A modifier that was never sent cannot have been dropped. */
static bool line_codes_agree(const struct edi_match_line *line,
                             const struct edi_match_service *service,
                             unsigned needs)
{
    if (!(needs & LINE_CODE))
        return true;
    if (needs & LINE_NO_MODIFIERS && service->modifiers.len)
        return false;
    if (line_is_glued(line, service))
        return true;
    return service->code.len && x12_str_equal(line->code, service->code) &&
           (!(needs & LINE_MODIFIERS) ||
            x12_str_equal(line->modifiers, service->modifiers));
}

static bool line_agrees(const struct edi_match_line *line,
                        const struct edi_match_service *service, unsigned needs)
{
    if (!edi_key_amounts_agree(line->charge, service->charge) ||
        !line_codes_agree(line, service, needs))
        return false;
    if (needs & LINE_REVENUE &&
        !(line->revenue.len && x12_str_equal(line->revenue, service->revenue)))
        return false;
    if (needs & LINE_NO_DAYS && service->from)
        return false;
    return !(needs & LINE_DAYS) ||
           edi_key_days_agree(line->from, line->to, service->from, service->to);
}

/* L1. Where a claim bears one number on several lines they are taken in turn. */
static void line_by_control(const struct edi_match_claim *claim,
                            struct edi_match_service *service, bool *used)
{
    const struct edi_match_line *first = NULL;

    if (!service->control.len)
        return;
    for (size_t i = 0; i < claim->line_count; i++) {
        const struct edi_match_line *line = &claim->lines[i];

        if (!x12_str_equal(line->control, service->control))
            continue;
        first = first ? first : line;
        if (used[i])
            continue;
        used[i] = true;
        first = line;
        break;
    }
    service->line = first;
    service->rule = first ? EDI_LINE_L1 : EDI_LINE_NONE;
}

static void line_by_content(const struct edi_match_claim *claim,
                            struct edi_match_service *service, bool *used,
                            size_t step)
{
    for (size_t i = 0; i < claim->line_count; i++) {
        if (used[i] ||
            !line_agrees(&claim->lines[i], service, line_ladder[step].needs))
            continue;
        used[i] = true;
        service->line = &claim->lines[i];
        service->rule = line_ladder[step].rule;
        return;
    }
}

/* L5 where a payer rolls lines into one, such as the days of a stay: the only
 * service that is left has the charge of all lines that are left. */
static void line_by_sum(const struct edi_match_claim *claim,
                        struct edi_match_payment *payment, bool *used,
                        bool controls)
{
    struct edi_match_service *left = NULL;
    const struct edi_match_line *first = NULL;
    x12_money sum = 0;
    uint32_t lines = 0;

    for (size_t i = 0; i < payment->service_count; i++) {
        struct edi_match_service *service = &payment->services[i];

        if (service->line)
            continue;
        if (left || (controls && service->control.len))
            return;
        left = service;
    }
    for (size_t i = 0; i < claim->line_count; i++)
        if (!used[i]) {
            first = first ? first : &claim->lines[i];
            sum += claim->lines[i].charge;
            lines++;
        }
    if (!left || lines < 2 || !edi_key_amounts_agree(sum, left->charge))
        return;
    for (size_t i = 0; i < claim->line_count; i++)
        used[i] = true;
    left->line = first;
    left->lines = lines;
    left->rule = EDI_LINE_L5;
}

/* L6. Only where there are as many services as lines and all charges agree in
 * their order. */
static void line_by_position(const struct edi_match_claim *claim,
                             struct edi_match_payment *payment,
                             const bool *used, bool controls)
{
    if (payment->service_count != claim->line_count)
        return;
    for (size_t i = 0; i < claim->line_count; i++)
        if (!edi_key_amounts_agree(claim->lines[i].charge,
                                   payment->services[i].charge))
            return;
    for (size_t i = 0; i < claim->line_count; i++) {
        struct edi_match_service *service = &payment->services[i];

        if (service->line || used[i] || (controls && service->control.len))
            continue;
        service->line = &claim->lines[i];
        service->rule = EDI_LINE_L6;
    }
}

enum x12_status edi_match_lines(const struct edi_match_claim *claim,
                                struct edi_match_payment *payment,
                                struct x12_arena *arena, struct x12_error *err)
{
    bool *used = x12_arena_make(arena, claim->line_count + 1);
    bool controls = edi_compare_has_controls(claim);

    if (!used)
        return x12_fail(err, arena->failed, "matching lines: %s",
                        x12_status_text(arena->failed));
    for (size_t i = 0; i < payment->service_count; i++) {
        payment->services[i].line = NULL;
        payment->services[i].lines = 0;
        payment->services[i].rule = EDI_LINE_NONE;
        line_by_control(claim, &payment->services[i], used);
    }
    for (size_t step = 0; step < sizeof(line_ladder) / sizeof(*line_ladder);
         step++)
        for (size_t i = 0; i < payment->service_count; i++) {
            struct edi_match_service *service = &payment->services[i];

            if (!service->line && !(controls && service->control.len))
                line_by_content(claim, service, used, step);
        }
    line_by_sum(claim, payment, used, controls);
    line_by_position(claim, payment, used, controls);
    return X12_OK;
}
