-- the formulas there are

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
