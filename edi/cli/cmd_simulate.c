/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_simulate - edi simulate */
#include "edi/cli/command.h"
#include "edi/jobs/job_simulate.h"
#include "writer/text.h"

#include <errno.h>
#include <sys/stat.h>

enum { OUT, SEED, PAYER, RATES };

static const struct edi_option options[] = {
    [OUT] = { "out", 'o', EDI_OPTION_TEXT, "DIR", "where the answers go" },
    [SEED] = { "seed", 0, EDI_OPTION_COUNT, "N",
               "another seed, other answers (default: 1)" },
    [PAYER] = { "payer", 0, EDI_OPTION_TEXT, "FILE",
                "how the payer answers: rates and habits" },
    [RATES] = { "rates", 0, EDI_OPTION_TEXT, "NAME=PERCENT,...",
                "rates over those of the profile" },
};

enum { SIMULATE_RATE = 64 }; /* characters of one NAME=PERCENT */

struct cmd_simulate {
    struct edi_run *run;
    struct x12_text text;
    struct x12_json json;
    struct edi_simulate sim;
};

/* --- what was asked for -------------------------------------------------------- */

static enum x12_status simulate_profile(struct edi_run *run,
                                        struct edi_payer *payer)
{
    struct edi_config config = { 0 };
    enum x12_status status = edi_config_read(&config, run->text[PAYER],
                                             &run->err);

    for (size_t i = 0; i < config.count && status == X12_OK; i++) {
        const struct edi_config_entry *entry = &config.entries[i];
        const char *why;

        if (!edi_payer_set(payer, entry->section, entry->key, entry->value,
                           &why))
            status = x12_fail(&run->err, X12_EMISUSE, "%s: line %u: %s %s",
                              config.path, entry->line, entry->key, why);
    }
    edi_config_release(&config);
    return status;
}

static enum x12_status simulate_rates(struct edi_run *run,
                                      struct edi_payer *payer)
{
    x12_str rest = x12_str_from(run->text[RATES]);

    while (rest.len > 0) {
        x12_str value = x12_str_cut(&rest, ',');
        x12_str name = x12_str_cut(&value, '=');
        char key[SIMULATE_RATE], percent[SIMULATE_RATE];
        const char *why = "is too long";

        x12_str_put(name, key, sizeof(key));
        x12_str_put(value, percent, sizeof(percent));
        if (name.len >= sizeof(key) || value.len >= sizeof(percent) ||
            !edi_payer_set(payer, "rates", key, percent, &why))
            return x12_fail(&run->err, X12_EMISUSE, "--rates: %s %s", key, why);
    }
    return X12_OK;
}

static enum x12_status simulate_settle(struct cmd_simulate *c)
{
    struct edi_run *run = c->run;
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < run->file_count && status == X12_OK; i++)
        if (strcmp(run->files[i], "-") == 0)
            status = x12_fail(&run->err, X12_EMISUSE,
                              "standard input: it is read twice, so it must be "
                              "a file");
    c->sim.payer = edi_payer_plain;
    c->sim.seed = edi_given(run, SEED) ? run->number[SEED] : 1;
    if (status == X12_OK && edi_given(run, PAYER))
        status = simulate_profile(run, &c->sim.payer);
    if (status == X12_OK && edi_given(run, RATES))
        status = simulate_rates(run, &c->sim.payer);
    if (status == X12_OK && mkdir(run->text[OUT], 0700) != 0 && errno != EEXIST)
        status = x12_fail(&run->err, X12_EIO, "%s: %s", run->text[OUT],
                          strerror(errno));
    return status;
}

/* --- what is told ---------------------------------------------------------------- */

static bool simulate_is_remittance(const struct edi_simulated *file)
{
    return strcmp(file->kind, "835") == 0;
}

static enum x12_status simulate_tell_text(struct x12_text *t,
                                          const struct edi_simulated *file)
{
    x12_text_put(t, file->name);
    x12_text_pad(t, 22);
    x12_text_date(t, file->date);
    x12_text_right(t, 8);
    x12_text_count(t, file->items);
    if (simulate_is_remittance(file)) {
        x12_text_right(t, 16);
        x12_text_money(t, file->amount);
    }
    x12_text_line(t);
    return t->status;
}

static enum x12_status simulate_tell(void *self,
                                     const struct edi_simulated *file)
{
    struct cmd_simulate *c = self;
    struct x12_json *j = &c->json;

    if (c->run->format == EDI_TEXT)
        return simulate_tell_text(&c->text, file);
    x12_json_object(j);
    x12_json_text(j, "file", x12_str_from(file->name));
    x12_json_text(j, "kind", x12_str_from(file->kind));
    x12_json_day(j, "date", file->date);
    x12_json_key(j, "items");
    x12_json_count(j, file->items);
    if (simulate_is_remittance(file)) {
        x12_json_key(j, "amount");
        x12_json_money(j, file->amount);
    }
    x12_json_end(j);
    x12_json_line(j);
    return x12_json_status(j);
}

/* ", 2 undone"; nothing of nothing */
static void simulate_besides(struct x12_text *t, uint64_t count,
                             const char *what)
{
    if (count == 0)
        return;
    x12_text_put(t, ", ");
    x12_text_count(t, count);
    x12_text_put(t, what);
}

/* "10 claims: 1 denied, 2 partial, 7 paid" */
static void simulate_summary(struct cmd_simulate *c)
{
    const struct edi_simulate *sim = &c->sim;
    struct x12_text *t = &c->text;
    uint64_t paid = sim->claims - sim->unanswered - sim->voids - sim->priced;

    if (c->run->format != EDI_TEXT)
        return;
    x12_text_count(t, sim->claims);
    x12_text_put(t, sim->claims == 1 ? " claim: " : " claims: ");
    for (size_t i = 0; i < EDI_RATE_STORIES; i++) {
        if (sim->stories[i] == 0)
            continue;
        paid -= sim->stories[i];
        x12_text_count(t, sim->stories[i]);
        x12_text_put(t, " ");
        x12_text_put(t, edi_rate_name((enum edi_rate)i));
        x12_text_put(t, ", ");
    }
    x12_text_count(t, paid);
    x12_text_put(t, " paid");
    simulate_besides(t, sim->priced, " priced");
    simulate_besides(t, sim->voids, " undone");
    simulate_besides(t, sim->unanswered, " not to be paid");
    x12_text_line(t);
}

/* --- the run ---------------------------------------------------------------------- */

/* The name without its folders. */
static x12_str simulate_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return x12_str_from(slash ? slash + 1 : path);
}

static enum x12_status simulate_file(struct cmd_simulate *c,
                                     struct x12_source *src)
{
    const uint64_t before = c->sim.claims;
    enum x12_status status = edi_simulate_acks(&c->sim, src);

    if (status == X12_OK)
        status = edi_run_again(c->run, src);
    if (status == X12_OK)
        status = edi_simulate_answers(&c->sim, src,
                                      simulate_base(c->run->file));
    if (status == X12_OK && c->sim.claims == before)
        edi_run_found(c->run, "it has no claim that could be answered");
    return status;
}

static enum x12_status simulate_files(struct cmd_simulate *c)
{
    struct x12_source src = { 0 };
    enum x12_status status = X12_OK;

    while (status == X12_OK && edi_run_next(c->run, &src)) {
        status = simulate_file(c, &src);
        edi_run_done(c->run, &src, status);
    }
    return c->run->exit >= EDI_EXIT_FAILED ? X12_EIO : status;
}

static enum x12_status simulate_run(struct cmd_simulate *c)
{
    enum x12_status status = edi_simulate_begin(&c->sim);

    if (status == X12_OK)
        status = simulate_files(c);
    if (status == X12_OK)
        status = edi_simulate_end(&c->sim);
    if (status == X12_OK) {
        simulate_summary(c);
        if (c->sim.refused > 0 || c->sim.refused_interchange_count > 0)
            edi_run_exit(c->run, EDI_EXIT_FOUND);
    }
    if (status >= X12_OK)
        status = c->run->format == EDI_TEXT ? x12_text_flush(&c->text)
                                            : x12_json_flush(&c->json);
    return status;
}

static int cmd_simulate_run(struct edi_run *run)
{
    struct cmd_simulate c = { .run = run };
    enum x12_status status;

    if (!edi_given(run, OUT))
        return edi_run_misuse(run, "--out says where the answers go");
    x12_text_init(&c.text, &run->out, &run->err);
    x12_json_init(&c.json, &run->out, &run->err);
    c.sim.files = (struct edi_simulate_files){ .folder = run->text[OUT],
                                               .err = &run->err,
                                               .time = 120000,
                                               .tell = simulate_tell,
                                               .teller = &c,
                                               .day = run->today };
    status = simulate_settle(&c);
    if (status == X12_OK)
        status = simulate_run(&c);
    if (run->exit < EDI_EXIT_FAILED)
        edi_run_end(run, status);
    edi_simulate_release(&c.sim);
    x12_json_release(&c.json);
    return run->exit;
}

const struct edi_command edi_cmd_simulate = {
    .name = "simulate",
    .operands = "FILE...",
    .summary = "answers to an 837 as a payer would write them",
    .example = "edi simulate claims.837 --out answers --payer commercial.ini",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL,
    .named = true,
    .run = cmd_simulate_run,
};
