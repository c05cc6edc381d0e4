-- MERGE: the actions that it takes are judged, not the rows that it looks at.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE account (unit text NOT NULL, line int NOT NULL, side text, amount yuan, PRIMARY KEY (unit, line));
SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side');
CREATE TABLE news (unit text, line int, side text, amount yuan);
INSERT INTO account VALUES ('a', 1, 'revenue', 5), ('a', 2, 'expenditure', 5), ('b', 1, 'revenue', 7), ('b', 2, 'expenditure', 7);
PREPARE load AS MERGE INTO account a USING news n ON a.unit = n.unit AND a.line = n.line
	WHEN MATCHED AND n.amount IS NULL THEN DELETE
	WHEN MATCHED THEN UPDATE SET amount = n.amount
	WHEN NOT MATCHED AND n.amount IS NOT NULL THEN INSERT VALUES (n.unit, n.line, n.side, n.amount)
	WHEN NOT MATCHED THEN DO NOTHING;
-- Insert, update and delete, each unbalanced by itself.
INSERT INTO news VALUES ('c', 1, 'revenue', 1);
EXECUTE load;
UPDATE news SET unit = 'a', amount = 6;
EXECUTE load;
UPDATE news SET amount = NULL;
EXECUTE load;
-- All three, balanced as a whole.
INSERT INTO news VALUES ('a', 2, NULL, NULL), ('b', 1, NULL, 8), ('b', 3, 'expenditure', 1), ('d', 1, 'revenue', NULL);
EXECUTE load;
SELECT * FROM account ORDER BY unit, line;
DEALLOCATE load;
DROP TABLE account, news;
