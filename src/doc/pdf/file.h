/* doc/pdf/file.h: a PDF file as numbered objects (ISO 32000-1, 7.5).
 *
 * An object may be referred to before it is written: pdf_reserve gives its number, pdf_object or pdf_stream writes it,
 * once.  What is no stream is packed into object streams, and the cross reference is a stream too, so that thousands of
 * small objects (the structure tree) cost little.  Sticky: past PDF_FILE_MAX bytes it drops what comes, and `full` of
 * `out` says so.
 *
 * libdeflate is included here alone (and by picture.c, which unpacks).
 */
#ifndef DOC_PDF_FILE_H
#define DOC_PDF_FILE_H

#include "base/text.h"

enum {
	PDF_FILE_MAX = 256 << 20, /* bytes: a 10,000-page agenda with its record enclosed */
	PDF_PACK_MAX = 1024,      /* objects in one object stream: readers unpack a whole stream to find one object */
};

struct libdeflate_compressor;
struct pdf_place;

struct pdf_file {
	struct arena *arena;
	struct buffer out;
	struct buffer packed, packed_index; /* of the open object stream */
	int pack, packed_n;                 /* its number, and how many objects it holds */
	struct pdf_place *places;           /* by number */
	size_t n, room;
	struct libdeflate_compressor *compressor;
};

struct pdf_file pdf_file_begin(struct arena *arena);
int pdf_reserve(struct pdf_file *file);
void pdf_object(struct pdf_file *file, int number, struct text body);
/* entries: what the stream's dictionary holds besides its length and filter. */
void pdf_stream(struct pdf_file *file, int number, struct text entries, struct text bytes);
/* As it is: for metadata, which must be found by programs that know nothing of PDF. */
void pdf_stream_plain(struct pdf_file *file, int number, struct text entries, struct text bytes);
/* The cross reference and the end.  The file's identifier is made from its bytes, so that the same input gives the same
 * file. */
struct text pdf_file_end(struct pdf_file *file, int catalog, int info);

/* Operands: cheaper than a format, as there are some thousand on a page. */
void pdf_integer(struct buffer *b, int64_t value);
void pdf_reference(struct buffer *b, int number);       /* "12 0 R " */
void pdf_number(struct buffer *b, int64_t thousandths); /* "12.5" of 12500 */
void pdf_string(struct buffer *b, struct text t);       /* a text string: (ascii) or UTF-16BE in hexadecimal */
void pdf_ascii(struct buffer *b, struct text t);        /* a byte string: (...); what is not ASCII is left out */
void pdf_name(struct buffer *b, struct text t);         /* "/text#2Fplain" */

#endif
