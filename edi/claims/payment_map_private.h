/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_map - the segments of an 835 and the fields of a payment, as rows
 *
 * A place is a segment of a loop and the member that it is written of, in the
 * order of the guide; see shape_private.h.
 */
#ifndef EDI_PAYMENT_MAP_PRIVATE_H
#define EDI_PAYMENT_MAP_PRIVATE_H

#include "edi/claims/payment.h"
#include "edi/claims/shape_private.h"

struct edi_payment_place {
    struct edi_place place;
    const char *role; /* first element where the struct has none, or NULL */
    bool always;      /* written, empty or not */
};

struct edi_payment_places {
    const struct edi_payment_place *at;
    size_t count;
};

extern const struct edi_payment_places
    edi_remittance_places, /* edi_remittance: BPR to DTM */
    edi_payer_places,      /* edi_party: 1000A */
    edi_payee_places,      /* edi_party: 1000B but for RDM */
    edi_delivery_places,   /* edi_remittance: RDM */
    edi_header_places,     /* edi_payment: TS3 and TS2 */
    edi_payment_places,    /* edi_payment: 2100 */
    edi_service_places,    /* edi_service: 2110 */
    edi_trailer_places;    /* edi_remittance: PLB */

#endif
