# Rules beside replication: a standby audits what it cannot write, a subscriber
# of logical replication audits and does not enforce, and a foreign table is
# audited from afar.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
$primary->append_conf('postgresql.conf', "max_prepared_transactions = 5\n");
$primary->start;
my $create = q{
	CREATE EXTENSION govfiscal;
	CREATE TABLE account (unit int, line int, side text, amount yuan, PRIMARY KEY (unit, line));
};
$primary->safe_psql('postgres', $create . q{
	SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side');
	INSERT INTO account VALUES (1, 1, 'revenue', 5), (1, 2, 'expenditure', 5);
});
my $audit = q{SELECT key, stated, computed, verdict FROM fiscal_audit('account', verdicts => '{exact,violation}') ORDER BY key};

# Physical.
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->safe_psql('postgres', q{
	SET session_replication_role = replica;
	INSERT INTO account VALUES (2, 1, 'revenue', 7);
});
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
my $found = qq({"unit": 1}|5.00|5.00|exact\n{"unit": 2}|7.00|0.00|violation);
is($standby->safe_psql('postgres', $audit), $found, 'the audit on a standby');
is($standby->safe_psql('postgres', q{SELECT name, enabled, problem IS NULL FROM fiscal_checks}), 'account_balance|t|t', 'fiscal_checks on a standby');
is($standby->safe_psql('postgres', q{SELECT count(*) FROM fiscal_audit_balance('account', '{unit}', 'amount', 'side')}), '1', 'an ad hoc audit on a standby');
is($standby->safe_psql('postgres', q{SELECT count(*) FROM fiscal_pending()}), '0', 'nothing is pending on a standby');
my ($status, $out, $err) = $standby->psql('postgres', q{SELECT fiscal_validate('account')});
like($err, qr/violates rule "account_balance": unit=2/, 'fiscal_validate on a standby');

# A prepared transaction was judged when it was prepared, and after a crash
# still holds the lock of its group.
($status, $out, $err) = $primary->psql('postgres', q{BEGIN; INSERT INTO account VALUES (3, 1, 'revenue', 1); PREPARE TRANSACTION 'bad'});
like($err, qr/violates rule/, 'PREPARE TRANSACTION is refused');
$primary->safe_psql('postgres', q{BEGIN; INSERT INTO account VALUES (3, 1, 'revenue', 1), (3, 2, 'expenditure', 1); PREPARE TRANSACTION 'good'});
$primary->stop('immediate');
$primary->start;
($status, $out, $err) = $primary->psql('postgres', q{SET lock_timeout = '200ms'; INSERT INTO account VALUES (3, 3, 'revenue', 0)});
like($err, qr/lock timeout/, 'its group is locked after a crash');
$primary->safe_psql('postgres', q{INSERT INTO account VALUES (4, 1, 'revenue', 0); COMMIT PREPARED 'good'});
is($primary->safe_psql('postgres', q{SELECT count(*) FROM account WHERE unit = 3}), '2', 'COMMIT PREPARED');

# What a session finds valid when it prepares is not known: it may be rolled
# back.  The group was broken before the rule came.
($status, $out, $err) = $primary->psql('postgres', q{
	CREATE TABLE known (unit int, line int, side text, amount yuan, PRIMARY KEY (unit, line));
	INSERT INTO known VALUES (1, 1, 'revenue', 5), (1, 2, 'expenditure', 4);
	SELECT fiscal_add_balance('known', '{unit}', 'amount', 'side', validate => false);
	ALTER TABLE known ENABLE ALWAYS TRIGGER known_balance;
	BEGIN; UPDATE known SET amount = 5 WHERE line = 2; PREPARE TRANSACTION 'mend';
	ROLLBACK PREPARED 'mend';
	UPDATE known SET amount = amount + 1;
});
is($status, 3, 'a group that was to be mended is still broken');
like($err, qr/violates rule "known_balance".*difference 1\.00/s, 'and its correction is refused');

# Logical: apply does not fire a rule, nor does it stop at a violation.
my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
$subscriber->append_conf('postgresql.conf', "wal_retrieve_retry_interval = '100ms'\n");
$subscriber->start;
$subscriber->safe_psql('postgres', $create . q{SELECT fiscal_add_balance('account', '{unit}', 'amount', 'side')});
my $connstr = $primary->connstr . ' dbname=postgres';
$primary->safe_psql('postgres', q{DELETE FROM account WHERE unit > 1; CREATE PUBLICATION books FOR TABLE account});
$subscriber->safe_psql('postgres', qq{CREATE SUBSCRIPTION books CONNECTION '$connstr' PUBLICATION books});
$subscriber->poll_query_until('postgres', q{SELECT count(*) = 1 FROM pg_subscription_rel WHERE srsubstate IN ('r', 's')}) or die 'no initial sync';
$primary->safe_psql('postgres', q{
	SET session_replication_role = replica;
	INSERT INTO account VALUES (2, 1, 'revenue', 7);
});
$primary->wait_for_catchup('books');
is($subscriber->safe_psql('postgres', $audit), $found, 'the audit of a subscriber finds what was applied');
$primary->safe_psql('postgres', q{BEGIN; INSERT INTO account VALUES (2, 2, 'expenditure', 7), (5, 1, 'revenue', 1), (5, 2, 'expenditure', 1); COMMIT});
$primary->wait_for_catchup('books');
is($subscriber->safe_psql('postgres', $audit), qq({"unit": 1}|5.00|5.00|exact\n{"unit": 2}|7.00|7.00|exact\n{"unit": 5}|1.00|1.00|exact), 'apply goes on');
($status, $out, $err) = $subscriber->psql('postgres', q{UPDATE account SET amount = 6 WHERE unit = 1 AND line = 1});
like($err, qr/violates rule/, "what the subscriber's own sessions write is judged");

# A rule that is ENABLE ALWAYS holds apply to it, too: a violation stalls it.
$subscriber->safe_psql('postgres', q{ALTER TABLE account ENABLE ALWAYS TRIGGER account_balance});
$primary->safe_psql('postgres', q{UPDATE account SET amount = amount + 1 WHERE unit = 1; UPDATE account SET amount = amount + 1 WHERE unit = 1});
$primary->wait_for_catchup('books');
is($subscriber->safe_psql('postgres', q{SELECT sum(amount) FROM account WHERE unit = 1}), '14.00', 'apply passes the rule');
my $offset = -s $subscriber->logfile;
$primary->safe_psql('postgres', q{
	SET session_replication_role = replica;
	UPDATE account SET amount = amount + 1 WHERE unit = 1 AND line = 1;
});
my $log = '';
for (my $i = 0; $i < 600 && $log !~ /violates rule/; $i++)
{
	select(undef, undef, undef, 0.1);
	$log = substr(slurp_file($subscriber->logfile), $offset);
}
like($log, qr/violates rule "account_balance"/, 'a violation stalls apply');
is($subscriber->safe_psql('postgres', q{SELECT sum(amount) FROM account WHERE unit = 1}), '14.00', 'and is not applied');
$subscriber->safe_psql('postgres', q{ALTER TABLE account ENABLE TRIGGER account_balance});
$primary->wait_for_catchup('books');
is($subscriber->safe_psql('postgres', q{SELECT sum(amount) FROM account WHERE unit = 1}), '15.00', 'until it is told to go on');
$primary->safe_psql('postgres', q{UPDATE account SET amount = amount - 1 WHERE unit = 1 AND line = 1});
$subscriber->safe_psql('postgres', 'DROP SUBSCRIPTION books');

# A foreign table, where the wrapper is installed.
SKIP:
{
	skip 'no postgres_fdw', 2
	  if $subscriber->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'}) eq '0';
	my ($host, $port) = ($primary->host, $primary->port);
	$primary->safe_psql('postgres', q{SET session_replication_role = replica; INSERT INTO account VALUES (6, 1, 'revenue', 6)});
	$subscriber->safe_psql('postgres', qq{
		CREATE EXTENSION postgres_fdw;
		CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'postgres');
		CREATE USER MAPPING FOR CURRENT_USER SERVER far;
		CREATE FOREIGN TABLE far (unit int NOT NULL, line int, side text, amount yuan) SERVER far OPTIONS (table_name 'account');
	});
	is($subscriber->safe_psql('postgres', q{SELECT check_name, key, stated, computed FROM fiscal_audit_balance('far', '{unit}', 'amount', 'side')}), 'far|{"unit": 6}|6.00|0.00', 'the audit of a foreign table');
	($status, $out, $err) = $subscriber->psql('postgres', q{SELECT fiscal_add_balance('far', '{unit}', 'amount', 'side')});
	like($err, qr/"far" is a foreign table/, 'it takes no rule');
}

$subscriber->stop;
$standby->stop;
$primary->stop;
done_testing();
