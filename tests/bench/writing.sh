#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# writing.sh BUILD CLAIMS ROUNDS - how fast claims and answers are written
#
# generate writes 837P of claims in JSON Lines: those of the files that bench
# measures, as edi json prints them, and invented ones that have every field
# there is. simulate answers such a file. One row a way, the best of the rounds:
# MB/s are those of the bytes written. Five times as many claims may take no more
# memory than these, and none more than LIMIT KB, or the row fails.
build=$1
claims=$2
rounds=$3
LIMIT=${LIMIT:-65536}
MORE=8192
work=$(mktemp -d "${build}/writing.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
failed=0
peak=0
EDI_AS_OF=2026-01-15T12:00:00Z EDI_CONFIG=samples/edi.conf EDI_STORE=$work/edi.db
export EDI_AS_OF EDI_CONFIG EDI_STORE

# best COMMAND... - the fewest microseconds of all rounds, and the greatest peak
best() {
    micros=
    kilobytes=0
    for round in $(seq "$rounds"); do
        rm -rf "$work/out"
        mkdir "$work/out"
        "$build/bench" time "$work/took" "$@" >/dev/null || return 1
        read -r took used <"$work/took"
        [ -n "$micros" ] && [ "$micros" -le "$took" ] || micros=$took
        [ "$kilobytes" -ge "$used" ] || kilobytes=$used
    done
}

# row NAME LEAST UNIT HOW_MUCH... - HOW_MUCH: a command that tells what was done,
# in tenths of the unit times seconds
row() {
    name=$1 least=$2 unit=$3
    speed=$(($4 / (micros > 0 ? micros : 1)))
    printf '837P           %-22s %8s.%s %-8s %8s KB' "$name" $((speed / 10)) \
        $((speed % 10)) "$unit" "$kilobytes"
    [ "$least" = 0 ] || printf '   at least %s%s' "$least" \
        "$([ "$speed" -lt $((10 * least)) ] && echo '  TOO SLOW')"
    [ "$kilobytes" -le "$LIMIT" ] && echo || { echo '  TOO LARGE'; failed=1; }
}

generate() { # NAME LEAST INPUT [OPTION]...
    name=$1 least=$2 input=$3
    shift 3
    best "$build/edi" generate -q --out "$work/out" "$@" "$input" ||
        { echo "837P  $name FAILED"; failed=1; return; }
    row "$name" "$least" MB/s $(($(cat "$work"/out/* | wc -c) * 10))
}

simulate() { # NAME LEAST
    best "$build/edi" simulate -q --out "$work/out" "$work/claims.837" ||
        { echo "837P  $1 FAILED"; failed=1; return; }
    row "$1" "$2" claims/s $((found * 10000000))
}

"$build/bench" file $((claims * 6 / 10000 + 1)) "$work/claims.837" &&
    "$build/edi" json -q "$work/claims.837" >"$work/claims.jsonl" || exit 2
found=$(wc -l <"$work/claims.jsonl")
generate generate 60 "$work/claims.jsonl"
peak=$kilobytes
generate 'generate --unchecked' 0 "$work/claims.jsonl" --unchecked
simulate simulate 100000
"$build/random_claims" 837P $((claims / 10)) 20260115 >"$work/every.jsonl" ||
    exit 2
generate 'generate, every field' 0 "$work/every.jsonl"
rm "$work/every.jsonl"

# Many more claims, through a pipe: memory does not grow with them.
rm -rf "$work/out"
mkdir "$work/out"
for round in 1 2 3 4 5; do cat "$work/claims.jsonl"; done |
    "$build/bench" time "$work/took" "$build/edi" generate -q \
        --out "$work/out" - >"$work/told" || failed=1
read -r took used <"$work/took"
wrote=$(cat "$work"/out/* | tr '~' '\n' | grep -c '^CLM\*')
printf '837P           %-22s %8s claims     %8s KB   at most %s\n' \
    'generate, five times' "$wrote" "$used" $((peak + MORE))
[ "$wrote" -eq $((5 * found)) ] && [ "$used" -le $((peak + MORE)) ] || {
    echo '837P  generate, five times FAILED'
    failed=1
}
exit $failed
