-- What SQL needs of a kind: its trigger function, its installer, its ad hoc audit.
CREATE FUNCTION fiscal_zero() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;

CREATE FUNCTION fiscal_add_zero(rel regclass, key name[], amount name,
	quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;

CREATE FUNCTION fiscal_audit_zero(rel regclass, key name[], amount name,
	quantum yuan DEFAULT NULL, verdicts text[] DEFAULT '{violation,orphan}',
	OUT check_name name, OUT kind text, OUT key jsonb, OUT code text, OUT column_name text,
	OUT stated yuan, OUT computed yuan, OUT difference yuan, OUT bound yuan,
	OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'fiscal_audit_rule' LANGUAGE C STABLE PARALLEL UNSAFE;
