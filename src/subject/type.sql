-- subject_code: type

CREATE TYPE subject_code;

CREATE FUNCTION subject_code_in(cstring) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_out(subject_code) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_recv(internal) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_send(subject_code) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_typanalyze(internal) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE TYPE subject_code (
	INPUT = subject_code_in,
	OUTPUT = subject_code_out,
	RECEIVE = subject_code_recv,
	SEND = subject_code_send,
	ANALYZE = subject_code_typanalyze,
	LIKE = integer
);

COMMENT ON TYPE subject_code IS
	'code of the budget classification: class 3, section 5, item 7, subitem 9 digits, or * for the total; order is pre-order';
COMMENT ON FUNCTION subject_code_in(cstring) IS 'I/O; 22P02 for anything but a code or *';
COMMENT ON FUNCTION subject_code_out(subject_code) IS 'I/O';
COMMENT ON FUNCTION subject_code_recv(internal) IS 'I/O; the digits padded to nine as an integer; 22P03 for anything else';
COMMENT ON FUNCTION subject_code_send(subject_code) IS 'I/O';
COMMENT ON FUNCTION subject_code_typanalyze(internal) IS 'statistics ten times as fine as the default target, from the same sample';

-- subject_code: planner

CREATE FUNCTION subject_code_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_bound_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subject_code_support(internal) IS 'planner support: hierarchy conditions as index conditions, and to prune partitions';
COMMENT ON FUNCTION subject_bound_support(internal) IS 'planner support: drops bounds that pruned partitions';
COMMENT ON FUNCTION subject_code_sel(internal, oid, internal, integer) IS 'restriction selectivity of the hierarchy operators';
COMMENT ON FUNCTION subject_code_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of the hierarchy operators';

-- subject_code: functions

CREATE FUNCTION subject_from_padded(text) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subject_from_padded(text) IS
	'code written with 00 for the levels that it does not have: 2040000 is 204; 22P02 otherwise as for input';

CREATE FUNCTION subject_make(class integer, section integer DEFAULT NULL,
		item integer DEFAULT NULL, subitem integer DEFAULT NULL) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION subject_make(integer, integer, integer, integer) IS
	'code from the columns of a spreadsheet; NULL if all are NULL; 22023 for a part out of range or missing';

CREATE FUNCTION subject_level(subject_code) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION subject_level(subject_code) IS '0 for the root, 1 class, 2 section, 3 item, 4 subitem';

CREATE FUNCTION subject_parent(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION subject_parent(subject_code) IS 'one level up; the root for a class, NULL for the root';

CREATE FUNCTION subject_ancestor(subject_code, level integer) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subject_ancestor(subject_code, integer) IS
	'the code cut at a level; NULL if the code is not that deep; 22023 for a negative level';

CREATE FUNCTION subject_lca(subject_code, subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION subject_lca(subject_code, subject_code) IS 'the lowest code above or equal to both';

CREATE FUNCTION subject_class(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_section(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_item(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_subitem(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION subject_class(subject_code) IS 'the code cut at 3 digits; NULL for the root';
COMMENT ON FUNCTION subject_section(subject_code) IS 'the code cut at 5 digits; NULL if it is shorter';
COMMENT ON FUNCTION subject_item(subject_code) IS 'the code cut at 7 digits; NULL if it is shorter';
COMMENT ON FUNCTION subject_subitem(subject_code) IS 'the code if it has 9 digits, else NULL';

CREATE FUNCTION subject_first(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_last(subject_code) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_code_support;
COMMENT ON FUNCTION subject_first(subject_code) IS 'first code of the subtree: the code itself';
COMMENT ON FUNCTION subject_last(subject_code) IS 'last code that the subtree has room for: 204999999 for 204';

CREATE FUNCTION subject_kind(subject_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subject_kind(subject_code) IS
	'classification by the first digit: 1 revenue, 2 function, 3 economic_dept, 5 economic_gov, else NULL';

CREATE FUNCTION subject_is_parent(parent subject_code, child subject_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_code_support;
COMMENT ON FUNCTION subject_is_parent(subject_code, subject_code) IS 'is the first exactly one level above the second';

CREATE FUNCTION subject_ancestors(code subject_code, self boolean DEFAULT true) RETURNS SETOF subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4 SUPPORT subject_code_support;
COMMENT ON FUNCTION subject_ancestors(subject_code, boolean) IS
	'the codes from the root down to the code, which is left out if self is false';

-- subject_code: private functions

CREATE FUNCTION subject_contains(subject_code, subject_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_code_support;
CREATE FUNCTION subject_contained(subject_code, subject_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_code_support;
CREATE FUNCTION subject_contains_strict(subject_code, subject_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_code_support;
CREATE FUNCTION subject_contained_strict(subject_code, subject_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_code_support;
CREATE FUNCTION subject_contained_any(subject_code, subject_code[]) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT subject_code_support;
CREATE FUNCTION subject_any_contains(subject_code[], subject_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT subject_code_support;
CREATE FUNCTION subject_path(subject_code, self boolean) RETURNS subject_code[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_array_first(subject_code[]) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_array_last(subject_code[]) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subject_path(subject_code, boolean) IS 'subject_ancestors as an array; used in index conditions';
COMMENT ON FUNCTION subject_array_first(subject_code[]) IS 'first code of all the subtrees; used in index conditions';
COMMENT ON FUNCTION subject_array_last(subject_code[]) IS 'last code of all the subtrees; used in index conditions';
COMMENT ON FUNCTION subject_contains(subject_code, subject_code) IS 'implementation of @> operator';
COMMENT ON FUNCTION subject_contained(subject_code, subject_code) IS 'implementation of <@ operator';
COMMENT ON FUNCTION subject_contains_strict(subject_code, subject_code) IS 'implementation of >> operator';
COMMENT ON FUNCTION subject_contained_strict(subject_code, subject_code) IS 'implementation of << operator';
COMMENT ON FUNCTION subject_contained_any(subject_code, subject_code[]) IS 'implementation of <@ operator';
COMMENT ON FUNCTION subject_any_contains(subject_code[], subject_code) IS 'implementation of @> operator';

-- A code is stored as integer is, and integer order is pre-order: the server's own functions.
CREATE FUNCTION subject_code_lt(subject_code, subject_code) RETURNS boolean
	AS 'int4lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_bound_support;
CREATE FUNCTION subject_code_le(subject_code, subject_code) RETURNS boolean
	AS 'int4le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_bound_support;
CREATE FUNCTION subject_code_eq(subject_code, subject_code) RETURNS boolean
	AS 'int4eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_code_ne(subject_code, subject_code) RETURNS boolean
	AS 'int4ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_code_ge(subject_code, subject_code) RETURNS boolean
	AS 'int4ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_bound_support;
CREATE FUNCTION subject_code_gt(subject_code, subject_code) RETURNS boolean
	AS 'int4gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SUPPORT subject_bound_support;
CREATE FUNCTION subject_code_cmp(subject_code, subject_code) RETURNS integer
	AS 'btint4cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_code_sortsupport(internal) RETURNS void
	AS 'btint4sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_in_range(subject_code, subject_code, integer, boolean, boolean) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_hash(subject_code) RETURNS integer
	AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_code_hash_extended(subject_code, bigint) RETURNS bigint
	AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_code_larger(subject_code, subject_code) RETURNS subject_code
	AS 'int4larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION subject_code_smaller(subject_code, subject_code) RETURNS subject_code
	AS 'int4smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION subject_code_lt(subject_code, subject_code) IS 'implementation of < operator';
COMMENT ON FUNCTION subject_code_le(subject_code, subject_code) IS 'implementation of <= operator';
COMMENT ON FUNCTION subject_code_eq(subject_code, subject_code) IS 'implementation of = operator';
COMMENT ON FUNCTION subject_code_ne(subject_code, subject_code) IS 'implementation of <> operator';
COMMENT ON FUNCTION subject_code_ge(subject_code, subject_code) IS 'implementation of >= operator';
COMMENT ON FUNCTION subject_code_gt(subject_code, subject_code) IS 'implementation of > operator';
COMMENT ON FUNCTION subject_code_cmp(subject_code, subject_code) IS 'less-equal-greater, in pre-order';
COMMENT ON FUNCTION subject_code_sortsupport(internal) IS 'sort support';
COMMENT ON FUNCTION subject_code_in_range(subject_code, subject_code, integer, boolean, boolean) IS
	'window RANGE support; the offset is a level from 0 to 4, else 22013';
COMMENT ON FUNCTION subject_code_hash(subject_code) IS 'hash';
COMMENT ON FUNCTION subject_code_hash_extended(subject_code, bigint) IS 'hash';
COMMENT ON FUNCTION subject_code_larger(subject_code, subject_code) IS 'larger of two';
COMMENT ON FUNCTION subject_code_smaller(subject_code, subject_code) IS 'smaller of two';

-- subject_code: cast functions

CREATE FUNCTION subject_code_from_int4(integer) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_from_int8(bigint) RETURNS subject_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_to_int4(subject_code) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_to_int8(subject_code) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION subject_code_to_json(subject_code) RETURNS json
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION subject_code_from_int4(integer) IS 'the digits as a number: 20402; 22003 if they are no code';
COMMENT ON FUNCTION subject_code_from_int8(bigint) IS 'the digits as a number: 20402; 22003 if they are no code';
COMMENT ON FUNCTION subject_code_to_int4(subject_code) IS 'the digits as a number: 20402; 22003 for the root';
COMMENT ON FUNCTION subject_code_to_int8(subject_code) IS 'the digits as a number: 20402; 22003 for the root';
COMMENT ON FUNCTION subject_code_to_json(subject_code) IS 'a JSON string';

-- subject_code: casts

CREATE CAST (integer AS subject_code) WITH FUNCTION subject_code_from_int4(integer);
CREATE CAST (bigint AS subject_code) WITH FUNCTION subject_code_from_int8(bigint);
CREATE CAST (subject_code AS integer) WITH FUNCTION subject_code_to_int4(subject_code);
CREATE CAST (subject_code AS bigint) WITH FUNCTION subject_code_to_int8(subject_code);
CREATE CAST (subject_code AS json) WITH FUNCTION subject_code_to_json(subject_code);
COMMENT ON CAST (integer AS subject_code) IS 'explicit: the digits as a number';
COMMENT ON CAST (bigint AS subject_code) IS 'explicit: the digits as a number';
COMMENT ON CAST (subject_code AS integer) IS 'explicit: the digits as a number; the root has none';
COMMENT ON CAST (subject_code AS bigint) IS 'explicit: the digits as a number; the root has none';
COMMENT ON CAST (subject_code AS json) IS 'explicit: a JSON string';

-- subject_code: operators

CREATE OPERATOR < (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_code_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_code_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR = (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_code_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
CREATE OPERATOR <> (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_code_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR >= (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_code_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR > (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_code_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR @> (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_contains,
	COMMUTATOR = <@,
	RESTRICT = subject_code_sel, JOIN = subject_code_joinsel
);
CREATE OPERATOR <@ (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_contained,
	COMMUTATOR = @>,
	RESTRICT = subject_code_sel, JOIN = subject_code_joinsel
);
CREATE OPERATOR >> (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_contains_strict,
	COMMUTATOR = <<,
	RESTRICT = subject_code_sel, JOIN = subject_code_joinsel
);
CREATE OPERATOR << (
	LEFTARG = subject_code, RIGHTARG = subject_code, FUNCTION = subject_contained_strict,
	COMMUTATOR = >>,
	RESTRICT = subject_code_sel, JOIN = subject_code_joinsel
);
CREATE OPERATOR <@ (
	LEFTARG = subject_code, RIGHTARG = subject_code[], FUNCTION = subject_contained_any,
	COMMUTATOR = @>,
	RESTRICT = subject_code_sel, JOIN = subject_code_joinsel
);
CREATE OPERATOR @> (
	LEFTARG = subject_code[], RIGHTARG = subject_code, FUNCTION = subject_any_contains,
	COMMUTATOR = <@,
	RESTRICT = subject_code_sel, JOIN = subject_code_joinsel
);
COMMENT ON OPERATOR <(subject_code, subject_code) IS 'before, in pre-order';
COMMENT ON OPERATOR <=(subject_code, subject_code) IS 'before or equal, in pre-order';
COMMENT ON OPERATOR =(subject_code, subject_code) IS 'equal';
COMMENT ON OPERATOR <>(subject_code, subject_code) IS 'not equal';
COMMENT ON OPERATOR >=(subject_code, subject_code) IS 'after or equal, in pre-order';
COMMENT ON OPERATOR >(subject_code, subject_code) IS 'after, in pre-order';
COMMENT ON OPERATOR @>(subject_code, subject_code) IS 'is above or equal to';
COMMENT ON OPERATOR <@(subject_code, subject_code) IS 'is below or equal to';
COMMENT ON OPERATOR >>(subject_code, subject_code) IS 'is above';
COMMENT ON OPERATOR <<(subject_code, subject_code) IS 'is below';
COMMENT ON OPERATOR <@(subject_code, subject_code[]) IS 'is below or equal to one of them';
COMMENT ON OPERATOR @>(subject_code[], subject_code) IS 'one of them is above or equal to';

-- subject_code: aggregates, after the operators that they sort by

CREATE AGGREGATE min(subject_code) (
	SFUNC = subject_code_smaller,
	STYPE = subject_code,
	COMBINEFUNC = subject_code_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);
CREATE AGGREGATE max(subject_code) (
	SFUNC = subject_code_larger,
	STYPE = subject_code,
	COMBINEFUNC = subject_code_larger,
	SORTOP = >,
	PARALLEL = SAFE
);
CREATE AGGREGATE subject_lca(subject_code) (
	SFUNC = subject_lca,
	STYPE = subject_code,
	COMBINEFUNC = subject_lca,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(subject_code) IS 'first code in pre-order';
COMMENT ON AGGREGATE max(subject_code) IS 'last code in pre-order';
COMMENT ON AGGREGATE subject_lca(subject_code) IS 'the lowest code above or equal to all';

-- subject_code: opclasses

CREATE OPERATOR CLASS subject_code_ops DEFAULT FOR TYPE subject_code USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 subject_code_cmp(subject_code, subject_code),
	FUNCTION 2 subject_code_sortsupport(internal),
	FUNCTION 3 (subject_code, integer) subject_code_in_range(subject_code, subject_code, integer, boolean, boolean),
	FUNCTION 4 (subject_code, subject_code) btequalimage(oid);

CREATE OPERATOR CLASS subject_code_ops DEFAULT FOR TYPE subject_code USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 subject_code_hash(subject_code),
	FUNCTION 2 subject_code_hash_extended(subject_code, bigint);

CREATE OPERATOR CLASS subject_code_minmax_ops DEFAULT FOR TYPE subject_code USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

COMMENT ON OPERATOR FAMILY subject_code_ops USING btree IS 'pre-order';
COMMENT ON OPERATOR FAMILY subject_code_ops USING hash IS 'as integer hashes';
COMMENT ON OPERATOR FAMILY subject_code_minmax_ops USING brin IS 'least and greatest code';
COMMENT ON OPERATOR CLASS subject_code_ops USING btree IS 'pre-order';
COMMENT ON OPERATOR CLASS subject_code_ops USING hash IS 'as integer hashes';
COMMENT ON OPERATOR CLASS subject_code_minmax_ops USING brin IS 'least and greatest code';

