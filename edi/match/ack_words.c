/* SPDX-License-Identifier: Apache-2.0 */
/* ack_words - what an acknowledgement says in codes, in words */
#include "edi/match/ack_words.h"

#include "edi/guides/codes.h"

const char *edi_ack_file_text(enum edi_ack_kind kind)
{
    switch (kind) {
    case EDI_ACK_INTERCHANGE:
        return "TA1";
    case EDI_ACK_SET:
    case EDI_ACK_GROUP:
        return "999";
    case EDI_ACK_TRANSMISSION:
    case EDI_ACK_PROVIDER:
    case EDI_ACK_CLAIM:
        return "277CA";
    }
    return "";
}

static void words_add(struct edi_words *words, x12_str s)
{
    size_t room = sizeof(words->text) - 1 - words->len;
    size_t len = s.len < room ? s.len : room;

    if (len)
        memcpy(words->text + words->len, s.at, len);
    words->len += len;
    words->text[words->len] = '\0';
}

void edi_words_put(struct edi_words *words, const char *text)
{
    words_add(words, x12_str_from(text));
}

static void words_next(struct edi_words *words)
{
    if (words->len)
        edi_words_put(words, "; ");
}

/* The code's text; an unknown code stands for itself. */
static void words_code(struct edi_words *words, enum edi_list list,
                       x12_str code)
{
    x12_str text = edi_code_text(NULL, list, code);

    if (!text.len)
        edi_words_put(words, "code ");
    words_add(words, text.len ? text : code);
}

void edi_words_status(struct edi_words *words,
                      const struct edi_status_code *code)
{
    const x12_str parts[] = { code->category, code->code, code->entity };

    words_next(words);
    words_code(words, EDI_LIST_STATCODE, code->code);
    if (code->entity.len) {
        edi_words_put(words, ": ");
        words_code(words, EDI_LIST_ENTITY, code->entity);
    }
    for (size_t i = 0; i < 3 && parts[i].len; i++) {
        edi_words_put(words, i ? ":" : " (");
        words_add(words, parts[i]);
    }
    edi_words_put(words, ")");
}

void edi_words_fault(struct edi_words *words,
                     const struct edi_ack_segment *segment)
{
    words_next(words);
    words_add(words, segment->segment);
    if (segment->loop.len) {
        edi_words_put(words, " in loop ");
        words_add(words, segment->loop);
    }
    if (segment->position.len) {
        edi_words_put(words, ", segment ");
        words_add(words, segment->position);
        edi_words_put(words, " of its set");
    }
    if (segment->code.len && !x12_str_is(segment->code, "8")) {
        edi_words_put(words, ": ");
        words_code(words, EDI_LIST_IK304, segment->code);
    }
}

/* Element 5, component 3 of CLM is CLM05-3. */
void edi_words_element(struct edi_words *words, x12_str segment,
                       const struct edi_ack_element *element)
{
    words_next(words);
    words_add(words, segment);
    if (element->element.len == 1)
        edi_words_put(words, "0");
    words_add(words, element->element);
    if (element->component.len) {
        edi_words_put(words, "-");
        words_add(words, element->component);
    }
    edi_words_put(words, ": ");
    words_code(words, EDI_LIST_IK403, element->code);
}

void edi_words_error(struct edi_words *words, enum edi_ack_kind kind,
                     x12_str code)
{
    static const enum edi_list lists[] = {
        [EDI_ACK_INTERCHANGE] = EDI_LIST_TA105,
        [EDI_ACK_SET] = EDI_LIST_IK502,
        [EDI_ACK_GROUP] = EDI_LIST_AK905,
    };

    if (!code.len || kind > EDI_ACK_GROUP)
        return;
    words_next(words);
    words_code(words, lists[kind], code);
}
