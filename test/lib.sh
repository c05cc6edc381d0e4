# shellcheck shell=bash
# shellcheck disable=SC2015 # a && b || die: die does not return
#
# lib.sh - a PostgreSQL of our own to build against and to run  (sourced)
#
#   begin                     a work directory that never outlives the script
#   need_postgres [PERL]      finds, or installs with apt-get, what is missing
#   mirror_postgres           a private copy of the installation to install into
#   copy_tree, make_in_copy   the checkout, built outside the checkout
#   install_extension
#   start_server              a throw-away server on a socket of its own
#
# Nothing outside the work directory is written, but for the packages that
# apt-get installs.  A server or cluster that is already on the machine, and
# the modules that it has loaded, are never touched: the extension goes into a
# mirror of the installation.  PostgreSQL finds its directories relative to its
# programs, so a copy of the programs beside links to everything else is an
# installation of its own, and no step after apt-get needs root.  Where a
# distribution has patched that out (Debian in 13), the extension is installed
# into the installation itself and taken out again, never over another copy.
#
# PG_CONFIG in the environment chooses an installation, SERVER_UNDER is a command
# that the server runs under, such as valgrind.  A script may set server_settings,
# lines of postgresql.conf.

set -uo pipefail
umask 022

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
me=${0##*/}

say() { printf '%s\n' "$*" >&2; }
die() { say "$me: $*"; exit 1; }

# Settings of the caller's shell that would reach make, psql or the server.
pg_config=${PG_CONFIG:-}
for variable in ${!PG@}; do
	unset "$variable"
done
unset MAKEFLAGS MFLAGS MAKELEVEL CDPATH LANGUAGE variable
export LC_ALL=C PGCLIENTENCODING=UTF8

work=
server=
child=
in_place=
installed=

privileged() {
	if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

begin() {
	trap finish EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM

	# A path short enough for a socket, on a file system that runs programs.
	local base
	for base in /tmp /var/tmp; do
		work=$(mktemp -d -p "$base" --suffix=.govfiscal 2>/dev/null) || continue
		printf '#!/bin/sh\n' >"$work/probe" && chmod 755 "$work/probe" && "$work/probe" 2>/dev/null &&
			rm "$work/probe" && return
		rm -rf "$work"
		work=
	done
	die "neither /tmp nor /var/tmp can hold a program: full, read-only or mounted noexec"
}

# The one way out.  A script may define at_exit STATUS to have the last word.
finish() {
	local status=$?

	trap '' HUP INT TERM
	if [ -n "$child" ]; then
		kill -TERM -- "-$child" 2>/dev/null
		wait "$child" 2>/dev/null
	fi
	if [ -n "$server" ]; then
		kill -QUIT "$server" 2>/dev/null
		wait "$server" 2>/dev/null
	fi
	[ -z "$work" ] || stop_strays
	[ -z "$installed" ] ||
		privileged make -s -C "$src" with_llvm=no PG_CONFIG="$pg_config" uninstall >/dev/null
	[ -z "$work" ] || rm -rf "$work"
	! declare -F at_exit >/dev/null || at_exit "$status"
	exit "$status"
}

# Servers that a test started for itself and, being killed, left behind.
stop_strays() {
	local file pid tries=0

	# shellcheck disable=SC2044 # no blank in the path of $work
	for file in $(find "$work" -name postmaster.pid); do
		pid=$(head -n 1 "$file" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null || continue
		while kill -0 "$pid" 2>/dev/null && [ $((tries += 1)) -le 100 ]; do
			sleep 0.05
		done
	done
}

# Runs a command that may take long, in a process group of its own, so that a
# signal to the script ends it at once with everything it started.
run() {
	local status

	set -m
	"$@" </dev/null &
	child=$!
	set +m
	wait "$child"
	status=$?
	child=
	return "$status"
}

# --- what must be on the machine

is_complete() {
	local bin

	[ -n "$1" ] && bin=$("$1" --bindir 2>/dev/null) &&
		[ -x "$bin/postgres" ] && [ -x "$bin/initdb" ] && [ -x "$bin/psql" ] &&
		[ -f "$("$1" --pgxs)" ] && [ -f "$("$1" --includedir-server)/postgres.h" ]
}

find_postgres() {
	local candidate

	for candidate in $(printf '%s\n' /usr/lib/postgresql/*/bin/pg_config | sort -t/ -k5,5nr) \
		"$(command -v pg_config)"; do
		if is_complete "$candidate"; then
			pg_config=$candidate
			return 0
		fi
	done
	return 1
}

can_compile() {
	command -v gcc >/dev/null && printf '#include <stdlib.h>\n' | gcc -E -xc - >/dev/null 2>&1
}

# Runs as root.  An installed server package creates a cluster and starts
# whatever cluster is stopped; two files forbid both while apt-get runs.  Files
# that are there already are the administrator's and stay as they are.
# --no-upgrade: a running server is not to be restarted under its users.
read -r -d '' apt_install <<'EOF'
set -eu
policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.d
made=
clean() {
	for path in $made; do
		if [ -d "$path" ]; then rmdir "$path" 2>/dev/null || :; else rm -f "$path"; fi
	done
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1

apt="apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"
$apt update || echo "apt-get update failed; going on with the lists at hand"
if [ "$1" = server ]; then
	major=$(apt-cache depends postgresql | sed -n 's/^ *Depends: *postgresql-\([0-9]*\)$/\1/p' | head -n 1)
	[ -n "$major" ] || { echo "no package postgresql in the sources of apt-get"; exit 1; }
	shift
	set -- "postgresql-$major" "postgresql-server-dev-$major" "$@"
fi
if [ ! -e "$policy" ] || grep -q govfiscal "$policy"; then
	made=$policy
	printf '#!/bin/sh\n# of a govfiscal test, for as long as its apt-get runs\nexit 101\n' >"$policy"
	chmod 755 "$policy"
fi
if [ ! -e "$clusters" ]; then
	mkdir -p "$clusters"
	made="$clusters $made"
fi
made="$clusters/govfiscal-test.conf $made"
echo 'create_main_cluster = false' >"$clusters/govfiscal-test.conf"
$apt install --no-install-recommends --no-upgrade "$@"
EOF

# need_postgres [PERL [CHINESE]]: with an argument, Perl's IPC::Run too; with two,
# what it takes to build and see messages in Chinese, where that is no trouble
# shellcheck disable=SC2120
need_postgres() {
	local packages=() perl=${1:-} chinese=${2:-}

	if [ -n "$pg_config" ]; then
		is_complete "$pg_config" ||
			die "PG_CONFIG=$pg_config: no PostgreSQL with server programs, headers and PGXS"
	else
		find_postgres || packages+=(server)
	fi
	can_compile || packages+=(gcc libc6-dev)
	command -v make >/dev/null || packages+=(make)
	if [ -n "$perl" ]; then
		perl -MIPC::Run -e 1 2>/dev/null || packages+=(libipc-run-perl)
	fi
	if [ -n "$chinese" ] && command -v apt-get >/dev/null &&
		{ [ "$(id -u)" -eq 0 ] || [ ${#packages[@]} -gt 0 ]; }; then
		command -v msgfmt >/dev/null || packages+=(gettext)
		[ -e /usr/share/i18n/locales/zh_CN ] || packages+=(locales)
	fi
	[ ${#packages[@]} -gt 0 ] || return 0

	command -v apt-get >/dev/null ||
		die "install PostgreSQL 13 or later with its server headers (PGXS), gcc and make${perl:+, and Perl with IPC::Run}"
	[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
		die "to install packages, run me as root or install sudo"
	say "Installing ${packages[*]} with apt-get ..."
	privileged sh -c "$apt_install" sh "${packages[@]}" >"$work/apt.log" 2>&1 ||
		{ cat "$work/apt.log" >&2; die "apt-get could not install ${packages[*]}"; }
	[ -n "$pg_config" ] || find_postgres || die "apt-get installed no complete PostgreSQL"
}

# --- a private installation

# A directory of links to what DIRECTORY holds, at the same path in the mirror.
# An extension installed on the machine is left out: only ours is tested.
link_directory() {
	rm -f "$work/pg$1"
	mkdir -p "$work/pg$1" || return
	[ ! -d "$1" ] ||
		find "$1" -mindepth 1 -maxdepth 1 ! -name 'govfiscal*' -exec ln -s -t "$work/pg$1" {} +
}

mirror_postgres() {
	local bin share include

	bin=$("$pg_config" --bindir)
	share=$("$pg_config" --sharedir)
	include=$("$pg_config" --includedir-server)
	mkdir -p "$work/pg$bin" &&
		cp "$bin"/{postgres,initdb,psql} "$bin"/pg[_b]* "$bin"/{create,drop}{db,user} "$work/pg$bin/" &&
		link_directory "$("$pg_config" --pkglibdir)" &&
		link_directory "$share" && link_directory "$share/extension" &&
		link_directory "$include" && link_directory "$include/extension" ||
		die "cannot mirror the installation of $pg_config"
	version=$("$pg_config" --version)
	pg_bin=$work/pg$bin
	if [ "$("$pg_bin/pg_config" --sharedir)" = "$work/pg$share" ]; then
		pg_config=$pg_bin/pg_config
	else
		[ ! -e "$share/extension/govfiscal.control" ] ||
			die "$version cannot be mirrored, and $share has govfiscal already: make uninstall first"
		in_place=yes
		pg_bin=$bin
	fi
}

# --- the checkout, built elsewhere

copy_tree() {
	# Not earlier: apt-get drops to a user who cannot look in here.
	mkdir "$work/tmp" && export TMPDIR="$work/tmp"
	src=$work/src
	mkdir "$src" &&
		tar -C "$root" -cf - --exclude=./.git --exclude='*.o' --exclude='*.bc' --exclude='*.so' \
			--exclude='./govfiscal--*.sql' --exclude=./results --exclude=./output_iso \
			--exclude='./regression.*' --exclude=./tmp_check --exclude=./log . |
		tar -C "$src" -xf - --no-same-owner && chmod -R u+w,a+rX "$src" || die "cannot copy $root"
}

# Bitcode is left out: it doubles the compile time and the server runs without.
make_in_copy() {
	run make -s -C "$src" --no-print-directory -j"$(nproc)" with_llvm=no PG_CONFIG="$pg_config" "$@"
}

install_extension() {
	if [ -n "$in_place" ]; then
		installed=yes
		privileged make -s -C "$src" --no-print-directory with_llvm=no PG_CONFIG="$pg_config" install
	else
		make_in_copy install
	fi
}

# --- the server

# PostgreSQL refuses to run as root.  setpriv becomes the command, where su and
# runuser stay in between, so that signals reach the server itself.
as_server() {
	if [ "$(id -u)" -eq 0 ]; then
		exec setpriv --reuid "$server_user" --regid "$(id -g "$server_user")" --init-groups \
			env HOME="$work/server" TMPDIR="$work/server" "$@"
	fi
	exec env HOME="$work/server" TMPDIR="$work/server" "$@"
}

start_server() {
	server_user=$(id -un)
	if [ "$(id -u)" -eq 0 ]; then
		server_user=postgres
		id "$server_user" >/dev/null 2>&1 || server_user=nobody
		chgrp "$(id -g "$server_user")" "$work" && chmod 750 "$work" || die "cannot open $work to $server_user"
	fi
	# The directory is the server's alone, so nobody else reaches the socket.
	mkdir "$work/server" && chmod 700 "$work/server" && chown "$server_user" "$work/server" ||
		die "cannot make a directory for $server_user"
	cd "$work" || exit
	(as_server "$pg_bin/initdb" -D "$work/server/data" -U postgres -A trust --no-sync -E UTF8 --locale=C \
		>"$work/server.log" 2>&1) || { cat "$work/server.log" >&2; die "initdb failed"; }
	cat >>"$work/server/data/postgresql.conf" <<-EOF
		listen_addresses = ''
		unix_socket_directories = '$work/server'
		max_prepared_transactions = 10
		fsync = off
		full_page_writes = off
		synchronous_commit = off
		${server_settings:-}
	EOF
	export PGHOST=$work/server PGUSER=postgres PGDATABASE=postgres
	launch_server
	await_server
}

# Also after the server is gone.
launch_server() {
	set -m
	# shellcheck disable=SC2086 # a command with its options
	(as_server ${SERVER_UNDER:-} "$pg_bin/postgres" -D "$work/server/data") </dev/null >>"$work/server.log" 2>&1 &
	server=$!
	set +m
}

# Right after the start, and after a backend has crashed.
await_server() {
	local tries=0

	until "$pg_bin/psql" -Xqtc '' 2>/dev/null; do
		kill -0 "$server" 2>/dev/null && [ $((tries += 1)) -le 600 ] ||
			{ cat "$work/server.log" >&2; die "the server does not answer"; }
		sleep 0.1
	done
}

# tell_story -v title=... -v refused=... -v plain=...: demo.sql in a fresh database.
# The messages of a refusal belong into the story where they happen, so both
# streams go the same way.
tell_story() {
	cd "$src" || return
	"$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 "$@" <test/demo.sql 2>&1
}
