/* SPDX-License-Identifier: Apache-2.0 */
/*
 * isa_private - the delimiters of an interchange by the form of its ISA
 *
 * The ISA is the one segment of fixed widths, because it tells the marks by
 * which all else is cut. Editors and programs break the widths, so it is read
 * by its sixteen separators and the widths are only noted.
 */
#ifndef X12_ISA_PRIVATE_H
#define X12_ISA_PRIVATE_H

#include "parser/scan.h"
#include "parser/segment.h"

enum {
    X12_ISA_LENGTH = 106, /* terminator included */
    X12_ISA_LOOK = 512,   /* bytes that suffice to read any ISA we take */
};

struct x12_isa {
    struct x12_delims delims;
    bool newline; /* CR, LF or CR LF ends a segment, as it comes */
    bool fixed;   /* all elements have their width */
    bool clash;   /* ISA11 is another delimiter as well, and does not count */
};

/* Does an ISA begin at `bytes`, which hold X12_ISA_LOOK bytes or all there are?
 * Line breaks within it are passed over (lines wrapped at a column). */
bool x12_isa_read(x12_str bytes, struct x12_isa *isa);

/* What the scan looks for in that interchange. */
struct x12_scan_marks x12_isa_marks(const struct x12_isa *isa);

#endif
