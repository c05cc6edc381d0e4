-- soft errors, which PostgreSQL has from 16 on: bad text is reported, not raised
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

SELECT pg_input_is_valid('1,234.50', 'yuan') AS good, pg_input_is_valid('1e3', 'yuan') AS bad,
	pg_input_is_valid('150', 'yuan(100)') AS quantum, pg_input_is_valid('200', 'yuan(100)') AS multiple,
	pg_input_is_valid('1 0.01', 'yuan_sum') AS sum, pg_input_is_valid('0 0.01', 'yuan_sum') AS no_sum;
SELECT message, detail, sql_error_code FROM pg_input_error_info('0.005', 'yuan');
SELECT message, detail, sql_error_code FROM pg_input_error_info('92233720368547758.08', 'yuan');
SELECT message, sql_error_code FROM pg_input_error_info('150', 'yuan(100)');
