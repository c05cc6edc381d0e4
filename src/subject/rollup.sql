-- subject_code: totals of every level

CREATE TYPE subject_total AS (
	code subject_code,
	stated yuan,
	computed yuan
);
COMMENT ON TYPE subject_total IS
	'a node of subject_rollup: the sum of its own rows, and of its leaves; NULL where nothing is reported';

CREATE FUNCTION subject_rollup_accum(internal, subject_code, yuan) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
CREATE FUNCTION subject_rollup_final(internal) RETURNS subject_total[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION subject_rollup_accum(internal, subject_code, yuan) IS 'aggregate transition function';
COMMENT ON FUNCTION subject_rollup_final(internal) IS 'aggregate final function';

CREATE AGGREGATE subject_rollup(code subject_code, amount yuan) (
	SFUNC = subject_rollup_accum,
	STYPE = internal,
	FINALFUNC = subject_rollup_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subject_rollup(subject_code, yuan) IS
	'totals of all codes and of all above them, in pre-order, from one pass; for use with unnest; 22003 if one is out of range';

