/* tools/htmlc/rules.h: what may stand in a page of ours: the rules that a tag and its attributes are held against. */
#ifndef HTMLC_RULES_H
#define HTMLC_RULES_H

#include "htmlc/context.h"
#include "htmlc/element.h"

/* What an attribute of the tag being read is; a <meta>'s content is what its name says. */
enum attribute_kind rules_kind(const struct context *c, struct text attribute);
/* The attribute that was just read. */
void rules_attribute(struct context *c, struct surroundings *s, size_t line);
/* The tag that was just read, with all its attributes. */
void rules_tag(struct context *c, struct surroundings *s, int traits);
/* Whether an element may stand where the context is; complains when not. */
void rules_place(struct context *c, struct surroundings *s, struct text name, size_t line);
/* A heading of that level stands here. */
void rules_heading(struct context *c, struct surroundings *s, int level, size_t line);
/* An element that ends. */
void rules_end(struct context *c, struct surroundings *s, const struct open_element *element);
/* The whole of a view: labels and what they are for. */
void rules_view(struct surroundings *s);

/* Whether this is a letter of a language, and not a sign or a digit. */
bool rules_is_letter(uint32_t rune);
/* How many bytes the character reference at the front of t has; 0 when it is none of the few that are used. */
size_t rules_reference(struct text t);
bool rules_has_word(const struct attribute *attribute, const char *word);

#endif
