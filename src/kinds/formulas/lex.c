/*
 * lex.c - from bytes to words and signs  (pure)
 */
#include <string.h>

#include "kinds/formulas/lex.h"

#define SIGNS	",;:()[]=+-.*/?<>"

typedef struct Lexer
{
	const char *text;
	int32_t		size;
	int32_t		at;
	FormulaMemory memory;
	FormulaFault *fault;
	FormulaToken *token;
	int			ntokens;
} Lexer;

static const struct
{
	const char *text;
	FormulaPrinted printed;
}			printed_signs[] =
{
	{"\xE5\x90\x84\xE6\xA0\x8F", FORMULA_PRINTED_ALL_COLUMNS},	/* before 栏 */
	{"\xE8\xA1\xA8", FORMULA_PRINTED_FORM},
	{"\xE8\xA1\x8C", FORMULA_PRINTED_ROW},
	{"\xE6\xA0\x8F", FORMULA_PRINTED_COLUMN},
	{"\xE5\x90\x88\xE8\xAE\xA1", FORMULA_PRINTED_TOTAL},
};

#define NPRINTED	((int) (sizeof(printed_signs) / sizeof(printed_signs[0])))

void *
formula_grow(FormulaMemory memory, void *array, int count, size_t item)
{
	void	   *longer;

	if (count != 0 && (count < 4 || (count & (count - 1)) != 0))
		return array;
	longer = memory.take(memory.owner, item * (count == 0 ? 4 : (size_t) count * 2));
	if (count > 0)
		memcpy(longer, array, item * (size_t) count);
	return longer;
}

const char *
formula_copy(FormulaMemory memory, const char *text, int32_t length)
{
	char	   *copy = memory.take(memory.owner, (size_t) length + 1);

	if (length > 0)
		memcpy(copy, text, (size_t) length);
	copy[length] = '\0';
	return copy;
}

/*
 * The ASCII sign that stands here, in any width, and its bytes; 0 for part of a
 * word.  U+FF01 .. U+FF5E are the wide twins of 0x21 .. 0x7E.
 */
static char
sign_at(const Lexer *lexer, int32_t at, int *bytes)
{
	const unsigned char *p = (const unsigned char *) lexer->text + at;
	char		narrow = 0;

	*bytes = 1;
	if (at >= lexer->size)
		return 0;
	if (*p < 0x80)
		return (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
			(*p >= 'a' && *p <= 'z') || *p == '_' ? 0 : (char) *p;
	if (lexer->size - at < 3)
		return 0;
	if (p[0] == 0xEF && (p[1] == 0xBC || p[1] == 0xBD))
		narrow = (char) (p[2] - 0x80 + (p[1] - 0xBC) * 0x40 + 0x20);
	else if (memcmp(p, "\xE2\x88\x92", 3) == 0)
		narrow = '-';
	else if (memcmp(p, "\xE2\x89\xA4", 3) == 0)
		narrow = FORMULA_SIGN_LE;
	else if (memcmp(p, "\xE2\x89\xA5", 3) == 0)
		narrow = FORMULA_SIGN_GE;
	else if (memcmp(p, "\xE3\x80\x80", 3) == 0)
		narrow = ' ';
	if (narrow == 0 || strchr(SIGNS " LG", narrow) == NULL)
		return 0;
	if ((narrow == FORMULA_SIGN_LE || narrow == FORMULA_SIGN_GE) && p[0] == 0xEF)
		return 0;
	*bytes = 3;
	return narrow;
}

static FormulaToken *
add_token(Lexer *lexer, FormulaTokenKind kind, int32_t from, int32_t to)
{
	FormulaToken *token;

	lexer->token = formula_grow(lexer->memory, lexer->token, lexer->ntokens, sizeof(*token));
	token = &lexer->token[lexer->ntokens++];
	memset(token, 0, sizeof(*token));
	token->kind = kind;
	token->name.offset = from;
	token->name.span = to - from;
	token->name.text = lexer->text + from;
	token->name.length = to - from;
	return token;
}

static bool
refuse(Lexer *lexer, FormulaFaultCode code, int32_t from, int32_t to)
{
	formula_fault_set(lexer->fault, code, lexer->text, lexer->size, from, to - from,
					  lexer->text + from, to - from, NULL);
	return false;
}

/* '...' or "...", a doubled quote stands for one. */
static bool
lex_quoted(Lexer *lexer, char quote)
{
	int32_t		from = lexer->at;
	char	   *text;
	int32_t		to = from + 1;
	int32_t		length = 0;
	FormulaToken *token;

	while (to < lexer->size && (lexer->text[to] != quote ||
								(to + 1 < lexer->size && lexer->text[to + 1] == quote)))
		to += lexer->text[to] == quote ? 2 : 1;
	if (to >= lexer->size)
		return refuse(lexer, FORMULA_OPEN_QUOTE, from, from + 1);
	if (to == from + 1)
		return refuse(lexer, FORMULA_EMPTY_QUOTE, from, to + 1);

	text = lexer->memory.take(lexer->memory.owner, (size_t) (to - from));
	for (int32_t at = from + 1; at < to; at++)
	{
		text[length++] = lexer->text[at];
		at += lexer->text[at] == quote;
	}
	text[length] = '\0';
	token = add_token(lexer, quote == '"' ? FORMULA_IDENT : FORMULA_LABEL_TEXT, from, to + 1);
	token->name.text = text;
	token->name.length = length;
	lexer->at = to + 1;
	return true;
}

/* Which sign of the printed notation stands here, or -1. */
static int
printed_at(const Lexer *lexer, int32_t at, int32_t to)
{
	for (int i = 0; i < NPRINTED; i++)
	{
		int32_t		length = (int32_t) strlen(printed_signs[i].text);

		if (to - at >= length && memcmp(lexer->text + at, printed_signs[i].text, (size_t) length) == 0)
			return i;
	}
	return -1;
}

/* Are the printed signs cut off the word that begins here? */
static bool
is_cut(const Lexer *lexer, int32_t at)
{
	const FormulaToken *last = lexer->ntokens > 0 ? &lexer->token[lexer->ntokens - 1] : NULL;

	if (lexer->text[at] >= '0' && lexer->text[at] <= '9')
		return true;
	return last != NULL && (last->printed != FORMULA_PLAIN ||
							(last->kind == FORMULA_SIGN && last->sign == ')'));
}

static void
add_word(Lexer *lexer, int32_t from, int32_t to, FormulaPrinted printed)
{
	FormulaToken *token;

	if (from == to)
		return;
	token = add_token(lexer, FORMULA_WORD, from, to);
	token->printed = printed;
	token->name.text = formula_copy(lexer->memory, lexer->text + from, to - from);
}

static void
lex_word(Lexer *lexer)
{
	int32_t		from = lexer->at;
	int32_t		to = from;
	bool		cut = is_cut(lexer, from);
	int			bytes;

	while (to < lexer->size && sign_at(lexer, to, &bytes) == 0)
		to++;
	lexer->at = to;
	for (int32_t at = from; cut && at < to; at++)
	{
		int			sign = printed_at(lexer, at, to);

		if (sign < 0)
			continue;
		add_word(lexer, from, at, FORMULA_PLAIN);
		from = at + (int32_t) strlen(printed_signs[sign].text);
		add_word(lexer, at, from, printed_signs[sign].printed);
		at = from - 1;
	}
	add_word(lexer, from, to, FORMULA_PLAIN);
}

static bool
lex_sign(Lexer *lexer, char sign, int bytes)
{
	int32_t		from = lexer->at;
	int			more;
	char		next = sign_at(lexer, from + bytes, &more);

	if (sign == '-' && next == '-')
	{
		while (lexer->at < lexer->size && lexer->text[lexer->at] != '\n')
			lexer->at++;
		return true;
	}
	if ((sign == '<' || sign == '>') && next == '=')
	{
		sign = sign == '<' ? FORMULA_SIGN_LE : FORMULA_SIGN_GE;
		bytes += more;
	}
	if (strchr(SIGNS "LG", sign) == NULL || sign == '<' || sign == '>')
		return refuse(lexer, FORMULA_BAD_SIGN, from, from + bytes);
	lexer->at += bytes;
	add_token(lexer, FORMULA_SIGN, from, lexer->at)->sign = sign;
	return true;
}

FormulaToken *
formula_lex(const char *text, size_t size, FormulaMemory memory, FormulaFault *fault)
{
	Lexer		lexer = {text, (int32_t) size, 0, memory, fault, NULL, 0};

	if (size > FORMULA_MAX_TEXT)
	{
		formula_fault_set(fault, FORMULA_TOO_LONG, text, 0, 0, 0, "the definition", 14, NULL);
		return NULL;
	}
	if (memchr(text, '\0', size) != NULL)
	{
		int32_t		at = (int32_t) ((const char *) memchr(text, '\0', size) - text);

		(void) refuse(&lexer, FORMULA_BAD_SIGN, at, at + 1);
		return NULL;
	}
	while (lexer.at < lexer.size)
	{
		int			bytes;
		char		sign = sign_at(&lexer, lexer.at, &bytes);

		if (sign == ' ' || (sign >= '\t' && sign <= '\r'))
			lexer.at += bytes;
		else if (sign == 0)
			lex_word(&lexer);
		else if (sign == '"' || sign == '\'')
		{
			if (!lex_quoted(&lexer, sign))
				return NULL;
		}
		else if (!lex_sign(&lexer, sign, bytes))
			return NULL;
	}
	add_token(&lexer, FORMULA_END, lexer.size, lexer.size)->name.text = "";
	return lexer.token;
}

/* Signs that a reader could take for the printed notation ask for quotes. */
bool
formula_is_plain(const char *text, int32_t length)
{
	static const char *const special[] = {
		"\xE8\xA1\xA8", "\xE8\xA1\x8C", "\xE6\xA0\x8F", "\xE5\x90\x88\xE8\xAE\xA1",
		"\xE5\x90\x84", "\xE6\x9C\xAC\xE7\xBA\xA7", "\xE4\xB8\x8B\xE7\xBA\xA7"
	};
	Lexer		lexer = {.text = text, .size = length};
	int			bytes;

	for (int32_t at = 0; at < length; at++)
	{
		if (sign_at(&lexer, at, &bytes) != 0)
			return false;
		for (int i = 0; i < (int) (sizeof(special) / sizeof(special[0])); i++)
			if (length - at >= (int32_t) strlen(special[i]) &&
				memcmp(text + at, special[i], strlen(special[i])) == 0)
				return false;
	}
	return length > 0;
}
