/* SPDX-License-Identifier: Apache-2.0 */
/* simulate_files - what all files of a simulation share */
#include "edi/jobs/simulate_files.h"

#include <stdio.h>

static void files_keep(const char *from, char *into, size_t size)
{
    x12_str text = x12_str_from(from);

    x12_str_put(text.len > 0 ? text : X12_STR("UNKNOWN"), into, size);
}

void edi_simulate_files_answer(struct edi_simulate_files *files,
                               const struct x12_cursor *cur)
{
    const struct x12_envelope *env = &cur->envelope;
    uint64_t number = 0;

    files->delims = cur->seg.delims;
    if (files->delims.repeat == '\0')
        files->delims.repeat = '^';
    x12_str_put(x12_str_from(env->receiver_qualifier), files->sender_qualifier,
                sizeof(files->sender_qualifier));
    x12_str_put(x12_str_from(env->sender_qualifier), files->receiver_qualifier,
                sizeof(files->receiver_qualifier));
    files_keep(env->receiver, files->sender, sizeof(files->sender));
    files_keep(env->sender, files->receiver, sizeof(files->receiver));
    files_keep(env->gs_receiver, files->gs_sender, sizeof(files->gs_sender));
    files_keep(env->gs_sender, files->gs_receiver, sizeof(files->gs_receiver));
    files->usage = env->usage[0] == 'P' ? 'P' : 'T';
    if (env->isa_date)
        files->day = env->isa_date;
    if (files->control == 0 &&
        x12_count_parse(x12_str_from(env->isa_control), &number))
        files->control = number % 99999 * 10000;
}

uint64_t edi_simulate_control(struct edi_simulate_files *files)
{
    files->control = files->control % X12_CONTROL_MAX + 1;
    return files->control;
}

void edi_simulate_head(const struct edi_simulate_files *files,
                       const char *functional, const char *version,
                       x12_date date, struct x12_interchange_head *head)
{
    *head = (struct x12_interchange_head){
        .sender_qualifier = x12_str_from(files->sender_qualifier),
        .sender = x12_str_from(files->sender),
        .receiver_qualifier = x12_str_from(files->receiver_qualifier),
        .receiver = x12_str_from(files->receiver),
        .gs_sender = x12_str_from(files->gs_sender),
        .gs_receiver = x12_str_from(files->gs_receiver),
        .functional = x12_str_from(functional),
        .version = x12_str_from(version),
        .date = date,
        .time = files->time,
        .usage = files->usage,
    };
}

x12_date edi_simulate_day(const struct edi_simulate_files *files, int days)
{
    return x12_date_from_days(x12_date_to_days(files->day) + days);
}

enum x12_status edi_simulate_open(const struct edi_simulate_files *files,
                                  const char *name, struct x12_sink *sink)
{
    char path[X12_SINK_PATH];
    int n = snprintf(path, sizeof(path), "%s/%s", files->folder, name);

    if (n < 0 || (size_t)n >= sizeof(path))
        return x12_fail(files->err, X12_ELIMIT, "%s: the path is too long",
                        files->folder);
    return x12_sink_open_file(sink, path, X12_SINK_LOOSE, files->err);
}
