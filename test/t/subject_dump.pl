# The user's rows of fiscal_subject survive a dump, in plain and custom form,
# and the seeded ones neither double nor hide them.  An ordinary user of the
# database may create the extension, and owns the table.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', q{
	CREATE ROLE bureau LOGIN;
	CREATE DATABASE origin OWNER bureau;
	CREATE DATABASE plain OWNER bureau;
	CREATE DATABASE custom OWNER bureau;
});

sub as_bureau
{
	my ($database, $sql) = @_;
	return $node->safe_psql($database, $sql, extra_params => [ '-U', 'bureau' ]);
}

as_bureau('origin', q{
	CREATE EXTENSION govfiscal;
	INSERT INTO fiscal_subject (year, kind, code, name) VALUES
		(2024, 'function', '204', 'mine'), (2024, 'function', '20402', 'mine too'), (2023, 'function', '204', 'old');
	UPDATE fiscal_subject SET name = 'changed' WHERE year = 2024 AND code = '205';
	CREATE TABLE detail (code subject_code PRIMARY KEY, class subject_code GENERATED ALWAYS AS (subject_class(code)) STORED);
	INSERT INTO detail VALUES ('*'), ('204'), ('2040202');
	CREATE INDEX ON detail USING hash (code);
});

my $rows = q{SELECT string_agg(concat_ws(' ', year, kind, code, name), E'\n' ORDER BY year, code) FROM fiscal_subject WHERE NOT seeded};
my $all = q{SELECT count(*), count(*) FILTER (WHERE seeded) FROM fiscal_subject};
my $detail = q{SELECT string_agg(code || '/' || coalesce(class::text, ''), ' ' ORDER BY code) FROM detail};
my $expected = "2023 function 204 old\n2024 function 204 mine\n2024 function 20402 mine too\n2024 function 205 changed";
is(as_bureau('origin', $rows), $expected, 'the rows of the user');

my $dir = $node->basedir;
$node->command_ok([ 'pg_dump', '-U', 'bureau', '-f', "$dir/plain", 'origin' ], 'plain dump');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', 'bureau', '-f', "$dir/plain", 'plain' ], 'plain restore');
$node->command_ok([ 'pg_dump', '-Fc', '-f', "$dir/custom", 'origin' ], 'custom dump');
$node->command_ok([ 'pg_restore', '-j', '2', '-d', 'custom', "$dir/custom" ], 'parallel restore');

for my $database ('plain', 'custom')
{
	is(as_bureau($database, $rows), $expected, "$database: his rows are there");
	is(as_bureau($database, $all), as_bureau('origin', $all), "$database: no row twice");
	is(as_bureau($database, $detail), '*/ 204/204 2040202/204', "$database: codes and generated columns");
}

done_testing();
