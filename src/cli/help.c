#include "cli/command.h"

#include <string.h>

/* The help and the manual page are made from the commands' own declarations, so that they cannot differ from the program. */

static const char *const program_about =
	N_("Sagsgang reads the agendas and minutes of municipal committees, keeps them as a record that nobody can quietly "
	   "change, and serves them to everybody.");

static const struct {
	int status;
	const char *meaning;
} statuses[] = {
	{ EXIT_DONE, N_("everything was done") },
	{ EXIT_SOME_FAILED, N_("some of several things failed, or a check found something") },
	{ EXIT_NOT_RECOGNISED, N_("the input is not what it must be, or was not recognised") },
	{ EXIT_NOT_FOUND, N_("there is no such thing") },
	{ EXIT_DENIED, N_("it may not be done") },
	{ EXIT_CONFLICT, N_("somebody else was first") },
	{ EXIT_LIMIT, N_("a limit was reached") },
	{ EXIT_USAGE, N_("the command line is wrong") },
	{ EXIT_BROKEN, N_("the disk, the database or the program fails") },
	{ EXIT_BUSY, N_("the database is busy: try again") },
	{ EXIT_UNCERTAIN, N_("it is not known whether it was done") },
};

static const struct {
	const char *name, *meaning;
} variables[] = {
	{ "SAGSGANG_DB", N_("the database, when --db is not given") },
	{ "SAGSGANG_LANG", N_("the language, when --lang is not given") },
	{ "SAGSGANG_SMTP", N_("the mail server, when --smtp is not given") },
	{ "SAGSGANG_MAIL_FROM", N_("the sender of mails, when --mail-from is not given") },
	{ "SAGSGANG_OIDC", N_("the provider by which people log in, when --oidc is not given; each --oidc-NAME has its own") },
};

enum { HELP_COLUMN = 26, HELP_WIDTH = 96 };

/* Words from the column on, in lines of HELP_WIDTH, letters counted rather than bytes. */
static void print_wrapped(const char *words, size_t column, size_t indent)
{
	struct text rest = text_from(words), word;

	while (text_word(&rest, &word)) {
		size_t width = text_runes(word);

		if (column > indent && column + 1 + width > HELP_WIDTH) {
			printf("\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			putchar(' ');
			column++;
		}
		printf("%.*s", TEXT_ARG(word));
		column += width;
	}
	putchar('\n');
}

static void print_row(const char *name, const char *value, const char *meaning)
{
	int n = 2 + (int)text_runes(text_from(name));

	printf("  %s", name);
	if (value != NULL) {
		printf(" %s", value);
		n += 1 + (int)text_runes(text_from(value));
	}
	if (n + 2 > HELP_COLUMN)
		printf("\n%*s", HELP_COLUMN, "");
	else
		printf("%*s", HELP_COLUMN - n, "");
	print_wrapped(meaning, HELP_COLUMN, HELP_COLUMN);
}

static void print_option(const struct option *option, enum lang lang)
{
	char name[40];

	snprintf(name, sizeof(name), "--%s", option->name);
	print_row(name, option->value != NULL ? tr(lang, option->value) : NULL, tr(lang, option->help));
}

static void print_command_help(const struct command *command, enum lang lang)
{
	printf("sagsgang %s [...]%s%s\n\n", command->name, *command->arguments != '\0' ? " " : "",
		*command->arguments != '\0' ? tr(lang, command->arguments) : "");
	print_wrapped(tr(lang, command->about), 0, 0);
	putchar('\n');
	for (size_t i = 0; i < command->options_n; i++)
		print_option(&command->options[i], lang);
	for (size_t i = 0; i < common_options_n; i++)
		print_option(&common_options[i], lang);
}

void help_print(const struct command *command, enum lang lang)
{
	if (command != NULL) {
		print_command_help(command, lang);
		return;
	}
	print_wrapped(tr(lang, program_about), 0, 0);
	putchar('\n');
	for (size_t i = 0; commands[i] != NULL; i++)
		print_row(commands[i]->name, NULL, tr(lang, commands[i]->summary));
	printf("\n%s\n", tr(lang, N_("sagsgang COMMAND --help tells more of each; sagsgang --version its version.")));
	printf("\n%s\n", tr(lang, N_("Exit status:")));
	for (size_t i = 0; i < LENGTH_OF(statuses); i++)
		printf("  %2d  %s\n", statuses[i].status, tr(lang, statuses[i].meaning));
}

/* Text for roff: a backslash and a dash are escaped, and a line may not begin with a dot or an apostrophe.  Filled lines of
 * the source are no longer than that of a mail. */
enum { ROFF_WIDTH = 72 };

static void roff_word(struct text word)
{
	if (word.n > 0 && (word.s[0] == '.' || word.s[0] == '\''))
		printf("\\&");
	for (size_t i = 0; i < word.n; i++) {
		if (word.s[i] == '\\')
			printf("\\e");
		else if (word.s[i] == '-')
			printf("\\-");
		else
			putchar(word.s[i]);
	}
}

static void roff(const char *text)
{
	struct text rest = text_from(text), word;
	size_t column = 0;

	while (text_word(&rest, &word)) {
		if (column > 0 && column + word.n >= ROFF_WIDTH) {
			putchar('\n');
			column = 0;
		} else if (column > 0) {
			putchar(' ');
		}
		roff_word(word);
		column += word.n + 1;
	}
}

static void roff_line(const char *text)
{
	roff(text);
	putchar('\n');
}

static void roff_option(const struct option *option)
{
	printf(".TP\n\\fB\\-\\-");
	roff(option->name);
	printf("\\fR");
	if (option->value != NULL) {
		printf(" \\fI");
		roff(option->value);
		printf("\\fR");
	}
	putchar('\n');
	roff_line(option->help);
}

static void roff_command(const struct command *command)
{
	printf(".SS sagsgang ");
	roff(command->name);
	if (*command->arguments != '\0')
		putchar(' ');
	roff_line(command->arguments);
	roff_line(command->about);
	for (size_t i = 0; i < command->options_n; i++)
		roff_option(&command->options[i]);
}

static void roff_named(const char *name, const char *meaning)
{
	printf(".TP\n.B %s\n", name);
	roff_line(meaning);
}

static void roff_statuses(void)
{
	char number[12];

	printf(".SH EXIT STATUS\n");
	for (size_t i = 0; i < LENGTH_OF(statuses); i++) {
		snprintf(number, sizeof(number), "%d", statuses[i].status);
		roff_named(number, statuses[i].meaning);
	}
}

void manual_print(void)
{
	printf(".TH SAGSGANG 1 " SAGSGANG_RELEASED " \"sagsgang " SAGSGANG_VERSION "\"\n.SH NAME\nsagsgang \\- the work of "
	       "municipal committees, from agenda to effect\n.SH SYNOPSIS\n.B sagsgang\n.I COMMAND\n.RI [ options ]\n"
	       ".RI [ arguments ]\n.SH DESCRIPTION\n");
	roff_line(program_about);
	printf(".SH COMMANDS\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		roff_command(commands[i]);
	printf(".SH OPTIONS OF EVERY COMMAND\n");
	for (size_t i = 0; i < common_options_n; i++)
		roff_option(&common_options[i]);
	roff_statuses();
	printf(".SH ENVIRONMENT\n");
	for (size_t i = 0; i < LENGTH_OF(variables); i++)
		roff_named(variables[i].name, variables[i].meaning);
}

static void complete_command(const struct command *command)
{
	printf("\t%s) words='", command->name);
	for (size_t i = 0; i < command->options_n; i++)
		printf("--%s ", command->options[i].name);
	for (size_t i = 0; i < common_options_n; i++)
		printf("%s--%s", i > 0 ? " " : "", common_options[i].name);
	printf("' ;;\n");
}

/* Options where a dash was begun, files and folders otherwise: that is what every command takes but the numbers. */
void completion_print(void)
{
	printf("# bash completion for sagsgang, made by `sagsgang --completion`\n_sagsgang() {\n\tlocal words='' "
	       "word=${COMP_WORDS[COMP_CWORD]}\n\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '");
	for (size_t i = 0; commands[i] != NULL; i++)
		printf("%s ", commands[i]->name);
	printf("help --help --version' -- \"$word\"))\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		complete_command(commands[i]);
	printf("\tesac\n\tcase $word in\n\t-*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n\t*) "
	       "COMPREPLY=($(compgen -f -- \"$word\")) ;;\n\tesac\n}\ncomplete -o filenames -F _sagsgang sagsgang\n");
}
