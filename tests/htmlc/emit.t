#!/bin/sh
# What may not be put into a hole does not compile, and the C compiler names the template's line.  (What may be, and what
# comes out, is seen by test_emit.c.)
#
# Needs BUILD, the build folder (default: build-test).
set -eu
cd "$(dirname "$0")"
build=${BUILD:-../../build-test}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/views"
cp model.h "$work/views/"

n=0
# compiles NAME yes|no TEMPLATE
compiles() {
	n=$((n + 1))
	printf '{{include "views/model.h"}}\n{{define v(const struct page *page)}}\n\n%s\n{{end}}\n' "$3" >"$work/one.html"
	said=no
	if "$build/tools/htmlc" "$work/views" "$work/one.html" >"$work/log" 2>&1; then
		if ${CC:-gcc} -std=gnu17 -Wall -Wextra -Wpedantic -Wshadow -Wwrite-strings -Wno-unused-parameter -Werror -fsyntax-only \
			-I"$build/floors/markup" -I"$work" "$work/views/one.c" >"$work/log" 2>&1; then
			said=yes
		elif ! grep -q 'one.html:4:' "$work/log"; then
			said='no, but elsewhere'
		fi
	else
		said='no, by htmlc'
	fi
	if [ "$said" = "$2" ]; then echo "ok $n - $1"; else echo "not ok $n - $1: $said"; sed 's/^/# /' "$work/log"; fi
}

compiles 'text in text' yes '<p>{{page->hostile}}</p>'
compiles 'a string made by a choice' yes '<p class="{{page->chosen ? "a" : "b"}}"></p>'
compiles 'a list with commas' yes '<time datetime="{{datetime (struct date){ 2024, 2, 29 } }}">1</time>'
compiles 'markup in a block' yes '<div>{{page->markup}}</div>'
compiles 'markup in a paragraph' no '<p>{{page->markup}}</p>'
compiles 'markup in a link' no '<a href="/">{{page->markup}}</a>'
compiles 'markup in a title' no '<title>{{page->markup}}</title>'
compiles 'markup in a textarea' no '<textarea aria-label="{{page->title}}">{{page->markup}}</textarea>'
compiles 'markup in a value' no '<p class="{{page->markup}}"></p>'
compiles 'markup in a sentence' no '<p>{{tr "x %s", page->markup}}</p>'
compiles 'an address in text' no '<p>{{page->url}}</p>'
compiles 'an address in a plain value' no '<p class="{{page->url}}"></p>'
compiles 'text as an address' no '<a href="{{page->title}}">1</a>'
compiles 'a string as an address' no '<a href="{{"javascript:alert(1)"}}">1</a>'
compiles 'a number as an address' no '<a href="{{1}}">1</a>'
compiles 'text as a form'\''s address' no '<form action="{{page->title}}"></form>'
compiles 'text as a shared address' no '<meta property="og:url" content="{{page->title}}">'
compiles 'an address as a shared address' yes '<meta property="og:url" content="{{page->url}}">'
compiles 'a date in a plain value' no '<p class="{{page->date}}"></p>'
compiles 'a date in words' yes '<p title="{{page->date}}"></p>'
compiles 'a truth' no '<p>{{page->chosen}}</p>'
compiles 'a letter' no '<p>{{page->string[0]}}</p>'
compiles 'a pointer' no '<p>{{page}}</p>'
compiles 'an array that is not there' no '{{for x in page->absent, 1}}{{end}}'
compiles 'a change of what is looped over' no '{{for row in page->rows, page->rows_n}}{{row->n = 1}}{{end}}'
compiles 'a view with too few arguments' no '{{call v()}}'
compiles 'a sentence counted by text' no '<p>{{tr_n "one" "%s many" page->title}}</p>'
echo "1..$n"
