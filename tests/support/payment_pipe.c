/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/payment_pipe.h"

#include "edi/guides/guides.h"
#include "tests/support/drip.h"
#include "writer/interchange.h"

struct payment_out {
    struct x12_writer w;
    struct x12_interchange ic;
    struct edi_payment_writer pw;
};

static enum x12_status open_cursor(struct x12_cursor *cur, x12_str text,
                                   struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = drip_open(&src, text, 0, X12_END);

    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, err);
    if (status == X12_OK)
        status = x12_cursor_init(cur, &src, edi_guide_find, err);
    x12_source_close(&src);
    return status;
}

/* With the delimiters of the input: what is free in its values stays so. */
static void open_writer(struct x12_writer *w, struct x12_sink *sink,
                        struct x12_delims delims, struct x12_error *err)
{
    if (delims.repeat == '\0')
        delims.repeat = '\x1f';
    x12_writer_init(w, sink, delims, err);
    w->line_end = "\n";
}

static void begin(struct payment_out *out, struct x12_sink *sink,
                  struct x12_delims delims, struct x12_error *err)
{
    const struct x12_interchange_head head = {
        .sender_qualifier = X12_STR("ZZ"),
        .sender = X12_STR("PAYER"),
        .receiver_qualifier = X12_STR("ZZ"),
        .receiver = X12_STR("PAYEE"),
        .gs_sender = X12_STR("PAYER"),
        .gs_receiver = X12_STR("PAYEE"),
        .functional = X12_STR("HP"),
        .version = X12_STR("005010X221A1"),
        .date = 20240131,
        .time = 120000,
        .usage = 'P',
    };

    open_writer(&out->w, sink, delims, err);
    x12_interchange_begin(&out->ic, &out->w, &head, 1);
    x12_group_begin(&out->ic, 1);
}

static enum x12_status write_set(struct payment_out *out,
                                 struct edi_payment_reader *rd,
                                 unsigned *unread)
{
    const struct edi_remittance *rem = edi_payment_remittance(rd);
    const struct edi_payment *p;
    enum x12_status status = edi_payment_next(rd, &p);

    x12_set_begin(&out->ic, "835", out->ic.sets + 1, false);
    edi_remittance_write(&out->w, rem);
    edi_payment_writer_init(&out->pw, &out->w);
    for (; status == X12_OK; status = edi_payment_next(rd, &p)) {
        edi_payment_write(&out->pw, p);
        *unread += (unsigned)p->unread_count;
    }
    edi_remittance_write_end(&out->w, rem);
    *unread += (unsigned)rem->unread_count;
    x12_set_end(&out->ic);
    return status;
}

enum x12_status payment_pipe_write(x12_str text, struct x12_sink *sink,
                                   unsigned *sets, unsigned *unread,
                                   struct x12_error *err)
{
    struct payment_out out = { .ic = { 0 } };
    struct edi_payment_reader rd = { 0 };
    struct x12_cursor cur = { 0 };
    enum x12_status status = open_cursor(&cur, text, err);
    enum edi_set_kind kind;

    *sets = *unread = 0;
    edi_payment_reader_init(&rd, &cur, err);
    while (status == X12_OK && (status = edi_set_next(&cur, &kind)) == X12_OK)
        if (kind == EDI_SET_PAYMENT) {
            if (++*sets == 1)
                begin(&out, sink, cur.seg.delims, err);
            status = write_set(&out, &rd, unread);
            status = status == X12_END ? X12_OK : status;
        }
    if (status == X12_END && *sets > 0) {
        x12_group_end(&out.ic);
        x12_interchange_end(&out.ic);
        status = x12_writer_finish(&out.w);
    }
    x12_writer_release(&out.w);
    edi_payment_reader_release(&rd);
    x12_cursor_release(&cur);
    return status;
}

/* Numbers as the writer has them; anything else, and what only looks like a
 * number, as it stands. */
static void put_value(struct x12_writer *w, x12_str value, bool more)
{
    char room[X12_MONEY_TEXT];
    x12_decimal number;
    bool padded = value.len > 1 && value.at[0] == '0' && value.at[1] != '.';

    if (!padded && x12_decimal_parse(value, &number))
        value = (x12_str){ room, x12_decimal_format(number, room) };
    if (more)
        x12_put_component(w, value);
    else
        x12_put(w, value);
}

static void put_segment(struct x12_writer *w, const struct x12_segment *seg)
{
    char id[4];

    x12_str_put(x12_element(seg, 0), id, sizeof(id));
    x12_writer_begin(w, id);
    for (unsigned e = 1; e <= seg->count; e++) {
        unsigned parts = x12_part_count(x12_element(seg, e),
                                        seg->delims.component);

        put_value(w, x12_component(seg, e, 1), false);
        for (unsigned c = 2; c <= parts; c++)
            put_value(w, x12_component(seg, e, c), true);
    }
    x12_writer_end(w);
}

enum x12_status payment_pipe_plain(x12_str text, struct x12_sink *sink,
                                   struct x12_error *err)
{
    struct x12_writer w = { .line_end = "" };
    struct x12_cursor cur = { 0 };
    enum x12_status status = open_cursor(&cur, text, err);

    if (status == X12_OK)
        status = x12_cursor_next(&cur);
    if (status == X12_OK)
        open_writer(&w, sink, cur.seg.delims, err);
    while (status == X12_OK && (status = x12_cursor_next(&cur)) == X12_OK)
        if (cur.level == X12_AT_BODY && cur.walker->guide &&
            strcmp(cur.walker->guide->set, "835") == 0)
            put_segment(&w, &cur.seg);
    if (status == X12_END)
        status = x12_writer_finish(&w);
    x12_writer_release(&w);
    x12_cursor_release(&cur);
    return status;
}
