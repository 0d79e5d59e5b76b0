/* SPDX-License-Identifier: Apache-2.0 */
/* pass_tell - what a pass by the clock did, in lines and counters */
#include "edi/cli/pass_tell.h"

#include "edi/cli/desk.h"
#include "edi/cli/ingest_list.h"
#include "edi/cli/receive_list.h"
#include "writer/json.h"
#include "writer/text.h"

#include <stdio.h>

enum { PASS_DIGEST = 13 /* so many characters of a digest name a file */ };

static void pass_tell_dropped(struct edi_pass_told *c)
{
    const struct edi_drop_took *took = &c->pass->took;
    struct edi_journal *j = c->journal;

    if (took->verdict == EDI_DROP_SEEN)
        edi_journal_say(j, EDI_JOURNAL_NOTE,
                        "intake %s: the same bytes were taken before",
                        took->name);
    if (took->verdict == EDI_DROP_TAKEN)
        edi_journal_say(j, EDI_JOURNAL_NOTE,
                        "intake %s: claims taken: %llu, files queued: %llu",
                        took->name, (unsigned long long)took->claims,
                        (unsigned long long)took->batches);
    if (took->aside > 0) {
        edi_run_exit(c->run, EDI_EXIT_FOUND);
        edi_journal_say(j, EDI_JOURNAL_WARNING,
                        "intake %s: rows put aside: %llu%s%s", took->name,
                        (unsigned long long)took->aside,
                        *took->aside_path ? ", see " : "", took->aside_path);
    }
    if (*took->why && took->aside == 0) {
        edi_run_exit(c->run, EDI_EXIT_FOUND);
        edi_journal_say(j, EDI_JOURNAL_WARNING, "%s", took->why);
    }
}

static void pass_tell_sent(struct edi_pass_told *c)
{
    const struct edi_pass *pass = c->pass;

    /* whether it stays unknown is known when the answers are fetched */
    if (pass->send.trouble != EDI_TROUBLE_UNKNOWN)
        edi_run_exit(c->run, edi_desk_trouble(pass->send.trouble));
    if (pass->send.trouble == EDI_TROUBLE_NONE)
        edi_journal_say(c->journal, EDI_JOURNAL_NOTE, "%s: sent %s",
                        pass->batch.partner, pass->batch.name);
    else
        edi_journal_say(c->journal, EDI_JOURNAL_WARNING, "%s: %s is %s: %s",
                        pass->batch.partner, pass->batch.name,
                        edi_batch_state_text(pass->batch.state),
                        pass->send.why);
}

/* "3fa9c1d20b77": what was fetched is named by its bytes; what was not, as the
 * partner did. Valid as long as `digits`. */
static x12_str pass_tell_name(const struct edi_receive *r,
                              char digits[PASS_DIGEST])
{
    if (r->file.bytes == 0)
        return r->name;
    for (size_t i = 0; i < (PASS_DIGEST - 1) / 2; i++)
        snprintf(digits + 2 * i, 3, "%02x", (unsigned)r->file.digest[i]);
    return (x12_str){ digits, PASS_DIGEST - 1 };
}

/* "hub: taken 3fa9c1d20b77: taken in, 6 claim payments" */
static enum x12_status pass_tell_words(const struct edi_receive *r,
                                       struct x12_sink *sink,
                                       struct x12_error *err)
{
    char digits[PASS_DIGEST];
    const x12_str name = pass_tell_name(r, digits);
    const char *why = edi_receive_list_why(r);
    enum x12_status status = x12_sink_open_memory(sink, 4 * X12_TEXT_BUFFER,
                                                  err);
    struct x12_text t;

    x12_text_init(&t, sink, err);
    x12_text_data(&t, x12_str_from(r->partner->name));
    x12_text_put(&t, ": ");
    x12_text_put(&t, edi_receive_list_verdict(r));
    x12_text_put(&t, name.len > 0 ? " " : "");
    x12_text_data(&t, name);
    if (r->verdict == EDI_RECEIVE_TAKEN) {
        x12_text_put(&t, ": ");
        edi_ingest_list_text(&t, &r->told, false);
    }
    x12_text_put(&t, *why ? ": " : "");
    x12_text_data(&t, x12_str_from(why));
    return status == X12_OK ? x12_text_flush(&t) : status;
}

static void pass_tell_received(struct edi_pass_told *c)
{
    const struct edi_receive *r = &c->pass->receive;
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct edi_run looks = { .exit = EDI_EXIT_OK };

    edi_receive_list_exit(&looks, r);
    edi_run_exit(c->run, (enum edi_exit)looks.exit);
    if (pass_tell_words(r, &sink, &err) == X12_OK) {
        const x12_str said = x12_sink_memory(&sink);

        edi_journal_say(c->journal,
                        looks.exit == EDI_EXIT_OK ? EDI_JOURNAL_NOTE
                                                  : EDI_JOURNAL_WARNING,
                        "%.*s", (int)said.len, said.at);
    }
    x12_sink_close(&sink);
}

void edi_pass_tell(struct edi_pass_told *c)
{
    switch (c->pass->unit) {
    case EDI_PASS_DROPPED:
        pass_tell_dropped(c);
        break;
    case EDI_PASS_WAITING:
        if (c->dry_run)
            edi_journal_say(c->journal, EDI_JOURNAL_NOTE, "%s: would send %s",
                            c->pass->batch.partner, c->pass->batch.name);
        break;
    case EDI_PASS_SENT:
        pass_tell_sent(c);
        break;
    case EDI_PASS_ASKED:
        edi_journal_say(c->journal, EDI_JOURNAL_NOTE,
                        "%s: would be asked for files", c->pass->partner->name);
        break;
    case EDI_PASS_RECEIVED:
        pass_tell_received(c);
        break;
    case EDI_PASS_REPORTED:
        edi_journal_say(c->journal, EDI_JOURNAL_NOTE,
                        c->dry_run ? "reports would be written"
                                   : "reports are written");
        break;
    }
}

/* --- the line of counters ------------------------------------------------------ */

#define COUNT(key, words)                                  \
    {                                                      \
#key, words, offsetof(struct edi_pass_counts, key) \
    }

/* Keys are fixed; words are for people. */
static const struct pass_count {
    const char *key, *words;
    size_t at;
} pass_counts[] = {
    COUNT(files, "files taken in"),
    COUNT(left, "left for the next run"),
    COUNT(seen, "taken before"),
    COUNT(claims, "claims"),
    COUNT(aside, "rows put aside"),
    COUNT(queued, "files queued"),
    COUNT(sent, "sent"),
    COUNT(unsent, "not sent"),
    COUNT(received, "received"),
    COUNT(acks, "acknowledgements"),
    COUNT(payments, "claim payments"),
    COUNT(matched, "matched"),
    COUNT(repeated, "received before"),
    COUNT(reports, "texts for people"),
    COUNT(unread, "not taken in"),
    COUNT(refused, "refused"),
    COUNT(failed, "failed"),
    COUNT(waiting, "waiting"),
    COUNT(unknown, "unknown"),
    COUNT(rejected, "rejected"),
};

enum { PASS_COUNTS = sizeof(pass_counts) / sizeof(pass_counts[0]) };

static uint64_t pass_number(const struct edi_pass_told *c, size_t i)
{
    uint64_t n;

    memcpy(&n, (const char *)&c->pass->counts + pass_counts[i].at, sizeof(n));
    return n;
}

static enum x12_status pass_json(struct edi_pass_told *c)
{
    struct x12_json j;
    enum x12_status status;

    x12_json_init(&j, &c->run->out, &c->run->err);
    x12_json_object(&j);
    x12_json_text(&j, "time", x12_str_from(c->pass->options.when));
    for (size_t i = 0; i < PASS_COUNTS; i++) {
        x12_json_key(&j, pass_counts[i].key);
        x12_json_count(&j, pass_number(c, i));
    }
    x12_json_key(&j, "stopped");
    x12_json_bool(&j, c->stopped);
    x12_json_key(&j, "dry_run");
    x12_json_bool(&j, c->dry_run);
    x12_json_key(&j, "exit");
    x12_json_count(&j, (uint64_t)c->run->exit);
    x12_json_end(&j);
    x12_json_line(&j);
    status = x12_json_flush(&j);
    x12_json_release(&j);
    return status;
}

/* "files taken in 1, claims 10": what there is of it. */
static void pass_words(const struct edi_pass_told *c, struct x12_text *t)
{
    bool first = true;

    for (size_t i = 0; i < PASS_COUNTS; i++) {
        if (pass_number(c, i) == 0)
            continue;
        x12_text_put(t, first ? "" : ", ");
        x12_text_put(t, pass_counts[i].words);
        x12_text_put(t, " ");
        x12_text_count(t, pass_number(c, i));
        first = false;
    }
    x12_text_put(t, first ? "nothing to do" : "");
    x12_text_put(t, c->dry_run ? "; a dry run" : "");
    x12_text_put(t, c->stopped ? "; told to stop" : "");
}

static enum x12_status pass_text(struct edi_pass_told *c, struct x12_sink *to)
{
    struct x12_text t;

    x12_text_init(&t, to, &c->run->err);
    pass_words(c, &t);
    x12_text_line(&t);
    return x12_text_flush(&t);
}

/* The same line in the log, but for runs that had nothing to do. */
static enum x12_status pass_log(struct edi_pass_told *c)
{
    struct x12_sink sink = { 0 };
    enum x12_status status;
    x12_str said;

    status = x12_sink_open_memory(&sink, X12_TEXT_BUFFER, &c->run->err);
    if (status == X12_OK)
        status = pass_text(c, &sink);
    said = x12_sink_memory(&sink);
    if (status == X12_OK && !x12_str_is(said, "nothing to do\n"))
        edi_journal_say(c->journal, EDI_JOURNAL_NOTE, "%.*s", (int)said.len - 1,
                        said.at);
    x12_sink_close(&sink);
    return status;
}

enum x12_status edi_pass_tell_counts(struct edi_pass_told *c)
{
    enum x12_status status = X12_OK;

    if (edi_journal_is_kept(c->journal))
        status = pass_log(c);
    if (status == X12_OK && c->run->format == EDI_JSONL)
        return pass_json(c);
    return status == X12_OK && !c->run->quiet ? pass_text(c, &c->run->out)
                                              : status;
}
