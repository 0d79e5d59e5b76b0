/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aside_file - rows of a file of claims that were put aside, for a person
 *
 *     edi_aside_begin(&aside, folder, "20260115-3fa9c1d20b77", path, err);
 *     edi_aside_put(&aside, &g);              for each row that is told
 *     status = edi_aside_end(&aside);
 *     edi_aside_release(&aside);              on every path, and twice
 *
 * FOLDER/NAME.txt says of each what is wrong with it; FOLDER/NAME.jsonl or .csv
 * has the rows just as they came, to be mended and dropped again. Neither is made
 * before the first row, and both appear whole at the end. They are the only
 * place where a pass by the clock writes what may tell of a person.
 */
#ifndef EDI_ASIDE_FILE_H
#define EDI_ASIDE_FILE_H

#include "edi/jobs/job_generate.h"
#include "parser/source.h"
#include "writer/sink.h"
#include "writer/text.h"

enum { EDI_ASIDE_PATH = 1024, EDI_ASIDE_BLOCK = 16 << 10 };

struct edi_aside {
    uint64_t told;             /* rows that something was said of */
    char path[EDI_ASIDE_PATH]; /* of NAME.txt; "" before the first row */
    /* private below */
    const char *folder, *name, *input;
    struct x12_error *err;
    struct x12_sink why, rows;
    struct x12_source again; /* the input, read a second time */
    uint64_t at;             /* bytes of it that were passed */
    bool has_rows;
    char block[EDI_ASIDE_BLOCK];
};

/* Text is the caller's; `input` is the file that the rows are in. */
void edi_aside_begin(struct edi_aside *aside, const char *folder,
                     const char *name, const char *input,
                     struct x12_error *err);

/* The row that `g` told of last. */
enum x12_status edi_aside_put(struct edi_aside *aside,
                              const struct edi_generate *g) X12_MUST_USE;

/* Why no row of the file was taken: it is for the file as a whole, and rows put
 * before are not laid out. */
enum x12_status edi_aside_whole(struct edi_aside *aside,
                                const char *why) X12_MUST_USE;

/* What was put is lasting. */
enum x12_status edi_aside_end(struct edi_aside *aside) X12_MUST_USE;

/* Without end nothing is left. */
void edi_aside_release(struct edi_aside *aside);

#endif
