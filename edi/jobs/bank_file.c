/* SPDX-License-Identifier: Apache-2.0 */
/* bank_file - deposits from what a bank sends: BAI2, ACH (CCD+), CSV */
#include "edi/jobs/bank_file.h"

/* Where ACH records have their fields, from 0. */
enum {
    ACH_RECORD = 94,
    ACH_DAY = 69,    /* of a batch (5): effective entry date, YYMMDD */
    ACH_CODE = 1,    /* of an entry (6): two digits, 22 and 32 are credits */
    ACH_AMOUNT = 29, /* ten digits, cents */
    ACH_TEXT = 3,    /* of an addenda (7): 80 letters */
};

/* BAI2 type codes of single credits and debits. */
enum { BAI_CREDIT = 100, BAI_DEBIT = 400, BAI_LOAN = 700 };

/* --- pieces ------------------------------------------------------------------- */

/* The next line without its end; false behind the last. */
static bool bank_line(x12_str *rest, x12_str *line)
{
    if (rest->len == 0)
        return false;
    *line = x12_str_cut(rest, '\n');
    while (line->len &&
           (line->at[line->len - 1] == '\r' || line->at[line->len - 1] == ' '))
        line->len--;
    return true;
}

static bool bank_is_trace(char c)
{
    return c != '*' && c != '\\' && c != '~' && c != '/' && c != '\n' &&
           c != '\r';
}

/* TRN02 of the TRN segment that stands somewhere in the text. */
static x12_str bank_trace(x12_str text)
{
    const x12_str mark = X12_STR("TRN*1*");

    for (size_t i = 0; i + mark.len < text.len; i++) {
        size_t from = i + mark.len, to = from;

        if (memcmp(text.at + i, mark.at, mark.len) != 0)
            continue;
        while (to < text.len && bank_is_trace(text.at[to]))
            to++;
        return x12_str_trim(x12_str_of(text.at + from, to - from));
    }
    return (x12_str){ NULL, 0 };
}

static bool bank_cents(x12_str s, x12_money *out)
{
    uint64_t cents;

    if (!x12_count_parse(s, &cents) || cents > 99999999999999u)
        return false;
    *out = (x12_money)cents;
    return true;
}

/* "1,234.50", "$12.5" */
static bool bank_amount(x12_str s, x12_money *out)
{
    char text[X12_MONEY_TEXT];
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == ',' || s.at[i] == '$' || s.at[i] == ' ')
            continue;
        if (len == sizeof(text))
            return false;
        text[len++] = s.at[i];
    }
    return len && x12_money_parse((x12_str){ text, len }, out);
}

/* "2025-01-31", "20250131", "1/31/2025" */
static bool bank_day(x12_str s, x12_date *out)
{
    uint64_t month, day, year;
    x12_str rest = s;

    if (x12_date_parse_iso(s, out) || x12_date_parse(s, out))
        return true;
    if (!x12_count_parse(x12_str_cut(&rest, '/'), &month) ||
        !x12_count_parse(x12_str_cut(&rest, '/'), &day) ||
        !x12_count_parse(rest, &year) || month > 12 || day > 31 || year > 9999)
        return false;
    *out = (x12_date)(year * 10000 + month * 100 + day);
    return x12_date_is_valid(*out);
}

/* --- BAI2 --------------------------------------------------------------------- */

/* The line that continues the one before; the rest moves behind it. */
static bool bank_bai_more(x12_str *rest, x12_str *text)
{
    const x12_str mark = X12_STR("88,");
    x12_str behind = *rest;

    if (!bank_line(&behind, text) || !x12_str_starts(*text, mark))
        return false;
    *text = x12_str_of(text->at + mark.len, text->len - mark.len);
    *rest = behind;
    return true;
}

/* A detail and what continues it, as one text: a bank breaks it anywhere. */
static x12_str bank_bai_text(struct edi_bank *bank, x12_str line)
{
    x12_str more, rest = bank->rest;
    size_t len = line.len;
    char *text;

    while (bank_bai_more(&rest, &more))
        len += more.len;
    text = x12_arena_bytes(&bank->arena, len);
    if (!text) /* kept by the arena, told by edi_bank_next */
        return (x12_str){ NULL, 0 };
    memcpy(text, line.at, line.len);
    len = line.len;
    while (bank_bai_more(&bank->rest, &more)) {
        memcpy(text + len, more.at, more.len);
        len += more.len;
    }
    return (x12_str){ text, len };
}

static bool bank_bai(struct edi_bank *bank, x12_str line,
                     struct edi_deposit *deposit)
{
    x12_str fields = line, kind = x12_str_cut(&fields, ',');
    uint64_t code;

    if (x12_str_is(kind, "02")) {
        for (int i = 0; i < 3; i++)
            (void)x12_str_cut(&fields, ',');
        if (!x12_date_parse_short(x12_str_cut(&fields, ','), &bank->day))
            bank->refused++;
    }
    bank->whole |= x12_str_is(kind, "99");
    if (!x12_str_is(kind, "16"))
        return false;
    if (!x12_count_parse(x12_str_cut(&fields, ','), &code) || !bank->day ||
        !bank_cents(x12_str_cut(&fields, ','), &deposit->amount)) {
        bank->refused++;
        return false;
    }
    if (code < BAI_CREDIT || code >= BAI_LOAN)
        return false;
    if (code >= BAI_DEBIT)
        deposit->amount = -deposit->amount;
    deposit->day = bank->day;
    deposit->trace = bank_trace(bank_bai_text(bank, line));
    return true;
}

/* --- ACH ---------------------------------------------------------------------- */

static bool bank_ach(struct edi_bank *bank, x12_str line,
                     struct edi_deposit *deposit)
{
    x12_str next, rest = bank->rest;

    if (line.len > ACH_DAY + 6 && line.at[0] == '5' &&
        !x12_date_parse_short(x12_str_of(line.at + ACH_DAY, 6), &bank->day))
        bank->refused++;
    bank->whole |= line.len > 0 && line.at[0] == '9';
    if (line.len < ACH_AMOUNT + 10 || line.at[0] != '6')
        return false;
    if (!bank->day ||
        !bank_cents(x12_str_of(line.at + ACH_AMOUNT, 10), &deposit->amount)) {
        bank->refused++;
        return false;
    }
    if (line.at[ACH_CODE + 1] > '5') /* 27, 37: taken from the account */
        deposit->amount = -deposit->amount;
    deposit->day = bank->day;
    deposit->trace = (x12_str){ NULL, 0 };
    if (bank_line(&rest, &next) && next.len > ACH_TEXT &&
        x12_str_starts(next, X12_STR("705"))) {
        bank->rest = rest;
        next = x12_str_of(next.at + ACH_TEXT, next.len - ACH_TEXT);
        deposit->trace = bank_trace(
            x12_str_of(next.at, next.len < 80 ? next.len : 80));
    }
    return true;
}

/* --- CSV ---------------------------------------------------------------------- */

static enum x12_status bank_csv_open(struct edi_bank *bank)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_memory(&src, bank->rest,
                                                    bank->err);

    if (status == X12_OK)
        status = edi_csv_table_open(&bank->table, &src, bank->err);
    x12_source_close(&src);
    if (status != X12_OK)
        return status;
    bank->column_day = edi_csv_table_column(&bank->table, "day");
    if (bank->column_day == EDI_CSV_NONE)
        bank->column_day = edi_csv_table_column(&bank->table, "date");
    bank->column_amount = edi_csv_table_column(&bank->table, "amount");
    bank->column_trace = edi_csv_table_column(&bank->table, "trace");
    bank->column_text = edi_csv_table_column(&bank->table, "description");
    if (bank->column_day == EDI_CSV_NONE ||
        bank->column_amount == EDI_CSV_NONE ||
        (bank->column_trace == EDI_CSV_NONE &&
         bank->column_text == EDI_CSV_NONE))
        return x12_fail(bank->err, X12_EMISUSE,
                        "no BAI2 and no ACH file, and a CSV needs the columns "
                        "day, amount, and trace or description");
    return X12_OK;
}

static enum x12_status bank_csv_next(struct edi_bank *bank,
                                     struct edi_deposit *deposit)
{
    struct edi_csv_table *t = &bank->table;
    enum x12_status status;

    while ((status = edi_csv_table_next(t)) == X12_OK) {
        if (!bank_day(edi_csv_table_value(t, bank->column_day),
                      &deposit->day) ||
            !bank_amount(edi_csv_table_value(t, bank->column_amount),
                         &deposit->amount)) {
            bank->refused++;
            continue;
        }
        deposit->trace = edi_csv_table_value(t, bank->column_trace);
        if (!deposit->trace.len)
            deposit->trace = bank_trace(
                edi_csv_table_value(t, bank->column_text));
        break;
    }
    return status;
}

/* --- all ---------------------------------------------------------------------- */

static enum x12_status bank_read(struct edi_bank *bank, struct x12_source *src)
{
    enum x12_status status = X12_OK;
    size_t cap = X12_SOURCE_BLOCK, len = 0, got = 0;
    char *text = x12_arena_bytes(&bank->arena, cap), *grown;

    while (status == X12_OK && text) {
        if (len == cap) {
            grown = cap < EDI_BANK_BYTES
                        ? x12_arena_bytes(&bank->arena, 2 * cap)
                        : NULL;
            if (grown)
                memcpy(grown, text, len);
            text = grown;
            cap *= 2;
            continue;
        }
        status = x12_source_read(src, text + len, cap - len, &got, bank->err);
        if (status == X12_OK)
            len += got;
    }
    if (!text)
        return x12_fail(bank->err, X12_ELIMIT,
                        "a file longer than EDI_BANK_BYTES");
    bank->rest = (x12_str){ text, len };
    return status == X12_END ? X12_OK : status;
}

static enum x12_status bank_sum(struct edi_bank *bank)
{
    struct edi_digest digest = { 0 };
    enum x12_status status = edi_digest_begin(&digest, bank->err);

    edi_digest_add(&digest, bank->rest);
    if (status == X12_OK)
        status = edi_digest_end(&digest, bank->digest);
    edi_digest_release(&digest);
    return status;
}

enum x12_status edi_bank_open(struct edi_bank *bank, struct x12_source *src,
                              struct x12_error *err)
{
    enum x12_status status;
    x12_str first, rest;

    *bank = (struct edi_bank){
        .err = err, .arena = { .limit = 4 * (size_t)EDI_BANK_BYTES }
    };
    status = bank_read(bank, src);
    x12_source_close(src);
    if (status == X12_OK)
        status = bank_sum(bank);
    if (status != X12_OK)
        return status;
    rest = bank->rest;
    if (bank_line(&rest, &first)) {
        if (x12_str_starts(first, X12_STR("01,")))
            bank->kind = EDI_BANK_BAI2;
        else if (x12_str_starts(first, X12_STR("101")) &&
                 first.len > ACH_RECORD / 2 &&
                 !memchr(first.at, ',', first.len))
            bank->kind = EDI_BANK_ACH;
    }
    return bank->kind == EDI_BANK_CSV ? bank_csv_open(bank) : X12_OK;
}

enum x12_status edi_bank_next(struct edi_bank *bank,
                              struct edi_deposit *deposit)
{
    x12_str line;

    if (bank->kind == EDI_BANK_CSV)
        return bank_csv_next(bank, deposit);
    while (bank_line(&bank->rest, &line)) {
        bool found = bank->kind == EDI_BANK_BAI2
                         ? bank_bai(bank, line, deposit)
                         : bank_ach(bank, line, deposit);

        if (bank->arena.failed)
            return x12_fail(bank->err, bank->arena.failed, "bank: %s",
                            x12_status_text(bank->arena.failed));
        if (found)
            return X12_OK;
    }
    if (!bank->whole)
        return x12_fail(bank->err, X12_ESYNTAX,
                        "the bank's file ends before its last record (%s)",
                        bank->kind == EDI_BANK_BAI2 ? "99" : "9");
    return X12_END;
}

void edi_bank_close(struct edi_bank *bank)
{
    edi_csv_table_close(&bank->table);
    x12_arena_release(&bank->arena);
}
