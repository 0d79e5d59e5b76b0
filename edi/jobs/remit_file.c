/* SPDX-License-Identifier: Apache-2.0 */
/* remit_file - remittances in the making, and the files they become */
#include "edi/jobs/remit_file.h"

#include "edi/jobs/remit_head.h"
#include "edi/simulate/chance.h"

#include <stdio.h>

/* Days from the claims to each wave. */
static const int remit_days[EDI_REPLY_WAVES] = { 14, 28, 46 };

enum x12_status edi_remits_begin(struct edi_remits *remits)
{
    if (remits->most == 0)
        remits->most = EDI_REMIT_SETS;
    remits->sets = x12_arena_make(&remits->arena,
                                  remits->most * sizeof(*remits->sets));
    remits->keys = x12_arena_make(&remits->arena,
                                  remits->most * sizeof(*remits->keys));
    if (!remits->sets || !remits->keys)
        return x12_fail(remits->files->err, X12_ENOMEM,
                        "simulate: out of memory");
    return x12_sink_open_memory(&remits->payment, EDI_REMIT_BYTES,
                                remits->files->err);
}

/* The writer of one payment, in the delimiters of the input at hand. */
static void remit_writer(struct edi_remits *remits)
{
    const struct edi_simulate_files *files = remits->files;

    if (remits->w.sink &&
        memcmp(&remits->w.delims, &files->delims, sizeof(files->delims)) == 0)
        return;
    x12_writer_release(&remits->w);
    x12_writer_init(&remits->w, &remits->payment, files->delims, files->err);
    remits->w.line_end = "\n";
}

/* --- sets --------------------------------------------------------------------- */

static bool remit_hit(const struct edi_remits *remits,
                      const struct edi_remit_set *set, enum edi_rate rate)
{
    uint64_t id = edi_chance_of_text(remits->seed,
                                     x12_str_from(set->place.name));

    return edi_chance(id, edi_rate_name(rate), EDI_PAYER_ALL) <
           remits->payer->rate[rate];
}

static void remit_name(struct edi_remits *remits, struct edi_remit_set *set)
{
    const uint32_t number = ++remits->files->remits;
    struct edi_remit_place *place = &set->place;

    snprintf(place->name, sizeof(place->name), "remit-%u-%04u.835",
             set->wave + 1, number);
    place->control = edi_simulate_control(remits->files);
    place->clp = 0;
    place->again[0] = '\0';
    set->twice = remit_hit(remits, set, EDI_RATE_DUPLICATE);
    if (!remit_hit(remits, set, EDI_RATE_REENVELOPED))
        return;
    snprintf(place->again, sizeof(place->again), "remit-%u-%04uc.835",
             set->wave + 1, number);
    place->again_control = edi_simulate_control(remits->files);
}

static enum x12_status remit_open(struct edi_remits *remits,
                                  struct edi_remit_set *set,
                                  const struct edi_claim *claim)
{
    struct edi_simulate_files *files = remits->files;
    enum x12_status status = x12_sink_open_memory(&set->body, EDI_REMIT_BYTES,
                                                  files->err);

    set->open = true;
    set->paid = set->interest = 0;
    set->segments = 0;
    set->plbs = NULL;
    set->plb_count = 0;
    x12_arena_reset(&set->arena);
    remit_name(remits, set);
    edi_remit_head(&set->rem, &set->arena, claim,
                   edi_simulate_day(files, remit_days[set->wave]),
                   set->place.control);
    remit_writer(remits);
    edi_payment_writer_init(&set->pw, &remits->w);
    if (status == X12_OK && set->arena.failed)
        status = x12_fail(files->err, set->arena.failed,
                          "simulate: out of memory");
    return status;
}

/* --- a set that is done --------------------------------------------------------- */

static void remit_plb(struct edi_remit_set *set, const char *code,
                      x12_str reference, x12_money amount)
{
    struct edi_remit_plb *plb;

    if (amount == 0)
        return;
    plb = x12_arena_push(&set->arena, &set->plbs, &set->plb_count,
                         sizeof(*plb));
    if (!plb)
        return;
    plb->code = code;
    plb->amount = amount;
    x12_str_put(reference, plb->reference, sizeof(plb->reference));
}

static bool remit_is_same(const struct edi_remit_set *set, const char *payer,
                          const char *payee, unsigned wave, bool apart)
{
    return set->open && set->wave == wave && set->apart == apart &&
           strcmp(set->payer, payer) == 0 && strcmp(set->payee, payee) == 0;
}

/* What cannot be taken now is carried forward; the next remittance to the same
 * payee takes it, where there is one. */
static void remit_carry(struct edi_remits *remits, struct edi_remit_set *set,
                        x12_money owed)
{
    remit_plb(set, "FB", set->rem.trace, -owed);
    for (size_t i = 0; i < remits->most; i++) {
        struct edi_remit_set *next = &remits->sets[i];

        if (remit_is_same(next, set->payer, set->payee, set->wave + 1, false)) {
            remit_plb(next, "FB", set->rem.trace, owed);
            return;
        }
    }
}

/* The PLBs of `rem`, and what the payment is with them. */
static void remit_settle(struct edi_remits *remits, struct edi_remit_set *set)
{
    struct edi_remittance *rem = &set->rem;
    x12_money amount = set->paid;

    remit_plb(set, "L6", rem->trace, -set->interest);
    for (size_t i = 0; i < set->plb_count; i++)
        amount -= set->plbs[i].amount;
    if (amount < 0)
        remit_carry(remits, set, -amount);
    rem->amount = amount > 0 ? amount : 0;
    rem->adjustments = x12_arena_make(
        &set->arena, (set->plb_count + 1) * sizeof(*rem->adjustments));
    for (size_t i = 0; rem->adjustments && i < set->plb_count; i++)
        rem->adjustments[i] = (struct edi_provider_adjustment){
            .provider = rem->payee.id,
            .fiscal_date = edi_remit_number(
                &set->arena, "%08llu",
                (uint64_t)rem->date / 10000 * 10000 + 1231),
            .code = x12_str_from(set->plbs[i].code),
            .reference = x12_str_from(set->plbs[i].reference),
            .amount = set->plbs[i].amount,
        };
    rem->adjustment_count = rem->adjustments ? set->plb_count : 0;
}

static enum x12_status remit_fill(struct edi_remits *remits,
                                  struct edi_remit_set *set, uint64_t control,
                                  x12_date date, struct x12_sink *sink)
{
    struct edi_simulate_files *files = remits->files;
    struct x12_interchange_head head;
    struct x12_interchange ic = { 0 };
    struct x12_writer w;
    enum x12_status status;

    edi_simulate_head(files, "HP", "005010X221A1", date, &head);
    x12_writer_init(&w, sink, files->delims, files->err);
    w.line_end = "\n";
    x12_interchange_begin(&ic, &w, &head, control);
    x12_group_begin(&ic, control);
    x12_set_begin(&ic, "835", 1, false);
    edi_remittance_write(&w, &set->rem);
    status = x12_writer_finish(&w);
    if (status == X12_OK)
        status = x12_sink_write(sink, x12_sink_memory(&set->body), files->err);
    w.set_segments += set->segments;
    edi_remittance_write_end(&w, &set->rem);
    x12_set_end(&ic);
    x12_group_end(&ic);
    x12_interchange_end(&ic);
    if (status == X12_OK)
        status = x12_writer_finish(&w);
    x12_writer_release(&w);
    return status;
}

static enum x12_status remit_write(struct edi_remits *remits,
                                   struct edi_remit_set *set, const char *name,
                                   uint64_t control, x12_date date)
{
    struct edi_simulate_files *files = remits->files;
    struct edi_simulated told = { .kind = "835",
                                  .date = date,
                                  .items = set->pw.payments,
                                  .amount = set->rem.amount };
    struct x12_sink sink = { 0 };
    enum x12_status status = edi_simulate_open(files, name, &sink);

    if (status == X12_OK)
        status = remit_fill(remits, set, control, date, &sink);
    if (status == X12_OK)
        status = x12_sink_commit(&sink, files->err);
    x12_sink_close(&sink);
    if (status != X12_OK)
        return status;
    x12_str_put(x12_str_from(name), told.name, sizeof(told.name));
    return files->tell(files->teller, &told);
}

static enum x12_status remit_close(struct edi_remits *remits,
                                   struct edi_remit_set *set)
{
    const struct edi_remit_place *place = &set->place;
    const x12_date date = set->rem.date;
    char twin[EDI_SIMULATE_NAME];
    enum x12_status status;

    remit_settle(remits, set);
    edi_remit_method(&set->rem, remits->payer->check);
    if (set->arena.failed)
        return x12_fail(remits->files->err, set->arena.failed,
                        "simulate: out of memory");
    set->open = false;
    remits->keys[set - remits->sets] = 0;
    status = remit_write(remits, set, place->name, place->control, date);
    if (status == X12_OK && set->twice) {
        snprintf(twin, sizeof(twin), "%.*sb.835",
                 (int)(strlen(place->name) - 4), place->name);
        status = remit_write(remits, set, twin, place->control, date);
    }
    if (status == X12_OK && place->again[0])
        status = remit_write(remits, set, place->again, place->again_control,
                             x12_date_from_days(x12_date_to_days(date) + 3));
    remits->bytes -= x12_sink_memory(&set->body).len;
    x12_sink_close(&set->body); /* its memory goes with it */
    return status;
}

/* --- a payment into its set ------------------------------------------------------ */

/* What a set is looked up by; never 0. */
static uint64_t remit_key(const char *payer, const char *payee, unsigned wave,
                          bool apart)
{
    uint64_t key = edi_chance_of_text(wave * 2 + apart, x12_str_from(payer));

    return edi_chance_of_text(key, x12_str_from(payee)) | 1;
}

/* The set that was longest unused, or NULL where one is free. */
static struct edi_remit_set *remit_oldest(struct edi_remits *remits,
                                          const struct edi_remit_set *but)
{
    struct edi_remit_set *oldest = NULL;

    for (size_t i = 0; i < remits->most; i++) {
        struct edi_remit_set *set = &remits->sets[i];

        if (remits->keys[i] != 0 && set != but &&
            (!oldest || set->used < oldest->used))
            oldest = set;
    }
    return oldest;
}

static struct edi_remit_set *remit_free(struct edi_remits *remits)
{
    for (size_t i = 0; i < remits->most; i++)
        if (remits->keys[i] == 0)
            return &remits->sets[i];
    return NULL;
}

static struct edi_remit_set *remit_look_up(struct edi_remits *remits,
                                           uint64_t key, const char *payer,
                                           const char *payee,
                                           const struct edi_reply_item *item)
{
    for (size_t i = 0; i < remits->most; i++)
        if (remits->keys[i] == key &&
            remit_is_same(&remits->sets[i], payer, payee, item->wave,
                          item->apart))
            return &remits->sets[i];
    return NULL;
}

/* The set that is open for it, else a place for one: free, or that of the set
 * that was longest unused, which is written. */
static enum x12_status remit_find(struct edi_remits *remits,
                                  const struct edi_claim *claim,
                                  const struct edi_reply_item *item,
                                  struct edi_remit_set **found)
{
    char payer[EDI_REMIT_KEY], payee[EDI_REMIT_KEY];
    struct edi_remit_set *set;
    enum x12_status status = X12_OK;
    uint64_t key;

    x12_str_put(claim->payer.id, payer, sizeof(payer));
    x12_str_put(claim->billing.id.len > 0 ? claim->billing.id
                                          : edi_remit_tax_id(claim),
                payee, sizeof(payee));
    key = remit_key(payer, payee, item->wave, item->apart);
    *found = remit_look_up(remits, key, payer, payee, item);
    if (*found)
        return X12_OK;
    set = remit_free(remits);
    if (!set) {
        set = remit_oldest(remits, NULL);
        status = remit_close(remits, set);
    }
    if (status != X12_OK)
        return status;
    memcpy(set->payer, payer, sizeof(payer));
    memcpy(set->payee, payee, sizeof(payee));
    set->wave = item->wave;
    set->apart = item->apart;
    remits->keys[set - remits->sets] = key;
    *found = set;
    return remit_open(remits, set, claim);
}

static bool remit_is_full(const struct edi_remit_set *set)
{
    /* Room for what is taken of one claim, interest and what is carried. */
    return set->pw.payments >= EDI_REMIT_PAYMENTS ||
           x12_sink_memory(&set->body).len > EDI_REMIT_BYTES / 4 ||
           set->plb_count + 4 > EDI_REMIT_PLBS;
}

/* Writes the payment into the set's body. */
static enum x12_status remit_write_payment(struct edi_remits *remits,
                                           struct edi_remit_set *set,
                                           const struct edi_payment *p)
{
    enum x12_status status;
    x12_str text;

    remit_writer(remits);
    remits->w.set_segments = 0;
    set->pw.w = &remits->w;
    edi_payment_write(&set->pw, p);
    status = x12_writer_finish(&remits->w);
    if (status != X12_OK)
        return status;
    text = x12_sink_memory(&remits->payment);
    set->segments += remits->w.set_segments;
    remits->bytes += text.len;
    status = x12_sink_write(&set->body, text, remits->files->err);
    x12_sink_memory_clear(&remits->payment);
    return status;
}

/* Closes sets until the bodies have room; but the one at hand. */
static enum x12_status remit_shrink(struct edi_remits *remits,
                                    const struct edi_remit_set *but)
{
    enum x12_status status = X12_OK;

    while (remits->bytes > EDI_REMIT_BYTES / 2 && status == X12_OK) {
        struct edi_remit_set *oldest = remit_oldest(remits, but);

        if (!oldest)
            break;
        status = remit_close(remits, oldest);
    }
    return status;
}

static enum x12_status remit_renew(struct edi_remits *remits,
                                   struct edi_remit_set *set,
                                   const struct edi_claim *claim)
{
    const uint64_t key = remits->keys[set - remits->sets];
    enum x12_status status = remit_close(remits, set);

    remits->keys[set - remits->sets] = key;
    return status == X12_OK ? remit_open(remits, set, claim) : status;
}

enum x12_status edi_remits_add(struct edi_remits *remits,
                               const struct edi_claim *claim,
                               const struct edi_reply *reply, size_t item,
                               const struct edi_remit_place **place)
{
    const struct edi_reply_item *told = &reply->items[item];
    struct edi_remit_set *set = NULL;
    enum x12_status status = remit_find(remits, claim, told, &set);

    if (status == X12_OK && remit_is_full(set))
        status = remit_renew(remits, set, claim);
    if (status == X12_OK)
        status = remit_write_payment(remits, set, &told->payment);
    if (status != X12_OK)
        return status;
    set->place.clp++;
    set->paid += told->payment.paid;
    set->interest += told->interest;
    remit_plb(set, "WO", reply->control, told->taken);
    set->used = ++remits->used;
    *place = &set->place;
    return remit_shrink(remits, set);
}

enum x12_status edi_remits_end(struct edi_remits *remits)
{
    enum x12_status status = X12_OK;

    for (unsigned wave = 0; wave < EDI_REPLY_WAVES; wave++)
        for (size_t i = 0; i < remits->most && status == X12_OK; i++)
            if (remits->sets[i].open && remits->sets[i].wave == wave)
                status = remit_close(remits, &remits->sets[i]);
    return status;
}

void edi_remits_release(struct edi_remits *remits)
{
    for (size_t i = 0; remits->sets && i < remits->most; i++) {
        x12_sink_close(&remits->sets[i].body);
        x12_arena_release(&remits->sets[i].arena);
    }
    x12_writer_release(&remits->w);
    x12_sink_close(&remits->payment);
    x12_arena_release(&remits->arena);
    remits->sets = NULL;
}
