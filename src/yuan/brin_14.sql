-- yuan: BRIN operator classes that PostgreSQL has from 14 on

CREATE OPERATOR CLASS yuan_minmax_multi_ops FOR TYPE yuan USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_multi_opcinfo(internal),
	FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
	FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
	FUNCTION 5 brin_minmax_multi_options(internal),
	FUNCTION 11 brin_minmax_multi_distance_int8(internal, internal);

CREATE OPERATOR CLASS yuan_bloom_ops FOR TYPE yuan USING brin AS
	OPERATOR 1 =,
	FUNCTION 1 brin_bloom_opcinfo(internal),
	FUNCTION 2 brin_bloom_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_bloom_consistent(internal, internal, internal, integer),
	FUNCTION 4 brin_bloom_union(internal, internal, internal),
	FUNCTION 5 brin_bloom_options(internal),
	FUNCTION 11 yuan_hash(yuan);

COMMENT ON OPERATOR CLASS yuan_minmax_multi_ops USING brin IS 'several intervals of amounts for a block range';
COMMENT ON OPERATOR CLASS yuan_bloom_ops USING brin IS 'bloom filter of the amounts of a block range';
COMMENT ON OPERATOR FAMILY yuan_minmax_multi_ops USING brin IS 'several intervals of amounts for a block range';
COMMENT ON OPERATOR FAMILY yuan_bloom_ops USING brin IS 'bloom filter of the amounts of a block range';
