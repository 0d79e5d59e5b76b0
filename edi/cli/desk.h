/* SPDX-License-Identifier: Apache-2.0 */
/*
 * desk - what the commands of the desk share
 */
#ifndef EDI_DESK_H
#define EDI_DESK_H

#include "edi/cli/command.h"
#include "edi/jobs/check_lists.h"
#include "edi/jobs/denials_load.h"
#include "edi/net/transfer.h"
#include "edi/report/deadlines.h"
#include "edi/report/rows.h"
#include "edi/store/store.h"
#include "edi/store/store_lock.h"

enum { EDI_DESK_SILENT_AFTER = 60 }; /* days; a setting */
enum { EDI_DESK_WHO = 32 };

enum edi_listing edi_desk_listing(enum edi_format format);

/* The clock of the run, and the days of [general], [partner NAME] and [payer ID].
 * Rows go into the arena, text is the run's. */
enum x12_status edi_desk_deadlines(struct edi_run *run,
                                   struct edi_deadlines *deadlines,
                                   struct x12_arena *arena) X12_MUST_USE;

/* [general] codes, and the lists of `file` (NULL: none) laid over them. Release
 * `lists` on every path. */
enum x12_status edi_desk_lists(struct edi_run *run, const char *file,
                               struct edi_check_lists *lists) X12_MUST_USE;

/* [general] denial_rules and codes: files laid over what comes with the program.
 * Release `held` on every path. */
enum x12_status edi_desk_rules(struct edi_run *run,
                               struct edi_denials_held *held) X12_MUST_USE;

/* A folder of [general] by its key; where it is not set, beside the store, with
 * the key behind the store's name. */
enum x12_status edi_desk_folder(struct edi_run *run, const char *key,
                                char *into, size_t cap) X12_MUST_USE;

/* [general] intake, else the folder "intake" beside the store. */
enum x12_status edi_desk_intake(struct edi_run *run, char *into,
                                size_t cap) X12_MUST_USE;

/* The store's lock; who has it already is told, and EDI_EXIT_LOCKED. */
enum x12_status edi_desk_lock(struct edi_run *run,
                              struct edi_lock *lock) X12_MUST_USE;

/* How trouble with one file of a partner ends the program. */
enum edi_exit edi_desk_trouble(enum edi_trouble trouble);

/* The person at the keyboard, or the account that a script runs as. */
x12_str edi_desk_who(char into[EDI_DESK_WHO]);

/* "30d", "30" */
bool edi_desk_age(const char *text, unsigned *days);

/* As edi_run_end; a store that another run kept locked is EDI_EXIT_LOCKED. */
int edi_desk_end(struct edi_run *run, const struct edi_store *store,
                 enum x12_status status);

#endif
