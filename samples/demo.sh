#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# demo.sh EDI FOLDER - the main job from end to end, in a fresh store
#
# Writes claims, drops them in the folder of a clearinghouse, takes in what the
# payers answered, and shows what needs a person.
edi=$1
folder=$2
EDI_STORE=$folder/edi.db
EDI_CONFIG=$folder/edi.conf
EDI_AS_OF=2025-02-03T09:00:00Z # the day the claims are sent
export EDI_STORE EDI_CONFIG EDI_AS_OF
rm -rf "$folder"
mkdir -p "$folder/clearinghouse" || exit 2
cat >"$EDI_CONFIG" <<SETTINGS
[partner clearinghouse]
folder = $(cd "$folder" && pwd)/clearinghouse
sender = HARBORBILLING
receiver = CLEARHOUSE
usage = T
submitter_name = HARBOR BILLING
submitter_id = HB0001
contact_name = BILLING DESK
contact_phone = 5035550100
receiver_name = CLEARHOUSE
SETTINGS

run() {
    printf '\n$ edi %s\n' "$*"
    "$edi" "$@"
    code=$?
    # 1: done, and there is something to look at.
    [ "$code" -le 1 ] || exit "$code"
}

run generate samples/claims-professional.jsonl
run generate samples/claims-institutional.jsonl
run send
ls "$folder/clearinghouse"
run check "$folder"/clearinghouse/*
EDI_AS_OF=2025-03-10T09:00:00Z # five weeks later
run ingest samples/remit-01.835 samples/remit-02.835 samples/remit-03.835 \
    samples/remit-04.835 samples/remit-05.835
run worklist
run explain HFM1003
