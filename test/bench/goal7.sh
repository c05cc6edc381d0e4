# shellcheck shell=bash
# Eight clients that correct figures

data <<'SQL'
DROP TABLE IF EXISTS busy_plain, busy_ruled;
CREATE EXTENSION IF NOT EXISTS govfiscal;
CREATE TABLE busy_plain (unit int, line int, side text, amount yuan NOT NULL, PRIMARY KEY (unit, line)) WITH (fillfactor = 50);
CREATE TABLE busy_ruled (LIKE busy_plain INCLUDING ALL) WITH (fillfactor = 50);
INSERT INTO busy_plain SELECT unit, line, CASE line % 2 WHEN 0 THEN 'revenue' ELSE 'expenditure' END, 5
FROM generate_series(0, 7) unit, generate_series(0, 99) line;
INSERT INTO busy_ruled TABLE busy_plain;
SELECT fiscal_add_balance('busy_ruled', '{unit}', 'amount', 'side');
VACUUM ANALYZE busy_plain, busy_ruled;
SQL

for table in plain ruled; do
	printf '%s\n' '\set line 2 * random(0, 49)' 'BEGIN;' \
		"UPDATE busy_$table SET amount = amount + 1 WHERE unit = :client_id AND line IN (:line, :line + 1);" 'COMMIT;' >"$dir/own.$table"
	# Rows of one's own in the group of all, so that only the group is fought for
	printf '%s\n' 'BEGIN;' \
		"UPDATE busy_$table SET amount = amount + 1 WHERE unit = 0 AND line IN (2 * :client_id, 2 * :client_id + 1);" 'COMMIT;' >"$dir/one.$table"
done

# busy FILE: transactions a second; one log for each client
busy() {
	rm -f "$dir"/log.*
	(cd "$dir" && pgbench -n -c 8 -j 2 -T "$(size 4 1)" -l --log-prefix="$dir/log" -f "$1") >"$dir/pgbench" 2>&1 ||
		{ cat "$dir/pgbench" >&2; die "pgbench failed"; }
	sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$dir/pgbench"
}

deadlocks() { sql -c "SELECT pg_stat_clear_snapshot(); SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()" | tail -n 1; }

# contention NAME FILE TABLE LIMIT
contention() {
	local i side

	rm -f "$dir"/times.*
	for ((i = 0; i < $(size 5 1); i++)); do
		for side in $([ $((i % 2)) -eq 0 ] && echo "$3" plain || echo plain "$3"); do
			busy "$dir/$2.$side" >>"$dir/times.$side" || exit
			sql -c "VACUUM busy_$side"
		done
	done
	paste "$dir/times.$3" "$dir/times.plain" | awk '{ print $1 / $2 }' >"$dir/times.ratio"
	line "$1" "$(median "$dir/times.$3")" "$(median "$dir/times.plain")" '>=' "$4" tps "$(median "$dir/times.ratio")"
}

before=$(deadlocks)
contention '8 clients, a group each : no rules' own ruled 0.9
contention '8 clients in one group : no rules' one ruled 0.8
busy "$dir/one.ruled" >/dev/null
read -r least most <<<"$(cat "$dir"/log.* | awk '{ n[$1]++ } END { for (c in n) { if (!least || n[c] < least) least = n[c]; if (n[c] > most) most = n[c] } print least, most }')"
line '  the least busy client : the most busy' "$least" "$most" '>=' 0.5 txns
line '  deadlocks' "$(($(deadlocks) - before))" 0 '<=' 1 ''
