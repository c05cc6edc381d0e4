-- The hierarchy: operators and functions of subject_code
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
-- What is planned hangs on nothing but this file: the planner's settings as they are built in.
SELECT bool_and(set_config(name, boot_val, false) IS NOT NULL) AS pinned FROM pg_settings WHERE category LIKE 'Query Tuning%';
SET max_parallel_workers_per_gather = 0;
SET work_mem = '4MB';
SET jit = off;

-- @> and <@ include the code itself, >> and << do not
SELECT a, b, a @> b AS "@>", a <@ b AS "<@", a >> b AS ">>", a << b AS "<<", subject_is_parent(a, b) AS parent, subject_lca(a, b) AS lca
FROM (VALUES ('*', '*'), ('*', '204'), ('*', '2040202'), ('204', '204'), ('204', '20402'), ('204', '2040202'),
	('20402', '2040202'), ('2040202', '204020201'), ('2040202', '20402'), ('204', '205'), ('20402', '20403'),
	('2040201', '2040202'), ('20402', '2040302'), ('101', '999999999')) v(l, r),
	LATERAL (SELECT l::subject_code AS a, r::subject_code AS b) c;

-- below any of an array: NULL elements name no code
SELECT '2040202'::subject_code <@ '{204,301}'::subject_code[] AS below_one,
	'302'::subject_code <@ '{204,301}'::subject_code[] AS below_none,
	'302'::subject_code <@ '{}'::subject_code[] AS empty,
	'302'::subject_code <@ '{NULL,204}'::subject_code[] AS null_element,
	'20402'::subject_code <@ '{{NULL,101},{204,NULL}}'::subject_code[] AS two_dimensions,
	'{204,301}'::subject_code[] @> '30101'::subject_code AS commuted,
	'20402'::subject_code <@ ANY ('{204,301}'::subject_code[]) AS any_of,
	NULL::subject_code <@ '{204}'::subject_code[] AS unknown;
-- an array needs its type beside a code
SELECT '20402'::subject_code <@ '{204}';

SELECT code, subject_level(code) AS level, subject_parent(code) AS parent,
	subject_class(code) AS class, subject_section(code) AS section, subject_item(code) AS item, subject_subitem(code) AS subitem,
	subject_first(code) AS first, subject_last(code) AS last
FROM unnest('{*,204,20402,2040202,204020201,999999999}'::subject_code[]) code;

SELECT subject_ancestors('2040202'), subject_ancestors('2040202', false);
SELECT * FROM subject_ancestors('*');
SELECT * FROM subject_ancestors('*', false);
SELECT level, subject_ancestor('2040202', level) FROM generate_series(0, 5) level;
SELECT subject_ancestor('204', -1);
SELECT subject_lca(code) FROM unnest('{2040202,2040299,2040201}'::subject_code[]) code;
SELECT subject_lca(code) FROM unnest('{2040202,NULL,20401}'::subject_code[]) code;
SELECT subject_lca(code) FROM unnest('{}'::subject_code[]) code;

SELECT code, subject_kind(code)
FROM unnest('{*,101,20402,30101,401,50101,601}'::subject_code[]) code;

-- NULL in, NULL out
SELECT subject_level(NULL), subject_parent(NULL), '204'::subject_code <@ NULL::subject_code, subject_lca('204', NULL);

-- Nothing of it depends on where the extension lives or on the search_path,
-- nor on objects of the same names that stand in front.
CREATE SCHEMA elsewhere;
CREATE SCHEMA hostile;
ALTER EXTENSION govfiscal SET SCHEMA elsewhere;
CREATE FUNCTION hostile.subject_last(elsewhere.subject_code) RETURNS elsewhere.subject_code LANGUAGE sql AS 'SELECT $1';
CREATE TABLE hostile.entry AS SELECT elsewhere.subject_make(100 + i) AS code FROM generate_series(1, 800) i;
ALTER TABLE hostile.entry ADD PRIMARY KEY (code);
ANALYZE hostile.entry;
SET search_path = hostile, pg_catalog;
SET plan_cache_mode = force_generic_plan;
PREPARE below(elsewhere.subject_code) AS SELECT count(*) FROM entry WHERE code OPERATOR(elsewhere.<@) $1;
EXPLAIN (COSTS OFF) EXECUTE below('204');
EXECUTE below('204');
SELECT elsewhere.subject_parent('20402'), '20402'::elsewhere.subject_code OPERATOR(elsewhere.<@) '204';
EXPLAIN (COSTS OFF) SELECT * FROM entry WHERE code OPERATOR(elsewhere.<@) '{204,205}'::elsewhere.subject_code[];
DEALLOCATE below;
SET plan_cache_mode = auto;
RESET search_path;
ALTER EXTENSION govfiscal SET SCHEMA public;
SET client_min_messages = warning;
DROP SCHEMA elsewhere, hostile CASCADE;
