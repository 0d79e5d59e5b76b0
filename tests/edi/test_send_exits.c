/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How edi send ends for what can go wrong at a real sshd: the exit code, where
 * the batch stands, and a word that says what to do.
 */
#include "tests/support/cm.h"
#include "tests/support/program.h"
#include "tests/support/sshd.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern const struct edi_command edi_cmd_generate, edi_cmd_send, edi_cmd_outbox;

/* Claims enough for a file that is larger than the disk of one server. */
enum { DISK = 4000, PATH = SSHD_PATH + 16, TEXT = 1024 };

/* What is to go wrong. */
enum trouble {
    NOTHING,
    OTHER_HOST_KEY,
    NO_HOST_KEY,
    OTHER_USER_KEY,
    OPEN_KEY,
    NOBODY_LISTENS,
    NO_FOLDER,
    CUT,
    CUT_UNDER_ITS_NAME,
    STALLED,
    NAME_TAKEN,
};

static const struct ending {
    enum trouble trouble;
    const char *sftp; /* what is said to the server */
    uint64_t most;
    int code;
    const char *state, *says;
} endings[] = {
    { NOTHING, "", 0, EDI_EXIT_OK, "sent", "" },
    { OTHER_HOST_KEY, "", 0, EDI_EXIT_REFUSED, "queued", "do not send" },
    { NO_HOST_KEY, "", 0, EDI_EXIT_REFUSED, "queued", "ssh-keyscan" },
    { OTHER_USER_KEY, "", 0, EDI_EXIT_REFUSED, "queued", "check user and key" },
    { OPEN_KEY, "", 0, EDI_EXIT_REFUSED, "queued", "chmod 600" },
    { NOBODY_LISTENS, "", 0, EDI_EXIT_UNREACHABLE, "queued", "connect" },
    { NO_FOLDER, "", 0, EDI_EXIT_REFUSED, "queued", "no such file or folder" },
    { NAME_TAKEN, "", 0, EDI_EXIT_REFUSED, "queued", "is there already" },
    { CUT, "", 0, EDI_EXIT_UNREACHABLE, "queued", "connection was lost" },
    { CUT_UNDER_ITS_NAME, "", 0, EDI_EXIT_FOUND, "unknown", "lost" },
    { STALLED, "", 0, EDI_EXIT_UNREACHABLE, "queued", "no answer in time" },
    { NOTHING, "-R", 0, EDI_EXIT_REFUSED, "queued", "whether you may write" },
    { NOTHING, "-P rename,posix-rename", 0, EDI_EXIT_REFUSED, "queued",
      "rename = no" },
    { NOTHING, "", DISK, EDI_EXIT_REFUSED, "queued", "disk full" },
};

struct desk_of {
    struct sshd server;
    struct wire wire;
    char conf[PATH], store[PATH], line[TEXT];
};

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void write_conf(const struct desk_of *d, enum trouble trouble)
{
    char text[2 * TEXT];

    snprintf(text, sizeof(text),
             "[partner hub]\nprotocol = sftp\nhost = 127.0.0.1\nport = %u\n"
             "user = %s\nknown_hosts = %s\nkey_file = %s\nfolder = %s\n"
             "timeout = 1\nrename = %s\nsender = SENDER\n"
             "receiver = RECEIVER\nusage = T\nsubmitter_name = HILL\n"
             "contact_name = DESK\ncontact_phone = 5550100123\n"
             "receiver_name = HUB\n",
             trouble == NOBODY_LISTENS ? 1 : d->server.port, d->server.user,
             d->server.known_hosts, d->server.key,
             trouble == NO_FOLDER ? "nowhere/at/all" : d->server.drop,
             trouble == CUT_UNDER_ITS_NAME ? "no" : "yes");
    write_text(d->conf, text);
}

/* The wire is cut when half the file has passed, or goes dead. */
static void make_wire(struct desk_of *d, enum trouble trouble)
{
    char own[PATH];

    if (trouble != CUT && trouble != CUT_UNDER_ITS_NAME && trouble != STALLED)
        return;
    wire_open(&d->wire, d->server.port, 6000, trouble == STALLED);
    snprintf(own, sizeof(own), "%s.pub", d->server.host_key);
    sshd_know(&d->server, d->wire.port, own);
}

static void make_trouble(struct desk_of *d, enum trouble trouble)
{
    char path[2 * PATH];

    if (trouble == OTHER_USER_KEY)
        sshd_key(&d->server, "ecdsa", false);
    make_wire(d, trouble);
    snprintf(path, sizeof(path), "%s.pub", d->server.key);
    if (trouble == OTHER_HOST_KEY)
        sshd_know(&d->server, d->server.port, path);
    if (trouble == NO_HOST_KEY)
        assert_int_equal(truncate(d->server.known_hosts, 0), 0);
    if (trouble == OPEN_KEY)
        assert_int_equal(chmod(d->server.key, 0644), 0);
    snprintf(path, sizeof(path), "%s/837P-000000001.x12", d->server.drop);
    if (trouble == NAME_TAKEN)
        write_text(path, "theirs");
    write_conf(d, trouble);
}

static int command(struct desk_of *d, const struct edi_command *command,
                   const char *more)
{
    snprintf(d->line, sizeof(d->line), "--store %s --config %s %s", d->store,
             d->conf, more);
    return program_run(command, d->line);
}

static void ends_as_it_should(const struct ending *end)
{
    static struct desk_of d;
    const struct sshd_how how = { .kind = "ed25519",
                                  .sftp = end->sftp,
                                  .most = end->most };
    char state[32];
    int code;

    d = (struct desk_of){ .line = "" };
    sshd_open_as(&d.server, &how);
    sshd_key(&d.server, "ed25519", true);
    snprintf(d.conf, sizeof(d.conf), "%s/edi.conf", d.server.base);
    snprintf(d.store, sizeof(d.store), "%s/edi.db", d.server.base);
    make_trouble(&d, end->trouble);
    assert_int_equal(
        command(&d, &edi_cmd_generate, "samples/claims-professional.jsonl"),
        EDI_EXIT_OK);
    code = command(&d, &edi_cmd_send, "");
    if (code != end->code || !strstr(program_told, end->says))
        fail_msg("trouble %d, \"%s\": exit %d, told: %s", (int)end->trouble,
                 end->says, code, program_told);
    assert_int_equal(command(&d, &edi_cmd_outbox, "--json"), EDI_EXIT_OK);
    snprintf(state, sizeof(state), "\"state\":\"%s\"", end->state);
    if (!strstr(program_told, state))
        fail_msg("\"%s\": %s", end->says, program_told);
    if (d.wire.pid)
        wire_close(&d.wire);
    sshd_close(&d.server);
}

static void each_trouble_ends_in_its_code_and_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        ends_as_it_should(&endings[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_trouble_ends_in_its_code_and_state),
    };

    return cmocka_run_group_tests_name("send_exits", tests, NULL, NULL);
}
