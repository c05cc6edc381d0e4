/*
 * subject/fault.c - how a wrong code is reported
 */
#include "postgres.h"

#include "subject/fault.h"

static const struct
{
	const char *detail;
	const char *hint;
}			report[] =
{
	[SUBJECT_EMPTY] = {
		gettext_noop("A code has 3, 5, 7 or 9 digits; the root is written *."), NULL
	},
	[SUBJECT_FULL_WIDTH] = {
		gettext_noop("The digits are full-width characters."),
		gettext_noop("In a UTF8 database, normalize(text, NFKC) turns them into ASCII digits.")
	},
	[SUBJECT_DECIMAL] = {
		gettext_noop("The code has a decimal point, as if it were an amount."),
		gettext_noop("Keep codes as text in the spreadsheet, or use text::numeric::bigint::subject_code.")
	},
	[SUBJECT_DOTTED] = {
		gettext_noop("The code has points between its parts; dotted codes belong to other classifications, such as accounts."),
		gettext_noop("If the parts are those of a budget subject, use subject_make(class, section, item, subitem).")
	},
	[SUBJECT_SPLIT] = {
		gettext_noop("The code is split into parts."),
		gettext_noop("Use subject_make(class, section, item, subitem).")
	},
	[SUBJECT_ARRAY] = {
		gettext_noop("This is one code, not an array of codes."),
		gettext_noop("For an array, write '{...}'::subject_code[].")
	},
	[SUBJECT_NOT_DIGITS] = {
		gettext_noop("A code has only the digits 0 to 9; the root is written *."), NULL
	},
	[SUBJECT_TOO_SHORT] = {
		gettext_noop("A class has 3 digits."), NULL
	},
	[SUBJECT_EVEN] = {
		gettext_noop("A code has 3, 5, 7 or 9 digits, never an even number of them."),
		gettext_noop("If a section has lost its leading zero, use subject_make(class, section, item, subitem).")
	},
	[SUBJECT_TOO_LONG] = {
		gettext_noop("A code has at most 4 levels, 9 digits."), NULL
	},
	[SUBJECT_FIRST_ZERO] = {
		gettext_noop("The first digit is 1 to 9."), NULL
	},
	[SUBJECT_PADDED] = {
		gettext_noop("The code is padded with 00 for levels that it does not have."),
		gettext_noop("Use subject_from_padded(text).")
	},
	[SUBJECT_ZERO_SECTION] = {
		gettext_noop("Below the class no section is 00."), NULL
	},
	[SUBJECT_CLASS_RANGE] = {
		gettext_noop("A class is a number from 100 to 999."), NULL
	},
	[SUBJECT_SECTION_RANGE] = {
		gettext_noop("A section below the class is a number from 1 to 99."), NULL
	},
};

int
subject_errdetail(SubjectFault fault)
{
	return errdetail_internal("%s", _(report[fault].detail));
}

int
subject_errhint(SubjectFault fault)
{
	return report[fault].hint != NULL ? errhint("%s", _(report[fault].hint)) : 0;
}
