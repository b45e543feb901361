// Other people's repairers on the same texts: a JSON array of texts on stdin → for each library what
// it makes of each text (JSON again, or null where it throws) and the time of each, once warm.
//
//     node libraries.mjs FOLDER_WITH_NODE_MODULES NAME...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, ...names] = process.argv.slice(2);
const require = createRequire(folder + "/");

const text_of = (value) => (value === undefined ? null : JSON.stringify(value) ?? null);

// How each is asked; the answer is a text.
const asked = {
	"jsonrepair": (m) => m.jsonrepair,
	"jsonic": (m) => (t) => text_of((m.Jsonic ?? m)(t)),
	"json5": (m) => (t) => text_of(m.parse(t)),
	"dirty-json": (m) => (t) => text_of(m.parse(t)),
	"best-effort-json-parser": (m) => (t) => text_of(m.parse(t)),
	"partial-json": (m) => (t) => text_of(m.parse(t)),
	"relaxed-json": (m) => (t) => text_of(m.parse(t)),
	"hjson": (m) => (t) => text_of(m.parse(t)),
};

function attempt(repair, text) {
	try {
		return repair(text);
	} catch {
		return null;
	}
}

// Their remarks would end up in our answer.
for (const name of ["log", "warn", "error", "info", "debug"]) console[name] = () => {};

const texts = JSON.parse(readFileSync(0, "utf8"));
const out = {};
for (const name of names) {
	let repair;
	try {
		repair = asked[name](require(name));
	} catch {
		continue;
	}
	const results = texts.map((text) => attempt(repair, text));
	const ns = texts.map((text) => {
		const start = process.hrtime.bigint();
		attempt(repair, text);
		return Number(process.hrtime.bigint() - start);
	});
	out[name] = { results, ns };
}
process.stdout.write(JSON.stringify(out));
