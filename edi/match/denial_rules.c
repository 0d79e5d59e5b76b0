/* SPDX-License-Identifier: Apache-2.0 */
/* denial_rules - the rows that come with the program, and rows from text */
#include "edi/match/denial.h"

#define ALL  "*"
#define OURS "CO,OA,PI"
#define ROW(code, groups, remark, class, action, text)                     \
    {                                                                      \
        "", code, groups, remark, EDI_REASON_##class, EDI_ACTION_##action, \
            text, "shipped", ""                                            \
    }

/* clang-format off */
static const struct edi_denial_rule rules_rows[] = {
    /* not denials */
    ROW("18", ALL, "", DUPLICATE, DUPLICATE, "the payer has this claim or line already"),
    ROW("24", OURS, "", CAPITATED, CLOSE, "paid for by a capitation agreement"),
    ROW("23", ALL, "", PRIOR, COORDINATE, "an earlier payer's payment or adjustment"),
    ROW("22", "OA", "", PRIOR, COORDINATE, "another payer may have to pay first"),
    ROW("109", "OA", "", PRIOR, COORDINATE, "this payer is not the right one"),
    ROW("97", OURS, "", BUNDLED, APPEAL, "part of another service that was paid"),
    ROW("234", OURS, "", BUNDLED, APPEAL, "this service is not paid on its own"),
    ROW("236", OURS, "", BUNDLED, APPEAL, "these two services are not paid together"),
    ROW("1", "PR", "", PATIENT, BILL, "the patient's deductible"),
    ROW("2", "PR", "", PATIENT, BILL, "the patient's coinsurance"),
    ROW("3", "PR", "", PATIENT, BILL, "the patient's copayment"),
    ROW("66", "PR", "", PATIENT, BILL, "the patient's blood deductible"),
    ROW("96", "PR", "", PATIENT, BILL, "not covered; the patient pays"),
    ROW("119", "PR", "", PATIENT, BILL, "the benefit is used up; the patient pays"),
    ROW("204", "PR", "", PATIENT, BILL, "not in the patient's plan"),
    ROW("45", "PR", "", PATIENT, BILL, "above the payer's rate; the patient pays"),
    ROW("45", OURS, "", CONTRACTUAL, CLOSE, "above the payer's rate"),
    ROW("59", OURS, "", CONTRACTUAL, CLOSE, "reduced for several procedures at once"),
    ROW("70", OURS, "", CONTRACTUAL, CLOSE, "a cost outlier"),
    ROW("94", OURS, "", CONTRACTUAL, CLOSE, "paid above the charge"),
    ROW("104", OURS, "", CONTRACTUAL, CLOSE, "withheld by a managed-care contract"),
    ROW("131", OURS, "", CONTRACTUAL, CLOSE, "a negotiated discount"),
    ROW("144", OURS, "", CONTRACTUAL, CLOSE, "an incentive adjustment"),
    ROW("237", OURS, "", CONTRACTUAL, CLOSE, "a penalty set by law"),
    ROW("246", OURS, "", CONTRACTUAL, CLOSE, "a code for reporting only"),
    ROW("253", OURS, "", CONTRACTUAL, CLOSE, "the federal sequestration cut"),
    /* denials; what to do differs */
    ROW("16", ALL, "MA130", DENIAL, RESEND, "the claim was unfit to be processed"),
    ROW("4", ALL, "", DENIAL, FIX, "the modifier does not suit the procedure"),
    ROW("6", ALL, "", DENIAL, FIX, "the procedure does not suit the patient's age"),
    ROW("7", ALL, "", DENIAL, FIX, "the procedure does not suit the patient's sex"),
    ROW("11", ALL, "", DENIAL, FIX, "the diagnosis does not suit the procedure"),
    ROW("16", ALL, "", DENIAL, FIX, "something is missing or wrong on the claim"),
    ROW("125", ALL, "", DENIAL, FIX, "the claim holds a billing error"),
    ROW("140", ALL, "", DENIAL, FIX, "the member's number and name do not agree"),
    ROW("146", ALL, "", DENIAL, FIX, "the diagnosis was not valid on that day"),
    ROW("181", ALL, "", DENIAL, FIX, "the procedure code was not valid on that day"),
    ROW("182", ALL, "", DENIAL, FIX, "the modifier was not valid on that day"),
    ROW("199", ALL, "", DENIAL, FIX, "revenue code and procedure do not agree"),
    ROW("206", ALL, "", DENIAL, FIX, "the provider's number is missing"),
    ROW("207", ALL, "", DENIAL, FIX, "the provider's number is wrong"),
    ROW("226", ALL, "", DENIAL, FIX, "records asked of the provider did not come in time"),
    ROW("252", ALL, "", DENIAL, FIX, "an attachment is needed"),
    ROW("29", ALL, "", DENIAL, TIMELY, "the time for filing had passed"),
    ROW("39", ALL, "", DENIAL, APPEAL, "authorization was asked for and refused"),
    ROW("50", ALL, "", DENIAL, APPEAL, "not seen as medically necessary"),
    ROW("54", ALL, "", DENIAL, APPEAL, "several surgeons are not covered here"),
    ROW("55", ALL, "", DENIAL, APPEAL, "seen as experimental"),
    ROW("56", ALL, "", DENIAL, APPEAL, "not seen as proven to work"),
    ROW("58", ALL, "", DENIAL, APPEAL, "the place of service was not accepted"),
    ROW("96", ALL, "", DENIAL, APPEAL, "not covered"),
    ROW("150", ALL, "", DENIAL, APPEAL, "the level of service is not supported"),
    ROW("151", ALL, "", DENIAL, APPEAL, "so many services are not supported"),
    ROW("197", ALL, "", DENIAL, APPEAL, "authorization is missing"),
    ROW("198", ALL, "", DENIAL, APPEAL, "more was done than authorized"),
    ROW("222", ALL, "", DENIAL, APPEAL, "more units than the contract allows"),
    ROW("243", ALL, "", DENIAL, APPEAL, "not authorized by the network provider"),
    ROW("22", ALL, "", DENIAL, COORDINATE, "another payer may have to pay first"),
    ROW("24", ALL, "", DENIAL, COORDINATE, "covered by a managed-care plan"),
    ROW("109", ALL, "", DENIAL, COORDINATE, "this payer is not the right one"),
    ROW("129", ALL, "", DENIAL, COORDINATE, "what the earlier payer said is wrong"),
    ROW("26", ALL, "", DENIAL, ELIGIBILITY, "before the coverage began"),
    ROW("27", ALL, "", DENIAL, ELIGIBILITY, "after the coverage ended"),
    ROW("31", ALL, "", DENIAL, ELIGIBILITY, "the payer does not know the member"),
    ROW("32", ALL, "", DENIAL, ELIGIBILITY, "the dependant is not covered"),
    ROW("177", ALL, "", DENIAL, ELIGIBILITY, "the patient does not meet the plan's terms"),
    ROW("200", ALL, "", DENIAL, ELIGIBILITY, "the coverage had lapsed"),
    ROW("204", ALL, "", DENIAL, ELIGIBILITY, "not in the patient's plan"),
    ROW("208", ALL, "", DENIAL, ELIGIBILITY, "the payer does not know the NPI"),
    ROW("B7", ALL, "", DENIAL, ELIGIBILITY, "the provider was not enrolled on that day"),
    ROW(ALL, ALL, "", DENIAL, LOOK, "a reason without a row of its own"),
};
/* clang-format on */

const struct edi_denial_rules edi_denial_shipped = {
    .rows = rules_rows, .count = sizeof(rules_rows) / sizeof(*rules_rows)
};

/* Is `word` one of the words of `list`, parted by commas? */
static bool rules_lists(const char *list, x12_str word)
{
    x12_str rest = x12_str_from(list);

    if (x12_str_is(rest, ALL))
        return true;
    while (rest.len)
        if (x12_str_equal(x12_str_cut(&rest, ','), word))
            return true;
    return false;
}

static bool rules_remarked(const char *remark, const x12_str *remarks,
                           size_t count)
{
    if (!*remark)
        return true;
    for (size_t i = 0; i < count; i++)
        if (x12_str_is(remarks[i], remark))
            return true;
    return false;
}

const struct edi_denial_rule *edi_denial_find(
    const struct edi_denial_rules *rules, x12_str payer, x12_str group,
    x12_str code, const x12_str *remarks, size_t remark_count)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct edi_denial_rule *row = &rules->rows[i];

        if (row->code[0] != '*' && !x12_str_is(code, row->code))
            continue;
        if (rules_lists(row->groups, group) &&
            (!*row->payer || x12_str_is(payer, row->payer)) &&
            rules_remarked(row->remark, remarks, remark_count))
            return row;
    }
    return &rules_rows[sizeof(rules_rows) / sizeof(*rules_rows) - 1];
}

/* --- rows from text ------------------------------------------------------ */

enum {
    RULES_PAYER,
    RULES_CODE,
    RULES_GROUPS,
    RULES_REMARK,
    RULES_CLASS,
    RULES_ACTION,
    RULES_TEXT,
    RULES_COMMENT,
    RULES_DATE,
    RULES_COLUMNS,
    RULES_NEEDED = RULES_TEXT + 1,
};

static const char *const rules_classes[EDI_REASON_CLASSES] = {
    [EDI_REASON_DENIAL] = "denial",
    [EDI_REASON_CONTRACTUAL] = "contractual",
    [EDI_REASON_PATIENT] = "patient",
    [EDI_REASON_CAPITATED] = "capitated",
    [EDI_REASON_BUNDLED] = "bundled",
    [EDI_REASON_PRIOR] = "prior",
    [EDI_REASON_DUPLICATE] = "duplicate",
};

static const char *const rules_actions[EDI_ACTIONS] = {
    [EDI_ACTION_LOOK] = "look",
    [EDI_ACTION_CLOSE] = "close",
    [EDI_ACTION_FIX] = "fix",
    [EDI_ACTION_APPEAL] = "appeal",
    [EDI_ACTION_TIMELY] = "timely",
    [EDI_ACTION_COORDINATE] = "coordinate",
    [EDI_ACTION_ELIGIBILITY] = "eligibility",
    [EDI_ACTION_DUPLICATE] = "duplicate",
    [EDI_ACTION_BILL] = "bill",
    [EDI_ACTION_RESEND] = "resend",
};

static bool rules_word(const char *const *words, unsigned count, x12_str word,
                       unsigned *out)
{
    for (unsigned i = 0; i < count; i++)
        if (x12_str_is(word, words[i])) {
            *out = i;
            return true;
        }
    return false;
}

/* A copy that ends in a zero byte. */
static const char *rules_text(struct x12_arena *arena, x12_str s)
{
    char *copy = x12_arena_bytes(arena, s.len + 1);

    if (!copy)
        return "";
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = 0;
    return copy;
}

/* "*" and nothing mean the same: this column fits all. */
static const char *rules_fits(struct x12_arena *arena, x12_str s)
{
    return rules_text(arena, x12_str_is(s, ALL) ? (x12_str){ NULL, 0 } : s);
}

static bool rules_row(x12_str line, struct x12_arena *arena,
                      struct edi_denial_rule *row)
{
    x12_str column[RULES_COLUMNS] = { { NULL, 0 } };
    unsigned count = 0, reason, action;

    while (line.len && count < RULES_COLUMNS)
        column[count++] = x12_str_trim(x12_str_cut(&line, '\t'));
    if (count < RULES_NEEDED || !column[RULES_CODE].len ||
        !rules_word(rules_classes, EDI_REASON_CLASSES, column[RULES_CLASS],
                    &reason) ||
        !rules_word(rules_actions, EDI_ACTIONS, column[RULES_ACTION], &action))
        return false;
    *row = (struct edi_denial_rule){
        .payer = rules_fits(arena, column[RULES_PAYER]),
        .code = rules_text(arena, column[RULES_CODE]),
        .groups = column[RULES_GROUPS].len
                      ? rules_text(arena, column[RULES_GROUPS])
                      : ALL,
        .remark = rules_fits(arena, column[RULES_REMARK]),
        .reason = (enum edi_reason_class)reason,
        .action = (enum edi_action)action,
        .text = rules_text(arena, column[RULES_TEXT]),
        .comment = rules_text(arena, column[RULES_COMMENT]),
        .date = rules_text(arena, column[RULES_DATE]),
    };
    return true;
}

enum x12_status edi_denial_parse(x12_str text, struct x12_arena *arena,
                                 struct edi_denial_rules *out,
                                 struct x12_error *err)
{
    struct edi_denial_rule *rows = NULL;
    size_t count = 0;
    unsigned number = 0;

    while (text.len) {
        x12_str line = x12_str_cut(&text, '\n');
        struct edi_denial_rule row;

        number++;
        if (line.len && line.at[line.len - 1] == '\r')
            line.len--;
        if (!x12_str_trim(line).len || *line.at == '#')
            continue;
        if (!rules_row(line, arena, &row))
            return x12_fail(err, X12_ESYNTAX,
                            "denial rules: line %u is no rule", number);
        struct edi_denial_rule *kept = x12_arena_push(arena, &rows, &count,
                                                      sizeof(row));
        if (kept)
            *kept = row;
    }
    for (size_t i = 0; i < edi_denial_shipped.count; i++) {
        struct edi_denial_rule *kept = x12_arena_push(arena, &rows, &count,
                                                      sizeof(*rows));

        if (kept)
            *kept = edi_denial_shipped.rows[i];
    }
    if (arena->failed)
        return x12_fail(err, arena->failed, "denial rules: %s",
                        x12_status_text(arena->failed));
    *out = (struct edi_denial_rules){ .rows = rows, .count = count };
    return X12_OK;
}
