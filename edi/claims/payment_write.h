/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_write - remittances and claim payments to segments
 *
 *     x12_set_begin(&ic, "835", control, false);
 *     edi_remittance_write(w, &rem);                BPR to 1000B
 *     edi_payment_writer_init(&pw, w);
 *     edi_payment_write(&pw, payment);              each of them
 *     edi_remittance_write_end(w, &rem);            PLB
 *     x12_set_end(&ic);
 *
 * What is not said is not written, and nothing is added up: BPR02 stands before
 * the payments it sums, so who writes it knows them, or keeps what is behind
 * it aside. balance.h tells whether all adds up.
 */
#ifndef EDI_PAYMENT_WRITE_H
#define EDI_PAYMENT_WRITE_H

#include "edi/claims/payment.h"
#include "writer/writer.h"

#ifdef __cplusplus
extern "C" {
#endif

struct edi_payment_writer {
    struct x12_writer *w;
    uint32_t payments; /* of this set so far */
    uint32_t headers;  /* LX so far */
    /* private below */
    uint32_t header_loop; /* of the payment before */
};

/* Behind x12_set_begin. BPR01 to 05 are written of the members they have, the
 * rest of `bpr`. Failures are the writer's. */
X12_API void edi_remittance_write(struct x12_writer *w,
                                  const struct edi_remittance *rem);

X12_API void edi_payment_writer_init(struct edi_payment_writer *pw,
                                     struct x12_writer *w);

/* Opens a 2000 loop before the first payment, and where header_loop is another
 * than that of the payment before; its number is `header`, or the next one.
 * Payments that nobody read of a file have header_loop 0 and share a loop. */
X12_API void edi_payment_write(struct edi_payment_writer *pw,
                               const struct edi_payment *p);

/* The PLBs: entries of one `plb` share a segment, those of 0 as far as it goes
 * with their provider and fiscal date. */
X12_API void edi_remittance_write_end(struct x12_writer *w,
                                      const struct edi_remittance *rem);

#ifdef __cplusplus
}
#endif
#endif
