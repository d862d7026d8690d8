#include "jobs/letter.h"

#include "views/letter.h"

enum { WORDS_MAX = 16 << 10 };

/* The sentences of each kind; that with an asker takes the name, that of why the address. */
static const struct {
	const char *subject, *asked, *unasked, *why;
} words[MAIL_KINDS] = {
	[MAIL_INVITATION] = { N_("Your account at %s"),
		N_("%s has made an account for you. Choose a password, and you can log in."),
		N_("An account has been made for you. Choose a password, and you can log in."),
		N_("You get this mail because the account was made with the address %s. If you do not know of it, you can let it be.") },
	[MAIL_LINK] = { N_("Choose a password at %s"),
		N_("%s sends you a link with which you choose a new password."),
		N_("An administrator sends you a link with which you choose a new password."),
		N_("You get this mail because you have an account with the address %s.") },
	[MAIL_RESET] = { N_("Choose a password at %s"), NULL,
		N_("Somebody, most likely you, has told us on the log-in page that your password is forgotten. With the link you "
		   "choose a new one."),
		N_("You get this mail because you have an account with the address %s. Was it not you who asked, you need do "
		   "nothing: your password is unchanged.") },
};

/* Of an invitation to who has no password to choose; the name is the service's. */
static const char *const invited_by_service = N_("An account has been made for you. Log in by %s, and you are there.");

/* A name that somebody typed, on one line. */
static struct text one_line(struct arena *arena, struct text t)
{
	char *s = text_string(arena, t);

	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == 0x7f)
			s[i] = ' ';
	return (struct text){ s, t.n };
}

static struct text moment_words(struct arena *arena, enum lang lang, int64_t instant)
{
	struct html html = html_in(arena, lang);

	html_moment(&html, instant_to_local(instant));
	return html_finish(&html);
}

static struct letter_page fill(struct arena *arena, const struct letter *l, const struct mail_office *office)
{
	struct text host = text_after(office->origin, text_find(office->origin, TEXT("://")) + 3);
	struct text site = text_known(l->site) ? one_line(arena, l->site) : host;
	bool asked = text_known(l->asker) && words[l->kind].asked != NULL;
	bool by_service = l->kind == MAIL_INVITATION && text_known(office->service);

	return (struct letter_page){
		.title = tr_with(arena, l->lang, words[l->kind].subject, site),
		.greeting = tr_with(arena, l->lang, N_("Dear %s,"), one_line(arena, l->name)),
		.what = by_service ? tr_with(arena, l->lang, invited_by_service, office->service) :
			asked ? tr_with(arena, l->lang, words[l->kind].asked, one_line(arena, l->asker)) :
				text_from(tr(l->lang, words[l->kind].unasked)),
		.deed = text_from(tr(l->lang, by_service ? N_("Log in") : N_("Choose a password"))),
		.lasts = by_service ? TEXT_NONE : tr_with(arena, l->lang, N_("The link works once, until %s."), moment_words(arena, l->lang, l->until)),
		.why = tr_with(arena, l->lang, words[l->kind].why, l->email),
		.link = by_service ? office->login : office->ticket_url(arena, office->origin, l->token),
		.site = site,
		.home = { office->origin },
	};
}

static void paragraph(struct buffer *b, struct text t)
{
	buffer_add(b, t);
	buffer_add_string(b, "\n\n");
}

/* Lines are left to whoever reads: quoted-printable breaks them softly. */
static struct text as_text(struct arena *arena, const struct letter_page *page)
{
	struct buffer b = buffer_in(arena, WORDS_MAX);

	paragraph(&b, page->greeting);
	paragraph(&b, page->what);
	buffer_format(&b, "%.*s:\n%.*s\n\n", TEXT_ARG(page->deed), TEXT_ARG(page->link.s));
	if (text_known(page->lasts))
		paragraph(&b, page->lasts);
	paragraph(&b, page->why);
	buffer_format(&b, "-- \n%.*s\n%.*s\n", TEXT_ARG(page->site), TEXT_ARG(page->home.s));
	return buffer_text(&b);
}

struct message letter_write(struct arena *arena, const struct letter *letter, const struct mail_office *office)
{
	struct letter_page page = fill(arena, letter, office);
	struct html html = html_in(arena, letter->lang);

	view_letter(&html, &page);
	return (struct message){
		.from = office->from,
		.to = { .name = one_line(arena, letter->name), .address = letter->email },
		.subject = page.title,
		.text = as_text(arena, &page),
		.html = html_finish(&html),
		.language = text_from(lang_tag(letter->lang)),
		.key = letter->key,
		.date = letter->date,
	};
}
