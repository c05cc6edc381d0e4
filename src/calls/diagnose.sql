-- which figures are wrong

CREATE FUNCTION fiscal_diagnose(rel regclass, key jsonb DEFAULT NULL, most int DEFAULT 3,
	OUT key jsonb, OUT rank int, OUT cell int, OUT table_name regclass, OUT line jsonb,
	OUT column_name name, OUT stored yuan, OUT proposed yuan, OUT cause text,
	OUT settles int) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_diagnose(regclass, jsonb, int) IS
	'the likeliest changes that would make all rules of a table hold that share a key, in one document or in each that violates one; amounts in yuan; nothing is changed; 22023 where the key names no document, 42501 where row security would hide rows';
