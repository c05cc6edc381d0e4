-- formulas over whole documents

CREATE FUNCTION fiscal_formulas() RETURNS trigger
	AS 'MODULE_PATHNAME', 'fiscal_rule' LANGUAGE C;
COMMENT ON FUNCTION fiscal_formulas() IS
	'constraint trigger, one on each table of a formula set: every formula of the set, over all rows of a document (arguments: table, definition)';

CREATE FUNCTION fiscal_add_formulas(name name, definition text, validate bool DEFAULT true) RETURNS name
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_add_formulas(name, text, bool) IS
	'installs a set of formulas over the tables that it names, one constraint trigger on each; 42601 with line, column and caret where the text makes no sense; returns its name';
