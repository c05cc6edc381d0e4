-- fiscal_subject: the catalogue of the user
--
-- The type never looks into it.  A row is seeded or it is the user's: pg_dump
-- keeps the user's rows, and CREATE EXTENSION brings the seeded ones again.

CREATE TABLE fiscal_subject (
	year integer NOT NULL,
	kind text NOT NULL,
	code subject_code NOT NULL,
	name text NOT NULL,
	seeded boolean NOT NULL DEFAULT false,
	PRIMARY KEY (year, kind, code)
);
COMMENT ON TABLE fiscal_subject IS
	'names of subjects by year; load your own with COPY fiscal_subject (year, kind, code, name)';
COMMENT ON TYPE fiscal_subject IS 'row of the table fiscal_subject';
COMMENT ON COLUMN fiscal_subject.year IS 'the edition: names and meanings change between years';
COMMENT ON COLUMN fiscal_subject.kind IS 'revenue, function, economic_dept or economic_gov, as subject_kind gives';
COMMENT ON COLUMN fiscal_subject.code IS 'subject code';
COMMENT ON COLUMN fiscal_subject.name IS 'name as printed';
COMMENT ON COLUMN fiscal_subject.seeded IS
	'the row came with the extension; set by it alone, false as soon as the user writes the row';

ALTER TABLE fiscal_subject OWNER TO @extowner@;
GRANT SELECT ON fiscal_subject TO PUBLIC;

CREATE FUNCTION fiscal_subject_own() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_subject_own() IS
	'trigger of fiscal_subject: a row that the user writes is his, and takes the place of a seeded one';

CREATE TRIGGER fiscal_subject_own BEFORE INSERT OR UPDATE ON fiscal_subject
	FOR EACH ROW EXECUTE FUNCTION fiscal_subject_own();

CREATE FUNCTION fiscal_subject_seed() RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
REVOKE ALL ON FUNCTION fiscal_subject_seed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fiscal_subject_seed() TO @extowner@;
COMMENT ON FUNCTION fiscal_subject_seed() IS
	'adds the class-level names of 2024 that are missing, and returns how many; those that the encoding of the database cannot write are left out';

SELECT fiscal_subject_seed();
SELECT pg_catalog.pg_extension_config_dump('fiscal_subject', 'WHERE NOT seeded');

CREATE FUNCTION fiscal_subject_report(year integer, rel regclass DEFAULT NULL, code_column name DEFAULT NULL,
		OUT problem text, OUT kind text, OUT code subject_code, OUT name text, OUT detail text, OUT uses bigint)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL RESTRICTED;
COMMENT ON FUNCTION fiscal_subject_report(integer, regclass, name) IS
	'what is wrong with fiscal_subject for a year: orphan, duplicate, kind; and with a table and its code column, unknown: codes used there but not in it';

