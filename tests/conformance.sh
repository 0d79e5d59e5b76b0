#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# conformance.sh BUILD CORPUS - public X12 files against what is known of them
#
# CORPUS/expect.tsv has a row a file. segments, json and trace must end with 0
# or 1; counts that are stated must come out; a file that another validator
# calls valid has no segment without a row. docs/conformance.md lists, in a
# table, what is not asked of which file, and why.
build=$1
corpus=$2
edi=$build/edi
tab=$(printf '\t')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

ok() { passed=$((passed + 1)); }
bad() { # WHAT
    echo "conformance: $file: $1"
    failed=$((failed + 1))
}

# excused WHAT - is it in the table of docs/conformance.md?
excused() {
    awk -F'|' -v file="$file" -v what="$1" '
        { gsub(/^ *`|` *$/, "", $2); gsub(/ /, "", $3) }
        $2 == file && index("," $3 ",", "," what ",") { found = 1 }
        END { exit !found }' docs/conformance.md
}

ends_well() { # COMMAND [OPTION]... - its output is in $work/out
    timeout 60 "$edi" "$@" "$corpus/$file" >"$work/out" 2>"$work/err"
    code=$?
    if [ "$code" -le 1 ] || { [ "$code" -eq 2 ] && excused exit; }; then
        ok
    else
        bad "edi $1 ended with $code: $(head -n 1 "$work/err")"
    fi
}

counts() { # WHAT WANT GOT
    [ "$2" != - ] || return 0
    if [ "$2" = "$3" ] || excused "$1"; then
        ok
    else
        bad "$1: $3, not $2"
    fi
}

while IFS=$tab read -r file kind version claims payments segments sound \
    source_says source_ack pyx12 rest; do
    [ "$file" != file ] || continue
    ends_well segments
    counts segments "$segments" \
        "$(sed -n 's/^ *\([0-9]*\)  in all$/\1/p' "$work/out")"
    ends_well json
    counts claims "$claims" "$(grep -c '^{"kind":"claim"' "$work/out")"
    counts payments "$payments" "$(grep -c '^{"kind":"payment"' "$work/out")"
    ends_well trace
    case $pyx12:$kind in
    valid:837P | valid:837I | valid:837D | valid:835 | valid:999 | valid:277CA)
        counts rows 0 "$(cut -f 4 "$work/out" | grep -c '^[?-]$')" ;;
    esac
done <"$corpus/expect.tsv"

# Both tell what they counted in their last line.
add() {
    grep -v ' passed, ' "$work/told"
    passed=$((passed + $(sed -n 's/^.*: \([0-9]*\) passed.*$/\1/p' "$work/told")))
    failed=$((failed + $(sed -n 's/^.* \([0-9]*\) failed$/\1/p' "$work/told")))
}
set --
find "$corpus/files" -type f | sort >"$work/all"
while IFS= read -r file; do
    set -- "$@" "$file"
done <"$work/all"
"$build/same_trace" "$@" >"$work/told"
add
sh tests/copies.sh "$edi" "$@" >"$work/told"
add
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
