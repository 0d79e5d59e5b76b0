#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh EDI [CASE...] - compares what commands print with what they printed
#
# tests/golden/<case>/cmd is run by sh in the root of the tree, with EDI first in
# PATH and a fresh, empty folder as $T. `out` holds its standard output and
# standard error and its exit code. UPDATE=1 writes `out` anew: review the diff.
edi=$1
shift
folder=$(cd "$(dirname "$edi")" && pwd)
PATH=$folder:$PATH
LC_ALL=C TZ=UTC HOME=/nonexistent
EDI_AS_OF=2026-01-15T12:00:00Z
export PATH LC_ALL TZ HOME EDI_AS_OF
unset EDI_STORE EDI_CONFIG
[ $# -gt 0 ] || set -- $(ls tests/golden)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
for name in "$@"; do
    case=tests/golden/$name
    [ -f "$case/cmd" ] || continue
    T=$work/$name
    export T
    mkdir -p "$T"
    timeout 60 sh "$case/cmd" >"$work/got" 2>&1 </dev/null
    echo "exit $?" >>"$work/got"
    # The folder has another name each time.
    sed "s|$T|\$T|g" "$work/got" >"$work/out"
    if [ -n "$UPDATE" ]; then
        cp "$work/out" "$case/out"
    fi
    if diff -u "$case/out" "$work/out"; then
        passed=$((passed + 1))
    else
        echo "golden: $name differs"
        failed=$((failed + 1))
    fi
    rm -rf "$T"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
