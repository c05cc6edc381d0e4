# shellcheck shell=bash
# Subtrees: subject_code beside integers with a range written by hand, and ltree

data units="$(size 150 5)" file="$here/../data/subjects-legacy.tsv" <<'SQL'
DROP TABLE IF EXISTS s_code, s_int, s_ltree, s_unit_ltree;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TEMP TABLE subject (kind text, code text, name text);
\set command '\\copy subject FROM ' :'file' ' WITH (FORMAT csv, DELIMITER E''\\t'', HEADER)'
:command
CREATE TABLE s_code AS
SELECT unit, code::subject_code AS code, (unit * 31 + hashtext(code) % 1000)::bigint AS amount
FROM generate_series(1, :units) unit, subject WHERE kind = 'func' ORDER BY random();
CREATE TABLE s_int AS SELECT unit, rpad(code::text, 7, '0')::int AS code, amount FROM s_code;
CREATE TABLE s_ltree AS
SELECT unit, text2ltree(concat_ws('.', subject_class(code), subject_section(code), subject_item(code))) AS code, amount FROM s_code;
CREATE INDEX s_code_code ON s_code (code);
CREATE INDEX s_int_code ON s_int (code);
CREATE INDEX s_ltree_code ON s_ltree USING gist (code);
CREATE INDEX s_code_unit ON s_code (unit, code);
CREATE INDEX s_ltree_unit ON s_ltree (unit);
CREATE TABLE s_unit_ltree AS TABLE s_ltree;
CREATE INDEX ON s_unit_ltree USING gist (unit, code);
VACUUM ANALYZE s_code, s_int, s_ltree, s_unit_ltree;
SQL

pair "sum under '20402' : integer BETWEEN" '<=' 1.05 51 <<'SQL'
-- before
SET enable_seqscan = off;
-- ours
SELECT sum(amount) FROM s_code WHERE code <@ '20402';
-- theirs
SELECT sum(amount) FROM s_int WHERE code BETWEEN 2040200 AND 2040299;
SQL
pair 'descendants of every code : ltree, GiST' '<=' 0.0333 5 <<'SQL'
-- ours
SELECT count(*) FROM s_code a JOIN s_code b ON b.unit = a.unit AND b.code <@ a.code WHERE a.unit = 3;
-- theirs
SELECT count(*) FROM s_ltree a JOIN s_ltree b ON b.unit = a.unit AND b.code <@ a.code WHERE a.unit = 3;
SQL
pair '  the same with the unit in the GiST index' '<=' '' 5 <<'SQL'
-- ours
SELECT count(*) FROM s_code a JOIN s_code b ON b.unit = a.unit AND b.code <@ a.code WHERE a.unit = 3;
-- theirs
SELECT count(*) FROM s_unit_ltree a JOIN s_unit_ltree b ON b.unit = a.unit AND b.code <@ a.code WHERE a.unit = 3;
SQL
pair 'size of an index : int4' '<=' 1.02 size <<'SQL'
-- ours
SELECT pg_relation_size('s_code_code') / 1024;
-- theirs
SELECT pg_relation_size('s_int_code') / 1024;
SQL
pair 'size of an index : ltree, GiST' '<=' 0.15 size <<'SQL'
-- ours
SELECT pg_relation_size('s_code_code') / 1024;
-- theirs
SELECT pg_relation_size('s_ltree_code') / 1024;
SQL
