#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# sheet.sh BUILD - the worklist through a spreadsheet program and back
#
# `edi worklist --format xlsx` is opened by LibreOffice, saved as a CSV in which a
# biller has typed, and taken in by `edi worklist --import`.
edi=$1/edi
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT INT TERM
export EDI_STORE="$T/edi.db" EDI_AS_OF=2025-03-10 HOME="$T"
passed=0
failed=0

# is WHAT GOT WANTED
is() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "sheet: $1: $2, not $3"
    fi
}

"$edi" ingest -q samples/claims-*.837 samples/remit-0?.835 >"$T/told" 2>&1
"$edi" worklist --format xlsx >"$T/work.xlsx"
"$edi" worklist --format csv >"$T/ours.csv"
soffice --headless --convert-to csv --outdir "$T" "$T/work.xlsx" >"$T/told" 2>&1
is 'rows' "$(wc -l <"$T/work.csv")" "$(wc -l <"$T/ours.csv")"
is 'head' "$(head -n 1 "$T/work.csv")" "$(head -n 1 "$T/ours.csv")"
is 'days' "$(cut -d, -f3 "$T/work.csv")" "$(cut -d, -f3 "$T/ours.csv")"
is 'claims' "$(cut -d, -f4 "$T/work.csv")" "$(cut -d, -f4 "$T/ours.csv")"
is 'keys' "$(grep -o 'w[0-9a-f]\{16\}-[0-9a-f]\{8\}' "$T/work.csv")" \
    "$(grep -o 'w[0-9a-f]\{16\}-[0-9a-f]\{8\}' "$T/ours.csv")"
is 'amounts' "$(awk -F, 'NR > 1 { n += $2 } END { printf "%.2f", n }' \
    "$T/work.csv")" "$("$edi" worklist | awk 'END { print $(NF - 1) }')"
sed '2s/,open,,,,/,closed,bea,"by phone, twice",written off,/' "$T/work.csv" \
    >"$T/typed.csv"
things=$("$edi" worklist --json | wc -l)
"$edi" worklist -q --import "$T/typed.csv"
is 'import' $? 0
is 'left' "$("$edi" worklist --json | wc -l)" $((things - 1))
is 'typed' "$("$edi" worklist --closed --json | grep -c '"note":"by phone, twice"')" 1
echo "sheet: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
