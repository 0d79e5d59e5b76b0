#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# banned.sh - calls that are forbidden, and those that belong to a few files
#
# Comments and string literals are taken out first: words are free.
code() {
    awk '
        FNR == 1 { inside = 0 }
        {
            line = $0
            gsub(/\\./, "", line)
            gsub(/"[^"]*"/, "\"\"", line)
            gsub(/\/\*[^*]*(\*[^\/*][^*]*)*\*+\//, " ", line)
            if (inside) {
                if (!match(line, /\*\//)) next
                line = substr(line, RSTART + 2)
                inside = 0
            }
            if (match(line, /\/\*/)) {
                line = substr(line, 1, RSTART - 1)
                inside = 1
            }
            print FILENAME ":" FNR ":" line
        }' "$@" /dev/null
}

failed=0
rules=0

# ban WHAT PATTERN SAMPLE FILES... - PATTERN is an extended regular expression;
# SAMPLE is a line that it must catch, so that no rule goes blind
ban() {
    what=$1 pattern="(^|[^A-Za-z0-9_])($2)" sample=$3
    shift 3
    rules=$((rules + 1))
    if ! printf '%s\n' "$sample" | grep -qE "$pattern"; then
        echo "banned: the rule \"$what\" does not catch: $sample"
        failed=$((failed + 1))
    elif [ $# -gt 0 ] && code "$@" | sed 's/:/: /2' | grep -E "$pattern"; then
        echo "banned: $what"
        failed=$((failed + 1))
    fi
}

all=$(find parser writer edi samples tests -name '*.[ch]' 2>/dev/null | sort)
tree=$(find parser writer edi -name '*.[ch]' 2>/dev/null | sort)
pure=$(find parser writer edi/claims edi/match -name '*.[ch]' 2>/dev/null | sort)
may='/(arena|extract|window|parts|team[a-z_]*|source[a-z_]*|sink[a-z_]*|writer|json|csv|cursor|db'
may="$may|transfer[a-z_]*)\\.c\$"
no_malloc=$(printf '%s\n' $tree | grep -Ev "$may")
not_cli=$(printf '%s\n' $tree | grep -v '^edi/cli/')
not_simd=$(printf '%s\n' $tree | grep -Ev '^(parser/scan|writer/json_quote)')

ban 'has no bound' \
    '(strcpy|strcat|strncpy|strtok|sprintf|vsprintf|gets|alloca) *\(' \
    'strcpy(a, b);' $all
ban 'takes anything for a number' '(atoi|atol|atoll|atof|strtod|[fs]?scanf) *\(' \
    'n = atoi(text);' $tree
ban 'has hidden state' '(gmtime|localtime|ctime|asctime) *\(' \
    'tm = gmtime(&now);' $tree
ban 'calls a shell' '(system|popen) *\(' '    system("x");' $tree
# Spreadsheets know no other numbers: one file hands them over.
ban 'floating point' '(float|double)([^A-Za-z0-9_]|$)' 'double charge;' \
    $(printf '%s\n' $tree | grep -v '^edi/report/xlsx\.c$')
ban 'the library does not print, exit or ask the world' \
    '(printf|fprintf|puts|exit|abort|getenv|time) *\(' 'exit(1);' $pure
ban 'only edi/cli prints' \
    '(v?f?printf|puts|fputs|putchar|perror) *\(|(stdout|stderr)([^A-Za-z]|$)' \
    'fprintf(stderr, "");' $not_cli
ban 'memory is taken in a few files' \
    '(malloc|calloc|realloc|strdup|strndup|asprintf) *\(' \
    'p = malloc(1);' $no_malloc
ban 'intrinsics belong to parser/scan*.c and writer/json_quote*.c' \
    '(emmintrin|immintrin|arm_neon)\.h|_mm[0-9]*_[a-z0-9_]+' \
    '#include <immintrin.h>' $not_simd

echo "banned: $((rules - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
