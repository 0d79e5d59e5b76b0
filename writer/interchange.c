/* SPDX-License-Identifier: Apache-2.0 */
/* interchange - ISA, GS and ST opened and closed with right numbers and counts */
#include "writer/interchange.h"

enum { INTERCHANGE_WIDEST = 15 };

/* A text of the ISA: blanks behind it up to `width`. */
static void interchange_padded(struct x12_writer *w, x12_str s, size_t width)
{
    char text[INTERCHANGE_WIDEST];

    if (s.len > width) {
        x12_put(w, s);
        x12_writer_fail(w, X12_ELIMIT, "too long for its element");
        return;
    }
    memset(text, ' ', sizeof(text));
    if (s.len > 0)
        memcpy(text, s.at, s.len);
    x12_put(w, (x12_str){ text, width });
}

/* `number` with zeros in front, `width` digits at most 9. */
static x12_str interchange_digits(uint64_t number, size_t width, char room[9])
{
    for (size_t i = width; i > 0; i--, number /= 10)
        room[i - 1] = (char)('0' + number % 10);
    return (x12_str){ room, width };
}

static void interchange_number(struct x12_writer *w, uint64_t number,
                               size_t width)
{
    char room[9];

    x12_put(w, interchange_digits(number, width, room));
}

/* A control number in its range, else the writer has failed. */
static bool interchange_control(struct x12_writer *w, uint64_t control)
{
    if (control == 0 || control > X12_CONTROL_MAX)
        x12_writer_fail(w, X12_EMISUSE, "control number out of range");
    return x12_writer_status(w) == X12_OK;
}

static uint64_t interchange_hhmm(x12_time time)
{
    return time < 0 ? 0 : (uint64_t)time / 100;
}

/* "005010X222A1" is version 00501 to the ISA. */
static x12_str interchange_version(x12_str reference)
{
    return (x12_str){ reference.at, reference.len < 5 ? reference.len : 5 };
}

/* ISA01 and 02, or ISA03 and 04. */
static void interchange_secret(struct x12_writer *w, x12_str qualifier,
                               x12_str text)
{
    interchange_padded(w, qualifier.len ? qualifier : X12_STR("00"), 2);
    interchange_padded(w, text, 10);
}

static void interchange_isa(struct x12_interchange *ic)
{
    const struct x12_interchange_head *head = &ic->head;
    struct x12_writer *w = ic->writer;

    x12_writer_begin(w, "ISA");
    interchange_secret(w, head->authorization_qualifier, head->authorization);
    interchange_secret(w, head->security_qualifier, head->security);
    interchange_padded(w, head->sender_qualifier, 2);
    interchange_padded(w, head->sender, 15);
    interchange_padded(w, head->receiver_qualifier, 2);
    interchange_padded(w, head->receiver, 15);
    interchange_number(w, (uint64_t)head->date, 6);
    interchange_number(w, interchange_hhmm(head->time), 4);
    x12_put_byte(w, w->delims.repeat ? w->delims.repeat : 'U');
    interchange_padded(w, interchange_version(head->version), 5);
    interchange_number(w, ic->isa_control, 9);
    x12_put(w, head->ack_requested ? X12_STR("1") : X12_STR("0"));
    x12_put(w, (x12_str){ &head->usage, 1 });
    x12_put_byte(w, w->delims.component);
    x12_writer_end(w);
}

void x12_interchange_begin(struct x12_interchange *ic, struct x12_writer *w,
                           const struct x12_interchange_head *head,
                           uint64_t isa_control)
{
    *ic = (struct x12_interchange){ .writer = w, .head = *head };
    ic->isa_control = isa_control;
    if (!x12_date_is_valid(head->date) || head->version.len < 6)
        x12_writer_fail(w, X12_EMISUSE, "an ISA needs a date and a version");
    if (!interchange_control(w, isa_control))
        return;
    ic->in_isa = true;
    interchange_isa(ic);
}

void x12_group_begin(struct x12_interchange *ic, uint64_t gs_control)
{
    const struct x12_interchange_head *head = &ic->head;
    struct x12_writer *w = ic->writer;

    if (!ic->in_isa || ic->in_gs)
        x12_writer_fail(w, X12_EMISUSE, "GS out of order");
    if (!interchange_control(w, gs_control))
        return;
    ic->in_gs = true;
    ic->gs_control = gs_control;
    ic->groups++;
    ic->sets = 0;
    x12_writer_begin(w, "GS");
    x12_put(w, head->functional);
    x12_put(w, head->gs_sender);
    x12_put(w, head->gs_receiver);
    x12_put_date(w, head->date);
    interchange_number(w, interchange_hhmm(head->time), 4);
    x12_put_count(w, gs_control);
    x12_put(w, X12_STR("X"));
    x12_put(w, head->version);
    x12_writer_end(w);
}

void x12_set_begin(struct x12_interchange *ic, const char *set,
                   uint64_t st_control, bool with_reference)
{
    struct x12_writer *w = ic->writer;
    size_t width = 4;

    if (!ic->in_gs || ic->in_st)
        x12_writer_fail(w, X12_EMISUSE, "ST out of order");
    if (!interchange_control(w, st_control))
        return;
    for (uint64_t n = st_control / 10000; n > 0; n /= 10)
        width++;
    interchange_digits(st_control, width, ic->st_control);
    ic->st_control[width] = '\0';
    ic->in_st = true;
    ic->sets++;
    w->set_segments = 0;
    x12_writer_begin(w, "ST");
    x12_put(w, x12_str_from(set));
    x12_put(w, x12_str_from(ic->st_control));
    if (with_reference)
        x12_put(w, ic->head.version);
    x12_writer_end(w);
}

void x12_set_end(struct x12_interchange *ic)
{
    struct x12_writer *w = ic->writer;

    if (!ic->in_st)
        x12_writer_fail(w, X12_EMISUSE, "SE out of order");
    ic->in_st = false;
    x12_writer_begin(w, "SE");
    x12_put_count(w, (uint64_t)w->set_segments + 1);
    x12_put(w, x12_str_from(ic->st_control));
    x12_writer_end(w);
}

void x12_group_end(struct x12_interchange *ic)
{
    struct x12_writer *w = ic->writer;

    if (!ic->in_gs || ic->in_st)
        x12_writer_fail(w, X12_EMISUSE, "GE out of order");
    ic->in_gs = false;
    x12_writer_begin(w, "GE");
    x12_put_count(w, ic->sets);
    x12_put_count(w, ic->gs_control);
    x12_writer_end(w);
}

void x12_interchange_end(struct x12_interchange *ic)
{
    struct x12_writer *w = ic->writer;

    if (!ic->in_isa || ic->in_gs)
        x12_writer_fail(w, X12_EMISUSE, "IEA out of order");
    ic->in_isa = false;
    x12_writer_begin(w, "IEA");
    x12_put_count(w, ic->groups);
    interchange_number(w, ic->isa_control, 9);
    x12_writer_end(w);
}
