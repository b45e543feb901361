# Sourced by the scripts beside it: throw-away repositories whose hook is the command.
. "$(dirname "$0")/../face/lib.sh"
export HOME="$temp" GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
	GIT_COMMITTER_EMAIL=a@example.org GIT_EDITOR=true EDITOR=true
unset GIT_OBJECT_DIRECTORY GIT_COMMON_DIR GIT_PREFIX GIT_CONFIG_PARAMETERS XDG_CONFIG_HOME
command -v git >/dev/null || { echo '1..0 # SKIP no git'; exit 0; }

other='# Another

```json
{"other": 1,}
```'
other_mended='# Another

```json
{"other": 1}
```'

# hook FOLDER [OPTION...]: makes the command with these options the hook in that git dir.
hook() {
	mkdir -p "$1/hooks"
	folder=$1
	shift
	printf '#!/bin/sh\nexec "%s" pre-commit %s\n' "$fencepost" "$*" >"$folder/hooks/pre-commit"
	chmod 755 "$folder/hooks/pre-commit"
}

# repository FOLDER [OPTION...]: a repository with one commit, and the hook with these options.
repository() {
	git init -q "$1"
	cd "$1"
	echo seed >seed.txt
	git add seed.txt
	git commit -q -m seed
	shift
	hook .git "$@"
}

# commits ARGUMENT... / stopped ARGUMENT...: `git commit` succeeds / fails, and HEAD moves or stays.
commits() {
	head=$(git rev-parse -q --verify HEAD || :)
	git commit -m message "$@" >"$temp/out" 2>&1 ||
		{ echo "git commit $* failed"; cat -v "$temp/out"; return 1; }
	[ "$(git rev-parse HEAD)" != "$head" ]
}
stopped() {
	head=$(git rev-parse -q --verify HEAD || :)
	! git commit -m message "$@" >"$temp/out" 2>&1 ||
		{ echo "git commit $* succeeded"; cat -v "$temp/out"; return 1; }
	[ "$(git rev-parse -q --verify HEAD || :)" = "$head" ]
}

# told TEXT: whether the last commit has printed that.
told() {
	grep -qF -e "$1" "$temp/out" || { echo "not told: $1"; cat -v "$temp/out"; return 1; }
}

# committed TEXT PATH / staged TEXT PATH: whether HEAD / the index has that text and a line end.
committed() {
	printf '%s\n' "$1" >"$temp/wanted"
	git cat-file blob "HEAD:$2" | cmp - "$temp/wanted"
}
staged() {
	printf '%s\n' "$1" >"$temp/wanted"
	git cat-file blob ":$2" | cmp - "$temp/wanted"
}

# clean: whether working tree, index and HEAD agree, and nothing of a run is left behind.
clean() {
	[ -z "$(git status --porcelain)" ] || { git status --porcelain; return 1; }
	sound
}

# sound: the repository is whole, and no lock or private directory is left in it.
sound() {
	git fsck --strict >"$temp/fsck" 2>&1 || { cat "$temp/fsck"; return 1; }
	left=$(find "$(git rev-parse --absolute-git-dir)" . -name '*.lock' -o -name '*fencepost-*')
	[ -z "$left" ] || { echo "left behind: $left"; return 1; }
}

# old_pages: commits what the usual commit begins with.
old_pages() {
	put "$other_mended" a.md
	{ printf '%s\n' "$faulty"; seq 1 30; } >moved.md
	git add .
	git commit -q --no-verify -m pages
}

# the_usual: a commit of a new fault, beside an old one that moves and a change that is not staged.
# The new one alone is mended, the change stays, and the next commit takes it and nothing else.
the_usual() {
	mkdir -p docs
	git mv moved.md docs/moved.md
	put "$faulty" a.md
	git add a.md
	printf '%s\nnot staged\n' "$faulty" >a.md
	commits
	not grep -q fencepost: "$temp/out"
	committed "$mended" a.md
	staged "$mended" a.md
	printf '%s\nnot staged\n' "$mended" | cmp - a.md
	[ "$(git status --porcelain)" = ' M a.md' ] || { git status --porcelain; return 1; }
	sound
	commits -a
	committed "$mended
not staged" a.md
	[ "$(git diff --name-only HEAD~ HEAD --)" = a.md ]
	clean
}
