# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For the tests beside this file: MDMLINT SERVE TOP are their arguments.
# They work in a folder of their own, and take their servers with them.
set -u

mdmlint=$1
serve=$2
top=$3
unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY NO_COLOR
export SOURCE_DATE_EPOCH=1780272000 # 2026-06-01, as in the fixtures
work=$(mktemp -d) || exit 1
pids=
failures=0

# Of servers only: what they forked ends by its own alarm.
finish() {
	for pid in $pids; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1

complain() {
	echo "$name: $1"
	sed 's/^/	stdout: /' out
	sed 's/^/	stderr: /' err
	failures=$((failures + 1))
}

# wait_for COMMAND...: until it succeeds; five seconds at most.
wait_for() {
	tries=50
	until "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || {
			echo "waited in vain for: $*"
			exit 1
		}
		sleep 0.1
	done
}

# start_server ROUTES: $base is its URL.
start_server() {
	"$serve" 300 port "$1" &
	pids="$pids $!"
	wait_for test -s port
	base=http://127.0.0.1:$(cat port)
}

# Address space is what a program may take, but a sanitizer takes it all.
limit_memory() {
	grep -q __asan_init "$mdmlint" || grep -q __tsan_init "$mdmlint" ||
	    ulimit -v 262144
}

# run NAME EXIT ARGUMENT...: getcacert with them, within ten seconds.
run() {
	name=$1
	want=$2
	shift 2
	(
		limit_memory
		exec timeout 60 "$mdmlint" "$@"
	) >out 2>err </dev/null
	code=$?
	[ "$code" -eq "$want" ] || complain "exit code $code instead of $want"
}

says() {
	grep -qF -e "$2" "$1" || complain "no \"$2\" in $1"
}

is_silent() {
	[ ! -s "$1" ] || complain "$1 is not empty"
}

# refuses NAME TEXT ARGUMENT...: one line of error with the text, exit 3.
refuses() {
	refused=$2
	run "$1" 3 getcacert "$3" --timeout 2 --connect-timeout 2
	says err "$refused"
	[ "$(wc -l <err)" -eq 1 ] || complain "more than one line"
	is_silent out
}

# profile_for URL THUMBPRINT: a SyncML profile in ./export
profile_for() {
	mkdir -p export
	sed -e "s|https://ndes.corp.test/certsrv/mscep/mscep.dll|$1|" \
	    -e "/CAThumbprint/,/Data/s|<Data>.*</Data>|<Data>$2</Data>|" \
	    "$top/fixtures/XREF019/pass/thumbprint-in-the-chain/scep.xml" \
	    >export/scep.xml
}

# check_export MAP: what XREF019 says about ./export
check_export() {
	run "$name" "$2" check --no-config --only XREF019 --getcacert "@$1" \
	    export
}

the_end() {
	[ "$failures" -eq 0 ] && echo "all as it should be"
	exit $((failures > 0))
}
