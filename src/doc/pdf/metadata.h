/* doc/pdf/metadata.h: what the file says about itself, twice: to PDF readers and, as XMP (ISO 16684-1), to archives. */
#ifndef DOC_PDF_METADATA_H
#define DOC_PDF_METADATA_H

#include "doc/pdf/file.h"

struct metadata {
	struct text title, author, producer, language; /* author may be unknown */
	int64_t created;
	bool encloses; /* PDF/A-3, else 2 */
};

/* The objects. */
int metadata_write_info(struct pdf_file *file, const struct metadata *metadata);
int metadata_write_xmp(struct pdf_file *file, const struct metadata *metadata);
/* "D:20261123090000Z" */
struct text metadata_date(struct arena *arena, int64_t instant);

#endif
