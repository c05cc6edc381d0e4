-- for each key: sum of revenue = sum of expenditure

CREATE FUNCTION fiscal_balance() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_balance() IS
	'constraint trigger: for each key, sum of revenue = sum of expenditure (arguments: key, amount, side, revenue, expenditure or key, revenue_column, expenditure_column; quantum or quantum_column, severity)';

CREATE FUNCTION fiscal_add_balance(rel regclass, key name[], amount name, side name,
	revenue text[] DEFAULT NULL, expenditure text[] DEFAULT NULL,
	quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true,
	quantum_column name DEFAULT NULL) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_balance(regclass, name[], name, name, text[], text[], yuan, text, name, bool, name) IS
	'installs the rule sum of revenue = sum of expenditure for each key, over rows with a side column; returns its name';

CREATE FUNCTION fiscal_add_balance_columns(rel regclass, key name[],
	revenue name, expenditure name,
	quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true,
	quantum_column name DEFAULT NULL) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_balance_columns(regclass, name[], name, name, yuan, text, name, bool, name) IS
	'installs the rule sum of one column = sum of another for each key (debits and credits); returns its name';

CREATE FUNCTION fiscal_audit_balance(rel regclass, key name[], amount name, side name,
	revenue text[] DEFAULT NULL, expenditure text[] DEFAULT NULL,
	quantum yuan DEFAULT NULL, verdicts text[] DEFAULT '{violation,orphan}',
	quantum_column name DEFAULT NULL,
	OUT check_name name, OUT kind text, OUT key jsonb, OUT code text, OUT column_name text,
	OUT stated yuan, OUT computed yuan, OUT difference yuan, OUT bound yuan,
	OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'fiscal_audit_rule' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit_balance(regclass, name[], name, name, text[], text[], yuan, text[], name) IS
	'sum of revenue = sum of expenditure, audited over a table, view or foreign table that has no rule';
