-- What the accompanying text says, to be held against the tables.  An operand
-- is a cell, form/line or subject/column, or a figure of the text itself with
-- its unit; a minus before it takes it away.
--
-- A claim read out of the text has its place there: the sentence, and the
-- characters of it.  Where the text can be read in several ways, `otherwise` has
-- the operands of the others, parted by commas; it holds if one of them does.

CREATE TABLE claim_sentence (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	sentence integer NOT NULL,
	text text NOT NULL,
	has_money boolean NOT NULL,
	understood boolean NOT NULL,
	PRIMARY KEY (unit, year, stage, sentence),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE claim (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT @stage@,
	n integer NOT NULL,
	label text NOT NULL,
	kind text NOT NULL CHECK (kind IN ('amount', 'difference', 'share', 'completion', 'growth', 'subject', 'year')),
	stated numeric,
	measure text NOT NULL DEFAULT 'wanyuan' CONSTRAINT claim_measure CHECK (@ext@.yuan_parse('1', measure) IS NOT NULL),
	operands text[] NOT NULL DEFAULT '{}',
	otherwise text[] NOT NULL DEFAULT '{}',
	sentence integer,
	from_char integer,
	to_char integer,
	explanation text CHECK (explanation <> ''),
	explained_by text,
	PRIMARY KEY (unit, year, stage, n),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	FOREIGN KEY (unit, year, stage, sentence) REFERENCES claim_sentence ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT claim_operands CHECK (CASE
		WHEN sentence IS NOT NULL AND operands = '{}' THEN true
		WHEN kind IN ('share', 'completion', 'growth') THEN cardinality(operands) = 2
		WHEN kind = 'year' THEN cardinality(operands) = 0
		ELSE cardinality(operands) > 0 END),
	CONSTRAINT claim_place CHECK (CASE WHEN sentence IS NULL
		THEN from_char IS NULL AND to_char IS NULL ELSE from_char BETWEEN 1 AND to_char END),
	CONSTRAINT claim_stated CHECK ((stated IS NULL) = (kind = 'subject')),
	CONSTRAINT claim_explained CHECK ((explanation IS NULL) = (explained_by IS NULL))
);

-- The same of a document in quarantine.

CREATE TABLE claim_sentence_quarantine (LIKE claim_sentence INCLUDING DEFAULTS INCLUDING INDEXES);
CREATE TABLE claim_quarantine (LIKE claim INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);

-- What the text calls the figures, by its topic: the part of the text that a
-- label opens.  Figures behind a label are those of its cells, one after the
-- other; a line * is the subject spoken of.  A label without cells names a
-- figure of the text alone; the parts of a whole add up to it.

CREATE TABLE claim_label (
	topic text NOT NULL DEFAULT '',
	label text NOT NULL CHECK (label <> ''),
	opens text NOT NULL DEFAULT '',
	is_whole boolean NOT NULL DEFAULT false,
	cells text[] NOT NULL DEFAULT '{}' CONSTRAINT claim_label_cells
		CHECK (cardinality(cells) <= 4 AND length(array_to_string(cells, ',')) <= 200),
	PRIMARY KEY (topic, label)
);
