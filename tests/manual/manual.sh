#!/bin/sh
# manual.sh COMMAND BUILD: the pages have all that the command has, and no reader complains of them; the
# completions offer what the command takes.
build=$(readlink -f -- "$2")
made=$build/plugin/manual
. "$(dirname "$0")/../face/lib.sh"

# need COMMAND: a test that cannot do without it is skipped.
need() {
	command -v "$1" >/dev/null || skip "there is no $1"
}

commands() {
	"$fencepost" --help | sed -n '/^commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'
}

options() {
	"$fencepost" "$1" --help | sed -n '/^options:/,/^$/s/^  .*--\([a-z-]*\).*/--\1/p'
}

# offers WORD: whether the completion of the last run has that line; offers_no WORD: or has not.
offers() {
	grep -qxF -e "$1" "$temp/out" || { echo "not offered: $1"; cat "$temp/out"; return 1; }
}
offers_no() {
	! grep -qxF -e "$1" "$temp/out" || { echo "offered: $1"; return 1; }
}

every_command_has_a_page_with_its_options() {
	[ "$(commands | wc -l)" -ge 4 ]
	for command in $(commands); do
		page=$made/man1/fencepost-$command.1
		for option in $(options "$command"); do
			grep -qF "$(printf %s "$option" | sed 's/-/\\-/g')" "$page" || {
				echo "$page lacks $option"
				return 1
			}
		done
		grep -q "^.BR fencepost..$(printf %s "$command" | sed 's/-/.-/g') (1)$" "$made/man1/fencepost.1"
	done
}

every_rule_is_in_the_page_of_the_rules() {
	"$fencepost" rules | sed '1d; s/ .*//' >rules
	[ -s rules ]
	sed -n 's/^.SS "\(.*\)"$/\1/p' "$made/fencepost-rules.7" | sed 's/\\-/-/g' | cmp - rules
}

every_setting_is_in_its_page() {
	for key in languages rules placeholders ignore extensions har templates forbidden maxBytes fix; do
		grep -qF "\\(dq$key\\(dq" "$made/fencepost.json.5" || { echo "no $key"; return 1; }
	done
}

mandoc_has_nothing_to_say() {
	need mandoc
	mandoc -Tlint -W warning "$made"/man1/*.1 "$made"/*.[57]
}

man_has_nothing_to_say() {
	need man
	need groff
	for page in "$made"/man1/*.1 "$made"/*.[57]; do
		MANWIDTH=80 man --warnings -l "$page" >page 2>warned || return 1
		[ -s page ]
		[ ! -s warned ] || { cat warned; return 1; }
	done
}

# bash_offers WORD...: what bash offers for the last of these words, which it has cut at '='.
bash_offers() {
	bash -c '. "$0"; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) ; _fencepost
		printf "%s\n" "${COMPREPLY[@]}"' "$made/fencepost" "$@" >"$temp/out"
}

bash_completes_commands_and_options() {
	bash_offers fencepost ''
	for command in $(commands); do
		offers "$command"
	done
	offers --version
	for command in $(commands); do
		bash_offers fencepost "$command" -
		for option in $(options "$command"); do
			offers "$option"
		done
	done
	bash_offers fencepost validate --no
	offers --notes
	offers --no-config
	offers_no --fix
}

bash_completes_values() {
	mkdir folder
	put x 'a file.md' other.json
	bash_offers fencepost validate --format ''
	offers sarif
	bash_offers fencepost validate --format = s
	offers sarif
	offers_no json
	bash_offers fencepost validate --format sarif = o
	offers other.json
	bash_offers fencepost validate --format = sarif = o
	offers other.json
	bash_offers fencepost validate --format =
	offers human
	bash_offers fencepost validate --color = a
	offers always
	bash_offers fencepost validate -j ''
	offers_no other.json
	bash_offers fencepost validate --select har-bad-url,json-missing-c
	offers har-bad-url,json-missing-colon
	bash_offers fencepost rules json-missing-c
	offers json-missing-colon
	bash_offers fencepost validate --config o
	offers other.json
	bash_offers fencepost validate a
	offers 'a file.md'
	bash_offers fencepost validate -- o
	offers other.json
	offers_no --output
}

fish_offers() {
	fish --no-config -c '. $argv[1]; complete -C "$argv[2]"' "$made/fencepost.fish" "$1" |
		sed 's/\t.*//' >"$temp/out"
}

fish_completes() {
	need fish
	export HOME="$PWD"
	put x other.json
	fish -n "$made/fencepost.fish"
	fish_offers 'fencepost '
	for command in $(commands); do
		offers "$command"
	done
	for command in $(commands); do
		fish_offers "fencepost $command --"
		for option in $(options "$command"); do
			offers "$option" || offers "$option="
		done
	done
	fish_offers 'fencepost validate --format '
	offers sarif
	fish_offers 'fencepost validate --format sarif=o'
	offers sarif=other.json
	fish_offers 'fencepost validate --color '
	offers never
	fish_offers 'fencepost validate --select har-bad-url,json-missing-c'
	offers har-bad-url,json-missing-colon
	fish_offers 'fencepost rules json-missing-c'
	offers json-missing-colon
	fish_offers 'fencepost validate o'
	offers other.json
}

# zsh completes in an editor only: it runs in a terminal of its own, and what Tab makes of a line is read
# back from a key that prints the line.
zsh_makes() {
	zsh -f -c '
		zmodload zsh/zpty
		zpty shell zsh -f -i
		zpty -w shell "fpath=($1 \$fpath); PS1=; autoload -Uz compinit && compinit -u -D;" \
			"said() { print -r -- \"<<\$BUFFER>>\" }; zle -N said; bindkey ^X said;" \
			"unsetopt zle_bracketed_paste; print ready\$((1))"
		zpty -r -m shell line "*ready1*"
		zpty -w -n shell "$2"$'"'\\t\\x18'"'
		zpty -r -m shell line "*<<*>>*"
		line=${line##*<<}
		print -r -- "${line%%>>*}"
	' zsh "$made" "$1" >"$temp/out"
}

zsh_completes() {
	need zsh
	zsh -n "$made/_fencepost"
	zsh_makes 'fencepost vali'
	offers 'fencepost validate '
	zsh_makes 'fencepost validate --exit'
	offers 'fencepost validate --exit-zero '
	zsh_makes 'fencepost validate --format sa'
	offers 'fencepost validate --format sarif '
	zsh_makes 'fencepost rules json-missing-col'
	offers 'fencepost rules json-missing-colon '
}

they_are_installed_where_they_are_looked_for() {
	need meson
	meson install -C "$build" --no-rebuild --destdir "$PWD/root" >log 2>&1 || { cat log; return 1; }
	prefix=$(find root -name man1 -type d -printf '%h\n')
	prefix=${prefix%/share/man}
	for file in man/man1/fencepost.1 man/man1/fencepost-validate.1 man/man5/fencepost.json.5 \
		man/man7/fencepost-rules.7 bash-completion/completions/fencepost \
		zsh/site-functions/_fencepost fish/vendor_completions.d/fencepost.fish; do
		[ -s "$prefix/share/$file" ] || { echo "no $file"; return 1; }
	done
}

help_is_80_columns_wide() {
	"$fencepost" --help >help
	for command in $(commands); do
		"$fencepost" "$command" --help >>help
	done
	not grep -E '^.{81}' help
}

tests every_command_has_a_page_with_its_options \
	every_rule_is_in_the_page_of_the_rules \
	every_setting_is_in_its_page \
	mandoc_has_nothing_to_say \
	man_has_nothing_to_say \
	bash_completes_commands_and_options \
	bash_completes_values \
	fish_completes \
	zsh_completes \
	they_are_installed_where_they_are_looked_for \
	help_is_80_columns_wide
