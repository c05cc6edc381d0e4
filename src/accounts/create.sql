-- sets of forms

CREATE FUNCTION fiscal_create_final_accounts(schema name) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_create_final_accounts(name) IS
	'makes a schema, owned by the caller, with the disclosure forms 01 to 09 of final accounts as tables, under the formula set accounts';

CREATE FUNCTION fiscal_create_budget(schema name) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_create_budget(name) IS
	'makes a schema, owned by the caller, with the disclosure forms 01 to 09 of a department''s budget as tables, under the formula set budget; its documents are of the stage budget if they name none';

CREATE FUNCTION fiscal_create_form_set(schema name, stage text DEFAULT 'final') RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_create_form_set(name, text) IS
	'makes a schema, owned by the caller, for forms of her own, whose documents are of that stage if they name none: describe the forms in its tables layout, line, head and label, then call fiscal_create_form_tables';

CREATE FUNCTION fiscal_create_form_tables(schema name, name name, definition text) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_create_form_tables(name, name, text) IS
	'makes the tables of the forms in layout that have none yet, and puts them under a formula set of that name and definition (as fiscal_add_formulas)';
