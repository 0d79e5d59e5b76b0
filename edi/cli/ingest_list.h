/* SPDX-License-Identifier: Apache-2.0 */
/* ingest_list - what became of a file that was taken in, in words and counts */
#ifndef EDI_INGEST_LIST_H
#define EDI_INGEST_LIST_H

#include "edi/jobs/job_ingest.h"
#include "writer/json.h"
#include "writer/text.h"

/* Its counts as members of the object at hand. */
void edi_ingest_list_json(struct x12_json *j, const struct edi_ingested *told);

/* "taken in, 2 claims": `dry` says that it would be. */
void edi_ingest_list_text(struct x12_text *t, const struct edi_ingested *told,
                          bool dry);

/* Was there something newly found that is worth a look? */
bool edi_ingest_is_trouble(const struct edi_ingested *told);

#endif
