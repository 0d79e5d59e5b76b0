#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# leaks.sh EDI FILE... - no leak, and nothing read that was never written
#
# valgrind watches `edi json` and `edi check` of each file, and one `edi ingest`
# of all. The sanitizers watch the same code, but not what a library does with
# memory of its own, nor what was read before it was written.
edi=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

# watch WORD... - one run of edi, which may complain of what it reads
watch() {
    valgrind -q --leak-check=full --error-exitcode=99 --log-file="$work/log" \
        "$edi" "$@" >/dev/null 2>&1
    code=$?
    if [ "$code" -le 1 ] && ! grep -q '^==' "$work/log"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "leaks: edi $* ended with $code"
        sed -n 1,20p "$work/log"
    fi
}

for file; do
    watch json "$file"
    watch check --snip 6 "$file"
done
watch ingest --store "$work/edi.db" "$@"
echo "leaks: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
