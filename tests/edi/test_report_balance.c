/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Over random sets: for every ST counted once, what was posted and what was not,
 * less all PLB amounts, is the payment; or what it is off by is shown.
 */
#include "edi/report/report.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { SETS = 12, SEEDS = 20, SEEDS_SOAK = 400, LIST_TEXT = 16 << 10 };

static char list[LIST_TEXT], made[DESK_TEXT];

static uint64_t dice;

static unsigned draw(unsigned sides)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice >> 33) % sides;
}

/* What the set says, added up while it is made. */
struct sums {
    x12_money paid, plb, off;
};

static int put(char *into, size_t cap, const char *format, ...)
    X12_PRINTF(3, 4);

static int put(char *into, size_t cap, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(into, cap, format, args);
    va_end(args);
    assert_true(len > 0 && (size_t)len < cap);
    return len;
}

static void amount(x12_money m, char into[X12_MONEY_TEXT])
{
    into[x12_money_format(m, into)] = '\0';
}

/* Payments of claims that we have, that we have not, and reversals. */
static void draw_payments(char *into, size_t cap, struct sums *sums)
{
    size_t len = 0;

    for (unsigned i = 0, n = 1 + draw(6); i < n; i++) {
        x12_money sign = draw(5) ? 1 : -1;
        x12_money charge = sign * (100 + (x12_money)draw(50000));
        x12_money paid = charge / (1 + (x12_money)draw(4));
        char texts[3][X12_MONEY_TEXT];

        amount(charge, texts[0]);
        amount(paid, texts[1]);
        amount(charge - paid, texts[2]);
        len += (size_t)put(into + len, cap - len,
                           "%sPCN%03u ICN%u %s %s %s 20250102 CO*45*%s",
                           i ? ";" : "", draw(20), draw(40),
                           sign < 0 ? "22" : "1", texts[0], texts[1], texts[2]);
        sums->paid += paid;
    }
}

/* A PLB before the SE, the payment that it leaves, and sometimes a wrong one. */
static void draw_plb(struct desk *desk, struct sums *sums)
{
    static const char *const codes[] = { "WO", "FB", "72", "CS", "L6", "J1" };
    static char whole[DESK_TEXT];
    char *bpr = strstr(desk->text, "BPR*I*") + 6, *behind = strchr(bpr, '*');
    char *se = strstr(desk->text, "SE*");
    unsigned pairs = draw(3);
    char text[X12_MONEY_TEXT];
    size_t len = 0, count = strtoul(se + 3, NULL, 10);

    if (pairs)
        len += (size_t)put(made, sizeof(made), "PLB*1234567893*20251231");
    for (unsigned i = 0; i < pairs; i++) {
        x12_money m = (x12_money)draw(20000) - 10000;

        amount(m, text);
        len += (size_t)put(made + len, sizeof(made) - len, "*%s:R%u*%s",
                           codes[draw(6)], draw(9), text);
        sums->plb += m;
    }
    made[len] = '\0';
    if (draw(4) == 0)
        sums->off = (x12_money)draw(2000) - 1000;
    amount(sums->paid - sums->plb + sums->off, text);
    *se = '\0';
    put(whole, sizeof(whole), "%.*s%s%s%s%sSE*%zu%s", (int)(bpr - desk->text),
        desk->text, text, behind, made, pairs ? "~\n" : "", count + (pairs > 0),
        strchr(se + 3, '*'));
    assert_true(x12_str_put(x12_str_from(whole), desk->text, DESK_TEXT));
}

static void take(struct desk *desk, const char *name)
{
    struct edi_ingested told;

    if (desk_ingest(desk, name, &told) != X12_OK)
        fail_msg("%s: %s", name, desk->err.text);
}

static void show(struct desk *desk)
{
    const struct edi_deadlines deadlines = { .today = 20250401 };
    const struct edi_asked asked = { .deadlines = &deadlines };
    struct x12_sink sink = { 0 };

    assert_int_equal(x12_sink_open_memory(&sink, LIST_TEXT, &desk->err),
                     X12_OK);
    if (edi_report_named("balance")->run(&desk->store, &asked, EDI_LISTING_CSV,
                                         &sink) != X12_OK)
        fail_msg("%s", desk->err.text);
    assert_true(x12_str_put(x12_sink_memory(&sink), list, sizeof(list)));
    x12_sink_close(&sink);
}

/* The row of the set: posted, not posted, PLB, payment, difference. */
static x12_money check_row(x12_str *rest, const struct sums *want)
{
    x12_str row = x12_str_cut(rest, '\n');
    x12_money said[5];

    for (int i = 0; i < 3; i++)
        (void)x12_str_cut(&row, ',');
    for (int i = 0; i < 5; i++)
        assert_true(x12_money_parse(x12_str_cut(&row, ','), &said[i]));
    assert_int_equal(said[0] + said[1], want->paid);
    assert_int_equal(said[2], want->plb);
    assert_int_equal(said[3], want->paid - want->plb + want->off);
    assert_int_equal(said[4], want->off);
    return said[0];
}

static void one_seed(unsigned seed)
{
    static struct desk desk;
    struct sums sums[SETS] = { { 0 } };
    char text[4096], claims[1024], isa[16], day[16];
    x12_money posted = 0;
    size_t len = 0;
    x12_str rest;

    dice = seed * 7919u + 17;
    desk_open(&desk);
    for (unsigned i = 0; i < 15; i++)
        len += (size_t)put(claims + len, sizeof(claims) - len,
                           "%sPCN%03u %u 20250102", i ? ";" : "", i,
                           1 + draw(500));
    desk_claims(&desk, "000000001", "20250106", claims);
    take(&desk, "claims");
    for (unsigned i = 0; i < SETS; i++) {
        draw_payments(text, sizeof(text), &sums[i]);
        put(isa, sizeof(isa), "%09u", 900 + i);
        put(day, sizeof(day), "202502%02u", 1 + i);
        desk_payments(&desk, isa, day, text);
        draw_plb(&desk, &sums[i]);
        take(&desk, isa);
        if (draw(4))
            continue;
        /* in another envelope it counts once */
        for (char *at = desk.text; (at = strstr(at, isa)); at++)
            at[0] = '9';
        isa[0] = '9';
        take(&desk, isa);
    }
    show(&desk);
    rest = x12_str_from(list);
    (void)x12_str_cut(&rest, '\n');
    for (unsigned i = 0; i < SETS; i++)
        posted += check_row(&rest, &sums[i]);
    assert_int_equal(rest.len, 0);
    assert_int_equal(posted,
                     desk_ask(&desk, "SELECT coalesce(sum(p.paid), 0) FROM"
                                     " payment p JOIN match m ON m.payment"
                                     " = p.id WHERE m.confidence <= 2"
                                     " AND NOT m.repeated"));
    desk_close(&desk);
}

static void every_set_adds_up_or_what_it_is_off_by_is_shown(void **state)
{
    unsigned seeds = getenv("EDI_SOAK") ? SEEDS_SOAK : SEEDS;

    (void)state;
    for (unsigned seed = 1; seed <= seeds; seed++)
        one_seed(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_set_adds_up_or_what_it_is_off_by_is_shown),
    };

    return cmocka_run_group_tests_name("report_balance", tests, NULL, NULL);
}
