-- What the installers return outlives the reading that validates the rows
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE entry (unit int, side text, code subject_code, amount yuan, PRIMARY KEY (unit, code));
INSERT INTO entry VALUES (1, 'revenue', '101', 5), (1, 'expenditure', '201', 5);
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side') AS first,
	fiscal_add_rollup('entry', '{unit}', 'code', '{amount}') AS second,
	fiscal_validate('entry') AS groups,
	fiscal_add_balance('entry', '{unit}', 'amount', 'side') AS third;
DROP TABLE entry;
