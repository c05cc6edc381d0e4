# shellcheck shell=bash
#
# stress.sh - eight sessions edit the same tables at once  (sourced)
#
#   stress SECONDS    prints rates; fails if a violation was committed, if there
#                     was a deadlock, or if honest work was starved
#
# pgbench gives a client up at its first refusal, so the clients are psql, each
# fed with random transactions until the time is over.  Half of the edits are
# honest, a quarter is sound unless another does the like at the same time, the
# rest is not: see stress.sql.  Needs the server and $pg_bin of lib.sh.

# shellcheck disable=SC2154 # pg_bin, src and work are of lib.sh
stress_clients=8

# stress_transactions CLIENT BATCH: fifty transactions, as psql reads them.  Each
# closes with a line
#   kind level ending SQLSTATE-of-the-edit SQLSTATE-of-the-end
stress_transactions() {
	awk -v client="$1" -v batch="$2" '
		function pick(words,   list, n) { n = split(words, list, ","); return list[1 + int(n * rand())] }
		BEGIN {
			srand(client + 1000 * batch)
			for (i = 0; i < 50; i++) {
				dice = rand()
				kind = dice < 0.5 ? "honest" : dice < 0.75 ? "racing" : "dishonest"
				level = pick("READ COMMITTED,READ COMMITTED,REPEATABLE READ,SERIALIZABLE")
				ending = pick("commit,commit,commit,commit,commit,commit,check,undone,prepare,rollback")
				print "BEGIN ISOLATION LEVEL " level ";\nSELECT " kind "();\n\\set edit :SQLSTATE"
				# Time for another to come between, where rules must keep it out.
				between = kind == "racing" ? "SELECT pg_sleep(0.005);\n" : ""
				printf "%s", between
				if (ending == "check")
					print "SET CONSTRAINTS ALL IMMEDIATE;\n\\set end :SQLSTATE\n" between "COMMIT;"
				else if (ending == "undone")
					print "SAVEPOINT s;\nSET CONSTRAINTS ALL IMMEDIATE;\nROLLBACK TO s;\nCOMMIT;\n\\set end :SQLSTATE"
				else if (ending == "prepare")
					print "PREPARE TRANSACTION \047stress" client "\047;\n\\set end :SQLSTATE\n" between "COMMIT PREPARED \047stress" client "\047;"
				else
					print toupper(ending) ";\n\\set end :SQLSTATE"
				gsub(" ", "_", level)
				print "\\echo", kind, level, ending, ":edit", ":end"
			}
		}'
}

# Nothing cuts a transaction off, which might be a prepared one that others wait for.
stress_client() {
	local end=$((SECONDS + $2)) batch=0

	{
		echo "SET search_path = stress, public; SET lock_timeout = '60s'; SELECT setseed(0.0$1);"
		while [ $SECONDS -lt "$end" ]; do
			stress_transactions "$1" $((batch += 1))
		done
	} | "$pg_bin/psql" -Xqt -v VERBOSITY=sqlstate >"$work/stress.$1" 2>"$work/stress.$1.errors"
}

# What a transaction came to: the first error, or its commit.  An edit that
# changed nothing counts as well; a rollback that was asked for does not.
stress_report() {
	awk -v seconds="$1" -v deadlocks="$2" '
		NF == 5 && $3 != "rollback" {
			state = $4 == "00000" ? $5 : $4
			all[$1, $2]++; count[$1, $2, state]++; states[state]++; total++
		}
		END {
			printf "%d transactions in %d s, %.0f/s:", total, seconds, total / seconds
			printf " %.0f commits/s, %.0f/s refused (23514), %.0f/s to retry (40001), %d deadlocks\n",
				states["00000"] / seconds, states["23514"] / seconds, states["40001"] / seconds, deadlocks
			bad = deadlocks > 0
			for (state in states)
				if (state !~ /^(00000|23514|40001)$/) {
					printf "%d ended with %s\n", states[state], state
					bad = 1
				}
			split("honest racing dishonest", kinds, " ")
			split("READ_COMMITTED REPEATABLE_READ SERIALIZABLE", levels, " ")
			for (k = 1; k <= 3; k++)
				for (l = 1; l <= 3; l++) {
					n = all[kinds[k], levels[l]]
					if (n == 0) { print "no", kinds[k], levels[l]; exit 1 }
					printf "%-9s %-15s %6d  committed %5.1f%%  23514 %5.1f%%  40001 %5.1f%%\n", kinds[k], levels[l], n,
						100 * count[kinds[k], levels[l], "00000"] / n, 100 * count[kinds[k], levels[l], "23514"] / n,
						100 * count[kinds[k], levels[l], "40001"] / n
				}
			# An honest edit changes no difference: if it is refused, somebody has
			# committed a violation, be it mended since.
			for (l = 1; l <= 3; l++)
				if (count["honest", levels[l], "23514"] > 0) {
					print "honest work met a violation at", levels[l]
					bad = 1
				}
			# At READ COMMITTED nothing else may stop it; above, the server itself
			# sends back who changes the row of another.
			for (l = 1; l <= 3; l++)
				if (count["honest", levels[l], "00000"] < (l == 1 ? 0.99 : 0.5) * all["honest", levels[l]]) {
					print "honest work is starved at", levels[l]
					bad = 1
				}
			exit bad
		}'
}

stress() {
	local seconds=$1 client deadlocks violations status=0 database=stress
	local psql=("$pg_bin/psql" -Xqt -d "$database")

	"$pg_bin/psql" -Xq -c "CREATE DATABASE $database" && "${psql[@]}" -f "$src/test/stress.sql" >/dev/null || return
	for ((client = 1; client <= stress_clients; client++)); do
		PGDATABASE=$database stress_client "$client" "$seconds" &
	done
	wait
	# Statistics of a session that ends are there when the next one reads them.
	deadlocks=$("${psql[@]}" -A -c "SELECT deadlocks FROM pg_stat_database WHERE datname = '$database'")
	cat "$work"/stress.[0-9] | stress_report "$seconds" "$deadlocks" || status=1
	violations=$("${psql[@]}" -A -c "SELECT * FROM stress.oracle() WHERE violations > 0") || status=1
	[ -z "$violations" ] || { printf 'VIOLATIONS\n%s\n' "$violations"; status=1; }
	[ "$("${psql[@]}" -A -c 'SELECT count(*) FROM stress.oracle()')" = 5 ] || status=1
	"$pg_bin/psql" -Xq -c "DROP DATABASE $database" || status=1
	return $status
}
