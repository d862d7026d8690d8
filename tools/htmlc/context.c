#include "htmlc/context.h"

#include "htmlc/element.h"

#define COMPLAIN(s, line, ...) report_add((s)->report, (s)->file, (line), __VA_ARGS__)

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || (c >= 'A' && c <= 'Z');
}

static struct open_element *innermost(struct context *c)
{
	return c->depth > 0 ? &c->open[c->depth - 1] : NULL;
}

static bool stands_in(const struct context *c, const char *name)
{
	for (int i = 0; i < c->depth; i++)
		if (text_is(c->open[i].name, name))
			return true;
	return false;
}

static const struct attribute *find(const struct context *c, const char *name)
{
	for (int i = 0; i < c->attributes_n; i++)
		if (text_is(c->attributes[i].name, name))
			return &c->attributes[i];
	return NULL;
}

static bool has_word(const struct attribute *a, const char *word)
{
	struct text rest, part;

	if (a == NULL)
		return false;
	rest = a->value;
	while (text_word(&rest, &part))
		if (text_is(part, word))
			return true;
	return false;
}

static bool is_letter(uint32_t rune)
{
	return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
		(rune >= 0xc0 && rune <= 0x24f && rune != 0xd7 && rune != 0xf7) || (rune >= 0x370 && rune < 0x2000);
}

/* Words that stand in the template itself, between its holes; character references are no words. */
static bool holds_words(struct text t)
{
	for (size_t at = 0; at < t.n;) {
		if (t.s[at] == '&') {
			size_t end = text_find_byte(text_after(t, at), ';');

			at += end + 1;
			continue;
		}
		if (t.s[at] == '{' && at + 1 < t.n && t.s[at + 1] == '{') {
			at += text_find(text_after(t, at), TEXT("}}")) + 2;
			continue;
		}
		if (is_letter(text_rune(t, &at)))
			return true;
	}
	return false;
}

/* --- attributes --- */

static void check_url(struct surroundings *s, const struct attribute *a, size_t line)
{
	struct text v = a->value;

	if (a->holed) {
		if (!text_starts(v, TEXT("#")) && (!text_starts(v, TEXT("{{")) || !text_ends(v, TEXT("}}")) ||
			text_find(text_after(v, 2), TEXT("{{")) < v.n - 2))
			COMPLAIN(s, line, "an address is made as a whole: %.*s holds more than one hole", TEXT_ARG(a->name));
		return;
	}
	if (text_empty(v) || v.s[0] == '#' || (v.s[0] == '/' && (v.n == 1 || v.s[1] != '/')) ||
		text_starts(v, TEXT("https://")) || text_starts(v, TEXT("mailto:")))
		return;
	COMPLAIN(s, line, "%.*s leads to \"%.*s\": only /, #, https:// and mailto: do", TEXT_ARG(a->name), TEXT_ARG(v));
}

static void check_attribute(struct context *c, struct surroundings *s, const struct attribute *a, size_t line)
{
	int64_t number;

	for (int i = 0; i < c->attributes_n; i++)
		if (text_eq(c->attributes[i].name, a->name))
			COMPLAIN(s, line, "<%.*s> has %.*s twice", TEXT_ARG(c->tag), TEXT_ARG(a->name));
	switch (attribute_kind(a->name)) {
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
	if (text_is(a->name, "tabindex") && text_number(a->value, &number) && number > 0)
		COMPLAIN(s, line, "a tabindex above 0 moves the keyboard out of the order that is read");
}

static void attribute_done(struct context *c, struct surroundings *s, size_t line)
{
	check_attribute(c, s, &c->attribute, line);
	if (c->attributes_n == CONTEXT_ATTRIBUTES_MAX)
		COMPLAIN(s, line, "<%.*s> has more than %d attributes", TEXT_ARG(c->tag), CONTEXT_ATTRIBUTES_MAX);
	else
		c->attributes[c->attributes_n++] = c->attribute;
	c->state = IN_TAG;
}

/* --- elements --- */

static void note_id(struct surroundings *s, const struct attribute *id, size_t line)
{
	if (id == NULL || id->holed)
		return;
	for (int i = 0; i < s->ids_n; i++)
		if (text_eq(s->ids[i], id->value))
			COMPLAIN(s, line, "the id \"%.*s\" is there already", TEXT_ARG(id->value));
	if (s->ids_n < CONTEXT_NAMES_MAX)
		s->ids[s->ids_n++] = id->value;
}

static void check_control(struct context *c, struct surroundings *s)
{
	const struct attribute *type = find(c, "type"), *id = find(c, "id");

	if (has_word(type, "hidden") || has_word(type, "submit") || has_word(type, "button") || stands_in(c, "label") ||
		find(c, "aria-label") != NULL || find(c, "aria-labelledby") != NULL)
		return;
	if (id == NULL)
		COMPLAIN(s, c->tag_line, "<%.*s> has no label", TEXT_ARG(c->tag));
	else if (s->controls_n < CONTEXT_NAMES_MAX)
		s->controls[s->controls_n++] = (struct control){ id->value, c->tag_line };
}

static void check_heading(struct context *c, struct surroundings *s)
{
	int level = element_level(c->tag);

	if (level == 0)
		return;
	if (level > c->level + 1)
		COMPLAIN(s, c->tag_line, "<h%d> comes after level %d: a level is skipped", level, c->level);
	c->level = level;
}

static void check_place(struct context *c, struct surroundings *s, int traits)
{
	struct open_element *in = innermost(c);
	const char *parents = element_parents(c->tag);

	if ((traits & ELEMENT_BLOCK) != 0 && stands_in(c, "p"))
		COMPLAIN(s, c->tag_line, "<%.*s> may not stand in a paragraph", TEXT_ARG(c->tag));
	if ((traits & ELEMENT_INTERACTIVE) != 0 && (stands_in(c, "a") || stands_in(c, "button")))
		COMPLAIN(s, c->tag_line, "<%.*s> may not stand in a link or a button", TEXT_ARG(c->tag));
	if (parents != NULL && in != NULL) {
		char *spaced = arena_format(s->arena, " %.*s ", TEXT_ARG(in->name));

		if (strstr(parents, spaced) == NULL && !text_is(in->name, "template"))
			COMPLAIN(s, c->tag_line, "<%.*s> may not stand in <%.*s>", TEXT_ARG(c->tag), TEXT_ARG(in->name));
	}
}

static void check_by_name(struct context *c, struct surroundings *s)
{
	const struct attribute *label_for = find(c, "for"), *type = find(c, "type");

	if (text_is(c->tag, "html") && find(c, "lang") == NULL)
		COMPLAIN(s, c->tag_line, "<html> does not say its lang");
	if (text_is(c->tag, "img") && find(c, "alt") == NULL)
		COMPLAIN(s, c->tag_line, "<img> has no alt: what would be lost without it, or \"\"");
	if (text_is(c->tag, "th") && find(c, "scope") == NULL)
		COMPLAIN(s, c->tag_line, "<th> does not say its scope");
	if (text_is(c->tag, "script") && find(c, "src") == NULL)
		COMPLAIN(s, c->tag_line, "a script is a file: <script src>");
	if (text_is(c->tag, "button") && type == NULL)
		COMPLAIN(s, c->tag_line, "<button> does not say its type");
	if (has_word(find(c, "target"), "_blank") && !has_word(find(c, "rel"), "noopener"))
		COMPLAIN(s, c->tag_line, "target=\"_blank\" wants rel=\"noopener\"");
	if (text_is(c->tag, "label") && label_for != NULL && s->labelled_n < CONTEXT_NAMES_MAX)
		s->labelled[s->labelled_n++] = label_for->value;
}

static bool is_drawing(const struct context *c)
{
	return text_is(c->tag, "svg") || stands_in(c, "svg");
}

static void push(struct context *c, struct surroundings *s)
{
	if (c->depth == CONTEXT_DEPTH_MAX) {
		COMPLAIN(s, c->tag_line, "more than %d elements are open", CONTEXT_DEPTH_MAX);
		return;
	}
	c->open[c->depth++] = (struct open_element){
		.name = c->tag,
		.line = c->tag_line,
		.says = find(c, "aria-label") != NULL || find(c, "aria-labelledby") != NULL,
		.posts = text_is(c->tag, "form") && has_word(find(c, "method"), "post"),
	};
}

static void tag_done(struct context *c, struct surroundings *s, bool closed)
{
	int traits = element_traits(c->tag);

	c->state = IN_TEXT;
	if (traits < 0) {
		COMPLAIN(s, c->tag_line, "<%.*s> is no element that pages here have", TEXT_ARG(c->tag));
		return;
	}
	if (closed && !is_drawing(c))
		COMPLAIN(s, c->tag_line, "<%.*s /> closes nothing in HTML", TEXT_ARG(c->tag));
	check_place(c, s, traits);
	check_heading(c, s);
	if ((traits & ELEMENT_CONTROL) != 0)
		check_control(c, s);
	check_by_name(c, s);
	note_id(s, find(c, "id"), c->tag_line);
	if (text_is(c->tag, "img") || text_is(c->tag, "input"))
		context_says(c);
	if ((traits & ELEMENT_VOID) == 0 && !(closed && is_drawing(c)))
		push(c, s);
}

static void end_tag(struct context *c, struct surroundings *s, size_t line)
{
	struct open_element *in = innermost(c);
	bool said;

	c->state = IN_TEXT;
	if (element_traits(c->tag) >= 0 && (element_traits(c->tag) & ELEMENT_VOID) != 0) {
		COMPLAIN(s, line, "<%.*s> has no end tag", TEXT_ARG(c->tag));
		return;
	}
	if (in == NULL || c->depth <= c->root || !text_eq(in->name, c->tag)) {
		COMPLAIN(s, line, "</%.*s> closes nothing: %s%.*s is open", TEXT_ARG(c->tag),
			in != NULL && c->depth > c->root ? "" : "nothing", TEXT_ARG(in != NULL ? in->name : TEXT("")));
		return;
	}
	said = in->says;
	if (!said && (element_traits(c->tag) & ELEMENT_NAMED) != 0)
		COMPLAIN(s, in->line, "<%.*s> says nothing", TEXT_ARG(c->tag));
	if (in->posts && !in->token)
		COMPLAIN(s, in->line, "a form that is posted holds its {{token ...}}");
	c->depth--;
	if (said)
		context_says(c);
}

/* --- letters --- */

static void text_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	size_t n = 0;
	uint32_t rune;

	if (*at == '<') {
		c->tag = (struct text){ at + 1, 0 };
		c->tag_line = line;
		c->attributes_n = 0;
		c->after_value = false;
		c->state = at[1] == '/' ? IN_END_TAG : at[1] == '!' ? IN_DECLARATION : IN_TAG_NAME;
		if (at[1] == '/')
			c->tag.s++;
		if (c->state == IN_DECLARATION && at[2] == '-')
			COMPLAIN(s, line, "what is said in <!-- --> reaches the reader: {{# ... #}}");
		return;
	}
	if (is_space(*at))
		return;
	if (((unsigned char)*at & 0xc0) == 0x80)
		return; /* the rest of a letter */
	rune = text_rune((struct text){ at, 4 }, &n);
	if (stands_in(c, "script"))
		COMPLAIN(s, line, "a script is a file: nothing may stand in <script>");
	else if (is_letter(rune)) {
		const char *before = at;
		bool reference = false;

		for (int i = 0; i < 10 && !reference && !is_space(*before) && *before != '>' && *before != '}'; i++)
			reference = *before-- == '&';
		if (!reference && !is_letter((unsigned char)at[-1]))
			COMPLAIN(s, line, "the words here are not translated: {{tr \"...\"}}");
	}
	context_says(c);
}

static void tag_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	if (is_space(*at)) {
		c->after_value = false;
		return;
	}
	if (*at == '>') {
		tag_done(c, s, at[-1] == '/');
		return;
	}
	if (*at == '/')
		return;
	if (c->after_value)
		COMPLAIN(s, line, "a space is missing before the next attribute");
	c->after_value = false;
	if (!is_name_byte(*at)) {
		COMPLAIN(s, line, "<%.*s> holds a stray %c", TEXT_ARG(c->tag), *at);
		return;
	}
	c->attribute = (struct attribute){ .name = { at, 1 }, .value = TEXT("") };
	c->state = IN_ATTRIBUTE_NAME;
}

static void attribute_name_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	if (is_name_byte(*at)) {
		c->attribute.name.n++;
	} else if (*at == '=') {
		c->attribute.given = true;
		c->state = BEFORE_VALUE;
	} else {
		attribute_done(c, s, line);
		tag_byte(c, s, at, line);
	}
}

static void value_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	if (*at != '"')
		return;
	c->attribute.value = (struct text){ c->value_at, (size_t)(at - c->value_at) };
	attribute_done(c, s, line);
	c->after_value = true;
}

static void name_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	if (c->state == IN_END_TAG && *at == '/' && c->tag.n == 0)
		return;
	if (is_name_byte(*at)) {
		c->tag.n++;
	} else if (c->state == IN_END_TAG) {
		if (*at != '>')
			COMPLAIN(s, line, "</%.*s holds a stray %c", TEXT_ARG(c->tag), *at);
		end_tag(c, s, line);
	} else if (c->tag.n == 0) {
		COMPLAIN(s, line, "< begins no element: &lt;");
		c->state = IN_TEXT;
	} else {
		c->state = IN_TAG;
		tag_byte(c, s, at, line);
	}
}

void context_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	switch (c->state) {
	case IN_TEXT:
		text_byte(c, s, at, line);
		break;
	case IN_TAG_NAME:
	case IN_END_TAG:
		name_byte(c, s, at, line);
		break;
	case IN_TAG:
		tag_byte(c, s, at, line);
		break;
	case IN_ATTRIBUTE_NAME:
		attribute_name_byte(c, s, at, line);
		break;
	case BEFORE_VALUE:
		if (*at != '"') {
			COMPLAIN(s, line, "the value of %.*s is not in double quotes", TEXT_ARG(c->attribute.name));
			attribute_done(c, s, line);
			return;
		}
		c->value_at = at + 1;
		c->state = IN_VALUE;
		break;
	case IN_VALUE:
		value_byte(c, s, at, line);
		break;
	case IN_DECLARATION:
		if (*at == '>')
			c->state = IN_TEXT;
		break;
	}
}

void context_pause(struct context *c, struct surroundings *s, size_t line)
{
	if (c->state == IN_ATTRIBUTE_NAME)
		attribute_done(c, s, line);
	else if (c->state == IN_TAG_NAME && c->tag.n > 0)
		c->state = IN_TAG;
}

bool context_may_collapse(const struct context *c)
{
	for (int i = 0; i < c->depth; i++)
		if ((element_traits(c->open[i].name) & ELEMENT_SPACED) != 0)
			return false;
	return c->state == IN_TEXT || c->state == IN_TAG;
}

/* --- holes --- */

void context_says(struct context *c)
{
	for (int i = c->root; i < c->depth; i++)
		c->open[i].says = true;
}

enum hole context_hole(struct context *c, struct surroundings *s, size_t line)
{
	switch (c->state) {
	case IN_TEXT:
		if (stands_in(c, "script")) {
			COMPLAIN(s, line, "nothing may be put into a script");
			return HOLE_NONE;
		}
		context_says(c);
		return HOLE_TEXT;
	case IN_VALUE:
		c->attribute.holed = true;
		if (attribute_kind(c->attribute.name) == ATTRIBUTE_URL)
			return *c->value_at == '#' ? HOLE_ATTRIBUTE : HOLE_URL;
		return HOLE_ATTRIBUTE;
	case BEFORE_VALUE:
		COMPLAIN(s, line, "the value of %.*s is not in double quotes", TEXT_ARG(c->attribute.name));
		c->state = IN_TAG;
		return HOLE_NONE;
	case IN_TAG_NAME:
	case IN_END_TAG:
	case IN_TAG:
	case IN_ATTRIBUTE_NAME:
	case IN_DECLARATION:
		break;
	}
	COMPLAIN(s, line, "nothing may be put in here: only into text and into a value in quotes");
	return HOLE_NONE;
}

void context_token(struct context *c, struct surroundings *s, size_t line)
{
	for (int i = c->depth - 1; i >= c->root; i--)
		if (text_is(c->open[i].name, "form")) {
			c->open[i].token = true;
			if (c->state != IN_TEXT)
				break;
			return;
		}
	COMPLAIN(s, line, "a token stands in the text of a form");
}

/* --- branches --- */

static bool same_place(const struct context *a, const struct context *b)
{
	if (a->state != b->state || a->depth != b->depth)
		return false;
	for (int i = 0; i < a->depth; i++)
		if (!text_eq(a->open[i].name, b->open[i].name))
			return false;
	return a->state != IN_VALUE || text_eq(a->attribute.name, b->attribute.name);
}

/* What one branch says, is said as far as names go; what only one has of a token, is not there. */
bool context_meet(struct context *c, const struct context *other, struct surroundings *s, size_t line)
{
	if (!same_place(c, other)) {
		COMPLAIN(s, line, "what begins here ends in another place than it began: an element or a tag stays open in one "
				  "way and not in the other");
		return false;
	}
	if (other->level < c->level)
		c->level = other->level;
	for (int i = 0; i < c->depth; i++) {
		c->open[i].says = c->open[i].says || other->open[i].says;
		c->open[i].token = c->open[i].token && other->open[i].token;
	}
	c->attribute.holed = c->attribute.holed || other->attribute.holed;
	for (int i = 0; i < other->attributes_n; i++) {
		char *name = arena_format(s->arena, "%.*s", TEXT_ARG(other->attributes[i].name));

		if (find(c, name) == NULL && c->attributes_n < CONTEXT_ATTRIBUTES_MAX)
			c->attributes[c->attributes_n++] = other->attributes[i];
	}
	return true;
}

void context_end(struct context *c, struct surroundings *s, size_t line)
{
	if (c->state != IN_TEXT)
		COMPLAIN(s, line, "a tag that began in line %zu is not finished", c->tag_line);
	for (int i = c->root; i < c->depth; i++)
		COMPLAIN(s, c->open[i].line, "<%.*s> is never closed", TEXT_ARG(c->open[i].name));
	c->depth = c->root;
}

void surroundings_end(struct surroundings *s)
{
	for (int i = 0; i < s->controls_n; i++) {
		bool found = false;

		for (int j = 0; j < s->labelled_n && !found; j++)
			found = text_eq(s->labelled[j], s->controls[i].id);
		if (!found)
			COMPLAIN(s, s->controls[i].line, "nothing is the label for \"%.*s\"", TEXT_ARG(s->controls[i].id));
	}
}
