/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_json - edi json */
#include "edi/cli/command.h"
#include "edi/jobs/job_json.h"

#include <stdio.h>

static void cmd_json_tell(const struct edi_run *run,
                          const struct edi_json_job *job)
{
    fprintf(stderr, "edi json: %s: %llu objects, %llu errors, %llu warnings\n",
            run->file, (unsigned long long)job->objects,
            (unsigned long long)job->told[X12_ERROR],
            (unsigned long long)job->told[X12_WARNING]);
}

static void cmd_json_tell_truncated(const struct edi_run *run,
                                    const struct edi_json_job *job)
{
    fprintf(stderr, "edi json: %s: at byte %llu: %s\n", run->file,
            (unsigned long long)job->end, x12_faults[X12_FAULT_TRUNCATED].text);
}

/* Nobody shall take such a file for an empty one. */
static void cmd_json_tell_unknown(const struct edi_run *run,
                                  const struct edi_json_job *job)
{
    fprintf(stderr,
            "edi json: %s: %llu transaction set%s of a kind or version that "
            "gives no object\n",
            run->file, (unsigned long long)job->unknown,
            job->unknown == 1 ? "" : "s");
}

/* The file is named in each object as it was named to us. */
static enum x12_status cmd_json_file(struct edi_run *run, struct x12_json *j,
                                     struct x12_source *src)
{
    struct edi_json_job job = { .file = x12_str_from(run->file),
                                .j = j,
                                .err = &run->err,
                                .sharing = { .threads = run->jobs } };
    enum x12_status status = edi_json_file(&job, src);

    if (job.told[X12_ERROR] > 0 || job.unknown > 0)
        edi_run_exit(run, EDI_EXIT_FOUND);
    if (job.truncated && !run->quiet)
        cmd_json_tell_truncated(run, &job);
    if (job.unknown > 0 && !run->quiet)
        cmd_json_tell_unknown(run, &job);
    if (run->verbose)
        cmd_json_tell(run, &job);
    return status;
}

static int cmd_json_run(struct edi_run *run)
{
    struct x12_source src = { 0 };
    struct x12_json j;
    enum x12_status status = X12_OK;

    x12_json_init(&j, &run->out, &run->err);
    while (status != X12_END && edi_run_next(run, &src)) {
        enum x12_status flushed;

        status = cmd_json_file(run, &j, &src);
        flushed = x12_json_flush(&j); /* also what was whole before a failure */
        edi_run_done(run, &src, status == X12_OK ? flushed : status);
        status = flushed;
    }
    x12_json_release(&j);
    return run->exit;
}

const struct edi_command edi_cmd_json = {
    .name = "json",
    .operands = "[FILE]...",
    .summary = "claims, payments and acknowledgements as JSON Lines",
    .example = "edi json remit.835 | jq .payment.id",
    .run = cmd_json_run,
};
