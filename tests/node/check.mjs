// check() of the Node.js package as a host calls it; check.sh puts the package beside this file.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {Worker} from 'node:worker_threads';

import {check, ignores, version} from 'fencepost';

const faulty = '# é😀\n\n```json\n{"é😀", 1}\n```\n';
const mended = faulty.replace('",', '":');
const har = '```har\n{"method": "POST", "url": "https://a.example/", "headers": [{"name": ' +
	'"Content-Type", "value": "application/json"}], "postData": {"mimeType": "application/json", ' +
	'"text": "{\\"a\\", 1}"}}\n```\n';

test('a fault is told at its place in UTF-16 units, and is mended', () => {
	const document = check(faulty);
	assert.deepEqual(document.findings, [{
		rule: 'json-missing-colon',
		severity: 'error',
		message: 'expected \':\' after the property name "é😀", found \',\'',
		start: {line: 4, column: 7, offset: 27},
		end: {line: 4, column: 8, offset: 28},
		block: {language: 'json', line: 3, index: 0},
		pointers: ['/é😀'],
		fix: {applicability: 'safe', message: "replace ',' with ':'", edits: []},
		fixed: true,
	}]);
	assert.equal(document.text, mended);
	assert.equal(document.changed, true);
	assert.equal(document.fixed, 1);
	assert.deepEqual(document.blocks, [{language: 'json', line: 3, index: 0}]);
});

test('with fix: false nothing is mended, and the fix says how it would be', () => {
	const document = check(faulty, {fix: false});
	assert.equal(document.text, faulty);
	assert.equal(document.changed, false);
	assert.equal(document.fixed, 0);
	assert.equal(document.findings[0].fixed, false);
	assert.deepEqual(document.findings[0].fix.edits, [{start: 27, end: 28, text: ':'}]);
	assert.deepEqual(check(faulty, {fix: 'none'}), document);
});

test('unsafe fixes go in where they are asked for', () => {
	const text = '```json\n{"a": enabled}\n```\n';
	for (const fix of [undefined, true, 'safe']) assert.equal(check(text, {fix}).changed, false);
	assert.equal(check(text, {fix: 'unsafe'}).text, '```json\n{"a": "enabled"}\n```\n');
});

test('what was mended and what is left stand in one list, by place in the text given', () => {
	const {findings} = check('```json\n{"b": 1 "a": 1, "a": 2, "c" 3,}\n```\n');
	assert.deepEqual(findings.map(f => [f.start.column, f.end.column, f.fixed]),
		[[8, 8, true], [17, 20, false], [28, 28, true], [30, 31, true]]);
});

test('a place in a message is one of the text given', () => {
	const {findings} = check('```json\n{\n  "a": 1\n```\n```json\n{"b": 1, "b": 2}\n```\n');
	assert.equal(findings[1].message, '"b" is already given at 6:2');
	assert.equal(findings[1].block.line, 5);
});

test('the payload of a har block comes decoded and corrected', () => {
	assert.deepEqual(check(har).payloads, [{
		block: {language: 'har', line: 1, index: 0},
		text: '{"a": 1}',
		valid: true,
		line: 2,
		pointer: '/postData/text',
		method: 'POST',
		url: 'https://a.example/',
		mimeType: 'application/json',
	}]);
});

test("render: 'curl' puts the request behind a har block", () => {
	const {text, changed, findings} = check(mended + har, {render: 'curl'});
	assert.equal(changed, true);
	assert.equal(findings.length, 1);
	assert.match(text, /\n```\n```bash\ncurl [^]*https:\/\/a\.example\/[^]*\{"a": 1\}[^]*\n```\n$/);
	assert.equal(check(mended, {render: 'curl'}).text, mended);
	assert.equal(check(mended + har, {render: false}).text.includes('bash'), false);
});

test('lines count from firstLine', () => {
	const [finding] = check(faulty, {firstLine: 11}).findings;
	assert.equal(finding.start.line, 14);
	assert.equal(finding.block.line, 13);
});

test('settings are an object or the text of a file, and hold for their call alone', () => {
	const off = {rules: {'json-missing-colon': 'off'}};
	assert.equal(check(faulty, {settings: off}).findings.length, 0);
	assert.equal(check(faulty, {settings: JSON.stringify(off)}).findings.length, 0);
	assert.equal(check(faulty).findings.length, 1);
	assert.throws(() => check(faulty, {settings: '{"rules": {"no-such": "off"}}'}),
		error => error.code === 'FENCEPOST_ESETTINGS' && /no-such/.test(error.message));
	assert.equal(check(faulty).findings.length, 1);
});

test('without the option, what the settings call fix goes in', () => {
	const unsafe = '```json\n{"a": enabled}\n```\n';
	assert.equal(check(faulty, {settings: {fix: 'none'}}).text, faulty);
	assert.equal(check(faulty, {settings: {fix: 'none'}, fix: true}).text, mended);
	assert.equal(check(unsafe, {settings: {fix: 'unsafe'}}).changed, true);
	assert.equal(check(unsafe, {settings: {fix: 'unsafe'}, fix: 'safe'}).changed, false);
});

test('settings are asked which documents they ignore', () => {
	const settings = {ignore: ['vendor/**', 'é.md']};
	for (const path of ['vendor/a.md', 'x/é.md']) {
		assert.equal(ignores(path, settings), true);
		assert.equal(ignores(path, JSON.stringify(settings)), true);
		assert.equal(ignores(path), false);
	}
	assert.equal(ignores('a.md', settings), false);
	assert.throws(() => ignores('a.md', {ignored: []}), {code: 'FENCEPOST_ESETTINGS'});
	assert.throws(() => ignores(), {name: 'TypeError', message: /path must be a string/});
	assert.throws(() => ignores('a.md', 3), {name: 'TypeError', message: /settings must be/});
	assert.throws(() => ignores('a.md', null), {name: 'TypeError', message: /settings must be/});
});

test('bytes come back as bytes, also those that are no UTF-8', () => {
	const bytes = Buffer.concat([Buffer.from([0xff, 0]), Buffer.from('\n' + faulty)]);
	const document = check(bytes);
	assert.ok(Buffer.isBuffer(document.text));
	assert.deepEqual(document.text, Buffer.concat([Buffer.from([0xff, 0]), Buffer.from('\n' + mended)]));
	assert.equal(check(new Uint8Array(Buffer.from(mended))).changed, false);
	assert.equal(check(new Uint8Array(0)).findings.length, 0);
});

test('where nothing changes the very value that was given comes back', () => {
	const lone = 'a lone \ud83d surrogate\n\n```json\n{"a": "\\ud83d"}\n```\n';
	const bytes = Buffer.from(mended);
	assert.equal(check(lone).text, lone);
	assert.equal(check(bytes).text, bytes);
	assert.equal(check('').text, '');
});

test('what makes no sense is a TypeError that names it', () => {
	const wrong = [
		[[], /text must be a string, a Buffer or a Uint8Array/],
		[[null], /text must be/],
		[[7], /text must be/],
		[[new Uint16Array(2)], /text must be/],
		[[new ArrayBuffer(2)], /text must be/],
		[['', 'strict'], /options must be an object/],
		[['', {fix: 'all'}], /fix must be/],
		[['', {fix: 1}], /fix must be/],
		[['', {fix: 'safely, please'}], /fix must be/],
		[['', {firstLine: 0}], /firstLine must be/],
		[['', {firstLine: 1.5}], /firstLine must be/],
		[['', {firstLine: NaN}], /firstLine must be/],
		[['', {firstLine: '3'}], /firstLine must be/],
		[['', {name: 3}], /name must be a string/],
		[['', {settings: 3}], /settings must be/],
		[['', {settings() {}}], /settings must be/],
		[['', {render: 'wget'}], /render must be/],
		[['', {render: true}], /render must be/],
		[['', {strict: true}], /there is no option 'strict'/],
	];
	for (const [given, message] of wrong) assert.throws(() => check(...given), {name: 'TypeError', message});
	assert.equal(check('', null).fixed, 0);
	assert.equal(check('', {name: undefined, fix: undefined}).fixed, 0);
});

test('an exception of the host passes through', () => {
	const options = {get fix() { throw new RangeError('mine'); }};
	assert.throws(() => check('', options), {name: 'RangeError', message: 'mine'});
	assert.throws(() => check('', {settings: {toJSON() { throw new RangeError('mine'); }}}),
		{name: 'RangeError', message: 'mine'});
});

test('a document over the limit is refused with a code', () => {
	assert.throws(() => check('x'.repeat(65), {settings: {maxBytes: 64}}), {code: 'FENCEPOST_EBIG'});
});

test('require and import give the same functions', () => {
	const required = createRequire(import.meta.url)('fencepost');
	assert.equal(required.check, check);
	assert.match(version, /^\d+\.\d+\.\d+$/);
});

test('workers check at once, each with its own settings', async () => {
	const code = `
		const {parentPort, workerData: {text, settings}} = require('node:worker_threads');
		const {check} = require('fencepost');
		let found = 0;
		for (let i = 0; i < 200; i++) found += check(text, {settings}).findings.length;
		parentPort.postMessage(found);`;
	const run = settings => new Promise((resolve, reject) => {
		const worker = new Worker(code, {eval: true, workerData: {text: faulty, settings}});
		worker.once('message', resolve).once('error', reject);
	});
	const off = {rules: {'json-missing-colon': 'off'}};
	assert.deepEqual(await Promise.all([run(undefined), run(off), run(undefined), run(off)]),
		[200, 0, 200, 0]);
	assert.equal(check(faulty).findings.length, 1);
});

test('hundreds of megabytes that were handed over leave no memory behind', () => {
	const page = faulty + har + 'text\n'.repeat(13_000);
	const settings = fix => ' '.repeat(65_536) + JSON.stringify({fix});
	const rounds = count => {
		for (let i = 0; i < count; i++) {
			check(page, {name: page, settings: settings(i % 2 ? 'safe' : 'unsafe')});
			check(Buffer.from(page));
			assert.throws(() => check(page, {settings: settings(7)}));
			assert.throws(() => check(page, {name: page, settings: settings('safe'), fix: 7}));
		}
		globalThis.gc();
	};
	rounds(100);
	const before = process.memoryUsage().rss;
	rounds(1000);
	const grown = process.memoryUsage().rss - before;
	assert.ok(grown < 30e6, `${(grown / 1e6).toFixed(1)} MB more`);
});
