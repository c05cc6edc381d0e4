/*
 * yuan/compare.c - order and hash of amounts
 *
 * An amount is stored as int8 is, so what the server has for int8 under its
 * indexes, sorts, hashes and window frames serves as it stands.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "base/compat.h"
#include "base/govfiscal.h"

#define YUAN_COMPARISON(name, operator) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		PG_RETURN_BOOL(PG_GETARG_YUAN(0) operator PG_GETARG_YUAN(1)); \
	}

YUAN_COMPARISON(yuan_eq, ==)
YUAN_COMPARISON(yuan_ne, !=)
YUAN_COMPARISON(yuan_lt, <)
YUAN_COMPARISON(yuan_le, <=)
YUAN_COMPARISON(yuan_gt, >)
YUAN_COMPARISON(yuan_ge, >=)

PG_FUNCTION_INFO_V1(yuan_cmp);
PG_FUNCTION_INFO_V1(yuan_larger);
PG_FUNCTION_INFO_V1(yuan_smaller);
PG_FUNCTION_INFO_V1(yuan_sortsupport);
PG_FUNCTION_INFO_V1(yuan_in_range);
PG_FUNCTION_INFO_V1(yuan_hash);
PG_FUNCTION_INFO_V1(yuan_hash_extended);

Datum
yuan_cmp(PG_FUNCTION_ARGS)
{
	Yuan		a = PG_GETARG_YUAN(0);
	Yuan		b = PG_GETARG_YUAN(1);

	PG_RETURN_INT32((a > b) - (a < b));
}

Datum
yuan_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(Max(PG_GETARG_YUAN(0), PG_GETARG_YUAN(1)));
}

Datum
yuan_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_YUAN(Min(PG_GETARG_YUAN(0), PG_GETARG_YUAN(1)));
}

Datum
yuan_sortsupport(PG_FUNCTION_ARGS)
{
	return btint8sortsupport(fcinfo);
}

Datum
yuan_in_range(PG_FUNCTION_ARGS)
{
	return in_range_int8_int8(fcinfo);
}

Datum
yuan_hash(PG_FUNCTION_ARGS)
{
	return hashint8(fcinfo);
}

Datum
yuan_hash_extended(PG_FUNCTION_ARGS)
{
	return hashint8extended(fcinfo);
}

#ifdef GF_HAVE_SKIPSUPPORT
PG_FUNCTION_INFO_V1(yuan_skipsupport);

Datum
yuan_skipsupport(PG_FUNCTION_ARGS)
{
	return btint8skipsupport(fcinfo);
}
#endif
