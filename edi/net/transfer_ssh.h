/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transfer_ssh - a connection to a partner's SSH server: host key, login, SFTP
 *
 *     status = edi_ssh_open(&ssh, partner, &trouble, err);
 *     ... sftp_*(ssh.sftp, ...), edi_deadline_touch(&ssh.deadline) before each ...
 *     edi_ssh_close(&ssh);      right on every path, and twice
 *
 * The host's key must stand in the profile's known_hosts; nothing of the user's
 * own settings of ssh is read. `ssh` must stay where it is.
 */
#ifndef EDI_TRANSFER_SSH_H
#define EDI_TRANSFER_SSH_H

#include "edi/net/deadline.h"
#include "edi/net/transfer.h"

#include <libssh/libssh.h>
#include <libssh/sftp.h>

struct edi_ssh {
    const struct edi_partner *partner;
    ssh_session session;
    sftp_session sftp;
    struct edi_deadline deadline;
};

enum x12_status edi_ssh_open(struct edi_ssh *ssh,
                             const struct edi_partner *partner,
                             enum edi_trouble *trouble,
                             struct x12_error *err) X12_MUST_USE;

void edi_ssh_close(struct edi_ssh *ssh);

#endif
