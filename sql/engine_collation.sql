-- Keys whose equality a collation decides: one group, one lock, whatever the
-- spelling.  Nothing to test where the server has no ICU.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;
SELECT NOT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS no_icu \gset
\if :no_icu
\quit
\endif

CREATE COLLATION any_case (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE TABLE ledger (unit text COLLATE any_case, no int, side text, amount yuan, PRIMARY KEY (unit, no));
SELECT fiscal_add_balance('ledger', '{unit}', 'amount', 'side', name => 'balanced');
INSERT INTO ledger VALUES ('a', 1, 'revenue', 5), ('A', 2, 'expenditure', 5);		-- passes
DELETE FROM ledger WHERE no = 1;													-- refused
UPDATE ledger SET unit = 'A', amount = 6;											-- passes
UPDATE ledger SET amount = 7 WHERE no = 1;											-- refused

-- a tie between columns that do not agree on which keys are equal
CREATE TABLE total (unit text PRIMARY KEY, amount yuan);
SELECT fiscal_add_tie('ledger', '{unit}', 'amount', '{"no": 1}', 'total', '{unit}', 'amount', '{}', name => 'tie');	-- refused
ALTER TABLE total ALTER unit TYPE text COLLATE any_case;
SELECT fiscal_add_tie('ledger', '{unit}', 'amount', '{"no": 1}', 'total', '{unit}', 'amount', '{}', name => 'tie');
INSERT INTO total VALUES ('a', 6);													-- passes
UPDATE total SET unit = 'A', amount = 7;											-- refused
ALTER TABLE total ALTER unit TYPE text COLLATE "C";
UPDATE total SET amount = 7;														-- refused: no longer one key

-- a key that gets another collation in mid-transaction: spellings that were
-- two groups before are one, and 201 stands twice in it
CREATE TABLE form (unit text NOT NULL, code subject_code NOT NULL, amount yuan);
SELECT fiscal_add_rollup('form', '{unit}', 'code', '{amount}', name => 'tree');
BEGIN;
SET CONSTRAINTS tree IMMEDIATE;
INSERT INTO form VALUES ('a', '201', 5), ('a', '20101', 5);							-- passes
ALTER TABLE form ALTER unit TYPE text COLLATE any_case;
\set VERBOSITY sqlstate
INSERT INTO form SELECT unit, code, 5 FROM unnest('{A,B,b,C,c,D,d,E,e}'::text[]) unit,
	unnest('{201,20101}'::subject_code[]) code ORDER BY unit COLLATE "C", code;		-- refused
\set VERBOSITY default
ROLLBACK;

DROP TABLE ledger, total, form;
DROP COLLATION any_case;
