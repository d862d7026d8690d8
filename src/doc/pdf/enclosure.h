/* doc/pdf/enclosure.h: files within the file (ISO 19005-3, 6.8): the data that the document was made from. */
#ifndef DOC_PDF_ENCLOSURE_H
#define DOC_PDF_ENCLOSURE_H

#include "doc/pdf/file.h"
#include "doc/write_pdf.h"

/* What the catalog says of them: "/Names<<...>>/AF[...]"; empty when there are none. */
struct text enclosures_write(struct pdf_file *file, const struct pdf_settings *settings);

#endif
