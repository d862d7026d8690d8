#!/bin/bash
# The two real documents, where they are at hand: every fact, every word, and the mirror.
#
# Nothing of their text stands here: what is wanted is taken from the documents by sed and awk, or is a number, a date or a
# word that every agenda has.  Names that stand in the middle of sentences are told by a hash.
. "$(dirname "$0")/tap.sh"

if [ ! -d "${SEEDS:-}" ]; then
	echo '1..0 # SKIP the real documents are not here'
	exit 0
fi
minutes=$(grep -l '^REFERAT' "$SEEDS"/*.txt | head -1)
agenda=$(grep -l '^DAGSORDEN' "$SEEDS"/*.txt | head -1)

facts() { # DOCUMENT, then jq expressions on standard input
	status 0 "$1 is read" "$sagsgang" read --json "$2"
	json=$out
	while IFS= read -r expected; do
		printf '%s' "$json" | jq -e "$expected" >/dev/null 2>&1
		ok $? "$1: $expected"
	done
	status 0 "$1: no word is lost" "$sagsgang" read --check "$2"
}

asked() { # JQ-EXPRESSION
	printf '%s' "$json" | jq -r "$1"
}

hash_of() { # JQ-EXPRESSION: of a list of names
	asked "$1 | sort | join(\", \")" | sha256sum | cut -c1-16
}

label() { # DOCUMENT LABEL: its value, wrapped lines joined
	awk -v label="$2 " 'index($0, label) == 1 { sub(label, ""); on = 1 } on && /^$/ { exit } on { printf "%s%s", sep, $0; sep = " " }' "$1"
}

titles() { # DOCUMENT
	sed -n 's/^Punkt [0-9]*: \(Lukket: \)\?//p' "$1"
}

files() { # DOCUMENT: lines below a heading "Bilag"
	awk '/^(Punkt [0-9]+:|Sagens forløb)/ { on = 0 } on && NF { print } /^Bilag$/ { on = 1 }' "$1"
}

below() { # DOCUMENT ITEM HEADING WHICH: the first line of the text below the heading, the which-th of its kind in that item
	awk -v item="Punkt $2:" -v heading="$3" -v which="$4" '
		/^Punkt [0-9]+:/ { on = index($0, item) == 1 }
		on && found && NF { print; exit }
		on && $0 == heading && ++seen == which { found = 1 }' "$1"
}

# What is in both: people, titles and attachments as the document has them.
compare() { # WHAT DOCUMENT
	is "$(asked '.participants[].name')" "$(label "$2" Mødedeltagere | sed 's/, /\n/g')" "$1: participants"
	is "$(asked .location)" "$(label "$2" Mødested)" "$1: place"
	is "$(asked '.items[].title')" "$(titles "$2")" "$1: titles"
	is "$(asked '.items[].files[]')" "$(files "$2")" "$1: attachments"
	is "$(asked .organization.name)" "$(sed -n 's/^[A-Z]\{7,9\} \(.*\) d\. [0-9-]*$/\1/p' "$2" | head -1)" "$1: committee"
}

# A text is its document's lines: here those of one paragraph.
paragraph() { # WHAT DOCUMENT ITEM HEADING WHICH
	got=$(asked "[.items[$(($3 - 1))].sections[] | select(.heading == \"$4\")][$(($5 - 1))].text | split(\"\n\n\")[0]")
	is "$got" "$(below "$2" "$3" "$4" "$5")" "$1: item $3, $4"
}

facts minutes "$minutes" <<'FACTS'
.kind == "minutes" and .kindStated
.organization.classification == "§ 17, stk. 4"
.start == "2023-12-05T13:00"
.end == null
.participants | length == 20
.participants | all(.status == "listed" and .role == null and .party == null and .substituteFor == null and .remark == null)
.items | length == 7
[.items[].number] == ["1","2","3","4","5","6","7"]
[.items[].order] == [1,2,3,4,5,6,7]
[.items[].public] | all
[.items[].matter] | all(. == null)
[.items[].earlier[]] == []
[.items[].sections | map(.role)] == [["presentation"],["presentation","background","decision"],["presentation","decision"],["presentation","decision"],["presentation","decision","decision"],["presentation"],["presentation"]]
[.items[].sections | map(.heading)] == [["Sagsfremstilling"],["Sagsfremstilling","Baggrundsinformation","Opsamling fra mødet"],["Sagsfremstilling","Opsamling fra mødet"],["Sagsfremstilling","Opsamling fra mødet"],["Sagsfremstilling","Opsamling fra mødet 1. november 2023","Opsamling fra mødet 5. december 2023"],["Sagsfremstilling"],["Sagsfremstilling"]]
[.items[4].sections[] | select(.role == "decision") | .date] == ["2023-11-01","2023-12-05"]
[.items[].sections[].date | select(. != null)] == ["2023-11-01","2023-12-05"]
[.items[].sections[].text | split("\n\n") | length] == [1,2,4,2,4,8,4,8,1,1,1,2,1]
[.items[].files | length] == [1,1,2,1,1,0,0]
[.items[].guests | length] == [0,3,1,0,0,0,0]
.items[1].sections[1].text | [scan("(?m)^- ")] | length == 4
.items[1].sections[1].text | test("\\(\\[[^]]+ \\| VPT\\]\\(#\\)\\)")
.items[3].sections[0].text | [scan("(?m)^[123]\\. ")] == ["1. ","2. ","3. "]
.nextMeeting == "2024-02-06"
[.setAside[] | select(.why == "table of contents") | .line] == [16,18,19,20,21,22,23,24]
.findings == []
FACTS
compare minutes "$minutes"
is "$(hash_of '.items[1].guests')" a3b4c06103002348 'minutes: the guests of item 2'
is "$(hash_of '.items[2].guests')" 879c412eadd6d2fc 'minutes: the guest of item 3'
for item in 1 2 3 4 5 6 7; do
	paragraph minutes "$minutes" $item Sagsfremstilling 1
done
paragraph minutes "$minutes" 2 'Opsamling fra mødet' 1
paragraph minutes "$minutes" 5 'Opsamling fra mødet 1. november 2023' 1
paragraph minutes "$minutes" 5 'Opsamling fra mødet 5. december 2023' 1

facts agenda "$agenda" <<'FACTS'
.kind == "agenda" and .kindStated
.organization.classification == "§ 17, stk. 4"
.start == "2023-03-01T16:00"
.nextMeeting == null and .end == null
.participants | length == 10
.participants | all(.status == "listed")
.items | length == 7
[.items[].number] == ["1","2","3","4","5","6","7"]
[.items[].matter] == [null,"22-011382","22-011382","22-011382","22-011382",null,null]
[.items[].public] == [true,true,true,true,true,true,false]
[.items[].sections[] | select(.role == "decision")] | length == 0
[.items[].sections | map(.heading)] == [["Indhold"],["Indhold","Indledning","Beskrivelse af sagen","Indstilling"],["Indhold","Indledning","Beskrivelse af sagen","Vurdering","Indstilling"],["Indhold","Indledning","Beskrivelse af sagen","Indstilling"],["Indhold","Indledning","Beskrivelse af sagen","Indstilling"],["Indhold"],[]]
[.items[].sections | map(.role)] == [["presentation"],["presentation","summary","presentation","recommendation"],["presentation","summary","presentation","assessment","recommendation"],["presentation","summary","presentation","recommendation"],["presentation","summary","presentation","recommendation"],["presentation"],[]]
[.items[].sections[] | select(.heading == "Indhold") | .text] == ["","","","","",""]
[.items[].files | length] == [0,0,1,0,0,0,0]
[.items[].guests | length] == [0,1,0,0,0,0,0]
[.items[].earlier | length] == [0,0,0,1,1,0,0]
[.items[3,4].earlier[]] | all(.date == "2023-01-31" and (.released | not) and .text == null)
. as $r | [.items[3,4].earlier[].organization] | all(. == $r.organization.name)
.items[1].sections[2].text | split("\n\n") | length == 5
.items[2].sections[2].text | [scan("(?m)^[1-8]\\. ")] | length == 8
.items[2].sections[4].text | test("\n2\\. - a\\) at [^\n]+\n   - b\\) at [^\n]+\n3\\. at ")
.items[2].sections[4].text | contains("**bilag 1**")
.items[3].sections[2].text | [scan("(?m)^[1-5]\\. ")] | length == 10
.items[3].sections[2].text | [scan("(?m)^   - [A-Z]")] | length == 2
.items[4].sections[2].text | [scan("(?m)^[1-5]\\. ")] == ["1. ","2. ","3. ","4. ","5. "]
.items[4].sections[2].text | [scan("(?m)^   - ([ab])\\) ")] == [["a"],["a"],["a"],["b"],["a"],["a"]]
[.setAside[] | select(.why == "table of contents") | .line] == [11,13,14,15,16,17,18,19]
.findings == []
FACTS
compare agenda "$agenda"
is "$(hash_of '.items[1].guests')" cef94fbd799d946f 'agenda: the guest of item 2'
for item in 2 3 4 5; do
	paragraph agenda "$agenda" $item Indledning 1
	paragraph agenda "$agenda" $item 'Beskrivelse af sagen' 1
	paragraph agenda "$agenda" $item Indstilling 1
done

status 0 'both are kept' "$sagsgang" import "$minutes" "$agenda"
for id in 1 2; do
	"$sagsgang" show "$id" --as json | jq -S 'del(.source, .setAside, .findings)' >"$work/kept.json"
	"$sagsgang" show "$id" --as text >"$work/kept.txt"
	"$sagsgang" read --json "$work/kept.txt" | jq -S 'del(.source, .setAside, .findings)' >"$work/again.json"
	cmp -s "$work/kept.json" "$work/again.json"
	ok $? "the mirror holds for meeting $id"
	diff "$work/kept.json" "$work/again.json" | head -10 | sed 's/^/# /'
done
finish
