-- for each key: every parent = sum of its direct children

CREATE FUNCTION fiscal_rollup() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_rollup() IS
	'constraint trigger: for each key, every parent = sum of its direct children (arguments: key, code, amounts, parent, sign, gaps, quantum or quantum_column, severity)';

CREATE FUNCTION fiscal_add_rollup(rel regclass, key name[], code name, amounts name[],
	parent name DEFAULT NULL, sign name DEFAULT NULL, gaps text DEFAULT 'error',
	quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true,
	quantum_column name DEFAULT NULL) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_rollup(regclass, name[], name, name[], name, name, text, yuan, text, name, bool, name) IS
	'installs the rule parent = sum of its direct children for each key and amount column; returns its name';

CREATE FUNCTION fiscal_audit_rollup(rel regclass, key name[], code name, amounts name[],
	parent name DEFAULT NULL, sign name DEFAULT NULL, gaps text DEFAULT 'error',
	quantum yuan DEFAULT NULL, verdicts text[] DEFAULT '{violation,orphan}',
	quantum_column name DEFAULT NULL,
	OUT check_name name, OUT kind text, OUT key jsonb, OUT code text, OUT column_name text,
	OUT stated yuan, OUT computed yuan, OUT difference yuan, OUT bound yuan,
	OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'fiscal_audit_rule' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit_rollup(regclass, name[], name, name[], name, name, text, yuan, text[], name) IS
	'parent = sum of its direct children, audited over a table, view or foreign table that has no rule';
