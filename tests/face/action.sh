#!/bin/sh
# action.sh COMMAND SOURCE: the step of the GitHub action, as a runner would run it. hooks/validate, which
# would install and build, is stood in for by the command that is tested.
action=$(readlink -f -- "$2")/hooks/action
. "$(dirname "$0")/lib.sh"

# step STATUS NAME=VALUE...: runs the step with these inputs and the defaults of the others.
step() {
	wanted=$1
	shift
	mkdir -p "$temp/repo/hooks"
	cp -R "$action" "$temp/repo/hooks"
	printf '#!/bin/sh\nexec "%s" validate "$@"\n' "$fencepost" >"$temp/repo/hooks/validate"
	chmod +x "$temp/repo/hooks/validate"
	sed -n '/^      run: |$/,$p' "$action/action.yml" | sed '1d; s/^        //' >"$temp/step"
	[ -s "$temp/step" ]
	got=0
	env GITHUB_ACTION_PATH="$temp/repo/hooks/action" FENCEPOST_PATHS=. FENCEPOST_FIX=false \
		FENCEPOST_FORMAT=github FENCEPOST_SARIF= FENCEPOST_OPTIONS= "$@" \
		sh -e "$temp/step" >"$temp/out" 2>"$temp/err" || got=$?
	[ $got -eq "$wanted" ] || { echo "exit status $got"; cat "$temp/out" "$temp/err"; return 1; }
}

every_input_is_declared_once_and_used_once() {
	sed -n '/^inputs:/,/^runs:/s/^  \([a-z]*\):$/\1/p' "$action/action.yml" | sort >declared
	sed -n 's/.*{{ inputs\.\([a-z]*\) }}$/\1/p' "$action/action.yml" | sort >used
	[ -s declared ]
	cmp declared used
	for name in $(sed -n 's/^        \(FENCEPOST_[A-Z]*\): .*/\1/p' "$action/action.yml"); do
		grep -q "\${$name:-" "$action/check"
	done
}

findings_are_annotations() {
	put "$faulty" a.md
	step 1
	grep -q '^::error file=a.md,line=4,endLine=4,col=8,endColumn=8,title=json-missing-colon::' "$temp/out"
	is "$faulty" a.md
	put "$mended" a.md
	step 0
	silent
}

paths_and_options_are_one_a_line() {
	mkdir 'a folder'
	put "$faulty" 'a folder/a.md' b.md '*.md'
	step 1 "FENCEPOST_PATHS=a folder
*.md
"
	[ "$(grep -c ^::error "$temp/out")" -eq 2 ]
	not grep -q 'file=b.md' "$temp/out"
	step 0 'FENCEPOST_OPTIONS=--ignore
json-missing-colon'
	step 1 FENCEPOST_FORMAT=human 'FENCEPOST_OPTIONS=--color
never'
	grep -q '^b.md:4:8: error: ' "$temp/out"
}

sarif_is_written_beside() {
	put "$faulty" a.md
	step 1 'FENCEPOST_SARIF=out put.sarif'
	grep -q '"ruleId": "json-missing-colon"' 'out put.sarif'
	grep -q ^::error "$temp/out"
}

fix_mends_the_files() {
	put "$faulty" a.md
	step 0 FENCEPOST_FIX=true
	is "$mended" a.md
	step 2 FENCEPOST_FIX=yes
}

inputs_are_never_shell() {
	put "$mended" a.md
	step 2 'FENCEPOST_PATHS=$(touch owned)
; touch owned
`touch owned`' 'FENCEPOST_SARIF=$(touch owned)' 'FENCEPOST_FORMAT=human;touch owned'
	step 2 'FENCEPOST_PATHS=--output=a.md'
	warns 'fencepost: --output=a.md: No such file or directory'
	[ ! -e owned ]
	is "$mended" a.md
}

tests every_input_is_declared_once_and_used_once \
	findings_are_annotations \
	paths_and_options_are_one_a_line \
	sarif_is_written_beside \
	fix_mends_the_files \
	inputs_are_never_shell
