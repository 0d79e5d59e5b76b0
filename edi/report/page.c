/* SPDX-License-Identifier: Apache-2.0 */
/* page - a page for people, as text or as HTML */
#include "edi/report/page.h"

#include <assert.h>

enum { PAGE_LABEL = 14 };

static const char page_style[] =
    "<style>\n"
    "body{font:14px/1.4 sans-serif;margin:2em;color:#111;background:#fff}\n"
    "h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em}h3{font-size:1em}\n"
    "table{border-collapse:collapse;margin:.5em 0}\n"
    "th,td{border-bottom:1px solid #ccc;padding:.2em .7em;text-align:left;"
    "vertical-align:top}\n"
    "th{border-bottom:2px solid #666}\n"
    ".n{text-align:right;font-variant-numeric:tabular-nums;"
    "white-space:nowrap}\n"
    "p{margin:.1em 0}p b{display:inline-block;min-width:8em;font-weight:normal;"
    "color:#666}\n"
    "footer{margin-top:2em;border-top:1px solid #ccc;color:#444}\n"
    "@media print{body{margin:0}h2{break-after:avoid}tr{break-inside:avoid}}\n"
    "</style>\n";

void edi_page_begin(struct edi_page *page, bool html, const char *title,
                    struct x12_sink *sink, struct x12_error *err)
{
    struct x12_text *t = &page->text;

    x12_text_init(t, sink, err);
    page->html = t->html = html;
    page->count = page->at = 0;
    page->level = 0;
    if (!html)
        return;
    x12_text_raw(t, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                    "<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\""
                    " content=\"default-src 'none';"
                    " style-src 'unsafe-inline'\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<title>");
    x12_text_put(t, title);
    x12_text_raw(t, "</title>\n");
    x12_text_raw(t, page_style);
    x12_text_raw(t, "</head>\n<body>\n");
}

enum x12_status edi_page_end(struct edi_page *page)
{
    if (page->html)
        x12_text_raw(&page->text, "</body>\n</html>\n");
    return x12_text_flush(&page->text);
}

void edi_page_head(struct edi_page *page, unsigned level)
{
    static const char *const open[] = { "<h1>", "<h2>", "<h3>" };

    assert(level >= 1 && level <= 3);
    page->level = level;
    if (page->html)
        x12_text_raw(&page->text, open[level - 1]);
    else if (level < 3)
        x12_text_line(&page->text);
}

void edi_page_head_end(struct edi_page *page)
{
    static const char *const close[] = { "</h1>\n", "</h2>\n", "</h3>\n" };

    if (page->html)
        x12_text_raw(&page->text, close[page->level - 1]);
    else
        x12_text_line(&page->text);
}

void edi_page_item(struct edi_page *page, const char *label)
{
    if (page->html) {
        x12_text_raw(&page->text, "<p><b>");
        x12_text_put(&page->text, label);
        x12_text_raw(&page->text, "</b> ");
        return;
    }
    x12_text_put(&page->text, "  ");
    x12_text_put(&page->text, label);
    x12_text_pad(&page->text, PAGE_LABEL);
}

void edi_page_item_end(struct edi_page *page)
{
    if (page->html)
        x12_text_raw(&page->text, "</p>\n");
    else
        x12_text_line(&page->text);
}

static void page_cell_open(struct edi_page *page, const char *tag)
{
    const struct edi_page_column *column = &page->columns[page->at];

    if (page->html) {
        x12_text_raw(&page->text, "<");
        x12_text_raw(&page->text, tag);
        x12_text_raw(&page->text, column->right ? " class=\"n\">" : ">");
    } else {
        x12_text_pad(&page->text, page->edge);
        page->edge += column->width + 2;
        x12_text_right(&page->text, column->right ? column->width : 0);
    }
    page->at++;
}

void edi_page_table(struct edi_page *page,
                    const struct edi_page_column *columns, size_t count)
{
    page->columns = columns;
    page->count = count;
    page->at = 0;
    page->edge = 2;
    if (page->html)
        x12_text_raw(&page->text, "<table>\n<tr>");
    for (size_t i = 0; i < count; i++) {
        page_cell_open(page, "th");
        x12_text_put(&page->text, columns[i].title);
        if (page->html)
            x12_text_raw(&page->text, "</th>");
    }
    page->at = 0;
    page->edge = 2;
    if (page->html)
        x12_text_raw(&page->text, "</tr>\n");
    else
        x12_text_line(&page->text);
}

void edi_page_cell(struct edi_page *page)
{
    assert(page->at < page->count);
    if (page->html)
        x12_text_raw(&page->text, page->at ? "</td>" : "<tr>");
    page_cell_open(page, "td");
}

void edi_page_row_end(struct edi_page *page)
{
    assert(page->at == page->count);
    page->at = 0;
    page->edge = 2;
    page->text.right = 0;
    if (page->html)
        x12_text_raw(&page->text, "</td></tr>\n");
    else
        x12_text_line(&page->text);
}

void edi_page_table_end(struct edi_page *page)
{
    if (page->html)
        x12_text_raw(&page->text, "</table>\n");
}
