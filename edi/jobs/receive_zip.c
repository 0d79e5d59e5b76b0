/* SPDX-License-Identifier: Apache-2.0 */
/* receive_zip - the members of a zip file into archive and store */
#include "edi/jobs/receive_private.h"

enum x12_status edi_receive_unpack(struct edi_receive *r,
                                   const struct edi_remote *remote)
{
    enum x12_status status = edi_zip_open(&r->zip, r->file.path, r->err);

    if (status == X12_END) {
        edi_zip_close(&r->zip);
        edi_archive_drop(&r->file);
        return edi_receive_tell(r, EDI_RECEIVE_CUT,
                                "is a zip file without its end: left for the "
                                "next run");
    }
    if (status != X12_OK)
        return status;
    r->whole = remote;
    r->whole_file = r->file;
    r->members = 0;
    r->aside = 0;
    return X12_END;
}

/* The member's bytes into the archive. X12_END: not kept, and told why. */
static enum x12_status receive_member_keep(struct edi_receive *r)
{
    struct x12_source src = edi_zip_source(&r->zip);
    bool ours = false;
    enum x12_status status = edi_archive_fetch(&r->options.archive,
                                               r->partner->name, &src, &r->file,
                                               &ours, &r->fault);

    if (status == X12_OK && r->file.bytes == 0) {
        edi_archive_drop(&r->file);
        x12_fail(&r->fault, X12_ESYNTAX, "is empty: not kept");
        status = X12_ESYNTAX;
    }
    if (status == X12_OK)
        return edi_archive_keep(&r->options.archive, r->partner->name,
                                r->member, &r->file, r->err);
    if (ours && status != X12_ESYNTAX)
        return x12_fail(r->err, status, "%s", r->fault.text);
    edi_receive_tell(r, EDI_RECEIVE_REFUSED, r->fault.text);
    return X12_END;
}

/* What stands in the archive, into the store. */
static enum x12_status receive_member_take(struct edi_receive *r)
{
    enum edi_sniffed kind;
    enum x12_status status = edi_receive_sniff(r, &kind);

    if (status == X12_END)
        return edi_receive_tell(r, EDI_RECEIVE_UNKNOWN, r->fault.text);
    if (status != X12_OK)
        return status;
    if (kind == EDI_SNIFFED_ZIP)
        return edi_receive_tell(r, EDI_RECEIVE_UNKNOWN,
                                "a zip file in a zip file: kept in the "
                                "archive, not unpacked");
    status = edi_receive_ingest(r, kind);
    if (status == X12_OK && r->verdict == EDI_RECEIVE_CUT)
        edi_receive_tell(r, EDI_RECEIVE_UNKNOWN,
                         "ends before its IEA: kept in the archive, not taken "
                         "in; ask for it again");
    return status;
}

static enum x12_status receive_member_next(struct edi_receive *r)
{
    enum x12_status status;

    r->members++;
    r->member = x12_str_from(r->zip.name);
    if (!r->zip.objection && !edi_receive_is_safe(r->member))
        r->zip.objection = "its name holds what no name should: not unpacked";
    if (r->zip.objection) {
        status = edi_receive_tell(r, EDI_RECEIVE_REFUSED, r->zip.objection);
    } else {
        status = receive_member_keep(r);
        if (status == X12_OK)
            status = receive_member_take(r);
        else if (status == X12_END)
            status = X12_OK;
    }
    if (r->verdict == EDI_RECEIVE_REFUSED)
        r->trouble = EDI_TROUBLE_UNKNOWN;
    r->aside += r->verdict != EDI_RECEIVE_TAKEN &&
                r->verdict != EDI_RECEIVE_SEEN;
    return status;
}

enum x12_status edi_receive_member(struct edi_receive *r)
{
    const struct edi_remote *whole = r->whole;
    enum x12_status status = edi_zip_next(&r->zip, &r->fault);

    r->name = whole->name;
    if (status == X12_OK)
        return receive_member_next(r);
    edi_zip_close(&r->zip);
    r->whole = NULL;
    r->file = r->whole_file;
    if (status < X12_OK)
        edi_receive_tell(r, EDI_RECEIVE_UNKNOWN, r->fault.text);
    else if (r->members == 0)
        edi_receive_tell(r, EDI_RECEIVE_UNKNOWN,
                         "a zip file with nothing in it: kept in the archive");
    else
        edi_receive_tell(r, EDI_RECEIVE_UNPACKED, "");
    return edi_receive_done(r, whole);
}
