-- yuan: round trips by COPY, arrays, composites, domains; frozen formats
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- files of the server, taken away at the end
SELECT current_setting('data_directory') || '/regress_govfiscal' AS file \gset
\set remove 'rm ' :file
CREATE TYPE entry AS (code text, amount yuan);
CREATE DOMAIN budget AS yuan(100) CHECK (VALUE >= 0);
CREATE TABLE ledger (id int, amount yuan, rounded yuan(0.1), amounts yuan[], item entry, approved budget);
INSERT INTO ledger VALUES
	(1, '1234.50', '0.10', '{1,NULL,-0.01}', ROW('20402', '755023.66'), 100),
	(2, '-92233720368547758.08', -5, '{{92233720368547758.07,0},{1,2}}', ROW(NULL, NULL), 0),
	(3, NULL, NULL, NULL, NULL, NULL), (4, 0, 0, '{}', ROW('', '-0.05'), '1万元');
CREATE TABLE again (LIKE ledger);
COPY ledger TO :'file';
COPY again FROM :'file';
COPY ledger TO :'file' (FORMAT csv);
COPY again FROM :'file' (FORMAT csv);
COPY ledger TO :'file' (FORMAT binary);
COPY again FROM :'file' (FORMAT binary);
SELECT l.id, count(*) AS copies, bool_and(ROW(a.*) IS NOT DISTINCT FROM ROW(l.*)) AS same
FROM ledger l JOIN again a USING (id) GROUP BY l.id ORDER BY l.id;
COPY ledger TO stdout (FORMAT csv);

-- what each road refuses
COPY ledger (amount) FROM stdin;
1e3
\.
COPY ledger (amount) FROM stdin (FORMAT csv);
"12,34"
\.
COPY ledger (approved) FROM stdin;
-100
\.
COPY ledger (approved) FROM stdin;
50
\.
INSERT INTO ledger (approved) VALUES (-100);
INSERT INTO ledger (approved) VALUES (50);
INSERT INTO ledger (amounts) VALUES ('{1,0.005}');
INSERT INTO ledger (item) VALUES (ROW('1', 'x'));
INSERT INTO ledger (item) VALUES ('(1,"1,234.50")') RETURNING item;
SELECT 50::budget, '149.99'::budget;
-- a binary value must be a multiple of the quantum as well
COPY (SELECT '\x0000000000000001'::bytea) TO :'file' (FORMAT binary);
COPY ledger (rounded) FROM :'file' (FORMAT binary);
COPY ledger (amount) FROM :'file' (FORMAT binary);
COPY (SELECT '\x00000001'::bytea) TO :'file' (FORMAT binary);
COPY ledger (amount) FROM :'file' (FORMAT binary);
COPY (SELECT '\x000000000000000100'::bytea) TO :'file' (FORMAT binary);
COPY ledger (amount) FROM :'file' (FORMAT binary);

-- frozen: the binary form and both hashes of the fen
SELECT a, yuan_send(a), yuan_hash(a), yuan_hash_extended(a, 0) AS hash_0, yuan_hash_extended(a, 42) AS hash_42
FROM unnest('{0,0.01,-0.01,755023.66,92233720368547758.07,-92233720368547758.08}'::yuan[]) a;
SELECT typlen, typbyval = (SELECT typbyval FROM pg_type WHERE oid = 'bigint'::regtype) AS by_value_as_bigint,
	typalign, typcategory, typispreferred, typstorage FROM pg_type WHERE oid = 'yuan'::regtype;
DROP TABLE ledger, again;
DROP DOMAIN budget;
DROP TYPE entry;
COPY (SELECT) TO PROGRAM :'remove';
