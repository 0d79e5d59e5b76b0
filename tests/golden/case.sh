#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# case.sh FILE... - takes the files in, in this order, and tells what follows
for file in "$@"; do
    edi ingest "$file" 2>&1 | sed 's|.*/||'
done
echo '-- matches'
edi matches
echo '-- claims'
edi claims
echo '-- takebacks'
edi takebacks
echo '-- worklist'
edi worklist --json | sed 's/.*"amount":"\([^"]*\)".*"claim":"\([^"]*\)".*"class":"\([^"]*\)".*"why":"\([^"]*\)","next":"\([^"]*\)".*/\2: \3, \1; \4; \5/'
