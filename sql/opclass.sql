-- every operator class of the extension passes the server's own validation
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govfiscal;
RESET client_min_messages;

CREATE TEMP VIEW members AS
SELECT classid, objid FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'govfiscal');

SELECT count(*) >= 3 AS some, bool_and(amvalidate(c.oid)) AS valid,
	string_agg(opcname, ', ') FILTER (WHERE NOT amvalidate(c.oid)) AS invalid
FROM pg_opclass c JOIN members ON classid = 'pg_opclass'::regclass AND objid = c.oid;

-- each type that has a btree class can be hashed, and back
SELECT opcintype::regtype, array_agg(amname::text ORDER BY amname) FILTER (WHERE opcdefault) AS defaults
FROM pg_opclass c JOIN members ON classid = 'pg_opclass'::regclass AND objid = c.oid
	JOIN pg_am ON pg_am.oid = opcmethod
GROUP BY opcintype HAVING NOT array_agg(amname::text) @> '{btree,hash}';

-- comparison operators: commutator, negator, estimators, leakproof
SELECT o.oid::regoperator
FROM pg_operator o JOIN members ON classid = 'pg_operator'::regclass AND objid = o.oid
	JOIN pg_proc p ON p.oid = oprcode
WHERE EXISTS (SELECT FROM pg_amop WHERE amopopr = o.oid)
	AND (oprcom = 0 OR oprnegate = 0 OR oprrest = 0 OR oprjoin = 0 OR NOT proleakproof);

-- every function: strict unless it says why, parallel safe, commented
SELECT p.oid::regprocedure AS not_parallel_safe
FROM pg_proc p JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid
WHERE prolang IN (SELECT oid FROM pg_language WHERE lanname IN ('c', 'internal')) AND provolatile = 'i' AND proparallel <> 's';

-- every public object has a comment
SELECT pg_describe_object(classid, objid, 0) COLLATE "C" AS uncommented
FROM members
WHERE obj_description(objid, classid::regclass::name) IS NULL
	AND classid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass,
		'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_cast'::regclass, 'pg_class'::regclass)
	AND NOT EXISTS (SELECT FROM pg_type t WHERE classid = 'pg_type'::regclass AND t.oid = objid AND typtype = 'b' AND typcategory = 'A')
	-- row types, members from 17 on, are described by their tables
	AND NOT EXISTS (SELECT FROM pg_type t WHERE classid = 'pg_type'::regclass AND t.oid = objid AND typrelid <> 0)
ORDER BY 1;
DROP VIEW members;
