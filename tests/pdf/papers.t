#!/bin/bash
# Every kind of PDF that the house makes: read by qpdf, by a checker of its structure, by poppler, and by veraPDF.
. "$(dirname "$0")/../cli/tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
typeset=${BUILD:-build}/tests/pdf/typeset
examples=${EXAMPLES:-$here/../../examples}
papers=()
pairs=()

# paper NAME COMMAND...: what the command writes to standard output is a paper to be checked
paper() {
	local name=$work/$1.pdf
	shift
	"$@" >"$name" 2>"$work/said"
	ok $? "$(basename "$name") is made"
	papers+=("$name")
}

# sample NAME OPTION... FILE: the writer alone
sample() {
	"$typeset" "${@:2}" "$work/$1.pdf" 2>"$work/said"
	ok $? "$1.pdf is made"
	papers+=("$work/$1.pdf")
}

# within TAP: lines of another test program become lines of this one; without its plan, which comes last or says why
# nothing was tried, it did not come to its end
within() {
	local planned=1
	while read -r line; do
		case $line in
		ok\ *) ok 0 "${line#ok * - }" ;;
		not\ ok\ *) ok 1 "${line#not ok * - }" ;;
		1..*) planned=0; [[ $line != *SKIP* ]] || echo "# $line" ;;
		\#*) echo "$line" ;;
		esac
	done
	[ $planned = 0 ] || ok 1 'a checker came to its end'
}

# The writer alone: tables, scripts, signature sheet, logo, an enclosed file, a long document.
for file in "$here"/samples/*.md; do
	name=$(basename "$file" .md)
	sample "$name" "$file"
	sample "$name-sign" -s -c -l "$examples/logo.png" -e "$file" "$file"
done
sample long -r 40 "$here/samples/referat.md"
echo >"$work/nothing.md"
sample nothing "$work/nothing.md"
"$typeset" "$here/samples/skrifter.md" "$work/again.pdf" 2>"$work/said"
cmp -s "$work/again.pdf" "$work/skrifter.pdf"
ok $? 'the same input gives the same bytes'
has "$(pdftotext "$work/skrifter.pdf" -)" 'بلال صلاح الله ولا لأ لإ لآ السلام' 'letters that are drawn as one are found one by one'
has "$(cat "$work/said")" 'no typeface has U+6F22' 'a character that no typeface has is told'

# Meetings, as an operator and as everybody sees them.
"$sagsgang" import --body 'Solbæk Kommune' "$examples/documents" >"$work/log" 2>&1
meetings=$("$sagsgang" list | awk '{ print $1 }')
last=$(echo "$meetings" | tail -1)
ok $([ "$(echo "$meetings" | wc -w)" -ge 15 ]; echo $?) 'the examples are imported'
for id in $meetings; do
	"$sagsgang" show "$id" >"$work/meeting-$id.txt"
	paper "meeting-$id" "$sagsgang" show "$id" --as pdf
	pairs+=("$work/meeting-$id.txt" "$work/meeting-$id.pdf")
	paper "public-$id" "$sagsgang" show "$id" --as pdf --public --signatures
	"$sagsgang" show "$id" --public >"$work/public-$id.txt"
	pairs+=("$work/public-$id.txt" "$work/public-$id.pdf")
done
paper extract "$sagsgang" show "$last" --as pdf --item 2
paper letterhead env SAGSGANG_LOGO="$examples/logo.png" SAGSGANG_LOGO_TEXT='Solbæk Kommunes våben' SAGSGANG_COLOUR=7a1f3d \
	"$sagsgang" show "$last" --as pdf --signatures

# Odd meetings: what nobody wrote is set as well.
mkdir "$work/odd"
"${BUILD:-build}/tests/pdf/roundtrip" -w "$work/odd" -g 10 >"$work/log" 2>&1
ok $? 'ten odd meetings are made'
papers+=("$work"/odd/*-whole.pdf)

# Outside the project: real documents, when they are there.
if [ -d "${SEEDS:-/nowhere}" ]; then
	for seed in "$SEEDS"/*.txt; do
		name=real-$(basename "$seed" .txt)
		kept=$(database "real${#pairs[@]}")
		"$sagsgang" import --db "$kept" --body Kommunen "$seed" >"$work/log" 2>&1
		"$sagsgang" show --db "$kept" 1 >"$work/$name.txt"
		paper "$name" "$sagsgang" show --db "$kept" 1 --as pdf --signatures
		pairs+=("$work/$name.txt" "$work/$name.pdf")
	done
fi

bad=0
for paper in "${papers[@]}"; do
	qpdf --check "$paper" >"$work/out" 2>&1 || { bad=1; sed "s|^|# $(basename "$paper"): |" "$work/out"; }
done
ok $bad "qpdf finds nothing wrong in ${#papers[@]} files"
within < <("$here/structure" "${papers[@]}")
within < <("$here/words" "${pairs[@]}")
bad=0
for paper in "${papers[@]}"; do
	pdfinfo -struct-text "$paper" >"$work/structure" 2>"$work/said" || bad=1
	head -2 "$work/structure" | grep -q Document || bad=1
	[ ! -s "$work/said" ] || { bad=1; sed "s|^|# $(basename "$paper"): |" "$work/said" | head -5; }
done
ok $bad "poppler reads the structure of ${#papers[@]} files, and finds nothing to complain of"
has "$(pdfinfo -struct-text "$work/letterhead.pdf")" 'Figure' 'the logo is a figure'
within < <("$here/verapdf" "${papers[@]}")

# What is enclosed, and for whom.
id=$("$sagsgang" list | awk '$3 == "referat" { print $1 }' | tail -1)
pdfdetach -save 1 -o "$work/record.json" "$work/meeting-$id.pdf"
is "$(cat "$work/record.json")" "$("$sagsgang" show "$id" --as json)" "the record within is the operator's"
pdfdetach -save 1 -o "$work/record.json" "$work/public-$id.pdf"
is "$(cat "$work/record.json")" "$("$sagsgang" show "$id" --as json --public)" 'and the public one is what everybody may see'
has "$(pdfdetach -list "$work/public-$id.pdf")" 'sagsgang.json' 'under its name'

# What is asked wrongly.
status 3 'an item that is not there' "$sagsgang" show "$id" --as pdf --item 99
status 2 'a colour that is none' "$sagsgang" show "$id" --as pdf --colour blue
status 2 'a colour that cannot be read' "$sagsgang" show "$id" --as pdf --colour ffee00
status 2 'a logo that is none' "$sagsgang" show "$id" --as pdf --logo "$here/samples/referat.md"
out=$(script -qec "$sagsgang show $id --as pdf" /dev/null 2>&1)
is $? 64 'a PDF is not thrown at a terminal'
finish
