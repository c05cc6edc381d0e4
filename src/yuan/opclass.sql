-- yuan: operator classes for btree, hash and BRIN, on the server's functions for bigint

CREATE FUNCTION yuan_cmp(yuan, yuan) RETURNS integer
	AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_sortsupport(internal) RETURNS void
	AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_in_range(yuan, yuan, yuan, boolean, boolean) RETURNS boolean
	AS 'in_range_int8_int8' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION yuan_hash(yuan) RETURNS integer
	AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION yuan_hash_extended(yuan, bigint) RETURNS bigint
	AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;

CREATE OPERATOR CLASS yuan_ops DEFAULT FOR TYPE yuan USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 yuan_cmp(yuan, yuan),
	FUNCTION 2 yuan_sortsupport(internal),
	FUNCTION 3 yuan_in_range(yuan, yuan, yuan, boolean, boolean),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS yuan_ops DEFAULT FOR TYPE yuan USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 yuan_hash(yuan),
	FUNCTION 2 yuan_hash_extended(yuan, bigint);

CREATE OPERATOR CLASS yuan_minmax_ops DEFAULT FOR TYPE yuan USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

COMMENT ON FUNCTION yuan_cmp(yuan, yuan) IS 'less-equal-greater';
COMMENT ON FUNCTION yuan_sortsupport(internal) IS 'sort support';
COMMENT ON FUNCTION yuan_in_range(yuan, yuan, yuan, boolean, boolean) IS 'window RANGE support; 22013 for a negative offset';
COMMENT ON FUNCTION yuan_hash(yuan) IS 'hash, equal to hashint8 of the fen';
COMMENT ON FUNCTION yuan_hash_extended(yuan, bigint) IS 'hash, equal to hashint8extended of the fen';
COMMENT ON OPERATOR CLASS yuan_ops USING btree IS 'amounts in order';
COMMENT ON OPERATOR CLASS yuan_ops USING hash IS 'amounts by hash, frozen: partitions depend on it';
COMMENT ON OPERATOR CLASS yuan_minmax_ops USING brin IS 'least and greatest amount of a block range';
COMMENT ON OPERATOR FAMILY yuan_ops USING btree IS 'amounts in order';
COMMENT ON OPERATOR FAMILY yuan_ops USING hash IS 'amounts by hash';
COMMENT ON OPERATOR FAMILY yuan_minmax_ops USING brin IS 'least and greatest amount of a block range';
