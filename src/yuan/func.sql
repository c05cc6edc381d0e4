-- yuan: functions

CREATE FUNCTION yuan_round(exact numeric, quantum yuan DEFAULT '0.01', mode text DEFAULT 'half_up') RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rounds_to(exact numeric, stated numeric) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_rounds_to(exact yuan, stated yuan, quantum yuan) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_from_fen(fen bigint) RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_fen(amount yuan) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_in_unit(amount yuan, unit text) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- The default unit is spelt in ASCII: the script loads in every encoding.
CREATE FUNCTION yuan_format(amount yuan, unit text DEFAULT 'yuan', digits integer DEFAULT 2, "grouping" boolean DEFAULT true) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_parse(cell text, unit text DEFAULT 'yuan') RETURNS yuan
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_upper(amount yuan) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_allocate(total yuan, weights numeric[], quantum yuan DEFAULT '0.01') RETURNS yuan[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_adds_up(total yuan, parts yuan[], quantum yuan DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION generate_series(yuan, yuan, yuan) RETURNS SETOF yuan
	AS 'MODULE_PATHNAME', 'yuan_generate_series' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION yuan_round(numeric, yuan, text) IS
	'yuan to a multiple of the quantum: half_up (away from zero), half_even, up, down, ceiling, floor; 22003, 22023';
COMMENT ON FUNCTION rounds_to(numeric, numeric) IS
	'is the stated number the exact one, rounded half away from zero to the places it is written with?';
COMMENT ON FUNCTION yuan_rounds_to(yuan, yuan, yuan) IS
	'is the stated amount the exact one, rounded half away from zero to the quantum? 22023';
COMMENT ON FUNCTION yuan_from_fen(bigint) IS 'the amount of so many fen';
COMMENT ON FUNCTION yuan_fen(yuan) IS 'the amount in fen';
COMMENT ON FUNCTION yuan_in_unit(yuan, text) IS 'the amount in a unit, exact; 22023';
COMMENT ON FUNCTION yuan_format(yuan, text, integer, boolean) IS
	'the amount in a unit as text, half up, with comma groups unless told not to; 22023';
COMMENT ON FUNCTION yuan_parse(text, text) IS
	'an amount as documents print it, NULL for a blank cell or a dash; a bare number is in the unit; 22P02, 22003, 22023';
COMMENT ON FUNCTION yuan_upper(yuan) IS
	'the amount in capital numerals by the payment instrument rules (Yinfa 1997 No. 393); 22P05';
COMMENT ON FUNCTION yuan_allocate(yuan, numeric[], yuan) IS
	'the total divided by weights, by largest remainder, exact in sum; 22023';
COMMENT ON FUNCTION yuan_adds_up(yuan, yuan[], yuan) IS
	'do the parts sum to the total, within what rounding to the quantum can explain? NULL if nothing is reported; 22023';
COMMENT ON FUNCTION generate_series(yuan, yuan, yuan) IS 'amounts from the first to the second by the third; 22023';
