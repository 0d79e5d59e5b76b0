/* SPDX-License-Identifier: Apache-2.0 */
/* job_simulate - a payer that answers an 837 */
#include "edi/jobs/job_simulate.h"

#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"

enum x12_status edi_simulate_begin(struct edi_simulate *sim)
{
    enum x12_status status;

    sim->remits = (struct edi_remits){ .files = &sim->files,
                                       .payer = &sim->payer,
                                       .seed = sim->seed,
                                       .most = sim->remits_at_once };
    status = edi_remits_begin(&sim->remits);
    if (status == X12_OK)
        status = edi_simulate_open(&sim->files, "truth.jsonl",
                                   &sim->truth_sink);
    x12_json_init(&sim->truth, &sim->truth_sink, sim->files.err);
    return status;
}

/* --- TA1 and 999 -------------------------------------------------------------- */

static void simulate_refuse(struct edi_simulate *sim, uint64_t **list,
                            size_t *count, uint64_t which)
{
    uint64_t *one = x12_arena_push(&sim->refusals, list, count, sizeof(*one));

    if (one)
        *one = which;
}

static bool simulate_is_in(const uint64_t *list, size_t count, uint64_t which)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == which)
            return true;
    return false;
}

static enum x12_status simulate_check(struct edi_simulate *sim,
                                      struct edi_check *check)
{
    const struct x12_finding *finding;
    enum x12_status status;

    while ((status = edi_check_next(check, &finding)) == X12_OK)
        if (*x12_finding_ta105(finding) &&
            finding->fault->severity == X12_ERROR)
            simulate_refuse(sim, &sim->refused_interchanges,
                            &sim->refused_interchange_count,
                            check->cur.envelope.interchanges);
    for (size_t i = 0; i < check->refused_count; i++)
        simulate_refuse(sim, &sim->refused_sets, &sim->refused_set_count,
                        check->refused[i]);
    sim->refused += check->refused_count;
    return status == X12_END ? X12_OK : status;
}

static void simulate_forget(struct edi_simulate *sim)
{
    x12_arena_reset(&sim->refusals);
    sim->refused_sets = sim->refused_interchanges = NULL;
    sim->refused_set_count = sim->refused_interchange_count = 0;
}

enum x12_status edi_simulate_acks(struct edi_simulate *sim,
                                  struct x12_source *src)
{
    const struct edi_ack_options options = { .time = sim->files.time };
    struct edi_check check = { 0 };
    struct edi_ack_file acks;
    enum x12_status status;

    simulate_forget(sim);
    edi_ack_file_init(&acks, sim->files.folder, &options, sim->files.err);
    status = edi_check_begin(&check, src, EDI_ACK_SNIP, sim->files.err);
    check.ack = &acks;
    check.list_refused = true;
    if (status == X12_OK)
        status = simulate_check(sim, &check);
    edi_ack_file_reset(&acks);
    edi_check_release(&check);
    return status;
}

/* --- 277CA and 835 ------------------------------------------------------------- */

/* The claim at hand, for the truth. */
struct simulate_place {
    struct edi_truth_claim claim;
    char interchange[16], transaction[16];
};

static enum x12_status simulate_verdict(struct edi_simulate *sim,
                                        const struct edi_claim *claim,
                                        const struct edi_reply *reply)
{
    struct edi_claim_verdict verdict;

    if (reply->story == EDI_RATE_SILENT)
        return X12_OK;
    edi_verdict_of(&verdict, claim);
    verdict.payer_control = reply->control;
    if (reply->story == EDI_RATE_REJECTED) {
        verdict.accepted = false;
        verdict.payer_control = (x12_str){ NULL, 0 };
        verdict.code[0] = (struct edi_status_code){ X12_STR("A7"),
                                                    X12_STR("562"),
                                                    X12_STR("85") };
        if (reply->is_void) /* of no claim that the payer knows */
            verdict.code[0] = (struct edi_status_code){ X12_STR("A7"),
                                                        X12_STR("464"),
                                                        X12_STR("") };
    }
    return edi_verdict_file_add(&sim->verdicts, &sim->files, &verdict);
}

static enum x12_status simulate_payments(struct edi_simulate *sim,
                                         const struct edi_claim *claim,
                                         const struct edi_reply *reply,
                                         const struct edi_truth_claim *where)
{
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < reply->count && status == X12_OK; i++) {
        const struct edi_remit_place *place;

        status = edi_remits_add(&sim->remits, claim, reply, i, &place);
        if (status == X12_OK)
            edi_truth_put(&sim->truth, where, reply, i, place);
    }
    return status == X12_OK ? x12_json_status(&sim->truth) : status;
}

static void simulate_count(struct edi_simulate *sim,
                           const struct edi_reply *reply)
{
    sim->claims++;
    sim->voids += reply->is_void && reply->count > 0;
    sim->priced += reply->count > 0 &&
                   reply->items[0].outcome == EDI_PREDETERMINATION;
    if (reply->story != EDI_RATES)
        sim->stories[reply->story]++;
    else
        sim->unanswered += reply->count == 0;
}

static enum x12_status simulate_claim(struct edi_simulate *sim,
                                      const struct edi_claim *claim,
                                      struct simulate_place *place)
{
    struct edi_reply reply;
    enum x12_status status;

    x12_arena_reset(&sim->arena);
    edi_reply_make(&reply, &sim->payer, sim->seed, claim, sim->files.day,
                   &sim->arena);
    if (sim->arena.failed)
        return x12_fail(sim->files.err, sim->arena.failed,
                        "simulate: out of memory");
    place->claim.clm = claim->ordinal;
    simulate_count(sim, &reply);
    status = simulate_verdict(sim, claim, &reply);
    if (status == X12_OK)
        status = simulate_payments(sim, claim, &reply, &place->claim);
    return status;
}

static void simulate_place(struct simulate_place *place,
                           const struct x12_envelope *env)
{
    x12_str_put(x12_str_from(env->isa_control), place->interchange,
                sizeof(place->interchange));
    x12_str_put(x12_str_from(env->st_control), place->transaction,
                sizeof(place->transaction));
    place->claim.interchange = x12_str_from(place->interchange);
    place->claim.transaction = x12_str_from(place->transaction);
}

/* All claims of the set that the cursor is in. */
static enum x12_status simulate_set(struct edi_simulate *sim,
                                    struct edi_claim_reader *rd,
                                    struct simulate_place *place)
{
    const struct edi_claim *claim;
    enum x12_status status;

    edi_simulate_files_answer(&sim->files, rd->cur);
    simulate_place(place, &rd->cur->envelope);
    while ((status = edi_claim_next(rd, &claim)) == X12_OK) {
        status = simulate_claim(sim, claim, place);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? edi_verdict_file_end(&sim->verdicts) : status;
}

static enum x12_status simulate_sets(struct edi_simulate *sim,
                                     struct edi_claim_reader *rd,
                                     struct simulate_place *place)
{
    enum x12_status status;
    enum edi_set_kind kind;
    uint64_t set = 0;

    while ((status = edi_set_next(rd->cur, &kind)) == X12_OK) {
        set += kind != EDI_SET_TA1;
        if (kind != EDI_SET_CLAIM ||
            simulate_is_in(sim->refused_sets, sim->refused_set_count, set) ||
            simulate_is_in(sim->refused_interchanges,
                           sim->refused_interchange_count,
                           rd->cur->envelope.interchanges))
            continue;
        status = simulate_set(sim, rd, place);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_simulate_answers(struct edi_simulate *sim,
                                     struct x12_source *src, x12_str file)
{
    struct simulate_place place = { .claim = { .file = file } };
    struct edi_claim_reader rd = { 0 };
    struct x12_cursor cur = { 0 };
    enum x12_status status = x12_cursor_init(&cur, src, edi_guide_find,
                                             sim->files.err);

    edi_claim_reader_init(&rd, &cur, sim->files.err);
    if (status == X12_OK)
        status = simulate_sets(sim, &rd, &place);
    edi_claim_reader_release(&rd);
    x12_cursor_release(&cur);
    return status;
}

enum x12_status edi_simulate_end(struct edi_simulate *sim)
{
    enum x12_status status = edi_remits_end(&sim->remits);

    if (status == X12_OK)
        status = x12_json_flush(&sim->truth);
    if (status == X12_OK)
        status = x12_sink_commit(&sim->truth_sink, sim->files.err);
    return status;
}

void edi_simulate_release(struct edi_simulate *sim)
{
    edi_verdict_file_release(&sim->verdicts);
    edi_remits_release(&sim->remits);
    x12_json_release(&sim->truth);
    x12_sink_close(&sim->truth_sink);
    x12_arena_release(&sim->arena);
    x12_arena_release(&sim->refusals);
}
