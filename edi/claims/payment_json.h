/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_json - remittances, claim payments and acknowledged items as JSON
 *
 * docs/claim-json.md gives every key. What is empty is left out. An object
 * whose text is not UTF-8 says "charset":"ISO-8859-1".
 */
#ifndef EDI_PAYMENT_JSON_H
#define EDI_PAYMENT_JSON_H

#include "edi/claims/ack.h"
#include "edi/claims/balance.h"
#include "edi/claims/payment.h"
#include "writer/json.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Each is an object as a value: the caller has set the key before. */
X12_API void edi_remittance_json(struct x12_json *j,
                                 const struct edi_remittance *rem);
X12_API void edi_payment_json(struct x12_json *j, const struct edi_payment *p);
X12_API void edi_ack_json(struct x12_json *j, const struct edi_ack *ack);

/* {"charge":...,"adjusted":...,"paid":...,"difference":...}: what was told
 * less what would be right; a difference of "0.00" balances. */
X12_API void edi_payment_balance_json(struct x12_json *j,
                                      const struct edi_payment_sums *sums);

/* {"amount":...,"paid":...,"adjusted":...,"difference":...} */
X12_API void edi_remittance_balance_json(
    struct x12_json *j, const struct edi_remittance_sums *sums);

#ifdef __cplusplus
}
#endif
#endif
