#include "net/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
	EVENTS = 32,
	NANOSECONDS_OF_MS = 1000000,
	IDLE_CONNECTIONS = 8, /* kept for the next fetch */
};

struct fetcher {
	CURLM *multi;
	int epoll_fd, timer_fd;
	struct text authority;
	int under_way;
};

struct fetch {
	struct fetcher *fetcher;
	CURL *easy; /* NULL: it is over */
	struct buffer body;
	char error[CURL_ERROR_SIZE];
	void (*done)(void *what, const struct fetch_answer *answer);
	void *what;
};

/* --- what the library wants to hear of --- */

static int watch_socket(CURL *easy, curl_socket_t fd, int want, void *what, void *known)
{
	struct fetcher *fetcher = what;
	struct epoll_event event = { .data.fd = fd };

	(void)easy;
	(void)known;
	if (want == CURL_POLL_REMOVE) {
		(void)epoll_ctl(fetcher->epoll_fd, EPOLL_CTL_DEL, fd, NULL); /* it may be closed already */
		return 0;
	}
	event.events = (want & CURL_POLL_IN ? EPOLLIN : 0u) | (want & CURL_POLL_OUT ? EPOLLOUT : 0u);
	if (epoll_ctl(fetcher->epoll_fd, EPOLL_CTL_MOD, fd, &event) == 0)
		return 0;
	return epoll_ctl(fetcher->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : -1;
}

static int set_timer(CURLM *multi, long ms, void *what)
{
	struct fetcher *fetcher = what;
	struct itimerspec when = { .it_value = { ms / 1000, ms % 1000 * NANOSECONDS_OF_MS } };

	(void)multi;
	if (ms < 0)
		when.it_value = (struct timespec){ 0, 0 };
	else if (ms == 0)
		when.it_value.tv_nsec = 1; /* zero would disarm it */
	return timerfd_settime(fetcher->timer_fd, 0, &when, NULL) == 0 ? 0 : -1;
}

/* --- the fetcher --- */

static void close_fetcher(void *what)
{
	struct fetcher *fetcher = what;

	curl_multi_cleanup(fetcher->multi);
	fd_close(&fetcher->epoll_fd);
	fd_close(&fetcher->timer_fd);
}

static bool watch_timer(struct fetcher *fetcher)
{
	struct epoll_event event = { .events = EPOLLIN, .data.fd = fetcher->timer_fd };

	return fetcher->epoll_fd >= 0 && fetcher->timer_fd >= 0 &&
		epoll_ctl(fetcher->epoll_fd, EPOLL_CTL_ADD, fetcher->timer_fd, &event) == 0;
}

enum fault fetcher_open(struct arena *arena, struct text authority, struct refusal *why, struct fetcher **ret)
{
	struct fetcher *fetcher = arena_new(arena, struct fetcher, 1);

	fetcher->authority = authority;
	fetcher->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	fetcher->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	fetcher->multi = curl_multi_init();
	arena_defer(arena, close_fetcher, fetcher);
	if (!watch_timer(fetcher) || fetcher->multi == NULL ||
		curl_multi_setopt(fetcher->multi, CURLMOPT_SOCKETFUNCTION, watch_socket) != CURLM_OK ||
		curl_multi_setopt(fetcher->multi, CURLMOPT_SOCKETDATA, fetcher) != CURLM_OK ||
		curl_multi_setopt(fetcher->multi, CURLMOPT_TIMERFUNCTION, set_timer) != CURLM_OK ||
		curl_multi_setopt(fetcher->multi, CURLMOPT_TIMERDATA, fetcher) != CURLM_OK ||
		curl_multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS, (long)IDLE_CONNECTIONS) != CURLM_OK)
		return refuse_with(why, FAULT_BROKEN, N_("Other machines cannot be asked: %s"), "%s", strerror(errno));
	*ret = fetcher;
	return FAULT_NONE;
}

int fetcher_fd(const struct fetcher *fetcher)
{
	return fetcher->epoll_fd;
}

/* --- a fetch --- */

static void drop(void *what)
{
	struct fetch *fetch = what;

	if (fetch->easy == NULL)
		return;
	curl_multi_remove_handle(fetch->fetcher->multi, fetch->easy);
	curl_easy_cleanup(fetch->easy);
	fetch->easy = NULL;
	fetch->fetcher->under_way--;
}

static size_t take(char *from, size_t size, size_t n, void *what)
{
	struct fetch *fetch = what;

	buffer_add(&fetch->body, (struct text){ from, size * n });
	return fetch->body.full ? 0 : size * n;
}

static bool set_text(CURL *easy, CURLoption option, struct arena *arena, struct text t)
{
	return !text_known(t) || curl_easy_setopt(easy, option, text_string(arena, t)) == CURLE_OK;
}

static bool set_who(CURL *easy, struct arena *arena, const struct fetch_request *request)
{
	long how = text_known(request->bearer) ? (long)CURLAUTH_BEARER : (long)CURLAUTH_BASIC;

	return curl_easy_setopt(easy, CURLOPT_HTTPAUTH, how) == CURLE_OK &&
		set_text(easy, CURLOPT_USERNAME, arena, request->user) &&
		set_text(easy, CURLOPT_PASSWORD, arena, request->password) &&
		set_text(easy, CURLOPT_XOAUTH2_BEARER, arena, request->bearer);
}

static bool set_form(CURL *easy, struct arena *arena, const struct fetch_request *request)
{
	return !text_known(request->form) ||
		(curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)request->form.n) == CURLE_OK &&
			set_text(easy, CURLOPT_COPYPOSTFIELDS, arena, request->form));
}

/* This machine is asked without a proxy, others by the one that the environment names, if any. */
static bool set_limits(CURL *easy, struct text url)
{
	bool tls = text_starts(url, TEXT("https://"));

	return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, tls ? "https" : "http") == CURLE_OK &&
		(tls || curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK) &&
		curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)FETCH_CONNECT_SECONDS) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)FETCH_SECONDS) == CURLE_OK;
}

static bool set_up(struct fetch *fetch, struct arena *arena, const struct fetch_request *request)
{
	CURL *easy = fetch->easy;

	return set_text(easy, CURLOPT_URL, arena, request->url) && set_text(easy, CURLOPT_CAINFO, arena, fetch->fetcher->authority) &&
		set_limits(easy, request->url) && set_who(easy, arena, request) && set_form(easy, arena, request) &&
		curl_easy_setopt(easy, CURLOPT_USERAGENT, "sagsgang/" SAGSGANG_VERSION) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, fetch) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, fetch->error) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PRIVATE, fetch) == CURLE_OK;
}

void fetch(struct fetcher *fetcher, struct arena *arena, const struct fetch_request *request,
	void (*done)(void *what, const struct fetch_answer *answer), void *what)
{
	struct fetch *fetch = arena_new(arena, struct fetch, 1);

	*fetch = (struct fetch){ .fetcher = fetcher, .body = buffer_in(arena, FETCH_BYTES_MAX), .done = done, .what = what };
	if (fetcher->under_way < FETCHES_MAX)
		fetch->easy = curl_easy_init();
	if (fetch->easy != NULL && set_up(fetch, arena, request) &&
		curl_multi_add_handle(fetcher->multi, fetch->easy) == CURLM_OK) {
		fetcher->under_way++;
		arena_defer(arena, drop, fetch);
		return;
	}
	curl_easy_cleanup(fetch->easy);
	done(what, &(struct fetch_answer){ .fault = FAULT_BUSY, .trouble = "too much is under way" });
}

static void end(struct fetch *fetch, CURLcode code)
{
	struct fetch_answer answer = { .fault = code == CURLE_OK ? FAULT_NONE : fetch->body.full ? FAULT_LIMIT : FAULT_BUSY };
	long status = 0;

	curl_easy_getinfo(fetch->easy, CURLINFO_RESPONSE_CODE, &status);
	answer.status = (int)status;
	answer.body = buffer_text(&fetch->body);
	answer.trouble = fetch->body.full ? "the answer is too long" :
		fetch->error[0] != '\0'   ? fetch->error :
					    curl_easy_strerror(code);
	drop(fetch);
	fetch->done(fetch->what, &answer);
}

static void end_finished(struct fetcher *fetcher)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(fetcher->multi, &left)) != NULL) {
		struct fetch *fetch = NULL;
		CURLcode code = message->data.result; /* the message goes with its fetch */

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &fetch);
		end(fetch, code);
	}
}

static void tell(struct fetcher *fetcher, const struct epoll_event *event)
{
	uint64_t times;
	int flags = 0, running;

	if (event->data.fd == fetcher->timer_fd) {
		if (read(fetcher->timer_fd, &times, sizeof(times)) == sizeof(times)) /* or it was set anew meanwhile */
			curl_multi_socket_action(fetcher->multi, CURL_SOCKET_TIMEOUT, 0, &running);
		return;
	}
	flags |= event->events & EPOLLIN ? CURL_CSELECT_IN : 0;
	flags |= event->events & EPOLLOUT ? CURL_CSELECT_OUT : 0;
	flags |= event->events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0;
	curl_multi_socket_action(fetcher->multi, event->data.fd, flags, &running);
}

void fetcher_turn(struct fetcher *fetcher)
{
	struct epoll_event events[EVENTS];
	int n = epoll_wait(fetcher->epoll_fd, events, EVENTS, 0);

	for (int i = 0; i < n; i++)
		tell(fetcher, &events[i]);
	end_finished(fetcher);
}

/* --- addresses --- */

static void url_end(CURLU **url)
{
	curl_url_cleanup(*url);
}

static struct text url_part(struct arena *arena, CURLU *url, CURLUPart part)
{
	char *s = NULL;
	struct text t = TEXT_NONE;

	if (curl_url_get(url, part, &s, 0) == CURLUE_OK)
		t = text_copy(arena, text_from(s));
	curl_free(s);
	return t;
}

/* The names that libcurl asks nobody about. */
static bool is_this_machine(struct text host)
{
	int64_t n;
	struct text rest = text_after(host, 4);
	bool dots = text_starts(host, TEXT("127."));

	for (int i = 0; dots && i < 3; i++) {
		struct text part;

		dots = text_split(&rest, '.', &part) && text_number(part, &n) && n <= 255;
	}
	return (dots && !text_known(rest)) || text_is(host, "localhost") || text_is(host, "[::1]");
}

static bool is_plain(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] <= 0x20 || t.s[i] >= 0x7f || strchr("\"<>\\^`{|}", t.s[i]) != NULL)
			return false;
	return t.n > 0 && t.n <= FETCH_URL_MAX;
}

/* Whether the library reads the address as it is written: it forgives some, and writes hosts anew. */
static bool begins(struct arena *arena, struct text url, struct text scheme, struct text host)
{
	struct text beginning = text_join(arena, scheme, TEXT("://"), host), rest = text_after(url, beginning.n);

	return text_starts(url, beginning) && (text_empty(rest) || rest.s[0] == '/' || rest.s[0] == '?');
}

bool fetch_url_valid(struct arena *arena, struct text t, struct text *ret_host)
{
	scoped(url_end) CURLU *url = curl_url();
	struct text scheme, host, port, whole;

	if (url == NULL || !is_plain(t) || text_find_byte(t, '#') < t.n ||
		curl_url_set(url, CURLUPART_URL, text_string(arena, t), 0) != CURLUE_OK)
		return false;
	scheme = url_part(arena, url, CURLUPART_SCHEME);
	host = url_part(arena, url, CURLUPART_HOST);
	port = url_part(arena, url, CURLUPART_PORT);
	whole = text_known(port) ? text_join(arena, host, TEXT(":"), port) : host;
	if (text_empty(host) || !begins(arena, t, scheme, whole) ||
		!(text_is(scheme, "https") || (text_is(scheme, "http") && is_this_machine(host))))
		return false;
	*ret_host = whole;
	return true;
}
