// What the adapters share: a page of a build → its corrected text, and what is to be said of it.
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, realpathSync} from 'node:fs';
import path from 'node:path';

import fencepost from './index.cjs';

const digest = text => createHash('sha1').update(text).digest('base64');

const lines = text => text.split(/\r\n|\n|\r/);

// The line of the file at which a text begins that a builder has cut the front matter off, and has
// perhaps given other line ends.
function firstLine(file, text) {
	const whole = existsSync(file) ? readFileSync(file, 'utf8') : text;
	const body = lines(text).join('\n'), all = lines(whole).join('\n');
	return all.endsWith(body) ? lines(all.slice(0, all.length - body.length)).length : 1;
}

// The path without links in its folders.
function realPath(file) {
	const folder = path.dirname(file);
	return existsSync(folder) ? path.join(realpathSync(folder), path.basename(file)) : file;
}

// The nearest .fencepost.json: its folder, its path and its text; it is looked for no further up than
// a folder with a .git.
function settingsOf(file) {
	for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
		const found = path.join(folder, '.fencepost.json');
		if (existsSync(found)) return {folder, found, settings: readFileSync(found, 'utf8')};
		if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return {folder};
	}
}

// The pages of one build. A builder may ask for a page several times; what is in it is said once.
export class Pages {
	#said = new Map();
	#settings = new Map();
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

	// The document of a page, or undefined where the settings that hold for it ignore it.
	#document(full, text) {
		const real = realPath(full), given = this.options.settings;
		const {folder, found, settings} = given === undefined ? settingsOf(real)
			: {folder: realpathSync('.'), settings: given};
		this.#settings.set(found, settings);
		const inside = path.relative(folder, real).split(path.sep).join('/');
		try {
			return fencepost.ignores(inside, settings) ? undefined : fencepost.check(text,
				{...this.options, settings, name: path.relative('', full), firstLine: firstLine(full, text)});
		} catch (error) {
			if (found && error.code === 'FENCEPOST_ESETTINGS') {
				error.message = `${path.relative('', found)}:${error.message}`;
			}
			throw error;
		}
	}

	// The corrected text; `say({level, line, column, rule, message, path, text})` hears of each finding,
	// at level info where it was mended, else warning, or error where the build is strict.
	check(file, text, say = () => {}) {
		const full = path.resolve(file), name = path.relative('', full);
		const document = this.#document(full, text);
		const hash = digest(text);
		if (!document) return text;
		if (this.#said.get(full) === hash) return document.text;
		this.#said.set(full, hash);
		for (const {fixed, fix, severity, start: {line, column}, rule, ...finding} of document.findings) {
			if (severity === 'note') continue;
			const level = fixed ? 'info' : this.strict ? 'error' : 'warning';
			const message = fixed ? `${finding.message}; fixed: ${fix.message}` : finding.message;
			if (!fixed) this.left++;
			say({level, line, column, rule, message, path: name,
				text: `${name}:${line}:${column}: ${level}: ${message} [${rule}]`});
		}
		return document.text;
	}

	// Differs where another fencepost, or other settings, may have made something else of the pages.
	state() {
		return digest(JSON.stringify([fencepost.version, this.options, ...this.#settings]));
	}

	// Fails the build where it is strict and something is left.
	end() {
		if (this.strict && this.left) throw new Error(`fencepost: ${this.left} left that could not be mended`);
	}
}

// Says a finding on the console.
export function print({level, text}) {
	console[level === 'warning' ? 'warn' : level](text);
}
