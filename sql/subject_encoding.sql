-- subject_code and its dictionary in databases of other encodings: codes are
-- ASCII everywhere; the word of the total row and the names are where they can be
\set origin :DBNAME
SET client_min_messages = warning;
DROP DATABASE IF EXISTS regress_govfiscal_euc_cn;
DROP DATABASE IF EXISTS regress_govfiscal_latin1;
DROP DATABASE IF EXISTS regress_govfiscal_sql_ascii;
RESET client_min_messages;
CREATE DATABASE regress_govfiscal_euc_cn ENCODING 'EUC_CN' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE regress_govfiscal_latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE regress_govfiscal_sql_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;

\connect regress_govfiscal_euc_cn
SET client_encoding = 'UTF8';
CREATE EXTENSION govfiscal;
SELECT '合计'::subject_code, '204'::subject_code, subject_from_padded('合计');
SELECT '２０４'::subject_code;
SELECT code, name FROM fiscal_subject WHERE code IN ('204', '309');

\connect regress_govfiscal_latin1
SET client_encoding = 'UTF8';
CREATE EXTENSION govfiscal;
SELECT '*'::subject_code, '204'::subject_code;
SELECT '204é'::subject_code;
-- A row without its name would be wrong: none is seeded, and the table serves.
SELECT count(*) FROM fiscal_subject;
INSERT INTO fiscal_subject (year, kind, code, name) VALUES (2024, 'function', '204', 'Public security');
SELECT fiscal_subject_seed();
TABLE fiscal_subject;

\connect regress_govfiscal_sql_ascii
SET client_encoding = 'SQL_ASCII';
CREATE EXTENSION govfiscal;
SELECT convert_from('\xe59088e8aea1', 'SQL_ASCII')::subject_code;
SELECT count(*), bool_or(name = convert_from('\xe4baa4e9809ae8bf90e8be93e694afe587ba', 'SQL_ASCII')) AS utf8 FROM fiscal_subject;
\set VERBOSITY sqlstate
SELECT convert_from('\xba', 'SQL_ASCII')::subject_code;
\set VERBOSITY default

\connect :origin
DROP DATABASE regress_govfiscal_euc_cn;
DROP DATABASE regress_govfiscal_latin1;
DROP DATABASE regress_govfiscal_sql_ascii;
