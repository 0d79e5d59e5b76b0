#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# simulate.sh BUILD BENCH TRUTH [CLAIMS] - a payer's answers to many claims
#
# BENCH/gen_x12.py makes claims, edi simulate answers them with every hard case.
# All that it writes must pass check at level 6 without a finding; taken in, no
# payment may be laid to another claim than the truth names, which
# TRUTH/score.py counts. Without rates every claim must end paid, and what the
# remittances pay must be what was charged, to the cent.
edi=$1/edi
bench=$2
truth=$3
claims=${4:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
EDI_AS_OF=2026-04-15
export EDI_AS_OF

rates=denied=8,partial=8,bundled=5,unbundled=5,split=5,reversed=8,takeback=8
rates=$rates,capitated=4,deductible=4,zero_pay=4,secondary=4,crossover=4
rates=$rates,rejected=4,silent=4,share=30,sequestered=30,interest=20,altered=10
rates=$rates,truncated=5,lost_6r=20,dropped_modifiers=20,duplicate=20
rates=$rates,reenveloped=20

agree() { # WHAT WANT GOT
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        echo "simulate: $kind: $1: $3, not $2"
        failed=$((failed + 1))
    fi
}

# tables FOLDER - truth.jsonl as the tables that score.py reads
tables() {
    awk -v folder="$1" '
        function field(text, key) {
            if (!match(text, "\"" key "\":\"?[^\",}]*")) return ""
            text = substr(text, RSTART, RLENGTH)
            sub("^\"" key "\":\"?", "", text)
            return text
        }
        BEGIN {
            OFS = "\t"
            claims = folder "/truth-claims.tsv"
            lines = folder "/truth-lines.tsv"
            print "file", "isa", "st", "clp", "m_file", "m_isa", "m_st", \
                "m_clm", "alt_match", "case", "evidence", "post", "outcome", \
                "accept", "at_stake" >claims
            print "file", "isa", "st", "clp", "svc", "line", "alt", "class" >lines
        }
        {
            split($0, half, /"match":/)
            key = field(half[1], "file") "\t" field(half[1], "interchange") \
                "\t" field(half[1], "transaction") "\t" field(half[1], "clp")
            story = field($0, "story")
            print key, field(half[2], "file"), field(half[2], "interchange"), \
                field(half[2], "transaction"), field(half[2], "clm"), "", \
                story, field($0, "evidence"), field($0, "post"), \
                field($0, "outcome"), story == "crossover" ? "forwarded" : "", \
                field($0, "at_stake") >claims
            count = split($0, line, /\{"svc":/)
            for (i = 2; i <= count; i++)
                print key, i - 1, field(line[i], "line"), "", \
                    field(line[i], "class") >lines
        }' "$1/truth.jsonl"
}

# answers FOLDER COMMAND... - the command over all answers, or over as many at
# once as one command line holds
answers() {
    folder=$1
    shift
    find "$folder" -name '*.x12' -o -name '*.277' -o -name '*.835' |
        LC_ALL=C sort | xargs "$@"
}

take() { # FILE FOLDER - the claims, then all answers
    rm -f "$EDI_STORE"
    "$edi" ingest -q "$1" >/dev/null 2>&1
    answers "$2" "$edi" ingest -q >/dev/null 2>&1
}

for kind in 837P 837I; do
    EDI_STORE=$work/edi.db
    export EDI_STORE
    python3 "$bench/gen_x12.py" --type "$kind" --claims "$claims" --seed 11 \
        -o "$work/claims.837" || exit 1

    "$edi" simulate -q "$work/claims.837" --out "$work/hard" --seed 3 \
        --payer samples/payers/commercial.ini --rates "$rates" >/dev/null
    agree simulate 0 $?
    agree findings "" "$(answers "$work/hard" "$edi" check --snip 6 |
        grep -v '; 0 errors, 0 warnings;' | head -n 3)"
    take "$work/claims.837" "$work/hard"
    tables "$work/hard"
    "$edi" matches --json >"$work/matches"
    agree "wrong matches" 0 "$(python3 "$truth/score.py" "$work/hard" \
        "$work/matches" | tee "$work/score" |
        sed -n 's/^posted .* wrong \([0-9]*\)$/\1/p')"
    echo "simulate: $kind: $claims claims," \
        "$(sed -n 's/^recall  *//p' "$work/score") recalled"
    rm -rf "$work/hard"

    "$edi" simulate -q "$work/claims.837" --out "$work/plain" >"$work/list"
    take "$work/claims.837" "$work/plain"
    agree "claims paid" "$(grep -c '^CLM\*' "$work/claims.837")" \
        "$("$edi" claims --json | grep -c '"state":"paid"')"
    agree "paid in all" "$(sed -n 's/^CLM\*[^*]*\*\([^*]*\).*/\1/p' \
        "$work/claims.837" | awk '{ n += $1 * 100 } END { printf "%.0f", n }')" \
        "$(awk '/835/ { n += $4 * 100 } END { printf "%.0f", n }' "$work/list")"
    rm -rf "$work/plain"
done
echo "simulate: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
