#!/bin/sh
# `validate --fix` and `--output`, whatever fails in them: each file is wholly old or wholly new, what
# could not be done is told with its reason and ends with 2, and no temporary is left behind.
. "$(dirname "$0")/lib.sh"

# told_or_done: a run that did not do its work has said what is wrong.
told_or_done() {
	case $got in
	0) [ "$state" = new ] || { echo 'not done, and not told'; return 1; } ;;
	2) # libgit2 has reasons of its own
		[ "$(wc -l <"$temp/err")" = 1 ] && grep -q -e "^fencepost: .*: $(reason)" \
			-e '^fencepost: .*; its ignore patterns are not applied$' "$temp/err"
		;;
	137) killed ;;
	*) return 1 ;;
	esac
}

# A run that was killed may leave a temporary; the next one is not disturbed by it.
nothing_else() {
	if [ $got -eq 137 ]; then
		ls -A | grep -qvxF -e "$1" -e "$(ls -A | grep -x '\.fencepost-.*\.tmp')" && return 1
		return 0
	fi
	[ "$(ls -A)" = "$1" ] || { ls -A; return 1; }
}

of_one_file() {
	prepare() {
		rm -rf ..?* .[!.]* ./*
		put "$faulty" a.md
		chmod 640 a.md
	}
	judge() {
		whole a.md && told_or_done && nothing_else a.md && [ "$(stat -c %a a.md)" = 640 ] &&
			"$fencepost" validate --fix . && is "$mended" a.md
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" validate --fix -j1 a.md
	done
}

of_a_folder() {
	git init -q --template= "$temp/ignoring"
	mv "$temp/ignoring/.git" "$temp/git"
	prepare() {
		rm -rf ..?* .[!.]* ./*
		mkdir sub
		cp -a "$temp/git" .git
		put "$faulty" a.md sub/b.md ignored.md
		echo ignored.md >.gitignore
		echo '{"rules": {"har-bad-url": "off"}}' >.fencepost.json
	}
	judge() {
		whole a.md && first=$state && whole sub/b.md || return 1
		[ "$first$state" = newnew ] || state=old
		told_or_done && (cd sub && nothing_else b.md) &&
			{ is "$faulty" ignored.md || grep -q 'ignore patterns are not applied$' "$temp/err"; }
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" validate --fix -j1 .
	done
}

of_a_report() {
	put "$faulty" a.md
	mkdir reports
	"$fencepost" validate --format json a.md >"$temp/report" || :
	prepare() {
		rm -rf reports/* reports/.[!.]*
		echo old >reports/a.json
	}
	judge() {
		state=
		cmp -s reports/a.json "$temp/report" && state=new
		[ "$(cat reports/a.json)" != old ] || state=old
		[ -n "$state" ] || [ "$(head -c 1 reports/a.json; tail -c 2 reports/a.json)" = '{}' ] ||
			{ echo 'the report is torn'; cat reports/a.json; return 1; }
		[ $got -ne 1 ] || got=0
		told_or_done && (cd reports && nothing_else a.json)
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" validate -j1 --format json --output reports/a.json a.md
	done
}

without_memory() {
	prepare() {
		rm -rf ..?* .[!.]* ./*
		put "$faulty" a.md
	}
	judge() {
		whole a.md || return 1
		case $got in
		0) [ "$state" = new ] ;;
		2) grep -q -e '^fencepost: out of memory$' -e '^fencepost: a.md: no memory' "$temp/err" ;;
		*) false ;;
		esac && [ "$(ls -A)" = a.md ]
	}
	at_each memory ENOMEM "$fencepost" validate --fix -j1 a.md
}

# A file system that knows no second names (EPERM on vfat, EOPNOTSUPP elsewhere): the first payload goes
# to its name all the same, and a file that is there is left.
payloads_where_a_file_has_one_name() {
	put '```json
{"a": 1,}
```' a.md
	for kind in EPERM EOPNOTSUPP; do
		rm -rf out
		struck system 1 "$kind" "$fencepost" payload --output out a.md
		grep -q '^link.*!$' "$temp/calls" || { cat "$temp/calls"; return 1; }
		[ "$got" = 0 ]
		[ "$(cat out/a.0.json)" = '{"a":1}' ]
		(cd out && nothing_else a.0.json)
		echo old >out/a.0.json
		struck system 1 "$kind" "$fencepost" payload --output out a.md
		[ "$got" = 2 ]
		[ "$(cat out/a.0.json)" = old ]
		(cd out && nothing_else a.0.json)
		grep -q '^fencepost: .*out/a.0.json' "$temp/err"
	done
}

tests of_one_file of_a_folder of_a_report without_memory payloads_where_a_file_has_one_name
