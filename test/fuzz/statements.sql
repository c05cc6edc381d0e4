-- Statements for test/fuzz/statements: random calls of everything the extension has.
--
-- What there is to call is read from the catalogs, so that a new function is called
-- from the day it exists.  Every statement runs in a subtransaction that is undone,
-- so each meets the same tables, and a seed gives the same statements again.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION govfiscal;
CREATE SCHEMA fuzz;
SET search_path = fuzz, public;

-- What a statement works on: tables with rules of each kind, and one to plan over.
CREATE TABLE sample AS
	SELECT yuan_from_fen(i) AS y, subject_make(201 + i % 9, 1 + i % 7, 1 + i % 5) AS c, i AS n
	FROM generate_series(1, 500) i;
CREATE INDEX ON sample (y);
CREATE INDEX ON sample (c);
ANALYZE sample;
CREATE TABLE tree (unit int, code subject_code, amount yuan, sign int DEFAULT 1 NOT NULL, PRIMARY KEY (unit, code));
CREATE TABLE line (unit int, line int, parent int, amount yuan, PRIMARY KEY (unit, line));
CREATE TABLE entry (unit int, line int, side text, amount yuan, PRIMARY KEY (unit, line));
CREATE TABLE total (unit int PRIMARY KEY, amount yuan);
INSERT INTO tree VALUES (1, '201', 30), (1, '20101', 10), (1, '20102', 20);
INSERT INTO line VALUES (1, 1, NULL, 30), (1, 2, 1, 10), (1, 3, 1, 20);
INSERT INTO entry VALUES (1, 1, 'revenue', 30), (1, 2, 'expenditure', 30);
INSERT INTO total VALUES (1, 30);
SELECT fiscal_add_rollup('tree', '{unit}', 'code', '{amount}', sign => 'sign');
SELECT fiscal_add_rollup('line', '{unit}', 'line', '{amount}', parent => 'parent');
SELECT fiscal_add_balance('entry', '{unit}', 'amount', 'side', quantum => 1);
SELECT fiscal_add_tie('tree', '{unit}', 'amount', '{"code": "201"}', 'total', '{unit}', 'amount', '{}');
SELECT fiscal_create_final_accounts('accounts');

CREATE TABLE callable AS
	SELECT p.oid, p.prokind, string_to_array(p.proargtypes::text, ' ')::oid[] AS arguments, p.pronargdefaults AS defaults,
		p.proretset AND p.prorettype = 'record'::regtype AS is_table
	FROM pg_depend d JOIN pg_proc p ON d.objid = p.oid
	WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass
		AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'govfiscal')
	ORDER BY p.proname, p.proargtypes::regtype[]::text;
CREATE TABLE operation AS
	SELECT o.oprleft, o.oprright, format('OPERATOR(%s.%s)', o.oprnamespace::regnamespace, o.oprname) AS operator
	FROM pg_depend d JOIN pg_operator o ON d.objid = o.oid
	WHERE d.classid = 'pg_operator'::regclass AND d.refclassid = 'pg_extension'::regclass
	ORDER BY o.oprname, o.oprleft::regtype::text, o.oprright::regtype::text;
CREATE TABLE conversion AS
	SELECT c.castsource, c.casttarget
	FROM pg_depend d JOIN pg_cast c ON d.objid = c.oid
	WHERE d.classid = 'pg_cast'::regclass AND d.refclassid = 'pg_extension'::regclass
	ORDER BY c.castsource::regtype::text, c.casttarget::regtype::text;
CREATE TABLE received AS
	SELECT t.oid AS type
	FROM pg_depend d JOIN pg_type t ON d.objid = t.oid
	WHERE d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass AND t.typreceive <> 0
	ORDER BY t.typname;

CREATE FUNCTION below(n int) RETURNS int LANGUAGE sql AS $$ SELECT floor(n * random())::int $$;
CREATE FUNCTION pick(choices text[]) RETURNS text LANGUAGE sql AS
	$$ SELECT choices[1 + fuzz.below(cardinality(choices))] $$;

-- Any text: of characters that mean something to one of the parsers, or huge.
CREATE FUNCTION garbage() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	alphabet text[] := string_to_array('0012559..,"-+*eNan %''\{}[]:()=万元亿款项�€😀　０', NULL);
	result text := '';
BEGIN
	IF random() < 0.03 THEN
		RETURN repeat(fuzz.pick(alphabet), 1 + fuzz.below(20000));
	END IF;
	FOR i IN 1 .. fuzz.below(14) LOOP
		result := result || fuzz.pick(alphabet);
	END LOOP;
	RETURN result;
END $$;

CREATE FUNCTION fen() RETURNS text LANGUAGE sql AS $$
	SELECT CASE fuzz.below(6)
		WHEN 0 THEN fuzz.pick('{0,1,-1,99,100,-100,1000000}')
		WHEN 1 THEN fuzz.pick('{9223372036854775807,9223372036854775806,-9223372036854775807,-9223372036854775808,4611686018427387904}')
		WHEN 2 THEN ((random() - 0.5) * 1.8e19)::numeric(20)::text
		ELSE fuzz.below(2000000)::text END
$$;

-- An expression of a type: mostly one the type takes, sometimes not, sometimes NULL.
CREATE FUNCTION expression(type oid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	element oid := (SELECT typelem FROM pg_type WHERE oid = type AND typcategory = 'A');
	value text;
	elements text[] := '{}';
BEGIN
	IF type = 'internal'::regtype THEN
		RETURN 'NULL';
	ELSIF random() < 0.08 THEN
		RETURN format('NULL::%s', type::regtype);
	ELSIF random() < 0.04 THEN
		RETURN format('%L::%s', fuzz.garbage(), type::regtype);
	ELSIF element IS NOT NULL THEN
		FOR i IN 1 .. CASE WHEN random() < 0.02 THEN 300 ELSE fuzz.below(5) END LOOP
			elements := elements || fuzz.expression(element);
		END LOOP;
		value := format('ARRAY[%s]::%s', array_to_string(elements, ', '), type::regtype);
		RETURN CASE WHEN random() < 0.05 THEN format('ARRAY[%s, %1$s]', value) ELSE value END;
	END IF;
	value := CASE type::regtype::text
		WHEN 'yuan' THEN CASE WHEN random() < 0.7 THEN NULL
			ELSE fuzz.pick('{0,-0.01,92233720368547758.06,-92233720368547758.07,1万元,75.50万元,"1,234.50",.5,5.,1e3,NaN,Infinity,"  12  ",-,0.005}') END
		WHEN 'subject_code' THEN CASE fuzz.below(3)
			WHEN 0 THEN fuzz.pick('{*,201,20101,2010101,999,99999,9999999,101,301,30101,10101,1010101,00000,230}')
			ELSE (201 + fuzz.below(30))::text || fuzz.pick('{"",01,02,0101,0199,9999,99}') END
		WHEN 'name' THEN fuzz.pick('{unit,code,amount,side,parent,sign,line,y,c,n,tree_rollup,line_rollup,entry_balance,tree_tie,accounts,fuzz,pg_catalog,"",nothing,ctid,xmin,"Unit, \""}')
		WHEN 'regclass' THEN fuzz.pick('{tree,line,entry,total,sample,pg_class,tree_pkey,pg_stats,fiscal_checks,accounts.form01,0,99999999}')
		WHEN 'boolean' THEN fuzz.pick('{t,f}')
		WHEN 'smallint' THEN fuzz.pick('{0,1,-1,2,7,32767,-32768}')
		WHEN 'integer' THEN fuzz.pick('{0,1,-1,2,3,5,7,10,100,201,2024,9999,2147483647,-2147483648}')
		WHEN 'oid' THEN fuzz.pick('{0,1,16,1700,4294967295}')
		WHEN 'bigint' THEN fuzz.fen()
		WHEN 'numeric' THEN CASE fuzz.below(3) WHEN 0 THEN fuzz.fen()
			WHEN 1 THEN (random() * 1e6)::numeric::text
			ELSE fuzz.pick('{0,NaN,Infinity,-Infinity,0.005,-0.005,1e131000,1e-16000,0.30000000000000000001}') END
		WHEN 'double precision' THEN fuzz.pick('{0,-0,NaN,Infinity,1e308,1e-308,0.1,0.005,92233720368547758.07}')
		WHEN 'jsonb' THEN fuzz.pick('{"{}",[],"{\"code\": \"201\"}","{\"code\": [\"201\", \"*\"]}","{\"code\": null}","{\"nothing\": 1}","{\"unit\": [[1]]}","\"x\"",1,null,"{\"code\": {\"a\": 1}}"}')
		WHEN 'text' THEN CASE WHEN random() < 0.5 THEN fuzz.garbage() ELSE
			fuzz.pick('{error,warning,allow,=,<=,>=,<>,revenue,收入,violation,exact,orphan,final,元,万元,亿元,2040200,"204  公共安全支出",form01,f01,half up,even,down,12.5%,壹万元整,人民币壹佰元零伍分}') END
		END;
	RETURN CASE WHEN value IS NOT NULL THEN format('%L::%s', value, type::regtype)
		WHEN type = 'yuan'::regtype THEN format('yuan_from_fen(%s)', fuzz.fen())
		ELSE format('%L::%s', fuzz.garbage(), type::regtype) END;
END $$;

CREATE FUNCTION expressions(types oid[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	list text[] := '{}';
	type oid;
BEGIN
	FOREACH type IN ARRAY types LOOP
		list := list || fuzz.expression(type);
	END LOOP;
	RETURN array_to_string(list, ', ');
END $$;

CREATE FUNCTION call_of_function() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	f fuzz.callable := c FROM fuzz.callable c OFFSET fuzz.below((SELECT count(*)::int FROM fuzz.callable)) LIMIT 1;
	given int := cardinality(f.arguments) - fuzz.below(f.defaults + 1);
	name text := f.oid::regproc;
	names text := (SELECT coalesce(string_agg('a' || i, ', '), '') FROM generate_series(1, given) i);
	source text;
BEGIN
	IF f.prokind <> 'a' THEN
		RETURN format(CASE WHEN f.is_table THEN 'SELECT * FROM %s(%s)' ELSE 'SELECT %s(%s) LIMIT 1000' END,
			name, fuzz.expressions(f.arguments[1:given]));
	END IF;
	IF 'internal'::regtype = ANY (f.arguments) THEN
		RETURN 'SELECT';
	END IF;
	FOR i IN 0 .. fuzz.below(4) LOOP
		source := concat_ws(' UNION ALL ', source, 'SELECT ' || fuzz.expressions(f.arguments));
	END LOOP;
	RETURN format(fuzz.pick(ARRAY['SELECT %s(%s) FROM (%s) AS rows (%2$s)',
			'SELECT %s(%s) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (%s) AS rows (%2$s)',
			'SELECT %s(%s) FROM (%s) AS rows (%2$s) WHERE false']), name, names, source);
END $$;

CREATE FUNCTION use_of_operator() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	o fuzz.operation := c FROM fuzz.operation c OFFSET fuzz.below((SELECT count(*)::int FROM fuzz.operation)) LIMIT 1;
	variable text := CASE o.oprleft WHEN 'yuan'::regtype THEN 'y' WHEN 'subject_code'::regtype THEN 'c' END;
	lefthand text := CASE WHEN o.oprleft = 0 THEN '' ELSE fuzz.expression(o.oprleft) END;
BEGIN
	-- Over a table the planner asks for selectivity, index conditions and the like.
	IF variable IS NOT NULL AND random() < 0.5 THEN
		RETURN format(fuzz.pick(ARRAY['SELECT count(*) FROM fuzz.sample WHERE (%s %s %s)::text = ''true''',
				'EXPLAIN SELECT FROM fuzz.sample s JOIN fuzz.sample t ON (s.%1$s %2$s %3$s)::text < t.%1$s::text',
				'SELECT count(*) FROM (SELECT FROM fuzz.sample ORDER BY %1$s %2$s %3$s LIMIT 3) s']),
			variable, o.operator, fuzz.expression(o.oprright));
	END IF;
	RETURN format('SELECT %s %s %s', lefthand, o.operator, fuzz.expression(o.oprright));
END $$;

-- Comparisons that a planner can estimate: constants, arrays, NULL, other columns.
CREATE FUNCTION condition() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	variable text := fuzz.pick('{y,c}');
	type oid := CASE variable WHEN 'y' THEN 'yuan'::regtype ELSE 'subject_code'::regtype END;
	operator text := CASE variable WHEN 'y' THEN fuzz.pick('{=,<>,<,<=,>,>=}') ELSE fuzz.pick('{=,<>,<,<=,>,>=,<@,@>,<<,>>}') END;
	other text := CASE fuzz.below(4)
		WHEN 0 THEN format('ANY (%s)', fuzz.expression((SELECT typarray FROM pg_type WHERE oid = type)))
		WHEN 1 THEN '(SELECT ' || fuzz.expression(type) || ')'
		WHEN 2 THEN 't.' || variable
		ELSE fuzz.expression(type) END;
BEGIN
	RETURN format('%s SELECT count(*) FROM fuzz.sample s%s WHERE s.%s %s %s', fuzz.pick('{"",EXPLAIN}'),
		CASE WHEN other LIKE 't.%' THEN ', fuzz.tree t' ELSE '' END, variable, operator,
		CASE WHEN other = 't.y' THEN 't.amount' WHEN other = 't.c' THEN 't.code' ELSE other END);
END $$;

CREATE FUNCTION use_of_cast() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	c fuzz.conversion := c FROM fuzz.conversion c OFFSET fuzz.below((SELECT count(*)::int FROM fuzz.conversion)) LIMIT 1;
BEGIN
	RETURN format('SELECT (%s)::%s', fuzz.expression(c.castsource),
		CASE WHEN c.casttarget = 'yuan'::regtype AND random() < 0.5
			THEN format('yuan(%L)', fuzz.pick('{0.01,1,100,0,-1,21474836.47,21474836.48,万元,0.01万元,x}')) ELSE c.casttarget::regtype::text END);
END $$;

-- Random bytes, as a binary COPY brings them to the receive function of a type.
CREATE FUNCTION reception() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	type regtype := t.type FROM fuzz.received t OFFSET fuzz.below((SELECT count(*)::int FROM fuzz.received)) LIMIT 1;
	length int := CASE WHEN random() < 0.02 THEN fuzz.below(100000) ELSE fuzz.pick('{0,1,2,3,4,7,8,8,8,8,9,12,16,24,32,40}')::int END;
	bytes bytea := '';
BEGIN
	WHILE length(bytes) < length LOOP
		bytes := bytes || CASE WHEN random() < 0.5 THEN int4send(fuzz.pick('{0,1,-1,2,201,2147483647,-2147483648}')::int)
			ELSE int4send(((random() - 0.5) * 4294967295)::int) END;
	END LOOP;
	bytes := '\x5047434f50590aff0d0a000000000000000000'::bytea || '\x0001' || int4send(length)
		|| substring(bytes FOR length) || '\xffff';
	RETURN format('DO %L', format('DECLARE o oid := lo_from_bytea(0, %L); BEGIN PERFORM lo_export(o, ''fuzz.bin'');
		CREATE TABLE fuzz.heap (v %s); COPY fuzz.heap FROM %L (FORMAT binary); PERFORM v::text, v = v FROM fuzz.heap; END',
		bytes, type, current_setting('data_directory') || '/fuzz.bin'));
END $$;

-- A trigger by hand, whose arguments may be anything.
CREATE FUNCTION handwritten() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	name text := fuzz.pick('{tree,line,entry,total,sample}');
	arguments text[] := '{}';
BEGIN
	FOR i IN 1 .. fuzz.below(7) LOOP
		arguments := arguments || quote_literal(CASE WHEN random() < 0.1 THEN fuzz.garbage() ELSE
			fuzz.pick('{key,key,amount,amounts,code,parent,sign,side,revenue,expenditure,revenue_column,quantum,quantum_column,severity,gaps,filter,other_key,other_amount,other_filter,comparator,"",zzz}')
			|| '=' || CASE WHEN random() < 0.2 THEN fuzz.garbage() ELSE
			fuzz.pick('{unit,unit,"unit,unit",amount,amount,code,line,parent,sign,side,1,100,error,warning,allow,"{}","{\"code\": \"201\"}",<=,"\"unit\"",y,"n,c"}') END END);
	END LOOP;
	RETURN format('DO %L', format('BEGIN CREATE CONSTRAINT TRIGGER by_hand AFTER INSERT OR UPDATE OR DELETE ON fuzz.%s %s
		DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %s(%s);
		PERFORM problem FROM public.fiscal_checks; DELETE FROM fuzz.%1$s; SET CONSTRAINTS ALL IMMEDIATE; END',
		name, fuzz.pick('{"",FROM fuzz.total,FROM fuzz.tree}'),
		fuzz.pick('{fiscal_rollup,fiscal_balance,fiscal_tie,fiscal_truncate_guard,fiscal_formulas}'), array_to_string(arguments, ', ')));
END $$;

-- Rows that the rules must judge.
CREATE FUNCTION edit() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	unit text := fuzz.expression('integer'::regtype);
	amount text := fuzz.expression('yuan'::regtype);
	number text := fuzz.expression('integer'::regtype);
BEGIN
	RETURN format('DO %L', format('BEGIN %s; %s END', CASE fuzz.below(6)
		WHEN 0 THEN format('INSERT INTO fuzz.tree VALUES (%s, %s, %s, %s)', unit, fuzz.expression('subject_code'::regtype), amount, number)
		WHEN 1 THEN format('INSERT INTO fuzz.line VALUES (%s, %s, %s, %s)', unit, number, fuzz.expression('integer'::regtype), amount)
		WHEN 2 THEN format('INSERT INTO fuzz.entry VALUES (%s, %s, %s, %s)', unit, number, fuzz.expression('text'::regtype), amount)
		WHEN 3 THEN format('UPDATE fuzz.%s SET amount = %s', fuzz.pick('{tree,line,entry,total}'), amount)
		WHEN 4 THEN format('UPDATE fuzz.line SET parent = %s', number)
		ELSE 'TRUNCATE fuzz.' || fuzz.pick('{tree,total,entry,line}') END,
		fuzz.pick('{SET CONSTRAINTS ALL IMMEDIATE;,PERFORM * FROM public.fiscal_pending();}')));
END $$;

CREATE FUNCTION statement() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	dice float8 := random();
BEGIN
	RETURN CASE WHEN dice < 0.55 THEN fuzz.call_of_function() WHEN dice < 0.70 THEN fuzz.use_of_operator()
		WHEN dice < 0.77 THEN fuzz.condition() WHEN dice < 0.84 THEN fuzz.use_of_cast()
		WHEN dice < 0.94 THEN fuzz.reception() WHEN dice < 0.96 THEN fuzz.handwritten() ELSE fuzz.edit() END;
END $$;

-- run(SEED, N): executes N statements and counts what became of them; a defect is
-- given with its statement.  With trace, each is told before it runs, so that the
-- last one told is the one that crashed.
CREATE FUNCTION run(seed float8, n int, trace bool DEFAULT false, OUT state text, OUT count bigint, OUT culprit text)
RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
	states jsonb := '{}';
	command text;
	message text;
BEGIN
	PERFORM setseed(seed);
	FOR i IN 1 .. n LOOP
		command := fuzz.statement();
		IF trace THEN
			RAISE WARNING '%', command;
		END IF;
		BEGIN
			EXECUTE command;
			RAISE SQLSTATE 'FUZOK';
		EXCEPTION WHEN OTHERS THEN
			state := SQLSTATE;
			message := SQLERRM;
		END;
		states := jsonb_set(states, ARRAY[state], to_jsonb(coalesce((states ->> state)::int, 0) + 1));
		IF state ~ '^(XX|53|58)' OR message ~ 'cache lookup|unrecognized|unexpected|could not open relation' THEN
			count := 1;
			culprit := message || ': ' || left(command, 2000);
			RETURN NEXT;
		END IF;
	END LOOP;
	culprit := NULL;
	FOR state, count IN SELECT key, value::bigint FROM jsonb_each_text(states) ORDER BY 1 LOOP
		RETURN NEXT;
	END LOOP;
END $$;

-- What this session holds, in kB.
CREATE FUNCTION held() RETURNS int LANGUAGE sql AS $$
	SELECT substring(pg_read_file('/proc/' || pg_backend_pid() || '/status', 0, 10000) FROM 'RssAnon:\s+(\d+)')::int
$$;
