#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# install.sh STAGE BUILD - what is installed serves a program outside the tree
#
# Each public header compiles alone, in C and (where there is a compiler) C++;
# the shared library shows only public names; each samples/*.c is built by
# pkg-config and run on what the first lines of the file say: "Run: ARGUMENTS".
stage=$1
build=$2
work=$build/install-test
rm -rf "$work"
mkdir -p "$work"
PKG_CONFIG_PATH=$stage/lib/pkgconfig
LD_LIBRARY_PATH=$stage/lib
export PKG_CONFIG_PATH LD_LIBRARY_PATH
flags=$(${PKG_CONFIG:-pkg-config} --cflags edi)
libs=$(${PKG_CONFIG:-pkg-config} --libs edi)
strict="-Wall -Wextra -Werror"
passed=0
failed=0

# try NAME COMMAND... - counts one test
try() {
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        cat "$work/log"
        echo "install: $name"
        failed=$((failed + 1))
    fi
}

compiles() { # LANGUAGE COMPILER HEADER
    printf '#include "%s"\n' "$3" >"$work/one.$1"
    # shellcheck disable=SC2086
    $2 $strict $flags -fsyntax-only "$work/one.$1"
}

only_public_names() {
    ! nm -D --defined-only "$stage/lib/libedi.so.0" |
        awk '{ print $3 }' | grep -vE '^(x12|edi)_|^_|^$'
}

sample() { # SOURCE
    run=$(sed -n 's/^.*Run: *//p' "$1" | head -n 1)
    program=$work/$(basename "$1" .c)
    # shellcheck disable=SC2086
    ${CC:-cc} -std=c11 $strict $SANITIZE $flags -o "$program" "$1" $libs &&
        $program $run >"$program.out" && [ -s "$program.out" ]
}

cut_short() { # SOURCE - half of what it was run on is told, and no success
    run=$(sed -n 's/^.*Run: *//p' "$1" | head -n 1)
    head -c 1000 "$run" >"$work/half"
    "$work/$(basename "$1" .c)" "$work/half" >/dev/null 2>"$work/told"
    [ $? -eq 1 ] && grep -q 'ends before its IEA' "$work/told"
}

for header in $(cd "$stage/include/edi-1" && find . -name '*.h' | sort); do
    header=${header#./}
    try "$header is no C of its own" compiles c "${CC:-cc} -std=c11 -Wpedantic" \
        "$header"
    if command -v c++ >/dev/null 2>&1; then
        try "$header is no C++" compiles cc "c++ -std=c++11 -Wpedantic" \
            "$header"
    fi
done
if command -v c++ >/dev/null 2>&1; then
    try "edi/edi.h is no C++17" compiles cc "c++ -std=c++17 -Wpedantic" \
        edi/edi.h
fi
if command -v nm >/dev/null 2>&1; then
    try "a private name is visible" only_public_names
fi
for source in samples/*.c; do
    [ -f "$source" ] || continue
    try "$source" sample "$source"
    try "$source takes half a file for a whole one" cut_short "$source"
done
echo "install: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
