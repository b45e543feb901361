# Read by hooks/validate and tests/run: a machine with git and a shell -> one that can build, and a
# build of this checkout. Nothing is printed on stdout, which belongs to the command that follows.
#
# What is missing is found by asking for the thing itself (a command, a library), so tools that did
# not come as Debian packages count too. Whoever reads this has set $self, the name in messages, and
# $root, the checkout.
#
# shellcheck shell=sh disable=SC2154

say() {
	printf '%s: %s\n' "$self" "$*" >&2
}

give_up() {
	say "$*"
	exit 2
}

# have PROBE: a command, `lib:NAME` as pkg-config knows it, or a file.
have() {
	case $1 in
	lib:*) pkg-config --exists "${1#lib:}" 2>/dev/null ;;
	/*) [ -e "$1" ] ;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac
}

# The packages of those `PACKAGE PROBE` pairs whose probe fails.
missing_of() {
	while [ $# -ge 2 ]; do
		have "$2" || printf '%s ' "$1"
		shift 2
	done
}

# Runs apt-get as root; fails where that is not to be had.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		env DEBIAN_FRONTEND=noninteractive "$@"
	elif [ -t 2 ]; then
		sudo env DEBIAN_FRONTEND=noninteractive "$@"
	else
		sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
	fi
}

can_install() {
	have apt-get && { [ "$(id -u)" = 0 ] || have sudo; }
}

# install_packages LOG PACKAGE...
install_packages() {
	log=$1
	shift
	as_root apt-get -q update </dev/null >"$log" 2>&1 # old lists may do
	as_root apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends \
		install "$@" </dev/null >>"$log" 2>&1
}

# need PACKAGE PROBE PACKAGE PROBE ...: installs what is missing (where $installs is not set to no),
# or names it and ends with 2.
installs=yes
need() {
	missing=$(missing_of "$@")
	missing=${missing% }
	[ -n "$missing" ] || return 0
	[ "$installs" = yes ] || give_up "packages are missing: $missing"
	can_install || give_up "cannot install what is missing: $missing"
	if [ "$(id -u)" = 0 ]; then
		say "installing with apt-get: $missing"
	else
		say "installing with sudo apt-get: $missing"
	fi
	# shellcheck disable=SC2086 # names of packages hold no blanks
	if ! install_packages "$work/install.log" $missing || [ -n "$(missing_of "$@")" ]; then
		tail -n 5 "$work/install.log" >&2
		give_up "cannot install what is missing: $missing"
	fi
}

# What the command itself takes, and what the PACKAGE PROBE pairs name beside it.
need_to_build() {
	need gcc cc libc6-dev /usr/include/stdio.h pkg-config pkg-config meson meson \
		ninja-build ninja libcmark-dev lib:libcmark libgit2-dev lib:libgit2 \
		libcjson-dev lib:libcjson "$@"
}

# work_in NAME: sets $work to a directory for what is built: in the checkout, or in the user's cache
# where the checkout cannot be written to (one for each checkout).
work_in() {
	work=$root/build-$1
	mkdir -p "$work" 2>/dev/null && [ -w "$work" ] && return 0
	cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
	[ -n "$cache" ] || give_up "$root cannot be written to, and there is no \$HOME to build in"
	work=$cache/fencepost/$1-$(printf %s "$root" | cksum | tr ' ' -)
	mkdir -p "$work" 2>/dev/null && [ -w "$work" ] && return 0
	give_up "neither $root nor $cache can be written to"
}

# configure DIR OPTION...: once; and anew where the checkout has moved or the setup has broken off.
configure() {
	dir=$1
	shift
	[ -e "$dir/build.ninja" ] && [ "$(cat "$dir/root" 2>/dev/null)" = "$root" ] && return 0
	rm -rf "$dir"
	meson setup "$@" "$dir" "$root" && printf '%s\n' "$root" >"$dir/root"
}

# try_build DIR TARGET OPTION...: configures and builds, all talk into the log.
try_build() {
	dir=$1 target=$2
	shift 2
	{ configure "$dir" "$@" && ninja -C "$dir" "$target"; } </dev/null >"$work/build.log" 2>&1
}

# build DIR TARGET OPTION...: the same, from scratch where another version of the tools was here
# before; shows the end of the log if it fails, and ends with 2.
build() {
	try_build "$@" && return 0
	if grep -q '^FAILED: build.ninja' "$work/build.log"; then
		rm -rf "$1"
		try_build "$@" && return 0
	fi
	tail -n 40 "$work/build.log" >&2
	give_up "the build fails; the whole log is in $work/build.log"
}

# One run at a time builds here; the others wait. Ends with unlock, or with the shell.
lock() {
	exec 9>"$work/lock"
	! have flock || flock 9
}

unlock() {
	exec 9>&-
}
