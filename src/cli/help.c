#include "cli/command.h"

#include <ctype.h>
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
	char head[64];
	int n = snprintf(head, sizeof(head), "  %s%s%s", name, value != NULL ? " " : "", value != NULL ? value : "");

	printf("%s", head);
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
	printf("sagsgang %s [...] %s\n\n", command->name, command->arguments);
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

/* Text for roff: a backslash is doubled, a dash is a minus, and a line may not begin with a dot. */
static void roff(const char *text)
{
	if (*text == '.' || *text == '\'')
		printf("\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			printf("\\e");
		else if (*text == '-')
			printf("\\-");
		else
			putchar(*text);
	}
}

static void roff_capitals(const char *text)
{
	for (; *text != '\0'; text++)
		putchar(toupper((unsigned char)*text));
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
	roff(option->help);
	putchar('\n');
}

static void roff_command(const struct command *command)
{
	printf(".SS \"sagsgang ");
	roff(command->name);
	putchar(' ');
	roff(command->arguments);
	printf("\"\n");
	roff(command->about);
	putchar('\n');
	for (size_t i = 0; i < command->options_n; i++)
		roff_option(&command->options[i]);
}

void manual_print(void)
{
	printf(".TH ");
	roff_capitals("sagsgang");
	printf(" 1 \"\" \"sagsgang " SAGSGANG_VERSION "\"\n.SH NAME\nsagsgang \\- the work of municipal committees, from agenda "
	       "to effect\n.SH SYNOPSIS\n.B sagsgang\n.I COMMAND\n.RI [ options ]\n.RI [ arguments ]\n.SH DESCRIPTION\n");
	roff(program_about);
	printf("\n.SH COMMANDS\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		roff_command(commands[i]);
	printf(".SH OPTIONS OF EVERY COMMAND\n");
	for (size_t i = 0; i < common_options_n; i++)
		roff_option(&common_options[i]);
	printf(".SH EXIT STATUS\n");
	for (size_t i = 0; i < LENGTH_OF(statuses); i++)
		printf(".TP\n.B %d\n%s\n", statuses[i].status, statuses[i].meaning);
	printf(".SH ENVIRONMENT\n");
	for (size_t i = 0; i < LENGTH_OF(variables); i++)
		printf(".TP\n.B %s\n%s\n", variables[i].name, variables[i].meaning);
}
