/* SPDX-License-Identifier: Apache-2.0 */
/* claim_pipe - an 837 at hand to its claims, their JSON, and back to an 837 */
#ifndef TESTS_CLAIM_PIPE_H
#define TESTS_CLAIM_PIPE_H

#include "edi/claims/claim_read.h"
#include "edi/claims/claim_write.h"
#include "writer/interchange.h"

enum { CLAIM_PIPE_FINDINGS = 500 };

/* A cursor over text, and the reader of its claims. */
struct claim_pipe {
    struct x12_error err;
    struct x12_cursor cur;
    struct edi_claim_reader rd;
    struct x12_finding room[CLAIM_PIPE_FINDINGS];
    struct x12_findings findings;
};

/* Reads `step` bytes at a time; 0: as many as are asked for. */
void claim_pipe_open(struct claim_pipe *pipe, x12_str text, size_t step);

/* The next claim of any set, or NULL; pipe->err tells a failure. */
const struct edi_claim *claim_pipe_next(struct claim_pipe *pipe);

void claim_pipe_close(struct claim_pipe *pipe);

/* Every claim of the text as a line of JSON, into an open memory sink. */
void claim_pipe_json(x12_str text, size_t step, struct x12_sink *sink);

/* The same claims as an 837 into an open memory sink, in one set that takes the
 * head of the first; terminators "~\n". Gives what the writer says. */
enum x12_status claim_pipe_write(x12_str text, struct x12_sink *sink,
                                 struct x12_error *err);

/* A writer into an open sink, with ISA, GS and ST written; and their end. */
struct claim_out {
    struct x12_writer w;
    struct x12_interchange ic;
    struct edi_claim_writer cw;
};
void claim_out_begin(struct claim_out *out, struct x12_sink *sink,
                     const struct edi_claim_set *set, struct x12_error *err);
enum x12_status claim_out_end(struct claim_out *out);

/* "ISA ... GS ... ST*837*0001*REFERENCE" + body + "SE GE IEA", in a buffer of
 * the function's own. SE01 is right. */
x12_str claim_pipe_wrap(const char *reference, const char *body);

#endif
