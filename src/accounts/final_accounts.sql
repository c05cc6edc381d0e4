-- documents of printed forms

CREATE FUNCTION fiscal_audit_document(unit text, year integer, stage text DEFAULT NULL,
	schema name DEFAULT NULL, quarantine boolean DEFAULT false,
	OUT verdict text, OUT id text, OUT rule name, OUT severity text, OUT title text,
	OUT formula text, OUT form text, OUT code text, OUT column_name text, OUT stated yuan, OUT computed yuan,
	OUT difference yuan, OUT bound yuan, OUT addends integer, OUT blanks integer,
	OUT cause text, OUT explanation text) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit_document(text, integer, text, name, boolean) IS
	'every sum of one document under the formula sets of its tables, in the order of a review; amounts in yuan; what was not checked is part of the result; schema may be null if the database has one set';

CREATE FUNCTION fiscal_report_document(unit text, year integer, stage text DEFAULT NULL,
	schema name DEFAULT NULL, quarantine boolean DEFAULT false) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_report_document(text, integer, text, name, boolean) IS
	'the same audit as text, with the figures in the unit of the document';

CREATE FUNCTION fiscal_report_html(unit text, year integer, stage text DEFAULT NULL,
	schema name DEFAULT NULL, quarantine boolean DEFAULT false) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_report_html(text, integer, text, name, boolean) IS
	'the same audit as one page of HTML, without scripts or other files: what to do, the forms as they are printed with wrong figures marked, the text with its claims; amounts in the unit of each form';

CREATE FUNCTION fiscal_stage_form(unit text, year integer, form text, sheet text,
	measure text DEFAULT NULL, stage text DEFAULT NULL, schema name DEFAULT NULL,
	blank_is_zero boolean DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_stage_form(text, integer, text, text, text, text, name, boolean) IS
	'stages the text of one printed form, a TSV or CSV as a spreadsheet saves it or cells each on a line behind a TAB, and returns its rows; without a measure the sheet says its unit, or it is wan yuan';

CREATE FUNCTION fiscal_load_document(unit text, year integer, stage text DEFAULT NULL,
	name text DEFAULT NULL, is_adjustment boolean DEFAULT false,
	quarantine boolean DEFAULT false, schema name DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_load_document(text, integer, text, text, boolean, boolean, name) IS
	'loads the staged forms of a document and returns its audit; one that does not hold is refused whole with all its faults (23514), or kept in quarantine';

CREATE FUNCTION fiscal_read_claims(unit text, year integer, text text, stage text DEFAULT NULL,
	schema name DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_read_claims(text, integer, text, text, name) IS
	'reads the sentences of a disclosure and stores what they claim as rows of claim, in place of what was read before; returns their number; claims typed by hand stay';

CREATE FUNCTION fiscal_audit_claims(unit text, year integer, stage text DEFAULT NULL,
	schema name DEFAULT NULL,
	OUT n integer, OUT label text, OUT kind text, OUT stated numeric, OUT measure text,
	OUT exact numeric, OUT verdict text, OUT cause text,
	OUT sentence integer, OUT from_char integer, OUT to_char integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit_claims(text, integer, text, name) IS
	'the claims of the text about one document: holds, fails, undefined (a share of nothing), insufficient data, unresolved (tied to nothing), explained; with the place of what was read';
