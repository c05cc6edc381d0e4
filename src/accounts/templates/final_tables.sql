-- What the tables of the final accounts have beside what their layouts say.

ALTER TABLE form ALTER measure SET DEFAULT 'wanyuan', ALTER quantum SET DEFAULT 100;

-- Next year's opening is this year's closing (R22).

ALTER TABLE form01 ADD next_year integer NOT NULL GENERATED ALWAYS AS (year + 1) STORED;
CREATE INDEX ON form01 (unit, next_year, stage);

-- Basic spending by economic subject of the department's budget.  The foot of
-- the form (personnel, public, their total) are rows of their own role: the
-- subjects add up to classes, and the classes to the foot, in two trees.

ALTER TABLE form06
	ADD line text NOT NULL GENERATED ALWAYS AS (
		CASE role WHEN 'subject' THEN code::text ELSE role END) STORED,
	ADD class_line text GENERATED ALWAYS AS (
		CASE WHEN role = 'subject' AND @ext@.subject_level(code) > 1
			THEN @ext@.subject_parent(code)::text END) STORED,
	ADD foot_line text GENERATED ALWAYS AS (
		CASE WHEN role IN ('personnel', 'public') THEN 'total'
			WHEN role = 'subject' AND @ext@.subject_level(code) = 1
			THEN CASE WHEN code::text IN ('301', '303') THEN 'personnel' ELSE 'public' END
		END) STORED;
