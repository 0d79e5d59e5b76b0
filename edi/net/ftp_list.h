/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ftp_list - one line of an FTP server's MLSD: facts, a blank, a name
 *
 *     type=file;size=120;modify=20240131090501; remit.835
 */
#ifndef EDI_FTP_LIST_H
#define EDI_FTP_LIST_H

#include "edi/net/transfer.h"

/* The text of `remote` is the line's. A line that says nothing of a type is the
 * rest of a name that has a line's end in it, or no answer to MLSD: odd. */
void edi_ftp_facts(x12_str line, struct edi_remote *remote);

#endif
