-- the stored rows judged as a trigger would

CREATE FUNCTION fiscal_validate(rel regclass, name name DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_validate(regclass, name) IS
	'raises what the trigger would raise (23514) if any stored group violates a rule; returns the number of groups checked; owner only';
