-- yuan: the type

CREATE TYPE yuan;

CREATE FUNCTION yuan_in(cstring, oid, integer) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_out(yuan) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_recv(internal, oid, integer) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_send(yuan) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_typmod_in(cstring[]) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_typmod_out(integer) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE yuan (
	INPUT = yuan_in,
	OUTPUT = yuan_out,
	RECEIVE = yuan_recv,
	SEND = yuan_send,
	TYPMOD_IN = yuan_typmod_in,
	TYPMOD_OUT = yuan_typmod_out,
	LIKE = bigint,
	CATEGORY = 'N'
);

COMMENT ON TYPE yuan IS
	'amount of money in yuan, exact to the fen (0.01), -92233720368547758.08 to 92233720368547758.07; yuan(q) holds multiples of q yuan only';
COMMENT ON FUNCTION yuan_in(cstring, oid, integer) IS 'I/O: 1,234.50 with an optional unit; 22P02, 22003';
COMMENT ON FUNCTION yuan_out(yuan) IS 'I/O: sign, digits, two decimals';
COMMENT ON FUNCTION yuan_recv(internal, oid, integer) IS 'I/O: int8 count of fen in network order; 22003';
COMMENT ON FUNCTION yuan_send(yuan) IS 'I/O: int8 count of fen in network order';
COMMENT ON FUNCTION yuan_typmod_in(cstring[]) IS 'I/O typmod: the quantum in yuan; 22023';
COMMENT ON FUNCTION yuan_typmod_out(integer) IS 'I/O typmod: the quantum in yuan';
