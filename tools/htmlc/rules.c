#include "htmlc/rules.h"

#define COMPLAIN(s, line, ...) report_add((s)->report, (s)->file, (line), __VA_ARGS__)

bool rules_is_letter(uint32_t rune)
{
	return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
		(rune >= 0xc0 && rune <= 0x24f && rune != 0xd7 && rune != 0xf7) || (rune >= 0x370 && rune < 0x2000) ||
		(rune >= 0x3040 && rune < 0xd800);
}

size_t rules_reference(struct text t)
{
	static const char *const references[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&shy;" };

	for (size_t i = 0; i < LENGTH_OF(references); i++)
		if (text_starts(t, text_from(references[i])))
			return strlen(references[i]);
	return 0;
}

bool rules_has_word(const struct attribute *attribute, const char *word)
{
	struct text rest, part;

	if (attribute == NULL)
		return false;
	rest = attribute->value;
	while (text_word(&rest, &part))
		if (text_is(part, word))
			return true;
	return false;
}

/* An attribute that is there whichever branch is taken, and is not empty. */
static bool says(const struct context *c, const char *name)
{
	const struct attribute *a = context_attribute(c, name);

	return a != NULL && !a->sometimes && a->value.n > 0;
}

/* Words that stand in the template itself, between its holes. */
static bool holds_words(struct text t)
{
	for (size_t at = 0; at < t.n;) {
		size_t reference = rules_reference(text_after(t, at));

		if (reference > 0)
			at += reference;
		else if (text_starts(text_after(t, at), TEXT("{{")))
			at += text_find(text_after(t, at), TEXT("}}")) + 2;
		else if (rules_is_letter(text_rune(t, &at)))
			return true;
	}
	return false;
}

/* --- attributes --- */

static bool is_address_name(const struct attribute *a)
{
	return a != NULL && (text_ends(a->value, TEXT(":url")) || text_ends(a->value, TEXT(":image")));
}

static bool is_words_name(const struct attribute *a)
{
	return a != NULL && (text_ends(a->value, TEXT("description")) || text_ends(a->value, TEXT(":title")));
}

enum attribute_kind rules_kind(const struct context *c, struct text attribute)
{
	const struct attribute *name = context_attribute(c, "name"), *property = context_attribute(c, "property");

	if (text_is(c->tag, "meta") && text_is(attribute, "content")) {
		if (is_address_name(name) || is_address_name(property))
			return ATTRIBUTE_URL;
		return is_words_name(name) || is_words_name(property) ? ATTRIBUTE_WORDS : ATTRIBUTE_PLAIN;
	}
	return attribute_kind(attribute);
}

static void check_url(struct surroundings *s, const struct attribute *a, size_t line)
{
	struct text v = a->value;
	bool pieced = text_find(text_after(v, a->holed ? 2 : 0), TEXT("{{")) < text_after(v, a->holed ? 2 : 0).n;

	if (text_starts(v, TEXT("#")))
		return; /* a place in this page: nothing after # leads elsewhere */
	if (pieced || (a->holed && (!text_starts(v, TEXT("{{")) || !text_ends(v, TEXT("}}")))))
		COMPLAIN(s, line, "an address is made as a whole: %.*s is put together from pieces", TEXT_ARG(a->name));
	else if (!a->holed && !text_empty(v) && (v.s[0] != '/' || text_starts(v, TEXT("//"))) &&
		!text_starts(v, TEXT("https://")) && !text_starts(v, TEXT("mailto:")))
		COMPLAIN(s, line, "%.*s leads to \"%.*s\": only /, #, https:// and mailto: do", TEXT_ARG(a->name), TEXT_ARG(v));
}

/* HTML takes names in any case, so that ONCLICK is onclick: here there is one way to write them. */
static bool is_well_spelled(const struct context *c, struct text name)
{
	static const char *const of_drawings[] = { "viewBox", "preserveAspectRatio", "pathLength" };

	for (size_t i = 0; i < LENGTH_OF(of_drawings) && context_in_drawing(c); i++)
		if (text_is(name, of_drawings[i]))
			return true;
	for (size_t i = 0; i < name.n; i++)
		if ((name.s[i] >= 'A' && name.s[i] <= 'Z') || name.s[i] == ':')
			return false;
	return true;
}

static void check_value(struct context *c, struct surroundings *s, const struct attribute *a, size_t line)
{
	switch (rules_kind(c, a->name)) {
	case ATTRIBUTE_REFUSED:
		COMPLAIN(s, line, "%.*s may not stand in a page: scripts and styles are files, and the keyboard is the reader's",
			TEXT_ARG(a->name));
		break;
	case ATTRIBUTE_URL:
		check_url(s, a, line);
		break;
	case ATTRIBUTE_WORDS:
		if (holds_words(a->value))
			COMPLAIN(s, line, "the words of %.*s are not translated: {{tr \"...\"}}", TEXT_ARG(a->name));
		break;
	case ATTRIBUTE_PLAIN:
		break;
	}
	if (text_is(a->name, "tabindex") && !text_is(a->value, "0") && !text_is(a->value, "-1"))
		COMPLAIN(s, line, "a tabindex other than 0 and -1 moves the keyboard out of the order that is read");
}

void rules_attribute(struct context *c, struct surroundings *s, size_t line)
{
	const struct attribute *a = &c->attribute;

	for (int i = 0; i < c->attributes_n; i++)
		if (text_eq(c->attributes[i].name, a->name))
			COMPLAIN(s, line, "<%.*s> has %.*s twice", TEXT_ARG(c->tag), TEXT_ARG(a->name));
	if (!is_well_spelled(c, a->name))
		COMPLAIN(s, line, "%.*s: the name of an attribute has small letters and no colon", TEXT_ARG(a->name));
	else
		check_value(c, s, a, line);
}

/* --- tags --- */

static void note_id(struct context *c, struct surroundings *s)
{
	const struct attribute *id = context_attribute(c, "id");

	if (id == NULL || id->holed || id->varies)
		return;
	if (s->loops > 0)
		COMPLAIN(s, c->tag_line, "the id \"%.*s\" stands in a loop: it is there as often as the loop turns",
			TEXT_ARG(id->value));
	for (const struct surroundings *in = s; in != NULL; in = in->around)
		for (int i = 0; i < in->ids_n; i++)
			if (text_eq(in->ids[i], id->value)) {
				COMPLAIN(s, c->tag_line, "the id \"%.*s\" is there already", TEXT_ARG(id->value));
				return;
			}
	if (s->ids_n == CONTEXT_NAMES_MAX)
		COMPLAIN(s, c->tag_line, "more than %d ids stand in a view", CONTEXT_NAMES_MAX);
	else
		s->ids[s->ids_n++] = id->value;
}

static void check_control(struct context *c, struct surroundings *s)
{
	const struct attribute *type = context_attribute(c, "type"), *id = context_attribute(c, "id");
	bool labelled = context_within(c, "label") || says(c, "aria-label") || says(c, "aria-labelledby");

	if (type != NULL && (type->holed || type->varies || type->sometimes))
		COMPLAIN(s, c->tag_line, "the type of <%.*s> is one word", TEXT_ARG(c->tag));
	if (rules_has_word(type, "hidden"))
		return;
	if (rules_has_word(type, "submit") || rules_has_word(type, "button") || rules_has_word(type, "reset") ||
		rules_has_word(type, "image"))
		COMPLAIN(s, c->tag_line, "a button is a <button>, whose words are translated");
	else if (id == NULL && !labelled)
		COMPLAIN(s, c->tag_line, "<%.*s> has no label", TEXT_ARG(c->tag));
	else if (id != NULL && s->controls_n < CONTEXT_NAMES_MAX)
		s->controls[s->controls_n++] = (struct control){ id->value, c->tag_line, !labelled };
}

void rules_heading(struct context *c, struct surroundings *s, int level, size_t line)
{
	if (level > c->level + 1)
		COMPLAIN(s, line, "<h%d> comes after level %d: a level is skipped", level, c->level);
	c->level = level;
	c->first = c->first > 0 ? c->first : level;
	s->has_headings = true;
}

void rules_place(struct context *c, struct surroundings *s, struct text name, size_t line)
{
	const struct open_element *in = context_innermost(c);
	const char *parents = element_parents(name);
	int traits = element_traits(name);

	if (traits >= 0 && (traits & ELEMENT_BLOCK) != 0 && context_within(c, "p"))
		COMPLAIN(s, line, "<%.*s> may not stand in a paragraph", TEXT_ARG(name));
	if (traits >= 0 && (traits & ELEMENT_INTERACTIVE) != 0 && (context_within(c, "a") || context_within(c, "button")))
		COMPLAIN(s, line, "<%.*s> may not stand in a link or a button", TEXT_ARG(name));
	if (text_is(name, "form") && context_within(c, "form"))
		COMPLAIN(s, line, "<form> may not stand in a form");
	if (parents != NULL && in != NULL && !text_is(in->name, "template") &&
		strstr(parents, arena_format(s->arena, " %.*s ", TEXT_ARG(in->name))) == NULL)
		COMPLAIN(s, line, "<%.*s> may not stand in <%.*s>", TEXT_ARG(name), TEXT_ARG(in->name));
}

static void check_form(struct context *c, struct surroundings *s)
{
	const struct attribute *method = context_attribute(c, "method");

	if (method != NULL && (method->sometimes || method->varies ||
		(!text_is(method->value, "get") && !text_is(method->value, "post"))))
		COMPLAIN(s, c->tag_line, "the method of a form is get or post, as a word");
}

static void check_th(struct context *c, struct surroundings *s)
{
	if (!says(c, "scope"))
		COMPLAIN(s, c->tag_line, "<th> does not say its scope");
	for (int i = 0; i < c->depth; i++)
		if (text_is(c->open[i].name, "table"))
			c->open[i].headed = true;
	s->has_th = true;
}

static void check_label(struct context *c, struct surroundings *s)
{
	const struct attribute *label_for = context_attribute(c, "for");

	if (label_for != NULL && s->labels_n < CONTEXT_NAMES_MAX)
		s->labels[s->labels_n++] = (struct control){ label_for->value, c->tag_line, false };
}

static void check_image(struct context *c, struct surroundings *s)
{
	const struct attribute *alt = context_attribute(c, "alt");

	if (alt == NULL || alt->sometimes)
		COMPLAIN(s, c->tag_line, "<img> has no alt: what would be lost without it, or \"\"");
	else if (alt->value.n > 0)
		context_says(c);
}

static void check_html(struct context *c, struct surroundings *s)
{
	if (!says(c, "lang"))
		COMPLAIN(s, c->tag_line, "<html> does not say its lang");
}

static void check_script(struct context *c, struct surroundings *s)
{
	if (!says(c, "src"))
		COMPLAIN(s, c->tag_line, "a script is a file: <script src>");
}

static void check_button(struct context *c, struct surroundings *s)
{
	if (!says(c, "type"))
		COMPLAIN(s, c->tag_line, "<button> does not say its type");
}

static void check_drawing(struct context *c, struct surroundings *s)
{
	if (!says(c, "aria-label") && !rules_has_word(context_attribute(c, "aria-hidden"), "true"))
		COMPLAIN(s, c->tag_line, "<svg> has no aria-label, and no aria-hidden=\"true\" that says it needs none");
}

static const struct {
	const char *element;
	void (*check)(struct context *c, struct surroundings *s);
} rules[] = {
	{ "html", check_html }, { "img", check_image }, { "th", check_th }, { "script", check_script },
	{ "button", check_button }, { "form", check_form }, { "label", check_label }, { "svg", check_drawing },
	{ "input", check_control }, { "select", check_control }, { "textarea", check_control },
};

static void note_outermost(struct context *c, struct surroundings *s)
{
	if (c->depth == 0 && s->outermost_n < CONTEXT_NAMES_MAX)
		s->outermost[s->outermost_n++] = c->tag;
}

void rules_tag(struct context *c, struct surroundings *s, int traits)
{
	rules_place(c, s, c->tag, c->tag_line);
	note_outermost(c, s);
	if (element_level(c->tag) > 0)
		rules_heading(c, s, element_level(c->tag), c->tag_line);
	for (size_t i = 0; i < LENGTH_OF(rules); i++)
		if (text_is(c->tag, rules[i].element))
			rules[i].check(c, s);
	if (rules_has_word(context_attribute(c, "target"), "_blank") && !rules_has_word(context_attribute(c, "rel"), "noopener"))
		COMPLAIN(s, c->tag_line, "target=\"_blank\" wants rel=\"noopener\"");
	note_id(c, s);
}

void rules_end(struct context *c, struct surroundings *s, const struct open_element *element)
{
	if (!element->says && (element_traits(element->name) & ELEMENT_NAMED) != 0)
		COMPLAIN(s, element->line, "<%.*s> says nothing, or not in every branch", TEXT_ARG(element->name));
	if (element->posts && !element->token)
		COMPLAIN(s, element->line, "a form that is posted holds its {{token ...}}");
	if (text_is(element->name, "table") && !element->headed)
		COMPLAIN(s, element->line, "<table> has no <th scope>");
}

/* --- a view as a whole --- */

static bool is_among(struct text id, const struct control *v, int n)
{
	for (int i = 0; i < n; i++)
		if (text_eq(v[i].id, id))
			return true;
	return false;
}

void rules_view(struct surroundings *s)
{
	for (int i = 0; i < s->controls_n; i++)
		if (s->controls[i].unlabelled && !is_among(s->controls[i].id, s->labels, s->labels_n))
			COMPLAIN(s, s->controls[i].line, "nothing is the label for \"%.*s\"", TEXT_ARG(s->controls[i].id));
	for (int i = 0; i < s->labels_n; i++)
		if (!is_among(s->labels[i].id, s->controls, s->controls_n))
			COMPLAIN(s, s->labels[i].line, "the label for \"%.*s\" has no control in this view", TEXT_ARG(s->labels[i].id));
	if (s->controls_n == CONTEXT_NAMES_MAX || s->labels_n == CONTEXT_NAMES_MAX || s->outermost_n == CONTEXT_NAMES_MAX)
		COMPLAIN(s, 1, "a view has too many elements to keep track of");
}
