# shellcheck shell=bash
#
# statements.sh - random calls of everything the extension has  (sourced)
#
#   fuzz_statements CALLS [SEED]    counts what became of them; fails on a crash, an
#                                   internal error (XX...), or memory that only grows
#
# See statements.sql.  A batch is a thousand statements of one seed, a session ten
# batches.  Needs the server and $pg_bin of lib.sh.

# shellcheck disable=SC2154 # pg_bin, src and work are of lib.sh
fuzz_batch=1000
fuzz_session=10

fuzz_psql() {
	"$pg_bin/psql" -XqAt -d fuzz -v ON_ERROR_STOP=1 \
		-c "SET client_min_messages = ${fuzz_messages:-error}; SET search_path = fuzz, public; SET statement_timeout = '10min'" "$@"
}

# One session from seed $1 on, of $2 batches.  A line "held KB" closes each.
fuzz_one_session() {
	local seed commands=()

	for ((seed = $1; seed < $1 + $2; seed++)); do
		commands+=(-c "SELECT 'seed', $seed" -c "SELECT * FROM run($seed / 1e6, $fuzz_batch)" -c "SELECT 'held', held()")
	done
	fuzz_psql "${commands[@]}" >"$work/fuzz" 2>"$work/fuzz.errors"
}

# The statement that a session did not survive.
fuzz_culprit() {
	local seed

	seed=$(sed -n 's/^seed|//p' "$work/fuzz" | tail -n 1)
	printf 'seed %s: ' "$seed"
	cat "$work/fuzz.errors"
	await_server
	fuzz_messages=warning fuzz_psql -c "SELECT count(*) FROM run($seed / 1e6, $fuzz_batch, true)" 2>&1 |
		grep "^WARNING:  " | tail -n 1
	await_server
}

# Caches fill in the first half of a session; in the second half a leak of 2 kB for
# each statement shows.
fuzz_growth() {
	awk -F'|' -v limit=$((fuzz_batch * fuzz_session)) '
		$1 == "held" { held[++n] = $2 }
		END {
			half = int((n + 1) / 2)
			if (n == 10 && held[n] - held[half] > limit) {
				printf "memory grew from %d kB to %d kB in the second half of a session\n", held[half], held[n]
				exit 1
			}
		}' "$work/fuzz"
}

fuzz_statements() {
	local calls=$1 seed=${2:-1} batches left status=0

	"$pg_bin/createdb" fuzz && "$pg_bin/psql" -Xq -d fuzz -o /dev/null -f "$src/test/fuzz/statements.sql" || return
	: >"$work/fuzz.all"
	for ((left = (calls + fuzz_batch - 1) / fuzz_batch; left > 0; left -= batches, seed += batches)); do
		batches=$((left < fuzz_session ? left : fuzz_session))
		if ! fuzz_one_session "$seed" "$batches"; then
			fuzz_culprit
			status=1
		fi
		fuzz_growth || status=1
		cat "$work/fuzz" >>"$work/fuzz.all"
	done
	awk -F'|' '
		$1 == "seed" { seed = $2; next }
		$1 == "held" { if ($2 > most) most = $2; next }
		$3 != "" { printf "seed %d: %s %s\n", seed, $1, $3; bad = 1; next }
		$2 ~ /^[0-9]+$/ { calls += $2; if ($1 == "FUZOK") good += $2; else { if (!($1 in seen)) states++; seen[$1] } }
		END {
			printf "%d calls: %d succeeded, %d refused with %d different SQLSTATEs; a session held at most %d kB\n",
				calls, good, calls - good, states, most
			exit bad || good < calls / 5
		}' "$work/fuzz.all" || status=1
	"$pg_bin/dropdb" fuzz || status=1
	return $status
}
