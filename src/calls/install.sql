-- removing a rule

CREATE FUNCTION fiscal_drop_check(rel regclass, name name) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_drop_check(regclass, name) IS
	'removes a rule whole: its triggers, guards that no rule needs any more';
