#!/bin/bash
# What is read of every layout: each line of NAME.expect is a jq expression that must hold of `sagsgang read --json NAME.txt`.
. "$(dirname "$0")/tap.sh"

for document in "$FIXTURES"/layouts/*.txt; do
	name=$(basename "$document" .txt)
	case $name in
	not-*)
		status 2 "$name is not recognised" "$sagsgang" read --json "$document"
		continue
		;;
	esac
	status 0 "$name is read" "$sagsgang" read --json "$document"
	json=$out
	while IFS= read -r expected; do
		case $expected in '' | '#'*) continue ;; esac
		printf '%s' "$json" | jq -e "$expected" >/dev/null 2>&1
		ok $? "$name: $expected"
	done <"${document%.txt}.expect"
	status 0 "$name: no word is lost" "$sagsgang" read --check "$document"
	[ "$wanted" = 0 ] && [ -n "${out##* 0 *}" ] && printf '%s\n' "$out" | head -5 | sed 's/^/# /'
done
finish
