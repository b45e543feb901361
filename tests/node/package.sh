#!/bin/sh
# package.sh FENCEPOST ADDON: what npm makes of plugin/node, and what the module in it asks for.
. "$(dirname "$0")/../face/lib.sh"
. "$(dirname "$0")/lib.sh"

npm_packs_it_and_installs_it_offline() {
	command -v npm >/dev/null || skip "no npm"
	stage "$temp/package"
	(cd "$temp/package" && npm pack --silent --pack-destination "$temp") >list
	tarball=$temp/$(tail -n 1 list)
	tar tzf "$tarball" | grep -q '^package/prebuilds/[a-z0-9-]*/fencepost.node$'
	printf '%s\n' '{"name": "site", "private": true}' >package.json
	npm install --silent "$tarball"
	node -e 'const {check} = require("fencepost"); process.exit(check("").fixed)'
	printf '%s\n' 'import {check, version} from "fencepost"; console.log(check("").fixed, version)' >a.mjs
	is '0 0.1.0' /dev/stdin <<-END
		$(node a.mjs)
	END
	for adapter in eleventy vite docusaurus remark; do
		node --input-type=module -e "import f from 'fencepost/$adapter'; f.call"
	done
}

nothing_runs_when_it_is_installed() {
	not grep -E '"(pre|post)?(install|prepare)"|gypfile' "$node_package/package.json"
	[ ! -e "$node_package/binding.gyp" ]
}

nothing_is_packed_without_a_module() {
	command -v npm >/dev/null || skip "no npm"
	stage package
	rm -r package/prebuilds
	cd package
	not npm pack >out 2>err
	grep -q 'fencepost has no module for' err
}

the_version_is_that_of_the_engine() {
	stage package
	wanted=$("$fencepost" --version | sed 's/.* //')
	[ "$(node -p 'require("./package/package.json").version')" = "$wanted" ]
	[ "$(node -p 'require("./package").version')" = "$wanted" ]
}

node_is_told_no_other_names() {
	nm -D --defined-only "$addon" | awk '{ print $NF }' | sort >names
	put 'napi_register_module_v1
node_api_module_get_api_version_v1' wanted
	cmp wanted names
}

it_asks_for_no_library_but_libc() {
	[ -e "$(pkg-config --variable=libdir libcmark)/libcmark.a" ] || skip "no libcmark.a"
	readelf -d "$addon" | sed -n 's/.*(NEEDED).*\[\(.*\)]/\1/p' | grep -v '^ld-linux' >needed
	not grep -v '^libc\.' needed
}

the_types_hold() {
	[ -e "$FENCEPOST_NPM/types/node_modules/typescript/bin/tsc" ] || skip "no TypeScript"
	stage node_modules/fencepost
	cp "$(dirname "$node_package")/../tests/node/types.ts" .
	node "$FENCEPOST_NPM/types/node_modules/typescript/bin/tsc" --noEmit --strict --target es2022 \
		--module nodenext types.ts
}

tests npm_packs_it_and_installs_it_offline nothing_runs_when_it_is_installed \
	nothing_is_packed_without_a_module the_version_is_that_of_the_engine \
	node_is_told_no_other_names it_asks_for_no_library_but_libc the_types_hold
