/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page - a page for people, as text or as HTML
 *
 *     edi_page_begin(&page, html, "Remittance", sink, err);
 *     edi_page_head(&page, 2), x12_text_put(&page.text, "Claims");
 *     edi_page_head_end(&page);
 *     edi_page_item(&page, "payer"), x12_text_data(&page.text, name);
 *     edi_page_item_end(&page);
 *     edi_page_table(&page, columns, 3);
 *     edi_page_cell(&page), x12_text_money(&page.text, charge); ...
 *     edi_page_row_end(&page), edi_page_table_end(&page);
 *     status = edi_page_end(&page);
 *
 * The HTML is one file that needs nothing else: no script, no picture, no other
 * file, and a policy that lets a browser fetch none. What goes through
 * x12_text_put and x12_text_data is escaped.
 */
#ifndef EDI_PAGE_H
#define EDI_PAGE_H

#include "writer/text.h"

struct edi_page_column {
    const char *title;
    unsigned width; /* of text; 0: the last, as long as it is */
    bool right;
};

struct edi_page {
    struct x12_text text;
    bool html;
    /* private below */
    const struct edi_page_column *columns;
    size_t count, at;
    unsigned edge;
    unsigned level;
};

/* The sink stays the caller's. */
void edi_page_begin(struct edi_page *page, bool html, const char *title,
                    struct x12_sink *sink, struct x12_error *err);

/* Level 1 to 3. */
void edi_page_head(struct edi_page *page, unsigned level);
void edi_page_head_end(struct edi_page *page);

/* A line with a word before it. */
void edi_page_item(struct edi_page *page, const char *label);
void edi_page_item_end(struct edi_page *page);

void edi_page_table(struct edi_page *page,
                    const struct edi_page_column *columns, size_t count);
void edi_page_cell(struct edi_page *page); /* the next one begins */
void edi_page_row_end(struct edi_page *page);
void edi_page_table_end(struct edi_page *page);

/* Gives what waits to the sink; there is nothing to release. */
enum x12_status edi_page_end(struct edi_page *page) X12_MUST_USE;

#endif
