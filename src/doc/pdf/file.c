#include "doc/pdf/file.h"

#include <libdeflate.h>
#include <stdio.h>

enum { COMPRESSION = 7 /* of 1-12: a tenth smaller than 5; 9 takes a quarter more of all time for one percent, 12 three times for four */ };

struct pdf_place {
	int64_t at; /* byte in the file, or the number of the object stream */
	int index;  /* within the object stream; -1 when it lies in the file itself */
};

static void release_compressor(void *compressor)
{
	libdeflate_free_compressor(compressor);
}

struct pdf_file pdf_file_begin(struct arena *arena)
{
	struct pdf_file file = {
		.arena = arena,
		.out = buffer_in(arena, PDF_FILE_MAX),
		.packed = buffer_in(arena, PDF_FILE_MAX),
		.packed_index = buffer_in(arena, PDF_FILE_MAX),
		.compressor = libdeflate_alloc_compressor(COMPRESSION),
	};

	if (file.compressor != NULL)
		arena_defer(arena, release_compressor, file.compressor);
	buffer_add(&file.out, TEXT("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"));
	pdf_reserve(&file); /* number 0 is the head of the free list */
	return file;
}

int pdf_reserve(struct pdf_file *file)
{
	arena_grow(file->arena, file->places, file->n, &file->room);
	file->places[file->n] = (struct pdf_place){ .at = 0, .index = -1 };
	return (int)file->n++;
}

static void write_stream(struct pdf_file *file, int number, struct text entries, struct text bytes, bool deflated)
{
	file->places[number].at = (int64_t)file->out.n;
	buffer_format(&file->out, "%d 0 obj\n<<%.*s/Length %zu%s>>stream\n", number, TEXT_ARG(entries), bytes.n,
		deflated ? "/Filter/FlateDecode" : "");
	buffer_add(&file->out, bytes);
	buffer_add(&file->out, TEXT("\nendstream\nendobj\n"));
}

void pdf_stream_plain(struct pdf_file *file, int number, struct text entries, struct text bytes)
{
	write_stream(file, number, entries, bytes, false);
}

void pdf_stream(struct pdf_file *file, int number, struct text entries, struct text bytes)
{
	struct arena_mark mark = arena_mark(file->arena);
	struct buffer out = file->out;
	char *packed;
	size_t n, room;

	if (file->compressor == NULL) { /* no memory for it: the file is larger, and as good */
		pdf_stream_plain(file, number, entries, bytes);
		return;
	}
	room = libdeflate_zlib_compress_bound(file->compressor, bytes.n);
	packed = arena_alloc(file->arena, room, 1);
	n = libdeflate_zlib_compress(file->compressor, bytes.s, bytes.n, packed, room);
	write_stream(file, number, entries, (struct text){ packed, n }, true);
	if (out.s == file->out.s) /* when it did not grow, and so lies below the mark */
		arena_rewind(file->arena, mark);
}

static void flush_pack(struct pdf_file *file)
{
	char entries[64];
	int n;

	if (file->packed_n == 0)
		return;
	n = snprintf(entries, sizeof(entries), "/Type/ObjStm/N %d/First %zu", file->packed_n, file->packed_index.n);
	buffer_add(&file->packed_index, buffer_text(&file->packed));
	file->packed_n = 0;
	pdf_stream(file, file->pack, (struct text){ entries, (size_t)n }, buffer_text(&file->packed_index));
	buffer_cut(&file->packed, 0);
	buffer_cut(&file->packed_index, 0);
}

void pdf_object(struct pdf_file *file, int number, struct text body)
{
	if (file->packed_n == 0)
		file->pack = pdf_reserve(file);
	file->places[number] = (struct pdf_place){ .at = file->pack, .index = file->packed_n++ };
	pdf_integer(&file->packed_index, number);
	buffer_add_byte(&file->packed_index, ' ');
	pdf_integer(&file->packed_index, (int64_t)file->packed.n);
	buffer_add_byte(&file->packed_index, ' ');
	buffer_add(&file->packed, body);
	buffer_add_byte(&file->packed, '\n');
	if (file->packed_n == PDF_PACK_MAX)
		flush_pack(file);
}

/* FNV-1a, from two starting points: an identifier, not a seal. */
static uint64_t fingerprint(struct text t, uint64_t hash)
{
	for (size_t i = 0; i < t.n; i++)
		hash = (hash ^ (unsigned char)t.s[i]) * 0x100000001b3;
	return hash;
}

enum { ROW = 7 /* bytes of one place: its kind, four of where, two of which */ };

static void fill_row(unsigned char row[ROW], const struct pdf_place *place)
{
	bool packed = place->index >= 0;

	row[0] = place->at == 0 ? 0 : packed ? 2 : 1;
	for (int i = 0; i < 4; i++)
		row[1 + i] = (unsigned char)(place->at >> (24 - 8 * i) & 0xff);
	row[5] = (unsigned char)(packed ? place->index >> 8 & 0xff : 0);
	row[6] = (unsigned char)(packed ? place->index & 0xff : 0);
}

/* Rows as what they differ from the row above (the predictor "up"): neighbours are alike, and so pack well. */
static struct text cross_reference(struct pdf_file *file)
{
	struct buffer table = buffer_in(file->arena, PDF_FILE_MAX);
	unsigned char above[ROW] = { 0 }, row[ROW];

	for (size_t i = 0; i < file->n; i++) {
		fill_row(row, &file->places[i]);
		buffer_add_byte(&table, 2);
		for (int k = 0; k < ROW; k++)
			buffer_add_byte(&table, (char)(unsigned char)(row[k] - above[k]));
		memcpy(above, row, ROW);
	}
	return buffer_text(&table);
}

struct text pdf_file_end(struct pdf_file *file, int catalog, int info)
{
	struct buffer entries = buffer_in(file->arena, 512);
	uint64_t high, low;
	size_t at;
	int number;

	flush_pack(file);
	number = pdf_reserve(file);
	at = file->out.n;
	file->places[number].at = (int64_t)at;
	buffer_format(&entries, "/Type/XRef/Size %zu/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>/Root %d 0 R/Info %d 0 R",
		file->n, ROW, catalog, info);
	high = fingerprint(buffer_text(&file->out), 0xcbf29ce484222325);
	low = fingerprint(buffer_text(&file->out), high);
	for (int i = 0; i < 2; i++)
		buffer_format(&entries, "%s<%016llx%016llx>%s", i == 0 ? "/ID[" : "", (unsigned long long)high,
			(unsigned long long)low, i == 0 ? "" : "]");
	pdf_stream(file, number, buffer_text(&entries), cross_reference(file));
	buffer_format(&file->out, "startxref\n%zu\n%%%%EOF\n", at);
	return buffer_text(&file->out);
}

void pdf_integer(struct buffer *b, int64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	do
		digits[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (value < 0)
		buffer_add_byte(b, '-');
	buffer_add(b, (struct text){ digits + at, sizeof(digits) - at });
}

void pdf_number(struct buffer *b, int64_t thousandths)
{
	int64_t whole = thousandths < 0 ? -thousandths : thousandths;
	int rest = (int)(whole % 1000);

	if (thousandths < 0)
		buffer_add_byte(b, '-');
	pdf_integer(b, whole / 1000);
	if (rest == 0)
		return;
	buffer_add_byte(b, '.');
	for (int digit = 100; rest > 0; rest %= digit, digit /= 10)
		buffer_add_byte(b, (char)('0' + rest / digit));
}

void pdf_reference(struct buffer *b, int number)
{
	pdf_integer(b, number);
	buffer_add(b, TEXT(" 0 R "));
}

/* What PDFDocEncoding has at the places of Latin 1 (ISO 32000-1, D.3). */
static bool is_latin(struct text t)
{
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		if (rune < 0x20 || (rune > 0x7e && rune < 0xa1) || rune == 0xad || rune > 0xff)
			return false;
	}
	return true;
}

static void add_latin(struct buffer *b, struct text t)
{
	buffer_add_byte(b, '(');
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		if (rune == '(' || rune == ')' || rune == '\\')
			buffer_add_byte(b, '\\');
		buffer_add_byte(b, (char)(unsigned char)rune);
	}
	buffer_add_byte(b, ')');
}

void pdf_ascii(struct buffer *b, struct text t)
{
	buffer_add_byte(b, '(');
	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '(' || t.s[i] == ')' || t.s[i] == '\\')
			buffer_add_byte(b, '\\');
		if (t.s[i] >= 0x20 && t.s[i] <= 0x7e)
			buffer_add_byte(b, t.s[i]);
	}
	buffer_add_byte(b, ')');
}

void pdf_string(struct buffer *b, struct text t)
{
	if (is_latin(t)) {
		add_latin(b, t);
		return;
	}
	buffer_add(b, TEXT("<feff"));
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		if (rune > 0xffff)
			buffer_format(b, "%04x%04x", 0xd7c0 + (rune >> 10), 0xdc00 + (rune & 0x3ff));
		else
			buffer_format(b, "%04x", rune);
	}
	buffer_add_byte(b, '>');
}

void pdf_name(struct buffer *b, struct text t)
{
	buffer_add_byte(b, '/');
	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '+')
			buffer_add_byte(b, c);
		else
			buffer_format(b, "#%02X", (unsigned char)c);
	}
}
