-- The rules, installed from their catalogue.

SELECT count(@ext@.fiscal_add_tie(this_table::regclass, key, this_columns[1], this_filter,
	other_table::regclass, other_key, other_columns[1]::name, other_filter, comparator,
	severity => CASE severity WHEN 'B' THEN 'error' ELSE 'warning' END,
	name => name, validate => false,
	quantum_column => CASE WHEN rounded THEN 'quantum'::name END,
	other_quantum_column => CASE WHEN rounded THEN 'quantum'::name END))
FROM (SELECT * FROM rule WHERE kind = 'tie' ORDER BY ord OFFSET 0) r;

SELECT count(@ext@.fiscal_add_balance(this_table::regclass, key, this_columns[1],
	other_columns[1]::name,
	ARRAY[this_filter ->> other_columns[1]], ARRAY[other_filter ->> other_columns[1]],
	name => name, validate => false))
FROM (SELECT * FROM rule WHERE kind = 'balance' ORDER BY ord OFFSET 0) r;

SELECT count(@ext@.fiscal_add_rollup(this_table::regclass, key, other_columns[1]::name, this_columns,
	parent => other_columns[2]::name, gaps => coalesce(other_columns[3], 'error'),
	name => name, validate => false, quantum_column => 'quantum'))
FROM (SELECT * FROM rule WHERE kind = 'rollup' ORDER BY ord OFFSET 0) r;
