-- yuan in databases of other encodings: the ASCII forms work everywhere, and
-- where a character does not exist the error says so
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
SELECT getdatabaseencoding();
SELECT '1,234.50'::yuan, '75.50万元'::yuan, '5 元'::yuan, '1亿元'::yuan, '"3万元"'::jsonb::yuan;
SELECT yuan_parse('－１２．５　万元'), yuan_parse('△5'), yuan_parse('￥5', '千元'), yuan_parse(convert_from('\xa1aa', 'EUC_CN')), yuan_parse('　');
SELECT yuan_format(12345, '万元'), yuan_format(12345), yuan_in_unit(12345, 'wan'), yuan_upper('-107000.53');
CREATE TABLE t (a yuan('0.01万元'));
SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum = 1;
SELECT '5千元'::yuan;
SELECT yuan_format(1, '斤');
SELECT yuan_parse('五元');

\connect regress_govfiscal_latin1
SET client_encoding = 'UTF8';
CREATE EXTENSION govfiscal;
SELECT getdatabaseencoding();
SELECT '1,234.50'::yuan, 5::yuan + 1, yuan_format(12345), yuan_format(12345, 'wan'), yuan_parse('75.50', 'wanyuan'), yuan_parse('¥5'), yuan_parse('--');
-- the bytes of a UTF-8 unit are other characters here
\set VERBOSITY sqlstate
SELECT convert_from('\x35e58583', 'LATIN1')::yuan IS NULL;
SELECT yuan_parse(convert_from('\xefbc95', 'LATIN1')) IS NULL;
\set VERBOSITY default
SELECT '5万元'::yuan;
SELECT yuan_upper(5);
SELECT yuan_format(5, 'jiao');
SELECT '5é'::yuan;

\connect regress_govfiscal_sql_ascii
SET client_encoding = 'SQL_ASCII';
CREATE EXTENSION govfiscal;
SELECT getdatabaseencoding();
-- the server does not know its encoding: bytes are taken as UTF-8
SELECT '1,234.50'::yuan, '75.50万元'::yuan, yuan_format(12345, '万元'), yuan_format(12345, 'wan'), yuan_parse('△５　元'), yuan_upper(5);
\set VERBOSITY sqlstate
SELECT yuan_parse(E'5\xe5\x85'), '5'::yuan;
SELECT yuan_parse(E'\xef\xbc');
SELECT yuan_parse(E'\xef\xbc\x15');
SELECT E'5\xff'::yuan;
\set VERBOSITY default

\connect :origin
DROP DATABASE regress_govfiscal_euc_cn;
DROP DATABASE regress_govfiscal_latin1;
DROP DATABASE regress_govfiscal_sql_ascii;
