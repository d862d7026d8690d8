/* markup/markup.h: the two kinds of text that may stand in a page without being escaped, as types of their own.
 *
 * A struct markup is well-formed HTML that says nothing a stranger wrote unescaped: doc/write_html makes it, and nobody
 * else may.  A struct url is an address of ours or one that was checked: web/route and doc/write_html make it.  Plain text
 * can become neither by accident.
 */
#ifndef MARKUP_MARKUP_H
#define MARKUP_MARKUP_H

#include "base/text.h"

struct markup {
	struct text html;
};

struct url {
	struct text s; /* unknown: none */
};

#endif
