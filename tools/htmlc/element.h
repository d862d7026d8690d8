/* tools/htmlc/element.h: what the compiler knows of HTML (WHATWG HTML, sections 4 and 13). */
#ifndef HTMLC_ELEMENT_H
#define HTMLC_ELEMENT_H

#include "base/text.h"

enum element_trait {
	ELEMENT_VOID = 1,        /* has no end tag */
	ELEMENT_BLOCK = 2,       /* may not stand in a paragraph */
	ELEMENT_CONTROL = 4,     /* wants a label */
	ELEMENT_NAMED = 8,       /* says nothing without content: a link, a button, a heading */
	ELEMENT_INTERACTIVE = 16, /* may not stand in another such */
	ELEMENT_SPACED = 32,     /* white space in it counts */
	ELEMENT_LETTERS = 64,    /* holds letters only: what looks like an element in it is none */
};

/* The traits of an element, or'ed; -1 when there is no such element here. */
int element_traits(struct text name);
/* 1-6 of h1-h6; 0 of others. */
int element_level(struct text name);
/* NULL, or the elements of which one must be its parent, between spaces. */
const char *element_parents(struct text name);

enum attribute_kind {
	ATTRIBUTE_PLAIN,
	ATTRIBUTE_URL,     /* one address */
	ATTRIBUTE_WORDS,   /* read by people */
	ATTRIBUTE_REFUSED, /* script, style, and what takes the keyboard away */
};
enum attribute_kind attribute_kind(struct text name);

#endif
