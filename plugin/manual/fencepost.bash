# Completion of fencepost(1) for bash. Needs no package bash-completion.
# shellcheck shell=bash disable=SC2207

@tables@

_fencepost_words() {
	COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_fencepost_files() {
	compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

# Names with commas between: the last one is completed, the others stay.
_fencepost_list() {
	local done=
	case $cur in
	*,*) done=${cur%,*}, ;;
	esac
	COMPREPLY=($(compgen -P "$done" -W "$1" -- "${cur##*,}"))
	compopt -o nospace 2>/dev/null
}

# What a word of the tables calls a value, or the values themselves.
_fencepost_offer() {
	case $1 in
	@any) ;;
	@file) _fencepost_files -f ;;
	@folder) _fencepost_files -d ;;
	@rule) _fencepost_words "$_fencepost_rules" ;;
	@rules) _fencepost_list "all $_fencepost_rules" ;;
	@format) _fencepost_words "$_fencepost_formats" ;;
	@revision) _fencepost_words "$(git for-each-ref --format='%(refname:short)' 2>/dev/null)" ;;
	*) _fencepost_words "$1" ;;
	esac
}

# bash cuts words at '=': `--format = json` for --format=json, `sarif = out` for sarif=out.
_fencepost() {
	local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} value i
	local command=${COMP_WORDS[1]}
	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		_fencepost_words "$_fencepost_commands --help --version"
		return
	fi
	if [ "$cur" = = ]; then
		cur=
	elif [ "$before" = = ]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	for ((i = 2; i < COMP_CWORD; i++)); do
		if [ "${COMP_WORDS[i]}" = -- ]; then
			_fencepost_offer "$(_fencepost_operand "$command")"
			return
		fi
	done
	value=$(_fencepost_value "$command" "$before")
	case " $_fencepost_formats " in
	*" $before "*) [ "${COMP_WORDS[COMP_CWORD]}" = "$before" ] || value=@file ;;
	esac
	if [ -n "$value" ]; then
		_fencepost_offer "$value"
	elif [ "${cur#-}" != "$cur" ]; then
		_fencepost_words "$(_fencepost_options "$command")"
	else
		_fencepost_offer "$(_fencepost_operand "$command")"
	fi
}

complete -F _fencepost fencepost
