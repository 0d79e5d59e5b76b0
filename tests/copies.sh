#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copies.sh EDI FILE... - packed and recoded copies give the same JSON and trace
#
# EBCDIC and UTF-16 copies are recognised by how their ISA looks, without being
# named.
edi=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

read_it() { # FILE
    timeout 60 "$edi" json -q <"$1" 2>/dev/null
    echo "$?"
    timeout 60 "$edi" trace -q <"$1" 2>/dev/null
    echo "$?"
}

same() { # WHAT
    read_it "$work/copy" >"$work/got"
    if cmp -s "$work/want" "$work/got"; then
        passed=$((passed + 1))
    else
        echo "copies: $file: its $1 copy gives other JSON or another trace"
        failed=$((failed + 1))
    fi
}

for file in "$@"; do
    read_it "$file" >"$work/want"
    gzip -c <"$file" >"$work/copy"
    same gzip
    half=$(($(wc -c <"$file") / 2))
    { head -c "$half" "$file" | gzip -c
      tail -c "+$((half + 1))" "$file" | gzip -c; } >"$work/copy"
    same "gzip of two members"
    for charset in IBM037 IBM1047; do
        iconv -f ISO-8859-1 -t "$charset" <"$file" >"$work/copy" 2>/dev/null &&
            same "$charset"
    done
    # A wide copy is of characters, so the file must be in one charset.
    for charset in UTF-16LE UTF-16BE; do
        iconv -f ASCII -t "$charset" <"$file" >"$work/copy" 2>/dev/null &&
            same "$charset"
    done
done
echo "copies: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
