-- soft errors, which PostgreSQL has from 16 on: bad text is reported, not raised
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

SELECT pg_input_is_valid('20402', 'subject_code') AS good, pg_input_is_valid('*', 'subject_code') AS root,
	pg_input_is_valid('2040000', 'subject_code') AS padded, pg_input_is_valid('', 'subject_code') AS empty;
SELECT message, detail, hint, sql_error_code FROM pg_input_error_info('2040000', 'subject_code');
SELECT message, detail, hint, sql_error_code FROM pg_input_error_info('204x', 'subject_code');
