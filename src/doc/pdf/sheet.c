#include "doc/pdf/sheet.h"

enum { CONTENT_MAX = 32 << 20 /* bytes of one page: fifty thousand characters, each in a place of its own, are 1 MB */ };

struct annotation {
	int number, page;
	struct element *element;
	const struct link *link;
	int left, top, right, bottom;
	int key;
};

struct sheet {
	struct sheets *sheets;
	struct buffer *b;
	size_t page;
	bool tagged; /* marked content is open */
	struct tag tag;
	struct element **elements; /* by content identifier */
	size_t elements_n, elements_room;
	size_t first_annotation;
	/* The text object: */
	bool in_text, in_array, in_string;
	const struct face_part *font;
	int size, y, rise;
	int line_x, line_y; /* where the line began, from the page's lower left: steps between lines are mostly the same */
	int64_t pen; /* millionths of a point */
	uint32_t colour;
};

enum { NO_COLOUR = 0x1000000, LINE_HEIGHT = 1200 /* thousandths of the size: of a link's box */ };

enum { PEN_SLACK = 3 /* thousandths of the size: a third of a pixel of a good printer */ };

enum { LINK_INSET = 500 /* of a link's box, so that it holds its own words alone */ };

enum { UNDERLINE = 1500, UNDERLINE_HEIGHT = 350 /* of what leads out of the document, so that paper shows it too */ };

struct sheets sheets_begin(struct setting *setting, struct pdf_file *file, size_t n)
{
	struct sheets sheets = {
		.setting = setting,
		.file = file,
		.tree = pdf_reserve(file),
		.resources = pdf_reserve(file),
		.pages = arena_new(setting->arena, int, n),
		.n = n,
		.content = buffer_in(setting->arena, CONTENT_MAX),
	};

	for (size_t i = 0; i < n; i++)
		sheets.pages[i] = pdf_reserve(file);
	return sheets;
}

struct sheet *sheet_begin(struct sheets *sheets, size_t page)
{
	struct sheet *sheet = arena_new(sheets->setting->arena, struct sheet, 1);

	buffer_cut(&sheets->content, 0);
	*sheet = (struct sheet){
		.sheets = sheets,
		.b = &sheets->content,
		.page = page,
		.colour = NO_COLOUR,
		.first_annotation = sheets->annotations_n,
	};
	return sheet;
}

struct sheet *sheet_begin_every(struct sheets *sheets)
{
	return sheet_begin(sheets, 0);
}

/* Text objects */

static void end_string(struct sheet *sheet)
{
	if (sheet->in_string)
		buffer_add_byte(sheet->b, ')');
	sheet->in_string = false;
}

static void end_array(struct sheet *sheet)
{
	end_string(sheet);
	if (sheet->in_array)
		buffer_add(sheet->b, TEXT("]TJ\n"));
	sheet->in_array = false;
}

static void end_text(struct sheet *sheet)
{
	end_array(sheet);
	if (sheet->in_text)
		buffer_add(sheet->b, TEXT("ET\n"));
	sheet->in_text = false;
}

static void end_tag(struct sheet *sheet)
{
	end_array(sheet);
	if (sheet->tagged)
		buffer_add(sheet->b, TEXT("EMC\n"));
	sheet->tagged = false;
}

static void begin_element(struct sheet *sheet, struct element *e)
{
	struct sheets *sheets = sheet->sheets;

	arena_grow(sheets->setting->arena, sheet->elements, sheet->elements_n, &sheet->elements_room);
	sheet->elements[sheet->elements_n] = e;
	element_shows(&sheets->setting->structure, e, sheets->pages[sheet->page], (int)sheet->elements_n);
	buffer_add_byte(sheet->b, '/');
	buffer_add_string(sheet->b, e->type);
	buffer_add(sheet->b, TEXT("<</MCID "));
	pdf_integer(sheet->b, (int64_t)sheet->elements_n++);
	buffer_add(sheet->b, TEXT(">>BDC\n"));
}

/* Marked content lies within a text object or around it (ISO 32000-1, 14.6.1): words share one as long as they can. */
static void to_text(struct sheet *sheet)
{
	if (sheet->in_text)
		return;
	end_tag(sheet);
	buffer_add(sheet->b, TEXT("BT\n"));
	sheet->in_text = true;
	sheet->line_x = sheet->line_y = 0;
}

static void to_graphics(struct sheet *sheet)
{
	if (!sheet->in_text)
		return;
	end_tag(sheet);
	end_text(sheet);
}

static void begin_tag(struct sheet *sheet, struct tag tag)
{
	static const char *const artifacts[] = {
		[ARTIFACT_HEADER] = "/Type/Pagination/Subtype/Header",
		[ARTIFACT_FOOTER] = "/Type/Pagination/Subtype/Footer",
		[ARTIFACT_LAYOUT] = "/Type/Layout",
		[ARTIFACT_AGAIN] = "/Type/Layout",
	};

	if (sheet->tagged && sheet->tag.element == tag.element && sheet->tag.artifact == tag.artifact)
		return;
	end_tag(sheet);
	sheet->tagged = true;
	sheet->tag = tag;
	if (tag.element != NULL)
		begin_element(sheet, tag.element);
	else
		buffer_format(sheet->b, "/Artifact<<%s>>BDC\n", artifacts[tag.artifact]);
}

static void set_colour(struct sheet *sheet, uint32_t colour)
{
	bool grey = colour == (colour & 0xff) * 0x10101;

	if (sheet->colour == colour)
		return;
	end_array(sheet);
	for (int shift = grey ? 0 : 16; shift >= 0; shift -= 8) {
		pdf_number(sheet->b, (int64_t)(colour >> shift & 0xff) * 1000 / 255);
		buffer_add_byte(sheet->b, ' ');
	}
	buffer_add_string(sheet->b, grey ? "g\n" : "rg\n");
	sheet->colour = colour;
}

/* "F12" of a part of a face, without the letter. */
static int font_name(const struct faces *faces, const struct face *face, unsigned part)
{
	return face->index + (int)(part * faces->n);
}

static void set_font(struct sheet *sheet, const struct face *face, unsigned code, int size)
{
	struct face_part *part = face_part_of(face, code);

	if (sheet->font == part && sheet->size == size)
		return;
	if (part->object == 0)
		part->object = pdf_reserve(sheet->sheets->file);
	end_array(sheet);
	buffer_add(sheet->b, TEXT("/F"));
	pdf_integer(sheet->b, font_name(&sheet->sheets->setting->faces, face, code / FACE_PART));
	buffer_add_byte(sheet->b, ' ');
	pdf_number(sheet->b, size);
	buffer_add(sheet->b, TEXT(" Tf\n"));
	sheet->font = part;
	sheet->size = size;
}

static void begin_array(struct sheet *sheet, int x, int y)
{
	if (sheet->in_array && sheet->y == y)
		return;
	end_array(sheet);
	pdf_number(sheet->b, x - sheet->line_x);
	buffer_add_byte(sheet->b, ' ');
	pdf_number(sheet->b, SHEET_HEIGHT - y - sheet->line_y);
	buffer_add(sheet->b, TEXT(" Td["));
	sheet->line_x = x;
	sheet->line_y = SHEET_HEIGHT - y;
	sheet->in_array = true;
	sheet->y = y;
	sheet->pen = (int64_t)x * 1000;
}

static void set_rise(struct sheet *sheet, int rise, int x, int y)
{
	if (sheet->rise == rise)
		return;
	end_array(sheet);
	pdf_number(sheet->b, rise);
	buffer_add(sheet->b, TEXT(" Ts\n"));
	sheet->rise = rise;
	begin_array(sheet, x, y);
}

static int64_t rounded(int64_t a, int64_t b)
{
	return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

/* Moves the pen in steps of a thousandth of the size, the unit of a text array, when it is off by more than the eye sees. */
static void move_pen(struct sheet *sheet, int64_t wanted)
{
	int64_t back = rounded(sheet->pen - wanted * 1000, sheet->size);

	if (back >= -PEN_SLACK && back <= PEN_SLACK)
		return;
	end_string(sheet);
	pdf_integer(sheet->b, back);
	sheet->pen -= back * sheet->size;
}

static void add_code(struct sheet *sheet, unsigned code)
{
	char byte = (char)(unsigned char)(code % FACE_PART);

	if (!sheet->in_string)
		buffer_add_byte(sheet->b, '(');
	sheet->in_string = true;
	if (byte == '(' || byte == ')' || byte == '\\')
		buffer_add_byte(sheet->b, '\\');
	buffer_add_byte(sheet->b, byte);
	sheet->pen += (int64_t)sheet->font->codes[code % FACE_PART].width * sheet->size;
}

/* Several glyphs that stand for one text together say so: a code has room for one glyph alone. */
static void begin_cluster(struct sheet *sheet, const struct word *word, size_t i, int x, int y)
{
	size_t from = word->glyphs[i].from, to = word->text.n;

	for (size_t next = i; next < word->n; next++)
		if (word->glyphs[next].from > from) {
			to = word->glyphs[next].from;
			break;
		}
	end_array(sheet);
	buffer_add(sheet->b, TEXT("/Span<</ActualText"));
	pdf_string(sheet->b, text_from_to(word->text, from, to));
	buffer_add(sheet->b, TEXT(">>BDC\n"));
	begin_array(sheet, x, y);
}

static void end_cluster(struct sheet *sheet)
{
	end_array(sheet);
	buffer_add(sheet->b, TEXT("EMC\n"));
}

static void show_word(struct sheet *sheet, const struct word *word, int size, int x, int y)
{
	bool in_cluster = false;

	for (size_t i = 0; i < word->n; i++) {
		const struct word_glyph *glyph = &word->glyphs[i];
		int at = x + (int)at_size(word->face, glyph->x, size);

		set_font(sheet, word->face, glyph->code, size);
		if (glyph->with_next && !in_cluster)
			begin_cluster(sheet, word, i, at, y);
		in_cluster = in_cluster || glyph->with_next;
		set_rise(sheet, (int)at_size(word->face, glyph->y, size), at, y);
		begin_array(sheet, at, y);
		move_pen(sheet, at);
		add_code(sheet, glyph->code);
		if (in_cluster && !glyph->with_next) {
			end_cluster(sheet);
			in_cluster = false;
		}
	}
}

static void show_piece(struct sheet *sheet, struct tag tag, const struct piece *piece, int x, int y)
{
	if (piece->word->n == 0)
		return;
	to_text(sheet);
	begin_tag(sheet, tag);
	set_colour(sheet, piece->span->colour);
	show_word(sheet, piece->word, piece->span->size, x + piece->x, y);
}

/* Links */

static bool is_space(const struct piece *piece)
{
	return word_is_space(piece->word);
}

/* The words may be strong within the link. */
static struct element *link_element(const struct piece *piece)
{
	struct element *e = piece->span->element;

	while (e->parent != NULL && strcmp(e->type, "Link") != 0)
		e = e->parent;
	return e;
}

static void add_annotation(struct sheet *sheet, const struct piece *piece, int left, int right, int y)
{
	struct sheets *sheets = sheet->sheets;
	int height = (int)((int64_t)piece->span->size * LINE_HEIGHT / 1000);

	arena_grow(sheets->setting->arena, sheets->annotations, sheets->annotations_n, &sheets->annotations_room);
	sheets->annotations[sheets->annotations_n++] = (struct annotation){
		.number = pdf_reserve(sheets->file),
		.page = sheets->pages[sheet->page],
		.element = link_element(piece),
		.link = piece->span->link,
		.left = left + (right - left > 4 * LINK_INSET ? LINK_INSET : 0),
		.right = right - (right - left > 4 * LINK_INSET ? LINK_INSET : 0),
		.top = y - height * 4 / 5,
		.bottom = y + height / 5,
	};
}

static void add_link(struct sheet *sheet, const struct line *line, size_t from, size_t to, int x, int y)
{
	int left = INT32_MAX, right = 0;

	for (size_t i = from; i < to; i++) {
		const struct piece *piece = &line->pieces[i];
		int end = x + piece->x + (int)word_width(piece->word, piece->span->size);

		if (is_space(piece))
			continue;
		left = x + piece->x < left ? x + piece->x : left;
		right = end > right ? end : right;
	}
	if (left >= right)
		return;
	add_annotation(sheet, &line->pieces[from], left, right, y);
	if (text_known(line->pieces[from].span->link->address))
		sheet_rule(sheet, left, y + UNDERLINE, right - left, UNDERLINE_HEIGHT, line->pieces[from].span->colour);
}

static void add_links(struct sheet *sheet, const struct line *line, int x, int y)
{
	for (size_t from = 0, to; from < line->n; from = to) {
		const struct link *link = line->pieces[from].span->link;

		for (to = from + 1; to < line->n && line->pieces[to].span->link == link; to++)
			;
		if (link != NULL)
			add_link(sheet, line, from, to, x, y);
	}
}

void sheet_line(struct sheet *sheet, const struct line *line, int x, int y)
{
	for (size_t i = 0; i < line->n; i++)
		show_piece(sheet, tag_element(line->pieces[i].span->element), &line->pieces[i], x, y);
	add_links(sheet, line, x, y);
}

/* Words beside the text say so at their end. */
static void show_aside(struct sheet *sheet, enum artifact artifact, const struct line *line, int x, int y)
{
	const struct piece *last = &line->pieces[line->n - 1];
	struct piece mark = *last;

	mark.word = words_mark(&sheet->sheets->setting->words, last->word->face, LINE_END_ASIDE);
	mark.x += (int)word_width(last->word, last->span->size);
	show_piece(sheet, tag_artifact(artifact), &mark, x, y);
}

void sheet_line_as(struct sheet *sheet, enum artifact artifact, const struct line *line, int x, int y)
{
	for (size_t i = 0; i < line->n; i++)
		show_piece(sheet, tag_artifact(artifact), &line->pieces[i], x, y);
	if (line->n > 0 && artifact != ARTIFACT_LAYOUT)
		show_aside(sheet, artifact, line, x, y);
}

/* Rules and pictures */

static void add_box(struct buffer *b, int x, int y, int width, int height)
{
	pdf_number(b, x);
	buffer_add_byte(b, ' ');
	pdf_number(b, SHEET_HEIGHT - y - height);
	buffer_add_byte(b, ' ');
	pdf_number(b, width);
	buffer_add_byte(b, ' ');
	pdf_number(b, height);
}

void sheet_rule(struct sheet *sheet, int x, int y, int width, int height, uint32_t colour)
{
	to_graphics(sheet);
	begin_tag(sheet, tag_artifact(ARTIFACT_LAYOUT));
	set_colour(sheet, colour);
	add_box(sheet->b, x, y, width, height);
	buffer_add(sheet->b, TEXT(" re f\n"));
}

void sheet_picture(struct sheet *sheet, struct element *figure, int x, int y, int width, int height)
{
	struct buffer box = buffer_in(sheet->sheets->setting->arena, 256);

	buffer_add(&box, TEXT("/A<</O/Layout/Placement/Block/BBox["));
	pdf_number(&box, x);
	buffer_add_byte(&box, ' ');
	pdf_number(&box, SHEET_HEIGHT - y - height);
	buffer_add_byte(&box, ' ');
	pdf_number(&box, x + width);
	buffer_add_byte(&box, ' ');
	pdf_number(&box, SHEET_HEIGHT - y);
	buffer_add(&box, TEXT("]>>"));
	figure->attributes = text_string(sheet->sheets->setting->arena, buffer_text(&box));
	to_graphics(sheet);
	begin_tag(sheet, tag_element(figure));
	buffer_add(sheet->b, TEXT("q "));
	pdf_number(sheet->b, width);
	buffer_add(sheet->b, TEXT(" 0 0 "));
	pdf_number(sheet->b, height);
	buffer_add_byte(sheet->b, ' ');
	pdf_number(sheet->b, x);
	buffer_add_byte(sheet->b, ' ');
	pdf_number(sheet->b, SHEET_HEIGHT - y - height);
	buffer_add(sheet->b, TEXT(" cm/Logo Do Q\n"));
}

/* The end */

static int write_content(struct sheet *sheet)
{
	int content = pdf_reserve(sheet->sheets->file);

	end_tag(sheet);
	end_text(sheet);
	pdf_stream(sheet->sheets->file, content, TEXT(""), buffer_text(sheet->b));
	return content;
}

void sheet_end_every(struct sheet *sheet)
{
	sheet->sheets->every = write_content(sheet);
}

void sheet_end(struct sheet *sheet)
{
	struct sheets *sheets = sheet->sheets;
	struct buffer b = buffer_in(sheets->setting->arena, PDF_FILE_MAX);
	int content = write_content(sheet), key;

	key = structure_page_key(&sheets->setting->structure, sheet->elements, sheet->elements_n);
	/* Resources could be had from the page tree as the media box is, but PDF/A-2 asks for the page's own (6.2.2). */
	buffer_format(&b, "<</Type/Page/Parent %d 0 R/Resources %d 0 R/Tabs/S/StructParents %d/Contents", sheets->tree,
		sheets->resources, key);
	if (sheets->every != 0)
		buffer_format(&b, "[%d 0 R %d 0 R]", sheets->every, content);
	else
		buffer_format(&b, " %d 0 R", content);
	if (sheets->annotations_n > sheet->first_annotation)
		buffer_add(&b, TEXT("/Annots["));
	for (size_t i = sheet->first_annotation; i < sheets->annotations_n; i++) {
		struct annotation *a = &sheets->annotations[i];

		a->key = structure_annotation_key(&sheets->setting->structure, a->element);
		element_annotated(&sheets->setting->structure, a->element, a->page, a->number);
		buffer_format(&b, "%d 0 R%s", a->number, i + 1 < sheets->annotations_n ? " " : "]");
	}
	buffer_add(&b, TEXT(">>"));
	pdf_object(sheets->file, sheets->pages[sheet->page], buffer_text(&b));
}

void sheets_destination(const struct sheets *sheets, struct buffer *b, const struct anchor *anchor)
{
	size_t page = anchor->page >= 0 ? (size_t)anchor->page : 0;

	buffer_format(b, "[%d 0 R/XYZ 0 %d null]", sheets->pages[page], (SHEET_HEIGHT - anchor->y) / POINT);
}

/* A click is no finer than a tenth of a point. */
static void add_tenths(struct buffer *b, int thousandths)
{
	pdf_number(b, (thousandths + 50) / 100 * 100);
}

static void write_annotation(struct sheets *sheets, struct buffer *b, const struct annotation *a)
{
	buffer_cut(b, 0);
	buffer_add(b, TEXT("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect["));
	add_tenths(b, a->left);
	buffer_add_byte(b, ' ');
	add_tenths(b, SHEET_HEIGHT - a->bottom);
	buffer_add_byte(b, ' ');
	add_tenths(b, a->right);
	buffer_add_byte(b, ' ');
	add_tenths(b, SHEET_HEIGHT - a->top);
	buffer_format(b, "]/StructParent %d/Contents", a->key);
	pdf_string(b, a->link->description);
	if (text_known(a->link->address)) {
		buffer_add(b, TEXT("/A<</S/URI/URI"));
		pdf_ascii(b, a->link->address);
		buffer_add(b, TEXT(">>"));
	} else {
		buffer_add(b, TEXT("/Dest"));
		sheets_destination(sheets, b, a->link->target);
	}
	buffer_add(b, TEXT(">>"));
	pdf_object(sheets->file, a->number, buffer_text(b));
}

static void add_fonts(struct buffer *b, const struct faces *faces, const struct face *face)
{
	for (int part = 0; part < face->parts_n; part++)
		if (face->parts[part]->object != 0)
			buffer_format(b, "/F%d %d 0 R", font_name(faces, face, (unsigned)part), face->parts[part]->object);
}

void sheets_end(struct sheets *sheets)
{
	struct buffer b = buffer_in(sheets->setting->arena, PDF_FILE_MAX);

	for (size_t i = 0; i < sheets->annotations_n; i++)
		write_annotation(sheets, &b, &sheets->annotations[i]);
	buffer_cut(&b, 0);
	buffer_format(&b, "<</Type/Pages/MediaBox[0 0 595.276 841.89]/Count %zu/Kids[", sheets->n);
	for (size_t i = 0; i < sheets->n; i++)
		buffer_format(&b, "%d 0 R ", sheets->pages[i]);
	buffer_add(&b, TEXT("]>>"));
	pdf_object(sheets->file, sheets->tree, buffer_text(&b));
	buffer_cut(&b, 0);
	buffer_add(&b, TEXT("<</Font<<"));
	for (size_t i = 0; i < sheets->setting->faces.n; i++)
		add_fonts(&b, &sheets->setting->faces, &sheets->setting->faces.all[i]);
	buffer_add(&b, TEXT(">>"));
	if (sheets->picture != 0)
		buffer_format(&b, "/XObject<</Logo %d 0 R>>", sheets->picture);
	buffer_add(&b, TEXT(">>"));
	pdf_object(sheets->file, sheets->resources, buffer_text(&b));
}
