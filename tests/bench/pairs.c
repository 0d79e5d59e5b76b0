/* SPDX-License-Identifier: Apache-2.0 */
/* pairs - invented claims, and the remittances that pay them */
#include "tests/bench/pairs.h"

#include <stdarg.h>

enum {
    PAIRS_SET = 5000, /* claims in one set; a remittance pays as many */
    PAIRS_LINES = 4,
    PAIRS_NUMBER = 48, /* bits of a claim number */
};

static const char *const last_names[] = {
    "ASHDOWN",   "BRIDGER",  "CALLOWAY", "DENHOLM", "EASTERLY",   "FAIRWEATHER",
    "GREENHOLT", "HOLLOWAY", "INGLEBY",  "JESSOP",  "KINGSLEIGH", "LOCKSMITH",
};
static const char *const first_names[] = {
    "ADA", "BRAM", "CORA", "DANE", "EDITH", "FELIX", "GRETA", "HUGO", "IDA",
};
static const char *const procedures[] = {
    "99213", "99214:25", "36415", "80053", "71046:26", "90471", "97110:GP",
};

/* A claim, and what is paid of it. */
struct pairs_claim {
    uint64_t number, clearing, icn;
    const char *last, *first;
    unsigned member, day, lines, total, paid, patient;
    struct pairs_line {
        const char *procedure;
        unsigned charge, less, share;
    } line[PAIRS_LINES];
};

struct pairs_out {
    FILE *file;
    unsigned segments; /* of the set at hand */
};

/* The finisher of SplitMix64: each number has a number of its own. */
static uint64_t pairs_mix(uint64_t n)
{
    n = (n ^ n >> 30) * 0xBF58476D1CE4E5B9u;
    n = (n ^ n >> 27) * 0x94D049BB133111EBu;
    return n ^ n >> 31;
}

/* The same for numbers of so few bits: none is given twice. */
static uint64_t pairs_short(uint64_t n)
{
    const uint64_t mask = ((uint64_t)1 << PAIRS_NUMBER) - 1;

    n = n * 0x9E3779B97F4A7C15u & mask;
    n = (n ^ n >> 25) * 0xD1342543DE82EF95u & mask;
    return n ^ n >> 23;
}

static unsigned pairs_pick(uint64_t *state, unsigned below)
{
    *state += 0x9E3779B97F4A7C15u;
    return (unsigned)((pairs_mix(*state) >> 33) % below);
}

#define PICK(state, list) \
    list[pairs_pick(state, sizeof(list) / sizeof(list[0]))]

static struct pairs_claim pairs_claim(uint64_t seed, uint64_t at)
{
    uint64_t state = pairs_mix(seed) ^ pairs_mix(at + 1);
    struct pairs_claim c = {
        .number = pairs_short(at + seed),
        .clearing = pairs_mix(state + 1),
        .icn = pairs_mix(state + 2) % 10000000000000u,
        .last = PICK(&state, last_names),
        .first = PICK(&state, first_names),
        .member = pairs_pick(&state, 999999999),
        .day = 20250100 + 100 * pairs_pick(&state, 9),
        .lines = 1 + pairs_pick(&state, PAIRS_LINES),
    };

    c.day += 1 + pairs_pick(&state, 28);
    for (unsigned i = 0; i < c.lines; i++) {
        struct pairs_line *line = &c.line[i];

        line->procedure = PICK(&state, procedures);
        line->charge = 20 + pairs_pick(&state, 400);
        line->less = line->charge / (2 + pairs_pick(&state, 8));
        line->share = pairs_pick(&state, 3) ? 0 : line->charge / 10;
        c.total += line->charge;
        c.paid += line->charge - line->less - line->share;
        c.patient += line->share;
    }
    return c;
}

__attribute__((format(printf, 2, 3))) static void put(struct pairs_out *out,
                                                      const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(out->file, format, args);
    va_end(args);
    fputs("~\n", out->file);
    out->segments++;
}

/* --- envelopes --------------------------------------------------------------- */

static void put_open(struct pairs_out *out, const struct bench_pairs *pairs,
                     const char *group, const char *version)
{
    put(out,
        "ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER"
        "       *260105*0915*^*00501*%09u*0*T*:",
        pairs->number);
    put(out, "GS*%s*SUBMITTER*RECEIVER*20260105*0915*%u*X*%s", group,
        pairs->number, version);
}

static bool put_close(struct pairs_out *out, const struct bench_pairs *pairs,
                      unsigned sets)
{
    put(out, "GE*%u*%u", sets, pairs->number);
    put(out, "IEA*1*%09u", pairs->number);
    return fflush(out->file) == 0 && !ferror(out->file);
}

/* --- claims ------------------------------------------------------------------ */

static void put_provider(struct pairs_out *out, unsigned file, unsigned set)
{
    put(out, "ST*837*%04u*005010X222A1", set);
    put(out, "BHT*0019*00*B%06u%05u*20260105*0915*CH", file, set);
    put(out, "NM1*41*2*NORTHERN BILLING OFFICE*****46*SUB0001");
    put(out, "PER*IC*HELP DESK*TE*5555550100");
    put(out, "NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*CLH0001");
    put(out, "HL*1**20*1");
    put(out, "PRV*BI*PXC*207Q00000X");
    put(out, "NM1*85*2*HARBOUR MEDICAL GROUP*****XX*1234567893");
    put(out, "N3*100 HARBOUR STREET");
    put(out, "N4*SPRINGFIELD*IL*627010000");
    put(out, "REF*EI*999999999");
}

static void put_claim(struct pairs_out *out, const struct pairs_claim *c,
                      unsigned hl)
{
    put(out, "HL*%u*1*22*0", hl);
    put(out, "SBR*P*18*GRP%05u******CI", c->member % 99999);
    put(out, "NM1*IL*1*%s*%s****MI*XYZ%09u", c->last, c->first, c->member);
    put(out, "N3*%u HARBOUR STREET", 1 + c->member % 9999);
    put(out, "N4*RIVERTON*UT*84065");
    put(out, "DMG*D8*19%02u0416*F", 30 + c->member % 70);
    put(out, "NM1*PR*2*EXAMPLE MUTUAL HEALTH*****PI*10001");
    put(out, "CLM*%012llX*%u***11:B:1*Y*A*Y*Y", (unsigned long long)c->number,
        c->total);
    put(out, "REF*D9*%016llX", (unsigned long long)c->clearing);
    put(out, "HI*ABK:J069*ABF:E119");
    put(out, "NM1*82*1*%s*%s****XX*1987654328", c->first, c->last);
    put(out, "PRV*PE*PXC*207Q00000X");
    for (unsigned i = 0; i < c->lines; i++) {
        put(out, "LX*%u", i + 1);
        put(out, "SV1*HC:%s*%u*UN*1***1:2", c->line[i].procedure,
            c->line[i].charge);
        put(out, "DTP*472*D8*%u", c->day);
        put(out, "REF*6R*%010llu-%u", (unsigned long long)c->icn / 1000, i + 1);
    }
}

bool bench_pairs_claims(const struct bench_pairs *pairs, FILE *file)
{
    struct pairs_out out = { .file = file };
    unsigned sets = 0, hl = 0;

    put_open(&out, pairs, "HC", "005010X222A1");
    for (uint64_t i = 0; i < pairs->count; i++) {
        struct pairs_claim claim = pairs_claim(pairs->seed, pairs->first + i);

        if (i % PAIRS_SET == 0) {
            out.segments = 0;
            put_provider(&out, pairs->number, ++sets);
            hl = 1;
        }
        put_claim(&out, &claim, ++hl);
        if (i + 1 == pairs->count || (i + 1) % PAIRS_SET == 0)
            put(&out, "SE*%u*%04u", out.segments + 1, sets);
    }
    return put_close(&out, pairs, sets);
}

/* --- payments ---------------------------------------------------------------- */

static uint64_t pairs_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Steps of about the golden section go through all of them, and never twice to
 * one place. */
static uint64_t pairs_step(uint64_t count)
{
    uint64_t step = count * 618 / 1000 + 1;

    while (pairs_divisor(step, count) != 1)
        step++;
    return step;
}

/* The `i`th payment is of this claim. */
static struct pairs_claim pairs_paid(const struct bench_pairs *pairs,
                                     uint64_t step, uint64_t i)
{
    return pairs_claim(pairs->seed,
                       pairs->first + i % pairs->count * step % pairs->count);
}

static void put_remittance(struct pairs_out *out, unsigned file, unsigned set,
                           uint64_t paid)
{
    put(out, "ST*835*%04u", set);
    put(out,
        "BPR*I*%llu*C*ACH*CCP*01*999999992*DA*123456*1999999999**01*999999992*"
        "DA*654321*20260205",
        (unsigned long long)paid);
    put(out, "TRN*1*EFT%05u%05u*1999999999", file, set);
    put(out, "DTM*405*20260205");
    put(out, "N1*PR*EXAMPLE MUTUAL HEALTH");
    put(out, "N3*PO BOX 100");
    put(out, "N4*MADISON*WI*53703");
    put(out, "REF*2U*10001");
    put(out, "PER*BL*HELP DESK*TE*5555550101");
    put(out, "N1*PE*HARBOUR MEDICAL GROUP*XX*1234567893");
    put(out, "REF*TJ*999999999");
    put(out, "LX*1");
}

static void put_payment(struct pairs_out *out, const struct pairs_claim *c)
{
    put(out, "CLP*%012llX*1*%u*%u*%u*12*%013llu*11*1",
        (unsigned long long)c->number, c->total, c->paid, c->patient,
        (unsigned long long)c->icn);
    put(out, "NM1*QC*1*%s*%s****MI*XYZ%09u", c->last, c->first, c->member);
    put(out, "NM1*82*1*%s*%s****XX*1987654328", c->first, c->last);
    put(out, "DTM*050*20260103");
    for (unsigned i = 0; i < c->lines; i++) {
        const struct pairs_line *line = &c->line[i];

        put(out, "SVC*HC:%s*%u*%u**1", line->procedure, line->charge,
            line->charge - line->less - line->share);
        put(out, "DTM*472*%u", c->day);
        if (line->less)
            put(out, "CAS*CO*45*%u", line->less);
        if (line->share)
            put(out, "CAS*PR*2*%u", line->share);
        put(out, "REF*6R*%010llu-%u", (unsigned long long)c->icn / 1000, i + 1);
        put(out, "AMT*B6*%u", line->charge - line->less);
    }
}

bool bench_pairs_payments(const struct bench_pairs *pairs, FILE *file)
{
    const uint64_t step = pairs_step(pairs->count);
    struct pairs_out out = { .file = file };
    unsigned sets = 0;

    put_open(&out, pairs, "HP", "005010X221A1");
    for (uint64_t i = 0; i < pairs->count; i++) {
        struct pairs_claim claim = pairs_paid(pairs, step, i);

        if (i % PAIRS_SET == 0) {
            uint64_t end = i + PAIRS_SET < pairs->count ? i + PAIRS_SET
                                                        : pairs->count;
            uint64_t paid = 0;

            for (uint64_t j = i; j < end; j++)
                paid += pairs_paid(pairs, step, j).paid;
            out.segments = 0;
            put_remittance(&out, pairs->number, ++sets, paid);
        }
        put_payment(&out, &claim);
        if (i + 1 == pairs->count || (i + 1) % PAIRS_SET == 0)
            put(&out, "SE*%u*%04u", out.segments + 1, sets);
    }
    return put_close(&out, pairs, sets);
}
