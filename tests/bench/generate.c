/* SPDX-License-Identifier: Apache-2.0 */
/* generate - large invented files that balance, the same for the same seed */
#include "tests/bench/generate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    GENERATE_SET = 2000,
    GENERATE_LINES = 6,
    GENERATE_TEXT = 256,  /* longest segment */
    GENERATE_RARE = 100,  /* one claim in so many is wrong */
    GENERATE_BREAKS = 10, /* ways to break a claim */
};

const char *const bench_names[BENCH_KINDS] = { "837P", "837I", "835" };

static const char *const versions[BENCH_KINDS] = {
    "005010X222A1",
    "005010X223A2",
    "005010X221A1",
};
static const char *const last_names[] = {
    "ASHDOWN",   "BRIDGER",  "CALLOWAY", "DENHOLM", "EASTERLY",   "FAIRWEATHER",
    "GREENHOLT", "HOLLOWAY", "INGLEBY",  "JESSOP",  "KINGSLEIGH", "LOCKSMITH",
};
static const char *const first_names[] = {
    "ADA", "BRAM", "CORA", "DANE", "EDITH", "FELIX", "GRETA", "HUGO", "IDA",
};
static const char *const cities[] = {
    "SPRINGFIELD*IL*62701",    "FAIRVIEW*OH*441260000", "RIVERTON*UT*84065",
    "GREENVILLE*SC*296010000", "MADISON*WI*53703",
};
static const char *const procedures[] = {
    "99213", "99214:25", "36415", "80053", "71046:26", "90471", "97110:GP",
};
static const char *const diagnoses[] = {
    "J069", "E119", "I10", "M545", "Z0000", "R0602",
};

/* Ways to break a claim: in the first segment that begins with `at`, `from` is
 * changed to `to`; a segment without `from` is left out. */
struct generate_break {
    const char *at, *from, *to;
};

/* clang-format off */
static const struct generate_break
    breaks[BENCH_KINDS][GENERATE_BREAKS] = {
    [BENCH_837P] = {
        { "CLM*", "***11:", "0***11:" },         /* not the sum of its lines */
        { "DTP*472", "D8*2025", "D8*2099" },     /* in the future */
        { "N4*", NULL, NULL },                   /* the subscriber's, required */
        { "NM1*82", "1987654328", "1987654320" }, /* check digit */
        { "CLM*", ":B:1*", ":B:7*" },            /* replaces nothing */
        { "HI*", "ABK:", "ABK:." },              /* no diagnosis */
        { "CLM*", "**11:", "**98:" },            /* no place of service */
        { "SV1*", "*UN*", "*U*" },               /* no unit */
        { "REF*D9", "REF*D9", "RFE*D9" },        /* no segment */
        { "SV1*", "***1:2", "***1:9" },          /* points to nothing */
    },
    [BENCH_837I] = {
        { "CLM*", "***13:", "0***13:" },
        { "DTP*472", "D8*2025", "D8*2099" },
        { "CL1*", NULL, NULL },
        { "NM1*71", "1234567893", "1234567890" },
        { "CLM*", ":A:1*", ":A:7*" },
        { "HI*ABF", "ABF:", "ABF:." },
        { "CLM*", "**13:", "**99:" },
        { "SV2*", "*UN*", "*U*" },
        { "REF*D9", "REF*D9", "RFE*D9" },
        { "SV2*", "*HC:", "*HX:" },
    },
    [BENCH_835] = {
        { "SVC*", "**1", "0**1" },               /* more than is owed */
        { "DTM*472", "*2025", "*2O25" },         /* no day */
        { "NM1*QC", NULL, NULL },                /* the patient, required */
        { "NM1*82", "1234567893", "1234567890" },
        { "CLP*", "*1*", "*77*" },               /* no status of a claim */
        { "CAS*CO", "*45*", "*ZZZ9*" },          /* no adjustment reason */
        { "AMT*B6", "*B6*", "*ZZ*" },
        { "SVC*", "*HC:", "*HX:" },
        { "REF*6R", "REF*6R", "RFE*6R" },
        { "DTM*050", "*050*", "*999*" },
    },
};
/* clang-format on */

struct generate {
    FILE *file;
    enum bench_wrong wrong;
    const struct generate_break *pending; /* to be done to this claim */
    uint64_t broken;
    uint64_t state, bytes;
    unsigned segments; /* of the set at hand */
    unsigned sets;
    unsigned long claims;
};

/* Knuth's MMIX generator; its high bits are the good ones. */
static unsigned generate_pick(struct generate *g, unsigned below)
{
    g->state = g->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((g->state >> 33) % below);
}

#define PICK(g, list) list[generate_pick(g, sizeof(list) / sizeof(list[0]))]

/* The diagnosis `i` places behind the first one of a claim: no claim has one
 * twice. */
static const char *diagnosis(unsigned first, unsigned i)
{
    return diagnoses[(first + i) % (sizeof(diagnoses) / sizeof(diagnoses[0]))];
}

static void put_text(struct generate *g, const char *text)
{
    g->bytes += (uint64_t)fprintf(g->file, "%s~\n", text);
    g->segments++;
}

/* Something in each segment: a name that is none, too many elements, or a
 * character that may not be. */
static void put_wrong(struct generate *g, const char *text)
{
    char broken[2 * GENERATE_TEXT];

    switch (g->broken++ % 3) {
    case 0:
        snprintf(broken, sizeof(broken), "Q%s", text + 1);
        break;
    case 1:
        snprintf(broken, sizeof(broken), "%s********************1", text);
        break;
    default:
        snprintf(broken, sizeof(broken), "%s\a", text);
        break;
    }
    put_text(g, broken);
}

/* What the claim is to be broken by, where this is the segment for it. */
static void put_broken(struct generate *g, const char *text)
{
    const struct generate_break *b = g->pending;
    const char *at = b->from ? strstr(text, b->from) : text;
    char broken[2 * GENERATE_TEXT];

    if (strncmp(text, b->at, strlen(b->at)) != 0 || !at) {
        put_text(g, text);
        return;
    }
    g->pending = NULL;
    g->broken++;
    if (!b->from)
        return;
    snprintf(broken, sizeof(broken), "%.*s%s%s", (int)(at - text), text, b->to,
             at + strlen(b->from));
    put_text(g, broken);
}

static bool is_envelope(const char *text)
{
    static const char *const ids[] = {
        "ISA", "GS*", "ST*", "SE*", "GE*", "IEA"
    };

    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        if (strncmp(text, ids[i], 3) == 0)
            return true;
    return false;
}

__attribute__((format(printf, 2, 3))) static void put(struct generate *g,
                                                      const char *format, ...)
{
    char text[GENERATE_TEXT];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    if (g->wrong == BENCH_ALL_WRONG && !is_envelope(text))
        put_wrong(g, text);
    else if (g->pending)
        put_broken(g, text);
    else
        put_text(g, text);
}

static void put_address(struct generate *g)
{
    put(g, "N3*%u HARBOUR STREET", 1 + generate_pick(g, 9999));
    put(g, "N4*%s", PICK(g, cities));
}

static unsigned day(struct generate *g)
{
    return 20250100 + 100 * generate_pick(g, 9) + 1 + generate_pick(g, 28);
}

/* The provider of a set, and where it is in the hierarchy. */
static void put_provider(struct generate *g)
{
    put(g, "BHT*0019*00*B%08u*20260105*0915*CH", g->sets);
    put(g, "NM1*41*2*NORTHERN BILLING OFFICE*****46*SUB0001");
    put(g, "PER*IC*HELP DESK*TE*5555550100");
    put(g, "NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*CLH0001");
    put(g, "HL*1**20*1");
    put(g, "PRV*BI*PXC*207Q00000X");
    put(g, "NM1*85*2*HARBOUR MEDICAL GROUP*****XX*1234567893");
    put(g, "N3*100 HARBOUR STREET");
    put(g, "N4*SPRINGFIELD*IL*627010000");
    put(g, "REF*EI*999999999");
}

static void put_subscriber(struct generate *g, unsigned hl)
{
    put(g, "HL*%u*1*22*0", hl);
    put(g, "SBR*P*18*GRP%05u******CI", generate_pick(g, 99999));
    put(g, "NM1*IL*1*%s*%s*%c***MI*XYZ%09u", PICK(g, last_names),
        PICK(g, first_names), 'A' + (int)generate_pick(g, 26),
        generate_pick(g, 999999999));
    put_address(g);
    put(g, "DMG*D8*19%02u%02u%02u*%c", 30 + generate_pick(g, 70),
        1 + generate_pick(g, 12), 1 + generate_pick(g, 28),
        generate_pick(g, 2) ? 'F' : 'M');
    put(g, "NM1*PR*2*EXAMPLE MUTUAL HEALTH*****PI*%05u",
        10000 + generate_pick(g, 50));
}

static void put_professional(struct generate *g, const unsigned *charge,
                             unsigned lines, unsigned total)
{
    unsigned date = day(g);
    unsigned first = generate_pick(g, sizeof(diagnoses) / sizeof(diagnoses[0]));

    put(g, "CLM*PCN%09lu*%u***11:B:1*Y*A*Y*Y", g->claims, total);
    put(g, "REF*D9*2026010500%08lu", g->claims);
    put(g, "HI*ABK:%s*ABF:%s", diagnosis(first, 0), diagnosis(first, 1));
    put(g, "NM1*82*1*%s*%s****XX*1987654328", PICK(g, last_names),
        PICK(g, first_names));
    put(g, "PRV*PE*PXC*207Q00000X");
    for (unsigned i = 0; i < lines; i++) {
        put(g, "LX*%u", i + 1);
        put(g, "SV1*HC:%s*%u*UN*%u***1:2", PICK(g, procedures), charge[i],
            1 + generate_pick(g, 3));
        put(g, "DTP*472*D8*%u", date);
        put(g, "REF*6R*%lu-%u", g->claims, i + 1);
    }
}

static void put_institutional(struct generate *g, const unsigned *charge,
                              unsigned lines, unsigned total)
{
    unsigned date = day(g);
    unsigned first = generate_pick(g, sizeof(diagnoses) / sizeof(diagnoses[0]));

    put(g, "CLM*PCN%09lu*%u***13:A:1**A*Y*Y", g->claims, total);
    put(g, "DTP*434*RD8*%u-%u", date, date);
    put(g, "CL1*1*1*01");
    put(g, "REF*D9*2026010500%08lu", g->claims);
    put(g, "HI*ABK:%s", diagnosis(first, 0));
    put(g, "HI*ABF:%s*ABF:%s", diagnosis(first, 1), diagnosis(first, 2));
    put(g, "NM1*71*1*%s*%s****XX*1234567893", PICK(g, last_names),
        PICK(g, first_names));
    for (unsigned i = 0; i < lines; i++) {
        put(g, "LX*%u", i + 1);
        put(g, "SV2*0%u*HC:%s*%u*UN*%u", 300 + generate_pick(g, 60),
            PICK(g, procedures), charge[i], 1 + generate_pick(g, 3));
        put(g, "DTP*472*D8*%u", date);
        put(g, "REF*6R*%lu-%u", g->claims, i + 1);
    }
}

/* Returns what is paid: each line less a contractual part, and now and then a
 * patient's share. */
static unsigned put_payment(struct generate *g, const unsigned *charge,
                            unsigned lines, unsigned total)
{
    unsigned less[GENERATE_LINES], share[GENERATE_LINES];
    unsigned paid = total, patient = 0, date = day(g);

    for (unsigned i = 0; i < lines; i++) {
        less[i] = charge[i] / (2 + generate_pick(g, 8));
        share[i] = generate_pick(g, 3) ? 0 : charge[i] / 10;
        paid -= less[i] + share[i];
        patient += share[i];
    }
    put(g, "CLP*PCN%09lu*1*%u*%u*%u*12*ICN%010lu*11*1", g->claims, total, paid,
        patient, g->claims);
    put(g, "NM1*QC*1*%s*%s****MI*XYZ%09u", PICK(g, last_names),
        PICK(g, first_names), generate_pick(g, 999999999));
    put(g, "NM1*82*1*%s*%s****XX*1234567893", PICK(g, last_names),
        PICK(g, first_names));
    put(g, "DTM*050*20260103");
    for (unsigned i = 0; i < lines; i++) {
        put(g, "SVC*HC:%s*%u*%u**1", PICK(g, procedures), charge[i],
            charge[i] - less[i] - share[i]);
        put(g, "DTM*472*%u", date);
        if (less[i] > 0)
            put(g, "CAS*CO*45*%u", less[i]);
        if (share[i] > 0)
            put(g, "CAS*PR*2*%u", share[i]);
        put(g, "REF*6R*%lu-%u", g->claims, i + 1);
        put(g, "AMT*B6*%u", charge[i] - less[i]);
    }
    return paid;
}

static unsigned put_claim(struct generate *g, enum bench_kind kind, unsigned hl)
{
    unsigned charge[GENERATE_LINES], total = 0;
    unsigned lines = 1 + generate_pick(g, GENERATE_LINES);

    if (++g->claims % GENERATE_RARE == 0 && g->wrong == BENCH_HUNDREDTH)
        g->pending = &breaks[kind][g->claims / GENERATE_RARE % GENERATE_BREAKS];
    for (unsigned i = 0; i < lines; i++)
        total += charge[i] = 20 + generate_pick(g, 400);
    if (kind == BENCH_835)
        return put_payment(g, charge, lines, total);
    put_subscriber(g, hl);
    if (kind == BENCH_837P)
        put_professional(g, charge, lines, total);
    else
        put_institutional(g, charge, lines, total);
    return 0;
}

/* The total of an 835 stands before its payments, so it is of a fixed width and
 * written over. */
static void put_set(struct generate *g, enum bench_kind kind)
{
    unsigned paid = 0;
    long at;

    g->segments = 0;
    g->sets++;
    put(g, kind == BENCH_835 ? "ST*835*%04u" : "ST*837*%04u*%s", g->sets,
        versions[kind]);
    at = ftell(g->file);
    if (kind == BENCH_835) {
        put(g,
            "BPR*I*%09u*C*ACH*CCP*01*999999992*DA*123456*1999999999**01*"
            "999999992*DA*654321*20260105",
            0u);
        put(g, "TRN*1*EFT%07u*1999999999", g->sets);
        put(g, "DTM*405*20260105");
        put(g, "N1*PR*EXAMPLE MUTUAL HEALTH");
        put_address(g);
        put(g, "PER*BL*HELP DESK*TE*5555550101");
        put(g, "N1*PE*HARBOUR MEDICAL GROUP*XX*1234567893");
        put(g, "REF*TJ*999999999");
        put(g, "LX*1");
    } else {
        put_provider(g);
    }
    for (unsigned i = 0; i < GENERATE_SET; i++)
        paid += put_claim(g, kind, i + 2);
    put(g, "SE*%u*%04u", g->segments + 1, g->sets);
    if (kind == BENCH_835 && g->wrong != BENCH_ALL_WRONG &&
        fseek(g->file, at, SEEK_SET) == 0) {
        fprintf(g->file, "BPR*I*%09u", paid);
        fseek(g->file, 0, SEEK_END);
    }
}

bool bench_generate(const char *path, struct bench_file *file)
{
    struct generate g = { .file = fopen(path, "w"),
                          .wrong = file->wrong,
                          .state = file->seed };
    bool remittance = file->kind == BENCH_835;
    bool ok;

    if (!g.file)
        return false;
    put(&g, "ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER"
            "       *260105*0915*^*00501*000000001*0*T*:");
    put(&g, "GS*%s*SUBMITTER*RECEIVER*20260105*0915*1*X*%s",
        remittance ? "HP" : "HC", versions[file->kind]);
    while (g.bytes < file->bytes)
        put_set(&g, file->kind);
    put(&g, "GE*%u*1", g.sets);
    put(&g, "IEA*1*000000001");
    ok = !ferror(g.file);
    file->broken = g.broken;
    return fclose(g.file) == 0 && ok;
}
