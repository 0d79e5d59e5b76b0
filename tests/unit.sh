#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# unit.sh BUILD PROGRAM... - runs cmocka programs, shows those that fail, and
# what they say behind "told: "
build=$1
shift
log=$build/tests/unit.log
mkdir -p "$build/tests"
passed=0
failed=0
for program in "$@"; do
    timeout "${UNIT_SECONDS:-300}" "$program" >"$log" 2>&1 </dev/null
    status=$?
    sed -n 's/^told: //p' "$log"
    passed=$((passed + $(grep -c '^\[       OK \]' "$log")))
    bad=$(sed -n 's/^ *\([0-9]*\) FAILED TEST(S)$/\1/p' "$log" | tail -n 1)
    bad=${bad:-0}
    if [ "$status" -ne 0 ]; then
        cat "$log"
        echo "unit: $program ended with $status"
        [ "$bad" -gt 0 ] || bad=1
    fi
    failed=$((failed + bad))
done
rm -f "$log"
echo "unit: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
