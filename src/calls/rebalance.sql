-- roundings that add up

CREATE FUNCTION fiscal_rebalance(rel regclass, name name, key jsonb, quantum yuan,
	OUT table_name regclass, OUT line jsonb, OUT column_name name,
	OUT figure yuan, OUT rounded yuan) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_rebalance(regclass, name, jsonb, yuan) IS
	'the figures of one document as multiples of the quantum beside them that still add up, in yuan; 23514 where the document does not hold exactly, 22000 where no rounding adds up, each with the formula in the way';
