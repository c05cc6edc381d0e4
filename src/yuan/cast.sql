-- yuan: casts

CREATE FUNCTION yuan(smallint) RETURNS yuan
	AS 'MODULE_PATHNAME', 'int2_yuan' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan(integer) RETURNS yuan
	AS 'MODULE_PATHNAME', 'int4_yuan' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan(bigint) RETURNS yuan
	AS 'MODULE_PATHNAME', 'int8_yuan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan(numeric, integer, boolean) RETURNS yuan
	AS 'MODULE_PATHNAME', 'numeric_yuan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan(jsonb, integer, boolean) RETURNS yuan
	AS 'MODULE_PATHNAME', 'jsonb_yuan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_coercion_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan(yuan, integer, boolean) RETURNS yuan
	AS 'MODULE_PATHNAME', 'yuan_length_coercion' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	SUPPORT yuan_coercion_support;
CREATE FUNCTION yuan_numeric(yuan) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- Without this int8(amount) would find the server's int8(numeric), which rounds.
CREATE FUNCTION int8(yuan) RETURNS bigint
	AS 'MODULE_PATHNAME', 'yuan_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_float8(yuan) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_json(yuan) RETURNS json
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (smallint AS yuan) WITH FUNCTION yuan(smallint) AS IMPLICIT;
CREATE CAST (integer AS yuan) WITH FUNCTION yuan(integer) AS IMPLICIT;
CREATE CAST (bigint AS yuan) WITH FUNCTION yuan(bigint) AS IMPLICIT;
CREATE CAST (numeric AS yuan) WITH FUNCTION yuan(numeric, integer, boolean) AS ASSIGNMENT;
CREATE CAST (jsonb AS yuan) WITH FUNCTION yuan(jsonb, integer, boolean);
CREATE CAST (yuan AS yuan) WITH FUNCTION yuan(yuan, integer, boolean) AS IMPLICIT;
CREATE CAST (yuan AS numeric) WITH FUNCTION yuan_numeric(yuan) AS IMPLICIT;
CREATE CAST (yuan AS bigint) WITH FUNCTION int8(yuan);
CREATE CAST (yuan AS double precision) WITH FUNCTION yuan_float8(yuan);
CREATE CAST (yuan AS json) WITH FUNCTION yuan_json(yuan);

COMMENT ON FUNCTION yuan(smallint) IS 'so many yuan';
COMMENT ON FUNCTION yuan(integer) IS 'so many yuan';
COMMENT ON FUNCTION yuan(bigint) IS 'so many yuan; 22003';
COMMENT ON FUNCTION yuan(numeric, integer, boolean) IS 'so many yuan, in multiples of a type modifier: rounded half away from zero if explicit, else exact; 22003';
COMMENT ON FUNCTION yuan(jsonb, integer, boolean) IS 'a JSON number as numeric, or a JSON string as text input, in multiples of a type modifier; 22003, 22023, 22P02';
COMMENT ON FUNCTION yuan_coercion_support(internal) IS 'planner support: drops a cast that can change nothing';
COMMENT ON FUNCTION yuan(yuan, integer, boolean) IS 'to multiples of a type modifier: rounded half away from zero if explicit, else exact; 22003';
COMMENT ON FUNCTION yuan_numeric(yuan) IS 'the amount in yuan, with two decimals';
COMMENT ON FUNCTION int8(yuan) IS 'the amount in yuan; 22003 unless whole';
COMMENT ON FUNCTION yuan_float8(yuan) IS 'the float8 nearest to the amount in yuan';
COMMENT ON FUNCTION yuan_json(yuan) IS 'the amount in yuan as a JSON number';
COMMENT ON CAST (smallint AS yuan) IS 'so many yuan';
COMMENT ON CAST (integer AS yuan) IS 'so many yuan';
COMMENT ON CAST (bigint AS yuan) IS 'so many yuan; 22003';
COMMENT ON CAST (numeric AS yuan) IS 'so many yuan: rounded half away from zero if explicit, exact in assignments; 22003';
COMMENT ON CAST (jsonb AS yuan) IS 'a JSON number or string; 22003, 22023, 22P02';
COMMENT ON CAST (yuan AS yuan) IS 'to the quantum of the target: rounded half away from zero if explicit, else exact; 22003';
COMMENT ON CAST (yuan AS numeric) IS 'the amount in yuan, exact';
COMMENT ON CAST (yuan AS bigint) IS 'the amount in yuan; 22003 unless whole';
COMMENT ON CAST (yuan AS double precision) IS 'the nearest float8';
COMMENT ON CAST (yuan AS json) IS 'a JSON number, followed by to_json() and its kin';
