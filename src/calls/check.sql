-- ------------------------------------------------------------------ checks

-- trigger functions

CREATE FUNCTION fiscal_balance() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_balance() IS
	'constraint trigger: for each key, sum of revenue = sum of expenditure (arguments: key, amount, side, revenue, expenditure or key, revenue_column, expenditure_column; quantum or quantum_column, severity)';

CREATE FUNCTION fiscal_rollup() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_rollup() IS
	'constraint trigger: for each key, every parent = sum of its direct children (arguments: key, code, amounts, parent, sign, gaps, quantum or quantum_column, severity)';

CREATE FUNCTION fiscal_tie() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_tie() IS
	'constraint trigger, one on each of two tables: for each key, sum here = (>=, <=) sum there (arguments: key, amount, filter, other_key, other_amount, other_filter, comparator, quantum or quantum_column, severity)';

CREATE FUNCTION fiscal_formulas() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_formulas() IS
	'constraint trigger, one on each table of a formula set: every formula of the set, over all rows of a document (arguments: table, definition)';

CREATE FUNCTION fiscal_truncate_guard() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION fiscal_truncate_guard() IS
	'AFTER TRUNCATE trigger: every group of the rules on the table and on those it is a partition of is checked at COMMIT';

-- what changes the structure of tables (calls/structure.c)

CREATE FUNCTION fiscal_watch_structure() RETURNS event_trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION fiscal_watch_structure() IS
	'event trigger: rules whose columns, enums or partitions a statement has changed are checked whole at COMMIT, and new partitions get their guard';

CREATE EVENT TRIGGER fiscal_watch_structure ON ddl_command_end
	WHEN TAG IN ('ALTER TABLE', 'ALTER FOREIGN TABLE', 'ALTER VIEW', 'ALTER MATERIALIZED VIEW',
		'ALTER TYPE', 'CREATE TABLE', 'CREATE SCHEMA', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED')
	EXECUTE FUNCTION fiscal_watch_structure();
ALTER EVENT TRIGGER fiscal_watch_structure ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER fiscal_watch_structure IS
	'has rules checked whole whose tables have changed their structure';

CREATE EVENT TRIGGER fiscal_watch_drops ON ddl_command_start
	WHEN TAG IN ('DROP TABLE', 'DROP SCHEMA', 'DROP OWNED')
	EXECUTE FUNCTION fiscal_watch_structure();
ALTER EVENT TRIGGER fiscal_watch_drops ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER fiscal_watch_drops IS
	'loads the extension, which notes whose partitions are dropped';

-- installing and removing

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

CREATE FUNCTION fiscal_add_rollup(rel regclass, key name[], code name, amounts name[],
	parent name DEFAULT NULL, sign name DEFAULT NULL, gaps text DEFAULT 'error',
	quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true,
	quantum_column name DEFAULT NULL) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_rollup(regclass, name[], name, name[], name, name, text, yuan, text, name, bool, name) IS
	'installs the rule parent = sum of its direct children for each key and amount column; returns its name';

CREATE FUNCTION fiscal_add_tie(rel regclass, key name[], amount name, filter jsonb,
	other regclass, other_key name[], other_amount name, other_filter jsonb,
	comparator text DEFAULT '=', quantum yuan DEFAULT NULL, severity text DEFAULT 'error',
	name name DEFAULT NULL, validate bool DEFAULT true,
	quantum_column name DEFAULT NULL, other_quantum_column name DEFAULT NULL) RETURNS name
	AS 'MODULE_PATHNAME', 'fiscal_add_rule' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_tie(regclass, name[], name, jsonb, regclass, name[], name, jsonb, text, yuan, text, name, bool, name, name) IS
	'installs the rule sum here = (>=, <=) sum in another table for each key, on both tables; returns its name';

CREATE FUNCTION fiscal_add_formulas(name name, definition text, validate bool DEFAULT true) RETURNS name
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_formulas(name, text, bool) IS
	'installs a set of formulas over the tables that it names, one constraint trigger on each; 42601 with line, column and caret where the text makes no sense; returns its name';

CREATE FUNCTION fiscal_drop_check(rel regclass, name name) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_drop_check(regclass, name) IS
	'removes a rule whole: its triggers, guards that no rule needs any more';

-- verdicts

CREATE FUNCTION fiscal_validate(rel regclass, name name DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_validate(regclass, name) IS
	'raises what the trigger would raise (23514) if any stored group violates a rule; returns the number of groups checked; owner only';

CREATE FUNCTION fiscal_audit(rel regclass, name name DEFAULT NULL,
	verdicts text[] DEFAULT '{violation,orphan}',
	OUT check_name name, OUT kind text, OUT key jsonb, OUT code text, OUT column_name text,
	OUT stated yuan, OUT computed yuan, OUT difference yuan, OUT bound yuan,
	OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit(regclass, name, text[]) IS
	'the verdicts of the rules of a table over its stored rows, as the caller sees them; amounts in yuan; 42501 where row security would hide rows';

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

CREATE FUNCTION fiscal_pending(
	OUT table_name regclass, OUT check_name name, OUT kind text, OUT key jsonb, OUT code text,
	OUT column_name text, OUT stated yuan, OUT computed yuan, OUT difference yuan,
	OUT bound yuan, OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_pending() IS
	'the violations that COMMIT would raise now, without raising them; may wait for group locks';

-- what is installed

CREATE FUNCTION fiscal_list_checks(
	OUT table_name regclass, OUT name name, OUT kind text, OUT arguments text[],
	OUT severity text, OUT other_table regclass, OUT is_deferrable bool,
	OUT initially_deferred bool, OUT enabled bool, OUT leaves_covered bool,
	OUT truncate_covered bool, OUT broken_columns name[], OUT problem text) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_list_checks() IS
	'rows of the view fiscal_checks';

CREATE VIEW fiscal_checks AS SELECT * FROM fiscal_list_checks();
GRANT SELECT ON fiscal_checks TO PUBLIC;
COMMENT ON VIEW fiscal_checks IS
	'every rule in the database: its table, arguments and severity, and what keeps it from covering all changes';

CREATE FUNCTION fiscal_list_formulas(
	OUT "set" name, OUT id text, OUT title text, OUT flags text, OUT scope text,
	OUT formula text, OUT tables regclass[]) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_list_formulas() IS
	'rows of the view fiscal_formulas';

CREATE VIEW fiscal_formulas AS SELECT * FROM fiscal_list_formulas();
GRANT SELECT ON fiscal_formulas TO PUBLIC;
COMMENT ON VIEW fiscal_formulas IS
	'every formula of every formula set in the database, as it would be printed';
