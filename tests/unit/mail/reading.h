/* A mail read by somebody who knows nothing of how it was written: for tests and the fuzz target. */
#ifndef READING_H
#define READING_H

#include "base/text.h"

/* Whether it is ASCII in lines of at most `most` letters that all end in CRLF. */
bool reading_is_clean(struct text mail, size_t most);
/* How many fields the head has; *ret_body is what stands after the empty line. */
size_t reading_fields(struct text mail, struct text *ret_body);
/* The field of that name, unfolded; unknown when it is not there. */
struct text reading_field(struct arena *arena, struct text mail, const char *name);
/* Encoded words decoded (base64 alone), white space between them gone; plain text stays. */
struct text reading_words(struct arena *arena, struct text t);
/* Quoted-printable decoded, CRLF as \n; unknown when it is none. */
struct text reading_quoted(struct arena *arena, struct text t);
/* The part of that number, 0 or 1, of a multipart body, and without the line end that belongs to the boundary. */
struct text reading_part(struct arena *arena, struct text body, struct text boundary, size_t number);

#endif
