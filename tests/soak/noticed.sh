#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# noticed.sh BUILD TOOLS COUNT SEED FILE... - does another reader notice more?
#
# COUNT mutants of the samples are read by TOOLS/walk.py (loops, usage, repeats,
# types, lengths, codes, syntax notes) and TOOLS/balance.py, which share nothing
# with us but the facts of the guides, and by edi check. What they notice must be
# found: what is wrong with the element that was changed in its very segment, all
# else in the file, for each reader goes on in its own way behind a fault.
build=$1
tools=$(cd "$2" && pwd) || exit 2
count=$3
seed=$4
shift 4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
edi=$(cd "$build" && pwd)/edi

mkdir "$work/in"
"$build/mutants" "$work/in" "$count" "$seed" "$@" >"$work/made" || exit 2
cd "$work/in" || exit 2
"$edi" check -q --snip 7 --max 1000000 --json m* >../found 2>../failed
python3 "$tools/walk.py" -e m* >../walked || exit 2
python3 "$tools/balance.py" m* >../added || exit 2
# Where each line, a segment, begins.
LC_ALL=C awk 'FNR == 1 { at = 0 } { print FILENAME, FNR, at; at += length($0) + 1 }' \
    m* >../starts

cd ..
awk '
    FILENAME == "made" {
        split($0, made, "\t")
        what[made[1]] = $0
        if (made[5] > 0) changed[made[1]] = made[4]
        count++
        next
    }
    FILENAME == "starts" { line[$1, $3] = $2; next }
    FILENAME == "found" && /"fault":/ {
        file = substr($0, 10, 6)
        match($0, /"offset":[0-9]*/)
        found[file] = 1
        at[file, line[file, substr($0, RSTART + 9, RLENGTH - 9)]] = 1
        next
    }
    FILENAME == "failed" { found[substr($0, index($0, "m"), 6)] = 1; next }
    FILENAME == "walked" && /^m[0-9]*: / { file = substr($0, 1, 6); next }
    FILENAME == "walked" && /^   [A-Za-z]* *seg / {
        there = (file in found)
        if (changed[file] == $3 &&
            $1 ~ /^(type|date|time|len|imax|code|syntax|notused|many|space)$/)
            there = ((file, $3) in at)
        tell($1, there)
        next
    }
    FILENAME == "added" && /^m[0-9]*: / {
        file = substr($0, 1, 6)
        tell($2, (file in found))
    }
    function tell(kind, there) {
        if (seen[file, kind, $0]++) return
        files[file] = 1
        if (there) { yes[kind]++; return }
        no[kind]++
        missed++
        print "not found: " what[file] ": " $0
    }
    END {
        for (kind in files) noticed++
        for (kind in yes) kinds[kind]
        for (kind in no) kinds[kind]
        for (kind in kinds) {
            if (ENVIRON["EDI_SOAK"])
                printf "%-10s %5d noticed, %d not found\n", kind,
                    yes[kind] + no[kind], no[kind] | "sort"
            all += yes[kind] + no[kind]
        }
        if (ENVIRON["EDI_SOAK"]) close("sort")
        printf "noticed: %d things in %d of %d files; %d found, %d not found\n",
            all, noticed, count, all - missed, missed
        exit missed > 0
    }' made starts found failed walked added
