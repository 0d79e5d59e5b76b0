#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# claims.sh BUILD COUNT WALKED SEED - invented claims of each kind, written
#
# COUNT claims of each kind go through `edi generate`, which may put none aside;
# `edi check --snip 6` may find nothing in the files, and they must have every
# segment and element of the guide. Where GUIDE/tools are, WALKED of each kind
# are walked and balanced by them, too. TABLE=1 prints what stands how often.
build=$1
count=$2
walked=$3
seed=$4
edi=$build/edi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
EDI_STORE=$work/edi.db EDI_CONFIG=samples/edi.conf
EDI_AS_OF=2026-01-15T12:00:00Z
export EDI_STORE EDI_CONFIG EDI_AS_OF
passed=0
failed=0

ok() { passed=$((passed + 1)); }
bad() { # WHAT
    echo "random-claims: $kind: $1"
    failed=$((failed + 1))
}

# write COUNT - into $work/out, as they come
write() {
    rm -rf "$work/out"
    mkdir "$work/out"
    "$build/random_claims" "$kind" "$1" "$seed" |
        "$edi" generate --snip 6 --out "$work/out" >/dev/null 2>"$work/told" &&
        ok || bad "put aside: $(head -n 1 "$work/told")"
}

for kind in 837P 837I 837D; do
    write "$count"
    "$edi" check -q --snip 6 --json "$work"/out/* >"$work/found"
    found=$(grep -vc '"summary":true' "$work/found")
    [ "$found" = 0 ] && ok || {
        bad "$found findings"
        grep -v '"summary":true' "$work/found" | head -n 3
    }
    written=$(cat "$work"/out/* | tr '~' '\n' | grep -c '^CLM\*')
    [ "$written" = "$count" ] && ok || bad "$written claims, not $count"
    "$build/coverage" "$kind" "$work"/out/* >"$work/table" && ok ||
        bad "$(grep ' of .* -' "$work/table")"
    [ -z "$TABLE" ] || cat "$work/table"
    tail -n 1 "$work/table"
    [ -f "$GUIDE/tools/walk.py" ] || continue
    write "$walked"
    python3 "$GUIDE/tools/walk.py" -e "$work"/out/* >"$work/walked" 2>&1
    grep -qv -e ' clean$' -e '^TOTAL' "$work/walked" &&
        bad "walk.py: $(grep -v ' clean$' "$work/walked" | head -n 1)" || ok
    python3 "$GUIDE/tools/balance.py" "$work"/out/* >"$work/balanced" 2>&1
    grep -qv 'fails 0$' "$work/balanced" &&
        bad "balance.py: $(grep -v 'fails 0$' "$work/balanced" | head -n 1)" ||
        ok
done
echo "random-claims: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
