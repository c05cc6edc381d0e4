-- What a rule means and says does not hang on the settings of whoever writes.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TABLE daily (day date NOT NULL, span interval NOT NULL, tag bytea NOT NULL, rate float8 NOT NULL, side text, amount yuan);
CREATE INDEX ON daily (day, span, tag, rate);
CREATE TABLE closing (day date NOT NULL PRIMARY KEY, at timestamp, amount yuan);
SELECT fiscal_add_balance('daily', '{day,span,tag,rate}', 'amount', 'side'),
	fiscal_add_tie('closing', '{day}', 'amount', '{"at": "2024-02-01 12:00"}', 'daily', '{day}', 'amount', '{"day": "2024-02-01"}');
INSERT INTO closing VALUES ('2024-02-01', '2024-02-01 12:00', 5), ('2024-01-02', '2024-01-02 12:00', 6);
CREATE PROCEDURE write() LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text;
BEGIN
	SET CONSTRAINTS ALL IMMEDIATE;
	BEGIN
		INSERT INTO daily VALUES (make_date(2024, 12, 31), make_interval(days => 40, hours => 5), '\x00ff', 0.1::float8 + 0.2::float8, 'revenue', 1);
	EXCEPTION WHEN check_violation THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
		RAISE NOTICE '%', message;
	END;
	BEGIN
		INSERT INTO daily VALUES (make_date(2024, 2, 1), make_interval(), '', 0, NULL, 6);
	EXCEPTION WHEN check_violation THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
		RAISE NOTICE '%', message;
	END;
END $$;
CALL write();
-- In a session that reads the rules anew under other settings.
\c
\set SHOW_CONTEXT never
SET datestyle = 'German, DMY';
SET intervalstyle = 'sql_standard';
SET bytea_output = 'escape';
SET extra_float_digits = 0;
SET timezone = 'Asia/Shanghai';
SET enable_indexscan = off;
SET row_security = off;
SET default_transaction_isolation = 'repeatable read';
CALL write();
RESET ALL;
DROP TABLE daily, closing;
DROP PROCEDURE write;
