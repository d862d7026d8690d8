/* A provider's keys with which tests sign what they like. */
#ifndef SIGNING_H
#define SIGNING_H

#include "base/text.h"

enum signing_key { SIGNING_RSA, SIGNING_RSA_OTHER, SIGNING_RSA_SHORT, SIGNING_P256, SIGNING_P384, SIGNING_KEYS };

/* The public half as JSON, with these members more: ",\"kid\":\"a\"". */
struct text signing_public(struct arena *arena, enum signing_key key, const char *more);
/* A token of that head, signed by that key; the head must name the algorithm. */
struct text signing_token(struct arena *arena, enum signing_key key, const char *head, struct text payload);
/* The same parts with this signature. */
struct text signing_unsigned(struct arena *arena, const char *head, struct text payload, struct text signature);

#endif
