#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copies.sh EDI FILE... - packed and recoded copies give the same JSON and trace
#
# EBCDIC and UTF-16 are recognised by how the ISA looks, where the file begins
# with it. The two EBCDIC sets can be told apart only by a ^ [ or ] in the ISA,
# so IBM1047 is named.
edi=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

read_it() { # FILE [OPTION]
    from=$1
    shift
    for command in json trace; do
        timeout 60 "$edi" "$command" -q "$@" <"$from" 2>/dev/null
        echo "$?"
    done
}

same() { # WHAT [OPTION]
    what=$1
    shift
    read_it "$work/copy" "$@" >"$work/got"
    if cmp -s "$work/want" "$work/got"; then
        passed=$((passed + 1))
    else
        echo "copies: $file: its $what copy gives other JSON or another trace"
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
    named=--charset
    [ "$(head -c 3 "$file")" = ISA ] && named=
    for charset in IBM037 IBM1047; do
        [ "$charset" = IBM037 ] || named=--charset
        iconv -f ISO-8859-1 -t "$charset" <"$file" >"$work/copy" 2>/dev/null &&
            same "$charset" ${named:+"$named=$charset"}
    done
    # A wide copy is of characters, so the file must be in one charset.
    [ "$(head -c 3 "$file")" = ISA ] && named=
    for charset in UTF-16LE UTF-16BE; do
        iconv -f ASCII -t "$charset" <"$file" >"$work/copy" 2>/dev/null &&
            same "$charset" ${named:+"$named=$charset"}
    done
done
echo "copies: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
