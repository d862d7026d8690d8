#!/bin/bash
# Import: text documents a second, and a PDF against `pdftotext` alone on the same files in the same run.
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

seconds() { # COMMAND...: wall clock
	local start end
	start=$(date +%s.%N)
	"$@" >/dev/null
	end=$(date +%s.%N)
	echo "$end - $start" | bc
}

documents=${DOCUMENTS:-1500}
python3 tests/bench/documents.py "$work" "$documents" 7 250
took=$(seconds "$program" import --db "$work/text.db" "$work/documents")
echo "text import: $documents documents of 7 items in $took s: $(echo "$documents / $took" | bc) documents/s"

mkdir "$work/pdf"
copies=0
for pdf in examples/documents/*.pdf; do
	for i in $(seq 20); do
		cp "$pdf" "$work/pdf/$i-$(basename "$pdf")"
		# Other bytes make another document; what follows %%EOF is no part of it.
		printf '%%%s\n' "$i" >>"$work/pdf/$i-$(basename "$pdf")"
		copies=$((copies + 1))
	done
done
with_pdftotext() { for f in "$work"/pdf/*.pdf; do pdftotext "$f" - >/dev/null; done; }
with_pdftotext >/dev/null
alone=$(seconds with_pdftotext)
whole=$(seconds "$program" import --db "$work/pdf.db" "$work/pdf")
echo "PDF import: $copies files: pdftotext alone $alone s, import $whole s, ratio $(echo "scale=2; $whole / $alone" | bc)"
