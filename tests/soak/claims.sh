#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# claims.sh BUILD COUNT WALKED SEED - invented claims of each kind, written,
# answered and claimed of the next payer
#
# COUNT claims of each kind go through `edi generate`, which may put none aside;
# `edi simulate` answers them with every hard case, and `edi secondary` claims of
# the next payer what is left. `edi check --snip 6` may find nothing in any of
# the files, and those of generate must have every segment and element of the
# guide. Where GUIDE/tools are, WALKED of each kind are walked and balanced by
# them, too. TABLE=1 prints what stands how often.
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

rates=denied=8,partial=8,bundled=5,unbundled=5,split=5,reversed=8,takeback=8
rates=$rates,capitated=4,deductible=4,zero_pay=4,secondary=4,crossover=4
rates=$rates,rejected=4,silent=4,share=30,sequestered=30,interest=20,altered=10
rates=$rates,truncated=5,lost_6r=20,dropped_modifiers=20,duplicate=20
rates=$rates,reenveloped=20

# files FOLDER COMMAND... - the command over all X12 files of the folder
files() {
    folder=$1
    shift
    find "$folder" -type f ! -name truth.jsonl | LC_ALL=C sort | xargs "$@"
}

# write COUNT - into $work/claims, as they come
write() {
    rm -rf "$work/claims"
    mkdir "$work/claims"
    "$build/random_claims" "$kind" "$1" "$seed" |
        "$edi" generate --snip 6 --out "$work/claims" >/dev/null \
            2>"$work/told" && ok ||
        bad "put aside: $(head -n 1 "$work/told")"
}

# answer - what a payer says of them, into $work/answers
answer() {
    rm -rf "$work/answers"
    files "$work/claims" "$edi" simulate -q --out "$work/answers" --seed 3 \
        --payer samples/payers/commercial.ini --rates "$rates" >"$work/told" &&
        ok || bad "not answered"
}

# second - what the next payer is asked for, into $work/second. Where the first
# payer knows its subscriber by no id there is nothing to put into 2330A.
second() {
    rm -rf "$work/second" "$work"/desk.db*
    mkdir "$work/second"
    find "$work/answers" -name '*.835' | LC_ALL=C sort |
        xargs cat >"$work/paid.835"
    EDI_STORE=$work/desk.db
    files "$work/claims" "$edi" ingest -q >"$work/told" 2>&1
    "$edi" ingest -q "$work/paid.835" >"$work/told" 2>&1
    "$edi" claims --json | sed 's/^{"claim":"\([^"]*\)".*/\1/' |
        xargs "$edi" secondary --anyway --out "$work/second" >/dev/null \
            2>"$work/told"
    EDI_STORE=$work/edi.db
    wrong=$(grep '\[[A-Z]' "$work/told" | grep -v '2330A NM10[89]' |
        head -n 1)
    [ -z "$wrong" ] && ok || bad "secondary: $wrong"
}

# sound FOLDER - nothing is found in it
sound() {
    files "$work/$1" "$edi" check -q --snip 6 --json >"$work/found"
    found=$(grep -vc '"summary":true' "$work/found")
    [ "$found" = 0 ] && ok || {
        bad "$1: $found findings"
        grep -v '"summary":true' "$work/found" | head -n 3
    }
}

# walked FOLDER - by the other program
walked() {
    files "$work/$1" python3 "$GUIDE/tools/walk.py" -e >"$work/walked" 2>&1
    grep -qv -e ' clean$' -e '^TOTAL' "$work/walked" &&
        bad "$1: walk.py: $(grep -v ' clean$' "$work/walked" | head -n 1)" || ok
    files "$work/$1" python3 "$GUIDE/tools/balance.py" >"$work/balanced" 2>&1
    grep -qv 'fails 0$' "$work/balanced" &&
        bad "$1: balance.py: $(grep -v 'fails 0$' "$work/balanced" |
            head -n 1)" || ok
}

claims_in() { # FOLDER
    files "$work/$1" cat | tr '~' '\n' | grep -c '^CLM\*'
}

for kind in 837P 837I 837D; do
    write "$count"
    sound claims
    written=$(claims_in claims)
    [ "$written" = "$count" ] && ok || bad "$written claims, not $count"
    files "$work/claims" "$build/coverage" "$kind" >"$work/table" && ok ||
        bad "$(grep ' of .* -' "$work/table")"
    [ -z "$TABLE" ] || cat "$work/table"
    tail -n 1 "$work/table"
    answer
    sound answers
    second
    sound second
    written=$(claims_in second)
    [ "$written" -gt 0 ] && ok || bad "nothing is claimed of a next payer"
    echo "$kind: $count claims answered, $written claimed of the next payer"
    [ -f "$GUIDE/tools/walk.py" ] || continue
    write "$walked"
    answer
    second
    for folder in claims answers second; do
        walked "$folder"
    done
done
echo "random-claims: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
