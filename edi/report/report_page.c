/* SPDX-License-Identifier: Apache-2.0 */
/* report_page - a list as a page of HTML: its name above, the proof below */
#include "edi/report/report_page.h"

#include "edi/store/db.h"

void edi_report_page_begin(struct edi_page *page, const char *name,
                           const char *words, x12_date today,
                           struct x12_sink *sink, struct x12_error *err)
{
    edi_page_begin(page, true, name, sink, err);
    edi_page_head(page, 1);
    x12_text_put(&page->text, name);
    edi_page_head_end(page);
    x12_text_raw(&page->text, "<p>");
    x12_text_put(&page->text, words);
    x12_text_put(&page->text, ", as of ");
    x12_text_date(&page->text, today);
    x12_text_raw(&page->text, "</p>\n");
    (void)!x12_text_flush(&page->text);
}

/* Sums of remittances, each counted once: how many, how many add up, CLP04, PLB,
 * BPR02. */
static const char page_sums[] =
    "SELECT count(*), coalesce(sum(paid - plb = amount), 0),"
    " coalesce(sum(paid), 0), coalesce(sum(plb), 0), coalesce(sum(amount), 0)"
    " FROM (SELECT r.paid, r.amount, coalesce((SELECT sum(a.amount)"
    " FROM provider_adjustment a WHERE a.remittance = r.id), 0) AS plb"
    " FROM remittance r WHERE NOT r.repeated)";

static void page_proof(struct x12_text *t, const struct edi_query *q)
{
    x12_text_raw(t, "<footer><p>");
    x12_text_count(t, (uint64_t)edi_db_int(q, 1));
    x12_text_put(t, " of ");
    x12_text_count(t, (uint64_t)edi_db_int(q, 0));
    x12_text_put(t, edi_db_int(q, 0) == 1 ? " remittance adds up: "
                                          : " remittances add up: ");
    x12_text_money(t, edi_db_int(q, 2));
    x12_text_put(t, " paid of claims - ");
    x12_text_money(t, edi_db_int(q, 3));
    x12_text_put(t, " of provider adjustments = ");
    x12_text_money(t, edi_db_int(q, 2) - edi_db_int(q, 3));
    x12_text_put(t, edi_db_int(q, 2) - edi_db_int(q, 3) == edi_db_int(q, 4)
                        ? ", the sum of the payments "
                        : ", but the sum of the payments is ");
    x12_text_money(t, edi_db_int(q, 4));
    x12_text_raw(t, "</p></footer>\n");
}

enum x12_status edi_report_page_end(struct edi_page *page,
                                    struct edi_store *store)
{
    struct edi_query *q = edi_db_query(&store->db, page_sums);
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK)
        page_proof(&page->text, q);
    edi_db_end(q);
    return status == X12_OK ? edi_page_end(page) : status;
}
