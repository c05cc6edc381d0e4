-- what COMMIT would find

CREATE FUNCTION fiscal_pending(
	OUT table_name regclass, OUT check_name name, OUT kind text, OUT key jsonb, OUT code text,
	OUT column_name text, OUT stated yuan, OUT computed yuan, OUT difference yuan,
	OUT bound yuan, OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_pending() IS
	'the violations that COMMIT would raise now, without raising them; may wait for group locks';
