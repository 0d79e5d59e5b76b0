/* SPDX-License-Identifier: Apache-2.0 */
/*
 * simulate_files - what all files of a simulation share: where they go, who
 * writes to whom, their numbers
 */
#ifndef EDI_SIMULATE_FILES_H
#define EDI_SIMULATE_FILES_H

#include "edi/simulate/payer.h"
#include "parser/cursor.h"
#include "writer/interchange.h"
#include "writer/json.h"

enum { EDI_SIMULATE_NAME = 40 };

/* A file that was written, for who lists them. */
struct edi_simulated {
    char name[EDI_SIMULATE_NAME];
    const char *kind; /* "277CA", "835" */
    x12_date date;
    uint64_t items;   /* claims, or claim payments */
    x12_money amount; /* BPR02 */
};

/* Where the files are told of. */
typedef enum x12_status edi_simulated_fn(void *self,
                                         const struct edi_simulated *file);

struct edi_simulate_files {
    const char *folder;
    struct x12_error *err;
    x12_time time;
    edi_simulated_fn *tell;
    void *teller;
    /* of the input at hand */
    struct x12_delims delims;
    char sender_qualifier[3], sender[16], receiver_qualifier[3], receiver[16];
    char gs_sender[16], gs_receiver[16];
    char usage;
    x12_date day;              /* of the interchange that is answered */
    uint64_t control;          /* ISA13 given last */
    uint32_t verdicts, remits; /* files so far */
};

/* Takes over who answers whom from an interchange that is read: sender and
 * receiver change places. */
void edi_simulate_files_answer(struct edi_simulate_files *files,
                               const struct x12_cursor *cur);

/* The next ISA13; never one twice in a run. */
uint64_t edi_simulate_control(struct edi_simulate_files *files);

/* Headers of a file with one group. */
void edi_simulate_head(const struct edi_simulate_files *files,
                       const char *functional, const char *version,
                       x12_date date, struct x12_interchange_head *head);

/* A file of the folder; an older one gives way. */
enum x12_status edi_simulate_open(const struct edi_simulate_files *files,
                                  const char *name,
                                  struct x12_sink *sink) X12_MUST_USE;

/* So many days behind the interchange that is answered. */
x12_date edi_simulate_day(const struct edi_simulate_files *files, int days);

#endif
