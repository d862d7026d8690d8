/* tests/htmlc/model.h: what emit.html is filled with. */
#ifndef VIEWS_MODEL_H
#define VIEWS_MODEL_H

#include "markup/html.h"

struct row {
	struct text name;
	struct url url;
	int64_t n;
};

struct page {
	struct text title;
	struct text hostile;  /* every sign that HTML gives a meaning */
	const char *string;
	struct url url;
	struct markup markup;
	struct date date;
	struct moment moment;
	struct row *rows;
	size_t rows_n;
	size_t most;
	bool chosen;
};

#endif
