/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_write - findings to the TA1 and the 999s that answer an interchange
 */
#include "edi/claims/ack_write.h"

#include "edi/claims/ack_say_private.h"
#include "edi/guides/guides.h"

enum { ACK_COUNT_MOST = 999999 }; /* AK902 to 04 have six digits */

const struct x12_delims edi_ack_delims = { '~', '*', ':', '^' };

/* --- headers --- */

/* Data element I05 again: what is none of it is answered as mutually defined. */
static void ack_qualifier(const char *qualifier, bool bad, char into[3])
{
    memcpy(into, bad ? "ZZ" : qualifier, 3);
}

static void ack_keep(const char *text, char *into, size_t cap)
{
    edi_ack_value(x12_str_from(text), into, cap);
}

void edi_ack_begin(struct edi_ack_writer *aw, struct x12_writer *body,
                   const struct edi_ack_options *options,
                   const struct x12_envelope *env)
{
    *aw = (struct edi_ack_writer){ .options = *options, .ta104 = 'A' };
    if (aw->options.snip == 0)
        aw->options.snip = EDI_ACK_SNIP;
    if (aw->options.date == 0)
        aw->options.date = env->isa_date ? env->isa_date : 19700101;
    memcpy(aw->ta105, "000", 4);
    memcpy(aw->sender_qualifier, env->receiver_qualifier, 3);
    memcpy(aw->receiver_qualifier, env->sender_qualifier, 3);
    ack_keep(env->receiver, aw->sender, sizeof(aw->sender));
    ack_keep(env->sender, aw->receiver, sizeof(aw->receiver));
    memcpy(aw->isa_control_text, env->isa_control, sizeof(env->isa_control));
    if (!x12_count_parse(x12_str_from(env->isa_control), &aw->isa_control) ||
        aw->isa_control == 0)
        aw->isa_control = 1;
    aw->isa_date = env->isa_date;
    aw->isa_time = env->isa_time;
    aw->ack_requested = env->ack_requested[0] == '1';
    aw->ic = (struct x12_interchange){
        .writer = body,
        .head = { .functional = X12_STR("FA"),
                  .version = X12_STR("005010X231A1"),
                  .date = aw->options.date,
                  .time = options->time,
                  .usage = env->usage[0] == 'T' || env->usage[0] == 't' ? 'T'
                                                                        : 'P' },
        .in_isa = true,
    };
}

/* Two characters at least, else what the ISA says. */
static x12_str ack_partner(const char *text, const char *instead, char into[16])
{
    ack_keep(text, into, 16);
    if (strlen(into) < 2)
        ack_keep(instead, into, 16);
    if (strlen(into) < 2)
        memcpy(into, "UNKNOWN", 8);
    return x12_str_from(into);
}

/* A number of the answer: the group's own while they grow, as they should. */
static uint64_t ack_gs_control(const struct edi_ack_writer *aw,
                               const char *told)
{
    uint64_t number;

    if (x12_count_parse(x12_str_from(told), &number) &&
        number > aw->gs_control && number <= X12_CONTROL_MAX)
        return number;
    return aw->gs_control < X12_CONTROL_MAX ? aw->gs_control + 1 : 1;
}

static void ack_code(struct edi_ack_codes *codes, const char *code)
{
    for (unsigned i = 0; i < codes->count; i++)
        if (strcmp(codes->at[i], code) == 0)
            return;
    if (codes->count < sizeof(codes->at) / sizeof(*codes->at))
        codes->at[codes->count++] = code;
}

static void ack_codes(struct x12_writer *w, const struct edi_ack_codes *codes)
{
    for (unsigned i = 0; i < codes->count; i++)
        x12_put(w, x12_str_from(codes->at[i]));
}

/* The first error counts, before it the first warning. */
static void ack_interchange(struct edi_ack_writer *aw, const char *ta105,
                            bool error)
{
    if (aw->ta104 == 'R' || (aw->ta104 == 'E' && !error))
        return;
    aw->ta104 = error ? 'R' : 'E';
    x12_str_put(x12_str_from(ta105), aw->ta105, sizeof(aw->ta105));
}

static void ack_ak1(struct edi_ack_writer *aw, const struct x12_envelope *env)
{
    struct x12_writer *w = aw->ic.writer;
    char version[13];
    uint64_t number;

    x12_writer_begin(w, "AK1");
    x12_put(w, x12_str_from(env->functional));
    if (x12_count_parse(x12_str_from(env->gs_control), &number)) {
        x12_put(w, x12_str_from(env->gs_control));
    } else {
        x12_put(w, X12_STR("0"));
        ack_code(&aw->group, "6");
        aw->group.rejects = true;
    }
    ack_keep(env->gs_version, version, sizeof(version));
    x12_put(w, *version ? x12_str_from(version) : X12_STR("UNKNOWN"));
    x12_writer_end(w);
}

/* The groups that AK101 can name. Others have no 999; of acknowledgements that
 * is as it should be. */
void edi_ack_group_begin(struct edi_ack_writer *aw,
                         const struct x12_envelope *env)
{
    x12_str functional = x12_str_from(env->functional);

    edi_ack_group_end(aw);
    if (x12_str_is(functional, "FA"))
        return;
    if (!x12_codes_have(" BE HB HC HI HN HP HR HS RA ", functional)) {
        ack_interchange(aw, "024", false);
        return;
    }
    aw->in_group = true;
    aw->group = (struct edi_ack_codes){ 0 };
    aw->has_included = false;
    aw->sets = aw->accepted = aw->warned = 0;
    aw->gs_control = ack_gs_control(aw, env->gs_control);
    aw->ic.head.gs_sender = ack_partner(env->gs_receiver, env->receiver,
                                        aw->gs_sender);
    aw->ic.head.gs_receiver = ack_partner(env->gs_sender, env->sender,
                                          aw->gs_receiver);
    x12_group_begin(&aw->ic, aw->gs_control);
    x12_set_begin(&aw->ic, "999", 1, true);
    aw->groups = aw->ic.groups;
    ack_ak1(aw, env);
}

/* Of a set without a guide: is its kind unknown, or only its version? */
static const char *ack_unsupported(const char *set)
{
    const struct x12_guide *guide;

    for (size_t i = 0; (guide = edi_guide_at(i)) != NULL; i++)
        if (strcmp(guide->set, set) == 0)
            return "I6";
    return "1";
}

/* ST02 as AK202 can say it: four digits at least. False: it cannot. */
static bool ack_set_control(const char *told, char into[10])
{
    char clean[10];
    uint64_t number;
    size_t len;

    ack_keep(told, clean, sizeof(clean));
    len = strlen(clean);
    if (len == 0 || strcmp(clean, told) != 0 ||
        (len < 4 && !x12_count_parse(x12_str_from(clean), &number)))
        return false;
    memset(into, '0', 4);
    memcpy(into + (len < 4 ? 4 - len : 0), clean, len + 1);
    return true;
}

void edi_ack_set_begin(struct edi_ack_writer *aw,
                       const struct x12_envelope *env)
{
    struct x12_writer *w = aw->ic.writer;
    x12_str set = x12_str_from(env->set);
    char control[10], reference[36];

    edi_ack_set_end(aw);
    if (!aw->in_group)
        return;
    aw->in_set = true;
    aw->set = (struct edi_ack_codes){ 0 };
    aw->unsupported = ack_unsupported(env->set);
    aw->set_warned = false;
    aw->segments = aw->unit_segments = aw->elements = aw->open = 0;
    aw->unit = 0;
    aw->sets++;
    aw->named = ack_set_control(env->st_control, control) &&
                x12_codes_have(" 270 271 276 277 278 820 834 835 837 ", set);
    if (!aw->named) {
        /* An AK9 with P would say that the set is accepted. */
        aw->group.rejects = true;
        ack_code(&aw->group, "1");
        return;
    }
    ack_keep(env->has_reference ? env->reference : "", reference,
             sizeof(reference));
    x12_writer_begin(w, "AK2");
    x12_put(w, set);
    x12_put(w, x12_str_from(control));
    x12_put(w, x12_str_from(reference));
    x12_writer_end(w);
}

/* --- what was found --- */

/* A new claim has its own share of what is listed. False: the share is used
 * up, of the claim or of the set. */
static bool ack_has_room(struct edi_ack_writer *aw,
                         const struct edi_ack_unit *unit)
{
    uint64_t at = unit ? unit->from + 1 : 0;

    if (at != aw->unit) {
        aw->unit = at;
        aw->unit_segments = 0;
    }
    if (aw->segments == EDI_ACK_SET_SEGMENTS ||
        (unit && aw->unit_segments == EDI_ACK_UNIT_SEGMENTS)) {
        edi_ack_lost(aw);
        return false;
    }
    aw->segments++;
    aw->unit_segments++;
    return true;
}

static void ack_list(struct edi_ack_writer *aw,
                     const struct x12_finding *finding,
                     const struct edi_ack_unit *unit)
{
    const struct x12_place *place = &finding->place;
    bool element = *finding->fault->ik403 && place->element > 0;
    struct x12_writer *w = aw->ic.writer;

    if (!element || aw->open != place->segment ||
        aw->open_offset != place->offset) {
        if (!ack_has_room(aw, unit))
            return;
        edi_ack_say_segment(w, finding, unit, element ? "8" : NULL);
        aw->elements = 0;
        aw->open = element ? place->segment : 0;
        aw->open_offset = place->offset;
    }
    if (!element)
        return;
    if (aw->elements++ == EDI_ACK_SEGMENT_ELEMENTS) {
        edi_ack_lost(aw);
        aw->elements--;
        return;
    }
    edi_ack_say_element(w, finding);
}

static void ack_found_in_set(struct edi_ack_writer *aw,
                             const struct x12_finding *finding,
                             const struct edi_ack_unit *unit, bool error)
{
    const struct x12_fault *fault = finding->fault;
    bool listed = *fault->ik304 && finding->place.segment > 0 &&
                  (strcmp(fault->ik304, "8") != 0 ||
                   (*fault->ik403 && finding->place.element > 0));

    /* A set that nobody has looked into is not accepted. */
    if (fault == &x12_faults[X12_FAULT_GUIDE_NONE]) {
        ack_code(&aw->set, aw->unsupported);
        error = true;
    } else if (*fault->ik502) {
        ack_code(&aw->set, fault->ik502);
    }
    if (listed && finding->place.segment == 1 && finding->place.element == 2)
        ack_code(&aw->set, "7");
    if (listed && error)
        ack_code(&aw->set, "5");
    if (listed || *fault->ik502) {
        aw->set.rejects |= error;
        aw->set_warned = true;
    } else if (error) {
        edi_ack_lost(aw);
    }
    if (listed && aw->named)
        ack_list(aw, finding, unit);
}

static void ack_found_in_group(struct edi_ack_writer *aw,
                               const struct x12_finding *finding, bool error)
{
    const char *code = x12_finding_ak905(finding);

    if (*code)
        ack_code(&aw->group, code);
    aw->group.rejects |= error;
    if (finding->fault == &x12_faults[X12_FAULT_GE01_COUNT] &&
        finding->has_numbers) {
        aw->has_included = true;
        aw->included = (uint64_t)finding->told;
    }
}

void edi_ack_found(struct edi_ack_writer *aw, const struct x12_finding *finding,
                   const struct edi_ack_unit *unit)
{
    const struct x12_fault *fault = finding->fault;
    const char *ta105 = x12_finding_ta105(finding);
    bool error = fault->severity == X12_ERROR;

    if (fault->snip > aw->options.snip || fault->severity == X12_INFO)
        return;
    if (*ta105) {
        ack_interchange(aw, ta105, error);
        if (fault == &x12_faults[X12_FAULT_ISA_ELEMENT] &&
            finding->place.element < 32)
            aw->bad_isa |= 1u << finding->place.element;
    } else if (*fault->ak905) {
        if (aw->in_group)
            ack_found_in_group(aw, finding, error);
    } else if (aw->in_set) {
        ack_found_in_set(aw, finding, unit, error);
    }
}

void edi_ack_lost(struct edi_ack_writer *aw)
{
    if (!aw->in_set)
        return;
    ack_code(&aw->set, "5");
    aw->set.rejects = true;
}

/* --- results --- */

void edi_ack_set_end(struct edi_ack_writer *aw)
{
    struct x12_writer *w = aw->ic.writer;
    bool accepted = !aw->set.rejects;

    if (!aw->in_set)
        return;
    aw->in_set = false;
    aw->accepted += accepted && aw->named;
    aw->warned += accepted && aw->set_warned;
    if (!aw->named)
        return;
    x12_writer_begin(w, "IK5");
    x12_put(w, !accepted        ? X12_STR("R")
               : aw->set_warned ? X12_STR("E")
                                : X12_STR("A"));
    ack_codes(w, &aw->set);
    x12_writer_end(w);
}

static x12_str ack_group_result(const struct edi_ack_writer *aw)
{
    if (aw->group.rejects || (aw->accepted == 0 && aw->sets > 0))
        return X12_STR("R");
    if (aw->accepted < aw->sets)
        return X12_STR("P");
    return aw->warned > 0 || aw->group.count > 0 ? X12_STR("E") : X12_STR("A");
}

static uint64_t ack_count(uint64_t n)
{
    return n < ACK_COUNT_MOST ? n : ACK_COUNT_MOST;
}

void edi_ack_group_end(struct edi_ack_writer *aw)
{
    struct x12_writer *w = aw->ic.writer;
    x12_str result;

    edi_ack_set_end(aw);
    if (!aw->in_group)
        return;
    aw->in_group = false;
    result = ack_group_result(aw);
    x12_writer_begin(w, "AK9");
    x12_put(w, result);
    x12_put_count(w, ack_count(aw->has_included ? aw->included : aw->sets));
    x12_put_count(w, ack_count(aw->sets));
    x12_put_count(w, x12_str_is(result, "R") ? 0 : ack_count(aw->accepted));
    ack_codes(w, &aw->group);
    x12_writer_end(w);
    x12_set_end(&aw->ic);
    x12_group_end(&aw->ic);
}

void edi_ack_end(struct edi_ack_writer *aw)
{
    edi_ack_group_end(aw);
}

/* --- the interchange --- */

bool edi_ack_refuses(const struct edi_ack_writer *aw)
{
    return aw->ta104 == 'R';
}

static bool ack_has_ta1(const struct edi_ack_writer *aw)
{
    return aw->ta104 != 'A' || aw->ack_requested;
}

bool edi_ack_is_due(const struct edi_ack_writer *aw)
{
    return aw->groups > 0 || ack_has_ta1(aw);
}

/* A number of fixed width, whatever stood there. */
static void ack_put_digits(struct x12_writer *w, uint64_t number, size_t width)
{
    char digits[9];

    for (size_t i = width; i > 0; i--, number /= 10)
        digits[i - 1] = (char)('0' + number % 10);
    x12_put(w, (x12_str){ digits, width });
}

static void ack_ta1(const struct edi_ack_writer *aw, struct x12_writer *w)
{
    uint64_t control = 0;
    x12_date date = aw->isa_date ? aw->isa_date : aw->options.date;
    x12_time time = aw->isa_time >= 0 ? aw->isa_time : 0;

    (void)x12_count_parse(x12_str_from(aw->isa_control_text), &control);
    x12_writer_begin(w, "TA1");
    ack_put_digits(w, control, 9);
    ack_put_digits(w, (uint64_t)date % 1000000, 6);
    ack_put_digits(w, (uint64_t)time / 100, 4);
    x12_put(w, (x12_str){ &aw->ta104, 1 });
    x12_put(w, x12_str_from(aw->ta105));
    x12_writer_end(w);
}

void edi_ack_write_head(struct edi_ack_writer *aw, struct x12_writer *w)
{
    struct x12_interchange_head head = aw->ic.head;
    bool bad_sender = (aw->bad_isa & 1u << 5) != 0;
    bool bad_receiver = (aw->bad_isa & 1u << 7) != 0;

    ack_qualifier(aw->sender_qualifier, bad_receiver, aw->sender_qualifier);
    ack_qualifier(aw->receiver_qualifier, bad_sender, aw->receiver_qualifier);
    head.sender_qualifier = x12_str_from(aw->sender_qualifier);
    head.sender = *aw->sender ? x12_str_from(aw->sender) : X12_STR("UNKNOWN");
    head.receiver_qualifier = x12_str_from(aw->receiver_qualifier);
    head.receiver = *aw->receiver ? x12_str_from(aw->receiver)
                                  : X12_STR("UNKNOWN");
    x12_interchange_begin(&aw->ic, w, &head, aw->isa_control);
    if (ack_has_ta1(aw))
        ack_ta1(aw, w);
    aw->ic.groups = edi_ack_refuses(aw) ? 0 : aw->groups;
}

void edi_ack_write_tail(struct edi_ack_writer *aw, struct x12_writer *w)
{
    aw->ic.writer = w;
    x12_interchange_end(&aw->ic);
}
