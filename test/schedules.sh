# shellcheck shell=bash
#
# schedules.sh - random transactions and DDL of six sessions  (sourced)
#
#   schedules ROUNDS [SEED]    fails if a rule in force is violated at a quiet point,
#                              if a session waited without end, or on an internal error
#
# In a round five sessions run random transactions and one alters the tables under
# them; then all is quiet, an oracle judges every group, and what the DDL took away
# is put back (see schedules.sql).  Needs the server and $pg_bin of lib.sh.

# shellcheck disable=SC2154 # pg_bin, src and work are of lib.sh
schedule_sessions=5
schedule_transactions=40

schedule_psql() {
	"$pg_bin/psql" -XqAt -d schedules "$@"
}

# schedule_edits SEED SESSION: transactions as psql reads them, each after a line "T".
schedule_edits() {
	awk -v seed="$1" -v session="$2" -v transactions="$schedule_transactions" '
		function pick(words,   list, n) { n = split(words, list, ","); return list[1 + int(n * rand())] }
		BEGIN {
			srand(seed * 100 + session)
			printf "SELECT setseed(%f);\n", rand()
			for (i = 0; i < transactions; i++) {
				print "\\echo T"
				print "BEGIN ISOLATION LEVEL " pick("READ COMMITTED,READ COMMITTED,REPEATABLE READ,SERIALIZABLE") ";"
				for (steps = 1 + int(4 * rand()); steps > 0; steps--) {
					edit = "SELECT play." pick("honest,honest,honest,honest,honest,edit,attempt") "();"
					dice = rand()
					if (dice < 0.15)
						print "SAVEPOINT s;\n" edit "\nROLLBACK TO s;"
					else if (dice < 0.3)
						print "SAVEPOINT s;\n" edit "\nRELEASE s;"
					else if (dice < 0.35)
						print "SAVEPOINT s;\n" edit "\nSET CONSTRAINTS ALL IMMEDIATE;\nROLLBACK TO s;"
					else if (dice < 0.4)
						print edit "\nSET CONSTRAINTS ALL " pick("IMMEDIATE,DEFERRED") ";"
					else if (dice < 0.43)
						print edit "\nSELECT count(*) FROM fiscal_pending();"
					else if (dice < 0.45)
						print "TRUNCATE " pick("total,form0,account") ";"
					else
						print edit
				}
				dice = rand()
				if (dice < 0.15)
					printf "PREPARE TRANSACTION \047play%d\047;\n%s PREPARED \047play%d\047;\n", session, pick("COMMIT,COMMIT,ROLLBACK"), session
				else
					print dice < 0.25 ? "ROLLBACK;" : "COMMIT;"
			}
		}'
}

# schedule_ddl SEED: as schedule_edits.  What leaves rows unjudged says so in bypass,
# and only a validation in the same transaction takes that back.
schedule_ddl() {
	awk -v seed="$1" -v transactions=$((schedule_transactions / 4)) '
		function pick(words,   list, n) { n = split(words, list, ","); return list[1 + int(n * rand())] }
		function on(rule) { return substr(rule, 1, index(rule, "_") - 1) }
		BEGIN {
			srand(seed * 100)
			printf "SELECT setseed(%f);\n", rand()
			for (i = 0; i < transactions; i++) {
				rule = pick("form_rollup,line_rollup,entry_balance,form_tie,voucher_even,account_tie,tree_rollup")
				enable = rule == "entry_balance" ? "ENABLE ALWAYS" : "ENABLE"
				validate = "SELECT fiscal_validate(\047" on(rule) "\047, \047" rule "\047);\nDELETE FROM bypass WHERE rule = \047" rule "\047;\n"
				print "SELECT pg_sleep(0.01);\n\\echo T\nBEGIN;"
				dice = int(12 * rand())
				if (dice == 0)
					printf "SELECT fiscal_drop_check(\047%s\047, \047%s\047);\n", on(rule), rule
				else if (dice == 1) {
					# A rule that is there already is 42710.
					print "SELECT command AS add FROM rule WHERE name = \047" rule "\047 \\gset"
					printf "SELECT :add;\nALTER TABLE %s %s TRIGGER %s;\nDELETE FROM bypass WHERE rule = \047%s\047;\n", on(rule), enable, rule, rule
				} else if (dice == 2)
					printf "ALTER TABLE %s DISABLE TRIGGER %s;\n", on(rule), rule
				else if (dice == 3)
					printf "ALTER TABLE %s DISABLE TRIGGER %s;\nINSERT INTO bypass VALUES (\047%s\047);\nSELECT play.edit();\nALTER TABLE %s %s TRIGGER %s;\n", \
						on(rule), rule, rule, on(rule), enable, rule
				else if (dice == 4)
					printf "ALTER TABLE %s %s TRIGGER %s;\n%s", on(rule), enable, rule, validate
				else if (dice == 5)
					# entry_balance is ENABLE ALWAYS and cannot be got round like this.
					print "INSERT INTO bypass SELECT name FROM rule WHERE name <> \047entry_balance\047;\nSET LOCAL session_replication_role = replica;\nSELECT play.edit();"
				else if (dice == 6)
					print "ALTER TABLE entry RENAME amount TO renamed;\nCOMMIT;\nINSERT INTO entry VALUES (1, 9, \047revenue\047, 0);\nSELECT pg_sleep(0.02);\nBEGIN;\nALTER TABLE entry RENAME renamed TO amount;"
				else if (dice == 7)
					printf "ALTER TABLE form DETACH PARTITION form1;\nUPDATE form1 SET amount = amount + %d WHERE unit = 1 AND code = \047201\047;\nALTER TABLE form ATTACH PARTITION form1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);\nSELECT fiscal_validate(\047form\047);\n", \
						rand() < 0.3
				else if (dice == 8)
					print "TRUNCATE " pick("form,line,entry,total,form0,form1,voucher,account,tree") ";"
				else if (dice == 9)
					# Not yuan(q): a quantum of the column widens what rounding explains.
					print "ALTER TABLE " pick("form,line,entry,total,account,tree") " ALTER amount TYPE yuan USING amount + 0;"
				else if (dice == 10)
					print "COMMIT;\n" pick("VACUUM,ANALYZE,REINDEX TABLE") " " pick("line,entry,total,voucher,account,tree") ";\nBEGIN;"
				else
					print "SELECT count(*) FROM fiscal_checks;\nSELECT count(*) FROM fiscal_audit(\047" on(rule) "\047);"
				print "COMMIT;"
			}
		}'
}

# One session; what it says begins with "T" for each transaction.
schedule_session() {
	{
		echo "SET search_path = play, public; SET lock_timeout = '60s'; SET deadlock_timeout = '50ms'; SET client_min_messages = error;"
		"$@"
	} | schedule_psql -o /dev/null -v VERBOSITY=sqlstate 2>&1
}

schedule_report() {
	awk -v rounds="$1" '
		function close_one() { if (open) count[state]++ }
		$1 == "T" { close_one(); state = "00000"; open = 1; total++; next }
		/ERROR:|FATAL:|server closed/ { s = $0; sub(/.*(ERROR|FATAL): */, "", s); if (s != "25P02" && state == "00000") state = s }
		END {
			close_one()
			printf "%d rounds, %d transactions:", rounds, total
			for (s in count) {
				printf " %s %d", s, count[s]
				# What the rules, the server a column renamed under a session, or pending rows at a TRUNCATE may answer.
				if (s !~ /^(00000|23514|40001|40P01|23505|23502|42703|42704|42710|55006)$/) bad = bad " " s
			}
			print ""
			if (bad != "") { print "unexpected:" bad; exit 1 }
			if (count["00000"] < total / 5) { print "too little was committed"; exit 1 }
		}' "$work"/schedule.*.out
}

# At a quiet point: no violation of a rule in force, nothing prepared, nothing locked.
schedule_verdict() {
	schedule_psql -c "SELECT 'seed $1: ' || rule || ' in force, ' || violations || ' violations' FROM play.oracle() WHERE violations > 0 AND play.in_force(rule)
		UNION ALL SELECT 'seed $1: prepared ' || gid FROM pg_prepared_xacts
		UNION ALL SELECT 'seed $1: lock ' || objsubid FROM pg_locks WHERE locktype = 'advisory'"
}

schedules() {
	local rounds=$1 seed=${2:-1} round session found status=0

	"$pg_bin/createdb" schedules && schedule_psql -o /dev/null -f "$src/test/schedules.sql" || return
	for ((round = seed; round < seed + rounds; round++)); do
		for ((session = 1; session <= schedule_sessions; session++)); do
			schedule_session schedule_edits "$round" "$session" >>"$work/schedule.$session.out" &
		done
		schedule_session schedule_ddl "$round" >>"$work/schedule.ddl.out" &
		wait
		found=$(schedule_verdict "$round") || status=1
		[ -z "$found" ] || { printf '%s\n' "$found"; status=1; }
		schedule_psql -o /dev/null -c 'SET client_min_messages = error; CALL play.mend()' || { status=1; break; }
	done
	schedule_report "$rounds" || status=1
	"$pg_bin/dropdb" schedules || status=1
	return $status
}
