#!/bin/sh
# Trees that change while they are read, and that are in other ways not what one would wish: every
# file is wholly old or wholly new, nothing beside them is touched, and what could not be done is told.
. "$(dirname "$0")/lib.sh"

# make COUNT: so many faulty documents, 0.md and so on.
make() {
	count=0
	while [ $count -lt "$1" ]; do
		put "$faulty" $count.md
		count=$((count + 1))
	done
}

# whole FILE...: whether each is the faulty document or the mended one.
whole() {
	printf '%s\n' "$faulty" >"$temp/old"
	printf '%s\n' "$mended" >"$temp/new"
	for file; do
		cmp -s "$file" "$temp/old" || cmp "$file" "$temp/new"
	done
}

two_runs_at_once_mend_every_file_once() {
	make 300
	"$fencepost" validate --fix -q . >"$temp/one" 2>&1 &
	"$fencepost" validate --fix -q . >"$temp/two" 2>&1 || [ $? -eq 2 ]
	wait $! || [ $? -eq 2 ]
	whole ./*.md
	[ "$(ls -A | grep -vc '^[0-9]*\.md$')" -eq 0 ]
	not grep -v ': changed meanwhile, and is left as it is now$' "$temp/one" "$temp/two"
	ends 0 validate --fix -q .
	ends 0 validate --diff .
}

files_that_change_kind_meanwhile_are_told() {
	make 200
	put "$faulty" "$temp/outside.md"
	mkdir other
	"$fencepost" validate --fix -q . >"$temp/out" 2>"$temp/err" &
	i=199
	while [ $i -gt 0 ]; do
		rm -f $i.md
		case $((i % 4)) in
		0) mkdir $i.md ;;
		1) ln -s "$temp/outside.md" $i.md ;;
		2) mkfifo $i.md ;;
		esac
		i=$((i - 1))
	done
	status=0
	wait $! || status=$?
	[ $status -le 2 ]
	is "$faulty" "$temp/outside.md"
	find . -name '*.md' -type f >"$temp/left"
	while read -r file; do
		whole "$file"
	done <"$temp/left"
	[ "$(ls -A | grep -vc '^[0-9]*\.md$')" -eq 1 ] # the folder `other`
	[ $status -ne 2 ] || grep -q '^fencepost: .*\.md: ' "$temp/err"
}

a_tree_that_is_read_only_is_told_and_left() {
	mkdir disk
	mount -t tmpfs -o size=1m none disk 2>/dev/null || skip 'no disk to make read-only'
	trap 'umount disk' EXIT
	put "$faulty" disk/a.md disk/b.md
	mount -o remount,ro disk
	ends 2 validate --fix disk
	warns 'fencepost: disk/a.md: cannot be written: Read-only file system'
	warns 'fencepost: disk/b.md: cannot be written: Read-only file system'
	is "$faulty" disk/a.md
	ends 1 validate disk
}

pipes_devices_and_links_in_a_folder_are_passed_over() {
	put "$faulty" "$temp/elsewhere.md"
	mkfifo pipe.md
	ln -s "$temp/elsewhere.md" link.md
	ln -s . loop
	ln -s nowhere.md broken.md
	[ "$(id -u)" -ne 0 ] || mknod zero.md c 1 5 2>/dev/null || true
	put "$faulty" a.md
	ends 0 validate --fix .
	says '1 file, 1 block: 1 fixed; 0 errors, 0 warnings left'
	is "$mended" a.md
	is "$faulty" "$temp/elsewhere.md"
}

devices_and_proc_that_are_named_are_read() {
	ends 0 validate /dev/null
	says '1 file, 0 blocks: 0 errors, 0 warnings'
	[ ! -r /proc/self/status ] || ends 0 validate /proc/self/status
	ends 2 validate /proc/self/mem
	warns 'fencepost: /proc/self/mem: Input/output error'
	ends 0 validate --fix -q /dev/null
}

names_up_to_the_limit_are_mended_and_beyond_it_told() {
	name=$(printf '%0252d' 0)
	put "$faulty" "$name.md"
	deep=$(printf '%0200d' 0)
	path=.
	i=0
	while [ $i -lt 15 ]; do # 3000 bytes, twice: each can be made, and then one put into the other
		path=$path/$deep
		i=$((i + 1))
	done
	mkdir -p "$path" "inner/$path"
	put "$faulty" "$path/a.md" "inner/$path/b.md"
	mv inner "$path"
	ends 2 validate --fix .
	grep -q 'File name too long$' "$temp/err"
	is "$mended" "$name.md"
	is "$mended" "$path/a.md"
}

the_locale_changes_nothing() {
	put "$faulty" "caf$(printf '\303\251').md" "a$(printf '\377').md"
	printf '```json\n{"\303\251" 1}\n```\n' >b.md
	ends 1 validate .
	cp "$temp/out" "$temp/utf8"
	for locale in C POSIX tr_TR.UTF-8 nonsense; do
		status=0
		LC_ALL=$locale "$fencepost" validate . >"$temp/out" 2>"$temp/err" || status=$?
		[ $status -eq 1 ]
		cmp "$temp/out" "$temp/utf8"
		quiet
	done
}

hostile_documents_stay_in_bounds() {
	command -v python3 >/dev/null || skip 'no python3 to make them'
	python3 - <<-'END'
		def make(name, text):
		    with open(name, "w") as file:
		        file.write(text)
		broken = '```json\n{"a" 1}\n```\n'
		make("deep-quotes.md", ">" * 100_000 + " a\n\n" + broken)
		make("deep-lists.md", "- " * 20_000 + "a\n\n" + broken)
		make("deep-json.md", "```json\n" + "[" * 100_000 + "\n```\n\n" + broken)
		make("brackets.md", "[" * 200_000 + "\n\n" + broken)
		make("images.md", "![[]()" * 50_000 + "\n\n" + broken)
		make("ticks.md", " ".join("`" * n for n in range(1, 800)) + "\n\n" + broken)
		make("stars.md", "*a_ " * 50_000 + "\n\n" + broken)
		make("references.md", "".join(f"[{n}]: /a\n" for n in range(20_000)) + "\n" + broken)
		make("quotes.md", "```json\n" + '"' * 100_000 + "\n```\n\n" + broken)
		make("entities.md", "```" + "&amp;" * 20_000 + "\n```\n\n" + broken)
	END
	limit='ulimit -v 1600000 && ulimit -t 60'
	! grep -q -e __asan_init -e __tsan_init "$fencepost" || limit='ulimit -t 300' # they map terabytes
	for file in *.md; do
		(eval "$limit" && ends 1 validate --no-config -j1 "$file")
		grep -q "error: expected ':' after the property name \"a\"" "$temp/out" ||
			{ echo "$file: the valid part is not reported"; return 1; }
	done
}

tests two_runs_at_once_mend_every_file_once \
	files_that_change_kind_meanwhile_are_told \
	a_tree_that_is_read_only_is_told_and_left \
	pipes_devices_and_links_in_a_folder_are_passed_over \
	devices_and_proc_that_are_named_are_read \
	names_up_to_the_limit_are_mended_and_beyond_it_told \
	the_locale_changes_nothing \
	hostile_documents_stay_in_bounds
