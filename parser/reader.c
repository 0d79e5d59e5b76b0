/* SPDX-License-Identifier: Apache-2.0 */
/* reader - bytes to segments; delimiters from the ISA; one window */
#include "parser/reader.h"

#include "parser/isa_private.h"
#include "parser/window_private.h"

enum { READER_IEA_LOOK = 64 }; /* bytes that hold a whole IEA and its padding */

#define READER_ISA X12_ID('I', 'S', 'A')
#define READER_IEA X12_ID('I', 'E', 'A')

static bool reader_is_alnum(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9');
}

static void reader_found_at(struct x12_reader *rd, enum x12_fault_id fault,
                            unsigned element)
{
    struct x12_place place = { .offset = x12_window_offset(rd),
                               .element = (uint16_t)element };

    if (rd->findings)
        rd->findings->segment_id = 0; /* that of the one before it */
    x12_found(rd->findings, fault, place, NULL);
}

static void reader_found(struct x12_reader *rd, enum x12_fault_id fault)
{
    reader_found_at(rd, fault, 0);
}

/* ---- interchanges ---- */

/* Opens the interchange whose ISA begins here; false: none does. */
static bool reader_open(struct x12_reader *rd)
{
    struct x12_scan_marks marks;
    struct x12_isa isa;
    size_t len = rd->filled - rd->at;

    if (rd->opened == x12_window_offset(rd) + 1)
        return true;
    if (len > X12_ISA_LOOK)
        len = X12_ISA_LOOK;
    if (!x12_isa_read((x12_str){ rd->window + rd->at, len }, &isa))
        return false;
    if (rd->glued && !isa.fixed)
        return false; /* a word that ends with ISA */
    if (rd->opened == 0 && x12_window_offset(rd) > 0)
        x12_found(rd->findings, X12_FAULT_BYTES_BEFORE_ISA,
                  (struct x12_place){ 0 }, NULL);
    if (!isa.fixed)
        reader_found(rd, X12_FAULT_ISA_NOT_106);
    if (isa.clash)
        reader_found_at(rd, X12_FAULT_ISA_DELIMITER, 11);
    marks = x12_isa_marks(&isa);
    if (rd->opened == 0 || memcmp(&marks, &rd->marks, sizeof(marks)) != 0) {
        rd->marks = marks;
        x12_window_rescan(rd);
    }
    rd->delims = isa.delims;
    rd->opened = x12_window_offset(rd) + 1;
    rd->between = rd->junk = rd->glued = rd->inside = false;
    x12_window_mark_plain(rd);
    return true;
}

/* Is this, between interchanges, a segment all the same? */
static bool reader_is_stray(const struct x12_reader *rd)
{
    const char *at = rd->window + rd->at;
    size_t len = 0;

    if (rd->opened == 0)
        return false;
    while (len < 4 && rd->at + len < rd->filled &&
           ((at[len] >= 'A' && at[len] <= 'Z') ||
            (at[len] >= '0' && at[len] <= '9')))
        len++;
    return len >= 2 && len <= 3 && rd->at + len < rd->filled &&
           at[len] == rd->delims.element;
}

/* Does a segment end with this, if one was meant to be here? */
static bool reader_is_end(const struct x12_reader *rd, char c)
{
    return c == '\n' || c == '\r' ||
           (rd->opened > 0 && c == (char)rd->marks.segment);
}

/* Passes over what is no interchange, to where one may begin: at an "I", or
 * behind what ends a segment. */
static void reader_pass(struct x12_reader *rd)
{
    const char *w = rd->window;
    size_t at = rd->at;

    if (rd->opened > 0 && !rd->junk)
        reader_found(rd, X12_FAULT_BYTES_AFTER_IEA);
    rd->junk = true;
    do
        at++;
    while (at < rd->filled && w[at] != 'I' && !reader_is_end(rd, w[at - 1]));
    rd->inside = !reader_is_end(rd, w[at - 1]);
    rd->glued = reader_is_alnum(w[at - 1]);
    x12_window_go(rd, at);
}

/* From the start of the input, or from behind an IEA, to the next ISA. X12_OK
 * also at a segment that stands where an ISA should. */
static enum x12_status reader_find_isa(struct x12_reader *rd)
{
    for (;;) {
        size_t at = rd->at;

        while (at < rd->filled && x12_reader_is_blank(rd->window[at]))
            rd->inside &= !reader_is_end(rd, rd->window[at++]);
        rd->glued &= at == rd->at;
        x12_window_go(rd, at);
        if (rd->opened == 0 && x12_window_offset(rd) > X12_HEAD_LIMIT)
            return x12_window_fail(rd, X12_ESYNTAX,
                                   "no ISA in the first 65536 bytes: not X12");
        if (at == rd->filled) {
            enum x12_status status = x12_window_fill(rd);

            if (status != X12_OK)
                return status;
            continue;
        }
        x12_window_want(rd, X12_ISA_LOOK);
        if (reader_open(rd) || (!rd->inside && reader_is_stray(rd)))
            return X12_OK;
        reader_pass(rd);
    }
}

/* ---- segments ---- */

/* Passes blanks and empty segments up to a segment's first byte. */
static enum x12_status reader_skip(struct x12_reader *rd)
{
    const struct x12_scan_found *found = &rd->found;

    for (;;) {
        bool is_cut = rd->next_cut < found->cuts;
        size_t stop = is_cut ? found->cut[rd->next_cut] : rd->scanned;

        while (rd->at < stop && x12_reader_is_blank(rd->window[rd->at]))
            rd->at++;
        if (rd->at < stop)
            return X12_OK;
        if (!is_cut) {
            enum x12_status status = x12_window_more(rd);

            if (status != X12_OK)
                return status;
        } else if (rd->next_term < found->terms &&
                   found->term[rd->next_term] == rd->next_cut) {
            rd->at++;
            rd->next_cut++;
            rd->next_term++;
        } else {
            return X12_OK; /* a segment without an id */
        }
    }
}

/* Goes to where the next segment begins; opens the interchange that begins
 * there. */
static enum x12_status reader_settle(struct x12_reader *rd)
{
    enum x12_status status;

    if (rd->between)
        return reader_find_isa(rd);
    status = reader_skip(rd);
    if (status == X12_OK && rd->window[rd->at] == 'I') {
        x12_window_want(rd, X12_ISA_LOOK);
        reader_open(rd);
    }
    return status;
}

/* Takes line breaks out of a segment, in place. */
static void reader_unwrap(struct x12_reader *rd, uint32_t *cut, size_t count)
{
    size_t to = rd->at, end = cut[count], next = 0;
    char *w = rd->window;

    if (!memchr(w + to, '\n', end - to) && !memchr(w + to, '\r', end - to))
        return;
    for (size_t from = rd->at; from < end; from++) {
        if (from == cut[next])
            cut[next++] = (uint32_t)to;
        if (w[from] != '\n' && w[from] != '\r')
            w[to++] = w[from];
    }
    cut[count] = (uint32_t)to;
}

/* The segment whose end is found. */
static void reader_give_whole(struct x12_reader *rd, struct x12_segment *seg)
{
    size_t last = rd->found.term[rd->next_term++];
    uint32_t *cut = rd->found.cut + rd->next_cut;
    size_t count = last - rd->next_cut, behind = cut[count] + (size_t)1;
    x12_str id;

    if (rd->wrapped)
        reader_unwrap(rd, cut, count);
    id = (x12_str){ rd->window + rd->at, cut[0] - rd->at };
    x12_reader_give(rd, seg, rd->at, cut, count, x12_id_pack(id));
    rd->next_cut = last + 1;
    rd->at = behind;
    if (seg->id == READER_IEA) {
        rd->between = true;
        rd->plain = 0;
    }
}

/* An IEA without terminator, told by its form: IEA*1*000000001 and then blanks,
 * if any. Returns the position behind IEA02, or 0. */
static size_t reader_iea_end(const struct x12_reader *rd)
{
    const char *w = rd->window;
    size_t pos = rd->at + 4, stop = rd->filled;
    unsigned elements = 1;

    if (stop - rd->at > READER_IEA_LOOK)
        stop = rd->at + READER_IEA_LOOK;
    if (stop < pos || memcmp(w + rd->at, "IEA", 3) != 0 ||
        w[pos - 1] != rd->delims.element)
        return 0;
    while (pos < stop && ((w[pos] >= '0' && w[pos] <= '9') ||
                          (w[pos] == rd->delims.element && ++elements == 2)))
        pos++;
    return elements == 2 && w[pos - 1] != rd->delims.element ? pos : 0;
}

/* Delivers such an IEA and goes on behind it. */
static void reader_give_iea(struct x12_reader *rd, struct x12_segment *seg,
                            size_t end, size_t behind)
{
    uint32_t *cut = rd->found.cut;

    cut[0] = (uint32_t)rd->at + 3;
    cut[1] = cut[0] + 1;
    while (rd->window[cut[1]] != rd->delims.element)
        cut[1]++;
    cut[2] = (uint32_t)end;
    x12_reader_give(rd, seg, rd->at, cut, 2, READER_IEA);
    rd->at = behind;
    x12_window_rescan(rd);
    rd->between = true;
}

/* Where files were appended to each other the ISA may follow an IEA that has no
 * terminator, or has it only in the shape of a line break. */
static bool reader_give_glued(struct x12_reader *rd, struct x12_segment *seg)
{
    size_t end, isa, len;
    struct x12_isa next;

    if (rd->window[rd->at] != 'I')
        return false;
    x12_window_want(rd, X12_ISA_LOOK + READER_IEA_LOOK);
    end = isa = reader_iea_end(rd);
    if (end == 0)
        return false;
    while (isa < rd->filled && x12_reader_is_blank(rd->window[isa]))
        isa++;
    len = rd->filled - isa;
    if (len > X12_ISA_LOOK)
        len = X12_ISA_LOOK;
    if (rd->next_term < rd->found.terms && x12_window_end_at(rd) < isa)
        return false;
    if (!x12_isa_read((x12_str){ rd->window + isa, len }, &next))
        return false;
    reader_give_iea(rd, seg, end, isa);
    return true;
}

/* Is what is left a whole IEA that lacks its terminator? IEA02 has nine
 * digits; where lines are segments, the end of the input ends the last one. */
static size_t reader_last_iea(const struct x12_reader *rd, bool newline)
{
    size_t end = reader_iea_end(rd), rest = end, digits = 0;

    if (end == 0)
        return 0;
    while (reader_is_alnum(rd->window[end - 1 - digits]))
        digits++;
    while (rest < rd->filled && x12_reader_is_blank(rd->window[rest]))
        rest++;
    return rest == rd->filled && (newline || digits >= 9) ? end : 0;
}

/* What is left is the beginning of a segment. */
static void reader_cut_off(struct x12_reader *rd)
{
    rd->cut_off = 1 + x12_window_offset(rd);
    reader_found(rd, X12_FAULT_TRUNCATED);
}

/* The input has ended and no segment end is left in the window. */
static enum x12_status reader_finish(struct x12_reader *rd,
                                     struct x12_segment *seg)
{
    bool newline = rd->marks.segment != rd->marks.segment2;
    size_t end;

    if (rd->part)
        return X12_END;
    if (rd->opened == 0)
        return x12_window_fail(rd, X12_ESYNTAX,
                               rd->bytes == 0 ? "the input is empty"
                                              : "no ISA in the input: not X12");
    if (rd->at == rd->filled)
        return X12_END;
    end = reader_last_iea(rd, newline);
    if (end > 0) {
        if (!newline)
            reader_cut_off(rd);
        reader_give_iea(rd, seg, end, rd->filled);
        return X12_OK;
    }
    if (!rd->between)
        reader_cut_off(rd);
    else if (!rd->junk)
        reader_found(rd, X12_FAULT_BYTES_AFTER_IEA);
    return X12_END;
}

enum x12_status x12_reader_step(struct x12_reader *rd, struct x12_segment *seg)
{
    while (rd->status == X12_OK) {
        enum x12_status status = reader_settle(rd);

        if (status == X12_OK) {
            if (reader_give_glued(rd, seg))
                return X12_OK;
            if (rd->next_term == rd->found.terms) {
                status = x12_window_more(rd);
            } else if (x12_window_end_at(rd) - rd->at > X12_SEGMENT_LIMIT) {
                status = x12_window_fail_long(rd);
            } else {
                reader_give_whole(rd, seg);
                return X12_OK;
            }
        }
        if (status == X12_END) {
            status = reader_finish(rd, seg);
            if (status == X12_OK)
                return X12_OK;
        }
        rd->status = status;
    }
    return rd->status;
}

/* ---- begin and end ---- */

/* Parts one piece of memory among the maps. */
static void reader_begin(struct x12_reader *rd, struct x12_source *src,
                         const struct x12_reader *of, struct x12_error *err)
{
    *rd = (struct x12_reader){
        .findings = of->findings,
        .kinds_wanted = of->kinds_wanted,
        .source = *src,
        .err = err,
        .status = x12_error_status(err),
        .scan = of->scan,
        .scan_kinds = of->scan_kinds,
        .found = { .cut = of->found.cut, .term = of->found.term },
        .kinds = of->kinds,
        .window = of->window,
        .between = true,
    };
    *src = (struct x12_source){ 0 };
}

enum x12_status x12_reader_again(struct x12_reader *rd, struct x12_source *src)
{
    const struct x12_reader of = *rd;

    if (!rd->window) {
        x12_source_close(src);
        return rd->status < 0 ? rd->status : X12_EMISUSE;
    }
    x12_source_close(&rd->source);
    reader_begin(rd, src, &of, of.err);
    return rd->status;
}

enum x12_status x12_reader_init(struct x12_reader *rd, struct x12_source *src,
                                struct x12_error *err)
{
    static const struct x12_reader none;

    reader_begin(rd, src, &none, err);
    rd->scan = x12_scan_best(NULL);
    rd->scan_kinds = x12_scan_kinds_best();
    if (x12_window_make(rd) != X12_OK)
        rd->status = X12_ENOMEM;
    if (rd->status != X12_OK)
        x12_reader_release(rd);
    return rd->status;
}

void x12_reader_resume(struct x12_reader *rd, struct x12_source *src,
                       const struct x12_reader_mark *mark)
{
    x12_source_close(&rd->source);
    rd->source = *src;
    *src = (struct x12_source){ 0 };
    rd->status = rd->window ? X12_OK : X12_EMISUSE;
    rd->end = X12_OK;
    rd->late = (struct x12_error){ 0 };
    rd->segments = rd->cut_off = 0;
    rd->bytes = rd->base_offset = mark->offset;
    rd->filled = rd->at = 0;
    rd->opened = mark->opened;
    rd->marks = mark->marks;
    rd->delims = mark->delims;
    rd->between = mark->between;
    rd->glued = rd->inside = rd->junk = false;
    rd->part = true;
    x12_window_rescan(rd);
}

bool x12_reader_is_at(const struct x12_reader *rd,
                      const struct x12_reader_mark *mark)
{
    return rd->at == rd->filled && x12_window_offset(rd) == mark->offset &&
           rd->opened == mark->opened && rd->between == mark->between &&
           memcmp(&rd->marks, &mark->marks, sizeof(rd->marks)) == 0 &&
           memcmp(&rd->delims, &mark->delims, sizeof(rd->delims)) == 0 &&
           !rd->glued && !rd->inside && !rd->junk;
}

void x12_reader_go_on(struct x12_reader *rd, bool last)
{
    if (rd->status == X12_END)
        rd->status = X12_OK;
    if (rd->end == X12_END && !last)
        rd->end = X12_OK;
    rd->part = !last;
}

void x12_reader_release(struct x12_reader *rd)
{
    enum x12_status status = rd->status;

    x12_source_close(&rd->source);
    x12_window_release(rd);
    *rd = (struct x12_reader){ .status = status };
}
