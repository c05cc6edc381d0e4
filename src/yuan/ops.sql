-- yuan: comparison and arithmetic that stays in the type

-- An amount is stored as bigint is: what compares bigint compares amounts.
CREATE FUNCTION yuan_eq(yuan, yuan) RETURNS boolean
	AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_ne(yuan, yuan) RETURNS boolean
	AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_lt(yuan, yuan) RETURNS boolean
	AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_le(yuan, yuan) RETURNS boolean
	AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_gt(yuan, yuan) RETURNS boolean
	AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_ge(yuan, yuan) RETURNS boolean
	AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;

CREATE FUNCTION yuan_pl(yuan, yuan) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_mi(yuan, yuan) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_mul(yuan, bigint) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_mul_left(bigint, yuan) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_up(yuan) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_um(yuan) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION abs(yuan) RETURNS yuan
	AS 'MODULE_PATHNAME', 'yuan_abs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	FUNCTION = yuan_eq, LEFTARG = yuan, RIGHTARG = yuan,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
	FUNCTION = yuan_ne, LEFTARG = yuan, RIGHTARG = yuan,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
	FUNCTION = yuan_lt, LEFTARG = yuan, RIGHTARG = yuan,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	FUNCTION = yuan_le, LEFTARG = yuan, RIGHTARG = yuan,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
	FUNCTION = yuan_gt, LEFTARG = yuan, RIGHTARG = yuan,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
	FUNCTION = yuan_ge, LEFTARG = yuan, RIGHTARG = yuan,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR + (FUNCTION = yuan_pl, LEFTARG = yuan, RIGHTARG = yuan, COMMUTATOR = +);
CREATE OPERATOR - (FUNCTION = yuan_mi, LEFTARG = yuan, RIGHTARG = yuan);
CREATE OPERATOR * (FUNCTION = yuan_mul, LEFTARG = yuan, RIGHTARG = bigint, COMMUTATOR = *);
CREATE OPERATOR * (FUNCTION = yuan_mul_left, LEFTARG = bigint, RIGHTARG = yuan, COMMUTATOR = *);
CREATE OPERATOR + (FUNCTION = yuan_up, RIGHTARG = yuan);
CREATE OPERATOR - (FUNCTION = yuan_um, RIGHTARG = yuan);
CREATE OPERATOR @ (FUNCTION = abs, RIGHTARG = yuan);

COMMENT ON FUNCTION yuan_eq(yuan, yuan) IS 'implementation of = operator';
COMMENT ON FUNCTION yuan_ne(yuan, yuan) IS 'implementation of <> operator';
COMMENT ON FUNCTION yuan_lt(yuan, yuan) IS 'implementation of < operator';
COMMENT ON FUNCTION yuan_le(yuan, yuan) IS 'implementation of <= operator';
COMMENT ON FUNCTION yuan_gt(yuan, yuan) IS 'implementation of > operator';
COMMENT ON FUNCTION yuan_ge(yuan, yuan) IS 'implementation of >= operator';
COMMENT ON FUNCTION yuan_pl(yuan, yuan) IS 'implementation of + operator';
COMMENT ON FUNCTION yuan_mi(yuan, yuan) IS 'implementation of - operator';
COMMENT ON FUNCTION yuan_mul(yuan, bigint) IS 'implementation of * operator';
COMMENT ON FUNCTION yuan_mul_left(bigint, yuan) IS 'implementation of * operator';
COMMENT ON FUNCTION yuan_up(yuan) IS 'implementation of + operator';
COMMENT ON FUNCTION yuan_um(yuan) IS 'implementation of - operator';
COMMENT ON FUNCTION abs(yuan) IS 'absolute amount; 22003 for the least one';
COMMENT ON OPERATOR = (yuan, yuan) IS 'equal';
COMMENT ON OPERATOR <> (yuan, yuan) IS 'not equal';
COMMENT ON OPERATOR < (yuan, yuan) IS 'less than';
COMMENT ON OPERATOR <= (yuan, yuan) IS 'less than or equal';
COMMENT ON OPERATOR > (yuan, yuan) IS 'greater than';
COMMENT ON OPERATOR >= (yuan, yuan) IS 'greater than or equal';
COMMENT ON OPERATOR + (yuan, yuan) IS 'add; 22003';
COMMENT ON OPERATOR - (yuan, yuan) IS 'subtract; 22003';
COMMENT ON OPERATOR * (yuan, bigint) IS 'multiply by a whole number; 22003';
COMMENT ON OPERATOR * (bigint, yuan) IS 'multiply by a whole number; 22003';
COMMENT ON OPERATOR + (NONE, yuan) IS 'unary plus';
COMMENT ON OPERATOR - (NONE, yuan) IS 'negate; 22003 for the least amount';
COMMENT ON OPERATOR @ (NONE, yuan) IS 'absolute amount; 22003 for the least one';
