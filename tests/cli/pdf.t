#!/bin/bash
# PDFs: the examples, those of a stranger who means harm, and our own papers, which carry their record.
. "$(dirname "$0")/tap.sh"
documents=$EXAMPLES/documents

# The examples
for file in "$documents"/*.pdf; do
	name=$(basename "$file" .pdf)
	status 0 "$name is read, and no word is lost" "$sagsgang" read --check "$file"
	"$sagsgang" read --json "$file" >"$work/read.json" 2>"$work/err"
	is "$(jq '[.items[] | select(.title == null)] | length' "$work/read.json")" 0 "$name: every item has its title"
	is "$(jq '[.setAside[] | select(.why == "not understood")] | length' "$work/read.json")" 0 "$name: everything is understood"
	is "$(jq '[.findings[].code] | join(" ")' -r "$work/read.json")" "" "$name: nothing is missing"
done
"$sagsgang" read --json "$documents/2024-06-19-oekonomiudvalget-protokol.pdf" >"$work/read.json"
asked() { jq -r "$1" "$work/read.json"; }
is "$(asked '[.items[].number] | join(" ")')" "72 73 74 75 76 77 78 79" "items have their numbers"
is "$(asked '.items[1].title')" "Onboarding af nye ledere: anbefaling fra § 17, stk. 4-udvalget om attraktive arbejdspladser" \
	"a title over two lines is one"
is "$(asked '.participants | length')" 7 "names one below the other are participants"
is "$(asked '.items[1].files | join("; ")')" "Anbefaling om onboarding af nye ledere; Beregning af udgifter" "attachments"
has "$(asked '.items[3].sections[] | select(.heading == "Sagsfremstilling").text')" "| Ældre og Sundhed" "a table is a table"
has "$(asked '.items[2].sections[] | select(.heading == "Sagsfremstilling").text')" "](https://www.solbaek.example/" "a link leads on"
is "$(asked '[.items[] | select(.public | not).number] | join(" ")')" "78 79" "closed items"

# Strangers
python3 "$FIXTURES/pdf/make.py" "$work/hostile"
refused() { # FILE WORDS [STATUS]
	status "${3:-2}" "$1 is refused" timeout 60 "$sagsgang" read "$work/hostile/$1"
	has "$out" "$2" "$1: $2"
}
export SAGSGANG_LANG=en
for name in cut only-a-head noise page-count; do
	refused $name.pdf "the PDF is broken"
done
refused locked.pdf "the PDF is locked with a password"
refused no-text.pdf "no text, only pictures of pages"
refused nested-form.pdf "no text, only pictures of pages"
refused page-loop.pdf "no text, only pictures of pages"
refused bomb.pdf "PDF"
refused many-pages.pdf "the PDF holds more than can be read" 6
refused letters.pdf "not recognised"
for name in plain mark-before no-xref wrong-startxref javascript launch nested huge-page enclosed-nonsense; do
	status 0 "$name.pdf is read" timeout 60 "$sagsgang" read --json "$work/hostile/$name.pdf"
	is "$(printf '%s' "$out" | jq -r '[.items[].title] | join("; ")')" "Godkendelse af dagsorden; Eventuelt" "$name.pdf: its items"
done
has "$out" record-differs "an enclosed record that is none is remarked"

# Our own papers
essence='del(.source, .setAside, .findings)'
status 0 "the examples are kept" "$sagsgang" import "$documents"
for id in $("$sagsgang" list --json | jq -r '.[].id'); do
	"$sagsgang" show "$id" --as json | jq "$essence" >"$work/kept.json"
	"$sagsgang" show "$id" --as pdf >"$work/paper.pdf" 2>"$work/err"
	"$sagsgang" read --json "$work/paper.pdf" >"$work/read.json" 2>"$work/err"
	is "$(jq "$essence" "$work/read.json" | cmp - "$work/kept.json" 2>&1)" "" "meeting $id: its paper carries the record"
	is "$(jq -r '[.findings[].code] | join(" ")' "$work/read.json")" "" "meeting $id: the pages say the same"
done
finish
