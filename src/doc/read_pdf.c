#include "doc/read_pdf.h"

#include "cage/cage.h"
#include "doc/page_text.h"
#include "doc/pdf_in/structure.h"

enum { PIECE = 64 << 10 };

bool doc_is_pdf(struct text bytes)
{
	if (text_starts(bytes, TEXT("\xef\xbb\xbf")))
		bytes = text_after(bytes, 3);
	return text_starts(text_trim(text_from_to(bytes, 0, 1024)), TEXT("%PDF-"));
}

/* The dictionary that names the lock is never within a stream. */
static bool is_locked(struct text bytes)
{
	return text_find(bytes, TEXT("/Encrypt")) < bytes.n;
}

static enum fault refuse_end(enum cage_end end, struct text bytes, struct refusal *why)
{
	switch (end) {
	case CAGE_DONE:
		return FAULT_NONE;
	case CAGE_TIME:
		return refuse(why, FAULT_LIMIT, N_("the PDF takes too long to read"));
	case CAGE_OUTPUT:
		return refuse(why, FAULT_LIMIT, N_("the PDF holds more than can be read"));
	case CAGE_FAILED:
	case CAGE_CRASHED:
		break;
	}
	if (is_locked(bytes))
		return refuse(why, FAULT_INVALID, N_("the PDF is locked with a password"));
	return refuse(why, FAULT_INVALID, N_("the PDF is broken"));
}

/* Its pages, line by line. */
static enum fault read_pages(struct arena *arena, struct text bytes, struct refusal *why, struct page_text **ret)
{
	/* Coordinates of twice a point show half points; locks on copying are no locks on reading; a name for an output
	 * that is not written must be there. */
	static const char *const argv[] = { "/usr/bin/pdftohtml", "-q", "-xml", "-i", "-nodrm", "-zoom", "2", "-l", "5001",
		"-stdout", "-", "out", NULL };
	static const struct cage_limits limits = { PDF_CPU_SECONDS, PDF_WALL_SECONDS, PDF_MEMORY_MAX, PDF_OUTPUT_MAX };
	struct page_reader *reader = page_reader_in(arena);
	char *piece = arena_new(arena, char, PIECE);
	struct cage *cage;
	size_t n;
	enum fault fault = cage_start(arena, argv, bytes, &limits, why, &cage);

	if (fault != FAULT_NONE)
		return fault;
	while ((n = cage_read(cage, piece, PIECE)) > 0)
		page_reader_feed(reader, (struct text){ piece, n });
	*ret = page_reader_finish(reader);
	return refuse_end(cage_finish(cage), bytes, why);
}

enum fault doc_read_pdf(struct arena *arena, struct text bytes, struct refusal *why, struct doc **ret)
{
	struct page_text *text;
	struct doc *doc;
	enum fault fault;

	if (bytes.n > PDF_BYTES_MAX)
		return refuse(why, FAULT_LIMIT, N_("the PDF holds more than can be read"));
	fault = read_pages(arena, bytes, why, &text);
	if (fault != FAULT_NONE)
		return fault;
	if (text->full || text->pages_n > PDF_PAGES_MAX)
		return refuse(why, FAULT_LIMIT, N_("the PDF holds more than can be read"));
	if (text->lines_n == 0)
		return refuse(why, FAULT_INVALID,
			N_("the PDF has no text, only pictures of pages; it must be made searchable first"));
	if (!structure_find(text, &doc))
		return refuse(why, FAULT_LIMIT, N_("the PDF holds more than can be read"));
	*ret = doc;
	return FAULT_NONE;
}
