-- Claims in databases of other encodings: read and judged where the text can be
-- written in them, refused where it cannot.
\set origin :DBNAME
SET client_min_messages = warning;
DROP DATABASE IF EXISTS regress_govfiscal_claims_gb;
DROP DATABASE IF EXISTS regress_govfiscal_claims_ascii;
RESET client_min_messages;
CREATE DATABASE regress_govfiscal_claims_gb ENCODING 'EUC_CN' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE regress_govfiscal_claims_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;

\connect regress_govfiscal_claims_gb
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
CREATE EXTENSION govfiscal;
SELECT getdatabaseencoding(), fiscal_create_final_accounts('fa');
INSERT INTO fa.document_quarantine (unit, year) VALUES ('u', 2024);
INSERT INTO fa.form_quarantine (unit, year, form) VALUES ('u', 2024, '01');
INSERT INTO fa.form01_quarantine (unit, year, role, amount) VALUES ('u', 2024, 'revenue', '9万元'), ('u', 2024, 'business', '3万元');
SELECT fiscal_read_claims('u', 2024, '前言。本年收入合计 ９ 万元，其中：事业收入 4 万元，占 44.44%。付 1.001 元。');
SELECT label, kind, stated, exact, verdict, sentence, from_char, to_char FROM fiscal_audit_claims('u', 2024);
SELECT sentence, text, has_money, understood FROM fa.claim_sentence_quarantine ORDER BY 1;

\connect regress_govfiscal_claims_ascii
SET client_encoding = 'SQL_ASCII';
SET client_min_messages = warning;
CREATE EXTENSION govfiscal;
-- the server does not know its encoding: bytes are taken as UTF-8
SELECT getdatabaseencoding(), fiscal_create_final_accounts('fa');
INSERT INTO fa.document_quarantine (unit, year) VALUES ('u', 2024);
INSERT INTO fa.form_quarantine (unit, year, form) VALUES ('u', 2024, '01');
INSERT INTO fa.form01_quarantine (unit, year, role, amount) VALUES ('u', 2024, 'revenue', '9万元');
SELECT fiscal_read_claims('u', 2024, '本年收入合计 8 万元。');
SELECT label, kind, stated, exact, verdict FROM fiscal_audit_claims('u', 2024);
SELECT fiscal_read_claims('u', 2024, E'\xff本年收入合计 9 万元\xe6');

\connect :origin
DROP DATABASE regress_govfiscal_claims_gb;
DROP DATABASE regress_govfiscal_claims_ascii;
