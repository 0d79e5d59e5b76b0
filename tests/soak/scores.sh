#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# scores.sh BUILD TRUTH CLAIMS SEED... - how often a match and its reason are right
#
# TRUTH/gen_truth.py makes CLAIMS claims and all that answers them, of the usual
# and of the hard mix, with and without acknowledgements, for each SEED. The files
# are taken in as they came; TRUTH/score.py compares what edi says of them with the
# labels. No match may be wrong, and no share may be below its limit. Then a
# replay must change nothing, and each remittance must add up.
edi=$1/edi
truth=$2
claims=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

is() { # WHAT GOT WANTED
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "scores: $name: $1: $2, not $3"
    fi
}

# Limits of the shares that score.py prints, by the words before them. Of the
# demographic ones those count that were asked, for a person posts them.
limits() {
    awk -v name="$name" '
        function told(what, part, all, limit) {
            if (part >= all * limit) { passed++; return }
            failed++
            print "scores: " name ": " what ": " part " of " all
        }
        function share(what, text, limit) {
            if (!match(text, /\([0-9]+\/[0-9]+\)/)) return
            text = substr(text, RSTART + 1, RLENGTH - 2)
            part = all = text
            sub(/\/.*/, "", part)
            sub(/.*\//, "", all)
            told(what, part + 0, all + 0, limit)
            seen++
        }
        $1 == "posted" && $4 == "wrong" { told("wrong", $5 == 0, 1, 1) }
        $1 == "by" && $2 ~ /^(key|icn|lines)$/ { share($2, $0, 1) }
        $1 == "by" && $2 == "altered" { share($2, $0, 0.99) }
        $1 == "by" && $2 == "demographic" {
            asked = $NF
            share($2, $0, 0)
            told("asked or posted", part + asked, all + 0, 0.97)
        }
        $1 == "asked" || $1 == "outcome" || $1 == "lines" { share($1, $0, 0.995) }
        $1 == "line" || $1 == "states" { share($1, $0, 0.995) }
        $1 == "denials" {
            share("precision", $0, 0.995)
            sub(/.*recall/, "")
            share("recall", $0, 0.995)
        }
        /^at stake/ {
            told($1 " " $2, $(NF - 2) - $(NF - 4), $(NF - 2), 0.999)
            seen++
        }
        $1 == "takebacks" {
            share($1, $0, 1)
            told("more takebacks", $(NF - 4) == 0, 1, 1)
        }
        END {
            told("figures", seen, 10, 1) # a small set lacks kinds of evidence
            print passed + 0, failed + 0
        }' "$1"
}

# take FOLDER - all files as they came; then what is said of them
take() {
    set -- $(sed "s|^[^	]*	|$1/|" "$1/order.txt")
    "$edi" ingest -q "$@" >/dev/null 2>&1
    is 'ingest' "$(($? <= 1))" 1
    "$edi" matches --json >"$work/matches"
    "$edi" claims --json >"$work/claims"
    "$edi" takebacks --json >"$work/takebacks"
}

score() { # FOLDER
    python3 "$truth/score.py" "$1" "$work/matches" --claims "$work/claims" \
        --takebacks "$work/takebacks" >"$work/score"
    is 'score' $? 0
    limits "$work/score" >"$work/limits"
    sed '$d' "$work/limits"
    set -- $(tail -n 1 "$work/limits")
    passed=$((passed + $1))
    failed=$((failed + $2))
}

for seed in "$@"; do
    for mix in typical hard; do
        for acks in '' --acks; do
            name="$mix$acks $seed"
            EDI_STORE=$work/edi.db
            python3 "$truth/gen_truth.py" --mix $mix --claims "$claims" \
                --seed "$seed" $acks --out "$work/files" >/dev/null || exit 1
            EDI_AS_OF=$(sed -n 's/.*"as_of": "\([0-9-]*\)".*/\1/p' \
                "$work/files/truth-meta.json")
            export EDI_STORE EDI_AS_OF
            take "$work/files"
            score "$work/files"
            is 'replay' "$("$edi" replay --dry-run | sed 's/.*anew: //')" \
                '0 payments otherwise, 0 claims stand somewhere else'
            is 'unbalanced' "$("$edi" report balance --json |
                grep -vc '"difference":"0.00"')" 0
            [ -z "$TABLE" ] || { echo "$name"; cat "$work/score"; }
            rm -rf "$work/files" "$EDI_STORE"*
        done
    done
done
echo "scores: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
