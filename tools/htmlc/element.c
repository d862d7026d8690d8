#include "htmlc/element.h"

/* Left out on purpose: style, iframe, object, embed, base and what is obsolete. */
static const struct {
	const char *name;
	int traits;
} elements[] = {
	{ "a", ELEMENT_NAMED | ELEMENT_INTERACTIVE }, { "abbr", 0 }, { "address", ELEMENT_BLOCK }, { "article", ELEMENT_BLOCK },
	{ "aside", ELEMENT_BLOCK }, { "audio", 0 }, { "b", 0 }, { "bdi", 0 }, { "bdo", 0 }, { "blockquote", ELEMENT_BLOCK },
	{ "body", ELEMENT_BLOCK }, { "br", ELEMENT_VOID }, { "button", ELEMENT_NAMED | ELEMENT_INTERACTIVE },
	{ "caption", ELEMENT_BLOCK }, { "cite", 0 }, { "code", 0 }, { "col", ELEMENT_VOID }, { "colgroup", ELEMENT_BLOCK },
	{ "data", 0 }, { "datalist", 0 }, { "dd", ELEMENT_BLOCK }, { "del", 0 }, { "details", ELEMENT_BLOCK }, { "dfn", 0 },
	{ "dialog", ELEMENT_BLOCK }, { "div", ELEMENT_BLOCK }, { "dl", ELEMENT_BLOCK }, { "dt", ELEMENT_BLOCK }, { "em", 0 },
	{ "fieldset", ELEMENT_BLOCK }, { "figcaption", ELEMENT_BLOCK }, { "figure", ELEMENT_BLOCK }, { "footer", ELEMENT_BLOCK },
	{ "form", ELEMENT_BLOCK }, { "h1", ELEMENT_BLOCK | ELEMENT_NAMED }, { "h2", ELEMENT_BLOCK | ELEMENT_NAMED },
	{ "h3", ELEMENT_BLOCK | ELEMENT_NAMED }, { "h4", ELEMENT_BLOCK | ELEMENT_NAMED },
	{ "h5", ELEMENT_BLOCK | ELEMENT_NAMED }, { "h6", ELEMENT_BLOCK | ELEMENT_NAMED }, { "head", ELEMENT_BLOCK },
	{ "header", ELEMENT_BLOCK }, { "hgroup", ELEMENT_BLOCK }, { "hr", ELEMENT_VOID | ELEMENT_BLOCK },
	{ "html", ELEMENT_BLOCK }, { "i", 0 }, { "img", ELEMENT_VOID }, { "input", ELEMENT_VOID | ELEMENT_CONTROL },
	{ "ins", 0 }, { "kbd", 0 }, { "label", ELEMENT_NAMED }, { "legend", ELEMENT_BLOCK | ELEMENT_NAMED },
	{ "li", ELEMENT_BLOCK }, { "link", ELEMENT_VOID }, { "main", ELEMENT_BLOCK }, { "mark", 0 }, { "menu", ELEMENT_BLOCK },
	{ "meta", ELEMENT_VOID }, { "meter", ELEMENT_CONTROL }, { "nav", ELEMENT_BLOCK }, { "noscript", 0 },
	{ "ol", ELEMENT_BLOCK }, { "optgroup", 0 }, { "option", ELEMENT_LETTERS }, { "output", ELEMENT_CONTROL }, { "p", ELEMENT_BLOCK },
	{ "picture", 0 }, { "pre", ELEMENT_BLOCK | ELEMENT_SPACED }, { "progress", ELEMENT_CONTROL }, { "q", 0 }, { "s", 0 },
	{ "samp", 0 }, { "script", ELEMENT_LETTERS }, { "search", ELEMENT_BLOCK }, { "section", ELEMENT_BLOCK },
	{ "select", ELEMENT_CONTROL | ELEMENT_INTERACTIVE }, { "small", 0 }, { "source", ELEMENT_VOID }, { "span", 0 },
	{ "strong", 0 }, { "sub", 0 }, { "summary", ELEMENT_BLOCK | ELEMENT_NAMED }, { "sup", 0 },
	{ "table", ELEMENT_BLOCK }, { "tbody", ELEMENT_BLOCK }, { "td", ELEMENT_BLOCK }, { "template", 0 },
	{ "textarea", ELEMENT_CONTROL | ELEMENT_INTERACTIVE | ELEMENT_SPACED | ELEMENT_LETTERS }, { "tfoot", ELEMENT_BLOCK },
	{ "th", ELEMENT_BLOCK }, { "thead", ELEMENT_BLOCK }, { "time", 0 }, { "title", ELEMENT_NAMED | ELEMENT_LETTERS }, { "tr", ELEMENT_BLOCK },
	{ "track", ELEMENT_VOID }, { "u", 0 }, { "ul", ELEMENT_BLOCK }, { "var", 0 }, { "video", 0 }, { "wbr", ELEMENT_VOID },
	/* drawings */
	{ "svg", 0 }, { "g", 0 }, { "path", 0 }, { "circle", 0 }, { "ellipse", 0 }, { "line", 0 }, { "polyline", 0 },
	{ "polygon", 0 }, { "rect", 0 }, { "text", 0 }, { "tspan", 0 }, { "desc", 0 },
};

static const struct {
	const char *name, *parents;
} parents[] = {
	{ "li", " ul ol menu " }, { "dt", " dl div " }, { "dd", " dl div " }, { "tr", " table thead tbody tfoot " },
	{ "td", " tr " }, { "th", " tr " }, { "thead", " table " }, { "tbody", " table " }, { "tfoot", " table " },
	{ "caption", " table " }, { "legend", " fieldset " }, { "summary", " details " },
	{ "option", " select optgroup datalist " }, { "figcaption", " figure " }, { "head", " html " }, { "body", " html " },
};

static const char *const url_attributes[] = { "href", "src", "action", "formaction", "cite", "poster", "manifest" };
static const char *const word_attributes[] = { "alt", "title", "placeholder", "aria-label", "aria-description",
	"aria-valuetext", "aria-roledescription", "label" };
static const char *const refused_attributes[] = { "style", "autofocus", "http-equiv", "srcset", "imagesrcset", "srcdoc", "ping",
	"accesskey", "contenteditable", "formmethod", "background" };

static bool among(struct text name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_is(name, names[i]))
			return true;
	return false;
}

int element_traits(struct text name)
{
	for (size_t i = 0; i < LENGTH_OF(elements); i++)
		if (text_is(name, elements[i].name))
			return elements[i].traits;
	return -1;
}

int element_level(struct text name)
{
	return name.n == 2 && name.s[0] == 'h' && name.s[1] >= '1' && name.s[1] <= '6' ? name.s[1] - '0' : 0;
}

const char *element_parents(struct text name)
{
	for (size_t i = 0; i < LENGTH_OF(parents); i++)
		if (text_is(name, parents[i].name))
			return parents[i].parents;
	return NULL;
}

enum attribute_kind attribute_kind(struct text name)
{
	if (text_starts(name, TEXT("on")) || among(name, refused_attributes, LENGTH_OF(refused_attributes)))
		return ATTRIBUTE_REFUSED;
	if (among(name, url_attributes, LENGTH_OF(url_attributes)))
		return ATTRIBUTE_URL;
	if (among(name, word_attributes, LENGTH_OF(word_attributes)))
		return ATTRIBUTE_WORDS;
	return ATTRIBUTE_PLAIN;
}
