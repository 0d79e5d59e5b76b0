#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fuzz.sh BUILD SECONDS FUZZER... - each fuzzer so long, seeded by samples/
build=$1
seconds=$2
shift 2
passed=0
failed=0
for fuzzer in "$@"; do
    name=$(basename "$fuzzer")
    corpus=$build/fuzz/corpus.$name
    mkdir -p "$corpus"
    if "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$build/fuzz/$name." "$corpus" samples \
        >"$build/fuzz/$name.log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' \
            "$build/fuzz/$name.log") runs"
        passed=$((passed + 1))
    else
        tail -n 40 "$build/fuzz/$name.log"
        failed=$((failed + 1))
    fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
