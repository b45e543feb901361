#!/bin/sh
# hugo.sh FENCEPOST README: Hugo, which knows no plugins: the recipe of the README as it stands there.
. "$(dirname "$0")/lib.sh"
readme=$(readlink -f -- "$2")
command -v hugo >/dev/null || skip_all "no hugo here"

# recipe TEXT: the first block of the README that has this text.
recipe() {
	awk -v text="$1" '
		/^```/ { if (inside && index(block, text)) { printf "%s", block; exit }
			inside = !inside; block = ""; next }
		inside { block = block $0 "\n" }' "$readme"
}

# project: a site of the three pages. For Hugo a folder with an index.md is a single page, so that is
# called _index.md.
project() {
	mkdir -p layouts/_default bin
	echo '<html><body>{{ .Content }}</body></html>' >layouts/_default/single.html
	cp layouts/_default/single.html layouts/_default/list.html
	site content
	mv content/index.md content/_index.md
	echo 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]' >config.toml
	recipe 'module.mounts' >>config.toml
	recipe 'fencepost filter --stdin-filename' >build.sh
	ln -s "$fencepost" bin/fencepost
	PATH="$PWD/bin:$PATH"
	export HOME="$PWD" HUGO_CACHEDIR="$PWD/cache"
}

as_they_were() {
	mv content/_index.md content/index.md
	unchanged content
	mv content/index.md content/_index.md
}

a_build_shows_what_was_mended_and_names_what_is_left() {
	project
	runs 0 log sh build.sh
	names_once log "$left_places"
	counts log 'content/left.md:11:29: error: ' 1
	not grep -F mended.md log
	shows_mended public/mended/index.html
	shows public/left/index.html '{"comment": "é😀", "method": {}'
	shows public/index.html '{"é😀": "clean"}'
	as_they_were
}

a_strict_build_fails() {
	project
	STRICT=1
	export STRICT
	runs 1 log sh build.sh
	names_once log "$left_places"
	rm content/left.md
	runs 0 log sh build.sh
	not grep -F ' error: ' log
}

a_second_build_says_the_same_and_follows_the_sources() {
	project
	runs 0 log sh build.sh
	runs 0 log sh build.sh
	names_once log "$left_places"
	rm content/left.md
	rm -r public
	runs 0 log sh build.sh
	[ ! -e public/left ]
	shows_mended public/mended/index.html
}

what_the_settings_ignore_is_left_alone() {
	project
	with_vendor content
	runs 0 log sh build.sh
	names_once log "$left_places"
	not grep -F vendor/ log
	shows public/vendor/mended/index.html '"item" "mended"'
	shows_mended public/mended/index.html
}

a_page_that_cannot_be_checked_ends_the_build() {
	project
	echo '{"rule": 1}' >.fencepost.json
	runs 2 log sh build.sh
	counts log 'unknown key "rule"' 1
	[ ! -e public ]
}

tests a_build_shows_what_was_mended_and_names_what_is_left a_strict_build_fails \
	a_second_build_says_the_same_and_follows_the_sources what_the_settings_ignore_is_left_alone \
	a_page_that_cannot_be_checked_ends_the_build
