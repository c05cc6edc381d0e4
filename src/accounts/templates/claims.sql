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
	explanation text CHECK (explanation <> ''),
	explained_by text,
	PRIMARY KEY (unit, year, stage, n),
	FOREIGN KEY (unit, year, stage) REFERENCES document ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT claim_operands CHECK (CASE
		WHEN kind IN ('share', 'completion', 'growth') THEN cardinality(operands) = 2
		WHEN kind = 'year' THEN cardinality(operands) = 0
		ELSE cardinality(operands) > 0 END),
	CONSTRAINT claim_stated CHECK ((stated IS NULL) = (kind = 'subject')),
	CONSTRAINT claim_explained CHECK ((explanation IS NULL) = (explained_by IS NULL))
);
