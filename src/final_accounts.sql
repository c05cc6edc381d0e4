-- final accounts

CREATE FUNCTION fiscal_create_final_accounts(schema name) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_create_final_accounts(name) IS
	'makes a schema, owned by the caller, with the disclosure forms 01 to 09 of final accounts as tables, and every rule inside and between them';
