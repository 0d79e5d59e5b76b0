/* SPDX-License-Identifier: Apache-2.0 */
/* reader - bytes to segments; delimiters from the ISA; one window */
#include "parser/reader.h"

#include "parser/isa_private.h"

#include <stdlib.h>

enum {
    READER_CHUNK = 16 << 10, /* scanned at once: its cuts stay in the cache */
    /* Two longest segments, so that an unfinished one is moved only over
     * bytes that are done with, and a block behind them. */
    READER_ROOM = 2 * X12_SEGMENT_LIMIT + X12_SOURCE_BLOCK,
    READER_CUTS = 2 * X12_SEGMENT_LIMIT + 4 * READER_CHUNK,
    READER_TERMS = READER_CHUNK + X12_SCAN_UNIT,
    READER_IEA_LOOK = 64, /* bytes that hold a whole IEA and its padding */
    /* Kinds are looked for anew from an unfinished segment on, if it is not
     * longer than this: so no byte is looked at often, however input drips. */
    READER_KINDS_BACK = 2 << 10,
    READER_KINDS = (READER_KINDS_BACK + READER_CHUNK) / 8 + X12_SCAN_UNIT,
};

#define READER_ISA X12_ID('I', 'S', 'A')
#define READER_IEA X12_ID('I', 'E', 'A')

static bool reader_is_alnum(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9');
}

static uint64_t reader_offset(const struct x12_reader *rd)
{
    return rd->base_offset + rd->at;
}

static void reader_found_at(struct x12_reader *rd, enum x12_fault_id fault,
                            unsigned element)
{
    struct x12_place place = { .offset = reader_offset(rd),
                               .element = (uint16_t)element };

    if (rd->findings)
        rd->findings->segment_id = 0; /* that of the one before it */
    x12_found(rd->findings, fault, place, NULL);
}

static void reader_found(struct x12_reader *rd, enum x12_fault_id fault)
{
    reader_found_at(rd, fault, 0);
}

static enum x12_status reader_fail(struct x12_reader *rd,
                                   enum x12_status status, const char *text)
{
    return x12_fail_at(rd->err, status, reader_offset(rd),
                       (uint32_t)rd->segments, "%s", text);
}

static enum x12_status reader_fail_long(struct x12_reader *rd)
{
    return reader_fail(rd, X12_ELIMIT,
                       "a segment is longer than 262144 bytes "
                       "(X12_SEGMENT_LIMIT)");
}

/* ---- the window ---- */

static void reader_drop_kinds(struct x12_reader *rd)
{
    rd->kinds_now = NULL;
    rd->odd = 0;
}

/* Moves what is not done with to the front of the window. Only over bytes that
 * are done with, so that a byte is moved once, however the input drips. */
static void reader_shift(struct x12_reader *rd)
{
    size_t left = rd->filled - rd->at;

    if (rd->at == 0 || rd->at < left)
        return;
    memcpy(rd->window, rd->window + rd->at, left);
    for (size_t i = rd->next_cut; i < rd->found.cuts; i++)
        rd->found.cut[i] -= (uint32_t)rd->at;
    rd->scanned -= rd->at;
    rd->chunk -= rd->chunk < rd->at ? rd->chunk : rd->at;
    reader_drop_kinds(rd);
    rd->base_offset += rd->at;
    rd->filled = left;
    rd->at = 0;
}

/* Reads more bytes behind those at hand. X12_END: there are none. */
static enum x12_status reader_read(struct x12_reader *rd)
{
    size_t got;

    if (rd->end != X12_OK)
        return rd->end;
    reader_shift(rd);
    rd->end = x12_source_read(&rd->source, rd->window + rd->filled,
                              X12_SOURCE_BLOCK, &got, &rd->late);
    rd->filled += got;
    rd->bytes += got;
    return rd->end;
}

/* The same where the segment at hand needs them: a failure is told. */
static enum x12_status reader_fill(struct x12_reader *rd)
{
    enum x12_status status = reader_read(rd);

    if (status >= 0)
        return status;
    return reader_fail(rd, status, rd->late.text);
}

/* In a part: may what is at hand be taken for all that tells what the segment
 * is? Its end is there, and it is no ISA. So nobody reads over the end of a part
 * only to look. */
static bool reader_is_enough(const struct x12_reader *rd)
{
    const char *w = rd->window + rd->at;
    size_t len = rd->filled - rd->at;

    return rd->part && len > 3 && memcmp(w, "ISA", 3) != 0 &&
           (memchr(w, rd->marks.segment, len) ||
            memchr(w, rd->marks.segment2, len));
}

/* Sees to it that `want` bytes are at hand if the input has them. */
static void reader_want(struct x12_reader *rd, size_t want)
{
    if (rd->filled - rd->at < want && reader_is_enough(rd))
        return;
    while (rd->filled - rd->at < want && reader_read(rd) == X12_OK)
        continue;
}

/* ---- the delimiters in the window ---- */

/* Begins to scan at the next segment: the delimiters are others, or it lies
 * behind what was scanned. */
static void reader_rescan(struct x12_reader *rd)
{
    rd->found.cuts = rd->found.terms = 0;
    rd->next_cut = rd->next_term = rd->plain = 0;
    rd->found.behind = true;
    rd->found.high = rd->found.control = false;
    rd->high = rd->wrapped = false;
    rd->scanned = rd->chunk = rd->at;
    reader_drop_kinds(rd);
}

/* Where the end of the next segment stands; found.terms says that it does. */
static size_t reader_end_at(const struct x12_reader *rd)
{
    return rd->found.cut[rd->found.term[rd->next_term]];
}

/* Which segments x12_reader_next may deliver at once. */
static void reader_mark_plain(struct x12_reader *rd)
{
    bool plain = !rd->wrapped && !rd->between && rd->found.terms > 0 &&
                 reader_end_at(rd) - rd->at <= X12_SEGMENT_LIMIT;

    rd->plain = plain ? rd->found.terms : 0;
}

void x12_reader_pass_odd(struct x12_reader *rd, size_t pos)
{
    const struct x12_scan_kinds *kinds = &rd->kinds;
    uint32_t at = (uint32_t)pos - kinds->from;
    uint64_t bits = 0;

    for (; at < kinds->size; at += X12_SCAN_KINDS_AT_ONCE) {
        bits = x12_scan_kinds_at(kinds->odd, at)
               << (64 - X12_SCAN_KINDS_AT_ONCE);
        if (bits)
            break;
    }
    if (bits)
        at += (uint32_t)__builtin_ctzll(bits) - (64 - X12_SCAN_KINDS_AT_ONCE);
    rd->odd = kinds->from + (size_t)(at < kinds->size ? at : kinds->size);
}

/* What kinds of bytes stand from the next segment to `to`. */
static void reader_scan_kinds(struct x12_reader *rd, size_t to)
{
    reader_drop_kinds(rd);
    if (!rd->kinds_wanted || rd->wrapped ||
        rd->scanned - rd->at > READER_KINDS_BACK)
        return;
    rd->scan_kinds(rd->window, rd->at, to, rd->marks, &rd->kinds);
    rd->kinds_now = &rd->kinds;
    x12_reader_pass_odd(rd, rd->at);
}

/* Scans the next stretch of the window. All ends found were delivered. */
static void reader_scan(struct x12_reader *rd)
{
    size_t used = rd->next_cut, left = rd->found.cuts - used;
    size_t to = rd->filled;

    if (used >= left) {
        memcpy(rd->found.cut, rd->found.cut + used, left * sizeof(uint32_t));
        rd->found.cuts = left;
        rd->next_cut = 0;
    }
    if (to - rd->scanned > READER_CHUNK)
        to = rd->scanned + READER_CHUNK;
    /* What was seen counts as long as a segment from there is unfinished. */
    if (rd->at >= rd->chunk)
        rd->high = rd->wrapped = false;
    if (rd->at < rd->scanned) {
        rd->high |= rd->found.high;
        rd->wrapped |= rd->found.control;
    }
    rd->found.high = rd->found.control = false;
    rd->found.terms = rd->next_term = 0;
    rd->scan(rd->window, rd->scanned, to, rd->marks, &rd->found);
    rd->high |= rd->found.high;
    rd->wrapped |= rd->found.control;
    reader_scan_kinds(rd, to);
    rd->chunk = rd->scanned;
    rd->scanned = to;
    reader_mark_plain(rd);
}

/* Looks further for the end of a segment. */
static enum x12_status reader_more(struct x12_reader *rd)
{
    if (rd->scanned - rd->at > X12_SEGMENT_LIMIT)
        return reader_fail_long(rd);
    if (rd->scanned == rd->filled) {
        enum x12_status status = reader_fill(rd);

        if (status != X12_OK)
            return status;
    }
    reader_scan(rd);
    return X12_OK;
}

/* Goes on at window[at]: forgets the delimiters before it. */
static void reader_go(struct x12_reader *rd, size_t at)
{
    struct x12_scan_found *found = &rd->found;

    rd->at = at;
    if (at > rd->scanned) {
        reader_rescan(rd);
        return;
    }
    while (rd->next_cut < found->cuts && found->cut[rd->next_cut] < at)
        rd->next_cut++;
    while (rd->next_term < found->terms &&
           found->term[rd->next_term] < rd->next_cut)
        rd->next_term++;
}

/* ---- interchanges ---- */

/* Opens the interchange whose ISA begins here; false: none does. */
static bool reader_open(struct x12_reader *rd)
{
    struct x12_scan_marks marks;
    struct x12_isa isa;
    size_t len = rd->filled - rd->at;

    if (rd->opened == reader_offset(rd) + 1)
        return true;
    if (len > X12_ISA_LOOK)
        len = X12_ISA_LOOK;
    if (!x12_isa_read((x12_str){ rd->window + rd->at, len }, &isa))
        return false;
    if (rd->glued && !isa.fixed)
        return false; /* a word that ends with ISA */
    if (rd->opened == 0 && reader_offset(rd) > 0)
        x12_found(rd->findings, X12_FAULT_BYTES_BEFORE_ISA,
                  (struct x12_place){ 0 }, NULL);
    if (!isa.fixed)
        reader_found(rd, X12_FAULT_ISA_NOT_106);
    if (isa.clash)
        reader_found_at(rd, X12_FAULT_ISA_DELIMITER, 11);
    marks = x12_isa_marks(&isa);
    if (rd->opened == 0 || memcmp(&marks, &rd->marks, sizeof(marks)) != 0) {
        rd->marks = marks;
        reader_rescan(rd);
    }
    rd->delims = isa.delims;
    rd->opened = reader_offset(rd) + 1;
    rd->between = rd->junk = rd->glued = rd->inside = false;
    reader_mark_plain(rd);
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
    reader_go(rd, at);
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
        reader_go(rd, at);
        if (rd->opened == 0 && reader_offset(rd) > X12_HEAD_LIMIT)
            return reader_fail(rd, X12_ESYNTAX,
                               "no ISA in the first 65536 bytes: not X12");
        if (at == rd->filled) {
            enum x12_status status = reader_fill(rd);

            if (status != X12_OK)
                return status;
            continue;
        }
        reader_want(rd, X12_ISA_LOOK);
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
            enum x12_status status = reader_more(rd);

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
        reader_want(rd, X12_ISA_LOOK);
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
    reader_rescan(rd);
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
    reader_want(rd, X12_ISA_LOOK + READER_IEA_LOOK);
    end = isa = reader_iea_end(rd);
    if (end == 0)
        return false;
    while (isa < rd->filled && x12_reader_is_blank(rd->window[isa]))
        isa++;
    len = rd->filled - isa;
    if (len > X12_ISA_LOOK)
        len = X12_ISA_LOOK;
    if (rd->next_term < rd->found.terms && reader_end_at(rd) < isa)
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
    rd->cut_off = 1 + reader_offset(rd);
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
        return reader_fail(rd, X12_ESYNTAX,
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
                status = reader_more(rd);
            } else if (reader_end_at(rd) - rd->at > X12_SEGMENT_LIMIT) {
                status = reader_fail_long(rd);
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
static void reader_place_kinds(struct x12_scan_kinds *kinds)
{
    kinds->part = kinds->digit + READER_KINDS;
    kinds->odd = kinds->part + READER_KINDS;
}

/* At the beginning of an input, in the memory of `of`. */
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
    /* Whole units are scanned, and what is behind the input means nothing:
     * zeros make it the same nothing every time. */
    rd->window = calloc(1, READER_ROOM + X12_SCAN_UNIT);
    rd->found.cut = malloc(READER_CUTS * sizeof(uint32_t));
    rd->found.term = malloc(READER_TERMS * sizeof(uint32_t));
    rd->kinds.digit = calloc(3, READER_KINDS);
    if (!rd->window || !rd->found.cut || !rd->found.term || !rd->kinds.digit)
        rd->status = x12_fail(err, X12_ENOMEM, "no memory for the reader");
    else
        reader_place_kinds(&rd->kinds);
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
    reader_rescan(rd);
}

bool x12_reader_is_at(const struct x12_reader *rd,
                      const struct x12_reader_mark *mark)
{
    return rd->at == rd->filled && reader_offset(rd) == mark->offset &&
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
    free(rd->window);
    free(rd->found.cut);
    free(rd->found.term);
    free(rd->kinds.digit);
    *rd = (struct x12_reader){ .status = status };
}
