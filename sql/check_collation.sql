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

DROP TABLE ledger, total;
DROP COLLATION any_case;
