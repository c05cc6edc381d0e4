-- verdicts over stored rows

CREATE FUNCTION fiscal_audit(rel regclass, name name DEFAULT NULL,
	verdicts text[] DEFAULT '{violation,orphan}',
	OUT check_name name, OUT kind text, OUT key jsonb, OUT code text, OUT column_name text,
	OUT stated yuan, OUT computed yuan, OUT difference yuan, OUT bound yuan,
	OUT addends int, OUT verdict text, OUT cause text,
	OUT formula text, OUT line jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_audit(regclass, name, text[]) IS
	'the verdicts of the rules of a table over its stored rows, as the caller sees them; amounts in yuan; 42501 where row security would hide rows';
