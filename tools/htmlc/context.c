#include "htmlc/context.h"

#include "htmlc/rules.h"

#define COMPLAIN(s, line, ...) report_add((s)->report, (s)->file, (line), __VA_ARGS__)

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_letter_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name_byte(char c)
{
	return is_letter_byte(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

struct open_element *context_innermost(struct context *c)
{
	return c->depth > 0 ? &c->open[c->depth - 1] : NULL;
}

bool context_within(const struct context *c, const char *element)
{
	for (int i = 0; i < c->depth; i++)
		if (text_is(c->open[i].name, element))
			return true;
	return false;
}

bool context_in_drawing(const struct context *c)
{
	return text_is(c->tag, "svg") || context_within(c, "svg");
}

const struct attribute *context_attribute(const struct context *c, const char *name)
{
	for (int i = 0; i < c->attributes_n; i++)
		if (text_is(c->attributes[i].name, name))
			return &c->attributes[i];
	return NULL;
}

static int innermost_traits(const struct context *c)
{
	int traits = c->depth > 0 ? element_traits(c->open[c->depth - 1].name) : 0;

	return traits > 0 ? traits : 0;
}

bool context_is_words(const struct context *c)
{
	return (innermost_traits(c) & ELEMENT_LETTERS) != 0;
}

static void attribute_done(struct context *c, struct surroundings *s, size_t line)
{
	rules_attribute(c, s, line);
	if (c->attributes_n == CONTEXT_ATTRIBUTES_MAX)
		COMPLAIN(s, line, "<%.*s> has more than %d attributes", TEXT_ARG(c->tag), CONTEXT_ATTRIBUTES_MAX);
	else
		c->attributes[c->attributes_n++] = c->attribute;
	c->state = IN_TAG;
}

/* --- elements --- */

static bool is_bare(const struct context *c)
{
	static const char *const elements[] = { "code", "kbd", "samp" };

	for (size_t i = 0; i < LENGTH_OF(elements); i++)
		if (text_is(c->tag, elements[i]))
			return true;
	return rules_has_word(context_attribute(c, "translate"), "no") || (c->depth > 0 && c->open[c->depth - 1].bare);
}

static bool names_itself(const struct context *c, const char *attribute)
{
	const struct attribute *a = context_attribute(c, attribute);

	return a != NULL && !a->sometimes && a->value.n > 0;
}

static void push(struct context *c, struct surroundings *s)
{
	if (c->depth == CONTEXT_DEPTH_MAX) {
		COMPLAIN(s, c->tag_line, "more than %d elements are open", CONTEXT_DEPTH_MAX);
		return;
	}
	c->open[c->depth] = (struct open_element){
		.name = c->tag,
		.line = c->tag_line,
		.says = names_itself(c, "aria-label") || names_itself(c, "aria-labelledby"),
		.posts = text_is(c->tag, "form") && rules_has_word(context_attribute(c, "method"), "post"),
		.bare = is_bare(c),
	};
	c->depth++;
}

static void tag_done(struct context *c, struct surroundings *s)
{
	int traits = element_traits(c->tag);
	bool drawing = context_in_drawing(c);

	c->state = IN_TEXT;
	if (traits < 0) {
		COMPLAIN(s, c->tag_line, "<%.*s> is no element that pages here have", TEXT_ARG(c->tag));
		return;
	}
	if (c->slash && !drawing)
		COMPLAIN(s, c->tag_line, "<%.*s /> closes nothing in HTML", TEXT_ARG(c->tag));
	rules_tag(c, s, traits);
	if ((traits & ELEMENT_VOID) == 0 && !(c->slash && drawing))
		push(c, s);
}

static void end_tag(struct context *c, struct surroundings *s, size_t line)
{
	struct open_element *in = context_innermost(c);

	c->state = IN_TEXT;
	if (element_traits(c->tag) >= 0 && (element_traits(c->tag) & ELEMENT_VOID) != 0) {
		COMPLAIN(s, line, "<%.*s> has no end tag", TEXT_ARG(c->tag));
		return;
	}
	if (in == NULL || c->depth <= c->root || !text_eq(in->name, c->tag)) {
		COMPLAIN(s, line, "</%.*s> closes nothing: %s%.*s is open", TEXT_ARG(c->tag),
			in != NULL && c->depth > c->root ? "" : "nothing ", TEXT_ARG(in != NULL ? in->name : TEXT("")));
		return;
	}
	rules_end(c, s, in);
	c->depth--;
	if (in->says)
		context_says(c);
}

/* --- letters --- */

static void open_angle(struct context *c, struct surroundings *s, struct text rest, size_t line)
{
	c->tag = text_from_to(rest, 1, 1);
	c->tag_line = line;
	c->attributes_n = 0;
	c->after_value = c->slash = c->in_words = false;
	c->state = IN_TAG_NAME;
	if (text_starts(rest, TEXT("</"))) {
		c->tag = text_from_to(rest, 2, 2);
		c->state = IN_END_TAG;
	} else if (context_is_words(c)) {
		COMPLAIN(s, line, "<%.*s> holds letters, and no elements", TEXT_ARG(context_innermost(c)->name));
	} else if (text_starts(rest, TEXT("<!--"))) {
		COMPLAIN(s, line, "what is said in <!-- --> reaches the reader: {{# ... #}}");
		c->state = IN_DECLARATION;
	} else if (text_starts(rest, TEXT("<!"))) {
		if (!text_starts(rest, TEXT("<!DOCTYPE html>")) || c->depth > 0)
			COMPLAIN(s, line, "the only declaration is <!DOCTYPE html>, around everything");
		c->state = IN_DECLARATION;
	}
}

static void text_byte(struct context *c, struct surroundings *s, struct text rest, size_t line)
{
	size_t n = 0;
	uint32_t rune;

	if (rest.s[0] == '<') {
		open_angle(c, s, rest, line);
		return;
	}
	if (is_space(rest.s[0]) || ((unsigned char)rest.s[0] & 0xc0) == 0x80)
		return; /* white space, or the rest of a letter */
	if (rest.s[0] == '&') {
		c->reference_end = rest.s + rules_reference(rest);
		if (c->reference_end == rest.s)
			COMPLAIN(s, line, "& is written &amp;, and other signs as themselves (but &lt; &gt; &quot; &nbsp; &shy;)");
	}
	rune = text_rune(rest, &n);
	if (context_within(c, "script")) {
		if (!c->in_words)
			COMPLAIN(s, line, "a script is a file: nothing may stand in <script>");
		c->in_words = true;
	} else if (rules_is_letter(rune) && (c->reference_end == NULL || rest.s >= c->reference_end)) {
		if (!c->in_words && !(c->depth > 0 && c->open[c->depth - 1].bare))
			COMPLAIN(s, line, "the words here are not translated: {{tr \"...\"}}");
		c->in_words = true;
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
		tag_done(c, s);
		return;
	}
	c->slash = *at == '/';
	if (c->slash)
		return;
	if (c->after_value)
		COMPLAIN(s, line, "a space is missing before the next attribute");
	c->after_value = false;
	if (!is_letter_byte(*at)) {
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
		c->state = BEFORE_VALUE;
	} else {
		attribute_done(c, s, line);
		tag_byte(c, s, at, line);
	}
}

static void before_value_byte(struct context *c, struct surroundings *s, const char *at, size_t line)
{
	if (*at == '"') {
		c->value_at = at + 1;
		c->state = IN_VALUE;
		return;
	}
	COMPLAIN(s, line, "the value of %.*s is not in double quotes", TEXT_ARG(c->attribute.name));
	c->state = IN_TAG;
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

void context_byte(struct context *c, struct surroundings *s, struct text t, size_t at, size_t line)
{
	switch (c->state) {
	case IN_TEXT:
		text_byte(c, s, text_after(t, at), line);
		break;
	case IN_TAG_NAME:
	case IN_END_TAG:
		name_byte(c, s, t.s + at, line);
		break;
	case IN_TAG:
		tag_byte(c, s, t.s + at, line);
		break;
	case IN_ATTRIBUTE_NAME:
		attribute_name_byte(c, s, t.s + at, line);
		break;
	case BEFORE_VALUE:
		before_value_byte(c, s, t.s + at, line);
		break;
	case IN_VALUE:
		value_byte(c, s, t.s + at, line);
		break;
	case IN_DECLARATION:
		if (t.s[at] == '>')
			c->state = IN_TEXT;
		break;
	}
}

void context_pause(struct context *c, struct surroundings *s, size_t line)
{
	c->in_words = false;
	if (c->state == IN_ATTRIBUTE_NAME)
		attribute_done(c, s, line);
	else if (c->state == IN_TAG_NAME && c->tag.n > 0)
		c->state = IN_TAG;
	else if (c->state == IN_TAG_NAME || c->state == IN_END_TAG || c->state == IN_DECLARATION || c->state == BEFORE_VALUE) {
		if (c->state == BEFORE_VALUE)
			COMPLAIN(s, line, "the value of %.*s is not in double quotes", TEXT_ARG(c->attribute.name));
		else
			COMPLAIN(s, line, "{{ }} stands in the name of an element");
		c->state = c->state == BEFORE_VALUE ? IN_TAG : IN_TEXT;
	}
}

bool context_may_collapse(const struct context *c)
{
	for (int i = 0; i < c->depth; i++) {
		int traits = element_traits(c->open[i].name);

		if (traits >= 0 && (traits & ELEMENT_SPACED) != 0)
			return false;
	}
	return c->state == IN_TEXT || c->state == IN_TAG;
}

/* --- holes --- */

void context_says(struct context *c)
{
	for (int i = c->root; i < c->depth; i++)
		c->open[i].says = true;
}

/* Markup is paragraphs and lists: it may not stand in a paragraph, a heading, a link ... */
static bool takes_markup(const struct context *c)
{
	for (int i = 0; i < c->depth; i++) {
		int traits = element_traits(c->open[i].name);

		if (traits >= 0 && ((traits & (ELEMENT_NAMED | ELEMENT_LETTERS)) != 0 || text_is(c->open[i].name, "p")))
			return false;
	}
	return true;
}

static enum hole value_hole(struct context *c)
{
	c->attribute.holed = true;
	switch (rules_kind(c, c->attribute.name)) {
	case ATTRIBUTE_URL:
		return *c->value_at == '#' ? HOLE_ATTRIBUTE : HOLE_URL;
	case ATTRIBUTE_WORDS:
		return HOLE_WORDS;
	case ATTRIBUTE_PLAIN:
	case ATTRIBUTE_REFUSED:
		break;
	}
	return HOLE_ATTRIBUTE;
}

enum hole context_hole(struct context *c, struct surroundings *s, size_t line)
{
	switch (c->state) {
	case IN_TEXT:
		if (context_within(c, "script")) {
			COMPLAIN(s, line, "nothing may be put into a script");
			return HOLE_NONE;
		}
		context_says(c);
		return takes_markup(c) ? HOLE_TEXT : HOLE_WORDS;
	case IN_VALUE:
		return value_hole(c);
	case BEFORE_VALUE:
		COMPLAIN(s, line, "the value of %.*s is not in double quotes", TEXT_ARG(c->attribute.name));
		c->state = IN_TAG;
		return HOLE_NONE;
	case IN_TAG_NAME:
	case IN_END_TAG:
	case IN_DECLARATION:
		c->state = IN_TEXT;
		break;
	case IN_TAG:
	case IN_ATTRIBUTE_NAME:
		break;
	}
	COMPLAIN(s, line, "nothing may be put in here: only into text and into a value in quotes");
	return HOLE_NONE;
}

void context_token(struct context *c, struct surroundings *s, size_t line)
{
	for (int i = c->depth - 1; i >= c->root && c->state == IN_TEXT; i--)
		if (c->open[i].posts) {
			c->open[i].token = true;
			return;
		}
	COMPLAIN(s, line, "a token stands in the text of a form that is posted");
}

/* --- branches --- */

static bool same_place(const struct context *a, const struct context *b)
{
	if (a->state != b->state || a->depth != b->depth)
		return false;
	for (int i = 0; i < a->depth; i++)
		if (!text_eq(a->open[i].name, b->open[i].name))
			return false;
	if (a->state == IN_TAG && !text_eq(a->tag, b->tag))
		return false;
	return a->state != IN_VALUE || a->value_at == b->value_at;
}

static void meet_attributes(struct context *c, const struct context *other)
{
	for (int i = 0; i < c->attributes_n; i++) {
		bool in_both = false;

		for (int j = 0; j < other->attributes_n; j++)
			if (text_eq(other->attributes[j].name, c->attributes[i].name)) {
				in_both = true;
				c->attributes[i].sometimes |= other->attributes[j].sometimes;
				c->attributes[i].varies |= !text_eq(other->attributes[j].value, c->attributes[i].value);
			}
		c->attributes[i].sometimes |= !in_both;
	}
	for (int j = 0; j < other->attributes_n; j++) {
		bool known = false;

		for (int i = 0; i < c->attributes_n && !known; i++)
			known = text_eq(other->attributes[j].name, c->attributes[i].name);
		if (known || c->attributes_n == CONTEXT_ATTRIBUTES_MAX)
			continue;
		c->attributes[c->attributes_n] = other->attributes[j];
		c->attributes[c->attributes_n++].sometimes = true;
	}
}

/* What only one branch says, shows or holds cannot be relied on. */
bool context_meet(struct context *c, const struct context *other, struct surroundings *s, size_t line)
{
	if (!same_place(c, other)) {
		COMPLAIN(s, line, "what begins here ends in another place than it began: an element or a tag stays open in one "
				  "way and not in the other");
		return false;
	}
	if (other->level < c->level)
		c->level = other->level;
	if (other->first > c->first)
		c->first = other->first;
	for (int i = 0; i < c->depth; i++) {
		c->open[i].says = c->open[i].says && other->open[i].says;
		c->open[i].token = c->open[i].token && other->open[i].token;
		c->open[i].posts = c->open[i].posts || other->open[i].posts;
		c->open[i].headed = c->open[i].headed || other->open[i].headed;
		c->open[i].bare = c->open[i].bare && other->open[i].bare;
	}
	c->attribute.holed = c->attribute.holed || other->attribute.holed;
	meet_attributes(c, other);
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
