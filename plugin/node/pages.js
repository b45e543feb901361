// What the adapters share: a page of a build → its corrected text, and what is to be said of it.
import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

import fencepost from './index.cjs';

const lines = text => text.split(/\r\n|\n|\r/);

// The line of the file at which a text begins that a builder has cut the front matter off, and has
// perhaps given other line ends.
function firstLine(file, text) {
	const whole = existsSync(file) ? readFileSync(file, 'utf8') : text;
	const body = lines(text).join('\n'), all = lines(whole).join('\n');
	return all.endsWith(body) ? lines(all.slice(0, all.length - body.length)).length : 1;
}

// The text of the nearest .fencepost.json, no further up than a folder with a .git.
function settingsOf(file) {
	for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
		const found = path.join(folder, '.fencepost.json');
		if (existsSync(found)) return readFileSync(found, 'utf8');
		if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
	}
}

// The pages of one build. A builder may ask for a page several times; what is in it is said once.
export class Pages {
	#said = new Map();
	left = 0; // findings that were said and are no longer to be mended

	constructor({strict = false, ...options} = {}) {
		this.strict = strict;
		this.options = options;
	}

	// Forgets what was said: a new build begins.
	begin() {
		this.#said.clear();
		this.left = 0;
	}

	// The corrected text; `say({level, line, column, rule, message, path, text})` hears of each finding,
	// at level info where it was mended, else warning, or error where the build is strict.
	check(file, text, say = () => {}) {
		const full = path.resolve(file), name = path.relative('', full);
		const {settings = settingsOf(full)} = this.options;
		const document = fencepost.check(text,
			{...this.options, settings, name, firstLine: firstLine(full, text)});
		const hash = createHash('sha1').update(text).digest('base64');
		if (this.#said.get(full) === hash) return document.text;
		this.#said.set(full, hash);
		for (const {fixed, severity, start: {line, column}, rule, message} of document.findings) {
			if (severity === 'note') continue;
			const level = fixed ? 'info' : this.strict ? 'error' : 'warning';
			if (!fixed) this.left++;
			say({level, line, column, rule, message, path: name,
				text: `${name}:${line}:${column}: ${level}: ${message} [${rule}]`});
		}
		return document.text;
	}

	// Fails the build where it is strict and something is left.
	end() {
		if (this.strict && this.left) throw new Error(`fencepost: ${this.left} findings are left`);
	}
}

// Says a finding on the console.
export function print({level, text}) {
	console[level === 'warning' ? 'warn' : level](text);
}
