-- what sees to it that a TRUNCATE is judged

CREATE FUNCTION fiscal_truncate_guard() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION fiscal_truncate_guard() IS
	'AFTER TRUNCATE trigger: every group of the rules on the table and on those it is a partition of is checked at COMMIT';
