#compdef fencepost
# Completion of fencepost(1) for zsh.

@tables@

_fencepost_rule() {
	compadd -- $_fencepost_rules
}

_fencepost_list() {
	_sequence compadd - all $_fencepost_rules
}

# A format, or FORMAT=FILE.
_fencepost_format() {
	if compset -P '*='; then
		_files
	else
		compadd -- $_fencepost_formats
	fi
}

_fencepost_revision() {
	compadd -- ${(f)"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)"}
}

_fencepost() {
	local context state state_descr line curcontext=$curcontext
	typeset -A opt_args

	_arguments -C \
		'(- *)'{-h,--help}'[list the commands]' \
		'(- *)--version[print the version]' \
		'1:command:->command' \
		'*::operand:->operand' && return
	case $state in
	command) _describe command _fencepost_commands ;;
	operand)
		curcontext=${curcontext%:*:*}:fencepost-$line[1]:
		_fencepost_command $line[1]
		;;
	esac
}

_fencepost "$@"
