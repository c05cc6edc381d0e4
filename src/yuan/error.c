/*
 * yuan/error.c - what every refusal of an amount says, once
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/compat.h"
#include "yuan/error.h"

void
yuan_out_of_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s out of range", "yuan")));
}

void
yuan_check_quantum(int64 quantum)
{
	char		text[YUAN_MAX_TEXT];

	if (quantum > 0)
		return;
	yuan_format_fen(quantum, text);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("quantum %s is not greater than zero", text)));
}

int
yuan_errdetail(YuanStatus status)
{
	switch (status)
	{
		case YUAN_NO_DIGITS:
			return errdetail("An amount needs at least one digit.");
		case YUAN_BAD_SIGN:
			return errdetail("One sign may stand right before the number.");
		case YUAN_BAD_GROUPS:
			return errdetail("Commas must divide the whole part into groups of three digits.");
		case YUAN_BAD_NUMBER:
			return errdetail("An amount is an optional sign, digits with or without commas, an optional fraction and an optional unit.");
		case YUAN_BAD_UNIT:
			return errdetail("Nothing may follow the number but a unit.");
		case YUAN_BROKEN_FEN:
			return errdetail("An amount is a whole number of fen (0.01 yuan).");
		case YUAN_OUT_OF_RANGE:
			return errdetail("Amounts lie between -92233720368547758.08 and 92233720368547758.07 yuan.");
		case YUAN_OK:
			break;
	}
	return 0;
}

void
yuan_refuse_text(const char *text, YuanStatus status, struct Node *escontext)
{
	if (status == YUAN_OUT_OF_RANGE)
		ereturn(escontext,,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%s\" is out of range for type %s", text, "yuan"),
				 yuan_errdetail(status)));
	ereturn(escontext,,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "yuan", text),
			 yuan_errdetail(status)));
}

void
yuan_refuse_quantum(int64 fen, int64 quantum, struct Node *escontext)
{
	char		amount[YUAN_MAX_TEXT];
	char		unit[YUAN_MAX_TEXT];

	yuan_format_fen(fen, amount);
	yuan_format_fen(quantum, unit);
	ereturn(escontext,,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("amount %s is not a multiple of %s", amount, unit),
			 errdetail("The type modifier of the target is its quantum, and only an explicit cast rounds."),
			 errhint("Round it with yuan_round(amount, %s), or cast it explicitly.", unit)));
}
