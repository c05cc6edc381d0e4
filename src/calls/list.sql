-- the rules there are

CREATE FUNCTION fiscal_list_checks(
	OUT table_name regclass, OUT name name, OUT kind text, OUT arguments text[],
	OUT severity text, OUT other_table regclass, OUT is_deferrable bool,
	OUT initially_deferred bool, OUT enabled bool, OUT leaves_covered bool,
	OUT truncate_covered bool, OUT broken_columns name[], OUT problem text,
	OUT trusted bool, OUT distrust text) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_list_checks() IS
	'rows of the view fiscal_checks';

CREATE VIEW fiscal_checks AS SELECT * FROM fiscal_list_checks();
GRANT SELECT ON fiscal_checks TO PUBLIC;
COMMENT ON VIEW fiscal_checks IS
	'every rule in the database: its table, arguments and severity, what keeps it from covering all changes, and whether it is trusted to hold of all stored rows, or why not';
