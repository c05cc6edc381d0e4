-- What the accompanying text says, to be held against the tables.  An operand
-- is a cell, form/line or subject/column, or a figure of the text itself with
-- its unit; a minus before it takes it away.

CREATE VIEW cell AS
SELECT unit, year, stage, form, CASE role WHEN 'class' THEN code::text ELSE role END AS item,
	'amount'::text AS column_name, amount, quantum FROM form01
UNION ALL
SELECT unit, year, stage, form, CASE role WHEN 'class' THEN code::text ELSE role END, c.name, c.amount, quantum
FROM form04, LATERAL (VALUES ('amount', amount), ('general', general), ('fund', fund),
	('capital', capital)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, code::text, c.name, c.amount, quantum
FROM form02, LATERAL (VALUES ('total', total), ('fiscal', fiscal), ('superior', superior),
	('business', business), ('operating', operating), ('affiliated', affiliated),
	('other', other)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, code::text, c.name, c.amount, quantum
FROM form03, LATERAL (VALUES ('total', total), ('basic', basic), ('project', project),
	('superior', superior), ('operating', operating), ('affiliated', affiliated)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, code::text, c.name, c.amount, quantum
FROM fund_form, LATERAL (VALUES ('opening', opening), ('opening_basic', opening_basic),
	('opening_project', opening_project), ('revenue', revenue), ('revenue_basic', revenue_basic),
	('revenue_project', revenue_project), ('total', total), ('basic', basic),
	('project', project), ('closing', closing), ('closing_basic', closing_basic),
	('closing_carried', closing_carried), ('closing_surplus', closing_surplus)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, line, 'amount', amount, quantum FROM form06
UNION ALL
SELECT unit, year, stage, form, role, c.name, c.amount, quantum
FROM form07, LATERAL (VALUES ('budget', budget), ('final', final)) c (name, amount);

-- The same of the documents in quarantine.

CREATE VIEW cell_quarantine AS
SELECT unit, year, stage, form, CASE role WHEN 'class' THEN code::text ELSE role END AS item,
	'amount'::text AS column_name, amount, quantum FROM form01_quarantine
UNION ALL
SELECT unit, year, stage, form, CASE role WHEN 'class' THEN code::text ELSE role END, c.name, c.amount, quantum
FROM form04_quarantine, LATERAL (VALUES ('amount', amount), ('general', general), ('fund', fund),
	('capital', capital)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, code::text, c.name, c.amount, quantum
FROM form02_quarantine, LATERAL (VALUES ('total', total), ('fiscal', fiscal), ('superior', superior),
	('business', business), ('operating', operating), ('affiliated', affiliated),
	('other', other)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, code::text, c.name, c.amount, quantum
FROM form03_quarantine, LATERAL (VALUES ('total', total), ('basic', basic), ('project', project),
	('superior', superior), ('operating', operating), ('affiliated', affiliated)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, code::text, c.name, c.amount, quantum
FROM fund_form_quarantine, LATERAL (VALUES ('opening', opening), ('opening_basic', opening_basic),
	('opening_project', opening_project), ('revenue', revenue), ('revenue_basic', revenue_basic),
	('revenue_project', revenue_project), ('total', total), ('basic', basic),
	('project', project), ('closing', closing), ('closing_basic', closing_basic),
	('closing_carried', closing_carried), ('closing_surplus', closing_surplus)) c (name, amount)
UNION ALL
SELECT unit, year, stage, form, line, 'amount', amount, quantum FROM form06_quarantine
UNION ALL
SELECT unit, year, stage, form, role, c.name, c.amount, quantum
FROM form07_quarantine, LATERAL (VALUES ('budget', budget), ('final', final)) c (name, amount);

-- Consolidation: which units a department's accounts are the sum of.  What they
-- paid each other is taken off by a member that is a table of adjustments.

CREATE TABLE member (
	department text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
	unit text NOT NULL,
	PRIMARY KEY (unit, year, stage),
	FOREIGN KEY (department, year, stage) REFERENCES document (unit, year, stage) ON UPDATE CASCADE ON DELETE CASCADE,
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT member_of_another CHECK (unit <> department)
);

CREATE VIEW consolidation AS
SELECT c.*, m.department
FROM cell c LEFT JOIN member m USING (unit, year, stage)
WHERE m.unit IS NOT NULL OR EXISTS (
	SELECT FROM member d WHERE d.department = c.unit AND d.year = c.year AND d.stage = c.stage);

-- A claim read out of the text has its place there: the sentence, and the
-- characters of it.  Where the text can be read in several ways, `otherwise` has
-- the operands of the others, parted by commas; it holds if one of them does.

CREATE TABLE claim_sentence (
	unit text NOT NULL,
	year integer NOT NULL,
	stage text NOT NULL DEFAULT 'final',
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
	stage text NOT NULL DEFAULT 'final',
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
