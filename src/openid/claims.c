#include "openid/claims.h"

/* "~1" is a slash and "~0" a tilde. */
static struct text unescaped(struct arena *arena, struct text part)
{
	char *s = arena_alloc(arena, 1, part.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < part.n; i++) {
		bool escape = part.s[i] == '~' && i + 1 < part.n && (part.s[i + 1] == '0' || part.s[i + 1] == '1');

		s[n++] = !escape ? part.s[i] : part.s[i + 1] == '0' ? '~' : '/';
		i += escape;
	}
	return (struct text){ s, n };
}

const struct json_value *claims_find(struct arena *arena, const struct json_value *from, struct text claim)
{
	struct text rest = text_after(claim, 1), part;

	if (from == NULL || !text_known(claim))
		return NULL;
	if (!text_starts(claim, TEXT("/")))
		return json_member(from, claim);
	while (from != NULL && text_split(&rest, '/', &part))
		from = json_member(from, unescaped(arena, part));
	return from;
}

static bool is_true(const struct json_value *v)
{
	return v != NULL && ((v->kind == JSON_KIND_BOOL && v->number == 1) || (v->kind == JSON_KIND_TEXT && text_is(v->text, "true")));
}

static bool tells_email(const struct json_value *from)
{
	return text_known(json_member_text(from, "email")) && json_member(from, TEXT("email_verified")) != NULL;
}

bool claims_lack(struct arena *arena, const struct json_value *token, struct text claim)
{
	return !tells_email(token) || !text_known(json_member_text(token, "name")) ||
		(text_known(claim) && claims_find(arena, token, claim) == NULL);
}

static void take_email(struct claims *claims, const struct json_value *token, const struct json_value *info)
{
	const struct json_value *from = !tells_email(token) && text_known(json_member_text(info, "email")) ? info : token;
	const struct json_value *verified = json_member(from, TEXT("email_verified"));

	claims->email = json_member_text(from, "email");
	claims->email_verified = is_true(verified);
	claims->email_denied = verified != NULL && !is_true(verified);
}

static struct text full_name(struct arena *arena, const struct json_value *from)
{
	struct text name = json_member_text(from, "name"), given = json_member_text(from, "given_name");
	struct text family = json_member_text(from, "family_name");

	if (text_known(name) && !text_empty(text_trim(name)))
		return text_trim(name);
	if (text_known(given) && text_known(family))
		return text_trim(text_join(arena, given, TEXT(" "), family));
	return TEXT_NONE;
}

/* One text is one value; of a list each text is one. */
static void take_values(struct arena *arena, struct claims *claims, const struct json_value *v)
{
	const struct json_value *one = v != NULL && v->kind == JSON_KIND_ARRAY ? v->child : v;
	size_t n = v == NULL ? 0 : v->kind == JSON_KIND_ARRAY ? v->n : 1;

	claims->values = arena_new(arena, struct text, n);
	for (size_t i = 0; i < n && claims->values_n < CLAIMS_VALUES_MAX; i++, one = one->next)
		if (one->kind == JSON_KIND_TEXT)
			claims->values[claims->values_n++] = one->text;
}

struct claims claims_read(struct arena *arena, const struct json_value *token, const struct json_value *info, struct text claim)
{
	struct claims claims = { .subject = json_member_text(token, "sub"), .name = full_name(arena, token) };
	const struct json_value *values = claims_find(arena, token, claim);

	take_email(&claims, token, info);
	if (!text_known(claims.name))
		claims.name = full_name(arena, info);
	take_values(arena, &claims, values != NULL ? values : claims_find(arena, info, claim));
	return claims;
}
