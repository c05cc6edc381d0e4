-- yuan: aggregates, and the type of their state

CREATE TYPE yuan_sum;

CREATE FUNCTION yuan_sum_in(cstring) RETURNS yuan_sum
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_sum_out(yuan_sum) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_sum_recv(internal) RETURNS yuan_sum
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_sum_send(yuan_sum) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE yuan_sum (
	INPUT = yuan_sum_in,
	OUTPUT = yuan_sum_out,
	RECEIVE = yuan_sum_recv,
	SEND = yuan_sum_send,
	INTERNALLENGTH = 24,
	ALIGNMENT = double
);

CREATE FUNCTION yuan_sum_accum(yuan_sum, yuan) RETURNS yuan_sum
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_sum_accum_inv(yuan_sum, yuan) RETURNS yuan_sum
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_sum_combine(yuan_sum, yuan_sum) RETURNS yuan_sum
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_sum_final(yuan_sum) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_avg_final(yuan_sum) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_larger(yuan, yuan) RETURNS yuan
	AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_smaller(yuan, yuan) RETURNS yuan
	AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE sum(yuan) (
	SFUNC = yuan_sum_accum,
	STYPE = yuan_sum,
	INITCOND = '0 0.00',
	FINALFUNC = yuan_sum_final,
	COMBINEFUNC = yuan_sum_combine,
	MSFUNC = yuan_sum_accum,
	MINVFUNC = yuan_sum_accum_inv,
	MSTYPE = yuan_sum,
	MINITCOND = '0 0.00',
	MFINALFUNC = yuan_sum_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE avg(yuan) (
	SFUNC = yuan_sum_accum,
	STYPE = yuan_sum,
	INITCOND = '0 0.00',
	FINALFUNC = yuan_avg_final,
	COMBINEFUNC = yuan_sum_combine,
	MSFUNC = yuan_sum_accum,
	MINVFUNC = yuan_sum_accum_inv,
	MSTYPE = yuan_sum,
	MINITCOND = '0 0.00',
	MFINALFUNC = yuan_avg_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE min(yuan) (
	SFUNC = yuan_smaller,
	STYPE = yuan,
	COMBINEFUNC = yuan_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);

CREATE AGGREGATE max(yuan) (
	SFUNC = yuan_larger,
	STYPE = yuan,
	COMBINEFUNC = yuan_larger,
	SORTOP = >,
	PARALLEL = SAFE
);

COMMENT ON TYPE yuan_sum IS 'partial sum: a count of amounts and their exact total';
COMMENT ON FUNCTION yuan_sum_in(cstring) IS 'I/O: count, blank, total; 22P02';
COMMENT ON FUNCTION yuan_sum_out(yuan_sum) IS 'I/O: count, blank, total';
COMMENT ON FUNCTION yuan_sum_recv(internal) IS 'I/O: count, high and low half of the total; 22P03';
COMMENT ON FUNCTION yuan_sum_send(yuan_sum) IS 'I/O: count, high and low half of the total';
COMMENT ON FUNCTION yuan_sum_accum(yuan_sum, yuan) IS 'aggregate transition function';
COMMENT ON FUNCTION yuan_sum_accum_inv(yuan_sum, yuan) IS 'aggregate inverse transition function';
COMMENT ON FUNCTION yuan_sum_combine(yuan_sum, yuan_sum) IS 'aggregate combine function';
COMMENT ON FUNCTION yuan_sum_final(yuan_sum) IS 'aggregate final function; 22003';
COMMENT ON FUNCTION yuan_avg_final(yuan_sum) IS 'aggregate final function';
COMMENT ON FUNCTION yuan_larger(yuan, yuan) IS 'the larger of two amounts';
COMMENT ON FUNCTION yuan_smaller(yuan, yuan) IS 'the smaller of two amounts';
COMMENT ON AGGREGATE sum(yuan) IS 'exact total, the same in any order; 22003 if the final total is beyond the range';
COMMENT ON AGGREGATE avg(yuan) IS 'average as numeric, digit for digit avg(amount::numeric)';
COMMENT ON AGGREGATE min(yuan) IS 'least amount';
COMMENT ON AGGREGATE max(yuan) IS 'greatest amount';
