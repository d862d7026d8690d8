#!/bin/bash
# What must not compile: a sentence without Danish, a fuzzy one, one that nobody uses, and a plural hidden in N_().
. "$(dirname "$0")/../cli/tap.sh"
translate=$(dirname "$0")/../../tools/translate

cat >"$work/a.c" <<'C'
const char *a = N_("There is \"nothing\" here");
const char *b(void) { return tr(lang, "One\nand two"); }
const char *c(void) { return tr_n(lang, "%s hit", "%s hits", n); }
C
catalogue() { # entries on standard input
	printf 'msgid ""\nmsgstr ""\n"Language: da\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
	printf '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
	cat
}
nothing='msgid "There is \"nothing\" here"
msgstr "Her er \"intet\""
'
two='msgid "One\nand two"
msgstr "En\nog to"
'
hits='msgid "%s hit"
msgid_plural "%s hits"
msgstr[0] "%s fund"
msgstr[1] "%s fund"
'
try() { # WANTED WHAT ENTRIES...
	wanted_status=$1
	what=$2
	shift 2
	printf '%s\n' "$@" | catalogue >"$work/da.po"
	status "$wanted_status" "$what" "$translate" "$work/out.c" "$work/da.po" "$work/a.c"
}

try 0 'a whole catalogue' "$nothing" "$two" "$hits"
has "$(cat "$work/out.c")" 'const unsigned char translation_da[] = {' 'becomes C'
cp "$work/out.c" "$work/before.c"
try 1 'a sentence without Danish' "$two" "$hits"
has "$out" 'no translation of: "There is \"nothing\" here"' 'is named'
try 1 'one of two lines without Danish' "$nothing" "$hits"
has "$out" 'no translation of: "One\nand two"' 'is named'
try 1 'a plural without Danish' "$nothing" "$two"
has "$out" '%s hit' 'is named'
try 1 'an empty translation' "${nothing/Her er \\\"intet\\\"/}" "$two" "$hits"
has "$out" 'no translation of: "There is' 'is named'
try 1 'a fuzzy one' "#, fuzzy
$nothing" "$two" "$hits"
has "$out" 'fuzzy' 'is said to be so'
has "$out" 'nothing' 'and named'
try 1 'one that nobody uses' "$nothing" "$two" "$hits" 'msgid "Gone"
msgstr "Borte"'
has "$out" 'no longer used: "Gone"' 'is named'
try 1 'twice the same' "$nothing" "$nothing" "$two" "$hits"
try 1 'a %s that is lost' "$nothing" "$two" "${hits/\[1\] \"%s/[1] \"}"
cmp -s "$work/out.c" "$work/before.c"
ok $? 'what was made before is left alone'
printf 'const char *d = tr_n(lang, N_("%%s a"), N_("%%s b"), n);\n' >>"$work/a.c"
try 1 'a plural within N_()' "$nothing" "$two" "$hits"
finish
