#!/bin/sh
# What `fencepost rules` says of all rules, and of some.
. "$(dirname "$0")/lib.sh"

all_rules_are_listed_in_a_table() {
	ends 0 rules
	quiet
	grep -q '^rule  *in har  *in json  *fix  *what it finds$' "$temp/out"
	grep -q '^json-missing-colon  *error  *error  *safe  *[^ ]' "$temp/out"
	grep -q '^har-bad-url  *[a-z]*  *[a-z]*  *\(-\|safe\|unsafe\)  *[^ ]' "$temp/out"
	[ "$(tail -n +2 "$temp/out" | wc -l)" = "$(tail -n +2 "$temp/out" | cut -d' ' -f1 | sort -u | wc -l)" ]
	ends 2 rules --nonsense
}

each_rule_that_is_listed_is_explained() {
	ends 0 rules
	names=$(tail -n +2 "$temp/out" | cut -d' ' -f1)
	# shellcheck disable=SC2086 # names are words
	ends 0 rules $names
	for name in $names; do
		grep -q "^$name: ." "$temp/out"
		grep -qF "or <!-- fencepost-ignore $name --> before the block" "$temp/out"
	done
	for part in before: after:; do
		[ "$(grep -cx "$part" "$temp/out")" = "$(echo "$names" | wc -w)" ]
	done
}

a_rule_that_there_is_not_is_told() {
	ends 2 rules json-missing-comma json-missing-colin
	warns "fencepost: unknown rule 'json-missing-colin'; did you mean 'json-missing-colon'?"
	[ ! -s "$temp/out" ]
}

tests all_rules_are_listed_in_a_table \
	each_rule_that_is_listed_is_explained \
	a_rule_that_there_is_not_is_told
