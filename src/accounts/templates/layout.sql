-- What the forms of the set are and how they are printed.  The reader of sheets
-- knows nothing else: another set of forms is other rows in these tables.

-- The table of a form and its columns; the kind of its subjects, if it has
-- some, and the role of their rows, where rows have roles; how often the columns
-- may stand side by side; figures that no sheet may lack; the unit of measure
-- of a sheet that states none; the title over the form.

CREATE TABLE layout (
	form text PRIMARY KEY,
	table_name name NOT NULL,
	role_column name,
	code_column name,
	name_column name,
	line_column name,
	subject_kind text,
	subject_role text,
	blocks integer NOT NULL DEFAULT 1 CHECK (blocks > 0),
	needed name[] NOT NULL DEFAULT '{}',
	measure text NOT NULL DEFAULT 'wanyuan' CONSTRAINT layout_measure CHECK (@ext@.yuan_parse('1', measure) IS NOT NULL),
	title text
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
