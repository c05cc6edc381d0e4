# Transactions over two databases that are prepared in both, in either order, as a
# coordinator of several servers prepares them.  None waits for another for ever,
# and nothing that violates a rule is committed.  And the planner of another
# extension gets what it expects (planner.c).
use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('coordinated');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "max_prepared_transactions = 20\ndeadlock_timeout = '50ms'\n");
$node->start;
my @databases = ('here', 'there');
for my $database (@databases)
{
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, q{
		CREATE EXTENSION govfiscal;
		CREATE TABLE entry (id serial PRIMARY KEY, unit int NOT NULL, client int, debit yuan, credit yuan);
		CREATE INDEX ON entry (unit);
		SELECT fiscal_add_balance_columns('entry', '{unit}', 'debit', 'credit');
	});
}

# A client: so many transactions, each in both databases, and in an order of its own.
my ($clients, $rounds) = (4, 15);

sub prepare_in
{
	my ($database, $client, $round) = @_;
	my ($status, $out, $err) = $node->psql($database, qq{
		BEGIN;
		INSERT INTO entry (unit, client, debit, credit) VALUES (1 + ($round + $client) % 3, $client, $round, $round);
		PREPARE TRANSACTION '${database}_${client}_$round';
	});
	return $status == 0 ? '' : $err;
}

sub run_client
{
	my ($client) = @_;
	my %outcome = (both => 0, retry => 0);

	for my $round (1 .. $rounds)
	{
		my @order = ($client + $round) % 2 ? @databases : reverse @databases;
		my $err = prepare_in($order[0], $client, $round);
		my $first = $err eq '';

		$err = prepare_in($order[1], $client, $round) if $first;
		my $end = $err eq '' ? 'COMMIT' : 'ROLLBACK';
		$node->safe_psql($order[0], "$end PREPARED '$order[0]_${client}_$round'") if $first;
		$node->safe_psql($order[1], "COMMIT PREPARED '$order[1]_${client}_$round'") if $err eq '';
		if ($err eq '') { $outcome{both}++ }
		elsif ($err =~ /could not prepare: a prepared transaction holds/) { $outcome{retry}++ }
		else { print "client $client: $err\n" }
	}
	print "client $client: $outcome{both} committed, $outcome{retry} to retry\n";
}

my @children;
for my $client (1 .. $clients)
{
	my $pid = fork // die "no fork: $!";
	if ($pid == 0)
	{
		open STDOUT, '>', $node->basedir . "/client$client" or die;
		alarm 120;
		run_client($client);
		close STDOUT;
		require POSIX;
		POSIX::_exit(0);
	}
	push @children, $pid;
}
my $ended = 1;
for my $pid (@children)
{
	waitpid $pid, 0;
	$ended &&= $? == 0;
}
ok($ended, 'every transaction came to an end');
my $log = join '', map { slurp_file($node->basedir . "/client$_") } 1 .. $clients;
note($log);
my ($committed, $retried) = (0, 0);
while ($log =~ /(\d+) committed, (\d+) to retry/g) { $committed += $1; $retried += $2; }
is($committed + $retried, $clients * $rounds, 'each was committed or is to be retried');
cmp_ok($committed, '>', 0, 'some were committed');
is($node->safe_psql('postgres', 'SELECT count(*) FROM pg_prepared_xacts'), '0', 'none is left behind');
for my $database (@databases)
{
	is($node->safe_psql($database, 'SELECT count(*) FROM entry'), $committed, "as many rows in $database");
	is($node->safe_psql($database, q{SELECT count(*) FROM fiscal_audit('entry')}), '0', "$database holds");
}

# A query without parameters.
my $planner = $node->basedir . '/planner.so';
my ($headers, $ignored) = run_command([ 'pg_config', '--includedir-server' ]);
system_or_bail('gcc', '-shared', '-fPIC', "-I$headers", '-o', $planner, dirname(abs_path($0)) . '/planner.c');
is($node->safe_psql('here', "LOAD '$planner'; SELECT fiscal_validate('entry') > 0; SELECT count(*) FROM fiscal_audit('entry')"), "t\n0", 'no parameters are no list');

done_testing();
