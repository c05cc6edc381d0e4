-- The forms of a department's final accounts as tables.  Run once for each
-- set, as its owner, with search_path at the new schema; @ext@ stands for the
-- schema of the extension.  Statements end in a semicolon at the end of a line.
--
-- Everything in a form belongs to a document, (unit, year, stage), and to one
-- form of it, which says how it was printed: each row carries the quantum of
-- its figures and the foreign key keeps it that of its form.  A form "without
-- data" has no quantum, so no row can belong to it.

CREATE TABLE document (
	unit text NOT NULL,
	year integer NOT NULL CHECK (year BETWEEN 1949 AND 9999),
	stage text NOT NULL DEFAULT 'final' CHECK (stage IN ('budget', 'adjusted', 'final')),
	name text,
	is_adjustment boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage)
);

CREATE TABLE form (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL CHECK (form IN ('01', '02', '03', '04', '05', '06', '07', '08', '09')),
	measure text DEFAULT 'wanyuan',
	quantum @ext@.yuan DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage, form),
	UNIQUE (unit, year, stage, form, quantum),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form_printed_with_a_quantum CHECK ((measure IS NULL) = (quantum IS NULL)),
	CONSTRAINT form_measure CHECK (measure IS NULL OR @ext@.yuan_parse('1', measure) IS NOT NULL),
	CONSTRAINT form_quantum CHECK (@ext@.yuan_fen(quantum) BETWEEN 1 AND 2147483647)
);

-- Lines of the two-sided forms.  Print order and labels differ between
-- provinces: what a line is, is its role; a line of a functional class is
-- the role "class" with its code.

CREATE TABLE line (
	form text NOT NULL,
	role text NOT NULL,
	side text CHECK (side IN ('revenue', 'expenditure')),
	ord integer NOT NULL,
	label text,
	PRIMARY KEY (form, role)
);

CREATE TABLE form01 (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL DEFAULT '01' CHECK (form = '01'),
	role text NOT NULL,
	code @ext@.subject_code NOT NULL DEFAULT '*',
	line_no integer,
	item text,
	amount @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	next_year integer NOT NULL GENERATED ALWAYS AS (year + 1) STORED,
	PRIMARY KEY (unit, year, stage, role, code),
	FOREIGN KEY (form, role) REFERENCES line,
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form01_class_has_code
		CHECK (@ext@.subject_level(code) = CASE role WHEN 'class' THEN 1 ELSE 0 END),
	CONSTRAINT form01_quantum CHECK (@ext@.yuan_fen(amount) % @ext@.yuan_fen(quantum) = 0)
);
CREATE INDEX ON form01 (unit, year, stage, code);
CREATE INDEX ON form01 (unit, next_year, stage);

CREATE TABLE form04 (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL DEFAULT '04' CHECK (form = '04'),
	role text NOT NULL,
	code @ext@.subject_code NOT NULL DEFAULT '*',
	line_no integer,
	item text,
	amount @ext@.yuan,
	general @ext@.yuan,
	fund @ext@.yuan,
	capital @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage, role, code),
	FOREIGN KEY (form, role) REFERENCES line,
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form04_class_has_code
		CHECK (@ext@.subject_level(code) = CASE role WHEN 'class' THEN 1 ELSE 0 END),
	CONSTRAINT form04_quantum CHECK (
		@ext@.yuan_fen(amount) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(general) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(fund) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(capital) % @ext@.yuan_fen(quantum) = 0)
);
CREATE INDEX ON form04 (unit, year, stage, code);

-- Forms keyed by functional subject; the total row is the root.  A revenue row
-- has an expenditure subject too: it says what the money was raised for.

CREATE TABLE form02 (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL DEFAULT '02' CHECK (form = '02'),
	code @ext@.subject_code NOT NULL,
	name text,
	total @ext@.yuan,
	fiscal @ext@.yuan,
	superior @ext@.yuan,
	business @ext@.yuan,
	operating @ext@.yuan,
	affiliated @ext@.yuan,
	other @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage, code),
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form02_function
		CHECK (coalesce(@ext@.subject_kind(code), 'function') = 'function'),
	CONSTRAINT form02_quantum CHECK (
		@ext@.yuan_fen(total) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(fiscal) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(superior) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(business) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(operating) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(affiliated) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(other) % @ext@.yuan_fen(quantum) = 0)
);

CREATE TABLE form03 (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL DEFAULT '03' CHECK (form = '03'),
	code @ext@.subject_code NOT NULL,
	name text,
	total @ext@.yuan,
	basic @ext@.yuan,
	project @ext@.yuan,
	superior @ext@.yuan,
	operating @ext@.yuan,
	affiliated @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	level smallint NOT NULL GENERATED ALWAYS AS (@ext@.subject_level(code)) STORED,
	PRIMARY KEY (unit, year, stage, code),
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form03_function
		CHECK (coalesce(@ext@.subject_kind(code), 'function') = 'function'),
	CONSTRAINT form03_quantum CHECK (
		@ext@.yuan_fen(total) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(basic) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(project) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(superior) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(operating) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(affiliated) % @ext@.yuan_fen(quantum) = 0)
);

-- Forms 05, 08 and 09 say the same of three funds, so they are the partitions
-- of one table: a rule over all funds of a subject (R16) is one sum.  The short
-- layouts print total, basic and project only and leave the rest NULL.

CREATE TABLE fund_form (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL,
	code @ext@.subject_code NOT NULL,
	name text,
	opening @ext@.yuan,
	opening_basic @ext@.yuan,
	opening_project @ext@.yuan,
	revenue @ext@.yuan,
	revenue_basic @ext@.yuan,
	revenue_project @ext@.yuan,
	total @ext@.yuan,
	basic @ext@.yuan,
	project @ext@.yuan,
	closing @ext@.yuan,
	closing_basic @ext@.yuan,
	closing_carried @ext@.yuan,
	closing_surplus @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	level smallint NOT NULL GENERATED ALWAYS AS (@ext@.subject_level(code)) STORED,
	PRIMARY KEY (unit, year, stage, form, code),
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT fund_form_function
		CHECK (coalesce(@ext@.subject_kind(code), 'function') = 'function'),
	CONSTRAINT fund_form_quantum CHECK (
		@ext@.yuan_fen(opening) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(opening_basic) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(opening_project) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(revenue) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(revenue_basic) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(revenue_project) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(total) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(basic) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(project) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(closing) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(closing_basic) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(closing_carried) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(closing_surplus) % @ext@.yuan_fen(quantum) = 0)
) PARTITION BY LIST (form);
CREATE INDEX ON fund_form (unit, year, stage, code);
CREATE TABLE form05 PARTITION OF fund_form FOR VALUES IN ('05');
CREATE TABLE form08 PARTITION OF fund_form FOR VALUES IN ('08');
CREATE TABLE form09 PARTITION OF fund_form FOR VALUES IN ('09');
ALTER TABLE form05 ALTER form SET DEFAULT '05';
ALTER TABLE form08 ALTER form SET DEFAULT '08';
ALTER TABLE form09 ALTER form SET DEFAULT '09';

-- Basic spending by economic subject of the department's budget.  The foot of
-- the form (personnel, public, their total) are rows of their own role: the
-- subjects add up to classes, and the classes to the foot, in two trees.

CREATE TABLE form06 (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL DEFAULT '06' CHECK (form = '06'),
	role text NOT NULL DEFAULT 'subject',
	code @ext@.subject_code NOT NULL DEFAULT '*',
	name text,
	amount @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	line text NOT NULL GENERATED ALWAYS AS (
		CASE role WHEN 'subject' THEN code::text ELSE role END) STORED,
	class_line text GENERATED ALWAYS AS (
		CASE WHEN role = 'subject' AND @ext@.subject_level(code) > 1
			THEN @ext@.subject_parent(code)::text END) STORED,
	foot_line text GENERATED ALWAYS AS (
		CASE WHEN role IN ('personnel', 'public') THEN 'total'
			WHEN role = 'subject' AND @ext@.subject_level(code) = 1
			THEN CASE WHEN code::text IN ('301', '303') THEN 'personnel' ELSE 'public' END
		END) STORED,
	PRIMARY KEY (unit, year, stage, role, code),
	FOREIGN KEY (form, role) REFERENCES line,
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form06_economic CHECK (CASE role WHEN 'subject'
		THEN @ext@.subject_kind(code) IS NOT DISTINCT FROM 'economic_dept'
		ELSE @ext@.subject_level(code) = 0 END),
	CONSTRAINT form06_quantum CHECK (@ext@.yuan_fen(amount) % @ext@.yuan_fen(quantum) = 0)
);
CREATE INDEX ON form06 (unit, year, stage, code);

CREATE TABLE form07 (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL DEFAULT '07' CHECK (form = '07'),
	role text NOT NULL,
	budget @ext@.yuan,
	final @ext@.yuan,
	quantum @ext@.yuan NOT NULL DEFAULT 100,
	blank_is_zero boolean NOT NULL DEFAULT false,
	PRIMARY KEY (unit, year, stage, role),
	FOREIGN KEY (form, role) REFERENCES line,
	FOREIGN KEY (unit, year, stage, form, quantum)
		REFERENCES form (unit, year, stage, form, quantum) ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT form07_quantum CHECK (
		@ext@.yuan_fen(budget) % @ext@.yuan_fen(quantum) = 0 AND
		@ext@.yuan_fen(final) % @ext@.yuan_fen(quantum) = 0)
);

-- The formulas as they are enforced, B must hold, V is to be verified and may be
-- explained.  They live in the triggers of the set, and nowhere else.

CREATE VIEW rule AS
SELECT set, id, title, CASE WHEN flags LIKE '%verify%' THEN 'V' ELSE 'B' END AS severity, flags, scope, formula
FROM @ext@.fiscal_formulas WHERE 'document'::regclass = ANY (tables);

-- What is to be verified can be explained; what must hold cannot.

CREATE TABLE explanation (
	set name NOT NULL DEFAULT 'accounts',
	id text NOT NULL,
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	reason text NOT NULL CHECK (reason <> ''),
	explained_by text NOT NULL DEFAULT current_user,
	explained_at timestamptz NOT NULL DEFAULT current_timestamp,
	valid_until date,
	PRIMARY KEY (set, id, unit, year, stage),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT explanation_of_what_is_verified CHECK (set <> 'accounts' OR id IN ('R16', 'R20', 'R22', 'R23'))
);
