-- final accounts

CREATE FUNCTION fiscal_create_final_accounts(schema name) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_create_final_accounts(name) IS
	'makes a schema, owned by the caller, with the disclosure forms 01 to 09 of final accounts as tables, and every rule inside and between them';

CREATE FUNCTION fiscal_audit_document(unit text, year integer, stage text DEFAULT 'final',
	schema name DEFAULT NULL, quarantine boolean DEFAULT false,
	OUT verdict text, OUT id text, OUT rule name, OUT severity text, OUT formula text,
	OUT code text, OUT column_name text, OUT stated yuan, OUT computed yuan,
	OUT difference yuan, OUT bound yuan, OUT addends integer, OUT blanks integer,
	OUT cause text, OUT explanation text) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit_document(text, integer, text, name, boolean) IS
	'every sum of one document under the rules of final accounts, in the order of a review; amounts in yuan; what was not checked is part of the result; schema may be null if the database has one set';

CREATE FUNCTION fiscal_report_document(unit text, year integer, stage text DEFAULT 'final',
	schema name DEFAULT NULL, quarantine boolean DEFAULT false) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_report_document(text, integer, text, name, boolean) IS
	'the same audit as text, with the figures in the unit of the document';
