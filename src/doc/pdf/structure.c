#include "doc/pdf/structure.h"

enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION };

struct element_kid {
	enum kid_kind kind;
	int page; /* the object */
	int what; /* content identifier or annotation object */
	struct element *element;
	struct element_kid *next;
};

static struct element_kid *add_kid(struct structure *s, struct element *e, enum kid_kind kind)
{
	struct element_kid *kid = arena_new(s->file->arena, struct element_kid, 1);

	kid->kind = kind;
	if (e->last != NULL)
		e->last->next = kid;
	else
		e->first = kid;
	e->last = kid;
	return kid;
}

static void attach(struct structure *s, struct element *e)
{
	if (e->number != 0)
		return;
	e->number = pdf_reserve(s->file);
	attach(s, e->parent);
	add_kid(s, e->parent, KID_ELEMENT)->element = e;
}

struct element *element_new_detached(struct structure *s, struct element *parent, const char *type)
{
	struct element *e = arena_new(s->file->arena, struct element, 1);

	*e = (struct element){ .type = type, .attributes = "", .parent = parent };
	return e;
}

struct element *element_new(struct structure *s, struct element *parent, const char *type)
{
	struct element *e = element_new_detached(s, parent, type);

	attach(s, e);
	return e;
}

struct structure structure_begin(struct pdf_file *file)
{
	struct structure s = {
		.file = file,
		.tree = pdf_reserve(file),
		.parents = buffer_in(file->arena, PDF_FILE_MAX),
	};

	s.root = element_new_detached(&s, NULL, "Document");
	s.root->number = pdf_reserve(file);
	return s;
}

const char *structure_heading(struct structure *s, int level, int *ret_level)
{
	static const char *const names[] = { "H1", "H2", "H3", "H4", "H5", "H6" };

	while (s->depth > 0 && (s->levels[s->depth - 1] >= level || s->depth == STRUCTURE_LEVELS))
		s->depth--;
	s->levels[s->depth++] = level;
	*ret_level = s->depth;
	return names[s->depth - 1];
}

void element_shows(struct structure *s, struct element *e, int page, int content)
{
	struct element_kid *kid;

	attach(s, e);
	kid = add_kid(s, e, KID_CONTENT);
	kid->page = page;
	kid->what = content;
}

void element_annotated(struct structure *s, struct element *e, int page, int annotation)
{
	struct element_kid *kid;

	attach(s, e);
	kid = add_kid(s, e, KID_ANNOTATION);
	kid->page = page;
	kid->what = annotation;
}

int structure_page_key(struct structure *s, struct element *const *elements, size_t n)
{
	pdf_integer(&s->parents, s->parents_n);
	buffer_add_byte(&s->parents, '[');
	for (size_t i = 0; i < n; i++)
		pdf_reference(&s->parents, elements[i]->number);
	buffer_add_byte(&s->parents, ']');
	return s->parents_n++;
}

int structure_annotation_key(struct structure *s, const struct element *e)
{
	pdf_integer(&s->parents, s->parents_n);
	buffer_add_byte(&s->parents, ' ');
	pdf_reference(&s->parents, e->number);
	return s->parents_n++;
}

/* The page of the first content: content on it needs not say so. */
static int page_of(const struct element *e)
{
	for (const struct element_kid *kid = e->first; kid != NULL; kid = kid->next)
		if (kid->kind == KID_CONTENT)
			return kid->page;
	return 0;
}

static void add_kid_to(struct buffer *b, const struct element_kid *kid, int page)
{
	switch (kid->kind) {
	case KID_ELEMENT:
		pdf_reference(b, kid->element->number);
		break;
	case KID_CONTENT:
		if (kid->page != page) {
			buffer_add(b, TEXT("<</Type/MCR/Pg "));
			pdf_reference(b, kid->page);
			buffer_add(b, TEXT("/MCID "));
		}
		pdf_integer(b, kid->what);
		buffer_add_string(b, kid->page != page ? ">>" : " ");
		break;
	case KID_ANNOTATION:
		buffer_add(b, TEXT("<</Type/OBJR/Obj "));
		pdf_reference(b, kid->what);
		if (kid->page != page) {
			buffer_add(b, TEXT("/Pg "));
			pdf_reference(b, kid->page);
		}
		buffer_add(b, TEXT(">>"));
		break;
	}
}

static void write_element(struct structure *s, struct buffer *b, const struct element *e, int parent)
{
	int page = page_of(e);

	buffer_cut(b, 0);
	buffer_add(b, TEXT("<</S/"));
	buffer_add_string(b, e->type);
	buffer_add(b, TEXT("/P "));
	pdf_reference(b, parent);
	buffer_add_string(b, e->attributes);
	if (page != 0) {
		buffer_add(b, TEXT("/Pg "));
		pdf_reference(b, page);
	}
	if (text_known(e->alt)) {
		buffer_add_string(b, "/Alt");
		pdf_string(b, e->alt);
	}
	if (e->first != NULL && e->first->next == NULL) {
		buffer_add_string(b, e->first->kind == KID_ANNOTATION ? "/K" : "/K ");
		add_kid_to(b, e->first, page);
		buffer_add_string(b, ">>");
		pdf_object(s->file, e->number, buffer_text(b));
		return;
	}
	buffer_add_string(b, "/K[");
	for (const struct element_kid *kid = e->first; kid != NULL; kid = kid->next)
		add_kid_to(b, kid, page);
	buffer_add_string(b, "]>>");
	pdf_object(s->file, e->number, buffer_text(b));
}

static void write_below(struct structure *s, struct buffer *b, const struct element *e, int parent)
{
	write_element(s, b, e, parent);
	for (const struct element_kid *kid = e->first; kid != NULL; kid = kid->next)
		if (kid->kind == KID_ELEMENT)
			write_below(s, b, kid->element, e->number);
}

void structure_end(struct structure *s)
{
	struct buffer b = buffer_in(s->file->arena, PDF_FILE_MAX);

	write_below(s, &b, s->root, s->tree);
	buffer_cut(&b, 0);
	buffer_format(&b,
		"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%.*s]>>/ParentTreeNextKey %d"
		"/RoleMap<</Strong/Span/Em/Span>>>>",
		s->root->number, TEXT_ARG(buffer_text(&s->parents)), s->parents_n);
	pdf_object(s->file, s->tree, buffer_text(&b));
}

