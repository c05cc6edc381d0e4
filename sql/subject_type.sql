-- The type subject_code: text, binary, order, hash, casts, constructors
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

-- text in and out
SELECT code::subject_code
FROM unnest(ARRAY['204', '20402', '2040202', '204020201', '*', '合计', ' 204 ', E'\t20402\n', '100', '999999999']) code;

-- each deviation has its rule, and its repair where there is one
SELECT ''::subject_code;
SELECT '   '::subject_code;
SELECT '２０４'::subject_code;		-- full width
SELECT '20402０2'::subject_code;		-- one of them
SELECT '204.0'::subject_code;		-- a number in the spreadsheet
SELECT '501.02.02.02'::subject_code;	-- an account
SELECT '205 02 05'::subject_code;	-- split cells
SELECT '7|11|02'::subject_code;		-- split, and its class truncated
SELECT '{204,205}'::subject_code;
SELECT '204x'::subject_code;
SELECT 'abc'::subject_code;
SELECT '-204'::subject_code;
SELECT '**'::subject_code;
SELECT '20'::subject_code;
SELECT '3012'::subject_code;			-- 301 | 2, the leading zero lost
SELECT '20402020101'::subject_code;	-- a level of its own
SELECT '004'::subject_code;
SELECT '000'::subject_code;
SELECT '2040000'::subject_code;		-- padded
SELECT '20400'::subject_code;
SELECT '2040002'::subject_code;

-- padded and split codes have functions
SELECT padded, subject_from_padded(padded)
FROM unnest(ARRAY['2040000', '204000000', '20400', '204', '2040200', '204020000', '204020201', '*', '合计']) padded;
SELECT subject_from_padded('2040002');
SELECT subject_from_padded('2040');
SELECT subject_from_padded('0000000');
SELECT subject_make(204), subject_make(204, 2), subject_make(204, 2, 2), subject_make(204, 2, 2, 1), subject_make(NULL);
SELECT subject_make(class => 301, section => 2);
SELECT subject_make(7, 11, 2);
SELECT subject_make(204, 100);
SELECT subject_make(204, 2, 0);
SELECT subject_make(204, NULL, 2);
SELECT subject_make(NULL, 2);

-- numbers and JSON
SELECT 20402::subject_code, 20402::bigint::subject_code, '20402'::subject_code::bigint, '204020201'::subject_code::integer;
SELECT 2040::subject_code;
SELECT 2040000::subject_code;
SELECT (-204)::subject_code;
SELECT 20402020101::subject_code;
SELECT '*'::subject_code::bigint;
SELECT '20402'::text::subject_code, '20402'::subject_code::text, 'code ' || '20402'::subject_code;
SELECT '20402'::subject_code::json, to_json('*'::subject_code), to_jsonb('204'::subject_code), row_to_json(r)
FROM (SELECT '204'::subject_code AS code) r;

-- order is pre-order
SELECT array_agg(code ORDER BY code)
FROM unnest('{205,2040202,*,20402,204,20401,204020201,2040299,101}'::subject_code[]) code;
SELECT min(code), max(code) FROM unnest('{205,20402,*,204}'::subject_code[]) code;

-- The binary form and the hash are frozen: a change breaks partitions and dumps.
SELECT code, subject_code_send(code), subject_code_hash(code), subject_code_hash_extended(code, 42)
FROM unnest('{*,101,204,20402,2040202,204020201,999999999}'::subject_code[]) code;
SELECT bool_and(subject_code_hash(code) = hashint4(padded)
				AND subject_code_hash_extended(code, 7) = hashint4extended(padded, 7)) AS as_integer
FROM unnest('{*,204,20402,2040202,204020201}'::subject_code[], '{0,204000000,204020000,204020200,204020201}'::integer[]) c(code, padded);

-- binary input passes the same validator
CREATE TEMP TABLE codes (code subject_code);
INSERT INTO codes VALUES ('*'), ('204'), ('20402'), ('2040202'), ('204020201'), (NULL);
\set file `mktemp`
\set out '\\copy codes TO ' :'file' ' WITH (FORMAT binary)'
\set back '\\copy codes FROM ' :'file' ' WITH (FORMAT binary)'
:out
:back
SELECT code, count(*) FROM codes GROUP BY code ORDER BY code;
\set out '\\copy (SELECT 204000200) TO ' :'file' ' WITH (FORMAT binary)'
:out
:back
\set out '\\copy (SELECT 99) TO ' :'file' ' WITH (FORMAT binary)'
:out
:back
\set out '\\copy (SELECT -1) TO ' :'file' ' WITH (FORMAT binary)'
:out
:back
\setenv REMOVE :file
\! rm -f "$REMOVE"

-- SQLSTATEs
\set VERBOSITY sqlstate
SELECT '2040'::subject_code;
SELECT subject_from_padded('x');
SELECT subject_make(7);
SELECT subject_make(204, NULL, 2);
SELECT 2040::subject_code;
SELECT '*'::subject_code::integer;
SELECT subject_ancestor('204', -1);
\set VERBOSITY default
