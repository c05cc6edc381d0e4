-- What every set of forms has, whatever its forms are.  Run once for each set, as
-- its owner, with search_path at the new schema; @ext@ stands for the schema of
-- the extension, @stage@ for the stage of a document that names none.  Statements
-- end in a semicolon at the end of a line.
--
-- Everything in a form belongs to a document, (unit, year, stage), and to one
-- form of it, which says how it was printed: each row carries the quantum of
-- its figures and the foreign key keeps it that of its form.  A form "without
-- data" has no quantum, so no row can belong to it.

CREATE TABLE document (
	unit text NOT NULL,
	year integer NOT NULL CHECK (year BETWEEN 1949 AND 9999),
	stage text NOT NULL DEFAULT @stage@ CHECK (stage IN ('budget', 'adjusted', 'final')),
	name text,
	is_adjustment boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage)
);

-- The forms that there are and how they are printed; the reader of sheets knows
-- nothing else.  The table of a form, which several forms may share (then each has
-- a partition), and its columns: the role and the code of a line, its name and
-- number as printed, the figures in their order.  The kind of its subjects, if it
-- has some, and the role of their rows, where rows have roles; of a form without
-- a kind, the role of the lines that are functional classes.  How often the columns
-- may stand side by side; figures that no sheet may lack; whether offices leave a
-- cell blank for 0, even beside zeros; whether whole yuan are exact, or rounded; the
-- unit of measure of a sheet that states none; the title over the form.

CREATE TABLE layout (
	form text PRIMARY KEY,
	table_name name NOT NULL,
	partition_name name,
	role_column name,
	code_column name,
	line_column name,
	name_column name,
	figures name[] NOT NULL CHECK (cardinality(figures) > 0),
	subject_kind text CHECK (subject_kind IN ('function', 'economic_gov', 'economic_dept')),
	subject_role text,
	blocks integer NOT NULL DEFAULT 1 CHECK (blocks > 0),
	needed name[] NOT NULL DEFAULT '{}',
	blank_is_zero boolean NOT NULL DEFAULT false,
	yuan_is_exact boolean NOT NULL DEFAULT false,
	measure text NOT NULL DEFAULT 'wanyuan' CONSTRAINT layout_measure CHECK (@ext@.yuan_parse('1', measure) IS NOT NULL),
	title text,
	CONSTRAINT layout_needs_its_figures CHECK (needed <@ figures),
	CONSTRAINT layout_of_subjects CHECK (subject_kind IS NULL OR code_column IS NOT NULL)
);

-- Lines that have a role.  Print order and labels differ between offices: what a
-- line is, is its role; a line of a functional class is one role with its code.

CREATE TABLE line (
	form text NOT NULL,
	role text NOT NULL,
	side text CHECK (side IN ('revenue', 'expenditure')),
	ord integer NOT NULL,
	label text,
	PRIMARY KEY (form, role)
);

-- What columns are called.  Add the words of your province here.  A head in
-- several rows is its words from the top, with a slash between; words that say
-- nothing of their own are groups, and one with a side heads that side.  Heads are
-- compared as labels are; a note is a column that is printed and not stored.  Of
-- several heads of one column, that of the lowest ord is shown to people.

CREATE TABLE head (
	form text NOT NULL REFERENCES layout,
	side text NOT NULL DEFAULT '' CHECK (side IN ('', 'revenue', 'expenditure')),
	head text NOT NULL CHECK (head <> ''),
	means text NOT NULL CHECK (means IN ('figure', 'code', 'name', 'line', 'side', 'group', 'numbers', 'note')),
	column_name name,
	role text,
	ord integer NOT NULL DEFAULT 100,
	PRIMARY KEY (form, side, head),
	FOREIGN KEY (form, role) REFERENCES line,
	CONSTRAINT head_of_a_figure CHECK ((means = 'figure') = (column_name IS NOT NULL)),
	CONSTRAINT head_of_a_role CHECK (role IS NULL OR means = 'figure')
);

-- The numbers that layouts print under the heads.  They say what a column is
-- where its head is missing, and where both are printed they must agree.

CREATE TABLE column_number (
	form text NOT NULL REFERENCES layout,
	variant text NOT NULL DEFAULT '',
	number integer NOT NULL CHECK (number > 0),
	side text NOT NULL DEFAULT '' CHECK (side IN ('', 'revenue', 'expenditure')),
	column_name name NOT NULL,
	role text,
	PRIMARY KEY (form, variant, number),
	FOREIGN KEY (form, role) REFERENCES line
);

-- What lines are called.  Add the words of your province here; labels are
-- compared without blanks, ordinals and remarks in brackets.  A label without
-- a role stands for its code alone.

CREATE TABLE label (
	form text NOT NULL REFERENCES layout,
	side text NOT NULL DEFAULT '' CHECK (side IN ('', 'revenue', 'expenditure')),
	label text NOT NULL,
	role text,
	code @ext@.subject_code NOT NULL DEFAULT '*',
	UNIQUE (form, side, label, role),
	FOREIGN KEY (form, role) REFERENCES line
);

CREATE TABLE form (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	form text NOT NULL REFERENCES layout,
	measure text,
	quantum @ext@.yuan,
	blank_is_zero boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage, form),
	UNIQUE (unit, year, stage, form, quantum),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form_printed_with_a_quantum CHECK ((measure IS NULL) = (quantum IS NULL)),
	CONSTRAINT form_measure CHECK (measure IS NULL OR @ext@.yuan_parse('1', measure) IS NOT NULL),
	CONSTRAINT form_quantum CHECK (@ext@.yuan_fen(quantum) BETWEEN 1 AND 2147483647)
);

-- The formulas as they are enforced, B must hold, V is to be verified and may be
-- explained.  They live in the triggers of the set, and nowhere else.

CREATE VIEW rule AS
SELECT f.set, f.id, f.title, CASE WHEN f.flags LIKE '%verify%' THEN 'V' ELSE 'B' END AS severity,
	f.flags, f.scope, f.formula
FROM @ext@.fiscal_formulas f
WHERE (SELECT relnamespace FROM pg_class WHERE oid = f.tables[1]) =
	(SELECT relnamespace FROM pg_class WHERE oid = 'document'::regclass);

-- What is to be verified can be explained; what must hold cannot.

CREATE TABLE explanation (
	set name NOT NULL,
	id text NOT NULL,
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	reason text NOT NULL CHECK (reason <> ''),
	explained_by text NOT NULL DEFAULT current_user,
	explained_at timestamptz NOT NULL DEFAULT current_timestamp,
	valid_until date,
	PRIMARY KEY (set, id, unit, year, stage),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE
);

-- The road in: cells as printed are staged, read into the quarantine tables,
-- audited there, and moved into the forms if they hold.  Those are the same tables
-- without the rules; a document that does not hold can be kept there as it was printed.

CREATE TABLE staging (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	form text NOT NULL,
	row_no integer NOT NULL,
	cells text[] NOT NULL,
	measure text CONSTRAINT staging_measure CHECK (measure IS NULL OR @ext@.yuan_parse('1', measure) IS NOT NULL),
	merged boolean NOT NULL DEFAULT false,
	blank_is_zero boolean,
	PRIMARY KEY (unit, year, stage, form, row_no)
);

CREATE TABLE quarantine (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	report text NOT NULL,
	loaded_by text NOT NULL DEFAULT current_user,
	loaded_at timestamptz NOT NULL DEFAULT current_timestamp,
	PRIMARY KEY (unit, year, stage)
);
CREATE TABLE document_quarantine (LIKE document INCLUDING DEFAULTS INCLUDING INDEXES);
CREATE TABLE form_quarantine (LIKE form INCLUDING DEFAULTS INCLUDING INDEXES);

-- Consolidation: which units a department's documents are the sum of.  What they
-- paid each other is taken off by a member that is a table of adjustments.

CREATE TABLE member (
	department text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	unit text NOT NULL,
	PRIMARY KEY (unit, year, stage),
	FOREIGN KEY (department, year, stage) REFERENCES document (unit, year, stage) ON UPDATE CASCADE ON DELETE CASCADE,
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT member_of_another CHECK (unit <> department)
);
