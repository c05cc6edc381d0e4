-- Keys of every make: each is told apart as its type does, in one round and in a
-- pass over the table, and none floods a message.
\set SHOW_CONTEXT never
SET client_encoding = UTF8;
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN unit AS varchar(6) CHECK (length(value) > 1);
CREATE TABLE k (
	u uuid NOT NULL, e mood NOT NULL, a int[] NOT NULL, f char(5) NOT NULL, d unit NOT NULL, n name NOT NULL,
	q "char" NOT NULL, nu numeric NOT NULL, r int4range NOT NULL, x float8 NOT NULL, b bool NOT NULL, c subject_code NOT NULL, y yuan NOT NULL,
	revenue yuan, expenditure yuan
);
SELECT fiscal_add_balance_columns('k', '{u,e,a,f,d,n,q,nu,r,x,b,c,y}', 'revenue', 'expenditure');
-- One group in two spellings.
INSERT INTO k VALUES
	('00000000-0000-0000-0000-000000000001', 'bad', '{1,2}', 'ab', 'xy', 'nn', 'q', 1.0, '[1,3)', '-0', 't', '204', 1, 5, 0),
	('{00000000000000000000000000000001}', 'bad', '{1, 2}', 'ab  ', 'xy', 'nn', 'q', 1, '[1,2]', '0', 'yes', ' 204', '1元', 0, 5);
SELECT count(*) FROM fiscal_audit('k', verdicts => NULL);
SELECT fiscal_validate('k');
INSERT INTO k SELECT u, e, a, f, d, n, q, 1.00, r, x, b, c, y, 0, 1 FROM k LIMIT 1;
CREATE INDEX ON k (u, nu, a, e, f, d, n, q, r, x, b, c, y);
INSERT INTO k SELECT u, e, a, f, d, n, q, 1.00, r, x, b, c, y, 0, 1 FROM k LIMIT 1;
-- Another value in any column is another group.
INSERT INTO k SELECT u, e, a || 3, f, d, n, q, nu, r, x, b, c, y, 3, 3 FROM k LIMIT 1;
INSERT INTO k SELECT u, e, a, f, d, n, q, nu, r, x, NOT b, c, y, 3, 3 FROM k LIMIT 1;
SELECT fiscal_validate('k');
DROP TABLE k;
DROP TYPE mood;
DROP DOMAIN unit;

-- Long ones are stored out of line, compared whole, and cut at a whole character.
CREATE TABLE long (k text NOT NULL, revenue yuan, expenditure yuan);
SELECT fiscal_add_balance_columns('long', '{k}', 'revenue', 'expenditure');
INSERT INTO long SELECT repeat('长键', 5000) || i, 1, 1 FROM generate_series(1, 20) i;
INSERT INTO long VALUES (repeat('长键', 5000) || 1, 2, 1);
SELECT fiscal_validate('long');
DROP TABLE long;

-- Sixteen columns are the most.
SELECT format('CREATE TABLE wide (%s, a yuan, b yuan)', string_agg(format('k%s int NOT NULL', i), ', ')) FROM generate_series(1, 17) i \gexec
SELECT fiscal_add_balance_columns('wide', (SELECT array_agg('k' || i) FROM generate_series(1, 17) i)::name[], 'a', 'b');
SELECT fiscal_add_balance_columns('wide', (SELECT array_agg('k' || i) FROM generate_series(1, 16) i)::name[], 'a', 'b');
DROP TABLE wide;
