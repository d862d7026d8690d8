#!/bin/bash
# The two real documents, where they are at hand: every fact, every word, and the mirror.
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

facts minutes "$minutes" <<'FACTS'
.kind == "minutes" and .kindStated
.organization.classification == "§ 17, stk. 4"
.organization.name | test("organisering, rekruttering og tilknytning$")
.start == "2023-12-05T13:00"
.end == null
.location == "Birkerød Idrætscenter, lokale 1.1, Bistrupvej 1"
.participants | length == 20
[.participants[].name] | index("Anette Maj Billesbølle") and index("Henrik Holt Larsen") and index("Charan Nelander") and index("Marianne Toftgaard")
.items | length == 7
[.items[].number] == ["1","2","3","4","5","6","7"]
[.items[].title] == ["Meddelelser","Seniorindsatsen","Oplæg om velfærdsrådets rapport og opfølgning","Tilrettelæggelse af udvalgsarbejdet 2024","Status Rudersdal Akademi","Opsamling og kommunikation fra mødet","Næste møde"]
[.items[1].sections[].role] == ["presentation","background","decision"]
[.items[1].sections[].heading] == ["Sagsfremstilling","Baggrundsinformation","Opsamling fra mødet"]
[.items[4].sections[] | select(.role == "decision") | .date] == ["2023-11-01","2023-12-05"]
.items[4].sections[1].text == "Punktet blev ikke nået og sættes i stedet på mødet den 5. december 2023."
[.items[].files | length] == [1,1,2,1,1,0,0]
.items[0].files == ["Statusoverblik 3. kvartal 2023.pptx"]
.items[2].files[1] == "Eik Møller oplæg velfærdsrådets rapport § 17, stk. 4 udvalget Rudersdal 05122023.pdf"
.items[1].guests | index("Lene Lilja") and index("Monia Stolz") and index("Rikke Buhl")
.items[2].guests | index("Eik Møller")
.items[1].sections[1].text | contains("- Håndbog til Seniorindsatsen\n- Materialer til seniorsamtalen (skabelonen)")
.items[1].sections[1].text | contains("[Mere indhold om | VPT](#)")
.items[3].sections[0].text | contains("\n1. Hvilket resultat") and contains("\n2. Hvilke skridt")
.nextMeeting == "2024-02-06"
[.items[].public] | all
FACTS

facts agenda "$agenda" <<'FACTS'
.kind == "agenda" and .kindStated
.organization.name == "§ 17.4 udvalg (rekruttering og fastholdelse)"
.organization.classification == "§ 17, stk. 4"
.start == "2023-03-01T16:00"
.location == "Mødelokale Harhoff, Rådhuset"
.participants | length == 10
[.participants[].name] | index("Johnny Brown Lundberg Dahlgaard") and index("Kasper Sonne")
.items | length == 7
.items[1].title == "Oplæg om Kemp & Lauritzens proces og tiltag for at forbedre deres rekrutterings- og fastholdelsesevne"
[.items[].matter] == [null,"22-011382","22-011382","22-011382","22-011382",null,null]
.items[6] | .title == "Underskriftsark" and (.public | not)
[.items[0:6][].public] | all
[.items[].sections[] | select(.role == "decision")] | length == 0
[.items[1].sections[].heading] == ["Indhold","Indledning","Beskrivelse af sagen","Indstilling"]
[.items[2].sections[].role] == ["presentation","summary","presentation","assessment","recommendation"]
.items[1].guests | index("Thomas Thorsøe")
.items[2].files == ["Bilag 1: DIGIT kommuner - velfærdsteknologinotat"]
[.items[3,4].earlier[]] | length == 2 and all(.date == "2023-01-31" and (.released | not) and (.organization | startswith("§ 17.4 udvalg")))
.items[4].sections[] | select(.heading == "Beskrivelse af sagen") | .text | contains("a) Onboarding-forløbets succes")
.items[2].sections[] | select(.heading == "Indstilling") | .text | contains("**bilag 1**")
FACTS

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
