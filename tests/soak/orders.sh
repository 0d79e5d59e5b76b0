#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# orders.sh BUILD TRUTH ORDERS CLAIMS SEED - does the order of arrival matter?
#
# TRUTH/gen_truth.py makes CLAIMS claims of the hard mix and all that answers them.
# The files are taken in as they came, and in ORDERS random orders: claims, matches,
# takebacks, worklist and reports must be the same. Of two files of equal bytes
# the first to come is kept, so the names of copies are told alike.
edi=$1/edi
truth=$2
orders=$3
claims=$4
seed=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
EDI_STORE=$work/edi.db
python3 "$truth/gen_truth.py" --mix hard --claims "$claims" --seed "$seed" \
    --acks --out "$work/files" >/dev/null || exit 1
EDI_AS_OF=$(sed -n 's/.*"as_of": "\([0-9-]*\)".*/\1/p' \
    "$work/files/truth-meta.json")
export EDI_STORE EDI_AS_OF

# tell LIST INTO - what follows from the files of the list, in its order
tell() {
    rm -f "$EDI_STORE"*
    set -- "$2" $(sed "s|^|$work/files/|" "$1")
    into=$1
    shift
    "$edi" ingest -q "$@" >/dev/null 2>&1
    [ $? -le 1 ] || echo "orders: a file could not be taken in"
    {
        for list in matches claims; do
            "$edi" $list --json | sort
        done
        "$edi" takebacks --json
        "$edi" worklist --json
        for name in aging balance denials payers silent unmatched; do
            "$edi" report $name --json | sort
        done
        "$edi" replay --dry-run | sed 's/.*anew: //'
    } 2>&1 | sed 's/-dup\(-again\)*\.835/.835/' >"$into"
}

cut -f2 "$work/files/order.txt" >"$work/list"
tell "$work/list" "$work/want"
[ "$(wc -l <"$work/want")" -gt "$claims" ] && passed=1 || failed=1
for n in $(seq "$orders"); do
    awk -v seed="$seed$n" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' \
        "$work/list" | sort | cut -f2 >"$work/other"
    tell "$work/other" "$work/got"
    if cmp -s "$work/want" "$work/got"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "orders: order $n: $(diff "$work/want" "$work/got" | head -n 4)"
        [ -z "$KEEP" ] || cp "$work/other" "$KEEP/order.$n"
    fi
done
echo "orders: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
