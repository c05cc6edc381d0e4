-- for each key: a sum here = (>=, <=) a sum in another table

CREATE FUNCTION fiscal_tie() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_tie() IS
	'constraint trigger, one on each of two tables: for each key, sum here = (>=, <=) sum there (arguments: key, amount, filter, other_key, other_amount, other_filter, comparator, missing, quantum or quantum_column, severity)';

CREATE FUNCTION fiscal_add_tie(rel regclass, key name[], amount name, filter jsonb,
	other regclass, other_key name[], other_amount name, other_filter jsonb,
	comparator text DEFAULT '=', quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true,
	quantum_column name DEFAULT NULL, other_quantum_column name DEFAULT NULL,
	missing text DEFAULT NULL) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_tie(regclass, name[], name, jsonb, regclass, name[], name, jsonb, text, yuan, text, name, bool, name, name, text) IS
	'installs the rule sum here = (>=, <=) sum in another table for each key, on both tables; missing: a side without rows is unreported (the default) or zero; returns its name';
