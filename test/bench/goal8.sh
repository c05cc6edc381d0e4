# shellcheck shell=bash
# Documents of five forms, some 140 rows each, stored in one transaction

data documents="$(size 1000 3)" dir="$here/../data" <<'SQL'
CREATE EXTENSION IF NOT EXISTS govfiscal;
DROP SCHEMA IF EXISTS printed, ruled, plain CASCADE;
DROP TABLE IF EXISTS documents;
SELECT fiscal_create_final_accounts('printed'), fiscal_create_final_accounts('ruled'), fiscal_create_final_accounts('plain');
SELECT fiscal_drop_check('plain.document', 'accounts');
\setenv DIR :dir
\set f01 `cat "$DIR/f01.tsv"`
\set f02 `cat "$DIR/f02.tsv"`
\set f03 `cat "$DIR/f03.tsv"`
\set f04 `cat "$DIR/f04.tsv"`
\set f05 `cat "$DIR/f05.tsv"`
SELECT fiscal_stage_form('u', 2024, form, sheet, schema => 'printed')
FROM (VALUES ('01', :'f01'), ('02', :'f02'), ('03', :'f03'), ('04', :'f04'), ('05', :'f05')) f (form, sheet);
SELECT fiscal_load_document('u', 2024, schema => 'printed');
CREATE TABLE documents AS SELECT i FROM generate_series(1, :documents) i;
-- INSERT INTO target.table (unit, ...) SELECT unit || i, ... for each table
CREATE OR REPLACE FUNCTION store(target name) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	tab text;
	columns text;
BEGIN
	FOREACH tab IN ARRAY '{document,form,form01,form02,form03,form04,fund_form}'::text[] LOOP
		SELECT string_agg(attname, ', ' ORDER BY attnum) INTO columns FROM pg_attribute
		WHERE attrelid = ('printed.' || tab)::regclass AND attnum > 0 AND attgenerated = '' AND attname <> 'unit';
		EXECUTE format('INSERT INTO %I.%I (unit, %s) SELECT unit || i, %3$s FROM printed.%2$I, documents ORDER BY i',
			target, tab, columns);
	END LOOP;
END $$;
VACUUM ANALYZE;
SQL

pair '1,000 documents, one transaction : no rules' '<=' 1.6 5 <<'SQL'
-- before
TRUNCATE ruled.document, plain.document CASCADE;
CHECKPOINT;
-- ours
BEGIN;
SELECT store('ruled');
COMMIT;
SELECT count(*) FROM ruled.cell;
-- theirs
BEGIN;
SELECT store('plain');
COMMIT;
SELECT count(*) FROM plain.cell;
SQL
