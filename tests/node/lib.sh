# Sourced by scripts that need the Node.js package as it was built, after $temp is set; they are called
# with the command and the module. $node_package is the folder of the sources, and $FENCEPOST_NPM is
# where tests/run installs what npm has for the tests.
# shellcheck shell=sh disable=SC2154
addon=${2-}
if [ -z "$addon" ] || ! command -v node >/dev/null; then
	echo "1..0 # SKIP the Node.js addon is not built (it takes node and node_api.h)"
	exit 77
fi
addon=$(readlink -f -- "$addon")
node_package=$(readlink -f -- "$(dirname "$0")/../../plugin/node")
: "${FENCEPOST_NPM:=$(readlink -f -- "$node_package/../..")/build-tests/npm}"

# What npm is told: nothing of the user's, and no network.
export HOME="$temp" npm_config_cache="$temp/.npm" npm_config_userconfig="$temp/.npmrc"
export npm_config_offline=true npm_config_audit=false npm_config_fund=false
export npm_config_update_notifier=false NO_UPDATE_NOTIFIER=1

# stage DIR: the package with this build's module in it, as `npm pack` finds it.
stage() {
	mkdir -p "$1" && cp "$node_package"/*.js "$node_package"/*.cjs "$node_package"/*.d.ts \
		"$node_package/package.json" "$1" || return 1
	platform=$(node -p 'require(process.argv[1])' "$(readlink -f -- "$1")/platform.cjs")
	mkdir -p "$1/prebuilds/$platform" && cp "$addon" "$1/prebuilds/$platform/fencepost.node"
}

# install_into SITE: what npm would install there; npm itself takes seconds.
install_into() {
	stage "$1/node_modules/fencepost"
}
