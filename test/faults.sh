# shellcheck shell=bash
#
# faults.sh - what a server may suffer while rules are judged  (sourced)
#
#   faults ROUNDS    fails if after a fault a violation is stored, a load is there
#                    in part, a lock is left, or an index does not fit its table
#
# Each scene waits for its moment (a load under way, its COMMIT being judged, a
# transaction prepared) while four sessions edit the same tables, and strikes
# then.  The edits and the oracle are those of test/stress.  All on a server of
# its own, as it is killed; needs lib.sh and stress.sh.

# shellcheck disable=SC2154 # pg_bin, src, server and work are of lib.sh
faults_clients=4
faults_rows=60000

faults_psql() {
	"$pg_bin/psql" -XqAt -d faults "$@"
}

# Edits until the scene is over; a lost connection is made again.
faults_client() {
	local batch=0

	while [ -e "$work/scene" ]; do
		{
			echo "SET search_path = stress, public; SET lock_timeout = '2s'; SELECT setseed(0.0$1);"
			stress_transactions "$1" $((batch += 1))
		} | faults_psql -v VERBOSITY=sqlstate >/dev/null 2>&1 || sleep 0.1
	done
}

# faults_load [END]: many rows of new units come in one transaction and go in
# another, so that all of them are there or none.  After each its SQLSTATE and how
# many locks of rules the session still holds.
faults_load() {
	while [ -e "$work/scene" ]; do
		faults_psql -v VERBOSITY=sqlstate 2>/dev/null <<-EOF || sleep 0.1
			SET search_path = stress, public; SET application_name = 'load';
			BEGIN;
			INSERT INTO entry SELECT 1000 + i / 10, i, CASE i % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 1
			FROM generate_series(0, $faults_rows - 1) i;
			${1:-COMMIT;}
			\\set end :SQLSTATE
			ROLLBACK;
			SELECT 'commit', :'end', count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory';
			DELETE FROM entry WHERE unit >= 1000;
		EOF
	done >>"$work/load"
}

# The process that loads, at its MOMENT; DEED is done there and then.
faults_await() {
	faults_psql -v ON_ERROR_STOP=1 <<-EOF
		SET client_min_messages = warning;
		CREATE TEMP TABLE moment (pid int);
		DO \$\$
		DECLARE
			p int;
		BEGIN
			FOR i IN 1..20000 LOOP
				PERFORM pg_stat_clear_snapshot();
				SELECT pid INTO p FROM pg_stat_activity
				WHERE application_name = 'load' AND state = 'active' AND query LIKE '$1%';
				EXIT WHEN p IS NOT NULL;
				PERFORM pg_sleep(0.001);
			END LOOP;
			INSERT INTO moment VALUES (p);
		END \$\$;
		SELECT ${2:-pid} FROM moment WHERE pid IS NOT NULL;
	EOF
}

# A server that was killed leaves processes that have yet to notice.
faults_relaunch() {
	local tries=0

	while [ $((tries += 1)) -le 100 ]; do
		launch_server
		while kill -0 "$server" 2>/dev/null; do
			! "$pg_bin/psql" -Xqtc '' 2>/dev/null || return 0
			sleep 0.1
		done
		wait "$server" 2>/dev/null
		sleep 0.2
	done
	return 1
}

faults_start_scene() {
	local client

	touch "$work/scene"
	: >"$work/load"
	for ((client = 1; client <= faults_clients; client++)); do
		faults_client "$client" &
		workers+=($!)
	done
	faults_load "${1:-}" &
	workers+=($!)
}

faults_end_scene() {
	rm -f "$work/scene"
	wait "${workers[@]}"
	workers=()
}

# faults_verdict SCENE: what a crash left prepared is resolved, in turn; then all
# must be as the rules promise.
faults_verdict() {
	local gid found

	for gid in $(faults_psql -c 'SELECT gid FROM pg_prepared_xacts'); do
		ending=$([ "$ending" = COMMIT ] && echo ROLLBACK || echo COMMIT)
		prepared=$((prepared + 1))
		faults_psql -c "$ending PREPARED '$gid'" || status=1
	done
	found=$(faults_psql <<-EOF
		SELECT rule || ': ' || violations || ' violations' FROM stress.oracle() WHERE violations > 0;
		SELECT 'part of a load: ' || count(*) || ' rows' FROM stress.entry WHERE unit >= 1000 HAVING count(*) NOT IN (0, $faults_rows);
		SELECT 'lock left: ' || locktype || ' ' || mode FROM pg_locks WHERE locktype = 'advisory';
		SELECT 'not validated' WHERE (SELECT sum(fiscal_validate(table_name, name)) FROM fiscal_checks) IS NULL;
	EOF
	) || status=1
	found+=$(awk -F'|' '$1 == "commit" && $3 != 0 { print "after " $2 " the session holds " $3 " locks of rules"; exit }' "$work/load")
	if [ -n "$amcheck" ]; then
		found+=$(faults_psql -c "SELECT bt_index_parent_check(c.oid, true) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
			WHERE nspname = 'stress' AND relkind = 'i'" 2>&1)
	fi
	if [ -n "$found" ]; then
		printf '%s: %s\n' "$1" "$found"
		status=1
	else
		printf 'sound after: %s\n' "$1"
	fi
}

# faults_kill VICTIM MOMENT: kill -9 of the process that loads, or of the postmaster.
faults_kill() {
	local pid crashes

	faults_start_scene
	pid=$(faults_await "$2")
	[ -n "$pid" ] || { echo "nobody was seen at $2"; status=1; }
	if [ "$1" = postmaster ]; then
		kill -9 "$server"
		wait "$server" 2>/dev/null
		faults_relaunch || { echo "the server does not come back"; status=1; }
	else
		kill -9 "${pid:-0}" || status=1
		sleep 0.5
		await_server
	fi
	faults_end_scene
	await_server
	faults_verdict "kill -9 of the $1 at $2"
}

# faults_interrupt SCENE END [DEED]: checks of a load end with 57014, and their
# session lives on.
faults_interrupt() {
	local scene=$1 times

	faults_start_scene "$2"
	for times in 1 2 3; do
		[ -n "${3:-}" ] && faults_await COMMIT "$3" >/dev/null
		sleep 0.5
	done
	faults_end_scene
	grep -q '^commit|57014|' "$work/load" || { echo "$scene: no check was stopped"; status=1; }
	faults_verdict "$scene"
}

# A transaction that is prepared outlives the server, with the locks of its groups.
faults_prepared() {
	local out

	faults_psql -o /dev/null <<-EOF
		BEGIN; INSERT INTO stress.entry VALUES (900, 1, 'revenue', 1), (900, 2, 'expenditure', 1); PREPARE TRANSACTION 'held';
	EOF
	if [ "$1" = postmaster ]; then
		kill -9 "$server"
		wait "$server" 2>/dev/null
		faults_relaunch || { echo "the server does not come back"; status=1; }
	else
		kill -9 "$(faults_psql -c "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'")" || status=1
		sleep 0.5
		await_server
	fi
	out=$(faults_psql -v VERBOSITY=sqlstate -c "SET lock_timeout = '200ms'" \
		-c "INSERT INTO stress.entry VALUES (900, 3, 'revenue', 0)" 2>&1)
	[[ "$out" == *55P03* ]] || { echo "the group of a prepared transaction is not locked after a crash: $out"; status=1; }
	faults_verdict "kill -9 of the $1, a transaction being prepared"
	faults_psql -o /dev/null -c 'DELETE FROM stress.entry WHERE unit = 900'
}

# A tablespace runs full in a load and in a COMMIT, where a deferred trigger writes.
faults_full_disk() {
	local small=$work/small out
	local table="CREATE TABLE stress.copy (LIKE stress.entry INCLUDING ALL) TABLESPACE small;
		SELECT fiscal_add_balance('stress.copy', '{unit}', 'amount', 'side', name => 'copy_balance');"

	mkdir "$small" && mount -t tmpfs -o "size=3m,mode=700,uid=$(id -u "$server_user")" tmpfs "$small" 2>/dev/null ||
		{ echo "not run: a full disk (no tmpfs can be mounted here)"; return; }
	out=$(faults_psql -v VERBOSITY=sqlstate 2>&1 <<-EOF
		CREATE TABLESPACE small LOCATION '$small';
		$table
		INSERT INTO stress.copy SELECT i / 10, i, CASE i % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 1 FROM generate_series(0, 199999) i;
		CREATE FUNCTION stress.fill() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN
			INSERT INTO stress.copy SELECT 7, i, NULL, 1 FROM generate_series(1000000, 1200000) i; RETURN NULL; END';
		CREATE CONSTRAINT TRIGGER a_fill AFTER INSERT ON stress.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stress.fill();
		DROP TABLE stress.copy;
		$table
		BEGIN;
		INSERT INTO stress.copy VALUES (1, -1, 'revenue', 1), (1, -2, 'expenditure', 1);
		INSERT INTO stress.entry VALUES (901, 1, 'revenue', 1), (901, 2, 'expenditure', 1);
		COMMIT;
		SELECT 'rows', count(*) FROM stress.copy;
		SELECT 'rows', count(*) FROM stress.entry WHERE unit = 901;
		DROP TRIGGER a_fill ON stress.entry;
		DROP TABLE stress.copy;
		$table
		INSERT INTO stress.copy VALUES (1, 1, 'revenue', 1);
		INSERT INTO stress.copy VALUES (1, 1, 'revenue', 1), (1, 2, 'expenditure', 1);
		SELECT 'rows', count(*) FROM stress.copy;
	EOF
	)
	diff - <(printf '%s\n' "$out" | sed -n 's/.*ERROR: *//p; /^rows/p') <<-EOF || { echo "a full disk did not end as it should"; status=1; }
		53100
		53100
		rows|0
		rows|0
		23514
		rows|2
	EOF
	faults_verdict "a full disk"
	faults_psql -o /dev/null -c 'DROP TABLE stress.copy' -c 'DROP TABLESPACE small' || status=1
	umount "$small" && rmdir "$small" || status=1
}

faults() {
	local rounds=$1 round status=0 ending=ROLLBACK prepared=0 amcheck='' workers=()

	chmod a+x "$work" && work=$work/faults && mkdir "$work" && start_server || return
	"$pg_bin/createdb" faults && faults_psql -o /dev/null -f "$src/test/stress.sql" || return
	if faults_psql -o /dev/null -c 'CREATE EXTENSION amcheck' 2>/dev/null; then
		amcheck=yes
	else
		echo "not run: amcheck (this PostgreSQL has it not)"
	fi
	for ((round = 1; round <= rounds; round++)); do
		faults_kill backend INSERT
		faults_kill backend COMMIT
		faults_kill postmaster INSERT
		faults_kill postmaster COMMIT
		faults_prepared walwriter
		faults_prepared postmaster
		faults_interrupt "cancelled in COMMIT" '' 'pg_cancel_backend(pid)'
		# A COMMIT the server does not time.
		faults_interrupt "statement_timeout in SET CONSTRAINTS" "SET LOCAL statement_timeout = '5ms'; SET CONSTRAINTS ALL IMMEDIATE;"
		faults_full_disk
	done
	printf '%d prepared transactions outlived a crash\n' "$prepared"
	kill -INT "$server"
	wait "$server" 2>/dev/null
	! grep -nE 'TRAP: |PANIC: |signal (4|6|7|8|11)|problem in (alloc|slab|generation)|reference leak' "$work/server.log" || status=1
	return $status
}
