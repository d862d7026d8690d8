#!/bin/bash
# Setting one document of about 13 pages as tagged PDF: ours against WeasyPrint, LibreOffice and Chromium on the same
# content, in one run; and a thousand pages.  Times are the best of RUNS (default 5) runs of a whole process, its start included: what other work on
# the machine adds is no property of a program.
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
typeset=${TYPESET:-build/tests/pdf/typeset}
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The minutes of three meetings as one text, and the same as HTML for the others.
"$program" import --db "$work/db" --body 'Solbæk Kommune' examples/documents/2024*referat.txt >/dev/null
for id in $("$program" list --db "$work/db" | awk '{ print $1 }' | head -3); do
	"$program" show --db "$work/db" "$id"
done >"$work/text.md"

# measure NAME OUTPUT COMMAND...: shortest time, largest memory of the process and its children, size of what came out
measure() {
	python3 - "$runs" "$@" <<'PYTHON'
import os
import resource
import subprocess
import sys
import time

runs, name, output, *command = sys.argv[1:]
took = []
for _ in range(int(runs)):
    if os.path.exists(output):
        os.remove(output)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took.append(time.perf_counter() - start)
    if done.returncode or not os.path.exists(output):
        sys.exit(f"{name}: {done.stderr.decode()[-300:]}")
pages = subprocess.run(["pdfinfo", output], capture_output=True, text=True).stdout
pages = next(line.split()[1] for line in pages.splitlines() if line.startswith("Pages:"))
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{name:30} {min(took) * 1000:9.1f} ms {memory:7.0f} MiB {os.path.getsize(output) / 1000:8.1f} kB {pages:>5} pages")
PYTHON
}

"$typeset" -w "$work/text.html" "$work/text.md" "$work/ours.pdf" 2>/dev/null
# The others shall set it in the same typefaces, on the same paper.
sed -i 's|</style>|@page { size: A4; margin: 30mm 33mm } body { font-family: "Noto Serif" }\n&|
	s|</style>|h1, h2, h3, h4, th, td { font-family: "Noto Sans" }\n&|' "$work/text.html"
measure 'ours' "$work/ours.pdf" "$typeset" "$work/text.md" "$work/ours.pdf" | tee "$work/ours"
"$typeset" -n 100 "$work/text.md" "$work/ours.pdf" 2>"$work/warm"
awk -F'[, ]+' '{ printf "%-30s %9.1f ms\n", "ours, in a running process", $5 }' "$work/warm"
{
	measure 'WeasyPrint' "$work/weasy.pdf" weasyprint --pdf-variant pdf/ua-1 "$work/text.html" "$work/weasy.pdf"
	measure 'LibreOffice' "$work/text.pdf" soffice "-env:UserInstallation=file://$work/office" --headless \
		--convert-to 'pdf:writer_web_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' --outdir "$work" "$work/text.html"
	measure 'Chromium' "$work/chrome.pdf" chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
		"--user-data-dir=$work/chrome" "--print-to-pdf=$work/chrome.pdf" "file://$work/text.html"
} | tee "$work/peers"
# Fields from the right: size is the fourth but last, time the eighth but last.
awk 'NR == FNR { time = $(NF - 7); size = $(NF - 3); next }
	fastest == 0 || $(NF - 7) < fastest { fastest = $(NF - 7) }
	smallest == 0 || $(NF - 3) < smallest { smallest = $(NF - 3) }
	END { printf "%.0f times faster than the fastest, %.0f in a running process; %.2f of the smallest file\n",
		fastest / time, fastest / warm, size / smallest }' warm="$(awk -F'[, ]+' '{ print $5 }' "$work/warm")" \
	"$work/ours" "$work/peers"
for copies in 80; do
	runs=3 measure 'ours, a long document' "$work/long.pdf" "$typeset" -r $copies "$work/text.md" "$work/long.pdf"
done
