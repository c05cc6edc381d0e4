-- The road in: cells as printed are staged, read into the quarantine tables,
-- audited there, and moved into the forms if they hold.

CREATE TABLE staging (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	form text NOT NULL,
	row_no integer NOT NULL,
	cells text[] NOT NULL,
	measure text CONSTRAINT staging_measure CHECK (measure IS NULL OR @ext@.yuan_parse('1', measure) IS NOT NULL),
	merged boolean NOT NULL DEFAULT false,
	blank_is_zero boolean,
	PRIMARY KEY (unit, year, stage, form, row_no)
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

CREATE TABLE quarantine (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	report text NOT NULL,
	loaded_by text NOT NULL DEFAULT current_user,
	loaded_at timestamptz NOT NULL DEFAULT current_timestamp,
	PRIMARY KEY (unit, year, stage)
);
