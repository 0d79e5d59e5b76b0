#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# writing.sh BUILD CLAIMS - how fast generate writes 837P of claims in JSON Lines
#
# One row a way: with the check before it, and without. The speed is that of the
# bytes written; memory may be at most LIMIT KB, or the row fails.
build=$1
claims=$2
LIMIT=${LIMIT:-262144}
least=60
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
"$build/random_claims" 837P "$claims" 20260115 >"$work/claims.jsonl" || exit 2
failed=0
micros() {
    now=$(date +%s%N)
    case $now in *N) echo "$(date +%s)000000" ;; *) echo "${now%???}" ;; esac
}
row() { # NAME [OPTION]...
    name=$1
    shift
    mkdir "$work/out"
    begun=$(micros)
    (ulimit -v "$LIMIT" && exec env EDI_AS_OF=2026-01-15T12:00:00Z \
        "$build/edi" generate -q --config samples/edi.conf --store \
        "$work/edi.db" --out "$work/out" "$@" "$work/claims.jsonl") >/dev/null ||
        { echo "837P  $name FAILED"; failed=1; }
    took=$(($(micros) - begun))
    bytes=$(cat "$work"/out/* | wc -c)
    speed=$((10 * bytes / (took > 0 ? took : 1)))
    printf '837P           %-20s %5s.%s MB/s   %s claims, at least %s%s\n' "$name" \
        $((speed / 10)) $((speed % 10)) "$claims" "$least" \
        "$([ "$speed" -lt $((10 * least)) ] && echo '  TOO SLOW')"
    rm -rf "$work/out"
}
row generate
row "generate --unchecked" --unchecked
exit $failed
