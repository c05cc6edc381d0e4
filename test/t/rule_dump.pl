# Rules, their twins and their guards travel with their tables through every
# mode of dump and restore; a restore that brings broken rows is found out by an
# audit, and by the next write.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
my $dir = $node->basedir;

sub create
{
	my ($database) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	return $database;
}

# The extension is not in the first schema of anybody's search_path.
create('origin');
$node->safe_psql('origin', q{
	CREATE SCHEMA fiscal;
	CREATE EXTENSION govfiscal SCHEMA fiscal;
	CREATE SCHEMA "Books 2024";
	SET search_path = "Books 2024", fiscal;
	CREATE TABLE "Account" (unit text, line int, side text, amount yuan, PRIMARY KEY (unit, line));
	CREATE TABLE form (unit text NOT NULL, code subject_code, amount yuan(1), PRIMARY KEY (unit, code)) PARTITION BY LIST (unit);
	CREATE TABLE form_a PARTITION OF form FOR VALUES IN ('a');
	CREATE TABLE form_rest PARTITION OF form DEFAULT;
	SELECT fiscal_add_balance('"Account"', '{unit}', 'amount', 'side', '{in,"a,b"}', '{out,"it''s"}', name => 'In, "out"');
	SELECT fiscal_add_rollup('form', '{unit}', 'code', '{amount}', quantum => '0.5');
	SELECT fiscal_add_tie('"Account"', '{unit}', 'amount', '{"side": ["in"]}', 'form', '{unit}', 'amount', '{"code": "*"}', '>=');
	SELECT fiscal_add_formulas('The "set"', $$
		key unit; -- it's the unit
		form a = "Account" line line where side = in;
		form "表" = form line code quantum '1';
		"r;1" 'a -- "b''s" \': a.amount >= "表"['*'];
	$$);
	BEGIN;
	INSERT INTO form VALUES ('a', '*', 5), ('a', '204', 3), ('a', '205', 2), ('b', '*', 7);
	INSERT INTO "Account" VALUES ('a', 1, 'in', 5), ('a', 2, 'out', 4), ('a', 3, 'it''s', 1), ('b', 1, 'in', 9), ('b', 2, 'out', 9);
	COMMIT;
});

my $path = 'SET search_path = "Books 2024", fiscal; ';
my $rules = $path . q{SELECT table_name, name, kind, arguments, severity, other_table, is_deferrable, initially_deferred, enabled, leaves_covered, truncate_covered, broken_columns, problem FROM fiscal_checks ORDER BY 2, 1};
my $rows = $path . q{SELECT (SELECT count(*) FROM form), (SELECT count(*) FROM "Account")};
my $formulas = $path . q{SELECT * FROM fiscal_formulas};
my $printed = $node->safe_psql('origin', $formulas);
my $expected = $node->safe_psql('origin', $rules);
is($node->safe_psql('origin', $path . q{SELECT count(*), count(DISTINCT name) FROM fiscal_checks}), '6|4', 'six triggers are four rules');
unlike($expected, qr/\|f\|/, 'all of them whole');

sub holds
{
	my ($database, $how) = @_;
	is($node->safe_psql($database, $rules), $expected, "$how: the rules");
	is($node->safe_psql($database, $formulas), $printed, "$how: the formulas");
	is($node->safe_psql($database, $rows), '4|5', "$how: the rows");
	is($node->safe_psql($database, $path . q{SELECT fiscal_validate('"Account"') + fiscal_validate('form')}), '12', "$how: all groups are sound");
	for my $wrong (q{UPDATE "Account" SET amount = 1 WHERE line = 1}, q{UPDATE form_a SET amount = 9 WHERE code = '205'}, q{TRUNCATE form_a; INSERT INTO form VALUES ('a', '*', 6)})
	{
		my ($status, $out, $err) = $node->psql($database, "$path BEGIN; $wrong; COMMIT");
		like($err, qr/violates rule/, "$how: refused: $wrong");
	}
}

$node->command_ok([ 'pg_dump', '-f', "$dir/plain.sql", 'origin' ], 'plain dump');
$node->command_ok([ 'pg_dump', '-Fc', '-f', "$dir/custom", 'origin' ], 'custom dump');
$node->command_ok([ 'pg_dump', '-Fd', '-f', "$dir/directory", 'origin' ], 'directory dump');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$dir/plain.sql", create('plain') ], 'plain restore');
holds('plain', 'plain');
$node->command_ok([ 'pg_restore', '-d', create('custom'), "$dir/custom" ], 'custom restore');
holds('custom', 'custom');
$node->command_ok([ 'pg_restore', '-1', '-d', create('single'), "$dir/custom" ], 'restore in one transaction');
holds('single', 'one transaction');
# Else the rules of a partitioned table need not wait for the data of its partitions.
create('parallel');
$node->command_ok([ 'pg_restore', '-j', '2', "--section=$_", '-d', 'parallel', "$dir/directory" ], "parallel $_") for ('pre-data', 'data', 'post-data');
holds('parallel', 'parallel');
create('sections');
$node->command_ok([ 'pg_restore', "--section=$_", '-d', 'sections', "$dir/custom" ], $_) for ('pre-data', 'data', 'post-data');
holds('sections', 'by sections');

# The dump of a restored database is the same: nothing drifts.
$node->command_ok([ 'pg_dump', '--schema-only', '-f', "$dir/again.sql", 'plain' ], 'dump again');
my ($first, $again) = map {
	my $text = join "\n", grep { /TRIGGER/ } split /\n/, slurp_file($_);
	$text;
} "$dir/plain.sql", "$dir/again.sql";
is($again, $first, 'the triggers are dumped the same');

# Data alone, into tables whose rules are on: each table is a transaction, and
# half a tie is not reported yet.
create('data');
$node->command_ok([ 'pg_restore', '--section=pre-data', '--section=post-data', '-d', 'data', "$dir/custom" ], 'schema');
$node->command_ok([ 'pg_restore', '--data-only', '-d', 'data', "$dir/custom" ], 'data only, under the rules');
holds('data', 'data only');

# A dump of bad rows: refused where the rules are on, let in where they are not,
# and found by the audit.
$node->safe_psql('origin', $path . q{
	ALTER TABLE "Account" DISABLE TRIGGER USER;
	UPDATE "Account" SET amount = 4 WHERE unit = 'b' AND line = 2;
	ALTER TABLE "Account" ENABLE TRIGGER USER;
});
$node->command_ok([ 'pg_dump', '-Fc', '-f', "$dir/bad", 'origin' ], 'dump of bad rows');
create('strict');
$node->command_ok([ 'pg_restore', '--schema-only', '-d', 'strict', "$dir/bad" ], 'schema');
$node->command_checks_all([ 'pg_restore', '--data-only', '-d', 'strict', "$dir/bad" ], 1, [], [qr/violates rule/], 'bad data under the rules');
is($node->safe_psql('strict', $path . q{SELECT count(*) FROM "Account"}), '0', 'none of the bad table is kept');
for my $how ([ 'whole', sub { $node->command_ok([ 'pg_restore', '-d', 'whole', "$dir/bad" ], 'bad rows restored whole') } ],
	[ 'disabled', sub {
		$node->command_ok([ 'pg_restore', '--schema-only', '-d', 'disabled', "$dir/bad" ], 'schema');
		$node->command_ok([ 'pg_restore', '--data-only', '--disable-triggers', '-d', 'disabled', "$dir/bad" ], 'bad data, triggers off');
	} ])
{
	my ($database, $restore) = @$how;
	create($database);
	$restore->();
	is($node->safe_psql($database, $path . q{SELECT key, stated, computed FROM fiscal_audit('"Account"')}), '{"unit": "b"}|9.00|4.00', "$database: the audit finds the bad group");
	my ($status, $out, $err) = $node->psql($database, $path . q{SELECT fiscal_validate('"Account"')});
	like($err, qr/violates rule/, "$database: so does fiscal_validate");
	is($node->safe_psql($database, $path . q{SELECT bool_and(enabled) FROM fiscal_checks}), 't', "$database: the rules are on");
	($status, $out, $err) = $node->psql($database, $path . q{UPDATE "Account" SET amount = 3 WHERE unit = 'b' AND line = 2});
	like($err, qr/violates rule/, "$database: and the next write");
}

$node->stop;
done_testing();
