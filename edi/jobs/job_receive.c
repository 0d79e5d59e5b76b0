/* SPDX-License-Identifier: Apache-2.0 */
/* job_receive - what stands in the partners' folders into archive and store */
#include "edi/jobs/receive_private.h"

#include <fnmatch.h>

void edi_receive_begin(struct edi_receive *r, struct edi_store *store,
                       const struct edi_receive_options *options,
                       struct x12_error *err)
{
    *r = (struct edi_receive){
        .store = store,
        .options = *options,
        .err = err,
        .why = "",
        .line = { .store = store,
                  .when = options->archive.when,
                  .now = options->now,
                  .receiving = true },
    };
}

enum x12_status edi_receive_tell(struct edi_receive *r,
                                 enum edi_receive_verdict verdict,
                                 const char *why)
{
    r->verdict = verdict;
    r->why = why;
    return X12_OK;
}

/* The transfer has failed; what it said is in r->fault. */
static enum x12_status receive_trouble(struct edi_receive *r,
                                       enum edi_receive_verdict verdict)
{
    struct edi_transfer *t = &r->line.transfer;

    r->trouble = t->trouble == EDI_TROUBLE_NONE ? EDI_TROUBLE_UNREACHABLE
                                                : t->trouble;
    edi_receive_tell(r, verdict, r->fault.text);
    return t->lost ? edi_reach_lost(&r->line, &r->fault) : X12_OK;
}

bool edi_receive_is_safe(x12_str name)
{
    if (name.len == 0 || name.len >= EDI_TRANSFER_NAME)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        const unsigned char c = (unsigned char)name.at[i];

        if (c < ' ' || c == 0x7F || c == '/' || c == '\\')
            return false;
    }
    return true;
}

/* Why a file is not fetched, or NULL. */
static const char *receive_objection(const struct edi_remote *remote)
{
    if (remote->odd)
        return "is a link or device: not followed";
    if (!edi_receive_is_safe(remote->name))
        return "its name holds what no name should: not fetched";
    if (remote->size != EDI_REMOTE_UNSIZED && remote->size > EDI_RECEIVE_BYTES)
        return "is larger than 1 GiB: not fetched";
    return NULL;
}

/* Names that were found safe are short, and hold no zero byte. */
static const char *receive_name(const struct edi_remote *remote,
                                char into[EDI_TRANSFER_NAME])
{
    x12_str_put(remote->name, into, EDI_TRANSFER_NAME);
    return into;
}

/* What is in the store may go at the partner's, as the profile has it: unless
 * another file has come under the name meanwhile. */
static enum x12_status receive_clear(struct edi_receive *r,
                                     const struct edi_remote *remote)
{
    struct edi_transfer *t = &r->line.transfer;
    char name[EDI_TRANSFER_NAME];
    enum x12_status status;
    uint64_t size = 0;

    if (r->partner->after_receive == EDI_AFTER_KEEP)
        return X12_OK;
    receive_name(remote, name);
    status = t->looks ? edi_transfer_size(t, name, &size, &r->fault) : X12_OK;
    if (status == X12_OK && t->looks && remote->size != EDI_REMOTE_UNSIZED &&
        size != remote->size)
        return X12_OK;
    if (status == X12_OK)
        status = r->partner->after_receive == EDI_AFTER_DELETE
                     ? edi_transfer_remove(t, name, &r->fault)
                     : edi_transfer_move(t, name, r->partner->move_folder,
                                         &r->fault);
    return status < X12_OK ? receive_trouble(r, r->verdict) : X12_OK;
}

/* The bytes into the part file; X12_END: the transfer failed, which is told. */
static enum x12_status receive_fetch(struct edi_receive *r,
                                     const struct edi_remote *remote)
{
    char name[EDI_TRANSFER_NAME];
    struct x12_source src = { 0 };
    bool ours = false;
    enum x12_status status = edi_transfer_get(
        &r->line.transfer, receive_name(remote, name), &src, &r->fault);

    if (status == X12_OK)
        status = edi_archive_fetch(&r->options.archive, r->partner->name, &src,
                                   &r->file, &ours, &r->fault);
    x12_source_close(&src);
    if (status == X12_OK)
        return X12_OK;
    if (ours)
        return x12_fail(r->err, status, "%s", r->fault.text);
    status = receive_trouble(r, EDI_RECEIVE_FAILED);
    return status == X12_OK ? X12_END : status;
}

enum x12_status edi_receive_sniff(struct edi_receive *r, enum edi_sniffed *kind)
{
    const enum x12_status status = edi_sniff(r->file.path, kind, &r->fault);

    if (status == X12_OK)
        return X12_OK;
    return status == X12_ESYNTAX || status == X12_ELIMIT
               ? X12_END
               : x12_fail(r->err, status, "%s", r->fault.text);
}

/* Is it a report that the partner was expected to lay there? */
static bool receive_is_expected(const struct edi_receive *r)
{
    x12_str rest = x12_str_from(r->partner->reports);
    char name[EDI_TRANSFER_NAME], pattern[EDI_TRANSFER_NAME];

    x12_str_put(r->member.len > 0 ? r->member : r->name, name, sizeof(name));
    while (rest.len > 0)
        if (x12_str_put(x12_str_cut(&rest, ' '), pattern, sizeof(pattern)) &&
            fnmatch(pattern, name, 0) == 0)
            return true;
    return false;
}

/* What has nothing in it that is followed. */
static enum x12_status receive_put_aside(struct edi_receive *r,
                                         enum edi_sniffed kind)
{
    if (r->told.kind)
        return edi_receive_tell(r, EDI_RECEIVE_UNKNOWN,
                                "X12 of a kind that is not taken in: kept in "
                                "the archive");
    if (kind != EDI_SNIFFED_TEXT)
        return edi_receive_tell(r, EDI_RECEIVE_UNKNOWN, "");
    r->expected = receive_is_expected(r);
    return edi_receive_tell(r, EDI_RECEIVE_REPORT, "");
}

enum x12_status edi_receive_ingest(struct edi_receive *r, enum edi_sniffed kind)
{
    static const enum edi_receive_verdict verdicts[] = {
        [EDI_INGEST_TAKEN] = EDI_RECEIVE_TAKEN,
        [EDI_INGEST_SEEN] = EDI_RECEIVE_SEEN,
        [EDI_INGEST_UNKNOWN] = EDI_RECEIVE_UNKNOWN,
        [EDI_INGEST_CUT] = EDI_RECEIVE_CUT,
    };
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_file(&src, r->file.path, r->err);

    if (status == X12_OK)
        status = edi_ingest(r->store, r->file.path, &src, r->options.ingest,
                            &r->told);
    if (status == X12_OK)
        return r->told.verdict == EDI_INGEST_UNKNOWN
                   ? receive_put_aside(r, kind)
                   : edi_receive_tell(r, verdicts[r->told.verdict], "");
    if (status != X12_ESYNTAX && status != X12_ELIMIT)
        return status;
    r->fault = *r->err;
    *r->err = (struct x12_error){ 0 };
    return edi_receive_tell(r, EDI_RECEIVE_UNKNOWN, r->fault.text);
}

/* The row of a file of theirs, so far as the listing tells. */
static struct edi_received receive_row(const struct edi_receive *r,
                                       const struct edi_remote *remote)
{
    return (struct edi_received){ .partner = r->partner->name,
                                  .name = remote->name,
                                  .size = remote->size,
                                  .changed = remote->changed,
                                  .taken = r->options.archive.when };
}

static enum x12_status receive_note(struct edi_receive *r,
                                    const struct edi_remote *remote)
{
    static const enum edi_receipt receipts[] = {
        [EDI_RECEIVE_TAKEN] = EDI_RECEIPT_TAKEN,
        [EDI_RECEIVE_SEEN] = EDI_RECEIPT_SEEN,
        [EDI_RECEIVE_UNKNOWN] = EDI_RECEIPT_UNKNOWN,
        [EDI_RECEIVE_REFUSED] = EDI_RECEIPT_REFUSED,
        [EDI_RECEIVE_REPORT] = EDI_RECEIPT_UNKNOWN,
        [EDI_RECEIVE_UNPACKED] = EDI_RECEIPT_TAKEN,
    };
    struct edi_received row = receive_row(r, remote);

    row.receipt = receipts[r->verdict];
    memcpy(row.digest, r->came, sizeof(row.digest));
    return edi_received_put(r->store, &row);
}

enum x12_status edi_receive_done(struct edi_receive *r,
                                 const struct edi_remote *remote)
{
    enum x12_status status = receive_note(r, remote);

    return status == X12_OK ? receive_clear(r, remote) : status;
}

/* What stands in the archive as it came, into the store. X12_END: there is
 * nothing to tell of it so far. */
static enum x12_status receive_kept(struct edi_receive *r,
                                    const struct edi_remote *remote)
{
    enum edi_sniffed kind;
    enum x12_status status = edi_receive_sniff(r, &kind);

    if (status == X12_OK && kind == EDI_SNIFFED_PGP) {
        status = edi_receive_unseal(r);
        if (status != X12_OK)
            return status == X12_END ? X12_OK : status;
        status = edi_receive_sniff(r, &kind);
    }
    if (status == X12_END) { /* gzip */
        const bool whole = r->fault.status == X12_ELIMIT;

        edi_receive_tell(r, whole ? EDI_RECEIVE_UNKNOWN : EDI_RECEIVE_CUT,
                         r->fault.text);
    } else if (status != X12_OK) {
        return status;
    } else if (kind == EDI_SNIFFED_ZIP) {
        return edi_receive_unpack(r, remote);
    } else {
        status = edi_receive_ingest(r, kind);
        if (status != X12_OK)
            return status;
    }
    if (r->verdict != EDI_RECEIVE_CUT)
        return edi_receive_done(r, remote);
    edi_archive_drop(&r->file);
    return X12_OK;
}

/* A file that was not fetched before. */
static enum x12_status receive_new(struct edi_receive *r,
                                   const struct edi_remote *remote)
{
    const char *objection = receive_objection(remote);
    enum x12_status status;

    memset(r->came, 0, sizeof(r->came));
    if (objection) {
        r->trouble = EDI_TROUBLE_UNKNOWN;
        edi_receive_tell(r, EDI_RECEIVE_REFUSED, objection);
        return receive_note(r, remote);
    }
    status = receive_fetch(r, remote);
    if (status != X12_OK)
        return status == X12_END ? X12_OK : status;
    memcpy(r->came, r->file.digest, sizeof(r->came));
    edi_transfer_rest(&r->line.transfer);
    if (r->file.bytes == 0 ||
        (remote->size != EDI_REMOTE_UNSIZED && r->file.bytes != remote->size)) {
        edi_archive_drop(&r->file);
        return edi_receive_tell(r, EDI_RECEIVE_GROWING,
                                "is not whole yet: left for the next run");
    }
    status = edi_archive_keep(&r->options.archive, r->partner->name,
                              remote->name, &r->file, r->err);
    return status == X12_OK ? receive_kept(r, remote) : status;
}

/* X12_END: there is nothing to tell of it. */
static enum x12_status receive_one(struct edi_receive *r,
                                   const struct edi_remote *remote)
{
    struct edi_received row = receive_row(r, remote);
    enum x12_status status;

    if ((!remote->plain && !remote->odd) ||
        (remote->name.len > 0 && remote->name.at[0] == '.'))
        return X12_END;
    status = edi_received_find(r->store, &row);
    if (status < X12_OK)
        return status;
    r->name = remote->name;
    if (status == X12_END)
        return receive_new(r, remote);
    /* an earlier run was ended before it could clear it away */
    if (row.receipt == EDI_RECEIPT_REFUSED)
        return X12_END;
    r->verdict = EDI_RECEIVE_SEEN;
    status = receive_clear(r, remote);
    return status == X12_OK && r->trouble == EDI_TROUBLE_NONE ? X12_END
                                                              : status;
}

/* The listing of the next partner from which something is fetched. X12_END:
 * there is none any more. */
static enum x12_status receive_list(struct edi_receive *r)
{
    const struct edi_partners *partners = r->options.partners;
    const char *only = r->options.partner;
    enum x12_status status;

    while (r->at < partners->count &&
           (!edi_partner_receives(&partners->at[r->at]) ||
            (only && strcmp(partners->at[r->at].name, only) != 0)))
        r->at++;
    if (r->at >= partners->count)
        return X12_END;
    r->partner = &partners->at[r->at++];
    status = edi_reach_open(&r->line, r->partner);
    if (status != X12_OK)
        return status;
    if (r->line.trouble != EDI_TROUBLE_NONE) {
        r->trouble = r->line.trouble;
        return edi_receive_tell(r, EDI_RECEIVE_FAILED, r->line.fault.text);
    }
    r->entry = 0;
    if (edi_transfer_list(&r->line.transfer, &r->all, &r->fault) != X12_OK)
        return receive_trouble(r, EDI_RECEIVE_FAILED);
    r->listed = true;
    return edi_reach_worked(&r->line);
}

/* Nothing of the file before. */
static void receive_forget(struct edi_receive *r)
{
    r->fault = (struct x12_error){ 0 };
    r->file = (struct edi_archived){ .bytes = 0 };
    r->told = (struct edi_ingested){ .bytes = 0 };
    r->trouble = EDI_TROUBLE_NONE;
    r->expected = false;
    r->name = X12_STR("");
    r->member = X12_STR("");
    r->why = "";
}

/* Behind the last file of a listing. X12_END: there is nothing to tell. */
static enum x12_status receive_listed(struct edi_receive *r)
{
    const bool more = r->all.more;

    receive_forget(r);
    edi_remotes_release(&r->all);
    r->listed = false;
    if (!more)
        return X12_END;
    r->trouble = EDI_TROUBLE_UNKNOWN;
    return edi_receive_tell(r, EDI_RECEIVE_FAILED,
                            "there are more than 20000 files: some were not "
                            "looked at; take old ones away");
}

enum x12_status edi_receive_next(struct edi_receive *r)
{
    enum x12_status status;

    for (;;) {
        receive_forget(r);
        if (r->whole)
            return edi_receive_member(r);
        if (!r->listed) {
            status = receive_list(r);
            if (status != X12_OK || !r->listed)
                return status;
        }
        while (r->entry < r->all.count && !r->line.transfer.lost &&
               r->line.trouble == EDI_TROUBLE_NONE && !r->whole) {
            status = receive_one(r, &r->all.at[r->entry++]);
            if (status != X12_END)
                return status;
        }
        if (r->whole)
            continue;
        status = receive_listed(r);
        if (status != X12_END)
            return status;
    }
}

void edi_receive_end(struct edi_receive *r)
{
    edi_zip_close(&r->zip);
    r->whole = NULL;
    edi_remotes_release(&r->all);
    edi_reach_close(&r->line);
}
