/* SPDX-License-Identifier: Apache-2.0 */
/* transfer - what a transport is: put a file, look for it, read it back */
#include "edi/net/transfer.h"

enum x12_status edi_transfer_open(struct edi_transfer *t,
                                  const struct edi_partner *partner,
                                  struct x12_error *err)
{
    switch (partner->protocol) {
    case EDI_PROTOCOL_NONE:
        break;
    case EDI_PROTOCOL_FOLDER:
        return edi_transfer_open_folder(t, partner, err);
    }
    return x12_fail(err, X12_EMISUSE, "partner %s: no such protocol",
                    partner->name);
}

enum x12_status edi_transfer_put(struct edi_transfer *t, const char *name,
                                 struct x12_source *bytes,
                                 struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    return t->ops->put(t, name, bytes, err);
}

enum x12_status edi_transfer_find(struct edi_transfer *t, const char *name,
                                  uint64_t *size, struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    return t->ops->find(t, name, size, err);
}

enum x12_status edi_transfer_get(struct edi_transfer *t, const char *name,
                                 struct x12_source *src, struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    return t->ops->get(t, name, src, err);
}

void edi_transfer_tidy(struct edi_transfer *t, const char *name)
{
    t->ops->tidy(t, name);
}

void edi_transfer_close(struct edi_transfer *t)
{
    if (t->ops)
        t->ops->close(t);
    *t = (struct edi_transfer){ .trouble = t->trouble };
}
