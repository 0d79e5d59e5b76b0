#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# truth.sh BUILD TRUTH [CLAIMS] - where claims stand by their acknowledgements
#
# TRUTH/gen_truth.py makes claims, what answers them, and a table of where each
# one stands (docs/conformance.md). All 837s, TA1s, 999s and 277CAs are taken in
# and no 835. A claim that no payment has answered must stand where the table
# says; any other is sent, accepted, open or silent.
edi=$1/edi
truth=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
files=$work/files

python3 "$truth/gen_truth.py" --mix typical --claims "${3:-5000}" --acks \
    --seed 7 --out "$files" >/dev/null || exit 1
EDI_AS_OF=$(sed -n 's/.*"as_of": "\([0-9-]*\)".*/\1/p' "$files/truth-meta.json")
EDI_STORE=$work/edi.db
export EDI_AS_OF EDI_STORE

set --
for name in $(awk '{ print $NF }' "$files/order.txt" | grep -v '\.835$'); do
    set -- "$@" "$files/$name"
done
"$edi" ingest -q "$@"
[ $? -le 1 ] || exit 1
"$edi" claims --json >"$work/claims" || exit 1

# The claim of each payment that answers a predetermination: the table has it as
# accepted, but no acknowledgement says so.
awk -F'\t' '
    FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["outcome"] == "predetermination" {
        print $at["m_file"] "|" $at["m_isa"] "|" $at["m_st"] "|" $at["m_clm"]
    }' "$files/truth-claims.tsv" >"$work/paid"

awk -F'\t' -v paid="$work/paid" -v claims="$work/claims" '
    function field(key) {
        if (!match($0, "\"" key "\":\"?[^\",}]*")) return ""
        value = substr($0, RSTART, RLENGTH)
        sub("^\"" key "\":\"?", "", value)
        return value
    }
    BEGIN {
        while ((getline <paid) > 0) answered[$0] = 1
        while ((getline <claims) > 0)
            state[field("file") "|" field("interchange") "|" \
                field("transaction") "|" field("clm")] = field("state")
    }
    FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    {
        key = $at["file"] "|" $at["isa"] "|" $at["st"] "|" $at["clm"]
        want = $at["state"]
        got = state[key]
        all++
        if (!answered[key] && want ~ /^(rejected|accepted|sent|open|silent)$/)
            right = got == want
        else
            right = got ~ /^(sent|accepted|open|silent)$/
        if (!right) print "truth: " key ": " got ", not " want
        passed += right
    }
    END {
        printf "truth: %d passed, %d failed (%d of %d claims stand right)\n",
            passed, all - passed, passed, all
        exit all == 0 || passed < all
    }' "$files/truth-open.tsv"
