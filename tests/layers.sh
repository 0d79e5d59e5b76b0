#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# layers.sh - a folder includes only what stands below it
awk '
    FNR == NR {
        if ($0 ~ /^[a-z]/) {
            sub(/:/, "", $1)
            for (i = 1; i <= NF; i++)
                may[$1, $i] = 1
        }
        next
    }
    FNR == 1 { files++ }
    match($0, /^#include "[^"]*\//) {
        from = FILENAME
        sub(/\/[^\/]*$/, "", from)
        to = substr($0, RSTART + 10, RLENGTH - 11)
        if (!((from, to) in may)) {
            print FILENAME ":" FNR ": " from " may not include " to
            bad[FILENAME] = 1
        }
    }
    END {
        for (name in bad)
            failed++
        printf "layers: %d passed, %d failed\n", files - failed, failed
        exit failed > 0
    }
' docs/layers.txt $(find parser writer edi -name '*.[ch]')
