// The name of the folder of prebuilds/ for this Node.js: linux-x64-gnu, linux-arm64-musl, darwin-arm64.
// glibc and musl are told apart by what the running program says, not by what lies on the disk.
'use strict';

function libc() {
	const {excludeNetwork} = process.report;
	process.report.excludeNetwork = true; // or it waits for names of hosts
	const {glibcVersionRuntime} = process.report.getReport().header;
	process.report.excludeNetwork = excludeNetwork;
	return glibcVersionRuntime ? 'gnu' : 'musl';
}

const names = [process.platform, process.arch, ...(process.platform === 'linux' ? [libc()] : [])];

module.exports = names.join('-');
