#!/bin/bash
# PDFs as the portal's visitors get them: linked, kept, in parts, with what they may see and no more.
. "$(dirname "$0")/../cli/tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
examples=${EXAMPLES:-$here/../../examples}
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

cat >"$work/closed.txt" <<'TEXT'
# REFERAT Økonomiudvalget d. 07-05-2024

Mødedato: tirsdag d. 7. maj 2024 kl. 13:00

Deltagere:

- Åse Ørum Bæk (A), formand
- Γιώργος Παπαδόπουλος (B)

## Punkt 1: Godkendelse af dagsorden

### Beslutning

Godkendt.

## Punkt 2: Lukket: Salg af grund

Sagsnr.: 24-000777

### Sagsfremstilling

Hemmelighedsfuldt om prisen.

### Beslutning

Hemmelighedsfuldt afgjort.
TEXT
"$sagsgang" import --body 'Solbæk Kommune' "$work/closed.txt" >"$work/log" 2>&1
ok $? 'minutes with a closed item are imported'
SAGSGANG_LOGO=$examples/logo.png SAGSGANG_LOGO_TEXT='Solbæk Kommunes våben' \
	"$sagsgang" serve --listen "unix:$work/socket" --workers 0 >"$work/access" 2>"$work/said" &
server=$!
get() { # PATH CURL-OPTION...
	curl -s --unix-socket "$work/socket" "http://portal$1" "${@:2}"
}
for _ in $(seq 100); do
	get /healthz -o "$work/health" && break
	sleep 0.1
done

page=$(get /udvalg/oekonomiudvalget/moeder/2024-05-07)
has "$page" '<link rel="alternate" type="application/pdf" href="/udvalg/oekonomiudvalget/moeder/2024-05-07.pdf">' 'the page names its PDF'
has "$page" '>Som PDF</a>' 'and shows a link to it'
has "$(get /udvalg/oekonomiudvalget/moeder/2024-05-07/1)" '/2024-05-07/1.pdf"' 'and so does the page of an item'

get /udvalg/oekonomiudvalget/moeder/2024-05-07.pdf -D "$work/head" -o "$work/meeting.pdf"
has "$(cat "$work/head")" 'Content-Type: application/pdf' 'it is a PDF'
"$here/structure" "$work/meeting.pdf" >"$work/out"
ok $? 'with the structure it must have'
has "$(pdfinfo -struct-text "$work/meeting.pdf")" 'Figure' 'with the logo'
lacks() { # FILE WORDS WHAT
	! grep -q "$2" "$1"
	ok $? "$3"
}
pdftotext "$work/meeting.pdf" "$work/words"
has "$(cat "$work/words")" 'Godkendt.' 'what is open stands in it'
lacks "$work/words" 'Hemmelig' 'what is closed does not'
pdfdetach -save 1 -o "$work/record.json" "$work/meeting.pdf"
has "$(cat "$work/record.json")" 'Godkendt.' 'the record within holds what is open'
lacks "$work/record.json" 'Hemmelig' 'and nothing of what is closed'
"$sagsgang" show 1 --as pdf >"$work/operator.pdf"
pdftotext "$work/operator.pdf" - | grep -q Hemmelig
ok $? "the operator's has it"

tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/p' "$work/head")
is "$(get /udvalg/oekonomiudvalget/moeder/2024-05-07.pdf -o "$work/none" -w '%{http_code}' -H "If-None-Match: $tag")" 304 'a visitor who has it gets it once'
get /udvalg/oekonomiudvalget/moeder/2024-05-07.pdf -o "$work/again.pdf"
cmp -s "$work/meeting.pdf" "$work/again.pdf"
ok $? 'and the same each time'
is "$(get /udvalg/oekonomiudvalget/moeder/2024-05-07.pdf -H 'Accept-Encoding: gzip' -D - -o "$work/none" | grep -ci content-encoding)" 0 'what is packed is not packed again'

get /udvalg/oekonomiudvalget/moeder/2024-05-07/1.pdf -o "$work/item.pdf"
has "$(pdftotext "$work/item.pdf" -)" 'Udskrift: punkt 1' 'an item alone is an extract'
get /udvalg/oekonomiudvalget/moeder/2024-05-07/2.pdf -o "$work/item.pdf"
pdftotext "$work/item.pdf" "$work/words"
lacks "$work/words" 'Hemmelig' 'of a closed one its title alone'
is "$(get /udvalg/oekonomiudvalget/moeder/2024-05-07/9.pdf -o "$work/none" -w '%{http_code}')" 404 'there is no item 9'
is "$(get /udvalg/oekonomiudvalget.pdf -o "$work/none" -w '%{http_code}')" 404 'and a committee is no paper'
lacks "$work/said" ' error ' 'the server complains of nothing'
has "$(cat "$work/said")" ' info ' 'and says what it does'
status 2 'a logo that is none stops the server before it starts' env SAGSGANG_LOGO="$here/words" "$sagsgang" serve --listen "unix:$work/other"
finish
