/* SPDX-License-Identifier: Apache-2.0 */
/*
 * envelope - ISA, GS, ST: who, which, how many; control numbers and counts
 */
#include "parser/envelope.h"

#include "parser/guide.h"

/* A text of the envelope: trailing blanks are filling, a long one is cut. */
static void envelope_keep(const struct x12_segment *seg, unsigned pos,
                          char *into, size_t cap)
{
    x12_str_put(x12_str_trim_right(x12_element(seg, pos)), into, cap);
}

static void envelope_tell(struct x12_findings *findings,
                          enum x12_fault_id fault,
                          const struct x12_segment *seg, unsigned element)
{
    struct x12_place place = seg->place;

    place.element = (uint16_t)element;
    x12_found(findings, fault, place, NULL);
}

/* A trailer's count: leading zeros do not matter. */
static void envelope_count(struct x12_findings *findings,
                           enum x12_fault_id fault,
                           const struct x12_segment *seg, uint64_t right)
{
    struct x12_place place = seg->place;
    struct x12_finding *finding;
    uint64_t told = 0;
    bool is_count = x12_count_parse(x12_element(seg, 1), &told);

    if (is_count && told == right)
        return;
    place.element = 1;
    finding = x12_found(findings, fault, place, NULL);
    if (finding && is_count) {
        finding->has_numbers = true;
        finding->told = (int64_t)told;
        finding->right = (int64_t)right;
    }
}

/* A trailer's control number: the same text, or the same number. */
static void envelope_control(struct x12_findings *findings,
                             enum x12_fault_id fault,
                             const struct x12_segment *seg, const char *opened)
{
    x12_str told = x12_str_trim_right(x12_element(seg, 2));
    x12_str right = x12_str_from(opened);
    uint64_t a, b;

    if (x12_str_equal(told, right))
        return;
    if (fault != X12_FAULT_SE02_CONTROL && x12_count_parse(told, &a) &&
        x12_count_parse(right, &b) && a == b)
        return;
    envelope_tell(findings, fault, seg, 2);
}

/* FNV-1a */
static uint64_t envelope_hash(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

/* Puts a number's hash into the ring; true when it was there. `whose` tells
 * equal numbers of different senders apart. */
static bool envelope_seen(uint64_t *ring, uint64_t ordinal, const char *number,
                          const char *whose)
{
    uint64_t hash = envelope_hash(envelope_hash(14695981039346656037u, number),
                                  whose);

    for (size_t i = 0; i < X12_CONTROL_SEEN; i++)
        if (ring[i] == hash)
            return true;
    ring[ordinal % X12_CONTROL_SEEN] = hash;
    return false;
}

/* What is open inside is closed first: a set, a group, an interchange. */
static void envelope_close_set(struct x12_envelope *env, struct x12_place place,
                               struct x12_findings *findings)
{
    if (env->in_st)
        x12_found(findings, X12_FAULT_SE_MISSING, place, NULL);
    env->in_st = false;
    env->stray = false;
}

static void envelope_close_group(struct x12_envelope *env,
                                 struct x12_place place,
                                 struct x12_findings *findings)
{
    envelope_close_set(env, place, findings);
    if (findings)
        findings->transaction[0] = '\0';
    if (env->in_gs)
        x12_found(findings, X12_FAULT_GE_MISSING, place, NULL);
    env->in_gs = false;
}

static void envelope_close_interchange(struct x12_envelope *env,
                                       struct x12_place place,
                                       struct x12_findings *findings)
{
    envelope_close_group(env, place, findings);
    if (findings)
        findings->group[0] = '\0';
    if (env->in_isa)
        x12_found(findings, X12_FAULT_IEA_MISSING, place, NULL);
    env->in_isa = false;
}

static bool envelope_digits(x12_str s)
{
    uint64_t number;

    return x12_count_parse(s, &number);
}

/* Five digits as 00401 or 00501. */
static bool envelope_is_version(x12_str s)
{
    return s.len == 5 && envelope_digits(s) && s.at[0] == '0' &&
           s.at[1] == '0' && s.at[2] >= '2';
}

static bool envelope_is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Data element I05, in capitals or not. */
#define PARTNER_CODES                                                        \
    " 01 02 03 04 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 " \
    "26 27 28 29 30 31 32 33 34 35 36 37 38 AM NR SA SN ZZ am nr sa sn zz "

/* ISA11 names no mark although its version wants one. */
static bool envelope_lacks_repeat(const struct x12_envelope *env,
                                  const struct x12_segment *seg)
{
    x12_str mark = x12_str_trim(x12_element(seg, 11));

    return strcmp(env->isa_version, "00402") >= 0 &&
           (mark.len == 0 || mark.len > 1 || envelope_is_letter(mark.at[0]) ||
            envelope_digits(mark));
}

/* A qualifier says that there is something, and there is nothing. */
static bool envelope_lacks(const struct x12_segment *seg, unsigned qualifier,
                           const char *codes)
{
    x12_str what = x12_element(seg, qualifier);

    return x12_codes_have(codes, what) && !x12_str_is(what, "00") &&
           x12_str_trim(x12_element(seg, qualifier + 1)).len == 0;
}

/* Tells the elements of the ISA that hold what the standard does not know. */
static void envelope_check_isa(const struct x12_envelope *env,
                               const struct x12_segment *seg,
                               struct x12_findings *findings)
{
    static const struct {
        uint8_t element;
        const char *codes;
    } lists[] = {
        { 1, " 00 01 02 03 04 05 06 07 08 " },
        { 3, " 00 01 " },
        { 5, PARTNER_CODES },
        { 7, PARTNER_CODES },
        { 14, " 0 1 " },
        { 15, " P T I p t i " },
    };
    const struct x12_delims *d = &seg->delims;
    x12_str control = x12_element(seg, 13);

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (!x12_codes_have(lists[i].codes, x12_element(seg, lists[i].element)))
            envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg,
                          lists[i].element);
    for (size_t i = 0; i < 2; i++)
        if (envelope_lacks(seg, lists[i].element, lists[i].codes))
            envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg,
                          lists[i].element + 1u);
    if (!env->sender[0])
        envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg, 6);
    if (!env->receiver[0])
        envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg, 8);
    if (env->isa_date == 0)
        envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg, 9);
    if (env->isa_time < 0 || x12_element(seg, 10).len != 4)
        envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg, 10);
    if (envelope_lacks_repeat(env, seg))
        envelope_tell(findings, X12_FAULT_ISA11_SEPARATOR, seg, 11);
    if (!envelope_is_version(x12_element(seg, 12)))
        envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg, 12);
    if (control.len != 9 || !envelope_digits(control))
        envelope_tell(findings, X12_FAULT_ISA_ELEMENT, seg, 13);
    if (d->component == d->segment || d->component == d->element ||
        d->component == d->repeat)
        envelope_tell(findings, X12_FAULT_ISA_DELIMITER, seg, 16);
}

static enum x12_level envelope_isa(struct x12_envelope *env,
                                   struct x12_segment *seg,
                                   struct x12_findings *findings)
{
    envelope_close_interchange(env, seg->place, findings);
    envelope_keep(seg, 5, env->sender_qualifier, sizeof(env->sender_qualifier));
    envelope_keep(seg, 6, env->sender, sizeof(env->sender));
    envelope_keep(seg, 7, env->receiver_qualifier,
                  sizeof(env->receiver_qualifier));
    envelope_keep(seg, 8, env->receiver, sizeof(env->receiver));
    envelope_keep(seg, 12, env->isa_version, sizeof(env->isa_version));
    envelope_keep(seg, 13, env->isa_control, sizeof(env->isa_control));
    envelope_keep(seg, 14, env->ack_requested, sizeof(env->ack_requested));
    envelope_keep(seg, 15, env->usage, sizeof(env->usage));
    env->isa_date = 0;
    env->isa_time = -1;
    (void)x12_date_parse_short(x12_element(seg, 9), &env->isa_date);
    (void)x12_time_parse(x12_element(seg, 10), &env->isa_time);
    env->in_isa = true;
    env->groups = 0;
    env->interchanges++;
    memset(env->seen_groups, 0, sizeof(env->seen_groups));
    if (findings) {
        memcpy(findings->interchange, env->isa_control,
               sizeof(findings->interchange));
        envelope_check_isa(env, seg, findings);
        if (env->agreed)
            x12_agreement_check(env->agreed, seg, findings);
    }
    if (envelope_seen(env->seen_interchanges, env->interchanges,
                      env->isa_control, env->sender))
        envelope_tell(findings, X12_FAULT_ISA13_REPEATED, seg, 13);
    return X12_AT_ISA;
}

/* The one interchange version that goes with 005010; told at the first group. */
static void envelope_check_version(const struct x12_envelope *env,
                                   const struct x12_segment *seg,
                                   struct x12_findings *findings)
{
    if (env->groups == 1 && strncmp(env->gs_version, "005010", 6) == 0 &&
        envelope_is_version(x12_str_from(env->isa_version)) &&
        strcmp(env->isa_version, "00501") != 0)
        envelope_tell(findings, X12_FAULT_ISA12_VERSION, seg, 8);
}

static void envelope_check_gs(const struct x12_envelope *env,
                              const struct x12_segment *seg,
                              struct x12_findings *findings)
{
    x12_str id = x12_element(seg, 1), number = x12_element(seg, 6);

    if (id.len != 2 || !envelope_is_letter(id.at[0]) ||
        !envelope_is_letter(id.at[1]))
        envelope_tell(findings, X12_FAULT_GS_ELEMENT, seg, 1);
    if (env->gs_date == 0)
        envelope_tell(findings, X12_FAULT_GS_ELEMENT, seg, 4);
    if (env->gs_time < 0)
        envelope_tell(findings, X12_FAULT_GS_ELEMENT, seg, 5);
    if (number.len == 0 || number.len > 9 || !envelope_digits(number))
        envelope_tell(findings, X12_FAULT_GS_ELEMENT, seg, 6);
    if (!x12_codes_have(" X T x t ", x12_element(seg, 7)))
        envelope_tell(findings, X12_FAULT_GS_ELEMENT, seg, 7);
    if (x12_element(seg, 8).len == 0 || x12_element(seg, 8).len > 12)
        envelope_tell(findings, X12_FAULT_GS_ELEMENT, seg, 8);
    envelope_check_version(env, seg, findings);
}

static enum x12_level envelope_gs(struct x12_envelope *env,
                                  struct x12_segment *seg,
                                  struct x12_findings *findings)
{
    envelope_close_group(env, seg->place, findings);
    envelope_keep(seg, 1, env->functional, sizeof(env->functional));
    envelope_keep(seg, 2, env->gs_sender, sizeof(env->gs_sender));
    envelope_keep(seg, 3, env->gs_receiver, sizeof(env->gs_receiver));
    envelope_keep(seg, 6, env->gs_control, sizeof(env->gs_control));
    envelope_keep(seg, 8, env->gs_version, sizeof(env->gs_version));
    env->gs_date = 0;
    env->gs_time = -1;
    (void)x12_date_parse(x12_element(seg, 4), &env->gs_date);
    (void)x12_time_parse(x12_element(seg, 5), &env->gs_time);
    env->in_gs = true;
    env->sets = 0;
    env->groups++;
    env->all_groups++;
    memset(env->seen_sets, 0, sizeof(env->seen_sets));
    if (findings) {
        memcpy(findings->group, env->gs_control, sizeof(findings->group));
        envelope_check_gs(env, seg, findings);
    }
    if (envelope_seen(env->seen_groups, env->groups, env->gs_control, ""))
        envelope_tell(findings, X12_FAULT_GS06_REPEATED, seg, 6);
    return X12_AT_GS;
}

static enum x12_level envelope_st(struct x12_envelope *env,
                                  struct x12_segment *seg,
                                  struct x12_findings *findings)
{
    envelope_close_set(env, seg->place, findings);
    envelope_keep(seg, 1, env->set, sizeof(env->set));
    envelope_keep(seg, 2, env->st_control, sizeof(env->st_control));
    envelope_keep(seg, 3, env->reference, sizeof(env->reference));
    env->has_reference = env->reference[0] != '\0';
    if (!env->has_reference) /* 005010X221: the 835 has no ST03 */
        memcpy(env->reference, env->gs_version, sizeof(env->gs_version));
    env->in_st = true;
    env->segments = seg->place.segment = 1;
    env->sets++;
    env->all_sets++;
    env->set_ordinal++;
    if (findings)
        memcpy(findings->transaction, env->st_control,
               sizeof(findings->transaction));
    if (!env->in_gs)
        x12_found(findings, X12_FAULT_GS_MISSING, seg->place, NULL);
    if (envelope_seen(env->seen_sets, env->sets, env->st_control, ""))
        envelope_tell(findings, X12_FAULT_ST02_REPEATED, seg, 2);
    return X12_AT_ST;
}

/* A segment outside a set: of a run of them only the first is told. */
static enum x12_level envelope_stray(struct x12_envelope *env,
                                     const struct x12_segment *seg,
                                     enum x12_fault_id fault,
                                     struct x12_findings *findings)
{
    if (!env->stray)
        x12_found(findings, fault, seg->place, NULL);
    env->stray = true;
    return X12_AT_STRAY;
}

static enum x12_level envelope_se(struct x12_envelope *env,
                                  struct x12_segment *seg,
                                  struct x12_findings *findings)
{
    if (!env->in_st) {
        envelope_stray(env, seg, X12_FAULT_TRAILER_EXTRA, findings);
        env->stray = false;
        return X12_AT_STRAY;
    }
    seg->place.segment = ++env->segments;
    envelope_count(findings, X12_FAULT_SE01_COUNT, seg, env->segments);
    envelope_control(findings, X12_FAULT_SE02_CONTROL, seg, env->st_control);
    env->in_st = false;
    return X12_AT_SE;
}

static enum x12_level envelope_ge(struct x12_envelope *env,
                                  struct x12_segment *seg,
                                  struct x12_findings *findings)
{
    envelope_close_set(env, seg->place, findings);
    if (findings)
        findings->transaction[0] = '\0';
    if (!env->in_gs) {
        x12_found(findings, X12_FAULT_GS_MISSING, seg->place, NULL);
        return X12_AT_STRAY;
    }
    envelope_count(findings, X12_FAULT_GE01_COUNT, seg, env->sets);
    envelope_control(findings, X12_FAULT_GE02_CONTROL, seg, env->gs_control);
    env->in_gs = false;
    return X12_AT_GE;
}

static enum x12_level envelope_iea(struct x12_envelope *env,
                                   struct x12_segment *seg,
                                   struct x12_findings *findings)
{
    envelope_close_group(env, seg->place, findings);
    if (findings)
        findings->group[0] = '\0';
    if (!env->in_isa) {
        x12_found(findings, X12_FAULT_TRAILER_EXTRA, seg->place, NULL);
        return X12_AT_STRAY;
    }
    envelope_count(findings, X12_FAULT_IEA01_COUNT, seg, env->groups);
    envelope_control(findings, X12_FAULT_IEA02_CONTROL, seg, env->isa_control);
    env->in_isa = false;
    return X12_AT_IEA;
}

void x12_envelope_init(struct x12_envelope *env)
{
    *env = (struct x12_envelope){ .isa_time = -1, .gs_time = -1 };
}

enum x12_level x12_envelope_step(struct x12_envelope *env,
                                 struct x12_segment *seg,
                                 struct x12_findings *findings)
{
    if (env->in_st && (!x12_envelope_is_control(seg->id) ||
                       seg->id == X12_ID('T', 'A', '1'))) {
        x12_envelope_count(env, seg);
        return X12_AT_BODY;
    }
    env->all_segments++;
    seg->place.segment = 0;
    switch (seg->id) {
    case X12_ID('I', 'S', 'A'):
        return envelope_isa(env, seg, findings);
    case X12_ID('G', 'S', 0):
        return envelope_gs(env, seg, findings);
    case X12_ID('S', 'T', 0):
        return envelope_st(env, seg, findings);
    case X12_ID('S', 'E', 0):
        return envelope_se(env, seg, findings);
    case X12_ID('G', 'E', 0):
        return envelope_ge(env, seg, findings);
    case X12_ID('I', 'E', 'A'):
        return envelope_iea(env, seg, findings);
    case X12_ID('T', 'A', '1'):
        return X12_AT_TA1;
    default:
        return envelope_stray(env, seg, X12_FAULT_ST_MISSING, findings);
    }
}

void x12_envelope_finish(struct x12_envelope *env, struct x12_place place,
                         struct x12_findings *findings)
{
    envelope_close_interchange(env, place, findings);
}

#define MEMBER(name)                          \
    {                                         \
        offsetof(struct x12_envelope, name),  \
            sizeof(((struct x12_envelope *)0)->name) \
    }

bool x12_envelope_is_same(const struct x12_envelope *a,
                          const struct x12_envelope *b)
{
    static const struct {
        size_t at, size;
    } members[] = {
        MEMBER(sender_qualifier), MEMBER(sender), MEMBER(receiver_qualifier),
        MEMBER(receiver), MEMBER(isa_version), MEMBER(isa_control),
        MEMBER(ack_requested), MEMBER(usage), MEMBER(isa_date),
        MEMBER(isa_time), MEMBER(functional), MEMBER(gs_sender),
        MEMBER(gs_receiver), MEMBER(gs_control), MEMBER(gs_version),
        MEMBER(gs_date), MEMBER(gs_time), MEMBER(set), MEMBER(st_control),
        MEMBER(reference), MEMBER(has_reference), MEMBER(set_ordinal),
        MEMBER(in_isa), MEMBER(in_gs), MEMBER(in_st), MEMBER(sets),
        MEMBER(groups), MEMBER(interchanges), MEMBER(all_groups),
        MEMBER(stray), MEMBER(seen_sets), MEMBER(seen_groups),
        MEMBER(seen_interchanges),
    };

    if (a->in_st)
        return false;
    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
        if (memcmp((const char *)a + members[i].at,
                   (const char *)b + members[i].at, members[i].size) != 0)
            return false;
    return true;
}
