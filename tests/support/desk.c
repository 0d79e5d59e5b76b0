/* SPDX-License-Identifier: Apache-2.0 */
/* desk - small files taken into a store, for tests */
#include "tests/support/desk.h"

#include "tests/support/cm.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void desk_open(struct desk *desk)
{
    memset(desk, 0, sizeof(*desk));
    snprintf(desk->folder, sizeof(desk->folder), "/tmp/edi-desk-XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    assert_int_equal(
        edi_store_open(&desk->store, ":memory:", EDI_DB_CREATE, &desk->err),
        X12_OK);
}

void desk_close(struct desk *desk)
{
    DIR *folder = opendir(desk->folder);
    struct dirent *entry;
    char path[512];

    edi_store_close(&desk->store);
    while (folder && (entry = readdir(folder))) {
        snprintf(path, sizeof(path), "%s/%s", desk->folder, entry->d_name);
        unlink(path);
    }
    if (folder)
        closedir(folder);
    rmdir(desk->folder);
}

/* --- X12 -------------------------------------------------------------------- */

struct desk_pen {
    char *at;
    size_t len, cap;
    unsigned segments;
};

static void desk_put(struct desk_pen *pen, const char *format, ...)
    X12_PRINTF(2, 3);

static void desk_put(struct desk_pen *pen, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(pen->at + pen->len, pen->cap - pen->len, format, args);
    va_end(args);
    assert_in_range(len, 0, pen->cap - pen->len - 1);
    pen->len += (size_t)len;
    pen->segments++;
}

/* The 837 goes to the receiver, all else comes from there; the 835 has no ST03. */
static struct desk_pen desk_begin(struct desk *desk, const char *isa,
                                  const char *day, const char *functional,
                                  const char *version, const char *set)
{
    struct desk_pen pen = { desk->text, 0, sizeof(desk->text), 0 };
    bool answers = strcmp(set, "837") != 0 && strcmp(set, "835") != 0;
    const char *from = answers ? "RECEIVER" : "SENDER";
    const char *to = answers ? "SENDER" : "RECEIVER";

    desk_put(&pen,
             "ISA*00*          *00*          *ZZ*%-15s*ZZ*%-15s"
             "*%s*0900*^*00501*%s*0*T*:~\n",
             from, to, day + 2, isa);
    if (!*functional)
        return pen;
    desk_put(&pen, "GS*%s*%s*%s*%s*0900*1*X*%s~\n", functional, from, to, day,
             version);
    pen.segments = 0;
    desk_put(&pen, "ST*%s*0001%s%s~\n", set, strcmp(set, "835") != 0 ? "*" : "",
             strcmp(set, "835") != 0 ? version : "");
    return pen;
}

static const char *desk_end(struct desk *desk, struct desk_pen *pen,
                            const char *isa)
{
    desk_put(pen, "SE*%u*0001~\n", pen->segments + 1);
    desk_put(pen, "GE*1*1~\nIEA*1*%s~\n", isa);
    return desk->text;
}

/* The next word of a line, zero-terminated; "-" is the empty one. */
static const char *desk_word(x12_str *line, char into[64])
{
    x12_str word = x12_str_cut(line, ' ');

    assert_true(x12_str_put(word, into, 64));
    if (strcmp(into, "-") == 0)
        *into = 0;
    return into;
}

/* The last characters of a claim number, which most payers leave alone: REF*6R
 * is made of them. */
static const char *desk_tail(const char *number)
{
    size_t len = strlen(number);

    return len > 6 ? number + len - 6 : number;
}

static void desk_claim(struct desk_pen *pen, x12_str line)
{
    char number[64], charge[64], day[64];

    desk_word(&line, number);
    desk_word(&line, charge);
    desk_word(&line, day);
    desk_put(pen, "CLM*%s*%s***11:B:1*Y*A*Y*Y~\n", number, charge);
    desk_put(pen, "HI*ABK:J029~\n");
    desk_put(pen, "LX*1~\n");
    desk_put(pen, "SV1*HC:99213*%s*UN*1***1~\n", charge);
    desk_put(pen, "DTP*472*D8*%s~\n", day);
    desk_put(pen, "REF*6R*%sL1~\n", desk_tail(number));
}

const char *desk_claims(struct desk *desk, const char *isa, const char *day,
                        const char *claims)
{
    struct desk_pen pen = desk_begin(desk, isa, day, "HC", "005010X222A1",
                                     "837");
    x12_str rest = x12_str_from(claims);

    desk_put(&pen, "BHT*0019*00*B%s*%s*0900*CH~\n", isa, day);
    desk_put(&pen, "NM1*41*2*SENDER*****46*SENDER~\n");
    desk_put(&pen, "PER*IC*DESK*TE*8005550100~\n");
    desk_put(&pen, "NM1*40*2*RECEIVER*****46*RECEIVER~\n");
    desk_put(&pen, "HL*1**20*1~\n");
    desk_put(&pen, "NM1*85*2*RIVER PRACTICE*****XX*1234567893~\n");
    desk_put(&pen, "N3*1 MAIN ST~\n");
    desk_put(&pen, "N4*ALBANY*NY*122071001~\n");
    desk_put(&pen, "REF*EI*360000000~\n");
    desk_put(&pen, "HL*2*1*22*0~\n");
    desk_put(&pen, "SBR*P*18*******CI~\n");
    desk_put(&pen, "NM1*IL*1*TORENDAL*IRENE****MI*XEH00001234~\n");
    desk_put(&pen, "N3*2 PINE ST~\n");
    desk_put(&pen, "N4*ALBANY*NY*12207~\n");
    desk_put(&pen, "DMG*D8*19700101*F~\n");
    desk_put(&pen, "NM1*PR*2*ACORN HEALTH PLAN*****PI*60154~\n");
    while (rest.len)
        desk_claim(&pen, x12_str_cut(&rest, ';'));
    return desk_end(desk, &pen, isa);
}

static void desk_adjustments(struct desk_pen *pen, x12_str list)
{
    while (list.len) {
        x12_str one = x12_str_cut(&list, ',');

        desk_put(pen, "CAS*%.*s~\n", (int)one.len, one.at);
    }
}

static void desk_payment(struct desk_pen *pen, x12_str line)
{
    char number[64], control[64], status[64], charge[64], paid[64], day[64];

    desk_word(&line, number);
    desk_word(&line, control);
    desk_word(&line, status);
    desk_word(&line, charge);
    desk_word(&line, paid);
    desk_word(&line, day);
    desk_put(pen, "CLP*%s*%s*%s*%s**12*%s*11*1~\n", number, status, charge,
             paid, control);
    desk_put(pen, "NM1*QC*1*TORENDAL*IRENE****MI*XEH00001234~\n");
    desk_put(pen, "SVC*HC:99213*%s*%s**1~\n", charge, paid);
    desk_put(pen, "DTM*472*%s~\n", day);
    desk_adjustments(pen, line);
    if (*number)
        desk_put(pen, "REF*6R*%sL1~\n", desk_tail(number));
}

/* What the payments of all lines come to. */
static int64_t desk_total(const char *payments)
{
    x12_str rest = x12_str_from(payments);
    int64_t total = 0;
    char word[64];

    while (rest.len) {
        x12_str line = x12_str_cut(&rest, ';');
        x12_money paid = 0;

        for (int i = 0; i < 5; i++)
            desk_word(&line, word);
        assert_true(x12_money_parse(x12_str_from(word), &paid));
        total += paid;
    }
    return total;
}

const char *desk_payments(struct desk *desk, const char *isa, const char *day,
                          const char *payments)
{
    struct desk_pen pen = desk_begin(desk, isa, day, "HP", "005010X221A1",
                                     "835");
    x12_str rest = x12_str_from(payments);
    char total[X12_MONEY_TEXT];

    total[x12_money_format(desk_total(payments), total)] = 0;
    desk_put(&pen,
             "BPR*I*%s*C*ACH*CCP*01*091000019*DA*770000000*1510225698**01*"
             "041000001*DA*500100200*%s~\n",
             total, day);
    desk_put(&pen, "TRN*1*EFT%s*1510225698~\n", day);
    desk_put(&pen, "DTM*405*%s~\n", day);
    desk_put(&pen, "N1*PR*ACORN HEALTH PLAN~\n");
    desk_put(&pen, "N3*PO BOX 1~\n");
    desk_put(&pen, "N4*ALBANY*NY*12207~\n");
    desk_put(&pen, "REF*2U*60154~\n");
    desk_put(&pen, "PER*BL*DESK*TE*8005550101~\n");
    desk_put(&pen, "N1*PE*RIVER PRACTICE*XX*1234567893~\n");
    desk_put(&pen, "REF*TJ*360000000~\n");
    desk_put(&pen, "LX*1~\n");
    while (rest.len)
        desk_payment(&pen, x12_str_cut(&rest, ';'));
    return desk_end(desk, &pen, isa);
}

/* --- the store ---------------------------------------------------------------- */

/* --- answers ---------------------------------------------------------------- */

static void desk_277ca_head(struct desk_pen *pen, const char *isa,
                            const char *day, const char *of)
{
    desk_put(pen, "BHT*0085*08*A%s*%s*0900*TH~\n", isa, day);
    desk_put(pen, "HL*1**20*1~\n");
    desk_put(pen, "NM1*AY*2*CLEARER*****46*RECEIVER~\n");
    desk_put(pen, "TRN*1*T%s~\n", isa);
    desk_put(pen, "DTP*050*D8*%s~\n", day);
    desk_put(pen, "DTP*009*D8*%s~\n", day);
    desk_put(pen, "HL*2*1*21*1~\n");
    desk_put(pen, "NM1*41*2*SENDER*****46*SENDER~\n");
    desk_put(pen, "TRN*2*B%s~\n", of);
}

const char *desk_answer(struct desk *desk, const char *isa, const char *day,
                        const char *of, const char *segments)
{
    bool ta1 = strncmp(segments, "TA1", 3) == 0;
    bool is_999 = strncmp(segments, "AK1", 3) == 0;
    struct desk_pen pen = desk_begin(desk, isa, day,
                                     ta1      ? ""
                                     : is_999 ? "FA"
                                              : "HN",
                                     is_999 ? "005010X231A1" : "005010X214",
                                     is_999 ? "999" : "277");

    if (!ta1 && !is_999)
        desk_277ca_head(&pen, isa, day, of);
    desk_put(&pen, "%s", segments);
    pen.segments--;
    for (const char *at = segments; *at; at++)
        pen.segments += *at == '~';
    if (!ta1)
        return desk_end(desk, &pen, isa);
    desk_put(&pen, "IEA*0*%s~\n", isa);
    return desk->text;
}

const char *desk_file(struct desk *desk, const char *name)
{
    static char path[128];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", desk->folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(desk->text, 1, strlen(desk->text), file),
                     strlen(desk->text));
    assert_int_equal(fclose(file), 0);
    return path;
}

enum x12_status desk_ingest(struct desk *desk, const char *name,
                            struct edi_ingested *told)
{
    const struct edi_ingest_options options = { .taken = "2025-02-01T00:00:00Z",
                                                .rules = &edi_denial_shipped };
    const char *path = desk_file(desk, name);
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_file(&src, path, &desk->err);

    if (status == X12_OK)
        status = edi_ingest(&desk->store, path, &src, &options, told);
    x12_source_close(&src);
    return status;
}

int64_t desk_ask(struct desk *desk, const char *sql)
{
    struct edi_query *q = edi_db_query(&desk->store.db, sql);
    int64_t n;

    assert_int_equal(edi_db_step(q), X12_OK);
    n = edi_db_int(q, 0);
    edi_db_end(q);
    return n;
}
