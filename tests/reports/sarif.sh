#!/bin/sh
# tests/reports/sarif.sh COMMAND DIR: the reference validator of SARIF reads a report on all cases:
# the schema, and the rules that the standard has beside it. It is an npm package, kept in DIR; where
# it cannot be had, the test is skipped.
set -u
command=$(readlink -f -- "$1")
dir=$(readlink -f -- "$2")
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")")
package=@microsoft/sarif-multitool-linux
tool=$dir/node_modules/$package/Sarif.Multitool

skip() {
	echo "1..0 # SKIP $*"
	exit 0
}

command -v npm >/dev/null || skip "there is no npm"
mkdir -p "$dir"
[ -e "$tool" ] || npm install --prefix "$dir" --no-audit --no-fund --ignore-scripts \
	--loglevel=error "$package@5" >/dev/null 2>&1 || skip "$package cannot be had"
chmod +x "$tool"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
"$tool" version >/dev/null 2>&1 || skip "$package does not run here"
temp=$(mktemp -d) || exit 99
trap 'rm -rf "$temp"' EXIT

# verdict FILE: what the validator has to say, errors alone.
verdict() {
	"$tool" validate "$1" >"$temp/said" 2>&1
	grep -E ': error|Analysis' "$temp/said"
}

echo 1..2
cd "$root/tests" || exit 99
"$command" validate --notes --exit-zero --format sarif cases >"$temp/cases.sarif"
if [ "$(verdict "$temp/cases.sarif")" = "Analysis completed successfully." ]; then
	echo "ok 1 - a report on all cases is valid"
else
	echo "not ok 1 - a report on all cases is valid"
	sed 's/^/# /' "$temp/said"
fi
sed 's/"startLine": /"startLine": -/' "$temp/cases.sarif" >"$temp/wrong.sarif"
if verdict "$temp/wrong.sarif" | grep -q ': error'; then
	echo "ok 2 - one with a wrong line is not"
else
	echo "not ok 2 - one with a wrong line is not"
	sed 's/^/# /' "$temp/said"
fi
