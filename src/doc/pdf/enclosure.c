#include "doc/pdf/enclosure.h"

#include <stdlib.h>

#include "doc/pdf/metadata.h"

static int write_bytes(struct pdf_file *file, const struct pdf_enclosure *enclosure, int64_t created)
{
	struct buffer b = buffer_in(file->arena, 1024);
	int number = pdf_reserve(file);

	buffer_add(&b, TEXT("/Type/EmbeddedFile/Subtype"));
	pdf_name(&b, enclosure->mime);
	buffer_format(&b, "/Params<</Size %zu/ModDate", enclosure->bytes.n);
	pdf_string(&b, metadata_date(file->arena, created));
	buffer_add(&b, TEXT(">>"));
	pdf_stream(file, number, buffer_text(&b), enclosure->bytes);
	return number;
}

static int write_specification(struct pdf_file *file, const struct pdf_enclosure *enclosure, int bytes)
{
	struct buffer b = buffer_in(file->arena, 64 << 10);
	int number = pdf_reserve(file);

	buffer_add(&b, TEXT("<</Type/Filespec/AFRelationship"));
	pdf_name(&b, text_known(enclosure->relation) ? enclosure->relation : TEXT("Unspecified"));
	buffer_add(&b, TEXT("/F"));
	pdf_string(&b, enclosure->name);
	buffer_add(&b, TEXT("/UF"));
	pdf_string(&b, enclosure->name);
	buffer_add(&b, TEXT("/Desc"));
	pdf_string(&b, text_known(enclosure->description) ? enclosure->description : enclosure->name);
	buffer_format(&b, "/EF<</F %d 0 R/UF %d 0 R>>>>", bytes, bytes);
	pdf_object(file, number, buffer_text(&b));
	return number;
}

static int compare_names(const void *a, const void *b)
{
	return text_compare((*(const struct pdf_enclosure *const *)a)->name,
		(*(const struct pdf_enclosure *const *)b)->name);
}

struct text enclosures_write(struct pdf_file *file, const struct pdf_settings *settings)
{
	struct buffer names = buffer_in(file->arena, PDF_FILE_MAX), list = buffer_in(file->arena, 1024);
	const struct pdf_enclosure *sorted[PDF_ENCLOSURES_MAX];
	size_t n = settings->enclosures_n;

	if (n == 0)
		return TEXT("");
	for (size_t i = 0; i < n; i++)
		sorted[i] = &settings->enclosures[i];
	qsort(sorted, n, sizeof(sorted[0]), compare_names); /* a name tree's keys stand in order */
	buffer_add(&names, TEXT("/Names<</EmbeddedFiles<</Names["));
	for (size_t i = 0; i < n; i++) {
		int number = write_specification(file, sorted[i], write_bytes(file, sorted[i], settings->created));

		pdf_string(&names, sorted[i]->name);
		buffer_format(&names, "%d 0 R ", number);
		buffer_format(&list, "%d 0 R ", number);
	}
	buffer_format(&names, "]>>>>/AF[%.*s]", TEXT_ARG(buffer_text(&list)));
	return buffer_text(&names);
}
