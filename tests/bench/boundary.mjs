// boundary.mjs PACKAGE PAGE: what one page costs a host on Node.js, turn by turn, as boundary.c has it.
import {readFileSync, readSync, writeSync} from 'node:fs';
import {createRequire} from 'node:module';

const [, , folder, file] = process.argv;
const fencepost = createRequire(import.meta.url)(folder);
const page = readFileSync(file, 'utf8');
const CALLS = 10;

while (readSync(0, Buffer.alloc(1)) === 1) {
	const before = process.cpuUsage();
	for (let call = 0; call < CALLS; call++) fencepost.check(page, {});
	const {user, system} = process.cpuUsage(before);
	writeSync(1, `${((user + system) / CALLS).toFixed(2)}\n`);
}
