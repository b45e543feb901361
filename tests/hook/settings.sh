#!/bin/sh
# `fencepost pre-commit --fix` as a hook, whatever the configuration of git and the environment say:
# none of it changes what is found, what is committed and what is kept.
. "$(dirname "$0")/lib.sh"

# configured SETTING...: the usual commit where all of them hold.
configured() {
	rm -rf "$temp/copy"
	cp -a model "$temp/copy"
	(
		cd "$temp/copy"
		for setting; do
			git config "${setting%%=*}" "${setting#*=}"
		done
		the_usual
	)
}

# exported VARIABLE=VALUE...: the usual commit with all of them in the environment.
exported() {
	rm -rf "$temp/copy"
	cp -a model "$temp/copy"
	(
		cd "$temp/copy"
		export "$@"
		the_usual
	)
}

model() {
	repository model --fix
	old_pages
	cd ..
}

no_setting_of_diff_or_status_matters() {
	model
	printf '*.md diff=odd\n' >attributes
	printf '*.txt\n*\n' >order
	configured color.ui=always color.diff=always core.quotePath=false diff.renames=copies \
		diff.noprefix=true diff.mnemonicPrefix=true diff.external=false diff.odd.command=false \
		diff.odd.textconv=false diff.ignoreSubmodules=none diff.relative=true \
		"diff.orderFile=$PWD/order" "core.attributesFile=$PWD/attributes" diff.submodule=log \
		status.short=true status.branch=true status.relativePaths=false pager.diff=true \
		core.pager=false log.showSignature=true format.pretty=oneline core.abbrev=4
	configured diff.renames=false status.showUntrackedFiles=no status.renames=false \
		core.quotePath=true diff.algorithm=patience diff.suppressBlankEmpty=true \
		commit.verbose=true commit.status=false commit.cleanup=scissors trace2.normalTarget=2
}

no_setting_of_the_working_tree_matters() {
	model
	configured core.autocrlf=input core.safecrlf=true core.ignorecase=true core.fileMode=false \
		core.symlinks=false core.trustctime=false core.checkStat=minimal core.preloadIndex=false
	configured core.autocrlf=true core.protectNTFS=true core.whitespace=cr-at-eol \
		core.untrackedCache=true add.ignoreErrors=true
	configured core.eol=crlf core.precomposeUnicode=true interactive.singleKey=true
}

no_setting_of_index_or_objects_matters() {
	model
	configured feature.manyFiles=true feature.experimental=true index.threads=4 index.skipHash=true \
		core.bigFileThreshold=1 core.compression=0 core.fsync=all core.fsyncMethod=batch
	configured index.version=4 index.recordEndOfIndexEntries=true index.recordOffsetTable=true \
		core.looseCompression=9 core.sharedRepository=group i18n.commitEncoding=latin1
	configured core.splitIndex=true core.sharedRepository=0660
}

no_variable_of_git_matters() {
	model
	exported GIT_LITERAL_PATHSPECS=1 GIT_TRACE=1 GIT_TRACE_SETUP=1 GIT_TRACE2_EVENT=2 GIT_FLUSH=0 \
		GIT_OPTIONAL_LOCKS=0 GIT_EXTERNAL_DIFF=false GIT_DIFF_OPTS=-u0 GIT_PAGER=false \
		GIT_INDEX_VERSION=4 GIT_TEST_SPLIT_INDEX=1 GIT_DEFAULT_HASH=sha256 GIT_NAMESPACE=x \
		GIT_CEILING_DIRECTORIES=/ GIT_ATTR_NOSYSTEM=1 GIT_NO_REPLACE_OBJECTS=1
	exported GIT_GLOB_PATHSPECS=1 GIT_TRACE2_PERF=1 "GIT_TRACE=$temp/trace" GIT_FLUSH=1 \
		GIT_DIR=.git GIT_WORK_TREE=. GIT_INDEX_FILE=.git/index GIT_PREFIX=docs/
	exported GIT_NOGLOB_PATHSPECS=1 GIT_COMMON_DIR=.git GIT_OBJECT_DIRECTORY=.git/objects \
		"GIT_ALTERNATE_OBJECT_DIRECTORIES=$PWD/model/.git/objects"
	exported GIT_ICASE_PATHSPECS=1 "GIT_DIR=$temp/copy/.git" "GIT_WORK_TREE=$temp/copy" \
		"GIT_INDEX_FILE=$temp/copy/.git/index"
}

no_other_variable_matters() {
	model
	exported LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 LANGUAGE=de TERM= TMPDIR=/nowhere POSIXLY_CORRECT=1 \
		NO_COLOR=1 CDPATH=/
	exported LC_ALL=C TERM=dumb CLICOLOR_FORCE=1 FORCE_COLOR=1
}

# bare COMMAND...: in the environment that a graphical client has, without a terminal.
bare() {
	env -i PATH=/usr/bin:/bin setsid "$@" <&- >&- 2>&-
}

a_bare_environment_and_closed_ends_will_do() {
	repository r --fix
	git config user.name a
	git config user.email a@example.org
	for how in '' -a a.md; do
		put "$faulty" a.md
		echo "$how" >>a.md
		git add a.md
		bare git commit -m message $how
		grep -qF '{"name": "value"}' a.md
		clean
	done
	put "$hopeless" b.md
	git add b.md
	not bare git commit -m message
}

# by_hand COMMAND...: what it gives is no failure, and all is mended.
by_hand() {
	put "$faulty" a.md
	git add a.md
	"$@" 2>"$temp/err" || { cat "$temp/err"; return 1; }
	staged "$mended" a.md
	is "$mended" a.md
	sound
}

a_closed_stdout_is_no_failure() {
	repository r
	by_hand sh -c '"$0" pre-commit --fix >&-' "$fencepost"
	put "$hopeless" a.md
	git add a.md
	got=0
	"$fencepost" pre-commit >&- 2>"$temp/err" || got=$?
	[ $got -eq 1 ]
	not grep -q 'standard output' "$temp/err"
}

how_children_end_is_known_whatever_is_ignored() {
	repository r
	by_hand env --ignore-signal=CHLD,PIPE "$fencepost" pre-commit --fix
}

a_small_stack_will_do() {
	! grep -q -e __asan_init -e __tsan_init "$fencepost" || skip 'a sanitizer needs more'
	repository r --fix
	ulimit -s 64
	by_hand "$fencepost" pre-commit --fix
	put "$faulty" b.md
	git add b.md
	commits
	is "$mended" b.md
}

tests no_setting_of_diff_or_status_matters no_setting_of_the_working_tree_matters \
	no_setting_of_index_or_objects_matters no_variable_of_git_matters no_other_variable_matters \
	a_bare_environment_and_closed_ends_will_do a_closed_stdout_is_no_failure \
	how_children_end_is_known_whatever_is_ignored a_small_stack_will_do
