#!/bin/bash
# Papers read again: all examples (and the real documents, where they are) from their pages alone; odd generated meetings by
# the record within.
#
# What paper cannot carry, and so is not asked of its pages: runs of spaces, which are one; spaces at the edge of a style;
# words that run leftwards, which pdftohtml hands over in the order in which they are seen, numbers beside them included;
# ligature characters; quotations, which are told by a bar that is no text; tables of one column or without a header;
# paragraphs beside each other within an item of a list; a tab.  Nearly every generated meeting has one of these, in a name
# even, so that their pages are not asked for the record, but the record within is asked for by pages that say the same.
. "$(dirname "$0")/../cli/tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
roundtrip=${BUILD:-build}/tests/pdf/roundtrip
examples=${EXAMPLES:-$here/../../examples}

documents=("$examples"/documents/*)
[ -d "${SEEDS:-/nowhere}" ] && documents+=("$SEEDS"/*.txt)
"$roundtrip" -v "${documents[@]}" >"$work/out" 2>&1
ok $? 'every document is read, set and read again'
grep '^#' "$work/out"
n=${#documents[@]}
is "$(tail -1 "$work/out")" "$n papers, $n as their pages say, $n as enclosed" 'every document comes back, from its pages alone too'

meetings=100
"$roundtrip" -g $meetings >"$work/out" 2>&1
ok $? 'generated meetings are set and read again'
is "$(tail -1 "$work/out" | sed 's/.*, //')" "$meetings as enclosed" 'and each comes back exactly, by the record within'
finish
