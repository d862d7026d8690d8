#include "web/static.h"

#include <assert.h>

const struct site_file *static_file(struct text name)
{
	for (const struct site_file *file = static_files; text_known(file->name); file++)
		if (text_eq(file->name, name) || text_eq(file->lasting, name))
			return file;
	return NULL;
}

struct url static_url(struct arena *arena, struct text name)
{
	const struct site_file *file = static_file(name);

	assert(file != NULL);
	return url_static(arena, file->lasting);
}
