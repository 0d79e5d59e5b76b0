/* SPDX-License-Identifier: Apache-2.0 */
/* truth_file - what is true of each claim payment that was made up */
#include "edi/jobs/truth_file.h"

static void truth_count(struct x12_json *j, const char *key, uint64_t count)
{
    x12_json_key(j, key);
    x12_json_count(j, count);
}

static void truth_money(struct x12_json *j, const char *key, x12_money amount)
{
    x12_json_key(j, key);
    x12_json_money(j, amount);
}

/* As ISA13 has it. */
static void truth_control(struct x12_json *j, uint64_t control)
{
    char text[9];

    for (size_t i = sizeof(text); i-- > 0; control /= 10)
        text[i] = (char)('0' + control % 10);
    x12_json_text(j, "interchange", (x12_str){ text, sizeof(text) });
}

static void truth_claim(struct x12_json *j, const struct edi_truth_claim *claim)
{
    x12_json_key(j, "match");
    x12_json_object(j);
    x12_json_text(j, "file", claim->file);
    x12_json_text(j, "interchange", claim->interchange);
    x12_json_text(j, "transaction", claim->transaction);
    truth_count(j, "clm", claim->clm);
    x12_json_end(j);
}

/* What a void undoes is another claim, which may stand in another file: the
 * payer's number of it is what is known here. */
static void truth_match(struct x12_json *j, const struct edi_truth_claim *claim,
                        const struct edi_reply *reply, size_t item)
{
    if (!reply->is_void) {
        truth_claim(j, claim);
        return;
    }
    x12_json_key(j, "match");
    x12_json_null(j);
    x12_json_text(j, "undoes", reply->items[item].payment.control);
}

static void truth_sums(struct x12_json *j, const struct edi_reply_item *item)
{
    const struct edi_payment *p = &item->payment;
    const x12_money patient = edi_payment_adjusted(p, "PR");

    truth_money(j, "paid", p->paid);
    truth_money(j, "adjusted", edi_payment_adjusted(p, NULL) - patient);
    truth_money(j, "patient", patient);
    truth_money(j, "at_stake", item->at_stake);
}

static void truth_lines(struct x12_json *j, const struct edi_reply_item *item)
{
    x12_json_key(j, "lines");
    x12_json_array(j);
    for (size_t i = 0; i < item->payment.service_count; i++) {
        char number[X12_MONEY_TEXT];
        const size_t len = x12_decimal_format(
            (x12_decimal){ item->lines[i].number, 0 }, number);

        x12_json_object(j);
        truth_count(j, "svc", i + 1);
        x12_json_text(j, "line", (x12_str){ number, len });
        x12_json_text(j, "class",
                      x12_str_from(edi_outcome_text(item->lines[i].outcome)));
        x12_json_end(j);
    }
    x12_json_end(j);
}

static void truth_one(struct x12_json *j, const struct edi_truth_claim *claim,
                      const struct edi_reply *reply, size_t item,
                      const char *name, uint64_t control, uint32_t clp,
                      const char *post)
{
    const struct edi_reply_item *told = &reply->items[item];

    x12_json_object(j);
    x12_json_text(j, "file", x12_str_from(name));
    truth_control(j, control);
    x12_json_text(j, "transaction", X12_STR("0001"));
    truth_count(j, "clp", clp);
    truth_match(j, claim, reply, item);
    x12_json_text(j, "outcome", x12_str_from(edi_outcome_text(told->outcome)));
    truth_sums(j, told);
    truth_lines(j, told);
    x12_json_text(j, "story",
                  reply->is_void ? X12_STR("void")
                  : reply->story == EDI_RATES
                      ? X12_STR("paid")
                      : x12_str_from(edi_rate_name(reply->story)));
    x12_json_text(j, "evidence", x12_str_from(reply->evidence));
    x12_json_text(j, "post", x12_str_from(post));
    x12_json_end(j);
    x12_json_line(j);
}

void edi_truth_put(struct x12_json *j, const struct edi_truth_claim *claim,
                   const struct edi_reply *reply, size_t item,
                   const struct edi_remit_place *place)
{
    truth_one(j, claim, reply, item, place->name, place->control, place->clp,
              "post");
    if (place->again[0])
        truth_one(j, claim, reply, item, place->again, place->again_control,
                  place->clp, "never");
}
