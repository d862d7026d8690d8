#include "doc/pdf/outline.h"

enum { OPEN_LEVEL = 1, DEEPEST = 3, TITLE_MAX = 400 /* bytes of a heading: more is no help in a list */ };

struct entry {
	const struct heading *heading; /* NULL for the root */
	int number, count;
	struct entry *parent, *first, *last, *before, *next;
};

static struct entry *entry_new(struct sheets *sheets, struct entry *parent, const struct heading *heading)
{
	struct entry *entry = arena_new(sheets->setting->arena, struct entry, 1);

	entry->heading = heading;
	entry->number = pdf_reserve(sheets->file);
	entry->parent = parent;
	entry->before = parent->last;
	if (parent->last != NULL)
		parent->last->next = entry;
	else
		parent->first = entry;
	parent->last = entry;
	parent->count++;
	return entry;
}

static struct text title_of(const struct heading *heading)
{
	struct text title = text_from_to(heading->text, 0, TITLE_MAX);

	while (title.n < heading->text.n && ((unsigned char)heading->text.s[title.n] & 0xc0) == 0x80)
		title.n--;
	return title;
}

static void write_entry(struct sheets *sheets, struct buffer *b, const struct entry *entry)
{
	buffer_cut(b, 0);
	buffer_add(b, TEXT("<</Title"));
	pdf_string(b, title_of(entry->heading));
	buffer_format(b, "/Parent %d 0 R", entry->parent->number);
	if (entry->before != NULL)
		buffer_format(b, "/Prev %d 0 R", entry->before->number);
	if (entry->next != NULL)
		buffer_format(b, "/Next %d 0 R", entry->next->number);
	if (entry->first != NULL)
		buffer_format(b, "/First %d 0 R/Last %d 0 R/Count %d", entry->first->number, entry->last->number,
			entry->heading->level <= OPEN_LEVEL ? entry->count : -entry->count);
	buffer_add(b, TEXT("/Dest"));
	sheets_destination(sheets, b, entry->heading->anchor);
	buffer_add(b, TEXT(">>"));
	pdf_object(sheets->file, entry->number, buffer_text(b));
	for (const struct entry *child = entry->first; child != NULL; child = child->next)
		write_entry(sheets, b, child);
}

static int count_open(const struct entry *root)
{
	int n = root->count;

	for (const struct entry *entry = root->first; entry != NULL; entry = entry->next)
		n += entry->heading->level <= OPEN_LEVEL ? entry->count : 0;
	return n;
}

int outline_write(struct sheets *sheets, const struct heading *headings, size_t n)
{
	struct buffer b = buffer_in(sheets->setting->arena, PDF_FILE_MAX);
	struct entry root = { 0 }, *at = &root;

	for (size_t i = 0; i < n; i++) {
		if (headings[i].level > DEEPEST || text_empty(headings[i].text))
			continue;
		while (at->heading != NULL && at->heading->level >= headings[i].level)
			at = at->parent;
		at = entry_new(sheets, at, &headings[i]);
	}
	if (root.first == NULL)
		return 0;
	root.number = pdf_reserve(sheets->file);
	for (const struct entry *entry = root.first; entry != NULL; entry = entry->next)
		write_entry(sheets, &b, entry);
	buffer_cut(&b, 0);
	buffer_format(&b, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", root.first->number, root.last->number,
		count_open(&root));
	pdf_object(sheets->file, root.number, buffer_text(&b));
	return root.number;
}
