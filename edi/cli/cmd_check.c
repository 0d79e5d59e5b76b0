/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_check - edi check */
#include "edi/cli/settings.h"
#include "edi/jobs/finding_rows.h"
#include "edi/jobs/finding_show.h"
#include "edi/jobs/job_annotate.h"
#include "edi/jobs/job_check.h"

enum { SNIP, MAX, ANNOTATE, MASK, ACK, ACK_SNIP, CODES, EDITS, PARTNER };
enum { CMD_CHECK_MAX = 1000 };

static const struct edi_option options[] = {
    [SNIP] = { "snip", 0, EDI_OPTION_COUNT, "N",
               "look at levels 1 to N (default: 5)" },
    [MAX] = { "max", 0, EDI_OPTION_COUNT, "N",
              "findings shown of a file (default: 1000)" },
    [ANNOTATE] = { "annotate", 0, EDI_OPTION_FLAG, NULL,
                   "echo the file, \"!!\" under what is wrong" },
    [MASK] = { "mask", 0, EDI_OPTION_FLAG, NULL,
               "hide names, ids, dates and addresses there" },
    [ACK] = { "ack", 0, EDI_OPTION_TEXT, "DIR",
              "write the TA1 and the 999s that answer it there" },
    [ACK_SNIP] = { "ack-snip", 0, EDI_OPTION_COUNT, "N",
                   "they reject on errors of levels 1 to N (default: 2)" },
    [CODES] = { "codes", 0, EDI_OPTION_TEXT, "FILE",
                "lay these code lists over those built in" },
    [EDITS] = { "edits", 0, EDI_OPTION_TEXT, "FILE",
                "look at a payer's own rules too (level 7)" },
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "hold each ISA against this partner's settings" },
};

/* What is shown of one file. */
struct cmd_check {
    struct edi_run *run;
    struct edi_ack_file *ack;            /* NULL: no answers */
    const struct edi_check_lists *lists; /* NULL: those built in */
    const struct edi_edits *edits;       /* NULL: no rules of a payer */
    const struct x12_agreement *agreed;  /* NULL: no partner's settings */
    struct edi_rows *rows; /* of all files, as CSV; NULL: another form */
    struct edi_check check;
    uint64_t shown, max;
    struct x12_text text;
    struct x12_json json;
    struct x12_arena arena; /* findings kept for --annotate */
    struct x12_finding *kept;
    size_t kept_count;
};

static void cmd_check_text(struct cmd_check *c,
                           const struct x12_finding *finding)
{
    struct x12_text *t = &c->text;

    x12_text_data(t, x12_str_from(c->run->file));
    x12_text_put(t, ": ");
    if (finding->place.segment > 0) {
        x12_text_put(t, "set ");
        x12_text_data(t, x12_str_from(finding->transaction));
        x12_text_put(t, " segment ");
        x12_text_count(t, finding->place.segment);
    } else {
        x12_text_put(t, "byte ");
        x12_text_count(t, finding->place.offset);
    }
    x12_text_put(t, ": ");
    edi_finding_text(t, finding);
    x12_text_line(t);
}

static void cmd_check_keep(struct cmd_check *c,
                           const struct x12_finding *finding)
{
    struct x12_finding *kept = x12_arena_push(&c->arena, &c->kept,
                                              &c->kept_count, sizeof(*c->kept));

    if (kept)
        *kept = *finding;
}

static void cmd_check_show(struct cmd_check *c,
                           const struct x12_finding *finding)
{
    if (c->shown++ >= c->max)
        return;
    if (edi_given(c->run, ANNOTATE))
        cmd_check_keep(c, finding);
    else if (c->run->format == EDI_JSONL)
        edi_finding_json(&c->json, x12_str_from(c->run->file), finding);
    else if (c->rows)
        edi_finding_row(c->rows, x12_str_from(c->run->file), finding);
    else
        cmd_check_text(c, finding);
}

/* "1 set, " and "2 sets, ". */
static void cmd_check_amount(struct x12_text *t, uint64_t n, const char *what,
                             const char *behind)
{
    x12_text_count(t, n);
    x12_text_put(t, " ");
    x12_text_put(t, what);
    x12_text_put(t, n == 1 ? "" : "s");
    x12_text_put(t, behind);
}

static void cmd_check_summary_text(struct cmd_check *c)
{
    const struct edi_check *check = &c->check;
    struct x12_text *t = &c->text;

    if (c->shown > c->max) {
        x12_text_data(t, x12_str_from(c->run->file));
        x12_text_put(t, ": ");
        cmd_check_amount(t, c->shown - c->max, "more finding",
                         " not shown; see --max\n");
    }
    x12_text_data(t, x12_str_from(c->run->file));
    x12_text_put(t, ": ");
    cmd_check_amount(t, check->sets, "set", ", ");
    x12_text_count(t, check->accepted);
    x12_text_put(t, " accepted, ");
    x12_text_count(t, check->rejected);
    x12_text_put(t, " rejected; ");
    cmd_check_amount(t, check->errors, "error", ", ");
    cmd_check_amount(t, check->warnings, "warning", "; ");
    cmd_check_amount(t, check->segments, "segment", "\n");
}

static void cmd_check_summary_json(struct cmd_check *c)
{
    const struct edi_check *check = &c->check;
    struct x12_json *j = &c->json;
    const struct {
        const char *key;
        uint64_t n;
    } counts[] = {
        { "interchanges", check->interchanges },
        { "groups", check->groups },
        { "transactions", check->sets },
        { "accepted", check->accepted },
        { "rejected", check->rejected },
        { "errors", check->errors },
        { "warnings", check->warnings },
        { "segments", check->segments },
        { "bytes", check->bytes },
    };

    x12_json_object(j);
    x12_json_text(j, "file", x12_str_from(c->run->file));
    x12_json_key(j, "summary");
    x12_json_bool(j, true);
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        x12_json_key(j, counts[i].key);
        x12_json_count(j, counts[i].n);
    }
    x12_json_end(j);
    x12_json_line(j);
}

/* The file again, now that all is known. */
static enum x12_status cmd_check_annotate(struct cmd_check *c,
                                          struct x12_source *src)
{
    enum x12_status status = x12_text_flush(&c->text);

    if (c->arena.failed)
        status = x12_fail(&c->run->err, c->arena.failed,
                          "out of memory for findings; see --max");
    if (status == X12_OK)
        status = edi_run_again(c->run, src);
    if (status == X12_OK)
        status = edi_annotate(src, c->kept, c->kept_count,
                              edi_given(c->run, MASK), &c->run->out,
                              &c->run->err);
    return status;
}

/* All of one file. What was found before a failure is shown all the same. */
static enum x12_status cmd_check_file(struct cmd_check *c,
                                      struct x12_source *src)
{
    struct edi_run *run = c->run;
    unsigned snip = edi_given(run, SNIP) ? (unsigned)run->number[SNIP]
                                         : EDI_CHECK_SNIP;
    unsigned ack_snip = edi_given(run, ACK_SNIP)
                            ? (unsigned)run->number[ACK_SNIP]
                            : EDI_ACK_SNIP;
    const struct x12_finding *finding;
    enum x12_status shown = X12_OK;
    enum x12_status status;

    /* An answer must not accept what was not looked at. */
    if (c->ack && snip < ack_snip)
        snip = ack_snip;
    status = edi_check_begin(&c->check, src, snip, &run->err);
    c->check.ack = c->ack;
    if (!edi_given(run, ANNOTATE))
        c->check.sharing.threads = run->jobs;
    c->check.ack_snip = ack_snip;
    if (c->lists)
        edi_check_use(&c->check, c->lists);
    if (c->edits)
        edi_check_use_edits(&c->check, c->edits);
    edi_check_agree(&c->check, c->agreed);
    while (status == X12_OK && c->text.status == X12_OK &&
           x12_json_status(&c->json) == X12_OK &&
           (!c->rows || edi_rows_status(c->rows) == X12_OK) &&
           (status = edi_check_next(&c->check, &finding)) == X12_OK)
        cmd_check_show(c, finding);
    if (status < 0 && c->check.segments == 0)
        return status;
    if (edi_given(run, ANNOTATE))
        shown = cmd_check_annotate(c, src);
    if (run->format == EDI_JSONL)
        cmd_check_summary_json(c);
    else if (run->format == EDI_TEXT)
        cmd_check_summary_text(c);
    if (c->check.errors > 0 || c->check.rejected > 0)
        edi_run_exit(run, EDI_EXIT_FOUND);
    return status < 0 ? status : shown;
}

/* `with`: what is asked of every file. */
static void cmd_check_one(const struct cmd_check *with, struct x12_source *src)
{
    struct cmd_check c = *with;
    struct edi_run *run = c.run;
    enum x12_status status, flushed;

    if (edi_given(run, MAX))
        c.max = run->number[MAX];
    x12_text_init(&c.text, &run->out, &run->err);
    x12_json_init(&c.json, &run->out, &run->err);
    status = cmd_check_file(&c, src);
    flushed = run->format == EDI_JSONL ? x12_json_flush(&c.json)
                                       : x12_text_flush(&c.text);
    edi_check_release(&c.check);
    if (c.ack)
        edi_ack_file_reset(c.ack);
    x12_json_release(&c.json);
    x12_arena_release(&c.arena);
    edi_run_done(run, src, status < 0 ? status : flushed);
}

/* Wrong usage; 0: none. */
static int cmd_check_misuse(const struct edi_run *run)
{
    if (edi_given(run, ACK_SNIP) &&
        (run->number[ACK_SNIP] < 1 || run->number[ACK_SNIP] > 7))
        return edi_run_misuse(run, "--ack-snip takes 1 to 7");
    if (edi_given(run, SNIP) &&
        (run->number[SNIP] < 1 || run->number[SNIP] > 7))
        return edi_run_misuse(run, "--snip takes 1 to 7");
    if (edi_given(run, ANNOTATE) && run->format != EDI_TEXT)
        return edi_run_misuse(run, "--annotate is text only");
    for (size_t i = 0; edi_given(run, ANNOTATE) && i < run->file_count; i++)
        if (strcmp(run->files[i], "-") == 0)
            return edi_run_misuse(run, "--annotate reads twice: name a file");
    return 0;
}

/* Files of lists and rules that are laid beside those built in. */
static enum x12_status cmd_check_read(struct edi_run *run,
                                      struct edi_check_lists *lists,
                                      struct edi_edits *edits,
                                      struct x12_arena *arena)
{
    enum x12_status status = X12_OK;

    if (edi_given(run, CODES))
        status = edi_check_lists_read(lists, run->text[CODES], &run->err);
    if (edi_given(run, EDITS) && status >= 0)
        status = edi_check_edits_read(edits, arena, run->text[EDITS],
                                      &run->err);
    return status;
}

/* What was agreed with the partner that is asked for. */
static enum x12_status cmd_check_partner(struct edi_run *run,
                                         struct edi_partners *partners,
                                         struct x12_agreement *agreed)
{
    const struct edi_partner *partner = NULL;
    enum x12_status status = edi_settings_read(run);

    if (status == X12_OK)
        status = edi_settings_partners(run, partners, run->text[PARTNER],
                                       &partner);
    if (partner)
        edi_partner_agreement(partner, agreed);
    return status;
}

static int cmd_check_run(struct edi_run *run)
{
    struct edi_ack_options answers = {
        .date = run->today,
        .time = run->now,
        .snip = edi_given(run, ACK_SNIP) ? (unsigned)run->number[ACK_SNIP] : 0,
    };
    struct edi_check_lists lists = { 0 };
    struct edi_edits edits = { 0 };
    struct edi_partners partners = { 0 };
    struct x12_agreement agreed;
    struct x12_arena arena = { 0 };
    struct edi_ack_file ack;
    struct edi_rows rows;
    struct x12_source src = { 0 };
    struct cmd_check with = {
        .run = run,
        .ack = edi_given(run, ACK) ? &ack : NULL,
        .lists = edi_given(run, CODES) ? &lists : NULL,
        .edits = edi_given(run, EDITS) ? &edits : NULL,
        .agreed = edi_given(run, PARTNER) ? &agreed : NULL,
        .rows = run->format == EDI_CSV ? &rows : NULL,
        .max = CMD_CHECK_MAX,
    };
    enum x12_status status, finished = X12_OK;
    int misuse = cmd_check_misuse(run);

    if (misuse)
        return misuse;
    edi_ack_file_init(&ack, run->text[ACK], &answers, &run->err);
    status = cmd_check_read(run, &lists, &edits, &arena);
    if (status >= 0 && edi_given(run, PARTNER))
        status = cmd_check_partner(run, &partners, &agreed);
    if (with.rows)
        edi_finding_rows_init(&rows, &run->out, &run->err);
    while (status >= 0 && edi_run_next(run, &src))
        cmd_check_one(&with, &src);
    if (with.rows)
        finished = edi_rows_finish(&rows);
    edi_check_lists_release(&lists);
    edi_partners_release(&partners);
    x12_arena_release(&arena);
    if (status < 0 || finished < 0)
        return edi_run_end(run, status < 0 ? status : finished);
    return run->exit;
}

const struct edi_command edi_cmd_check = {
    .name = "check",
    .operands = "[FILE]...",
    .summary =
        "findings: envelope, guide, elements, balances, situations, codes",
    .example = "edi check --snip 3 claims.837",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .settings = true,
    .run = cmd_check_run,
};
