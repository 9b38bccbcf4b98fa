# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What the project needs from the system, and what Debian and Ubuntu call it;
# read by linter/run and tests/run.  A line is: kind, name, package.  What is
# there already is taken as it is, wherever it came from.

# To build mdmlint.
export build_needs='
command cmake cmake
command cc gcc
command cc libc6-dev
command pkg-config pkg-config
module libxml-2.0 libxml2-dev
module libcrypto libssl-dev
module jansson libjansson-dev
module yaml-0.1 libyaml-dev
'

# What mdmlint can be built without; it then does less, as --version says.
export extra_needs='
module libarchive libarchive-dev
module libevtx libevtx-dev
module libcurl libcurl4-openssl-dev
module libplist-2.0 libplist-dev
'

# To build and run the tests.
export test_needs='
module cmocka libcmocka-dev
python jsonschema python3-jsonschema
python yaml python3-yaml
command mandoc mandoc
command xmllint libxml2-utils
'

# For the other stages of tests/run, and tests, that are skipped without them.
export check_needs='
command clang clang
command clang-tidy clang-tidy
command clang-format-14 clang-format-14
command cppcheck cppcheck
command gcovr gcovr
command shellcheck shellcheck
command valgrind valgrind
command git git
command scepserver scep
command openssl openssl
command curl curl
command jq jq
'

# For the stage `reports` of tests/run.
export report_needs='
command node nodejs
command npm npm
command chromium chromium
command pre-commit pre-commit
'

has() {
	case $1 in
	command) command -v "$2" ;;
	module) pkg-config --exists "$2" ;;
	# Not one of pyenv or the like: packages are for the system.
	python) /usr/bin/python3 -c "import $2" ;;
	esac >/dev/null 2>&1
}

# missing NEEDS: the packages that are not there, each once, on one line.
missing() {
	printf '%s\n' "$1" | while read -r kind name package; do
		[ -z "$kind" ] || has "$kind" "$name" || printf '%s ' "$package"
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif [ -n "${CI:-}" ]; then
		sudo -n -E "$@"
	else
		sudo -E "$@"
	fi
}

# make_available NEEDS: installs what is missing; silent unless that fails.
# False when something is still missing then.
make_available() {
	packages=$(missing "$1")
	# Either of them will do.
	if [ "$1" = "$build_needs" ] && ! has command ninja &&
	    ! has command make; then
		packages="${packages}ninja-build "
	fi
	[ -n "$packages" ] || return 0
	if ! has command apt-get; then
		echo "$0: please install what Debian calls: $packages" >&2
		return 1
	fi
	echo "$0: installing $packages" >&2
	log=$(mktemp)
	as_root apt-get -q update >"$log" 2>&1 </dev/null
	known=
	for package in $packages; do
		if apt-cache show "$package" >/dev/null 2>&1; then
			known="$known $package"
		else
			echo "$0: there is no package $package here" >&2
		fi
	done
	# shellcheck disable=SC2086 # a list of names
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
	    -o DPkg::Lock::Timeout=300 install --no-install-recommends $known \
	    >>"$log" 2>&1 </dev/null || cat "$log" >&2
	rm -f "$log"
	packages=$(missing "$1")
	[ -z "$packages" ] || {
		echo "$0: could not install $packages" >&2
		return 1
	}
}
