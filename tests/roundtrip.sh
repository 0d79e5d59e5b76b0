#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# roundtrip.sh BUILD FILE... - edi json FILE | edi generate - gives FILE again
#
# Asked of every 837 that delivers claims and has no error of levels 1 and 2;
# of the files named in $VALID, which another validator calls valid, whatever we
# find. Each segment from 2000A to SE stands again, and the JSON is the same.
build=$1
shift
edi=$build/edi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
EDI_STORE=$work/edi.db EDI_CONFIG=samples/edi.conf
EDI_AS_OF=2026-01-15T12:00:00Z
export EDI_STORE EDI_CONFIG EDI_AS_OF
passed=0
failed=0

# What of the JSON is the claim's own: not file, numbers, sender and receiver.
claims() {
    sed -n 's/^{"kind":"claim",.*"version":\("[^"]*"\),.*"clm":\([0-9]*\),/\1 \2 /p' \
        "$@" | sed 's/^"\(005010X22[234]\)[^"]*"/\1/' | LC_ALL=C sort
}

is_asked() {
    [ -s "$work/first" ] || return 1
    case "
$VALID
" in *"
$1
"*) return 0 ;; esac
    "$edi" check -q --json --max 1000000 "$1" 2>/dev/null |
        grep -q '"severity":"error","snip":[12],' && return 1
    return 0
}

for file in "$@"; do
    "$edi" json -q "$file" 2>/dev/null >"$work/json"
    claims "$work/json" >"$work/first"
    is_asked "$file" || continue
    rm -rf "$work/out"
    mkdir "$work/out"
    "$edi" generate -q - --out "$work/out" <"$work/json" >/dev/null \
        2>"$work/told"
    "$edi" json -q "$work"/out/* 2>/dev/null >"$work/again"
    claims "$work/again" >"$work/second"
    if ! "$build/same_claims" "$file" "$work"/out/*; then
        failed=$((failed + 1))
        head -n 3 "$work/told"
    elif ! cmp -s "$work/first" "$work/second"; then
        echo "roundtrip: $file: what is written gives other JSON"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
echo "roundtrip: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
