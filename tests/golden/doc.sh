# doc.sh - does what the first blocks of docs/$page.md show, and compares
#
# A block that begins with ```KIND FILE is that file; one of ```console has
# commands behind "$ " and what they print. What follows the first console block
# of a page is not run, unless $blocks is "all". Sourced by cases, in the root of
# the tree.
path=$PWD/docs/$page.md
cp samples/edi.conf samples/claims-*.csv samples/claims-*.jsonl \
    samples/two-payers.837 samples/two-payers.835 "$T"
ln -s "$PWD/samples" "$T/samples"
cd "$T" || exit
mkdir out
awk -v all="$blocks" '
    /^```console/ { into = "console"; next }
    /^```[a-z]+ [a-z.]+$/ { into = $2; next }
    /^```/ { if (into == "console" && all != "all") exit; into = ""; next }
    into != "" { print >into }' "$path"
[ ! -f claims.jsonl ] || {
    tr -d '\n' <claims.jsonl >line
    mv line claims.jsonl
}
while IFS= read -r line; do
    case $line in
    '$ '*)
        printf '%s\n' "$line"
        eval "${line#??}" </dev/null 2>&1 ;;
    esac
done <console >printed
diff console printed && echo "$page: as shown, $(grep -c '^\$ ' console) commands"
