/* tools/htmlc/compile.h: from the pieces of every view to the bodies of their C functions. */
#ifndef HTMLC_COMPILE_H
#define HTMLC_COMPILE_H

#include "htmlc/view.h"

/* Each view after those that it uses, so that what they leave behind is known. */
void views_compile(struct views *views);

#endif
