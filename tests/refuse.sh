# Runs what a compiler must refuse, and with which words; sourced by refuse.t of each.  *.cases holds cases one after another:
#
#     === name of the case
#     wants LINE: words of the sentence        (one a problem, in order; none: it must be accepted)
#     the file, whose first line is line 1
#
# The script that sources it names the file in $noun, and compiles it by compile FOLDER FILE.  Needs BUILD, the build folder
# (default: build-test).
build=${BUILD:-../../build-test}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

refuse_all() {
	cat ./*.cases | awk -v work="$work" -v noun="$noun" '
		/^=== / { n++; name = $2; file = sprintf("%s/%03d", work, n); system("mkdir " file)
			print name > (file "/name"); body = file "/" noun; printf "" > body; printf "" > (file "/wants"); next }
		/^wants / { sub(/^wants /, ""); print > (file "/wants"); next }
		{ print > body }'
	echo "1..$(ls "$work" | wc -l)"
	n=0
	for case in "$work"/*; do
		n=$((n + 1))
		refuse_one
	done
}

refuse_one() {
	mkdir "$case/out"
	status=0
	compile "$case/out" "$case/$noun" 2>"$case/said" >&2 || status=$?
	sed "s|^$case/$noun:||" "$case/said" >"$case/got"
	ok=ok
	[ "$(wc -l <"$case/got")" = "$(wc -l <"$case/wants")" ] || ok='not ok'
	[ "$status" = "$([ -s "$case/wants" ] && echo 1 || echo 0)" ] || ok='not ok'
	line=0
	while IFS= read -r want; do
		line=$((line + 1))
		case $(sed -n "${line}p" "$case/got") in
		"${want%%:*}: "*"${want#*: }"*) ;;
		*) ok='not ok' ;;
		esac
	done <"$case/wants"
	echo "$ok $n - $(cat "$case/name")"
	[ "$ok" = ok ] || sed 's/^/#   got   /' "$case/got"
	[ "$ok" = ok ] || sed 's/^/#   wants /' "$case/wants"
}
