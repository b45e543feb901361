# Sourced by the scripts beside it, one a documentation builder; they are called with the path of the
# command first. Like tests/face/lib.sh, on which it builds: a test is a shell function.
#
# tests/host/site is what each host builds: a clean page with front matter in which a fence seems to
# open, a page whose faults are mended, and one whose faults nobody can guess. The first two have CRLF
# line ends; before each fault on its line stands `é😀` (three UTF-16 units, two code points), and each
# page has a fence in a list and one in a quotation.
. "$(dirname "$0")/../face/lib.sh"
pages=$(readlink -f -- "$(dirname "$0")/site")

# Where the faults stand, as `PLACE RULE` (columns in code points), and what the mended ones become.
mended_places='mended.md:12:78 json-missing-colon
mended.md:18:24 json-missing-colon
mended.md:24:8 json-missing-comma'
left_places='left.md:11:29 har-wrong-type
left.md:17:33 har-wrong-type'
mended_texts='{\"é😀\": 1, \"client\": \"mended\"}
{"list": "é😀", "item": "mended"}
["é😀", "mended"]'
broken_texts='\"client\", \"mended\"
"item" "mended"
"é😀" "mended"'

# skip_all WHY: ends a script whose host is not there.
skip_all() {
	echo "1..0 # SKIP $1"
	exit 77
}

# with_python WHEEL MODULE...: sets $python to a Python that has these modules, and lets it see what is
# in the wheel; skips all where there is none.
with_python() {
	wheel=$1
	shift
	for python in python3 /usr/bin/python3; do
		for module; do "$python" -c "import $module" 2>/dev/null || continue 2; done
		"$python" -m zipfile -e "$wheel" "$temp/package" || exit 99
		export PYTHONPATH="$temp/package" PYTHONDONTWRITEBYTECODE=1
		return
	done
	skip_all "no Python 3 here has $*"
}

# grows FILE: a page with a fault whose mending adds a line, and a fault that is left behind it, in
# line 12 of the file.
grows() {
	cat >"$1" <<'END'
---
orphan: true
---

# It grows

```json
{
  "a": [1, 2]
```
```har
{"method": {}, "url": "https://example.com/a"}
```
END
}

# site DIR: the pages, in a new folder.
site() {
	mkdir -p "$1" && cp "$pages"/*.md "$1"
}

# unchanged DIR: whether the pages there are what they were, byte for byte.
unchanged() {
	for page in "$pages"/*.md; do
		cmp "$page" "$1/${page##*/}" || return 1
	done
}

# page_text FILE: what a reader of that HTML page sees, on one line and without white space.
page_text() {
	sed 's/<[^>]*>//g' "$1" | tr -d ' \t\r\n' | sed '
		s/&quot;/"/g; s/&#34;/"/g; s/&#x22;/"/g; s/&#39;/'\''/g; s/&#x27;/'\''/g
		s/“/"/g; s/”/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# shows FILE TEXT / hides FILE TEXT: whether a reader of that HTML page sees the text (white space
# aside).
shows() {
	page_text "$1" | grep -qF -e "$(printf %s "$2" | tr -d ' \t\r\n')" ||
		{ echo "$1 does not show: $2"; page_text "$1"; return 1; }
}
hides() {
	! page_text "$1" | grep -qF -e "$(printf %s "$2" | tr -d ' \t\r\n')" ||
		{ echo "$1 shows: $2"; return 1; }
}

# shows_mended FILE: whether the page shows each mended text, and none as it was.
shows_mended() {
	printf '%s\n' "$mended_texts" >"$temp/texts"
	while IFS= read -r text; do shows "$1" "$text" || return 1; done <"$temp/texts"
	printf '%s\n' "$broken_texts" >"$temp/texts"
	while IFS= read -r text; do hides "$1" "$text" || return 1; done <"$temp/texts"
}

# shows_commands MENDED LEFT: whether these two pages show the request that was mended as a command, and
# none for the blocks in which an error is left.
shows_commands() {
	shows "$1" "--data-raw '{\"é😀\": 1, \"client\": \"mended\"}'" && shows_mended "$1" &&
		hides "$2" '--request'
}

# with_vendor DIR: copies of the two faulty pages in a folder of DIR that the settings beside it ignore.
with_vendor() {
	mkdir "$1/vendor" && cp "$1/mended.md" "$1/left.md" "$1/vendor" &&
		echo '{"ignore": ["vendor/**"]}' >"$1/.fencepost.json"
}

# counts FILE TEXT NUMBER: whether so many lines of the file have that text.
counts() {
	found=$(grep -cF -e "$2" "$1") || :
	[ "$found" -eq "$3" ] || { echo "$found times, not $3: $2"; cat -v "$1"; return 1; }
}

# names_once FILE PLACES: whether each place of such a list, and its rule on the same line, is said on
# one line of the file.
names_once() {
	printf '%s\n' "$2" >"$temp/places"
	while read -r place rule; do
		counts "$1" "$place" 1 || return 1
		grep -F -e "$place" "$1" | grep -qF -e "$rule" ||
			{ echo "$place is not said to be $rule"; return 1; }
	done <"$temp/places"
}

# runs STATUS LOG COMMAND...: whether the command ends with that status; all it prints goes to the log.
runs() {
	wanted=$1 log=$2
	shift 2
	got=0
	"$@" >"$log" 2>&1 || got=$?
	[ "$got" -eq "$wanted" ] && return 0
	echo "$*: exit status $got, not $wanted"
	cat -v "$log"
	return 1
}
