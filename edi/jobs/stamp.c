/* SPDX-License-Identifier: Apache-2.0 */
/* stamp - a moment as the store keeps it: "2024-01-31T09:05:01Z" */
#include "edi/jobs/stamp.h"

void edi_stamp(x12_date date, x12_time time, char into[EDI_STAMP])
{
    char day[X12_DATE_TEXT];
    unsigned parts = time > 0 ? (unsigned)time : 0;

    memcpy(into, "0000-00-00T00:00:00Z", EDI_STAMP);
    memcpy(into, day, x12_date_format(date, day));
    for (size_t at = 17; at >= 11; at -= 3, parts /= 100) {
        into[at] = (char)('0' + parts % 100 / 10);
        into[at + 1] = (char)('0' + parts % 10);
    }
}
