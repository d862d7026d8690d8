/* web/static.h: the files of static/, built into the program (tools/pack).
 *
 * Each is found by its name, and by its name with the beginning of its hash in it ("portal-1a2b3c4d5e6f.css"), which pages
 * use: what is at such an address never changes, and browsers need not ask again.
 */
#ifndef WEB_STATIC_H
#define WEB_STATIC_H

#include "web/address.h"
#include "web/site.h"

/* For struct site_settings.  NULL when there is none. */
const struct site_file *static_file(struct text name);
/* Its lasting address; the name must be a file's. */
struct url static_url(struct arena *arena, struct text name);

/* Made by tools/pack; the last has no name. */
extern const struct site_file static_files[];

#endif
