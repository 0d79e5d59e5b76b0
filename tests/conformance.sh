#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# conformance.sh BUILD CORPUS - public X12 files against what is known of them
#
# CORPUS/expect.tsv has a row a file. segments, json and trace must end with 0
# or 1; counts that are stated must come out; a file that another validator
# calls valid has no segment without a row. check must agree with what the
# source and the other validator say of the file, and answer as they do; all the
# answers must be right and read back as they were written (same_acks).
# docs/conformance.md lists, in a table, what is not asked of which file, and why.
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
        END { exit !found }' docs/conformance.md &&
        echo "$file|$1" >>"$work/used"
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

# agree WHAT WANT GOT
agree() {
    if [ "$2" = "$3" ] || excused "$1"; then
        ok
    else
        bad "$1: $3, not $2"
    fi
}

# "R 5 4" and "R 4 5" are the same; so many lines, so many sets.
in_order() {
    awk '{ n = 0
           for (i = 2; i <= NF; i++) code[++n] = $i
           for (i = 1; i <= n; i++) for (k = i + 1; k <= n; k++)
               if (code[k] < code[i]) { t = code[i]; code[i] = code[k]; code[k] = t }
           line = $1
           for (i = 1; i <= n; i++) line = line " " code[i]
           print line }'
}

# What each answer says of an interchange, a set or a group: "TA1 R:021", "IK5 R
# 4 5", "AK9 P 2 2 1".
as_written() {
    sed -n -e 's/^TA1\*.*\*\(.\)\*\(...\)~$/TA1 \1:\2/p' \
        -e '/^IK5/ { s/\*/ /g; s/~//; p; }' \
        -e '/^AK9/ { s/\*/ /g; s/~//; p; }' "$@"
}

# Verdict and answers against what others say of the file.
answers() { # SOURCE PYX12 TA1 AK9 IK5
    acks=$work/acks/$(echo "$file" | tr / _)
    mkdir -p "$acks"
    timeout 60 "$edi" check -q --json --max 1000000 --ack "$acks" \
        "$corpus/$file" >"$work/found" 2>"$work/err"
    code=$?
    [ "$code" -le 1 ] && ok || { [ "$code" -eq 2 ] && excused exit && ok; } ||
        bad "edi check ended with $code"
    : >"$work/written"
    ls "$acks" | sort -t - -k 3n >"$work/list"
    while IFS= read -r ack; do
        as_written "$acks/$ack" >>"$work/written"
    done <"$work/list"
    errors=$(grep -c '"severity":"error"' "$work/found")
    case $1 in
    "error code None") agree source 0 "$errors" ;;
    "error code "*)
        grep -q "_code\":\"${1#error code }\"" "$work/found" &&
            found=$1 || found="no such code"
        agree source "$1" "$found" ;;
    esac
    base=$(grep -c '"severity":"error","snip":[12],' "$work/found")
    case $2 in
    valid)
        agree verdict 0 "$base"
        # What only we look at, fault by fault.
        for fault in $(sed -n 's/.*"severity":"error","snip":[3-7],"fault":"\([A-Z0-9_]*\)".*/\1/p' \
            "$work/found" | sort -u); do
            agree "$fault" none "told"
        done ;;
    invalid)
        [ "$errors" -gt 0 ] && found=invalid || found=valid
        agree verdict invalid "$found" ;;
    *) return ;;
    esac
    heard TA1 "$3" ta1
    heard AK9 "$4" ak9
    heard IK5 "$5" ik5
}

# What the other validator answers; the first TA1 only.
heard() { # SEGMENT WANT WHAT
    case $2 in - | "") return ;; esac
    [ "$1" = TA1 ] && lines=1 || lines='$'
    [ "$1" = IK5 ] && order=in_order || order=cat
    agree "$3" "$(echo "$2" | sed 's/; */\
/g' | $order)" \
        "$(sed -n "s/^$1 //p" "$work/written" | sed -n "1,${lines}p" | $order)"
}

# A tab is blank to read, so empty columns would go; they come as "-".
awk -F'\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if ($i == "") $i = "-" } 1' \
    "$corpus/expect.tsv" >"$work/expect"
while IFS=$tab read -r file kind version claims payments segments sound \
    source_says source_ack pyx12 ta1 ak9 ik5 rest; do
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
    case $kind:$version in
    837P:005010* | 837I:005010* | 837D:005010* | 835:005010* | 999:005010* | \
        277CA:005010*)
        answers "$source_says" "$pyx12" "$ta1" "$ak9" "$ik5" ;;
    *)
        answers "$source_says" - - - - ;;
    esac
done <"$work/expect"

# Both tell what they counted in their last line.
add() {
    grep -v ' passed, ' "$work/told"
    passed=$((passed + $(sed -n 's/^.*: \([0-9]*\) passed.*$/\1/p' "$work/told")))
    failed=$((failed + $(sed -n 's/^.* \([0-9]*\) failed$/\1/p' "$work/told")))
}
# A row that excuses what comes out right, or names no reason, is old.
awk -F'|' -v used="$work/used" '
    BEGIN { while ((getline <used) > 0) needed[$0] = 1 }
    match($0, /^[0-9]+\. /) { reason[substr($0, 1, RLENGTH - 2)] = 1 }
    $2 ~ /^ *`files\// {
        gsub(/^ *`|` *$/, "", $2)
        gsub(/ /, "", $3)
        n = split($3, what, ",")
        for (i = 1; i <= n; i++)
            if (!(($2 "|" what[i]) in needed)) print $2 ": " what[i] " is not needed"
        n = $4 ~ /^[ 0-9,]*$/ ? split($4, why, ",") : 0
        for (i = 1; i <= n; i++) {
            gsub(/ /, "", why[i])
            if (!(why[i] in reason)) print $2 ": no reason " why[i]
        }
    }' docs/conformance.md >"$work/old"
file=docs/conformance.md
while IFS= read -r row; do
    bad "$row"
done <"$work/old"

# tell LIST COMMAND... - the command over the files of a list; its count
tell() {
    list=$1
    shift
    while IFS= read -r path; do
        set -- "$@" "$path"
    done <"$list"
    "$@" >"$work/told"
    add
    grep ' passed, ' "$work/told"
}
find "$work/acks" -type f | sort >"$work/list"
tell "$work/list" "$build/same_acks"
find "$corpus/files" -type f | sort >"$work/list"
tell "$work/list" "$build/same_trace"
tell "$work/list" "$build/same_threads"
tell "$work/list" "$build/same_payments"
tell "$work/list" "$build/same_scrub"
tell "$work/list" sh tests/copies.sh "$edi"
# All claims written again: those of files that we or pyx12 call valid.
VALID=$(awk -F'\t' -v at="$corpus/" '$2 ~ /^837/ && $10 == "valid" { print at $1 }' \
    "$corpus/expect.tsv")
export VALID
tell "$work/list" sh tests/roundtrip.sh "$build"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
