#include "net/mail.h"

#include <curl/curl.h>

#include "mail/mailbox.h"

enum {
	URL_PART_MAX = 500,
	REPLY_TEMPORARY = 400,
	REPLY_PERMANENT = 500,
};

static void url_end(CURLU **url)
{
	curl_url_cleanup(*url);
}

static void list_end(struct curl_slist **list)
{
	curl_slist_free_all(*list);
}

/* --- where to --- */

/* Unknown when it has no such part; FAULT_INVALID when it holds what a command could not. */
static enum fault url_part(struct arena *arena, CURLU *url, CURLUPart part, unsigned flags, struct text *ret)
{
	char *s = NULL;
	CURLUcode code = curl_url_get(url, part, &s, flags);
	enum fault fault = FAULT_NONE;

	*ret = TEXT_NONE;
	if (code == CURLUE_OK && s != NULL) {
		*ret = text_copy(arena, text_from(s));
		if (ret->n > URL_PART_MAX || !mail_words_valid(*ret))
			fault = FAULT_INVALID;
	} else if (code != CURLUE_NO_USER && code != CURLUE_NO_PASSWORD && code != CURLUE_NO_QUERY) {
		fault = FAULT_INVALID;
	}
	curl_free(s);
	return fault;
}

/* What is left is written anew, so that it is what was checked. */
static enum fault take_url(struct arena *arena, CURLU *url, struct mail_server *server)
{
	struct text scheme = TEXT_NONE, host = TEXT_NONE, more = TEXT_NONE;
	enum fault fault = url_part(arena, url, CURLUPART_USER, CURLU_URLDECODE, &server->user);

	if (fault == FAULT_NONE)
		fault = url_part(arena, url, CURLUPART_PASSWORD, CURLU_URLDECODE, &server->password);
	if (fault == FAULT_NONE)
		fault = url_part(arena, url, CURLUPART_SCHEME, 0, &scheme);
	if (fault == FAULT_NONE)
		fault = url_part(arena, url, CURLUPART_HOST, 0, &host);
	if (fault == FAULT_NONE)
		fault = url_part(arena, url, CURLUPART_QUERY, 0, &more);
	if (fault != FAULT_NONE)
		return fault;
	if ((!text_is(scheme, "smtp") && !text_is(scheme, "smtps")) || text_empty(host) || text_known(more))
		return FAULT_INVALID;
	if (curl_url_set(url, CURLUPART_USER, NULL, 0) != CURLUE_OK || curl_url_set(url, CURLUPART_PASSWORD, NULL, 0) != CURLUE_OK)
		return FAULT_INVALID;
	return url_part(arena, url, CURLUPART_URL, 0, &server->url);
}

enum fault mail_server_parse(struct arena *arena, struct text t, struct refusal *why, struct mail_server *ret)
{
	scoped(url_end) CURLU *url = curl_url();
	struct mail_server server = { .seconds = MAIL_SECONDS };
	enum fault fault = FAULT_INVALID;

	if (url != NULL && mail_words_valid(t) && text_find(t, TEXT("://")) < t.n &&
		curl_url_set(url, CURLUPART_URL, text_string(arena, t), 0) == CURLUE_OK)
		fault = take_url(arena, url, &server);
	if (fault != FAULT_NONE) /* what was given may hold a password, and is not told */
		return refuse(why, fault, N_("The mail server's address is none: smtp://HOST:PORT is, or smtps://USER@HOST"));
	*ret = server;
	return FAULT_NONE;
}

/* --- the sending --- */

struct mail_line {
	CURL *easy;
};

struct sending {
	struct text rest; /* not given away yet */
	bool begun, handed_over;
	const struct mail_watch *watch;
};

static size_t give(char *to, size_t size, size_t n, void *what)
{
	struct sending *s = what;
	struct text piece = text_from_to(s->rest, 0, size * n);

	s->begun = true;
	if (piece.n > 0)
		memcpy(to, piece.s, piece.n);
	s->rest = text_after(s->rest, piece.n);
	if (piece.n == 0 && !s->handed_over) {
		s->handed_over = s->watch->hand_over == NULL || s->watch->hand_over(s->watch->what);
		if (!s->handed_over)
			return CURL_READFUNC_ABORT;
	}
	return piece.n;
}

static size_t drop(char *from, size_t size, size_t n, void *what)
{
	(void)from;
	(void)what;
	return size * n;
}

/* A mail that is half given is finished: whether it was taken must not stay open. */
static int keep_on(void *what, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	struct sending *s = what;

	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return s->watch->go_on != NULL && !s->watch->go_on(s->watch->what) && !s->begun;
}

static bool set_text(CURL *easy, CURLoption option, struct arena *arena, struct text t)
{
	return !text_known(t) || curl_easy_setopt(easy, option, text_string(arena, t)) == CURLE_OK;
}

static bool set_server(CURL *easy, struct arena *arena, const struct mail_server *server)
{
	bool insists = text_known(server->password) || text_known(server->authority);
	long seconds = server->seconds > 0 ? server->seconds : MAIL_SECONDS;

	return set_text(easy, CURLOPT_URL, arena, server->url) && set_text(easy, CURLOPT_USERNAME, arena, server->user) &&
		set_text(easy, CURLOPT_PASSWORD, arena, server->password) && set_text(easy, CURLOPT_CAINFO, arena, server->authority) &&
		curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_USE_SSL, insists ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, seconds < MAIL_CONNECT_SECONDS ? seconds : (long)MAIL_CONNECT_SECONDS) ==
			CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_TIMEOUT, seconds) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_READFUNCTION, give) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, keep_on) == CURLE_OK;
}

static bool set_mail(CURL *easy, struct arena *arena, struct text from, struct curl_slist *to, struct sending *sending)
{
	const char *sender = arena_format(arena, "<%.*s>", TEXT_ARG(from));

	return curl_easy_setopt(easy, CURLOPT_MAIL_FROM, sender) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_READDATA, sending) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_XFERINFODATA, sending) == CURLE_OK;
}

/* Words of the server are not repeated: it may put anything there, the mail itself too. */
static enum fault judge(CURLcode code, long reply, bool handed_over, struct refusal *why)
{
	if (code == CURLE_OK)
		return FAULT_NONE;
	if (code == CURLE_LOGIN_DENIED)
		return refuse_with(why, FAULT_BUSY, N_("The mail server does not take the log-in (%s)"), "%ld", reply);
	if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CONNECT_ERROR)
		return refuse_with(why, FAULT_BUSY, N_("There is no safe connection to the mail server (%s)"), "%s",
			curl_easy_strerror(code));
	if (code == CURLE_ABORTED_BY_CALLBACK)
		return refuse(why, FAULT_BUSY, N_("The process that did the job was told to leave"));
	if (reply >= REPLY_PERMANENT && code != CURLE_OPERATION_TIMEDOUT)
		return refuse_with(why, FAULT_INVALID, N_("The mail server refuses the mail (%s)"), "%ld", reply);
	if (reply >= REPLY_TEMPORARY && code != CURLE_OPERATION_TIMEDOUT)
		return refuse_with(why, FAULT_BUSY, N_("The mail server does not take the mail now (%s)"), "%ld", reply);
	return refuse_with(why, handed_over ? FAULT_UNCERTAIN : FAULT_BUSY, N_("The mail server cannot be reached (%s)"), "%s",
		curl_easy_strerror(code));
}

static void line_end(void *what)
{
	struct mail_line *line = what;

	curl_easy_cleanup(line->easy);
}

enum fault mail_line_open(struct arena *arena, const struct mail_server *server, struct refusal *why, struct mail_line **ret)
{
	struct mail_line *line = arena_new(arena, struct mail_line, 1);

	line->easy = curl_easy_init();
	arena_defer(arena, line_end, line);
	if (line->easy == NULL || !set_server(line->easy, arena, server))
		return refuse(why, FAULT_BROKEN, N_("Mail cannot be sent by this program's libcurl"));
	*ret = line;
	return FAULT_NONE;
}

enum fault mail_send(struct mail_line *line, struct text from, struct text to, struct text bytes,
	const struct mail_watch *watch, struct refusal *why)
{
	struct arena arena = ARENA_INIT;
	struct sending sending = { .rest = bytes, .watch = watch };
	scoped(list_end) struct curl_slist *list = NULL;
	enum fault fault = FAULT_BROKEN;
	long reply = 0;

	if (!mail_address_valid(from) || !mail_address_valid(to))
		return refuse_with(why, FAULT_INVALID, N_("%s is no e-mail address"), "%.*s", TEXT_ARG(to));
	list = curl_slist_append(NULL, arena_format(&arena, "<%.*s>", TEXT_ARG(to)));
	if (list != NULL && set_mail(line->easy, &arena, from, list, &sending)) {
		CURLcode code = curl_easy_perform(line->easy);

		curl_easy_getinfo(line->easy, CURLINFO_RESPONSE_CODE, &reply);
		fault = judge(code, reply, sending.handed_over, why);
		curl_easy_setopt(line->easy, CURLOPT_MAIL_RCPT, NULL);
	} else {
		fault = refuse(why, FAULT_BROKEN, N_("Mail cannot be sent by this program's libcurl"));
	}
	arena_release(&arena);
	return fault;
}
