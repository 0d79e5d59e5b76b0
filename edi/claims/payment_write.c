/* SPDX-License-Identifier: Apache-2.0 */
/* payment_write - remittances and claim payments to segments */
#include "edi/claims/payment_write.h"

#include "edi/claims/payment_map_private.h"

static void payment_write_places(struct x12_writer *w,
                                 const struct edi_payment_places *places,
                                 const void *object)
{
    const struct edi_shape_out out = { .w = w };

    for (size_t i = 0; i < places->count; i++) {
        const struct edi_payment_place *row = &places->at[i];

        if (!row->always && !edi_place_is_filled(&row->place, object))
            continue;
        if (row->place.how == EDI_HOW_LIST)
            edi_place_write_list(&out, &row->place, object);
        else
            edi_shape_write(&out, row->place.shape,
                            (const char *)object + row->place.offset,
                            x12_str_from(row->role));
    }
}

void edi_remittance_write(struct x12_writer *w,
                          const struct edi_remittance *rem)
{
    payment_write_places(w, &edi_remittance_places, rem);
    payment_write_places(w, &edi_payer_places, &rem->payer);
    payment_write_places(w, &edi_payee_places, &rem->payee);
    payment_write_places(w, &edi_delivery_places, rem);
}

void edi_remittance_write_end(struct x12_writer *w,
                              const struct edi_remittance *rem)
{
    payment_write_places(w, &edi_trailer_places, rem);
}

void edi_payment_writer_init(struct edi_payment_writer *pw,
                             struct x12_writer *w)
{
    *pw = (struct edi_payment_writer){ .w = w };
}

static void payment_write_header(struct edi_payment_writer *pw,
                                 const struct edi_payment *p)
{
    struct x12_writer *w = pw->w;

    if (pw->headers > 0 && pw->header_loop == p->header_loop)
        return;
    pw->headers++;
    pw->header_loop = p->header_loop;
    x12_writer_begin(w, "LX");
    if (p->header.len > 0)
        x12_put(w, p->header);
    else
        x12_put_count(w, pw->headers);
    x12_writer_end(w);
    payment_write_places(w, &edi_header_places, p);
}

void edi_payment_write(struct edi_payment_writer *pw,
                       const struct edi_payment *p)
{
    payment_write_header(pw, p);
    payment_write_places(pw->w, &edi_payment_places, p);
    for (size_t i = 0; i < p->service_count; i++)
        payment_write_places(pw->w, &edi_service_places, &p->services[i]);
    pw->payments++;
}
