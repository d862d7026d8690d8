#include "cli/command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct option common_options[] = {
	{ "db", N_("FILE"), N_("the database: a file or an address (default: SAGSGANG_DB, else sagsgang.db)") },
	{ "lang", N_("da|en"), N_("the language of what is shown (default: SAGSGANG_LANG, else da)") },
	{ "help", NULL, N_("shows this help") },
};
const size_t common_options_n = LENGTH_OF(common_options);

static const struct option *option_at(const struct command *command, size_t i)
{
	return i < command->options_n ? &command->options[i] : &common_options[i - command->options_n];
}

static size_t option_find(const struct command *command, struct text name)
{
	size_t n = command->options_n + common_options_n;

	for (size_t i = 0; i < n; i++)
		if (text_is(name, option_at(command, i)->name))
			return i;
	return n;
}

const char *option_value(const struct invocation *in, const char *name)
{
	size_t i = option_find(in->command, text_from(name));

	return in->values[i];
}

struct text option_setting(const struct invocation *in, const char *name, const char *variable)
{
	const char *value = option_value(in, name);

	if (value == NULL)
		value = getenv(variable);
	return value != NULL && *value != '\0' ? text_from(value) : TEXT_NONE;
}

bool option_given(const struct invocation *in, const char *name)
{
	return option_value(in, name) != NULL;
}

enum fault option_number(struct invocation *in, const char *name, int64_t least, int64_t most, int64_t fallback,
	int64_t *ret)
{
	const char *value = option_value(in, name);
	int64_t n = fallback;

	if (value != NULL && (!text_number(text_from(value), &n) || n < least || n > most))
		return refuse_with(&in->cx.why, FAULT_INVALID, N_("%s is out of range"), "--%s %s", name, value);
	*ret = n;
	return FAULT_NONE;
}

enum fault option_words(struct invocation *in, const char *name)
{
	const char *value = option_value(in, name);

	if (value != NULL && !text_valid(text_from(value)))
		return refuse_with(&in->cx.why, FAULT_INVALID, N_("%s is not UTF-8"), "--%s", name);
	return FAULT_NONE;
}

struct text command_database(const struct invocation *in)
{
	const char *name = option_value(in, "db");

	if (name == NULL)
		name = getenv("SAGSGANG_DB");
	return text_from(name != NULL && *name != '\0' ? name : "sagsgang.db");
}

enum fault command_open(struct invocation *in, enum db_mode mode)
{
	return db_open(in->cx.arena, command_database(in), mode, &in->cx.why, &in->cx.db);
}

int exit_status(enum fault fault)
{
	static const unsigned char status[] = {
		[FAULT_NONE] = EXIT_DONE,
		[FAULT_INVALID] = EXIT_NOT_RECOGNISED,
		[FAULT_DENIED] = EXIT_DENIED,
		[FAULT_NOT_FOUND] = EXIT_NOT_FOUND,
		[FAULT_GONE] = EXIT_NOT_FOUND,
		[FAULT_CONFLICT] = EXIT_CONFLICT,
		[FAULT_LIMIT] = EXIT_LIMIT,
		[FAULT_BUSY] = EXIT_BUSY,
		[FAULT_UNCERTAIN] = EXIT_UNCERTAIN,
		[FAULT_BROKEN] = EXIT_BROKEN,
	};

	return status[fault];
}

int command_fail(struct invocation *in, enum fault fault)
{
	const struct refusal *why = &in->cx.why;

	if (why->message == NULL && in->cx.db != NULL)
		why = db_why(in->cx.db);
	fprintf(stderr, "sagsgang: %.*s\n",
		TEXT_ARG(why->message != NULL ? refusal_text(in->cx.arena, in->cx.lang, why) :
						text_from(fault_name(fault))));
	return exit_status(fault);
}

void command_say(struct invocation *in, const char *message)
{
	puts(tr(in->cx.lang, message));
}

void command_say_with(struct invocation *in, const char *message, const char *detail)
{
	printf("%.*s\n", TEXT_ARG(tr_with(in->cx.arena, in->cx.lang, message, text_from(detail))));
}

void command_print(struct text text)
{
	fwrite(text.s, 1, text.n, stdout);
}

void command_print_name(struct text name)
{
	for (size_t at = 0; at < name.n;) {
		size_t from = at;
		uint32_t rune = text_rune(name, &at);

		if (rune < 0x20 || (rune >= 0x7f && rune <= 0x9f))
			printf("\\x%02x", rune);
		else
			printf("%.*s", (int)(at - from), name.s + from);
	}
}

static const struct command *command_find(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

/* Of "da", "en", and of what stands in LANG: "en_GB.UTF-8". */
static bool language_from(const char *value, enum lang *ret)
{
	bool english = strncmp(value, "en", 2) == 0;

	if (!english && strncmp(value, "da", 2) != 0)
		return false;
	*ret = english ? LANG_EN : LANG_DA;
	return true;
}

static enum lang language_set(void)
{
	const char *value = getenv("SAGSGANG_LANG");
	enum lang lang = LANG_DA;

	if (value != NULL)
		language_from(value, &lang);
	return lang;
}

int command_misused(struct invocation *in, const char *message, const char *detail)
{
	fprintf(stderr, "sagsgang: %.*s\n",
		TEXT_ARG(tr_with(in->cx.arena, in->cx.lang, message, text_from(detail))));
	if (in->command != NULL)
		fprintf(stderr, "sagsgang %s --help\n", in->command->name);
	else
		fprintf(stderr, "sagsgang --help\n");
	return EXIT_USAGE;
}

static void take_value(struct invocation *in, size_t i, const char *value)
{
	if (option_at(in->command, i)->many && in->values[i] != NULL)
		value = arena_format(in->cx.arena, "%s\n%s", in->values[i], value);
	in->values[i] = value;
}

/* One argument that begins with two dashes: --name, --name=value, or --name value (which takes the next). */
static int take_option(struct invocation *in, char **argv, int argc, int *at)
{
	struct text given = text_from(argv[*at] + 2);
	size_t equals = text_find_byte(given, '=');
	size_t i = option_find(in->command, text_from_to(given, 0, equals));

	if (i == in->command->options_n + common_options_n)
		return command_misused(in, N_("there is no option %s"), argv[*at]);
	if (option_at(in->command, i)->value == NULL) {
		if (equals < given.n)
			return command_misused(in, N_("the option %s takes no value"), argv[*at]);
		in->values[i] = "";
		return EXIT_DONE;
	}
	if (equals == given.n && *at + 1 == argc)
		return command_misused(in, N_("the option %s wants a value"), argv[*at]);
	take_value(in, i, equals < given.n ? given.s + equals + 1 : argv[++*at]);
	return EXIT_DONE;
}

static int take_arguments(struct invocation *in, int argc, char **argv)
{
	in->arguments = arena_new(in->cx.arena, char *, (size_t)argc + 1);
	for (int i = 0; i < argc; i++) {
		int status = EXIT_DONE;

		if (strcmp(argv[i], "--") == 0) {
			while (++i < argc)
				in->arguments[in->arguments_n++] = argv[i];
		} else if (strncmp(argv[i], "--", 2) == 0) {
			status = take_option(in, argv, argc, &i);
		} else if (argv[i][0] == '-' && argv[i][1] != '\0') {
			status = command_misused(in, N_("there is no option %s"), argv[i]);
		} else {
			in->arguments[in->arguments_n++] = argv[i];
		}
		if (status != EXIT_DONE)
			return status;
	}
	return EXIT_DONE;
}

/* Tests set the clock; nobody else should. */
static int64_t clock_now(void)
{
	const char *fixed = getenv("SAGSGANG_NOW");
	struct moment moment;

	if (fixed != NULL && moment_parse(text_from(fixed), &moment))
		return instant_from_local(moment);
	return instant_now();
}

static int run(struct invocation *in, int argc, char **argv)
{
	int status = take_arguments(in, argc, argv);

	if (status != EXIT_DONE)
		return status;
	if (option_given(in, "lang") && !language_from(option_value(in, "lang"), &in->cx.lang))
		return command_misused(in, N_("there is no language %s"), option_value(in, "lang"));
	if (option_given(in, "help")) {
		help_print(in->command, in->cx.lang);
		return EXIT_DONE;
	}
	if (in->arguments_n < in->command->least)
		return command_misused(in, N_("something is missing: %s"), in->command->arguments);
	if (in->command->most >= 0 && in->arguments_n > in->command->most)
		return command_misused(in, N_("this is too much: %s"), in->arguments[in->command->most]);
	status = in->command->run(in);
	return status;
}

static int help_of(struct invocation *in, const char *name)
{
	const struct command *command = name != NULL ? command_find(name) : NULL;

	if (name != NULL && command == NULL)
		return command_misused(in, N_("there is no command %s"), name);
	help_print(command, in->cx.lang);
	return EXIT_DONE;
}

static int program_option(struct invocation *in, const char *word, const char *next)
{
	if (strcmp(word, "--version") == 0)
		puts("sagsgang " SAGSGANG_VERSION);
	else if (strcmp(word, "--help") == 0 || strcmp(word, "help") == 0 || strcmp(word, "-h") == 0)
		return help_of(in, next);
	else if (strcmp(word, "--manual") == 0)
		manual_print();
	else if (strcmp(word, "--completion") == 0)
		completion_print();
	else
		return command_misused(in, word[0] == '-' ? N_("there is no option %s") : N_("there is no command %s"), word);
	return EXIT_DONE;
}

int command_main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct invocation in = { .cx = {
		.arena = &arena,
		.viewer = { VIEWER_OPERATOR },
		.now = clock_now(),
		.lang = language_set(),
	} };
	int status;

	if (argc < 2) {
		help_print(NULL, in.cx.lang);
		return EXIT_USAGE;
	}
	in.command = command_find(argv[1]);
	if (in.command == NULL)
		status = program_option(&in, argv[1], argv[2]);
	else
		status = run(&in, argc - 2, argv + 2);
	if ((ferror(stdout) || fflush(stdout) != 0) && status == EXIT_DONE)
		status = EXIT_BROKEN;
	arena_release(&arena);
	return status;
}
